"""The report: what is published of an initiative, gathered from the other views, as a page of sections."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import Dataset, Item, Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import centers, details, items, metrics, promises, regions, sources, status, timeline
from gti_cli.views.answer import Fact, Link, Page, Section
from gti_cli.views.caption import Caption, caption
from gti_cli.views.columns import Column, for_people
from gti_cli.views.explain import Explanation, explain
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.promises import MEANINGS, PromiseRow
from gti_cli.views.sources import SourceRow
from gti_cli.views.status import Details, Status
from gti_cli.views.timeline import Line, UpdateRow

OTHERS: tuple[Kind, ...] = ("review", "milestone")
GOALS: tuple[Kind, ...] = ("goal",)
SAID = tuple(column for column in timeline.COLUMNS if column.title in ("item", "what was said", "note"))
VERDICTS = (
    Column(name=None, of=lambda line: line[0], title="verdict"),
    Column(name=None, of=lambda line: MEANINGS[line[0]], title="meaning"),
)


class Document(Page, frozen=True, kw_only=True):
    """A page to be published."""

    formats: ClassVar[tuple[str, ...]] = ("html", "markdown")


class ItemGroup(Struct, frozen=True, kw_only=True):
    """Items as a table: what it is called and tells, the columns that people read, and what the signs in it mean."""

    id: str
    title: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[ItemRow]
    signs: Sequence[str]


class Judged(Struct, frozen=True, kw_only=True):
    """A promise, and why the verdict on it is what it is."""

    row: PromiseRow
    why: Explanation


class Report(Struct, frozen=True, kw_only=True):
    """All that is published of an initiative, or of one of its phases.

    There is a group for each kind of items that the file has, and `metrics` is None where it has none: what could
    never have been known is left out, what nobody had named by the day is an empty part. `sources` has each source of
    the updates by its id.
    """

    caption: Caption
    phase: str | None
    state: Status
    details: Details
    listings: tuple[ItemGroup, ...]
    promises: tuple[Judged, ...]
    columns: Sequence[Column]
    signs: Sequence[str]
    metrics: tuple[MetricRow, ...] | None
    updates: tuple[UpdateRow, ...]
    sources: Mapping[str, SourceRow]


def page(ledger: Ledger, data: str, phase: str | None = None) -> Document:
    """The report as an answer; `data` names the file, and `phase` is the id of the only phase that is wanted."""
    found = report(ledger, data, phase)
    caption = found.caption
    return Document(
        title=caption.initiative, caption=f"{caption.organization}, {caption}", data=found, sections=sections(found)
    )


def report(ledger: Ledger, data: str, phase: str | None = None) -> Report:
    """Everything as of the ledger's day, of one phase or of all; `data` names the file it was read from."""
    dataset = ledger.dataset
    judged = [
        Judged(row=promises.row(ledger, promise), why=explain(promise))
        for promise in ledger.promises
        if phase in (None, promise.subject.phase)
    ]
    updates = list(timeline.rows(ledger, timeline.Wanted(phases=(phase,) if phase else ())))
    cited = {update.source for update in updates}
    counted = any(phase in (None, metric.phase) for metric in dataset.metrics)
    return Report(
        caption=caption(ledger),
        phase=next((known.name for known in dataset.phases if known.id == phase), None),
        state=status.status(ledger, data, phase),
        details=status.details(ledger, phase),
        listings=tuple(_groups(ledger, phase)),
        promises=tuple(judged),
        columns=for_people(promises.columns(ledger.clock)),
        signs=tuple(promises.signs(promise.row for promise in judged)),
        metrics=tuple(row for row in metrics.rows(ledger) if phase in (None, row.phase)) if counted else None,
        updates=tuple(updates),
        sources={source.id: sources.row(ledger, source) for source in dataset.sources if source.id in cited},
    )


def _groups(ledger: Ledger, phase: str | None) -> list[ItemGroup]:
    dataset = ledger.dataset
    wanted = items.Wanted(phases=(phase,) if phase else ())
    region_rows, center_rows = regions.rows(ledger, wanted), centers.rows(ledger, wanted)
    everything = items.rows(ledger, wanted)
    others, goals = ([row for row in everything if row.kind in kinds] for kinds in (OTHERS, GOALS))
    candidates: list[tuple[tuple[Kind, ...], ItemGroup]] = [
        (
            ("region",),
            ItemGroup(
                id="regions",
                title="Regions",
                caption="When each region reached each stage, or is promised to",
                columns=for_people(regions.columns(dataset)),
                rows=region_rows,
                signs=(*regions.signs(region_rows), *regions.notes(region_rows)),
            ),
        ),
        (
            ("center",),
            ItemGroup(
                id="centers",
                title="Centers",
                caption="Where each center is, and the stage it has reached",
                columns=_without_id(centers.columns(dataset)),
                rows=center_rows,
                signs=tuple(items.signs(center_rows)),
            ),
        ),
        (
            GOALS,
            ItemGroup(
                id="goals",
                title="Goals",
                caption="How far each of them has come",
                columns=_without_id(items.columns(dataset)),
                rows=goals,
                signs=tuple(items.signs(goals)),
            ),
        ),
        (
            OTHERS,
            ItemGroup(
                id="others",
                title="Reviews and milestones",
                caption="The stage that each of them has reached",
                columns=_without_id(items.columns(dataset)),
                rows=others,
                signs=tuple(items.signs(others)),
            ),
        ),
    ]
    return [group for kinds, group in candidates if any(_known(dataset, kinds, phase))]


def _known(dataset: Dataset, kinds: Sequence[Kind], phase: str | None) -> list[Item]:
    """The items of these kinds that the file has, named by an update or not."""
    return [item for item in dataset.items() if item.kind in kinds and phase in (None, item.phase)]


def _without_id(columns: Sequence[Column]) -> list[Column]:
    """The columns that people read, but for the id, which is the row's anchor."""
    return [column for column in for_people(columns) if column.title != items.ID.title]


def sections(report: Report) -> Iterator[Section]:
    """The report in headings, facts and tables; the heading of an update is its id, so that links find it."""
    as_of = report.caption.as_of
    if report.state.initiative.summary:
        yield Section(text=report.state.initiative.summary)
    if report.phase:
        yield Section(text=f"Only the phase {report.phase}.")
    yield from status.sections(report.state, report.details, report.caption)
    no_promise = f"No promise is known {as_of}."
    rows = [judged.row for judged in report.promises]
    yield (
        Section(heading="Plan and actual", rows=rows, drawing="chart", details=report.caption.clock)
        if rows
        else Section(heading="Plan and actual", text=no_promise)
    )
    for group in report.listings:
        yield _table(group.title, group.columns, group.rows, f"None had been named {as_of}.", group.signs)
    yield _table("Promises", report.columns, rows, no_promise, report.signs)
    for judged in report.promises:
        yield Section(heading=judged.row.label, level=3, facts=_because(judged, report))
    if rows:
        given = [line for line in report.state.promises.items() if line[1]]
        yield Section(heading="What the verdicts mean", level=3, columns=VERDICTS, rows=given)
    if report.metrics is not None:
        yield _table("Figures", metrics.COLUMNS, report.metrics, f"No figure is known {as_of}.")
    yield Section(heading="Timeline", text="" if report.updates else "No update was published by then.")
    for update in report.updates:
        yield _update(update, report.sources[update.source])
    of_sources = [(Link(source.title, source.url), source.whose) for source in report.sources.values()]
    yield Section(heading="Sources", facts=[("", fact) for fact in of_sources])


def _table(
    heading: str, columns: Sequence[Column], rows: Sequence[object], without: str, signs: Sequence[str] = ()
) -> Section:
    """Rows as a table, or a sentence where there are none."""
    if not rows:
        return Section(heading=heading, text=without)
    return Section(heading=heading, columns=columns, rows=rows, signs=signs)


def _because(judged: Judged, report: Report) -> list[Fact]:
    return [
        *details.of_promise(judged.row, judged.why),
        *(("stated", f"{day_text(row.date)}: {details.statement_words(row)}") for row in judged.row.statements),
        ("updates behind it", [Link(id_, f"#{id_}") for id_ in judged.why.updates]),
    ]


def _update(update: UpdateRow, source: SourceRow) -> Section:
    """An update with all that it says."""
    figures: list[Fact] = [(figure.name, timeline.figure_words(figure)) for figure in update.figures]
    counts: list[Fact] = [("public count", timeline.count_words(count)) for count in update.counts]
    section = Section(
        heading=update.id,
        level=3,
        text=". ".join(filter(None, (update.title, update.summary))),
        facts=[*figures, *counts, ("source", (Link(source.title, update.url or source.url), source.whose))],
    )
    lines = [Line(update, event) for event in update.events]
    return replace(section, columns=SAID, rows=lines) if lines else section
