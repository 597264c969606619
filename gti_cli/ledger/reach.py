"""When each stage of an item was reached: the six rules of the format's contract, each one function.

The answer is a span of days for each stage, the tightest that the statements allow. A rule that would leave no day at
all is not applied there; what was left out is kept as a conflict, for whoever checks the file.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from gti_cli.dataset.model import WITHDRAWN
from gti_cli.dates.span import Span
from gti_cli.ledger.log import Statement

Stage = str


class Bound(Struct, frozen=True):
    """What gives one end of a span: a statement, and the rule by which it does.

    Under rule 2 it is a report of the stage itself, under rule 5 the last word that the stage lay ahead; under rules 4
    and 6 it is what bounds a later or an earlier stage, `stage`.
    """

    rule: Literal[2, 4, 5, 6]
    stage: Stage
    statement: Statement


class Reached(Struct, frozen=True):
    """A stage that was reached: on which days that may have been, and what it rests on.

    `first` is the statement by which it was first reported; `implied` where no plain statement of the stage itself
    gives its latest day; `independent` where one of the statements behind it is. `earliest_by` and `latest_by` tell
    what gives the two ends of the span, None for an end that is open.
    """

    span: Span
    first: Statement
    implied: bool
    independent: bool
    earliest_by: Bound | None
    latest_by: Bound | None

    @property
    def reported(self) -> date:
        """The day on which it was first reported."""
        return self.first.date

    @property
    def update(self) -> str:
        """The id of the update that reported it first."""
        return self.first.update


class Conflict(Struct, frozen=True):
    """Something that was said of a stage and left out, since with the rest it would leave no day.

    `by` is what could not be applied: a statement of the stage (rule 2), the latest day of a later stage (4), the last
    word that the stage lay ahead (5), the earliest day of an earlier stage (6). `against` gives the end of the span
    that it clashes with.
    """

    stage: Stage
    by: Bound
    against: Bound


class Life(Struct, frozen=True):
    """What became of an item: the stages reached, in order; whether it is given up; and what did not fit.

    `ahead` has, for each stage, the last statement by which it had not been reached yet: one of the stage, or of one
    before it, which it cannot precede.
    """

    reached: dict[Stage, Reached]
    withdrawn: Reached | None
    ahead: dict[Stage, Statement]
    conflicts: tuple[Conflict, ...]


class _Known(Struct):
    """A stage while the rules narrow it down: the statements that stand, and the days that they leave."""

    standing: list[Statement]
    first: Statement
    span: Span = Span()
    earliest_by: Bound | None = None
    latest_by: Bound | None = None

    def narrow(self, days: Span, by: Bound) -> Bound | None:
        """Keep only these days; where none would be left, nothing changes, and what they clash with is returned."""
        span = self.span & days
        if span is None:
            return self.earliest_by if self.span.earliest and days.is_by(self.span.earliest) else self.latest_by
        if span.earliest != self.span.earliest:
            self.earliest_by = by
        if span.latest != self.span.latest:
            self.latest_by = by
        self.span = span
        return None


def life(statements: Sequence[Statement], said: Mapping[Stage, Sequence[Statement]]) -> Life:
    """The life of one item as its statements tell it, in the order of the log; `said` has those of each stage."""
    known = implied_stages({stage: standing_reports(about) for stage, about in said.items()})
    ended = withdrawn(statements)
    conflicts = [
        *intersect(known),
        *bound_by_later(known),
        *bound_by_ahead(known, said),
        *bound_by_earlier(known),
        *intersect(ended),
    ]
    reached = _results(known)
    given_up = _results(ended).get(WITHDRAWN)
    return Life(reached, given_up, _ahead(said, reached), tuple(conflicts))


def standing_reports(said: Iterable[Statement]) -> list[Statement]:
    """Rule 1: the reports of a stage that nothing later takes back."""
    standing: list[Statement] = []
    for statement in said:
        if standing or statement.type == "reached":
            standing = still_standing(standing, statement)
    return standing


def still_standing(standing: list[Statement], now: Statement) -> list[Statement]:
    """The reports of a stage that stand after one more statement of it.

    A correction discards those before it; a plain promise or *not yet* discards the implied ones before it.
    """
    if now.type == "reached":
        return [now] if now.event.corrects else [*standing, now]
    return standing if now.event.implied else [report for report in standing if not report.event.implied]


def implied_stages(standing: dict[Stage, list[Statement]]) -> dict[Stage, _Known]:
    """Rule 3: a stage is reached when it or a later one is, and reported on the first day on which one of them was."""
    known: dict[Stage, _Known] = {}
    first: Statement | None = None
    for stage, reports in reversed(standing.items()):
        first = min((*reports, *((first,) if first else ())), key=_position, default=None)
        if first:
            known[stage] = _Known(reports, first)
    return dict(reversed(known.items()))


def _position(statement: Statement) -> int:
    return statement.at


def intersect(known: dict[Stage, _Known]) -> Iterator[Conflict]:
    """Rule 2: the days that all statements of a stage allow; one that would leave none is passed over."""
    for stage, now in known.items():
        accepted: list[Statement] = []
        for statement in now.standing:
            by = Bound(2, stage, statement)
            if against := now.narrow(statement.days, by):
                yield Conflict(stage, by, against)
            else:
                accepted.append(statement)
        now.standing = accepted


def bound_by_later(known: dict[Stage, _Known]) -> Iterator[Conflict]:
    """Rule 4: the latest day of each later stage bounds every earlier one, from the last stage back."""
    later: deque[tuple[date, Bound]] = deque()
    for stage, now in reversed(known.items()):
        for day, by in later:
            if not now.span.is_by(day) and (against := now.narrow(Span(None, day), by)):
                yield Conflict(stage, by, against)
        later.extendleft(_limits(4, stage, now.span.latest, now.latest_by))


def bound_by_ahead(known: dict[Stage, _Known], said: Mapping[Stage, Sequence[Statement]]) -> Iterator[Conflict]:
    """Rule 5: a stage lies on or after the last day, before its report, on which it was said to lie ahead."""
    for stage, now in known.items():
        if ahead := last_ahead(said[stage], now.first.date):
            by = Bound(5, stage, ahead)
            if against := now.narrow(Span(ahead.date, None), by):
                yield Conflict(stage, by, against)


def last_ahead(said: Sequence[Statement], reported: date | None) -> Statement | None:
    """The last statement of a stage, of those published before the day of its report, that says that it lies ahead."""
    return next((one for one in reversed(said) if not (reported and one.date >= reported) and one.says_not_yet), None)


def bound_by_earlier(known: dict[Stage, _Known]) -> Iterator[Conflict]:
    """Rule 6: the earliest day of each earlier stage bounds every later one, from the first stage on."""
    earlier: list[tuple[date, Bound]] = []
    for stage, now in known.items():
        for day, by in earlier:
            if not now.span.is_from(day) and (against := now.narrow(Span(day, None), by)):
                yield Conflict(stage, by, against)
        earlier.extend(_limits(6, stage, now.span.earliest, now.earliest_by))


def _limits(rule: Literal[4, 6], stage: Stage, end: date | None, by: Bound | None) -> list[tuple[date, Bound]]:
    """The end of a stage's span as a bound on others, where it is known."""
    return [(end, Bound(rule, stage, by.statement))] if end and by else []


def withdrawn(statements: Iterable[Statement]) -> dict[Stage, _Known]:
    """The statements that the item was given up, unless something reported or promised since takes them back."""
    given_up: list[Statement] = []
    for statement in statements:
        if given_up or statement.type == "withdrawn":
            given_up = still_given_up(given_up, statement)
    return {WITHDRAWN: _Known(given_up, given_up[0])} if given_up else {}


def still_given_up(given_up: list[Statement], now: Statement) -> list[Statement]:
    """The statements that an item was given up which stand after one more statement about it."""
    if now.type == "withdrawn":
        return [*given_up, now]
    return [] if now.type in ("reached", "promised") else given_up


def _results(known: dict[Stage, _Known]) -> dict[Stage, Reached]:
    results: dict[Stage, Reached] = {}
    later_is_independent = False
    for stage, now in reversed(known.items()):
        is_independent = any(report.independent for report in now.standing)
        results[stage] = _result(now, independent=is_independent if now.standing else later_is_independent)
        later_is_independent = later_is_independent or is_independent
    return dict(reversed(results.items()))


def _result(now: _Known, *, independent: bool) -> Reached:
    plain = (report for report in now.standing if not report.event.implied)
    return Reached(
        span=now.span,
        first=now.first,
        implied=all(report.days.latest != now.span.latest for report in plain),
        independent=independent,
        earliest_by=now.earliest_by,
        latest_by=now.latest_by,
    )


def _ahead(said: Mapping[Stage, Sequence[Statement]], reached: Mapping[Stage, Reached]) -> dict[Stage, Statement]:
    ahead: dict[Stage, Statement] = {}
    last: Statement | None = None
    for stage, about in said.items():
        now = last_ahead(about, reached[stage].reported if stage in reached else None)
        if now and (last is None or now.date > last.date):
            last = now
        if last:
            ahead[stage] = last
    return ahead
