"""Where the whole initiative stands: the one answer that is about everything."""

from dataclasses import dataclass
from datetime import date

from gti_cli.ledger import Ledger
from gti_cli.verdict import VERDICTS, Verdict
from gti_cli.views import centers, phases, promises, regions, timeline
from gti_cli.views.cells import PhraseCell, phrase_cell
from gti_cli.views.phases import PhaseRow
from gti_cli.views.promises import PromiseRow, Wanted
from gti_cli.views.timeline import UpdateRow

SILENT_DAYS = 365
"""From how many days on status calls a promise silent."""


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """The initiative as the file describes it."""

    id: str
    name: str
    organization: str
    announced: PhraseCell | None
    summary: str | None
    url: str | None
    complete_through: date | None


@dataclass(frozen=True, slots=True)
class CentersOpen:
    """How many centers are open, out of those that exist."""

    open: int
    total: int


@dataclass(frozen=True, slots=True)
class RegionsDone:
    """How many regions are done, out of those that exist."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Status:
    """The whole state as of a day; `data` is the file, `promises` has every verdict.

    `moved`, `silent` and `next_deadlines` are promises: those restated to another date, those that are not reached and
    have not been mentioned for a year, and those that wait for a date, the nearest first.
    """

    initiative: InitiativeRow
    data: str
    as_of: date
    newest_update: date | None
    updates: int
    phases: tuple[PhaseRow, ...]
    centers: CentersOpen
    regions: RegionsDone
    promises: dict[Verdict, int]
    moved: tuple[PromiseRow, ...]
    silent: tuple[PromiseRow, ...]
    next_deadlines: tuple[PromiseRow, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a screen shows beside the status itself.

    The progress of each phase kind by kind, the day of the first update, the newest update, and how many of the
    promises with a verdict rest on an implied outcome.
    """

    kinds: dict[str, list[str]]
    first_update: date | None
    newest: UpdateRow | None
    implied: dict[Verdict, int]


def details(ledger: Ledger) -> Details:
    """What a screen shows beside the status."""
    implied = [promise.verdict for promise in ledger.promises if promise.outcome and promise.outcome.implied]
    return Details(
        kinds={phase.id: phases.by_kind(ledger, phase.id) for phase in ledger.dataset.phases},
        first_update=ledger.entries[0].update.date if ledger.entries else None,
        newest=timeline.row(ledger, ledger.entries[-1]) if ledger.entries else None,
        implied={verdict: implied.count(verdict) for verdict in VERDICTS},
    )


def status(ledger: Ledger, data: str) -> Status:
    """The state of an initiative; `data` names the file it was read from."""
    initiative = ledger.dataset.initiative
    open_centers = [row.open for row in centers.rows(ledger)]
    done_regions = [row.done for row in regions.rows(ledger)]
    given = [promise.verdict for promise in ledger.promises]
    due = [promise.due_in(ledger.day) for promise in ledger.promises]
    waiting = sorted((days, at) for at, days in enumerate(due) if days is not None)
    return Status(
        initiative=InitiativeRow(
            id=initiative.id,
            name=initiative.name,
            organization=initiative.organization,
            announced=phrase_cell(initiative.announced),
            summary=initiative.summary,
            url=initiative.url,
            complete_through=initiative.complete_through,
        ),
        data=data,
        as_of=ledger.day,
        newest_update=ledger.entries[-1].update.date if ledger.entries else None,
        updates=len(ledger.entries),
        phases=tuple(phases.rows(ledger)),
        centers=CentersOpen(sum(open_centers), len(open_centers)),
        regions=RegionsDone(sum(done_regions), len(done_regions)),
        promises={verdict: given.count(verdict) for verdict in VERDICTS},
        moved=tuple(promises.rows(ledger, Wanted(moved=True))),
        silent=tuple(row for row in promises.rows(ledger, Wanted(silent=SILENT_DAYS)) if row.verdict != "withdrawn"),
        next_deadlines=tuple(
            promises.row(ledger.promises[at], ledger.things[ledger.promises[at].item]) for _, at in waiting
        ),
    )
