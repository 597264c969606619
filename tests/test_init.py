"""`gti init`: what it writes loads, explains every key, and never takes the place of anything."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.cli.options import today
from gti_cli.dataset.read import load
from gti_cli.dataset.slugs import id_from
from gti_cli.dataset.starter import starter
from gti_cli.words import visible
from tests.conftest import BUNDLED, Answer, Gti
from tests.editor import refused
from tests.processes import environment, small_disk

DAY = date(2024, 2, 29)
TEXT = starter(DAY)
SWITCH = re.compile(r"^(\s*)#(?=\S)")
"""What leaves a line out: a # with no space after it."""

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def switched_on(text: str, *lines: int) -> str:
    """A text with these of its lines, counted from 0, no longer left out."""
    return "".join(
        SWITCH.sub(r"\1", line) if at in lines else line for at, line in enumerate(text.splitlines(keepends=True))
    )


def left_out(text: str) -> Iterator[range]:
    """The places of the lines that are left out: each line by itself, a table with its keys as one."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        end = at + 1
        if lines[at].startswith("#["):
            while end < len(lines) and SWITCH.match(lines[end]):
                end += 1
        if SWITCH.match(lines[at]):
            yield range(at, end)
        at = end


def whole(text: str) -> str:
    """A text with all of its lines, none left out."""
    return switched_on(text, *range(len(text.splitlines())))


def test_it_loads() -> None:
    """The dataset has an item of each kind, a promise with a date, and one update, dated that day."""
    dataset = load(TEXT.encode(), "new.toml")

    assert {item.kind for item in dataset.items()} == {"center", "region", "review", "milestone", "goal"}
    assert [update.date for update in dataset.updates] == [DAY]
    assert "promised" in {event.type for event in dataset.updates[0].events}
    assert refused(tomli.loads(TEXT)) == []


def test_every_line_that_is_left_out_can_be_switched_on() -> None:
    """Each line that is left out, or table where there is one, makes a file that loads; and so do all of them."""
    places = list(left_out(TEXT))

    assert len(places) > 30
    for lines in places:
        assert load(switched_on(TEXT, *lines).encode(), "new.toml")
    assert load(whole(TEXT).encode(), "new.toml").updates


@pytest.mark.parametrize("text", [TEXT, whole(TEXT)], ids=["as it is", "with every line"])
def test_nothing_in_it_is_in_doubt(gti: Gti, text: str) -> None:
    """`gti check` has no warning to give."""
    Path("new.toml").write_text(text, encoding="utf-8")

    assert gti("check", "--strict", "new.toml") == Answer(code=0, out="", err="")


def test_it_is_a_text_file() -> None:
    """It ends its last line, has no stray blanks, and fits an editor."""
    assert TEXT.endswith("\n")
    assert [line for line in TEXT.splitlines() if line != line.rstrip() or len(line) > 120] == []


def one_line(text: str) -> bool:
    """Whether a text is one that the command takes for a name."""
    return bool(text.strip()) and visible(text) == text


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(one_line)


@settings(database=None, deadline=None, max_examples=50)
@given(
    st.one_of(TEXTS, st.sampled_from(re.findall('"(.+?)"', TEXT))), TEXTS, st.dates(date(1000, 1, 1), date(9900, 1, 1))
)
def test_it_loads_whatever_the_names_and_the_day(name: str, organization: str, day: date) -> None:
    """Any name and organization stand in the file as given, also where their id would be taken already."""
    dataset = load(starter(day, name=name, organization=organization).encode(), "new.toml")

    assert dataset.initiative.name == name
    assert {dataset.initiative.organization, dataset.sources[0].publisher} == {organization}
    assert dataset.updates[0].date == day


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Global Transparency Initiative", "global-transparency-initiative"),
        ("  Schöne Straße: “Año 2”  ", "schone-strasse-ano-2"),
        ("The users' own Q&A_list – v2", "the-users-own-q-a-list-v2"),
        ("møte", "mote"),
        ("𝐁𝐨𝐥𝐝", "bold"),
        ("透明性", "u900f-u660e-u6027"),
        ("Straße", "strasse"),
        ("O’Brien's", "obriens"),
        ("🏗️ !", "initiative"),
    ],
)
def test_the_id_is_made_of_the_name(name: str, id_: str) -> None:
    """Lower-case words joined by hyphens, in Latin letters; where nothing is left, a word that fits any."""
    assert id_from(name, "initiative") == id_


def test_an_id_that_is_taken_gets_another_word() -> None:
    """The name of something else in the file, or the day of its update, is no id; with a word behind it, it is."""
    for name in ("Website", "Audit", str(DAY)):
        dataset = load(starter(DAY, name=name).encode(), "new.toml")

        assert dataset.initiative.id == f"{id_from(name)}-initiative"


def test_in_an_empty_folder(gti: Gti) -> None:
    """`gti init data/initiative.toml` makes the folder too; from then on, commands find the dataset by themselves."""
    name = 'A "test" \\ 🏗️'
    made = gti("init", "data/initiative.toml", "--name", name, "--organization", "$day", env={"GTI_DATA": ""})

    assert (made.code, made.out) == (0, "")
    assert made.err.splitlines()[-1].strip() == "gti status"
    status = json.loads(gti("status", "--json", env={"GTI_DATA": ""}).out)
    assert status["initiative"]["name"] == name
    assert status["initiative"]["organization"] == "$day"
    assert status["newest_update"] == str(today())
    assert status["next_deadlines"]


@posix
@pytest.mark.parametrize("path", ["new.toml", "a folder/new file.toml"])
def test_what_to_type_next(gti: Gti, tmp_path: Path, path: str) -> None:
    """What is said on stderr can be typed as it stands, from where one is."""
    made = gti("init", path)

    *_, command = made.err.splitlines()
    code = "import sys; sys.argv[0] = 'gti'; from gti_cli.cli import main; main()"
    shell = f'gti() {{ {sys.executable} -c {json.dumps(code)} "$@"; }}; {command}'
    told = subprocess.run(["bash", "-c", shell], cwd=tmp_path, env=environment(), capture_output=True, check=True)
    assert told.stdout.decode().startswith("My initiative")


@pytest.mark.parametrize("elsewhere", ["-", "missing.toml", os.fspath(BUNDLED)])
def test_what_to_type_next_where_another_dataset_is_set(gti: Gti, elsewhere: str) -> None:
    """Where the environment names another dataset, the new one is to be named."""
    made = gti("init", "data/initiative.toml", env={"GTI_DATA": elsewhere})

    assert made.code == 0
    assert made.err.endswith("gti status --data data/initiative.toml\n")


def test_the_example_is_the_bundled_dataset(gti: Gti, tmp_path: Path) -> None:
    """`--example` copies it byte for byte, comments and all."""
    assert gti("init", "copy.toml", "--example").code == 0

    assert (tmp_path / "copy.toml").read_bytes() == BUNDLED.read_bytes()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["new.toml", "--example", "--name", "N"], "--example takes no --name:"),
        (["new.toml", "--example", "--name", "N", "--organization", "O"], "no --name and --organization:"),
        (["new.toml", "--name", ""], "--name is empty"),
        (["new.toml", "--organization", "  "], "--organization is empty"),
        (["new.toml", "--name", "one\ntwo"], "a line break"),
        (["new.toml", "--organization", "\x1b[31mO"], "control character"),
        (["new.toml", "--name", "\udcff"], "no text"),
        (["-"], "no name of a file"),
    ],
)
def test_what_cannot_be_asked(gti: Gti, tmp_path: Path, words: list[str], reason: str) -> None:
    """A text that cannot stand on a line, or options that exclude each other, are wrong usage; nothing is made."""
    answer = gti("init", *words)

    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["--example"]], ids=["new", "example"])
def test_what_is_there_stays(gti: Gti, tmp_path: Path, words: list[str]) -> None:
    """A file of that name, even an empty one, is left as it is, and the message has the way out."""
    (tmp_path / "mine.toml").write_bytes(b"mine")

    answer = gti("init", "mine.toml", *words)

    assert (answer.code, answer.out) == (1, "")
    assert "mine.toml is there already" in answer.err
    assert "name another file" in answer.err
    assert (tmp_path / "mine.toml").read_bytes() == b"mine"


@posix
def test_a_link_that_leads_nowhere_is_there_too(gti: Gti, tmp_path: Path) -> None:
    """Nothing is written to where a dangling link points."""
    (tmp_path / "link.toml").symlink_to("elsewhere.toml")

    assert "is there already" in gti("init", "link.toml").err
    assert not (tmp_path / "elsewhere.toml").exists()


@pytest.mark.parametrize(("path", "better"), [("folder", "folder"), ("new/", "new"), (".", "")])
def test_a_folder_is_no_file(gti: Gti, tmp_path: Path, path: str, better: str) -> None:
    """Where a folder is named, there already or by its last sign, a file in it is suggested."""
    (tmp_path / "folder").mkdir()

    answer = gti("init", path)

    assert answer.code == 1
    assert answer.err.endswith(f"{path} is a folder; name a file in it, such as {Path(better, 'initiative.toml')}\n")


@pytest.mark.parametrize("path", ["mine.toml/new.toml", "mine.toml/sub/new.toml"])
def test_a_file_is_no_folder(gti: Gti, tmp_path: Path, path: str) -> None:
    """A path through a file leads nowhere, and that is said."""
    (tmp_path / "mine.toml").write_bytes(b"mine")

    answer = gti("init", path)

    assert answer.code == 1
    assert answer.err == f"Error: {path} cannot be written: Not a directory; nothing was changed\n"
    assert (tmp_path / "mine.toml").read_bytes() == b"mine"


@posix
@pytest.mark.parametrize("path", [f"{'x' * 300}.toml", f"{'x' * 300}/new.toml"], ids=["file", "folder"])
def test_what_cannot_be_made(gti: Gti, tmp_path: Path, path: str) -> None:
    """What the system refuses, a file or a folder, is an error with its reason."""
    answer = gti("init", path)

    assert answer.code == 1
    assert answer.err == f"Error: {path} cannot be written: File name too long; nothing was changed\n"
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("words", [[], ["--example"]], ids=["new", "example"])
@pytest.mark.parametrize("path", ["new.toml", "data/of/mine/new.toml"])
def test_a_full_disk_leaves_nothing_behind(gti: Gti, tmp_path: Path, path: str, words: list[str]) -> None:
    """Where not all of it fits, neither the file nor a folder that was made for it is left."""
    with small_disk(4096):
        answer = gti("init", path, *words)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == f"Error: {path} cannot be written: File too large; nothing was changed\n"
    assert list(tmp_path.iterdir()) == []
