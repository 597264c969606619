"""Why a verdict is what it is: the bounds of the outcome, the row of the table that applied, and what would settle it.

The sentences name their days, and the updates that the days come from.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.promise import Deadline, Promise
from gti_cli.ledger.reach import Bound, Reached
from gti_cli.views.values import phrase_cell
from gti_cli.words import quoted


class Explanation(Struct, frozen=True):
    """The verdict on a promise in a sentence, what gives each end of its outcome, and the updates behind both."""

    verdict: str
    bounds: tuple[str, ...]
    updates: tuple[str, ...]


def explain(promise: Promise, day: date) -> Explanation:
    """Why the verdict on a promise is what it is, as of a day."""
    outcome = promise.outcome
    bounds = tuple(_bounds(outcome)) if outcome else ()
    words = _of_reached(promise, outcome) if outcome else _of_not_reached(promise, day)
    return Explanation(words, bounds, tuple(_behind(promise)))


def _of_reached(promise: Promise, outcome: Reached) -> str:
    if promise.deadline is None:
        return "it is done, and no date was ever given to hold it to"
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


def _of_not_reached(promise: Promise, day: date) -> str:
    if promise.verdict == "withdrawn" and promise.withdrawn:
        return f"given up, as the update {promise.withdrawn.update} says"
    if promise.deadline is None:
        return f"no date was ever given, and nothing is reported as of {day_text(day)}"
    if promise.verdict == "missed" and promise.ahead:
        return f"{_ended(promise.deadline)}, and on {day_text(promise.ahead.date)} it was still said to lie ahead"
    if promise.verdict == "unreported":
        newest = [statement.deadline for statement in promise.statements if statement.deadline][-1]
        return f"{_ended(newest)}, and nothing is reported as of {day_text(day)}"
    if promise.verdict == "slipped":
        current = _words(promise.newest.deadline) if promise.newest.deadline else "no date"
        return f"promised for {_words(promise.deadline)}, then for {current}, and not due yet"
    return f"{_words(promise.deadline)} is not over on {day_text(day)}"


def _words(deadline: Deadline) -> str:
    return quoted(phrase_cell(deadline.phrase))


def _ended(deadline: Deadline) -> str:
    return f"{_words(deadline)} ended on {day_text(deadline.target.latest)}"


def _bounds(outcome: Reached) -> Iterator[str]:
    ends = (
        ("not before", outcome.span.earliest, outcome.earliest_by),
        ("not after", outcome.span.latest, outcome.latest_by),
    )
    return (f"{words} {_text(day)}: {_source(by, day)}" for words, day, by in ends if by)


def _source(bound: Bound, day: date | None) -> str:
    update, event = bound.statement.update, bound.statement.event
    match bound.rule:
        case 4:
            return f"{quoted(bound.stage)} was reached by then, as the update {update} says"
        case 5:
            return f"the update {update} says that it lies ahead"
        case 6:
            return f"{quoted(bound.stage)} was not reached before, by the update {update}"
    given = event.when and day in (event.when.span.earliest, event.when.span.latest)
    when = f" for {quoted(phrase_cell(event.when))}" if given else ""
    return f"the update {update} {'implies' if event.implied else 'reports'} it{when}"


def _behind(promise: Promise) -> Iterable[str]:
    """The ids of the updates that state the promise, or what came of it, in the order of the log."""
    statements = [promised.statement for promised in promise.statements]
    if outcome := promise.outcome or promise.withdrawn:
        statements += [bound.statement for bound in (outcome.earliest_by, outcome.latest_by) if bound]
        statements.append(outcome.first)
    if promise.verdict == "missed" and promise.ahead:
        statements.append(promise.ahead)
    return dict.fromkeys(statement.update for statement in sorted(statements, key=lambda statement: statement.at))


def _by(day: date | None) -> str:
    return f"by {_text(day)}"


def _text(day: date | None) -> str:
    return day_text(day) if day else "an unknown day"
