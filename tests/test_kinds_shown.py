"""Promises of every kind on the screen and in the answers: what stands apart, what is marked, what is drawn."""

import json
from typing import Any

import pytest

from gti_cli.ledger.verdict import DaysLate
from gti_cli.views.values import early_text, late_text
from tests.conftest import Gti
from tests.every_kind import DATA, PLAN, TABLES
from tests.make import HEAD, item, log, update


def answer(gti: Gti, words: str) -> Any:
    """What a command answers in JSON."""
    return json.loads(gti(*words.split(), "--json", data=DATA).out)


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The ids of some promises."""
    return [row["id"] for row in rows]


def test_what_others_promise_is_not_charged_to_the_organization(gti: Gti) -> None:
    """It is counted apart, and in none of the lists of status; a promise counts for each of its owners."""
    status = answer(gti, "status --as-of 2023-01-01")
    rows = answer(gti, "promises --as-of 2023-01-01")

    assert sum(status["promises"].values()) == len(rows) - 1
    assert status["by_others"]["unreported"] == 1
    listed = [row for name in ("moved", "silent", "next_deadlines") for row in status[name]]
    assert "oslo.open@a-landlord" not in ids(listed)
    assert {row["name"]: row["total"] for row in status["owners"]} == {"Ops": 2, "Legal": 2}
    screen = gti("status", "--as-of", "2023-01-01", data=DATA, env={"FORCE_COLOR": "1"}).out
    assert "promised by others: 1 unreported" in screen


def test_a_floor_whose_day_has_passed_is_no_fault(gti: Gti) -> None:
    """It is counted apart, and no job fails on it."""
    data = TABLES + PLAN
    status = json.loads(gti("status", "--as-of", "2023-01-01", "--json", data=data).out)
    failing = gti("promises", "--fail-on", "unreported", "--item", "v4", "--as-of", "2023-01-01", data=data)

    assert status["passed_floors"] == 1
    assert (failing.code, failing.out) == (0, "")
    assert gti("promises", "--fail-on", "unreported", "--as-of", "2023-01-01", data=data).code == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--by a-landlord", []),
        ("--by", ["oslo.open@a-landlord"]),
        ("--owner legal", ["rome.open", "v4.ended!"]),
        ("--hedged", ["rome.open"]),
        ("--moved", ["v4.ended!", "many-users.reached"]),
    ],
)
def test_filters(gti: Gti, words: str, found: list[str]) -> None:
    """Names are compared without case."""
    options = [*words.split(), *(["A LANDLORD"] if words == "--by" else [])]
    for command in ("promises", "chart"):
        assert ids(json.loads(gti(command, *options, "--json", data=DATA).out)) == found


def test_the_organization_is_a_party_too(gti: Gti) -> None:
    """Whatever nobody else promises, it does; two parties mean either."""
    own = json.loads(gti("promises", "--by", "the organization", "--json", data=DATA).out)
    both = json.loads(gti("promises", "--by", "the organization", "--by", "A Landlord", "--json", data=DATA).out)

    assert all(row["by"] is None for row in own)
    assert len(both) == len(own) + 1


def test_an_empty_answer_says_what_was_asked_for(gti: Gti) -> None:
    """By whom, whose, and hedged."""
    asked = gti("promises", "--by", "nobody", "--owner", "no one", "--hedged", data=DATA)

    assert "no promise was made by nobody and belongs to no one and is hedged" in " ".join(asked.err.split()).lower()


def test_goals_tell_how_far_they_have_come(gti: Gti) -> None:
    """Towards an amount, at most one, or of what is counted; the newest figure by its day."""
    rows = {row["id"]: row for row in answer(gti, "items --kind goal")}

    assert rows["many-users"]["at_least"] == 40
    assert rows["many-users"]["value"] == {"value": 50, "at_least": False, "date": "2020-07-01", "at_most": False}
    assert rows["two-sites"]["value"]["value"] == 1
    screen = gti("items", data=DATA).out
    assert "50 of 40" in screen
    assert "50, at most 10" in screen
    assert "1 of 2" in screen
    assert "nothing reported yet" in gti("items", data=TABLES + PLAN).out


def test_a_goal_that_was_cut_is_judged_by_either_amount(gti: Gti) -> None:
    """The promise by the first one, and what it would be by the newest."""
    shown = " ".join(gti("show", "many-users", data=DATA).out.split())

    assert "to be reached in 2021 (100); restated on 1 Jun 2020: 40 2021." in shown
    assert "by its newest amount, 40, it is kept" in shown
    assert "100 2021 → 40 2021" in " ".join(gti("diff", "2020-02", "2020-12", data=DATA).out.split())


def test_a_metric_has_its_goals(gti: Gti) -> None:
    """With a bar where there is an amount to be reached."""
    (row,) = answer(gti, "metrics")
    screen = gti("metrics", data=DATA, env={"FORCE_COLOR": "1", "TERM": "dumb"}).out

    assert row["goals"] == ["many-users", "few-users"]
    assert row["newest"]["at_most"]
    assert f"● Goal: Many Users  {'━' * 20} 50 of 40\n" in screen
    assert "○ Goal: Few Users  50, at most 10 · to be reached in 2021\n" in screen
    assert "many-users, few-users" in gti("show", "users", data=DATA).out


def test_the_timeline_tells_what_was_said_and_where_it_is_kept(gti: Gti) -> None:
    """Quotes, copies, what rewrites what, parts, judgements, conditions, parties and hedges."""
    screen = " ".join(gti("timeline", data=DATA, env={"FORCE_COLOR": "1", "COLUMNS": "140"}).out.split())

    for words in (
        "“We will.”",
        "copy: https://archive.example.org/plan",
        "rewritten by 2020-06-01",
        "rewrites 2020-01-01",
        "“Until April.”",
        "leased in part: a floor",
        "open judged “late”",
        "within 6 months after Approval is completed",
        "by A Landlord",
        "(“we hope to”)",
        "not to end until 30 April 2022",
        "replaced by approval",
        "less than 60, May 2020, since 2019",
    ):
        assert words in screen


def test_an_update_says_what_it_rewrites(gti: Gti) -> None:
    """Both are linked."""
    assert "rewritten by 2020-06-01" in gti("show", "2020-01-01", data=DATA).out
    assert "rewrites 2020-01-01" in gti("show", "2020-06-01", data=DATA).out
    rows = {row["id"]: row for row in answer(gti, "timeline")}
    assert rows["2020-01-01"]["rewritten_by"] == ["2020-06-01"]
    assert rows["2020-06-01"]["edits"] == "2020-01-01"


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("v4", "reached by 1 Dec 2021, and “until 30 April 2022” begins on 1 May 2022"),
        ("v4", "It ended 151 days too early."),
        ("v4", "By its newest date it was in time."),
        ("service", "given up"),
        ("oslo", "by A Landlord"),
        ("rome", "weakened by “we hope to”"),
        ("rome", "judged by others “late”, 1 Jun 2020, page"),
        ("rome", "owners Ops, Legal"),
        ("two-sites", "count center open"),
        ("few-users", "at most 10"),
    ],
)
def test_show_tells_every_kind(gti: Gti, id_: str, words: str) -> None:
    """Why the verdict is what it is, who promised, and with which words."""
    shown = " ".join(gti("show", id_, data=DATA).out.split()).replace('"until 30 April 2022"', "“until 30 April 2022”")

    assert words in shown


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2021-01-01", "waits until Approval is completed"),
        ("2020-03-01", "waits until Approval is completed"),
    ],
)
def test_what_waits_says_for_what(gti: Gti, day: str, words: str) -> None:
    """Until it is reported, and since when it is due after that."""
    assert words in " ".join(gti("promises", "--as-of", day, data=DATA).out.split())
    assert "is not reported as of" in " ".join(gti("show", "service", "--as-of", day, data=DATA).out.split())


def test_a_floor_is_drawn_as_a_floor(gti: Gti) -> None:
    """The days on which it is promised not to come, and the first one after them."""
    screen = gti("chart", "--item", "v4", data=DATA).out

    assert "╌" in screen
    assert "├" in screen
    assert "promised not to come before this day" in screen
    assert "promised not to come before this day" not in gti("chart", "--item", "rome", data=DATA).out


def test_the_report_has_all_of_it(gti: Gti) -> None:
    """Goals, floors, quotes, copies and what was rewritten, in either format."""
    page = gti("report", data=DATA).out
    text = gti("report", "--format", "markdown", data=DATA).out

    for words in (
        "Goals",
        "barred",
        "<blockquote>We will.</blockquote>",
        "Rewritten by",
        "https://archive.example.org/plan",
    ):
        assert words in page
    assert "## Goals" in text


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (DaysLate(0, None), ""),
        (DaysLate(5, None), "5 days late or more"),
        (DaysLate(None, -3), "at least 3 days early"),
    ],
)
def test_days_late_of_which_one_end_is_not_known(late: DaysLate, words: str) -> None:
    """Only as much is said as is known."""
    assert late_text(late) == words


@pytest.mark.parametrize(
    ("early", "words"),
    [
        (None, ""),
        (DaysLate(0, 0), "not early"),
        (DaysLate(3, 3), "3 days early"),
        (DaysLate(0, 5), "0 … 5 days early"),
        (DaysLate(0, None), "days early unknown"),
        (DaysLate(4, None), "at least 4 days early"),
    ],
)
def test_days_early(early: DaysLate | None, words: str) -> None:
    """As a range, or as much of it as is known."""
    assert early_text(early) == words


def explained(gti: Gti, *updates: str, day: str = "2025-12-31") -> str:
    """What is shown of the item after some updates."""
    return " ".join(gti("show", "thing", "--as-of", day, data=HEAD + log(*updates)).out.split())


FLOOR = '2020-01-01 stage = "used", not_before = "mid 2022"'


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (('2023-01-01 stage = "used", when = "July 2022"',), "not reached before 1 Jul 2022, and"),
        (('2023-01-01 stage = "used", when = "May 2022"',), "reached between 1 May 2022 and 31 May 2022, and"),
        (('2023-01-01 stage = "used", when = "by June 2022"', '2023-02-01 note = "x"'), "and 30 Jun 2022, and"),
        (('2022-08-01 stage = "used", not_yet = true',), "begins on 1 Apr 2022, and on 1 Aug 2022 it was still ahead"),
        (('2020-02-01 stage = "used", not_yet = true',), "Its day has passed, and nothing is reported since."),
        (('2020-02-01 stage = "withdrawn"',), "given up, as the update 2020-02-01 says"),
    ],
)
def test_why_a_floor_has_its_verdict(gti: Gti, more: tuple[str, ...], words: str) -> None:
    """By which days, and since when it is known to have lain ahead."""
    shown = explained(gti, FLOOR, *more)

    assert words in shown


def test_why_a_floor_is_open_where_no_first_day_is_known(gti: Gti) -> None:
    """It may have come on any day before."""
    shown = explained(gti, f"{FLOOR}, implied = true", '2023-01-01 stage = "used"')

    assert "reached by 1 Jan 2023, and" in shown


def test_why_a_part_is_not_the_whole(gti: Gti) -> None:
    """Which part, and since when the rest is owed."""
    shown = explained(
        gti, '2020-01-01 stage = "used", target = "2020"', '2020-05-01 stage = "used", part = "most of it"'
    )

    assert "ended on 31 Dec 2020, and a part is reported: most of it" in shown
    assert "Its deadline passed 1826 days ago, and only a part is reported: most of it." in shown


def test_a_floor_that_had_passed_when_it_was_made_is_a_day_on_the_chart(gti: Gti) -> None:
    """Nothing lies before it that could be drawn."""
    drawn = gti("chart", data=HEAD + log('2023-01-01 stage = "used", not_before = "2022"')).out

    assert "◁ for a date that had passed" in drawn
    assert "╌" not in drawn


def test_who_declares_a_smaller_goal_reached_has_not_reached_the_first_one(gti: Gti) -> None:
    """The amount is cut, and then called reached: the promise is held to the amount that it had first."""
    tables = HEAD + item("metrics", "users") + item("goals", metric="users", at_least=100)
    made = update('stage = "reached", target = "2020"', day="2020-01-01")
    declared = update('stage = "reached", set = { at_least = 20 }', day="2020-06-01")
    (row,) = json.loads(gti("promises", "--json", data=tables + made + declared).out)
    (goal,) = json.loads(gti("items", "--json", data=tables + made + declared).out)

    assert row["verdict"] == "unreported"
    assert goal["done"]
