"""The relocation table: a row per region, for each stage the day it was reached or what is promised of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from gti_cli.ledger import Ledger, Thing
from gti_cli.model import Dataset, Region
from gti_cli.views import items
from gti_cli.views.columns import Column, Tone
from gti_cli.views.items import ItemRow, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow(ItemRow):
    """A region: whose users' data moves, and where to."""

    countries: tuple[str, ...] | None
    destination: str | None


ALL = Wanted(kind="region")


def rows(ledger: Ledger, wanted: Wanted = ALL) -> list[RegionRow]:
    """The regions asked for, in file order."""
    return [row(thing, thing.item) for thing in ledger.things.values() if isinstance(thing.item, Region) and wanted.keeps(thing)]


def row(thing: Thing, region: Region) -> RegionRow:
    """The row of one region."""
    return RegionRow(**items.fields(thing), countries=region.countries, destination=region.destination)


def stage_cell(stage: str, row: RegionRow) -> str:
    """When a region reached a stage, with a star where that is implied; else what is promised of it."""
    if reached := row.stages[stage]:
        return f"{reached.text} *" if reached.implied else reached.text
    target = row.targets[stage]
    return f"{target} promised" if target and not row.withdrawn else "–"


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


def notes(rows: Sequence[RegionRow]) -> list[str]:
    """What stands below the table: what the star means, and which countries each region has."""
    implied = any(reached and reached.implied for row in rows for reached in row.stages.values())
    star = ["* implied by another statement, not stated"] if implied else []
    return [*star, *(f"{row.name}: {', '.join(row.countries)}" for row in rows if row.countries)]
