"""Promises on a terminal: how many have each verdict, and the ledger with a line or two for each.

A verdict and its result stand in the first line of a row. What has no room is cut, and it is told what shows it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, broken, packed
from gti_cli.views import in_brief
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone
from gti_cli.views.promises import GLYPHS, TONES, Lines, PromiseRow, outcome_words

WIDEST = 180
"""The columns that the ledger takes, at most."""

ONE_LINE, TWO_LINES = 100, 60
"""From how many columns on a promise takes one line, and at most two; on a narrower terminal it takes what it needs."""

SHORTEST_NAME, SHORTEST_DATES = 12, 8
ARROW = " → "


def verdicts(ink: Ink, section: Section) -> RenderableType:
    """How many promises have each verdict, and how many of them rest on an implied outcome."""
    words = []
    for verdict, count, implied in section.rows:
        words.append(ink(f"{count} {verdict}", TONES[verdict]))
        words[-1].append_text(ink(f" ({implied} implied)" if implied else "", "quiet"))
    return packed(ink, words or [ink("none made", "quiet")], ink.width)


class Cells(Struct, frozen=True):
    """A promise in the characters of the screen; `mark` tells in the result that the outcome is implied or disputed."""

    item: str
    verdict: str
    tone: Tone
    label: str
    dates: str
    outcome: str
    mark: str
    first: str
    then: str
    id: str

    @property
    def result(self) -> str:
        """The whole result."""
        return ", ".join(filter(None, (self.first, self.then)))


def ledger(ink: Ink, section: Section) -> RenderableType:
    """The promises in the order given, under a heading for each group where they are grouped."""
    lines: Lines = section.details
    parts: list[RenderableType] = []
    cut: list[str] = []
    for heading, rows in lines.groups(list(section.shown)):
        parts += [Text()] if parts else []
        parts += [ink(heading, "strong")] if heading else []
        parts += Drawer(ink, [_cells(ink, row, lines) for row in rows], cut).lines()
    more = [Text(), ink(f"More on each: gti show {cut[0]}{lines.options}", "quiet")] if cut else []
    return Padding(Group(*parts, *more), (0, 0, 0, INDENT))


def _cells(ink: Ink, row: PromiseRow, lines: Lines) -> Cells:
    result, outcome = in_brief.result(row, lines.day), outcome_words(row)
    plain = ink.pen.plain
    return Cells(
        item=plain(row.item),
        verdict=plain(f"{GLYPHS[row.verdict]} {row.verdict}"),
        tone=TONES[row.verdict],
        label=plain(row.label),
        dates=plain(in_brief.dates(row)),
        outcome=plain(outcome),
        mark=plain(outcome.removeprefix(row.outcome.text) if row.outcome else ""),
        first=plain(result.first),
        then=plain(result.then),
        id=plain(row.id),
    )


class Drawer:
    """Draws the promises of a group, aligned with each other; what it cuts it notes by the item's id."""

    def __init__(self, ink: Ink, group: Sequence[Cells], cut: list[str]) -> None:
        self._ink = ink
        self._group = group
        self._cut = cut
        self._room = min(ink.whole, WIDEST) - INDENT
        self._verdicts = max(cell_len(cells.verdict) for cells in group)
        self._labels = max(cell_len(cells.label) for cells in group)
        self._dates = max(cell_len(cells.dates) for cells in group)
        self._outcomes = max(cell_len(cells.outcome) for cells in group)
        self._results = max(cell_len(cells.result) for cells in group)
        self._marked = max(cell_len(f"{cells.result}{cells.mark}") for cells in group)
        self._ids = max(cell_len(cells.id) for cells in group)

    def lines(self) -> list[RenderableType]:
        """A line for each promise where there is room, else one or two; on a very narrow terminal what it takes."""
        whole = (self._verdicts, self._labels, self._dates, self._outcomes, self._results)
        if (needed := _length(whole)) <= self._room:
            has_ids = _length((needed, self._ids)) <= self._room
            return [self._whole(cells, has_id=has_ids) for cells in self._group]
        without = _length((self._verdicts, self._labels, self._dates, self._marked))
        if self._room + INDENT >= ONE_LINE or without <= self._room:
            self._edge = min(self._room, without)
            self._make_room()
            return [self._short(cells) for cells in self._group]
        if self._room + INDENT >= TWO_LINES:
            return [line for cells in self._group for line in self._two(cells)]
        return [line for cells in self._group for line in self._narrow(cells)]

    def _make_room(self) -> None:
        """Narrow the column of the names, so that every result has room in its line, and the dates some."""
        firsts = max(cell_len(f"{cells.first}{cells.mark}") for cells in self._group)
        room = self._edge - _length((self._verdicts, firsts)) - 2 * GAP
        if self._labels + self._dates > room:
            self._labels = min(self._labels, max(room - self._dates, room * 3 // 5))

    def _whole(self, cells: Cells, *, has_id: bool) -> Text:
        """Everything on one line."""
        line = self._begin(cells, cells.label, self._labels)
        self._add(line, cells.dates, self._dates)
        self._add(line, cells.outcome, self._outcomes)
        edge = _length((self._verdicts, self._labels, self._dates, self._outcomes, self._results))
        self._end(line, cells, cells.result, edge)
        if has_id:
            line.append_text(self._ink(f"{' ' * (edge - line.cell_len + GAP)}{cells.id}", "quiet"))
        return line

    def _short(self, cells: Cells) -> Text:
        """On one line without the outcome; the dates and the name are cut where they must be.

        What the verdict is by the newest date stands there where it has room.
        """
        result, first = f"{cells.result}{cells.mark}", f"{cells.first}{cells.mark}"
        left = self._edge - _length((self._verdicts, cell_len(cells.dates), cell_len(first))) - GAP
        line = self._begin(cells, self._fitted(cells, cells.label, max(self._labels, left)), self._labels)
        dates = self._fitted(cells, cells.dates, self._edge - line.cell_len - 2 * GAP - cell_len(first))
        self._add(line, dates, cell_len(dates))
        if line.cell_len + GAP + cell_len(result) > self._edge:
            result = first
        if cells.outcome or cells.result not in result:
            self._cut.append(cells.item)
        self._end(line, cells, result, self._edge)
        return line

    def _two(self, cells: Cells) -> Iterator[Text]:
        """The verdict, the name and the result on one line; the rest of the name and the dates on the next."""
        results = max(cell_len(f"{one.first}{one.mark}") for one in self._group)
        results = min(results, self._room - self._verdicts - 2 * GAP - SHORTEST_NAME)
        labels = min(self._labels, self._room - self._verdicts - results - 2 * GAP)
        name, rest = broken(cells.label, labels)
        line = self._begin(cells, name, labels)
        first = self._fitted(cells, f"{cells.first}{cells.mark}", results)
        self._end(line, cells, first, _length((self._verdicts, labels, results)))
        yield line
        below = self._below(cells, rest, self._room - self._verdicts - GAP)
        yield Text.assemble(" " * (self._verdicts + GAP), below, overflow="fold")

    def _below(self, cells: Cells, rest: str, room: int) -> Text:
        """The rest of a name and of the result, and what fits behind them; only the dates are cut."""
        dot = self._ink.pen.plain(DOT)
        kept = cell_len(f"{dot}{cells.then}") if cells.then else 0
        found = [self._fitted(cells, rest, room - kept)] if rest else []
        for piece in filter(None, (cells.then, cells.dates, cells.outcome)):
            left = room - cell_len(dot.join([*found, ""]))
            if cell_len(piece) <= left:
                found.append(piece)
            elif piece == cells.dates and left >= SHORTEST_DATES:
                found.append(self._fitted(cells, piece, left))
            else:
                self._cut.append(cells.item)
        return self._ink(dot.join(found), "quiet")

    def _narrow(self, cells: Cells) -> Iterator[RenderableType]:
        """The verdict and the result, and below them all the rest."""
        first = f"{cells.first}{cells.mark}"
        yield packed(self._ink, [self._ink(text, cells.tone) for text in (cells.verdict, first) if text], self._room)
        rest = [self._ink(cells.label, "strong"), *map(self._ink, filter(None, (cells.then, cells.dates)))]
        outcome = [self._ink(cells.outcome)] if cells.outcome else []
        indent = min(INDENT, max(self._room - INDENT, 0))
        yield Padding(packed(self._ink, [*rest, *outcome], self._room - indent), (0, 0, 0, indent))

    def _begin(self, cells: Cells, label: str, width: int) -> Text:
        line = Text(overflow="fold").append_text(self._ink(cells.verdict, cells.tone))
        line.append(" " * (self._verdicts - cell_len(cells.verdict) + GAP))
        return line.append_text(self._ink(label, "strong")).append(" " * (width - cell_len(label)))

    def _add(self, line: Text, text: str, width: int) -> None:
        if width:
            line.append(" " * GAP).append_text(self._ink(text)).append(" " * (width - cell_len(text)))

    def _end(self, line: Text, cells: Cells, text: str, edge: int) -> None:
        """Put a result at the end of a line, so that it ends at an edge."""
        line.append(" " * (edge - line.cell_len - cell_len(text))).append_text(self._ink(text, cells.tone))
        line.rstrip()

    def _fitted(self, cells: Cells, text: str, width: int) -> str:
        """A text that is not wider, cut between words where one ends there; of dates the first and the newest stay."""
        if cell_len(text) <= width:
            return text
        self._cut.append(cells.item)
        arrow, dots = self._ink.pen.plain(ARROW), self._ink.pen.plain("…")
        first, *others = text.split(arrow)
        ends = arrow.join((first, dots, others[-1])) if len(others) > 1 else text
        if cell_len(ends) <= width:
            return ends
        return f"{broken(text, width - cell_len(dots))[0].removesuffix(', to be').rstrip(' ,')}{dots}"


def _length(widths: Sequence[int]) -> int:
    """The columns that cells take with the gaps between them; an empty one takes none."""
    taken = [width for width in widths if width]
    return sum(taken) + GAP * max(len(taken) - 1, 0)
