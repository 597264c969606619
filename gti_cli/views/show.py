"""Everything about one id: its row, its promises, and the updates behind it."""

from msgspec import Struct

from gti_cli.dataset.ids import Type
from gti_cli.dataset.model import Center, Region, Review, Source
from gti_cli.ledger.ledger import Ledger, Thing
from gti_cli.views import centers, items, metrics, phases, promises, regions, timeline
from gti_cli.views.explain import Explanation, explain
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.phases import PhaseDetail
from gti_cli.views.promises import PromiseRow
from gti_cli.views.timeline import UpdateRow


class ReviewRow(ItemRow, frozen=True, kw_only=True):
    """A review: by which standard, by whom, of what."""

    standard: str | None
    reviewer: str | None
    scope: str | None


class SourceRow(Struct, frozen=True):
    """A source of statements."""

    id: str
    title: str
    publisher: str
    url: str | None
    independent: bool


class Shown(Struct, frozen=True):
    """What is known about one id; `row` is None where nobody had named it by the day."""

    type: Type
    row: ItemRow | PhaseDetail | MetricRow | SourceRow | UpdateRow | None
    promises: tuple[PromiseRow, ...]
    updates: tuple[UpdateRow, ...]


def show(ledger: Ledger, type_: Type, id_: str) -> Shown:
    """What hangs on an id of the given type."""
    return {"item": _item, "phase": _phase, "metric": _metric, "source": _source, "update": _update}[type_](ledger, id_)


def _item(ledger: Ledger, id_: str) -> Shown:
    thing = ledger.things.get(id_)
    return Shown(
        "item",
        item_row(thing) if thing else None,
        tuple(promises.rows(ledger, promises.Wanted(item=id_))),
        tuple(timeline.rows(ledger, timeline.Wanted(item=id_))),
    )


def explanations(ledger: Ledger, shown: Shown) -> tuple[Explanation, ...]:
    """Why each verdict of an item's promises is what it is, in their order; nothing for other types."""
    if shown.type != "item" or shown.row is None:
        return ()
    thing = ledger.things[shown.row.id]
    made = {promise.stage: promise for promise in thing.promises}
    return tuple(explain(made[row.stage], thing, ledger.day) for row in shown.promises)


def item_row(thing: Thing) -> ItemRow:
    """The row of an item, with all that its kind has."""
    match thing.item:
        case Center() as center:
            return centers.row(thing, center)
        case Region() as region:
            return regions.row(thing, region)
        case Review() as review:
            return ReviewRow(
                **items.fields(thing), standard=review.standard, reviewer=review.reviewer, scope=review.scope
            )
    return ItemRow(**items.fields(thing))


def source_row(source: Source) -> SourceRow:
    """The row of a source."""
    return SourceRow(source.id, source.title, source.publisher, source.url, source.independent)


def _phase(ledger: Ledger, id_: str) -> Shown:
    detail = phases.detail(ledger, next(phase for phase in ledger.dataset.phases if phase.id == id_))
    return Shown("phase", detail, detail.promises, detail.updates)


def _metric(ledger: Ledger, id_: str) -> Shown:
    row = next(iter(metrics.rows(ledger, id_)), None)
    entries = [entry for entry in ledger.entries if any(figure.metric == id_ for figure in entry.update.figures)]
    return Shown("metric", row, (), tuple(timeline.row(ledger, entry) for entry in entries))


def _source(ledger: Ledger, id_: str) -> Shown:
    source = next(source for source in ledger.dataset.sources if source.id == id_)
    updates = tuple(timeline.row(ledger, entry) for entry in ledger.entries if entry.update.source == id_)
    row = source_row(source) if updates else None
    made = (row for row in promises.rows(ledger) if any(statement.source == id_ for statement in row.statements))
    return Shown("source", row, tuple(made), updates)


def _update(ledger: Ledger, id_: str) -> Shown:
    row = next((timeline.row(ledger, entry) for entry in ledger.entries if entry.id == id_), None)
    made = (made for made in promises.rows(ledger) if any(statement.update == id_ for statement in made.statements))
    return Shown("update", row, tuple(made), (row,) if row else ())
