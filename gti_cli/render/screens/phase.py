"""One phase on a terminal: its progress, and its items by stage."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gti_cli.render.screens.items import Words, grouped
from gti_cli.render.terminal import INDENT, LONGEST_BAR, Ink, bar
from gti_cli.views.answer import Section
from gti_cli.views.items import ItemRow, goal_words, next_words
from gti_cli.views.phases import implied_words, progress_words
from gti_cli.words import capitalized


def progress(ink: Ink, section: Section) -> RenderableType:
    """What the phase is, and how far it has come, kind by kind."""
    (phase,) = section.rows
    about = [ink(phase.summary, "quiet")] if phase.summary else []
    line = Text.assemble(
        bar(ink, phase.done, phase.total, min(LONGEST_BAR, ink.width // 3), implied=phase.implied),
        ink(f"  {progress_words(phase)}"),
        ink("".join(f" · {kind}" for kind in (*section.details, *implied_words(phase))), "quiet"),
    )
    return Group(*about, Text(), Padding(line, (0, 0, 0, INDENT)))


def stages(ink: Ink, section: Section) -> RenderableType:
    """The items under the furthest stage that each has reached, the last stage first."""
    rows: Sequence[ItemRow] = section.rows
    ranks: dict[str, int] = {}
    for item in rows:
        for rank, stage in enumerate(reversed(item.stages)):
            ranks[stage] = min(rank, ranks.get(stage, rank))
    ranked = sorted(ranks, key=lambda stage: ranks[stage])
    groups = [(stage, [i for i in rows if i.stage == stage and not i.withdrawn]) for stage in ranked]
    groups.append(("no stage reached", [i for i in rows if i.stage is None and not i.withdrawn]))
    groups.append(("withdrawn", [item for item in rows if item.withdrawn]))
    return grouped(ink, [(capitalized(stage), items) for stage, items in groups], _told)


def _told(item: ItemRow) -> Words:
    """When the stage was reached, how far a goal has come, and what is promised next."""
    when = item.withdrawn or (item.stages[item.stage] if item.stage else None)
    return [
        (str(when or ""), "plain"),
        ("" if item.withdrawn else goal_words(item), "plain"),
        (next_words(item), "doubtful"),
    ]
