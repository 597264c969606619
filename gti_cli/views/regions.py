"""The relocation table: a row per region, for each stage the day it was reached or what is promised of it."""

from collections.abc import Sequence
from functools import partial

from gti_cli.dataset.model import Dataset, Region
from gti_cli.ledger.ledger import Ledger, Thing
from gti_cli.views import items
from gti_cli.views.columns import Column, Tone
from gti_cli.views.items import ItemRow, Wanted
from gti_cli.views.values import IMPLIED, starred


class RegionRow(ItemRow, frozen=True, kw_only=True):
    """A region: whose users' data moves, and where to."""

    countries: tuple[str, ...] | None
    destination: str | None


ALL = Wanted(kind="region")


def rows(ledger: Ledger, wanted: Wanted = ALL) -> list[RegionRow]:
    """The regions asked for, in file order."""
    return [
        row(thing, thing.item)
        for thing in ledger.things.values()
        if isinstance(thing.item, Region) and wanted.keeps(thing)
    ]


def row(thing: Thing, region: Region) -> RegionRow:
    """The row of one region."""
    return RegionRow(**items.fields(thing), countries=region.countries, destination=region.destination)


def stage_cell(stage: str, row: RegionRow) -> str:
    """When a region reached a stage, with a star where that is implied; else what is promised of it, with a circle."""
    if reached := row.stages[stage]:
        return starred(reached)
    target = row.targets[stage]
    return f"○ {target}" if target and not row.withdrawn else "–"


def stage_tone(stage: str, row: RegionRow) -> Tone:
    """Reached, or still ahead."""
    return "plain" if row.stages[stage] else "doubtful" if row.targets[stage] else "quiet"


OWN = (
    Column(name="countries", of=lambda row: row.countries, form="words"),
    Column(name="destination", of=lambda row: row.destination),
)


def columns(dataset: Dataset) -> tuple[Column, ...]:
    """The columns of regions: for people one a stage, with the day it was reached or is promised for."""
    stages = dataset.stages.regions
    base = (*items.BASE, *items.LAST, *OWN)
    shown = tuple(
        Column(
            name=None,
            of=partial(stage_cell, stage),
            title=stage,
            tone=partial(stage_tone, stage),
        )
        for stage in stages
    )
    return (*items.BASE, *items.stage_groups(base, stages), *items.LAST, *OWN, *shown)


def signs(rows: Sequence[RegionRow]) -> list[str]:
    """What the signs in the table mean."""
    implied = any(reached and reached.implied for row in rows for reached in row.stages.values())
    promised = any(stage_cell(stage, row).startswith("○") for row in rows for stage in row.stages)
    return [*([IMPLIED] if implied else []), *(["○ promised, not reached"] if promised else [])]


def notes(rows: Sequence[RegionRow]) -> list[str]:
    """Which countries each region has."""
    return [f"{row.name}: {', '.join(row.countries)}" for row in rows if row.countries]
