"""Promises: what each is about, every target stated for it before it was reported, and what came of it."""

from datetime import date

from msgspec import Struct

from gti_cli.dataset.model import Item, Kind
from gti_cli.dates.phrase import Phrase
from gti_cli.ledger.attempt import Track
from gti_cli.ledger.deadline import Condition, Deadline, Order
from gti_cli.ledger.goals import Amount
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Bound, Conflict, Reached
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.words import stage_forms


class Subject(Struct, frozen=True):
    """What a promise is about: one stage of one item, named as the item was known on the day asked about."""

    item: str
    name: str
    kind: Kind
    phase: str
    stage: str
    owners: tuple[str, ...] | None = None

    @classmethod
    def of(cls, item: Item, stage: str) -> "Subject":
        """A stage of an item."""
        return cls(item.id, item.name, item.kind, item.phase, stage, item.owners)

    @property
    def key(self) -> str:
        """What tells it from every other subject of the file: `europe.completed`."""
        return f"{self.item}.{self.stage}"

    @property
    def coming(self) -> str:
        """What people read of the day on which it is reached: "Europe was completed"."""
        return f"{self.name} {stage_forms(self.stage).came}"


class PromiseStatement(Struct, frozen=True):
    """One statement of a promise: the deadline that it gives, and the one that stood `before` it; each may be None.

    `verdict` holds the statement to its own deadline, and a goal to the `amount` that it had then.
    """

    statement: Statement
    deadline: Deadline | None
    before: Deadline | None
    verdict: Verdict
    amount: Amount | None = None
    amount_before: Amount | None = None

    @property
    def target(self) -> Phrase | None:
        """The phrase of its deadline."""
        return self.deadline.phrase if self.deadline else None

    @property
    def takes_back(self) -> bool:
        """Whether it takes back the date that stood before it."""
        return bool(self.before and not self.before.is_floor and self.statement.takes_date_back)

    @property
    def moved_days(self) -> int | None:
        """Days by which its last day lies after the one before (negative: earlier); None without a date on a side."""
        if self.deadline and self.before:
            return (self.deadline.mark - self.before.mark).days
        return None

    @property
    def notice_days(self) -> int | None:
        """Days by which it was published before the last day of the old date (negative: after that had passed)."""
        if self.before:
            return (self.before.mark - self.statement.date).days
        return None

    @property
    def is_move(self) -> bool:
        """Whether it changes the last day or the amount, or takes the date back."""
        is_other_amount = self.amount_before is not None and self.amount != self.amount_before
        return bool(self.moved_days) or self.takes_back or is_other_amount


class Promise(Struct, frozen=True):
    """A promise as of a day; `deadline` is what it is held to, `current` the newest date, each None without one.

    `track` tells which stage it is about, who promises, and whether as a deadline or as a floor; `party` is the id of
    whoever promises, None for the organization. `condition` is what it waits for, by the newest statement that names
    one; `part` the newest part reported since the attempt began, while the whole is not; `assessed` what others judged
    last.
    `ahead` is the last day on which the stage is known to have been ahead, and what says so; `denied` are the
    statements that contradict each other on whether it was reached, `conflicts` all that do about the stage.
    `withdrawn` is the statement by which the item was given up, `closed` the day on which that ended this attempt. Days
    are counted up to the clock, `day`: `overdue_days` from the last day of the deadline, `newest_overdue_days` from
    that of the newest date, `silent_days` from the last statement about the stage.
    """

    subject: Subject
    track: Track
    party: str | None
    attempt: int
    statements: tuple[PromiseStatement, ...]
    deadline: Deadline | None
    current: Deadline | None
    condition: Condition | None
    outcome: Reached | None
    part: str | None
    ahead: tuple[date, Bound] | None
    denied: Conflict | None
    conflicts: tuple[Conflict, ...]
    withdrawn: Statement | None
    closed: date | None
    verdict: Verdict
    newest_verdict: Verdict
    days_late: DaysLate | None
    days_early: DaysLate | None
    overdue_days: int | None
    newest_overdue_days: int | None
    assessed: Statement | None
    settled_by: str | None
    silent_days: int
    day: date

    @property
    def key(self) -> str:
        """What tells it from every other promise of the file.

        `europe.completed`; of a floor with `!`, of another party with `@` and its name, of a later attempt with `#2`.
        """
        floor = "!" if self.track.is_floor else ""
        party = f"@{self.party}" if self.party else ""
        attempt = f"#{self.attempt}" if self.attempt > 1 else ""
        return f"{self.subject.key}{floor}{party}{attempt}"

    @property
    def newest(self) -> PromiseStatement:
        """The newest statement."""
        return self.statements[-1]

    @property
    def moves(self) -> int:
        """How often it was restated to another last day or another amount, or the date taken back."""
        return sum(statement.is_move for statement in self.statements)

    @property
    def moved_days(self) -> int | None:
        """Days from the last day of the first date to that of the newest one, None where it never had a date."""
        if self.deadline and self.current:
            return (self.current.mark - self.deadline.mark).days
        return None

    @property
    def hedge(self) -> str | None:
        """The words that weaken the statement that it is held to."""
        held = next((promised for promised in self.statements if promised.deadline), self.statements[0])
        return held.statement.event.hedge

    @property
    def order(self) -> Order | None:
        """Whether it came after or before what it was to come after; None where one of the two is not reached."""
        return self.condition.order(self.outcome) if self.condition else None

    @property
    def is_put_off(self) -> bool:
        """Whether the date was taken back, and none was given since."""
        speaking = (made for made in reversed(self.statements) if made.deadline or made.statement.takes_date_back)
        newest = next(speaking, None)
        return not self.track.is_floor and newest is not None and newest.statement.takes_date_back

    @property
    def decided_by(self) -> tuple[Bound, ...]:
        """What gives the end of the outcome that decides a certain verdict; nothing for any other verdict."""
        if self.outcome is None or self.verdict not in ("kept", "late", "broken"):
            return ()
        by_latest = self.verdict == ("broken" if self.track.is_floor else "kept")
        return self.outcome.ends.latest_by if by_latest else self.outcome.ends.earliest_by

    @property
    def has_passed(self) -> bool:
        """Whether the date that it is held to has passed without an outcome; not where it was given up before that."""
        if self.deadline is None or self.track.is_floor or self.outcome:
            return False
        end = self.withdrawn.published if self.withdrawn else self.day
        return self.deadline.target.latest < end

    @property
    def due_in(self) -> int | None:
        """Days from the clock to the current deadline; None unless the promise waits for one that has not passed."""
        if self.current and not (self.track.is_floor or self.is_put_off) and self.verdict in ("slipped", "pending"):
            days = (self.current.target.latest - self.day).days
            return days if days >= 0 else None
        return None
