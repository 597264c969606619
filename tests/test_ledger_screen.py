"""`gti promises` for people: worst first, in groups, each promise on a line or two; and in which order, and which."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from gti_cli.ledger.verdict import VERDICTS
from gti_cli.views.ranking import BROKEN, GROUPS, SORTS, group_of
from tests.conftest import Gti
from tests.logs import dataset, entries
from tests.make import HEAD, item, update

LOG = dataset(entries(80))
CODES = re.compile("\x1b\\[[0-9;]*m")
ROW = re.compile(r"  [^\w\s] (" + "|".join(VERDICTS) + r")\b")
FORMATS = ("table", "markdown", "json", "jsonl", "csv", "tsv")


def drawn(gti: Gti, *words: str, width: int, data: str | None = LOG) -> list[str]:
    """The lines of a terminal, without colour."""
    out = gti("promises", *words, data=data, env={"FORCE_COLOR": "1", "COLUMNS": str(width)}).out
    return CODES.sub("", out).split("\n")


def rows(gti: Gti, *words: str, data: str | None = LOG) -> list[dict[str, Any]]:
    """The answer as JSON."""
    found: list[dict[str, Any]] = json.loads(gti("promises", *words, "--json", data=data).out)
    return found


def group(row: dict[str, Any]) -> str:
    """The heading under which a promise stands."""
    return group_of(row["verdict"], party=row["by"], is_floor=row["bound"] == "not_before").heading


def test_every_verdict_has_one_group() -> None:
    """No promise is without a group, and none has two."""
    assert sorted(verdict for group in GROUPS for verdict in group.verdicts) == sorted(VERDICTS)


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("data", [None, LOG], ids=["bundled", "log"])
def test_a_row_is_a_line_or_two(gti: Gti, data: str | None, width: int) -> None:
    """One line from 100 columns on, two at most from 60 on; verdict and days stand in the first; none is too wide."""
    lines = drawn(gti, width=width, data=data)
    begins = [at for at, line in enumerate(lines) if ROW.match(line)]
    wanted = rows(gti, "--sort", "worst", data=data)

    assert [line for line in lines if cell_len(line) > width] == []
    assert len(begins) == len(wanted)
    for at, row in zip(begins, wanted, strict=True):
        below = [line for line in lines[at + 1 : at + 3] if line.startswith(" " * 6)]
        assert len(below) <= (0 if width >= 100 else 1)
        late = row["days_late"] or {}
        if row["verdict"] == "late" and late["min"]:
            assert f"{late['min']}" in lines[at]
        if row["verdict"] == "undetermined" and late.get("max"):
            assert f"{late['max']}" in lines[at]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_no_width_is_too_narrow(gti: Gti, width: int) -> None:
    """Down to one column there is an answer, which names every verdict where a word has room."""
    lines = drawn(gti, width=width, data=None)

    assert [line for line in lines if cell_len(line) > max(width, 2)] == []
    assert width < 20 or sum(bool(ROW.match(line)) for line in lines) == len(rows(gti, data=None))


@pytest.mark.parametrize("width", [60, 100, 160])
def test_promises_stand_in_groups(gti: Gti, width: int) -> None:
    """A heading before each group that has something in it, in the order of the groups, a blank line between them."""
    lines = drawn(gti, width=width)
    headings = [line.strip() for line in lines if line.strip() in {group.heading for group in GROUPS}]

    assert headings == list(dict.fromkeys(map(group, rows(gti, "--sort", "worst"))))
    for heading in headings:
        assert lines[lines.index(f"  {heading}") - 1] == ""


def test_where_there_is_room_everything_is_there(gti: Gti) -> None:
    """On a wide terminal nothing is cut, and ids stand behind the result."""
    shown = "\n".join(drawn(gti, width=180, data=None))

    assert "…  " not in shown
    assert "gti show" not in shown
    assert "  zurich-infrastructure.completed\n" in shown


def test_what_is_left_out_is_told(gti: Gti) -> None:
    """On a narrower one, the command stands below that shows it."""
    assert "gti show zurich-infrastructure" in "\n".join(drawn(gti, width=100, data=None))


def test_other_orders_have_no_groups(gti: Gti) -> None:
    """Groups are for the worst first; in another order the rows stand as they are."""
    lines = drawn(gti, "--sort", "made", width=100)

    assert not {line.strip() for line in lines} & {group.heading for group in GROUPS}
    verdicts = [match[1] for line in lines if (match := ROW.match(line))]
    assert verdicts == [row["verdict"] for row in rows(gti)]


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_changes_nothing_but_the_order(gti: Gti, sort: str) -> None:
    """The same promises, each once, in every order; machines get them as made where none is asked for."""
    made, found = rows(gti), rows(gti, "--sort", sort)

    assert sorted(found, key=str) == sorted(made, key=str)
    assert sort != "made" or found == made


def test_the_orders(gti: Gti) -> None:
    """The worst by group, then by days; what is due first; by name without case; equal ones as made."""
    worst, due, names = (rows(gti, "--sort", sort) for sort in ("worst", "due", "name"))
    headings = [group.heading for group in GROUPS]
    places = [headings.index(group(row)) for row in worst]
    last = [row["current_target"]["latest"] for row in due if row["current_target"]]
    late = [row["days_late"]["min"] for row in worst if row["verdict"] == "late" and row["days_late"]["min"]]

    assert places == sorted(places)
    assert last == sorted(last)
    assert [row["name"].casefold() for row in names] == sorted(row["name"].casefold() for row in names)
    assert rows(gti, "--sort", "made") == rows(gti)
    assert late == sorted(late, reverse=True)


@pytest.mark.parametrize("words", [(), ("--broken",), ("--sort", "due"), ("--moved",)])
def test_every_format_has_the_same_promises(gti: Gti, words: tuple[str, ...]) -> None:
    """As many lines as promises, whoever reads them; people and machines get the same ones."""
    ids = [row["id"] for row in rows(gti, *words)]
    count: dict[str, Callable[[str], int]] = {
        "table": lambda out: len(out.splitlines()) - 1,
        "markdown": lambda out: sum(line.startswith("| ") for line in out.splitlines()) - 2,
        "json": lambda out: len(json.loads(out)),
        "jsonl": lambda out: len(out.splitlines()),
        "csv": lambda out: len(out.splitlines()) - 1,
        "tsv": lambda out: len(out.splitlines()) - 1,
    }

    assert ids
    for format_ in FORMATS:
        assert count[format_](gti("promises", *words, "--format", format_, data=LOG).out) == len(ids)


def test_people_read_the_worst_first(gti: Gti) -> None:
    """In a table and in Markdown the rows stand worst first; where an order is asked for, everybody gets that."""
    worst = [row["name"] for row in rows(gti, "--sort", "worst", data=None)]
    by_name = [row["name"] for row in rows(gti, "--sort", "name", data=None)]

    for words, wanted in (((), worst), (("--sort", "name"), by_name)):
        lines = gti("promises", *words, "--format", "markdown").out.splitlines()[2:]
        assert [name for name, line in zip(wanted, lines, strict=False) if f"{name}, to" not in line] == []


def test_broken(gti: Gti) -> None:
    """Late, missed and broken."""
    assert {row["verdict"] for row in rows(gti, "--broken")} <= {*BROKEN}
    assert rows(gti, "--broken") == [row for row in rows(gti) if row["verdict"] in BROKEN]


OVERDUE = HEAD + "".join(item("milestones", id_) for id_ in ("moved", "silent", "done", "ahead", "early", "floor"))
OVERDUE += update(
    *(f'item = "{id_}", stage = "completed", target = "2020-06-30"' for id_ in ("moved", "silent", "done", "early")),
    'item = "ahead", stage = "completed", target = "2999"',
    'item = "floor", stage = "completed", not_before = "2020-06-30"',
    day="2020-01-01",
)
OVERDUE += update(
    'item = "moved", stage = "completed", target = "2999"', 'item = "early", stage = "withdrawn"', day="2020-02-01"
)
OVERDUE += update('item = "done", stage = "completed"', day="2020-09-01")


def test_overdue(gti: Gti) -> None:
    """The first date has passed without an outcome, also where it was put off; no floor, nothing given up before."""
    found = rows(gti, "--overdue", "--as-of", "2021", data=OVERDUE)

    assert [(row["item"], row["verdict"]) for row in found] == [("moved", "slipped"), ("silent", "unreported")]
    assert rows(gti, "--overdue", "--as-of", "2020-06-30", data=OVERDUE) == []


def test_what_was_missed_and_then_given_up_was_overdue(gti: Gti) -> None:
    """Given up after its date had passed, it did pass without an outcome."""
    data = OVERDUE + update('item = "silent", stage = "withdrawn"', day="2020-12-01")

    assert "silent" in [row["item"] for row in rows(gti, "--overdue", "--as-of", "2021", data=data)]


def test_two_flags_of_state_mean_either(gti: Gti) -> None:
    """Broken or overdue; any other filter must hold beside."""
    either = [row["id"] for row in rows(gti, "--broken", "--overdue")]
    each = {row["id"] for flag in ("--broken", "--overdue") for row in rows(gti, flag)}
    moved = {row["id"] for row in rows(gti, "--moved")}

    assert set(either) == each
    assert [row["id"] for row in rows(gti, "--broken", "--overdue", "--moved")] == [x for x in either if x in moved]


def test_the_chart_takes_the_same(gti: Gti) -> None:
    """Filters and orders mean the same on the chart."""
    for words in (("--broken",), ("--overdue",), ("--broken", "--overdue"), ("--sort", "worst"), ("--sort", "name")):
        assert gti("chart", *words, "--json", data=LOG).out == gti("promises", *words, "--json", data=LOG).out
    names = [row["name"] for row in rows(gti, "--sort", "worst", data=None)]
    lines = [line for line in gti("chart").out.split("\n") if ", to " in line]
    assert [name for name, line in zip(names, lines, strict=True) if f" {name}, to " not in line] == []


def test_an_order_that_there_is_not(gti: Gti) -> None:
    """It is refused with the ones that there are."""
    refused = gti("promises", "--sort", "size")

    assert refused.code == 2
    assert refused.err == 'Error: --sort: no order "size"; there is "made", "worst", "due" and "name"\n'
    assert 'did you mean "worst"?' in gti("promises", "--sort", "wrost").err


def test_none_is_broken(gti: Gti) -> None:
    """What was looked for is told where there is none."""
    empty = gti("promises", "--broken", "--overdue", "--item", "madrid")

    assert "no promise is broken or is overdue and was made for madrid" in empty.err


def test_floors_and_parts_in_few_words(gti: Gti) -> None:
    """By how many days a floor was broken, or that its day is not there yet; and what is done in part is overdue."""
    day = "2020-05-15"
    data = HEAD + "".join(item("milestones", name) for name in ("early", "ahead", "partly"))
    data += update('item = "early", stage = "completed", not_before = "2020-06-01"', day="2018-01-01")
    data += update('item = "early", stage = "completed", when = "April 2020"', day="2020-05-01")
    data += update('item = "ahead", stage = "completed", not_before = "2030"', day="2018-01-01")
    data += update('item = "partly", stage = "completed", target = "2019"', day="2018-01-01")
    data += update('item = "partly", stage = "completed", part = "the roof"', day="2019-06-01")
    lines = drawn(gti, "--as-of", day, width=140, data=data)

    for words in ("32 … 61 days early", "not its day yet", "136 days overdue, in part"):
        assert sum(words in line for line in lines) == 1
    piped = gti("promises", "--as-of", day, data=data).out
    assert "the roof, 136 days overdue" in piped
