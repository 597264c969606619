"""The oracle of every kind of promise: by hand where a reader knows the answer, and gti held against it by chance."""

import tomllib
from datetime import date
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.dates.phrase import Context, parse
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises
from tests import oracle_days
from tests.kind_logs import days_asked, files, floors
from tests.oracle import Floor, Target, Window
from tests.oracle_days import VAGUE
from tests.oracle_file import Row, item_rows, promise_rows, read

FEW = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=4000)

HEAD = """
format = 1
initiative = { id = "atlas", name = "Atlas", organization = "Example" }
sources = [{ id = "page", title = "Page", publisher = "Example" }]
phases = [{ id = "work", name = "Work" }]
metrics = [{ id = "users", name = "Users", phase = "work" }]
milestones = [{ id = "thing", name = "Thing", phase = "work" }, { id = "approval", name = "Approval", phase = "work" }]
"""
DAY = date(2020, 2, 14)
THING = 'item = "thing", stage = "completed"'


# What gti says


def update(day: str, **event: Any) -> dict[str, Any]:
    """An update with one event about the thing."""
    events = [{"item": "thing", "stage": "built"} | event]
    return {"date": date.fromisoformat(day), "title": "News", "source": "page", "events": events}


def derived(tables: dict[str, Any], day: date) -> tuple[dict[str, Row], list[Row]]:
    """What gti derives, in the form of the oracle: the spans of each item's stages, and the promises."""
    ledger = Ledger(load(tomli_w.dumps(tables).encode(), "initiative.toml"), day)
    item_found, found = (
        msgspec.to_builtins(list(view.rows(ledger)), builtin_types=(date,)) for view in (items, promises)
    )
    return {row["id"]: comparable_item(row) for row in item_found}, [comparable(row) for row in found]


def comparable_item(row: Row) -> Row:
    """A row of `gti items` in the form of the oracle."""
    keys = ("earliest", "latest", "reported", "disputed")
    cells = row["stages"] | {"withdrawn": row["withdrawn"]}
    return {stage: it and {key: it[key] for key in keys} for stage, it in cells.items()}


def comparable(row: Row) -> Row:
    """A row of `gti promises` in the form of the oracle. Where the keys of gti change, this is what changes."""
    named = ("item", "stage", "by", "bound", "attempt", "made", "verdict", "newest_verdict")
    counted = ("days_late", "days_early", "overdue_days", "newest_overdue_days", "moves")
    return {
        **{key: row[key] for key in (*named, *counted)},
        "target": days_of(row["target"]),
        "current_target": days_of(row["current_target"]),
        "order": row["after"]["order"] if row["after"] else None,
        "statements": [{"date": said["date"], "verdict": said["verdict"]} for said in row["statements"]],
    }


def days_of(phrase: Row | None) -> Row | None:
    """The days of a phrase."""
    return phrase and {key: phrase[key] for key in ("earliest", "latest", "firm")}


def key(row: Row) -> tuple[Any, ...]:
    """What names a promise."""
    return row["item"], row["stage"], row["by"] or "", row["bound"], row["attempt"]


@pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
def test_gti_says_of_every_kind_what_the_oracle_says(examples: settings) -> None:
    """Promises of every kind have the verdicts and days, and stages the spans, that follow from the contract."""

    @examples
    @given(files(), st.data())
    def law(tables: dict[str, Any], choice: st.DataObject) -> None:
        day = choice.draw(days_asked(tables), label="as of")
        note(f"As of {day}:\n{tomli_w.dumps(tables)}")
        file = read(tables)

        stages, rows = derived(tables, day)

        assert stages == item_rows(file, day)
        assert sorted(rows, key=key) == sorted(promise_rows(file, day), key=key)

    law()


# What a reader says


@pytest.mark.parametrize("written", ["2020-02-14", "2020-02", "2020-02-14/2020-03-02", "by 2020-02-14", *VAGUE])
def test_the_oracle_reads_days_as_gti_does(written: str) -> None:
    """A phrase has the same days in a report and in a target."""
    when, target = parse(written, Context(DAY, "when")), parse(written, Context(DAY, "target"))

    assert oracle_days.window(written) == Window(earliest=when.span.earliest, latest=when.span.latest)
    assert target.span.latest
    assert target.firm
    assert oracle_days.target(written) == Target(
        earliest=target.span.earliest, latest=target.span.latest, firm=target.firm
    )


@pytest.mark.parametrize("written", floors([DAY]))
def test_the_oracle_reads_floors_as_gti_does(written: str) -> None:
    """A floor has the same two days."""
    floor = parse(written, Context(DAY, "not_before")).floor

    assert floor
    assert oracle_days.floor(written) == Floor(floor.f1, floor.f2)


def rows_of(tables: str, day: str) -> list[Row]:
    """The promises of a file by the oracle."""
    return promise_rows(read(tomllib.loads(HEAD + tables)), date.fromisoformat(day))


def log(*lines: str) -> str:
    """Updates, each a day and its keys."""
    return "".join(
        f'[[updates]]\ndate = {line.split(" ", 1)[0]}\ntitle = "News"\nsource = "page"\n{line.split(" ", 1)[1]}\n'
        for line in lines
    )


def event(text: str, about: str = THING) -> str:
    """One event."""
    return f"events = [{{ {about}, {text} }}]"


def goal(rest: str) -> str:
    """A goal."""
    return f'goals = [{{ id = "goal", name = "Goal", phase = "work", {rest} }}]\n'


GOAL = 'item = "goal", stage = "reached"'
PROMISED_2020 = event('target = "by 2020-03-31"', GOAL)


def test_a_metric_that_reaches_its_amount_in_time_keeps_the_promise() -> None:
    """100 users by the first quarter: reported as 100 within it."""
    tables = goal('metric = "users", at_least = 100') + log(
        f"2020-01-10 {PROMISED_2020}", '2020-03-20 figures = [{ metric = "users", value = 100 }]'
    )
    assert [row["verdict"] for row in rows_of(tables, "2020-02-01")] == ["pending"]
    assert [row["verdict"] for row in rows_of(tables, "2020-04-10")] == ["kept"]


def test_a_promise_is_held_to_its_first_amount_and_each_statement_to_its_own() -> None:
    """A target cut from 40 to 25 for the same date is a move, and 25 do not keep the promise of 40."""
    tables = goal('metric = "users", at_least = 40') + log(
        f"2020-01-10 {PROMISED_2020}",
        "2020-02-10 " + event('target = "by 2020-03-31", set = { at_least = 25 }', GOAL),
        '2020-03-20 figures = [{ metric = "users", value = 25 }]',
    )
    (row,) = rows_of(tables, "2020-04-10")

    assert (row["verdict"], row["newest_verdict"], row["moves"]) == ("unreported", "kept", 1)
    assert [said["verdict"] for said in row["statements"]] == ["unreported", "kept"]


def test_a_raised_amount_does_not_dispute_the_lower_one() -> None:
    """Who reached 25 and then promises 40 has said nothing against the 25."""
    tables = goal('metric = "users", at_least = 25') + log(
        f"2020-01-10 {PROMISED_2020}",
        '2020-02-10 figures = [{ metric = "users", value = 25 }]',
        "2020-02-20 " + event('target = "by 2020-12-31", set = { at_least = 40 }', GOAL),
    )
    (row,) = rows_of(tables, "2020-04-10")

    assert [said["verdict"] for said in row["statements"]] == ["kept", "pending"]


SUPPORT = (
    "2021-04-30 " + event('not_before = "until 2024-04-30"'),
    "2022-06-01 " + event('not_before = "until 2023-09"'),
)


def test_support_that_ends_before_the_first_day_given_is_broken() -> None:
    """Supported "until 30 April 2024", brought forward to September 2023: slipped, and broken when it ends then."""
    (before,) = rows_of(log(*SUPPORT), "2022-07-01")
    (after,) = rows_of(log(*SUPPORT, "2023-10-01 " + event('when = "2023-09-11"')), "2023-10-02")

    assert (before["bound"], before["verdict"], before["moves"]) == ("not_before", "slipped", 1)
    assert (after["verdict"], after["days_early"]) == ("broken", {"min": 233, "max": 233})


def test_a_floor_is_kept_by_whoever_comes_after_it() -> None:
    """It is promised for "2022 at the earliest", and done in December 2022."""
    tables = log("2020-04-30 " + event('not_before = "2022-01-01"'), "2023-01-10 " + event('when = "2022-12"'))
    (row,) = rows_of(tables, "2023-02-01")

    assert (row["verdict"], row["days_early"], row["days_late"]) == ("kept", {"min": 0, "max": 0}, None)


def test_a_deadline_and_a_floor_in_one_event_are_two_promises() -> None:
    """Between two days: each end is a promise of its own."""
    tables = log(
        "2020-01-01 " + event('target = "by 2020-06-30", not_before = "2020-03-01"'),
        "2020-02-10 " + event('when = "2020-02-09"'),
    )
    assert [(row["bound"], row["verdict"]) for row in rows_of(tables, "2020-03-01")] == [
        ("by", "kept"),
        ("not_before", "broken"),
    ]


def test_a_goal_of_a_count_is_reached_with_the_last_of_them() -> None:
    """Three centers by 2020, of which the third opened within some days known: the goal has the days of the third."""
    centers = "".join(f'[[centers]]\nid = "c{n}"\nname = "C{n}"\nphase = "work"\n' for n in (1, 2, 3))
    opened = [f'events = [{{ item = "c{n}", stage = "open", when = "{when}" }}]' for n, when in OPENED]
    tables = goal('count = { kind = "center", stage = "open" }, at_least = 3') + centers
    tables += log(
        "2018-01-10 " + event('target = "by 2020-12-31"', GOAL),
        f"2018-11-20 {opened[0]}",
        f"2020-06-01 {opened[1]}",
        f"2020-09-01 {opened[2]}",
    )
    file = read(tomllib.loads(HEAD + tables))

    assert item_rows(file, date(2020, 8, 1))["goal"]["reached"] is None
    span = item_rows(file, date(2020, 10, 1))["goal"]["reached"]
    assert span == {
        "earliest": date(2020, 8, 1),
        "latest": date(2020, 8, 31),
        "reported": date(2020, 9, 1),
        "disputed": False,
    }
    assert [row["verdict"] for row in promise_rows(file, date(2021, 2, 1))] == ["kept"]


OPENED = [(1, "2018-11-13"), (2, "2020-05"), (3, "2020-08")]


def test_a_goal_of_a_count_may_have_been_reached_by_one_that_nobody_reported() -> None:
    """Two of three: an item that is not reported may have been the second."""
    centers = "".join(f'[[centers]]\nid = "c{n}"\nname = "C{n}"\nphase = "work"\n' for n in (1, 2, 3))
    tables = goal('count = { kind = "center", stage = "open" }, at_least = 2') + centers
    tables += log(
        "2018-01-10 " + event('target = "by 2020-12-31"', GOAL),
        '2018-11-20 events = [{ item = "c1", stage = "open", when = "2018-11-13" }]',
        '2019-03-01 events = [{ item = "c3", stage = "open", not_yet = true }]',
        '2020-06-01 events = [{ item = "c2", stage = "open", when = "2020-05-20" }]',
    )
    span = item_rows(read(tomllib.loads(HEAD + tables)), date(2020, 7, 1))["goal"]["reached"]

    assert span
    assert (span["earliest"], span["latest"]) == (date(2019, 3, 1), date(2020, 5, 20))


def test_the_promise_of_another_party_moves_nothing() -> None:
    """An airline's date is not the maker's."""
    tables = log(
        "2020-01-10 " + event('target = "by 2020-06-30"'),
        "2020-02-10 " + event('target = "by 2020-12-31", by = "Airline"'),
    )
    assert [(row["by"], row["verdict"], row["moves"]) for row in rows_of(tables, "2020-07-10")] == [
        (None, "unreported", 0),
        ("Airline", "pending", 0),
    ]


def test_a_part_is_not_the_whole() -> None:
    """Done for most customers when the day passes: in part, and by the report that completes it late."""
    tables = log("2020-01-10 " + event('target = "by 2020-06-30"'), "2020-06-20 " + event('part = "most customers"'))
    done = log("2020-08-01 " + event('when = "2020-07-20"'))

    assert [row["verdict"] for row in rows_of(tables, "2020-06-30")] == ["pending"]
    assert [row["verdict"] for row in rows_of(tables, "2020-07-01")] == ["partial"]
    assert [row["verdict"] for row in rows_of(tables + done, "2020-08-02")] == ["late"]


AFTER = 'after = "approval.completed", within = "18 months"'


def test_a_promise_waits_for_what_it_was_made_for() -> None:
    """Due "within 18 months of approval": waiting; and with an approval in a known quarter the days that follow."""
    tables = log("2020-01-10 " + event(AFTER))
    approved = log('2020-10-10 events = [{ item = "approval", stage = "completed", when = "2020-07-01/2020-09-30" }]')

    (waiting,) = rows_of(tables, "2020-12-01")
    (dated,) = rows_of(tables + approved, "2020-12-01")
    assert (waiting["verdict"], dated["verdict"]) == ("waiting", "pending")
    assert verdicts_on(tables + approved, ["2022-01-01", "2022-03-01", "2022-03-31"]) == [
        "kept",
        "undetermined",
        "late",
    ]
    assert [row["verdict"] for row in rows_of(tables + approved, "2022-03-31")] == ["unreported"]


def verdicts_on(tables: str, done: list[str]) -> list[str]:
    """The verdict of the only promise, done on each of some days."""
    logs = [tables + log("2022-06-01 " + event(f'when = "{day}"')) for day in done]
    return [row["verdict"] for some in logs for row in rows_of(some, "2022-06-02")]


def test_a_date_known_before_stays_the_one_held_to() -> None:
    """A date given before the other stage is reached is not replaced by the one that follows from it."""
    tables = log(
        "2020-01-10 " + event('after = "approval.completed", within = "1 month"'),
        "2020-02-10 " + event('target = "by 2020-12-31"'),
        '2020-03-10 events = [{ item = "approval", stage = "completed", when = "2020-03-01" }]',
    )
    (row,) = rows_of(tables, "2020-06-01")

    assert (row["verdict"], [said["verdict"] for said in row["statements"]]) == ("pending", ["slipped", "pending"])


def test_a_promise_without_a_time_comes_before_or_after() -> None:
    """Promised for after another stage, and done before it."""
    tables = log(
        "2020-01-10 " + event('after = "approval.completed"'),
        "2020-03-10 " + event('when = "2020-03-01"'),
        '2020-03-11 events = [{ item = "approval", stage = "completed", when = "2020-03-05" }]',
    )
    assert [(row["verdict"], row["order"]) for row in rows_of(tables, "2020-06-01")] == [("delivered", "before")]


def test_a_promise_told_in_retrospect_counts_as_made_then() -> None:
    """A table with "planned" and "actual" in one row is a promise and its outcome."""
    both = f'events = [{{ {THING}, target = "2012-09", stated = "2012-04" }}, {{ {THING}, when = "2012-10-05" }}]'
    tables = log(f"2013-01-10 {both}")

    assert rows_of(tables, "2012-12-31") == []
    (row,) = rows_of(tables, "2013-01-10")
    assert (row["made"], row["verdict"], row["days_late"]) == (date(2012, 4, 30), "late", {"min": 5, "max": 5})


def test_an_implied_withdrawal_closes_a_promise() -> None:
    """What is given up between the lines is given up, until somebody promises it again."""
    said = ["2020-01-10 " + event('target = "by 2020-06-30"')]
    said += ['2020-02-10 events = [{ item = "thing", stage = "withdrawn", implied = true }]']
    again = "2020-03-10 " + event('target = "by 2020-09-30"')

    assert [row["verdict"] for row in rows_of(log(*said), "2020-07-10")] == ["withdrawn"]
    assert [(row["attempt"], row["verdict"]) for row in rows_of(log(*said, again), "2020-07-10")] == [
        (1, "withdrawn"),
        (2, "pending"),
    ]


def test_what_others_judge_moves_nothing() -> None:
    """An assessment stands beside the verdict."""
    tables = log("2020-01-10 " + event('target = "by 2020-06-30"'), "2020-07-10 " + event('assessed = "in part"'))

    assert [row["verdict"] for row in rows_of(tables, "2020-07-11")] == ["unreported"]


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ("value = 20, at_least = true", "kept"),
        ("value = 19, at_least = true", "unreported"),
        ("value = 20, at_most = true", "missed"),
        ("value = 21, at_most = true", "unreported"),
        ("value = 19", "missed"),
    ],
)
def test_a_figure_counts_for_what_it_proves(figure: str, verdict: str) -> None:
    """A figure of "more than 20" meets 20; one of "less than 20" does not, and says so of a count that only grows."""
    cumulative = HEAD.replace('name = "Users",', 'name = "Users", cumulative = true,')
    day = "2020-03-30" if verdict == "kept" else "2020-04-02"
    tables = goal('metric = "users", at_least = 20') + log(
        f"2020-01-10 {PROMISED_2020}",
        f'2020-04-05 figures = [{{ metric = "users", {figure}, when = "{day}" }}]',
    )
    (row,) = promise_rows(read(tomllib.loads(cumulative + tables)), date(2020, 4, 10))

    assert row["verdict"] == verdict
