"""The third step of a check: what a dataset that can be read may still have wrong. Each warning is one function.

The rules are those of "What makes a file wrong" in the format's contract; RULES lists them all.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TypedDict

from msgspec import Struct

from gti_cli.dataset.model import ITEM_TABLES, WITHDRAWN, Dataset
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Conflict, still_given_up, still_standing
from gti_cli.words import quoted

MOST_NAMED = 12
"""More items than this are not named in a message."""

ORDER = "stages are reached in their order"
AHEAD = "what lay ahead on a day was not reached before it"


class Inspection(Struct, frozen=True):
    """What a rule is given: a dataset, its whole log with future updates, today, and where each record stands."""

    dataset: Dataset
    ledger: Ledger
    today: date
    paths: Mapping[int, KeyPath]

    def path(self, record: object, *keys: str) -> KeyPath:
        """Where a record of the dataset stands in the file, or one of its keys."""
        return (*self.paths[id(record)], *keys)


def warnings(dataset: Dataset, today: date) -> Iterator[Problem]:
    """Every warning on a dataset, rule by rule."""
    inspection = Inspection(dataset, Ledger(dataset, date.max), today, dict(_paths(dataset)))
    for rule in RULES:
        yield from rule(inspection)


def _paths(dataset: Dataset) -> Iterator[tuple[int, KeyPath]]:
    """Where the records stand that a warning may be about, by their identity."""
    for table in ("sources", "metrics", *ITEM_TABLES):
        for at, record in enumerate(getattr(dataset, table)):
            yield id(record), (table, at)
    for at, update in enumerate(dataset.updates):
        yield id(update), ("updates", at)
        for table in ("events", "figures", "counts"):
            for number, record in enumerate(getattr(update, table)):
                yield id(record), ("updates", at, table, number)


def unused_items(inspection: Inspection) -> Iterator[Problem]:
    """An item that no update names does not exist yet, so no command shows it."""
    for item in inspection.dataset.items():
        if item.id not in inspection.ledger.things:
            message = f"no update names the {item.kind} {quoted(item.id)}, so no command shows it"
            hint = "add an event that names it, or remove it"
            yield _warning(code="unused-item", path=inspection.path(item, "id"), message=message, hint=hint)


def unused_sources(inspection: Inspection) -> Iterator[Problem]:
    """A source that no update names has said nothing."""
    cited = {update.source for update in inspection.dataset.updates}
    for source in inspection.dataset.sources:
        if source.id not in cited:
            message = f"no update comes from the source {quoted(source.id)}"
            hint = "name it in an update, or remove it"
            yield _warning(code="unused-source", path=inspection.path(source, "id"), message=message, hint=hint)


def unused_metrics(inspection: Inspection) -> Iterator[Problem]:
    """A metric that no update reports has no figures."""
    for metric in inspection.dataset.metrics:
        if metric.id not in inspection.ledger.readings:
            message = f"no update reports the metric {quoted(metric.id)}"
            hint = "report a figure, or remove it"
            yield _warning(code="unused-metric", path=inspection.path(metric, "id"), message=message, hint=hint)


def contradictions(inspection: Inspection) -> Iterator[Problem]:
    """Two statements of one stage have no day in common; the one that stands later in the log is passed over."""
    for conflict in _conflicts(inspection):
        if conflict.by.rule == 2:
            back = "" if conflict.stage == WITHDRAWN else ", or write corrects = true if it takes back the older one"
            hint = f"this one is passed over: correct one of the two{back}"
            yield _warning(code="contradiction", hint=hint, **_clash(inspection, conflict))


def left_out_bounds(inspection: Inspection) -> Iterator[Problem]:
    """What is said of one stage would leave another one no day, or a stage lay ahead when it had been reached.

    Such a bound is left out: rules 4, 5 and 6 of "When a stage was reached".
    """
    told = set()
    for conflict in _conflicts(inspection):
        pair = frozenset({id(conflict.by.statement), id(conflict.against.statement)})
        if conflict.by.rule != 2 and pair not in told:
            told.add(pair)
            law = AHEAD if conflict.by.rule == 5 else ORDER
            hint = f"{law}; correct one of the two"
            yield _warning(code="left-out-bound", hint=hint, **_clash(inspection, conflict))


def passed_targets(inspection: Inspection) -> Iterator[Problem]:
    """A promise whose deadline had passed when it was made says nothing that can be kept."""
    for entry in inspection.ledger.entries:
        for statement in entry.statements:
            target = statement.event.target
            if target and target.span.latest and target.span.latest < statement.date:
                message = f"{quoted(target.text)} had passed when it was promised, on {day_text(statement.date)}"
                path = inspection.path(statement.event, "target")
                hint = "correct it, or the date of the update"
                yield _warning(code="passed-target", path=path, message=message, hint=hint)


def late_promises(inspection: Inspection) -> Iterator[Problem]:
    """What is promised on the day of its report or later is no promise."""
    for thing in inspection.ledger.things.values():
        for statement in thing.statements:
            stage = thing.life.reached.get(statement.event.stage or "")
            if statement.type == "promised" and stage and stage.reported <= statement.date:
                message = f"{_stage(statement)} is promised here, and was reported on {day_text(stage.reported)}"
                path = inspection.path(statement.event, "stage")
                hint = "this is not counted as a promise: remove it, or write it as a `note`"
                yield _warning(code="late-promise", path=path, message=message, hint=hint)


def falling_metrics(inspection: Inspection) -> Iterator[Problem]:
    """A cumulative metric may only grow; "more than" a smaller number does not say that it fell."""
    for id_, readings in inspection.ledger.readings.items():
        if inspection.ledger.metrics[id_].cumulative:
            before, *later = (reading.figure for reading in readings)
            for now in later:
                if now.value >= before.value:
                    before = now
                elif not now.at_least:
                    message = f"the metric {quoted(id_)} may only grow, and {now.value} is less than the {before.value}"
                    yield _warning(
                        code="falling-metric",
                        path=inspection.path(now, "value"),
                        message=message,
                        related=("reported", inspection.path(before, "value")),
                        hint="correct one of them, or remove cumulative = true",
                    )
                    before = now


def differing_counts(inspection: Inspection) -> Iterator[Problem]:
    """A public count that the statements up to its update do not bear out."""
    standing: dict[tuple[str, str | None], list[Statement]] = {}
    given_up: dict[str, list[Statement]] = {}
    for entry in inspection.ledger.entries:
        for statement in entry.statements:
            id_, stage = statement.event.item, statement.event.stage
            standing[id_, stage] = still_standing(standing.get((id_, stage), []), statement)
            given_up[id_] = still_given_up(given_up.get(id_, []), statement)
        for count in entry.update.counts:
            stages = inspection.dataset.stages.of(count.kind)
            or_beyond = stages[stages.index(count.stage) :]
            reached = [
                item.id
                for item in inspection.dataset.items()
                if item.kind == count.kind
                and not given_up.get(item.id)
                and any(standing.get((item.id, stage)) for stage in or_beyond)
            ]
            if len(reached) != count.value:
                message = f"the statements up to here make it {len(reached)}, and not {count.value}"
                counted = f"counted: {', '.join(reached)}; " if 0 < len(reached) <= MOST_NAMED else ""
                hint = f"{counted}add the event that is missing, or correct the count"
                path = inspection.path(count, "value")
                yield _warning(code="differing-count", path=path, message=message, hint=hint)


def disorder(inspection: Inspection) -> Iterator[Problem]:
    """Updates stand in the order of their dates, oldest first."""
    for before, now in pairwise(inspection.dataset.updates):
        if now.date < before.date:
            yield _warning(
                code="date-order",
                path=inspection.path(now, "date"),
                message=f"this update of {now.date} stands after that of",
                related=(f"{before.date}", inspection.path(before, "date")),
                hint="move it up, or correct one of the dates",
            )


def future_updates(inspection: Inspection) -> Iterator[Problem]:
    """An update that is dated after today has not been published."""
    for update in inspection.dataset.updates:
        if update.date > inspection.today:
            message, hint = "this update is dated after today", "correct the date"
            yield _warning(code="future-update", path=inspection.path(update, "date"), message=message, hint=hint)


def updates_after_the_end(inspection: Inspection) -> Iterator[Problem]:
    """An update that is dated after `complete_through` says that more is known than that."""
    end = inspection.dataset.initiative.complete_through
    for update in inspection.dataset.updates:
        if end and update.date > end:
            yield _warning(
                code="update-after-end",
                path=inspection.path(update, "date"),
                message="this update is dated after",
                related=(f"complete_through = {end}", ("initiative", "complete_through")),
                hint=f"write complete_through = {update.date}, or correct the date",
            )


RULES: tuple[Callable[[Inspection], Iterator[Problem]], ...] = (
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


def _conflicts(inspection: Inspection) -> Iterator[Conflict]:
    for thing in inspection.ledger.things.values():
        yield from thing.life.conflicts


class Clash(TypedDict):
    """What a warning says of two statements that cannot both be true."""

    path: KeyPath
    message: str
    related: tuple[str, KeyPath]


def _clash(inspection: Inspection, conflict: Conflict) -> Clash:
    by, against = conflict.by.statement, conflict.against.statement
    return Clash(
        path=_place(inspection, by),
        message=f"{_stage(by)} {_days(by)} contradicts",
        related=(f"{quoted(against.event.stage)} {_days(against)}", _place(inspection, against)),
    )


def _stage(statement: Statement) -> str:
    return f"{quoted(statement.event.stage)} of {quoted(statement.event.item)}"


def _days(statement: Statement) -> str:
    return f"(not before {day_text(statement.date)})" if statement.says_not_yet else f"({statement.days})"


def _place(inspection: Inspection, statement: Statement) -> KeyPath:
    """Where a statement gives its days: at its `when`, or else at its stage."""
    return inspection.path(statement.event, "when" if statement.event.when else "stage")
