"""Figures on a terminal: each reading with a bar, or a sparkline where there are many."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import INDENT, LONGEST_BAR, Ink, bar
from gti_cli.views.answer import Section
from gti_cli.views.items import GoalRow, goal_words, next_words
from gti_cli.views.metrics import MetricRow, ReadingRow, reading_words, shares

MOST_BARS = 8
"""More readings than this are shown as a sparkline, with words for the first and the newest only."""

PARTS = 1000
"""A bar is drawn in so many parts of the whole."""

SPARKS = "▁▂▃▄▅▆▇█"


def metrics(ink: Ink, section: Section) -> RenderableType:
    """Each metric with its readings over time."""
    parts: list[RenderableType] = []
    for row in section.rows:
        parts += [_name(ink, row), Padding(_readings(ink, row.readings), (0, 0, 0, INDENT))]
        parts += [_goal(ink, goal) for goal in section.details.get(row.id, ())]
        parts.append(Text())
    return Group(*parts[:-1])


def _goal(ink: Ink, goal: GoalRow) -> RenderableType:
    """A goal with a bar against its amount, and what is promised of it."""
    words = [goal.name, goal_words(goal), *filter(None, [next_words(goal)])]
    told = ink(f"  {', '.join(words)}")
    if goal.at_least:
        told = bar(ink, round(goal.share * PARTS), PARTS, min(LONGEST_BAR, ink.width // 3)).append_text(told)
    return Padding(told, (0, 0, 0, INDENT))


def readings(ink: Ink, section: Section) -> RenderableType:
    """The readings of one metric."""
    return Padding(_readings(ink, section.rows), (0, 0, 0, INDENT))


def _name(ink: Ink, row: MetricRow) -> Text:
    unit = f", {row.unit}" if row.unit else ""
    since = f"  since {row.since}" if row.since else ""
    return ink.line((row.name, "strong"), (unit, "plain"), (since, "quiet"))


def _readings(ink: Ink, readings: Sequence[ReadingRow]) -> RenderableType:
    if len(readings) > MOST_BARS:
        return _sparkline(ink, readings)
    words = [reading_words(reading) for reading in readings]
    if len(readings) == 1:
        return ink.line((f"{day_text(readings[0].date)}  ", "quiet"), (words[0], "plain"))
    room = max(0, min(LONGEST_BAR, ink.width - INDENT - 17 - max(map(len, words))))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    for reading, text, share in zip(readings, words, shares(readings), strict=True):
        length = max(1, round(room * share)) if room else 0
        grid.add_row(ink(str(reading.when or day_text(reading.date)), "quiet"), ink(text), ink("█" * length, "good"))
    return grid


def _sparkline(ink: Ink, readings: Sequence[ReadingRow]) -> RenderableType:
    """The newest readings, as many as fit, each a sign as high as its value."""
    shown = readings[-(ink.width - INDENT) :]
    sparks = "".join(SPARKS[min(int(share * len(SPARKS)), len(SPARKS) - 1)] for share in shares(shown))
    first, newest = readings[0], readings[-1]
    ends = " → ".join(f"{reading_words(end)} on {day_text(end.date)}" for end in (first, newest))
    return Group(ink(sparks, "good"), ink(f"{len(readings)} readings: {ends}"))
