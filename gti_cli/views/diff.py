"""What became known between two days: updates, stages, promises, verdicts and figures.

Both days are asked like any other, each with itself as the clock; what differs between the two answers is what became
known. The first day is excluded, the last one included.
"""

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import WITHDRAWN, Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.deadline import BoundName
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.ledger.promise import Promise, Subject
from gti_cli.ledger.reach import Reached
from gti_cli.ledger.verdict import Verdict
from gti_cli.views import promises, timeline
from gti_cli.views.answer import Page, Section
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.promises import GLYPHS, TONES, PromiseRow, Told
from gti_cli.views.ranking import GROUPS
from gti_cli.views.timeline import UpdateRow
from gti_cli.views.values import (
    PhraseCell,
    ReachedCell,
    days_text,
    marks,
    notice_words,
    number_text,
    phrase_cell,
    reached_cell,
    starred,
)


class About(Struct, frozen=True, kw_only=True):
    """Which stage of which item a change is about; `name` as known on the last day."""

    item: str
    name: str
    kind: Kind
    phase: str
    stage: str


class ReachedChange(About, frozen=True, kw_only=True):
    """What is known of a stage, or of the withdrawal.

    Reached where `before` is None, taken back where `after` is, else known otherwise than before.
    """

    before: ReachedCell | None
    after: ReachedCell | None


class AboutPromise(Told, About, frozen=True, kw_only=True):
    """Which promise a change is about, as its row has it."""

    id: str
    bound: BoundName
    by: str | None
    attempt: int


class Move(AboutPromise, frozen=True, kw_only=True):
    """A promise restated to another date; `after` is None where the date was dropped, days as in `PromiseStatement`."""

    date: dt.date
    update: str
    before: PhraseCell
    after: PhraseCell | None
    moved_days: int | None
    notice_days: int | None
    amount_before: int | float | None
    amount: int | float | None


class VerdictChange(AboutPromise, frozen=True, kw_only=True):
    """A verdict that is another one now."""

    before: Verdict
    after: Verdict


class NewFigure(Struct, frozen=True, kw_only=True):
    """A figure that was reported, with the one before it."""

    metric: str
    name: str
    unit: str | None
    date: dt.date
    update: str
    value: int | float
    at_least: bool
    at_most: bool
    before: int | float | None
    before_at_least: bool
    before_at_most: bool
    source: str


class Diff(Struct, frozen=True, kw_only=True, rename={"since": "from"}):
    """What became known after `since`, up to and with `to`; in JSON `since` is called `from`."""

    since: dt.date
    to: dt.date
    updates: tuple[UpdateRow, ...]
    reached: tuple[ReachedChange, ...]
    promised: tuple[PromiseRow, ...]
    moved: tuple[Move, ...]
    verdicts: tuple[VerdictChange, ...]
    figures: tuple[NewFigure, ...]


def diff(before: Ledger, after: Ledger) -> Diff:
    """What is known in one ledger and was not in another, which has the same updates or fewer."""
    known = {entry.id for entry in before.entries}
    old = {promise.key: promise for promise in before.promises}
    new = {promise.key: promise for promise in after.promises}
    return Diff(
        since=before.day,
        to=after.day,
        updates=tuple(timeline.row(after, entry) for entry in after.entries if entry.id not in known),
        reached=tuple(_reached(before, after)),
        promised=tuple(promises.row(after, promise) for key, promise in new.items() if key not in old),
        moved=tuple(move for promise in new.values() for move in _moves(promise, known)),
        verdicts=tuple(_verdicts(old, new)),
        figures=tuple(_figures(after, known)),
    )


def _about(subject: Subject) -> dict[str, Any]:
    return {name: getattr(subject, name) for name in About.__struct_fields__}


def _about_promise(promise: Promise) -> dict[str, Any]:
    track = promise.track
    return {
        **_about(promise.subject),
        "id": promise.key,
        "bound": track.bound,
        "by": track.party,
        "attempt": promise.attempt,
    }


def _reached(before: Ledger, after: Ledger) -> list[ReachedChange]:
    changes = []
    for id_, state in after.states.items():
        old = _stages(before.states[id_]) if id_ in before.states else {}
        now = _stages(state)
        for stage in (*state.stages, WITHDRAWN):
            was, is_ = reached_cell(old.get(stage)), reached_cell(now.get(stage))
            if _known(was) != _known(is_):
                subject = Subject.of(state.item, stage)
                changes.append(ReachedChange(**_about(subject), before=was, after=is_))
    return changes


def _stages(state: ItemState) -> dict[str, Reached]:
    withdrawn = state.life.withdrawn
    return state.life.reached | ({WITHDRAWN: withdrawn} if withdrawn else {})


def _known(reached: ReachedCell | None) -> object:
    return reached and (reached.earliest, reached.latest, reached.implied, reached.disputed)


def _moves(promise: Promise, known: Container[str]) -> Iterator[Move]:
    said = {id(stated.deadline): stated.statement.event.said for stated in promise.statements if stated.deadline}
    for restated in promise.statements:
        if restated.is_move and restated.before and restated.statement.update not in known:
            yield Move(
                **_about_promise(promise),
                date=restated.statement.date,
                update=restated.statement.update,
                before=PhraseCell.of(restated.before.phrase, said[id(restated.before)]),
                after=phrase_cell(restated.target, restated.statement.event.said),
                moved_days=restated.moved_days,
                notice_days=restated.notice_days,
                amount_before=restated.amount_before,
                amount=restated.amount,
            )


def _verdicts(old: Mapping[str, Promise], new: Mapping[str, Promise]) -> list[VerdictChange]:
    """The promises whose verdict changed; one that an older or equally old report undoes has none any more."""
    changes = []
    for key, was in old.items():
        now = new.get(key, was)
        if now.verdict != was.verdict:
            changes.append(VerdictChange(**_about_promise(now), before=was.verdict, after=now.verdict))
    return changes


def _figures(ledger: Ledger, known: Container[str]) -> list[NewFigure]:
    found = []
    for id_, readings in ledger.readings.items():
        metric = ledger.metrics[id_]
        for at, reading in enumerate(readings):
            if reading.entry.id not in known:
                before = readings[at - 1].figure if at else None
                found.append(
                    NewFigure(
                        metric=id_,
                        name=metric.name,
                        unit=metric.unit,
                        date=reading.entry.update.date,
                        update=reading.entry.id,
                        value=reading.figure.value,
                        at_least=reading.figure.at_least,
                        at_most=reading.figure.at_most,
                        before=before.value if before else None,
                        before_at_least=before is not None and before.at_least,
                        before_at_most=before is not None and before.at_most,
                        source=reading.entry.update.source,
                    )
                )
    return found


def reached_words(change: ReachedChange) -> str:
    """A change in what is known of a stage, in words."""
    was = starred(change.before) if change.before else ""
    if change.after is None:
        return f"{change.stage}: taken back, was {was}"
    return f"{change.stage} {starred(change.after)}" + (f", was {was}" if was else "")


def move_words(move: Move) -> str:
    """A move, in words: from which date to which."""
    was, now = _amount(move, move.amount_before), _amount(move, move.amount)
    return f"{was}{move.before} → {now}{move.after or 'no date'}"


def _moved_by(move: Move) -> str:
    """How far a promise was moved."""
    days = move.moved_days or 0
    return f"{days_text(abs(days))} {'later' if days > 0 else 'earlier'}" if days else ""


def _amount(move: Move, amount: int | float | None) -> str:
    return f"{number_text(amount)} " if amount is not None and move.amount_before != move.amount else ""


def verdict_words(change: VerdictChange) -> str:
    """A verdict that changed, in words."""
    return f"{change.before} → {change.after}"


def _badness(change: VerdictChange) -> int:
    """The place of the new verdict in the order in which people read promises, the worst first."""
    return next(at for at, group in enumerate(GROUPS) if change.after in group.verdicts)


def figure_words(figure: NewFigure) -> str:
    """A new figure, in words, after the one before it."""
    before = figure.before is not None and number_text(
        figure.before, at_least=figure.before_at_least, at_most=figure.before_at_most
    )
    unit = f" {figure.unit}" if figure.unit else ""
    value = number_text(figure.value, at_least=figure.at_least, at_most=figure.at_most)
    return f"{before} → {value}{unit}" if before else f"{value}{unit}"


NAME = Column(name=None, of=lambda change: change.name, title="name", tone=lambda change: "strong")
UPDATES = (
    Column(name=None, of=lambda row: row.date, title="date", tone=lambda row: "quiet"),
    Column(name=None, of=lambda row: row.title, title="update"),
)
PROMISE = Column(name=None, of=lambda change: change.label, title="promise", tone=lambda change: "strong")
REACHED = (NAME, Column(name=None, of=reached_words, title="reached"))
MOVED = (
    PROMISE,
    Column(name=None, of=move_words, title="moved"),
    Column(name=None, of=_moved_by, title="by"),
    Column(name=None, of=lambda move: notice_words(move.notice_days or 0), title="", heads=("told",)),
)
VERDICTS = (
    replace(PROMISE, glyph=lambda change: GLYPHS[change.after]),
    Column(
        name=None,
        of=verdict_words,
        title="verdict",
        tone=lambda change: TONES[change.after],
    ),
)
FIGURES = (NAME, Column(name=None, of=figure_words, title="figure"))


def page(before: Ledger, after: Ledger, *, implied: bool = False, days: str = "", options: str = "") -> Page:
    """What became known between the days of two ledgers, as an answer.

    `days` and `options` are what the commands named in it need. A terminal leaves out the earlier stages that others
    imply, unless all that is `implied` is asked for.
    """
    answer, shown_as = diff(before, after), caption(after)
    return Page(
        title=f"What became known after {day_text(answer.since)}, up to {day_text(answer.to)}",
        caption=", ".join(filter(None, (shown_as.day_note, f"as stated by {shown_as.stated_by}"))),
        data=answer,
        sections=sections(answer, after.clock, options, more="" if implied else f"gti diff {days}{options} --implied"),
        more=(f"gti timeline --since {update.date} --until {answer.to}{options}" for update in answer.updates[:1]),
    )


def sections(answer: Diff, clock: dt.date, options: str = "", more: str = "") -> Iterator[Section]:
    """The groups that have something in them, what matters most first.

    `more` is the command that shows the earlier stages that others imply, which a terminal then leaves out.
    """
    told = _without_implied(answer.reached) if more else answer.reached
    groups = (
        Section(heading="Verdicts that changed", columns=VERDICTS, rows=sorted(answer.verdicts, key=_badness)),
        Section(heading="Moved", columns=MOVED, rows=answer.moved),
        promises.section("Promised", answer.promised, clock, options),
        Section(
            heading="Reached",
            columns=REACHED,
            rows=answer.reached,
            signs=_signs(told),
            drawing="reached",
            details=told,
            more=more,
        ),
        Section(heading="Figures", columns=FIGURES, rows=answer.figures),
        Section(heading="Updates", columns=UPDATES, rows=answer.updates, drawing="updates"),
    )
    if not any(group.rows for group in groups):
        yield Section(text="Nothing changed.")
    yield from (group for group in groups if group.rows)


def _without_implied(changes: Sequence[ReachedChange]) -> list[ReachedChange]:
    """The changes without the stages that are only implied, and that of an item of which a later stage is told."""
    furthest = {change.item: change for change in changes if change.after and change.stage != WITHDRAWN}
    return [
        change
        for change in changes
        if change.before or change is furthest.get(change.item) or not (change.after and change.after.implied)
    ]


def _signs(changes: Iterable[ReachedChange]) -> Iterator[str]:
    """What the signs in the table of stages reached mean."""
    return marks(cell for change in changes for cell in (change.before, change.after))
