"""`gti sources`: where statements come from."""

from gti_cli.cli.request import Request, reading
from gti_cli.views import sources
from gti_cli.views.answer import Listing

EXAMPLES = {
    "gti sources": "who said how much, from when to when",
    "gti sources --json": "the same for a script",
    "gti show status-page": "one source, with all that it published",
}


@reading
def command(request: Request) -> Listing:
    """Where statements come from.

    Who publishes each source, whether that is not the organization itself, how many updates it has published with how
    many statements, the days of the first and the last, and its address.
    """
    return sources.listing(request.ledger)
