"""Where several initiatives stand, on a terminal: their numbers below one another, beside the names or below them."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import GAP, INDENT, Ink, packed
from gti_cli.views.answer import Section
from gti_cli.views.overview import COUNTS, OverviewRow, newest_words
from gti_cli.words import capitalized

HEADS = (*(count.name for count in COUNTS), "newest update", "as of")


def overview(ink: Ink, section: Section) -> RenderableType:
    """The initiatives in the order given, each with its numbers, its newest update and its day.

    That is a line for each; where names have no room in it, a line of their own. Columns that have none there either
    stand behind the name; on a terminal too narrow for the numbers, each of these has its word instead.
    """
    rows: Sequence[OverviewRow] = list(section.shown)
    names = [ink(row.title, "strong") for row in rows]
    cells = [_cells(ink, row) for row in rows]
    widths = [max(map(cell_len, (head, *(line[at].plain for line in cells)))) for at, head in enumerate(HEADS)]
    longest = max(name.cell_len for name in names)
    room = ink.width - INDENT
    if longest + _length(widths) <= room:
        lines = _beside(ink, names, cells, widths, longest)
    elif (shown := _how_many(widths, room)) >= len(COUNTS):
        lines = _below(ink, names, cells, widths[:shown])
    else:
        lines = _in_words(ink, rows, names, cells)
    return Padding(Group(*lines), (0, 0, 0, INDENT))


def _cells(ink: Ink, row: OverviewRow) -> list[Text]:
    """What stands below each head."""
    numbers = [(getattr(row, count.of), count.tone) for count in COUNTS]
    days = (newest_words(row), day_text(row.as_of))
    return [*(ink(str(number), tone if number else "quiet") for number, tone in numbers), *map(ink, days)]


def _length(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * len(widths)


def _how_many(widths: Sequence[int], room: int) -> int:
    """How many columns have room beside one another."""
    return max(count for count in range(len(widths) + 1) if _length(widths[:count]) <= max(room, 0))


def _aligned(line: Text, cells: Sequence[Text], widths: Sequence[int]) -> Text:
    """A line with cells behind it, each at the right end of its column."""
    for cell, width in zip(cells, widths, strict=False):
        line.append(" " * (GAP + width - cell.cell_len)).append_text(cell)
    return line


def _heads(ink: Ink) -> list[Text]:
    return [ink(capitalized(head), "quiet") for head in HEADS]


def _beside(
    ink: Ink, names: Sequence[Text], cells: Sequence[list[Text]], widths: Sequence[int], longest: int
) -> Iterator[RenderableType]:
    yield _aligned(Text(" " * longest, overflow="fold"), _heads(ink), widths)
    for name, line in zip(names, cells, strict=True):
        name.append(" " * (longest - name.cell_len))
        yield _aligned(name, line, widths)


def _below(
    ink: Ink, names: Sequence[Text], cells: Sequence[list[Text]], widths: Sequence[int]
) -> Iterator[RenderableType]:
    """Each name with the days that have no column, and below it the numbers."""
    yield _aligned(Text(overflow="fold"), _heads(ink), widths)
    for name, line in zip(names, cells, strict=True):
        named = zip(HEADS[len(widths) :], line[len(widths) :], strict=True)
        behind = [ink(f"{head} {cell.plain}", "quiet") for head, cell in named]
        yield packed(ink, [name, *behind], ink.width - INDENT)
        yield _aligned(Text(overflow="fold"), line, widths)


def _in_words(
    ink: Ink, rows: Sequence[OverviewRow], names: Sequence[Text], cells: Sequence[list[Text]]
) -> Iterator[RenderableType]:
    """Each name, and below it every number that is not 0 and both days, with their words."""
    for row, name, line in zip(rows, names, cells, strict=True):
        counts = len(COUNTS)
        numbers = [
            cell.append(f" {count.name}")
            for cell, count in zip(line[:counts], COUNTS, strict=True)
            if getattr(row, count.of)
        ]
        days = [ink(f"{head} {cell.plain}", "quiet") for head, cell in zip(HEADS[counts:], line[counts:], strict=True)]
        yield name
        yield Padding(packed(ink, [*numbers, *days], max(1, ink.width - 2 * INDENT)), (0, 0, 0, INDENT))
