"""What `gti` writes into a pipe: a header line, a line a row, columns that other tools take apart."""

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from rich.cells import cell_len

from gti_cli.render.safe import Pen
from tests.conftest import Gti
from tests.hostile import hostile
from tests.logs import dataset, entries
from tests.make import HEAD, item, update
from tests.questions import run
from tests.strange import strange

LOG = dataset(entries(60))
COMMANDS = ("timeline", "phase", "regions", "centers", "items", "promises", "metrics")
DATA = {"bundled": None, "log": LOG, "strange": strange(), "hostile": hostile()}
DAYS = re.compile(r"-|[0-9]{4}-[0-9]{2}-[0-9]{2}|([0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)/([0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)")


def table(out: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows, taken apart where two spaces or more stand."""
    head, *rows = [re.split("  +", line) for line in out.splitlines()]
    return head, rows


def answer(gti: Gti, command: str, data: str | None = None) -> list[dict[str, Any]]:
    """The rows as JSON."""
    rows: list[dict[str, Any]] = json.loads(gti(*command.split(), "--json", data=data).out)
    return rows


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("which", DATA)
def test_every_line_has_a_cell_for_each_column(gti: Gti, command: str, which: str) -> None:
    """One header line, one line a row, nothing else on stdout, whatever the names are; one caption on stderr."""
    piped = gti(command, data=DATA[which])
    head, rows = table(piped.out)
    count = len(gti(command, "--format", "csv", data=DATA[which]).out.split("\n")) if which == "bundled" else None

    assert [row for row in rows if len(row) != len(head)] == []
    assert all(re.fullmatch("[^ a-z]+", name) for name in head) or which != "bundled"
    assert len(head) == len({*head}) or which != "bundled"
    assert count in (None, len(rows) + 2)
    assert len(piped.err.splitlines()) == 1
    assert " as of " in piped.err


def test_columns_are_aligned(gti: Gti) -> None:
    """Each column begins where its header does, or ends there where it has numbers."""
    head, *lines = gti("promises", data=LOG).out.splitlines()

    for name in ("ID", "PROMISE", "TARGET", "OUTCOME", "NOW"):
        at = head.index(f"  {name}  ")
        assert all(line[at : at + 2] == "  " for line in lines if cell_len(line) == len(line))
    end = head.index("DAYS_MIN") + len("DAYS_MIN")
    assert all(re.fullmatch(r" *(-?[0-9]+|-)", line[end - len("DAYS_MIN") : end]) for line in lines)


@pytest.mark.parametrize("data", [None, LOG], ids=["bundled", "log"])
def test_days_are_those_of_json(gti: Gti, data: str | None) -> None:
    """An outcome is one day or a span with both ends; days late are two numbers."""
    head, rows = table(gti("promises", data=data).out)
    cells = {row[head.index("ID")]: dict(zip(head, row, strict=True)) for row in rows}
    promises = answer(gti, "promises", data)

    assert sorted(cells) == sorted(promise["id"] for promise in promises)
    for promise in promises:
        cell, outcome, late = cells[promise["id"]], promise["outcome"], promise["days_late"]
        assert cell["VERDICT"] == promise["verdict"]
        assert DAYS.fullmatch(cell["OUTCOME"])
        if outcome:
            first, last = (outcome[end] or ".." for end in ("earliest", "latest"))
            assert cell["OUTCOME"] == (first if first == last else f"{first}/{last}")
        else:
            assert cell["OUTCOME"] == "-"
        for name, end in (("DAYS_MIN", "min"), ("DAYS_MAX", "max")):
            assert cell[name] == ("-" if not late or late[end] is None else str(late[end]))


def test_days_before_a_floor_are_below_zero(gti: Gti) -> None:
    """What came too early is early, as a deadline that was undercut."""
    data = HEAD + item("milestones") + update('stage = "completed", not_before = "2022-01-01"', day="2020-01-01")
    data += update('stage = "completed", when = "December 2021"', day="2022-02-01")
    head, (row,) = table(gti("promises", data=data).out)

    assert row[head.index("DAYS_MIN") : head.index("DAYS_MAX") + 1] == ["-31", "-1"]


def test_a_stage_of_which_the_first_day_is_unknown(gti: Gti) -> None:
    """Its span begins with two dots, in every table."""
    head, rows = table(gti("regions").out)
    asia = next(row for row in rows if row[1] == "Asia-Pacific")

    assert asia[head.index("COMPLETED")] == "../2020-11-17"
    head, rows = table(gti("items").out)
    assert all(DAYS.fullmatch(row[head.index("REACHED")]) for row in rows)


def test_what_is_implied_is_marked(gti: Gti) -> None:
    """In the result, in a word, since no sign is left beside the days."""
    head, rows = table(gti("promises").out)
    implied = {row["id"] for row in answer(gti, "promises") if row["outcome"] and row["outcome"]["implied"]}

    assert {row[head.index("ID")] for row in rows if "implied" in row[head.index("RESULT")]} == implied


def test_the_worst_comes_first(gti: Gti) -> None:
    """As on a terminal."""
    head, rows = table(gti("promises", data=LOG).out)
    worst = json.loads(gti("promises", "--sort", "worst", "--json", data=LOG).out)

    assert [row[head.index("ID")] for row in rows] == [row["id"] for row in worst]


def test_an_empty_answer_is_its_header(gti: Gti) -> None:
    """And one sentence on stderr."""
    empty = gti("promises", "--verdict", "missed")

    assert len(empty.out.splitlines()) == 1
    assert empty.out.startswith("INITIATIVE  VERDICT")
    assert empty.err == "no promise is missed as of 17 Nov 2020\n"


@pytest.mark.skipif(shutil.which("awk") is None, reason="needs awk")
def test_awk_takes_a_table_apart(gti: Gti) -> None:
    """Two spaces or more are what stands between columns."""
    out = gti("promises").out
    cut = subprocess.run(["awk", "-F", "  +", "{print $2}"], input=out, capture_output=True, text=True, check=True)

    head, rows = table(out)
    assert cut.stdout.split() == [line[1] for line in (head, *rows)]


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("São Paulo", "ascii", "Sao Paulo"),
        ("Sa\u0303o Paulo", "ascii", "Sao Paulo"),
        ("Zürich, Łódź, Ærø, Straße", "ascii", "Zurich, Lodz, AEro, Strasse"),
        ("São Paulo", "latin-1", "São Paulo"),
        ("Łódź", "latin-1", "Lódz"),
        ("東京 ½ 100 €", "ascii", "?? ? 100 ?"),
        ("São Paulo – 東京", "utf-8", "São Paulo – 東京"),
    ],
)
def test_letters_that_an_encoding_lacks(text: str, encoding: str, written: str) -> None:
    """A letter with a mark becomes the plain one; what has none in the encoding becomes a question mark, no number."""
    assert Pen(encoding).plain(text) == written


def test_names_in_ascii() -> None:
    """In a pipe, too, and the columns stay aligned."""
    out = run("centers", encoding="ascii").out
    head, rows = table(out)

    assert "Sao Paulo" in [row[1] for row in rows]
    assert "?" not in out
    assert len(head) == len(rows[0])
