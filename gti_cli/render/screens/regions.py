"""The relocation table on a terminal: a column per stage, in the widest form that fits."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.render.terminal import GAP, INDENT, STYLES, Ink, labelled
from gti_cli.views.answer import Section
from gti_cli.views.columns import Column, for_people
from gti_cli.views.regions import RegionRow

DASH = " – "


def regions(ink: Ink, section: Section) -> RenderableType:
    """A line for each region; where that is too wide, spans on two lines; where that is, too, a line for each stage."""
    rows: Sequence[RegionRow] = section.rows
    name, *stages = for_people(section.columns)
    room = ink.width - INDENT
    for fold in (False, True):
        lines = [[_folded(stage.text(row), fold=fold) for stage in stages] for row in rows]
        widths = [
            max(cell_len(stage.title or ""), *(cell_len(part) for line in lines for part in line[at]))
            for at, stage in enumerate(stages)
        ]
        words = [row.name.split() if fold else [row.name] for row in rows]
        names = max(cell_len(part) for parts in words for part in parts)
        if names + sum(widths) + GAP * len(stages) <= room:
            return _table(ink, name, stages, rows, widths, fold=fold)
    return _list(ink, stages, rows)


def _folded(text: str, *, fold: bool) -> list[str]:
    first, dash, last = text.partition(DASH)
    return [f"{first} –", last] if fold and dash else [text]


def _table(
    ink: Ink, name: Column, stages: Sequence[Column], rows: Sequence[RegionRow], widths: Sequence[int], *, fold: bool
) -> RenderableType:
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style=STYLES["quiet"])
    table.add_column(ink("Region", "quiet"), overflow="fold")
    for stage, width in zip(stages, widths, strict=True):
        table.add_column(ink((stage.title or "").capitalize(), "quiet"), width=width, no_wrap=True)
    for row in rows:
        table.add_row(ink(name.text(row), "strong"), *(_cell(ink, stage, row, fold=fold) for stage in stages))
    return Padding(table, (0, 0, 0, INDENT))


def _cell(ink: Ink, stage: Column, row: RegionRow, *, fold: bool) -> Text:
    tone = stage.tone(row) if stage.tone else "plain"
    return Text("\n").join(ink(line, tone) for line in _folded(stage.text(row), fold=fold))


def _list(ink: Ink, stages: Sequence[Column], rows: Sequence[RegionRow]) -> RenderableType:
    parts: list[RenderableType] = []
    for row in rows:
        parts.append(ink(row.name, "strong"))
        parts.append(labelled(ink, [(stage.title or "", _cell(ink, stage, row, fold=False)) for stage in stages]))
    return Group(*parts)
