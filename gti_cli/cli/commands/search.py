"""`gti search`: every place in the log where a text stands."""

from typing import Annotated

import typer

from gti_cli.cli.options import require_text
from gti_cli.cli.request import Request, reading
from gti_cli.errors import UsageError
from gti_cli.views import search
from gti_cli.views.answer import Listing

EXAMPLES = {
    "gti search Japan": "where a country is named",
    "gti search Frankfurt --json": "the same for a script",
}


@reading
def command(
    request: Request, text: Annotated[str, typer.Argument(metavar="TEXT", help="What to look for, in any case.")]
) -> Listing:
    """Every place in the log where a text stands.

    Names, earlier ones too, aliases, places, hosts, scopes, titles, summaries, notes, quotes, dates in words: the id of
    the thing, the field, and the words around it.
    """
    require_text("TEXT", text)
    if not text.strip():
        raise UsageError("Error: TEXT is empty; write what to look for, for example: gti search Zurich")
    return search.listing(request.ledger, text, request.repeated)
