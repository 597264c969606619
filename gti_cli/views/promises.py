"""The promise ledger: what was promised, what it is now, what came of it, and the verdict."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

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
    IMPLIED,
    PhraseCell,
    ReachedCell,
    days_text,
    late_text,
    phrase_cell,
    reached_cell,
    starred,
)


class StatementRow(Struct, frozen=True):
    """One statement of a promise, judged by its own target; days as in `PromiseStatement`."""

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


class PromiseRow(Struct, frozen=True):
    """A promise, held to the first date given for it."""

    item: str
    name: str
    kind: Kind
    phase: str
    stage: str
    made: dt.date
    target: PhraseCell | None
    current_target: PhraseCell | None
    statements: tuple[StatementRow, ...]
    outcome: ReachedCell | None
    verdict: Verdict
    days_late: DaysLate | None
    settled_by: str | None
    silent_days: int

    @property
    def label(self) -> str:
        """What it is about: "Europe completed"."""
        return f"{self.name} {self.stage}"


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

    def keeps(self, promise: Promise, day: dt.date) -> bool:
        """Whether a promise is asked for."""
        due = promise.due_in(day)
        return (
            (not self.verdicts or promise.verdict in self.verdicts)
            and (not self.failing or promise.verdict in self.failing)
            and self.phase in (None, promise.subject.phase)
            and self.item in (None, promise.subject.item)
            and (not self.moved or promise.is_moved)
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
    kept = [promise for promise in ledger.promises if wanted.keeps(promise, ledger.day)]
    return Rows(kept, row)


def row(promise: Promise) -> PromiseRow:
    """The row of one promise."""
    subject = promise.subject
    statements = tuple([_statement(statement) for statement in promise.statements])
    return PromiseRow(
        item=subject.item,
        name=subject.name,
        kind=subject.kind,
        phase=subject.phase,
        stage=subject.stage,
        made=statements[0].date,
        target=next((statement.target for statement in statements if statement.target), None),
        current_target=statements[-1].target,
        statements=statements,
        outcome=reached_cell(promise.outcome),
        verdict=promise.verdict,
        days_late=promise.days_late,
        settled_by=promise.settled_by,
        silent_days=promise.silent_days,
    )


def _statement(promised: PromiseStatement) -> StatementRow:
    statement, event = promised.statement, promised.statement.event
    return StatementRow(
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
        columns=columns(ledger.day),
        rows=found,
        signs=() if drawing else signs(found),
        drawing=drawing,
        details=ledger.day,
        always_drawn=drawing is not None,
        silent=bool(wanted.failing),
        exit_code=exit_code if found else 0,
    )


def section(heading: str, rows: Sequence[PromiseRow], day: dt.date) -> Section:
    """Promises as a part of a page."""
    return Section(heading=heading, columns=columns(day), rows=rows, signs=signs(rows))


def promised(row: PromiseRow) -> str:
    """What was promised by when, and what it was moved to: "2020 → early 2021"."""
    dates = [str(statement.target) if statement.target else "no date" for statement in row.statements]
    moves = [date for at, date in enumerate(dates) if at == 0 or date != dates[at - 1]]
    return " → ".join(moves) if moves != ["no date"] else "without a date"


def result(row: PromiseRow, day: dt.date) -> str:
    """What a verdict comes to in days: how late it was, when it is due, how long nothing was said."""
    if row.outcome:
        return late_text(row.days_late)
    deadline = row.current_target and row.current_target.latest
    silent = f"silent {days_text(row.silent_days)}"
    match row.verdict:
        case "withdrawn":
            return "given up"
        case "missed":
            return _overdue(row.target, day)
        case "unreported":
            newest = next(statement.target for statement in reversed(row.statements) if statement.target)
            return f"{_overdue(newest, day)}, {silent}"
        case "slipped" | "pending" if deadline:
            return f"due in {days_text((deadline - day).days)}"
    return silent


def _overdue(target: PhraseCell | None, day: dt.date) -> str:
    return f"{days_text((day - target.latest).days)} overdue" if target and target.latest else ""


def outcome_words(row: PromiseRow) -> str:
    """When what was promised was reached, with a star where that is implied."""
    return starred(row.outcome) if row.outcome else ""


def signs(rows: Iterable[PromiseRow]) -> Iterator[str]:
    """What the signs in a table of promises mean."""
    if any(row.outcome and row.outcome.implied for row in rows):
        yield IMPLIED


def verdict_tone(row: PromiseRow) -> Tone:
    """The colour of a verdict."""
    return TONES[row.verdict]


TONES: dict[Verdict, Tone] = {
    "kept": "good",
    "late": "bad",
    "undetermined": "doubtful",
    "delivered": "good",
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
    "delivered": "reached, without a date to be held to",
    "withdrawn": "given up",
    "undated": "promised without a date, and not reported",
    "missed": "not done in time, as a later statement shows",
    "unreported": "the deadline has passed, and no outcome is reported",
    "slipped": "moved, not yet due",
    "pending": "not yet due",
}


def columns(day: dt.date) -> tuple[Column, ...]:
    """The columns of promises; people read them as of `day`."""
    return (
        Column(
            name="verdict",
            of=lambda row: row.verdict,
            title="verdict",
            tone=verdict_tone,
            glyph=lambda row: GLYPHS[row.verdict],
        ),
        Column(name=None, of=lambda row: row.label, title="promise", tone=lambda row: "strong"),
        Column(name=None, of=lambda row: result(row, day), title="result", tone=verdict_tone),
        Column(name=None, of=promised, title="promised"),
        Column(name="item", of=lambda row: row.item),
        Column(name="name", of=lambda row: row.name),
        Column(name="kind", of=lambda row: row.kind),
        Column(name="phase", of=lambda row: row.phase),
        Column(name="stage", of=lambda row: row.stage),
        Column(name="made", of=lambda row: row.made),
        Column(name="target", of=lambda row: row.target, form="phrase"),
        Column(name="current_target", of=lambda row: row.current_target, form="phrase"),
        Column(name="statements", of=lambda row: len(row.statements)),
        Column(name="outcome", of=lambda row: row.outcome, form="reached", title="outcome", words=outcome_words),
        Column(name="days_late", of=lambda row: row.days_late, form="late"),
        Column(name="settled_by", of=lambda row: row.settled_by),
        Column(name="silent_days", of=lambda row: row.silent_days),
    )
