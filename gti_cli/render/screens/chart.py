"""Plan against actual on a terminal or in a pipe: a row per promise on one time axis."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.screens.lanes import SHARE, SHORTEST, Ruler, key
from gti_cli.render.terminal import GAP, INDENT, Ink, folded
from gti_cli.views import chart as view
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone
from gti_cli.views.promises import GLYPHS, TONES, Lines, PromiseRow

SIGN = 2
"""The columns of the sign of a verdict, with the space after it."""


def chart(ink: Ink, section: Section) -> RenderableType:
    """The promises on one axis in the order given, under a heading for each group where they are grouped."""
    lines: Lines = section.details
    rows = list(section.shown)
    drawing = view.chart(rows, lines.day)
    room = max(ink.width - INDENT, 1)
    labels = _room_for_labels([ink.pen.plain(row.label) for row in rows], room)
    margin = labels + GAP if labels else 0
    ruler = Ruler(ink, drawing.axis, lines.day, room - margin)
    lane_of = {lane.promise.id: lane for lane in drawing.lanes}
    cells = (ruler.cells(lane.segments) for lane in lane_of.values())
    parts = [*key(ink, room, cells, _verdicts(ink, rows)), *(_at(margin, line) for line in ruler.head())]
    for heading, group in lines.groups(rows):
        parts += _beside(ink, folded(heading, labels or room), "strong", margin, ruler) if heading else []
        for row in group:
            label = _signed(ink, row, labels or room)
            drawn = ruler.row(lane_of[row.id].segments, TONES[row.verdict])
            parts += _beside(ink, label, TONES[row.verdict], margin, ruler, drawn)
    parts.append(_at(margin, ruler.foot()))
    return Padding(Group(*parts), (0, 0, 0, INDENT))


def _signed(ink: Ink, row: PromiseRow, width: int) -> list[str]:
    """The lines of a label, with the sign of the verdict before the first."""
    signs = [f"{ink.pen.plain(GLYPHS[row.verdict])} "]
    lines = folded(ink.pen.plain(row.label), max(width - SIGN, 1))
    return [f"{sign}{line}" for sign, line in zip_longest(signs, lines, fillvalue=" " * SIGN)]


def _room_for_labels(labels: Sequence[str], room: int) -> int:
    """The columns of the labels beside the axis; none where they stand above their rows, for want of room for both."""
    word = SIGN + max(cell_len(word) for label in labels for word in label.split(" "))
    width = min(SIGN + max(map(cell_len, labels)), room - GAP - room * SHARE // 100)
    return width if word <= width and room - GAP - width >= SHORTEST else 0


def _beside(
    ink: Ink, label: Sequence[str], tone: Tone, margin: int, ruler: Ruler, drawn: Text | None = None
) -> Iterator[Text]:
    """The lines of a label with a row of the axis beside the first; where there is no margin, with the row below it."""
    if not margin:
        yield from (ink(line, tone) for line in label)
        yield from [drawn] if drawn else []
        return
    for at, line in enumerate(label):
        row = drawn if drawn and not at else ruler.row((), tone)
        yield ink(line, tone).append(" " * (margin - cell_len(line))).append_text(row)


def _at(margin: int, line: Text) -> Text:
    return Text(" " * margin).append_text(line)


def _verdicts(ink: Ink, rows: Sequence[PromiseRow]) -> list[str]:
    """The meaning of the signs before the names: each with the verdicts, among those there are, that have it."""
    verdicts_shown = {row.verdict for row in rows}
    meanings: dict[str, list[str]] = {}
    for verdict, glyph in GLYPHS.items():
        if verdict in verdicts_shown:
            meanings.setdefault(ink.pen.plain(glyph), []).append(verdict)
    return [f"{sign} {' or '.join(verdicts)}" for sign, verdicts in meanings.items()]
