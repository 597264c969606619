"""`gti items`: every item of every kind."""

from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.options import DoneOption, PhasesOption, PlannedOption, WithdrawnOption
from gti_cli.cli.request import Request, reading
from gti_cli.dataset.model import KINDS, Kind
from gti_cli.views import items
from gti_cli.views.answer import Listing
from gti_cli.views.items import Wanted, standings
from gti_cli.words import listed, quoted

EXAMPLES = {
    "gti items --kind review": "the reviews, and how far each has come",
    "gti items --phase outreach --planned": "what is still to be done in one phase",
}


def _kind(text: str) -> Kind:
    """The kind that an option names; raises BadParameter where it is none."""
    for kind in KINDS:
        if kind == text:
            return kind
    raise typer.BadParameter(f"takes {listed(KINDS)}, and not {quoted(text)}")


@reading
def command(
    request: Request,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            parser=_kind,
            help=f"Only items of this kind: {listed(KINDS)}.",
            autocompletion=complete.words(KINDS),
        ),
    ] = None,
    phase: PhasesOption = None,
    done: DoneOption = False,
    planned: PlannedOption = False,
    withdrawn: WithdrawnOption = False,
) -> Listing:
    """Every item of every kind, and its stage."""
    states = standings(done=done, planned=planned, withdrawn=withdrawn)
    wanted = Wanted(
        kinds=tuple(known for known in KINDS if known in (kind or ())),
        phases=request.ids_of("phase", phase),
        states=states,
    )
    return items.listing(request.ledger, wanted, request.repeated)
