"""What a dataset that can be read may still have wrong: each warning one function.

A rule gets the sound part of a file and yields what it finds there; which rules there are is the list at the end. The
rules are those of "What makes a file wrong" in the format's contract.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypedDict

from gti_cli.errors import KeyPath, Problem, quoted
from gti_cli.ledger import Ledger, Thing
from gti_cli.log import Statement
from gti_cli.reach import Conflict, Life, life
from gti_cli.sound import Sound
from gti_cli.span import day_text


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
        if subject.sound.is_whole and item.id not in subject.ledger.things:
            message = f"no update names the {item.kind} {quoted(item.id)}, so no command shows it"
            hint = "add an event that names it, or remove it"
            yield _warning(code="unused-item", path=(*subject.sound.path(item), "id"), message=message, hint=hint)


def unused_sources(subject: Subject) -> Iterator[Problem]:
    """A source that no update names has said nothing."""
    cited = {update.source for update in subject.dataset.updates}
    for source in subject.dataset.sources:
        if subject.sound.is_whole and source.id not in cited:
            path = (*subject.sound.path(source), "id")
            message = f"no update comes from the source {quoted(source.id)}"
            yield _warning(code="unused-source", path=path, message=message, hint="name it in an update, or remove it")


def unused_metrics(subject: Subject) -> Iterator[Problem]:
    """A metric that no update reports has no figures."""
    for metric in subject.dataset.metrics:
        if subject.sound.is_whole and metric.id not in subject.ledger.readings:
            path = (*subject.sound.path(metric), "id")
            message = f"no update reports the metric {quoted(metric.id)}"
            yield _warning(code="unused-metric", path=path, message=message, hint="report a figure, or remove it")


def contradictions(subject: Subject) -> Iterator[Problem]:
    """Two statements of one stage have no day in common; the one that stands later in the log is passed over."""
    for conflict in _conflicts(subject):
        if conflict.by.rule == 2:
            hint = "correct one of them; a report that takes back the older one has corrects = true"
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
            hint = (
                "stages are reached in their order, and not before a day on which they lay ahead; correct one of them"
            )
            yield _warning(code="left-out-bound", hint=hint, **_clash(subject, conflict))


def passed_targets(subject: Subject) -> Iterator[Problem]:
    """A promise whose deadline had passed when it was made says nothing that can be kept."""
    for entry in subject.ledger.entries:
        for statement in entry.statements:
            deadline = statement.event.target.span.latest if statement.event.target else None
            if deadline and deadline < statement.date:
                message = f"this date had passed when it was promised, on {day_text(statement.date)}"
                path = (*subject.sound.path(statement.event), "target")
                hint = "correct it, or the date of the update"
                yield _warning(code="passed-target", path=path, message=message, hint=hint)


def late_promises(subject: Subject) -> Iterator[Problem]:
    """What is promised on the day of its report or later is no promise."""
    for thing in _things(subject):
        for statement in thing.statements:
            stage = thing.life.reached.get(statement.event.stage or "")
            if statement.type == "promised" and stage and stage.reported <= statement.date:
                message = f"{quoted(statement.event.stage)} is promised, and was reported on {day_text(stage.reported)}"
                path = (*subject.sound.path(statement.event), "stage")
                hint = "this is not counted as a promise; remove it, or write it as a note"
                yield _warning(code="late-promise", path=path, message=message, hint=hint)


def falling_metrics(subject: Subject) -> Iterator[Problem]:
    """A cumulative metric may only grow; "more than" a smaller number does not say that it fell."""
    for id_, readings in subject.ledger.readings.items():
        if subject.ledger.metrics[id_].cumulative:
            for before, now in pairwise(reading.figure for reading in readings):
                if now.value < before.value and not now.at_least:
                    yield _warning(
                        code="falling-metric",
                        path=(*subject.sound.path(now), "value"),
                        message=f"the metric {quoted(id_)} may only grow, and {now.value} is less than {before.value}",
                        related=("reported", (*subject.sound.path(before), "value")),
                        hint="correct one of them, or remove cumulative = true",
                    )


def differing_counts(subject: Subject) -> Iterator[Problem]:
    """A public count that the statements up to its update do not bear out."""
    kinds = {item.id: (item.kind, subject.dataset.stages.of(item.kind)) for item in subject.dataset.items()}
    said: dict[str, list[Statement]] = {}
    lives: dict[str, Life] = {}
    for entry in subject.ledger.entries if subject.sound.is_whole else ():
        for statement in entry.statements:
            said.setdefault(statement.event.item, []).append(statement)
            lives.pop(statement.event.item, None)
        for count in entry.update.counts:
            lives |= {id_: life(said[id_], kinds[id_][1]) for id_ in said if id_ not in lives}
            reached = [
                id_
                for id_, lived in lives.items()
                if kinds[id_][0] == count.kind and count.stage in lived.reached and not lived.withdrawn
            ]
            if len(reached) != count.value:
                message = f"the statements up to here make it {len(reached)}, and not {count.value}"
                hint = f"counted: {', '.join(reached)}" if reached else None
                path = (*subject.sound.path(count), "value")
                yield _warning(code="differing-count", path=path, message=message, hint=hint)


def disorder(subject: Subject) -> Iterator[Problem]:
    """Updates stand in the order of their dates, oldest first."""
    for before, now in pairwise(subject.dataset.updates):
        if now.date < before.date:
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


def _things(subject: Subject) -> list[Thing]:
    """The items of which all that is said of them is known."""
    return [thing for id_, thing in subject.ledger.things.items() if id_ not in subject.sound.doubtful]


def _conflicts(subject: Subject) -> Iterator[Conflict]:
    for thing in _things(subject):
        yield from thing.life.conflicts


class Clash(TypedDict):
    """What a warning says of two statements that cannot both be true."""

    path: KeyPath
    message: str
    related: tuple[str, KeyPath]


def _clash(subject: Subject, conflict: Conflict) -> Clash:
    by, against = conflict.by.statement, conflict.against.statement
    return Clash(
        path=_place(subject, by), message=f"{_said(by)} contradicts", related=(_said(against), _place(subject, against))
    )


def _said(statement: Statement) -> str:
    days = f"not before {day_text(statement.date)}" if statement.says_not_yet else str(statement.days)
    return f"{quoted(statement.event.stage)} ({days})"


def _place(subject: Subject, statement: Statement) -> KeyPath:
    """Where a statement gives its days: at its `when`, or else at its stage."""
    return (*subject.sound.path(statement.event), "when" if statement.event.when else "stage")
