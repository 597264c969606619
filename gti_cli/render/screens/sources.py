"""Sources on a terminal: who publishes each, how much it has said and when, and its address as a link."""

from rich.console import Group, RenderableType
from rich.padding import Padding

from gti_cli.render.terminal import INDENT, Ink, packed
from gti_cli.views.answer import Section
from gti_cli.views.sources import SourceRow, days_words, extent_words


def sources(ink: Ink, section: Section) -> RenderableType:
    """Each source under its title."""
    return Padding(Group(*(_source(ink, row) for row in section.rows)), (0, 0, 0, INDENT))


def _source(ink: Ink, row: SourceRow) -> RenderableType:
    room = ink.width - 2 * INDENT
    title = [ink(row.title, "strong"), ink(row.id, "quiet")]
    told = [ink(row.whose), ink(extent_words(row)), ink(days_words(row))]
    address = [ink.link(row.url)] if row.url else []
    below = Group(packed(ink, told, room), *address)
    return Group(packed(ink, title, ink.width - INDENT), Padding(below, (0, 0, 0, INDENT)))
