"""`gti chart`: plan against actual, and what was said when."""

from functools import partial
from typing import Annotated

import typer

from gti_cli.cli.options import (
    BrokenOption,
    ByOption,
    DueOption,
    HedgedOption,
    ItemsOption,
    MovedOption,
    OverdueOption,
    OwnerOption,
    PhasesOption,
    SilentOption,
    SortOption,
    VerdictOption,
    sort_of,
    verdicts_of,
)
from gti_cli.cli.request import Request, reading
from gti_cli.views import chart, slips
from gti_cli.views.answer import Picture
from gti_cli.views.promises import Wanted

EXAMPLES = {
    "gti chart": "all promises, and what came of them",
    "gti chart --slips": "which date they gave when, of those that were moved",
    "gti chart -o chart.svg": "a picture for an article",
}

FILES = {".svg": "svg"}
"""The format of a file, by its suffix."""

SlipsOption = Annotated[bool, typer.Option("--slips", help="Each statement's day against the date then promised.")]


@partial(reading, files=FILES)
def command(
    request: Request,
    verdict: VerdictOption = None,
    phase: PhasesOption = None,
    item: ItemsOption = None,
    by: ByOption = None,
    owner: OwnerOption = None,
    broken: BrokenOption = False,
    overdue: OverdueOption = False,
    moved: MovedOption = False,
    hedged: HedgedOption = False,
    silent: SilentOption = None,
    due_within: DueOption = None,
    sort: SortOption = None,
    slips_: SlipsOption = False,
) -> Picture:
    """Plan against actual, on one time axis.

    A row per promise: what was promised, to when it was moved, and the outcome, with uncertain ends shaded. With
    --slips a block for each promise that was moved: a line per statement, with the date that it gave.
    """
    wanted = Wanted(
        verdicts=verdicts_of("--verdict", verdict),
        phases=request.ids_of("phase", phase),
        items=request.ids_of("item", item),
        by=tuple(by or ()),
        owners=tuple(owner or ()),
        broken=broken,
        overdue=overdue,
        moved=moved or slips_,
        hedged=hedged,
        silent=tuple(silent or ()),
        due_within=tuple(due_within or ()),
    )
    listing = slips.listing if slips_ else chart.listing
    return listing(request.ledger, wanted, sort=sort_of(sort))
