"""`gti status`: where the whole initiative stands."""

from functools import partial

from gti_cli.cli.request import Request, reading
from gti_cli.views import overview, status
from gti_cli.views.answer import Page

EXAMPLES = {
    "gti status": "where everything stands, on one screen",
    "gti status --as-of 2018": "what was known at the end of 2018",
}


@partial(reading, together=overview.listing)
def command(request: Request) -> Page:
    """Where the whole initiative stands, on one screen.

    What was broken and by how much, what is overdue, what nobody can tell, what was put off, what is not mentioned any
    more, and what is due next; how far each phase has come, and the newest update. Of several datasets, or of a folder
    of them, a row each: how many promises were delivered, broken, are overdue or put off; the worst first.
    """
    return status.page(request.ledger, request.file_name, request.repeated)
