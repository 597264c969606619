"""The second step of a check: what the records of a file must agree on.

Here are its ids and stages, and what one record says of another; the forms of events, their days, and amounts have
modules of their own. Each function yields the problems that it finds, in file order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date

from gti_cli.dataset.amounts import wrong_changes, wrong_count, wrong_figure, wrong_goals
from gti_cli.dataset.days import wrong_days
from gti_cli.dataset.forms import has_form, misfits
from gti_cli.dataset.model import (
    ITEM_TABLES,
    WITHDRAWN,
    Changes,
    Dataset,
    Event,
    Goal,
    Item,
    Stages,
    Update,
    update_ids,
)
from gti_cli.dataset.names import Names
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dates.phrase import is_day
from gti_cli.words import listed, quoted


def wrong_references(dataset: Dataset) -> Iterator[Problem]:
    """Every disagreement between the records."""
    names = Names.of(dataset)
    yield from _wrong_ids(dataset)
    yield from _wrong_stages(dataset)
    yield from _wrong_phases(dataset, names)
    yield from wrong_goals(dataset, names)
    yield from _wrong_updates(dataset, names)
    yield from _wrong_edits(dataset.updates, names)


def _wrong_ids(dataset: Dataset) -> Iterator[Problem]:
    """Ids are unique over the whole file; so are aliases, and none is the id of an update."""
    named = list(_named_ids(dataset))
    are_dates = any(is_day(word[: len("2019-11-13")]) for _, word in named)
    updates = {id_: at for at, id_ in enumerate(update_ids(dataset.updates))} if are_dates else {}
    taken: dict[str, KeyPath] = {}
    for path, word in named:
        if word in updates or word in taken:
            related = ("already", taken[word]) if word in taken else ("by the update", ("updates", updates[word]))
            message = f"the id {quoted(word)} is taken"
            hint = "choose another; ids and aliases are unique over the file"
            yield Problem(path=path, code="duplicate-id", message=message, hint=hint, related=related)
        else:
            taken[word] = path


def _named_ids(dataset: Dataset) -> Iterator[tuple[KeyPath, str]]:
    yield ("initiative", "id"), dataset.initiative.id
    for table in ("sources", "phases", "metrics"):
        for at, record in enumerate(getattr(dataset, table)):
            yield (table, at, "id"), record.id
    for (table, at), item in _placed_items(dataset):
        yield (table, at, "id"), item.id
        for number, alias in enumerate(item.aliases):
            yield (table, at, "aliases", number), alias


def _placed_items(dataset: Dataset) -> Iterator[tuple[tuple[str, int], Item]]:
    for table in ITEM_TABLES:
        for at, item in enumerate(getattr(dataset, table)):
            yield (table, at), item


def _wrong_stages(dataset: Dataset) -> Iterator[Problem]:
    """No list of stages, a kind's or an item's own, has one twice, or the one that is reserved."""
    for field in fields(Stages):
        yield from _wrong_stage_names(getattr(dataset.stages, field.name), ("stages", field.name))
    for place, item in _placed_items(dataset):
        if item.stages:
            yield from _wrong_stage_names(item.stages, (*place, "stages"))


def _wrong_stage_names(names: Sequence[str], path: KeyPath) -> Iterator[Problem]:
    first_at: dict[str, int] = {}
    for at, name in enumerate(names):
        if name == WITHDRAWN:
            hint = "remove it; every item can be withdrawn without naming it as a stage"
            yield Problem(path=(*path, at), code="reserved-stage", message=f"{quoted(name)} is reserved", hint=hint)
        elif first_at.setdefault(name, at) < at:
            message, first = f"the stage {quoted(name)} is named twice,", ("first", (*path, first_at[name]))
            hint = "remove one of the two"
            yield Problem(path=(*path, at), code="duplicate-stage", message=message, hint=hint, related=first)


def _wrong_phases(dataset: Dataset, names: Names) -> Iterator[Problem]:
    for place, item in _placed_items(dataset):
        if item.phase not in names.ids["phase"]:
            yield names.unknown("phase", item.phase, (*place, "phase"))
    for at, metric in enumerate(dataset.metrics):
        if metric.phase not in names.ids["phase"]:
            yield names.unknown("phase", metric.phase, ("metrics", at, "phase"))


def _wrong_updates(dataset: Dataset, names: Names) -> Iterator[Problem]:
    for at, update in enumerate(dataset.updates):
        if update.source not in names.ids["source"]:
            yield names.unknown("source", update.source, ("updates", at, "source"))
        for number, event in enumerate(update.events):
            yield from _wrong_event(event, update.date, ("updates", at, "events", number), names)
        for number, figure in enumerate(update.figures):
            yield from wrong_figure(figure, update.date, ("updates", at, "figures", number), names)
        for number, count in enumerate(update.counts):
            yield from wrong_count(count, ("updates", at, "counts", number), names)


def _wrong_event(event: Event, published: date, path: KeyPath, names: Names) -> Iterator[Problem]:
    stages = names.stages_of_items.get(event.item)
    if stages is None:
        yield names.no_item(event.item, (*path, "item"))
    elif event.stage is not None and event.stage not in stages and event.stage != WITHDRAWN:
        yield names.no_stage_of_item(event.item, event.stage, (*path, "stage"), WITHDRAWN)
    if event.set and stages:
        yield from _wrong_changes(event.set, names.items[event.item], (*path, "set"), names)
    if event.after:
        yield from _wrong_condition(event.after, event, (*path, "after"), names)
    if event.replaced_by:
        yield from _wrong_replacements(event.replaced_by, event, (*path, "replaced_by"), names)
    if not has_form(event):
        yield from misfits(event, path)
    if event.when or event.stated:
        yield from wrong_days(event, published, path)


def _wrong_condition(after: str, event: Event, path: KeyPath, names: Names) -> Iterator[Problem]:
    """A promise may wait for a stage of another item."""
    id_, _, stage = after.partition(".")
    if id_ not in names.items:
        yield names.no_item(id_, path)
    elif id_ == event.item:
        message, hint = "`after` names a stage of the item itself", "name another item's; stages are reached in order"
        yield Problem(path=path, code="itself", message=message, hint=hint)
    elif stage not in names.stages_of_items[id_]:
        yield names.no_stage_of_item(id_, stage, path)


def _wrong_replacements(ids: Sequence[str], event: Event, path: KeyPath, names: Names) -> Iterator[Problem]:
    """Other items take the place of one that is withdrawn."""
    for at, id_ in enumerate(ids):
        if id_ not in names.items:
            yield names.no_item(id_, (*path, at))
        elif id_ == event.item:
            message, hint = "the item would take its own place", "remove it, or name the item that comes instead"
            yield Problem(path=(*path, at), code="itself", message=message, hint=hint)


def _wrong_changes(changes: Changes, item: Item, path: KeyPath, names: Names) -> Iterator[Problem]:
    """What an event sets is a key of its item, while the record has those of every kind; a phase is one of the file."""
    known = {*changes.__struct_fields__} & {*item.__struct_fields__}
    for key in changes.written():
        if key not in known:
            message = f"a {item.kind} has no {quoted(key)}"
            hint = f"it has {listed((quoted(name) for name in sorted(known)), 'and')}"
            yield Problem(path=(*path, key), code="unknown-key", message=message, hint=hint)
    if changes.phase is not None and changes.phase not in names.ids["phase"]:
        yield names.unknown("phase", changes.phase, (*path, "phase"))
    if isinstance(item, Goal):
        yield from wrong_changes(changes, item, path)


def _wrong_edits(updates: Sequence[Update], names: Names) -> Iterator[Problem]:
    """An update rewrites one that stands before it in the log."""
    edits = [(at, update.edits) for at, update in enumerate(updates) if update.edits is not None]
    places = {id_: (updates[at].date, at) for at, id_ in enumerate(update_ids(updates))} if edits else {}
    for at, id_ in edits:
        path = ("updates", at, "edits")
        if id_ not in places:
            message, hint = f"no update {quoted(id_)}", names.suggestions.of(id_, places)
            yield Problem(path=path, code="unknown-update", message=message, hint=hint)
        elif places[id_] >= (updates[at].date, at):
            there: KeyPath = ("updates", places[id_][1], "date")
            message, hint = f"{quoted(id_)} is not earlier than this update:", "name the one that is rewritten"
            yield Problem(path=path, code="later-edit", message=message, hint=hint, related=("it stands", there))
