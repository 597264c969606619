"""The relocation table: a row per region, for each stage the day it was reached or what is promised of it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from gti_cli.dataset.model import Dataset, Region
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.signs import AHEAD
from gti_cli.views import items
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone, piped_text
from gti_cli.views.items import ItemRow, Wanted
from gti_cli.views.values import marks, starred


class RegionRow(ItemRow, frozen=True, kw_only=True):
    """A region: whose users' data moves, and where to."""

    countries: tuple[str, ...] | None
    destination: str | None


ALL = Wanted(kinds=("region",))


def rows(ledger: Ledger, wanted: Wanted = ALL) -> list[RegionRow]:
    """The regions asked for, in file order."""
    return [
        row(ledger, state) for state in ledger.states.values() if isinstance(state.item, Region) and wanted.keeps(state)
    ]


def listing(ledger: Ledger, wanted: Wanted = ALL, options: str = "") -> Listing:
    """The regions asked for, as an answer; `options` are those that the commands named in it need."""
    found = rows(ledger, wanted)
    return Listing(
        heading="Regions",
        caption=caption(ledger),
        what="region",
        clauses=wanted.clauses()[1:],
        columns=columns(ledger.dataset, found),
        rows=found,
        more=items.more(found, options),
        signs=signs(found),
        notes=notes(found),
        drawing="regions",
    )


def row(ledger: Ledger, state: ItemState) -> RegionRow:
    """The row of one region."""
    return RegionRow(**items.fields(ledger, state), **items.own_fields(state, RegionRow))


def stage_cell(stage: str, row: RegionRow) -> str:
    """When a region reached a stage, with a star where that is implied; else what is promised of it, with a circle."""
    if reached := row.stages.get(stage):
        return starred(reached)
    target = row.targets.get(stage)
    return f"{AHEAD} {target}" if target and not row.withdrawn else "–"


def _stage_in_a_pipe(stage: str, row: RegionRow) -> tuple[Any, ...]:
    target = None if row.withdrawn else row.targets.get(stage)
    return (row.stages.get(stage) or (target and f"{AHEAD} {piped_text(target)}"),)


def stage_tone(stage: str, row: RegionRow) -> Tone:
    """Reached, or still ahead."""
    return "plain" if row.stages.get(stage) else "doubtful" if row.targets.get(stage) else "quiet"


OWN = tuple(items.own_columns(Region))
WITHDRAWN_ON = Column(
    name=None,
    of=lambda row: row.withdrawn.text if row.withdrawn else "–",
    title="withdrawn",
    tone=lambda row: "bad" if row.withdrawn else "quiet",
    heads=("withdrawn",),
    pipe=lambda row: (row.withdrawn,),
)
"""For people, where a region was given up."""


def columns(dataset: Dataset, rows: Sequence[RegionRow] = ()) -> tuple[Column, ...]:
    """The columns of regions: for people one a stage, with the day it was reached or is promised for.

    And one for the day on which a region was given up, where one of the rows was.
    """
    stages = items.stages_in(dataset, "region")
    base = (*items.BASE, *items.LAST, *OWN)
    shown = tuple(
        Column(
            name=None,
            of=partial(stage_cell, stage),
            title=stage,
            tone=partial(stage_tone, stage),
            heads=(stage,),
            pipe=partial(_stage_in_a_pipe, stage),
        )
        for stage in stages
    )
    given_up = (WITHDRAWN_ON,) if any(row.withdrawn for row in rows) else ()
    return (*items.BASE, *items.stage_groups(base, stages), *items.LAST, *OWN, *shown, *given_up)


def signs(rows: Sequence[RegionRow]) -> Iterator[str]:
    """What the signs in the table mean."""
    yield from marks(reached for row in rows for reached in row.stages.values())
    if any(stage_cell(stage, row).startswith(AHEAD.glyph) for row in rows for stage in row.stages):
        yield AHEAD.key


def notes(rows: Sequence[RegionRow]) -> list[str]:
    """Which countries each region has."""
    return [f"{row.name}: {', '.join(row.countries)}" for row in rows if row.countries]
