"""`gti items`: every item of every kind."""

from typing import Annotated

import typer

from gti_cli.cli.options import DoneOption, PhaseOption, PlannedOption, WithdrawnOption
from gti_cli.cli.request import Request, reading
from gti_cli.dataset.model import Kind
from gti_cli.views import items
from gti_cli.views.answer import Listing
from gti_cli.views.items import Wanted, standings


@reading
def command(
    request: Request,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only items of this kind.")] = None,
    phase: PhaseOption = None,
    done: DoneOption = False,
    planned: PlannedOption = False,
    withdrawn: WithdrawnOption = False,
) -> Listing:
    """Every item of every kind, and its stage."""
    states = standings(done=done, planned=planned, withdrawn=withdrawn)
    return items.listing(request.ledger, Wanted(kind=kind, phase=request.id_of("phase", phase), states=states))
