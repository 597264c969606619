"""Floors: what is promised not to come before a day is a promise of its own, with verdicts that are mirrored."""

import pytest

from tests.judged import days, promises, verdicts
from tests.make import log

FLOOR = "thing.used!"


def judged(*updates: str, day: str = "2025-12-31") -> dict[str, str]:
    """The verdict on each promise of a log about one item."""
    return verdicts(log(*updates), day=day)


def test_support_that_ended_early_broke_its_floor() -> None:
    """Brought forward in 2022, to September 2023, and ended then: the promise is held to the first day given."""
    updates = (
        '2019-10-01 stage = "used", not_before = "until 30 April 2024"',
        '2022-06-07 stage = "used", not_before = "until 11 September 2023"',
    )
    ended = '2023-09-11 stage = "used", when = "2023-09-11"'
    (told,) = promises(log(*updates, ended)).values()

    assert (told.key, told.verdict) == (FLOOR, "broken")
    assert told.days_early
    assert (told.days_early.min, told.days_early.max) == (233, 233)
    assert (told.moves, told.moved_days, told.days_late) == (1, -232, None)
    assert judged(*updates, day="2022-12-31") == {FLOOR: "slipped"}


@pytest.mark.parametrize(
    ("floor", "when", "verdict"),
    [
        ("2022 at the earliest", "December 2022", "kept"),
        ("2022 at the earliest", "1 January 2022", "kept"),
        ("2022 at the earliest", "31 December 2021", "broken"),
        ("2022 at the earliest", "2021/2022", "undetermined"),
        ("mid 2022", "June 2022", "undetermined"),
        ("mid 2022", "July 2022", "kept"),
        ("mid 2022", "March 2022", "broken"),
        ("2022", "by 31 December 2022", "undetermined"),
        ("2022", "by 31 December 2021", "broken"),
    ],
)
def test_reached(floor: str, when: str, verdict: str) -> None:
    """Kept from the strict reading on, broken before the lenient one, and in between nobody can tell."""
    report = f'2023-03-01 stage = "used", when = "{when}"'

    assert judged(f'2019-01-01 stage = "used", not_before = "{floor}"', report)[FLOOR] == verdict


@pytest.mark.parametrize(
    ("more", "day", "verdict"),
    [
        ((), "2021-12-31", "pending"),
        ((), "2022-01-01", "pending"),
        ((), "2022-01-02", "unreported"),
        (('2022-01-01 stage = "used", not_yet = true',), "2022-01-01", "kept"),
        (('2021-12-31 stage = "used", not_yet = true',), "2021-12-31", "pending"),
        (('2021-05-01 stage = "used", not_before = "2021"',), "2021-12-31", "slipped"),
        (('2021-05-01 stage = "used", not_before = "2023"',), "2022-06-01", "unreported"),
        (('2021-05-01 stage = "withdrawn"',), "2022-06-01", "withdrawn"),
        (('2021-05-01 stage = "used"', '2021-06-01 stage = "used", not_yet = true'), "2021-06-01", "disputed"),
    ],
)
def test_not_reached(more: tuple[str, ...], day: str, verdict: str) -> None:
    """Known to lie ahead on the day it is kept; else the day passes, and nothing follows from that."""
    assert judged('2019-01-01 stage = "used", not_before = "2022"', *more, day=day)[FLOOR] == verdict


def test_a_deadline_and_a_floor_in_one_event_are_two_promises() -> None:
    """Each is judged by itself."""
    both = '2019-01-01 stage = "used", not_before = "2021", target = "2022"'

    assert judged(both, '2023-03-01 stage = "used", when = "June 2022"') == {"thing.used": "kept", FLOOR: "kept"}
    assert judged(both, '2023-03-01 stage = "used", when = "June 2020"') == {"thing.used": "kept", FLOOR: "broken"}
    assert judged(both, '2023-03-01 stage = "used", when = "2023-02-01"') == {"thing.used": "late", FLOOR: "kept"}


def test_a_floor_says_that_the_stage_lay_ahead_unless_its_day_had_passed() -> None:
    """Rule 5: a stage lies on or after the last day on which it was plainly promised."""
    told = promises(log('2021-01-01 stage = "used", not_before = "2022"', '2023-01-01 stage = "used"'))
    late = promises(log('2022-06-01 stage = "used", not_before = "2022"', '2023-01-01 stage = "used"'))

    assert days(told[FLOOR].outcome) == ("2021-01-01", "2023-01-01")
    assert days(late[FLOOR].outcome) == ("", "2023-01-01")


def test_a_floor_is_never_due_nor_overdue() -> None:
    """Its day is none by which anything is owed."""
    (told,) = promises(log('2021-01-01 stage = "used", not_before = "2022"'), day="2021-06-01").values()
    (passed,) = promises(log('2021-01-01 stage = "used", not_before = "2022"')).values()

    assert told.due_in is None
    assert (passed.overdue_days, passed.newest_overdue_days) == (None, None)


def test_what_would_settle_a_floor() -> None:
    """The days that decide: broken before the first, kept from the last on."""
    report = '2023-03-01 stage = "used", when = "2022"'
    (told,) = promises(log('2019-01-01 stage = "used", not_before = "mid 2022"', report)).values()
    (never,) = promises(
        log('2019-01-01 stage = "used", not_before = "mid 2022"', '2023-03-01 stage = "used", when = "2 May 2022"')
    ).values()

    assert told.settled_by == "the day on which Thing was used: broken before 1 Apr 2022, kept from 1 Jul 2022 on"
    assert (never.verdict, never.settled_by) == ("undetermined", None)
