"""The report: the rows of the other views, gathered for one page."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from gti_cli.dataset.model import Dataset, Item, Kind
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import centers, items, metrics, promises, regions, timeline
from gti_cli.views.caption import Caption, caption
from gti_cli.views.columns import Column, for_people
from gti_cli.views.explain import Explanation, explain
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.promises import PromiseRow
from gti_cli.views.show import SourceRow, source_row
from gti_cli.views.status import Details, Status, details, status
from gti_cli.views.timeline import UpdateRow


class Listing(Struct, frozen=True, kw_only=True):
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

    There is a listing for each group of items that the file has, and `metrics` is None where it has none: what could
    never have been known is left out, what nobody had named by the day is an empty part. `sources` has each source of
    the updates by its id.
    """

    caption: Caption
    phase: str | None
    state: Status
    details: Details
    listings: tuple[Listing, ...]
    promises: tuple[Judged, ...]
    columns: Sequence[Column]
    signs: Sequence[str]
    metrics: tuple[MetricRow, ...] | None
    updates: tuple[UpdateRow, ...]
    sources: Mapping[str, SourceRow]


def report(ledger: Ledger, data: str, phase: str | None = None) -> Report:
    """Everything as of the ledger's day, of one phase or of all; `data` names the file it was read from."""
    dataset = ledger.dataset
    made = list(promises.rows(ledger, promises.Wanted(phase=phase)))
    updates = list(timeline.rows(ledger, timeline.Wanted(phase=phase)))
    cited = {update.source for update in updates}
    counted = any(phase in (None, metric.phase) for metric in dataset.metrics)
    return Report(
        caption=caption(ledger),
        phase=next((one.name for one in dataset.phases if one.id == phase), None),
        state=status(ledger, data, phase),
        details=details(ledger, phase),
        listings=tuple(_listings(ledger, phase)),
        promises=tuple(Judged(row=row, why=_why(ledger, row)) for row in made),
        columns=for_people(promises.columns(ledger.day)),
        signs=promises.signs(made),
        metrics=tuple(row for row in metrics.rows(ledger) if phase in (None, row.phase)) if counted else None,
        updates=tuple(updates),
        sources={source.id: source_row(source) for source in dataset.sources if source.id in cited},
    )


def _listings(ledger: Ledger, phase: str | None) -> list[Listing]:
    dataset = ledger.dataset
    region_rows = regions.rows(ledger, items.Wanted(kind="region", phase=phase))
    center_rows = centers.rows(ledger, items.Wanted(kind="center", phase=phase))
    others = [row for row in items.rows(ledger, items.Wanted(phase=phase)) if row.kind in OTHERS]
    candidates: list[tuple[tuple[Kind, ...], Listing]] = [
        (
            ("region",),
            Listing(
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
            Listing(
                id="centers",
                title="Centers",
                caption="Where each center is, and the stage it has reached",
                columns=_without_id(centers.columns(dataset)),
                rows=center_rows,
                signs=items.signs(center_rows),
            ),
        ),
        (
            OTHERS,
            Listing(
                id="others",
                title="Reviews and milestones",
                caption="The stage that each of them has reached",
                columns=_without_id(items.columns(dataset)),
                rows=others,
                signs=items.signs(others),
            ),
        ),
    ]
    return [listing for kinds, listing in candidates if any(_known(dataset, kinds, phase))]


OTHERS: tuple[Kind, ...] = ("review", "milestone")


def _known(dataset: Dataset, kinds: Sequence[Kind], phase: str | None) -> list[Item]:
    """The items of these kinds that the file has, named by an update or not."""
    return [item for item in dataset.items() if item.kind in kinds and phase in (None, item.phase)]


def _without_id(columns: Sequence[Column]) -> list[Column]:
    """The columns that people read, but for the id, which is the row's anchor."""
    return [column for column in for_people(columns) if column.title != items.ID.title]


def _why(ledger: Ledger, row: PromiseRow) -> Explanation:
    thing = ledger.things[row.item]
    promise = next(promise for promise in thing.promises if promise.stage == row.stage)
    return explain(promise, thing, ledger.day)
