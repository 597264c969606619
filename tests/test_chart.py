"""`gti chart`: plan against actual, on any width, with or without colour."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from rich.cells import cell_len

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.render.safe import Pen
from gti_cli.render.screens.lanes import COARSE_OVER_DATE, SIGNS, YEAR, YEAR_ROOM
from gti_cli.views import chart, promises
from gti_cli.views.axis import Axis
from gti_cli.views.promises import GLYPHS, PromiseRow
from gti_cli.words import to_be
from tests import strange
from tests.conftest import BUNDLED, Gti, first
from tests.laws import dataset_of
from tests.logs import dataset, entries
from tests.make import HEAD, item, load_file, update
from tests.pages import Page
from tests.questions import run
from tests.wild import valid

DONE = {SIGNS[kind] for kind in chart.OUTCOMES} | {COARSE_OVER_DATE}
MARKS = {SIGNS[kind] for kind in chart.DATES}
TOLD = {
    "moved": (
        '2020-01-10 stage = "completed", target = "June 2020"',
        '2020-05-01 stage = "completed", target = "2021"',
        '2020-08-01 stage = "completed", target = "March 2021"',
        '2020-10-01 stage = "completed", target = "early 2022"',
    ),
    "sooner": (
        '2020-01-10 stage = "completed", target = "2021"',
        '2020-03-01 stage = "completed", target = "September 2020"',
        '2021-02-01 stage = "completed", when = "2020-11-11"',
    ),
    "given-up": (
        '2020-02-01 stage = "completed", target = "2021"',
        '2020-04-01 stage = "completed", target = "2022"',
        '2020-09-15 stage = "withdrawn"',
    ),
    "given-up-late": (
        '2020-02-01 stage = "completed", target = "March 2020"',
        '2021-01-15 stage = "withdrawn"',
    ),
    "late": (
        '2020-02-01 stage = "completed", target = "May 2020"',
        '2021-02-01 stage = "completed", when = "Q4 2020"',
    ),
    "done-before": (
        '2020-05-01 stage = "announced", target = "2020", implied = true',
        '2020-07-01 stage = "announced", when = "2020-03-02"',
    ),
    "maybe-before": (
        '2020-05-01 stage = "announced", target = "2020", implied = true',
        '2020-07-01 stage = "announced"',
    ),
    "told-late": ('2020-06-01 stage = "completed", target = "by March 2020"',),
    "no-date": ('2020-06-01 stage = "completed", target = "undated"',),
    "floor": ('2020-06-01 stage = "completed", not_before = "2021-03"',),
    "quiet": ('2020-01-01 stage = "completed", target = "by 2020"',),
}
LOG = HEAD + "".join(item("milestones", id_) for id_ in TOLD)
LOG += "".join(
    update(f'item = "{id_}", {told.partition(" ")[2]}', day=told.partition(" ")[0])
    for id_, said in TOLD.items()
    for told in said
)
"""A promise of every sort, told until February 2021."""


def drawn(gti: Gti, *words: str, width: int = 100, data: str | None = None) -> str:
    """The chart, without colour."""
    return gti("chart", *words, data=data, env={"COLUMNS": str(width)}).out


@dataclass(frozen=True)
class Lane:
    """A promise, its cells on a screen of 140 columns, and the axis that they stand for."""

    row: PromiseRow
    cells: str
    axis: Axis

    def column(self, day: date) -> int:
        """The column of a day."""
        return (day - self.axis.first).days * len(self.cells) // ((self.axis.last - self.axis.first).days + 1)

    def at(self, day: date) -> str:
        """The sign in the column of a day."""
        return self.cells[self.column(day)]

    def between(self, first: date, last: date) -> set[str]:
        """The signs in the columns of some days."""
        return {*self.cells[self.column(first) : self.column(last) + 1]}


def lanes(gti: Gti, data: str | None, day: date = date(2021, 2, 10)) -> list[Lane]:
    """The rows of the chart as of a day, each as it stands on the screen."""
    loaded = load_file(BUNDLED) if data is None else load(data.encode(), "test.toml")
    ledger = Ledger(loaded, day)
    rows = list(promises.rows(ledger, sort="worst"))
    axis = chart.chart(rows, ledger.clock).axis
    screen = drawn(gti, "--as-of", f"{day}", width=140, data=data).split("\n")
    begin = len("  ✔ ") + max(cell_len(row.label) for row in rows) + len("  ")
    return [Lane(row, row_of(screen, row.label, begin), axis) for row in rows]


def row_of(screen: list[str], label: str, begin: int) -> str:
    """The cells of the row with a label, as wide as the screen."""
    line = next(line for line in screen if line[4:].startswith(f"{label}  ".ljust(begin - 4)))
    return line[begin:].ljust(140 - begin)


DATA = pytest.mark.parametrize("data", [LOG, None, dataset(entries(60))], ids=["every sort", "bundled", "log"])


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_it_fits_any_width(gti: Gti, width: int) -> None:
    """From 60 columns on no line is wider than the terminal, and each word of a label is whole; years are named."""
    screen = drawn(gti, width=width)
    rows = json.loads(gti("chart", "--json").out)

    assert [line for line in screen.split("\n") if cell_len(line) > width] == []
    for row in rows:
        assert {*f"{row['name']}, {to_be(row['stage'])}".split()} <= {*screen.split()}
    head = next(line for line in screen.split("\n") if "2020" in line.split())
    assert all(year in head for year in ("2019", "2020", "2021"))


@pytest.mark.slow
@pytest.mark.parametrize("width", [1, 2, 3, *range(40, 200, 13)])
def test_no_width_is_a_traceback(gti: Gti, width: int) -> None:
    """Names that are hard to draw do not break it at any width, nor a terminal of a column or two."""
    for data in (None, LOG, strange.strange()):
        for words in ((), ("--slips",)):
            assert gti("chart", *words, data=data, env={"COLUMNS": f"{width}", "FORCE_COLOR": "1"}).code == 0


def test_it_has_the_rows_of_promises(gti: Gti) -> None:
    """The same filters, the same rows, in every format for machines."""
    for flags in ((), ("--moved",), ("--verdict", "kept"), ("--phase", "centers"), ("--due-within", "300")):
        for format_ in ("json", "csv"):
            assert gti("chart", *flags, "--format", format_).out == gti("promises", *flags, "--format", format_).out


@DATA
def test_nothing_is_drawn_before_it_was_promised(gti: Gti, data: str | None) -> None:
    """To the left of the day of its promise a row has nothing but the lines of years."""
    for lane in lanes(gti, data):
        assert {*lane.cells[: lane.column(lane.row.made)]} <= {" ", YEAR}


@DATA
def test_every_date_that_was_promised_is_marked(gti: Gti, data: str | None) -> None:
    """Also each one that it was moved to; only an outcome hides a mark, and what was given up has none after that."""
    found = 0
    for lane in lanes(gti, data):
        for statement in lane.row.statements:
            if statement.target:
                day = statement.target.earliest if lane.row.is_floor else statement.target.latest
                day = max(day or lane.row.made, lane.row.made)
                if not (lane.row.given_up and day > lane.row.given_up):
                    found += 1
                    assert lane.at(day) in MARKS | DONE | {SIGNS["given_up"]}
    assert found


@DATA
def test_the_outcome_wins_a_cell(gti: Gti, data: str | None) -> None:
    """Every column of the days on which it may have been done shows that, whatever was promised for them."""
    for lane in lanes(gti, data):
        if lane.row.outcome and lane.row.outcome.latest:
            made, outcome = lane.row.made, lane.row.outcome
            assert lane.between(max(outcome.earliest or made, made), max(lane.row.outcome.latest, made)) <= DONE


@DATA
def test_a_point_is_a_known_day(gti: Gti, data: str | None) -> None:
    """What is known to the day is a point; what is not, is a stretch, also where it takes a column only."""
    for lane in lanes(gti, data):
        outcome = lane.row.outcome
        day = outcome.earliest if outcome and outcome.earliest == outcome.latest else None
        is_exact = day is not None and day >= lane.row.made
        assert (SIGNS["exact"] in lane.cells) == is_exact


@DATA
def test_what_is_overdue_is_drawn_up_to_the_clock(gti: Gti, data: str | None) -> None:
    """From the day after the date that it is held to; other dates stand in that line as marks."""
    for lane in lanes(gti, data):
        row = lane.row
        if row.overdue_days and row.target and row.target.latest:
            clock = row.target.latest + timedelta(row.overdue_days)
            begin = max(row.target.latest, row.made)
            assert lane.between(begin, clock) <= {SIGNS["overdue"], *MARKS}
            assert lane.at(clock) in (SIGNS["overdue"], SIGNS["restated"])


@DATA
def test_lines_of_years_run_through_every_row(gti: Gti, data: str | None) -> None:
    """Where a named year begins no row is empty, and a thin line lets it through; over decades some are named."""
    thin = {SIGNS["wait"], SIGNS["undated"], SIGNS["barred"]}
    for lane in lanes(gti, data):
        named = [mark for mark in lane.axis.years(len(lane.cells) // YEAR_ROOM) if mark.day > lane.axis.first]
        assert 1 < len(named) < 12
        for mark in named:
            assert lane.at(mark.day) not in {" ", *thin}


def test_what_was_given_up_ends_there(gti: Gti) -> None:
    """With a mark of its own on that day; nothing but lines of years stands after it, though dates were promised."""
    found = {lane.row.item: lane for lane in lanes(gti, LOG) if lane.row.given_up}

    assert {*found} == {"given-up", "given-up-late"}
    for lane in found.values():
        assert lane.row.given_up
        assert lane.at(lane.row.given_up) == SIGNS["given_up"]
        assert {*lane.cells[lane.column(lane.row.given_up) + 1 :]} <= {" ", YEAR}
    assert SIGNS["overdue"] in found["given-up-late"].cells
    assert SIGNS["overdue"] not in found["given-up"].cells


def test_a_late_outcome_is_overdue_until_it_comes(gti: Gti) -> None:
    """From the end of its date to the first day on which it may have been done."""
    lane = next(lane for lane in lanes(gti, LOG) if lane.row.item == "late")

    assert lane.between(date(2020, 6, 15), date(2020, 9, 15)) == {SIGNS["overdue"]}


def test_what_lies_before_its_promise_is_a_mark_on_its_day(gti: Gti) -> None:
    """What was done before it was promised, or may have been, and a date that had passed by then."""
    found = {lane.row.item: lane for lane in lanes(gti, LOG)}

    before = found["done-before"]
    assert before.at(before.row.made) == SIGNS["before"]
    maybe = found["maybe-before"]
    assert maybe.at(maybe.row.made) == SIGNS["before"]
    assert maybe.between(date(2020, 6, 15), date(2020, 6, 30)) == {SIGNS["coarse"]}
    assert found["told-late"].at(date(2020, 6, 1)) == SIGNS["passed"]


def test_a_date_that_was_moved_is_waited_for_anew(gti: Gti) -> None:
    """The thin line goes on to each later date, and the days of it are drawn as those of the first one are."""
    lane = next(lane for lane in lanes(gti, LOG) if lane.row.item == "moved")

    assert lane.at(date(2021, 12, 31)) == SIGNS["restated"]
    assert SIGNS["window"] in lane.between(date(2022, 1, 1), date(2022, 3, 15))
    assert lane.cells.count(SIGNS["restated"]) == 3


def test_a_promise_without_a_date(gti: Gti) -> None:
    """It is drawn from the day it was made to the day asked about, without a mark."""
    lane = next(lane for lane in lanes(gti, LOG) if lane.row.item == "no-date")

    assert lane.between(date(2020, 6, 1), date(2021, 2, 10)) <= {SIGNS["undated"], YEAR}
    assert lane.at(date(2021, 2, 10)) == SIGNS["undated"]
    assert not MARKS & {*lane.cells}


@pytest.mark.parametrize("seed", first(*range(12)))
def test_stretches_of_any_log(seed: int) -> None:
    """In time, within their promise and the axis, in the order in which they are drawn; one outcome at most."""
    found = dataset_of(valid(Random(seed)))
    assert found
    for day in (date(2020, 1, 1), date.max):
        ledger = Ledger(found, day)
        drawing = chart.chart(list(promises.rows(ledger)), ledger.clock)
        for lane in drawing.lanes:
            kinds = [segment.kind for segment in lane.segments]
            assert kinds == sorted(kinds, key=chart.KINDS.index)
            assert sum(kind in ("exact", "coarse", "given_up") for kind in kinds) <= 1
            for segment in lane.segments:
                assert lane.promise.made <= segment.first <= segment.last <= last_of(lane.promise)
                assert 0 <= drawing.axis.place(segment.first) < drawing.axis.place(segment.last, 1) <= 1


def last_of(row: PromiseRow) -> date:
    """The last day that may be drawn of a promise: where it was given up, or else any."""
    return max(row.given_up, row.made) if row.given_up else date.max


@pytest.mark.parametrize("data", [None, LOG, dataset(entries(60))], ids=["bundled", "every sort", "log"])
def test_a_terminal_and_the_report_draw_the_same_days(gti: Gti, data: str | None) -> None:
    """Each date, each outcome and what is overdue stand in the columns of their places on the page."""
    by_name = {lane.row.label: lane for lane in lanes(gti, data)}
    page = Page(gti("report", "--as-of", "2021-02-10", data=data).out).root.one("section", id="chart")

    for drawing in page.all("svg", class_="lane"):
        lane = by_name[drawing.all("title")[0].text.rpartition(":")[0]]
        columns = len(lane.cells)
        for shape in drawing:
            kind = shape.attributes.get("class", "").split(" ")[0]
            numbers = (shape.attributes.get(name, "0").rstrip("%") for name in ("x", "cx", "width"))
            x, center, width = (
                float(number) * columns / 100 for number in numbers if number.replace(".", "").isdigit()
            )
            if kind == "deadline":
                assert {*lane.cells[int(x - DAY) : int(x) + 1]} & {*MARKS, *DONE}
            elif kind == "coarse":
                assert {*lane.cells[int(x + ROUNDING) : int(x + width - DAY) + 1]} <= DONE
            elif kind == "overdue":
                assert {*lane.cells[int(x + DAY) : int(x + width - DAY) + 1]} <= {SIGNS["overdue"], *MARKS, *DONE, "✕"}
            elif kind == "exact":
                assert SIGNS["exact"] in lane.cells[int(center - DAY) : int(center) + 1]


DAY = 0.35
ROUNDING = 0.003
"""In columns: what a day takes at most, which stands where it begins, and how far off a place on the page may be."""


@DATA
def test_the_key_has_the_signs_that_occur(gti: Gti, data: str | None) -> None:
    """Above the drawing each sign of it stands with its meaning, and no other; each is explained once."""
    screen = drawn(gti, "--as-of", "2021-02-10", width=140, data=data)
    key = screen.split("\n\n")[1]
    explained = [piece.strip()[0] for line in key.split("\n") for piece in line.split("   ") if piece.strip()]
    occurring = {sign for lane in lanes(gti, data) for sign in lane.cells} - {" ", YEAR}
    glyphs = {GLYPHS[lane.row.verdict] for lane in lanes(gti, data)}

    assert sorted(explained) == sorted([*occurring, *glyphs])


def test_signs_have_ascii_forms_of_their_own() -> None:
    """In ASCII each sign of the drawing is another one, and one character, as it is for an encoding that has them."""
    plain = [Pen("ascii").plain(sign) for sign in (*SIGNS.values(), COARSE_OVER_DATE, YEAR)]

    assert len({*plain}) == len(plain)
    assert {len(sign) for sign in plain} == {1}
    assert "?" not in plain
    assert Pen("utf-8").plain("".join(SIGNS.values())) == "".join(SIGNS.values())


def test_quarters_where_there_is_room(gti: Gti) -> None:
    """Years always, quarters on a wide screen."""
    assert "Q4" not in drawn(gti, width=100)
    assert "Q4" in drawn(gti, "--moved", width=140)


def test_years_that_have_no_room_are_left_out(gti: Gti, head: str) -> None:
    """Over many years only some are named, each with a space before the next, and the line still fits."""
    data = head + item("milestones") + update('stage = "completed", target = "2199"')

    years = drawn(gti, width=60, data=data).split("\n\n")[2].split("\n")[0].split()
    assert years == sorted(set(years))
    assert 2 < len(years) < 20
    assert {int(year) % 10 for year in years} == {0}


def test_the_day_is_named_on_the_side_where_there_is_room(gti: Gti) -> None:
    """At the right end the name stands before its mark."""
    assert "▲ 17 Nov 2020" in drawn(gti)
    assert "17 Nov 2020 ▲" in drawn(gti, "--verdict", "kept")


def test_the_signs_of_verdicts_are_told(gti: Gti) -> None:
    """Above the chart each verdict stands behind its sign, with those that have the same."""
    assert "✔ kept   ✘ late   ✕ withdrawn" in drawn(gti, "--verdict", "late,withdrawn,kept", data=LOG)
    assert "+ kept or delivered   X late" in run("chart", encoding="ascii").out


@pytest.mark.parametrize("sort", ["worst", "made", "name"])
def test_groups_are_those_of_promises(gti: Gti, sort: str) -> None:
    """Worst first, under the headings of the ledger; in another order there are none."""
    headings = ("Broken", "Put off", "Not yet due", "Kept")
    screen, ledger = drawn(gti, "--sort", sort), gti("promises", "--sort", sort, env={"FORCE_COLOR": "1"}).out

    for heading in headings:
        is_there = any(line.split("  ")[1:2] == [heading] for line in screen.split("\n"))
        assert is_there == (f"{heading}\x1b" in ledger) == (sort == "worst")


def test_nothing_to_draw(gti: Gti) -> None:
    """An empty chart is its title and a sentence on stderr."""
    answer = gti("chart", "--verdict", "missed")

    assert (answer.code, answer.out.count("\n")) == (0, 1)
    assert answer.err == "no promise is missed as of 17 Nov 2020\n"
