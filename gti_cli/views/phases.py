"""Progress per phase: items done out of the items that exist, and one phase with all that hangs on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from gti_cli.dataset.model import KINDS, Phase
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.signs import IMPLIED
from gti_cli.views import items, promises, timeline
from gti_cli.views.answer import Listing, Page, Section
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.items import ItemRow
from gti_cli.views.promises import PromiseRow
from gti_cli.views.rows import OfInitiative
from gti_cli.views.timeline import UpdateRow

PALER = "╌"
"""Of what the part of a bar is made that is done by implication only."""


class PhaseRow(OfInitiative, frozen=True, kw_only=True):
    """A phase; withdrawn items stay in `total`, and `last_update` is the last day on which it was touched."""

    id: str
    name: str
    summary: str | None
    done: int
    implied: int
    total: int
    withdrawn: int
    last_update: date | None


class PhaseDetail(PhaseRow, frozen=True, kw_only=True):
    """A phase with its items, its promises and the updates that touched it."""

    items: tuple[ItemRow, ...]
    promises: tuple[PromiseRow, ...]
    updates: tuple[UpdateRow, ...]


def rows(ledger: Ledger) -> list[PhaseRow]:
    """Every phase of the file, in file order."""
    return [_row(ledger, phase) for phase in ledger.dataset.phases]


def listing(ledger: Ledger, options: str = "") -> Listing:
    """Every phase, as an answer; `options` are those that the commands named in it need."""
    found = rows(ledger)
    return Listing(
        heading="Phases",
        caption=caption(ledger),
        what="phase",
        columns=COLUMNS,
        rows=found,
        glyphs=[f"{PALER} {IMPLIED.meaning}"] if any(row.implied for row in found) else [],
        drawing="phases",
        details=kinds(ledger),
        more=f"gti phase {found[0].id}{options}" if found else "",
    )


def page(ledger: Ledger, phase: Phase, options: str = "") -> Page:
    """One phase with all that hangs on it, as an answer; `options` are those that the commands named in it need."""
    found = detail(ledger, phase)
    return Page(
        title=found.name,
        caption=str(caption(ledger)),
        data=found,
        sections=sections(ledger, found, options),
        more=(f"gti {command} --phase {found.id}{options}" for command in ("items", "timeline")),
    )


def sections(ledger: Ledger, found: PhaseDetail, options: str = "") -> Iterator[Section]:
    """The progress of a phase, its items by stage, its promises and its updates."""
    last = day_text(found.last_update) if found.last_update else None
    known = (("summary", found.summary), ("done", progress_words(found)), ("last update", last))
    yield Section(
        heading="Progress",
        opens=True,
        facts=[(name, words) for name, words in known if words],
        drawing="progress",
        rows=[found],
        details=by_kind(ledger, found.id),
    )
    columns = (items.NAME, items.REACHED, items.PROMISED, items.LAST_NAMED, items.ID)
    signs = items.signs(found.items)
    yield Section(heading="Items", opens=True, columns=columns, rows=found.items, signs=signs, drawing="stages")
    yield promises.section("Promises", found.promises, ledger.clock, options)
    yield Section(heading="Updates", columns=timeline.TITLES, rows=found.updates, drawing="updates")


def detail(ledger: Ledger, phase: Phase) -> PhaseDetail:
    """One phase with all that hangs on it."""
    row = _row(ledger, phase)
    return PhaseDetail(
        **{name: getattr(row, name) for name in PhaseRow.__struct_fields__},
        items=tuple(items.rows(ledger, items.Wanted(phases=(phase.id,)))),
        promises=tuple(promises.rows(ledger, promises.Wanted(phases=(phase.id,)))),
        updates=tuple(timeline.rows(ledger, timeline.Wanted(phases=(phase.id,)))),
    )


def _row(ledger: Ledger, phase: Phase) -> PhaseRow:
    states = ledger.states_in.get(phase.id, ())
    return PhaseRow(
        initiative=ledger.dataset.initiative.id,
        id=phase.id,
        name=phase.name,
        summary=phase.summary,
        done=sum(state.is_done for state in states),
        implied=sum(state.is_done and state.life.reached[state.stages[-1]].implied for state in states),
        total=len(states),
        withdrawn=sum(state.is_withdrawn for state in states),
        last_update=ledger.last_updates.get(phase.id),
    )


def kinds(ledger: Ledger) -> dict[str, list[str]]:
    """The progress of each phase kind by kind, by its id."""
    return {phase.id: by_kind(ledger, phase.id) for phase in ledger.dataset.phases}


def by_kind(ledger: Ledger, phase: str) -> list[str]:
    """The progress of a phase kind by kind: "centers 4 of 5"; nothing where all its items are of one kind."""
    states = ledger.states_in.get(phase, ())
    total = Counter(state.item.kind for state in states)
    done = Counter(state.item.kind for state in states if state.is_done)
    return [f"{kind}s {done[kind]} of {total[kind]}" for kind in KINDS if total[kind]] if len(total) > 1 else []


def progress_words(row: PhaseRow) -> str:
    """Progress as a count: "5 of 6", and what was given up beside it."""
    withdrawn = f", {row.withdrawn} withdrawn" if row.withdrawn else ""
    return f"{row.done} of {row.total}{withdrawn}" if row.total else "nothing named yet"


def implied_words(row: PhaseRow) -> list[str]:
    """How many of the items done are so by implication only, where any are."""
    return [f"{row.implied} implied"] if row.implied else []


def _done_words(row: PhaseRow) -> str:
    """Progress as a count, and how much of it is implied."""
    return ", ".join((progress_words(row), *implied_words(row)))


COLUMNS = (
    Column(name="id", of=lambda row: row.id),
    Column(name="name", of=lambda row: row.name, title="phase", tone=lambda row: "strong"),
    Column(name="summary", of=lambda row: row.summary),
    Column(name="done", of=lambda row: row.done),
    Column(name="implied", of=lambda row: row.implied),
    Column(name="total", of=lambda row: row.total),
    Column(name="withdrawn", of=lambda row: row.withdrawn),
    Column(name=None, of=_done_words, title="done"),
    Column(name="last_update", of=lambda row: row.last_update, title="last update"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
    Column(name=None, of=lambda row: row.summary, title="", tone=lambda row: "quiet", heads=("summary",)),
)
