"""gti held against the oracle: every key of every row, on logs made up by chance."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.oracle import Target
from tests.oracle_rows import item_row, promise_rows
from tests.short_logs import History, days_asked, histories, rows

FEW = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=4000)


@pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
def test_gti_says_what_the_oracle_says(examples: settings) -> None:
    """The rows of items and promises have the days, verdicts and numbers that follow from the contract, key by key."""
    tried: list[int] = []

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        day = choice.draw(days_asked(history), label="as of")
        tried.append(sum(len(update.events) for update in history.updates))
        agrees(history, day)

    law()
    print(f"\n{len(tried)} histories with {sum(tried)} statements")  # noqa: T201  # asked for by `pytest -s`


def agrees(history: History, day: date) -> None:
    """Both say the same as of a day."""
    note(f"As of {day}:\n{history.toml()}")
    log = history.log()
    expected_item = item_row(log, day, history.complete_through)
    expected_promises = promise_rows(log, day, history.complete_through) if expected_item else []

    item_rows, found = rows(history, day)

    assert [kept(row, expected_item) for row in item_rows] == ([shown(expected_item)] if expected_item else [])
    found = sorted(found, key=lambda row: (history.stages.index(row["stage"]), row.get("attempt", 1)))
    assert [kept(row, example) for row, example in zip(found, expected_promises, strict=False)] == [
        shown(row) for row in expected_promises
    ]
    assert [row["id"] for row in found] == [named(row) for row in expected_promises]
    for row in found:
        if row["verdict"] not in ("undetermined", "disputed"):
            assert row["settled_by"] is None


def named(row: dict[str, Any]) -> str:
    """The id of a promise."""
    number = f"#{row['attempt']}" if row["attempt"] > 1 else ""
    return f"thing.{row['stage']}{number}"


def kept(row: Any, like: Any) -> Any:
    """What a row holds in the keys that an expected one has, all the way down."""
    if isinstance(row, dict) and isinstance(like, dict):
        return {key: kept(row.get(key, "no such key"), value) for key, value in like.items()}
    if isinstance(row, dict) and isinstance(like, Target):
        return {key: row[key] for key in ("earliest", "latest", "firm")}
    if isinstance(row, list | tuple) and isinstance(like, list) and len(row) == len(like):
        return [kept(part, other) for part, other in zip(row, like, strict=True)]
    return row


def shown(value: Any) -> Any:
    """An expected row with its targets as the JSON output shows them."""
    if isinstance(value, Target):
        return {"earliest": value.earliest, "latest": value.latest, "firm": value.firm}
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    return [shown(part) for part in value] if isinstance(value, list) else value
