"""The second step of a check: whether the records of a file agree. Ids, stages, the form of each event, its days.

Each function yields the problems that it finds, in file order.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from datetime import date
from math import isfinite

from msgspec import Struct

from gti_cli.dataset.model import (
    ITEM_TABLES,
    KINDS,
    WITHDRAWN,
    Changes,
    Count,
    Dataset,
    Event,
    EventType,
    Figure,
    Item,
    Kind,
    Stages,
    update_ids,
)
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dates.phrase import is_day
from gti_cli.words import Suggestions, listed, quoted

SMALLEST, LARGEST = -(2**63), 2**63 - 1

FORMS: Mapping[EventType, str] = {
    "reached": "a report",
    "promised": "a promise",
    "not_yet": "a `not_yet`",
    "withdrawn": "a withdrawal",
    "note": "a note",
}
"""The names of forms of events in messages, but for reports, which take every key."""

APART = "remove it, or make two events of this one"


def wrong_references(dataset: Dataset) -> Iterator[Problem]:
    """Every disagreement between the records."""
    names = _Names.of(dataset)
    yield from _wrong_ids(dataset)
    yield from _wrong_stages(dataset.stages)
    yield from _wrong_phases(dataset, names)
    yield from _wrong_updates(dataset, names)


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


def _wrong_stages(stages: Stages) -> Iterator[Problem]:
    for field in fields(stages):
        first_at: dict[str, int] = {}
        for at, name in enumerate(getattr(stages, field.name)):
            path = ("stages", field.name, at)
            if name == WITHDRAWN:
                hint = "remove it; every item can be withdrawn without naming it as a stage"
                yield Problem(path=path, code="reserved-stage", message=f"{quoted(name)} is reserved", hint=hint)
            elif first_at.setdefault(name, at) < at:
                message = f"the stage {quoted(name)} is named twice,"
                first = "first", ("stages", field.name, first_at[name])
                hint = "remove one of the two"
                yield Problem(path=path, code="duplicate-stage", message=message, hint=hint, related=first)


class _Names(Struct):
    """The names in a file: ids by the type of thing, items by id, the id of the item for each alias, stages by kind."""

    ids: Mapping[str, Collection[str]]
    items: Mapping[str, Item]
    aliases: Mapping[str, str]
    stages: Mapping[Kind, Collection[str]]
    suggestions: Suggestions

    @classmethod
    def of(cls, dataset: Dataset) -> "_Names":
        items = {item.id: item for item in dataset.items()}
        return cls(
            ids={
                "source": dict.fromkeys(source.id for source in dataset.sources),
                "phase": dict.fromkeys(phase.id for phase in dataset.phases),
                "metric": dict.fromkeys(metric.id for metric in dataset.metrics),
                "item": items,
            },
            items=items,
            aliases={alias: item.id for item in items.values() for alias in item.aliases},
            stages={kind: dict.fromkeys(dataset.stages.of(kind)) for kind in KINDS},
            suggestions=Suggestions(),
        )

    def unknown(self, what: str, word: str, path: KeyPath) -> Problem:
        """The problem of a word that names nothing of type `what`, which is also the key under which it stands."""
        hint = self.suggestions.of(word, self.ids[what])
        return Problem(path=(*path, what), code=f"unknown-{what}", message=f"no {what} {quoted(word)}", hint=hint)

    def unknown_stage(self, kind: Kind, word: str, path: KeyPath, *more: str) -> Problem:
        """The problem of a stage that its kind does not have; `more` is what may stand there besides."""
        hint = self.suggestions.of(word, (*self.stages[kind], *more))
        message = f"a {kind} has no stage {quoted(word)}"
        return Problem(path=(*path, "stage"), code="unknown-stage", message=message, hint=hint)


def _wrong_phases(dataset: Dataset, names: _Names) -> Iterator[Problem]:
    for place, item in _placed_items(dataset):
        if item.phase not in names.ids["phase"]:
            yield names.unknown("phase", item.phase, place)
    for at, metric in enumerate(dataset.metrics):
        if metric.phase not in names.ids["phase"]:
            yield names.unknown("phase", metric.phase, ("metrics", at))


def _wrong_updates(dataset: Dataset, names: _Names) -> Iterator[Problem]:
    for at, update in enumerate(dataset.updates):
        if update.source not in names.ids["source"]:
            yield names.unknown("source", update.source, ("updates", at))
        for number, event in enumerate(update.events):
            yield from _wrong_event(event, update.date, ("updates", at, "events", number), names)
        for number, figure in enumerate(update.figures):
            yield from _wrong_figure(figure, ("updates", at, "figures", number), names)
        for number, count in enumerate(update.counts):
            yield from _wrong_count(count, ("updates", at, "counts", number), names)


def _wrong_event(event: Event, published: date, path: KeyPath, names: _Names) -> Iterator[Problem]:
    if item := names.items.get(event.item):
        if event.stage is not None and event.stage not in names.stages[item.kind] and event.stage != WITHDRAWN:
            yield names.unknown_stage(item.kind, event.stage, path, WITHDRAWN)
        if event.set:
            yield from _wrong_changes(event.set, item, (*path, "set"))
    elif event.item in names.aliases:
        message, hint = f"{quoted(event.item)} is an alias", f"write {quoted(names.aliases[event.item])}"
        yield Problem(path=(*path, "item"), code="alias", message=message, hint=hint)
    else:
        yield names.unknown("item", event.item, path)
    type_ = event.type
    if type_ != "reached" or event.anew:
        for key, message, hint in _misfits(event, type_):
            yield Problem(path=(*path, key) if key else path, code="event-form", message=message, hint=hint)
    if (when := event.when) and (when.span.earliest or date.min) > published:
        message = f"{quoted(when.text)} begins after the publication on {published}"
        hint = "what is to come is a `target`"
        yield Problem(path=(*path, "when"), code="reported-early", message=message, hint=hint)


def _wrong_figure(figure: Figure, path: KeyPath, names: _Names) -> Iterator[Problem]:
    if figure.metric not in names.ids["metric"]:
        yield names.unknown("metric", figure.metric, path)
    if isinstance(figure.value, int):
        yield from _wrong_size(figure.value, path)
    elif not isfinite(figure.value):
        message, hint = "the value is not a finite number", "write a number, or remove the figure"
        yield Problem(path=(*path, "value"), code="not-finite", message=message, hint=hint)


def _wrong_count(count: Count, path: KeyPath, names: _Names) -> Iterator[Problem]:
    if count.stage not in names.stages[count.kind]:
        yield names.unknown_stage(count.kind, count.stage, path)
    yield from _wrong_size(count.value, path)


def _wrong_size(value: int, path: KeyPath) -> Iterator[Problem]:
    if not SMALLEST <= value <= LARGEST:
        message, hint = "the value is too large", "whole numbers have 64 bits"
        yield Problem(path=(*path, "value"), code="too-large", message=message, hint=hint)


def _misfits(event: Event, type_: EventType) -> Iterator[tuple[str | None, str, str]]:
    """Why an event has none of the five forms: each key that does not fit, what is wrong with it, and the remedy."""
    if type_ == "note" and event.set is None and event.note is None:
        yield None, "the event says nothing", "give it a `stage`, a `set` or a `note`"
    if event.when and type_ in ("promised", "not_yet"):
        yield "when", f"{FORMS[type_]} takes no `when`, which tells when something happened", APART
    if event.target and type_ in ("not_yet", "withdrawn", "note"):
        remedy = "name the `stage` that is promised" if type_ == "note" else APART
        yield "target", f"{FORMS[type_]} takes no `target`", remedy
    if event.not_yet and type_ in ("withdrawn", "note"):
        remedy = "name the `stage` that is not reached" if type_ == "note" else APART
        yield "not_yet", f"{FORMS[type_]} takes no `not_yet`", remedy
    if event.implied and type_ not in ("reached", "promised"):
        message = f"{FORMS[type_]} takes no `implied`; only what is reached or promised can be implied"
        yield "implied", message, "remove it"
    if event.corrects and type_ not in ("reached", "not_yet"):
        message = f"{FORMS[type_]} takes no `corrects`; only a report or a `not_yet` takes back what was reported"
        yield "corrects", message, "remove it"
    if event.anew and type_ != "promised":
        yield "anew", f"{FORMS[type_]} takes no `anew`; only a promise can be made anew", "remove it"


def _wrong_changes(changes: Changes, item: Item, path: KeyPath) -> Iterator[Problem]:
    """What an event sets is a key of its item; the record has those of every kind."""
    known = {*changes.__struct_fields__} & {*item.__struct_fields__}
    for key in changes.written():
        if key not in known:
            message = f"a {item.kind} has no {quoted(key)}"
            hint = f"it has {listed((quoted(name) for name in sorted(known)), 'and')}"
            yield Problem(path=(*path, key), code="unknown-key", message=message, hint=hint)
