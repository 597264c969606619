"""Plan against actual in days: what there is to draw of each promise, on one time axis, whatever it is drawn on.

A stretch of days includes both its ends. What is coarse is a stretch, never a point.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from gti_cli.dates.span import Span, day_text, month_end
from gti_cli.views.promises import PromiseRow, promised, result
from gti_cli.views.values import PhraseCell, led

Kind = Literal["wait", "undated", "barred", "window", "lenient", "deadline", "floor", "restated", "coarse", "exact"]
"""What a stretch shows: the days until a target, or without one; those before a floor; the days of the target by its
strictest reading, those by a more lenient one, and the last of them; the first day of a floor; the days of another
target; and the outcome."""


class Segment(Struct, frozen=True):
    """A stretch of days, and what it is in words; an open one has no known first day, and is drawn from `first` on."""

    kind: Kind
    first: date
    last: date
    title: str
    is_open: bool = False


class Lane(Struct, frozen=True):
    """A promise: the stretches of its plan, then that of its outcome, and all in words."""

    promise: PromiseRow
    segments: tuple[Segment, ...]
    words: str


class Mark(Struct, frozen=True):
    """The first day of a year or a quarter on the axis, and its name."""

    day: date
    name: str


class Chart(Struct, frozen=True):
    """The promises on one axis of whole quarters, from `first` to `last`, as of `day`."""

    first: date
    last: date
    day: date
    years: tuple[Mark, ...]
    quarters: tuple[Mark, ...]
    lanes: tuple[Lane, ...]


def chart(rows: Sequence[PromiseRow], day: date) -> Chart:
    """The promises, in their order, on an axis on which `day` and all that is known of them has a place."""
    first, last = _extent(rows, day)
    years = range(first.year, last.year + 1)
    quarters = [(date(year, 3 * nth + 1, 1), f"Q{nth + 1}") for year in years for nth in range(4)]
    return Chart(
        first=first,
        last=last,
        day=day,
        years=tuple(Mark(max(date(year, 1, 1), first), str(year)) for year in years),
        quarters=tuple(Mark(start, name) for start, name in quarters if first <= start <= last),
        lanes=tuple(Lane(row, tuple(_segments(row, day, first, last)), _words(row, day)) for row in rows),
    )


def _extent(rows: Sequence[PromiseRow], day: date) -> tuple[date, date]:
    """The first and the last day of the quarters in which `day` lies and all that is known of these promises."""
    days = [day]
    for row in rows:
        spans = [*(statement.target for statement in row.statements), row.outcome]
        days += [row.made, *(end for span in spans if span for end in (span.earliest, span.latest) if end)]
    first, last = min(days), max(days)
    month, last_month = first.month - (first.month - 1) % 3, last.month + 2 - (last.month - 1) % 3
    return date(first.year, month, 1), month_end(last.year, last_month)


def _segments(row: PromiseRow, day: date, begin: date, end: date) -> Iterator[Segment]:
    outcome = row.outcome
    if row.target and row.is_floor:
        yield from _floor(row, row.target)
    elif row.target:
        yield from _target(row.made, row.target, begin, end)
        for statement in row.statements:
            if statement.target and _days(statement.target) != _days(row.target):
                yield _restated(statement.date, statement.target, begin, end)
    else:
        until = max((outcome and outcome.latest) or day, row.made)
        yield Segment("undated", row.made, until, f"promised on {day_text(row.made)}, without a date")
    if outcome:
        first, last = outcome.earliest, outcome.latest or end
        kind: Kind = "exact" if first == last else "coarse"
        yield Segment(kind, first or begin, last, f"reached {outcome}", is_open=first is None)


def _floor(row: PromiseRow, target: PhraseCell) -> Iterator[Segment]:
    """The days on which a stage is promised not to come; its first day by the lenient reading; other floors since."""
    first = target.earliest or row.made
    title = f"promised not to come before {day_text(first)}: {target}"
    if row.made < first:
        yield Segment("barred", row.made, first - timedelta(1), title)
    yield Segment("floor", first, first, title)
    for statement in row.statements:
        now = statement.target
        if now and now.earliest and now.earliest != first:
            words = f"restated on {day_text(statement.date)}: {now}, from {day_text(now.earliest)} on"
            yield Segment("restated", now.earliest, now.earliest, words)


def _target(made: date, target: PhraseCell, begin: date, end: date) -> Iterator[Segment]:
    """The days until a target; its own up to the last one by its strictest reading, then by its most lenient.

    Where the strictest reading ends before the promise was made, none of its days is drawn.
    """
    last = target.latest or end
    first, firm = target.earliest or _since(made, last, begin), target.firm or last
    title = f"target: {target}, until {day_text(last)}"
    if target.earliest and first > made:
        yield Segment("wait", made, first, f"promised on {day_text(made)}")
    if first <= firm:
        words = f"target: {target}, {_until(target.earliest, firm)}"
        yield Segment("window", first, firm, words, is_open=target.earliest is None)
    if firm < last:
        rest = max(first, firm + timedelta(1))
        yield Segment("lenient", rest, last, f"{title} by its most lenient reading", is_open=first > firm)
    yield Segment("deadline", last, last, title)


def _restated(said: date, target: PhraseCell, begin: date, end: date) -> Segment:
    first, last = target.earliest, target.latest or end
    title = f"restated on {day_text(said)}: {target}, {_until(first, last)}"
    return Segment("restated", first or _since(said, last, begin), last, title, is_open=first is None)


def _since(said: date, last: date, begin: date) -> date:
    """Where a target without a first day is drawn from: its statement or, if that is after its end, the left end."""
    return said if said <= last else begin


def _until(first: date | None, last: date) -> str:
    return f"until {day_text(last)}" if first is None else str(Span(first, last))


def _days(target: PhraseCell) -> tuple[date | None, date | None, date | None]:
    return target.earliest, target.firm, target.latest


def _words(row: PromiseRow, day: date) -> str:
    target = promised(row)
    parts = [
        f"promised on {day_text(row.made)} {led(target) if row.target and not row.is_floor else target}",
        f"reached {row.outcome}" if row.outcome else "not reported",
        result(row, day),
    ]
    return "; ".join(filter(None, parts))
