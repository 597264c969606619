"""The commands about one thing: the figures of a metric, and everything about one id."""

from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.request import Request, reading
from gti_cli.words import quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.formats import Section
    from gti_cli.render.terminal import Ink


@reading
def metrics(
    request: Request,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A metric; all of them without it.", autocompletion=complete.ids("metric")),
    ] = None,
) -> None:
    """The figures over time."""
    from gti_cli.views import metrics as view

    only = request.id_of("metric", id_)
    rows = view.rows(request.ledger, only)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import metrics as screen

        return screen.metrics(ink, rows)

    clauses = [f"is called {only}"] if only else []
    request.answer_rows(rows, view.COLUMNS, what="metric", title="Metrics", clauses=clauses, draw=draw)


@reading
def show(
    request: Request,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An item, phase, metric, source or update.",
            autocompletion=complete.ids("item", "phase", "metric", "source", "update"),
        ),
    ],
) -> None:
    """Everything about one id.

    An item's stages and promises with every restated target, why each verdict is what it is, and the updates behind
    each fact; what hangs on a phase, a metric, a source or an update.
    """
    from gti_cli.cli import output
    from gti_cli.views import facts, phases
    from gti_cli.views import show as view

    type_, found = request.ids.find(id_)
    shown = view.show(request.ledger, type_, found)
    why = view.explanations(request.ledger, shown)
    if shown.row is None:
        output.say(f"nobody had named the {type_} {quoted(found)} {request.caption.as_of}")
    kinds = phases.by_kind(request.ledger, found) if type_ == "phase" else []

    def apart() -> "list[Section]":
        from gti_cli.render import sections

        return sections.of_shown(shown, why, request.caption)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import show as screen

        return screen.show(ink, shown, why, kinds, request.caption)

    request.answer_one(shown, title=facts.name_of(shown) or found, sections=apart, draw=draw)
