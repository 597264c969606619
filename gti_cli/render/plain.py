"""Aligned plain text for a pipe: a header line, one line a row, nothing wrapped, cut or coloured.

The header line ends with the caption, so that a file made from it says as of which day it is.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gti_cli.render.formats import Section
from gti_cli.render.safe import Pen
from gti_cli.views.columns import Column, for_people

GAP = "  "


def table(pen: Pen, columns: Sequence[Column], rows: Iterable[object], caption: str) -> str:
    """Rows as aligned columns, for an answer with rows."""
    return f"{aligned(pen, columns, rows, note=f'({caption})')}\n"


def page(pen: Pen, title: str, sections: Iterable[Section], caption: str) -> str:
    """Headings, facts and aligned columns, for an answer about a single thing."""
    parts = [f"{pen.plain(title)}  ({pen.plain(caption)})"]
    for section in sections:
        width = max((cell_len(pen.plain(name)) for name, _ in section.facts), default=0)
        facts = [f"{_padded(pen.plain(name), width)}{GAP}{pen.plain(value)}" for name, value in section.facts]
        table_lines = [aligned(pen, section.columns, section.rows)] if section.columns else []
        signs = [pen.plain(sign) for sign in section.signs]
        parts.append("\n".join([pen.plain(section.heading), *facts, *table_lines, *signs]))
    return "\n\n".join(parts) + "\n"


def aligned(pen: Pen, columns: Sequence[Column], rows: Iterable[object], note: str = "") -> str:
    """A header line and a line for each row, each column as wide as its widest cell."""
    shown = for_people(columns)
    lines = [[pen.plain(column.title or "").upper() for column in shown]]
    lines += [[pen.plain(column.text(row)) or "-" for column in shown] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    lines[0].append(pen.plain(note))
    return "\n".join(
        GAP.join(_padded(cell, width) for cell, width in zip(line, [*widths, 0], strict=False)).rstrip()
        for line in lines
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
