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
    "broken",
    "disputed",
    "missed",
    "withdrawn",
    "waiting",
    "undated",
    "slipped",
    "partial",
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
    report of it was taken back, `is_waiting` that what it is to come after is not reported, `is_partly` that a part of
    it is. `ahead` is the last day on which it is known to have been ahead; `day` is the clock.
    """

    newest: Target | None
    is_put_off: bool = False
    outcome: Span | None = None
    is_denied: bool = False
    is_withdrawn: bool = False
    is_waiting: bool = False
    is_partly: bool = False
    ahead: date | None = None
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
        return "waiting" if case.is_waiting else "undated"
    if case.is_put_off or (_is_later(case.newest, target) and case.newest.latest >= case.day):
        return "slipped"
    if case.day > max(target.latest, case.newest.latest):
        return "partial" if case.is_partly else "unreported"
    return "pending"


def _is_later(newest: Target, target: Target) -> bool:
    return newest.firm > target.firm and newest.latest > target.latest


def verdict_on_floor(floor: Target, case: Case) -> Verdict:
    """The verdict on a promise not to come before a day: `floor` is from that day by the lenient to the strict reading.

    The first row of the contract's table that applies.
    """
    lenient, strict = floor.earliest or floor.firm, floor.firm
    if case.outcome is None:
        return _of_floor_ahead(floor, case)
    if case.outcome.is_from(strict):
        return "kept"
    return "broken" if case.outcome.is_before(lenient) else "undetermined"


def _of_floor_ahead(floor: Target, case: Case) -> Verdict:
    if case.is_denied:
        return "disputed"
    if case.ahead and case.ahead >= floor.firm:
        return "kept"
    if case.is_withdrawn:
        return "withdrawn"
    if case.newest and _is_earlier(case.newest, floor):
        return "slipped"
    return "unreported" if case.day > floor.firm else "pending"


def _is_earlier(newest: Target, floor: Target) -> bool:
    return newest.firm < floor.firm and (newest.earliest or newest.firm) < (floor.earliest or floor.firm)


class DaysLate(Struct, frozen=True):
    """By how many days a stage was late, as a range: negative is early, 0 inside the target's window.

    `min` is the earliest possible day by the lenient deadline, None where that day is unknown; `max` is the latest
    possible day by the strict one, None where that deadline is unknown.
    """

    min: int | None
    max: int | None


def days_late(target: Target, outcome: Span) -> DaysLate:
    """The days late of a stage that was reached, held to a dated target."""
    first, last = outcome.earliest, outcome.latest or date.max
    return DaysLate(
        None if first is None else _late(first, target.latest, target.earliest),
        _late(last, target.firm, target.earliest) if target.firm > date.min else None,
    )


def days_early(floor: Target, outcome: Span) -> DaysLate:
    """By how many days a stage came before its floor: at least by the lenient reading, at most by the strict one.

    `max` is None where the first day of the outcome is unknown.
    """
    first, last = floor.earliest or floor.firm, outcome.latest or date.max
    most = None if outcome.earliest is None else max(0, (floor.firm - outcome.earliest).days)
    return DaysLate(max(0, (first - last).days), most)


def settled_by(target: Target, outcome: Span, what: str, *, is_floor: bool = False) -> str | None:
    """The fact that would decide an undetermined verdict, with its two dates; `what` says what was reached.

    None where no day of the outcome would decide: every day that it may be, also where it is known, breaks the promise
    by one reading of its date and keeps it by the other.
    """
    first, last = target.earliest or target.firm, target.latest
    if is_floor:
        is_between = outcome.is_from(first) and outcome.is_before(last)
        told = f"the day on which {what}: broken before {day_text(first)}, kept from {day_text(last)} on"
        return None if is_between else told
    if outcome.is_after(target.firm) and outcome.is_by(last):
        return None
    if target.firm == last:
        return f"whether {what} by {day_text(last)} or later"
    kept = f"kept up to {day_text(target.firm)}, " if target.firm > date.min else ""
    return f"the day on which {what}: {kept}late after {day_text(last)}"


def _late(day: date, deadline: date, earliest: date | None) -> int:
    if day > deadline:
        return (day - deadline).days
    return (day - earliest).days if earliest and day < earliest else 0
