"""A target, what became of it, and a day → the verdict: the table of the format's contract, a line a row."""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from gti_cli.dates.phrase import Phrase
from gti_cli.dates.span import Span, day_text

Verdict = Literal[
    "kept", "late", "undetermined", "delivered", "withdrawn", "undated", "missed", "unreported", "slipped", "pending"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Target(Struct, frozen=True):
    """The days of a target that has a date: its window, and the last day by the strictest reading."""

    earliest: date | None
    latest: date
    firm: date

    @classmethod
    def of(cls, phrase: Phrase | None) -> "Target | None":
        """The target that a phrase gives, or None where it gives no date."""
        if phrase is None or phrase.span.latest is None or phrase.firm is None:
            return None
        return cls(phrase.span.earliest, phrase.span.latest, phrase.firm)


class Case(Struct, frozen=True, kw_only=True):
    """What a verdict on a promise is judged by, beside the target that it is held to.

    `current` is what the newest statement gives, `newest` the newest dated target; each None where there is none.
    `outcome` has the days on which the stage may have been reached, or None where it was not; `ahead` is the last day
    on which it was said to lie ahead; `day` is the clock.
    """

    current: Target | None
    newest: Target | None
    outcome: Span | None
    withdrawn: bool
    ahead: date | None
    day: date


def verdict(target: Target | None, case: Case) -> Verdict:
    """The verdict on a promise, or on one statement of it, held to a dated target: the first row that applies.

    The target is None where no date was ever given.
    """
    return _of_reached(target, case.outcome) if case.outcome else _of_not_reached(target, case)


def _of_reached(target: Target | None, outcome: Span) -> Verdict:
    if target is None:
        return "delivered"
    if outcome.is_by(target.firm):
        return "kept"
    if outcome.is_after(target.latest):
        return "late"
    return "undetermined"


def _of_not_reached(target: Target | None, case: Case) -> Verdict:
    if case.withdrawn:
        return "withdrawn"
    if target is None or case.newest is None:
        return "undated"
    if case.ahead is not None and case.ahead > target.latest:
        return "missed"
    if case.day > case.newest.latest:
        return "unreported"
    if case.current is None or (case.current.firm > target.firm and case.current.latest > target.latest):
        return "slipped"
    return "pending"


class DaysLate(Struct, frozen=True):
    """By how many days a stage was late, as a range: negative is early, 0 inside the target's window.

    `min` is the earliest possible day by the lenient deadline, None where that day is unknown; `max` is the latest
    possible day by the strict one.
    """

    min: int | None
    max: int


def days_late(target: Target, outcome: Span) -> DaysLate:
    """The days late of a stage that was reached, held to a dated target."""
    first, last = outcome.earliest, outcome.latest or date.max
    return DaysLate(
        None if first is None else _late(first, target.latest, target.earliest),
        _late(last, target.firm, target.earliest),
    )


def settled_by(target: Target, outcome: Span, what: str) -> str | None:
    """The fact that would decide an undetermined verdict, with its two dates; `what` names what was reached.

    None where no day of the outcome would decide: every day that it may be, also where it is known, is late by one
    reading of the target and in time by the other.
    """
    if outcome.is_after(target.firm) and outcome.is_by(target.latest):
        return None
    return f"the day of {what}: kept up to {day_text(target.firm)}, late after {day_text(target.latest)}"


def _late(day: date, deadline: date, earliest: date | None) -> int:
    if day > deadline:
        return (day - deadline).days
    return (day - earliest).days if earliest and day < earliest else 0
