"""The signs: one meaning each on every screen, in ASCII as well, and a key above what they stand before."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gti_cli.render.safe import Pen
from gti_cli.signs import SIGNS
from gti_cli.views import promises, timeline
from tests.conftest import ROOT, Gti
from tests.every_kind import DATA
from tests.make import HEAD, figure, item, update

GIVEN_UP = (
    HEAD
    + item("milestones", "north")
    + item("milestones", "south")
    + item("regions", "east")
    + update('item = "north", stage = "announced"', 'item = "south", stage = "completed"')
    + update('item = "east", stage = "announced"', day="2020-05-02")
    + update(
        'item = "north", stage = "withdrawn"',
        'item = "east", stage = "withdrawn"',
        'item = "south", note = "n"',
        day="2020-06-01",
    )
)


def screen(gti: Gti, command: str, data: str | None = None, width: int = 100) -> list[str]:
    """The lines of a terminal without colours."""
    env = {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": str(width)}
    return gti(*command.split(), env=env, data=data).out.splitlines()


def test_no_two_signs_are_alike() -> None:
    """Each has a glyph, a character in ASCII and a meaning that no other has."""
    for parts in zip(*((sign.glyph, sign.ascii, sign.meaning) for sign in SIGNS), strict=True):
        assert len({*parts}) == len(SIGNS)
    assert all(sign.ascii.isascii() and len(sign.glyph) == len(sign.ascii) == 1 for sign in SIGNS)


def test_what_stands_before_a_name_is_one_of_them() -> None:
    """Verdicts and the events of the timeline have no signs of their own."""
    known = {sign.glyph for sign in SIGNS}
    assert {*promises.GLYPHS.values()} <= known
    assert {glyph for glyph, _, _ in (*timeline.SIGNS.values(), timeline.FIGURE, timeline.COUNT)} <= known


def drawn(source: Path) -> Iterator[str]:
    """The texts in a module, without what explains it."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value


@pytest.mark.parametrize("folder", ["views", "render/screens"])
def test_whatever_is_drawn_has_a_form_in_ascii(folder: str) -> None:
    """No character of our own becomes a question mark where an encoding lacks it."""
    pen = Pen("ascii")
    own = {sign for file in (ROOT / "gti_cli" / folder).rglob("*.py") for text in drawn(file) for sign in text}

    assert {sign for sign in own if not sign.isascii() and pen.plain(sign) == "?"} == set()


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("data", [None, DATA, GIVEN_UP])
@pytest.mark.parametrize("command", ["timeline", "items", "centers", "regions"])
def test_the_key_has_the_signs_that_occur_and_no_others(gti: Gti, command: str, data: str | None, width: int) -> None:
    """It stands above all that it explains."""
    lines = screen(gti, command, data, width)
    if len(lines) < 3:
        return
    at = lines.index("") + 1 if "" in lines else 0
    end = lines.index("", at)
    key = {piece[0] for line in lines[at:end] for piece in line.split("   ") if re.match(r"\S \S", piece)}
    below = lines[end:]
    glyphs = {sign.glyph for sign in SIGNS if ord(sign.glyph) > 127}
    before = {cell[0] for line in below for cell in re.split("  +", line) if cell[:1] in glyphs and cell[1:2] == " "}
    behind = {mark for mark in "*†" if any(re.search(rf"\d\{mark}", line) for line in below)}

    assert key == before | behind


def test_a_region_that_was_given_up_says_so(gti: Gti) -> None:
    """Though no stage of it lies ahead any more, the table tells why: on a screen, in a pipe and as Markdown.

    As of an earlier day nobody knew.
    """
    for words in (["regions"], ["regions", "-f", "markdown"]):
        assert "by 1 Jun 2020" in gti(*words, data=GIVEN_UP, env={"FORCE_COLOR": "1", "TERM": "dumb"}).out
    assert gti("regions", data=GIVEN_UP).out.splitlines()[1].endswith("../2020-06-01")
    assert "withdrawn" not in gti("regions", "--as-of", "2020-05-31", data=GIVEN_UP).out.lower()


def test_each_screen_names_the_command_that_tells_more(gti: Gti) -> None:
    """About the same file and day; and that command answers."""
    for command, words in {
        "items --as-of 2019": "show zurich",
        "centers --as-of 2019": "show zurich",
        "regions --as-of 2019": "show europe",
        "timeline --as-of 2019": "show 2018-08-29",
        "phase --as-of 2019": "phase centers",
    }.items():
        assert screen(gti, command)[-1] == f"More on each: gti {words} --as-of 2019"
        assert gti(*words.split(), "--as-of", "2019").code == 0
    more = " ".join(screen(gti, "phase relocation")).partition("More: ")[2]
    assert re.split(" · | (?=gti )", more) == [f"gti {command} --phase relocation" for command in ("items", "timeline")]


def test_items_of_each_phase_stand_together_a_line_each(gti: Gti) -> None:
    """Phases in the order of the file, kinds behind the items where there are several."""
    lines = screen(gti, "items")
    headings = [line for line in lines[3:] if line and line[0].isalpha()][:-1]

    assert headings == [
        *("Transparency Centers", "Data relocation", "Independent reviews"),
        *("Software assembly", "Bug bounty", "Outreach"),
    ]
    (new_brunswick,) = [line for line in lines if "New Brunswick" in line]
    assert new_brunswick.split("  ")[1].startswith("○ New Brunswick")
    assert re.search(r"announced by 2 Apr 2019 · to open in early 2021 +center$", new_brunswick)
    assert not any("milestone" in line for line in screen(gti, "items --kind milestone", None, 140))
    assert any(line.endswith("  bounty-ceiling") for line in screen(gti, "items --kind milestone", None, 140))


def test_what_has_no_room_hangs_under_its_text(gti: Gti) -> None:
    """A long name goes on below itself, and so does what is told of it; on a narrow terminal that is below the name."""
    long = "A school for the whole of the northern district with a sports hall"
    data = HEAD + item("milestones").replace("Thing", long) + item("milestones", "other").replace("Other", "Tram")
    data += update('stage = "announced"', 'item = "other", note = "n"')
    data += update('stage = "completed", target = "by the end of June 2021"', day="2020-06-01")

    wide, narrow = (screen(gti, "items", data, width) for width in (80, 50))
    at = wide.index("Work") + 1
    assert wide[at : at + 3] == [
        "  ○ A school for the whole of the          announced by 1 May 2020",
        "    northern district with a sports hall   to be completed by the end of June",
        "                                           2021",
    ]
    at = narrow.index("Work") + 1
    assert narrow[at : at + 5] == [
        "  ○ A school for the whole of the northern",
        "    district with a sports hall",
        "    announced by 1 May 2020",
        "    to be completed by the end of June 2021",
        "  ○ Tram",
    ]


def test_the_timeline_keeps_to_its_columns(gti: Gti) -> None:
    """Every name begins in one column, all that is said in another."""
    lines = [line for line in screen(gti, "timeline") if re.match(r" {11}[●○◌·▪Σ] ", line)]
    told = {re.match(r" {11}\S .{30}  \S", line) is not None for line in lines}

    assert len(lines) > 50
    assert told == {True}
    assert any(line.endswith("completed (implied)") for line in lines)


def test_of_many_readings_the_newest_and_how_to_see_the_others(gti: Gti) -> None:
    """Beside other metrics; asked for by itself, a metric shows all of them."""
    data = HEAD + item("metrics", "paid")
    data += "".join(update(day=f"2020-05-{day:02}", figures=figure(day)) for day in range(1, 21))

    few, every = (screen(gti, command, data) for command in ("metrics", "metrics paid"))
    assert [line.split()[0] for line in few if "May 2020  " in line] == ["17", "18", "19", "20"]
    assert "  and 16 earlier, the first 1 on 1 May 2020: gti metrics paid" in few
    assert re.fullmatch("  ▁[▁▂▃▄▅▆▇]+█+", few[3])
    assert len(screen(gti, "metrics", data, 12)[3].strip()) <= 10
    assert len([line for line in every if "May 2020  " in line]) == 20
    assert not any("earlier" in line for line in every)
