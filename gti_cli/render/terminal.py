"""Answers on a terminal: pages and listings, tables that fit, and the parts of which `screens` makes its drawings.

Text from the dataset becomes `Text`, in which Rich sees no markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from gti_cli.render.safe import Pen, one_line, web_address
from gti_cli.render.screen import Screen
from gti_cli.views.answer import Answer, Listing, Listings, Page, Section, Toned
from gti_cli.views.columns import Column, Tone, for_people
from gti_cli.words import capitalized, places_of_any

STYLES: dict[Tone, Style] = {
    "plain": Style(),
    "strong": Style(bold=True),
    "quiet": Style(dim=True),
    "good": Style(color="green"),
    "doubtful": Style(color="dark_goldenrod"),
    "bad": Style(color="red", bold=True),
}
MARK = Style(bold=True, dim=False, reverse=True)
"""How a text that was looked for is marked."""

INDENT = 2
GAP = 2
WIDEST_SCREEN = 140
"""The columns that a screen takes, at most, however wide the terminal."""

HEIGHT = 25
"""A height for Rich, which takes a dumb terminal to be 80 columns wide where none is given; nothing depends on it."""

LINE_END = re.compile(r"(?:[ ]|\x1b\[[0-9;]*m)+$", re.MULTILINE)
"""The spaces with which Rich fills a line, and the colour codes between them."""

LINK_ID = re.compile(r"(?<=\x1b]8;)id=[0-9]+(?=;)")
"""A number that Rich draws by chance for each link; without it the same answer gives the same text."""

DOT = " · "
LONGEST_BAR = 30

DRAWINGS = {
    "bars": "phases",
    "chart": "chart",
    "evidence": "evidence",
    "findings": "findings",
    "found": "search",
    "group": "status",
    "ledger": "promises",
    "metrics": "metrics",
    "overview": "overview",
    "phases": "phases",
    "progress": "phase",
    "readings": "metrics",
    "regions": "regions",
    "stages": "phase",
    "timeline": "timeline",
    "updates": "timeline",
    "verdicts": "promises",
}
"""The drawings that sections name, each a function, and the module of `screens` in which it stands."""


class Ink:
    """Makes Rich texts for a screen: in its encoding, in a tone, and for a width in columns.

    `whole` is the width of the terminal, also where a screen takes less of it. Where somebody looks for texts, they are
    marked.
    """

    def __init__(self, pen: Pen, width: int, sought: Sequence[str] = ()) -> None:
        self.pen = pen
        self.width = min(width, WIDEST_SCREEN)
        self._sought = sought
        self.whole = width

    def __call__(self, text: str, tone: Tone = "plain") -> Text:
        """A text in a tone."""
        if self._sought:
            return self._marked(text, STYLES[tone])
        return Text(self.pen.plain(text), style=STYLES[tone], overflow="fold")

    def line(self, *parts: tuple[str, Tone]) -> Text:
        """Several texts, each in its tone, on one line."""
        return Text.assemble(*((self.pen.plain(text), STYLES[tone]) for text, tone in parts), overflow="fold")

    def link(self, address: str) -> Text:
        """An address, which a terminal that knows links opens where it plainly is one on the web."""
        target = web_address(address)
        return (
            self(address, "quiet")
            if target is None
            else Text(self.pen.plain(address), STYLES["quiet"] + Style(link=target), overflow="fold")
        )

    def marking(self, *sought: str) -> "Ink":
        """Ink that marks texts wherever they stand, in bold on a turned ground, which needs no colour to be seen."""
        return Ink(self.pen, self.whole, sought)

    def _marked(self, text: str, style: Style) -> Text:
        line, end = one_line(text), 0
        marked = Text(style=style, overflow="fold")
        for start, next_end in places_of_any(self._sought, line):
            marked.append(self.pen.plain(line[end:start])).append(self.pen.plain(line[start:next_end]), MARK)
            end = next_end
        return marked.append(self.pen.plain(line[end:]))


def text(answer: Answer, screen: Screen) -> str:
    """An answer as a terminal shows it, with colour codes if it has colours."""
    ink = Ink(screen.pen, screen.width)
    return _printed(_shown(ink, answer), screen.width, color=screen.color)


def drawn_alone(section: Section, width: int) -> str:
    """The drawing of a section as plain text, for a document."""
    return _printed(_rows(Ink(Pen("utf-8"), width), section), width, color=False)


def _printed(screen: RenderableType, width: int, *, color: bool) -> str:
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
    console.print(screen, crop=False)
    return LINE_END.sub(lambda end: end[0].replace(" ", ""), LINK_ID.sub("", out.getvalue()))


def _shown(ink: Ink, answer: Answer) -> RenderableType:
    match answer:
        case Page():
            return _page(ink, answer)
        case Listings():
            return _side_by_side(ink, answer)
    return _listing(ink, answer, answer.heading)


def _listing(ink: Ink, answer: Listing, heading: str) -> RenderableType:
    """A heading with the caption, the rows, and what their signs mean."""
    parts: list[RenderableType] = []
    if heading:
        parts.append(ink.line((heading, "strong"), (f" {answer.caption}" if answer.caption else "", "quiet")))
    if answer.rows:
        below = [ink(note, "quiet") for note in (*answer.signs, *answer.notes)]
        parts += [*([Text()] if parts else []), _rows(ink, answer), *([Text(), *below] if below else [])]
    return Group(*parts)


def _side_by_side(ink: Ink, answer: Listings) -> RenderableType:
    """A heading, and below it each initiative that has rows, under its own name and day."""
    parts = [part for listing in answer.with_rows for part in (Text(), _listing(ink, listing, listing.whose))]
    return Group(ink.line((answer.parts[0].heading, "strong"), (f" · {answer.extent}", "quiet")), *parts)


def _page(ink: Ink, page: Page) -> RenderableType:
    """A title, and below it the sections; those that stand beside their headings share a gutter for these."""
    parts: list[RenderableType] = []
    everything = list(page.sections)
    gutter = max((cell_len(ink.pen.plain(section.heading)) for section in everything if section.beside), default=0)
    for beside, sections in groupby(everything, key=lambda section: section.beside):
        if beside:
            room = Ink(ink.pen, max(1, ink.width - INDENT - gutter - GAP))
            pairs = [(section.heading, _in_brief(room, section)) for section in sections]
            parts += [Text(), labelled(ink, pairs, gutter)]
        else:
            parts += [part for section in sections for part in (Text(), *_section(ink, section))]
    more = [ink(command, "quiet") for command in page.more]
    if more:
        more[0] = ink(f"More: {more[0].plain}", "quiet")
        parts += [Text(), packed(ink, more, ink.width)]
    begins_at = 1 if everything and everything[0].opens else 0
    return Group(_heading(ink, page.title, page.caption), *parts[begins_at:])


def _section(ink: Ink, section: Section) -> Iterator[RenderableType]:
    if section.heading and not section.opens:
        yield ink(section.heading, "strong")
    if section.text:
        yield ink(section.text, "quiet" if section.opens else "plain")
    elif section.facts and not section.drawing:
        yield labelled(ink, [(name, _fact(ink, fact)) for name, fact in section.facts])
    if section.rows:
        yield _rows(ink, section)
    if section.drawing in (None, "ledger"):
        yield from (Padding(ink(sign, "quiet"), (0, 0, 0, INDENT)) for sign in section.signs)


def _fact(ink: Ink, fact: object) -> Text:
    return ink(fact.text, fact.tone) if isinstance(fact, Toned) else ink(str(fact))


def _in_brief(ink: Ink, section: Section) -> RenderableType:
    """The first rows in a line each, and how to see the rest where there are more."""
    if section.brief is None:
        return _rows(ink, section)
    return Group(*(ink(section.brief(row)) for row in section.rows[: section.most]), *rest(ink, section))


def rest(ink: Ink, section: Section) -> Iterator[Text]:
    """How many rows are not told, and how to see them, where there are any."""
    left = len(section.rows) - section.most
    if left > 0:
        yield ink(f"and {left} more: {section.more}", "quiet")


def _rows(ink: Ink, section: Section) -> RenderableType:
    """The rows in a drawing of their own, or as a table."""
    if section.drawing is None:
        return _table(ink, section.columns, section.rows)
    module = import_module(f"gti_cli.render.screens.{DRAWINGS[section.drawing]}")
    drawing: RenderableType = getattr(module, section.drawing)(ink, section)
    return drawing


def _heading(ink: Ink, left: str, right: str) -> RenderableType:
    """A title with its qualification at the other end of the line, or below where there is no room."""
    room = ink.width - cell_len(left) - cell_len(right)
    if room >= GAP:
        return ink.line((left, "strong"), (" " * room, "plain"), (right, "quiet"))
    return Group(ink(left, "strong"), ink(right, "quiet"))


def _table(ink: Ink, columns: Sequence[Column], rows: Sequence[object]) -> RenderableType:
    """Rows as a table; its last columns move below each row, one after the other, until the rest fits the width."""
    shown = for_people(columns)
    cells = [[_cell(ink, column, row) for column in shown] for row in rows]
    filled = [at for at in range(len(shown)) if any(line[at] for line in cells)]
    heads = [ink(capitalized(shown[at].title or ""), "quiet") for at in filled]
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
    """Pieces of text with dots between them, on as many lines as needed; only a piece longer than a line is broken."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and lines[-1].cell_len + len(DOT) + piece.cell_len <= width:
            lines[-1].append_text(ink(DOT, "quiet")).append_text(piece)
        else:
            lines.append(Text(overflow="fold").append_text(piece))
    return Group(*lines)


def _cell(ink: Ink, column: Column, row: object) -> Text:
    text = column.text(row)
    glyph = column.glyph(row) if column.glyph and text else ""
    return ink(f"{glyph} {text}" if glyph else text, column.tone(row) if column.tone else "plain")


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


def bar(ink: Ink, done: int, total: int, length: int, *, implied: int = 0) -> Text:
    """Progress as a bar: full only when all is done, empty only when nothing is; the last of it is what is implied."""
    full = round(length * done / total) if total else 0
    full = min(max(full, 1 if done else 0), length - 1 if done < total else length)
    dashed = max(round(full * implied / done), 1) if implied else 0
    return ink.line(("━" * (full - dashed), "good"), ("╌" * dashed, "good"), ("─" * (length - full), "quiet"))


def labelled(ink: Ink, pairs: Iterable[tuple[str, RenderableType]], gutter: int | None = None) -> RenderableType:
    """Texts with their labels in a gutter before them, as wide as the longest where its width is not given."""
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(no_wrap=True, min_width=gutter)
    grid.add_column()
    for label, content in pairs:
        grid.add_row(ink(label, "quiet"), content)
    return Padding(grid, (0, 0, 0, INDENT))
