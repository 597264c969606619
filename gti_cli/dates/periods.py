"""Days, weeks, months, quarters, halves, years and decades: the days that each of them has.

A point is what words name; asked for its window, it gives days. Where it has no year of its own, it is read in the year
that is given to it, so that whoever asks chooses the year.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.leaning import FIRST_YEAR, OUT_OF_REACH, Leaning, RefusedError
from gti_cli.dates.span import MONTHS, month_end
from gti_cli.dates.tokens import WEEKDAYS

Size = Literal["day", "week", "month", "quarter", "half", "season", "year", "decade", "days"]
Time = tuple[int, str]
"""A length of time: how many days, weeks, months, quarters, halves, years or decades."""

Weekdays = tuple[tuple[date, int], ...]

ONE_DAY = timedelta(days=1)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
NTH_NAMES = {1: "first", 2: "second", 3: "third", 4: "fourth"}


class Window(Struct, frozen=True):
    """The days from `first` to `last` that a point has, and the words that name it with its year.

    `firm` is its last day by the strictest reading, `strict` its first one. `part` is the word for a part of a period,
    empty for a whole one.
    """

    size: Size
    first: date
    last: date
    text: str
    firm: date
    strict: date
    part: str = ""
    weekdays: Weekdays = ()
    """The days of which a weekday is told, and that weekday."""

    @property
    def is_vague(self) -> bool:
        """Whether its words leave open where it begins and ends."""
        return self.part not in ("", "end", "first half", "second half")


def whole(size: Size, first: date, last: date, text: str) -> Window:
    """A window whose ends are plain."""
    return Window(size, first, last, text, last, first)


def one_day(day: date, weekdays: Weekdays = ()) -> Window:
    """A day as a window."""
    return Window("day", day, day, day_name(day), day, day, "", weekdays)


class Point(ABC):
    """What words name: a period or a part of one."""

    lacks_year = False
    ends_in_year = False
    """Whether it is a year, or a part of one."""
    size: Size | None = None
    """Its size, where that is known of all such points."""
    part = ""
    """The word for a part of a period, empty for a whole one."""

    @abstractmethod
    def window(self, leaning: Leaning, year: int) -> Window:
        """Its days; those in a year, where it lacks one. Raises RefusedError, and ValueError beyond the calendar."""


class Derived(Point):
    """A point whose days follow from those of another."""

    def __init__(self, point: Point, derive: Callable[[Window], Window]) -> None:
        self._point = point
        self._derive = derive
        self.lacks_year = point.lacks_year

    def window(self, leaning: Leaning, year: int) -> Window:
        """What follows from the days of the other."""
        return self._derive(self._point.window(leaning, year))


class Year(Point):
    """A year of some calendar."""

    is_fiscal = False

    @abstractmethod
    def begin(self, leaning: Leaning) -> tuple[date, str]:
        """Its first day and its name."""

    def window(self, leaning: Leaning, year: int) -> Window:
        """Its twelve months."""
        first, name = self.begin(leaning)
        return whole("year", first, end_of_months(first, 12), name)


class CalendarYear(Year):
    """A year by its number."""

    def __init__(self, yyyy: int) -> None:
        self._number = yyyy

    def begin(self, leaning: Leaning) -> tuple[date, str]:
        """The first of January, and the number."""
        if self._number < FIRST_YEAR:
            raise RefusedError(OUT_OF_REACH)
        return date(self._number, 1, 1), str(self._number)


def short_year(yy: int) -> CalendarYear:
    """A year of two digits, which is one of this century."""
    return CalendarYear(2000 + yy)


class InYear(Point):
    """A part of a year, which may be left out."""

    def __init__(self, year: Year | None) -> None:
        self._year = year
        self.lacks_year = year is None

    def window(self, leaning: Leaning, year: int) -> Window:
        """Its days in its own year, or in the one that is given."""
        begin, name = self._year.begin(leaning) if self._year else (date(year, 1, 1), str(year))
        return self._in(begin, name, leaning)

    @abstractmethod
    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        """Its days in a year that begins on that day and has that name."""


class Day(InYear):
    """A day of a month by its number."""

    def __init__(self, d: int, month: int, year: Year | None = None) -> None:
        super().__init__(year)
        self._day = d
        self._month = month

    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        last = end_of_month(begin.year, self._month)
        if not 1 <= self._day <= last.day:
            raise RefusedError("is a day that the month does not have", day_name(last))
        return one_day(last.replace(day=self._day))


class Month(InYear):
    """A month by its number."""

    def __init__(self, month: int, year: Year | None = None) -> None:
        super().__init__(year)
        self._month = month

    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        last = end_of_month(begin.year, self._month)
        return whole("month", last.replace(day=1), last, f"{MONTHS[self._month - 1].capitalize()} {name}")


class PartOfYear(InYear):
    """The n-th quarter or half of a year."""

    SIZES: tuple[tuple[Size, int], ...] = (("quarter", 3), ("half", 6))

    def __init__(self, q: int | None = None, h: int | None = None, year: Year | None = None) -> None:
        super().__init__(year)
        self._size, self._months = self.SIZES[q is None]
        self._nth = h if q is None else q

    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        letter, count, nth = self._size[0].upper(), 12 // self._months, self._nth or 0
        if not 1 <= nth <= count:
            ends = (f"{letter}{at} {name}" for at in (1, count))
            raise RefusedError(f"is a {self._size} that no year has: they are {letter}1 to {letter}{count}", *ends)
        first = add_months(begin, (nth - 1) * self._months)
        return whole(self._size, first, end_of_months(first, self._months), f"{letter}{nth} {name}")


class NumberedWeek(InYear):
    """A week by its number in the calendar of ISO 8601, from Monday to Sunday."""

    def __init__(self, nn: int, year: Year | None = None) -> None:
        super().__init__(year)
        self._number = nn

    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        try:
            monday = date.fromisocalendar(begin.year, self._number, 1)
        except ValueError:
            last = date(begin.year, 12, 28).isocalendar().week
            raise RefusedError(
                f"is a week that the year does not have: its last is {last}", f"week {last} of {name}"
            ) from None
        return whole("week", monday, monday + 6 * ONE_DAY, f"week {self._number} of {name}")


class Decade(Point):
    """Ten years, by the first of them."""

    def __init__(self, yyyy: int) -> None:
        self._year = yyyy

    def window(self, leaning: Leaning, year: int) -> Window:
        """Ten years; raises RefusedError where the first is no tenth one."""
        if self._year % 10 or self._year < FIRST_YEAR:
            raise RefusedError("is no decade", f"the {max(self._year - self._year % 10, FIRST_YEAR)}s")
        return decade(self._year)


def decade(year: int) -> Window:
    """The decade that begins in a year."""
    return whole("decade", date(year, 1, 1), date(year + 9, 12, 31), f"the {year}s")


def week_of(day: Point) -> Point:
    """The week from Monday to Sunday that a day is in."""
    return Derived(day, lambda window: replace(week(window.first), weekdays=window.weekdays))


def week(day: date) -> Window:
    """The week from Monday to Sunday that a day is in."""
    monday = day - day.weekday() * ONE_DAY
    return whole("week", monday, monday + 6 * ONE_DAY, f"week of {day_name(monday)}")


def week_from(day: Point) -> Point:
    """The seven days from a day on."""
    return _seven_days(day, 0, "week beginning")


def week_to(day: Point) -> Point:
    """The seven days up to a day."""
    return _seven_days(day, -6, "week ending")


def _seven_days(day: Point, begin: int, name: str) -> Point:
    def days(window: Window) -> Window:
        first = window.first + begin * ONE_DAY
        return replace(whole("week", first, first + 6 * ONE_DAY, f"{name} {window.text}"), weekdays=window.weekdays)

    return Derived(day, days)


def nth_week(nth: int, monthly: Point) -> Point:
    """The n-th seven days of a month, up to the fourth."""

    def days(month: Window) -> Window:
        if nth not in NTH_NAMES:
            raise RefusedError("is no week that a month has", f"last week of {month.text}")
        first = month.first + 7 * (nth - 1) * ONE_DAY
        return whole("week", first, first + 6 * ONE_DAY, f"{NTH_NAMES[nth]} week of {month.text}")

    return Derived(monthly, days)


def edge(which: str, unit: Size, period: Point, n: int = 1) -> Point:
    """The first or the last so many days, weeks, months or years of a period."""

    def days(window: Window) -> Window:
        amount = f"{n} {unit}s" if n > 1 else unit
        text = f"{which} {amount} of {window.text}"
        first, last = window.first, window.last
        if which == "first":
            last = moved(first, (n, unit)) - ONE_DAY
        else:
            first = moved(last + ONE_DAY, (-n, unit))
        if last > window.last or first < window.first:
            raise RefusedError(f"is longer than {window.text}", window.text)
        return whole(unit if n == 1 else "days", first, last, text)

    return Derived(period, days)


def check_weekdays(window: Window) -> Window:
    """The window; raises RefusedError where a day in it is another weekday than its words say."""
    for day, weekday in window.weekdays:
        if day.weekday() != weekday:
            right = WEEKDAYS[day.weekday()].capitalize()
            raise RefusedError(f"is a {right}", f"{right}, {day_name(day)}")
    return window


def day_name(day: date) -> str:
    """A day in words: "13 November 2019"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def end_of_month(year: int, month: int) -> date:
    """The last day of a month; raises RefusedError where there is no month of that number."""
    if not 1 <= month <= 12:
        raise RefusedError(f"is a month {month}, and months are 1 to 12")
    return month_end(year, month)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or its last where it is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, day.day) if day.day < 29 else month_end(year, month + 1, at_most=day.day)


def end_of_months(first: date, months: int) -> date:
    """The last of so many months from the first of a month on."""
    year, month = divmod(12 * first.year + first.month - 2 + months, 12)
    return month_end(year, month + 1)


def moved(day: date, time: Time) -> date:
    """The day that is so long after another, or before it: the same day of the month, or its last."""
    number, unit = time
    if unit in MONTHS_IN:
        return add_months(day, number * MONTHS_IN[unit])
    return day + number * (7 if unit == "week" else 1) * ONE_DAY
