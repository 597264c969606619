"""The year that a phrase leaves out, and the points that are the next or the last of their kind."""

from collections.abc import Callable, Iterable

from gti_cli.dates.leaning import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    OUT_OF_REACH,
    Leaning,
    RefusedError,
    TwoReadingsError,
)
from gti_cli.dates.periods import ONE_DAY, Point, Window, check_weekdays, one_day
from gti_cli.dates.span import month_end

REACH = 9
"""A leap day may be so many years away."""


def days_of(point: Point, leaning: Leaning, *, unbegun: bool = False) -> Window:
    """The days of a point, in a year that follows from the day of publication where it lacks one.

    That is the first such point that is not over on that day (or that has not begun) where what is to come is told, and
    else the last one that has begun. Raises RefusedError, also where a day is another weekday than its words say.
    """
    if not point.lacks_year:
        return check_weekdays(point.window(leaning, 0))
    day = leaning.day(MONTH)
    if not leaning.is_ahead:
        window = _first_of(point, leaning, range(day.year + 1, day.year - REACH, -1), lambda it: it.first <= day)
    elif unbegun:
        window = _first_of(point, leaning, range(day.year - 1, day.year + REACH), lambda it: it.first > day)
    else:
        window = _first_of(point, leaning, range(day.year - 1, day.year + REACH), lambda it: it.last >= day)
    if window.first.day > 1 or window.last != month_end(window.last.year, window.last.month):
        leaning.day(DAY)
    return check_weekdays(window)


def _first_of(point: Point, leaning: Leaning, years: Iterable[int], fits: Callable[[Window], bool]) -> Window:
    """The point in the first of the years in which it is there and fits; raises RefusedError where there is none."""
    refusal = RefusedError(OUT_OF_REACH)
    for year in years:
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                window = point.window(leaning, year)
            except RefusedError as error:
                refusal = error
            else:
                if fits(window):
                    return window
    raise refusal


class NextOrLast(Point):
    """`next June`, `last June`: read where the nearest one is that of the next or the last year, too."""

    def __init__(self, which: int, point: Point) -> None:
        self._which = which
        self._point = point

    def window(self, leaning: Leaning, year: int) -> Window:
        """The nearest one that lies ahead as a whole, or back."""
        look(self._which, leaning)
        day, step = leaning.day(), self._which
        years = range(day.year - step, day.year + step * REACH, step)
        nearest = _first_of(self._point, leaning, years, lambda it: it.first > day if step > 0 else it.last < day)
        return agreed(nearest, self._point.window(leaning, day.year + step))


class Weekday(Point):
    """`Friday`, `next Friday`: read where the nearest one is that of the week that is meant, too."""

    def __init__(self, weekday: int, which: int | None = None) -> None:
        self._weekday = weekday
        self._which = which

    def window(self, leaning: Leaning, year: int) -> Window:
        """The nearest one that lies ahead, or back; where today is one, two readers differ."""
        look(self._which or 0, leaning)
        day = leaning.day()
        days = self._weekday - day.weekday()
        is_ahead = self._which > 0 if self._which else leaning.is_ahead
        nearest = one_day(day + ((days % 7 or 7) if is_ahead else (days % -7 or -7)) * ONE_DAY)
        in_week = one_day(day + (days + 7 * (self._which or 0)) * ONE_DAY)
        return nearest if self._which is None and days else agreed(nearest, in_week)


def look(which: int, leaning: Leaning) -> None:
    """Refuse a word that looks ahead or back where that cannot be meant."""
    if which > 0:
        leaning.looks_ahead()
    elif which < 0:
        leaning.looks_back()


def agreed(one: Window, other: Window) -> Window:
    """The window that two readers agree on; raises TwoReadingsError where they do not."""
    if one != other:
        raise TwoReadingsError("can be read in two ways", one.text, other.text)
    return one
