"""One phase on a terminal: progress, its items by stage, its promises and the updates that touched it."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.render.screens.timeline import dated
from gti_cli.render.terminal import INDENT, Ink, bar, heading, promise_list
from gti_cli.views.caption import Caption
from gti_cli.views.items import ItemRow, glyph, next_words, tone
from gti_cli.views.phases import PhaseDetail, progress_words

BAR = 30


def phase(ink: Ink, detail: PhaseDetail, kinds: list[str], caption: Caption) -> RenderableType:
    """A phase with all that hangs on it; `kinds` has its progress kind by kind."""
    parts: list[RenderableType] = [heading(ink, detail.name, str(caption))]
    if detail.summary:
        parts.append(ink(detail.summary, "quiet"))
    progress = Text.assemble(
        bar(ink, detail.done, detail.total, min(BAR, ink.width // 3)),
        ink(f"  {progress_words(detail)}"),
        ink("".join(f" · {kind}" for kind in kinds), "quiet"),
    )
    parts += [Text(), Padding(progress, (0, 0, 0, INDENT))]
    if detail.items:
        parts += [Text(), by_stage(ink, detail)]
    if detail.promises:
        parts += [Text(), promise_list(ink, detail.promises, caption)]
    if detail.updates:
        parts += [Text(), ink("Updates", "strong"), dated(ink, detail.updates)]
    return Group(*parts)


def by_stage(ink: Ink, detail: PhaseDetail) -> RenderableType:
    """The items under the furthest stage that each has reached, the last stage first."""
    ranks: dict[str, int] = {}
    for item in detail.items:
        for rank, stage in enumerate(reversed(item.stages)):
            ranks[stage] = min(rank, ranks.get(stage, rank))
    stages = sorted(ranks, key=lambda stage: ranks[stage])
    groups = [(stage, [i for i in detail.items if i.stage == stage and not i.withdrawn]) for stage in stages]
    groups.append(("no stage reached", [i for i in detail.items if i.stage is None and not i.withdrawn]))
    groups.append(("withdrawn", [item for item in detail.items if item.withdrawn]))
    parts: list[RenderableType] = []
    for stage, items in groups:
        if items:
            parts += [ink(stage[:1].upper() + stage[1:], "strong"), _group(ink, items)]
    return Group(*parts)


def _group(ink: Ink, items: list[ItemRow]) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_column()
    for item in items:
        when = item.withdrawn or (item.stages[item.stage] if item.stage else None)
        ahead = next_words(item)
        words = [*([ink(str(when))] if when else []), *([ink(f"promised: {ahead}", "doubtful")] if ahead else [])]
        grid.add_row(ink(glyph(item), tone(item)), ink(item.name), Text("  ").join(words))
    return Padding(grid, (0, 0, 0, INDENT))
