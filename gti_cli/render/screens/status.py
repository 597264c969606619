"""Status on a terminal: where everything stands, in one screen."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.render.terminal import INDENT, Ink, bar, heading, labelled
from gti_cli.span import day_text
from gti_cli.views.caption import Caption
from gti_cli.views.cells import days_text
from gti_cli.views.columns import Tone
from gti_cli.views.phases import PhaseRow, progress_words
from gti_cli.views.promises import TONES, PromiseRow
from gti_cli.views.status import Status
from gti_cli.views.timeline import UpdateRow

MOST = 4
"""How many promises a line of status names before it counts the rest."""

BAR = 30
WIDE = 90


def status(ink: Ink, state: Status, kinds: dict[str, list[str]], newest: UpdateRow | None, caption: Caption) -> RenderableType:
    """The whole state; `kinds` has the progress of each phase kind by kind, `newest` the newest update."""
    initiative = state.initiative
    note = f" ({caption.day_note})" if caption.day_note else ""
    pairs: list[tuple[str, RenderableType]] = [("Promises", _verdicts(ink, state))]
    pairs += [("Moved", _some(ink, [_moved(row) for row in state.moved], "gti promises --moved"))] if state.moved else []
    pairs += [("Silent", _some(ink, [_silent(row) for row in state.silent], "gti promises --silent 365"))] if state.silent else []
    if state.next_deadlines:
        pairs.append(("Next", _some(ink, [_next(row) for row in state.next_deadlines], "gti promises --verdict pending,slipped")))
    if newest:
        pairs.append(("Newest", ink.line((f"{day_text(newest.date)}  ", "quiet"), (newest.title, "plain"))))
    return Group(
        heading(ink, f"{initiative.name} · {initiative.organization}", f"{caption.as_of}{note}"),
        ink(_extent(state, caption), "quiet"),
        Text(),
        _progress(ink, state.phases, kinds),
        Text(),
        labelled(ink, pairs),
    )


def _extent(state: Status, caption: Caption) -> str:
    if not state.updates:
        return "no update was published by then"
    first = f"{state.updates} update{'' if state.updates == 1 else 's'}"
    return f"{first} up to {day_text(state.newest_update or state.as_of)}, as {caption.stated_by} stated it"


def _progress(ink: Ink, phases: Sequence[PhaseRow], kinds: dict[str, list[str]]) -> RenderableType:
    wide = ink.width >= WIDE
    length = BAR if wide else max(8, min(20, ink.width - 50))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    if wide:
        grid.add_column()
    for phase in phases:
        tone: Tone = "plain" if phase.total else "quiet"
        kinds_words = [ink(" · ".join(kinds[phase.id]), "quiet")] if wide else []
        grid.add_row(
            ink(phase.name, tone), bar(ink, phase.done, phase.total, length), ink(progress_words(phase), tone), *kinds_words
        )
    return Padding(grid, (0, 0, 0, INDENT))


def _verdicts(ink: Ink, state: Status) -> Text:
    given = [(verdict, count) for verdict, count in state.promises.items() if count]
    if not given:
        return ink("none made", "quiet")
    dot = ink(" · ", "quiet")
    return dot.join(ink(f"{count} {verdict}", TONES[verdict]) for verdict, count in given)


def _some(ink: Ink, lines: Sequence[str], more: str) -> RenderableType:
    """The first lines, and how to see the rest where there are more."""
    rest = len(lines) - MOST
    shown = [ink(line) for line in lines[:MOST]]
    return Group(*shown, *([ink(f"and {rest} more: {more}", "quiet")] if rest > 0 else []))


def _moved(row: PromiseRow) -> str:
    """The last move of a promise: from which date to which, and how long before the old deadline it was told."""
    at = max(
        at
        for at in range(1, len(row.statements))
        if row.statements[at].moved_days != 0 and row.statements[at - 1].target
    )
    now, before = row.statements[at], row.statements[at - 1]
    notice = now.notice_days or 0
    told = f"told {days_text(abs(notice))} {'before' if notice >= 0 else 'after'} the old deadline"
    return f"{row.name} {row.stage}: {before.target} → {now.target or 'no date'}, {told}"


def _silent(row: PromiseRow) -> str:
    promised = f"promised for {row.current_target}" if row.current_target else "promised without a date"
    return f"{row.name} {row.stage}: {promised}, not mentioned for {days_text(row.silent_days)}"


def _next(row: PromiseRow) -> str:
    return f"{row.name} {row.stage}: {row.current_target}"
