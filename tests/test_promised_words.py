"""A promise is read as a promise: in its name, in the timeline, wherever its stage is spoken of."""

import json

import pytest

from gti_cli.words import to_be
from tests.conftest import Gti
from tests.make import HEAD, item, table, update


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("open", "to open"),
        ("started", "to start"),
        ("ended", "to end"),
        ("completed", "to be completed"),
        ("live", "to be live"),
        ("in-service", "to be in service"),
    ],
)
def test_a_stage_that_lies_ahead(stage: str, words: str) -> None:
    """What opens, starts and ends does so by itself; to all else something is done, a file's own stages too."""
    assert to_be(stage) == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("January 2020", "to open in January 2020"),
        ("in January 2020", "to open in January 2020"),
        ("2020-03-01", "to open on 1 Mar 2020"),
        ("the end of 2020", "to open at the end of 2020"),
        ("end of 2020", "to open at the end of 2020"),
        ("by the end of 2020", "to open by the end of 2020"),
        ("By the end of 2020", "to open by the end of 2020"),
        ("Early 2021", "to open in early 2021"),
        ("May 2020", "to open in May 2020"),
        ("early 2021", "to open in early 2021"),
        ("early in 2021", "to open early in 2021"),
        ("the first half of 2021", "to open in the first half of 2021"),
        ("around June 2020", "to open around June 2020"),
        ("from June to August 2020", "to open between June and August 2020"),
        ("2020-03/2020-05", "to open: 2020-03/2020-05"),
        ("soon", "to open, without a date"),
    ],
)
def test_a_date_after_the_word_that_leads_to_it(gti: Gti, target: str, words: str) -> None:
    """The source's words are led to by one word, and none is said twice; where none is sure to fit, by a colon."""
    assert said(gti, f'target = "{target}"', "open") == words


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        ("2022", "not to end before 2022"),
        ("until 30 April 2025", "not to end until 30 April 2025"),
        ("no earlier than 2022", "to end no earlier than 2022"),
        ("2022 at the earliest", "to end 2022 at the earliest"),
    ],
)
def test_a_floor_says_what_is_not_to_come(gti: Gti, floor: str, words: str) -> None:
    """Before which day a stage is promised not to come, in the source's words."""
    assert said(gti, f'not_before = "{floor}"', "ended") == words


def said(gti: Gti, promise: str, stage: str) -> str:
    """What the timeline says of a promise, in a pipe."""
    data = HEAD + table("stages", milestones=["announced", stage]) + item("milestones")
    data += update(f'stage = "{stage}", {promise}', day="2020-02-01")
    line = gti("timeline", data=data).out.split("\n")[1]
    return line.partition("promised")[2].strip().split("  ")[0]


@pytest.mark.parametrize(
    "command", ["status", "promises", "timeline", "items", "phase relocation", "show europe", "chart", "report"]
)
def test_no_promise_reads_as_a_fact(gti: Gti, command: str) -> None:
    """A name is never followed by the bare stage that is promised of it, and no date is led to twice."""
    told = gti(*command.split()).out
    promises = json.loads(gti("promises", "--json").out)

    assert [row["id"] for row in promises if f"{row['name']} {row['stage']}" in told and not row["outcome"]] == []
    for words in ("promised for by", "promised for in", "completed promised", "open promised", "reached promised"):
        assert words not in told
