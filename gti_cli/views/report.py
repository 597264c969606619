"""The report: what is published of an initiative, gathered from the other views, as a page of sections."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain, groupby
from operator import attrgetter
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import Dataset, Item, Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import Verdict
from gti_cli.views import (
    calendar,
    centers,
    details,
    feed,
    items,
    metrics,
    phases,
    promises,
    ranking,
    regions,
    slips,
    sources,
    status,
    timeline,
)
from gti_cli.views.account import account
from gti_cli.views.answer import Fact, Link, Listing, Page, Section
from gti_cli.views.caption import Caption, caption
from gti_cli.views.columns import Column, for_people
from gti_cli.views.explain import Explanation, explain
from gti_cli.views.groups import Group
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.promises import MEANINGS, Lines, PromiseRow
from gti_cli.views.ranking import group_of
from gti_cli.views.rows import Rows, encoded, only
from gti_cli.views.sources import SourceRow
from gti_cli.views.status import Details, Status
from gti_cli.views.timeline import Line, UpdateRow

OTHERS: tuple[Kind, ...] = ("review", "milestone")
GOALS: tuple[Kind, ...] = ("goal",)
PROGRESS = tuple(column for column in phases.COLUMNS if column.title in ("phase", "done", "last update"))
VERSION_LENGTH = 10
"""How much of a digest tells the versions of one log apart."""

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
    """A promise, what came of it in a paragraph, and why the verdict on it is what it is."""

    row: PromiseRow
    account: str
    why: Explanation


class Download(Struct, frozen=True):
    """An answer that readers can take with them, the name of its file without the suffix, and its formats."""

    name: str
    listing: Listing
    formats: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """All that is published of an initiative, or of one of its phases.

    There is a group for each kind of items that the file has, and `metrics` is None where it has none: what could
    never have been known is left out, what nobody had named by the day is an empty part. `promises` are the worst
    first, with `rows` of them alone; the `ledger` has them in groups that people read together, and `counted` how many
    have each verdict that there is; `groups` are those to look at. `sources` has each source of the updates by its id.
    `url` is the address of the report itself, `version` names its data: where a promise or an update is another one, so
    is that.
    """

    url: str | None
    version: str
    caption: Caption
    phase: str | None
    state: Status
    details: Details
    groups: tuple[Group, ...]
    downloads: tuple[Download, ...]
    listings: tuple[ItemGroup, ...]
    promises: Sequence[Judged]
    rows: Sequence[PromiseRow]
    ledger: Sequence[tuple[ranking.Group, Sequence[Judged]]]
    counted: Sequence[tuple[Verdict, int]]
    columns: Sequence[Column]
    signs: Sequence[str]
    metrics: tuple[MetricRow, ...] | None
    updates: Sequence[UpdateRow]
    sources: Mapping[str, SourceRow]

    @property
    def citation(self) -> str:
        """How to cite the report."""
        keeper = f"{self.state.initiative.keeper}: " if self.state.initiative.keeper else ""
        about = f"{keeper}What {self.caption.organization} promised, and what came of it. {self.caption.initiative}"
        return f"{about}, {self.caption.as_of}, data {self.version}.{f' {self.url}' if self.url else ''}"


def page(ledger: Ledger, data: str, phase: str | None = None, url: str | None = None) -> Document:
    """The report as an answer; `data` names the file, `phase` is the id of the only phase that is wanted.

    `url` is the address under which the report will be published.
    """
    found = report(ledger, data, phase, url)
    caption = found.caption
    return Document(
        title=caption.initiative, caption=f"{caption.organization}, {caption}", data=found, sections=sections(found)
    )


def report(ledger: Ledger, data: str, phase: str | None = None, url: str | None = None) -> Report:
    """Everything as of the ledger's day, of one phase or of all; `data` names the file it was read from."""
    dataset, shown_as = ledger.dataset, caption(ledger)
    phases = (phase,) if phase else ()
    wanted, promised = timeline.Wanted(phases=phases), promises.Wanted(phases=phases)
    found, updates, judge = promises.kept(ledger, promised, "worst"), timeline.rows(ledger, wanted), _judge(ledger)
    rows = Rows(found, partial(promises.row, ledger))
    state, more = status.status(ledger, data, phase), status.details(ledger, phase)
    cited = {update.source for update in updates}
    counted = any(phase in (None, metric.phase) for metric in dataset.metrics)
    return Report(
        url=url,
        version=_version(rows, updates),
        caption=shown_as,
        phase=next((known.name for known in dataset.phases if known.id == phase), None),
        state=state,
        details=more,
        groups=tuple(status.groups_of(state, more, shown_as)),
        downloads=(
            Download("promises", calendar.listing(ledger, promised), ("csv", "json", "ics")),
            Download("timeline", feed.listing(ledger, wanted), ("csv", "atom")),
        ),
        listings=tuple(_groups(ledger, phase)),
        promises=Rows(found, judge),
        rows=rows,
        ledger=[(group, Rows(list(within), judge)) for group, within in groupby(found, _group_of)],
        counted=tuple(Counter(promise.verdict for promise in found).items()),
        columns=for_people(promises.columns(ledger.clock)),
        signs=tuple(promises.signs(rows)),
        metrics=tuple(row for row in metrics.rows(ledger) if phase in (None, row.phase)) if counted else None,
        updates=updates,
        sources={row.id: row for row in sources.rows(ledger) if row.id in cited},
    )


def _judge(ledger: Ledger) -> Callable[[Promise], Judged]:
    """What makes of a promise all that is told of it."""

    def judge(promise: Promise) -> Judged:
        row = promises.row(ledger, promise)
        return Judged(row=row, account=account(row, ledger.clock), why=explain(promise))

    return judge


def _group_of(promise: Promise) -> ranking.Group:
    """The group of the ledger in which a promise is read."""
    return group_of(promise.verdict, party=promise.track.party, is_floor=promise.track.is_floor)


def _version(rows: Sequence[PromiseRow], updates: Sequence[UpdateRow]) -> str:
    """The beginning of a digest of all promises and updates."""
    digest = sha256()
    for part in chain([b"["], encoded(rows), [b","], encoded(updates), [b"]"]):
        digest.update(part)
    return digest.hexdigest()[:VERSION_LENGTH]


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
                columns=for_people(regions.columns(dataset, region_rows)),
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
    """The report in headings, facts and tables: the answer, what to look at, the progress, and all else folded away."""
    as_of, state = report.caption.as_of, report.state
    if report.phase:
        yield Section(text=f"Only the phase {report.phase}.")
    yield Section(text=state.sentence, signs=tuple(status.marks_in(report.groups)))
    for told in report.groups:
        yield Section(heading=told.heading, columns=told.columns[:-1], rows=told.rows)
    yield Section(heading="Progress", columns=PROGRESS, rows=state.phases)
    yield from _drawn(report)
    for group in report.listings:
        without = f"None had been named {as_of}."
        yield _table(group.title, group.columns, group.rows, without, group.signs, folded=group.title)
    yield from _ledger(report)
    if report.metrics is not None:
        without = f"No figure is known {as_of}."
        yield _table("Figures", metrics.COLUMNS, report.metrics, without, folded="Figures")
    if not report.updates:
        yield Section(heading="Timeline", text="No update was published by then.", folded="Timeline")
    for update in reversed(report.updates):
        yield _update(update, report.sources[update.source])
    of_sources: list[Fact] = [
        ("", (Link(source.title, source.url), source.whose)) for source in report.sources.values()
    ]
    yield Section(heading="Sources", facts=of_sources)
    keeper, summary = state.initiative.keeper, state.initiative.summary
    about = (("what it is about", summary), ("kept by", keeper), ("to be cited as", report.citation))
    yield Section(heading="About this report", facts=[(name, words) for name, words in about if words])


def _drawn(report: Report) -> Iterator[Section]:
    """Plan against actual, and every date that was promised where it was moved."""
    rows, title = report.rows, "Plan and actual"
    if not rows:
        yield Section(heading=title, text=f"No promise is known {report.caption.as_of}.", folded=title)
        return
    lines = Lines(report.caption.clock, are_grouped=False)
    yield Section(heading=title, rows=rows, drawing="chart", details=lines, folded=title)
    if moved := only(rows, attrgetter("moves")):
        said = slips.lines(moved)
        yield Section(heading="Moved dates", columns=slips.COLUMNS, rows=moved, lines=said, folded=title)


def _ledger(report: Report) -> Iterator[Section]:
    """All promises, why each verdict is what it is, and what the verdicts mean."""
    rows, title = report.rows, "All promises"
    without = f"No promise is known {report.caption.as_of}."
    yield _table("Promises", report.columns, rows, without, report.signs, folded=title)
    for judged in report.promises:
        facts = _because(judged)
        yield Section(heading=judged.row.label, level=3, text=judged.account, facts=facts, folded=title)
    if rows:
        yield Section(heading="What the verdicts mean", level=3, columns=VERDICTS, rows=report.counted, folded=title)


def _table(
    heading: str,
    columns: Sequence[Column],
    rows: Sequence[object],
    without: str,
    signs: Sequence[str] = (),
    *,
    folded: str,
) -> Section:
    """Rows as a table, or a sentence where there are none."""
    if not rows:
        return Section(heading=heading, text=without, folded=folded)
    return Section(heading=heading, columns=columns, rows=rows, signs=signs, folded=folded)


def _because(judged: Judged) -> list[Fact]:
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
        folded="Timeline",
        text=". ".join(filter(None, (update.title, update.summary))),
        facts=[*figures, *counts, ("source", (Link(source.title, update.url or source.url), source.whose))],
    )
    lines = [Line(update, event) for event in update.events]
    return replace(section, columns=SAID, rows=lines) if lines else section
