"""The update that is to be recorded, part by part with the options that gave it, and its TOML."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import tomli_w
from msgspec import Struct

BARE = re.compile("[A-Za-z0-9_-]+")
"""A key that stands without quotes."""

Pairs = Mapping[str, Any]
"""Keys of the format with their values: texts, numbers, flags, days, lists of texts, and tables of these."""


class Part(Struct, frozen=True):
    """An event, a figure or a new item, in the keys of the format; and the option, with its words, that gave it.

    `qualified` has the options that gave some of its keys, by these.
    """

    option: str
    pairs: Pairs
    qualified: Mapping[str, str] = {}

    def option_of(self, key: str | int | None) -> str:
        """The option that gave a key; as it stands on the command line, after the one that it qualifies."""
        qualifier = self.qualified.get(str(key))
        return f"{self.option} {qualifier}" if qualifier else self.option


class NewUpdate(Struct, frozen=True, kw_only=True):
    """An update that is to be recorded: its keys, events, figures and counts; and the items that are new with it.

    Each new item has the table that it goes to, and the place that it will have in it.
    """

    keys: Pairs
    events: Sequence[Part] = ()
    figures: Sequence[Part] = ()
    counts: Sequence[Part] = ()
    items: Mapping[tuple[str, int], Part] = {}


def toml(update: NewUpdate) -> str:
    """The update as TOML: its own table, each event, figure and count on a line."""
    lines = ["[[updates]]", *(_pair(key, value) for key, value in update.keys.items())]
    for name, parts in (("events", update.events), ("figures", update.figures), ("counts", update.counts)):
        if parts:
            lines += [f"{name} = [", *(f"  {_inline(part.pairs)}," for part in parts), "]"]
    return "\n".join(lines) + "\n"


def tables_of_items(update: NewUpdate) -> Mapping[str, str]:
    """The new items as TOML, by the table that they go to; an empty line stands between two of them."""
    found: dict[str, list[str]] = {}
    for (table, _), part in update.items.items():
        found.setdefault(table, []).append(table_toml(f"[[{table}]]", part.pairs))
    return {table: "\n".join(tables) for table, tables in found.items()}


def table_toml(header: str, pairs: Pairs) -> str:
    """A table as TOML below its header, each key on a line."""
    return "\n".join([header, *(_pair(key, value) for key, value in pairs.items())]) + "\n"


def _pair(key: str, value: Any) -> str:
    return f"{key if BARE.fullmatch(key) else _value(key)} = {_value(value)}"


def _value(value: Any) -> str:
    """A value on one line; a text as most are is written at once, which takes a tenth of the time."""
    if isinstance(value, str) and value.isprintable():
        return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"a": value}).removeprefix("a = ").rstrip("\n")


def _inline(table: Pairs) -> str:
    return f"{{ {', '.join(_pair(key, value) for key, value in table.items())} }}"
