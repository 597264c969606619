"""The third step of a check: what a dataset that can be read may still have wrong. Each warning is one function.

docs/checks.md says of each what to do; RULES lists them all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain, pairwise, product

from msgspec import Struct

from gti_cli.dataset.model import ITEM_TABLES, Dataset, Goal
from gti_cli.dataset.phrases import IN_UPDATES
from gti_cli.dataset.problems import KeyPath, Problem, Related
from gti_cli.dates.phrase import Phrase
from gti_cli.dates.span import day_text
from gti_cli.ledger.goals import days_of
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Conflict, Reports
from gti_cli.words import quoted

MOST_NAMED = 12
"""More items than this are not named in a message."""

CORRECTS = ", or write corrects = true if it takes back the older one"
REMEDIES = {
    "reached": CORRECTS,
    "not_yet": CORRECTS,
    "promised": ", or write anew = true if it is promised once more",
}
"""What else there is to do about a statement that contradicts an older one, by its type."""

ORDER = "stages are reached in their order"
AHEAD = "what lay ahead on a day was not reached before it"


class Inspection(Struct, frozen=True):
    """What a rule is given: a dataset, its whole log with future updates, today, and where each record stands."""

    dataset: Dataset
    ledger: Ledger
    today: date
    paths: Mapping[int, KeyPath]

    def path(self, record: object, key: str) -> KeyPath:
        """Where a key of a record stands in the file."""
        return (*self.paths[id(record)], key)

    def warning(
        self, record: object, key: str, *, code: str, message: str, hint: str, related: Related | None = None
    ) -> Problem:
        """A warning on a key of a record; `related` is another place that the message ends with."""
        path = self.path(record, key)
        return Problem(path=path, code=code, message=message, hint=hint, related=related, severity="warning")


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


def doubtful_dates(inspection: Inspection) -> Iterator[Problem]:
    """A date that is read in one way, and that careful readers may read in another."""
    dataset = inspection.dataset
    dates: list[tuple[KeyPath, Phrase | None]] = [(("initiative", "announced"), dataset.initiative.announced)]
    dates += [(inspection.path(metric, "since"), metric.since) for metric in dataset.metrics]
    for update, (array, keys) in product(dataset.updates, IN_UPDATES.items()):
        for record in getattr(update, array):
            dates += [(inspection.path(record, key), getattr(record, key)) for key in keys]
    for path, phrase in dates:
        if phrase and phrase.doubt:
            yield Problem(path=path, code="doubtful-date", message=phrase.doubt, severity="warning")


def unused_items(inspection: Inspection) -> Iterator[Problem]:
    """An item that no update names does not exist yet, so no command shows it."""
    for item in inspection.dataset.items():
        if item.id not in inspection.ledger.states:
            message = f"no update names the {item.kind} {quoted(item.id)}, so no command shows it"
            hint = "add an event that names it, or remove it"
            yield inspection.warning(item, "id", code="unused-item", message=message, hint=hint)


def unused_sources(inspection: Inspection) -> Iterator[Problem]:
    """A source that no update names has said nothing."""
    cited = {update.source for update in inspection.dataset.updates}
    for source in inspection.dataset.sources:
        if source.id not in cited:
            message = f"no update comes from the source {quoted(source.id)}"
            hint = "name it in an update, or remove it"
            yield inspection.warning(source, "id", code="unused-source", message=message, hint=hint)


def unused_metrics(inspection: Inspection) -> Iterator[Problem]:
    """A metric that no update reports has no figures."""
    for metric in inspection.dataset.metrics:
        if metric.id not in inspection.ledger.readings:
            message = f"no update reports the metric {quoted(metric.id)}"
            hint = "report a figure, or remove it"
            yield inspection.warning(metric, "id", code="unused-metric", message=message, hint=hint)


def contradictions(inspection: Inspection) -> Iterator[Problem]:
    """Two statements of one stage: reports without a day in common, or a report and a later word that it lay ahead."""
    for conflict in _conflicts(inspection):
        if conflict.by.rule in (1, 2):
            by = conflict.by.statement
            remedy = REMEDIES.get(by.type, "") if by.name else ""
            yield _clash(inspection, conflict, code="contradiction", hint=f"correct one of the two{remedy}")


def left_out_bounds(inspection: Inspection) -> Iterator[Problem]:
    """What is said of one stage leaves another one no day, or a stage lay ahead when it had been reached.

    Neither side is believed more than the other: rules 4, 5 and 6 of "When a stage was reached".
    """
    for conflict in _conflicts(inspection):
        if conflict.by.rule not in (1, 2):
            law = AHEAD if conflict.by.rule == 5 else ORDER
            yield _clash(inspection, conflict, code="left-out-bound", hint=f"{law}; correct one of the two")


def passed_targets(inspection: Inspection) -> Iterator[Problem]:
    """A promise whose deadline had passed when it was made says nothing that can be kept."""
    for entry in inspection.ledger.entries:
        for statement in entry.statements:
            target = statement.event.target
            if target and target.span.latest and target.span.latest < statement.date:
                message = f"{quoted(target.text)} had passed when it was promised, on {day_text(statement.date)}"
                hint = "correct it, or the date of the update"
                yield inspection.warning(statement.event, "target", code="passed-target", message=message, hint=hint)


def late_promises(inspection: Inspection) -> Iterator[Problem]:
    """What is promised on the day of its report or later is no promise, nor what is not plainly promised once more."""
    counted = {stated.statement.at for promise in inspection.ledger.promises for stated in promise.statements}
    for state in inspection.ledger.states.values():
        reported: dict[str, date] = {}
        withdrawn: date | None = None
        for statement in state.statements:
            stage = statement.event.stage or ""
            if statement.type == "reached":
                implied = state.stages[: state.stages.index(stage) + 1]
                reported = dict.fromkeys(implied, statement.date) | reported
            elif statement.type == "withdrawn":
                withdrawn = statement.date
            elif statement.type == "promised" and statement.at not in counted:
                if withdrawn and not statement.counts:
                    why = f"withdrawn on {day_text(withdrawn)}"
                    remedy = "promise it plainly for a day to come, or write it as a `note`"
                else:
                    why = f"reported on {day_text(reported.get(stage, statement.date))}"
                    remedy = "remove it, or write it as a `note`"
                message = f"{_stage(statement)} is promised here, and was {why}"
                hint = f"this is not counted as a promise: {remedy}"
                yield inspection.warning(statement.event, "stage", code="late-promise", message=message, hint=hint)


def unproven_goals(inspection: Inspection) -> Iterator[Problem]:
    """A goal that is stated as reached before its figures or counts bear it out."""
    for state in inspection.ledger.states.values():
        if isinstance(state.item, Goal):
            stated = [statement for statement in state.statements if statement.type == "reached" and statement.name]
            follows = (said.date for said in state.statements if said.type == "reached" and not said.name)
            proven = min(follows, default=date.max)
            for statement in stated:
                if statement.event.stage == state.stages[-1] and statement.date < proven:
                    message = f"{_stage(statement)} does not follow from the {_basis(state.item)} up to here"
                    hint = "add what bears it out, or write it as a `note`"
                    yield inspection.warning(statement.event, "stage", code="unproven-goal", message=message, hint=hint)


def _basis(goal: Goal) -> str:
    return f"figures of {quoted(goal.metric)}" if goal.metric else "items and counts"


def reopened_items(inspection: Inspection) -> Iterator[Problem]:
    """What was done and then closed does not go on: that it opens again is said of another item."""
    for state in inspection.ledger.states.values():
        reports = Reports.before(state.stages)
        closed: Statement | None = None
        for statement in state.statements:
            is_said = statement.name and statement.type in ("reached", "promised")
            if closed and is_said and statement.date > closed.date:
                message = f"{_stage(statement)} is {statement.type} here, and the item was done and closed on"
                other = (day_text(closed.date), inspection.path(closed.event, "stage"))
                hint = "add an item of its own, and name it in `replaced_by` of the withdrawal"
                yield inspection.warning(
                    statement.event, "stage", code="reopened-item", message=message, hint=hint, related=other
                )
                break
            if statement.type == "withdrawn" and reports.is_reached(state.stages[-1]):
                closed = statement
            reports.take(statement)


def falling_metrics(inspection: Inspection) -> Iterator[Problem]:
    """A cumulative metric may only grow; "more than" a smaller number does not say that it fell."""
    for id_, readings in inspection.ledger.readings.items():
        if inspection.ledger.metrics[id_].cumulative:
            in_order = sorted(readings, key=lambda reading: days_of(reading.figure, reading.entry.update.date)[1])
            before, *later = (reading.figure for reading in in_order)
            for now in later:
                if now.value < before.value and (now.at_least or before.at_most):
                    continue
                if now.value < before.value:
                    message = f"the metric {quoted(id_)} may only grow, and {now.value} is less than the {before.value}"
                    hint = "correct one of them, or remove cumulative = true"
                    other = ("reported", inspection.path(before, "value"))
                    yield inspection.warning(
                        now, "value", code="falling-metric", message=message, hint=hint, related=other
                    )
                before = now


def differing_counts(inspection: Inspection) -> Iterator[Problem]:
    """A public count that the statements up to its update, and what follows of goals from figures, do not bear out."""
    dataset = inspection.dataset
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for state in inspection.ledger.states.values():
        for statement in state.statements:
            said[statement.update].append(statement)
    reports = {item.id: Reports.before(dataset.stages_of(item)) for item in dataset.items()}
    for entry in inspection.ledger.entries:
        for statement in said[entry.id]:
            reports[statement.event.item].take(statement)
        for count in entry.update.counts:
            reached = [
                item.id
                for item in inspection.dataset.items()
                if item.kind == count.kind
                and not reports[item.id].withdrawals
                and count.stage in reports[item.id].stages
                and reports[item.id].is_reached(count.stage)
            ]
            if len(reached) != count.value:
                message = f"the statements up to here make it {len(reached)}, and not {count.value}"
                counted = f"counted: {', '.join(reached)}; " if 0 < len(reached) <= MOST_NAMED else ""
                hint = f"{counted}add the event that is missing, or correct the count"
                yield inspection.warning(count, "value", code="differing-count", message=message, hint=hint)


def disorder(inspection: Inspection) -> Iterator[Problem]:
    """Updates stand in the order of their dates, oldest first."""
    for before, now in pairwise(inspection.dataset.updates):
        if now.date < before.date:
            message = f"this update of {now.date} stands after that of"
            other = (f"{before.date}", inspection.path(before, "date"))
            hint = "move it up, or correct one of the dates"
            yield inspection.warning(now, "date", code="date-order", message=message, hint=hint, related=other)


def future_updates(inspection: Inspection) -> Iterator[Problem]:
    """An update that is dated after today has not been published."""
    for update in inspection.dataset.updates:
        if update.date > inspection.today:
            message, hint = "this update is dated after today", "correct the date"
            yield inspection.warning(update, "date", code="future-update", message=message, hint=hint)


def updates_after_the_end(inspection: Inspection) -> Iterator[Problem]:
    """An update that is dated after `complete_through` says that more is known than that."""
    end = inspection.dataset.initiative.complete_through
    for update in inspection.dataset.updates:
        if end and update.date > end:
            message = "this update is dated after"
            other = (f"complete_through = {end}", ("initiative", "complete_through"))
            hint = f"write complete_through = {update.date}, or correct the date"
            yield inspection.warning(update, "date", code="update-after-end", message=message, hint=hint, related=other)


RULES: tuple[Callable[[Inspection], Iterator[Problem]], ...] = (
    doubtful_dates,
    unused_items,
    unused_sources,
    unused_metrics,
    contradictions,
    left_out_bounds,
    passed_targets,
    late_promises,
    unproven_goals,
    reopened_items,
    falling_metrics,
    differing_counts,
    disorder,
    future_updates,
    updates_after_the_end,
)


def _conflicts(inspection: Inspection) -> Iterator[Conflict]:
    """What contradicts what, each pair of statements once; of every attempt at a stage, also of an earlier one."""
    seen = set()
    for id_, state in inspection.ledger.states.items():
        of_promises = (promise.conflicts for promise in inspection.ledger.promises_of[id_])
        for conflict in chain(state.life.conflicts, *of_promises):
            pair = frozenset({conflict.by.statement.at, conflict.against.statement.at})
            if pair not in seen:
                seen.add(pair)
                yield conflict


def _clash(inspection: Inspection, conflict: Conflict, *, code: str, hint: str) -> Problem:
    """A warning on two statements that cannot both be true."""
    by, against = conflict.by.statement, conflict.against.statement
    message = f"{_stage(by)} {_days(by)} contradicts"
    other = (f"{quoted(against.event.stage)} {_days(against)}", inspection.path(*_place(inspection, against)))
    record, key = _place(inspection, by)
    return inspection.warning(record, key, code=code, message=message, hint=hint, related=other)


def _place(inspection: Inspection, statement: Statement) -> tuple[object, str]:
    """The record that says it, and its key for the days; of what follows from figures and counts, their record."""
    if statement.name:
        return statement.event, "when" if statement.event.when else "stage"
    entry = next(entry for entry in inspection.ledger.entries if entry.id == statement.update)
    amounts = [*entry.update.figures, *entry.update.counts]
    number = statement.at[1] - entry.at
    return (amounts[number], "value") if 0 <= number < len(amounts) else (entry.update, "date")


def _stage(statement: Statement) -> str:
    return f"{quoted(statement.event.stage)} of {quoted(statement.event.item)}"


def _days(statement: Statement) -> str:
    return f"(not before {day_text(statement.ahead_on)})" if statement.ahead_on else f"({statement.days})"
