"""The map of a sheet: what its columns hold, what its words mean, and what it does not say itself."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from gti_cli.dataset.read import parse_toml
from gti_cli.errors import GtiError
from gti_cli.sheets.columns import ROLES, role_named
from gti_cli.sheets.status import MEANINGS
from gti_cli.words import did_you_mean, folded, listed, quoted

Order = Literal["day-first", "month-first"]


class SheetMap(Struct, frozen=True, kw_only=True):
    """A map; every part of it may be left out."""

    columns: Mapping[str, str] = {}
    status: Mapping[str, str] = {}
    key: tuple[str, ...] = ()
    order: Order | None = None
    source: Mapping[str, Any] = {}
    phase: str | None = None
    title: str | None = None
    encoding: str | None = None
    separator: str | None = None
    initiative: Mapping[str, Any] = {}
    conventions: Mapping[str, Any] = {}


EMPTY = SheetMap()
KEYS = SheetMap.__struct_fields__
TABLES = ("columns", "status", "initiative", "conventions")
TEXTS = ("phase", "title", "encoding", "separator")


def read_map(content: bytes, file: str) -> SheetMap:
    """The map in a file's bytes; raises GtiError with all that is wrong with it."""
    _, raw = parse_toml(content, file)
    if wrong := [f"Error: {file}: {message}" for message in _wrong(raw)]:
        raise GtiError("\n".join(wrong))
    key, source = raw.get("key", ()), raw.get("source", {})
    status = {folded(word).strip(): meaning for word, meaning in raw.get("status", {}).items()}
    return SheetMap(
        **{
            **raw,
            "columns": {str(role_named(word)): name for word, name in raw.get("columns", {}).items()},
            "status": status,
            "key": (key,) if isinstance(key, str) else tuple(key),
            "source": {"title": source} if isinstance(source, str) else source,
        }
    )


def _wrong(raw: Mapping[str, Any]) -> Iterator[str]:
    for key, value in raw.items():
        if key not in KEYS:
            yield f"a map has no {quoted(key)}; {did_you_mean(key, KEYS, short=len(KEYS))}"
        elif key in TABLES and not isinstance(value, dict):
            yield f"{key} is a table, as in [{key}]"
        elif key in TEXTS and not isinstance(value, str):
            yield f"{key} is a text"
        elif key == "order" and value not in ("day-first", "month-first"):
            yield 'order is "day-first" or "month-first"'
        elif key == "separator" and len(value) != 1:
            yield 'separator is a single sign, as in separator = ";"'
        elif key == "source" and not isinstance(value, str | dict):
            yield "source is a title, or a table with the keys of a source"
        elif key == "key" and not (isinstance(value, str) or (_are_texts(value) and value)):
            yield "key is the name of a column, or a list of several"
    columns, status = raw.get("columns"), raw.get("status")
    yield from _wrong_columns(columns) if isinstance(columns, dict) else ()
    yield from _wrong_status(status) if isinstance(status, dict) else ()


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _wrong_columns(columns: Mapping[str, Any]) -> Iterator[str]:
    roles: set[str] = set()
    for word, name in columns.items():
        role = role_named(word)
        if role is None:
            yield f"a column holds no {quoted(word)}; it is {listed(ROLES)}, and stands before the name of its column"
        elif not isinstance(name, str):
            yield f"the column of {quoted(word)} is named by a text"
        elif role in roles:
            yield f"two columns are given for {quoted(role)}"
        roles.add(role or "")


def _wrong_status(status: Mapping[str, Any]) -> Iterator[str]:
    for word, meaning in status.items():
        if not isinstance(meaning, str):
            yield f"the meaning of {quoted(word)} is a text: {listed(map(quoted, MEANINGS))}, or a stage"
