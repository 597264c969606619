"""Answers about a single thing as headings, facts and tables: what Markdown and a pipe show of them."""

from collections.abc import Sequence

from gti_cli.dates.span import day_text
from gti_cli.render.formats import Section
from gti_cli.views import diff, facts, items, metrics, phases, promises, timeline
from gti_cli.views.caption import Caption
from gti_cli.views.columns import Column
from gti_cli.views.diff import Diff
from gti_cli.views.explain import Explanation
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.phases import PhaseDetail
from gti_cli.views.promises import PromiseRow
from gti_cli.views.show import Shown
from gti_cli.views.status import Status

ITEMS = (items.NAME, items.REACHED, items.PROMISED, items.LAST_NAMED, items.ID)
READINGS = (
    Column(name=None, of=lambda row: row.date, title="date"),
    Column(name=None, of=metrics.reading_words, title="value"),
    Column(name=None, of=lambda row: row.source, title="source"),
)


def of_status(state: Status, caption: Caption) -> list[Section]:
    """The state of an initiative."""
    verdicts = [(verdict, str(count)) for verdict, count in state.promises.items() if count]
    extent = [
        ("updates", str(state.updates)),
        *([("newest update", day_text(state.newest_update))] if state.newest_update else []),
        *([("centers open", f"{state.centers.open} of {state.centers.total}")] if state.centers.total else []),
        *([("regions done", f"{state.regions.done} of {state.regions.total}")] if state.regions.total else []),
    ]
    lists = (("Moved", state.moved), ("Silent", state.silent), ("Next deadlines", state.next_deadlines))
    return [
        Section("Extent", tuple(extent)),
        Section("Phases", columns=phases.COLUMNS, rows=state.phases),
        Section("Promises by verdict", tuple(verdicts)),
        *(_promises(heading, rows, caption) for heading, rows in lists if rows),
    ]


def of_phase(detail: PhaseDetail, caption: Caption) -> list[Section]:
    """A phase with all that hangs on it."""
    return [
        Section("Progress", tuple(facts.of_phase(detail))),
        Section("Items", columns=ITEMS, rows=detail.items, signs=items.signs(detail.items)),
        _promises("Promises", detail.promises, caption),
        Section("Updates", columns=facts.UPDATES, rows=detail.updates),
    ]


def of_shown(shown: Shown, why: Sequence[Explanation], caption: Caption) -> list[Section]:
    """Whatever an id names, with all that hangs on it."""
    if isinstance(shown.row, PhaseDetail):
        return of_phase(shown.row, caption)
    sections = [Section(shown.type.capitalize(), tuple(facts.facts_of(shown)))]
    if isinstance(shown.row, ItemRow):
        sections.append(Section("Stages", columns=facts.STAGES, rows=facts.stage_lines(shown.row)))
        for promise, reasons in zip(shown.promises, why, strict=True):
            told = tuple(facts.of_promise(promise, reasons, caption))
            sections.append(Section(f"Promise: {promise.stage}", told, facts.STATEMENTS, promise.statements))
        if noted := facts.notes(shown):
            sections.append(Section("Notes", columns=facts.NOTES, rows=noted))
    elif shown.promises:
        sections.append(_promises("Promises", shown.promises, caption))
    if isinstance(shown.row, MetricRow):
        sections.append(Section("Readings", columns=READINGS, rows=shown.row.readings))
    what = timeline.COLUMNS if shown.type == "update" else facts.UPDATES
    rows = timeline.lines(shown.updates) if shown.type == "update" else shown.updates
    return [*sections, *([Section("Updates", columns=what, rows=rows)] if rows else [])]


def of_diff(answer: Diff) -> list[Section]:
    """What became known between two days, group by group."""
    groups = [Section(heading, columns=columns, rows=rows) for heading, columns, rows in diff.tables(answer)]
    return groups or [Section(NOTHING)]


NOTHING = "Nothing changed"


def _promises(heading: str, rows: Sequence[PromiseRow], caption: Caption) -> Section:
    return Section(heading, columns=promises.columns(caption.day), rows=rows, signs=promises.signs(rows))
