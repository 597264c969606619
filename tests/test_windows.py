"""What is different on Windows, tried here with a Python that lacks what Windows lacks, or tells what Windows tells.

Each test starts gti with a `sitecustomize` of its own: it changes the Python, and nothing of gti.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import BUNDLED
from tests.processes import GTI, environment, on_terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="on Windows, gti itself is tried")]

WITHOUT_POSIX = """
    import sys
    for name in ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "readline", "syslog"):
        sys.modules[name] = None
"""

ITS_PIPES = """
    import io, os, sys

    def fails():
        return False

    class Pipe(io.FileIO):
        def write(self, content):
            try:
                if fails():
                    raise BrokenPipeError
                return super().write(content)
            except BrokenPipeError:
                raise OSError(22, "Invalid argument") from None

    sys.stdout = io.TextIOWrapper(io.BufferedWriter(Pipe(1, "w", closefd=False)), encoding="utf-8", write_through=False)
"""

ITS_TERMINAL = """
    import ctypes, sys, types

    class Kernel:
        def GetStdHandle(self, number):
            return 7 if number == -11 else 0

        def GetConsoleMode(self, handle, mode):
            mode._obj.value = 3
            return handle == 7

        def SetConsoleMode(self, handle, mode):
            print(f"mode {mode} of {handle}", file=sys.stderr)
            return OBEYS

    ctypes.windll = types.SimpleNamespace(kernel32=Kernel())
    sys.getwindowsversion = lambda: (10, 0, 26100, 2, "")
"""


def python(folder: Path, source: str, **given: str) -> dict[str, str]:
    """The environment of a gti whose Python begins with a source."""
    folder.joinpath("sitecustomize.py").write_text(dedent(source), encoding="utf-8")
    path = os.pathsep.join(filter(None, (os.fspath(folder), os.environ.get("PYTHONPATH"))))
    return environment({"PYTHONPATH": path, **given})


def run(env: Mapping[str, str], *words: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """What `gti` answers there."""
    return subprocess.run([*GTI, *words], env=env, cwd=cwd, capture_output=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["status", "promises --json", "show zurich", "report", "chart --format svg", "check own.toml", "--help"]
)
def test_reading_needs_nothing_of_posix(tmp_path: Path, words: str) -> None:
    """The answers are the same."""
    shutil.copy(BUNDLED, tmp_path / "own.toml")
    there = run(python(tmp_path, WITHOUT_POSIX), *words.split(), cwd=tmp_path)
    here = run(environment(), *words.split(), cwd=tmp_path)

    assert (there.returncode, there.stdout, there.stderr) == (0, here.stdout, here.stderr)


@pytest.mark.slow
def test_files_are_made_without_locks(tmp_path: Path) -> None:
    """A new dataset, and a report, whether its file was there or not."""
    env = python(tmp_path, WITHOUT_POSIX)

    assert run(env, "init", "data/initiative.toml", cwd=tmp_path).returncode == 0
    for _ in range(2):
        assert run(env, "report", "-o", "report.html", cwd=tmp_path).returncode == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("words", ["--yes --title x", "--title x", ""])
def test_recording_says_why_not(tmp_path: Path, words: str) -> None:
    """In words, with a remedy, and before anything is asked; the file stays as it was."""
    shutil.copy(BUNDLED, tmp_path / "own.toml")
    command = [*GTI, "record", "-d", "own.toml", *words.split()]
    written = on_terminal(command, env=python(tmp_path, WITHOUT_POSIX), cwd=tmp_path)

    assert " ".join(written.split()).startswith("Error: own.toml cannot be locked: this system has no locks on files,")
    assert "edit the file, and see what gti check says" in " ".join(written.split())
    assert (tmp_path / "own.toml").read_bytes() == BUNDLED.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("source", [ITS_PIPES, ""])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("status", 0),
        ("timeline --json", 0),
        ("--help", 0),
        ("show --help", 0),
        ("check wrong.toml", 1),
    ],
)
def test_a_pipe_that_nobody_reads(tmp_path: Path, source: str, words: str, code: int) -> None:
    """It is told as an invalid argument there, and is no failure and nothing to tell either way."""
    (tmp_path / "wrong.toml").write_text("format = 2\n", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:  # noqa: PTH123
        env = python(tmp_path, source)
        result = subprocess.run(
            [*GTI, *words.split()], stdout=pipe, stderr=subprocess.PIPE, env=env, cwd=tmp_path, check=False
        )

    assert (result.returncode, b"rror" in result.stderr) == (code, False), result.stderr


def test_an_invalid_argument_of_a_file_is_an_error(tmp_path: Path) -> None:
    """Only of a pipe does it mean that nobody reads."""
    source = ITS_PIPES.replace("return False", "return not os.path.samestat(os.fstat(1), os.stat(os.devnull))")
    with (tmp_path / "answer").open("wb") as file:
        env = python(tmp_path, source)
        result = subprocess.run([*GTI, "status"], stdout=file, stderr=subprocess.PIPE, env=env, check=False)

    assert result.returncode == 1
    assert result.stderr == b"Error: the answer cannot be written: Invalid argument\n"


@pytest.mark.parametrize(("obeys", "coloured"), [("1", True), ("0", False)])
def test_a_terminal_is_told_to_obey_codes(tmp_path: Path, obeys: str, coloured: bool) -> None:
    """Its other modes stay; one that knows no codes gets none."""
    written = on_terminal([*GTI, "centers"], env=python(tmp_path, ITS_TERMINAL.replace("OBEYS", obeys)))

    assert "mode 7 of 7" in written
    assert ("\x1b[" in written) is coloured
    assert "São Paulo" in written


def test_a_pipe_is_no_terminal_to_be_told(tmp_path: Path) -> None:
    """Nor is a terminal where no colour is wanted."""
    source = ITS_TERMINAL.replace("OBEYS", "1")

    assert b"mode" not in run(python(tmp_path, source), "centers", cwd=tmp_path).stderr
    assert b"\x1b[" in run(python(tmp_path, source, FORCE_COLOR="1"), "centers", cwd=tmp_path).stdout
    assert "mode" not in on_terminal([*GTI, "centers"], env=python(tmp_path, source, NO_COLOR="1"))


def test_without_less_the_answer_is_written_at_once(tmp_path: Path) -> None:
    """Nothing is said about it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "python").symlink_to(sys.executable)
    env = environment({"PATH": os.fspath(folder)})
    written = on_terminal([*GTI, "timeline"], env=env, lines=20)

    assert "ISO/IEC 27001" in written
    assert "not found" not in written
