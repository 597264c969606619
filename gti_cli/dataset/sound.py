"""The sound part of a dataset: what is left of it without what an error leaves open.

Warnings are given on this part, so that errors and warnings of a file are told in one run, and no warning is given
that an error brought about.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from msgspec import Struct

from gti_cli.dataset.model import ITEM_TABLES, KINDS, Dataset, Source, Update
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.words import MOST_COMPARED, nearest

TABLES = ("sources", "metrics", *ITEM_TABLES)
PARTS = {"events": "item", "figures": "metric", "counts": "kind"}
"""The tables in an update, and the key of each that tells what it speaks of."""


class Sound(Struct, frozen=True):
    """A dataset without the events, figures and counts that have an error, and without updates that have no date.

    `doubtful` are the ids of items, metrics and sources of which something that is left out may speak; `is_whole`
    tells whether no table was left unread that may hold items or statements.
    """

    dataset: Dataset
    doubtful: frozenset[str]
    is_whole: bool
    paths: dict[int, KeyPath]

    def path(self, record: object) -> KeyPath:
        """Where a record of the dataset stands in the file."""
        return self.paths[id(record)]

    def knows(self, id_: str) -> bool:
        """Whether all that the file says of an item, a metric or a source is in the dataset."""
        return id_ not in self.doubtful


def sound_part(dataset: Dataset, problems: Collection[Problem], raw: Mapping[str, Any]) -> Sound:
    """What is right in a dataset, given all that is wrong in its file, and, where something is, the file as parsed."""
    paths = dict(_paths(dataset))
    if not problems:
        return Sound(dataset, doubtful=frozenset(), is_whole=True, paths=paths)
    broken = {problem.path[:4] for problem in problems}
    known: dict[str, set[str]] = {
        "item": {item.id for item in dataset.items()},
        "metric": {metric.id for metric in dataset.metrics},
        "kind": {*KINDS},
    }
    updates = []
    for update in dataset.updates:
        path = paths[id(update)]
        if type(_written(raw, (*path, "date"))) is date:
            sound: dict[str, Any] = {
                part: tuple(
                    record
                    for record in getattr(update, part)
                    if paths[id(record)] not in broken and getattr(record, name) in known[name]
                )
                for part, name in PARTS.items()
            }
            updates.append(replace(update, **sound))
            paths[id(updates[-1])] = path
    unread = any(_is_unread(problem, raw) for problem in problems)
    return Sound(
        replace(dataset, sources=(*dataset.sources, *_unknown_sources(dataset, updates)), updates=tuple(updates)),
        doubtful=frozenset(_ids(dataset) if unread else _doubtful(dataset, updates, problems)),
        is_whole=not unread,
        paths=paths,
    )


def _paths(dataset: Dataset) -> Iterator[tuple[int, KeyPath]]:
    for table in TABLES:
        for at, record in enumerate(getattr(dataset, table)):
            yield id(record), (table, at)
    for at, update in enumerate(dataset.updates):
        yield id(update), ("updates", at)
        for part in PARTS:
            for number, record in enumerate(getattr(update, part)):
                yield id(record), ("updates", at, part, number)


def _written(raw: Mapping[str, Any], path: KeyPath) -> Any:
    """What the file has at a path, None where it has nothing."""
    value: Any = raw
    for step in path:
        try:
            value = value[step]
        except (KeyError, TypeError):
            return None
    return value


def _unknown_sources(dataset: Dataset, updates: Iterable[Update]) -> Iterator[Source]:
    """Records for the sources that updates name and the file lacks, so that what these updates say is not lost."""
    known = {source.id for source in dataset.sources}
    for id_ in dict.fromkeys(update.source for update in updates):
        if id_ not in known:
            yield Source(id=id_, title=id_, publisher=id_)


def _is_unread(problem: Problem, raw: Mapping[str, Any]) -> bool:
    """Whether tables stand where none are read; those within an event, a figure or a count are left out with it."""
    value = _written(raw, problem.path)
    return (
        problem.code in ("unknown-key", "wrong-type")
        and len(problem.path) <= 3
        and any(isinstance(table, dict) for table in (value if isinstance(value, list) else [value]))
    )


def _ids(dataset: Dataset) -> Iterator[str]:
    for table in TABLES:
        for record in getattr(dataset, table):
            yield record.id


def _doubtful(dataset: Dataset, updates: Iterable[Update], problems: Iterable[Problem]) -> Iterator[str]:
    """The ids that are wrong themselves, and those that something left out names or comes near to naming."""
    yield from _wrong_ids(dataset, problems)
    items = {item.id: item.id for item in dataset.items()}
    items |= {alias: item.id for item in dataset.items() for alias in item.aliases}
    metrics = {metric.id: metric.id for metric in dataset.metrics}
    sources = {source.id: source.id for source in dataset.sources}
    kept = {id(record) for update in updates for record in (*update.events, *update.figures)}
    cited = {update.source for update in updates if update.source in sources}
    for named, ids in (
        ({event.item for update in dataset.updates for event in update.events if id(event) not in kept}, items),
        ({figure.metric for update in dataset.updates for figure in update.figures if id(figure) not in kept}, metrics),
        ({update.source for update in dataset.updates} - cited, sources),
    ):
        yield from _meant(named, ids)


def _wrong_ids(dataset: Dataset, problems: Iterable[Problem]) -> Iterator[str]:
    """The ids that are missing, wrong or taken, and those of all items where the stages are wrong."""
    wrong = {problem.path for problem in problems}
    stages_are_wrong = any(path[:1] == ("stages",) for path in wrong)
    for table in TABLES:
        for at, record in enumerate(getattr(dataset, table)):
            if not record.id or (table, at, "id") in wrong or (stages_are_wrong and table in ITEM_TABLES):
                yield record.id


def _meant(words: Collection[str], ids: Mapping[str, str]) -> Iterator[str]:
    """The ids that words may mean: those that they name and those that they come near.

    That is all of them where a word is empty, or where there are too many words to be compared.
    """
    unknown = [word for word in words if word not in ids]
    if "" in unknown or len(unknown) * len(ids) > MOST_COMPARED:
        yield from ids.values()
        return
    yield from (ids[word] for word in words if word in ids)
    yield from (ids[near] for word in unknown for near in nearest(word, ids))
