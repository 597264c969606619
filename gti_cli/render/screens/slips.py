"""Slips on a terminal: for each promise that was moved a line per statement, with its day and the date that it gave."""

from collections.abc import Iterator

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.screens.lanes import SHARE, SHORTEST, Ruler, key
from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, folded
from gti_cli.views import in_brief
from gti_cli.views import slips as view
from gti_cli.views.answer import Section
from gti_cli.views.promises import GLYPHS, TONES, PromiseRow
from gti_cli.views.slips import Drawn, Said, Slip, SlipChart

HEADS = ("said on", "promised for", "moved by")
"""What stands over the words of the lines."""


class Row(Struct, frozen=True):
    """The words of a line in the characters of the screen."""

    day: str
    promised: str
    moved: str

    @classmethod
    def of(cls, ink: Ink, said: Said) -> "Row":
        """The words of a line."""
        return cls(ink.pen.plain(said.day), ink.pen.plain(said.promised), ink.pen.plain(said.moved))


def slips(ink: Ink, section: Section) -> RenderableType:
    """The promises on one axis in the order given, each with its result and its statements."""
    details: Drawn = section.details
    drawing = view.slips(details.promises, details.day)
    room = max(ink.width - 2 * INDENT, 1)
    drawer = Drawer(ink, room, drawing)
    parts = [*drawer.head()]
    for slip in drawing.slips:
        parts += drawer.block(slip)
    return Padding(Group(*parts, drawer.foot()), (0, 0, 0, INDENT))


class Drawer:
    """Draws the blocks of a slip chart: the words in columns before the axis or, for want of room, above it."""

    def __init__(self, ink: Ink, room: int, chart: SlipChart) -> None:
        """With so many columns behind the indent of the lines."""
        self._ink = ink
        self._room = room
        self._chart = chart
        rows = [Row.of(ink, said) for slip in chart.slips for said in slip.lines]
        columns = zip(HEADS, zip(*((row.day, row.promised, row.moved) for row in rows), strict=True), strict=True)
        days, dates, moves = (max(map(cell_len, (head, *cells))) for head, cells in columns)
        free = room - room * SHARE // 100 - days - moves - 3 * GAP
        word = max(cell_len(word) for row in rows for word in row.promised.split(" "))
        dates = min(dates, max(free, len(HEADS[1])))
        taken = days + dates + moves + 3 * GAP
        is_beside = word <= dates and room - taken >= SHORTEST
        self._widths = (days, dates, moves)
        self._margin = taken if is_beside else 0
        self._ruler = Ruler(ink, chart.axis, chart.day, room - self._margin)

    def head(self) -> Iterator[RenderableType]:
        """What the signs mean, and what stands over the columns and the axis."""
        cells = (self._ruler.cells(said.segments) for slip in self._chart.slips for said in slip.lines)
        yield from key(self._ink, self._room + INDENT, cells)
        *others, last = self._ruler.head()
        yield from (self._line(Row("", "", ""), line) for line in others)
        yield self._line(Row(*HEADS), last) if self._margin else self._line(Row("", "", ""), last)

    def block(self, slip: Slip) -> Iterator[RenderableType]:
        """A promise: its name and what became of it, then a line for each statement and for the outcome."""
        row, ink = slip.promise, self._ink
        tone = TONES[row.verdict]
        for line in folded(ink.pen.plain(_heading(row, self._chart)), self._room + INDENT):
            yield ink(line, tone)
        for said in slip.lines:
            yield from self._said(Row.of(ink, said), self._ruler.row(said.segments, tone))

    def foot(self) -> RenderableType:
        """The mark of the clock."""
        return self._line(Row("", "", ""), self._ruler.foot())

    def _said(self, row: Row, drawn: Text) -> Iterator[Text]:
        if not self._margin:
            words = self._ink.pen.plain(DOT).join(filter(None, (f"{row.day}: {row.promised}", row.moved)))
            yield from (self._indented(self._ink(line)) for line in folded(words, self._room))
            yield self._indented(drawn)
            return
        first, *others = folded(row.promised, self._widths[1])
        yield self._line(Row(row.day, first, row.moved), drawn)
        for line in others:
            yield self._line(Row("", line, ""), self._ruler.row((), "plain"))

    def _line(self, row: Row, drawn: Text) -> Text:
        words = (row.day, row.promised, row.moved) if self._margin else ()
        line = Text()
        for word, width in zip(words, self._widths, strict=False):
            line.append_text(self._ink(word)).append(" " * (width - cell_len(word) + GAP))
        return self._indented(line.append_text(drawn))

    def _indented(self, line: Text) -> Text:
        return Text(" " * INDENT).append_text(line)


def _heading(row: PromiseRow, chart: SlipChart) -> str:
    """A promise with what it comes to: "↷ New Brunswick, to open: slipped, put off 181 days"."""
    result = ", ".join(filter(None, (row.verdict, str(in_brief.result(row, chart.day)))))
    return f"{GLYPHS[row.verdict]} {row.label}: {result}"
