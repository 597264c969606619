"""The parts that all screens are made of: headings, tables that fit, and the few styles there are.

Everything here returns Rich renderables; text from the dataset becomes `Text`, which knows no markup.
"""

import re
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from gti_cli.render.safe import Pen
from gti_cli.views import promises
from gti_cli.views.caption import Caption
from gti_cli.views.columns import Column, Tone, for_people
from gti_cli.views.promises import PromiseRow

STYLES: dict[Tone, Style] = {
    "plain": Style(),
    "strong": Style(bold=True),
    "quiet": Style(dim=True),
    "good": Style(color="green"),
    "doubtful": Style(color="dark_goldenrod"),
    "bad": Style(color="red", bold=True),
}
INDENT = 2
GAP = 2
WIDEST = 140
"""No screen is laid out wider than this, however wide the terminal."""


class Ink:
    """What a screen is drawn with: the pen, and the width in columns that it may take."""

    def __init__(self, pen: Pen, width: int) -> None:
        self.pen = pen
        self.width = min(width, WIDEST)

    def __call__(self, text: str, tone: Tone = "plain") -> Text:
        """A text in a tone."""
        return Text(self.pen.plain(text), style=STYLES[tone], overflow="fold")

    def line(self, *parts: tuple[str, Tone]) -> Text:
        """Several texts, each in its tone, on one line."""
        return Text.assemble(*((self.pen.plain(text), STYLES[tone]) for text, tone in parts), overflow="fold")


def drawn(screen: RenderableType, width: int, *, color: bool) -> str:
    """A screen as the text that a terminal of that width gets, with colour codes or without."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        height=HEIGHT,
        color_system="auto" if color else None,
        force_terminal=color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    console.print(screen)
    return LINE_END.sub(lambda end: end[0].replace(" ", ""), out.getvalue())


HEIGHT = 25
"""Of no account for what is drawn; but without one Rich takes a dumb terminal to be 80 columns wide."""

LINE_END = re.compile(r"(?:[ ]|\x1b\[[0-9;]*m)+$", re.MULTILINE)
"""The spaces with which Rich fills a line, and the colour codes between them."""


def heading(ink: Ink, left: str, right: str) -> RenderableType:
    """A title with its qualification at the other end of the line, or below where there is no room."""
    room = ink.width - cell_len(left) - cell_len(right)
    if room >= GAP:
        return ink.line((left, "strong"), (" " * room, "plain"), (right, "quiet"))
    return Group(ink(left, "strong"), ink(right, "quiet"))


def title(ink: Ink, what: str, caption: Caption) -> RenderableType:
    """The first line of a list: what it lists, as of which day, in whose words."""
    return ink.line((what, "strong"), (f" {caption}", "quiet"))


def listing(ink: Ink, columns: Sequence[Column], rows: Sequence[object]) -> RenderableType:
    """Rows as a table; the last columns move below each row, one after the other, until the rest fits the width."""
    shown = for_people(columns)
    cells = [[_cell(ink, column, row) for column in shown] for row in rows]
    filled = [at for at in range(len(shown)) if any(line[at] for line in cells)]
    heads = [ink(_headline(shown[at]), "quiet") for at in filled]
    cells = [[line[at] for at in filled] for line in cells]
    widths = [max(text.cell_len for text in column) for column in zip(heads, *cells, strict=True)]
    beside = _how_many_fit(widths, ink.width - INDENT)
    lines: list[RenderableType] = [_aligned(heads[:beside], widths)]
    for line in cells:
        lines.append(_aligned(line[:beside], widths))
        below = [(shown[filled[at]], line[at]) for at in range(beside, len(line)) if line[at]]
        pieces = [_piece(ink, column, cell) for column, cell in below if not column.drops]
        lines.append(Padding(packed(ink, pieces, ink.width - 2 * INDENT), (0, 0, 0, INDENT)))
    return Padding(Group(*lines), (0, 0, 0, INDENT))


def _piece(ink: Ink, column: Column, cell: Text) -> Text:
    return Text.assemble(ink(f"{column.title} ", "quiet"), cell, overflow="fold") if column.title else cell


def packed(ink: Ink, pieces: Iterable[Text], width: int) -> RenderableType:
    """Pieces of text with dots between them, on as many lines as they take; a piece is broken only if it must be."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and lines[-1].cell_len + len(DOT) + piece.cell_len <= width:
            lines[-1].append_text(ink(DOT, "quiet")).append_text(piece)
        else:
            lines.append(Text(overflow="fold").append_text(piece))
    return Group(*lines)


DOT = " · "


def promise_list(ink: Ink, rows: Sequence[PromiseRow], caption: Caption) -> RenderableType:
    """Promises under a heading, with what their signs mean."""
    signs = [Padding(ink(sign, "quiet"), (0, 0, 0, INDENT)) for sign in promises.signs(rows)]
    return Group(ink("Promises", "strong"), listing(ink, promises.columns(caption.day), rows), *signs)


def _cell(ink: Ink, column: Column, row: object) -> Text:
    text = column.text(row)
    glyph = f"{column.glyph(row)} " if column.glyph and text else ""
    return ink(f"{glyph}{text}", column.tone(row) if column.tone else "plain")


def _headline(column: Column) -> str:
    words = column.title or ""
    return words[:1].upper() + words[1:]


def _how_many_fit(widths: Sequence[int], room: int) -> int:
    """How many columns stand beside one another in the room; at least one."""
    for at, width in enumerate(widths):
        room -= width + (GAP if at else 0)
        if room < 0:
            return max(at, 1)
    return len(widths)


def _aligned(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    line = Text(overflow="fold")
    for cell, width in zip(cells[:-1], widths, strict=False):
        line.append_text(cell).append(" " * (width - cell.cell_len + GAP))
    return line.append_text(cells[-1])


def bar(ink: Ink, done: int, total: int, length: int) -> Text:
    """Progress as a bar: full only when all is done, empty only when nothing is."""
    full = round(length * done / total) if total else 0
    full = min(max(full, 1 if done else 0), length - 1 if done < total else length)
    return ink.line(("━" * full, "good"), ("─" * (length - full), "quiet"))


def labelled(ink: Ink, pairs: Iterable[tuple[str, RenderableType]]) -> RenderableType:
    """Texts with their labels in a gutter before them."""
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for label, content in pairs:
        grid.add_row(ink(label, "quiet"), content)
    return Padding(grid, (0, 0, 0, INDENT))
