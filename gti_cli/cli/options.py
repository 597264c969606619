"""Options that several commands have, beside those of `request` that all of them share."""

from typing import Annotated

import typer

from gti_cli.cli import complete

PhaseOption = Annotated[
    str | None,
    typer.Option(
        "--phase", metavar="ID", help="Only what belongs to this phase.", autocompletion=complete.ids("phase")
    ),
]
ItemOption = Annotated[
    str | None,
    typer.Option("--item", metavar="ID", help="Only what concerns this item.", autocompletion=complete.ids("item")),
]
