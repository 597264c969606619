"""`gti promises`: the promise ledger."""

from typing import Annotated

import typer

from gti_cli.cli import complete
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
from gti_cli.views import calendar
from gti_cli.views.calendar import PromiseListing
from gti_cli.views.promises import Wanted

EXAMPLES = {
    "gti promises --verdict late,missed": "what came too late, and by how many days",
    "gti promises --due-within 365": "what is due in a year",
    "gti promises --format ics": "the deadlines still ahead, for a calendar",
}

FOUND = 3
"""The exit code of `gti promises --fail-on` where there are such promises."""


@reading
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
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="V,…",
            help=f"Print only promises with one of these verdicts and exit with {FOUND}; else say nothing.",
            autocompletion=complete.verdict_lists,
        ),
    ] = None,
) -> PromiseListing:
    """The promise ledger, with a verdict on each.

    What was promised, to when it was moved, what came of it, and how many days late.
    """
    failing = verdicts_of("--fail-on", fail_on)
    if failing:
        request.require_own()
    wanted = Wanted(
        verdicts=verdicts_of("--verdict", verdict),
        failing=failing,
        phases=request.ids_of("phase", phase),
        items=request.ids_of("item", item),
        by=tuple(by or ()),
        owners=tuple(owner or ()),
        broken=broken,
        overdue=overdue,
        moved=moved,
        hedged=hedged,
        silent=tuple(silent or ()),
        due_within=tuple(due_within or ()),
    )
    return calendar.listing(
        request.ledger, wanted, sort=sort_of(sort), options=request.repeated, exit_code=FOUND if failing else 0
    )
