"""Verdicts: every row of the contract's table, its days late, and the promise as a whole."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gti_cli.dataset.model import Dataset
from gti_cli.dates.phrase import parse
from gti_cli.dates.span import Span
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import VERDICTS, Case, Target, days_late, settled_by, verdict
from tests.conftest import ROOT
from tests.make import log

Promises = Callable[..., Promise]


@pytest.fixture
def promise(dataset: Callable[[str], Dataset]) -> Promises:
    """The one promise that a few updates make, as of a day."""

    def only(*updates: str, day: str = "2020-12-31") -> Promise:
        (made,) = Ledger(dataset(log(*updates)), date.fromisoformat(day)).promises
        return made

    return only


def test_the_verdicts_are_those_of_the_table() -> None:
    """There is one verdict for each row of the contract's table, in the order of its rows."""
    table = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8").partition("## The table")[2].partition("## ")[0]

    assert list(VERDICTS) == re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


MADE = '2019-11-01 stage = "used", target = "early 2020"'
"""Promised in November 2019: in time up to 31 March by the strict reading, to 30 June by the other."""


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("2020-03-31", "kept"),
        ("March 2020", "kept"),
        ("2020-04-01", "undetermined"),
        ("2020-06-30", "undetermined"),
        ("Q2 2020", "undetermined"),
        ("2020", "undetermined"),
        ("June 2020/July 2020", "undetermined"),
        ("2020-07-01", "late"),
        ("Q3 2020", "late"),
    ],
)
def test_reached(promise: Promises, outcome: str, expected: str) -> None:
    """Kept and late are said only where every day of the outcome and every reading of the target agree."""
    made = promise(MADE, f'2020-10-01 stage = "used", when = "{outcome}"')

    assert made.verdict == expected


def test_delivered(promise: Promises) -> None:
    """What was promised without a date and is done is delivered, and no days late are claimed."""
    made = promise('2019-11-01 stage = "used", target = "undated"', '2020-10-01 stage = "used"')

    assert (made.verdict, made.days_late, made.deadline) == ("delivered", None, None)


@pytest.mark.parametrize(
    ("updates", "day", "expected"),
    [
        ((MADE,), "2020-06-30", "pending"),
        ((MADE,), "2020-07-01", "unreported"),
        ((MADE, '2020-02-01 stage = "withdrawn"'), "2020-12-31", "withdrawn"),
        ((MADE, '2020-02-01 stage = "withdrawn"', '2020-03-01 stage = "planned"'), "2020-12-31", "unreported"),
        (('2019-11-01 stage = "used", target = "undated"',), "2020-12-31", "undated"),
        ((MADE, '2020-06-30 stage = "used", not_yet = true'), "2020-12-31", "unreported"),
        ((MADE, '2020-07-01 stage = "used", not_yet = true'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "2021"'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "undated"'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "May 2020"'), "2020-12-31", "unreported"),
        ((MADE, '2020-07-01 stage = "built", not_yet = true'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "built"; stage = "built", not_yet = true'), "2020-12-31", "unreported"),
        (
            (MADE, '2020-06-01 stage = "built"', '2020-07-01 stage = "built", not_yet = true'),
            "2020-12-31",
            "unreported",
        ),
        ((MADE, '2020-02-01 stage = "used", target = "2021"'), "2020-12-31", "slipped"),
        ((MADE, '2020-02-01 stage = "used", target = "2021"'), "2022-01-01", "unreported"),
        ((MADE, '2020-02-01 stage = "used", target = "undated"'), "2020-06-30", "slipped"),
        ((MADE, '2020-02-01 stage = "used", target = "undated"'), "2020-07-01", "unreported"),
        ((MADE, '2020-02-01 stage = "used", target = "June 2020"'), "2020-06-30", "pending"),
        ((MADE, '2020-02-01 stage = "used", target = "start of 2020"'), "2020-02-28", "pending"),
        ((MADE, '2020-02-01 stage = "used", target = "mid 2020"'), "2020-02-28", "slipped"),
        ((MADE, '2020-02-01 stage = "used", target = "by 2020"'), "2020-02-28", "pending"),
        (
            ('2019-11-01 stage = "used", target = "Q1 2020"', '2020-02-01 stage = "used", target = "early 2020"'),
            "2020-02-28",
            "pending",
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "2021"', '2020-03-01 stage = "used", target = "May 2020"'),
            "2020-06-01",
            "unreported",
        ),
    ],
)
def test_not_reached(promise: Promises, updates: tuple[str, ...], day: str, expected: str) -> None:
    """Nothing reported is never counted as nothing done; only a later statement shows that a date was missed."""
    assert promise(*updates, day=day).verdict == expected


def test_held_to_the_first_date(promise: Promises) -> None:
    """A promise without a date at first is held to the first date given for it, and keeps the newest beside it."""
    made = promise(
        '2019-10-01 stage = "used", target = "undated"',
        MADE,
        '2020-02-01 stage = "used", target = "2021", said = "next year"',
    )

    assert made.deadline
    assert made.deadline.phrase == parse("early 2020")
    assert made.newest.target == parse("2021")
    assert [stated.target for stated in made.statements] == [None, parse("early 2020"), parse("2021")]


def test_each_statement_is_judged_by_its_own_target(promise: Promises) -> None:
    """The same outcome can be in time by one date given for it and too late by another."""
    made = promise(
        '2019-10-01 stage = "used", target = "undated"',
        MADE,
        '2020-02-01 stage = "used", target = "2020"',
        '2020-10-01 stage = "used", when = "2020-08-01"',
    )

    assert made.verdict == "late"
    assert [stated.verdict for stated in made.statements] == ["delivered", "late", "kept"]


def test_what_is_promised_once_it_is_reported_is_no_promise(dataset: Callable[[str], Dataset]) -> None:
    """Statements on the day of the report or later belong to no promise."""
    ledger = Ledger(
        dataset(
            log(
                '2020-05-01 stage = "used"; stage = "used", target = "2021"',
                '2020-06-01 stage = "built", target = "2021"',
            )
        ),
        date(2020, 12, 31),
    )

    assert list(ledger.promises) == []


def test_slips(promise: Promises) -> None:
    """Each statement is measured against the one before it: how far the last day moved, and how early that was told."""
    made = promise(
        '2019-11-01 stage = "used", target = "January 2020"',
        '2020-01-30 stage = "used", target = "February 2020"',
        '2020-03-02 stage = "used", target = "undated"',
        '2020-04-01 stage = "used", target = "2021"',
        '2020-05-01 stage = "used", target = "2020"',
    )

    assert [stated.moved_days for stated in made.statements] == [None, 29, None, None, -365]
    assert [stated.notice_days for stated in made.statements] == [None, 1, -2, None, 609]
    assert made.is_moved


def test_slips_are_counted_by_the_lenient_deadline(promise: Promises) -> None:
    """Where the wording is vague, both days moved and notice are counted from the latest day, not from the firm one."""
    made = promise(MADE, '2020-06-01 stage = "used", target = "mid 2020"')

    assert [stated.moved_days for stated in made.statements] == [None, (date(2020, 9, 30) - date(2020, 6, 30)).days]
    assert [stated.notice_days for stated in made.statements] == [None, (date(2020, 6, 30) - date(2020, 6, 1)).days]


@pytest.mark.parametrize(
    ("second", "moved"),
    [("end of Q2 2020", False), ("June 2020", False), ("July 2020", True), ("May 2020", True), ("undated", True)],
)
def test_moved(promise: Promises, second: str, moved: bool) -> None:
    """A promise is moved when its last day moved either way or was dropped, not when it was only worded anew."""
    made = promise(MADE, f'2020-02-01 stage = "used", target = "{second}"')

    assert made.is_moved is moved


def test_a_first_date_is_no_move(promise: Promises) -> None:
    """A promise that gets its first date was not moved."""
    made = promise('2019-10-01 stage = "used", target = "undated"', MADE)

    assert not made.is_moved


def test_silence_counts_from_the_last_word_on_the_stage(promise: Promises) -> None:
    """Words on other stages and notes do not break the silence about a stage; a *not yet* does."""
    updates = (MADE, '2020-02-01 stage = "built"; note = "well"', '2020-03-01 stage = "used", not_yet = true')

    assert promise(*updates[:2], day="2020-02-10").silent_days == (date(2020, 2, 10) - date(2019, 11, 1)).days
    assert promise(*updates, day="2020-03-11").silent_days == 10


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        ("January 2020", Span(date(2020, 1, 1), date(2020, 11, 17)), (0, 291)),
        ("January 2020", Span(date(2020, 1, 31), date(2020, 1, 31)), (0, 0)),
        ("January 2020", Span(date(2019, 12, 30), date(2020, 2, 1)), (-2, 1)),
        ("January 2020", Span(None, date(2020, 2, 1)), (None, 1)),
        ("early 2021", Span(date(2021, 5, 1), date(2021, 5, 1)), (0, 31)),
        ("by 2020", Span(date(2018, 1, 1), date(2018, 1, 1)), (0, 0)),
        ("by 2020", Span(date(2020, 1, 1), date(2021, 1, 1)), (0, 367)),
    ],
)
def test_days_late(target: str, outcome: Span, expected: tuple[int | None, int]) -> None:
    """`min` counts the first day by the lenient deadline, `max` the last day by the strict one."""
    late = days_late(_target(target), outcome)

    assert (late.min, late.max) == expected


def test_days_late_only_where_there_is_an_outcome(promise: Promises) -> None:
    """A promise that is not reached is not so many days late: nobody has said that it is not done."""
    assert promise(MADE).days_late is None
    assert promise(MADE, '2020-10-01 stage = "used"').days_late is not None


def test_settled_by(promise: Promises) -> None:
    """Where a day would decide, the sentence names the two dates; where the wording alone is vague, nothing would."""
    coarse = promise(MADE, '2020-10-01 stage = "used", when = "2020"')
    exact = promise(MADE, '2020-10-01 stage = "used", when = "2020-05-01"')
    between = promise(MADE, '2020-10-01 stage = "used", when = "May 2020"')

    assert coarse.settled_by == "the day of Thing used: kept up to 31 Mar 2020, late after 30 Jun 2020"
    assert (exact.verdict, exact.settled_by) == ("undetermined", None)
    assert (between.verdict, between.settled_by) == ("undetermined", None)
    assert promise(MADE).settled_by is None


@pytest.mark.parametrize(("outcome", "expected"), [("2020-03-01", "kept"), ("Q1 2020", "kept"), ("Q3 2020", "late")])
def test_what_is_certain_needs_no_further_fact(promise: Promises, outcome: str, expected: str) -> None:
    """Nothing is named that would settle a verdict that is settled, whether or not the day itself is known."""
    made = promise(MADE, f'2020-10-01 stage = "used", when = "{outcome}"')

    assert (made.verdict, made.settled_by) == (expected, None)


DAYS = st.dates(date(2019, 1, 1), date(2019, 3, 1))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Any target with a date."""
    earliest, firm, latest = sorted((draw(DAYS), draw(DAYS), draw(DAYS)))
    return Target(draw(st.sampled_from([None, earliest])), latest, firm)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any outcome whose two ends are known."""
    return Span(*sorted((draw(DAYS), draw(DAYS))))


def each_day(span: Span) -> list[date]:
    """Every day of a span whose two ends are known."""
    assert span.earliest
    assert span.latest
    return [span.earliest + timedelta(days=n) for n in range((span.latest - span.earliest).days + 1)]


@given(targets(), spans())
def test_a_verdict_is_what_trying_every_day_allows(target: Target, outcome: Span) -> None:
    """Kept is in time on every day by the strict reading, late too late on every day by the lenient one."""
    case = Case(current=target, newest=target, outcome=outcome, withdrawn=False, ahead=None, day=date(2020, 1, 1))
    tried = each_day(outcome)

    kept = all(day <= target.firm for day in tried)
    late = all(day > target.latest for day in tried)
    assert verdict(target, case) == ("kept" if kept else "late" if late else "undetermined")


@given(targets(), spans())
def test_days_late_is_what_trying_every_day_allows(target: Target, outcome: Span) -> None:
    """The range is the least by the lenient deadline and the most by the strict one, over every day."""

    def late(day: date, deadline: date) -> int:
        if day > deadline:
            return (day - deadline).days
        return min(0, (day - target.earliest).days) if target.earliest else 0

    tried = each_day(outcome)

    found = days_late(target, outcome)
    assert found.min == min(late(day, target.latest) for day in tried)
    assert found.max == max(late(day, target.firm) for day in tried)


@given(targets(), spans())
def test_a_fact_that_settles_does_settle(target: Target, outcome: Span) -> None:
    """Where a sentence says what would decide, some day of the outcome would; where there is none, no day would."""

    def of(span: Span) -> str:
        case = Case(current=target, newest=target, outcome=span, withdrawn=False, ahead=None, day=date.max)
        return verdict(target, case)

    if of(outcome) == "undetermined":
        decided = any(of(Span(day, day)) != "undetermined" for day in each_day(outcome))
        assert (settled_by(target, outcome, "it") is not None) is decided


def _target(text: str) -> Target:
    target = Target.of(parse(text))
    assert target
    return target
