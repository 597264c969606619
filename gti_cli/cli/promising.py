"""The commands about promises: the ledger of them, and plan against actual."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from gti_cli.cli import complete
from gti_cli.cli.options import ItemOption, PhaseOption
from gti_cli.cli.request import Request, reading
from gti_cli.errors import UsageError
from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.words import did_you_mean, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.terminal import Ink
    from gti_cli.views.promises import Wanted

FOUND = 3
"""The exit code of `gti promises --fail-on` where it found some."""


VerdictOption = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="V,…",
        help=f"Only promises with one of these verdicts: {', '.join(VERDICTS)}.",
        autocompletion=complete.verdicts,
    ),
]
MovedOption = Annotated[bool, typer.Option("--moved", help="Only promises that were restated to another date.")]
SilentOption = Annotated[
    int | None,
    typer.Option("--silent", metavar="DAYS", min=0, help="Only promises not reached and not mentioned for so long."),
]
DueOption = Annotated[
    int | None,
    typer.Option("--due-within", metavar="DAYS", min=0, help="Only promises that are due within so many days."),
]


@reading
def promises(
    request: Request,
    verdict: VerdictOption = None,
    phase: PhaseOption = None,
    item: ItemOption = None,
    moved: MovedOption = False,
    silent: SilentOption = None,
    due_within: DueOption = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="V,…",
            help=f"Print only promises with one of these verdicts and exit with {FOUND}; else say nothing.",
            autocompletion=complete.verdicts,
        ),
    ] = None,
) -> None:
    """The promise ledger, with a verdict on each.

    What was promised, to when it was moved, what came of it, and how many days late.
    """
    from gti_cli.views import promises as view

    failing = _verdicts("--fail-on", fail_on)
    wanted = replace(
        _wanted(request, verdict=verdict, phase=phase, item=item, moved=moved, silent=silent, due_within=due_within),
        failing=failing,
    )
    rows = view.rows(request.ledger, wanted)
    columns = view.columns(request.ledger.day)
    if failing and not rows and request.format == "table":
        return
    request.answer_rows(
        rows,
        columns,
        what="promise",
        title="Promises",
        clauses=wanted.clauses(),
        signs=lambda: view.signs(rows),
        quiet=bool(failing),
    )
    if failing and rows:
        raise typer.Exit(FOUND)


@reading
def chart(
    request: Request,
    verdict: VerdictOption = None,
    phase: PhaseOption = None,
    item: ItemOption = None,
    moved: MovedOption = False,
    silent: SilentOption = None,
    due_within: DueOption = None,
) -> None:
    """Plan against actual, on one time axis.

    A row per promise: what was promised, to when it was moved, and the outcome, with uncertain ends shaded.
    """
    from gti_cli.views import promises as view

    wanted = _wanted(
        request, verdict=verdict, phase=phase, item=item, moved=moved, silent=silent, due_within=due_within
    )
    rows = view.rows(request.ledger, wanted)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import chart as screen

        return screen.chart(ink, list(rows), request.ledger.day)

    request.answer_rows(
        rows,
        view.columns(request.ledger.day),
        what="promise",
        title="Plan and actual",
        clauses=wanted.clauses(),
        draw=draw,
        always_drawn=True,
    )


def _wanted(
    request: Request,
    *,
    verdict: list[str] | None,
    phase: str | None,
    item: str | None,
    moved: bool,
    silent: int | None,
    due_within: int | None,
) -> "Wanted":
    """The promises that are asked for; raises UsageError for an unknown verdict or id."""
    from gti_cli.views.promises import Wanted

    return Wanted(
        verdicts=_verdicts("--verdict", verdict),
        phase=request.id_of("phase", phase),
        item=request.id_of("item", item),
        moved=moved,
        silent=silent,
        due_within=due_within,
    )


def _verdicts(option: str, given: list[str] | None) -> tuple[Verdict, ...]:
    words = [word.strip().lower() for text in given or () for word in text.split(",")]
    known = {str(verdict): verdict for verdict in VERDICTS}
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known, short=len(known))
            raise UsageError(f"Error: {option}: no verdict {quoted(word)}; {hint}")
    return tuple(known[word] for word in words)
