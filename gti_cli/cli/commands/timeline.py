"""`gti timeline`: what was published, day by day."""

from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.options import ItemsOption, PhasesOption, day_of, days_of, first_day_of
from gti_cli.cli.request import Request, reading
from gti_cli.views import feed
from gti_cli.views.feed import TimelineListing
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
        list[str] | None,
        typer.Option("--since", metavar="DATE", help="Only updates from the first day of this date on."),
    ] = None,
    until: Annotated[
        list[str] | None, typer.Option("--until", metavar="DATE", help="Only updates up to the last day of this date.")
    ] = None,
    phase: PhasesOption = None,
    item: ItemsOption = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="ID", help="Only updates from this source.", autocompletion=complete.ids("source")
        ),
    ] = None,
    grep: Annotated[
        list[str] | None,
        typer.Option(
            "--grep", metavar="TEXT", help="Only updates with this text, in their words or about what they name."
        ),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The newest update first.")] = False,
) -> TimelineListing:
    """What was published, day by day.

    Each update with what it says was reached, and what it promises.
    """
    wanted = Wanted(
        since=days_of(first_day_of, "--since", since),
        until=days_of(day_of, "--until", until),
        phases=request.ids_of("phase", phase),
        items=request.ids_of("item", item),
        sources=request.ids_of("source", source),
        greps=tuple(grep or ()),
    )
    return feed.listing(request.ledger, wanted, reverse=reverse, options=request.repeated)
