"""Promises: what each is about, every target stated for it before it was reported, and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from gti_cli.dataset.model import Item, Kind
from gti_cli.dates.phrase import Phrase
from gti_cli.dates.span import day_text
from gti_cli.ledger.attempt import attempts, log_of
from gti_cli.ledger.log import Statement, by_stage
from gti_cli.ledger.reach import Bound, Conflict, Life, Reached, Stage, life
from gti_cli.ledger.verdict import Case, DaysLate, Target, Verdict, days_late, settled_by, verdict


class Subject(Struct, frozen=True):
    """What a promise is about: one stage of one item, named as the item was known on the day asked about."""

    item: str
    name: str
    kind: Kind
    phase: str
    stage: str

    @classmethod
    def of(cls, item: Item, stage: str) -> "Subject":
        """A stage of an item."""
        return cls(item.id, item.name, item.kind, item.phase, stage)

    @property
    def key(self) -> str:
        """What tells it from every other subject of the file: `europe.completed`."""
        return f"{self.item}.{self.stage}"

    @property
    def label(self) -> str:
        """What people read of it: "Europe completed"."""
        return f"{self.name} {self.stage}"


class Deadline(Struct, frozen=True):
    """What a promise is held to: a phrase, and the days of its target."""

    phrase: Phrase
    target: Target

    @classmethod
    def of(cls, phrase: Phrase | None) -> "Deadline | None":
        """The deadline that a phrase sets, None where it gives no date."""
        target = Target.of(phrase)
        return cls(phrase, target) if phrase and target else None


class PromiseStatement(Struct, frozen=True):
    """One statement of a promise: the deadline that it gives, and the one that stood `before` it; each may be None.

    `verdict` holds the statement to its own deadline.
    """

    statement: Statement
    deadline: Deadline | None
    before: Deadline | None
    verdict: Verdict

    @property
    def target(self) -> Phrase | None:
        """The phrase of its deadline."""
        return self.deadline.phrase if self.deadline else None

    @property
    def takes_back(self) -> bool:
        """Whether it takes back the date that stood before it."""
        return bool(self.before and self.statement.takes_date_back)

    @property
    def moved_days(self) -> int | None:
        """Days by which its last day lies after the one before (negative: earlier); None without a date on a side."""
        if self.deadline and self.before:
            return (self.deadline.target.latest - self.before.target.latest).days
        return None

    @property
    def notice_days(self) -> int | None:
        """Days by which it was published before the last day of the old date (negative: after that had passed)."""
        if self.before:
            return (self.before.target.latest - self.statement.date).days
        return None

    @property
    def is_move(self) -> bool:
        """Whether it changes the last day, or takes the date back."""
        return bool(self.moved_days) or self.takes_back


class Promise(Struct, frozen=True):
    """A promise as of a day; `deadline` is what it is held to, `current` the newest date, each None without one.

    `ahead` is the last day on which the stage is known to have been ahead, and what says so; `denied` are the
    statements that contradict each other on whether it was reached, `conflicts` all that do about the stage.
    `withdrawn` is the statement by which the item was given up, `closed` the day on which that ended this attempt. Days
    are counted up to the clock, `day`: `overdue_days` from the last day of the deadline, `newest_overdue_days` from
    that of the newest date, `silent_days` from the last statement about the stage.
    """

    subject: Subject
    attempt: int
    statements: tuple[PromiseStatement, ...]
    deadline: Deadline | None
    current: Deadline | None
    outcome: Reached | None
    ahead: tuple[date, Bound] | None
    denied: Conflict | None
    conflicts: tuple[Conflict, ...]
    withdrawn: Statement | None
    closed: date | None
    verdict: Verdict
    newest_verdict: Verdict
    days_late: DaysLate | None
    overdue_days: int | None
    newest_overdue_days: int | None
    settled_by: str | None
    silent_days: int
    day: date

    @property
    def key(self) -> str:
        """What tells it from every other promise of the file: `europe.completed`, of a later attempt with `#2`."""
        return self.subject.key if self.attempt == 1 else f"{self.subject.key}#{self.attempt}"

    @property
    def newest(self) -> PromiseStatement:
        """The newest statement."""
        return self.statements[-1]

    @property
    def moves(self) -> int:
        """How often it was restated to another last day, or the date taken back."""
        return sum(statement.is_move for statement in self.statements)

    @property
    def moved_days(self) -> int | None:
        """Days from the last day of the first date to that of the newest one, None where it never had a date."""
        if self.deadline and self.current:
            return (self.current.target.latest - self.deadline.target.latest).days
        return None

    @property
    def is_put_off(self) -> bool:
        """Whether the date was taken back, and none was given since."""
        return _is_put_off([statement.statement for statement in self.statements])

    @property
    def decided_by(self) -> tuple[Bound, ...]:
        """What gives the end of the outcome that decides a certain verdict; nothing for any other verdict."""
        if self.outcome and self.verdict == "kept":
            return self.outcome.ends.latest_by
        return self.outcome.ends.earliest_by if self.outcome and self.verdict == "late" else ()

    @property
    def due_in(self) -> int | None:
        """Days from the clock to the current deadline; None unless the promise waits for one that has not passed."""
        if self.current and not self.is_put_off and self.verdict in ("slipped", "pending"):
            days = (self.current.target.latest - self.day).days
            return days if days >= 0 else None
        return None


def promises(
    item: Item, statements: Sequence[Statement], stages: Sequence[Stage], item_life: Life, day: date
) -> Iterator[Promise]:
    """The promises about one item with the clock at `day`, by stage and attempt.

    `statements` are all that name the item, in the order of the log, and `item_life` is what follows from them: all
    promises are judged by it, unless what is promised of the item is divided into attempts. What is promised on the day
    of the report or later is no promise.
    """
    found = attempts(statements)
    is_divided = any(attempt.is_new or attempt.end for tried in found.values() for attempt in tried)
    for at, stage in enumerate(stages):
        tried, number = found.get(stage, ()), 0
        for attempt in tried:
            own_life, clock = item_life, day
            if is_divided:
                own_log = log_of(attempt, tried, stages[at:], statements)
                own_life, clock = life(own_log, by_stage(own_log, stages)), min(day, attempt.closed or day)
            outcome = own_life.reached.get(stage)
            promised = [
                statement for statement in attempt.promises if not (outcome and statement.date >= outcome.reported)
            ]
            if promised:
                last = max(said.date for said in statements if said.event.stage == stage)
                number, silent_days = number + 1, max(0, (day - last).days)
                yield _promise(
                    Subject.of(item, stage), number, attempt.withdrawal, promised, own_life, clock, silent_days
                )


def _promise(
    subject: Subject,
    number: int,
    withdrawal: Statement | None,
    promised: Sequence[Statement],
    own_life: Life,
    clock: date,
    silent_days: int,
) -> Promise:
    deadlines = [Deadline.of(statement.event.target) for statement in promised]
    dated = [deadline for deadline in deadlines if deadline]
    held, current = (dated[0], dated[-1]) if dated else (None, None)
    outcome, denied = own_life.reached.get(subject.stage), own_life.denied.get(subject.stage)
    ahead = None if outcome else own_life.last_ahead(subject.stage)
    withdrawn = withdrawal or (own_life.withdrawn.first if own_life.withdrawn else None)
    case = Case(
        newest=current.target if current else None,
        is_put_off=_is_put_off(promised),
        outcome=outcome.span if outcome else None,
        is_denied=denied is not None,
        is_withdrawn=withdrawn is not None,
        ahead=ahead[0] if ahead else None,
        day=clock,
    )
    judged = verdict(held.target if held else None, case)
    is_open = not (outcome or withdrawal)
    return Promise(
        subject=subject,
        attempt=number,
        statements=tuple(_statements(promised, deadlines, case)),
        deadline=held,
        current=current,
        outcome=outcome,
        ahead=ahead,
        denied=denied,
        conflicts=tuple(conflict for conflict in own_life.conflicts if conflict.stage == subject.stage),
        withdrawn=withdrawn,
        closed=withdrawal.date if withdrawal else None,
        verdict=judged,
        newest_verdict=verdict(current.target if current else None, case),
        days_late=days_late(held.target, outcome.span) if held and outcome else None,
        overdue_days=_overdue(held, clock) if is_open else None,
        newest_overdue_days=_overdue(current, clock) if is_open else None,
        settled_by=_settled_by(subject, judged, held, outcome, denied),
        silent_days=silent_days,
        day=clock,
    )


def _is_put_off(promised: Sequence[Statement]) -> bool:
    """Whether the newest statement that speaks of the date takes it back."""
    speaking = (said for said in reversed(promised) if said.takes_date_back or Target.of(said.event.target))
    newest = next(speaking, None)
    return newest is not None and newest.takes_date_back


def _overdue(deadline: Deadline | None, clock: date) -> int | None:
    """Days from the last day of a deadline up to the clock, None where it has not passed."""
    days = (clock - deadline.target.latest).days if deadline else 0
    return days if days > 0 else None


def _settled_by(
    subject: Subject, judged: Verdict, held: Deadline | None, outcome: Reached | None, denied: Conflict | None
) -> str | None:
    """What would decide a verdict that is open: a day, or which of two statements is right."""
    if judged == "disputed" and denied:
        report, denial = denied.against.statement, denied.by.statement
        return f"whether the report of {day_text(report.date)} is right, or what was said on {day_text(denial.date)}"
    if judged == "undetermined" and held and outcome:
        return settled_by(held.target, outcome.span, subject.label)
    return None


def _statements(
    promised: Sequence[Statement], deadlines: Sequence[Deadline | None], case: Case
) -> Iterator[PromiseStatement]:
    standing: Deadline | None = None
    for statement, deadline in zip(promised, deadlines, strict=True):
        yield PromiseStatement(
            statement, deadline, standing, verdict=verdict(deadline.target if deadline else None, case)
        )
        standing = None if statement.takes_date_back else deadline or standing
