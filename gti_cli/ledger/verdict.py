"""A target, what became of it, and a day → the verdict: the table of the format's contract, a line a row."""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from gti_cli.dates.phrase import Phrase
from gti_cli.dates.span import Span, day_text

Verdict = Literal[
    "kept",
    "late",
    "undetermined",
    "delivered",
    "disputed",
    "missed",
    "withdrawn",
    "undated",
    "slipped",
    "unreported",
    "pending",
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

    `newest` is the newest dated target, None where there is none, and `is_put_off` tells that it was taken back since.
    `outcome` has the days on which the stage may have been reached, or None where it was not; `is_denied` tells that a
    report of it was taken back. `ahead` is the last day on which it is known to have been ahead; `day` is the clock.
    """

    newest: Target | None
    is_put_off: bool
    outcome: Span | None
    is_denied: bool
    is_withdrawn: bool
    ahead: date | None
    day: date


def verdict(target: Target | None, case: Case) -> Verdict:
    """The verdict on a promise, or on one statement of it, held to a dated target: the first row that applies.

    The target is None where no date was given.
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
    if case.is_denied:
        return "disputed"
    if target and case.ahead and case.ahead > target.latest:
        return "missed"
    if case.is_withdrawn:
        return "withdrawn"
    if target is None or case.newest is None:
        return "undated"
    if case.is_put_off or (_is_later(case.newest, target) and case.newest.latest >= case.day):
        return "slipped"
    if case.day > max(target.latest, case.newest.latest):
        return "unreported"
    return "pending"


def _is_later(newest: Target, target: Target) -> bool:
    return newest.firm > target.firm and newest.latest > target.latest


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
