"""What the documents show is what gti prints."""

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from codecs import BOM_UTF8
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import environment, on_terminal, search_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="examples are run on a pseudo-terminal")

TOOLS = ("jq", "mlr", "duckdb", "sqlite-utils")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FILE = re.compile(r"# (\S+\.toml)(, continued)?\n")
"""The first line of a block that is a file, or that is put at the end of one."""
FOLDER = "/home/you/larkfield"
"""The folder in which a document is followed, as it calls it."""


def blocks(document: Path, languages: str = "console") -> list[str]:
    """The blocks of a document in a language, or in one of several with a bar between them."""
    text = document.read_text(encoding="utf-8")
    return re.findall(rf"^```(?:{languages})\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(block: str) -> list[tuple[str, str]]:
    """Every `$ …` of a block, with the lines that it goes on for, and what stands below it."""
    return [
        (command, shown.strip("\n"))
        for command, shown in re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


FOLLOWED = [document for document in DOCUMENTS if any(map(FILE.match, blocks(document, "toml")))]
"""The documents that give files: a reader follows them from top to bottom, in a folder of their own."""


def examples() -> list[tuple[str, str, str]]:
    """Every `$ …` of the other documents, with what stands below it: each is run by itself."""
    return [
        (document.name, *example)
        for document in DOCUMENTS
        if document not in FOLLOWED
        for block in blocks(document)
        for example in commands(block)
    ]


def cases() -> list[object]:
    """The examples; those of documents other than the README are among the slow tests."""
    marks = {"README.md": ()}
    return [pytest.param(*one, marks=marks.get(one[0], pytest.mark.slow)) for one in examples()]


@pytest.mark.parametrize(("document", "command", "shown"), cases())
def test_example(document: str, command: str, shown: str, tmp_path: Path) -> None:
    """Run in a checkout on a terminal of 100 columns, an example prints what stands below it."""
    env = {"PATH": search_path(tmp_path), "NO_COLOR": "1", "GTI_DATA": ""}
    require_tools(command, env["PATH"])

    if tools_of(command):  # some ask the terminal for its colours, and wait for an answer
        command = f"{command} | cat"
    printed = on_terminal(["bash", "-c", command], env=env, cwd=ROOT)

    assert printed.strip("\n") == shown, f"{document}: {command}"


@pytest.mark.slow
@pytest.mark.parametrize("document", FOLLOWED, ids=lambda document: document.name)
def test_a_document_is_followed(document: Path, tmp_path: Path) -> None:
    """From top to bottom in an empty folder, each file written or continued, a document shows what gti prints."""
    folder, programs = tmp_path / "folder", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    env = {"PATH": search_path(programs), "NO_COLOR": "1", "GTI_DATA": ""}

    for block in blocks(document, "console|toml"):
        if name := FILE.match(block):
            path = folder / name[1]
            path.parent.mkdir(exist_ok=True)
            before = path.read_text(encoding="utf-8") + "\n" if name[2] else ""
            path.write_text(before + block, encoding="utf-8")
        for command, shown in commands(block):
            printed = on_terminal(["bash", "-c", command], env=env, cwd=folder).replace(os.fspath(folder), FOLDER)
            assert printed.strip("\n") == shown, f"{document.name}: {command}"


@pytest.mark.parametrize("document", FOLLOWED, ids=lambda document: document.name)
def test_every_file_of_a_document_is_named(document: Path) -> None:
    """No block of TOML is passed over where a document is followed: each says of which file it is."""
    for block in blocks(document, "toml"):
        assert FILE.match(block), f"{document.name}: begin the block with the name of its file: # NAME.toml\n{block}"


def tools_of(command: str) -> list[str]:
    """The programs of others that a command pipes into."""
    return [tool for tool in TOOLS if f"| {tool} " in command]


def require_tools(command: str, path: str) -> None:
    """Skip an example whose tools are not installed; where GTI_REQUIRE_TOOLS is set, they must be."""
    missing = [tool for tool in tools_of(command) if not shutil.which(tool, path=path)]
    missing += [name for name in re.findall(r"import (pandas)\b", command) if not find_spec(name)]
    if missing and not os.environ.get("GTI_REQUIRE_TOOLS"):
        pytest.skip(f"{' and '.join(missing)} is not installed")
    assert not missing


def blocks_of_recipes(language: str) -> list[str]:
    """The blocks in one language that stand among the recipes of docs/output.md."""
    recipes = (ROOT / "docs" / "output.md").read_text(encoding="utf-8").split("## Recipes")[1]
    return re.findall(rf"^```{language}\n(.*?)^```", recipes, re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_the_files_that_recipes_make(tmp_path: Path) -> None:
    """Database, spreadsheet, calendar and feed are made as told, with a row for each line of the commands' CSV."""
    env = environment({"GTI_DATA": "", "PATH": search_path(tmp_path)})
    script = "".join(blocks_of_recipes("sh"))
    require_tools(script, env["PATH"])

    subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=env, check=True)

    with closing(sqlite3.connect(tmp_path / "initiative.db")) as database:
        for command in ("promises", "timeline", "items", "sources"):
            table = subprocess.run(
                [tmp_path / "gti", command, "--format", "csv"], cwd=tmp_path, env=env, capture_output=True, check=True
            ).stdout.decode()
            (count,) = database.execute(f"select count(*) from {command}").fetchone()  # noqa: S608 - our own words
            assert count == table.count("\n") - 1
        (question,) = blocks_of_recipes("sql")
        assert ("Kaspersky", "late", 1) in database.execute(question).fetchall()
    with (tmp_path / "promises.csv").open(encoding="utf-8-sig", newline="") as sheet:
        assert next(row["id"] for row in csv.DictReader(sheet)) == "zurich-infrastructure.completed"
    assert (tmp_path / "promises.csv").read_bytes().startswith(BOM_UTF8)
    assert (tmp_path / "deadlines.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert (tmp_path / "updates.xml").read_bytes().startswith(b"<?xml ")


def test_every_use_is_shown() -> None:
    """The uses that the README begins with have an example or a picture each."""
    shown = [command for document, command, _ in examples() if document == "README.md"]

    for use in ("gti phase relocation", "gti centers --open"):
        assert any(command.startswith(use) for command in shown)
    assert "docs/pictures/timeline.svg" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert any("--json |" in command for command in shown)


FRESH = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/gti status",
    "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' && .venv/bin/pytest",
)
"""What a fresh machine is told to run; others rely on these lines, to the letter."""


def test_the_readme_is_short_and_has_what_a_fresh_machine_needs() -> None:
    """The README has at most 150 lines, and among them, in a block each, the two for a machine with only Python."""
    readme = ROOT / "README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 150
    assert [block for block in blocks(readme, "sh") if ".venv" in block] == [f"{line}\n" for line in FRESH]


def test_links_of_the_documents_lead_somewhere() -> None:
    """Every relative link names a file of the repository, and behind # a heading that this has."""
    for document in (*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "tests" / "README.md"):
        links = re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", document.read_text(encoding="utf-8"))
        for target, anchor in links:
            named = document.parent / target if target else document
            assert named.exists(), f"{document.name}: {target}"
            assert not anchor or anchor in anchors(named), f"{document.name}: {target}#{anchor}"


def anchors(document: Path) -> list[str]:
    """The words behind # by which an address points at the headings of a document, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def test_paths_that_contributors_are_told_are_there() -> None:
    """Every path that CONTRIBUTING.md and tests/README.md name in backticks is one of the repository."""
    for document in (ROOT / "CONTRIBUTING.md", ROOT / "tests" / "README.md"):
        text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for path in re.findall(r"`([\w./-]+/|[\w./-]+\.(?:md|py|toml|1)|\.ci/run)`", text):
            assert any((folder / path).exists() for folder in (ROOT, document.parent)), f"{document.name}: {path}"


def test_the_way_to_an_own_dataset(tmp_path: Path) -> None:
    """The commands of README's part on one's own dataset, one after the other in an empty folder, all succeed."""
    part = (ROOT / "README.md").read_text(encoding="utf-8").split("## Your own dataset")[1].split("\n## ")[0]
    script = "".join(re.findall(r"^```sh\n(.*?)^```", part, re.DOTALL | re.MULTILINE))
    gti = f'gti() {{ {sys.executable} -m gti_cli "$@"; }}'

    process = subprocess.run(
        ["bash", "-ec", f"{gti}\n{script.replace('gti record', 'gti record --yes')}"],
        cwd=tmp_path,
        env=environment({"GTI_DATA": ""}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert process.returncode == 0, process.stderr
    assert script.count("gti ") == 4
    assert "Moving house" in process.stdout
