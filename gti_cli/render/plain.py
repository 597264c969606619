"""Aligned plain text for a pipe: a header line, one line a row, nothing wrapped, cut or coloured.

The header line ends with the caption, so that a file made from it says as of which day it is.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gti_cli.render.safe import Pen
from gti_cli.views.answer import Answer, Page, Section
from gti_cli.views.columns import Column, for_people

SEPARATOR = "  "
"""What stands between two columns."""


def text(pen: Pen, answer: Answer) -> str:
    """The whole answer."""
    if isinstance(answer, Page):
        parts = [f"{pen.plain(answer.title)}  ({pen.plain(answer.caption)})"]
        return "\n\n".join([*parts, *(_section(pen, section) for section in answer.sections)]) + "\n"
    caption = "; ".join((f"{answer.heading} {answer.caption}", *answer.signs))
    return f"{_table(pen, answer.columns, answer.shown, note=f'({caption})')}\n"


def _section(pen: Pen, section: Section) -> str:
    width = max((cell_len(pen.plain(name)) for name, _ in section.facts), default=0)
    lines = [section.heading, section.text, *section.signs]
    heading, paragraph, *signs = map(pen.plain, lines)
    facts = [f"{_padded(pen.plain(name), width)}{SEPARATOR}{pen.plain(str(fact))}" for name, fact in section.facts]
    table = [_table(pen, section.columns, section.shown)] if section.columns else []
    return "\n".join([*filter(None, (heading, paragraph)), *facts, *table, *signs])


def _table(pen: Pen, columns: Sequence[Column], rows: Iterable[object], note: str = "") -> str:
    """A header line and a line for each row, each column as wide as its widest cell."""
    shown = for_people(columns)
    lines = [[pen.plain(column.title or "").upper() for column in shown]]
    lines += [[pen.plain(column.text(row)) or "-" for column in shown] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    lines[0].append(pen.plain(note))
    return "\n".join(
        SEPARATOR.join(_padded(cell, width) for cell, width in zip(line, [*widths, 0], strict=False)).rstrip()
        for line in lines
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
