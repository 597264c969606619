"""Every terminal: the installed `gti` is run on one, read back, and compared with its JSON; and in a pipe as well."""

import json
import os
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BUNDLED
from tests.emulator import Terminal, first_line, missing, shown
from tests.hostile import large
from tests.processes import Session, environment, installed
from tests.shown import (
    BUNDLED_LINES,
    IN_A_LINE,
    IN_A_PIPE,
    LINES,
    ON_SCREEN,
    STRANGE_LINES,
    Rows,
    blocks,
    each_stage,
    label,
    texts,
)
from tests.strange import strange

slow = pytest.mark.slow
pytestmark = [slow, pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals of POSIX")]

ESCAPE = b"\x1b"

VIEWS = BUNDLED_LINES | STRANGE_LINES

WIDTHS = (60, 40, 56, 72, 80, 100, 120, 140, 170, 200)
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""An environment in which stdout is ASCII and nothing else."""

CAPTION = re.compile(rb"([A-Z][^\n]* as of [^\n]+\n)?")
"""What stands on stderr where rows are written into a pipe."""


def few(cases: list[Any], quick: int) -> list[Any]:
    """Cases of which only the first ones run unless slow tests are asked for."""
    return [case if at < quick else pytest.param(*case, marks=slow) for at, case in enumerate(cases)]


QUICK = 4
"""So many commands are asked at once, the others when slow tests are asked for."""

by_width = pytest.mark.parametrize(
    ("command", "width"), few([(command, width) for width in WIDTHS for command in BUNDLED_LINES], QUICK)
)


def drawn(
    command: str, width: int = 80, env: Mapping[str, str] | None = None, data: Path = BUNDLED
) -> tuple[Terminal, bytes]:
    """The terminal on which a command of the installed `gti` was run, and the bytes that it got."""
    words = [installed(), *command.split()]
    env = {"PAGER": "", "GTI_DATA": os.fspath(data)} | dict(env or {})
    with Session(words, env=env, columns=width) as session:
        code = session.end()
    assert code == 0, session.written
    return shown(session.written, width), session.written


def piped(command: str, env: Mapping[str, str] | None = None, data: Path = BUNDLED) -> bytes:
    """What a command of the installed `gti` writes into a pipe."""
    env = environment({"GTI_DATA": os.fspath(data)} | dict(env or {}))
    result = subprocess.run([installed(), *command.split()], capture_output=True, env=env, timeout=60, check=False)
    assert result.returncode == 0
    assert CAPTION.fullmatch(result.stderr)
    return result.stdout


@cache
def answer(command: str, data: Path = BUNDLED) -> Any:
    """What a command says as JSON."""
    return json.loads(piped(f"{command} --json", data=data))


def as_people_read(command: str, data: Path = BUNDLED) -> Any:
    """What a command says as JSON, in the order in which people read it."""
    is_ranked = VIEWS[command] in ("promises", "chart", "chart --slips")
    return answer(f"{command} --sort worst" if is_ranked else command, data)


def check_screen(
    command: str, terminal: Terminal, data: Path = BUNDLED, as_written: Callable[[str], str] = str
) -> None:
    """Hold what a terminal shows against the JSON of the same command; a phase is shown as `phase ID` does."""
    view, told = VIEWS[command], as_people_read(command, data)
    if view == "show phase":
        view, told = "phase ID", told["row"]
    for which in (view, "status counts") if view == "status" and data == BUNDLED else (view,):
        check_blocks(terminal.rows(), told, ON_SCREEN[which], as_written)


def check_blocks(lines: Sequence[str], told: Any, parts: Sequence[Rows], as_written: Callable[[str], str]) -> None:
    """Hold lines against what a view promises to show of an answer."""
    wanted = blocks(told, parts, lambda text: first_line(lines, as_written(text)))
    problem = missing(lines, wanted, as_written=as_written)
    assert problem is None, problem


@pytest.mark.slow
@by_width
def test_all_that_is_known_is_on_the_screen(command: str, width: int) -> None:
    """At any width each row has its names, dates, verdicts and figures, whole and together; no line is too long."""
    terminal, _ = drawn(command, width)

    assert terminal.overflows == []
    check_screen(command, terminal)


@pytest.fixture(scope="module")
def strange_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with names that are hard to draw."""
    file = tmp_path_factory.mktemp("strange") / "initiative.toml"
    file.write_text(strange(), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("command", "width"), few([(command, width) for width in (60, 40, 100, 200) for command in STRANGE_LINES], 1)
)
def test_names_that_are_hard_to_draw_are_on_the_screen(strange_file: Path, command: str, width: int) -> None:
    """Wide signs, accents apart from their letters, endless words, controls: all is there, and no line is too long."""
    terminal, _ = drawn(command, width, data=strange_file)

    assert terminal.overflows == []
    check_screen(command, terminal, strange_file)


@slow
@pytest.mark.parametrize("command", STRANGE_LINES)
def test_names_that_are_hard_to_draw_are_in_a_pipe(strange_file: Path, command: str) -> None:
    """In a pipe they stand in the line of their row."""
    check_pipe(command, piped(command, data=strange_file).decode(), strange_file)


@pytest.mark.parametrize("width", [100, *(pytest.param(width, marks=slow) for width in (40, 60, 80, 200))])
def test_every_verdict_is_on_the_chart(width: int) -> None:
    """The sign before a name stands above the chart as well, with the verdict in a word."""
    terminal, _ = drawn("chart", width)

    rows = [line.strip() for line in terminal.rows()]
    begin = rows.index("") + 1
    key = rows[begin : rows.index("", begin)]
    meanings = {piece[0]: piece[2:].split(" or ") for line in key for piece in line.split("   ")}
    for promise in answer("chart"):
        sign = rows[first_line(rows, label(promise)[0])][0]
        assert promise["verdict"] in meanings[sign]


@pytest.mark.parametrize("width", [140, *(pytest.param(width, marks=slow) for width in WIDTHS)])
@pytest.mark.parametrize("as_of", ["2020-11-17", pytest.param("2019-06", marks=slow)])
def test_each_day_of_a_region_stands_at_its_stage(width: int, as_of: str) -> None:
    """Each stage has a column with its days below, or a line with them behind it: no day stands at another stage."""
    command = f"regions --as-of {as_of}"
    lines = drawn(command, width)[0].rows()
    rows = lines[lines.index("", lines.index("") + 1) + 1 :]

    for region in answer(command):
        stages = [*region["stages"]]
        first = first_line(rows, region["name"].split()[0])
        if all(stage.capitalize() in rows[0].split() for stage in stages):
            cells = [rows[first][rows[0].index(stage.capitalize()) :].split("  ")[0] for stage in stages]
        else:
            cells = [rows[first + at].strip().removeprefix(stage).strip() for at, stage in enumerate(stages, 1)]
        shown_days = [cell.rstrip("*").removeprefix("○ ").removesuffix(" –") for cell in cells if cell != "–"]
        assert all(shown_days)
        assert all(day.startswith(cell) for day, cell in zip(each_stage(region), shown_days, strict=True))


WITHOUT_COLOUR: tuple[dict[str, str], ...] = (
    {"NO_COLOR": "1"},
    {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    {"TERM": "dumb"},
    {"TERM": "dumb", "FORCE_COLOR": "1"},
)
"""Environments in which no code is sent to a terminal, but text and line ends."""

at_some_widths = pytest.mark.parametrize(
    ("command", "width"), few([(command, width) for width in (80, 40) for command in BUNDLED_LINES], 1)
)


@pytest.mark.slow
@at_some_widths
def test_colour_repeats_what_is_said(command: str, width: int) -> None:
    """With colour and without, the same text stands at the same places; without, no code at all is sent."""
    terminal, written = drawn(command, width)
    assert ESCAPE in written
    assert terminal.is_as_it_was()

    for setting in WITHOUT_COLOUR:
        plain, sent = drawn(command, width, setting)
        assert plain.rows() == terminal.rows()
        assert ESCAPE not in sent


@at_some_widths
def test_a_terminal_of_ascii(command: str, width: int) -> None:
    """Where the locale has ASCII alone, all is there: our signs in others, letters as plain ones, the rest as "?"."""
    terminal, written = drawn(command, width, ASCII)

    assert written.isascii()
    assert terminal.overflows == []
    check_screen(command, terminal, as_written=in_ascii)


def in_ascii(text: str) -> str:
    """A text as it is written in ASCII."""
    for sign, ascii_ in {"–": "-", "…": "...", "→": "->", "“": '"', "”": '"', "�": "?"}.items():
        text = text.replace(sign, ascii_)
    letters = (unicodedata.normalize("NFKD", letter)[0] if letter.isalpha() else letter for letter in text)
    return "".join(letters).encode("ascii", "replace").decode()


in_a_pipe = pytest.mark.parametrize(
    "command", [name if name == "promises" else pytest.param(name, marks=slow) for name in BUNDLED_LINES]
)


@in_a_pipe
def test_all_that_is_known_is_in_a_pipe(command: str) -> None:
    """In a pipe each row has its names, dates, verdicts and figures, whole and in one line, without any code."""
    written = piped(command)

    assert ESCAPE not in written
    check_pipe(command, written.decode())


def check_pipe(command: str, written: str, data: Path = BUNDLED, as_written: Callable[[str], str] = str) -> None:
    """Hold what is in a pipe against the JSON of the same command."""
    view, told = VIEWS[command], as_people_read(command, data)
    lines = written.splitlines()
    if view in IN_A_LINE:
        rows = LINES[view](told) if view in LINES else told
        for line, row in zip(lines[1:], rows, strict=True):
            told_in_line = tuple(text for key in IN_A_LINE[view] for text in texts(row, key))
            problem = missing([line], [told_in_line], as_written=as_written)
            assert problem is None, problem
        return
    if view == "show phase":
        view, told = "phase ID", told["row"]
    check_blocks(lines, told, IN_A_PIPE[view], as_written)


@pytest.mark.slow
@in_a_pipe
def test_settings_in_a_pipe(command: str) -> None:
    """Where colour is forced, a pipe gets what a terminal does; with NO_COLOR, or a dumb TERM alone, no more."""
    plain = piped(command)

    forced = piped(command, {"FORCE_COLOR": "1", "COLUMNS": "100"})
    assert ESCAPE in forced
    assert shown(forced.replace(b"\n", b"\r\n"), 100).rows() == drawn(command, 100)[0].rows()
    assert piped(command, {"FORCE_COLOR": "1", "NO_COLOR": "1"}) == plain
    assert piped(command, {"TERM": "dumb"}) == plain
    assert ESCAPE not in piped(command, {"TERM": "dumb", "FORCE_COLOR": "1"})


@in_a_pipe
def test_a_pipe_of_ascii(command: str) -> None:
    """Where the locale has ASCII alone, a pipe gets all of it in ASCII."""
    check_pipe(command, piped(command, ASCII).decode("ascii"), as_written=in_ascii)


def answers(*others: str) -> list[Any]:
    """A command of each view in each format that it has, and others; the first two of them are quick."""
    by_view = {view: command for command, view in reversed(BUNDLED_LINES.items())}
    cases = [
        f"{command} --format {format_}"
        for format_ in ("table", "json", "markdown", "csv")
        for view, command in by_view.items()
        if format_ != "csv" or view in (*IN_A_LINE, "chart")
    ]
    cases = [cases[0], *others, *cases[1:]]
    return [case if at < 2 else pytest.param(case, marks=slow) for at, case in enumerate(cases)]


@pytest.mark.parametrize("command", answers("timeline --json"))
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    """Where nobody reads any more, there is no message and no failure, whatever was asked."""
    process = subprocess.Popen(
        [installed(), *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout
    process.stdout.close()
    process.stdout = None

    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    "format_", ["json", *(pytest.param(name, marks=slow) for name in ("table", "markdown", "csv"))]
)
def test_a_reader_that_has_read_enough(tmp_path: Path, format_: str) -> None:
    """`gti timeline | head -1`, of more than a pipe can hold: the first line, no message, no failure."""
    file = tmp_path / "large.toml"
    file.write_text(large(2000), encoding="utf-8")
    process = subprocess.Popen(
        [installed(), "timeline", "--as-of", "9999", "--format", format_, "--data", os.fspath(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout
    line = process.stdout.readline()
    process.stdout.close()
    process.stdout = None

    assert line
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", answers("--version", "", "--help", "status --help", "schema", "report", "--show-completion bash")
)
def test_a_full_disk_is_an_error(command: str) -> None:
    """What cannot be written is said, with exit code 1."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [installed(), *command.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )

    assert result.returncode == 1
    assert result.stderr.decode() == "Error: the answer cannot be written: No space left on device\n"


def without(closed: str, command: str) -> subprocess.CompletedProcess[bytes]:
    """A command that is started with streams closed, as a shell writes it: `>&-`, `2>&-`."""
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", installed(), *command.split()]
    return subprocess.run(shell, capture_output=True, env=environment(), timeout=60, check=False)


@pytest.mark.parametrize("command", answers())
def test_a_closed_stdout_is_an_error(command: str) -> None:
    """Nowhere to write to is said, with exit code 1; the code is the same where that cannot be said either."""
    result = without(">&-", command)
    unsaid = without(">&- 2>&-", command)

    assert result.returncode == 1
    assert result.stderr.decode() == "Error: stdout is closed; there is nowhere to write the answer\n"
    assert (unsaid.returncode, unsaid.stdout, unsaid.stderr) == (1, b"", b"")


@pytest.mark.parametrize(
    ("command", "code"), few([("regions --country Brazil --json", 0), ("show nothing", 2), ("status", 0)], 1)
)
def test_a_closed_stderr_changes_nothing(command: str, code: int) -> None:
    """A message that nobody can read does not break the answer, nor change the exit code."""
    answered, unread = without("", command), without("2>&-", command)

    assert (answered.returncode, unread.returncode) == (code, code)
    assert unread.stdout == answered.stdout


@slow
def test_ctrl_c_in_the_pager() -> None:
    """Ctrl-C is the pager's, however often: gti waits for its end, says nothing, and leaves the terminal in order."""
    needs("less")

    with Session([installed(), "timeline"], columns=80, lines=20) as session:
        session.wait_for(b"\n:")
        for _ in range(3):
            session.type(b"\x03")
            session.wait_for(BELL)
            time.sleep(0.5)
        session.type(b"G")
        session.wait_for("Σ public count".encode())
        session.type(b"q")

        assert session.end() == 0
        assert b"Traceback" not in session.written
        assert session.settings_now() == session.settings
        assert shown(session.written, 80).is_as_it_was()


BELL = b"\a"
"""What `less` answers to Ctrl-C."""


@slow
def test_ctrl_c_loses_nothing_that_the_pager_has_not_read(tmp_path: Path) -> None:
    """An answer longer than a pipe can hold comes to the pager as a whole, though Ctrl-C was pressed meanwhile."""
    file, read = tmp_path / "large.toml", tmp_path / "read.txt"
    file.write_text(large(2000), encoding="utf-8")
    pager = f"trap '' INT; echo waiting; sleep 1; cat > {read}"

    words = ["timeline", "--as-of", "9999", "--data", os.fspath(file)]
    with Session([installed(), *words], env={"PAGER": pager}, lines=20) as session:
        session.wait_for(b"waiting")
        time.sleep(0.5)
        session.type(b"\x03")
        assert session.end() == 0

    assert "Update 1999" in read.read_text(encoding="utf-8")


def needs(tool: str) -> None:
    """Skip where a tool is missing; where GTI_REQUIRE_TOOLS is set, it must be there."""
    if shutil.which(tool) is None:
        assert not os.environ.get("GTI_REQUIRE_TOOLS"), f"there is no {tool}"
        pytest.skip(f"{tool} is not installed")


@slow
@pytest.mark.parametrize("command", ["status", "promises --json"])
def test_ctrl_c_while_it_computes(tmp_path: Path, command: str) -> None:
    """On a terminal, Ctrl-C ends long work with 130 and without a traceback; the cursor is there again."""
    file = tmp_path / "large.toml"
    file.write_text(large(30_000), encoding="utf-8")

    with Session([installed(), *command.split(), "--data", os.fspath(file)], columns=300) as session:
        session.wait_for(b"reading")
        session.type(b"\x03")

        assert session.end() == 130
        assert b"Traceback" not in session.written
        assert session.settings_now() == session.settings
        assert shown(session.written, 300).is_as_it_was()


@slow
def test_long_work_on_a_dumb_terminal(tmp_path: Path) -> None:
    """A terminal that knows no codes gets none while a large file is read."""
    file = tmp_path / "large.toml"
    file.write_text(large(20_000), encoding="utf-8")

    terminal, written = drawn("centers", env={"TERM": "dumb"}, data=file)

    assert ESCAPE not in written
    assert terminal.rows()[0].startswith("no center is known")
