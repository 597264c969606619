"""`gti centers`: the places that people visit."""

from typing import Annotated

import typer

from gti_cli.cli.options import CountriesOption, PlannedOption, WithdrawnOption
from gti_cli.cli.request import Request, reading
from gti_cli.views import centers
from gti_cli.views.answer import Listing
from gti_cli.views.items import Wanted, standings

EXAMPLES = {
    "gti centers --open": "the centers that are open",
    "gti centers --country Brazil": "those in Brazil",
}


@reading
def command(
    request: Request,
    open_: Annotated[bool, typer.Option("--open", help="Only those at their last stage and not withdrawn.")] = False,
    planned: PlannedOption = False,
    withdrawn: WithdrawnOption = False,
    country: CountriesOption = None,
) -> Listing:
    """The centers, with their places and hosts.

    The stage that each has reached, and when it opened or is promised to.
    """
    states = standings(done=open_, planned=planned, withdrawn=withdrawn)
    wanted = Wanted(kinds=("center",), states=states, countries=tuple(country or ()), done_word="open")
    return centers.listing(request.ledger, wanted, request.repeated)
