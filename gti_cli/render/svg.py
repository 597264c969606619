"""Plan against actual as shapes on one time axis; the page draws them.

A place is a percentage of the axis, so that a chart is as wide as there is room. Every day takes up the same room, and
a span reaches from the beginning of its first day to the end of its last. What is coarse is a stretch, never a point.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from gti_cli.dates.span import Span, day_text
from gti_cli.views import promises
from gti_cli.views.metrics import ReadingRow, reading_words, shares
from gti_cli.views.promises import PromiseRow, StatementRow
from gti_cli.views.values import PhraseCell, ReachedCell

Kind = Literal["wait", "window", "lenient", "deadline", "restated", "restated-end", "exact", "coarse"]

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
MOST_YEARS = 8
MOST_QUARTERS = 24
ROOM = 9.0
"""The room that the name of a year takes, in percent of a narrow axis."""


class Shape(Struct, frozen=True):
    """A stretch of the axis, or a point of it where `width` is 0; an open one has no known beginning."""

    kind: Kind
    x: float
    width: float
    title: str
    is_open: bool = False


class Row(Struct, frozen=True):
    """A promise: the shapes of the plan and of what came of it, and both in words."""

    promise: PromiseRow
    plan: tuple[Shape, ...]
    actual: tuple[Shape, ...]
    words: str


class Tick(Struct, frozen=True):
    """A place on the axis with a name, which may be empty."""

    x: float
    name: str


class Chart(Struct, frozen=True):
    """The promises on one axis: its years, its quarters where there is room for them, and the day asked about."""

    years: tuple[Tick, ...]
    quarters: tuple[Tick, ...]
    day: Tick
    rows: tuple[Row, ...]


class Axis:
    """The days from the first to the last, both included, as percentages."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._length = last.toordinal() - first.toordinal() + 1

    def start(self, day: date) -> float:
        """The beginning of a day."""
        return self._place(day.toordinal() - self.first.toordinal())

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self._place(day.toordinal() - self.first.toordinal() + 0.5)

    def end(self, day: date) -> float:
        """The end of a day."""
        return self._place(day.toordinal() - self.first.toordinal() + 1)

    def _place(self, days: float) -> float:
        return round(100 * days / self._length, 3)

    def shape(self, kind: Kind, first: date | None, last: date, title: str, since: date | None = None) -> Shape:
        """The stretch from the beginning of one day to the end of another.

        Where it has no first day it is open, and begins with `since` or, without that or after its end, with the axis.
        """
        begin = first or (since if since and since <= last else self.first)
        x = self.start(begin)
        return Shape(kind, x, round(self.end(last) - x, 3), title, first is None)


def chart(rows: Sequence[PromiseRow], day: date) -> Chart | None:
    """The promises on one axis, None where there are none."""
    if not rows:
        return None
    axis = Axis(*promises.extent(rows, day))
    return Chart(
        years=tuple(_years(axis)),
        quarters=tuple(_quarters(axis)),
        day=Tick(axis.middle(day), day_text(day)),
        rows=tuple(_row(axis, row, day) for row in rows),
    )


def _years(axis: Axis) -> Iterator[Tick]:
    """The beginnings of years, all or a round part of them, each with its name where there is room."""
    count = axis.last.year - axis.first.year + 1
    step = next(step for step in STEPS if count <= step * MOST_YEARS or step == STEPS[-1])
    years = [year for year in range(axis.first.year, axis.last.year + 1) if year % step == 0]
    places = [axis.start(max(date(year, 1, 1), axis.first)) for year in years]
    for year, x, after in zip(years, places, [*places[1:], 100.0], strict=True):
        yield Tick(x, str(year) if after - x >= ROOM else "")


def _quarters(axis: Axis) -> list[Tick]:
    years = range(axis.first.year, axis.last.year + 1)
    starts = [(date(year, 3 * nth + 1, 1), f"Q{nth + 1}") for year in years for nth in range(4)]
    ticks = [Tick(axis.start(start), name) for start, name in starts if axis.first <= start <= axis.last]
    return ticks if len(ticks) <= MOST_QUARTERS else []


def _row(axis: Axis, row: PromiseRow, day: date) -> Row:
    return Row(row, tuple(_plan(axis, row, day)), tuple(_actual(axis, row.outcome)), _words(row, day))


def _words(row: PromiseRow, day: date) -> str:
    target = promises.promised(row)
    parts = [
        f"promised on {day_text(row.made)} {target if row.target is None else f'for {target}'}",
        f"reached {row.outcome}" if row.outcome else "not reported",
        promises.result(row, day),
    ]
    return "; ".join(filter(None, parts))


def _plan(axis: Axis, row: PromiseRow, day: date) -> Iterator[Shape]:
    dated = [statement for statement in row.statements if statement.target]
    if row.target is None:
        until = (row.outcome.latest if row.outcome else None) or day
        yield axis.shape("wait", row.made, until, f"promised on {day_text(row.made)}, without a date")
        return
    yield from _wait(axis, row.made, row.target)
    yield from _window(axis, row.made, row.target)
    for statement in dated[1:]:
        if statement.target and _days(statement.target) != _days(row.target):
            yield from _restated(axis, statement, statement.target)


def _wait(axis: Axis, made: date, target: PhraseCell) -> Iterator[Shape]:
    if target.earliest and target.earliest > made:
        yield axis.shape("wait", made, target.earliest, f"promised on {day_text(made)}")


def _window(axis: Axis, made: date, target: PhraseCell) -> Iterator[Shape]:
    """The days of a target: to the last one by its strictest reading, then to the last one by its most lenient.

    One without a first day is drawn from the day of the promise on.
    """
    first, last = target.earliest, target.latest or axis.last
    firm = target.firm or last
    yield axis.shape("window", first, firm, f"target: {target}, {_until(first, firm)}", since=made)
    title = f"target: {target}, until {day_text(last)}"
    if firm < last:
        rest = date.fromordinal(firm.toordinal() + 1)
        yield axis.shape("lenient", rest, last, f"{title} by its most lenient reading")
    yield Shape("deadline", axis.end(last), 0.0, title)


def _restated(axis: Axis, statement: StatementRow, target: PhraseCell) -> Iterator[Shape]:
    last = target.latest or axis.last
    title = f"restated on {day_text(statement.date)}: {target}, {_until(target.earliest, last)}"
    yield axis.shape("restated", target.earliest, last, title, since=statement.date)
    yield Shape("restated-end", axis.end(last), 0.0, title)


def _until(first: date | None, last: date) -> str:
    return f"until {day_text(last)}" if first is None else str(Span(first, last))


def _days(target: PhraseCell) -> tuple[date | None, date | None, date | None]:
    return target.earliest, target.firm, target.latest


def _actual(axis: Axis, outcome: ReachedCell | None) -> Iterator[Shape]:
    if outcome is None:
        return
    title, last = f"reached {outcome}", outcome.latest or axis.last
    if outcome.earliest == last:
        yield Shape("exact", axis.middle(last), 0.0, title)
    else:
        yield axis.shape("coarse", outcome.earliest, last, title)


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
    axis = Axis(readings[0].date, readings[-1].date)
    zero = ReadingRow(axis.last, "", 0, at_least=False, source="")
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


MARGIN = 4.0
"""The room left around the points of a curve, in percent."""


def _from_top(share: float) -> float:
    return round(85 - 70 * share, 3)
