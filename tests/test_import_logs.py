"""What `gti timeline` writes as a sheet is read back by `gti import`: the same promises, with the same verdicts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.render.formats import FORMATS
from gti_cli.sheets.imports import Content, Import, Target, imported
from gti_cli.sheets.mapping import EMPTY
from gti_cli.views import promises, timeline
from tests import hostile, kind_logs, logs, make, strange
from tests.conftest import BUNDLED
from tests.sheets import content, events_of, import_of, made_of, refusal, target_of, told

TODAY = date(2024, 5, 1)
LAW = settings(database=None, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def sheet_of(content: bytes, format_: str = "csv") -> bytes:
    """The whole timeline of a dataset as a sheet."""
    listing = timeline.listing(Ledger(load(content, "log.toml"), date.max))
    return b"".join(FORMATS[format_](listing))


def read_back(sheet: bytes, name: str = "log.csv", target: Target | None = None, **options: Any) -> Import:
    """What a sheet is imported as."""
    return imported([Content(name, sheet, None)], EMPTY, target or Target("new.toml"), today=TODAY, **options)


def judged(content: bytes) -> list[str]:
    """Every promise of a dataset, with all that is told of it, in an order that does not matter."""
    dataset = load(content, "log.toml")
    ledger = Ledger(dataset, dataset.initiative.complete_through or TODAY)
    return sorted(line.decode() for line in FORMATS["jsonl"](promises.listing(ledger)))


def hold_round_trip(content: bytes, format_: str = "csv") -> None:
    """The law of this module about one dataset."""
    again = read_back(sheet_of(content, format_), f"log.{format_}").written.content

    assert judged(again) == judged(content)


@pytest.mark.parametrize("format_", ["csv", "tsv"])
@pytest.mark.parametrize("name", ["bundled", "every key", "strange names", "hostile texts", "a long log"])
def test_a_timeline_is_read_back(name: str, format_: str) -> None:
    """A dataset that went through a sheet has the same promises: whatever its kinds, names and dates are."""
    makers: dict[str, Callable[[], bytes]] = {
        "bundled": BUNDLED.read_bytes,
        "every key": make.FULL.encode,
        "strange names": lambda: strange.strange().encode(),
        "hostile texts": lambda: hostile.hostile().encode(),
        "a long log": lambda: logs.dataset(logs.entries(300)).encode(),
    }
    content = makers[name]()

    hold_round_trip(content, format_)


@pytest.mark.slow
@LAW
@given(kind_logs.files())
def test_any_small_log_is_read_back(file: dict[str, Any]) -> None:
    """Every kind of statement, true or not, survives the way through a sheet."""
    hold_round_trip(tomli_w.dumps(file).encode())


@pytest.mark.slow
@settings(LAW, max_examples=1500)
@given(kind_logs.files())
def test_many_small_logs_are_read_back(file: dict[str, Any]) -> None:
    """The same of many more."""
    hold_round_trip(tomli_w.dumps(file).encode())


# What people do with a sheet


HAND = "date,item,stage,type,target,when\n"


def test_a_log_may_be_kept_by_hand() -> None:
    """Days, items by their names, stages and what was said are enough."""
    rows = "2020-01-01,Das Dach,completed,promised,March 2021,\n2020-01-01,Das Dach,completed,promised,,\n"

    dataset = made_of(content(f"{HAND}{rows}2021-01-01,Halle,completed,not yet,,\n", "log.csv", None))

    assert events_of(dataset) == [
        ("2020-01-01", "das-dach stage=completed target=March 2021"),
        ("2020-01-01", "das-dach stage=completed target=undated"),
        ("2021-01-01", "halle stage=completed not_yet=True"),
    ]
    assert [item.name for item in dataset.milestones] == ["Das Dach", "Halle"]
    assert [phase.name for phase in dataset.phases] == ["Work"]
    assert dataset.updates[0].title == "From a sheet"


def test_what_was_changed_in_a_spreadsheet_counts() -> None:
    """A cell that says something else than the file said is what is imported; what it cannot show is kept."""
    tables = (
        make.HEAD
        + make.item("centers", "rome")
        + make.update(
            'item = "rome", stage = "open", target = "by the end of next year", note = "Two\\nlines."',
            'item = "rome", stage = "announced", note = "\'Quoted\'  twice"',
            'item = "rome", set = { name = "Roma, the second", owners = ["A", "B"] }',
            'item = "rome", stage = "open", target = "until further notice"',
        )
    )
    sheet = sheet_of(tables.encode()).decode()
    same = read_back(sheet.encode()).written.reading.dataset.updates[0].events
    assert same == load(tables.encode(), "log.toml").updates[0].events
    changes = {
        "by the end of 2021": "by the end of 2023",
        "Two lines.": "Three lines.",
        '"name: Roma, the second, owners: A; B"': "name: Roma",
    }
    for before, after in changes.items():
        assert before in sheet
        sheet = sheet.replace(before, after)

    changed = read_back(sheet.encode()).written.reading.dataset.updates[0].events

    assert [told(event) for event in changed] == [
        "rome stage=open target=by the end of 2023 note=Three lines.",
        "rome stage=announced note='Quoted'  twice",
        "rome set={'name': 'Roma'}",
        "rome stage=open target=until further notice",
    ]


def test_a_set_by_hand_is_a_key_and_a_value() -> None:
    """One change a line, of which owners and countries are lists."""
    rows = "2020-01-01,a,,note,,,owners: Works\n2020-01-01,a,,note,,,name: Roofs\n2020-01-01,a,,note,,,Roofs\n"

    dataset = made_of(content(f"{HAND.strip()},set\n{rows}", "log.csv", None), skip_wrong=True)

    assert [told for _, told in events_of(dataset)] == ["a set={'owners': ('Works',)}", "a set={'name': 'Roofs'}"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2020-13-01,a,completed,reached,,,,", 'log.csv:2:1: "2020-13-01" is no day; write it as 2019-11-13'),
        ("March 2020,a,completed,reached,,,,", 'log.csv:2:1: "March 2020" is no day; write it as 2019-11-13'),
        ("2020-01-01,a,completed,reachd,,,,", 'log.csv:2:4: there is no type "reachd"; did you mean "reached"?'),
        ("2020-01-01,a,completed,reached,,,centre,", 'log.csv:2:7: there is no kind "centre"; did you mean "center"?'),
        (
            "2020-01-01,a,completed,reached,,,,[1]",
            "log.csv:2:8: this is not the JSON that gti timeline --format csv wrote here; empty the cell",
        ),
        (
            '2020-01-01,a,completed,reached,,,,"{"',
            "log.csv:2:8: this is not the JSON that gti timeline --format csv wrote here; empty the cell",
        ),
        (
            '2020-01-01,a,completed,reached,,,,"{""sources"": [{}]}"',
            "log.csv:2:8: this is not the JSON that gti timeline --format csv wrote here; empty the cell",
        ),
        (
            "2020-01-01,a,done,reached,,,,",
            'log.csv:2:2: a milestone has no stage "done"; there is "announced", "completed" and "withdrawn"',
        ),
    ],
)
def test_a_line_of_a_log_that_is_wrong_is_told(row: str, message: str) -> None:
    """At its row and column, with what is wrong by the rules of the format, too; all such lines at once."""
    text = f"{HAND.strip()},kind,more\n{row}\n2020-01-01,b,completed,reached,,March 2022,,\n"

    refused = refusal(content(text, "log.csv", None))

    assert sorted(refused)[-2:] == sorted([message, refused[1]])
    assert refused[1].startswith('log.csv:3:2: "March 2022" begins after the publication on 2020-01-01')


def test_lines_that_the_format_refuses_can_be_left_out() -> None:
    """With the update of which nothing would be left; one that has no statements stays."""
    rows = "2020-01-01,b,done,reached,,\n2020-02-01,a,completed,reached,,\n2020-03-01,,,,,\n"

    imported = import_of(content(HAND + rows, "log.csv", None), skip_wrong=True)

    assert [str(update.date) for update in imported.written.reading.dataset.updates] == ["2020-02-01", "2020-03-01"]
    assert "1 left out as wrong:" in imported.told
    assert [item.id for item in imported.written.reading.dataset.milestones] == ["a"]
    *_, last = refusal(content(f"{HAND}2020-01-01,b,done,reached,,\n", "log.csv", None), skip_wrong=True)
    assert last == "Error: there is no line that could be imported"


def test_columns_that_found_no_place_are_counted() -> None:
    """A column of one's own in a log is told as not read."""
    text = f"{HAND.strip()},Mood\n2020-01-01,a,completed,reached,,,good\n"

    answer = import_of(content(text, "log.csv", None)).told

    assert "  not read, with so many cells: mood (1)" in answer


def test_a_thing_that_is_wrong_in_a_sheet_is_told_of_the_file() -> None:
    """What belongs to no line has the place that it would have in the file."""
    text = f'{HAND.strip()},more\n2020-01-01,a,completed,reached,,,"{{""sources"": [{{""id"": ""b""}}]}}"\n'

    refused = refusal(content(text, "log.csv", None))

    assert [line.partition("]")[0] for line in refused] == ["Error: sources[1"] * 2


def test_statements_that_are_there_are_counted_each_for_itself() -> None:
    """Of two that say the same, one is new where one is there."""
    line = "2020-01-01,a,completed,promised,2021,\n"
    there = import_of(content(HAND + line, "log.csv", None))

    twice = import_of(content(HAND + line * 2, "log.csv", None), target=target_of(there))

    assert "1 statements are there already, and left out" in twice.told
    assert len(twice.written.reading.dataset.updates) == 2


def test_statements_of_two_initiatives_are_no_dataset() -> None:
    """A sheet of several logs is refused at the rows of the second, which can be left out."""
    rows = (
        "metro,2020-01-01,a,completed,reached,,\nparks,2020-01-01,b,completed,reached,,\n,2020-02-01,c,completed,,,\n"
    )
    sheet = content(f"initiative,{HAND}{rows},2020-02-01,c,completed,,,\n", "log.csv", None)

    places = [line.split(": ")[0] for line in refusal(sheet) if '"parks" is another initiative than "metro"' in line]

    assert places == ["log.csv:3:1"]
    assert [item.id for item in made_of(sheet, skip_wrong=True).milestones] == ["a", "c"]
