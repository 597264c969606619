"""Promises for after a stage of another item. Written from the contract alone, like `oracle.py`."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tests.oracle import OPEN, Attempt, Condition, Said, Stage, Target

Life = Callable[[Condition], Stage | None]
"""When the stage that a condition names was reached, by the log that counts."""


def derived(condition: Condition, it: Stage | None) -> Target | None:
    """The target that follows from the other stage, reached in `[c1, c2]`.

    "`earliest` is `c1`, `firm` is `c1` plus the time given and `latest` is `c2` plus the time given; with `c1` unknown
    nothing is certainly kept. Until that stage is reached, there is none". CHOICE: `firm` is unknown with `c1`, and so
    is how late it was by the strict reading.
    """
    if it is None or condition.within is None:
        return None
    c1, c2 = min(it.days), max(it.days)
    latest = later_by(condition.within, c2)
    if c1 == OPEN:
        return Target(earliest=None, latest=latest, firm=OPEN)
    return Target(earliest=c1, latest=latest, firm=later_by(condition.within, c1))


def later_by(time: str, day: date) -> date:
    """The day that comes a number of days, weeks, months or years later: "the same day of the month, or its last"."""
    number, unit = int(time.split()[0]), time.split()[1].rstrip("s")
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def with_dates(attempt: Attempt, life: Life) -> Attempt:
    """A promise with the targets that follow from its conditions.

    "Of several conditions the newest counts": CHOICE: one that gave a date before the next condition was stated has
    given it; any other gives a date only to its own statement.
    """
    conditional = [s for s in attempt.said if s.after]
    following = dict(pairwise(conditional))
    return replace(attempt, said=tuple(with_date(s, following.get(s), life) for s in attempt.said))


def with_date(said: Said, following: Said | None, life: Life) -> Said:
    """A statement with the target that follows from its condition, and when that became known."""
    if said.after is None:
        return said
    it = life(said.after)
    dated_at = max(said.at, it.first.at) if it else None
    is_replaced = following is not None and (dated_at is None or dated_at > following.at)
    target = derived(said.after, it)
    return replace(said, target=target, dated_at=dated_at, is_replaced=is_replaced, waits=it is None)


def newest_condition(attempt: Attempt) -> Said | None:
    """The statement whose condition counts."""
    return next((s for s in reversed(attempt.said) if s.after), None)


def order(outcome: Stage | None, it: Stage | None) -> str | None:
    """Whether what was promised came `after` what it waited for.

    "Whether it came `after`, `before`, or `undetermined` (the same day is undetermined)". CHOICE: null until both are
    reported.
    """
    if outcome is None or it is None:
        return None
    if min(outcome.days) > max(it.days):
        return "after"
    return "before" if max(outcome.days) < min(it.days) else "undetermined"
