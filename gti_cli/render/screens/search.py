"""Where a text stands, on a terminal: thing by thing, the text marked, with the words around it."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.characters import one_line
from gti_cli.render.terminal import GAP, INDENT, Ink, labelled
from gti_cli.views.answer import Section
from gti_cli.views.search import FoundRow, things
from gti_cli.words import places_of

SHORT = 60
"""A text of so many signs is shown whole, however narrow the terminal."""


def found(ink: Ink, section: Section) -> RenderableType:
    """Each thing with its name, its type and its id, and below it every field in which the text stands."""
    sought, told = str(section.details), ink.marking(str(section.details))
    gutter = max(len(row.field) for row in section.rows)
    room = max(ink.width - gutter - 2 * INDENT - 2 * GAP, SHORT)
    parts: list[RenderableType] = []
    for thing, rows in things(section.rows):
        head = ink.line((thing.name, "strong"), (f"  {thing.type}  {thing.id}", "quiet"))
        parts += [Text(), Padding(head, (0, 0, 0, INDENT))]
        for row in rows:
            parts.append(_field(ink, f"{row.field.replace('_', ' '):{gutter}}", told(around(sought, row, room))))
    return Group(*parts[1:])


def _field(ink: Ink, name: str, text: Text) -> RenderableType:
    """A field with its text; in a grid, which takes longer, where that must be broken over lines."""
    if 2 * INDENT + len(name) + GAP + text.cell_len > ink.width:
        return Padding(labelled(ink, [(name, text)]), (0, 0, 0, INDENT))
    line = Text(" " * 2 * INDENT, overflow="fold")
    return line.append_text(ink(name, "quiet")).append(" " * GAP).append_text(text)


def around(sought: str, row: FoundRow, room: int) -> str:
    """A text in so many signs: the first place where the other stands in it, and the words around that."""
    text = one_line(row.text)
    if len(text) <= room:
        return text
    start, end = next(iter(places_of(sought, text)), (0, 0))
    first = max(0, min(start - (room - (end - start)) // 2, len(text) - room))
    last = max(first + room, end)
    if first > 0:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = text.rfind(" ", end, last) if " " in text[end:last] else last
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
