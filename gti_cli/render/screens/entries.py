"""Entries of a list on a terminal: a sign, a name and what is told of it, all aligned with each other."""

from collections.abc import Sequence

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.terminal import DOT, GAP, NARROW, Ink, aligned, beside, how_many_fit, packed, packed_lines

SIGN = (1, 1)
"""The column of the signs, and the gap behind it."""


class Entry(Struct, frozen=True):
    """A name, the sign before it, what is told of it in pieces, and what stands behind that where there is room."""

    name: Text
    told: Sequence[Text]
    sign: Text = Text()
    asides: Sequence[Text] = ()


def entries(ink: Ink, found: Sequence[Entry]) -> list[RenderableType]:
    """Entries with as many asides as all have room for on a line each.

    Where what is told has no room behind a name, it takes several lines there, on a narrow terminal below the name.
    """
    lines = [[_named(entry), ink(DOT, "quiet").join(entry.told), *entry.asides] for entry in found]
    widths = [max(cell.cell_len for cell in cells) for cells in zip(*lines, strict=True)]
    if (columns := how_many_fit(widths, ink.width)) > 1:
        return [aligned(line[:columns], widths) for line in lines]
    before = [SIGN] if any(entry.sign for entry in found) else []
    if ink.width >= NARROW:
        names = max(entry.name.cell_len for entry in found)
        column = (min(names, (ink.width - sum(map(sum, before)) - GAP) // 2), GAP)
        return [_in_columns(ink, entry, [*before, column]) for entry in found]
    return [_in_lines(ink, entry, before) for entry in found]


def _named(entry: Entry) -> Text:
    """A name after its sign, where it has one."""
    return Text(" ", overflow="fold").join(filter(None, (entry.sign, entry.name)))


def _in_columns(ink: Ink, entry: Entry, before: Sequence[tuple[int, int]]) -> RenderableType:
    """What is told of an entry behind its name."""
    told = Text("\n", overflow="fold").join(packed_lines(ink, entry.told, ink.width - sum(map(sum, before))))
    return beside(ink, [*[entry.sign][: len(before) - 1], entry.name, told], before)


def _in_lines(ink: Ink, entry: Entry, before: Sequence[tuple[int, int]]) -> RenderableType:
    """What is told of an entry below its name."""
    name = beside(ink, [*[entry.sign][: len(before)], entry.name], before)
    return Group(name, Padding(packed(ink, entry.told, ink.width - sum(SIGN)), (0, 0, 0, sum(SIGN))))
