"""The rows of `gti items` and `gti promises` about one item with deadlines, as the oracle has them, key by key.

A comment that begins with CHOICE is what it is in `oracle.py`.
"""

from datetime import date
from typing import Any

from tests.oracle import (
    OPEN,
    Attempt,
    Log,
    Series,
    Stage,
    attempts,
    days_late,
    evidence,
    held_to,
    newest_dated,
    of_newest_attempts,
    overdue,
    reached,
    silent_days,
    slips,
    verdict,
    withdrawn,
)


def clock_on(day: date, complete_through: date | None) -> date:
    """The clock: it "is `D`, but never later than `complete_through`"."""
    return min(day, complete_through or day)


def item_row(log: Log, day: date, complete_through: date | None) -> dict[str, Any] | None:
    """What a row of `gti items` holds, in the keys that this oracle knows; None where the item does not exist yet.

    CHOICE: `done` is what `--done` keeps, at the last stage and not withdrawn. CHOICE: where a stage was promised
    several times, its target and verdict are those of the newest attempt.
    """
    log = log.as_of(day)
    if not log.said:
        return None
    newer = of_newest_attempts(log)
    life, given_up = reached(newer), withdrawn(newer)
    newest = {stage: found[-1] for stage in log.stages if (found := attempts(Series(stage), log))}
    last = log.stages[-1]
    return {
        "stage": max(life, key=log.place, default=None),
        "done": last in life and given_up is None,
        "withdrawn": cell(given_up),
        "stages": {stage: cell(life.get(stage)) for stage in log.stages},
        "targets": {stage: newest[stage].said[-1].target if stage in newest else None for stage in log.stages},
        "verdict": verdict_on_date(newest[last], clock_on(day, complete_through)) if last in newest else None,
        "last_update": log.said[-1].published,
    }


def promise_rows(log: Log, day: date, complete_through: date | None) -> list[dict[str, Any]]:
    """What the rows of `gti promises` hold, stage by stage, in the keys that this oracle knows."""
    log = log.as_of(day)
    clock = clock_on(day, complete_through)
    return [
        promise_row(attempt, number, log, clock)
        for stage in log.stages
        for number, attempt in enumerate(attempts(Series(stage), log), 1)
    ]


def promise_row(attempt: Attempt, number: int, log: Log, clock: date) -> dict[str, Any]:
    """The row of one attempt."""
    dated = [s.target for s in attempt.said if s.target]
    moved = slips(attempt)
    return {
        "stage": attempt.stage,
        "attempt": number,
        "made": attempt.said[0].published,
        "target": held_to(attempt),
        "current_target": attempt.said[-1].target,
        "outcome": cell(reached(attempt.log).get(attempt.stage)),
        "verdict": verdict_on_date(attempt, clock),
        "newest_verdict": verdict(attempt, newest_dated(attempt), clock),
        "days_late": days_late(attempt),
        "overdue_days": overdue(attempt, held_to(attempt), clock),
        "newest_overdue_days": overdue(attempt, newest_dated(attempt), clock),
        "moves": sum(is_move for _, _, is_move in moved),
        "moved_days": (dated[-1].latest - dated[0].latest).days if dated else None,
        "evidence": evidence(attempt, verdict_on_date(attempt, clock)),
        "silent_days": silent_days(attempt.stage, log, clock),
        "statements": [
            {
                "date": s.published,
                "update": s.update,
                "source": s.source,
                "target": s.target,
                "implied": s.implied,
                "moved_days": moved_days,
                "notice_days": notice_days,
                "verdict": verdict(attempt, s.target, clock),
            }
            for s, (moved_days, notice_days, _) in zip(attempt.said, moved, strict=True)
        ],
    }


def verdict_on_date(attempt: Attempt, clock: date) -> str:
    """The verdict of an attempt by the date that it is held to."""
    return verdict(attempt, held_to(attempt), clock)


def cell(it: Stage | None) -> dict[str, Any] | None:
    """A stage reached, in the keys of the JSON output."""
    if it is None:
        return None
    first = min(it.days)
    return {
        "earliest": None if first == OPEN else first,
        "latest": max(it.days),
        "reported": it.reported,
        "update": it.first.update,
        "source": it.first.source,
        "implied": it.implied,
        "independent": it.independent,
        "disputed": it.disputed,
    }
