"""Logs: sheets with one line per statement, as `gti timeline --format csv` writes them, or as they are kept by hand.

A column that is not there says nothing. What `more` holds is taken where the columns do not say otherwise, so that what
was changed in a spreadsheet counts.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from msgspec import Struct

from gti_cli.characters import one_line, unharmed
from gti_cli.dataset.model import KINDS, EventType, table_of
from gti_cli.dataset.slugs import new_id
from gti_cli.dates.phrase import Context, Phrase, parse, refused
from gti_cli.sheets.faults import Fault
from gti_cli.sheets.sheet import Row, Sheet
from gti_cli.words import did_you_mean, quoted
from gti_cli.write.update import NewUpdate, Part

NEEDED = ("date", "item", "stage", "type")
"""The columns by which a sheet is known as a log."""
UPDATE = ("summary", "url", "archived", "quote", "edits")
TEXTS = ("part", "by", "hedge", "said", "note", "assessed")
PHRASES = ("when", "target", "not_before", "stated")
FLAGS = ("anew", "implied", "corrects")
OWN = {"event_quote": "quote", "event_url": "url", "event_archived": "archived"}
AMOUNTS = ("figures", "counts")
TRUE = ("true", "yes", "1")
COLUMNS = (
    *("initiative", "id", "date", "title", "source", *UPDATE, "rewritten_by", "item", "kind", "name", "phase", "type"),
    *("stage", *PHRASES, "after", *TEXTS, *FLAGS, "replaced_by", "set", *OWN, "figures", "counts", "more"),
)
"""All that a log may have; the days of phrases, which follow from these, have columns, too."""
DERIVED = tuple(f"{phrase}_{part}" for phrase in PHRASES for part in ("earliest", "latest", "firm"))
ALL_TYPES: tuple[EventType, ...] = get_args(EventType)

Tables = dict[str, dict[str, dict[str, Any]]]
"""Tables of the format by their name and by the id of each."""


class Log(Struct, frozen=True):
    """A log that has been read: its updates, the things that they are about, and how often a column was not read."""

    updates: Sequence[NewUpdate]
    tables: Tables
    head: Mapping[str, Any]
    unread: Mapping[str, int]


def is_log(header: Sequence[str]) -> bool:
    """Whether a sheet with this header has one line per statement."""
    return set(NEEDED) <= {name.lower() for name in header}


def read_log(sheet: Sheet, phase: str, source: str) -> tuple[Log, list[Fault]]:
    """The log in a sheet and what is wrong with its rows; without columns for them, a phase and a source are given."""
    reader = _Reader(sheet, phase, source)
    for row in sheet.rows:
        reader.take(row)
    return reader.log(), reader.faults


class _WrongCellError(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


class _Reader:
    def __init__(self, sheet: Sheet, phase: str, source: str) -> None:
        self._sheet = sheet
        self._phase = phase
        self._source = source
        self._at = {name.lower(): at for at, name in reversed(list(enumerate(sheet.header)))}
        self._updates: dict[tuple[object, ...], dict[str, Any]] = {}
        self._tables: Tables = {}
        self._head: dict[str, Any] = {}
        self._initiative = ""
        self.faults: list[Fault] = []

    def log(self) -> Log:
        """All rows that were right."""
        unread = [name for name in self._at if name and name not in (*COLUMNS, *DERIVED)]
        counts = {name: sum(1 for row in self._sheet.rows if self._cell(row, name)) for name in unread}
        return Log(
            [NewUpdate(**update) for update in self._updates.values()],
            self._tables,
            self._head,
            {name: count for name, count in counts.items() if count},
        )

    def take(self, row: Row) -> None:
        """Take in a row; where something is wrong with it, that is a fault, and the row is left out."""
        try:
            self._require_one_initiative(row)
            more = self._more(row)
            update, keys = self._update(row, more.get("update", {}))
            event = self._event(row, keys["date"], more.get("event", {}))
            if self._cell(row, "item"):
                self._name(row, str(event["item"]), more)
        except _WrongCellError as error:
            at = self._at.get(error.column, 0)
            self.faults.append(Fault(*self._sheet.at(row, at), str(error)))
            return
        self._note_things(more)
        kept = self._updates.setdefault(update, {"keys": keys, "events": [], "figures": [], "counts": []})
        place = ":".join(map(str, self._sheet.at(row, self._at["item"])))
        kept["events"] += [Part(place, event)] if event else []
        for name in AMOUNTS:
            kept[name] += [Part(place, pairs) for pairs in more.get(name, ())]

    def _cell(self, row: Row, name: str) -> str:
        return unharmed(row.cell(self._at.get(name)))

    def _require_one_initiative(self, row: Row) -> None:
        """Refuse a row of another initiative than those above it: a dataset holds one."""
        word = self._cell(row, "initiative")
        self._initiative = self._initiative or word
        if word and word != self._initiative:
            remedy = "import the rows of each from a sheet of their own"
            raise _WrongCellError(
                "initiative", f"{quoted(word)} is another initiative than {quoted(self._initiative)}; {remedy}"
            )

    def _more(self, row: Row) -> dict[str, Any]:
        text = self._cell(row, "more")
        try:
            found: Any = json.loads(text) if text else {}
        except ValueError:
            found = None
        if not _is_ours(found):
            raise _WrongCellError(
                "more", "this is not the JSON that gti timeline --format csv wrote here; empty the cell"
            )
        return dict(found)

    def _update(self, row: Row, more: Mapping[str, Any]) -> tuple[tuple[object, ...], dict[str, Any]]:
        """What tells an update apart, and its keys."""
        written = self._cell(row, "date")
        day = None if refused(written) else parse(written).span
        if day is None or not day.is_one_day or day.latest is None:
            raise _WrongCellError("date", f"{quoted(written)} is no day; write it as 2019-11-13")
        source = self._cell(row, "source") or self._source
        title = self._cell(row, "title") or "From a sheet"
        keys = {"date": day.latest, "title": _even(title, more.get("title")), "source": source}
        keys |= {key: _even(text, more.get(key)) for key in UPDATE if (text := self._cell(row, key))}
        self._add("sources", {"id": source, "title": source, "publisher": source})
        return (self._cell(row, "id"), day.latest, title, source), keys

    def _event(self, row: Row, day: date, more: Mapping[str, Any]) -> dict[str, Any]:
        """The event of a row; empty where the row names no item."""
        item = self._cell(row, "item")
        if not item:
            return {}
        type_ = self._cell(row, "type").lower().replace(" ", "_")
        if type_ and type_ not in ALL_TYPES:
            raise _WrongCellError("type", f"there is no type {quoted(type_)}; {did_you_mean(type_, ALL_TYPES)}")
        pairs: dict[str, Any] = {"item": _id(item), "stage": self._cell(row, "stage")}
        for key in PHRASES:
            pairs[key] = self._phrase(row, key, day, more.get(key))
        after, _, within = self._cell(row, "after").partition(" + ")
        pairs |= {"after": after, "within": within}
        pairs |= {key: _even(self._cell(row, key), more.get(key)) for key in TEXTS}
        pairs |= {key: _even(self._cell(row, column), more.get(key)) for column, key in OWN.items()}
        pairs |= {key: self._cell(row, key).lower() in TRUE for key in FLAGS}
        pairs["replaced_by"] = tuple(filter(None, map(str.strip, self._cell(row, "replaced_by").split(";"))))
        pairs["set"] = self._set(row, more.get("set", {}))
        if type_ == "not_yet":
            pairs["not_yet"] = True
        if type_ == "promised" and not (pairs["target"] or pairs["not_before"] or after):
            pairs["target"] = "undated"
        return {key: value for key, value in pairs.items() if value}

    def _phrase(self, row: Row, key: str, day: date, more: object) -> str:
        """A date as it is written; the one that `more` has where it means the same days."""
        text = self._cell(row, key)
        use: Any = key if key != "stated" else "when"
        other = _read(more, day, use) if isinstance(more, str) else None
        if not text:
            is_undated = isinstance(other, Phrase) and other.firm is None and key == "target"
            return str(more) if is_undated else ""
        phrase = _read(text, day, use)
        if other and (phrase is None or other.span == phrase.span):
            return str(more)
        return text

    def _set(self, row: Row, more: Mapping[str, Any]) -> dict[str, Any]:
        """What changes of the item: as `more` has it where the cell says the same, else as `key: value, key: value`."""
        text = self._cell(row, "set")
        changes = {key: tuple(value) if isinstance(value, list) else value for key, value in more.items()}
        values = [one for value in changes.values() for one in (value if isinstance(value, tuple) else (value,))]
        if not text or (changes and all(_squeezed(str(value)) in text for value in values)):
            return changes if text else {}
        key, colon, value = text.partition(": ")
        if not colon:
            raise _WrongCellError("set", f"{quoted(text)} has no key; write it as name: A new name")
        return {key: (value,) if key in ("owners", "countries") else value}

    def _name(self, row: Row, item: str, more: Mapping[str, Any]) -> None:
        """Note the item of a row, as far as its columns tell of it."""
        kind = self._cell(row, "kind").lower() or "milestone"
        if kind not in KINDS:
            raise _WrongCellError("kind", f"there is no kind {quoted(kind)}; {did_you_mean(kind, KINDS)}")
        word = self._cell(row, "phase") or self._phase
        phase = _id(word)
        known = {one["id"] for name in map(table_of, KINDS) for one in more.get(name, ())}
        if item not in known:
            self._add("phases", {"id": phase, "name": word})
            self._add(
                table_of(kind), {"id": item, "phase": phase, "name": self._cell(row, "name") or self._cell(row, "item")}
            )

    def _note_things(self, more: Mapping[str, Any]) -> None:
        """Note what `more` tells of things; it is surer than what the columns tell of them."""
        for name, told in more.items():
            if name in ("initiative", "conventions", "stages"):
                self._head.setdefault(name, told)
            elif isinstance(told, list) and name not in AMOUNTS:
                for one in told:
                    self._tables.setdefault(name, {})[one["id"]] = one

    def _add(self, table: str, pairs: dict[str, Any]) -> None:
        self._tables.setdefault(table, {}).setdefault(pairs["id"], pairs)


def _is_ours(found: object) -> bool:
    """Whether JSON holds tables, and lists of tables that have ids."""
    if not isinstance(found, dict):
        return False
    lists = [(name, several) for name, several in found.items() if isinstance(several, list)]
    return all(isinstance(one, dict | list) for one in found.values()) and all(
        isinstance(one, dict) and (name in AMOUNTS or "id" in one) for name, several in lists for one in several
    )


def _read(text: str, day: date, use: Any) -> Phrase | None:
    return None if refused(text, Context(day, use)) else parse(text, Context(day, use))


def _even(cell: str, more: object) -> str:
    """A text as `more` has it, where the cell shows the same."""
    return more if isinstance(more, str) and _shown(more) == _shown(cell) else cell


def _shown(text: str) -> list[str]:
    """The words of a text that every cell can show."""
    return "".join(sign if sign.isalnum() else " " for sign in one_line(text).lstrip("'")).split()


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _id(word: str) -> str:
    """An id that a cell has, or one made of a name."""
    return word if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", word) else new_id(word, set())
