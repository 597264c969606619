"""The promise ledger: what was promised, what it is now, what came of it, and the verdict."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from msgspec import Struct

from gti_cli import signs as sign
from gti_cli.dataset.model import Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.deadline import BoundName
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Statement
from gti_cli.ledger.promise import Promise, PromiseStatement
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.views.answer import Listing, Section
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone
from gti_cli.views.ranking import BROKEN, Sort, group_of, ranked
from gti_cli.views.rows import OfInitiative, Rows
from gti_cli.views.values import (
    PhraseCell,
    ReachedCell,
    after_key,
    days_text,
    early_text,
    floored,
    late_text,
    marks,
    number_text,
    phrase_cell,
    reached_cell,
    starred,
)
from gti_cli.words import is_one_of, listed, stage_forms, to_be


class ConditionRow(Struct, frozen=True):
    """What a promise waits for: another item's stage, when that was reached, and how many days ago.

    `order` is `after` where the promised stage came after it, `before` where it came before.
    """

    item: str
    stage: str
    within: str | None
    reached: ReachedCell | None
    days_since: int | None
    order: Literal["after", "before", "undetermined"] | None
    name: str


class AssessmentRow(Struct, frozen=True):
    """What somebody else judged, in their words."""

    text: str
    date: dt.date
    source: str


class StatementRow(Struct, frozen=True):
    """One statement of a promise, judged by its own target; days as in `PromiseStatement`."""

    is_move: ClassVar[bool] = False
    """Whether it changes the date or the amount that stood before it."""
    takes_back: ClassVar[bool] = False
    """Whether it takes that date back."""

    date: dt.date
    update: str
    title: str
    source: str
    target: PhraseCell | None
    amount: int | float | None
    hedge: str | None
    implied: bool
    note: str | None
    quote: str | None
    moved_days: int | None
    notice_days: int | None
    verdict: Verdict


class MovingRow(StatementRow, frozen=True):
    """A statement that moves the promise, with the same keys."""

    is_move: ClassVar[bool] = True


class TakingBackRow(MovingRow, frozen=True):
    """A statement that takes back the date that stood before it, with the same keys."""

    takes_back: ClassVar[bool] = True


class Told:
    """A promise in a row: how people tell which one it is."""

    __slots__ = ()

    if TYPE_CHECKING:
        name: str
        stage: str
        bound: BoundName
        by: str | None
        attempt: int

    @property
    def label(self) -> str:
        """What it is about: "Europe, to be completed", of a later attempt "Europe, to be completed, attempt 2"."""
        return f"{self.name}, {self.told}"

    @property
    def told(self) -> str:
        """What is promised of its item: "to be completed", of a floor "not to end early"."""
        return f"{f'not {to_be(self.stage)} early' if self.is_floor else to_be(self.stage)}{self.which}"

    @property
    def which(self) -> str:
        """What tells it from other promises of the stage: another party, a later attempt."""
        party = f", by {self.by}" if self.by else ""
        return f"{party}{f', attempt {self.attempt}' if self.attempt > 1 else ''}"

    @property
    def is_floor(self) -> bool:
        """Whether it is promised not to come before a day."""
        return self.bound == "not_before"


class PromiseRow(Told, OfInitiative, frozen=True):
    """A promise, held to the first date given for it."""

    id: str
    item: str
    name: str
    kind: Kind
    phase: str
    stage: str
    bound: BoundName
    by: str | None
    attempt: int
    made: dt.date
    target: PhraseCell | None
    current_target: PhraseCell | None
    after: ConditionRow | None
    statements: tuple[StatementRow, ...]
    outcome: ReachedCell | None
    part: str | None
    verdict: Verdict
    newest_verdict: Verdict
    days_late: DaysLate | None
    days_early: DaysLate | None
    overdue_days: int | None
    newest_overdue_days: int | None
    moves: int
    moved_days: int | None
    hedged: bool
    owners: tuple[str, ...] | None
    assessed: AssessmentRow | None
    evidence: Literal["own", "independent"] | None
    settled_by: str | None
    silent_days: int
    given_up: dt.date | None


class Wanted(Struct, frozen=True, kw_only=True):
    """Which promises are asked for: every condition that is given must hold, by any of its values.

    `failing` narrows them down to the verdicts that a job is to notice, and is no part of what is looked for.
    """

    verdicts: tuple[Verdict, ...] = ()
    failing: tuple[Verdict, ...] = ()
    phases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    broken: bool = False
    overdue: bool = False
    moved: bool = False
    hedged: bool = False
    silent: tuple[int, ...] = ()
    due_within: tuple[int, ...] = ()

    def keeps(self, promise: Promise, organization: str) -> bool:
        """Whether a promise is asked for; what no other party made, the organization did."""
        due = promise.due_in
        return (
            (not self.verdicts or promise.verdict in self.verdicts)
            and (not self.failing or (promise.verdict in self.failing and not is_passed_floor(promise)))
            and (not self.phases or promise.subject.phase in self.phases)
            and (not self.items or promise.subject.item in self.items)
            and (not (self.broken or self.overdue) or self._is_in_state(promise))
            and (not self.by or is_one_of(self.by, (promise.track.party or organization,)))
            and (not self.owners or is_one_of(self.owners, promise.subject.owners or ()))
            and (not self.moved or promise.moves > 0)
            and (not self.hedged or promise.hedge is not None)
            and (not self.silent or (promise.outcome is None and promise.silent_days >= min(self.silent)))
            and (not self.due_within or (due is not None and due <= max(self.due_within)))
        )

    def _is_in_state(self, promise: Promise) -> bool:
        """Whether it is in one of the states asked for."""
        return (self.broken and promise.verdict in BROKEN) or (self.overdue and promise.has_passed)

    def clauses(self) -> list[str]:
        """What is asked for, in words that complete "no promise …"."""
        return [
            *([f"is {listed(self.verdicts)}"] if self.verdicts else []),
            *([" or ".join(self._states())] if self._states() else []),
            *([f"belongs to the phase {listed(self.phases)}"] if self.phases else []),
            *([f"was made for {listed(self.items)}"] if self.items else []),
            *([f"was made by {listed(self.by)}"] if self.by else []),
            *([f"belongs to {listed(self.owners)}"] if self.owners else []),
            *(["was moved"] if self.moved else []),
            *(["is hedged"] if self.hedged else []),
            *([f"has been silent for {listed(map(days_text, self.silent))}"] if self.silent else []),
            *([f"is due within {listed(map(days_text, self.due_within))}"] if self.due_within else []),
        ]

    def _states(self) -> list[str]:
        return [*(["is broken"] if self.broken else []), *(["is overdue"] if self.overdue else [])]


ALL = Wanted()


def is_passed_floor(promise: Promise) -> bool:
    """Whether it is a floor whose day has passed without a word, which is no fault."""
    return promise.track.is_floor and promise.verdict == "unreported"


def kept(ledger: Ledger, wanted: Wanted = ALL, sort: Sort = "made") -> list[Promise]:
    """The promises asked for, in an order: that in which they were first made, if no other is given."""
    organization = ledger.dataset.initiative.organization
    return ranked([promise for promise in ledger.promises if wanted.keeps(promise, organization)], sort)


def rows(ledger: Ledger, wanted: Wanted = ALL, sort: Sort = "made") -> Rows[PromiseRow]:
    """The rows of the promises asked for, in the same order."""
    return Rows(kept(ledger, wanted, sort), partial(row, ledger))


def row(ledger: Ledger, promise: Promise) -> PromiseRow:
    """The row of one promise."""
    subject = promise.subject
    statements = tuple([_statement(statement) for statement in promise.statements])
    return PromiseRow(
        initiative=ledger.dataset.initiative.id,
        id=promise.key,
        item=subject.item,
        name=subject.name,
        kind=subject.kind,
        phase=subject.phase,
        stage=subject.stage,
        bound=promise.track.bound,
        by=promise.track.party,
        attempt=promise.attempt,
        made=statements[0].date,
        target=_held_to(promise),
        current_target=statements[-1].target,
        after=_condition(promise),
        statements=statements,
        outcome=reached_cell(promise.outcome),
        part=promise.part,
        verdict=promise.verdict,
        newest_verdict=promise.newest_verdict,
        days_late=promise.days_late,
        days_early=promise.days_early,
        overdue_days=promise.overdue_days,
        newest_overdue_days=promise.newest_overdue_days,
        moves=sum(statement.is_move for statement in statements),
        moved_days=promise.moved_days,
        hedged=promise.hedge is not None,
        owners=subject.owners,
        assessed=_assessment(promise.assessed),
        evidence=_evidence(promise),
        settled_by=promise.settled_by,
        silent_days=promise.silent_days,
        given_up=promise.withdrawn.date if promise.withdrawn and not promise.outcome else None,
    )


def _held_to(promise: Promise) -> PhraseCell | None:
    """The date that the promise is held to, with the words in which it was given."""
    given = (made for made in promise.statements if made.deadline and made.deadline is promise.deadline)
    held = next(given, None)
    return phrase_cell(held.target, held.statement.event.said) if held else None


def _condition(promise: Promise) -> ConditionRow | None:
    condition = promise.condition
    if condition is None:
        return None
    last = condition.reached.span.latest if condition.reached else None
    return ConditionRow(
        item=condition.item,
        stage=condition.stage,
        within=condition.within,
        reached=reached_cell(condition.reached),
        days_since=(promise.day - last).days if last else None,
        order=promise.order,
        name=condition.name,
    )


def _assessment(statement: Statement | None) -> AssessmentRow | None:
    if statement is None or statement.event.assessed is None:
        return None
    return AssessmentRow(statement.event.assessed, statement.published, statement.source)


def _evidence(promise: Promise) -> Literal["own", "independent"] | None:
    """Whose statement decides a certain verdict."""
    if not promise.decided_by:
        return None
    return "independent" if any(by.statement.independent for by in promise.decided_by) else "own"


def _statement(promised: PromiseStatement) -> StatementRow:
    statement, event = promised.statement, promised.statement.event
    moved_days = promised.moved_days
    is_move = moved_days or promised.is_move
    row = TakingBackRow if promised.takes_back else MovingRow if is_move else StatementRow
    return row(
        date=statement.date,
        update=statement.update,
        title=statement.title,
        source=statement.source,
        target=phrase_cell(promised.target, event.said),
        amount=promised.amount,
        hedge=event.hedge,
        implied=event.implied,
        note=event.note,
        quote=event.quote,
        moved_days=moved_days,
        notice_days=promised.notice_days,
        verdict=promised.verdict,
    )


class Lines(Struct, frozen=True):
    """How promises are drawn, a line each: as of which day, and in groups or not.

    `options` are those that a command named below them needs.
    """

    day: dt.date
    are_grouped: bool
    options: str = ""

    @classmethod
    def of(cls, ledger: Ledger, sort: Sort | None, options: str = "") -> "Lines":
        """In groups where they stand in the order of these, which is the one in which people read them by default."""
        return cls(ledger.clock, sort in (None, "worst"), options)

    def groups(self, rows: Sequence[PromiseRow]) -> Iterator[tuple[str, list[PromiseRow]]]:
        """The promises in their order, with the heading of each group; with none where they are not grouped."""
        if not self.are_grouped:
            yield "", list(rows)
            return
        for group, within in groupby(rows, lambda row: group_of(row.verdict, party=row.by, is_floor=row.is_floor)):
            yield group.heading, list(within)


def listing(
    ledger: Ledger,
    wanted: Wanted = ALL,
    *,
    sort: Sort | None = None,
    options: str = "",
    exit_code: int = 0,
) -> Listing:
    """The promises asked for, as an answer; where a job is to notice some, it is silent about none.

    Without an order asked for, people read them worst first, and machines get them as they were made.
    `options` are those that a command named below them needs.
    """
    found = rows(ledger, wanted, sort or "made")
    shown = rows(ledger, wanted, sort or "worst")
    return Listing(
        heading="Promises",
        caption=caption(ledger),
        what="promise",
        clauses=wanted.clauses(),
        columns=columns(ledger.clock),
        rows=found,
        ranked=shown,
        signs=signs(found),
        drawing="ledger",
        details=Lines.of(ledger, sort, options),
        silent=bool(wanted.failing),
        exit_code=exit_code if found else 0,
    )


def section(heading: str, rows: Sequence[PromiseRow], day: dt.date, options: str = "") -> Section:
    """Promises as a part of a page, in the order given; `options` are those that a command named below them needs."""
    lines = Lines(day, are_grouped=False, options=options)
    return Section(heading=heading, columns=columns(day), rows=rows, signs=signs(rows), drawing="ledger", details=lines)


def standing(statements: Sequence[StatementRow]) -> StatementRow | None:
    """The newest of some statements that gives a date or takes it back, None where none does."""
    return next((said for said in reversed(statements) if said.target or said.takes_back), None)


def promised(row: PromiseRow, words: Callable[[PromiseRow, StatementRow], str] | None = None) -> str:
    """What was promised by when, and what it was moved to: "2020 → early 2021"; a date in `words` of its own."""
    speaking = (said for at, said in enumerate(row.statements) if at == 0 or said.target or said.takes_back)
    dates = [(words or date_words)(row, said) for said in speaking]
    moves = [date for at, date in enumerate(dates) if at == 0 or date.casefold() != dates[at - 1].casefold()]
    hedged = ", hedged" if row.hedged else ""
    return f"{' → '.join(moves) if moves != ['no date'] else undated_words(row)}{hedged}"


def date_words(row: PromiseRow, statement: StatementRow) -> str:
    """What a statement promises: its date, and of a goal whose amount was changed the amount before it."""
    amounts = {stated.amount for stated in row.statements}
    amount = f"{number_text(statement.amount)} " if statement.amount is not None and len(amounts) > 1 else ""
    date = floored(str(statement.target)) if statement.target and row.is_floor else statement.target or "no date"
    return f"{amount}{date}"


def undated_words(row: PromiseRow) -> str:
    """How a stage is promised that has no date: after something else, or without one."""
    return f"after {_waits_for(row)}" if row.after else "without a date"


def result(row: PromiseRow, day: dt.date) -> str:
    """What a verdict comes to, in days where there are any, with the clock at `day`."""
    return ", ".join(filter(None, (*_result(row), by_newest(row, day))))


def _result(row: PromiseRow) -> Iterator[str]:
    if row.outcome:
        yield early_text(row.days_early) if row.is_floor else late_text(row.days_late)
        yield _order(row)
    elif row.is_floor:
        yield from _of_floor_ahead(row)
    elif row.after and row.verdict in ("waiting", "undated"):
        yield f"what it waits for came {_since(row.after)}" if row.after.reached else f"waits until {_waits_for(row)}"
    else:
        yield from _of_deadline_ahead(row)


def _of_floor_ahead(row: PromiseRow) -> Iterator[str]:
    words: dict[Verdict, str] = {
        "kept": "still ahead on that day",
        "slipped": "brought forward",
        "unreported": "the day has passed",
    }
    yield words.get(row.verdict) or GIVEN_UP.get(row.verdict, "")
    yield f"silent {days_text(row.silent_days)}" if row.verdict == "unreported" else ""


def _of_deadline_ahead(row: PromiseRow) -> Iterator[str]:
    overdue = f"{days_text(row.overdue_days)} overdue" if row.overdue_days else ""
    match row.verdict:
        case "missed":
            yield overdue or "then given up"
        case "partial":
            yield row.part or ""
            yield overdue
        case "slipped":
            yield "put off without a date" if row.newest_verdict == "slipped" else ""
            yield f"{days_text(row.overdue_days)} past its first date" if row.overdue_days else ""
        case "unreported" | "undated":
            yield overdue
            yield f"silent {days_text(row.silent_days)}"
        case _:
            yield GIVEN_UP.get(row.verdict, "")


GIVEN_UP: dict[Verdict, str] = {"disputed": "reported, then denied", "withdrawn": "given up"}
"""What became of a promise without an outcome, whether it is a deadline or a floor."""


def by_newest(row: PromiseRow, day: dt.date) -> str:
    """What the verdict is by the newest date, where that is another one; and the days to that date or since it."""
    newest = next((said.target for said in reversed(row.statements) if said.target), None)
    moved = "amount" if row.statements[0].amount != row.statements[-1].amount else "date"
    of_another = f" by its newest {moved}" if row.newest_verdict != row.verdict else ""
    if row.newest_verdict == "pending" and not row.is_floor and newest and newest.latest:
        days = (newest.latest - day).days
        return f"{f'due in {days_text(days)}' if days else 'due that day'}{of_another}"
    if not of_another:
        return ""
    if row.newest_verdict == "unreported" and row.newest_overdue_days:
        return f"{days_text(row.newest_overdue_days)} overdue{of_another}"
    return f"{row.newest_verdict}{of_another}"


def _waits_for(row: PromiseRow) -> str:
    return f"{row.after.name} {stage_forms(row.after.stage).done}" if row.after else ""


def condition_words(row: PromiseRow) -> str:
    """What a promise waits for, whether that came, and whether it was kept waiting for it."""
    if row.after is None:
        return ""
    within = f", due within {row.after.within} of it" if row.after.within else ""
    came = f"came {_since(row.after)}" if row.after.reached else "not reported"
    return f"until {_waits_for(row)}{within}: {', '.join(filter(None, (came, _order(row))))}"


def assessment_words(row: PromiseRow) -> str:
    """What somebody else judged last, in their words."""
    return f"“{row.assessed.text}”, {day_text(row.assessed.date)}, {row.assessed.source}" if row.assessed else ""


def _since(after: ConditionRow) -> str:
    """When what a promise waits for came, and how long ago: "13 Nov 2018, 735 days ago"."""
    text = after.reached.text if after.reached else ""
    return f"{text}, {days_text(after.days_since)} ago" if after.days_since else text


def _order(row: PromiseRow) -> str:
    """Whether it came in the order that was promised, where something was."""
    words = {"after": "after", "before": "before", "undetermined": "can't tell whether after"}
    if row.after is None or row.after.order is None:
        return ""
    return f"{words[row.after.order]} {row.after.name} {stage_forms(row.after.stage).came}"


def outcome_words(row: PromiseRow) -> str:
    """When what was promised was reached, with a star where that is implied."""
    return starred(row.outcome) if row.outcome else ""


def signs(rows: Iterable[PromiseRow]) -> Iterator[str]:
    """What the signs in a table of promises mean."""
    yield from marks(row.outcome for row in rows)


TONES: dict[Verdict, Tone] = {
    "kept": "good",
    "late": "bad",
    "undetermined": "doubtful",
    "delivered": "good",
    "disputed": "doubtful",
    "withdrawn": "quiet",
    "undated": "doubtful",
    "missed": "bad",
    "broken": "bad",
    "waiting": "plain",
    "partial": "doubtful",
    "unreported": "bad",
    "slipped": "doubtful",
    "pending": "plain",
}
GLYPHS: dict[Verdict, str] = {
    "kept": sign.KEPT.glyph,
    "late": sign.BROKEN.glyph,
    "undetermined": sign.UNTOLD.glyph,
    "delivered": sign.KEPT.glyph,
    "disputed": sign.DENIED.glyph,
    "withdrawn": sign.GIVEN_UP.glyph,
    "undated": sign.NO_WORD.glyph,
    "missed": sign.BROKEN.glyph,
    "broken": sign.BROKEN.glyph,
    "waiting": sign.WAITING.glyph,
    "partial": sign.IN_PART.glyph,
    "unreported": sign.OVERDUE.glyph,
    "slipped": sign.PUT_OFF.glyph,
    "pending": sign.AHEAD.glyph,
}

MEANINGS: dict[Verdict, str] = {
    "kept": "reached in time by any reading",
    "late": "reached too late by any reading",
    "undetermined": "reached, but the evidence or the wording is too coarse to tell whether in time",
    "delivered": "reached, with no date in this log to hold it to",
    "disputed": "reported as reached, and said not to be since; nothing settles which is right",
    "withdrawn": "given up",
    "undated": "promised without a date in this log, and not reported",
    "missed": "not done in time, as later statements show",
    "broken": "promised not to come before a day, and came before it",
    "waiting": "not owed yet: what it is to come after is not reported",
    "partial": "done in part when the deadline passed; the rest is not reported",
    "unreported": "the deadline has passed without a word on the outcome",
    "slipped": "put off, and not due by its newest date",
    "pending": "not yet due",
}


def columns(day: dt.date) -> tuple[Column, ...]:
    """The columns of promises: first those that people read, as of `day`."""
    return (
        Column(
            name=None,
            of=lambda row: row.verdict,
            title="verdict",
            glyph=lambda row: GLYPHS[row.verdict],
        ),
        Column(name=None, of=lambda row: row.id, heads=("id",)),
        Column(name=None, of=lambda row: row.label, title="promise", tone=lambda row: "strong"),
        Column(name=None, of=lambda row: result(row, day), title="result", heads=()),
        Column(name=None, of=promised, title="promised", heads=("target",), pipe=_held_to_in_a_pipe),
        *map(_plain, ("id", "item", "name", "kind", "phase", "stage", "bound", "by", "attempt", "made")),
        Column(name="target", of=lambda row: row.target, form="phrase"),
        Column(name="current_target", of=lambda row: row.current_target, form="phrase"),
        Column(name="after", of=lambda row: row.after and after_key(row.after.item, row.after.stage, row.after.within)),
        Column(name="statements", of=lambda row: len(row.statements)),
        Column(name="outcome", of=lambda row: row.outcome, form="reached", title="outcome", words=outcome_words),
        Column(name=None, of=lambda row: row.days_late, heads=("days min", "days max"), pipe=_days_in_a_pipe),
        Column(name=None, of=lambda row: row.overdue_days, heads=("overdue",)),
        Column(name=None, of=lambda row: row.moves, heads=("now",), pipe=_now_in_a_pipe),
        Column(name=None, of=lambda row: _result_in_a_pipe(row, day), heads=("result",)),
        *map(_plain, ("part", "verdict", "newest_verdict")),
        Column(name="days_late", of=lambda row: row.days_late, form="late"),
        Column(name="days_early", of=lambda row: row.days_early, form="late"),
        *map(_plain, ("overdue_days", "newest_overdue_days", "moves", "moved_days", "hedged")),
        Column(name="owners", of=lambda row: row.owners, form="words"),
        Column(name="assessed", of=lambda row: row.assessed.text if row.assessed else None),
        *map(_plain, ("evidence", "settled_by", "silent_days", "given_up")),
    )


def _held_to_in_a_pipe(row: PromiseRow) -> tuple[Any, ...]:
    """The date that it is held to, or what it waits for."""
    return (row.target or (undated_words(row) if row.after else None),)


def _days_in_a_pipe(row: PromiseRow) -> tuple[Any, ...]:
    """The days late at least and at most; early ones are below 0, those before a floor too."""
    if row.days_early:
        least, most = row.days_early.min, row.days_early.max
        return (None if most is None else -most, None if least is None else -least)
    return (row.days_late.min, row.days_late.max) if row.days_late else (None, None)


def _now_in_a_pipe(row: PromiseRow) -> tuple[Any, ...]:
    """The date that it was moved to, where it was."""
    return (row.current_target or "no date" if row.moves else None,)


def _result_in_a_pipe(row: PromiseRow, day: dt.date) -> str:
    """The result in words, and whether what it rests on is implied or disputed."""
    outcome = row.outcome
    marks = (("implied", outcome and outcome.implied), ("disputed", outcome and outcome.disputed))
    return ", ".join(filter(None, (result(row, day), *(mark for mark, applies in marks if applies))))


def _plain(name: str) -> Column:
    """A column for machines, of the field with that name."""
    return Column(name=name, of=attrgetter(name))
