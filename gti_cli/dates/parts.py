"""Parts of a period (early, mid, late, the end of it), what lies around it, and from one point to another."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from gti_cli.dates.leaning import Leaning, RefusedError
from gti_cli.dates.left_out import days_of
from gti_cli.dates.pattern import ApartError
from gti_cli.dates.periods import ONE_DAY, Point, Size, Window, Year, add_months, end_of_months
from gti_cli.dates.span import month_end
from gti_cli.words import listed

Place = tuple[int, int]
"""A day in a period: how many months after its first, and which day from there on, or from the month's end back."""

WINDOWS: dict[Size | None, dict[str, tuple[Place, Place, Place]]] = {
    "year": {
        "early": ((0, 1), (5, -1), (2, -1)),
        "first months": ((0, 1), (5, -1), (2, -1)),
        "start": ((0, 1), (2, -1), (0, -1)),
        "mid": ((3, 1), (8, -1), (5, -1)),
        "late": ((6, 1), (11, -1), (11, -1)),
        "end": ((9, 1), (11, -1), (11, -1)),
    },
    "half": {
        "early": ((0, 1), (2, -1), (1, -1)),
        "start": ((0, 1), (2, -1), (1, -1)),
        "mid": ((1, 1), (4, -1), (3, -1)),
        "late": ((3, 1), (5, -1), (5, -1)),
        "end": ((5, 1), (5, -1), (5, -1)),
    },
    "quarter": {
        "early": ((0, 1), (1, 15), (0, -1)),
        "start": ((0, 1), (1, 15), (0, -1)),
        "first half": ((0, 1), (1, 15), (1, 15)),
        "mid": ((0, 16), (2, 15), (1, -1)),
        "late": ((1, 16), (2, -1), (2, -1)),
        "second half": ((1, 16), (2, -1), (2, -1)),
        "end": ((2, 1), (2, -1), (2, -1)),
    },
    "month": {
        "early": ((0, 1), (0, 15), (0, 10)),
        "start": ((0, 1), (0, 15), (0, 10)),
        "first half": ((0, 1), (0, 15), (0, 15)),
        "mid": ((0, 10), (0, 20), (0, 15)),
        "late": ((0, 16), (0, -1), (0, -1)),
        "second half": ((0, 16), (0, -1), (0, -1)),
        "end": ((0, -7), (0, -1), (0, -1)),
    },
    "week": {"end": ((0, 5), (0, 7), (0, 5))},
    "season": {"end": ((3, 1), (3, -1), (3, -1))},
    "decade": {"end": ((96, 1), (119, -1), (119, -1))},
}
"""The first, the last and the firm day of each part of a period, by its size."""

LINK = {"start": " of", "end": " of", "first half": " of", "second half": " of", "first months": " of"}
"""What stands after the name of a part, where something does."""


YEARS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
"""The years that are offered for a part of a decade, which means nothing that all agree on."""


class PartOf(Point):
    """A part of a period by its name."""

    def __init__(self, part: str, period: Point) -> None:
        self.part = part
        self._period = period
        self.lacks_year = period.lacks_year
        self.ends_in_year = isinstance(period, Year)

    def window(self, leaning: Leaning, year: int) -> Window:
        """Its days, as the table has them; raises RefusedError where it has none for such a period."""
        size = self._period.size
        window = self._period.window(leaning, year) if size is None else None
        places = WINDOWS.get(window.size if window else size, {}).get(self.part)
        if not places:
            takes = listed(f"a {size}" for size, parts in WINDOWS.items() if self.part in parts)
            reason = f"has no meaning that all agree on: {self.part} takes {takes}"
            raise RefusedError(reason, *(_instead(self.part, window) if window else ()))
        window = window or self._period.window(leaning, year)
        first, last, firm = (_day(window.first, place) for place in places)
        strict = first
        if self.part in ("mid", "late"):
            strict = first + ((last - first).days + 1) // 2 * ONE_DAY
        elif self.part == "end":
            strict = last
        text = f"{self.part}{LINK.get(self.part, '')} {window.text}"
        return Window(window.size, first, last, text, firm, strict, self.part)


def _instead(part: str, window: Window) -> Iterator[str]:
    """What may be meant by a part that a period does not have."""
    if window.size == "decade" and part in YEARS_OF_DECADE:
        first, last = YEARS_OF_DECADE[part]
        yield f"{window.first.year + first} to {window.first.year + last}"
    yield window.text


def _day(first: date, place: Place) -> date:
    months, day = place
    if day > 0:
        return (add_months(first, months) if months else first) + (day - 1) * ONE_DAY
    return end_of_months(first, months + 1) + (day + 1) * ONE_DAY


class Around(Point):
    """About a point: one unit of its size more on both sides."""

    part = "around"

    def __init__(self, point: Point) -> None:
        self._point = point

    def window(self, leaning: Leaning, year: int) -> Window:
        """The days of the point and as many more as its length asks for; its year is chosen before that."""
        window = days_of(self._point, leaning)
        days = (window.last - window.first).days + 1
        earlier, later = next((earlier, later) for most, earlier, later in MARGINS if days <= most)
        first, last, firm = earlier(window.first), later(window.last), later(window.firm)
        text = f"around {with_article(window.text)}"
        return Window(window.size, first, last, text, firm, window.first, self.part)


Move: TypeAlias = Callable[[date], date]


def _half_a_month_earlier(day: date) -> date:
    if day.day > 15:
        return day.replace(day=day.day - 15)
    before = day - day.day * ONE_DAY
    return before.replace(day=min(day.day + 15, before.day))


def _half_a_month_later(day: date) -> date:
    end = month_end(day.year, day.month)
    return end if day.day <= 15 else end + 15 * ONE_DAY


def _months_later(months: int) -> Move:
    def later(day: date) -> date:
        is_last = day == month_end(day.year, day.month)
        return end_of_months(day.replace(day=1), months + 1) if is_last else add_months(day, months)

    return later


MARGINS: tuple[tuple[int, Move, Move], ...] = (
    (1, lambda day: day - 3 * ONE_DAY, lambda day: day + 3 * ONE_DAY),
    (16, lambda day: day - 7 * ONE_DAY, lambda day: day + 7 * ONE_DAY),
    (46, _half_a_month_earlier, _half_a_month_later),
    (124, lambda day: add_months(day, -1), _months_later(1)),
    (366, lambda day: add_months(day, -3), _months_later(3)),
    (9999, lambda day: add_months(day, -12), _months_later(12)),
)
"""For so many days at most: from the first of them, and from the last, to the day that is one unit further out."""


class Range(Point):
    """From one point to another; what both share may stand once."""

    part = "range"

    def __init__(self, point1: Point, point2: Point) -> None:
        self._first = point1
        self._last = point2
        self.lacks_year = point1.lacks_year and point2.lacks_year

    def window(self, leaning: Leaning, year: int) -> Window:
        """From the first day of the one to the last of the other; raises RefusedError where that is no way."""
        if self._first.lacks_year and not self._last.lacks_year:
            last = self._last.window(leaning, year)
            first = self._first.window(leaning, last.first.year)
            if first.first > last.last:
                earlier = self._first.window(leaning, last.first.year - 1)
                raise RefusedError("ends before it begins", f"{earlier.text} to {last.text}")
        else:
            first = self._first.window(leaning, year)
            last = self._last.window(leaning, first.first.year)
            if self._last.lacks_year and last.last < first.first:
                last = self._last.window(leaning, first.first.year + 1)
        if last.last < first.first or last.firm < first.first:
            raise RefusedError("ends before it begins", f"{last.text} to {first.text}")
        are_years = first.size == last.size == "year" and not (first.part or last.part)
        size: Size = "year" if are_years else "days"
        text, weekdays = f"{first.text} to {last.text}", first.weekdays + last.weekdays
        return Window(size, first.first, last.last, text, last.firm, first.strict, self.part, weekdays)


def interval(side1: Point, side2: Point) -> Point:
    """From one point to another; raises ApartError where the words are rather one of them and its year."""
    if isinstance(side2, Year) and side1.lacks_year:
        raise ApartError
    if isinstance(side1, Year) and (
        side2.lacks_year or (isinstance(side2, Year) and side1.is_fiscal > side2.is_fiscal)
    ):
        raise ApartError
    return Range(side1, side2)


def joined(side1: Point, side2: Point) -> Point:
    """The same by a sign; raises ApartError for "early 2019-Q1" and for "winter 2019/2020" as well."""
    if side1.ends_in_year and side2.lacks_year:
        raise ApartError
    if side1.size == "season" and isinstance(side2, Year):
        raise ApartError
    return interval(side1, side2)


def with_article(text: str) -> str:
    """Words for days, with an article where people say it."""
    is_part = text.startswith(("start of", "end of", "first ", "second ", "week of"))
    return f"the {text}" if is_part else text
