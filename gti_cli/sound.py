"""The sound part of a dataset: what is left of it without the records in which there is an error.

Warnings are given on this part, so that errors and warnings of a file are told in one run, and no warning is given
that an error brought about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gti_cli.errors import KeyPath, Problem, nearest
from gti_cli.model import ITEM_TABLES, Dataset, Update

TABLES = ("sources", "metrics", *ITEM_TABLES)
PARTS = ("events", "figures", "counts")


@dataclass(frozen=True, slots=True)
class Sound:
    """A dataset without the records that have an error, and without those that refer to one of them.

    `is_whole` tells whether all that updates say is in it; `doubtful` are the items of which something that is left
    out may speak.
    """

    dataset: Dataset
    is_whole: bool
    doubtful: frozenset[str]
    paths: dict[int, KeyPath]

    def path(self, record: object) -> KeyPath:
        """Where a record of the dataset stands in the file."""
        return self.paths[id(record)]


def sound_part(dataset: Dataset, problems: Iterable[Problem]) -> Sound:
    """What is right in a dataset, given all that is wrong in its file."""
    broken = {_record(problem.path) for problem in problems}
    paths: dict[int, KeyPath] = {}

    def kept(path: KeyPath, records: Sequence[Any]) -> tuple[Any, ...]:
        for at, record in enumerate(records):
            paths[id(record)] = (*path, at)
        return tuple(record for record in records if paths[id(record)] not in broken)

    tables: dict[str, Any] = {table: kept((table,), getattr(dataset, table)) for table in TABLES}
    if any(path[:1] == ("stages",) for path in broken):
        tables |= dict.fromkeys(ITEM_TABLES, ())
    known = {record.id for records in tables.values() for record in records}
    updates = []
    for update in kept(("updates",), dataset.updates):
        path = paths[id(update)]
        if update.source in known:
            events = tuple(event for event in kept((*path, "events"), update.events) if event.item in known)
            figures = tuple(figure for figure in kept((*path, "figures"), update.figures) if figure.metric in known)
            counts = kept((*path, "counts"), update.counts)
            updates.append(replace(update, events=events, figures=figures, counts=counts))
            paths[id(updates[-1])] = path
    return Sound(
        replace(dataset, **tables, updates=tuple(updates)),
        is_whole=_size(updates) == _size(dataset.updates) and all(len(path) > 1 for path in broken),
        doubtful=_doubtful(dataset, updates),
        paths=paths,
    )


def _record(path: KeyPath) -> KeyPath:
    """The record that a problem is in: an event, figure or count of an update, else an entry of a table."""
    return path[:4] if len(path) > 3 and path[2] in PARTS else path[:2]


def _size(updates: Iterable[Update]) -> int:
    return sum(1 + sum(len(getattr(update, part)) for part in PARTS) for update in updates)


def _doubtful(dataset: Dataset, updates: Iterable[Update]) -> frozenset[str]:
    """The items that an event which is left out names, or comes near to naming."""
    sound = {id(event) for update in updates for event in update.events}
    named = {event.item for update in dataset.updates for event in update.events if id(event) not in sound}
    items = [item.id for item in dataset.items()]
    return frozenset(named.union(*(nearest(name, items) for name in named)))
