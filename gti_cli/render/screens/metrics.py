"""Figures on a terminal: each reading with a bar; of many the newest, below a sparkline of all."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.screens.entries import Entry, entries
from gti_cli.render.terminal import GAP, INDENT, LONGEST_BAR, Ink, bar
from gti_cli.views.answer import Section
from gti_cli.views.items import GoalRow, glyph, goal_words, next_words, tone
from gti_cli.views.metrics import MetricRow, Overview, ReadingRow, reading_words, shares

MOST = 8
"""Of more readings than this the newest are shown among other metrics, and a sparkline of all."""

NEWEST = 4
"""How many of them that are."""

SHORTER_BAR = 20
PARTS = 1000
"""A bar is drawn in so many parts of the whole."""

SPARKS = "▁▂▃▄▅▆▇█"


def metrics(ink: Ink, section: Section) -> RenderableType:
    """Each metric with its readings over time, and the goals that are set for it."""
    shown: Overview = section.details
    parts: list[RenderableType] = []
    for row in section.rows:
        more = shown.more_of(row) if len(row.readings) > MOST else ""
        told = _in_brief(ink, row.readings, more) if more else [_bars(ink, row.readings)]
        goals = [_goal(ink, goal) for goal in shown.goals.get(row.id, ())]
        parts += [*([Text()] if parts else []), _name(ink, row), Padding(Group(*told, *goals), (0, 0, 0, INDENT))]
    return Group(*parts)


def readings(ink: Ink, section: Section) -> RenderableType:
    """The readings of one metric."""
    return Padding(_bars(ink, section.rows), (0, 0, 0, INDENT))


def _name(ink: Ink, row: MetricRow) -> Text:
    unit = f", {row.unit}" if row.unit else ""
    since = f"  since {row.since}" if row.since else ""
    return ink.line((row.name, "strong"), (unit, "plain"), (since, "quiet"))


def _in_brief(ink: Ink, readings: Sequence[ReadingRow], more: str) -> Iterator[RenderableType]:
    """The shape of all readings, those that are told, and how to see the others."""
    first, last = readings[0], len(readings) - 1
    signs = min(len(readings), max(ink.width - INDENT, 1))
    spread = [readings[at * last // max(signs - 1, 1)] for at in range(signs)]
    yield ink("".join(SPARKS[min(int(share * len(SPARKS)), len(SPARKS) - 1)] for share in shares(spread)), "good")
    yield _bars(ink, readings[-NEWEST:])
    left = f"and {len(readings) - NEWEST} earlier, the first {reading_words(first)} on {day_text(first.date)}"
    yield ink(f"{left}: {more}", "quiet")


def _bars(ink: Ink, readings: Sequence[ReadingRow]) -> RenderableType:
    """A line for each reading: its day, its value and, where there are several, a bar as long as its share."""
    days = [str(reading.when or day_text(reading.date)) for reading in readings]
    words = [reading_words(reading) for reading in readings]
    taken = INDENT + max(map(cell_len, days)) + max(map(len, words)) + 2 * GAP
    room = max(0, min(LONGEST_BAR, ink.width - taken)) if len(readings) > 1 else 0
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(justify="right")
    grid.add_column(justify="right")
    grid.add_column(no_wrap=True)
    for day, value, share in zip(days, words, shares(readings), strict=True):
        length = max(1, round(room * share)) if room else 0
        grid.add_row(ink(day, "quiet"), ink(value), ink("█" * length, "good"))
    return grid


def _goal(ink: Ink, goal: GoalRow) -> RenderableType:
    """A goal: how far it has come, in words and as a bar against its amount, and what is promised of it."""
    so_far = ink(goal_words(goal))
    if goal.at_least:
        so_far = Text(" ").join([bar(ink, round(goal.share * PARTS), PARTS, SHORTER_BAR), so_far])
    ahead = [ink(words, "doubtful") for words in [next_words(goal)] if words]
    entry = Entry(name=ink(f"Goal: {goal.name}"), sign=ink(glyph(goal), tone(goal)), told=[so_far, *ahead])
    return Group(*entries(Ink(ink.pen, ink.width - INDENT), [entry]))
