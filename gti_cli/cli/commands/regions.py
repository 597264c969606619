"""`gti regions`: the relocation table."""

from gti_cli.cli.options import CountriesOption, DoneOption, PlannedOption
from gti_cli.cli.request import Request, reading
from gti_cli.views import regions
from gti_cli.views.answer import Listing
from gti_cli.views.items import Wanted, standings

EXAMPLES = {
    "gti regions --country Japan": "whether data from Japan has moved, and since when",
    "gti regions --planned --as-of 2019": "what still had to move at the end of 2019",
}


@reading
def command(
    request: Request, done: DoneOption = False, planned: PlannedOption = False, country: CountriesOption = None
) -> Listing:
    """The relocation table, a row for each region.

    For each stage the day on which it was reached or is promised.
    """
    wanted = Wanted(kinds=("region",), states=standings(done=done, planned=planned), countries=tuple(country or ()))
    return regions.listing(request.ledger, wanted, request.repeated)
