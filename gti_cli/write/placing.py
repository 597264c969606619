"""Puts new tables into a file: items where others of their kind stand, updates where their dates belong.

Every byte that was there stays, and comments stay with the table that they are about.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from operator import itemgetter
from typing import Any

import tomli

from gti_cli.dataset.positions import extents
from gti_cli.dataset.problems import KeyPath
from gti_cli.dataset.read import parse_toml

COMMENT = re.compile(r"[ \t]*#")
BLANK = re.compile(r"[ \t\r]*(\n|\Z)")
"""The beginning of a line of each sort; the end of the file is blank, too."""


def with_tables(content: bytes, file: str, tables: Mapping[str, str]) -> bytes:
    """The content of a file with some tables, given as TOML by their name.

    They follow the last one of that name; where there is none, they stand before the updates, or else at the end.
    """
    text, raw = parse_toml(content, file)
    places = _below(text, raw, [(name, len(raw[name]) - 1) if raw.get(name) else None for name in tables])
    return _with_all(content, text, zip(places, tables.values(), strict=True))


def with_updates(content: bytes, file: str, updates: Iterable[tuple[date, str]]) -> bytes:
    """The content of a file that can be read with new updates, given as TOML with their days, each where it belongs.

    It follows the last update that is not later, so that none is out of order because of it: it stands above the
    updates where all are later, and at the end of the file where none is.
    """
    text, raw = parse_toml(content, file)
    days = [update["date"] for update in raw["updates"]] if "updates" in raw else []
    updates = sorted(updates, key=itemgetter(0))
    counts = before(days, [day for day, _ in updates])
    places = _below(text, raw, [("updates", count - 1) if count else None for count in counts])
    ends = [place if count < len(days) else len(text) for count, place in zip(counts, places, strict=True)]
    return _with_all(content, text, zip(ends, (update for _, update in updates), strict=True))


def before(days: Sequence[date], new: Iterable[date]) -> list[int]:
    """How many of the updates that have these days stand before a new one of each of some others."""
    earliest_from = list(accumulate(reversed(days), min))[::-1]
    return [bisect_right(earliest_from, day) for day in new]


def joined(content: bytes, text: str) -> bytes:
    """The content of a file with some lines after it, set off by an empty line, with the line ends of the file."""
    there = content.decode()
    return _with(there, len(there), text).encode()


def _below(text: str, raw: Mapping[str, Any], tables: Sequence[tuple[str, int] | None]) -> list[int]:
    """Where lines that are new may begin below each of some tables.

    For None that is above the updates, or at the end where there are none.
    """
    keys = {path: list(_paths(path, raw[path[0]][path[1]])) for path in tables if path}
    places = extents(text, [("updates", 0), *(key for several in keys.values() for key in several)])
    ends = {path: _after(text, max(places[key][1] for key in several)) for path, several in keys.items()}
    first = places.get(("updates", 0))
    above = _before(text, first[0]) if first else len(text)
    return [ends[path] if path else above for path in tables]


def _with_all(content: bytes, text: str, placed: Iterable[tuple[int, str]]) -> bytes:
    """The content of a file, whose text is given, with lines at the beginnings of others."""
    together: dict[int, list[str]] = {}
    for at, lines in placed:
        together.setdefault(at, []).append(lines)
    mark = content[: len(content) - len(text.encode())]
    for at in sorted(together, reverse=True):
        text = _with(text, at, "\n".join(together[at]))
    return mark + text.encode()


def _paths(path: KeyPath, value: Any) -> Iterator[KeyPath]:
    """The path of a value, and those of all that is in it."""
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths((*path, key), inner)


def _after(text: str, end: int) -> int:
    """Where the line after a table begins that ends at `end`, and after the comments that follow that at once.

    Comments right above the header of another table are that one's.
    """
    at = _next_line(text, end)
    below = at
    while COMMENT.match(text, below):
        below = _next_line(text, below)
    return below if BLANK.match(text, below) else at


def _before(text: str, begin: int) -> int:
    """Where the line begins on which a table begins, or the first of the comments right above it."""
    at = above = text.rfind("\n", 0, begin) + 1
    while above and COMMENT.match(text, previous := text.rfind("\n", 0, above - 1) + 1):
        above = previous
    return above if _is_between_values(text[:above]) else at


def _next_line(text: str, at: int) -> int:
    """Where the next line begins, or the text ends."""
    return text.find("\n", at) + 1 or len(text)


def _is_between_values(text: str) -> bool:
    """Whether no text over several lines is open where this beginning of a file ends."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


def _with(text: str, at: int, added: str) -> str:
    """A text with lines at the beginning of another one, set off by an empty line before and after them."""
    before, after = text[:at], text[at:]
    above = before.removesuffix("\n").rpartition("\n")[2]
    missing = "\n" * (bool(above.strip()) + bool(before and not before.endswith("\n")))
    block = missing + added + ("" if BLANK.match(after) else "\n")
    return before + (block.replace("\n", "\r\n") if "\r\n" in text else block) + after
