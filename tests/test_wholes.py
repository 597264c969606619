"""Parts add up to wholes: every view, filter and format of one dataset on one day says the same."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gti_cli.ledger.verdict import VERDICTS
from tests.conftest import BUNDLED, Gti
from tests.sentences import numbers
from tests.stories import any_tables, day_around

Ask = Callable[..., Any]

FEW = settings(
    derandomize=True,
    deadline=None,
    max_examples=2,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
MANY = settings(FEW, derandomize=False, database=None, max_examples=40, print_blob=True)

tried = pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
DAYS = [
    "2020-02-13",
    *(pytest.param(day, marks=pytest.mark.slow) for day in ("2018-08-29", "2018-12-31", "2019-06-30", "2022-01-01")),
]


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_the_bundled_dataset(gti: Gti, day: str) -> None:
    """On any day, every view of the bundled dataset is made of the same parts."""
    check_wholes(gti, BUNDLED.read_text(encoding="utf-8"), day)


@tried
def test_any_dataset(gti: Gti, examples: settings) -> None:
    """Whatever is said in a log, on any day every view of it is made of the same parts."""

    @examples
    @given(st.data())
    def law(data: st.DataObject) -> None:
        tables = data.draw(any_tables())
        check_wholes(gti, tomli_w.dumps(tables), str(data.draw(day_around(tables))))

    law()


def check_wholes(gti: Gti, toml: str, day: str) -> None:
    """The laws, on one dataset as of one day."""

    def answer(*words: str) -> str:
        result = gti(*words, "--as-of", day, data=toml)
        assert result.code == 0, result.err
        return result.out

    def ask(*words: str) -> Any:
        return json.loads(answer(*words, "--json"))

    items = ask("items")
    check_items(ask, items)
    check_phases(ask, items)
    check_promises(ask, items)
    check_updates(ask)
    check_formats(answer)


def check_items(ask: Ask, items: list[dict[str, Any]]) -> None:
    """Each kind, each state and each command on a kind has its part of the items."""
    kinds = [ask("items", "--kind", kind) for kind in ("center", "region", "review", "milestone", "goal")]
    assert [row for rows in kinds for row in rows] == items
    states = [ask("items", state) for state in ("--done", "--planned", "--withdrawn")]
    assert sorted(row["id"] for rows in states for row in rows) == sorted(row["id"] for row in items)
    assert ask("items", "--done", "--planned", "--withdrawn") == items
    for command, kind in (("centers", "center"), ("regions", "region")):
        assert [row["id"] for row in ask(command)] == [row["id"] for row in items if row["kind"] == kind]
    status = ask("status")
    assert status["centers"] == {"open": len(ask("centers", "--open")), "total": len(ask("centers"))}
    assert status["regions"] == {"done": len(ask("regions", "--done")), "total": len(ask("regions"))}
    for row in items:
        shown = ask("show", row["id"])
        assert {key: shown["row"][key] for key in row} == row


def check_phases(ask: Ask, items: list[dict[str, Any]]) -> None:
    """The phases share out the items and the promises, and each has what its filter gives."""
    phases = ask("phase")
    assert ask("status")["phases"] == phases
    assert sum(phase["total"] for phase in phases) == len(items)
    assert sum(phase["done"] for phase in phases) == sum(row["done"] for row in items)
    assert sum(phase["withdrawn"] for phase in phases) == sum(row["withdrawn"] is not None for row in items)
    for phase in phases:
        detail = ask("phase", phase["id"])
        assert {key: detail[key] for key in phase} == phase
        assert detail["items"] == ask("items", "--phase", phase["id"])
        assert detail["promises"] == ask("promises", "--phase", phase["id"])
        assert detail["updates"] == ask("timeline", "--phase", phase["id"])
        assert ask("show", phase["id"])["row"] == detail


def check_promises(ask: Ask, items: list[dict[str, Any]]) -> None:
    """The verdicts share out the promises, and so do the items; what status counts and lists is among them."""
    promises = ask("promises")
    status = ask("status")
    counts = Counter(row["verdict"] for row in promises)
    assert status["promises"] == {verdict: counts[verdict] for verdict in VERDICTS}
    for verdict in VERDICTS:
        assert ask("promises", "--verdict", verdict) == [row for row in promises if row["verdict"] == verdict]
    assert ask("chart") == promises
    assert ask("promises", "--silent", "0", "--verdict", ",".join(VERDICTS)) == [
        row for row in promises if row["outcome"] is None
    ]
    assert status["moved"] == ask("promises", "--moved")
    assert status["broken"] == ask("promises", "--verdict", "late,missed,broken")
    assert status["undecided"] == ask("promises", "--verdict", "undetermined,disputed")
    assert status["overdue"] == [row for row in promises if row["overdue_days"] is not None]
    assert all(row in promises for row in (*status["silent"], *status["next_deadlines"]))
    if len(promises) > 1 and not status["passed_floors"]:
        assert numbers(status["sentence"])[0] == sum(numbers(status["sentence"])[1]) == len(promises)
    by_item = [row for item in items for row in ask("show", item["id"])["promises"]]
    assert sorted(by_item, key=json.dumps) == sorted(promises, key=json.dumps)
    by_id = {item["id"]: item for item in items}
    newest = {(row["item"], row["stage"]): row for row in promises}
    for (id_, stage), row in newest.items():
        if by_id[id_]["targets"][stage] is not None:
            assert by_id[id_]["targets"][stage] == row["current_target"]
    tried_apart = begun_again(ask)
    for row in promises:
        assert row["statements"][0]["date"] == row["made"]
        if row["item"] not in tried_apart:
            assert by_id[row["item"]]["stages"][row["stage"]] == row["outcome"]


def begun_again(ask: Ask) -> set[str]:
    """The items withdrawn or promised anew at any time: a promise of them is judged by the statements of its time."""
    events = (event for update in ask("timeline") for event in update["events"])
    return {event["item"] for event in events if event["type"] == "withdrawn" or event["anew"]}


def check_updates(ask: Ask) -> None:
    """The updates are those that status counts, that each is shown with, and that a diff from the beginning has."""
    updates = ask("timeline")
    status = ask("status")
    assert status["updates"] == len(updates)
    assert status["newest_update"] == (updates[-1]["date"] if updates else None)
    assert ask("timeline", "--reverse") == updates[::-1]
    assert [update["date"] for update in updates] == sorted(update["date"] for update in updates)
    for update in updates:
        assert ask("show", update["id"])["row"] == update
    figures = [figure["metric"] for update in updates for figure in update["figures"]]
    assert Counter(figures) == {metric["id"]: len(metric["readings"]) for metric in ask("metrics")}
    named = {event["item"] for update in updates for event in update["events"]}
    assert named == {row["id"] for row in ask("items")}


def check_formats(answer: Callable[..., str]) -> None:
    """Each format has the rows of the others, and a line for each."""
    for command in ("timeline", "phase", "regions", "centers", "items", "promises", "metrics"):
        rows = json.loads(answer(command, "--json"))
        lines = len(rows)
        if command == "timeline":
            lines = sum(max(1, len(row["events"])) for row in rows)
        assert [json.loads(line) for line in answer(command, "-f", "jsonl").splitlines()] == rows
        table = list(csv.reader(io.StringIO(answer(command, "-f", "csv"))))
        assert len(table) == 1 + lines
        assert {len(line) for line in table} == {len(table[0])}
        assert len(answer(command, "-f", "tsv").splitlines()) == 1 + lines
        assert len(answer(command).splitlines()) == 1 + lines
        tokens = MarkdownIt("commonmark").enable("table").parse(answer(command, "-f", "markdown"))
        assert sum(token.type == "tr_open" for token in tokens) == 1 + lines
