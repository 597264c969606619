"""Where the whole initiative stands: the one answer that is about everything."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from gti_cli.dataset.model import Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.views import groups, phases, promises, timeline
from gti_cli.views.answer import Page, Section
from gti_cli.views.caption import Caption, caption
from gti_cli.views.groups import Group
from gti_cli.views.phases import PhaseRow
from gti_cli.views.promises import PromiseRow, Wanted
from gti_cli.views.ranking import BROKEN
from gti_cli.views.rows import Rows, only
from gti_cli.views.sentence import sentence
from gti_cli.views.timeline import UpdateRow
from gti_cli.views.values import PhraseCell, phrase_cell


class InitiativeRow(Struct, frozen=True):
    """The initiative as the file describes it."""

    id: str
    name: str
    organization: str
    announced: PhraseCell | None
    summary: str | None
    url: str | None
    complete_through: date | None
    keeper: str | None


class CentersOpen(Struct, frozen=True):
    """How many centers are open, out of those that exist."""

    open: int
    total: int


class RegionsDone(Struct, frozen=True):
    """How many regions are done, out of those that exist."""

    done: int
    total: int


class OwnerRow(Struct, frozen=True):
    """How many promises one is responsible for, and how many have each verdict that there is.

    A promise counts for all of its owners. Floors whose day has passed without a word have no verdict here.
    """

    name: str
    total: int
    promises: dict[Verdict, int]


class Status(Struct, frozen=True):
    """The whole state as of a day; `data` is the file, `promises` has every verdict.

    They are the organization's own; those of other parties are counted apart, in `by_others`, and so are the floors
    whose day has passed without a word, which is no fault. `floors` tells how many of `promises` are floors. `sentence`
    tells the same in words. The lists that follow it are promises of its own: those that were broken, those whose first
    date has passed while they are not reached, those of which nobody can tell, those restated to another date, those
    that are not reached and have not been mentioned for a year, and those that wait for a date, the nearest first.
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
    by_others: dict[Verdict, int]
    floors: dict[Verdict, int]
    passed_floors: int
    owners: tuple[OwnerRow, ...]
    sentence: str
    broken: Sequence[PromiseRow]
    overdue: Sequence[PromiseRow]
    undecided: Sequence[PromiseRow]
    moved: Sequence[PromiseRow]
    silent: Sequence[PromiseRow]
    next_deadlines: Sequence[PromiseRow]


class Details(Struct, frozen=True):
    """What a screen shows beside the status itself.

    The progress of each phase kind by kind, the day of the first update, the newest update, and how many of the
    promises with a verdict rest on an implied outcome; `restated` are the promises still ahead that were restated.
    """

    kinds: dict[str, list[str]]
    first_update: date | None
    newest: UpdateRow | None
    implied: dict[Verdict, int]
    restated: Sequence[PromiseRow]


def details(ledger: Ledger, phase: str | None = None) -> Details:
    """What a screen shows beside the status, of one phase or of all."""
    within, entries = _within(ledger, phase)
    own = [promise for promise in within if promise.track.party is None]
    implied = [promise.verdict for promise in own if promise.outcome and promise.outcome.implied]
    return Details(
        kinds=phases.kinds(ledger),
        first_update=entries[0].update.date if entries else None,
        newest=timeline.row(ledger, entries[-1]) if entries else None,
        implied={verdict: implied.count(verdict) for verdict in VERDICTS},
        restated=_rows(
            ledger,
            (
                promise
                for promise in own
                if promise.verdict == "slipped" or (promise.verdict == "pending" and promise.moves)
            ),
        ),
    )


def status(ledger: Ledger, data: str, phase: str | None = None) -> Status:
    """The state of an initiative, or of one of its phases; `data` names the file it was read from."""
    initiative = ledger.dataset.initiative
    within, entries = _within(ledger, phase)
    open_centers = _done(ledger, "center", phase)
    done_regions = _done(ledger, "region", phase)
    own = [promise for promise in within if promise.track.party is None]
    charged = [promise for promise in own if not promises.is_passed_floor(promise)]
    counts, by_others = _counted(charged), [promise for promise in within if promise.track.party is not None]
    floors = _counted(promise for promise in charged if promise.track.is_floor)
    due = [promise.due_in for promise in own]
    waiting = sorted((days, at) for at, days in enumerate(due) if days is not None)
    phase_only = (phase,) if phase else ()
    moved, silent = Wanted(moved=True, phases=phase_only), Wanted(silent=(groups.SILENT_DAYS,), phases=phase_only)
    return Status(
        initiative=InitiativeRow(
            id=initiative.id,
            name=initiative.name,
            organization=initiative.organization,
            announced=phrase_cell(initiative.announced),
            summary=initiative.summary,
            url=initiative.url,
            complete_through=initiative.complete_through,
            keeper=initiative.keeper,
        ),
        data=data,
        as_of=ledger.day,
        newest_update=entries[-1].update.date if entries else None,
        updates=len(entries),
        phases=tuple(row for row in phases.rows(ledger) if phase in (None, row.id)),
        centers=CentersOpen(sum(open_centers), len(open_centers)),
        regions=RegionsDone(sum(done_regions), len(done_regions)),
        promises=counts,
        by_others=_counted(by_others),
        floors=floors,
        passed_floors=len(own) - len(charged),
        owners=tuple(_owners(within)),
        sentence=sentence(counts, floors, apart=len(within) - len(charged)),
        broken=_rows(ledger, (promise for promise in own if promise.verdict in BROKEN)),
        overdue=_rows(ledger, (promise for promise in own if promise.overdue_days is not None)),
        undecided=_rows(ledger, (promise for promise in own if promise.verdict in groups.UNDECIDED)),
        moved=only(promises.rows(ledger, moved), lambda row: row.by is None),
        silent=only(promises.rows(ledger, silent), lambda row: row.by is None and row.verdict != "withdrawn"),
        next_deadlines=_rows(ledger, (own[at] for _, at in waiting)),
    )


def _rows(ledger: Ledger, found: Iterable[Promise]) -> Rows[PromiseRow]:
    return Rows(list(found), partial(promises.row, ledger))


def _counted(found: Iterable[Promise]) -> dict[Verdict, int]:
    """How many of some promises have each verdict."""
    verdicts = [promise.verdict for promise in found]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def _owners(found: Sequence[Promise]) -> Iterator[OwnerRow]:
    """Whoever is responsible for something, in the order in which they are first met."""
    for name in dict.fromkeys(name for promise in found for name in promise.subject.owners or ()):
        owned = [promise for promise in found if name in (promise.subject.owners or ())]
        charged = [promise for promise in owned if not promises.is_passed_floor(promise)]
        counts = {verdict: count for verdict, count in _counted(charged).items() if count}
        yield OwnerRow(name, len(owned), counts)


def page(ledger: Ledger, data: str, options: str = "") -> Page:
    """The state of an initiative, as an answer; `data` names the file it was read from.

    `options` are those that the commands named in the answer need, to be about the same.
    """
    state, shown_as = status(ledger, data), caption(ledger)
    more = details(ledger)
    return Page(
        title=f"{state.initiative.name} · {state.initiative.organization}",
        caption=shown_as.as_known,
        data=state,
        sections=sections(state, more, shown_as, options),
        more=(f"gti {words}{options}" for words in _more(state, more, shown_as)),
    )


def sections(state: Status, details: Details, shown_as: Caption, options: str = "") -> Iterator[Section]:
    """The state in a sentence, the promises to look at, the progress of the phases, and the newest update."""
    found = groups_of(state, details, shown_as)
    yield Section(opens=True, text="; ".join((_extent(state, details, shown_as), *marks_in(found))))
    yield Section(text=state.sentence)
    by = f" --by {shlex.quote(state.initiative.organization)}" if any(state.by_others.values()) else ""
    for group in found:
        yield Section(
            heading=group.heading,
            columns=group.columns,
            rows=group.rows,
            drawing="group",
            details=group.told,
            beside=True,
            most=group.most,
            more=f"gti promises {group.find}{by}{options}",
        )
    counted = (
        ("centers open", state.centers.total and f"{state.centers.open} of {state.centers.total}"),
        ("regions done", state.regions.total and f"{state.regions.done} of {state.regions.total}"),
    )
    yield Section(
        heading="Progress",
        opens=True,
        facts=[(name, words) for name, words in counted if words],
        columns=phases.COLUMNS,
        rows=state.phases,
        drawing="bars",
        details=details.kinds,
    )
    yield Section(
        heading="Verdicts",
        facts=[(verdict, str(count)) for verdict, count in state.promises.items() if count],
        rows=[(verdict, count, details.implied[verdict]) for verdict, count in state.promises.items() if count],
        drawing="verdicts",
        beside=True,
    )
    if apart := _apart(state):
        yield Section(
            heading="Apart", facts=apart, rows=apart, beside=True, brief=": ".join, more=f"gti status --json{options}"
        )
    if details.newest:
        newest = (details.newest,)
        yield Section(heading="Latest", columns=timeline.TITLES, rows=newest, beside=True, brief=_newest_words)


def marks_in(found: Iterable[Group]) -> Iterator[str]:
    """What the star and the dagger mean, where something has them."""
    outcomes = [row.outcome for group in found for row in group.rows if row.outcome]
    if any(outcome.implied for outcome in outcomes):
        yield "* implied, not stated"
    if any(outcome.disputed for outcome in outcomes):
        yield "† disputed"


def groups_of(state: Status, details: Details, shown_as: Caption) -> list[Group]:
    """The promises to look at, in the order in which they are told."""
    return groups.groups(
        broken=state.broken,
        overdue=state.overdue,
        undecided=state.undecided,
        restated=details.restated,
        silent=state.silent,
        due=state.next_deadlines,
        clock=shown_as.clock,
    )


def _more(state: Status, details: Details, shown_as: Caption) -> Iterator[str]:
    """The commands that tell more: of all promises, of all updates or else the phases, of what is told first."""
    if any(state.promises.values()) or any(state.by_others.values()) or state.passed_floors:
        yield "promises"
    yield "timeline" if state.updates else "phase"
    for group in groups_of(state, details, shown_as)[:1]:
        yield f"show {group.rows[0].item}"


def _apart(state: Status) -> list[tuple[str, str]]:
    """What is not charged to the organization, and who is responsible for what."""
    others = _listed({verdict: count for verdict, count in state.by_others.items() if count})
    owners = [(row.name, f"{row.total}: {_listed(row.promises)}") for row in state.owners]
    passed = f"{state.passed_floors}, nothing is reported since"
    return [
        *([("promised by others", others)] if others else []),
        *([("floors whose day has passed", passed)] if state.passed_floors else []),
        *owners,
    ]


def _listed(counts: Mapping[Verdict, int]) -> str:
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items())


def _extent(state: Status, details: Details, shown_as: Caption) -> str:
    if not details.first_update or not state.newest_update:
        return "no update was published by then"
    first, newest = day_text(details.first_update), day_text(state.newest_update)
    days = f"1 update, {first}" if state.updates == 1 else f"{state.updates} updates, {first} to {newest}"
    return f"{days}, as stated by {shown_as.stated_by}"


def _done(ledger: Ledger, kind: Kind, phase: str | None) -> list[bool]:
    """For each item of a kind, of a phase or of all, whether it is done."""
    states = ledger.states.values()
    return [state.is_done for state in states if state.item.kind == kind and phase in (None, state.item.phase)]


def _within(ledger: Ledger, phase: str | None) -> tuple[Sequence[Promise], Sequence[Entry]]:
    """The promises of a phase and the updates that touch it, of all phases for None."""
    if phase is None:
        return ledger.promises, ledger.entries
    within = [promise for promise in ledger.promises if promise.subject.phase == phase]
    return within, [entry for entry in ledger.entries if phase in ledger.touched(entry)]


def _newest_words(row: UpdateRow) -> str:
    return f"{day_text(row.date)}  {row.title}"
