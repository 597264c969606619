"""Plan against actual on a terminal or in a pipe: a row per promise on one time axis.

A column of the chart stands for the same number of days throughout. What is coarse is shaded, never drawn as a point.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import GAP, INDENT, Ink, packed
from gti_cli.views.answer import Section
from gti_cli.views.promises import GLYPHS, TONES, PromiseRow, extent

MADE, WAIT, WINDOW, DEADLINE, RESTATED, LATER, EARLIER, COARSE, EXACT, DAY = "┊─━┤┄▷◁▒●▲"
LEGEND = (
    f"{MADE} promised",
    f"{WINDOW}{DEADLINE} the days of the target, and the last of them",
    f"{RESTATED}{LATER} moved later, {EARLIER} earlier",
    f"{EXACT} reached",
    f"{COARSE} reached on one of these days",
)
SHORTEST = 30
"""With fewer columns than this beside the labels, each label goes above its row."""

QUARTER = 5
"""From so many columns a quarter on, quarters are named."""


class Axis(Struct, frozen=True):
    """The days from the first to the last, on a number of columns."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """The column of a day; days beyond either end stand at that end."""
        at = (day - self.first).days * self.columns // ((self.last - self.first).days + 1)
        return min(max(at, 0), self.columns - 1)

    def labels(self) -> list[str]:
        """The lines above the chart: years, and quarters where there is room for them."""
        years = range(self.first.year, self.last.year + 1)
        starts = [(max(date(year, 1, 1), self.first), str(year)) for year in years]
        quarters = [(date(year, 3 * nth + 1, 1), f"Q{nth + 1}") for year in years for nth in range(4)]
        in_view = [(day, text) for day, text in quarters if self.first <= day <= self.last]
        lines = [self._line(starts)]
        return [*lines, self._line(in_view)] if len(in_view) * QUARTER <= self.columns else lines

    def _line(self, marks: Sequence[tuple[date, str]]) -> str:
        """Texts each at the column of its day; one that has no room is left out."""
        line = ""
        for day, text in marks:
            at = self.column(day)
            if (not line or at > len(line)) and at + len(text) <= self.columns:
                line = f"{line:<{at}}{text}"
        return line


def chart(ink: Ink, section: Section) -> RenderableType:
    """The promises on one axis, with the day they are asked for marked below."""
    rows, day = list(section.rows), section.details
    labels = [ink(f"{GLYPHS[row.verdict]} {row.label}", TONES[row.verdict]) for row in rows]
    widest = max(label.cell_len for label in labels)
    room = ink.width - INDENT - widest - GAP
    beside = room >= SHORTEST
    axis = Axis(*extent(rows, day), room if beside else ink.width - INDENT)
    margin = " " * (widest + GAP) if beside else ""
    lines: list[Text] = [ink(f"{margin}{line}", "quiet") for line in axis.labels()]
    for label, row in zip(labels, rows, strict=True):
        drawn = _row(ink, axis, row, day)
        if beside:
            lines.append(label.append(" " * (widest + GAP - label.cell_len)).append_text(drawn))
        else:
            lines += [label, drawn]
    lines.append(ink(f"{margin}{_mark(axis, day)}", "quiet"))
    legend = [
        packed(ink, [ink(text, "quiet") for text in texts], ink.width - INDENT) for texts in (LEGEND, _signs(ink, rows))
    ]
    return Padding(Group(*lines, Text(), *legend), (0, 0, 0, INDENT))


def _signs(ink: Ink, rows: Sequence[PromiseRow]) -> list[str]:
    """What the signs before the names mean: each verdict there is, with those that are drawn with the same sign."""
    given = {row.verdict for row in rows}
    meanings: dict[str, list[str]] = {}
    for verdict, glyph in GLYPHS.items():
        if verdict in given:
            meanings.setdefault(ink.pen.plain(glyph), []).append(verdict)
    return [f"{sign} {' or '.join(verdicts)}" for sign, verdicts in meanings.items()]


def _row(ink: Ink, axis: Axis, row: PromiseRow, day: date) -> Text:
    cells = [" "] * axis.columns
    made, outcome = axis.column(row.made), _outcome(axis, row)
    marks = {made: MADE}
    if row.target and row.target.latest:
        deadline = axis.column(row.target.latest)
        start = axis.column(row.target.earliest) if row.target.earliest else made
        _fill(cells, range(made, deadline), WAIT)
        _fill(cells, range(max(start, made), deadline), WINDOW)
        marks[deadline] = DEADLINE
        newest = next((one.target for one in reversed(row.statements) if one.target), row.target)
        if newest.latest and newest.latest != row.target.latest:
            moved = axis.column(newest.latest)
            _fill(cells, range(deadline, moved), RESTATED)
            marks[moved] = LATER if newest.latest > row.target.latest else EARLIER
    else:
        _fill(cells, range(made, max(outcome, default=axis.column(day)) + 1), RESTATED)
    _fill(cells, outcome, COARSE)
    for at, mark in marks.items():
        cells[at] = mark
    if row.outcome and row.outcome.earliest == row.outcome.latest:
        _fill(cells, outcome, EXACT)
    text = ink.line(*((cell, TONES[row.verdict] if at in outcome else "plain") for at, cell in enumerate(cells)))
    text.rstrip()
    return text


def _outcome(axis: Axis, row: PromiseRow) -> range:
    """The columns of the days on which it may have been reached; none where it was not."""
    if not row.outcome or not row.outcome.latest:
        return range(0)
    first = axis.column(row.outcome.earliest) if row.outcome.earliest else 0
    return range(first, axis.column(row.outcome.latest) + 1)


def _fill(cells: list[str], columns: range, sign: str) -> None:
    for at in columns:
        cells[at] = sign


def _mark(axis: Axis, day: date) -> str:
    """The day under its column, its name on the side where there is room."""
    at, name = axis.column(day), day_text(day)
    right = f"{' ' * at}{DAY} {name}"
    return right if len(right) <= axis.columns else f"{name} {DAY}".rjust(at + 1)
