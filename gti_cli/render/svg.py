"""Places of days on a page, in percent of an axis: on those of charts, and on those of the curves of metrics.

So a chart is as wide as there is room.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.span import day_text
from gti_cli.views.axis import Axis, Mark
from gti_cli.views.chart import DATES, MEANINGS, OUTCOMES, Kind, Segment
from gti_cli.views.metrics import ReadingRow, reading_words, shares

MOST_YEARS = 8
MOST_QUARTERS = 24
YEAR_ROOM = 9.0
"""The room that the name of a year takes, in percent of a narrow axis."""

MARGIN = 4.0
"""The room left around the points of a curve, in percent."""

LOWER = 14
"""How far below the plan of a lane that is which came of it."""

IN_LOWER_HALF: tuple[Kind, ...] = ("overdue", *OUTCOMES)


class PercentAxis(Axis, frozen=True):
    """The days from the first to the last, both included, as percentages."""

    def start(self, day: date) -> float:
        """The beginning of a day."""
        return round(100 * self.place(day), 3)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return round(100 * self.place(day, 0.5), 3)

    def end(self, day: date) -> float:
        """The end of a day."""
        return round(100 * self.place(day, 1), 3)

    def width(self, first: date, last: date) -> float:
        """The room from the beginning of one day to the end of another."""
        return round(self.end(last) - self.start(first), 3)

    def named_years(self) -> Iterator[Mark]:
        """The beginnings of years, all or a round part of them, each with its name where there is room."""
        marks = self.years(MOST_YEARS)
        places = [*(self.start(mark.day) for mark in marks), 100.0]
        for mark, (place, after) in zip(marks, pairwise(places), strict=True):
            yield mark if after - place >= YEAR_ROOM else Mark(mark.day, "")

    def named_quarters(self) -> list[Mark]:
        """The beginnings of quarters, none where there are too many."""
        quarters = self.quarters()
        return quarters if len(quarters) <= MOST_QUARTERS else []


def percent(axis: Axis) -> PercentAxis:
    """An axis in percent."""
    return PercentAxis(axis.first, axis.last)


class Sample(Struct, frozen=True):
    """What a kind of stretch looks like: one on an axis of its own, and how far from the top it is drawn."""

    axis: PercentAxis
    segment: Segment
    top: int


def sample_of(kind: Kind) -> Sample:
    """A stretch of a kind, for a key: a point in the middle of an axis, anything else along all of it."""
    axis = PercentAxis(date(2000, 1, 1), date(2000, 1, 10))
    is_point = kind in (*DATES, "said", "given_up", "exact", "before")
    first, last = (axis.first + timedelta(5),) * 2 if is_point else (axis.first, axis.last)
    return Sample(axis, Segment(kind, first, last, MEANINGS[kind]), LOWER if kind in IN_LOWER_HALF else 0)


class Point(Struct, frozen=True):
    """A reading in a small chart, in percent from the left and from the top; open where the source says "more than"."""

    x: float
    y: float
    title: str
    is_open: bool


class Curve(Struct, frozen=True):
    """The readings of a metric over time, between the lowest and the highest value, and where 0 is."""

    points: tuple[Point, ...]
    zero: float


def curve(readings: Sequence[ReadingRow]) -> Curve:
    """The readings of a metric as points, the first at the left and the newest at the right."""
    axis = PercentAxis(readings[0].date, readings[-1].date)
    zero = replace(readings[-1], value=0, at_least=False)
    *heights, nothing = shares([*readings, zero])
    points = (
        Point(
            x=round(MARGIN + axis.middle(reading.date) * (100 - 2 * MARGIN) / 100, 3),
            y=_from_top(height),
            title=f"{day_text(reading.date)}: {reading_words(reading)}",
            is_open=reading.at_least,
        )
        for reading, height in zip(readings, heights, strict=True)
    )
    return Curve(tuple(points), _from_top(nothing))


def _from_top(share: float) -> float:
    return round(85 - 70 * share, 3)
