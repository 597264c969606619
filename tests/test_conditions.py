"""Conditions: what is promised for after something else waits for that, and is due the time given after it."""

import pytest

from tests.judged import ledger, promises, verdicts
from tests.make import item, update

TABLES = item("reviews", "approval") + item("milestones")
DONE = 'stage = "completed"'
PROMISE = "thing.completed"


def promised(day: str = "2018-01-01", keys: str = 'after = "approval.completed", within = "18 months"') -> str:
    """An update with a conditional promise."""
    return update(f"{DONE}, {keys}", day=day)


def approved(day: str = "2019-06-01", when: str = "") -> str:
    """An update by which the approval has come."""
    date_ = f', when = "{when}"' if when else ""
    return update(f'item = "approval", stage = "completed"{date_}', day=day)


def test_it_waits_as_long_as_the_other_stage_is_not_reported() -> None:
    """Nothing is owed yet, and no date is claimed."""
    (told,) = promises(TABLES + promised(), day="2023-01-01").values()

    assert (told.verdict, told.deadline, told.due_in) == ("waiting", None, None)
    assert told.condition
    assert (told.condition.item, told.condition.stage, told.condition.reached) == ("approval", "completed", None)


def test_the_range_follows_once_it_has_come() -> None:
    """Approved in a known quarter: firm 18 months after its first day, and late after 18 months from its last."""
    (told,) = promises(TABLES + promised() + approved(when="Q1 2019"), day="2020-08-01").values()

    assert told.deadline
    target = told.deadline.target
    assert (str(target.earliest), str(target.firm), str(target.latest)) == ("2019-01-01", "2020-07-01", "2020-09-30")
    assert told.deadline.phrase.text == "within 18 months after Approval is completed"
    assert told.verdict == "pending"
    assert (told.due_in, told.overdue_days) == (60, None)


@pytest.mark.parametrize(
    ("reported", "when", "verdict"),
    [
        ("2021-01-01", "2020-07-01", "kept"),
        ("2021-01-01", "2020-07-02", "undetermined"),
        ("2021-01-01", "2020-10-01", "late"),
    ],
)
def test_judged_by_that_range(reported: str, when: str, verdict: str) -> None:
    """As any other window is."""
    report = update(f'{DONE}, when = "{when}"', day=reported)

    assert verdicts(TABLES + promised() + approved(when="Q1 2019") + report) == {PROMISE: verdict}


def test_nothing_is_certainly_kept_where_the_first_day_of_the_other_stage_is_not_known() -> None:
    """It may have come at any time before, so the time given may have been over."""
    report = update(f'{DONE}, when = "2019-07-01"', day="2021-01-01")
    (told,) = promises(TABLES + promised() + approved() + report).values()

    assert told.verdict == "undetermined"
    assert told.settled_by is None
    assert told.days_late
    assert (told.days_late.min, told.days_late.max) == (0, None)
    (vague,) = promises(TABLES + promised() + approved() + update(DONE, day="2021-01-01")).values()
    assert vague.settled_by == "the day on which Thing was completed: late after 1 Dec 2020"


def test_without_a_time_no_date_follows() -> None:
    """It waits, and then it is promised without a date; once it is done, it is told whether it came in that order."""
    after = promised(keys='after = "approval.completed"')
    before = update(f'{DONE}, when = "2018-05-01"', day="2019-08-01")
    later = update(f'{DONE}, when = "2019-05-01"', day="2019-08-01")
    same = update(f'{DONE}, when = "2019-04-01"', day="2019-08-01")
    came = approved(when="2019-04-01")

    assert verdicts(TABLES + after) == {PROMISE: "waiting"}
    assert verdicts(TABLES + after + came) == {PROMISE: "undated"}
    orders = [promises(TABLES + after + came + report)[PROMISE] for report in (before, later, same)]
    assert [(told.verdict, told.order) for told in orders] == [
        ("delivered", "before"),
        ("delivered", "after"),
        ("delivered", "undetermined"),
    ]


def test_a_date_that_was_known_stays_the_one_held_to() -> None:
    """A condition that is named later sets no clock back."""
    dated = promised("2018-01-01", 'target = "2018"')

    assert verdicts(TABLES + dated + promised("2018-06-01")) == {PROMISE: "unreported"}
    (told,) = promises(TABLES + dated + promised("2018-06-01") + approved(when="2019-04-01")).values()
    assert told.deadline
    assert str(told.deadline.target.latest) == "2018-12-31"
    assert told.current
    assert str(told.current.target.latest) == "2020-10-01"


def test_a_date_is_no_move_of_one_that_was_not_known_yet() -> None:
    """A date that follows once the approval has come did not stand when another was given before that."""
    dated = update(f'{DONE}, target = "2020-12-31"', day="2018-06-01")

    (told,) = promises(TABLES + promised() + dated + approved(), day="2020-01-01").values()

    assert [made.before for made in told.statements] == [None, None]
    assert told.moves == 0


def test_of_several_conditions_the_newest_counts() -> None:
    """The older one sets no date, unless it had come before the newer one was named."""
    tables = TABLES + item("reviews", "permit")
    newer = promised("2019-01-01", 'after = "permit.completed", within = "1 month"')

    assert verdicts(tables + promised() + newer + approved(when="2019-04-01")) == {PROMISE: "waiting"}
    early = approved("2018-05-01", when="2018-04-01")
    (told,) = promises(tables + promised() + early + newer).values()
    assert told.deadline
    assert str(told.deadline.target.latest) == "2019-10-01"


@pytest.mark.parametrize(
    ("within", "latest"),
    [
        ("30 days", "2019-05-01"),
        ("1 day", "2019-04-02"),
        ("2 weeks", "2019-04-15"),
        ("11 months", "2020-03-01"),
        ("1 year", "2020-04-01"),
        ("9999 years", "9999-12-31"),
        ("9999 days", "2046-08-16"),
    ],
)
def test_times(within: str, latest: str) -> None:
    """Days, weeks, months and years; beyond the calendar is its last day."""
    after = promised(keys=f'after = "approval.completed", within = "{within}"')
    (told,) = promises(TABLES + after + approved(when="2019-04-01")).values()

    assert told.deadline
    assert str(told.deadline.target.latest) == latest


def test_what_it_waits_for_may_not_be_named_yet() -> None:
    """An item that no update has named by that day is not reached."""
    assert verdicts(TABLES + promised() + approved(), day="2018-06-01") == {PROMISE: "waiting"}
    assert list(ledger(TABLES + promised() + approved(), day="2018-06-01").states) == ["thing"]


def test_the_first_day_of_the_calendar() -> None:
    """Nothing is before it, and nothing is reckoned from the day before."""
    ahead = promised("0001-01-01")
    done = approved(when="2019-04-01") + update(DONE, day="2019-08-01")

    assert promises(TABLES + ahead + done)[PROMISE].order == "undetermined"
