"""A time axis: where days lie on it, whatever it is drawn on, and which years and quarters it names.

Every day takes up the same room, and a stretch of days reaches from the beginning of its first day to the end of its
last.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from gti_cli.dates.span import month_end

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Mark(Struct, frozen=True):
    """The first day of a year or a quarter on the axis, and its name."""

    day: date
    name: str


class Axis(Struct, frozen=True):
    """The days from the first to the last, both included."""

    first: date
    last: date

    def place(self, day: date, part: float = 0) -> float:
        """Where a part of a day lies, as a fraction of the axis: 0 is the beginning of the day, 1 its end."""
        return ((day - self.first).days + part) / self._days

    def column(self, day: date, columns: int) -> int:
        """In which of so many columns a day begins."""
        return (day - self.first).days * columns // self._days

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1

    def years(self, most: int) -> list[Mark]:
        """The years on the axis: all where these are no more than `most`, else a round part of them."""
        years = range(self.first.year, self.last.year + 1)
        step = next(step for step in YEAR_STEPS if len(years) <= step * most or step == YEAR_STEPS[-1])
        return [Mark(max(date(year, 1, 1), self.first), str(year)) for year in years if year % step == 0]

    def quarters(self) -> list[Mark]:
        """The quarters on the axis."""
        years = range(self.first.year, self.last.year + 1)
        begun = [(date(year, 3 * nth + 1, 1), f"Q{nth + 1}") for year in years for nth in range(4)]
        return [Mark(start, name) for start, name in begun if self.first <= start <= self.last]


def around(days: Iterable[date]) -> Axis:
    """The axis of whole quarters in which these days lie."""
    known = list(days)
    first, last = min(known), max(known)
    month, last_month = first.month - (first.month - 1) % 3, last.month + 2 - (last.month - 1) % 3
    return Axis(date(first.year, month, 1), month_end(last.year, last_month))
