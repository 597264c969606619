"""`gti phase`: how far each strand of work has come, or all about one."""

from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.request import Request, reading
from gti_cli.views import phases
from gti_cli.views.answer import Listing, Page

EXAMPLES = {
    "gti phase": "how far each strand of work has come",
    "gti phase relocation": "all about one: its items, promises and updates",
}


@reading
def command(
    request: Request,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A phase; all of them without it.", autocompletion=complete.ids("phase")),
    ] = None,
) -> Listing | Page:
    """Progress per phase, or all about one phase.

    With an id one phase: its progress, its items by stage, its promises, its updates.
    """
    if id_ is None:
        return phases.listing(request.ledger, request.repeated)
    request.require_one("gti phase ID")
    found = request.ids.id_of("phase", id_)
    phase = next(phase for phase in request.dataset.phases if phase.id == found)
    return phases.page(request.ledger, phase, request.repeated)
