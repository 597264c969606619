"""What a sheet of the timeline has beside its columns, so that `gti import` finds all that verdicts rest on.

As JSON in one cell: what the file says of a thing stands on the line on which that is first named, and of a statement
what no column holds. Keys are those of the format.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import FieldInfo, fields

from gti_cli.dataset.model import Dataset, Event, Goal, Update, table_of
from gti_cli.dates.phrase import Phrase

TEXTS = ("title", "summary", "quote", "part", "by", "hedge", "said", "note", "assessed")


class Beside:
    """Tells what stands beside the lines of a sheet, from the first to the last."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._items = {item.id: item for item in dataset.items()}
        self._things: dict[tuple[str, str], Struct] = {("items", item.id): item for item in dataset.items()} | {
            (table, one.id): one for table in ("sources", "phases", "metrics") for one in getattr(dataset, table)
        }
        self._told: set[object] = set()

    def of(self, update: Update, event: Event | None, *, is_first: bool) -> str | None:
        """What stands beside an event of an update, or the update alone; the first line of that has what is its own."""
        found: dict[str, Any] = {}
        if not self._told:
            found |= written(self._dataset, ("initiative", "conventions", "stages"))
        names = list(self._named(update, event))
        self._told.add(None)
        for table, id_ in names:
            if (table, id_) not in self._told:
                self._told.add((table, id_))
                thing = self._things[table, id_]
                kind = table_of(self._items[id_].kind) if table == "items" else table
                found.setdefault(kind, []).append(written(thing))
        if is_first:
            found |= {name: [written(one) for one in getattr(update, name)] for name in ("figures", "counts")}
            found["update"] = _uneven(update)
        if event:
            found["event"] = _uneven(event)
        kept = {key: value for key, value in found.items() if value}
        return _as_json(kept) if kept else None

    def _named(self, update: Update, event: Event | None) -> Iterator[tuple[str, str]]:
        """The things that a line names, those first that others need."""
        yield "sources", update.source
        metrics = [figure.metric for figure in update.figures]
        items = [event.item, *(event.replaced_by or ())] if event else []
        items += [event.after.partition(".")[0]] if event and event.after else []
        goals = [item for id_ in items if isinstance(item := self._items[id_], Goal)]
        metrics += [goal.metric for goal in goals if goal.metric]
        of_metrics = [metric.phase for metric in self._dataset.metrics if metric.id in metrics]
        moved = [event.set.phase] if event and event.set and event.set.phase else []
        for phase in (*of_metrics, *(self._items[id_].phase for id_ in items), *moved):
            yield "phases", phase
        for metric in metrics:
            yield "metrics", metric
        for id_ in items:
            yield "items", id_


def written(record: Struct, keys: Iterable[str] | None = None) -> Mapping[str, Any]:
    """A record as a table of the format: its keys but for those that have their default."""
    values = {field.name: (getattr(record, field.name), field.default) for field in _fields(type(record))}
    return {
        key: _plain(value)
        for key, (value, default) in values.items()
        if value != default and (keys is None or key in keys)
    }


_FIELDS: dict[type[Struct], tuple[FieldInfo, ...]] = {}


def _fields(record: type[Struct]) -> tuple[FieldInfo, ...]:
    """The keys of a kind of record, looked up once: each time takes memory that only a garbage collector gives back."""
    if record not in _FIELDS:
        _FIELDS[record] = fields(record)
    return _FIELDS[record]


def _plain(value: Any) -> Any:
    if isinstance(value, Phrase):
        return value.said or value.text
    if isinstance(value, Struct):
        return written(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _as_json(found: Mapping[str, Any]) -> str:
    """Tables as JSON on one line, without a sign that could not stand in a cell."""
    import json

    text = json.dumps(found, ensure_ascii=False, default=str)
    return text if text.isprintable() else json.dumps(found, default=str)


def _uneven(record: Update | Event) -> Mapping[str, Any]:
    """What of a record the cells of a sheet do not hold as it is."""
    values = {key: getattr(record, key) for key in record.__struct_fields__}
    return {key: _plain(value) for key, value in values.items() if _is_uneven(key, value)}


def _is_uneven(key: str, value: object) -> bool:
    if isinstance(value, Phrase):
        return bool(value.said or not value.span.latest)
    if isinstance(value, str):
        return key in TEXTS and not _is_even(value)
    return key == "set" and value is not None


def _is_even(text: str) -> bool:
    """Whether a text is the same once it has stood in a cell."""
    return text.isprintable() and " ".join(text.split()) == text and not text.startswith("'")
