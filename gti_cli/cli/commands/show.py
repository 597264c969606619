"""`gti show`: everything about one id."""

from typing import Annotated

import typer

from gti_cli.cli import complete, output
from gti_cli.cli.request import Request, reading
from gti_cli.views import show
from gti_cli.views.answer import Page
from gti_cli.views.caption import caption
from gti_cli.words import quoted


@reading
def command(
    request: Request,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An item, phase, metric, source or update.",
            autocompletion=complete.ids("item", "phase", "metric", "source", "update"),
        ),
    ],
) -> Page:
    """Everything about one id.

    An item's stages and promises with every restated target, why each verdict is what it is, and the updates behind
    each fact; what hangs on a phase, a metric, a source or an update.
    """
    type_, found = request.ids.find(id_)
    page = show.page(request.ledger, type_, found)
    if page.data.row is None:
        output.say(f"nobody had named the {type_} {quoted(found)} {caption(request.ledger).as_of}")
    return page
