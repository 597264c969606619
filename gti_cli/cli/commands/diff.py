"""`gti diff`: what became known between two days."""

import shlex
from typing import Annotated

import typer

from gti_cli.cli.options import day_of, today
from gti_cli.cli.request import Request, reading
from gti_cli.errors import UsageError
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import diff
from gti_cli.views.answer import Page
from gti_cli.words import quoted

EXAMPLES = {
    "gti diff 2019": "what became known after 2019",
    'gti diff 2018 "June 2019"': "what became known between two days",
}


@reading
def command(
    request: Request,
    from_: Annotated[str, typer.Argument(metavar="FROM", help="The day to compare with: a date phrase, or today.")],
    to: Annotated[
        str | None,
        typer.Argument(metavar="[TO]", help="The later day. [default: the day as of which all commands answer]"),
    ] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="On a terminal also each earlier stage that a later one implies.")
    ] = False,
) -> Page:
    """What became known between two days.

    Verdicts that changed, the worst first, promises moved and made, stages reached, figures, and updates.
    """
    since, last = day_of("FROM", from_), day_of("TO", to)
    after = request.ledger
    if last:
        if request.is_dated and last > after.day:
            raise UsageError(f"Error: TO: {quoted(to)} is after the day of --as-of; give one of the two")
        after = Ledger(request.dataset, last)
    elif since and not request.is_dated and after.day < since <= today():
        after = Ledger(request.dataset, today())  # nothing is known after the end of the log
    if since is None or since > after.day:
        raise UsageError(f"Error: FROM: {quoted(from_)} is after {after.day}; give the earlier day first")
    days = " ".join(shlex.quote(day) for day in (from_, to) if day is not None)
    before = Ledger(request.dataset, since)
    return diff.page(before, after, implied=implied, days=days, options=request.repeated)
