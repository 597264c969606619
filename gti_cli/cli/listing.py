"""The commands that list items: regions, centers, and all kinds together."""

from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli.options import PhaseOption
from gti_cli.cli.request import Request, reading
from gti_cli.dataset.model import Kind

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.terminal import Ink
    from gti_cli.views.items import State

CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="Only those that name this country.")
]
DoneOption = Annotated[bool, typer.Option("--done", help="Only those at their last stage and not withdrawn.")]
OpenOption = Annotated[bool, typer.Option("--open", help="Only those at their last stage and not withdrawn.")]
PlannedOption = Annotated[bool, typer.Option("--planned", help="Only those neither at their last stage nor withdrawn.")]
WithdrawnOption = Annotated[bool, typer.Option("--withdrawn", help="Only those that were given up.")]


@reading
def regions(
    request: Request, done: DoneOption = False, planned: PlannedOption = False, country: CountryOption = None
) -> None:
    """The relocation table, a row for each region.

    For each stage the day on which it was reached or is promised.
    """
    from gti_cli.views import items as items_view
    from gti_cli.views import regions as view

    wanted = items_view.Wanted(kind="region", states=_states(done=done, planned=planned), country=country)
    rows = view.rows(request.ledger, wanted)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import regions as screen

        return screen.regions(ink, view.columns(request.dataset), rows)

    request.answer_rows(
        rows,
        view.columns(request.dataset),
        what="region",
        title="Regions",
        clauses=wanted.clauses()[1:],
        signs=lambda: view.signs(rows),
        notes=view.notes(rows),
        draw=draw,
    )


@reading
def centers(
    request: Request,
    open_: OpenOption = False,
    planned: PlannedOption = False,
    withdrawn: WithdrawnOption = False,
    country: CountryOption = None,
) -> None:
    """The centers, with their places and hosts.

    The stage that each has reached, and when it opened or is promised to.
    """
    from gti_cli.views import centers as view
    from gti_cli.views import items as items_view

    states = _states(done=open_, planned=planned, withdrawn=withdrawn)
    wanted = items_view.Wanted(kind="center", states=states, country=country, done_word="open")
    rows = view.rows(request.ledger, wanted)
    columns = view.columns(request.dataset)
    request.answer_rows(
        rows,
        columns,
        what="center",
        title="Centers",
        clauses=wanted.clauses()[1:],
        signs=lambda: items_view.signs(rows),
    )


@reading
def items(
    request: Request,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only items of this kind.")] = None,
    phase: PhaseOption = None,
    done: DoneOption = False,
    planned: PlannedOption = False,
    withdrawn: WithdrawnOption = False,
) -> None:
    """Every item of every kind, and its stage."""
    from gti_cli.views import items as view

    wanted = view.Wanted(
        kind=kind,
        phase=request.id_of("phase", phase),
        states=_states(done=done, planned=planned, withdrawn=withdrawn),
    )
    rows = view.rows(request.ledger, wanted)
    columns = view.columns(request.dataset)
    request.answer_rows(
        rows, columns, what="item", title="Items", clauses=wanted.clauses(), signs=lambda: view.signs(rows)
    )


def _states(*, done: bool = False, planned: bool = False, withdrawn: bool = False) -> "tuple[State, ...]":
    given: tuple[tuple[State, bool], ...] = (("done", done), ("planned", planned), ("withdrawn", withdrawn))
    return tuple(state for state, wanted in given if wanted)
