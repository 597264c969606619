"""`gti chart`: plan against actual."""

from gti_cli.cli.options import (
    DueOption,
    ItemOption,
    MovedOption,
    PhaseOption,
    SilentOption,
    VerdictOption,
    verdicts_of,
)
from gti_cli.cli.request import Request, reading
from gti_cli.views import promises
from gti_cli.views.answer import Listing
from gti_cli.views.promises import Wanted


@reading
def command(
    request: Request,
    verdict: VerdictOption = None,
    phase: PhaseOption = None,
    item: ItemOption = None,
    moved: MovedOption = False,
    silent: SilentOption = None,
    due_within: DueOption = None,
) -> Listing:
    """Plan against actual, on one time axis.

    A row per promise: what was promised, to when it was moved, and the outcome, with uncertain ends shaded.
    """
    wanted = Wanted(
        verdicts=verdicts_of("--verdict", verdict),
        phase=request.id_of("phase", phase),
        item=request.id_of("item", item),
        moved=moved,
        silent=silent,
        due_within=due_within,
    )
    return promises.listing(request.ledger, wanted, title="Plan and actual", drawing="chart")
