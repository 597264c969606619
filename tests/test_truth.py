"""What is derived, held against what truly happened: laws tried on made-up histories.

A history has the day on which each stage of an item was truly reached. A log is what was published about it. The tests
make up both (stories.py), write the log as a dataset, and ask as of some days. What the rules of format.md allow is
found a second time by trying every day (histories.py).
"""

from datetime import date
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import given, note, settings
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises
from tests.conftest import known
from tests.histories import NEVER, Histories, Phrase, Story, Thing, days_late, window
from tests.stories import FEW, MANY, any_tables, day_around, days_asked, narrowed, other_order, small_stories, stories

tried = pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)


# The laws


@tried
def test_what_is_reported_is_true(examples: settings) -> None:
    """As long as every statement is true, or taken back, nothing that is derived from them is false.

    The true day of a stage lies in its span, a stage that counts as reached was reached by then, and every certain
    verdict is the one that the true day deserves: of the promise, and of each of its statements. What is taken back
    after a new attempt began is taken back of that one; so where anything false was said, it alone is held to this.
    """

    @settings(examples, max_examples=examples.max_examples * 2)
    @given(stories(), st.data())
    def law(story: Story, choice: st.DataObject) -> None:
        for day in choice.draw(days_asked(story), label="as of"):
            item_rows, promise_rows = rows(story.tables(), day)

            for row in item_rows:
                if story.is_true(row["id"], day):
                    check_stages(row, story.thing(row["id"]), day)
            newest = {(row["item"], row["stage"]): row["attempt"] for row in promise_rows}
            for row in promise_rows:
                is_newest = row["attempt"] == newest[row["item"], row["stage"]]
                if story.is_true(row["item"], day) and (is_newest or not story.has_lies(row["item"])):
                    check_promise(row, story)

    law()


@pytest.mark.slow
@tried
def test_nothing_tighter_can_be_known(examples: settings) -> None:
    """Spans, verdicts and days late are what trying every history gives: no more is claimed, and no less.

    A span runs from the first to the last day on which any history that the statements allow has the stage. A verdict
    is certain exactly when all of these histories agree on it.
    """

    @settings(examples, max_examples=examples.max_examples * 6)
    @given(small_stories())
    def law(story: Story) -> None:
        thing = story.things[0]
        (item,), promise_rows = rows(story.tables(), story.log[-1].published)

        histories = Histories(story.log, thing.stages)
        for stage, reached in item["stages"].items():
            assert span(reached) == histories.span(stage), stage
            if reached is not None:
                assert reached["reported"] == histories.reported(stage), stage
                assert reached["implied"] == histories.is_implied(stage), stage
        assert {row["stage"] for row in promise_rows} == {stage for stage in thing.stages if histories.promise(stage)}
        for row in promise_rows:
            stage, made = row["stage"], histories.promise(row["stage"])
            assert [story.statement(told["note"]) for told in row["statements"]] == made
            held_to = next((event.phrase for event in made if event.phrase), None)
            assert phrase(row["target"]) == window(held_to)
            check_verdict(row["verdict"], histories, stage, held_to)
            assert row["days_late"] == histories.days_late(stage, held_to)
            for told, event in zip(row["statements"], made, strict=True):
                check_verdict(told["verdict"], histories, stage, event.phrase)

    law()


@tried
def test_knowing_more_never_overturns_what_was_certain(examples: settings) -> None:
    """Where nothing contradicts, a narrower `when` keeps every certain verdict, and no span grows by it."""

    @examples
    @given(stories(only_true=True), st.data())
    def law(story: Story, choice: st.DataObject) -> None:
        narrower = choice.draw(narrowed(story), label="narrower")
        for day in choice.draw(days_asked(story), label="as of"):
            items_before, promises_before = rows(story.tables(), day)
            items_after, promises_after = rows(narrower.tables(), day)

            for before, after in zip(items_before, items_after, strict=True):
                for stage, reached in before["stages"].items():
                    assert lies_within(span(after["stages"][stage]), span(reached)), stage
            for before, after in zip(promises_before, promises_after, strict=True):
                assert (after["item"], after["stage"]) == (before["item"], before["stage"])
                assert_still_certain(before["verdict"], after["verdict"])
                for told, told_again in zip(before["statements"], after["statements"], strict=True):
                    assert_still_certain(told["verdict"], told_again["verdict"])

    law()


@tried
def test_a_past_day_is_the_file_cut_at_that_day(examples: settings) -> None:
    """The rows as of a day are those of the file without its later updates, whatever these say."""

    @examples
    @given(any_tables(), st.data())
    def law(tables: dict[str, Any], choice: st.DataObject) -> None:
        day = choice.draw(day_around(tables), label="as of")
        cut = tables | {"updates": [update for update in tables["updates"] if update["date"] <= day]}

        assert rows(tables, day) == rows(cut, day)

    law()


@tried
def test_the_order_of_tables_has_no_meaning(examples: settings) -> None:
    """Tables in another order, and updates of different days too, change the order of the rows and nothing else."""

    @examples
    @given(any_tables(), st.data())
    def law(tables: dict[str, Any], choice: st.DataObject) -> None:
        shuffled = choice.draw(other_order(tables), label="shuffled")
        day = choice.draw(day_around(tables), label="as of")

        assert sorted_rows(shuffled, day) == sorted_rows(tables, day)

    law()


# What the laws check


def check_stages(row: dict[str, Any], thing: Thing, day: date) -> None:
    """Every stage reached was, by that day, and on a day within its span; so for a withdrawal."""
    for stage, reached in row["stages"].items():
        if reached is not None:
            true_day = thing.day(stage)
            assert true_day <= day, stage
            assert lies_within((true_day, true_day), span(reached)), stage
    if row["withdrawn"] is not None:
        assert lies_within((thing.given_up, thing.given_up), span(row["withdrawn"]))


def check_promise(row: dict[str, Any], story: Story) -> None:
    """The verdicts of a promise are true, and its days late include the true ones, by either deadline."""
    true_day = story.thing(row["item"]).day(row["stage"])
    made = [story.statement(told["note"]) for told in row["statements"]]
    held_to = next((event.phrase for event in made if event.phrase), None)
    assert phrase(row["target"]) == window(held_to)
    for event, told in zip(made, row["statements"], strict=True):
        assert (event.type, event.stage, event.published) == ("promised", row["stage"], told["date"])
        assert phrase(told["target"]) == window(event.phrase)
        assert is_true_verdict(told["verdict"], true_day, event.phrase)

    assert is_true_verdict(row["verdict"], true_day, held_to)
    if row["days_late"] is not None:
        assert held_to is not None
        least, most = row["days_late"]["min"], row["days_late"]["max"]
        assert least is None or least <= days_late(true_day, held_to, known(held_to.latest))
        assert days_late(true_day, held_to, known(held_to.firm)) <= most


def is_true_verdict(verdict: str, true_day: date, target: Phrase | None) -> bool:
    """Whether a verdict is right about a stage reached on a day; what is not certain is never wrong."""
    if target is None:
        takes_a_date = verdict in {"kept", "late", "missed", "undetermined"}
        return not takes_a_date and (verdict != "delivered" or true_day < NEVER)
    firm, latest = known(target.firm), known(target.latest)
    match verdict:
        case "kept":
            return true_day <= firm <= latest
        case "late":
            return latest < true_day < NEVER
        case "missed":
            return true_day > latest
        case "undetermined":
            return true_day < NEVER
        case _:
            return verdict not in {"delivered", "undated"}


def check_verdict(verdict: str, histories: Histories, stage: str, target: Phrase | None) -> None:
    """A verdict on a target is certain exactly when all allowed histories agree."""
    days = histories.days(stage)
    if histories.reported(stage) is None:
        assert verdict not in {"kept", "late", "undetermined", "delivered"}
        assert (verdict == "disputed") == histories.is_disputed(stage)
        if verdict != "disputed":
            assert (verdict == "undated") == (target is None)
            assert (verdict == "missed") == histories.is_missed(stage, target)
    elif target is None:
        assert verdict == "delivered"
    elif all(day <= known(target.firm) for day in days):
        assert verdict == "kept"
    elif all(day > known(target.latest) for day in days):
        assert verdict == "late"
    else:
        assert verdict == "undetermined"


def assert_still_certain(before: str, after: str) -> None:
    """A certain verdict stays the same; the others may become certain."""
    if before in {"kept", "late", "missed", "delivered"}:
        assert after == before


# Asking


def rows(tables: dict[str, Any], day: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of `gti items` and `gti promises` as of a day, with the days left as days."""
    text = tomli_w.dumps(tables)
    note(f"As of {day}:\n{text}")
    ledger = Ledger(load(text.encode(), "initiative.toml"), day)
    return tuple(msgspec.to_builtins(list(view.rows(ledger)), builtin_types=(date,)) for view in (items, promises))


def sorted_rows(tables: dict[str, Any], day: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same rows, in an order that does not come from the file."""
    item_rows, promise_rows = rows(tables, day)
    return (
        sorted(item_rows, key=lambda row: row["id"]),
        sorted(promise_rows, key=lambda row: (row["item"], row["stage"])),
    )


def span(reached: dict[str, Any] | None) -> tuple[date | None, date | None] | None:
    """The first and last day of a stage reached."""
    return None if reached is None else (reached["earliest"], reached["latest"])


def phrase(shown: dict[str, Any] | None) -> tuple[date | None, ...] | None:
    """The days of a phrase in an answer."""
    return None if shown is None else (shown["earliest"], shown["latest"], shown["firm"])


def lies_within(inner: tuple[date | None, date | None] | None, outer: tuple[date | None, date | None] | None) -> bool:
    """Whether all days of the inner span are days of the outer one; nothing lies only in nothing."""
    if inner is None or outer is None:
        return inner is outer
    starts_within = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return starts_within and known(inner[1]) <= known(outer[1])
