"""`gti chart --format svg`: a chart as a picture by itself, which needs nothing else and says what it shows."""

import json
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from gti_cli.render.picture import wrapped
from tests import hostile
from tests.conftest import BUNDLED, Answer, Gti
from tests.laws import FORMATS_READ
from tests.logs import dataset, entries
from tests.make import HEAD, item, update
from tests.pages import Node, Page

DATASETS = {"bundled": None, "log": dataset(entries(60)), "hostile": hostile.hostile()}
KINDS = pytest.mark.parametrize("words", [(), ("--slips",)], ids=["plan", "slips"])


@pytest.fixture(params=DATASETS)
def data(request: pytest.FixtureRequest) -> str | None:
    """The bundled dataset, one of many rows, and one of hostile texts."""
    return DATASETS[request.param]


def picture(gti: Gti, *words: str, data: str | None = None) -> Node:
    """The picture, read strictly as XML."""
    answer = gti("chart", *words, "--format", "svg", data=data)
    assert answer.code == 0
    assert [*FORMATS_READ["svg"](answer.out)] == []
    return Page(answer.out).root.one("svg", role="img")


def texts(root: Node, look: str) -> str:
    """What is written in a look, as one text."""
    return " ".join(one.text for one in root.all("text", class_=look))


def shapes(lane: Node) -> list[tuple[str, ...]]:
    """The shapes of a lane, with their classes, titles and places."""
    drawn = (one for one in lane if one is not lane and "class" in one.attributes)
    places = ("class", "x", "x1", "x2", "cx", "width", "d")
    return [tuple(one.attributes.get(name, "") for name in places) for one in drawn]


@pytest.mark.slow
@KINDS
def test_it_is_a_picture_by_itself(gti: Gti, data: str | None, words: tuple[str, ...]) -> None:
    """It has a name, a text in place of it, the day, its source, and nothing from anywhere; texts stay texts."""
    root = picture(gti, *words, data=data)
    title, description = (root.one(tag, id=f"gti.{'slips' if words else 'chart'}.{tag}") for tag in ("title", "desc"))
    rows = json.loads(gti("chart", *words, "--sort", "worst", "--json", data=data).out)

    assert root.attributes["aria-labelledby"].split() == [title.attributes["id"], description.attributes["id"]]
    assert title.text
    assert description.text.count(":") >= len(rows)
    assert texts(root, "title").replace(" ", "") == title.text.replace(" ", "")
    assert "As of " in texts(root, "small")
    assert "Source: statements published by " in texts(root, "small")
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", gti("chart", *words, "-f", "svg").out)
    labels = "".join(texts(root, "label").split())
    assert labels.count(",to") == len(rows) or data == DATASETS["hostile"]


@pytest.mark.slow
def test_its_lanes_are_those_of_the_report(gti: Gti, data: str | None) -> None:
    """The same shapes at the same places of the axis, whatever their order."""
    page = Page(gti("report", data=data).out).root
    for words, id_ in (((), "chart"), (("--slips",), "slips")):
        drawn = picture(gti, *words, data=data).all("svg", class_="lane")
        on_page = page.one("section", id=id_).all("svg", class_="lane")

        assert drawn
        assert sorted(map(shapes, drawn)) == sorted(map(shapes, on_page))


@KINDS
def test_everything_is_within_it(gti: Gti, data: str | None, words: tuple[str, ...]) -> None:
    """Texts and lanes stand one below the other, none beyond an edge; the background covers all of it."""
    root = picture(gti, *words, data=data)
    _, _, width, height = map(float, root.attributes["viewbox"].split())

    paper = root.all("rect", class_="paper")[0].attributes
    assert (paper["width"], paper["height"]) == ("100%", "100%")
    written = [one for one in root.all("text") if one.above is root]
    for look in ("label", "told", "heading"):
        places = [float(one.attributes["y"]) for one in written if one.attributes["class"] == look]
        assert all(after - before >= 18 for before, after in pairwise(places))
    assert all(0 < float(one.attributes["x"]) < width and 0 < float(one.attributes["y"]) < height for one in written)
    for lane in root.all("svg", class_="lane"):
        assert float(lane.attributes["x"]) + float(lane.attributes["width"]) < width
        assert float(lane.attributes["y"]) + float(lane.attributes["height"]) < height
        for shape in shapes(lane):
            assert all(0 <= float(place.rstrip("%")) <= 100 for place in shape[1:5] if place.endswith("%"))


@KINDS
def test_its_key_has_what_occurs(gti: Gti, words: tuple[str, ...]) -> None:
    """Each look of a stretch stands in the key once, and no other."""
    root = picture(gti, *words)
    swatches = [one for one in root.all("svg") if one.attributes.get("aria-hidden")]
    looks = [shapes(swatch)[-1][0].split()[0] for swatch in swatches]

    drawn = {shape[0].split()[0] for lane in root.all("svg", class_="lane") for shape in shapes(lane)} - {"at"}
    assert sorted(looks) == sorted(drawn)


def test_the_groups_and_their_order_are_those_of_promises(gti: Gti) -> None:
    """Worst first, each group under its heading; none in another order."""
    assert texts(picture(gti), "heading").startswith("Broken Can't tell")
    assert texts(picture(gti, "--sort", "made"), "heading") == ""
    names = [row["name"] for row in json.loads(gti("promises", "--sort", "name", "--json").out)]
    label = texts(picture(gti, "--sort", "name"), "label")
    places = [label.index(name) for name in names]
    assert places[0] == 0


@KINDS
def test_where_there_is_nothing_to_draw(gti: Gti, words: tuple[str, ...], tmp_path: Path) -> None:
    """A picture all the same, that says so; so does a sentence on stderr, also where it is written to a file."""
    asked = ("--item", "madrid", "--verdict", "missed", *words)
    answer = gti("chart", *asked, "-o", "empty.svg")

    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("no promise is missed and was made for madrid")
    root = Page((tmp_path / "empty.svg").read_text(encoding="utf-8")).root
    sentence = answer.err.strip()
    assert root.all("desc")[0].text == f"{sentence[0].upper()}{sentence[1:]}."
    assert root.all("svg", class_="lane") == []


def test_a_file_has_what_is_written_to_stdout(gti: Gti, tmp_path: Path) -> None:
    """By its name or with --output; the same letter by letter, whole in place of what was there."""
    (tmp_path / "a.svg").write_text("old")
    for words in ((), ("--slips",), ("--sort", "due")):
        assert gti("chart", *words, "-o", "a.svg") == Answer(0, "", "")
        assert (tmp_path / "a.svg").read_text(encoding="utf-8") == gti("chart", *words, "-f", "svg").out
        assert [one.name for one in tmp_path.iterdir()] == ["a.svg"]
    assert gti("chart", "--output", "B.SVG", "--format", "svg") == Answer(0, "", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("chart -o chart.png", 'Error: -o "chart.png": a chart is written to a file that ends in .svg'),
        ("chart -o chart", 'Error: -o "chart": a chart is written to a file that ends in .svg'),
        ("chart --json -o a.svg", "Error: --json and --format svg ask for two formats; give one of them"),
        ("chart -f csv -o a.svg", 'Error: --format csv and -o "a.svg" ask for two formats; give one of them'),
        (
            "promises -f svg",
            "Error: --format svg: gti promises answers in table, json, markdown, jsonl, csv, tsv or ics; svg is for",
        ),
        (
            "phase -f svg",
            "Error: --format svg: gti phase answers in table, json, markdown, jsonl, csv or tsv; svg is for",
        ),
        ("report -f svg", "Error: --format svg: gti report answers in html or markdown; svg is for chart"),
    ],
)
def test_wrong_formats(gti: Gti, tmp_path: Path, words: str, sentence: str) -> None:
    """A name or a format that a chart has not, and pictures of anything else, are wrong usage; nothing is written."""
    answer = gti(*words.split())

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_it_is_never_written_over_the_dataset(gti: Gti, tmp_path: Path) -> None:
    """Whatever the dataset is called."""
    file = tmp_path / "data.svg"
    file.write_bytes(BUNDLED.read_bytes())
    answer = gti("chart", "-d", os.fspath(file), "-o", os.fspath(file))

    assert answer.code == 2
    assert "is the dataset itself" in answer.err
    assert file.read_bytes() == BUNDLED.read_bytes()


def test_texts_that_no_xml_may_have(gti: Gti) -> None:
    """They are made visible, as on a terminal."""
    data = (HEAD + item("milestones") + update('stage = "completed", target = "2021"')).replace(
        '"Thing"', '"T\uffff\ufffeg"'
    )

    assert "T\ufffd\ufffdg, to be completed" in texts(picture(gti, data=data), "label")


@pytest.mark.parametrize("most", [1, 2, 5, 12, 80])
@pytest.mark.parametrize("text", [*hostile.TEXTS, "透明性計画中心", "a b", ""])
def test_lines_are_broken_between_words(text: str, most: int) -> None:
    """No word is broken that fits on a line, no line is too long for plain letters, and nothing is lost."""
    lines = wrapped(text, most)

    assert all(lines)
    assert "".join(lines).replace(" ", "") == "".join("".join(wrapped(text, 10**6)).split())
    for word in "".join(wrapped(text, 10**6)).split():
        if word.isascii() and len(word) <= most:
            assert any(word in line for line in lines)
    assert all(len(line) <= most for line in lines if line.isascii())
