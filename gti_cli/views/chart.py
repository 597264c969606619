"""Plan against actual in days: what there is to draw of each promise, on one time axis, whatever it is drawn on.

A stretch of days includes both its ends. What is coarse is a stretch, never a point. Nothing is drawn before the day on
which it was promised, and nothing after the day on which it was given up.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.span import Span, day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.views.answer import Picture
from gti_cli.views.axis import Axis, around
from gti_cli.views.caption import caption
from gti_cli.views.promises import Lines, PromiseRow, Wanted, columns, promised, result
from gti_cli.views.promises import rows as promise_rows
from gti_cli.views.ranking import Sort
from gti_cli.views.rows import Rows
from gti_cli.views.values import PhraseCell, led

Kind = Literal[
    "undated",
    "wait",
    "barred",
    "lenient",
    "window",
    "overdue",
    "said",
    "passed",
    "deadline",
    "floor",
    "restated",
    "given_up",
    "coarse",
    "exact",
    "before",
]
"""What a stretch shows. One is drawn over those that stand before it here, so that the outcome is over everything."""

ONE_DAY = timedelta(1)
KINDS: tuple[Kind, ...] = get_args(Kind)
OUTCOMES: tuple[Kind, ...] = ("coarse", "exact", "before")
DATES: tuple[Kind, ...] = ("passed", "deadline", "floor", "restated")
"""The kinds of a date that was promised: where it ends, or of a floor where it begins."""

AHEAD: tuple[Kind, ...] = ("wait", "window", "lenient")
"""The kinds of the days up to a date that was promised."""

MEANINGS: dict[Kind, str] = {
    "said": "said on this day",
    "wait": "promised, until its date",
    "undated": "promised without a date",
    "barred": "promised not to come yet",
    "window": "the days of the date promised",
    "lenient": "its days only by the most lenient reading",
    "deadline": "its last day",
    "floor": "promised not to come before this day",
    "passed": "for a date that had passed",
    "restated": "moved to this date",
    "overdue": "overdue",
    "given_up": "given up",
    "exact": "done on this day",
    "coarse": "done on one of these days",
    "before": "done before it was promised, or maybe",
}
"""What each kind means, in the order of a key."""


class Segment(Struct, frozen=True):
    """A stretch of days, and what it is in words; the first day of an open one is not known."""

    kind: Kind
    first: date
    last: date
    title: str
    is_open: bool = False


class Lane(Struct, frozen=True):
    """A promise: its stretches, those that are drawn over others after them, and all in words."""

    promise: PromiseRow
    segments: tuple[Segment, ...]
    words: str


class Chart(Struct, frozen=True):
    """The promises on one axis, with the clock at `day`; `kinds` are those that occur, in the order of a key."""

    axis: Axis
    kinds: Sequence[Kind]
    day: date
    lanes: Sequence[Lane]


def chart(rows: Sequence[PromiseRow], day: date) -> Chart:
    """The promises, in their order, on an axis on which `day` and all that is drawn of them has a place."""
    lanes = Rows(rows, lambda row: Lane(row, of_promise(row, day), told(row, day)))
    return Chart(*survey(day, (segment for row in rows for segment in of_promise(row, day))), day, lanes)


def survey(day: date, segments: Iterable[Segment]) -> tuple[Axis, list[Kind]]:
    """The axis of a day and of some stretches, and the kinds that occur among these, in the order of a key."""
    days, found = {day}, set()
    for segment in segments:
        days |= {segment.first, segment.last}
        found.add(segment.kind)
    return around(days), [kind for kind in MEANINGS if kind in found]


def of_promise(row: PromiseRow, day: date) -> tuple[Segment, ...]:
    """What there is to draw of a promise, with the clock at `day`."""
    return drawn((*_plan(row, day), *_overdue(row, day), *of_outcome(row)), row.made, _end(row))


def drawn(parts: Iterable[Segment], begin: date, end: date | None = None) -> tuple[Segment, ...]:
    """What of some stretches lies between two days, in the order in which it is drawn."""
    return tuple(sorted(_between(parts, begin, end), key=lambda segment: KINDS.index(segment.kind)))


def of_outcome(row: PromiseRow) -> Iterator[Segment]:
    """What came of a promise: the days on which it was done, or that on which it was given up."""
    if end := _end(row):
        yield Segment("given_up", end, end, "given up")
    if row.outcome is None:
        return
    title, first, last = f"done {row.outcome}", row.outcome.earliest, row.outcome.latest or row.outcome.reported
    if first is None or first < row.made:
        yield Segment("before", row.made, row.made, title)
    if first == last >= row.made:
        yield Segment("exact", last, last, title)
    elif last >= row.made:
        yield Segment("coarse", max(first or row.made, row.made), last, title, is_open=first is None)


def _end(row: PromiseRow) -> date | None:
    """The last day that is drawn of a promise that was given up; that of the promise where it was made later."""
    return max(row.given_up, row.made) if row.given_up else None


def of_date(target: PhraseCell, said: date, title: str, *, is_floor: bool = False) -> Iterator[Segment]:
    """A date that was promised on a day: the days until it, and its own."""
    yield from _floor(target, said, title) if is_floor else _target(target, said, title)


def _plan(row: PromiseRow, day: date) -> Iterator[Segment]:
    """What was promised: the date that it is held to, and every other one that it was moved to."""
    held = row.target
    if held is None:
        yield Segment("undated", row.made, _until(row, day), f"promised on {day_text(row.made)}, without a date")
        return
    yield from of_date(held, row.made, f"promised for: {held}", is_floor=row.is_floor)
    mark = _mark(held, row)
    for statement in row.statements:
        target = statement.target
        if target and (moved := _mark(target, row)) != mark:
            title = f"moved on {day_text(statement.date)} to: {target}"
            if moved > mark and not row.is_floor:
                parts = (part for part in _target(target, mark, title) if part.kind in AHEAD)
                yield from _between(parts, mark + ONE_DAY)
            yield Segment("restated", moved, moved, f"{title}, {_named(moved, is_floor=row.is_floor)}")


def _mark(target: PhraseCell, row: PromiseRow) -> date:
    """The day at which a date is marked: its last one, of a floor the first one."""
    return (target.earliest if row.is_floor else target.latest) or row.made


def _overdue(row: PromiseRow, day: date) -> Iterator[Segment]:
    """The days after the date that a promise is held to, up to its outcome, its end or the clock."""
    until = _until(row, day)
    if row.target and row.target.latest and not row.is_floor and until > row.target.latest:
        first = row.target.latest + ONE_DAY
        yield Segment("overdue", first, until, f"overdue from {day_text(first)} to {day_text(until)}")


def _until(row: PromiseRow, day: date) -> date:
    """The last day on which a promise is known to wait for its outcome."""
    if row.outcome is None:
        return _end(row) or day
    return _before(row.outcome.earliest) if row.outcome.earliest else row.made


def _floor(target: PhraseCell, said: date, title: str) -> Iterator[Segment]:
    """The days on which a stage is promised not to come, and the first one after them by the lenient reading."""
    first = target.earliest or said
    words = f"{title}, {_named(first, is_floor=True)}"
    yield Segment("barred", said, _before(first), words)
    yield Segment("floor", first, first, words)


def _target(target: PhraseCell, said: date, title: str) -> Iterator[Segment]:
    """The days until a date; its own up to the last one by its strictest reading, then by its most lenient.

    Of a date without a first day only those are its own that one reading has and another has not.
    """
    last = target.latest or said
    firm = min(target.firm or last, last)
    first = target.earliest or _after(firm)
    words = f"{title}, {_named(last)}"
    yield Segment("wait", said, _before(first), words)
    if target.earliest and first <= firm:
        yield Segment("window", first, firm, f"{title}, {Span(first, firm)}")
    if firm < last:
        yield Segment("lenient", max(first, _after(firm)), last, f"{words} by its most lenient reading")
    yield Segment("deadline", last, last, words)


def _before(day: date) -> date:
    """The day before, where the calendar has one."""
    return day - ONE_DAY if day > date.min else day


def _after(day: date) -> date:
    """The day after, where the calendar has one."""
    return day + ONE_DAY if day < date.max else day


def _named(day: date, *, is_floor: bool = False) -> str:
    return f"from {day_text(day)} on" if is_floor else f"until {day_text(day)}"


def _between(parts: Iterable[Segment], begin: date, end: date | None = None) -> Iterator[Segment]:
    """What of some stretches lies between two days; a date that had passed by the first is a mark there."""
    for part in parts:
        first, last = max(part.first, begin), min(part.last, end or part.last)
        if first <= last:
            yield replace(part, first=first, last=last)
        elif part.kind in DATES and part.last < begin:
            yield replace(part, kind="passed", first=begin, last=begin)


def told(row: PromiseRow, day: date) -> str:
    """A promise in words: what was promised, what came of it, and what that comes to."""
    target = promised(row)
    parts = [
        f"promised on {day_text(row.made)} {led(target) if row.target and not row.is_floor else target}",
        f"done {row.outcome}" if row.outcome else "not reported",
        result(row, day),
    ]
    return "; ".join(filter(None, parts))


def listing(ledger: Ledger, wanted: Wanted, *, sort: Sort | None = None) -> Picture:
    """The promises asked for, drawn wherever people read them; filters and orders are those of `gti promises`."""
    return Picture(
        heading="Plan and actual",
        caption=caption(ledger),
        what="promise",
        clauses=wanted.clauses(),
        columns=columns(ledger.clock),
        rows=promise_rows(ledger, wanted, sort or "made"),
        ranked=promise_rows(ledger, wanted, sort or "worst"),
        drawing="chart",
        details=Lines.of(ledger, sort),
        always_drawn=True,
    )
