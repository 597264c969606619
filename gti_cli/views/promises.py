"""The promise ledger: what was promised, what it is now, what came of it, and the verdict."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import ClassVar, Literal

from msgspec import Struct

from gti_cli.dataset.model import Kind
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise, PromiseStatement
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.views.answer import Listing, Section
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone
from gti_cli.views.rows import Rows
from gti_cli.views.values import (
    PhraseCell,
    ReachedCell,
    days_text,
    late_text,
    marks,
    phrase_cell,
    reached_cell,
    starred,
)


class StatementRow(Struct, frozen=True):
    """One statement of a promise, judged by its own target; days as in `PromiseStatement`."""

    takes_back: ClassVar[bool] = False
    """Whether it takes back the date that stood before it."""

    date: dt.date
    update: str
    title: str
    source: str
    target: PhraseCell | None
    implied: bool
    note: str | None
    moved_days: int | None
    notice_days: int | None
    verdict: Verdict

    @property
    def is_move(self) -> bool:
        """Whether it changes the last day, or takes the date back."""
        return bool(self.moved_days) or self.takes_back


class TakingBackRow(StatementRow, frozen=True):
    """A statement that takes back the date that stood before it, with the same keys."""

    takes_back: ClassVar[bool] = True


class PromiseRow(Struct, frozen=True):
    """A promise, held to the first date given for it."""

    id: str
    item: str
    name: str
    kind: Kind
    phase: str
    stage: str
    attempt: int
    made: dt.date
    target: PhraseCell | None
    current_target: PhraseCell | None
    statements: tuple[StatementRow, ...]
    outcome: ReachedCell | None
    verdict: Verdict
    newest_verdict: Verdict
    days_late: DaysLate | None
    overdue_days: int | None
    newest_overdue_days: int | None
    moves: int
    moved_days: int | None
    evidence: Literal["own", "independent"] | None
    settled_by: str | None
    silent_days: int

    @property
    def label(self) -> str:
        """What it is about: "Europe completed", of a later attempt "Europe completed, attempt 2"."""
        return f"{self.name} {self.stage}{self.which_attempt}"

    @property
    def which_attempt(self) -> str:
        """Which attempt it is, where it is not the first."""
        return f", attempt {self.attempt}" if self.attempt > 1 else ""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which promises are asked for: every condition given must hold; verdicts mean any of them.

    `failing` narrows them down to the verdicts that a job is to notice, and is no part of what is looked for.
    """

    verdicts: tuple[Verdict, ...] = ()
    failing: tuple[Verdict, ...] = ()
    phase: str | None = None
    item: str | None = None
    moved: bool = False
    silent: int | None = None
    due_within: int | None = None

    def keeps(self, promise: Promise) -> bool:
        """Whether a promise is asked for."""
        due = promise.due_in
        return (
            (not self.verdicts or promise.verdict in self.verdicts)
            and (not self.failing or promise.verdict in self.failing)
            and self.phase in (None, promise.subject.phase)
            and self.item in (None, promise.subject.item)
            and (not self.moved or promise.moves > 0)
            and (self.silent is None or (promise.outcome is None and promise.silent_days >= self.silent))
            and (self.due_within is None or (due is not None and due <= self.due_within))
        )

    def clauses(self) -> list[str]:
        """What is asked for, in words that complete "no promise …"."""
        return [
            *([f"is {' or '.join(self.verdicts)}"] if self.verdicts else []),
            *([f"belongs to the phase {self.phase}"] if self.phase else []),
            *([f"was made for {self.item}"] if self.item else []),
            *(["was moved"] if self.moved else []),
            *([f"has been silent for {days_text(self.silent)}"] if self.silent is not None else []),
            *([f"is due within {days_text(self.due_within)}"] if self.due_within is not None else []),
        ]


ALL = Wanted()


def rows(ledger: Ledger, wanted: Wanted = ALL) -> Rows[PromiseRow]:
    """The promises asked for, in the order in which they were first made."""
    kept = [promise for promise in ledger.promises if wanted.keeps(promise)]
    return Rows(kept, row)


def row(promise: Promise) -> PromiseRow:
    """The row of one promise."""
    subject = promise.subject
    statements = tuple([_statement(statement) for statement in promise.statements])
    return PromiseRow(
        id=promise.key,
        item=subject.item,
        name=subject.name,
        kind=subject.kind,
        phase=subject.phase,
        stage=subject.stage,
        attempt=promise.attempt,
        made=statements[0].date,
        target=next((statement.target for statement in statements if statement.target), None),
        current_target=statements[-1].target,
        statements=statements,
        outcome=reached_cell(promise.outcome),
        verdict=promise.verdict,
        newest_verdict=promise.newest_verdict,
        days_late=promise.days_late,
        overdue_days=promise.overdue_days,
        newest_overdue_days=promise.newest_overdue_days,
        moves=promise.moves,
        moved_days=promise.moved_days,
        evidence=_evidence(promise),
        settled_by=promise.settled_by,
        silent_days=promise.silent_days,
    )


def _evidence(promise: Promise) -> Literal["own", "independent"] | None:
    """Whose statement decides a certain verdict."""
    if not promise.decided_by:
        return None
    return "independent" if any(by.statement.independent for by in promise.decided_by) else "own"


def _statement(promised: PromiseStatement) -> StatementRow:
    statement, event = promised.statement, promised.statement.event
    row = TakingBackRow if promised.takes_back else StatementRow
    return row(
        date=statement.date,
        update=statement.update,
        title=statement.title,
        source=statement.source,
        target=phrase_cell(promised.target, event.said),
        implied=event.implied,
        note=event.note,
        moved_days=promised.moved_days,
        notice_days=promised.notice_days,
        verdict=promised.verdict,
    )


def listing(
    ledger: Ledger, wanted: Wanted = ALL, *, title: str = "Promises", drawing: str | None = None, exit_code: int = 0
) -> Listing:
    """The promises asked for, as an answer; where a job is to notice some, it is silent about none."""
    found = rows(ledger, wanted)
    return Listing(
        heading=title,
        caption=caption(ledger),
        what="promise",
        clauses=wanted.clauses(),
        columns=columns(ledger.clock),
        rows=found,
        signs=() if drawing else signs(found),
        drawing=drawing,
        details=ledger.clock,
        always_drawn=drawing is not None,
        silent=bool(wanted.failing),
        exit_code=exit_code if found else 0,
    )


def section(heading: str, rows: Sequence[PromiseRow], day: dt.date) -> Section:
    """Promises as a part of a page."""
    return Section(heading=heading, columns=columns(day), rows=rows, signs=signs(rows))


def standing(row: PromiseRow) -> PhraseCell | None:
    """The date that stands: the newest one, unless it was taken back since."""
    speaking = (statement for statement in reversed(row.statements) if statement.target or statement.takes_back)
    newest = next(speaking, None)
    return newest.target if newest else None


def promised(row: PromiseRow) -> str:
    """What was promised by when, and what it was moved to: "2020 → early 2021"."""
    speaking = (said for at, said in enumerate(row.statements) if at == 0 or said.target or said.takes_back)
    dates = [str(said.target or "no date") for said in speaking]
    moves = [date for at, date in enumerate(dates) if at == 0 or date != dates[at - 1]]
    return " → ".join(moves) if moves != ["no date"] else "without a date"


def result(row: PromiseRow, day: dt.date) -> str:
    """What a verdict comes to, in days where there are any, with the clock at `day`."""
    return ", ".join(filter(None, (*_result(row), _by_newest(row, day))))


def _result(row: PromiseRow) -> Iterator[str]:
    silent = f"silent {days_text(row.silent_days)}"
    match row.verdict:
        case _ if row.outcome:
            yield late_text(row.days_late)
        case "disputed":
            yield "reported, then denied"
        case "withdrawn":
            yield "given up"
        case "missed":
            yield f"{days_text(row.overdue_days)} overdue" if row.overdue_days else "then given up"
        case "unreported":
            yield f"{days_text(row.overdue_days or 0)} overdue"
            yield silent
        case "slipped":
            yield "put off without a date" if row.newest_verdict == "slipped" else ""
            yield f"{days_text(row.overdue_days)} past its first date" if row.overdue_days else ""
        case "undated":
            yield silent


def _by_newest(row: PromiseRow, day: dt.date) -> str:
    """What the verdict is by the newest date, where that is another one; and the days to that date or since it."""
    newest = next((said.target for said in reversed(row.statements) if said.target), None)
    of_another = " by its newest date" if row.newest_verdict != row.verdict else ""
    if row.newest_verdict == "pending" and newest and newest.latest:
        return f"due in {days_text((newest.latest - day).days)}{of_another}"
    if not of_another:
        return ""
    if row.newest_verdict == "unreported" and row.newest_overdue_days:
        return f"{days_text(row.newest_overdue_days)} overdue{of_another}"
    return f"{of_another.strip()} {row.newest_verdict}"


def outcome_words(row: PromiseRow) -> str:
    """When what was promised was reached, with a star where that is implied."""
    return starred(row.outcome) if row.outcome else ""


def signs(rows: Iterable[PromiseRow]) -> Iterator[str]:
    """What the signs in a table of promises mean."""
    yield from marks(row.outcome for row in rows)


def verdict_tone(row: PromiseRow) -> Tone:
    """The colour of a verdict."""
    return TONES[row.verdict]


TONES: dict[Verdict, Tone] = {
    "kept": "good",
    "late": "bad",
    "undetermined": "doubtful",
    "delivered": "good",
    "disputed": "doubtful",
    "withdrawn": "quiet",
    "undated": "doubtful",
    "missed": "bad",
    "unreported": "bad",
    "slipped": "doubtful",
    "pending": "plain",
}
GLYPHS: dict[Verdict, str] = {
    "kept": "✔",
    "late": "✘",
    "undetermined": "?",
    "delivered": "✔",
    "disputed": "≠",
    "withdrawn": "✕",
    "undated": "∅",
    "missed": "✘",
    "unreported": "!",
    "slipped": "↷",
    "pending": "○",
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
            tone=verdict_tone,
            glyph=lambda row: GLYPHS[row.verdict],
        ),
        Column(name=None, of=lambda row: row.label, title="promise", tone=lambda row: "strong"),
        Column(name=None, of=lambda row: result(row, day), title="result", tone=verdict_tone),
        Column(name=None, of=promised, title="promised"),
        *map(_plain, ("id", "item", "name", "kind", "phase", "stage", "attempt", "made")),
        Column(name="target", of=lambda row: row.target, form="phrase"),
        Column(name="current_target", of=lambda row: row.current_target, form="phrase"),
        Column(name="statements", of=lambda row: len(row.statements)),
        Column(name="outcome", of=lambda row: row.outcome, form="reached", title="outcome", words=outcome_words),
        *map(_plain, ("verdict", "newest_verdict")),
        Column(name="days_late", of=lambda row: row.days_late, form="late"),
        *map(_plain, ("overdue_days", "newest_overdue_days", "moves", "moved_days")),
        *map(_plain, ("evidence", "settled_by", "silent_days")),
    )


def _plain(name: str) -> Column:
    """A column for machines, of the field with that name."""
    return Column(name=name, of=attrgetter(name))
