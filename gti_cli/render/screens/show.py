"""Everything about one id on a terminal."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from gti_cli.render.screens.metrics import metrics
from gti_cli.render.screens.phase import phase
from gti_cli.render.screens.timeline import dated, timeline
from gti_cli.render.terminal import Ink, heading, labelled, listing, promise_list
from gti_cli.views import facts
from gti_cli.views.caption import Caption
from gti_cli.views.explain import Explanation
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.phases import PhaseDetail
from gti_cli.views.promises import TONES, PromiseRow
from gti_cli.views.show import Shown


def show(ink: Ink, shown: Shown, why: Sequence[Explanation], kinds: list[str], caption: Caption) -> RenderableType:
    """What is known about an id; `why` explains the verdicts, `kinds` has the progress of a phase kind by kind."""
    if isinstance(shown.row, PhaseDetail):
        return phase(ink, shown.row, kinds, caption)
    parts: list[RenderableType] = [
        heading(ink, facts.name_of(shown), str(caption)),
        labelled(ink, [(name, ink(value)) for name, value in facts.facts_of(shown)]),
    ]
    if isinstance(shown.row, ItemRow):
        parts += [Text(), ink("Stages", "strong"), listing(ink, facts.STAGES, facts.stage_lines(shown.row))]
        for row, reasons in zip(shown.promises, why, strict=True):
            parts += [Text(), _promise(ink, row, reasons, caption)]
        if noted := facts.notes(shown):
            parts += [Text(), ink("Notes", "strong"), listing(ink, facts.NOTES, noted)]
    elif shown.promises:
        parts += [Text(), promise_list(ink, shown.promises, caption)]
    if isinstance(shown.row, MetricRow):
        parts += [Text(), metrics(ink, [shown.row])]
    updates = timeline if shown.type == "update" else dated
    return Group(*parts, *((Text(), ink("Updates", "strong"), updates(ink, shown.updates)) if shown.updates else ()))


def _promise(ink: Ink, row: PromiseRow, why: Explanation, caption: Caption) -> RenderableType:
    pairs = [
        (name, ink(value, TONES[row.verdict] if name == "verdict" else "plain"))
        for name, value in facts.of_promise(row, why, caption)
    ]
    return Group(
        ink.line((f"Promise: {row.stage}", "strong")),
        labelled(ink, pairs),
        listing(ink, facts.STATEMENTS, row.statements),
    )
