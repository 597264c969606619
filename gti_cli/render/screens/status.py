"""Status on a terminal: where everything stands, in one screen."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, bar, heading, labelled, packed
from gti_cli.views.caption import Caption
from gti_cli.views.columns import Tone
from gti_cli.views.phases import PhaseRow, progress_words
from gti_cli.views.promises import TONES, PromiseRow
from gti_cli.views.status import SILENT_DAYS, Details, Status, moved_words, silent_words

MOST = 4
"""How many promises a line of status names before it counts the rest."""

BAR = 30
SHORTEST_BAR = 10
LABELS = len("Promises")


def status(ink: Ink, state: Status, details: Details, caption: Caption) -> RenderableType:
    """The whole state."""
    initiative = state.initiative
    note = f" ({caption.day_note})" if caption.day_note else ""
    pairs: list[tuple[str, RenderableType]] = [("Promises", _verdicts(ink, state, details))]
    moved = [_about(row, moved_words(row)) for row in state.moved]
    silent = [_about(row, silent_words(row)) for row in state.silent]
    ahead = [_about(row, row.current_target) for row in state.next_deadlines]
    for label, lines, more in (
        ("Moved", moved, "gti promises --moved"),
        ("Silent", silent, f"gti promises --silent {SILENT_DAYS}"),
        ("Next", ahead, "gti promises --verdict pending,slipped"),
    ):
        if lines:
            pairs.append((label, _some(ink, lines, more)))
    if details.newest:
        day = f"{day_text(details.newest.date)}  "
        pairs.append(("Newest", ink.line((day, "quiet"), (details.newest.title, "plain"))))
    return Group(
        heading(ink, f"{initiative.name} · {initiative.organization}", f"{caption.as_of}{note}"),
        ink(_extent(state, details, caption), "quiet"),
        Text(),
        progress(ink, state.phases, details.kinds),
        Text(),
        labelled(ink, pairs),
    )


def _extent(state: Status, details: Details, caption: Caption) -> str:
    if not details.first_update or not state.newest_update:
        return "no update was published by then"
    first, newest = day_text(details.first_update), day_text(state.newest_update)
    days = f"1 update, {first}" if state.updates == 1 else f"{state.updates} updates, {first} to {newest}"
    return f"{days}, as stated by {caption.stated_by}"


def progress(
    ink: Ink, phases: Sequence[PhaseRow], kinds: dict[str, list[str]], *, summaries: bool = False
) -> RenderableType:
    """The progress of each phase, with a bar, and kind by kind, below it where there is no room beside.

    With `summaries`, what each phase is and when it was touched last.
    """
    names = max(cell_len(ink.pen.plain(phase.name)) for phase in phases)
    words = max(len(progress_words(phase)) for phase in phases)
    length = max(0, min(BAR, ink.width - INDENT - names - words - 2 * GAP))
    detail = max(len(DOT.join(parts)) for parts in kinds.values())
    beside = INDENT + names + words + detail + 3 * GAP + SHORTEST_BAR <= ink.width
    if beside:
        length = min(length, ink.width - INDENT - names - words - detail - 3 * GAP)
    lines: list[RenderableType] = []
    for phase in phases:
        tone: Tone = "plain" if phase.total else "quiet"
        name = ink(phase.name, "strong" if summaries else tone)
        gaps = " " * (names - name.cell_len + GAP), " " * GAP
        line = Text.assemble(name, gaps[0], bar(ink, phase.done, phase.total, length), gaps[1], overflow="fold")
        line.append_text(ink(f"{progress_words(phase):<{words}}", tone))
        if beside:
            line.append_text(ink(f"{gaps[1]}{DOT.join(kinds[phase.id])}", "quiet"))
        below = [] if beside else [ink(part, "quiet") for part in kinds[phase.id]]
        if summaries and phase.last_update:
            below.append(ink(f"last update {day_text(phase.last_update)}", "quiet"))
        about = [ink(phase.summary, "quiet")] if summaries and phase.summary else []
        lines += [line, Padding(Group(*about, packed(ink, below, ink.width - 2 * INDENT)), (0, 0, 0, INDENT))]
    return Padding(Group(*lines), (0, 0, 0, INDENT))


def _verdicts(ink: Ink, state: Status, details: Details) -> RenderableType:
    given = [(verdict, count) for verdict, count in state.promises.items() if count]
    if not given:
        return ink("none made", "quiet")
    words = []
    for verdict, count in given:
        implied = details.implied[verdict]
        words.append(ink(f"{count} {verdict}", TONES[verdict]))
        words[-1].append_text(ink(f" ({implied} implied)" if implied else "", "quiet"))
    return packed(ink, words, ink.width - INDENT - LABELS - GAP)


def _some(ink: Ink, lines: Sequence[str], more: str) -> RenderableType:
    """The first lines, and how to see the rest where there are more."""
    rest = len(lines) - MOST
    shown = [ink(line) for line in lines[:MOST]]
    return Group(*shown, *([ink(f"and {rest} more: {more}", "quiet")] if rest > 0 else []))


def _about(row: PromiseRow, words: object) -> str:
    return f"{row.name} {row.stage}: {words}"
