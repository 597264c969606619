"""Items on a terminal: a line each under the name of what they belong to."""

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.screens.entries import Entry, entries
from gti_cli.render.terminal import INDENT, Ink
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone
from gti_cli.views.items import ItemRow, furthest_words, glyph, goal_bar, goal_words, next_words, tone

Words = Sequence[tuple[str, Tone]]
Groups = Sequence[tuple[str, Sequence[ItemRow]]]


def items(ink: Ink, section: Section) -> RenderableType:
    """The items of each phase; with their kinds, where there are several, and their ids as far as there is room."""
    rows: Sequence[ItemRow] = section.rows
    groups = [(name, [row for row in rows if row.phase == id_]) for id_, name in section.details]
    has_kinds = len({row.kind for row in rows}) > 1
    return grouped(ink, groups, _told, lambda row: [row.kind, row.id] if has_kinds else [row.id])


def _told(row: ItemRow) -> Words:
    """The furthest stage, how far a goal has come, and what is promised next."""
    so_far = f"{goal_bar(row)} {goal_words(row)}".strip()
    return [(furthest_words(row), "plain"), ("" if row.withdrawn else so_far, "plain"), (next_words(row), "doubtful")]


def grouped(
    ink: Ink,
    groups: Groups,
    told: Callable[[ItemRow], Words],
    asides: Callable[[ItemRow], Sequence[str]] = lambda row: (),
) -> RenderableType:
    """Items under the headings of their groups; a group without any has none."""
    inner = Ink(ink.pen, ink.width - INDENT)
    rows = [row for _, of_group in groups for row in of_group]
    lines = iter(entries(inner, [_entry(inner, row, told(row), asides(row)) for row in rows]))
    parts: list[RenderableType] = []
    for heading, of_group in groups:
        if of_group:
            shown = Padding(Group(*(next(lines) for _ in of_group)), (0, 0, 0, INDENT))
            parts += [*([Text()] if parts else []), ink(heading, "strong"), shown]
    return Group(*parts)


def _entry(ink: Ink, row: ItemRow, told: Words, asides: Sequence[str]) -> Entry:
    return Entry(
        name=ink(row.name),
        sign=ink(glyph(row), tone(row)),
        told=[ink(text, hue) for text, hue in told if text],
        asides=[ink(text, "quiet") for text in asides],
    )
