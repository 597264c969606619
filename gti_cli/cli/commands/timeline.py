"""`gti timeline`: what was published, day by day."""

from typing import Annotated

import typer

from gti_cli.cli.options import ItemOption, PhaseOption, day_of, first_day_of
from gti_cli.cli.request import Request, reading
from gti_cli.views import timeline
from gti_cli.views.answer import Listing
from gti_cli.views.timeline import Wanted

EXAMPLES = {
    "gti timeline --since 2020": "what was published since the beginning of 2020",
    "gti timeline --item zurich --reverse": "each update that names Zurich, the newest first",
    'gti timeline --grep "New Brunswick"': "each update with these words",
}


@reading
def command(
    request: Request,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only updates from the first day of this date on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only updates up to the last day of this date.")
    ] = None,
    phase: PhaseOption = None,
    item: ItemOption = None,
    grep: Annotated[
        str | None,
        typer.Option(
            "--grep", metavar="TEXT", help="Only updates with this text, in their words or about what they name."
        ),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The newest update first.")] = False,
) -> Listing:
    """What was published, day by day.

    Each update with what it says was reached, and what it promises.
    """
    wanted = Wanted(
        since=first_day_of("--since", since),
        until=day_of("--until", until),
        phase=request.id_of("phase", phase),
        item=request.id_of("item", item),
        grep=grep,
    )
    return timeline.listing(request.ledger, wanted, reverse=reverse, options=request.repeated)
