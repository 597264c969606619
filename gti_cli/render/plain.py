"""Aligned plain text for a pipe: a header line, one line a row, nothing wrapped, cut or coloured.

Two spaces or more stand between columns and never in one, so that `awk -F '  +'` finds them.
"""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gti_cli.render.safe import Pen
from gti_cli.views.answer import Answer, Listing, Listings, Page, Section
from gti_cli.views.columns import Column, in_one_table

SEPARATOR = "  "
"""What stands between two columns."""

NUMBER = re.compile("-?[0-9]+|-")
"""A number of a column of numbers, or the dash for none."""


def text(pen: Pen, answer: Answer) -> str:
    """The whole answer."""
    if isinstance(answer, Page):
        parts = [f"{pen.plain(answer.title)}  ({pen.plain(answer.caption)})"]
        return "\n\n".join([*parts, *(_section(pen, section) for section in answer.sections)]) + "\n"
    return f"{_table(pen, [(part.every_column, part.shown) for part in answer.parts])}\n"


def captions(answer: Listing | Listings) -> str:
    """What is said of an answer beside it, in a line for each of its listings that has rows."""
    if isinstance(answer, Listings):
        return "\n".join(f"{part.whose}: {part.heading} {part.caption}" for part in answer.with_rows)
    return f"{answer.heading} {answer.caption}" if answer.caption else ""


def _section(pen: Pen, section: Section) -> str:
    width = max((cell_len(pen.plain(name)) for name, _ in section.facts), default=0)
    heading, paragraph = pen.plain(section.heading), pen.plain(section.text)
    facts = [f"{_padded(pen.plain(name), width)}{SEPARATOR}{pen.plain(str(fact))}" for name, fact in section.facts]
    table = [_table(pen, [(section.columns, section.shown)])] if section.columns else []
    signs = [pen.plain(sign) for sign in section.signs]
    told = [sign for sign in signs if not table or sign.partition(" ")[0] in table[0]]
    return "\n".join([*filter(None, (heading, paragraph)), *facts, *table, *told])


def _table(pen: Pen, tables: Iterable[tuple[Sequence[Column], Iterable[object]]]) -> str:
    """A header line and a line for each row of some tables, each column as wide as its widest cell."""
    heads_and_cells = [
        ([head for column in columns for head in column.piped_heads], [_piped(columns, row) for row in rows])
        for columns, rows in tables
    ]
    header, *rows = in_one_table(heads_and_cells, "")
    lines = [[pen.plain(head) for head in header], *([_cell(pen, text) for text in row] for row in rows)]
    padded = [_aligned(column, is_first=not at) for at, column in enumerate(zip(*lines, strict=True))]
    return "\n".join(SEPARATOR.join(line).rstrip() for line in zip(*padded, strict=True))


def _piped(columns: Sequence[Column], row: object) -> list[str]:
    return [text for column in columns if column.piped_heads for text in column.piped(row)]


def _aligned(column: Sequence[str], *, is_first: bool) -> list[str]:
    """A column with its header, as wide as its widest cell; numbers to the right, unless they begin a line."""
    width = max(map(cell_len, column))
    are_numbers = not is_first and all(NUMBER.fullmatch(cell) for cell in column[1:])
    return [cell.rjust(width) if are_numbers else _padded(cell, width) for cell in column]


def _cell(pen: Pen, text: str) -> str:
    """A text in which no two spaces follow each other; a dash where there is none."""
    return " ".join(pen.plain(text).split()) or "-"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
