"""The reading commands: each parses its filters, asks one view, and answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import complete
from gti_cli.cli.request import Request, day_of, first_day_of, reading
from gti_cli.errors import UsageError, did_you_mean, quoted
from gti_cli.model import Kind
from gti_cli.verdict import VERDICTS, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.render.terminal import Ink
    from gti_cli.render.text import Section
    from gti_cli.views.items import State
    from gti_cli.views.promises import Wanted

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
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="Only those that name this country.")
]
DoneOption = Annotated[bool, typer.Option("--done", help="Only those at their last stage and not withdrawn.")]
OpenOption = Annotated[bool, typer.Option("--open", help="Only those at their last stage and not withdrawn.")]
PlannedOption = Annotated[bool, typer.Option("--planned", help="Only those neither at their last stage nor withdrawn.")]
WithdrawnOption = Annotated[bool, typer.Option("--withdrawn", help="Only those that were given up.")]


FOUND = 3
"""The exit code of `gti promises --fail-on` where it found some."""


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
        rows.reverse()

    def draw(ink: "Ink") -> "RenderableType":
        from gti_cli.render.screens import timeline as screen

        return screen.timeline(ink, rows)

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
        signs=view.signs(rows),
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
        rows, columns, what="center", title="Centers", clauses=wanted.clauses()[1:], signs=items_view.signs(rows)
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
    request.answer_rows(rows, columns, what="item", title="Items", clauses=wanted.clauses(), signs=view.signs(rows))


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
    wanted = _wanted(
        request, verdict=verdict, phase=phase, item=item, moved=moved, silent=silent, due_within=due_within
    )
    rows = [row for row in view.rows(request.ledger, wanted) if not failing or row.verdict in failing]
    columns = view.columns(request.ledger.day)
    if failing and not rows and request.format == "table":
        return
    request.answer_rows(
        rows,
        columns,
        what="promise",
        title="Promises",
        clauses=wanted.clauses(),
        signs=view.signs(rows),
        quiet=bool(failing),
    )
    if failing and rows:
        raise typer.Exit(FOUND)


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
        from gti_cli.render import chart as screen

        return screen.chart(ink, rows, request.ledger.day)

    request.answer_rows(
        rows,
        view.columns(request.ledger.day),
        what="promise",
        title="Plan and actual",
        clauses=wanted.clauses(),
        draw=draw,
        always_drawn=True,
    )


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


@reading
def diff(
    request: Request,
    from_: Annotated[str, typer.Argument(metavar="FROM", help="The day after which it begins: a date, or today.")],
    to: Annotated[str | None, typer.Argument(metavar="[TO]", help="The last day, else that of other answers.")] = None,
) -> None:
    """What became known between two days.

    Updates, stages reached, new and moved promises, verdicts that changed, and figures.
    """
    from gti_cli.ledger import Ledger
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


def _states(*, done: bool = False, planned: bool = False, withdrawn: bool = False) -> "tuple[State, ...]":
    given: tuple[tuple[State, bool], ...] = (("done", done), ("planned", planned), ("withdrawn", withdrawn))
    return tuple(state for state, wanted in given if wanted)


def _verdicts(option: str, given: list[str] | None) -> tuple[Verdict, ...]:
    words = [word.strip().lower() for text in given or () for word in text.split(",")]
    known = {str(verdict): verdict for verdict in VERDICTS}
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known, short=len(known))
            raise UsageError(f"Error: {option}: no verdict {quoted(word)}; {hint}")
    return tuple(known[word] for word in words)
