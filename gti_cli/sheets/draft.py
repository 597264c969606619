"""What sheets add to a dataset, as TOML: a file of its own, or new tables in one that is there.

The whole result is read before anybody sees it; what is wrong with it is told of the row from which it comes.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import ITEM_TABLES, Dataset, Update
from gti_cli.dataset.problems import DatasetError
from gti_cli.dataset.read import Reading, read
from gti_cli.errors import GtiError
from gti_cli.sheets.faults import Fault, SheetError
from gti_cli.views.beside import written
from gti_cli.write.placing import before, with_tables, with_updates
from gti_cli.write.update import NewUpdate, Pairs, Part, table_toml, toml

TABLES = ("sources", "phases", *ITEM_TABLES, "metrics")
"""The tables that may be new, in their order in a file."""
ONCE = ("initiative", "conventions", "stages")
PARTS = ("events", "figures", "counts")


class Draft(Struct, frozen=True, kw_only=True):
    """What is to be added: the head of a file that is new, tables by their name, and updates."""

    head: Mapping[str, Pairs]
    tables: Mapping[str, Sequence[Pairs]]
    updates: Sequence[NewUpdate]


class Written(Struct, frozen=True):
    """A draft as TOML, the whole content of its file, what that holds, and how many rows were left out as wrong."""

    text: str
    content: bytes
    reading: Reading
    left_out: Sequence[str]
    draft: Draft


def of_statements(statements: Sequence[tuple[date, Part]], title: str, source: str) -> list[NewUpdate]:
    """An update a day, of the statements of that day."""
    by_day: dict[date, list[Part]] = {}
    for day, part in statements:
        by_day.setdefault(day, []).append(part)
    keys = {"title": title, "source": source}
    return [NewUpdate(keys={"date": day, **keys}, events=events) for day, events in sorted(by_day.items())]


def new_in(dataset: Dataset, draft: Draft) -> tuple[Draft, int]:
    """What of a draft a dataset does not have yet, and how many statements it has; nothing without an update."""
    known = {id_ for name in TABLES for id_ in (one.id for one in getattr(dataset, name))}
    tables = {name: [one for one in several if one["id"] not in known] for name, several in draft.tables.items()}
    there = Counter(key for update in dataset.updates for key in _keys_of(update))
    titles = {(update.date, update.source, update.title) for update in dataset.updates}
    repeated = 0
    updates = []
    for update in draft.updates:
        origin = update.keys["date"], update.keys["source"]
        kept = {}
        for name in PARTS:
            kept[name] = [
                part for part in getattr(update, name) if not _takes(there, (*origin, name, _plain(part.pairs)))
            ]
            repeated += len(getattr(update, name)) - len(kept[name])
        if any(kept.values()) or (*origin, update.keys["title"]) not in titles:
            updates.append(replace(update, **kept))
    return Draft(head={}, tables=tables if updates else {}, updates=updates), repeated


def _keys_of(update: Update) -> Iterator[tuple[object, ...]]:
    for name in PARTS:
        for one in getattr(update, name):
            yield update.date, update.source, name, _plain(written(one))


def _takes(there: Counter[tuple[object, ...]], key: tuple[object, ...]) -> bool:
    """Whether a statement is there, once for each time that it is."""
    there[key] -= 1
    return there[key] >= 0


def _plain(pairs: Mapping[str, Any]) -> str:
    """A statement as it is compared."""
    return json.dumps(pairs, default=str, sort_keys=True)


def finished(draft: Draft, content: bytes | None, file: str, *, skip_wrong: bool) -> Written:
    """The draft as a file of its own, or in the content of one that is there; raises SheetError where that is wrong."""
    left_out: list[str] = []
    while True:
        try:
            return _written(draft, content, file, left_out)
        except DatasetError as error:
            wrong = dict(_places(draft, content, file, error))
            if not skip_wrong:
                raise SheetError(wrong.values(), skippable=True) from None
            left_out += map(str, wrong.values())
            draft = _of_the_rest(replace(draft, updates=list(_without(draft.updates, wrong.keys()))))


def _written(draft: Draft, content: bytes | None, file: str, left_out: Sequence[str]) -> Written:
    updates = sorted(draft.updates, key=lambda update: update.keys["date"])
    texts = [(update.keys["date"], toml(update)) for update in updates]
    tables = {
        name: "\n".join(table_toml(f"[[{name}]]", one) for one in draft.tables[name])
        for name in TABLES
        if draft.tables.get(name)
    }
    text = "\n".join([*tables.values(), *(update for _, update in texts)])
    if content is None:
        head = ["format = 1\n", *(table_toml(f"[{name}]", draft.head[name]) for name in ONCE if draft.head.get(name))]
        text = "\n".join([*head, text])
        whole = text.encode()
    else:
        whole = with_tables(content, file, tables) if tables else content
        whole = with_updates(whole, file, texts) if texts else whole
    return Written(text, whole, read(whole, file), left_out, draft)


def _places(draft: Draft, content: bytes | None, file: str, error: DatasetError) -> Iterator[tuple[int, Fault]]:
    """The statements, by their identity, from which problems of the result come.

    Raises GtiError for a problem of something else.
    """
    updates = sorted(draft.updates, key=lambda update: update.keys["date"])
    there = [update.date for update in read(content, file).dataset.updates] if content else []
    counts = before(there, [update.keys["date"] for update in updates])
    of = {count + at: update for at, (count, update) in enumerate(zip(counts, updates, strict=True))}
    others = []
    for problem in error.problems:
        match problem.path:
            case ("updates", int(at), str(name), int(number), *_) if at in of and name in PARTS:
                part = getattr(of[at], name)[number]
                sheet, row, column = part.option.rsplit(":", 2)
                yield id(part), Fault(sheet, int(row), int(column), str(problem))
            case _:
                others.append(f"Error: {problem.place}: {problem}")
    if others:
        raise GtiError("\n".join(others))


def _of_the_rest(draft: Draft) -> Draft:
    """A draft without new items that none of its statements names."""
    named: set[str] = set()
    for part in (part for update in draft.updates for part in update.events):
        named |= {part.pairs["item"], part.pairs.get("after", "").partition(".")[0], *part.pairs.get("replaced_by", ())}
    items = {name: [one for one in draft.tables.get(name, ()) if one["id"] in named] for name in ITEM_TABLES}
    return replace(draft, tables={**draft.tables, **items})


def _without(updates: Sequence[NewUpdate], wrong: Collection[int]) -> Iterator[NewUpdate]:
    """Updates without the statements that are wrong, and without those of which nothing would be left."""
    for update in updates:
        kept = {name: [part for part in getattr(update, name) if id(part) not in wrong] for name in PARTS}
        if any(kept.values()) or not any(getattr(update, name) for name in PARTS):
            yield replace(update, **kept)
