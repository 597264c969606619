"""Where a text stands: every place in the log that has it, as of a day."""

import datetime as dt
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Literal

from msgspec import Struct

from gti_cli.dataset.model import Event
from gti_cli.dataset.table import Table
from gti_cli.dates.phrase import Phrase, is_day
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.rows import OfInitiative
from gti_cli.words import quoted, searchable

Type = Literal["initiative", "source", "phase", "item", "metric", "update"]

NO_TEXTS = frozenset(
    "id kind phase stage stages count metric source edits item after within replaced_by format".split()
)
"""The keys whose values name something of the file, or are one of a few known words: not what a source said."""


class FoundRow(OfInitiative, frozen=True):
    """A place where the text stands: the id of the thing that has it, what it is and is called, and the whole text."""

    id: str
    type: Type
    name: str
    field: str
    text: str


class Place(Struct, frozen=True):
    """A text of a thing, and in which updates it stands.

    That is `update`, or without one every update from the day `since` on that names the thing.
    """

    type: Type
    id: str
    field: str
    text: str
    update: str | None = None
    since: dt.date = dt.date.min


def places(ledger: Ledger) -> Iterator[Place]:
    """Every text that was known on the day of a ledger: what the file says of each thing, then what updates say."""
    dataset = ledger.dataset
    yield from _of("initiative", dataset.initiative.id, dataset.initiative)
    cited = {entry.update.source for entry in ledger.entries}
    for source in dataset.sources:
        if source.id in cited:
            yield from _of("source", source.id, source)
    for phase in dataset.phases:
        yield from _of("phase", phase.id, phase)
    said = _said(ledger.entries)
    for id_ in ledger.states:
        yield from _of("item", id_, ledger.items[id_])
        yield from said["item", id_]
    for id_ in ledger.readings:
        yield from _of("metric", id_, ledger.metrics[id_])
        yield from said["metric", id_]
    for entry in ledger.entries:
        yield from _of("update", entry.id, entry.update, update=entry.id)


def _said(entries: Iterable[Entry]) -> defaultdict[tuple[Type, str], list[Place]]:
    """What updates say of each item and each metric, in the order of the log."""
    said: defaultdict[tuple[Type, str], list[Place]] = defaultdict(list)
    for entry in entries:
        for statement in entry.statements:
            said["item", statement.event.item] += _of_event(entry, statement.event)
        for figure in entry.update.figures:
            said["metric", figure.metric] += _of("metric", figure.metric, figure, update=entry.id)
    return said


def _of_event(entry: Entry, event: Event) -> Iterator[Place]:
    if event.set:
        yield from _of("item", event.item, event.set, since=entry.update.date)
    yield from _of("item", event.item, event, update=entry.id)


def _of(
    type_: Type, id_: str, record: Table, *, update: str | None = None, since: dt.date = dt.date.min
) -> Iterator[Place]:
    """The texts of a table; dates in words are texts, and a list has several."""
    for key in keys_of(type(record)):
        value = getattr(record, key)
        for text in value if isinstance(value, tuple) else (value,):
            if words := _words(text):
                yield Place(type_, id_, key, words, update, since)


def keys_of(record: type[Table]) -> list[str]:
    """The keys of a table whose values may be texts."""
    return [field.name for field in fields(record) if field.name not in NO_TEXTS]


def _words(value: object) -> str:
    """A value as the source has it; nothing where it is no text, as a day is not."""
    if isinstance(value, Phrase):
        return "" if is_day(value.text) else value.said or value.text
    return value if isinstance(value, str) else ""


def found(ledger: Ledger, text: str) -> list[Place]:
    """The places where a text stands, compared without case and in one Unicode form."""
    wanted = searchable(text)
    return [place for place in places(ledger) if wanted in searchable(place.text)]


class Updates:
    """The updates in which a text stands: in what they say, or in what was known by then of that which they name."""

    def __init__(self, ledger: Ledger, text: str) -> None:
        self._ledger = ledger
        self._themselves: set[str] = set()
        self._since: dict[tuple[Type, str], dt.date] = {}
        for place in found(ledger, text):
            if place.update:
                self._themselves.add(place.update)
            else:
                thing = place.type, place.id
                self._since[thing] = min(place.since, self._since.get(thing, place.since))

    def has(self, entry: Entry) -> bool:
        """Whether the text stands in an update."""
        day = entry.update.date
        return entry.id in self._themselves or any(
            self._since.get(thing, dt.date.max) <= day for thing in self._named(entry)
        )

    def _named(self, entry: Entry) -> Iterator[tuple[Type, str]]:
        """What an update names: its source, items, metrics, and the phases of these."""
        yield "source", entry.update.source
        named: list[tuple[Type, str]] = [("item", statement.event.item) for statement in entry.statements]
        named += [("metric", figure.metric) for figure in entry.update.figures]
        for thing in named:
            yield thing
            yield "phase", self._ledger.phase_of[thing[1]]


def rows(ledger: Ledger, text: str) -> list[FoundRow]:
    """Every place where a text stands: things in file order, updates in that of their dates; what is alike, once."""
    initiative = ledger.dataset.initiative.id
    names = {
        ("initiative", initiative): ledger.dataset.initiative.name,
        **{("source", source.id): source.title for source in ledger.dataset.sources},
        **{("phase", phase.id): phase.name for phase in ledger.dataset.phases},
        **{("item", id_): state.item.name for id_, state in ledger.states.items()},
        **{("metric", id_): metric.name for id_, metric in ledger.metrics.items()},
        **{("update", entry.id): entry.update.title for entry in ledger.entries},
    }
    found_there = (
        FoundRow(initiative, place.id, place.type, names[place.type, place.id], place.field, place.text)
        for place in found(ledger, text)
    )
    return list(dict.fromkeys(found_there))


def listing(ledger: Ledger, text: str, options: str = "") -> Listing:
    """Every place where a text stands, as an answer; `options` are those that the commands named in it need."""
    found = rows(ledger, text)
    return Listing(
        heading=f"Search for {quoted(text)}",
        caption=caption(ledger),
        what="place in this log",
        clauses=[f"has {quoted(text)}"],
        columns=COLUMNS,
        rows=found,
        drawing="found",
        details=text,
        more=f"gti show {found[0].id}{options} · gti timeline --grep {shlex.quote(text)}{options}" if found else "",
    )


def things(found_there: Sequence[FoundRow]) -> Iterator[tuple[FoundRow, list[FoundRow]]]:
    """Rows of the same thing together, with the first of them for what the thing is."""
    together: defaultdict[tuple[Type, str], list[FoundRow]] = defaultdict(list)
    for row in found_there:
        together[row.type, row.id].append(row)
    return ((of_one[0], of_one) for of_one in together.values())


COLUMNS = (
    Column(name="id", of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
    Column(name="type", of=lambda row: row.type, title="type"),
    Column(name="name", of=lambda row: row.name, title="name", tone=lambda row: "strong"),
    Column(name="field", of=lambda row: row.field, title="field"),
    Column(name="text", of=lambda row: row.text, title="text"),
)
