"""Goals: what the figures and the counts of a log say of an amount to be reached, as statements about the goal.

The rules are those of "Goals" in the format's contract.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from msgspec import Struct, structs

from gti_cli.dataset.model import Event, Figure, Goal
from gti_cli.dates.span import Span
from gti_cli.ledger.attempt import Attempt, Track, log_of
from gti_cli.ledger.log import SAYING_NOT_YET, Entry, Place, Statement, by_stage
from gti_cli.ledger.reach import Life, Reached, Stage, life

Amount = int | float


class Counted(Struct, frozen=True):
    """An item that a goal counts: when it first reached the stage, None where that is not reported.

    `earliest` is the first day on which it may have: where it is not reported, that on which it was last known to be
    ahead. It `is_implied` where nobody plainly reported the stage or a later one.
    """

    reached: Reached | None
    earliest: date
    is_implied: bool

    @classmethod
    def of(
        cls,
        stage: Stage,
        item_life: Life,
        statements: Sequence[Statement],
        attempts: Mapping[Track, Sequence[Attempt]],
    ) -> "Counted":
        """What an item is counted by: of several attempts at the stage, the one that reached it first."""
        lives, later = [item_life], item_life.stages[item_life.stages.index(stage) :]
        for track, tried in attempts.items():
            if track.stage == stage and any(attempt.is_new or attempt.end for attempt in tried):
                logs = [log_of(attempt, tried, later, statements) for attempt in tried]
                lives += [life(own_log, by_stage(own_log, item_life.stages)) for own_log in logs]
        found = [reached for each in lives if (reached := each.reached.get(stage))]
        reached = min(found, key=_latest, default=None)
        ahead = item_life.last_ahead.get(stage)
        earliest = reached.span.earliest if reached else ahead and ahead[0]
        plain = (said for said in statements if said.type == "reached" and not said.event.implied)
        return cls(reached, earliest or date.min, all(said.event.stage not in later for said in plain))


def amount_of(goal: Goal) -> Amount:
    """The amount that a goal has."""
    return next(amount for amount in (goal.at_least, goal.at_most) if amount is not None)


def with_amount(goal: Goal, amount: Amount) -> Goal:
    """The goal with another amount under its bound."""
    return replace(goal, at_least=amount) if goal.at_most is None else replace(goal, at_most=amount)


def asks(goal: Goal, amount: Amount, other: Amount) -> bool:
    """Whether whatever reaches an amount has reached another one, too."""
    return amount >= other if goal.at_most is None else amount <= other


def amounts_said(goal: Goal, said: Sequence[Statement]) -> dict[Place, Amount]:
    """The amount that a goal had when each of some statements was made, in the order of the log.

    What an event sets itself comes first, then what is set anywhere in its update, then what was set before.
    """
    found: dict[Place, Amount] = {}
    amount = amount_of(goal)
    for _, group in groupby(said, key=lambda statement: (statement.date, statement.update)):
        update = list(group)
        now = [(statement, set_by(statement)) for statement in update]
        amount = next((own for statement, own in reversed(now) if own is not None), amount)
        found |= {statement.at: amount if own is None else own for statement, own in now}
    return found


def set_by(statement: Statement) -> Amount | None:
    """The amount that an event sets anew."""
    changes = statement.event.set
    amounts = (getattr(changes, "at_least", None), getattr(changes, "at_most", None))
    return next((amount for amount in amounts if amount is not None), None)


def bearing(
    goal: Goal, said: Iterable[Statement], amounts: Mapping[Place, Amount], stage: Stage
) -> Iterator[Statement]:
    """What was said in words as far as it bears on the amount that the goal has.

    Who has reached a weaker amount need not have reached it, and who has a stronger one ahead may have reached it.
    """
    amount = amount_of(goal)
    for statement in said:
        then = amounts[statement.at]
        is_about = statement.event.stage == stage
        if is_about and statement.type == "reached" and not asks(goal, then, amount):
            continue
        bears = not is_about or statement.type not in SAYING_NOT_YET or asks(goal, amount, then)
        yield statement if bears else structs.replace(statement, bears=False)


def meets(goal: Goal, figure: Figure) -> bool:
    """Whether a figure proves that the amount was reached: "more than 20" meets at least 20."""
    if goal.at_least is not None:
        return not figure.at_most and figure.value >= goal.at_least
    return not figure.at_least and figure.value <= amount_of(goal)


def misses(goal: Goal, figure: Figure) -> bool:
    """Whether a figure proves that at least the amount was not reached: "less than 20" misses at least 20."""
    amount = amount_of(goal)
    return not figure.at_least and (figure.value < amount or (figure.at_most and figure.value == amount))


def of_metric(
    goal: Goal, stage: Stage, entries: Iterable[Entry], *, cumulative: bool, since: date | None
) -> Iterator[Statement]:
    """What the figures of its metric say of a goal: reached by their day, or, where it only grows, not yet on it.

    Of a metric that may fall, figures that may be of days before `since`, when the goal was first promised, do not
    count.
    """
    for entry in entries:
        for number, figure in enumerate(entry.update.figures):
            if figure.metric == goal.metric:
                first, last = days_of(figure, entry.update.date)
                if meets(goal, figure):
                    if cumulative or since is None or (first and first >= since):
                        yield entry.follows(
                            entry.place(number), Event(item=goal.id, stage=stage), given=Span(None, last)
                        )
                elif cumulative and first and misses(goal, figure):
                    not_yet = Event(item=goal.id, stage=stage, not_yet=True)
                    yield entry.follows(entry.place(number), not_yet, speaks_of=first)


def days_of(figure: Figure, published: date) -> tuple[date | None, date]:
    """The first and the last day that a figure may be of: one day, unless its `when` is vague about its end.

    The first is None where no first day is known.
    """
    if figure.when is None:
        return published, published
    last = min(figure.when.span.latest or published, published)
    return figure.when.span.earliest if figure.when.is_open else last, last


def of_count(
    goal: Goal, stage: Stage, counted: Sequence[Counted], entries: Sequence[Entry], amount: int
) -> Iterator[Statement]:
    """What items and public counts say of a goal: reached between the first and the last day of the last one needed."""
    reached = sorted(
        ((found, item.is_implied) for item in counted if (found := item.reached)), key=lambda pair: pair[0].first.at
    )
    if amount <= len(reached):
        earliest = sorted(item.earliest for item in counted)[amount - 1]
        bearing = sorted((found for found, _ in reached), key=_latest)[amount - 1]
        first = reached[amount - 1][0].first
        entry = next(entry for entry in entries if entry.id == first.update)
        yield entry.follows(
            first.at,
            Event(item=goal.id, stage=stage, implied=any(is_implied for _, is_implied in reached[:amount])),
            given=Span(None if earliest == date.min else earliest, bearing.span.latest),
            independent=bearing.independent,
        )
    meant = goal.count
    for entry in entries:
        for number, count in enumerate(entry.update.counts, len(entry.update.figures)):
            if meant and (count.kind, count.stage) == (meant.kind, meant.stage) and count.value >= amount:
                reported = Event(item=goal.id, stage=stage)
                yield entry.follows(entry.place(number), reported, given=Span(None, entry.update.date))


def _latest(reached: Reached) -> date:
    return reached.span.latest or date.max
