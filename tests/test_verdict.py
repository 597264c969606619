"""Verdicts: every row of the contract's table, its days late, and the promise as a whole."""

import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gti_cli.dates.phrase import parse
from gti_cli.dates.span import Span
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import VERDICTS, Case, Target, days_late, settled_by, verdict
from tests import make
from tests.conftest import ROOT
from tests.make import log

Promises = Callable[..., Promise]


@pytest.fixture
def promises() -> Callable[..., list[Promise]]:
    """The promises that a few updates make, as of a day, in a log that ends on a day or goes on."""

    def made(*updates: str, day: str = "2020-12-31", ends: str | None = None) -> list[Promise]:
        head = make.head(make.PAGE, make.AUDITOR, complete_through=date.fromisoformat(ends) if ends else None)
        return list(Ledger(make.dataset(log(*updates), head=head), date.fromisoformat(day)).promises)

    return made


@pytest.fixture
def promise(promises: Callable[..., list[Promise]]) -> Promises:
    """The one promise that a few updates make, as of a day."""

    def only(*updates: str, day: str = "2020-12-31", ends: str | None = None) -> Promise:
        (made,) = promises(*updates, day=day, ends=ends)
        return made

    return only


def test_the_verdicts_are_those_of_the_table() -> None:
    """There is one verdict for each row of the contract's table, in the order of its rows."""
    table = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8").partition("## The table")[2].partition("## ")[0]

    assert list(VERDICTS) == re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


EXAMPLES = re.findall(
    r"^```text\n(.*?)^---\n(.*?)^```",
    (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)
"""The small logs of the document about verdicts, each with the days and verdicts below it."""


@pytest.mark.parametrize(("said", "judged"), EXAMPLES)
def test_the_examples_of_the_document(said: str, judged: str) -> None:
    """The verdicts that the document gives for each of its logs are those that gti gives, day by day."""
    lines = [re.split(" {2,}", line) for line in said.splitlines()]
    written = [toml_of(*line) for line in lines if len(line) == 2]
    ends = re.search(r"^complete through (.*)", said, re.MULTILINE)
    head = make.head(make.PAGE, make.AUDITOR, complete_through=date.fromisoformat(ends[1]) if ends else None)
    data = make.dataset(make.item("regions") + "".join(written), head=head)

    for line in judged.splitlines():
        day, verdicts = re.split(" {2,}", line)
        found = Ledger(data, date.fromisoformat(day)).promises
        assert (
            "; ".join(map(in_words, sorted(found, key=lambda promise: promise.subject.stage != "started"))) == verdicts
        ), day


def toml_of(begin: str, words: str) -> str:
    """A line of such a log as TOML: a record by its table, or an update by its day."""
    if not begin[0].isdigit():
        id_, _, keys = words.partition(": ")
        return make.item(begin, id_, **tomllib.loads(f"keys = {{ {keys} }}")["keys"])
    day, _, source = begin.partition("@")
    figures = words.removeprefix("figures = ")
    if figures != words:
        return make.update(day=day, source=source or "page", figures=figures[1:-1])
    return make.update(words, day=day, source=source or "page")


def in_words(promise: Promise) -> str:
    """The verdict on a promise, whether its outcome is disputed, and the verdict by its newest date if another."""
    disputed = ", disputed" if promise.outcome and promise.outcome.disputed else ""
    newest = f", by its newest date {promise.newest_verdict}" if promise.newest_verdict != promise.verdict else ""
    return f"{promise.verdict}{disputed}{newest}"


def test_the_document_has_examples() -> None:
    """There are examples, with every verdict but those on promises that never had a date."""
    shown = set(re.findall(r"[a-z]+", " ".join(judged for _, judged in EXAMPLES)))

    assert set(VERDICTS) - {"delivered", "undated"} <= shown


MADE = '2019-11-01 stage = "used", target = "early 2020"'
"""Promised in November 2019: in time up to 31 March by the strict reading, to 30 June by the other."""
UNDATED = '2019-11-01 stage = "used", target = "undated"'
LATER = '2020-02-01 stage = "used", target = "2021"'
POSTPONED = '2020-02-01 stage = "used", target = "postponed"'
REPORTED = '2020-05-01 stage = "used"'
DENIED = '2020-07-01 stage = "used", not_yet = true'
STILL_AHEAD = DENIED


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
        ((MADE, '2020-07-17 stage = "withdrawn"'), "2020-12-31", "withdrawn"),
        ((MADE, '2020-02-01 stage = "withdrawn"', '2020-03-01 stage = "planned"'), "2020-12-31", "withdrawn"),
        ((MADE, LATER, '2020-07-17 stage = "withdrawn"'), "2020-12-31", "withdrawn"),
        ((MADE, STILL_AHEAD, '2020-08-01 stage = "withdrawn"'), "2020-12-31", "missed"),
        ((UNDATED,), "2020-12-31", "undated"),
        ((UNDATED, '2020-07-01 stage = "withdrawn"'), "2020-12-31", "withdrawn"),
        ((MADE, '2020-06-30 stage = "used", not_yet = true'), "2020-12-31", "unreported"),
        ((MADE, STILL_AHEAD), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "2021"'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "undated"'), "2020-12-31", "missed"),
        ((MADE, '2020-07-01 stage = "used", target = "2021", implied = true'), "2020-07-02", "slipped"),
        ((MADE, '2020-07-01 stage = "used", target = "May 2020"'), "2020-12-31", "unreported"),
        ((MADE, '2020-07-01 stage = "built", not_yet = true'), "2020-12-31", "missed"),
        ((MADE, '2020-09-01 stage = "built", when = "July 2020"'), "2020-12-31", "missed"),
        ((MADE, '2020-09-01 stage = "built", when = "2020-06-30"'), "2020-12-31", "unreported"),
        ((MADE, '2020-09-01 stage = "built"'), "2020-12-31", "unreported"),
        ((MADE, REPORTED, DENIED), "2020-12-31", "disputed"),
        ((MADE, REPORTED, DENIED, '2020-08-01 stage = "withdrawn"'), "2020-12-31", "disputed"),
        ((UNDATED, REPORTED, DENIED), "2020-12-31", "disputed"),
        ((MADE, REPORTED, f"{DENIED}, corrects = true"), "2020-12-31", "missed"),
        ((MADE, LATER), "2020-12-31", "slipped"),
        ((MADE, LATER), "2021-12-31", "slipped"),
        ((MADE, LATER), "2022-01-01", "unreported"),
        ((MADE, POSTPONED), "2020-06-30", "slipped"),
        ((MADE, POSTPONED), "2022-07-01", "slipped"),
        ((MADE, POSTPONED, '2020-03-01 stage = "used", target = "soon"'), "2020-06-30", "slipped"),
        ((MADE, POSTPONED, '2020-03-01 stage = "used", target = "June 2020"'), "2020-06-30", "pending"),
        ((MADE, POSTPONED, '2020-03-01 stage = "used", target = "June 2020"'), "2020-07-01", "unreported"),
        ((MADE, '2020-02-01 stage = "used", target = "soon"'), "2020-06-30", "pending"),
        ((MADE, '2020-02-01 stage = "used", target = "undated"'), "2020-07-01", "unreported"),
        ((MADE, '2020-02-01 stage = "used", target = "June 2020"'), "2020-06-30", "pending"),
        ((MADE, '2020-02-01 stage = "used", target = "start of 2020"'), "2020-06-30", "pending"),
        ((MADE, '2020-02-01 stage = "used", target = "start of 2020"'), "2020-07-01", "unreported"),
        ((MADE, '2020-02-01 stage = "used", target = "mid 2020"'), "2020-02-28", "slipped"),
        ((MADE, '2020-02-01 stage = "used", target = "by 2020"'), "2020-02-28", "slipped"),
        (
            ('2019-11-01 stage = "used", target = "Q1 2020"', '2020-02-01 stage = "used", target = "early 2020"'),
            "2020-02-28",
            "pending",
        ),
        ((MADE, LATER, '2020-03-01 stage = "used", target = "May 2020"'), "2020-06-30", "pending"),
        (
            ('2019-11-01 stage = "used", target = "end of 2020"', '2020-02-01 stage = "used", target = "by 2021"'),
            "2021-06-01",
            "pending",
        ),
    ],
)
def test_not_reached(promise: Promises, updates: tuple[str, ...], day: str, expected: str) -> None:
    """The first row of the table that applies: nothing reported is never counted as nothing done."""
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


def test_what_is_promised_once_it_is_reported_is_no_promise(promises: Callable[..., list[Promise]]) -> None:
    """Statements on the day of the report, or later ones that do not take it back, belong to no promise."""
    report = '2020-05-01 stage = "used"'

    assert promises(f'{report}; stage = "used", target = "2021"') == []
    assert promises(report, '2020-06-01 stage = "used", target = "2021", implied = true') == []
    assert promises(report, '2020-06-01 stage = "built", target = "May 2020"') == []


def test_what_is_promised_after_its_report_disputes_it(promise: Promises) -> None:
    """A plain promise says that the stage lies ahead, so the report before it does not stand."""
    made = promise('2020-05-01 stage = "used"', '2020-06-01 stage = "used", target = "2021"')

    assert (made.verdict, made.outcome) == ("disputed", None)
    assert made.settled_by == "whether the report of 1 May 2020 is right, or what was said on 1 Jun 2020"


def test_slips(promise: Promises) -> None:
    """Each statement is measured against the date that stood before it: how far it moved, and how early it was made.

    A date taken back is a move, told in time or not; then no date stands. Words that name none leave it standing, and
    are no move, however early they are said.
    """
    made = promise(
        '2019-11-01 stage = "used", target = "January 2020"',
        '2020-01-30 stage = "used", target = "February 2020"',
        '2020-02-10 stage = "used", target = "soon"',
        '2020-02-20 stage = "used", target = "March 2020"',
        '2020-04-02 stage = "used", target = "postponed"',
        '2020-04-10 stage = "used", target = "TBD"',
        '2020-05-01 stage = "used", target = "2021"',
        '2020-06-01 stage = "used", target = "2020"',
    )

    assert [stated.moved_days for stated in made.statements] == [None, 29, None, 31, None, None, None, -365]
    assert [stated.notice_days for stated in made.statements] == [None, 1, 19, 9, -2, None, None, 578]
    assert (made.moves, made.moved_days) == (4, (date(2020, 12, 31) - date(2020, 1, 31)).days)


def test_slips_are_counted_by_the_lenient_deadline(promise: Promises) -> None:
    """Where the wording is vague, both days moved and notice are counted from the latest day, not from the firm one."""
    made = promise(MADE, '2020-06-01 stage = "used", target = "mid 2020"')

    assert [stated.moved_days for stated in made.statements] == [None, (date(2020, 9, 30) - date(2020, 6, 30)).days]
    assert [stated.notice_days for stated in made.statements] == [None, (date(2020, 6, 30) - date(2020, 6, 1)).days]


@pytest.mark.parametrize(
    ("second", "moves", "moved_days"),
    [
        ("end of Q2 2020", 0, 0),
        ("June 2020", 0, 0),
        ("July 2020", 1, 31),
        ("May 2020", 1, -30),
        ("postponed", 1, 0),
        ("undated", 0, 0),
    ],
)
def test_moves(promise: Promises, second: str, moves: int, moved_days: int) -> None:
    """A promise moves when its last day moves either way or is taken back, not when it is only worded anew.

    The days are those from the first date to the newest one; what takes a date back gives none.
    """
    made = promise(MADE, f'2020-02-01 stage = "used", target = "{second}"')

    assert (made.moves, made.moved_days) == (moves, moved_days)


def test_a_first_date_is_no_move(promise: Promises) -> None:
    """A promise that gets its first date was not moved, nor was one that never had a date."""
    assert (promise(UNDATED, '2020-01-01 stage = "used", target = "2020"').moves, promise(UNDATED).moves) == (0, 0)
    assert promise(UNDATED).moved_days is None


def test_the_verdict_by_the_newest_date(promise: Promises) -> None:
    """Beside the verdict by the first date stands the one by the newest: the same table, as if that were the only one.

    A date taken back is still the newest dated one, and what took it back still counts.
    """
    earlier = (MADE, '2020-01-10 stage = "used", target = "start of 2020"')
    done = '2020-10-01 stage = "used", when = "2020-03-01"'

    assert (promise(*earlier, day="2020-05-01").verdict, promise(*earlier, day="2020-05-01").newest_verdict) == (
        "pending",
        "unreported",
    )
    assert (promise(*earlier, done).verdict, promise(*earlier, done).newest_verdict) == ("kept", "undetermined")
    assert (promise(MADE, LATER).verdict, promise(MADE, LATER).newest_verdict) == ("slipped", "pending")
    assert promise(MADE, POSTPONED).newest_verdict == "slipped"
    assert promise(UNDATED).newest_verdict == "undated"


def test_overdue(promise: Promises) -> None:
    """Days from the last day of the first date, and of the newest, up to the clock: a date given anew resets nothing.

    Whatever the verdict, but for what is reached or closed.
    """

    def overdue(*updates: str, day: str = "2020-07-15") -> tuple[int | None, int | None]:
        made = promise(*updates, day=day)
        return made.overdue_days, made.newest_overdue_days

    assert overdue(MADE, day="2020-06-30") == (None, None)
    assert overdue(MADE) == (15, 15)
    assert overdue(MADE, LATER) == (15, None)
    assert overdue(MADE, STILL_AHEAD) == (15, 15)
    assert overdue(MADE, '2020-01-10 stage = "used", target = "May 2020"') == (15, 45)
    assert overdue(UNDATED) == (None, None)
    assert overdue(MADE, REPORTED) == (None, None)
    assert overdue(MADE, '2020-07-10 stage = "withdrawn"') == (None, None)
    assert overdue(MADE, REPORTED, DENIED) == (15, 15)


def test_due(promise: Promises) -> None:
    """Days up to the newest date while the promise waits for it: no longer once it is put off, over or reached."""
    assert promise(MADE, day="2020-06-20").due_in == 10
    assert promise(MADE, LATER, day="2020-12-30").due_in == 366
    assert promise(MADE, POSTPONED, day="2020-06-20").due_in is None
    assert promise(MADE, day="2020-07-01").due_in is None
    assert promise(MADE, REPORTED, day="2020-05-01").due_in is None
    assert promise(UNDATED).due_in is None


def test_the_clock_stops_where_the_log_ends(promise: Promises) -> None:
    """What happened after the end of a log is not known: no date passes after it, and no silence grows."""
    within = promise(MADE, day="2020-06-30", ends="2020-06-30")
    after = promise(MADE, day="2025-01-01", ends="2020-06-30")

    assert after == within
    assert (after.verdict, after.overdue_days, after.silent_days) == ("pending", None, 242)
    assert promise(MADE, day="2020-06-29", ends="2020-06-30").silent_days == 241


def test_what_decides(promise: Promises) -> None:
    """What decides is what gives the last day of the outcome for kept, the first for late; nothing for the rest."""

    def sources(*updates: str) -> list[str]:
        return [by.statement.source for by in promise(*updates).decided_by]

    kept = (MADE, '2020-03-01 stage = "used"', '2020-09-01@auditor stage = "used"')
    late = (MADE, '2020-07-01@auditor stage = "used", not_yet = true', '2020-09-01 stage = "used"')

    assert sources(*kept) == ["page"]
    assert sources(MADE, '2020-09-01@auditor stage = "used", when = "Q1 2020"', kept[2]) == ["auditor"]
    assert sources(*late) == ["auditor"]
    assert sources(MADE, '2020-09-01 stage = "used"') == []
    assert sources(MADE) == []


def test_sources_that_contradict_each_other_decide_nothing(promise: Promises) -> None:
    """In June by the company, in August by somebody independent: neither kept nor late, and both are named."""
    made = promise(
        '2020-01-01 stage = "used", target = "June 2020"',
        '2020-09-01 stage = "used", when = "June 2020"',
        '2020-09-02@auditor stage = "used", when = "August 2020"',
    )

    assert made.outcome
    assert (made.verdict, made.outcome.disputed, made.decided_by) == ("undetermined", True, ())
    assert [(one.by.statement.source, one.against.statement.source) for one in made.conflicts] == [("auditor", "page")]


def test_conflicts_are_those_of_its_own_stage(promise: Promises) -> None:
    """What contradicts itself about another stage, without touching this one, is not told of this promise."""
    made = promise(
        MADE, '2020-02-01 stage = "planned", when = "2020-01-01"', '2020-02-02 stage = "planned", when = "2020-01-05"'
    )

    assert made.conflicts == ()


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

    assert coarse.settled_by == "the day on which Thing was used: kept up to 31 Mar 2020, late after 30 Jun 2020"
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


def case_of(target: Target, outcome: Span) -> Case:
    """A promise with one date, whose stage was reached."""
    return Case(
        newest=target,
        is_put_off=False,
        outcome=outcome,
        is_denied=False,
        is_withdrawn=False,
        ahead=None,
        day=date(2020, 1, 1),
    )


def each_day(span: Span) -> list[date]:
    """Every day of a span whose two ends are known."""
    assert span.earliest
    assert span.latest
    return [span.earliest + timedelta(days=n) for n in range((span.latest - span.earliest).days + 1)]


@given(targets(), spans())
def test_a_verdict_is_what_trying_every_day_allows(target: Target, outcome: Span) -> None:
    """Kept is in time on every day by the strict reading, late too late on every day by the lenient one."""
    case, tried = case_of(target, outcome), each_day(outcome)

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


@pytest.mark.slow
@given(targets(), spans())
def test_a_fact_that_settles_does_settle(target: Target, outcome: Span) -> None:
    """Where a sentence says what would decide, some day of the outcome would; where there is none, no day would."""

    def of(span: Span) -> str:
        return verdict(target, case_of(target, span))

    if of(outcome) == "undetermined":
        decided = any(of(Span(day, day)) != "undetermined" for day in each_day(outcome))
        assert (settled_by(target, outcome, "it") is not None) is decided


def _target(text: str) -> Target:
    target = Target.of(parse(text))
    assert target
    return target
