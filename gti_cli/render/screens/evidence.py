"""Evidence on a terminal: the day in a gutter, what was said, and where that stands, once where it is one place."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, labelled, packed
from gti_cli.views.answer import Section
from gti_cli.views.evidence import Evidence

DAY = cell_len("31 Dec 2020")


def evidence(ink: Ink, section: Section) -> RenderableType:
    """What each update says; its source and address stand below it, or beside it where there is room in every line.

    Where all of it stands in one place, that is told once, before it.
    """
    found: list[Evidence] = list(section.rows)
    said = [ink("; ".join(line.said)) for line in found]
    places = [[ink(line.source, "quiet"), *_addresses(ink, line)] for line in found]
    if len(found) > 1 and len({line.place for line in found}) == 1:
        all_of_it = Padding(packed(ink, places[0], ink.width - INDENT), (0, 0, 0, INDENT))
        return Group(all_of_it, _dated(ink, found, said))
    room = ink.width - INDENT - DAY - GAP
    widest = max(text.cell_len for text in said)
    beside = max(sum(piece.cell_len for piece in pieces) + len(DOT) * (len(pieces) - 1) for pieces in places)
    if widest + GAP + beside <= room:
        for text, pieces in zip(said, places, strict=True):
            text.append(" " * (widest - text.cell_len + GAP)).append_text(ink(DOT, "quiet").join(pieces))
        return _dated(ink, found, said)
    below = [Group(text, packed(ink, pieces, room)) for text, pieces in zip(said, places, strict=True)]
    return _dated(ink, found, below)


def _dated(ink: Ink, found: list[Evidence], told: Sequence[RenderableType]) -> RenderableType:
    days = (f"{day_text(line.date):>{DAY}}" for line in found)
    return labelled(ink, zip(days, told, strict=True))


def _addresses(ink: Ink, line: Evidence) -> list[Text]:
    """The address, and that of the copy, as links where a terminal takes one."""
    copy = [ink("copy: ", "quiet").append_text(ink.link(line.archived))] if line.archived else []
    return [*([ink.link(line.url)] if line.url else []), *copy]
