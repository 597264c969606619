"""Slips on a terminal: for each promise that was moved a line per statement, with its day and the date that it gave."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.screens.lanes import Ruler, key
from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, folded
from gti_cli.views import in_brief
from gti_cli.views import slips as view
from gti_cli.views.answer import Section
from gti_cli.views.promises import GLYPHS, TONES
from gti_cli.views.slips import Drawn, Said, Slip, SlipChart

Words = tuple[str, str, str]
"""The words of a line: a day, the date then promised, and by how much it was moved."""

HEADS: Words = ("said on", "promised for", "moved by")
NONE: Words = ("", "", "")

SHORTEST = 26
"""Where an axis beside the words would have fewer columns than this, they go above it."""


def slips(ink: Ink, section: Section) -> RenderableType:
    """The promises on one axis in the order given, each with its result and its statements."""
    details: Drawn = section.details
    drawer = Drawer(ink, view.slips(details.promises, details.day))
    return Padding(Group(*drawer.lines()), (0, 0, 0, INDENT))


class Drawer:
    """Draws the blocks of a slip chart: the words in columns before the axis or, for want of room, above it."""

    def __init__(self, ink: Ink, chart: SlipChart) -> None:
        self._ink = ink
        self._day, self._slips = chart.day, list(chart.slips)
        self._room = max(ink.width - 2 * INDENT, 1)
        words = [self._words(said) for slip in self._slips for said in slip.lines]
        days, dates, moves = (max(map(cell_len, column)) for column in zip(HEADS, *words, strict=True))
        free = self._room - SHORTEST - days - moves - 3 * GAP
        longest = max(cell_len(word) for text in (HEADS, *words) for word in text[1].split(" "))
        self._widths = (days, min(dates, free), moves)
        self._margin = sum(self._widths) + 3 * GAP if longest <= free else 0
        self._ruler = Ruler(ink, chart.axis, chart.day, self._room - self._margin)

    def lines(self) -> Iterator[RenderableType]:
        """What the signs mean, what stands over the columns and the axis, the blocks, and the mark of the clock."""
        cells = (self._ruler.cells(said.segments) for slip in self._slips for said in slip.lines)
        yield from key(self._ink, self._room + INDENT, cells)
        *others, last = self._ruler.head()
        yield from (self._line(NONE, line) for line in others)
        yield self._line(HEADS, last)
        for slip in self._slips:
            yield from self._block(slip)
        yield self._line(NONE, self._ruler.foot())

    def _block(self, slip: Slip) -> Iterator[Text]:
        """A promise with what it comes to, then a line for each statement, and for what came of it."""
        row = slip.promise
        tone = TONES[row.verdict]
        result = ", ".join(filter(None, (row.verdict, str(in_brief.result(row, self._day)))))
        heading = self._ink.pen.plain(f"{GLYPHS[row.verdict]} {row.label}: {result}")
        yield from (self._ink(line, tone) for line in folded(heading, self._room + INDENT))
        for said in slip.lines:
            yield from self._said(said, self._ruler.row(said.segments, tone))

    def _said(self, said: Said, drawn: Text) -> Iterator[Text]:
        day, promised, moved = self._words(said)
        if not self._margin:
            text = self._ink.pen.plain(DOT).join(filter(None, (f"{day}: {promised}", moved)))
            yield from (_indented(self._ink(line)) for line in folded(text, self._room))
            yield _indented(drawn)
            return
        first, *others = folded(promised, self._widths[1])
        yield self._line((day, first, moved), drawn)
        yield from (self._line(("", line, ""), self._ruler.row((), "plain")) for line in others)

    def _words(self, said: Said) -> Words:
        """The words of a line in the characters of the screen."""
        plain = self._ink.pen.plain
        return plain(said.day), plain(said.promised), plain(said.moved)

    def _line(self, words: Words, drawn: Text) -> Text:
        """Words in their columns, where they stand beside the axis, and what is drawn on that."""
        line = Text()
        for word, width in zip(words, self._widths, strict=True) if self._margin else ():
            line.append_text(self._ink(word)).append(" " * (width - cell_len(word) + GAP))
        return _indented(line.append_text(drawn))


def _indented(line: Text) -> Text:
    return Text(" " * INDENT).append_text(line)
