"""`gti chart`: plan against actual."""

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
from gti_cli.views import promises
from gti_cli.views.answer import Listing
from gti_cli.views.promises import Wanted

EXAMPLES = {
    "gti chart": "all promises, and what came of them",
    "gti chart --moved": "those that were put off",
    "gti chart --phase centers": "those of one phase",
}


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
) -> Listing:
    """Plan against actual, on one time axis.

    A row per promise: what was promised, to when it was moved, and the outcome, with uncertain ends shaded.
    """
    wanted = Wanted(
        verdicts=verdicts_of("--verdict", verdict),
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
    return promises.listing(request.ledger, wanted, sort=sort_of(sort), title="Plan and actual", drawing="chart")
