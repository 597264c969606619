"""Floors: promises that a stage will not come before a day. Written from the contract alone, like `oracle.py`."""

from datetime import date

from tests.oracle import (
    OPEN,
    Attempt,
    Floor,
    is_disputed_as_not_reached,
    judged_on,
    known_ahead,
    reached,
)


def verdict_on_floor(attempt: Attempt, floor: Floor, clock: date) -> str:
    """The verdict of an attempt by a floor: "the first row that applies wins".

    CHOICE: the order of the rows holds for floors too, so one that was kept and withdrawn afterwards stays kept.
    """
    now = judged_on(attempt, clock)
    outcome = reached(attempt.log).get(attempt.stage)
    if outcome is not None:
        if all(day >= floor.f2 for day in outcome.days):
            return "kept"
        return "broken" if all(day < floor.f1 for day in outcome.days) else "undetermined"
    if is_disputed_as_not_reached(attempt.stage, attempt.log):
        return "disputed"
    if any(day >= floor.f2 for day in known_ahead(attempt)):
        return "kept"
    if attempt.is_given_up:
        return "withdrawn"
    newest = attempt.said[-1].floor
    if newest and newest.f1 < floor.f1 and newest.f2 < floor.f2:
        return "slipped"
    return "unreported" if now > floor.f2 else "pending"


def days_early(attempt: Attempt, floor: Floor) -> dict[str, int | None] | None:
    """How early it was: "from `max(0, f1 - o2)` to `max(0, f2 - o1)`, the second null where `o1` is unknown"."""
    outcome = reached(attempt.log).get(attempt.stage)
    if outcome is None:
        return None
    first, last = min(outcome.days), max(outcome.days)
    return {
        "min": max(0, (floor.f1 - last).days),
        "max": None if first == OPEN else max(0, (floor.f2 - first).days),
    }
