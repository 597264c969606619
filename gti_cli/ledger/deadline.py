"""What a promise is held to: a date, a time after another stage, or a floor."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.periods import moved
from gti_cli.dates.phrase import Phrase
from gti_cli.dates.span import Span
from gti_cli.ledger.log import Place, Statement
from gti_cli.ledger.reach import Reached
from gti_cli.ledger.verdict import Target
from gti_cli.words import stage_forms

BoundName = Literal["by", "not_before"]
Order = Literal["after", "before", "undetermined"]
Outcomes = Callable[[str, str, Place | None], tuple[str, Reached | None]]
"""The name of any item and what became of a stage of it, by its id and the stage; None where it was not reached.

With a place in the log, what became of it by that."""


class Deadline(Struct, frozen=True):
    """What a promise is held to: a phrase, and the days of its target, or of its floor."""

    phrase: Phrase
    target: Target
    is_floor: bool = False

    @classmethod
    def of(cls, phrase: Phrase | None) -> "Deadline | None":
        """The deadline that a phrase sets, None where it gives no date."""
        target = Target.of(phrase)
        return cls(phrase, target) if phrase and target else None

    @classmethod
    def not_before(cls, phrase: Phrase | None) -> "Deadline | None":
        """The floor that a phrase sets, as a target from its lenient to its strict reading; None where it sets none."""
        floor = phrase.floor if phrase else None
        return cls(phrase, Target(floor.f1, floor.f2, floor.f2), is_floor=True) if phrase and floor else None

    @property
    def mark(self) -> date:
        """The day by which moves are told: the last one of a deadline, the first one of a floor."""
        return (self.target.earliest if self.is_floor else None) or self.target.latest


class Condition(Struct, frozen=True):
    """Another item's stage that a promise waits for, and how long after it the promise is due, if that is said.

    `reached` is what became of that stage, None where it is not reported.
    """

    item: str
    name: str
    stage: str
    within: str | None
    reached: Reached | None

    @classmethod
    def of(cls, after: str, within: str | None, outcomes: Outcomes, until: Place | None) -> "Condition":
        """The condition that a promise gives, as it stands by a place in the log, if one is given."""
        item, _, stage = after.partition(".")
        name, reached = outcomes(item, stage, until)
        return cls(item, name, stage, within, reached)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that follows: from the first day of that stage on, the time given after its last.

        None until that stage is reached, and where no time is given. Nothing is firm where its first day is not known.
        """
        if self.reached is None or self.within is None:
            return None
        first, last = self.reached.span.earliest, _later(self.reached.span.latest or date.max, self.within)
        firm = _later(first, self.within) if first else None
        phrase = Phrase(
            f"within {self.within} after {self.name} {stage_forms(self.stage).done}", Span(first, last), firm
        )
        return Deadline(phrase, Target(first, last, firm or date.min))

    def order(self, outcome: Reached | None) -> Order | None:
        """Whether what was promised came after that stage or before it; None where one of the two is not reached."""
        if outcome is None or self.reached is None:
            return None
        own, other = outcome.span, self.reached.span
        if own.earliest and other.is_before(own.earliest):
            return "after"
        return "before" if own.latest and other.is_after(own.latest) else "undetermined"


class Given(Struct, frozen=True):
    """The date that one statement of a promise gives, and what it waits for; each may be None.

    Of several conditions the newest counts: what an earlier one gives `is_replaced`, unless it had come before the
    newer one was made.
    """

    statement: Statement
    condition: Condition | None
    deadline: Deadline | None
    is_replaced: bool = False

    @property
    def stands(self) -> Deadline | None:
        """The deadline, unless it is replaced."""
        return None if self.is_replaced else self.deadline

    @property
    def known(self) -> Place:
        """From where on in the log the date is known: where it follows from a condition, once that has come."""
        if self.condition and self.condition.reached:
            return max(self.condition.reached.first.at, self.statement.at)
        return self.statement.at


def with_replaced(given: Sequence[Given]) -> list[Given]:
    """The dates that the statements of a promise give, in their order, with those that are replaced marked."""
    found: list[Given] = []
    newer: Statement | None = None
    if not any(one.condition for one in given):
        return list(given)
    for one in reversed(given):
        is_late = newer is not None and (one.deadline is None or one.known > newer.at)
        found.append(replace(one, is_replaced=one.condition is not None and is_late))
        newer = one.statement if one.condition else newer
    return found[::-1]


def _later(day: date, time: str) -> date:
    """The day that is so long after another, "18 months", or the last one of the calendar."""
    number, unit = time.split()
    try:
        return moved(day, (int(number), unit.removesuffix("s")))
    except (OverflowError, ValueError):
        return date.max
