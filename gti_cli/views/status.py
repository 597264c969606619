"""Where the whole initiative stands: the one answer that is about everything."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.views import phases, promises, timeline
from gti_cli.views.answer import Page, Section
from gti_cli.views.caption import Caption, caption
from gti_cli.views.phases import PhaseRow
from gti_cli.views.promises import PromiseRow, Wanted
from gti_cli.views.timeline import UpdateRow
from gti_cli.views.values import PhraseCell, days_text, led, phrase_cell, told_words

SILENT_DAYS = 365
"""From how many days on status calls a promise silent."""


class InitiativeRow(Struct, frozen=True):
    """The initiative as the file describes it."""

    id: str
    name: str
    organization: str
    announced: PhraseCell | None
    summary: str | None
    url: str | None
    complete_through: date | None


class CentersOpen(Struct, frozen=True):
    """How many centers are open, out of those that exist."""

    open: int
    total: int


class RegionsDone(Struct, frozen=True):
    """How many regions are done, out of those that exist."""

    done: int
    total: int


class Status(Struct, frozen=True):
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


class Details(Struct, frozen=True):
    """What a screen shows beside the status itself.

    The progress of each phase kind by kind, the day of the first update, the newest update, and how many of the
    promises with a verdict rest on an implied outcome.
    """

    kinds: dict[str, list[str]]
    first_update: date | None
    newest: UpdateRow | None
    implied: dict[Verdict, int]


def details(ledger: Ledger, phase: str | None = None) -> Details:
    """What a screen shows beside the status, of one phase or of all."""
    within, entries = _within(ledger, phase)
    implied = [promise.verdict for promise in within if promise.outcome and promise.outcome.implied]
    return Details(
        kinds=phases.kinds(ledger),
        first_update=entries[0].update.date if entries else None,
        newest=timeline.row(ledger, entries[-1]) if entries else None,
        implied={verdict: implied.count(verdict) for verdict in VERDICTS},
    )


def status(ledger: Ledger, data: str, phase: str | None = None) -> Status:
    """The state of an initiative, or of one of its phases; `data` names the file it was read from."""
    initiative = ledger.dataset.initiative
    within, entries = _within(ledger, phase)
    open_centers = _done(ledger, "center", phase)
    done_regions = _done(ledger, "region", phase)
    verdicts = [promise.verdict for promise in within]
    due = [promise.due_in for promise in within]
    waiting = sorted((days, at) for at, days in enumerate(due) if days is not None)
    silent = promises.rows(ledger, Wanted(silent=SILENT_DAYS, phase=phase))
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
        newest_update=entries[-1].update.date if entries else None,
        updates=len(entries),
        phases=tuple(row for row in phases.rows(ledger) if phase in (None, row.id)),
        centers=CentersOpen(sum(open_centers), len(open_centers)),
        regions=RegionsDone(sum(done_regions), len(done_regions)),
        promises={verdict: verdicts.count(verdict) for verdict in VERDICTS},
        moved=tuple(promises.rows(ledger, Wanted(moved=True, phase=phase))),
        silent=tuple(row for row in silent if row.verdict != "withdrawn"),
        next_deadlines=tuple(promises.row(within[at]) for _, at in waiting),
    )


def page(ledger: Ledger, data: str) -> Page:
    """The state of an initiative, as an answer; `data` names the file it was read from."""
    state, shown_as = status(ledger, data), caption(ledger)
    return Page(
        title=f"{state.initiative.name} · {state.initiative.organization}",
        caption=shown_as.as_known,
        data=state,
        sections=sections(state, details(ledger), shown_as),
    )


def sections(state: Status, details: Details, shown_as: Caption) -> Iterator[Section]:
    """How much is known, the progress of the phases, the promises by verdict, and those to look at."""
    extent = (
        ("updates", str(state.updates)),
        ("newest update", state.newest_update and day_text(state.newest_update)),
        ("centers open", state.centers.total and f"{state.centers.open} of {state.centers.total}"),
        ("regions done", state.regions.total and f"{state.regions.done} of {state.regions.total}"),
    )
    yield Section(
        heading="Extent",
        opens=True,
        text=_extent(state, details, shown_as),
        facts=[(name, words) for name, words in extent if words],
    )
    yield Section(
        heading="Phases",
        opens=True,
        columns=phases.COLUMNS,
        rows=state.phases,
        drawing="bars",
        details=details.kinds,
    )
    yield Section(
        heading="Promises",
        facts=[(verdict, str(count)) for verdict, count in state.promises.items() if count],
        rows=[(verdict, count, details.implied[verdict]) for verdict, count in state.promises.items() if count],
        drawing="verdicts",
        beside=True,
    )
    lists = (
        ("Moved", state.moved, moved_words, "gti promises --moved"),
        ("Silent", state.silent, silent_words, f"gti promises --silent {SILENT_DAYS}"),
        ("Next", state.next_deadlines, due_words, "gti promises --verdict pending,slipped"),
    )
    for heading, rows, brief, more in lists:
        if rows:
            yield replace(
                promises.section(heading, rows, shown_as.clock), beside=True, brief=partial(_brief, brief), more=more
            )
    if details.newest:
        newest = (details.newest,)
        yield Section(heading="Newest", columns=timeline.TITLES, rows=newest, beside=True, brief=_newest_words)


def _brief(words: Callable[[PromiseRow], str], row: PromiseRow) -> str:
    return f"{row.label}: {words(row)}"


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
    return within, [entry for entry in ledger.entries if ledger.touches(entry, phase)]


def _newest_words(row: UpdateRow) -> str:
    return f"{day_text(row.date)}  {row.title}"


def due_words(row: PromiseRow) -> str:
    """What is promised now."""
    return str(promises.standing(row))


def moved_words(row: PromiseRow) -> str:
    """The last move of a promise: from which date to which, and how long before the old deadline it was told."""
    at = max(at for at, statement in enumerate(row.statements) if statement.is_move)
    now, before = row.statements[at], promises.standing(replace(row, statements=row.statements[:at]))
    return f"{before} → {now.target or 'no date'}, {told_words(now.notice_days)}"


def silent_words(row: PromiseRow) -> str:
    """What was promised last, and for how long nothing has been said of it."""
    target = promises.standing(row)
    promised = f"promised {led(str(target))}" if target else "promised without a date"
    return f"{promised}, not mentioned for {days_text(row.silent_days)}"
