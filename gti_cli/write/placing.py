"""Puts new tables into a file where others of their kind stand; every byte that was there stays."""

import re
from collections.abc import Iterator, Mapping
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
    mark = content[: len(content) - len(text.encode())]
    paths = {name: list(_paths((name, len(raw[name]) - 1), raw[name][-1])) for name in tables if raw.get(name)}
    places = extents(text, [("updates", 0), *(path for several in paths.values() for path in several)])
    ends = {name: max(places[path][1] for path in several) for name, several in paths.items()}
    first = places.get(("updates", 0))
    rest = _before(text, first[0]) if first else len(text)
    placed: dict[int, list[str]] = {}
    for name, table in tables.items():
        placed.setdefault(_after(text, ends[name]) if name in ends else rest, []).append(table)
    for at in sorted(placed, reverse=True):
        text = _with(text, at, "\n".join(placed[at]))
    return mark + text.encode()


def _paths(path: KeyPath, value: Any) -> Iterator[KeyPath]:
    """The path of a table, and those of all keys in it and within these."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
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
