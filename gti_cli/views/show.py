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
    evidence,
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
from gti_cli.views.account import account, unpromised
from gti_cli.views.answer import Page, Section
from gti_cli.views.caption import caption
from gti_cli.views.evidence import Matter
from gti_cli.views.explain import explain
from gti_cli.views.items import GoalRow, ItemRow
from gti_cli.views.metrics import MetricRow
from gti_cli.views.phases import PhaseDetail
from gti_cli.views.promises import PromiseRow
from gti_cli.views.sources import SourceRow
from gti_cli.views.status import InitiativeRow
from gti_cli.views.timeline import UpdateRow
from gti_cli.words import capitalized

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


def page(ledger: Ledger, type_: Type, id_: str, data: str = "", options: str = "") -> Page:
    """Everything about an id of the given type, as an answer; `data` names the file it was read from.

    Of the initiative people read what `gti status` says. `options` are those that a command named in the answer needs,
    to be about the same.
    """
    shown = show(ledger, type_, id_)
    if type_ == "initiative":
        return replace(status.page(ledger, data, options), data=shown)
    more = [f"gti show {shown.row.item}{options}"] if isinstance(shown.row, PromiseRow) else []
    return Page(
        title=" · ".join((shown.name or id_, *_whereabouts(ledger, shown))),
        caption=str(caption(ledger)),
        data=shown,
        sections=sections(ledger, shown, options),
        more=more,
    )


def _whereabouts(ledger: Ledger, shown: Shown) -> Iterator[str]:
    """What kind of thing it is, and the name of its phase."""
    row = shown.row
    yield row.kind if isinstance(row, ItemRow) else shown.type
    if isinstance(row, ItemRow | PromiseRow | MetricRow) and row.phase:
        yield next(phase.name for phase in ledger.dataset.phases if phase.id == row.phase)


def sections(ledger: Ledger, shown: Shown, options: str) -> Iterator[Section]:
    """What came of it, the evidence, why each verdict is what it is, and what else is known of it."""
    match shown.row:
        case PhaseDetail():
            yield from phases.sections(ledger, shown.row, options)
        case PromiseRow():
            (promise,) = _promises(ledger, shown.row.id)
            yield Section(text=account(shown.row, ledger.clock))
            yield _evidence(ledger, shown, Matter(shown.row.item, shown.row.stage))
            yield of_promise(promise, shown.row, "Why")
        case ItemRow():
            yield from _of_item(ledger, shown, shown.row)
        case _:
            yield from _of_others(ledger, shown, options)


def _of_item(ledger: Ledger, shown: Shown, row: ItemRow) -> Iterator[Section]:
    """What came of its promises, each in a paragraph; what it is comes last."""
    told = [(one, account(one, ledger.clock)) for one in shown.promises]
    for one, words in told:
        yield Section(text=words if len(told) == 1 else f"{capitalized(one.told)}: {words}")
    if not told:
        yield Section(text=unpromised(row))
    yield _evidence(ledger, shown, Matter.of(row))
    for promise, one in zip(ledger.promises_of[row.id], shown.promises, strict=True):
        yield of_promise(promise, one, f"Why: {one.told}")
    yield Section(heading="Stages", columns=details.STAGES, rows=details.stage_lines(row))
    yield Section(heading="About it", facts=details.of(row))


def _of_others(ledger: Ledger, shown: Shown, options: str) -> Iterator[Section]:
    """A metric, a source or an update."""
    yield Section(heading=shown.type.capitalize(), opens=True, facts=details.of(shown.row))
    if shown.promises:
        yield promises.section("Promises", shown.promises, ledger.clock, options)
    if isinstance(shown.row, MetricRow):
        yield Section(heading="Readings", columns=metrics.READINGS, rows=shown.row.readings, drawing="readings")
    if shown.type == "update" and shown.updates:
        lines = timeline.lines(shown.updates)
        yield Section(heading="Updates", columns=timeline.COLUMNS, rows=shown.updates, lines=lines, drawing="timeline")
    elif shown.updates:
        yield Section(heading="Updates", columns=timeline.TITLES, rows=shown.updates, drawing="updates")


def _evidence(ledger: Ledger, shown: Shown, matter: Matter) -> Section:
    sources_by_id = {source.id: source for source in ledger.dataset.sources}
    found = tuple(evidence.lines(shown.updates, matter, sources_by_id))
    return Section(heading="Evidence", columns=evidence.COLUMNS, rows=found, drawing="evidence")


def of_promise(promise: Promise, row: PromiseRow, heading: str) -> Section:
    """Why a verdict is what it is, and what each statement comes to by itself where there are several."""
    statements = row.statements if len(row.statements) > 1 else ()
    return Section(
        heading=heading,
        facts=details.of_promise(row, explain(promise)),
        columns=details.STATEMENTS if statements else (),
        rows=statements,
    )


def show(ledger: Ledger, type_: Type, id_: str) -> Shown:
    """What hangs on an id of the given type."""
    return OF_TYPE[type_](ledger, id_)


def _item(ledger: Ledger, id_: str) -> Shown:
    state = ledger.states.get(id_)
    about = ledger.promises_of[id_] if state else ()
    row = item_row(ledger, state) if state else None
    if isinstance(row, GoalRow):
        matter = Matter.of(row)
        updates = [update for update in timeline.rows(ledger) if any(matter.said(update))]
    else:
        updates = list(timeline.rows(ledger, timeline.Wanted(items=(id_,))))
    return Shown("item", row, tuple(promises.row(ledger, promise) for promise in about), tuple(updates))


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
    row = next((row for row in sources.rows(ledger) if row.id == id_), None)
    updates = tuple(timeline.row(ledger, entry) for entry in ledger.entries if entry.update.source == id_)
    found = (row for row in promises.rows(ledger) if any(statement.source == id_ for statement in row.statements))
    return Shown("source", row, tuple(found), updates)


def _update(ledger: Ledger, id_: str) -> Shown:
    row = next((timeline.row(ledger, entry) for entry in ledger.entries if entry.id == id_), None)
    found = (row for row in promises.rows(ledger) if any(statement.update == id_ for statement in row.statements))
    return Shown("update", row, tuple(found), (row,) if row else ())


def _promises(ledger: Ledger, id_: str) -> list[Promise]:
    """The promise with an id, if there is one by then."""
    return [promise for promise in ledger.promises_of.get(id_.partition(".")[0], ()) if promise.key == id_]


def _promise(ledger: Ledger, id_: str) -> Shown:
    """A promise, and the updates that say something of its stage."""
    found = tuple(promises.row(ledger, promise) for promise in _promises(ledger, id_))
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
