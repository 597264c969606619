"""`gti show`: everything about one id."""

from typing import Annotated

import typer

from gti_cli.cli import complete, output
from gti_cli.cli.request import Request, reading
from gti_cli.views import show
from gti_cli.views.answer import Page
from gti_cli.views.caption import caption
from gti_cli.words import quoted

EXAMPLES = {
    "gti show sao-paulo": "one center, and why its verdict is what it is",
    "gti show relocation": "one phase, with all that belongs to it",
    "gti show 2019-11-13": "what one update says",
}


@reading
def command(
    request: Request,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An item, phase, metric, source, update, promise or the initiative, by its id or a name of its own.",
            autocompletion=complete.ids("item", "phase", "metric", "source", "update", "initiative"),
        ),
    ],
) -> Page:
    """Everything about one id.

    An item's stages and promises with every restated target, why each verdict is what it is, and the updates behind
    each fact; what hangs on a phase, a metric, a source or an update. By its id, such as europe.completed, one promise
    alone; by that of the initiative, where it stands.
    """
    type_, found = request.thing_of(id_)
    page = show.page(request.ledger, type_, found, request.file_name, request.repeated)
    if page.data.row is None:
        verb = "made" if type_ == "promise" else "named"
        output.say(f"nobody had {verb} the {type_} {quoted(found)} {caption(request.ledger).as_of}")
    return page
