"""The commands about the whole: where the initiative stands, and how far each phase has come."""

from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.request import Request, reading

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.formats import Section
    from gti_cli.render.terminal import Ink


@reading
def status(request: Request) -> None:
    """Where the whole initiative stands, on one screen.

    Phases with their progress, promises by verdict, what was moved, what nobody mentions any more, what is due next.
    """
    from gti_cli.views import status as view

    state = view.status(request.ledger, request.file_name)

    def apart() -> "list[Section]":
        from gti_cli.render import sections

        return sections.of_status(state, request.caption)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import status as screen

        return screen.status(ink, state, view.details(request.ledger), request.caption)

    request.answer_one(state, title=state.initiative.name, sections=apart, draw=draw)


@reading
def phase(
    request: Request,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A phase; all of them without it.", autocompletion=complete.ids("phase")),
    ] = None,
) -> None:
    """Progress per phase, or all about one phase.

    With an id one phase: its progress, its items by stage, its promises, its updates.
    """
    from gti_cli.views import phases

    ledger = request.ledger
    if id_ is None:
        _all_phases(request)
        return
    found = request.ids.id_of("phase", id_)
    detail = phases.detail(ledger, next(phase for phase in ledger.dataset.phases if phase.id == found))

    def apart() -> "list[Section]":
        from gti_cli.render import sections

        return sections.of_phase(detail, request.caption)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import phase as screen

        return screen.phase(ink, detail, phases.by_kind(ledger, found), request.caption)

    request.answer_one(detail, title=detail.name, sections=apart, draw=draw)


def _all_phases(request: Request) -> None:
    from gti_cli.views import phases

    rows = phases.rows(request.ledger)
    kinds = {row.id: phases.by_kind(request.ledger, row.id) for row in rows}

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import status as screen

        return screen.progress(ink, rows, kinds, summaries=True)

    request.answer_rows(rows, phases.COLUMNS, what="phase", title="Phases", draw=draw)
