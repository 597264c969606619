"""Whatever happens at any system call while an update is recorded, nothing is lost and no word is false."""

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gti_cli.dataset.read import load
from tests import faults
from tests.conftest import Gti
from tests.faults import Action, Outcome
from tests.make import HEAD, item, update
from tests.processes import GTI, environment

pytestmark = pytest.mark.slow

OLD = (HEAD + item("milestones") + update('stage = "announced"', day="2020-01-01")).encode()
EDIT = b"# edited\n"
TITLE = "Recorded while something happens"
LITTER = re.compile(r"\.gti-[0-9a-f]{16}|own\.toml\.old-[0-9a-f]{16}")
UNLOCKED = "; do this on a copy where there are locks[^;\n]*"
WHY_NOT = re.compile(rf"(Error: )?\S+ (error: )?cannot be [^;\n]+(; nothing was changed|{UNLOCKED})?\n")
SAVED = "changed meanwhile, so nothing was written"

Run = Callable[[int, Action], Outcome]


@pytest.fixture(params=["by name", "in place"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A dataset that is replaced, or one with another name, which is written in place."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "own.toml").write_bytes(OLD)
    if request.param == "in place":
        (tmp_path / "other.toml").hardlink_to(folder / "own.toml")
    return folder / "own.toml"


@pytest.fixture
def record(gti: Gti, tmp_path: Path, path: Path) -> Run:
    """Records an update in the file, which is as it was before, with something that happens at one moment."""
    words = ("record", "-d", os.fspath(path), "--yes", "--title", TITLE, "--source", "page", "--date", "2020-06-01")

    def run(at: int, action: Action) -> Outcome:
        restore(path)
        return faults.run(words, tmp_path, at, action)

    assert gti(*words).code == 0  # from here on all is imported
    return run


def restore(path: Path) -> None:
    """Make the file and its folder what they were; a file with another name keeps that."""
    for left in path.parent.iterdir():
        if left != path:
            left.unlink()
    other = path.parent.with_name("other.toml")
    if other.exists():
        other.write_bytes(OLD)
        path.unlink()
        path.hardlink_to(other)
    else:
        path.write_bytes(OLD)


def is_recorded(path: Path) -> bool:
    """Whether the update is in a file, which has to be whole in either case, and all else is as it was."""
    content = path.read_bytes()
    titles = [update.title for update in load(content, "own.toml").updates]
    added = titles.count(TITLE)
    assert len(titles) == len(load(OLD, "own.toml").updates) + added
    assert added or content.replace(EDIT, b"") == OLD
    return added == 1


def beside(path: Path) -> list[Path]:
    """What is in the folder besides the file."""
    return [left for left in path.parent.iterdir() if left != path]


def moments(record: Run) -> range:
    """Every moment of a run in which nothing happens."""
    ended = record(-1, faults.fail)
    assert (ended.code, ended.said.count("recorded in")) == (0, 1)
    assert len(ended.calls) > 60
    return range(len(ended.calls))


def test_a_call_that_fails(path: Path, record: Run) -> None:
    """Whether it had done its work or not: the update is recorded, and that is told, or one sentence says why not."""
    for at in moments(record):
        ended = record(at, faults.fail)

        recorded = is_recorded(path)
        assert (ended.code, "recorded in" in ended.said) == (1 - recorded, recorded), (ended, at)
        assert recorded or WHY_NOT.fullmatch(ended.said), (ended, at)
        assert all(LITTER.fullmatch(left.name) for left in beside(path))
        assert not beside(path) or ended.calls[at].split()[1] in ("open", "unlink", "stat", "fstat"), (ended, at)


def test_a_run_that_is_killed(path: Path, record: Run) -> None:
    """The old content is there or the new; of a file that is written in place at least beside it."""
    for at in moments(record):
        ended = record(at, faults.kill)

        assert ended.code < 0
        whole = [each for each in (path, *beside(path)) if each.read_bytes() == OLD]
        assert "recorded in" not in ended.said or is_recorded(path)
        assert (whole and path.parent.with_name("other.toml").exists()) or is_recorded(path) or path in whole, at


def test_a_run_that_is_interrupted(path: Path, record: Run) -> None:
    """It ends with 130 and says nothing that is not so."""
    for at in moments(record):
        ended = record(at, faults.interrupt)

        recorded = is_recorded(path)
        assert ended.code == 130, ended
        assert ended.said == "" or recorded


def save_in_place(path: Path) -> None:
    """An editor saves what it has read just now, with a line more, into the file itself."""
    path.write_bytes(path.read_bytes() + EDIT)


def save_by_name(path: Path) -> None:
    """An editor saves what it has read just now, with a line more, as another file of that name."""
    edited = path.with_name("edited")
    edited.write_bytes(path.read_bytes() + EDIT)
    edited.replace(path)


UNTOLD = "was saved by another program while it was written; see what it holds now"
REMAINING = ["after read", "before __exit__", "after __exit__", "before seek", "after seek", "before write"]


@pytest.mark.parametrize("save", [save_in_place, save_by_name])
def test_an_editor_that_saves(path: Path, record: Run, save: Callable[[Path], None]) -> None:
    """What it saves stays, and so does the update if it is told to be recorded.

    In a file that is written in place, a moment remains between the last look at it and the first byte.
    """
    lost = []
    for at in moments(record):
        ended = record(at, lambda: save(path))

        recorded = is_recorded(path)
        assert beside(path) == []
        if UNTOLD in ended.said:
            assert (ended.code, path.stat().st_nlink) == (1, 1)
        else:
            assert (ended.code, "recorded in" in ended.said) == (1 - recorded, recorded), (ended, at)
            assert (SAVED in ended.said) is not recorded, (ended, at)
        if EDIT not in path.read_bytes():
            lost.append(at)
    in_place = path.parent.with_name("other.toml").exists()
    calls = record(-1, faults.fail).calls
    assert [calls[at] for at in lost] == (REMAINING if in_place and save is save_in_place else [])


def test_another_run_that_records(path: Path, record: Run, tmp_path: Path) -> None:
    """Whenever it comes, both updates are recorded, and each run says so."""
    code = tmp_path / "code"
    words = ("record", "-d", os.fspath(path), "--yes", "--title", "Another", "--source", "page", "--date", "2020-06-02")

    def start() -> None:
        """Another run begins, and has a moment to come to where it would be in the way."""
        with (tmp_path / "other run").open("w") as said:
            command = ["bash", "-c", '"$@"; echo $? >"$0"', os.fspath(code), *GTI, *words]
            subprocess.Popen(command, stderr=said, stdout=said, env=environment())
        time.sleep(0.3)

    for at in moments(record)[::2]:  # after one call and before the next is the same to others
        code.unlink(missing_ok=True)
        ended = record(at, start)
        while not (code.exists() and code.read_text()):
            time.sleep(0.01)

        assert (ended.code, "recorded in" in ended.said) == (0, True), (ended, at)
        assert code.read_text() == "0\n"
        assert "recorded in" in (tmp_path / "other run").read_text()
        titles = [update.title for update in load(path.read_bytes(), "own.toml").updates]
        assert titles[-2:] == [TITLE, "Another"]
        assert beside(path) == []
