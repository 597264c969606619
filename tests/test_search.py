"""`gti search`: every place where a text stands is found, and none where it does not; `timeline --grep` looks there."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from unicodedata import normalize

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from gti_cli.dataset.model import Dataset
from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.render.screens.search import SHORT
from gti_cli.views import search, timeline
from gti_cli.views.search import NO_TEXTS
from gti_cli.words import places_of, searchable
from tests import make
from tests.conftest import BUNDLED, Gti
from tests.laws import CODES
from tests.make import item, load_file, update

LAST = date(2030, 1, 1)
DAYS = [date(2017, 1, 1), *(made.date - timedelta(days=back) for made in load_file(BUNDLED).updates for back in (1, 0))]
WORDS = ["zurich", "Center", "e", "2020", "the", "early", "Kuala", "in Q4", "TÜV", "kaspersky", "remote", "18"]


def found(gti: Gti, text: str, *words: str, data: str | None = None) -> list[tuple[str, str, str, str]]:
    """The type, id, field and text of each row."""
    answer = gti("search", text, "--json", *words, data=data)
    assert answer.code == 0
    return [(row["type"], row["id"], row["field"], row["text"]) for row in json.loads(answer.out)]


def texts_of(tables: Any) -> Iterator[str]:
    """Every text of a parsed file under a key that may hold what a source said; a day in numbers is none."""
    if isinstance(tables, dict):
        for name, value in tables.items():
            if name not in ("conventions", *NO_TEXTS):
                yield from texts_of(value)
    elif isinstance(tables, list):
        for value in tables:
            yield from texts_of(value)
    elif isinstance(tables, str) and not re.fullmatch("[0-9-]{10}", tables):
        yield tables


def test_what_stands_in_the_bundled_log(gti: Gti) -> None:
    """A country, a host and a scope are found in any case, each with the thing that has it."""
    assert found(gti, "japan") == [("item", "asia-pacific", "countries", "Japan")]
    assert found(gti, "CyberNB") == [("item", "new-brunswick", "host", "CyberNB Association")]
    assert [row[:3] for row in found(gti, "FRANKFURT")] == [("item", "iso27001", "scope")]
    assert ("item", "cyberjaya", "aliases", "kuala-lumpur") in found(gti, "kuala")


@pytest.mark.slow
@pytest.mark.parametrize("text", [BUNDLED.read_text(encoding="utf-8"), make.FULL], ids=["bundled", "full"])
def test_every_text_of_a_file_is_found_by_itself(text: str) -> None:
    """Whatever a file says under any key, in any case and any Unicode form, is found once all of it is known."""
    dataset, tables = load(text.encode(), "test.toml"), tomli.loads(text)
    named = {event["item"] for update in tables["updates"] for event in update.get("events", ())}
    for kinds in ("centers", "regions", "reviews", "milestones", "goals"):
        tables[kinds] = [table for table in tables.get(kinds, ()) if table["id"] in named]
    ledger = Ledger(dataset, LAST)

    for said in {*texts_of(tables)}:
        for written in (said, said.upper(), normalize("NFD", said)):
            assert search.rows(ledger, written), written


@pytest.mark.parametrize("word", WORDS)
def test_every_row_has_the_text(bundled: Dataset, word: str) -> None:
    """The text stands in each place that is found; no place is told twice, and each is that of a thing."""
    rows = search.rows(Ledger(bundled, LAST), word)

    assert rows
    assert all(searchable(word) in searchable(row.text) for row in rows)
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_found_that_was_unknown(bundled: Dataset, day: date) -> None:
    """What later updates say changes no answer, and nothing is found of what nobody had named by then."""
    tables = tomli.loads(BUNDLED.read_text(encoding="utf-8"))
    tables["updates"] = [update for update in tables["updates"] if update["date"] <= day]
    ledger = Ledger(bundled, day)
    earlier = Ledger(load(tomli_w.dumps(tables).encode(), "test.toml"), day)
    known = {*ledger.states, *ledger.readings, *(entry.id for entry in ledger.entries), "gti"}
    known |= {phase.id for phase in bundled.phases} | {entry.update.source for entry in ledger.entries}

    for word in WORDS:
        rows = search.rows(ledger, word)
        assert rows == search.rows(earlier, word)
        assert {row.id for row in rows} <= known


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("word", WORDS)
def test_grep_looks_where_search_does(bundled: Dataset, word: str, day: date) -> None:
    """An update is kept if, and only if, a place is found in it, or in what was known by then of what it names."""
    ledger = Ledger(bundled, day)
    rows = search.rows(ledger, word)
    kept = {row.id: row for row in timeline.rows(ledger, timeline.Wanted(greps=(word,)))}

    assert {row.id for row in rows if row.type == "update"} <= kept.keys()
    assert bool(kept) >= any(row.type in ("update", "item", "metric", "source") for row in rows)
    for entry in ledger.entries:
        said = (entry.update.title, entry.update.summary, *(one.name for one in entry.statements))
        said += (*(one.event.note for one in entry.statements), *(one.event.said for one in entry.statements))
        if any(searchable(word) in searchable(text) for text in said if text):
            assert entry.id in kept
    for id_ in kept:
        alone = Ledger(bundled, next(entry.update.date for entry in ledger.entries if entry.id == id_))
        assert search.rows(alone, word), "what an update is kept for was known on its day"


RENAMED = item("centers", "hub", name="Old Straße", host="First host") + update(
    'item = "hub", stage = "announced", note = "A remark"', day="2019-01-01"
)


def test_earlier_names_and_values_are_found(gti: Gti, head: str) -> None:
    """A name that was changed is found, with the present one beside it; the new one only from its day on."""
    data = head + RENAMED + update('item = "hub", set = { name = "New road", host = "Second" }', day="2019-03-01")

    rows = json.loads(gti("search", "STRASSE", "--json", data=data).out)
    assert [(row["name"], row["field"], row["text"]) for row in rows] == [("New road", "name", "Old Straße")]
    assert found(gti, "new ROAD", data=data) == [("item", "hub", "name", "New road")]
    assert found(gti, "new road", "--as-of", "2019-02", data=data) == []
    assert [row[2:] for row in found(gti, "first host", data=data)] == [("host", "First host")]
    kept = json.loads(gti("timeline", "--grep", "second", "--json", data=data).out)
    assert [row["id"] for row in kept] == ["2019-03-01"]


def test_a_text_over_several_lines_is_found(gti: Gti, head: str) -> None:
    """Where a text has a line break, it is found with a space."""
    data = head + RENAMED.replace("A remark", "A\\n remark")

    assert [row[2] for row in found(gti, "a remark", data=data)] == ["note"]


def test_dates_in_words_are_found(gti: Gti) -> None:
    """The source's own words for a date are found, but no day in numbers."""
    assert ("item", "madrid", "target", "this June") in found(gti, "this june")
    assert found(gti, "2018-11-13") == []


@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_what_is_not_found(gti: Gti, format_: str) -> None:
    """Exit code 0, an empty answer, and one sentence that claims no more than that nothing in this log has it."""
    answer = gti("search", "Atlantis", "--format", format_)

    assert (answer.code, answer.err) == (0, 'no place in this log has "Atlantis" as of 17 Nov 2020\n')
    assert "Atlantis" not in answer.out.replace('Search for "Atlantis"', "")


@pytest.mark.parametrize("text", ["", "  "])
def test_a_text_must_be_given(gti: Gti, text: str) -> None:
    """An empty text is wrong usage: it would be found everywhere."""
    assert gti("search", text).code == 2


COLOUR = {"FORCE_COLOR": "1", "TERM": "xterm"}


@pytest.mark.parametrize("words", [("search", "zurich"), ("timeline", "--grep", "zurich")])
def test_what_was_found_is_marked(gti: Gti, words: tuple[str, ...]) -> None:
    """On a terminal the text is bold on a turned ground wherever it stands, and nothing else is."""
    screen = gti(*words, env=COLOUR).out

    marked = re.findall(r"\x1b\[1;7m(.*?)\x1b\[0m", screen)
    assert len(marked) > 10 or words[0] == "timeline"
    assert {text.lower() for text in marked} == {"zurich"}
    below = screen.split("\n", 2)[2].partition("More on each")[0]
    unmarked = re.sub(r"\x1b\[1;7m.*?\x1b\[0m", "", below)
    ids = r"(item|update|phase)  [a-z0-9-]+|\x1b\[1m.*"
    assert "zurich" not in re.sub(ids, "", unmarked).lower()


def test_nothing_is_marked_where_nothing_is_looked_for(gti: Gti) -> None:
    """A timeline of everything has no marks; and a pipe never has."""
    assert "\x1b[1;7m" not in gti("timeline", env=COLOUR).out
    assert "\x1b" not in gti("search", "zurich").out


@pytest.mark.parametrize("width", [30, 60, 100, 140])
def test_a_long_text_is_cut_around_what_was_found(gti: Gti, head: str, width: int) -> None:
    """Words around the text stay, and signs say where others were left out; a short text is whole."""
    note = f"{'before ' * 60}NEEDLE{' after' * 60}"
    short = f"{'x' * (SHORT - 7)} NEEDLE"
    data = head + item("milestones") + update(f'note = "{note}"', f'note = "{short}"')

    env = {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": f"{width}"}
    shown = " ".join(gti("search", "needle", data=data, env=env).out.split())
    assert re.search("…before( before)+ NEEDLE( after)+…", shown)
    assert shown.count("before") < 20
    assert "x NEEDLE" in shown


@given(st.text(), st.text(max_size=3))
def test_places_are_those_of_the_text(text: str, sought: str) -> None:
    """A place has the text in it, in order and apart; a text that is one letter after the other finds itself."""
    places = places_of(sought, text)

    assert all(searchable(sought) in searchable(text[start:end]) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("sought", "text", "places"),
    [
        ("a", "banana", [(1, 2), (3, 4), (5, 6)]),
        ("ANA", "banana", [(1, 4)]),
        ("são", normalize("NFD", "in São Paulo"), [(3, 7)]),
        (normalize("NFD", "são"), "in São Paulo", [(3, 6)]),
        ("e", "é", []),
        ("strasse", "Die Straße", [(4, 10)]),
        ("s", "ß", [(0, 1)]),
        ("", "banana", []),
    ],
)
def test_places_by_example(sought: str, text: str, places: list[tuple[int, int]]) -> None:
    """Case and Unicode form do not matter; a letter is found with all its accents."""
    assert places_of(sought, text) == places


@pytest.mark.parametrize("sought", ["a", "::", ":", "##", "["])
def test_what_is_found_is_no_command_of_a_runner(gti: Gti, sought: str) -> None:
    """Nor is it one in colours, which may stand before a command, or in the midst of it."""
    titles = ("::error::a[", "##[error]a:")
    data = make.HEAD + "".join(update(title=title) for title in titles)
    told = gti("search", sought, data=data, env={"FORCE_COLOR": "1"}).out

    lines = [line.strip() for line in CODES.sub("", told).split("\n")]
    assert [line for line in lines if "error" in line and line.startswith("\\")]
    assert not [line for line in lines if line.startswith(("::", "##["))]
