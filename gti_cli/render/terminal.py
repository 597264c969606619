"""Answers on a terminal: pages and listings, tables that fit, and the parts of which `screens` makes its drawings.

Text from the dataset becomes `Text`, in which Rich sees no markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import StringIO
from itertools import groupby

from rich.cells import cell_len, chop_cells
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from gti_cli.characters import one_line
from gti_cli.render.safe import Pen, web_address
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
NARROW = 64
"""On a narrower terminal a name and what is told of it do not stand in two columns."""

DRAWINGS = {
    "bars": "phases",
    "chart": "chart",
    "evidence": "evidence",
    "findings": "findings",
    "found": "search",
    "group": "status",
    "items": "items",
    "ledger": "promises",
    "metrics": "metrics",
    "overview": "overview",
    "phases": "phases",
    "progress": "phase",
    "reached": "diff",
    "readings": "metrics",
    "regions": "regions",
    "slips": "slips",
    "sources": "sources",
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
    """A heading with the caption, what the signs mean, the rows, what is noted of them, and how to see more."""
    parts: list[RenderableType] = []
    if heading:
        parts.append(ink.line((heading, "strong"), (f" {answer.caption}" if answer.caption else "", "quiet")))
    if answer.rows:
        notes = [ink(note, "quiet") for note in answer.notes]
        more = [ink(f"More on each: {answer.more}", "quiet")] if answer.more else []
        for group in ([*key(ink, (*answer.glyphs, *answer.signs))], [_rows(ink, answer)], notes, more):
            parts += [*([Text()] if parts and group else []), *group]
    return Group(*parts)


def key(ink: Ink, meanings: Iterable[str]) -> Iterator[RenderableType]:
    """What signs mean, in the order given, where there are any."""
    pieces = [ink(meaning, "quiet") for meaning in meanings]
    if pieces:
        yield packed(ink, pieces, ink.width, between=" " * (GAP + 1))


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
    return Group(_heading(ink, page.title, page.caption), *parts[everything[0].opens :])


def _section(ink: Ink, section: Section) -> Iterator[RenderableType]:
    if section.heading and not section.opens:
        yield ink(section.heading, "strong")
    if section.text:
        yield ink(section.text, "quiet" if section.opens else "plain")
    elif section.facts and not section.drawing:
        yield labelled(ink, [(name, _fact(ink, fact)) for name, fact in section.facts])
    if section.drawing in (None, "ledger", "reached"):
        yield from (Padding(shown, (0, 0, 0, INDENT)) for shown in key(ink, section.signs))
    if section.rows:
        yield _rows(ink, section)


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
    fitting = how_many_fit(widths, ink.width - INDENT)
    lines: list[RenderableType] = [aligned(heads[:fitting], widths)]
    for line in cells:
        lines.append(aligned(line[:fitting], widths))
        below = [(shown[filled[at]], line[at]) for at in range(fitting, len(line)) if line[at]]
        pieces = [_piece(ink, column, cell) for column, cell in below if not column.drops]
        lines.append(Padding(packed(ink, pieces, ink.width - 2 * INDENT), (0, 0, 0, INDENT)))
    return Padding(Group(*lines), (0, 0, 0, INDENT))


def _piece(ink: Ink, column: Column, cell: Text) -> Text:
    return Text.assemble(ink(f"{column.title} ", "quiet"), cell, overflow="fold") if column.title else cell


def packed(ink: Ink, pieces: Iterable[Text], width: int, between: str = DOT) -> RenderableType:
    """Pieces of text with dots between them, on as many lines as needed; only a piece longer than a line is broken."""
    return Group(*packed_lines(ink, pieces, width, between))


def packed_lines(ink: Ink, pieces: Iterable[Text], width: int, between: str = DOT) -> list[Text]:
    """The lines of pieces of text with something between them."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and lines[-1].cell_len + len(between) + piece.cell_len <= width:
            lines[-1].append_text(ink(between, "quiet")).append_text(piece)
        else:
            lines.append(Text(overflow="fold").append_text(piece))
    return lines


def _cell(ink: Ink, column: Column, row: object) -> Text:
    text = column.text(row)
    glyph = column.glyph(row) if column.glyph and text else ""
    return ink(f"{glyph} {text}" if glyph else text, column.tone(row) if column.tone else "plain")


def how_many_fit(widths: Sequence[int], room: int) -> int:
    """How many columns stand beside one another in the room; at least one."""
    for at, width in enumerate(widths):
        room -= width + (GAP if at else 0)
        if room < 0:
            return max(at, 1)
    return len(widths)


def aligned(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    """Cells side by side, each but the last as wide as its column."""
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


def broken(text: str, width: int) -> tuple[str, str]:
    """What of a text goes into so many columns, and the rest; broken between words, where one ends there."""
    if cell_len(text) <= width:
        return text, ""
    words = text.split(" ")
    taken = 0
    while taken < len(words) and cell_len(" ".join(words[: taken + 1])) <= width:
        taken += 1
    if taken:
        return " ".join(words[:taken]), " ".join(words[taken:])
    first = next(filter(None, chop_cells(text, max(width, 1))))  # the first is empty where a wide sign has no room
    return first, text[len(first) :]


def folded(text: str, width: int) -> list[str]:
    """A text on as many lines as needed, each of so many columns at most; broken between words, where one ends."""
    lines = []
    rest = text
    while rest:
        line, rest = broken(rest, width)
        lines.append(line)
    return lines


def beside(ink: Ink, cells: Sequence[Text], widths: Sequence[tuple[int, int]]) -> RenderableType:
    """Cells side by side, each but the last of a given width with a gap behind it; what has no room goes on below it.

    Only where a cell must break it is a grid, which takes longer.
    """
    *before, last = cells
    fits = last.cell_len <= ink.width - sum(map(sum, widths)) and "\n" not in last.plain
    if fits and all(cell.cell_len <= width for cell, (width, _) in zip(before, widths, strict=True)):
        line = Text(overflow="fold")
        for cell, (width, gap) in zip(before, widths, strict=True):
            line.append_text(cell).append(" " * (width - cell.cell_len + gap))
        return line.append_text(last)
    grid = Table.grid(padding=0)
    for width, gap in widths:
        grid.add_column(width=width + gap)
    grid.add_column()
    grid.add_row(*(Padding(cell, (0, gap, 0, 0)) for cell, (_, gap) in zip(before, widths, strict=True)), last)
    return grid


def labelled(ink: Ink, pairs: Iterable[tuple[str, RenderableType]], gutter: int | None = None) -> RenderableType:
    """Texts with their labels in a gutter before them, as wide as the longest where its width is not given."""
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(no_wrap=True, min_width=gutter)
    grid.add_column()
    for label, content in pairs:
        grid.add_row(ink(label, "quiet"), content)
    return Padding(grid, (0, 0, 0, INDENT))
