"""The date phrases of a parsed file, each read where it stands: by its key, its update's day, the file's conventions.

Parsed text becomes a `Phrase` in its place, before the tables become records.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from gti_cli.dataset.model import Conventions
from gti_cli.dataset.problems import KeyPath
from gti_cli.dates import conventions
from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import UNDATED, Phrase, Reader, parse, reader, unread

IN_UPDATES: Mapping[str, Mapping[str, Use]] = {
    "events": {"when": "when", "target": "target", "not_before": "not_before", "stated": "when"},
    "figures": {"when": "when", "since": "when"},
}
"""The keys that hold phrases, by the array of an update that has them, and how each leans on the day of publication."""

MISSHAPEN = (AttributeError, KeyError, TypeError)
"""What Python says where something is no table, or no list of tables, or has no day."""

Readers = Mapping[str, Reader]


class FilePhrases:
    """Reads the phrases of one file by its conventions."""

    def __init__(self, written: object) -> None:
        """With the conventions of the file, as parsed; a day among its own words becomes text there."""
        own = written.get("phrases") if isinstance(written, dict) else None
        if isinstance(own, dict):
            own |= {word: day.isoformat() for word, day in own.items() if type(day) is date}
        self._conventions = conventions_of(written)
        self._plain = reader("plain", self._conventions)
        self._updates: Mapping[str, Readers] = {
            array: {key: reader(use, self._conventions) for key, use in keys.items()}
            for array, keys in IN_UPDATES.items()
        }

    def head(self, raw: dict[str, Any]) -> None:
        """Read what stands outside of the updates, its own words first; raises PhraseError for what is refused."""
        for _, error in unread(self._conventions):
            raise error
        for table, key, _ in _plain_places(raw):
            table[key] = self._plain.read(table[key])

    def updates(self, updates: list[Any]) -> None:
        """Read what stands in the updates; raises PhraseError for the first phrase that is refused."""
        for update in updates:
            day = update["date"]
            for array, readers in self._updates.items():
                for table in update.get(array, ()):
                    for key, by in readers.items():
                        if key in table:
                            table[key] = by.read(table[key], day)

    def refused(self, raw: dict[str, Any]) -> Iterator[tuple[KeyPath, PhraseError]]:
        """Read every phrase that can be read, whatever else is wrong with the file; the place and reason of the others.

        What is refused has a phrase without days in its place then.
        """
        for word, error in unread(self._conventions):
            yield ("conventions", "phrases", word), error
        for table, key, path in _plain_places(raw):
            yield from _tried(self._plain, table, key, path, None)
        for at, update in enumerate(_tables(raw, "updates")):
            day = update.get("date")
            said_on = day if isinstance(day, date) and not isinstance(day, datetime) else None
            for array, readers in self._updates.items():
                for number, table in enumerate(_tables(update, array)):
                    for key in (key for key in readers if key in table):
                        yield from _tried(readers[key], table, key, ("updates", at, array, number, key), said_on)


def conventions_of(written: object) -> conventions.Conventions:
    """The conventions of a file, as parsed; none where there are none, or what is written is no such table."""
    try:
        return msgspec.convert(written or {}, Conventions).known
    except msgspec.ValidationError:
        return conventions.NONE


def _tried(
    by: Reader, table: dict[str, Any], key: str, path: KeyPath, day: date | None
) -> Iterator[tuple[KeyPath, PhraseError]]:
    if isinstance(table[key], Phrase):
        return
    try:
        table[key] = by.read(table[key], day)
    except PhraseError as error:
        table[key] = parse(UNDATED)
        yield path, error


def _plain_places(raw: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, KeyPath]]:
    """The phrases outside of updates: their tables, keys and paths."""
    initiative = raw.get("initiative")
    if isinstance(initiative, dict) and "announced" in initiative:
        yield initiative, "announced", ("initiative", "announced")
    for at, metric in enumerate(_tables(raw, "metrics")):
        if "since" in metric:
            yield metric, "since", ("metrics", at, "since")


def _tables(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables of an array at a key, as far as there is one, each at its position; an empty one for what is none."""
    value = table.get(key)
    return [part if isinstance(part, dict) else {} for part in value] if isinstance(value, list) else []
