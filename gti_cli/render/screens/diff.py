"""What became known between two days on a terminal: what was reached, item by item."""

from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding

from gti_cli.render.screens.entries import Entry, entries
from gti_cli.render.terminal import INDENT, Ink
from gti_cli.views.answer import Section
from gti_cli.views.diff import ReachedChange, reached_words


def reached(ink: Ink, section: Section) -> RenderableType:
    """What was reached of each item, and how to see what is left out."""
    inner = Ink(ink.pen, ink.width - INDENT)
    told: list[ReachedChange] = section.details
    found = [
        Entry(name=inner(changes[0].name, "strong"), told=[inner(reached_words(change)) for change in changes])
        for changes in (list(of_item) for _, of_item in groupby(told, lambda change: change.item))
    ]
    left = len(section.rows) - len(told)
    rest = f"and {left} earlier stage{'' if left == 1 else 's'} that these imply: {section.more}"
    return Padding(Group(*entries(inner, found), *([ink(rest, "quiet")] if left else [])), (0, 0, 0, INDENT))
