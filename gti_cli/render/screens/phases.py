"""The progress of phases on a terminal: a bar for each."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.terminal import DOT, GAP, INDENT, LONGEST_BAR, Ink, bar, packed
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone
from gti_cli.views.phases import PhaseRow, implied_words, progress_words

SHORTEST_BAR = 10


def bars(ink: Ink, section: Section) -> RenderableType:
    """The progress of each phase as a bar, and kind by kind beside it, or below where there is no room."""
    return _progress(ink, section.rows, section.details, summaries=False)


def phases(ink: Ink, section: Section) -> RenderableType:
    """The progress of each phase, what it is, and the day of its last update."""
    return _progress(ink, section.rows, section.details, summaries=True)


def _progress(
    ink: Ink, phases: Sequence[PhaseRow], by_kind: Mapping[str, Sequence[str]], *, summaries: bool
) -> RenderableType:
    kinds = {phase.id: [*by_kind[phase.id], *implied_words(phase)] for phase in phases}
    names = max(cell_len(ink.pen.plain(phase.name)) for phase in phases)
    words = max(len(progress_words(phase)) for phase in phases)
    length = max(0, min(LONGEST_BAR, ink.width - INDENT - names - words - 2 * GAP))
    detail = max(len(DOT.join(parts)) for parts in kinds.values())
    beside = INDENT + names + words + detail + 3 * GAP + SHORTEST_BAR <= ink.width
    if beside:
        length = min(length, ink.width - INDENT - names - words - detail - 3 * GAP)
    lines: list[RenderableType] = []
    for phase in phases:
        tone: Tone = "plain" if phase.total else "quiet"
        name = ink(phase.name, "strong" if summaries else tone)
        gaps = " " * (names - name.cell_len + GAP), " " * GAP
        line = Text.assemble(
            name, gaps[0], bar(ink, phase.done, phase.total, length, implied=phase.implied), gaps[1], overflow="fold"
        )
        line.append_text(ink(f"{progress_words(phase):<{words}}", tone))
        if beside:
            line.append_text(ink(f"{gaps[1]}{DOT.join(kinds[phase.id])}", "quiet"))
        below = [] if beside else [ink(part, "quiet") for part in kinds[phase.id]]
        if summaries and phase.last_update:
            below.append(ink(f"last update {day_text(phase.last_update)}", "quiet"))
        about = [ink(phase.summary, "quiet")] if summaries and phase.summary else []
        lines += [line, Padding(Group(*about, packed(ink, below, ink.width - 2 * INDENT)), (0, 0, 0, INDENT))]
    return Padding(Group(*lines), (0, 0, 0, INDENT))
