"""What a dataset that can be read may still have wrong: each warning one function.

A rule gets the sound part of a file and yields what it finds there; which rules there are is the list at the end. The
rules are those of "What makes a file wrong" in the format's contract.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypedDict

from gti_cli.dataset.model import WITHDRAWN
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dataset.sound import Sound
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Conflict, still_given_up, still_standing
from gti_cli.words import quoted

MOST_NAMED = 12
"""So many items are named in a message."""


class Subject:
    """What the rules judge: the sound part of a file, all that it says read at once, and today's date."""

    def __init__(self, sound: Sound, today: date) -> None:
        self.sound = sound
        self.dataset = sound.dataset
        self.today = today

    @cached_property
    def ledger(self) -> Ledger:
        """The whole log, future updates too."""
        return Ledger(self.dataset, date.max)


def warnings(sound: Sound, today: date) -> Iterator[Problem]:
    """Every warning on the sound part of a file, by rule."""
    subject = Subject(sound, today)
    for rule in RULES:
        yield from rule(subject)


def unused_items(subject: Subject) -> Iterator[Problem]:
    """An item that no update names does not exist yet, so no command shows it."""
    for item in subject.dataset.items():
        if subject.sound.knows(item.id) and item.id not in subject.ledger.states:
            message = f"no update names the {item.kind} {quoted(item.id)}, so no command shows it"
            hint = "add an event that names it, or remove it"
            yield _warning(code="unused-item", path=(*subject.sound.path(item), "id"), message=message, hint=hint)


def unused_sources(subject: Subject) -> Iterator[Problem]:
    """A source that no update names has said nothing."""
    cited = {update.source for update in subject.dataset.updates}
    for source in subject.dataset.sources:
        if subject.sound.knows(source.id) and source.id not in cited:
            path = (*subject.sound.path(source), "id")
            message = f"no update comes from the source {quoted(source.id)}"
            yield _warning(code="unused-source", path=path, message=message, hint="name it in an update, or remove it")


def unused_metrics(subject: Subject) -> Iterator[Problem]:
    """A metric that no update reports has no figures."""
    for metric in subject.dataset.metrics:
        if subject.sound.knows(metric.id) and metric.id not in subject.ledger.readings:
            path = (*subject.sound.path(metric), "id")
            message = f"no update reports the metric {quoted(metric.id)}"
            yield _warning(code="unused-metric", path=path, message=message, hint="report a figure, or remove it")


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Two statements of one stage have no day in common; the one that stands later in the log is passed over."""
    for conflict in _conflicts(subject):
        if conflict.by.rule == 2:
            back = "" if conflict.stage == WITHDRAWN else ", or write corrects = true if it takes back the older one"
            hint = f"this one is passed over: correct one of the two{back}"
            yield _warning(code="contradiction", hint=hint, **_clash(subject, conflict))


def left_out_bounds(subject: Subject) -> Iterator[Problem]:
    """What is said of one stage would leave another one no day, or a stage lay ahead when it had been reached.

    Such a bound is left out: rules 4, 5 and 6 of "When a stage was reached".
    """
    told = set()
    for conflict in _conflicts(subject):
        pair = frozenset({id(conflict.by.statement), id(conflict.against.statement)})
        if conflict.by.rule != 2 and pair not in told:
            told.add(pair)
            law = AHEAD if conflict.by.rule == 5 else ORDER
            hint = f"{law}; correct one of the two"
            yield _warning(code="left-out-bound", hint=hint, **_clash(subject, conflict))


ORDER = "stages are reached in their order"
AHEAD = "what lay ahead on a day was not reached before it"


def passed_targets(subject: Subject) -> Iterator[Problem]:
    """A promise whose deadline had passed when it was made says nothing that can be kept."""
    for entry in subject.ledger.entries:
        for statement in entry.statements:
            target = statement.event.target
            if target and target.span.latest and target.span.latest < statement.date:
                message = f"{quoted(target.text)} had passed when it was promised, on {day_text(statement.date)}"
                path = (*subject.sound.path(statement.event), "target")
                hint = "correct it, or the date of the update"
                yield _warning(code="passed-target", path=path, message=message, hint=hint)


def late_promises(subject: Subject) -> Iterator[Problem]:
    """What is promised on the day of its report or later is no promise."""
    for state in _states(subject):
        for statement in state.statements:
            stage = state.life.reached.get(statement.event.stage or "")
            if statement.type == "promised" and stage and stage.reported <= statement.date:
                message = f"{_stage(statement)} is promised here, and was reported on {day_text(stage.reported)}"
                path = (*subject.sound.path(statement.event), "stage")
                hint = "this is not counted as a promise: remove it, or write it as a `note`"
                yield _warning(code="late-promise", path=path, message=message, hint=hint)


def falling_metrics(subject: Subject) -> Iterator[Problem]:
    """A cumulative metric may only grow; "more than" a smaller number does not say that it fell."""
    for id_, readings in subject.ledger.readings.items():
        if subject.ledger.metrics[id_].cumulative and subject.sound.knows(id_):
            before, *later = (reading.figure for reading in readings)
            for now in later:
                if now.value >= before.value:
                    before = now
                elif not now.at_least:
                    message = f"the metric {quoted(id_)} may only grow, and {now.value} is less than the {before.value}"
                    yield _warning(
                        code="falling-metric",
                        path=(*subject.sound.path(now), "value"),
                        message=message,
                        related=("reported", (*subject.sound.path(before), "value")),
                        hint="correct one of them, or remove cumulative = true",
                    )
                    before = now


def differing_counts(subject: Subject) -> Iterator[Problem]:
    """A public count that the statements up to its update do not bear out."""
    uncertain = {item.kind for item in subject.dataset.items() if not subject.sound.knows(item.id)}
    standing: dict[tuple[str, str | None], list[Statement]] = {}
    given_up: dict[str, list[Statement]] = {}
    for entry in subject.ledger.entries if subject.sound.is_whole else ():
        for statement in entry.statements:
            id_, stage = statement.event.item, statement.event.stage
            standing[id_, stage] = still_standing(standing.get((id_, stage), []), statement)
            given_up[id_] = still_given_up(given_up.get(id_, []), statement)
        for count in entry.update.counts:
            stages = subject.dataset.stages.of(count.kind)
            or_beyond = stages[stages.index(count.stage) :] if count.stage in stages else ()
            reached = [
                item.id
                for item in subject.dataset.items()
                if item.kind == count.kind
                and not given_up.get(item.id)
                and any(standing.get((item.id, stage)) for stage in or_beyond)
            ]
            if len(reached) != count.value and count.kind not in uncertain:
                message = f"the statements up to here make it {len(reached)}, and not {count.value}"
                counted = f"counted: {', '.join(reached)}; " if 0 < len(reached) <= MOST_NAMED else ""
                hint = f"{counted}add the event that is missing, or correct the count"
                path = (*subject.sound.path(count), "value")
                yield _warning(code="differing-count", path=path, message=message, hint=hint)


def disorder(subject: Subject) -> Iterator[Problem]:
    """Updates stand in the order of their dates, oldest first."""
    for before, now in pairwise(subject.dataset.updates):
        if now.date < before.date and subject.sound.path(now) == ("updates", int(subject.sound.path(before)[1]) + 1):
            yield _warning(
                code="date-order",
                path=(*subject.sound.path(now), "date"),
                message=f"this update of {now.date} stands after that of",
                related=(f"{before.date}", (*subject.sound.path(before), "date")),
                hint="move it up, or correct one of the dates",
            )


def future_updates(subject: Subject) -> Iterator[Problem]:
    """An update that is dated after today has not been published."""
    for update in subject.dataset.updates:
        if update.date > subject.today:
            path = (*subject.sound.path(update), "date")
            message = "this update is dated after today"
            yield _warning(code="future-update", path=path, message=message, hint="correct the date")


def updates_after_the_end(subject: Subject) -> Iterator[Problem]:
    """An update that is dated after `complete_through` says that more is known than that."""
    end = subject.dataset.initiative.complete_through
    for update in subject.dataset.updates:
        if end and update.date > end:
            yield _warning(
                code="update-after-end",
                path=(*subject.sound.path(update), "date"),
                message="this update is dated after",
                related=(f"complete_through = {end}", ("initiative", "complete_through")),
                hint=f"write complete_through = {update.date}, or correct the date",
            )


RULES: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    unused_items,
    unused_sources,
    unused_metrics,
    contradictions,
    left_out_bounds,
    passed_targets,
    late_promises,
    falling_metrics,
    differing_counts,
    disorder,
    future_updates,
    updates_after_the_end,
)


def _warning(
    *, path: KeyPath, code: str, message: str, hint: str | None, related: tuple[str, KeyPath] | None = None
) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, related=related, severity="warning")


def _states(subject: Subject) -> list[ItemState]:
    """The items of which all that is said of them is known."""
    return [state for id_, state in subject.ledger.states.items() if subject.sound.knows(id_)]


def _conflicts(subject: Subject) -> Iterator[Conflict]:
    for state in _states(subject):
        yield from state.life.conflicts


class Clash(TypedDict):
    """What a warning says of two statements that cannot both be true."""

    path: KeyPath
    message: str
    related: tuple[str, KeyPath]


def _clash(subject: Subject, conflict: Conflict) -> Clash:
    by, against = conflict.by.statement, conflict.against.statement
    return Clash(
        path=_place(subject, by),
        message=f"{_stage(by)} {_days(by)} contradicts",
        related=(f"{quoted(against.event.stage)} {_days(against)}", _place(subject, against)),
    )


def _stage(statement: Statement) -> str:
    return f"{quoted(statement.event.stage)} of {quoted(statement.event.item)}"


def _days(statement: Statement) -> str:
    return f"(not before {day_text(statement.date)})" if statement.says_not_yet else f"({statement.days})"


def _place(subject: Subject, statement: Statement) -> KeyPath:
    """Where a statement gives its days: at its `when`, or else at its stage."""
    return (*subject.sound.path(statement.event), "when" if statement.event.when else "stage")
