"""The commands about what was published: day by day, and what became known between two days."""

from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli.options import ItemOption, PhaseOption
from gti_cli.cli.request import Request, day_of, first_day_of, reading
from gti_cli.errors import UsageError
from gti_cli.words import quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.formats import Section
    from gti_cli.render.terminal import Ink


@reading
def timeline(
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
        typer.Option("--grep", metavar="TEXT", help="Only updates with this text in a title, summary, note or name."),
    ] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="The newest update first.")] = False,
) -> None:
    """What was published, day by day.

    Each update with what it says was reached, and what it promises.
    """
    from gti_cli.views import timeline as view

    wanted = view.Wanted(
        since=first_day_of("--since", since),
        until=day_of("--until", until),
        phase=request.id_of("phase", phase),
        item=request.id_of("item", item),
        grep=grep,
    )
    rows = view.rows(request.ledger, wanted)
    if reverse:
        rows = rows[::-1]

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import timeline as screen

        return screen.timeline(ink, list(rows))

    request.answer_rows(
        rows,
        view.COLUMNS,
        what="update",
        title="Timeline",
        clauses=wanted.clauses(),
        lines=lambda: view.lines(rows),
        draw=draw,
    )


@reading
def diff(
    request: Request,
    from_: Annotated[str, typer.Argument(metavar="FROM", help="The day after which it begins: a date, or today.")],
    to: Annotated[str | None, typer.Argument(metavar="[TO]", help="The last day, else that of other answers.")] = None,
) -> None:
    """What became known between two days.

    Updates, stages reached, new and moved promises, verdicts that changed, and figures.
    """
    from gti_cli.ledger.ledger import Ledger
    from gti_cli.views import diff as view
    from gti_cli.views.caption import caption

    since, last = day_of("FROM", from_), day_of("TO", to)
    after = Ledger(request.dataset, last) if last else request.ledger
    if since is None or since > after.day:
        raise UsageError(f"Error: {quoted(from_)} is after {after.day}; give the earlier day first")
    answer = view.diff(Ledger(request.dataset, since), after)
    title = view.title(answer)
    stated_by = f"as stated by {caption(after).stated_by}"

    def apart() -> "list[Section]":
        from gti_cli.render import sections

        return sections.of_diff(answer)

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import diff as screen

        return screen.diff(ink, answer, title, stated_by)

    request.answer_one(answer.keyed(), title=title, sections=apart, draw=draw, caption=stated_by)
