"""`gti chart --slips`: what was said when, on a terminal, in a pipe and as data."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.render.screens.lanes import SIGNS
from gti_cli.views import chart, promises, slips
from tests.conftest import Gti
from tests.laws import CODES
from tests.make import HEAD, item, log, update
from tests.shown import read

DATA = (
    HEAD
    + item("milestones", "moved")
    + item("milestones", "steady")
    + item("centers", "rome")
    + update('item = "moved", stage = "completed", target = "June 2020"', day="2020-01-10")
    + update('item = "steady", stage = "completed", target = "June 2020"', day="2020-01-11")
    + update('item = "rome", stage = "open", target = "2021"', day="2020-01-12")
    + update('item = "moved", stage = "completed", target = "2021"', day="2020-05-02")
    + update('item = "steady", stage = "completed", target = "June 2020"', day="2020-05-03")
    + update('item = "rome", stage = "open", target = "late 2020"', day="2020-05-04")
    + update('item = "moved", stage = "completed", target = "March 2021"', day="2020-12-05")
    + update('item = "rome", stage = "withdrawn"', day="2020-12-06")
    + update('item = "moved", stage = "completed", when = "2021-04-07"', day="2021-04-08")
)


def drawn(gti: Gti, data: str | None = DATA, *words: str, width: int = 140) -> list[str]:
    """The lines that are drawn, without the codes of colours."""
    answer = gti("chart", "--slips", *words, data=data, env={"COLUMNS": f"{width}", "FORCE_COLOR": "1"})
    return CODES.sub("", answer.out).split("\n")


def moved(gti: Gti, data: str | None = DATA) -> Any:
    """The promises that were moved, as data, in the order of the screen."""
    return json.loads(gti("promises", "--moved", "--sort", "worst", "--json", data=data).out)


@pytest.mark.parametrize("words", ["", "--sort worst", "--item rome", "--verdict kept,late", "--phase work"])
def test_the_rows_are_the_promises_that_were_moved(gti: Gti, words: str) -> None:
    """In JSON as `promises --moved` has them, with any filter and in any order."""
    slipped = gti("chart", "--slips", *words.split(), "--json", data=DATA).out

    assert slipped == gti("promises", "--moved", *words.split(), "--json", data=DATA).out
    assert slipped == gti("chart", "--slips", "--moved", *words.split(), "--json", data=DATA).out


@pytest.mark.parametrize("data", [DATA, None], ids=["made up", "bundled"])
@pytest.mark.parametrize("width", [60, 100, 140])
def test_each_statement_has_a_line(gti: Gti, data: str | None, width: int) -> None:
    """Below its promise, as they were made: its day, and the date then promised; the last line is the outcome."""
    lines = [line.strip() for line in drawn(gti, data, width=width)]

    at = 0
    for row in moved(gti, data):
        wanted = [f"{row['name']}, "]
        wanted += [f"{read(said['date'])} {said['target']['text']}" for said in row["statements"]]
        wanted += [f"done {row['outcome']['text']}"] if row["outcome"] else []
        wanted += [f"given up {read(row['given_up'])}"] if row["given_up"] else []
        for text in wanted:
            plain = (" ".join(line.replace(": ", " ", 1).split()) for line in lines[at:])
            found = next((nth for nth, line in enumerate(plain) if text in line), None)
            assert found is not None, text
            at += found + 1


def test_a_statement_is_drawn_from_its_day_to_the_date_that_it_gave(gti: Gti) -> None:
    """A mark at either end, on the axis of all of them; nothing stands before the statement."""
    rows = list(promises.rows(Ledger(load(DATA.encode(), "t.toml"), date(2021, 4, 8)), promises.Wanted(moved=True)))
    view = slips.slips(rows, date(2021, 4, 8))
    lines = drawn(gti, DATA, "--as-of", "2021-04-08")

    head = next(line for line in lines if "moved by" in line)
    begin = head.index("moved by") + len("181 days earlier  ")
    for slip in view.slips:
        for said, statement in zip(slip.lines, slip.promise.statements, strict=False):
            line = next(line for line in lines if said.day in line and said.promised in line)[begin:].ljust(140 - begin)
            first = view.axis.column(statement.date, 140 - begin)
            assert statement.target
            assert statement.target.latest
            assert line[first] == SIGNS["said"]
            assert line[view.axis.column(statement.target.latest, 140 - begin)] == SIGNS["deadline"]
            assert {*line[:first]} <= {" ", "┊"}


def test_how_far_each_statement_moved_the_date(gti: Gti) -> None:
    """In words on a terminal, as a number in a pipe; nothing for one that left it as it was."""
    screen = "\n".join(drawn(gti))
    piped = [line.split() for line in gti("chart", "--slips", "--item", "moved", data=DATA).out.splitlines()]

    assert "549 days later" in screen
    assert "275 days earlier" in screen
    assert [line[-1] for line in piped] == ["MOVED_DAYS", "-", "549", "-275"]


def test_a_date_that_was_taken_back(gti: Gti) -> None:
    """It is told as such, and there is no date to draw."""
    data = HEAD + log('2020-01-01 stage = "used", target = "2021"', '2020-03-01 stage = "used", target = "postponed"')
    screen = "\n".join(drawn(gti, data))

    (row,) = moved(gti, data)
    assert row["statements"][1]["target"] is None
    assert "no date" in screen
    assert "taken back" in screen


def test_a_floor_and_a_date_that_had_passed(gti: Gti) -> None:
    """A floor is drawn as one; a date before its own statement is a mark on the day of that."""
    data = HEAD + log(
        '2020-01-01 stage = "used", not_before = "2021"',
        '2020-03-01 stage = "used", not_before = "2020-09"',
        '2020-01-01 stage = "built", target = "2020"',
        '2020-03-01 stage = "built", target = "February 2020"',
    )
    screen = "\n".join(drawn(gti, data))

    assert f"{SIGNS['floor']} promised not to come before this day" in screen
    assert SIGNS["passed"] in next(line for line in screen.split("\n") if "February 2020" in line)
    days = [line.split()[-2] for line in gti("chart", "--slips", "--item", "thing", data=data).out.splitlines()[1:]]
    assert sorted(days) == ["2020-02-29", "2020-09-01", "2020-12-31", "2021-01-01"]


def test_a_goal_whose_amount_was_changed(gti: Gti) -> None:
    """It was moved, too, and each line has the amount that it had then."""
    data = HEAD + item("metrics", "users") + item("goals", metric="users", at_least=100)
    data += update('stage = "reached", target = "2020"', day="2020-01-01")
    data += update('stage = "reached", target = "2020", set = { at_least = 20 }', day="2020-06-01")
    screen = "\n".join(drawn(gti, data))

    assert "100 2020" in screen
    assert "20 2020" in screen


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_data_has_a_line_for_each_statement(gti: Gti, format_: str) -> None:
    """With its keys as in JSON, behind those that tell the promise."""
    out = gti("chart", "--slips", "--format", format_, data=DATA).out
    rows = list(csv.DictReader(io.StringIO(out), delimiter="," if format_ == "csv" else "\t"))

    found = json.loads(gti("chart", "--slips", "--json", data=DATA).out)
    said = [(row, statement) for row in found for statement in row["statements"]]
    assert len(rows) == len(said) == 5
    for line, (row, statement) in zip(rows, said, strict=True):
        assert (line["id"], line["stage"]) == (row["id"], row["stage"])
        for key in ("date", "update", "title", "source", "verdict"):
            assert line[key] == statement[key]
        assert line["target_latest"] == statement["target"]["latest"]
        assert line["moved_days"] == ("" if statement["moved_days"] is None else f"{statement['moved_days']}")


def test_a_pipe_has_one_header_and_a_line_for_each_statement(gti: Gti) -> None:
    """The worst first, the days as in JSON, and the caption on stderr."""
    answer = gti("chart", "--slips", data=DATA)
    header, *lines = [line.split("  ") for line in answer.out.splitlines()]

    cells = [[cell.strip() for cell in line if cell] for line in lines]
    heads = ["INITIATIVE", "ID", "PROMISE", "SAID_ON", "PROMISED", "DAY", "MOVED_DAYS"]
    assert [cell.strip() for cell in header if cell] == heads
    assert [[line[1], line[3], line[5]] for line in cells] == [
        [row["id"], said["date"], said["target"]["latest"]] for row in moved(gti) for said in row["statements"]
    ]
    assert answer.err.startswith("Moved dates as of ")


def test_none_was_moved(gti: Gti) -> None:
    """The sentence says what was looked for; a pipe has its header all the same, and a terminal the title."""
    for width in ({}, {"FORCE_COLOR": "1"}):
        answer = gti("chart", "--slips", "--item", "steady", data=DATA, env=width)
        assert answer.code == 0
        assert answer.err.startswith("no promise was made for steady and was moved as of ")
        assert answer.out.count("\n") == 1


def test_markdown_has_a_table_of_statements(gti: Gti) -> None:
    """One row for each."""
    out = gti("chart", "--slips", "--format", "markdown", data=DATA).out

    assert len([line for line in out.split("\n") if line.startswith("| ")]) == 2 + 5


def test_each_kind_is_explained_and_has_a_sign() -> None:
    """Whatever may be drawn has a meaning and a sign of its own on a terminal."""
    assert {*chart.MEANINGS} == {*chart.KINDS} == {*SIGNS}
    assert len({*chart.MEANINGS.values()}) == len({*SIGNS.values()}) == len(chart.KINDS)
