"""`gti metrics`: the figures over time."""

from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.request import Request, reading
from gti_cli.views import metrics
from gti_cli.views.answer import Listing

EXAMPLES = {
    "gti metrics": "the newest value of each figure",
    "gti metrics bounties-paid": "one figure over time",
}


@reading
def command(
    request: Request,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A metric; all of them without it.", autocompletion=complete.ids("metric")),
    ] = None,
) -> Listing:
    """The figures over time."""
    only = None if id_ is None else request.id_named("metric", id_)
    return metrics.listing(request.ledger, only, request.repeated)
