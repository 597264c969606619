"""Places of days on a page, in percent of an axis: on that of the chart, and on those of the curves of metrics.

So a chart is as wide as there is room. Every day takes up the same room, and a stretch of days reaches from the
beginning of its first day to the end of its last.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.span import day_text
from gti_cli.views.chart import Chart, Mark
from gti_cli.views.metrics import ReadingRow, reading_words, shares

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
MOST_YEARS = 8
MOST_QUARTERS = 24
YEAR_ROOM = 9.0
"""The room that the name of a year takes, in percent of a narrow axis."""

MARGIN = 4.0
"""The room left around the points of a curve, in percent."""


class PercentAxis(Struct, frozen=True):
    """The days from the first to the last, both included, as percentages."""

    first: date
    last: date

    def start(self, day: date) -> float:
        """The beginning of a day."""
        return self._place(day, 0)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self._place(day, 0.5)

    def end(self, day: date) -> float:
        """The end of a day."""
        return self._place(day, 1)

    def width(self, first: date, last: date) -> float:
        """The room from the beginning of one day to the end of another."""
        return round(self.end(last) - self.start(first), 3)

    def _place(self, day: date, part: float) -> float:
        return round(100 * ((day - self.first).days + part) / ((self.last - self.first).days + 1), 3)


def year_marks(chart: Chart) -> Iterator[Mark]:
    """The beginnings of years, all or a round part of them, each with its name where there is room."""
    step = next(step for step in YEAR_STEPS if len(chart.years) <= step * MOST_YEARS or step == YEAR_STEPS[-1])
    marks = [mark for mark in chart.years if mark.day.year % step == 0]
    axis = PercentAxis(chart.first, chart.last)
    places = [*(axis.start(mark.day) for mark in marks), 100.0]
    for mark, (place, after) in zip(marks, pairwise(places), strict=True):
        yield mark if after - place >= YEAR_ROOM else Mark(mark.day, "")


def quarter_marks(chart: Chart) -> Sequence[Mark]:
    """The beginnings of quarters, none where there are too many."""
    return chart.quarters if len(chart.quarters) <= MOST_QUARTERS else ()


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
