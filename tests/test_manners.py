"""Manners of a process: pipes, terminals, encodings, signals, full disks, and where the dataset is found."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gti_cli.cli import output
from gti_cli.cli.dataset import find_datasets
from gti_cli.errors import UsageError
from tests.conftest import BUNDLED, ROOT, Gti, first
from tests.processes import GTI, Session, as_nobody, environment, needs_root, on_terminal, piped

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and signals of POSIX")

COLOUR = "\x1b["
slow = pytest.mark.slow


def test_a_pipe_gets_aligned_columns() -> None:
    """Not on a terminal: a header line, a line a row, no colour, nothing wrapped or cut; the caption beside it."""
    result = piped("promises")
    lines = result.stdout.decode().splitlines()

    assert len(lines) == 1 + 15
    assert lines[0].startswith("INITIATIVE  VERDICT")
    assert result.stderr == b"Promises as of 17 Nov 2020, where this log ends, as stated by Kaspersky\n"
    column = lines[0].index("RESULT")
    assert all(line[column - 2 : column] == "  " for line in lines)
    assert COLOUR not in "".join(lines)


@pytest.mark.parametrize(
    "command", first("phase relocation", "status", "show sao-paulo", "timeline", "show bounties-paid")
)
def test_every_answer_can_be_piped(command: str) -> None:
    """Single answers are headings and aligned columns in a pipe, with their day."""
    result = piped(*command.split())

    assert result.returncode == 0
    assert b"as of 17 Nov 2020" in (result.stderr or result.stdout).splitlines()[0]
    assert COLOUR.encode() not in result.stdout


@pytest.mark.parametrize(
    ("env", "coloured"),
    first(
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ),
)
def test_colour_on_a_terminal(env: dict[str, str], coloured: bool) -> None:
    """A terminal gets colour, unless NO_COLOR is set to something, which beats FORCE_COLOR, or it is a dumb one."""
    written = on_terminal([*GTI, "centers"], env=env)

    assert (COLOUR in written) is coloured
    assert "São Paulo" in written


@pytest.mark.parametrize(
    ("env", "coloured"), first(({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False))
)
def test_colour_in_a_pipe(env: dict[str, str], coloured: bool) -> None:
    """A pipe gets none, unless FORCE_COLOR asks for it."""
    assert (COLOUR.encode() in piped("centers", env=env).stdout) is coloured


def test_help_has_no_colour_codes() -> None:
    """Help is plain text everywhere."""
    assert COLOUR.encode() not in piped("promises", "--help", env={"GITHUB_ACTIONS": "true"}).stdout


@slow
def test_data_is_utf_8_whatever_the_encoding() -> None:
    """JSON and CSV are UTF-8 also where the terminal is not."""
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    rows = json.loads(piped("centers", "--json", env=env).stdout.decode("utf-8"))
    assert "São Paulo" in [row["name"] for row in rows]
    assert "São Paulo" in piped("centers", "--format", "csv", env=env).stdout.decode("utf-8")


@pytest.mark.parametrize("locale", first("C", "C.UTF-8", "POSIX"))
def test_any_locale(locale: str) -> None:
    """Dates and names are the same in any locale."""
    assert b"13 Nov 2018" in piped("show", "zurich", env={"LC_ALL": locale}).stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check wrong.toml", 1),
        ("check wrong.toml --json", 1),
        ("promises -d own.toml --fail-on late", 3),
        ("promises -d own.toml --fail-on late --json", 3),
        ("status", 0),
        ("timeline --json", 0),
        ("--version", 0),
        ("schema", 0),
    ],
)
def test_the_exit_code_is_the_same_whoever_reads(tmp_path: Path, words: str, code: int) -> None:
    """A pipe that nobody reads is no fault, no success either, and nothing to tell."""
    (tmp_path / "own.toml").write_bytes(BUNDLED.read_bytes())
    (tmp_path / "wrong.toml").write_text("format = 2\n", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:  # noqa: PTH123
        result = subprocess.run(
            [*GTI, *words.split()], stdout=pipe, stderr=subprocess.PIPE, env=environment(), cwd=tmp_path, check=False
        )

    assert (result.returncode, b"Error" in result.stderr) == (code, False)


PAGED = "sed s/^/paged:/"


@pytest.mark.parametrize(
    ("words", "env", "lines", "paged"),
    first(
        ("timeline", {"PAGER": PAGED}, 20, True),
        ("timeline --no-pager", {"PAGER": PAGED}, 20, False),
        ("timeline", {"PAGER": ""}, 20, False),
        ("centers", {"PAGER": PAGED}, 20, False),
        ("timeline", {"PAGER": PAGED}, 500, False),
        ("timeline --json", {"PAGER": PAGED}, 20, False),
    ),
)
def test_pager(words: str, env: dict[str, str], lines: int, paged: bool) -> None:
    """An answer longer than the screen goes through $PAGER, unless that is empty or --no-pager is given."""
    written = on_terminal([*GTI, *words.split()], env=env, lines=lines)

    assert ("paged:" in written) is paged
    assert "ISO/IEC 27001" in written or words == "centers"


@pytest.mark.slow
@pytest.mark.parametrize("term", ["dumb", "emacs", ""])
def test_no_pager_where_none_works(term: str) -> None:
    """On a terminal that cannot turn a page the answer is written as it is."""
    assert "paged:" not in on_terminal([*GTI, "timeline"], env={"PAGER": PAGED, "TERM": term}, lines=20)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
@pytest.mark.parametrize("less", ["", "-M", "FX", "-r"])
@pytest.mark.parametrize("pager", ["less", "less -E"])
def test_colours_are_never_printed_as_codes(less: str, pager: str) -> None:
    """Whatever $LESS holds, the pager shows colours, and the first thing on its screen is the heading."""
    env = {"PAGER": pager, "LESS": less, "TERM": "xterm"}
    with Session([*GTI, "timeline"], env=env, lines=20) as session:
        session.wait_for(b"2018")
        session.type(b"q")
        assert session.end() == 0

    assert b"Timeline" in session.written
    assert b"ESC" not in session.written


@slow
@pytest.mark.parametrize("columns", [1, 2, 10**20])
@pytest.mark.parametrize("command", ["status", "promises", "chart", "show sao-paulo", "phase relocation", "--help"])
def test_any_width(columns: int, command: str) -> None:
    """However narrow or wide the screen is said to be, there is an answer."""
    result = piped(*command.split(), env={"COLUMNS": str(columns), "FORCE_COLOR": "1", "TERM": "xterm"})

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.strip()


@slow
@pytest.mark.parametrize("pager", ["no-such-pager", "false", "'unbalanced"])
def test_a_pager_that_fails_loses_nothing(pager: str) -> None:
    """Where the pager cannot be run, the answer is written without it; $MANPAGER has no say."""
    written = on_terminal([*GTI, "timeline"], env={"PAGER": pager, "MANPAGER": "true"}, lines=20)

    assert "ISO/IEC 27001" in written


def test_a_message_that_cannot_be_written_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it tried again when the stream is closed."""
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stderr", full)
        output.say("nobody can read this")


@slow
def test_a_stderr_that_takes_nothing() -> None:
    """A message that cannot be written does not lose the answer, nor change the exit code."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*GTI, "promises", "--verdict", "late"], stdout=subprocess.PIPE, stderr=full, env=environment(), check=False
        )

    assert result.returncode == 0
    assert result.stdout.startswith(b"INITIATIVE  VERDICT")


@slow
@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_a_dataset_that_cannot_be_read_is_not_passed_over(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """What stands where the dataset should be is read or named; nobody is answered about another initiative."""
    (tmp_path / "data").mkdir()
    make(tmp_path / "data" / "initiative.toml")
    result = piped("status", cwd=tmp_path, env={"GTI_DATA": ""})

    assert (result.returncode, result.stdout) == (1, b"")
    assert b"initiative.toml" in result.stderr


@slow
def test_a_closed_stdin_is_named() -> None:
    """`--data -` without a standard input is an error about that."""
    shell = f"{sys.executable} -m gti_cli status --data - <&-"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, env=environment(), timeout=60, check=False)

    assert result.returncode == 1
    assert result.stderr.decode().startswith("<stdin>: ")
    assert "Traceback" not in result.stderr.decode()


@pytest.mark.slow
def test_interrupted() -> None:
    """Ctrl-C ends with 130 and without a traceback."""
    process = subprocess.Popen(
        [*GTI, "status", "--data", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in err


def named(path: Path, name: str) -> None:
    """A copy of the bundled dataset under another name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BUNDLED.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "Global Transparency Initiative"', f'name = "{name}"', 1), encoding="utf-8")


def asked(cwd: Path, *words: str, env: dict[str, str] | None = None) -> str:
    """The name of the initiative that `gti` finds from a folder."""
    result = piped("status", "--json", *words, cwd=cwd, env={"GTI_DATA": ""} | (env or {}))
    return str(json.loads(result.stdout)["initiative"]["name"])


@slow
def test_where_the_dataset_is_found(tmp_path: Path) -> None:
    """`--data`, else $GTI_DATA, else the nearest data/initiative.toml upwards, else the bundled one."""
    project = tmp_path / "project"
    below = project / "a" / "b"
    named(project / "data" / "initiative.toml", "nearest")
    named(tmp_path / "variable.toml", "variable")
    named(tmp_path / "option.toml", "option")
    below.mkdir(parents=True)
    variable = {"GTI_DATA": os.fspath(tmp_path / "variable.toml")}

    assert asked(below, "-d", os.fspath(tmp_path / "option.toml"), env=variable) == "option"
    assert asked(below, env=variable) == "variable"
    assert asked(below) == "nearest"
    assert asked(tmp_path) == "Global Transparency Initiative"


@slow
def test_a_dataset_from_a_folder_above_is_named_on_a_terminal(tmp_path: Path) -> None:
    """Whoever reads a terminal is told which dataset answers where it is not that of the folder; a pipe is not told."""
    here = tmp_path / "data" / "initiative.toml"
    below = tmp_path / "below"
    named(here, "nearest")
    below.mkdir()
    told = f"reading {here}, in a folder above this one"
    words = {"status": (), "record": ("--title", "T", "--source", "status-page", "--dry-run")}

    for command, options in words.items():
        line, env = [*GTI, command, *options], {"GTI_DATA": "", "PAGER": ""}
        assert told in on_terminal(line, cwd=below, env=env, columns=300)
        assert told not in on_terminal(line, cwd=tmp_path, env=env, columns=300)
        assert told not in on_terminal(line, cwd=below, env=env | {"GTI_DATA": os.fspath(here)}, columns=300)
        assert told not in piped(command, *options, cwd=below, env=env).stderr.decode()


@needs_root
@pytest.mark.parametrize("link", [False, True], ids=["file", "link"])
def test_a_dataset_of_somebody_else_is_not_taken_unasked(gti: Gti, tmp_path: Path, link: bool) -> None:
    """What another user has put in a folder above is read where it is named; nobody else's is found without that."""
    path = tmp_path / "data" / "initiative.toml"
    named(path, "theirs")
    if link:
        path.rename(tmp_path / "mine.toml")
        path.symlink_to(tmp_path / "mine.toml")
    os.chown(path, 12345, 12345, follow_symlinks=False)

    refused = gti("status", "--json", env={"GTI_DATA": ""})
    assert (refused.code, refused.out) == (2, "")
    assert f"Error: {path} belongs to another user" in refused.err
    for words, env in (
        (("-d", os.fspath(path)), {"GTI_DATA": ""}),
        ((), {"GTI_DATA": refused.err.rpartition("GTI_DATA=")[2].strip()}),
        ((), {"GTI_DATA": "", "SUDO_UID": "12345"}),
    ):
        assert json.loads(gti("status", "--json", *words, env=env).out)["initiative"]["name"] == "theirs"


@needs_root
def test_a_dataset_of_root_is_anybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's dataset is found by everybody, somebody else's is not: to be called by somebody with sudo takes root."""
    monkeypatch.setenv("SUDO_UID", "12345")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data", "initiative.toml")
        named(path, "of all")
        for each in (path, path.parent, path.parent.parent):
            each.chmod(0o755)
        monkeypatch.chdir(folder)

        with as_nobody():
            assert [Path(file).name for file in find_datasets().own] == ["initiative.toml"]
        os.chown(path, 12345, 12345)
        with as_nobody(), pytest.raises(UsageError, match="another user"):
            find_datasets()


def test_a_file_that_is_too_large_is_not_read(gti: Gti, tmp_path: Path) -> None:
    """What has more than a number of megabytes is refused before it fills the memory, wherever it comes from."""
    large, pipe = tmp_path / "large.toml", tmp_path / "pipe"
    large.write_bytes(BUNDLED.read_bytes() + b"#" * 2**20)
    pipe.symlink_to("/dev/zero")
    refused = "has more than the 1 megabytes that are read; to read it all the same, set GTI_MAX_SIZE to more megabytes"

    for command in (("status", "-d"), ("check",), ("check", "--fix"), ("record", "--yes", "--title", "T", "-d")):
        answer = gti(*command, os.fspath(large), env={"GTI_MAX_SIZE": "1"})
        assert answer.code == 1
        assert refused in answer.out + answer.err
    for words in (("status", "-d", os.fspath(pipe)), ("check", os.fspath(pipe))):
        answer = gti(*words, env={"GTI_MAX_SIZE": "1"})
        assert (answer.code, refused in answer.out + answer.err) == (1, True)
    answer = gti("status", "-d", "-", env={"GTI_MAX_SIZE": "1"}, stdin=large.read_bytes())
    assert (answer.code, refused in answer.err) == (1, True)
    assert gti("status", "-d", os.fspath(large), env={"GTI_MAX_SIZE": "1.5"}).code == 0


@pytest.mark.parametrize("said", ["large", "0", "-1", "nan"])
def test_a_size_that_is_none(gti: Gti, said: str) -> None:
    """What is no number of megabytes is told as that."""
    answer = gti("status", env={"GTI_MAX_SIZE": said})

    assert answer.code == 2
    assert answer.err == f'Error: GTI_MAX_SIZE is "{said}"; it is a number of megabytes, such as 64\n'


@slow
def test_too_little_memory(tmp_path: Path) -> None:
    """Where the memory does not do, a message and an exit code say so, and no traceback."""
    large = tmp_path / "large.toml"
    large.write_bytes(BUNDLED.read_bytes() + b"#" * 60 * 2**20)
    room = 150 * 2**20
    process = subprocess.run(
        [*GTI, "status", "-d", os.fspath(large)],
        capture_output=True,
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room)),
        timeout=60,
        check=False,
    )

    assert (process.returncode, process.stdout) == (1, b"")
    assert process.stderr == b"Error: there is not enough memory for that; nothing more was done\n"


@slow
def test_an_edit_shows_in_the_next_answer(tmp_path: Path) -> None:
    """Nothing is kept between two runs."""
    for name in ("before", "after"):
        named(tmp_path / "data" / "initiative.toml", name)
        assert asked(tmp_path) == name


@slow
def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """From a folder that was deleted meanwhile, the bundled dataset answers."""
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f"cd {gone} && rmdir {gone} && PYTHONPATH={ROOT} {sys.executable} -m gti_cli status --json"
    result = subprocess.run(
        ["bash", "-c", shell], capture_output=True, env=environment({"GTI_DATA": ""}), timeout=60, check=False
    )

    assert result.returncode == 0, result.stderr.decode()
    assert json.loads(result.stdout)["initiative"]["id"] == "gti"


@slow
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """A path of any bytes can be read, and is shown with a sign for what is no text."""
    path = os.fsencode(tmp_path) + b"/no\xfftext.toml"
    with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(BUNDLED.read_bytes())

    for command in (b"status", b"centers"):
        result = subprocess.run(
            [*GTI, command, b"--json", b"-d", path], capture_output=True, env=environment(), check=True
        )
        json.loads(result.stdout)
    missing = subprocess.run([*GTI, b"status", b"-d", path + b"x"], capture_output=True, env=environment(), check=False)
    assert missing.returncode == 1
    assert "no�text.tomlx: error: there is no such file" in missing.stderr.decode()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
@slow
def test_in_a_real_terminal(tmp_path: Path) -> None:
    """In tmux, at 80 columns, the screen shows the status."""
    socket = os.fspath(tmp_path / "tmux")
    tmux = ["tmux", "-S", socket, "-f", "/dev/null"]
    command = f"{sys.executable} -m gti_cli status; sleep 60"
    subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "40", command], env=environment(), check=True)
    try:
        for _ in range(100):
            shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, check=True).stdout.decode()
            if "Newest" in shown:
                break
            time.sleep(0.1)
        assert "Transparency Centers" in shown
        assert "3 undetermined (1 implied)" in shown
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


@slow
def test_long_work_says_so(tmp_path: Path) -> None:
    """While a large file is read, a terminal says so, and it is gone before the answer; a small file says nothing."""
    (tmp_path / "large.toml").write_bytes(BUNDLED.read_bytes() + b"# a comment, and nothing else\n" * 80_000)
    (tmp_path / "small.toml").write_bytes(BUNDLED.read_bytes())

    slow = on_terminal([*GTI, "regions", "--data", "large.toml"], cwd=tmp_path)
    quick = on_terminal([*GTI, "regions", "--data", "small.toml"], cwd=tmp_path)

    assert "reading large.toml" in slow
    assert slow.endswith(quick.replace("small.toml", "large.toml"))
    assert slow.index("reading") < slow.rindex("\x1b[2K") < slow.index("Regions")
    assert "reading" not in quick


@slow
def test_long_work_is_quiet_in_a_pipe(tmp_path: Path) -> None:
    """Where stderr is no terminal, nothing is said of long work."""
    large = tmp_path / "large.toml"
    large.write_bytes(BUNDLED.read_bytes() + b"# a comment, and nothing else\n" * 80_000)

    answer = piped("check", os.fspath(large))

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
