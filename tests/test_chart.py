"""`gti chart`: plan against actual, on any width, with or without colour."""

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from gti_cli.words import to_be
from tests.conftest import Gti
from tests.logs import dataset, entries
from tests.make import item, update
from tests.pages import Page
from tests.questions import run


def drawn(gti: Gti, *words: str, width: int = 100, data: str | None = None) -> str:
    """The chart, without colour."""
    return gti("chart", *words, data=data, env={"COLUMNS": str(width)}).out


def line_of(screen: str, label: str) -> str:
    """The row with a label, without it."""
    return next(line for line in screen.split("\n") if label in line).split(label)[1]


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_it_fits_any_width(gti: Gti, width: int) -> None:
    """From 60 columns on no line is wider than the terminal, and each promise has a row; years that begin are named."""
    screen = drawn(gti, width=width)
    rows = json.loads(gti("chart", "--json").out)

    assert [line for line in screen.split("\n") if cell_len(line) > width] == []
    assert all(f"{row['name']}, {to_be(row['stage'])}" in screen for row in rows)
    assert "17 Nov 2020" in screen.split("\n\n")[1]
    assert all(year in screen.split("\n\n")[1].split("\n")[0] for year in ("2019", "2020", "2021"))


def test_it_has_the_rows_of_promises(gti: Gti) -> None:
    """The same filters, the same rows, in every format for machines."""
    for flags in ((), ("--moved",), ("--verdict", "kept"), ("--phase", "centers"), ("--due-within", "300")):
        for format_ in ("json", "csv"):
            assert gti("chart", *flags, "--format", format_).out == gti("promises", *flags, "--format", format_).out


def test_an_exact_day_is_a_dot_and_a_coarse_one_is_shaded(gti: Gti) -> None:
    """What is known to the day is a point before or after the deadline; what is not, is a stretch, darker at marks."""
    screen = drawn(gti)

    assert re.fullmatch(r" +┊━+●━*┤", line_of(screen, "Zurich, to open"))
    assert re.fullmatch(r" +┊─*▒+▓▒+", line_of(screen, "São Paulo, to open"))
    assert "●" not in line_of(screen, "São Paulo, to open")


def test_targets_that_moved(gti: Gti) -> None:
    """A later target is an arrow beyond the deadline, an earlier one an arrow before it."""
    screen = drawn(gti)

    assert re.fullmatch(r" +┊─+━+┤┄+▷", line_of(screen, "New Brunswick, to open"))
    assert re.fullmatch(r" +┊─+▒+▓▒+━*┤", line_of(screen, "Cyberjaya, to open"))


def test_every_date_that_it_was_restated_to(gti: Gti, head: str) -> None:
    """Each has an arrow, not only the newest one; a restatement that leaves the last day as it was has none."""
    targets = {"2020-05-01": "late 2021", "2020-05-02": "2023", "2020-05-03": "December 2021", "2020-05-04": "2020"}
    data = head + item("milestones")
    for day, target in {**targets, "2020-05-05": "2022"}.items():
        data += update(f'stage = "completed", target = "{target}"').replace("2020-05-01", day)

    assert re.fullmatch(
        r" +┊─+◁─+━+┤┄+▷┄+▷", line_of(drawn(gti, "--as-of", "2020-06", data=data), "Thing, to be completed")
    )


def test_the_lenient_part_of_a_target(gti: Gti, head: str) -> None:
    """The days by the strictest reading are told from those by the most lenient; none lies before the promise."""
    data = head + item("milestones") + update('stage = "completed", target = "by 2022"')
    told_late = data.replace("by 2022", "by early 2020")

    assert re.fullmatch(r" +┊━+╍+┤", line_of(drawn(gti, "--as-of", "2020-06", data=data), "Thing, to be completed"))
    assert re.fullmatch(r" +┊╍+┤", line_of(drawn(gti, "--as-of", "2020-06", data=told_late), "Thing, to be completed"))


def test_an_outcome_in_the_column_of_the_deadline(gti: Gti, head: str) -> None:
    """What was reached is never hidden by what was promised: neither a day nor a month that takes a column."""
    for when, sign in {"2020-06-30": "●", "June 2020": "▓"}.items():
        data = head + item("milestones") + update('stage = "completed", target = "June 2020"')
        data += update(f'stage = "completed", when = "{when}"').replace("2020-05-01", "2020-07-01")
        screen = drawn(gti, "--as-of", "2040", width=60, data=data)

        assert sign in line_of(screen, "Thing, to be completed")


@pytest.mark.parametrize("data", [None, dataset(entries(60))], ids=["bundled", "log"])
def test_a_terminal_and_the_report_draw_the_same_days(gti: Gti, data: str | None) -> None:
    """Each end of a target, restated or not, and each outcome stands in the column of its place on the page."""
    screen = drawn(gti, width=140, data=data)
    lanes = Page(gti("report", data=data).out).root.one("section", id="chart").all("svg", class_="lane")

    labels = [lane.all("title")[0].text.rpartition(":")[0] for lane in lanes]
    begin = len("  ✔ ") + max(map(len, labels)) + len("  ")

    assert lanes
    for lane, label in zip(lanes, labels, strict=True):
        cells = next(line for line in screen.split("\n") if line[4:].startswith(f"{label}  "))[begin:].ljust(
            140 - begin
        )
        for shape in (*lane.all("rect"), *lane.all("circle")):
            numbers = (shape.attributes.get(name, "0").rstrip("%") for name in ("x", "cx", "width"))
            x, center, width = (float(number) * len(cells) / 100 for number in numbers)
            kind = shape.attributes["class"].split()[0]
            if kind in ("deadline", "restated-end"):
                assert {*cells[int(x - DAY) : int(x) + 1]} & {*"┤▷◁▓●"}
            elif kind == "coarse":
                assert {*cells[int(x + ROUNDING) : int(x + width - DAY) + 1]} <= {*"▒▓"}
            elif kind == "exact":
                assert "●" in cells[int(center - DAY) : int(center) + 1]


DAY = 0.07
ROUNDING = 0.003
"""In columns: what a day takes at most, which stands where it begins, and how far off a place on the page may be."""


def test_a_promise_without_a_date(gti: Gti) -> None:
    """It is drawn from the day it was made to its outcome, or to the day asked about, without a deadline."""
    screen = drawn(gti)

    waiting, done = (
        line_of(screen, "Software assembly, to be completed"),
        line_of(screen, "SOC 2 Type 1 audit, to be completed"),
    )
    assert re.fullmatch(r" +┊┄+", waiting)
    assert re.fullmatch(r" +┊┄+▒+", done)
    mark = next(line for line in screen.split("\n") if "▲" in line)
    whole = next(line for line in screen.split("\n") if "Software assembly" in line)
    assert len(whole) - 1 == mark.index("▲")


def test_an_outcome_without_a_first_day_is_shaded_from_the_start(gti: Gti, head: str) -> None:
    """Where nobody said since when, the shading begins with the chart; a target without a first day has no window."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "by 2019"').replace("2020-05-01", "2020-05-02")
        + update('stage = "announced"').replace("2020-05-01", "2020-02-01")
        + update('stage = "completed"').replace("2020-05-01", "2020-06-01")
    )

    assert "▒" in line_of(drawn(gti, "--as-of", "2020", data=data), "Thing, to be completed")


def test_quarters_where_there_is_room(gti: Gti) -> None:
    """Years always, quarters on a wide screen."""
    assert "Q4" not in drawn(gti, width=100)
    assert "Q4" in drawn(gti, "--moved", width=140)


def test_years_that_have_no_room_are_left_out(gti: Gti, head: str) -> None:
    """Over many years only some are named, each with a space before the next, and the line still fits."""
    data = head + item("milestones") + update('stage = "completed", target = "2199"')

    years = drawn(gti, width=60, data=data).split("\n\n")[1].split("\n")[0].split()
    assert years == sorted(set(years))
    assert 2 < len(years) < 20


def test_the_day_is_named_on_the_side_where_there_is_room(gti: Gti) -> None:
    """At the right end the name stands before its mark."""
    assert "▲ 17 Nov 2020" in drawn(gti)
    assert "17 Nov 2020 ▲" in drawn(gti, "--verdict", "kept")


def test_the_signs_of_verdicts_are_told(gti: Gti, head: str, tmp_path: Path) -> None:
    """Below the chart each verdict stands behind its sign, with those that have the same: in ASCII, some more."""
    told = update('stage = "completed", target = "June 2020"')
    done = update('stage = "completed", when = "2020-08-10"').replace("2020-05-01", "2020-09-01")
    given_up = update('stage = "withdrawn"').replace("2020-05-01", "2020-06-01").replace('"thing"', '"other"')
    data = head + item("milestones") + item("milestones").replace("thing", "other") + told
    data += told.replace("2020-05-01", "2020-05-02").replace('"thing"', '"other"') + given_up + done
    file = tmp_path / "given.toml"
    file.write_text(data, encoding="utf-8")

    assert "✘ late · ✕ withdrawn\n" in drawn(gti, data=data)
    assert "X late - x withdrawn\n" in run("chart", "--data", str(file), encoding="ascii").out


def test_nothing_to_draw(gti: Gti) -> None:
    """An empty chart is its title and a sentence on stderr."""
    answer = gti("chart", "--verdict", "missed")

    assert (answer.code, answer.out.count("\n")) == (0, 1)
    assert answer.err == "no promise is missed as of 17 Nov 2020\n"
