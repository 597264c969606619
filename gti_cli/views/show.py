"""Everything about one id: its row, its promises, and the updates behind it."""

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset import ids
from gti_cli.dataset.model import Center, Region, Review
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.views import (
    centers,
    details,
    items,
    metrics,
    phases,
    promises,
    regions,
    reviews,
    sources,
    status,
    timeline,
)
from gti_cli.views.answer import Page, Section
from gti_cli.views.caption import caption
from gti_cli.views.explain import explain
from gti_cli.views.items import ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.phases import PhaseDetail
from gti_cli.views.promises import PromiseRow
from gti_cli.views.sources import SourceRow
from gti_cli.views.status import InitiativeRow
from gti_cli.views.timeline import UpdateRow

Type = ids.Type | Literal["promise"]


class Shown(Struct, frozen=True):
    """What is known about one id; `row` is None where nobody had named it by the day."""

    type: Type
    row: ItemRow | PhaseDetail | MetricRow | SourceRow | UpdateRow | PromiseRow | InitiativeRow | None
    promises: tuple[PromiseRow, ...]
    updates: tuple[UpdateRow, ...]

    @property
    def name(self) -> str:
        """What it is called; nothing where nobody had named it by the day."""
        if isinstance(self.row, PromiseRow):
            return self.row.label
        return str(getattr(self.row, "name", None) or getattr(self.row, "title", None) or "")


def page(ledger: Ledger, type_: Type, id_: str, data: str = "") -> Page:
    """Everything about an id of the given type, as an answer; `data` names the file it was read from.

    Of the initiative people read what `gti status` says.
    """
    shown = show(ledger, type_, id_)
    if type_ == "initiative":
        return replace(status.page(ledger, data), data=shown)
    return Page(title=shown.name or id_, caption=str(caption(ledger)), data=shown, sections=sections(ledger, shown))


def sections(ledger: Ledger, shown: Shown) -> Iterator[Section]:
    """What it is, its promises with the reason for each verdict, and the updates behind it."""
    if isinstance(shown.row, PhaseDetail):
        yield from phases.sections(ledger, shown.row)
        return
    if isinstance(shown.row, PromiseRow):
        (promise,) = _promises(ledger, shown.row.id)
        yield of_promise(ledger, promise, shown.row, "Promise", more=f"All about it: gti show {shown.row.item}")
    else:
        yield Section(heading=shown.type.capitalize(), opens=True, facts=details.of(shown.row))
    if isinstance(shown.row, ItemRow):
        yield Section(heading="Stages", columns=details.STAGES, rows=details.stage_lines(shown.row))
        for promise, row in zip(ledger.promises_of[shown.row.id], shown.promises, strict=True):
            yield of_promise(ledger, promise, row, f"Promise: {row.told}")
        if noted := details.notes(shown.row, shown.updates):
            yield Section(heading="Notes", columns=details.NOTES, rows=noted)
    elif shown.promises and shown.type != "promise":
        yield promises.section("Promises", shown.promises, ledger.clock)
    if isinstance(shown.row, MetricRow):
        yield Section(heading="Readings", columns=metrics.READINGS, rows=shown.row.readings, drawing="readings")
    if shown.type == "update" and shown.updates:
        lines = timeline.lines(shown.updates)
        yield Section(heading="Updates", columns=timeline.COLUMNS, rows=shown.updates, lines=lines, drawing="timeline")
    elif shown.updates:
        yield Section(heading="Updates", columns=timeline.TITLES, rows=shown.updates, drawing="updates")


def of_promise(ledger: Ledger, promise: Promise, row: PromiseRow, heading: str, more: str = "") -> Section:
    """What became of a promise, and every statement of it; `more` is the command that shows what it is about."""
    return Section(
        heading=heading,
        opens=bool(more),
        facts=details.of_promise(row, explain(promise), ledger.clock),
        columns=details.STATEMENTS,
        rows=row.statements,
        signs=[more] if more else (),
    )


def show(ledger: Ledger, type_: Type, id_: str) -> Shown:
    """What hangs on an id of the given type."""
    return OF_TYPE[type_](ledger, id_)


def _item(ledger: Ledger, id_: str) -> Shown:
    state = ledger.states.get(id_)
    about = ledger.promises_of[id_] if state else ()
    return Shown(
        "item",
        item_row(ledger, state) if state else None,
        tuple(map(promises.row, about)),
        tuple(timeline.rows(ledger, timeline.Wanted(item=id_))),
    )


def item_row(ledger: Ledger, state: ItemState) -> ItemRow:
    """The row of an item, with all that its kind has."""
    match state.item:
        case Center():
            return centers.row(ledger, state)
        case Region():
            return regions.row(ledger, state)
        case Review():
            return reviews.row(ledger, state)
    return items.row(ledger, state)


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
    found = (row for row in promises.rows(ledger) if any(statement.source == id_ for statement in row.statements))
    return Shown("source", sources.row(source) if updates else None, tuple(found), updates)


def _update(ledger: Ledger, id_: str) -> Shown:
    row = next((timeline.row(ledger, entry) for entry in ledger.entries if entry.id == id_), None)
    found = (row for row in promises.rows(ledger) if any(statement.update == id_ for statement in row.statements))
    return Shown("update", row, tuple(found), (row,) if row else ())


def _promises(ledger: Ledger, id_: str) -> list[Promise]:
    """The promise with an id, if there is one by then."""
    return [promise for promise in ledger.promises_of.get(id_.partition(".")[0], ()) if promise.key == id_]


def _promise(ledger: Ledger, id_: str) -> Shown:
    """A promise, and the updates that say something of its stage."""
    found = tuple(map(promises.row, _promises(ledger, id_)))
    updates = (
        timeline.row(ledger, entry)
        for entry in ledger.entries
        if any(
            said.event.item == row.item and said.event.stage == row.stage for row in found for said in entry.statements
        )
    )
    return Shown("promise", next(iter(found), None), found, tuple(updates))


def _initiative(ledger: Ledger, _: str) -> Shown:
    row = status.status(ledger, "").initiative
    return Shown("initiative", row, tuple(promises.rows(ledger)), tuple(timeline.rows(ledger)))


OF_TYPE: dict[Type, Callable[[Ledger, str], Shown]] = {
    "item": _item,
    "phase": _phase,
    "metric": _metric,
    "source": _source,
    "update": _update,
    "promise": _promise,
    "initiative": _initiative,
}
"""By type of thing, what hangs on one of its ids."""
