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
from gti_cli.views import chart as view
from gti_cli.views.answer import Section
from gti_cli.views.chart import Kind, Lane, Mark
from gti_cli.views.promises import GLYPHS, TONES, PromiseRow

PROMISE, LATER, EARLIER, AS_OF = "┊▷◁▲"
SEGMENT_SIGNS: dict[Kind, str] = {
    "undated": "┄",
    "wait": "─",
    "barred": "╌",
    "lenient": "╍",
    "window": "━",
    "deadline": "┤",
    "floor": "├",
    "restated": "┄",
    "coarse": "▒",
    "exact": "●",
}
"""The sign for each kind of segment; a kind is drawn over those that stand before it here."""

OVER_MARK = {"▒": "▓", "●": "●"}
"""The sign of an outcome where the plan has a mark in the same column, by its usual sign."""

OUTCOME_SIGNS = {*OVER_MARK, *OVER_MARK.values()}
LEGEND = (
    "┊ promised",
    "━┤ the days of the target, and the last of them",
    "╍ by its most lenient reading only",
    "┄▷ moved later, ◁ earlier",
    "● reached",
    "▒ reached on one of these days, ▓ over ┊ ┤ ├ ▷ or ◁",
)
OF_FLOORS = "╌├ promised not to come before this day"
SHORTEST = 30
"""Where an axis beside the labels would have fewer columns than this, each label goes above its row."""

QUARTER = 5
"""Quarters are named where each has so many columns or more."""


class ColumnAxis(Struct, frozen=True):
    """The days from the first to the last, on a number of columns."""

    first: date
    last: date
    columns: int

    def column(self, day: date) -> int:
        """The column of a day."""
        return (day - self.first).days * self.columns // ((self.last - self.first).days + 1)

    def line(self, marks: Sequence[Mark]) -> str:
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


def chart(ink: Ink, section: Section) -> RenderableType:
    """The promises on one axis, with the day they are asked for marked below."""
    rows, day = list(section.shown), section.details
    drawing = view.chart(rows, day)
    labels = [ink(f"{GLYPHS[row.verdict]} {row.label}", TONES[row.verdict]) for row in rows]
    widest = max(label.cell_len for label in labels)
    room = ink.width - INDENT - widest - GAP
    beside = room >= SHORTEST
    axis = ColumnAxis(drawing.first, drawing.last, room if beside else ink.width - INDENT)
    margin = " " * (widest + GAP) if beside else ""
    named = [drawing.years, *([drawing.quarters] if len(drawing.quarters) * QUARTER <= axis.columns else [])]
    lines = [ink(f"{margin}{axis.line(marks)}", "quiet") for marks in named]
    for label, lane in zip(labels, drawing.lanes, strict=True):
        if beside:
            lines.append(label.append(" " * (widest + GAP - label.cell_len)).append_text(_lane(ink, axis, lane)))
        else:
            lines += [label, _lane(ink, axis, lane)]
    lines.append(ink(f"{margin}{_day_marker(axis, day)}", "quiet"))
    signs = [*LEGEND, *([OF_FLOORS] if any(row.is_floor for row in rows) else [])]
    legend = [
        packed(ink, [ink(text, "quiet") for text in texts], ink.width - INDENT)
        for texts in (signs, _verdict_signs(ink, rows))
    ]
    return Padding(Group(*lines, Text(), *legend), (0, 0, 0, INDENT))


def _verdict_signs(ink: Ink, rows: Sequence[PromiseRow]) -> list[str]:
    """The meaning of the signs before the names: each with the verdicts, among those there are, that have it."""
    verdicts_shown = {row.verdict for row in rows}
    meanings: dict[str, list[str]] = {}
    for verdict, glyph in GLYPHS.items():
        if verdict in verdicts_shown:
            meanings.setdefault(ink.pen.plain(glyph), []).append(verdict)
    return [f"{sign} {' or '.join(verdicts)}" for sign, verdicts in meanings.items()]


def _lane(ink: Ink, axis: ColumnAxis, lane: Lane) -> Text:
    """A promise on the axis: its segments, over them the marks of the plan, and over both the outcome in colour."""
    begin, deadline = axis.column(lane.promise.made), lane.promise.made
    cells, marks = [" "] * axis.columns, {begin: PROMISE}
    for segment in sorted(lane.segments, key=lambda segment: [*SEGMENT_SIGNS].index(segment.kind)):
        sign, first, last = SEGMENT_SIGNS[segment.kind], axis.column(segment.first), axis.column(segment.last)
        if segment.kind in ("deadline", "floor"):
            deadline, marks[last] = segment.last, sign
        elif segment.kind != "restated":
            first = first if sign in OUTCOME_SIGNS else max(first, begin)
            cells[first : last + 1] = sign * (last + 1 - first)
        elif segment.last != deadline:
            first = axis.column(deadline)
            cells[first:last] = sign * (last - first)
            marks[last] = LATER if segment.last > deadline else EARLIER
    for at, mark in marks.items():
        cells[at] = OVER_MARK.get(cells[at], mark)
    tone = TONES[lane.promise.verdict]
    text = ink.line(*((cell, tone if cell in OUTCOME_SIGNS else "plain") for cell in cells))
    text.rstrip()
    return text


def _day_marker(axis: ColumnAxis, day: date) -> str:
    """The day under its column, its name on the side where there is room."""
    at, name = axis.column(day), day_text(day)
    right = f"{' ' * at}{AS_OF} {name}"
    return right if len(right) <= axis.columns else f"{name} {AS_OF}".rjust(at + 1)
