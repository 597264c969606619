"""Why a verdict is what it is: the bounds of the outcome, the row of the table that applied, and what would settle it.

The sentences name their days, and the updates that the days come from.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Thing
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.reach import Bound, Reached
from gti_cli.ledger.verdict import Target
from gti_cli.views.values import phrase_cell
from gti_cli.words import quoted


class Explanation(Struct, frozen=True):
    """The verdict on a promise in a sentence, what gives each end of its outcome, and the updates behind both."""

    verdict: str
    bounds: tuple[str, ...]
    updates: tuple[str, ...]


def explain(promise: Promise, thing: Thing, day: date) -> Explanation:
    """Why the verdict on a promise is what it is, as of a day."""
    outcome = promise.outcome
    bounds = tuple(_bounds(outcome)) if outcome else ()
    words = _of_reached(promise, outcome) if outcome else _of_not_reached(promise, thing, day)
    return Explanation(words, bounds, tuple(_behind(promise, thing)))


def _of_reached(promise: Promise, outcome: Reached) -> str:
    target = Target.of(promise.target)
    if promise.target is None or target is None:
        return "it is done, and no date was ever given to hold it to"
    span, words = outcome.span, quoted(phrase_cell(promise.target))
    firm, latest = day_text(target.firm), day_text(target.latest)
    if promise.verdict == "kept":
        return f"reached {_by(span.latest)}, and {words} lasts until {firm} by its strictest reading"
    if promise.verdict == "late":
        return f"not reached before {_text(span.earliest)}, and {words} ended on {latest} by its most lenient reading"
    days = f"between {_text(span.earliest)} and {_text(span.latest)}" if span.earliest else _by(span.latest)
    reached = f"on {_text(span.latest)}" if span.is_one_day else days
    return f"reached {reached}, and {words} is kept up to {firm} and late after {latest}"


def _of_not_reached(promise: Promise, thing: Thing, day: date) -> str:
    current = quoted(phrase_cell(promise.current_target)) if promise.current_target else "no date"
    if promise.verdict == "withdrawn" and thing.life.withdrawn:
        return f"given up, as the update {thing.life.withdrawn.update} says"
    if promise.target is None:
        return f"no date was ever given, and nothing is reported as of {day_text(day)}"
    words = f"{quoted(phrase_cell(promise.target))} ended on {_text(promise.target.span.latest)}"
    match promise.verdict:
        case "missed":
            return f"{words}, and on {_text(thing.life.ahead.get(promise.stage))} it was still said to lie ahead"
        case "unreported":
            newest = [one.target for one in promise.statements if one.target][-1]
            words = f"{quoted(phrase_cell(newest))} ended on {_text(newest.span.latest)}"
            return f"{words}, and nothing is reported as of {day_text(day)}"
        case "slipped":
            return f"promised for {quoted(phrase_cell(promise.target))}, then for {current}, and not due yet"
    return f"{quoted(phrase_cell(promise.target))} is not over on {day_text(day)}"


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


def _behind(promise: Promise, thing: Thing) -> Iterable[str]:
    """The ids of the updates that state the promise, or what came of it, in the order of the log."""
    said = [stated.statement for stated in promise.statements]
    if outcome := promise.outcome or thing.life.withdrawn:
        said += [bound.statement for bound in (outcome.earliest_by, outcome.latest_by) if bound]
    if promise.verdict == "missed":
        last = thing.life.ahead[promise.stage]
        said += [statement for statement in thing.statements if statement.date == last and statement.says_not_yet]
    ids = {statement.update for statement in said} | ({outcome.update} if outcome else set())
    return dict.fromkeys(statement.update for statement in thing.statements if statement.update in ids)


def _by(day: date | None) -> str:
    return f"by {_text(day)}"


def _text(day: date | None) -> str:
    return day_text(day) if day else "an unknown day"
