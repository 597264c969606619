"""Fiscal years, seasons, and days in numbers: what depends on the conventions of a file."""

from datetime import date

from gti_cli.dates import conventions
from gti_cli.dates.conventions import Conventions, Hemisphere
from gti_cli.dates.leaning import (
    FIRST_YEAR,
    MONTH,
    Leaning,
    NoConventionError,
    NoOrderError,
    RefusedError,
    TwoReadingsError,
)
from gti_cli.dates.left_out import look
from gti_cli.dates.pattern import ApartError
from gti_cli.dates.periods import (
    CalendarYear,
    Derived,
    InYear,
    Point,
    Size,
    Window,
    Year,
    day_name,
    end_of_months,
    one_day,
    whole,
)

AN_EXAMPLE = Conventions(fiscal_year=conventions.FiscalYear("October", "end"))


FIRST_MONTHS: dict[Hemisphere, dict[str, int]] = {
    "north": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    "south": {"spring": 9, "summer": 12, "autumn": 3, "fall": 9, "winter": 6},
}
"""The first month of each season; "fall" is said in the north."""


class FiscalYear(Year):
    """A fiscal year by its number, by the two years that it lies in, or by how far it is from that of the day."""

    is_fiscal = True

    def __init__(self, yyyy: int | None = None, later: int | None = None, which: int = 0) -> None:
        self._number = yyyy
        self._later = later
        self._which = which

    def begin(self, leaning: Leaning) -> tuple[date, str]:
        """Its first day and its name, by the file's convention."""
        fiscal = leaning.conventions.fiscal_year
        if fiscal is None:
            reason = "is a fiscal year, and which days that is depends on the organization"
            raise NoConventionError(reason, example=AN_EXAMPLE)
        leaning.by_convention(Conventions(fiscal_year=fiscal))
        named_later = fiscal.named_by == "end" and fiscal.month > 1
        if self._number is None:
            look(self._which, leaning)
            day = leaning.day(MONTH)
            year = day.year - (day.month < fiscal.month) + self._which
        elif self._later is None:
            year = self._number - named_later
        else:
            year = self._number
            if fiscal.month == 1 or (year + 1) % 100 != self._later % 100:
                raise RefusedError("is no fiscal year of this file", f"FY{year}", f"FY{year + 1}")
        return date(year, fiscal.month, 1), f"FY{year + named_later}"


def fiscal_pair(yyyy: int, yy: int) -> FiscalYear:
    """Two years as a fiscal year, where no word says that it is one; raises ApartError where they are not in a row."""
    if yy not in (yyyy + 1, (yyyy + 1) % 100):
        raise ApartError
    return FiscalYear(yyyy, yy)


class Season(InYear):
    """A season by its name: the four months that people count to it."""

    size: Size = "season"

    def __init__(self, season: str, year: Year | None = None, pair: tuple[int, int] | None = None) -> None:
        super().__init__(CalendarYear(pair[0]) if pair else year)
        self._name = season
        self._pair = pair

    def _in(self, begin: date, name: str, leaning: Leaning) -> Window:
        hemisphere = leaning.conventions.hemisphere
        if self._name == "fall":
            hemisphere = "north"
        elif hemisphere is None:
            reason = "is a season, and which months that is depends on the hemisphere"
            raise NoConventionError(reason, example=Conventions(hemisphere="north"))
        else:
            leaning.by_convention(Conventions(hemisphere=hemisphere))
        month = FIRST_MONTHS[hemisphere][self._name]
        year = begin.year
        if self._year and not self._pair and month == 12:
            both = (f"{self._name} {first}/{first + 1}" for first in (year - 1, year))
            raise TwoReadingsError("lies in two years, and names one", *both)
        if self._pair and (month < 12 or (year + 1) % 100 != self._pair[1] % 100):
            raise RefusedError("names two years, and lies in one", *(f"{self._name} {year}" for year in self._pair))
        first = date(year, month, 1)
        label = f"{self._name} {year}/{year + 1}" if month == 12 else f"{self._name} {year}"
        return whole("season", first, end_of_months(first, 4), label)


class NumericDay(Point):
    """`13/11/2019`: the day first or the month, where only one is possible, or by the file's convention."""

    def __init__(self, nn1: int, nn2: int, yyyy: int, weekday: int | None = None) -> None:
        self._numbers = nn1, nn2
        self._year = yyyy
        self._weekday = weekday

    def on(self, weekday: int) -> "NumericDay":
        """The same day, of which the weekday is told."""
        return NumericDay(*self._numbers, self._year, weekday)

    def window(self, leaning: Leaning, year: int) -> Window:
        """The day; a weekday may tell which one is meant."""
        first, second = self._numbers
        days = [day for day in (self._day(first, second), self._day(second, first)) if day]
        if not days:
            raise RefusedError("is no day of the calendar")
        order = leaning.conventions.order
        if len(set(days)) > 1 and order:
            leaning.by_convention(Conventions(order=order))
            days = [days[order == "month-first"]]
        fitting = [day for day in days if self._weekday in (None, day.weekday())] or days[:1]
        if len(set(fitting)) > 1:
            reason = "can be read with the day or the month first"
            raise NoOrderError(reason, *map(day_name, days), example=Conventions(order="day-first"))
        return one_day(fitting[0], () if self._weekday is None else ((fitting[0], self._weekday),))

    def _day(self, day: int, month: int) -> date | None:
        try:
            return date(self._year, month, day) if self._year >= FIRST_YEAR else None
        except ValueError:
            return None


def on_weekday(weekday: int, dated: Point) -> Point:
    """A day of which the weekday is told."""
    if isinstance(dated, NumericDay):
        return dated.on(weekday)
    return Derived(dated, lambda window: one_day(window.first, ((window.first, weekday),)))
