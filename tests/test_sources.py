"""`gti sources`: where statements come from, how many, and from when to when."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.conftest import Gti, first
from tests.hostile import hostile
from tests.laws import CODES
from tests.make import AUDITOR, PAGE, head, item, source, update

TABLES = (
    head(PAGE, AUDITOR, source("paper", publisher="A Paper", independent=True, url="https://example.org/paper"))
    + item("centers", "rome")
    + update('item = "rome", stage = "announced"', day="2020-01-02", source="paper")
    + update('item = "rome", stage = "open", target = "2021"', day="2020-03-04", source="page")
    + update('item = "rome", stage = "open"', 'item = "rome", note = "On time."', day="2021-05-06", source="paper")
)


def rows(gti: Gti, *words: str, data: str | None = TABLES) -> list[Mapping[str, Any]]:
    """The rows of the sources."""
    found: list[Mapping[str, Any]] = json.loads(gti("sources", *words, "--json", data=data).out)
    return found


def test_what_is_told_of_a_source(gti: Gti) -> None:
    """In file order those that have published: their updates, the events in them, the first and the last day."""
    page, paper = rows(gti)

    assert page == {
        "initiative": "initiative",
        "id": "page",
        "title": "Status page",
        "publisher": "The Organization",
        "url": None,
        "independent": False,
        "updates": 1,
        "statements": 1,
        "first": "2020-03-04",
        "last": "2020-03-04",
    }
    assert [paper[key] for key in ("updates", "statements", "first", "last")] == [2, 3, "2020-01-02", "2021-05-06"]
    assert paper["independent"]


@pytest.mark.parametrize("data", first(TABLES, None, hostile()))
def test_sources_share_out_the_timeline(gti: Gti, data: str | None) -> None:
    """Each update of the timeline, with its events, is counted for its source and for no other, on any day."""
    for words in ((), ("--as-of", "2020-02-20")):
        updates = json.loads(gti("timeline", *words, "--json", data=data).out)
        for row in (found := rows(gti, *words, data=data)):
            own = [update for update in updates if update["source"] == row["id"]]
            assert row["updates"] == len(own)
            assert row["statements"] == sum(len(update["events"]) for update in own)
            assert (row["first"], row["last"]) == (own[0]["date"], own[-1]["date"])
        assert sum(row["updates"] for row in found) == len(updates)


def test_a_source_is_not_known_before_it_speaks(gti: Gti) -> None:
    """What was published after the day is not counted, and a source that had published nothing is not there."""
    (paper,) = rows(gti, "--as-of", "2020-01-31")

    assert (paper["id"], paper["updates"], paper["last"]) == ("paper", 1, "2020-01-02")
    nothing = gti("sources", "--as-of", "2019", data=TABLES)
    assert (nothing.code, nothing.err) == (0, "no source is known as of 31 Dec 2019\n")


def test_show_has_the_same_row(gti: Gti) -> None:
    """What `show` says of one source is the row of the list."""
    shown = [json.loads(gti("show", row["id"], "--json", data=TABLES).out)["row"] for row in rows(gti)]

    assert shown == rows(gti)


def test_a_screen_says_how_much_in_words(gti: Gti) -> None:
    """One update is one update; the days of the first and the last are told once where they are one day."""
    screen = CODES.sub("", gti("sources", data=TABLES, env={"FORCE_COLOR": "1"}).out)

    assert "The Organization · 1 update with 1 statement · 4 Mar 2020\n" in screen
    assert "A Paper, independent · 2 updates with 3 statements · 2 Jan 2020 – 6 May 2021\n" in screen
