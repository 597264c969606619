"""`gti status`: where the whole initiative stands."""

from gti_cli.cli.request import Request, reading
from gti_cli.views import status
from gti_cli.views.answer import Page


@reading
def command(request: Request) -> Page:
    """Where the whole initiative stands, on one screen.

    Phases with their progress, promises by verdict, what was moved, what nobody mentions any more, what is due next.
    """
    return status.page(request.ledger, request.file_name)
