"""Why a verdict is what it is: the bounds of the outcome, the row of the table that applied, and what would settle it.

The sentences name their days, and the updates that the days come from.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.deadline import Deadline
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.reach import Bound, Conflict, Reached
from gti_cli.views.values import days_text, number_text, phrase_cell
from gti_cli.words import quoted


class Explanation(Struct, frozen=True):
    """The verdict on a promise in a sentence, what gives each end of its outcome, and the updates behind both."""

    verdict: str
    bounds: tuple[str, ...]
    updates: tuple[str, ...]


def explain(promise: Promise) -> Explanation:
    """Why the verdict on a promise is what it is, as of the day of its ledger."""
    bounds: list[str] = []
    if promise.outcome:
        bounds += _bounds(promise.outcome, promise.subject.stage)
    bounds += dict.fromkeys(map(_conflict, promise.conflicts))
    words = _of_reached(promise, promise.outcome) if promise.outcome else _of_not_reached(promise)
    if promise.newest_verdict != promise.verdict and promise.current:
        words += f"; by its newest {_newest(promise, promise.current)}, it is {promise.newest_verdict}"
    return Explanation(words, tuple(bounds), tuple(_behind(promise)))


def _newest(promise: Promise, current: Deadline) -> str:
    first, newest = promise.statements[0].amount, promise.newest.amount
    if newest is not None and newest != first:
        return f"amount, {number_text(newest)}"
    return f"date, {_words(current)}"


def _of_reached(promise: Promise, outcome: Reached) -> str:
    if promise.deadline is None:
        return "it is done, and this log has no date to hold it to"
    if promise.deadline.is_floor:
        return _of_floor(promise, promise.deadline, outcome)
    target = promise.deadline.target
    span, words = outcome.span, _words(promise.deadline)
    firm, latest = day_text(target.firm), day_text(target.latest)
    if promise.verdict == "kept":
        return f"reached {_by(span.latest)}, and {words} lasts until {firm} by its strictest reading"
    if promise.verdict == "late":
        return f"not reached before {_text(span.earliest)}, and {words} ended on {latest} by its most lenient reading"
    days = f"between {_text(span.earliest)} and {_text(span.latest)}" if span.earliest else _by(span.latest)
    reached = f"on {_text(span.latest)}" if span.is_one_day else days
    return f"reached {reached}, and {words} is kept up to {firm} and late after {latest}"


def _of_floor(promise: Promise, floor: Deadline, outcome: Reached) -> str:
    """Why a stage that was promised not to come before a day did, or did not."""
    span, day = outcome.span, f"{_words(floor)} begins on {day_text(floor.mark)}"
    if promise.verdict == "kept":
        return f"not reached before {_text(span.earliest)}, and {day}"
    if promise.verdict == "broken":
        return f"reached {_by(span.latest)}, and {day}"
    between = f"between {_text(span.earliest)} and {_text(span.latest)}" if span.earliest else _by(span.latest)
    return f"reached {between}, and {day}"


def _of_not_reached(promise: Promise) -> str:
    if promise.verdict == "disputed":
        return "it was reported as reached, and said not to be since"
    if promise.verdict == "withdrawn" and promise.withdrawn:
        late = _overdue(promise.deadline, promise.withdrawn.date) if not promise.track.is_floor else ""
        return f"given up{late}, as the update {promise.withdrawn.update} says"
    if promise.deadline is None or promise.current is None:
        return _of_undated(promise)
    if promise.track.is_floor:
        still = f", and on {day_text(promise.ahead[0])} it was still ahead" if promise.ahead else ""
        words = f"{_words(promise.deadline)} begins on {day_text(promise.deadline.mark)}"
        return f"{words}{still if promise.verdict == 'kept' else ''}"
    return _of_deadline_ahead(promise, promise.deadline, promise.current)


def _overdue(deadline: Deadline | None, day: date) -> str:
    after = (day - deadline.target.latest).days if deadline else 0
    return f" {days_text(after)} after its date" if after > 0 else ""


def _of_undated(promise: Promise) -> str:
    """Why nothing can be held to a date: there is none, or what it waits for has not come."""
    condition, day = promise.condition, day_text(promise.day)
    if condition is None:
        return f"this log has no date for it, and nothing is reported as of {day}"
    waits_for = f"what it is to come after, {quoted(condition.stage)} of {quoted(condition.name)},"
    if condition.reached is None:
        return f"{waits_for} is not reported as of {day}"
    return f"{waits_for} was reached {condition.reached.span}; no date follows from it"


def _of_deadline_ahead(promise: Promise, deadline: Deadline, current: Deadline) -> str:
    """Why a stage that was promised by a date counts as missed, in part, unreported, put off or not yet due."""
    day, newest = day_text(promise.day), max(deadline, current, key=_last)
    match promise.verdict:
        case "missed" if promise.ahead:
            ahead, by = promise.ahead
            words = "on {} {} was still said to lie ahead" if by.rule == 5 else "until {} {} was still to come"
            still = words.format(day_text(ahead), _it(by.stage, promise.subject.stage))
            given_up = ", then given up" if promise.closed else ""
            return f"not done in time{given_up}: {_ended(deadline)}, and {still}"
        case "partial":
            return f"{_ended(newest)}, and a part is reported: {promise.part}"
        case "unreported":
            return f"{_ended(newest)}, and nothing is reported as of {day}"
        case "slipped":
            now = "without a date" if promise.is_put_off else f"to {_words(current)}, which is not over on {day}"
            return f"its first date, {_words(deadline)}, was put off {now}"
    return f"{_words(deadline)} is not over on {day}"


def _last(deadline: Deadline) -> date:
    return deadline.target.latest


def _conflict(conflict: Conflict) -> str:
    """Two statements that contradict each other, each with its update."""
    return f"{_said(conflict.by)}, {_said(conflict.against)}: they contradict each other"


def _said(bound: Bound) -> str:
    statement = bound.statement
    stage = quoted(statement.event.stage)
    if statement.type == "reached":
        return f"the update {statement.update} has {stage} as reached ({statement.days})"
    return f"the update {statement.update} says that {stage} lies ahead"


def _words(deadline: Deadline) -> str:
    return quoted(phrase_cell(deadline.phrase))


def _ended(deadline: Deadline) -> str:
    return f"{_words(deadline)} ended on {day_text(deadline.target.latest)}"


def _bounds(outcome: Reached, stage: str) -> Iterator[str]:
    ends = (
        ("not before", outcome.span.earliest, outcome.ends.earliest_by),
        ("not after", outcome.span.latest, outcome.ends.latest_by),
    )
    return (f"{words} {_text(day)}: {_source(by[0], day, stage)}" for words, day, by in ends if by)


def _source(bound: Bound, day: date | None, stage: str) -> str:
    update, event = bound.statement.update, bound.statement.event
    if bound.statement.type != "reached":
        return f"the update {update} says that {_it(event.stage or '', stage)} lies ahead"
    match bound.rule:
        case 4:
            return f"{quoted(bound.stage)} was reached by then, as the update {update} says"
        case 6:
            return f"{quoted(bound.stage)} was not reached before, by the update {update}"
    given = event.when and day in (event.when.span.earliest, event.when.span.latest)
    when = f" for {quoted(phrase_cell(event.when))}" if given else ""
    return f"the update {update} {'implies' if event.implied else 'reports'} it{when}"


def _it(stage: str, promised: str) -> str:
    """A stage, called "it" where it is the one that the promise is about."""
    return "it" if stage == promised else quoted(stage)


def _behind(promise: Promise) -> Iterable[str]:
    """The ids of the updates that state the promise, or what came of it, in the order of the log."""
    statements = [promised.statement for promised in promise.statements]
    if promise.outcome:
        ends = promise.outcome.ends
        statements += [promise.outcome.first, *(by[0].statement for by in (ends.earliest_by, ends.latest_by) if by)]
    elif promise.withdrawn:
        statements.append(promise.withdrawn)
    if promise.verdict == "missed" and promise.ahead:
        statements.append(promise.ahead[1].statement)
    statements += [bound.statement for conflict in promise.conflicts for bound in (conflict.by, conflict.against)]
    return dict.fromkeys(statement.update for statement in sorted(statements, key=lambda statement: statement.at))


def _by(day: date | None) -> str:
    return f"by {_text(day)}"


def _text(day: date | None) -> str:
    return day_text(day) if day else "an unknown day"
