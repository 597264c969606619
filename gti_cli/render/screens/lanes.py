"""A time axis on a terminal, with the rows that are drawn on it; what `chart` and `slips` have in common.

A column stands for the same number of days throughout. What is coarse is shaded, never drawn as a point.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct
from rich.console import RenderableType
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import Ink, packed
from gti_cli.views.axis import Axis, Mark
from gti_cli.views.chart import DATES, MEANINGS, OUTCOMES, Kind, Segment
from gti_cli.views.columns import Tone

SIGNS: dict[Kind, str] = {
    "undated": "┄",
    "wait": "─",
    "barred": "╌",
    "lenient": "⠉",
    "window": "▔",
    "overdue": "━",
    "said": "◆",
    "passed": "◁",
    "deadline": "┤",
    "floor": "├",
    "restated": "▷",
    "given_up": "✕",
    "coarse": "▒",
    "exact": "●",
    "before": "◀",
}
"""The sign for each kind of stretch."""

YEAR, AS_OF = "┊", "▲"
COARSE_OVER_DATE = "▓"
OVER_DATE = "the same, over a date promised"
BELOW_YEARS: tuple[Kind, ...] = ("undated", "wait", "barred")
"""The thin lines, through which those of the years run."""

OF_OUTCOME: tuple[Kind, ...] = ("overdue", "given_up", *OUTCOMES)
"""The kinds in the colour of the verdict."""

SHORTEST = 30
"""Where an axis beside the labels would have fewer columns than this, each label goes above its row."""

SHARE = 45
"""The part of the room that the axis keeps beside long labels, in percent."""

QUARTER = 5
"""Quarters are named where each has so many columns or more."""

YEAR_ROOM = 6
"""The columns that the name of a year takes, with some space."""


BETWEEN = "   "
"""What stands between the signs of a key: in ASCII a dot is a dash, which is a sign itself."""


class Cell(Struct, frozen=True):
    """A sign in a column, and the kind of stretch that it shows; None for the line of a year, or for nothing."""

    sign: str
    kind: Kind | None = None


class Ruler:
    """A time axis on a number of columns: the line above it, rows of cells, and the mark of the clock below."""

    def __init__(self, ink: Ink, axis: Axis, day: date, columns: int) -> None:
        self._ink = ink
        self._axis = axis
        self._day = day
        self.columns = columns
        self._years = axis.years(max(columns // YEAR_ROOM, 1))
        self._lines = {self.column(mark.day) for mark in self._years if mark.day > axis.first}

    def column(self, day: date) -> int:
        """The column of a day."""
        return self._axis.column(day, self.columns)

    def head(self) -> Iterator[Text]:
        """The years, and the quarters where there is room for all of them."""
        quarters = self._axis.quarters()
        yield self._ink(self._named(self._years), "quiet")
        if len(quarters) * QUARTER <= self.columns:
            yield self._ink(self._named(quarters), "quiet")

    def cells(self, segments: Iterable[Segment] = ()) -> list[Cell]:
        """A row: the stretches in their order, each over those before it; lines of years where nothing stands out."""
        cells = [Cell(YEAR if at in self._lines else " ") for at in range(self.columns)]
        for segment in segments:
            for at in range(self.column(segment.first), self.column(segment.last) + 1):
                if not (segment.kind in BELOW_YEARS and cells[at].sign == YEAR):
                    cells[at] = Cell(self._sign(segment.kind, cells[at]), segment.kind)
        return cells

    def row(self, segments: Iterable[Segment], tone: Tone) -> Text:
        """A row as text, what came of a promise in a tone."""
        line = Text(overflow="fold")
        for kind, cells in groupby(self.cells(segments), lambda cell: cell.kind):
            shade: Tone = tone if kind in OF_OUTCOME else "quiet" if kind in (None, *BELOW_YEARS) else "plain"
            line.append_text(self._ink("".join(cell.sign for cell in cells), shade))
        return line

    def foot(self) -> Text:
        """The clock under its column, its name on the side where there is room."""
        at, name = self.column(self._day), day_text(self._day)
        right = f"{' ' * at}{AS_OF} {name}"
        return self._ink(right if len(right) <= self.columns else f"{name} {AS_OF}".rjust(at + 1), "quiet")

    def _sign(self, kind: Kind, below: Cell) -> str:
        is_over_date = kind == "coarse" and below.kind in DATES
        return COARSE_OVER_DATE if is_over_date else SIGNS[kind]

    def _named(self, marks: Sequence[Mark]) -> str:
        """The names of marks, each at the column of its day; one that has no room before the next is left out.

        So a part of a year, with which an axis may begin, gives way to the year that follows.
        """
        names: list[str] = []
        room = self.columns
        for mark in reversed(marks):
            at = self.column(mark.day)
            if at + len(mark.name) <= room:
                names.insert(0, f"{mark.name:<{room - at}}")
                room = at - 1
        return " " * max(room + 1, 0) + " ".join(names)


def key(ink: Ink, room: int, rows: Iterable[Sequence[Cell]], verdicts: Iterable[str] = ()) -> Iterator[RenderableType]:
    """What the signs mean that occur in some rows, and those of the verdicts, each on as many lines as needed."""
    found = {(cell.kind, cell.sign) for row in rows for cell in row}
    signs = [f"{SIGNS[kind]} {MEANINGS[kind]}" for kind in MEANINGS if (kind, SIGNS[kind]) in found]
    signs += [f"{COARSE_OVER_DATE} {OVER_DATE}"] if ("coarse", COARSE_OVER_DATE) in found else []
    for texts in filter(None, (signs, verdicts)):
        yield packed(ink, [ink(text, "quiet") for text in texts], room, between=BETWEEN)
    yield Text()
