"""Goals: amounts to be reached, by the figures or the counts of the log. Written from the contract alone.

Each figure and count "is taken as a statement of the update it stands in, beside any event that names the goal": these
functions give the statements.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tests.oracle import (
    OPEN,
    Attempt,
    Log,
    Said,
    Series,
    Stage,
    Window,
    attempts,
    known_ahead,
    of_newest_attempts,
    reached,
    standing,
)

Bound = Literal["at_least", "at_most"]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of a metric; `first` and `last` are the days of which it may be, the same where it is of one day."""

    at: int
    published: date
    known: date
    update: str
    source: str
    independent: bool
    metric: str
    value: float
    at_least: bool
    at_most: bool
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class PublicCount:
    """How many items of a kind are said to have reached a stage."""

    at: int
    published: date
    known: date
    update: str
    source: str
    independent: bool
    kind: str
    stage: str
    value: float


@dataclass(frozen=True)
class Goal:
    """What a goal asks for, without its amount: a metric, or a count of items of a kind at a stage."""

    bound: Bound
    metric: str | None = None
    cumulative: bool = False
    kind: str | None = None
    stage: str | None = None

    def asks(self, amount: float, other: float) -> bool:
        """Whether who has reached an amount has reached another one too."""
        return amount >= other if self.bound == "at_least" else amount <= other

    def is_met_by(self, figure: Figure, amount: float) -> bool:
        """Whether a figure, read as what it proves, meets the bound: "more than 20" meets `at_least = 20`."""
        open_ended = figure.at_most if self.bound == "at_least" else figure.at_least
        return not open_ended and self.asks(figure.value, amount)

    def is_missed_by(self, figure: Figure, amount: float) -> bool:
        """Whether a figure certainly does not meet it: "more than 20" "certainly fails `at_most = 20`"."""
        if self.bound == "at_least":
            return not figure.at_least and (figure.value < amount or (figure.at_most and figure.value == amount))
        return not figure.at_most and (figure.value > amount or (figure.at_least and figure.value == amount))


def heard(said: Iterable[Said], goal: Goal, amount: float, last: str) -> Iterator[Said]:
    """The events about a goal as they bear on one amount: "each statement to its own".

    CHOICE: a report of a weaker amount says nothing about a stronger one, and that a stronger one is still ahead says
    nothing about a weaker one. "100 are reached; 200 by next year" leaves the 100 as they are.
    """
    for s in said:
        if s.stage != last or s.type not in ("reached", "promised", "not_yet", "partly") or s.amount is None:
            yield s
        elif s.type != "reached":
            yield replace(s, bears=goal.asks(amount, s.amount))
        elif goal.asks(s.amount, amount):
            yield s


def of_figures(goal: Goal, amount: float, last: str, figures: Iterable[Figure], said: Sequence[Said]) -> Iterator[Said]:
    """What figures say of a goal.

    One that meets the bound "reports the goal reached by that day. Of a **cumulative** metric, one that certainly does
    not meet it says *not yet* as of that day (as of the first day of a vague `when`)". Of any other, "figures of days
    before the goal was first promised do not count". CHOICE: a figure of several days does if none of them was before;
    with no promise at all every figure counts.
    """
    promised = min((s.published for s in said if s.type == "promised" and s.stage == last), default=OPEN)
    for figure in figures:
        if figure.metric != goal.metric:
            continue
        if goal.is_met_by(figure, amount):
            if goal.cumulative or figure.first >= promised:
                yield as_said(figure, last, Window(latest=figure.last))
        elif goal.cumulative and goal.is_missed_by(figure, amount):
            yield replace(as_said(figure, last), type="not_yet", speaks_of=figure.first)


def of_public_counts(goal: Goal, amount: float, last: str, counts: Iterable[PublicCount]) -> Iterator[Said]:
    """What public counts say of a goal.

    "A public count of at least n reports it reached by that day; a smaller one says nothing". CHOICE: a count of the
    very stage, not of a later one.
    """
    for count in counts:
        if (count.kind, count.stage) == (goal.kind, goal.stage) and count.value >= amount:
            yield as_said(count, last, Window(latest=count.published))


def as_said(told: Figure | PublicCount, stage: str, when: Window | None = None) -> Said:
    """A figure or count as a report of its update."""
    return Said(
        at=told.at,
        published=told.published,
        type="reached",
        stage=stage,
        update=told.update,
        source=told.source,
        independent=told.independent,
        when=when,
    )


def of_items(goal: Goal, amount: float, last: str, logs: Iterable[Log]) -> Iterator[Said]:
    """What the items say of a goal that counts them.

    "With what is known of each, reached in `[e, l]`, the goal lies between the n-th smallest `e` and the n-th smallest
    `l`, where an item not reported may have reached the stage from the last day on which it is known to have been
    ahead (rule 5); it is reported in the update that makes the n-th known."

    CHOICE: known to have been ahead as for `missed`: the stage or an earlier one, or the first day of an earlier one.
    CHOICE: it is an implied report where one of the n that bear it out rests on implied reports alone.
    """
    assert goal.stage
    n, firsts, known, implied = int(amount), list[date](), list[Stage](), set[int]()
    for log in (log for log in logs if goal.stage in log.stages):
        if it := ever_reached(goal.stage, log):
            known.append(it)
            implied |= {it.first.at} if rests_on_implied(goal.stage, log) else set()
            firsts.append(min(it.days))
        else:
            newest = Attempt(Series(goal.stage), (), of_newest_attempts(log), None, 0)
            firsts.append(max(known_ahead(newest), default=OPEN))
    if not 0 < n <= len(known):
        return
    e, l = sorted(firsts)[n - 1], sorted(max(it.days) for it in known)[n - 1]  # noqa: E741  # as the contract names it
    bearing = sorted(known, key=lambda it: (it.reported, it.first.at))[:n]
    maker, is_implied = bearing[-1].first, any(it.first.at in implied for it in bearing)
    when = Window(earliest=None if e == OPEN else e, latest=l)
    yield replace(
        maker, type="reached", stage=last, when=when, implied=is_implied, corrects=False, amount=None, follows=True
    )


def rests_on_implied(stage: str, log: Log) -> bool:
    """Whether nothing but implied reports say that a stage was reached."""
    return all(report.implied for report in standing(log) if log.place(report.stage) >= log.place(stage))


def ever_reached(stage: str, log: Log) -> Stage | None:
    """When an item first reached a stage: "items … that have ever reached the stage … one given up … counts on".

    CHOICE: of several attempts the one whose last day comes first.
    """
    logs = [
        of_newest_attempts(log),
        *(attempt.log for series in log.series(stage) for attempt in attempts(series, log)),
    ]
    found = [life[stage] for some in logs if stage in (life := reached(some))]
    return min(found, key=lambda it: (max(it.days), min(it.days)), default=None)
