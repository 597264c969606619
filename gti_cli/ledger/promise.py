"""Promises: what each is about, every target stated for it before it was reported, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from gti_cli.dataset.model import Item, Kind
from gti_cli.dates.phrase import Phrase
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Life, Reached
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
    """One statement of a promise; `deadline` is None where it gives no date, `verdict` holds it to its own.

    `moved_days` is how far its last day lies after that of the statement before it (negative: earlier), and
    `notice_days` how long before the old last day it was published (negative: after the deadline had passed); None
    where one of the two has no date.
    """

    statement: Statement
    deadline: Deadline | None
    moved_days: int | None
    notice_days: int | None
    verdict: Verdict

    @property
    def target(self) -> Phrase | None:
        """The phrase of its deadline."""
        return self.deadline.phrase if self.deadline else None


class Promise(Struct, frozen=True):
    """A promise as of a day; `deadline` is what it is held to, None where no date was ever given.

    `ahead` is the last statement that says that the stage lay ahead, `withdrawn` that its item was given up.
    `silent_days` counts from the last statement about the stage, of whatever kind, to the day asked about.
    """

    subject: Subject
    statements: tuple[PromiseStatement, ...]
    deadline: Deadline | None
    outcome: Reached | None
    ahead: Statement | None
    withdrawn: Reached | None
    verdict: Verdict
    days_late: DaysLate | None
    settled_by: str | None
    silent_days: int

    @property
    def newest(self) -> PromiseStatement:
        """The newest statement."""
        return self.statements[-1]

    @property
    def is_moved(self) -> bool:
        """Whether it was restated to another last day, or the date was dropped, whatever came of it."""
        return any(after.moved_days != 0 and before.deadline for before, after in pairwise(self.statements))

    def due_in(self, day: date) -> int | None:
        """Days from `day` to the current deadline; None unless the promise waits for one."""
        current = self.newest.deadline
        return (current.target.latest - day).days if current and self.verdict in ("slipped", "pending") else None


def promises(item: Item, about: Mapping[str, Sequence[Statement]], life: Life, day: date) -> Iterator[Promise]:
    """The promises about one item as of `day`, by stage; `about` has what is said of each, in the order of the log."""
    for stage, statements in about.items():
        if promise := promise_of(Subject.of(item, stage), statements, life, day):
            yield promise


def promise_of(subject: Subject, about: Sequence[Statement], life: Life, day: date) -> Promise | None:
    """The promise of a stage as of `day`, None where there is none.

    `about` has all that is said of the stage, in the order of the log; `life` is its item's. What is promised on the
    day of the report or later is no promise.
    """
    outcome = life.reached.get(subject.stage)
    promised = [statement for statement in about if statement.event.target]
    if outcome:
        promised = [statement for statement in promised if statement.date < outcome.reported]
    if not promised:
        return None
    deadlines = [Deadline.of(statement.event.target) for statement in promised]
    dated = [deadline for deadline in deadlines if deadline]
    held = dated[0] if dated else None
    ahead = life.ahead.get(subject.stage)
    case = Case(
        current=deadlines[-1].target if deadlines[-1] else None,
        newest=dated[-1].target if dated else None,
        outcome=outcome.span if outcome else None,
        withdrawn=life.withdrawn is not None,
        ahead=ahead.date if ahead else None,
        day=day,
    )
    judged = verdict(held.target if held else None, case)
    return Promise(
        subject=subject,
        statements=tuple(_statements(promised, deadlines, case)),
        deadline=held,
        outcome=outcome,
        ahead=ahead,
        withdrawn=life.withdrawn,
        verdict=judged,
        days_late=days_late(held.target, outcome.span) if held and outcome else None,
        settled_by=settled_by(held.target, outcome.span, subject.label)
        if held and outcome and judged == "undetermined"
        else None,
        silent_days=(day - about[-1].date).days,
    )


def _statements(
    promised: Sequence[Statement], deadlines: Sequence[Deadline | None], case: Case
) -> Iterator[PromiseStatement]:
    before: Target | None = None
    for statement, deadline in zip(promised, deadlines, strict=True):
        target = deadline.target if deadline else None
        yield PromiseStatement(
            statement,
            deadline,
            moved_days=(target.latest - before.latest).days if target and before else None,
            notice_days=(before.latest - statement.date).days if before else None,
            verdict=verdict(target, case),
        )
        before = target
