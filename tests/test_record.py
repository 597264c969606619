"""`gti record` appends exactly one update, whole or not at all, and leaves every byte that was there."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gti_cli.dataset.model import Event, Figure
from gti_cli.dataset.read import load
from gti_cli.dates.phrase import parse
from gti_cli.write.addition import with_update
from gti_cli.write.files import locked
from gti_cli.write.placing import joined
from gti_cli.write.update import NewUpdate, Part
from tests.conftest import BUNDLED, Answer, Gti
from tests.make import HEAD, LEAST, load_file
from tests.processes import GTI, Session, environment, without_special_rights

TABLES = """
[[centers]]
id = "rome"
phase = "work"
name = "Rome"
aliases = ["roma"]
[[centers]]
id = "oslo"
phase = "work"
name = "Oslo"
[[metrics]]
id = "paid"
phase = "work"
name = "Paid"
[[updates]] # the first one
date = 2019-11-13
title = "News"
source = "page"
events = [
  { item = "rome", stage = "open", target = "2020" },
  { item = "oslo", stage = "announced" },
]
figures = [{ metric = "paid", value = 5 }]
"""
FILE = HEAD + TABLES
ONE_SOURCE = LEAST + TABLES
FRAGMENT = """# what the auditor found
[[updates]]
date = 2020-02-01   # a Saturday
title = "Report"
source = "auditor"
  [[updates.events]]
  item = "rome"
  stage = "open"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A dataset of the user's own."""
    path = tmp_path / "own.toml"
    path.write_text(FILE, encoding="utf-8", newline="")
    return path


@pytest.fixture
def record(gti: Gti, file: Path) -> Gti:
    """Runs `gti record` on that file, for an update of 1 February 2020 of the page, without asking."""

    def run(*words: str, title: str = "More", stdin: bytes = b"") -> Answer:
        usual = {"--date": "2020-02-01", "--source": "page", "--title": title}
        given = [part for option, text in usual.items() if option not in words for part in (option, text)]
        return gti("record", "--data", os.fspath(file), "--yes", *given, *words, stdin=stdin)

    return run


# What is added


def test_options_say_one_update(record: Gti, file: Path) -> None:
    """Each option becomes the key, the event or the figure that it names, and nothing else is added."""
    before = load_file(file)

    answer = record(
        *("--summary", "All of it", "--url", "https://example.org/a"),
        *("--reached", "oslo=open@January 2020", "--reached", "rome=open"),
        *("--promise", "rome=open@early 2021", "--promise", "oslo = announced @ undated"),
        *("--withdraw", "oslo@2020-01-30", "--withdraw", "rome"),
        *("--note", 'roma=a = b, "c" \\ @ d', "--figure", "paid=7", "--figure", "paid=8.5"),
    )

    assert answer.code == 0
    after = load_file(file)
    assert replace(after, updates=after.updates[:-1]) == before
    update = after.updates[-1]
    assert (update.date, update.title, update.source) == (date(2020, 2, 1), "More", "page")
    assert (update.summary, update.url) == ("All of it", "https://example.org/a")
    assert update.events == (
        Event(item="oslo", stage="open", when=parse("January 2020")),
        Event(item="rome", stage="open"),
        Event(item="rome", stage="open", target=parse("early 2021")),
        Event(item="oslo", stage="announced", target=parse("undated")),
        Event(item="oslo", stage="withdrawn", when=parse("2020-01-30")),
        Event(item="rome", stage="withdrawn"),
        Event(item="rome", note='a = b, "c" \\ @ d'),
    )
    assert update.figures == (Figure(metric="paid", value=7), Figure(metric="paid", value=8.5))


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


@settings(database=None, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=TEXT,
    notes=st.lists(TEXT, max_size=3),
    line_end=st.sampled_from(["\n", "\r\n"]),
    tail=st.sampled_from(["", "\n", "\n\n", " ", "# the end", "\t\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
@example(title="\x7f\u2028\x00", notes=['"""', "'''\\"], line_end="\r\n", tail="# \u65e5\u672c", mark="\ufeff")
def test_what_was_there_stays_to_the_byte(title: str, notes: list[str], line_end: str, tail: str, mark: str) -> None:
    """Whatever the file and the update hold, the file grows at its end, and the dataset by just that update."""
    old = (mark + (FILE + tail).replace("\n", line_end)).encode()
    update = NewUpdate(
        keys={"date": date(2020, 2, 1), "title": title, "source": "page"},
        events=[_note(note) for note in notes],
    )

    addition = with_update(old, "own.toml", update)

    assert addition.content.startswith(old)
    assert b"\n" not in addition.content.replace(b"\r\n", b"") or line_end == "\n"
    after = load(addition.content, "own.toml")
    assert replace(after, updates=after.updates[:-1]) == load(old, "own.toml")
    assert after.updates[-1].title == title
    assert [event.note for event in after.updates[-1].events] == notes


def _note(text: str) -> Part:
    return Part("--note", {"item": "rome", "note": text})


def test_a_name_does_for_an_id(record: Gti, file: Path) -> None:
    """A name that one thing has, in any case, is written as its id."""
    assert record("--source", "STATUS page", "--reached", "OSLO=open", "--promise", "Rome=open@2022").code == 0

    *_, update = load_file(file).updates
    assert (update.source, [event.item for event in update.events]) == ("page", ["oslo", "rome"])


def test_an_addition_is_set_off_by_one_empty_line() -> None:
    """There is one empty line between what was there and what is new, and a line end at the end."""
    assert joined(b"a = 1\n", "b = 2\n") == b"a = 1\n\nb = 2\n"
    assert joined(b"a = 1", "b = 2\n") == b"a = 1\n\nb = 2\n"
    assert joined(b"a = 1\r\n", "b = 2\n") == b"a = 1\r\n\r\nb = 2\r\n"


def test_what_need_not_be_said(gti: Gti, file: Path) -> None:
    """Without --date it is today, and without --source the only source that the file has."""
    file.write_text(ONE_SOURCE, encoding="utf-8")

    answer = gti("record", "-d", os.fspath(file), "-y", "--title", "Today")

    assert answer.code == 0
    update = load_file(file).updates[-1]
    assert update.source == "page"
    assert update.date == date.today()  # noqa: DTZ011 - the day where the user is
    assert (update.events, update.figures) == ((), ())


def test_a_dry_run_prints_what_would_be_added(record: Gti, file: Path) -> None:
    """--dry-run writes nothing but the TOML to stdout, and a real run then adds just that."""
    words = ("--reached", "rome=open", "--note", "oslo=\u65e5\u672c")
    old = file.read_bytes()

    dry = record("--dry-run", *words)

    assert file.read_bytes() == old
    assert (dry.code, dry.err) == (0, "")
    assert record(*words).code == 0
    assert file.read_bytes() == old + b"\n" + dry.out.encode()


# What is refused


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--reached", "rmoe=open"), 'did you mean "rome"'),
        (("--reached", "rome=opne"), '--reached rome=opne: a center has no stage "opne"; did you mean "open"?'),
        (("--reached", "rome"), "--reached rome: write it as ITEM=STAGE"),
        (("--reached", "rome="), "--reached rome=: write it as ITEM=STAGE"),
        (("--reached", "rome=open@summer 2019"), "--reached rome=open@summer 2019: "),
        (("--reached", "rome=open@2021"), "begins after the publication on 2020-02-01"),
        (("--promise", "rome=open"), "--promise rome=open: there is no target"),
        (("--promise", "rome=open@since 2021"), "is no deadline"),
        (("--note", "rome="), "--note rome=: write it as ITEM=TEXT"),
        (("--figure", "paid=lots"), '--figure paid=lots: "lots" is not a number'),
        (("--figure", "paid=nan"), "--figure paid=nan: the value is not a finite number"),
        (("--figure", f"paid={2**63}"), "too large"),
        (("--figure", "piad=3"), 'did you mean "paid"'),
        (("--withdraw", "rome@soon"), "--withdraw rome@soon: "),
        (("--url", "ftp://example.org"), "--url: "),
        (("--source", "pages"), 'did you mean "page"'),
        (("--date", "2020"), '--date: "2020" is not one day'),
        (("--date", "summer"), "--date: "),
        (("--title", " "), "--title: the text is empty"),
        (("--from", "x.toml"), "--from takes the whole update from a file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_update_is_refused(record: Gti, file: Path, words: tuple[str, ...], told: str) -> None:
    """What an option says wrongly is told with a remedy, the exit code is 2, and nothing is written."""
    old = file.read_bytes()

    answer = record(*words)

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert file.read_bytes() == old


@pytest.mark.parametrize(
    "words",
    [
        ("--title", "\udcff"),
        ("--title", "T", "--summary", "a\udcff"),
        ("--title", "T", "--note", "rome=\udcff"),
        ("--title", "T", "--promise", "rome=open@\udcff"),
        ("--title", "T", "--figure", "paid=\udcff"),
    ],
)
def test_bytes_that_are_no_text_are_not_recorded(gti: Gti, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Bytes on the command line that are no text are wrong usage: no file could take them."""
    answer = gti("record", "--data", "dataset.toml", "--yes", "--source", "page", *words, data=FILE)

    assert answer.code == 2
    assert answer.err.startswith(f"Error: {words[-2]} has bytes that are no text")
    assert (tmp_path / "dataset.toml").read_text() == FILE


def test_what_must_be_said(gti: Gti, file: Path) -> None:
    """A title is needed, and a source where there are several; the sources are listed."""
    path = os.fspath(file)

    assert "--title is missing" in gti("record", "-d", path, "-y", "--source", "page").err
    assert "--source is missing; there is page and auditor" in gti("record", "-d", path, "-y", "--title", "T").err
    assert file.read_text(encoding="utf-8") == FILE


def test_somebody_must_agree(gti: Gti, file: Path) -> None:
    """Where there is no terminal to ask on, --yes is needed, and the message says so."""
    answer = gti("record", "-d", os.fspath(file), "--title", "T")

    assert answer.code == 2
    assert "--yes" in answer.err
    assert file.read_text(encoding="utf-8") == FILE


def test_an_update_that_takes_an_id(record: Gti, file: Path) -> None:
    """An update whose date is the id of an item is refused, as the file would be wrong with it."""
    file.write_text(FILE.replace('"roma"', '"2020-02-01"'), encoding="utf-8")

    answer = record()

    assert answer.code == 2
    assert 'centers[0].aliases[0]: the id "2020-02-01" is taken' in answer.err


def test_the_bundled_dataset_is_not_written_to(gti: Gti) -> None:
    """Whoever has no dataset of their own is told how to make one."""
    old = BUNDLED.read_bytes()

    answer = gti("record", "--yes", "--title", "T", "--source", "status-page")

    assert answer.code == 1
    assert "gti init" in answer.err
    assert BUNDLED.read_bytes() == old


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("-", 2, "name a file with --data"),
        (".", 1, "is a folder"),
        ("missing.toml", 1, "there is no such file"),
        (f"{'x' * 300}.toml", 1, "cannot be read: File name too long"),
        ("pipe", 1, "is no regular file"),
    ],
)
def test_what_is_no_file(gti: Gti, tmp_path: Path, name: str, code: int, told: str) -> None:
    """Only a file can be appended to; a pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe")

    answer = gti("record", "--yes", "--title", "T", "--data", name)

    assert answer.code == code
    assert told in answer.err


def test_a_wrong_dataset_is_told_as_everywhere(gti: Gti, file: Path) -> None:
    """A dataset with an error gets the message of every other command, and nothing is appended to it."""
    file.write_text(FILE.replace('"page"\nevents', '"pge"\nevents'), encoding="utf-8")
    old = file.read_bytes()
    path = os.fspath(file)

    answer = gti("record", "-d", path, "-y", "--title", "T", "--source", "page")

    assert (answer.code, answer.err) == (1, gti("status", "-d", path).err)
    assert file.read_bytes() == old


# From a file


def test_a_fragment_is_added_as_it_is_written(gti: Gti, file: Path, tmp_path: Path) -> None:
    """The words of a fragment, comments too, stand at the end of the file, with the file's line ends."""
    file.write_bytes(FILE.replace("\n", "\r\n").encode())
    old = file.read_bytes()
    fragment = "\ufeff\n\n" + FRAGMENT + '[[centers]]\nid = "bern"\nphase = "work"\nname = "Bern"\n\n'
    (tmp_path / "new.toml").write_text(fragment, encoding="utf-8", newline="")

    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "new.toml")

    assert answer.code == 0
    text = fragment.strip("\ufeff\n").replace("\n", "\r\n")
    assert file.read_bytes() == old + b"\r\n" + text.encode() + b"\r\n"
    after = load_file(file)
    assert [center.id for center in after.centers] == ["rome", "oslo", "bern"]
    assert after.updates[-1].title == "Report"


def test_a_fragment_from_standard_input(gti: Gti, file: Path) -> None:
    """--from - reads the fragment from standard input."""
    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=FRAGMENT.encode())

    assert answer.code == 0
    assert load_file(file).updates[-1].title == "Report"


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        (FRAGMENT + FRAGMENT, "does not have one [[updates]]"),
        ("# nothing", "does not have one [[updates]]"),
        ('[updates]\ntitle = "T"\n', "does not have one [[updates]]"),
        (FRAGMENT + '[initiative]\nname = "Mine"\n', "has initiative; a fragment has one update"),
        (FRAGMENT + "[stages]\n[colours]\n", "has stages and colours; "),
        ('updates = [{ date = 2020-02-01, title = "T", source = "page" }]', "write each entry as a table, [[updates]]"),
    ],
)
def test_a_fragment_is_one_update_and_what_is_new_with_it(gti: Gti, file: Path, fragment: str, told: str) -> None:
    """A fragment that would change something else, or adds none or several updates, is refused with the reason."""
    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=fragment.encode())

    assert answer.code == 1
    assert told in answer.err
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        (FRAGMENT.replace('"rome"', '"rmoe"'), '<stdin>:7:10: error: no item "rmoe"; did you mean "rome"?'),
        ("\n\n" + FRAGMENT.replace("title", "titel"), '<stdin>:6:1: error: no key "titel"'),
        (FRAGMENT.replace("\n", "\r\n").replace('"rome"', "5"), "<stdin>:7:10: error: "),
        (FRAGMENT.replace("= 2020", "= 2020-13"), "<stdin>:3:"),
    ],
)
def test_an_error_in_a_fragment_stands_in_the_fragment(gti: Gti, file: Path, fragment: str, told: str) -> None:
    """What is wrong in a fragment is told with its line and column in the fragment."""
    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=fragment.encode())

    assert answer.code == 1
    assert answer.err.startswith(told)
    assert file.read_text(encoding="utf-8") == FILE


def test_a_fragment_that_clashes_with_the_file(gti: Gti, file: Path) -> None:
    """An id that the file has already is told at its place in the fragment, with the place in the file."""
    fragment = FRAGMENT + '[[centers]]\nid = "rome"\nphase = "work"\nname = "Rome"\n'

    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=fragment.encode())

    line = FILE[: FILE.index('id = "rome"')].count("\n") + 1
    told = f'<stdin>:10:6: error: the id "rome" is taken already at {file}:{line}:6;'
    assert answer.err.startswith(told)


def test_an_id_of_the_file_that_a_fragment_takes(gti: Gti, file: Path) -> None:
    """Where the date of the new update is an id of the file, that is told at its place in the file."""
    file.write_text(FILE.replace('"roma"', '"2020-02-01"'), encoding="utf-8")

    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=FRAGMENT.encode())

    line = FILE[: FILE.index('["roma"]')].count("\n") + 1
    assert answer.err.startswith(f'{file}:{line}:12: error: the id "2020-02-01" is taken by the update at {file}:')


def test_updates_in_one_list_cannot_grow(record: Gti, file: Path) -> None:
    """A file that has its updates in brackets is told what to write, since TOML adds nothing to such a list."""
    file.write_text(HEAD.replace("[initiative]", "updates = []\n[initiative]") + TABLES.split("[[updates]]")[0])
    old = file.read_bytes()

    answer = record()

    assert answer.code == 1
    assert "write each of its entries as a table, [[updates]]" in answer.err
    assert file.read_bytes() == old


# What is shown


def test_the_preview_says_what_changes(record: Gti, file: Path) -> None:
    """The preview has the groups of `gti diff`, and says that a stage without a day was reached then or before."""
    answer = record("--reached", "oslo=open", "--reached", "rome=open", "--figure", "paid=9")

    assert "open by 1 Feb 2020" in answer.out
    assert "to open  unreported → kept" in answer.out
    assert "5 → 9" in answer.out
    assert "reached by 1 Feb 2020: then or before" in answer.out
    assert "gti show 2020-02-01" in answer.err


def test_a_day_of_its_own_needs_no_explanation(record: Gti) -> None:
    """Where every stage has its day, nothing is said about days."""
    assert "then or before" not in record("--reached", "rome=open@2020-01-30", "--note", "rome=N").out


def test_the_preview_is_not_the_clock(record: Gti, file: Path) -> None:
    """What the passing of time changed is no change of the update's: with a mere title, only the update is new."""
    answer = record()

    assert "UPDATE" in answer.out
    assert "VERDICT" not in answer.out
    assert "REACHED" not in answer.out


def test_a_report_that_undoes_a_promise(record: Gti, file: Path) -> None:
    """A report dated on the day of a promise or before leaves no promise, and the preview warns of that."""
    answer = record("--date", "2019-11-13", "--reached", "rome=open")

    assert answer.code == 0
    assert "open by 13 Nov 2019" in answer.out
    assert "[late-promise]" in answer.err


def test_the_preview_warns_of_what_the_update_brings_about(record: Gti, file: Path) -> None:
    """A warning that is new with the update is shown, one that the file had before is not."""
    unused = '[[centers]]\nid = "bern"\nphase = "work"\nname = "Bern"\n'
    file.write_text(FILE + unused, encoding="utf-8")

    quiet = record()
    warned = record("--promise", "oslo=open@2019")

    assert "warning" not in quiet.err
    assert warned.err.count("warning") == 1
    assert "[passed-target]" in warned.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "code"), [("y\n", 0), ("Yes\n", 0), ("n\n", 1), ("\n", 1), ("\x04", 1), ("\x03", 130)]
)
def test_the_question(file: Path, typed: str, code: int) -> None:
    """On a terminal it asks; only a yes records, and an interrupt ends with 130."""
    script = (
        "import pty, os, sys\n"
        "pid, main = pty.fork()\n"
        "if pid == 0: os.execv(sys.executable, [sys.executable, '-m', 'gti_cli', *sys.argv[2:]])\n"
        "seen = b''\n"
        "while b'[y/N]' not in seen: seen += os.read(main, 1024)\n"
        "os.write(main, sys.argv[1].encode().decode('unicode_escape').encode())\n"
        "try:\n"
        "    while os.read(main, 1024): pass\n"
        "except OSError: pass\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    words = ("record", "-d", os.fspath(file), "--title", "T", "--source", "page", "--date", "2020-02-01")
    typed_words = typed.encode("unicode_escape").decode()

    process = subprocess.run(
        [sys.executable, "-c", script, typed_words, *words], env=environment(), check=False, timeout=60
    )

    assert process.returncode == code
    assert (len(load_file(file).updates) == 2) is (code == 0)


def test_a_pipe_that_nobody_reads(file: Path) -> None:
    """Nobody has to read what an update changes: it is recorded, and that is told."""
    command = f'{" ".join(GTI)} record -d "{file}" --yes --title T --source page | true; exit ${{PIPESTATUS[0]}}'

    process = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, env=environment(), check=False, timeout=60
    )

    assert (process.returncode, process.stdout) == (0, "")
    assert process.stderr.startswith(f"recorded in {file}; ")
    assert len(load_file(file).updates) == 2


def test_a_question_that_nobody_sees(file: Path) -> None:
    """Who is asked whether to record must have seen what: where nobody can, nothing is recorded, and that is told."""
    words = ("record", "-d", os.fspath(file), "--title", "T", "--source", "page")

    with Session(["bash", "-c", '"$@" | true; exit ${PIPESTATUS[0]}', "bash", *GTI, *words]) as session:
        assert session.end() == 1

    assert b"stdout is closed; nothing was recorded" in session.written
    assert file.read_text(encoding="utf-8") == FILE


# How it is written


def test_the_file_is_read_once(record: Gti, file: Path) -> None:
    """What is parsed is the file as it is and as it will be, each once, also for the warnings that are new."""
    names = []

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.endswith("dataset/read.py"):
            names.append(frame.f_code.co_name)

    sys.setprofile(count)
    try:
        answer = record("--promise", "oslo=open@2019")
    finally:
        sys.setprofile(None)

    assert "[passed-target]" in answer.err
    assert (names.count("read_bytes"), names.count("read")) == (1, 2)


@pytest.mark.slow
def test_a_file_that_changes_while_somebody_is_asked(file: Path) -> None:
    """What was saved between the question and the answer stays, and the update is not recorded."""
    with Session([*GTI, "record", "-d", os.fspath(file), "--title", "T", "--source", "page"]) as session:
        session.wait_for(b"[y/N]")
        file.write_text(FILE + "# edited\n", encoding="utf-8")
        session.type(b"y\n")
        assert session.end() == 1

    assert b"changed meanwhile, so nothing was written; run the command again" in session.written
    assert file.read_text(encoding="utf-8") == FILE + "# edited\n"


@pytest.mark.slow
def test_a_run_that_waits_for_another_says_so_in_a_pipe(file: Path) -> None:
    """Wherever stderr leads, it is told after a second that another run is waited for: once, before what came of it."""
    titled = ("--title", "T", "--source", "page")
    with ExitStack() as lock:
        lock.enter_context(locked(file))
        command = [*GTI, "record", "-y", "-d", os.fspath(file), *titled]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        assert process.stderr
        first = process.stderr.readline()
        lock.close()
        _, rest = process.communicate(timeout=60)

    assert first == f"waiting for another run that writes into {file}\n".encode()
    assert rest.startswith(b"recorded in")
    assert len(load_file(file).updates) == 2


@pytest.mark.slow
def test_an_answer_that_cannot_be_written_undoes_nothing(file: Path) -> None:
    """What was recorded is so, and the exit code says so, where what it changes fits nowhere; that is told, too."""
    words = ("--title", "T", "--source", "page")
    with Path("/dev/full").open("wb") as full:
        command = [*GTI, "record", "-y", "-d", os.fspath(file), *words]
        process = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False, timeout=60
        )

    recorded, failed = process.stderr.decode().splitlines()
    assert process.returncode == 0
    assert recorded.startswith(f"recorded in {file}; ")
    assert failed == "Error: the answer cannot be written: No space left on device"
    assert len(load_file(file).updates) == 2


@pytest.mark.slow
def test_a_run_that_waits_for_another_says_so(file: Path) -> None:
    """On a terminal it is told, after a moment, that another run is waited for; then the update is recorded."""
    with ExitStack() as lock:
        lock.enter_context(locked(file))
        with Session([*GTI, "record", "-y", "-d", os.fspath(file), "--title", "T", "--source", "page"]) as session:
            session.wait_for(b"waiting for another run")
            assert file.read_text(encoding="utf-8") == FILE
            lock.close()
            assert session.end() == 0

    assert len(load_file(file).updates) == 2


def test_links_and_permissions_stay(record: Gti, file: Path) -> None:
    """A symbolic link still is one afterwards, and the file that it leads to has its permissions as before."""
    real = file.with_name("real.toml")
    file.rename(real)
    real.chmod(0o640)
    file.symlink_to(real.name)

    assert record().code == 0

    assert file.is_symlink()
    assert real.stat().st_mode & 0o7777 == 0o640
    assert len(load_file(real).updates) == 2


def run(file: Path, *words: str, prepare: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """`gti record` as a process of its own, which writes nothing else: no byte code, and no record of its coverage."""
    given = ("record", "-d", os.fspath(file), "--yes", "--source", "page", "--title", "T", "--date", "2020-02-01")
    command = [*GTI, *given, *words]
    env = {name: value for name, value in environment().items() if not name.startswith("COVERAGE")}
    env["PYTHONDONTWRITEBYTECODE"] = "1"
    return subprocess.run(
        command, capture_output=True, text=True, env=env, preexec_fn=prepare, check=False, timeout=120
    )


def test_a_full_disk(file: Path) -> None:
    """Where the new content does not fit, one message says so, and the old content stays."""
    old = file.read_bytes()

    process = run(file, prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (len(old), len(old))))

    assert process.returncode == 1
    assert process.stderr.splitlines() == [f"Error: {file} cannot be written: File too large; nothing was changed"]
    assert file.read_bytes() == old
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("protected", ["folder", "file"])
def test_no_right_to_write(tmp_path: Path, file: Path, protected: str) -> None:
    """Where the folder or the file may not be written, one message says so, and the old content stays."""
    (tmp_path if protected == "folder" else file).chmod(0o555)

    process = run(file, prepare=without_special_rights)
    tmp_path.chmod(0o755)

    assert process.returncode == 1
    at_fault = "its folder takes no new file: " if protected == "folder" else ""
    assert process.stderr == f"Error: {file} cannot be written: {at_fault}Permission denied; nothing was changed\n"
    assert file.read_text(encoding="utf-8") == FILE
    assert list(tmp_path.iterdir()) == [file]


def test_a_system_without_locks(record: Gti, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no locks on files, a message says what to do instead."""
    monkeypatch.setitem(sys.modules, "fcntl", None)

    answer = record()

    assert answer.code == 1
    assert "this on a copy" in answer.err
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.slow
def test_fifty_at_once(file: Path) -> None:
    """Fifty runs at the same time leave fifty updates, and nothing else beside the file."""
    given = ("record", "-d", os.fspath(file), "--yes", "--source", "page", "--date", "2020-02-01", "--title")
    processes = [subprocess.Popen([*GTI, *given, f"Update {number}"], env=environment()) for number in range(50)]

    codes = [process.wait(timeout=300) for process in processes]

    assert codes == [0] * 50
    titles = [update.title for update in load_file(file).updates[1:]]
    assert sorted(titles) == sorted(f"Update {number}" for number in range(50))
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.slow
def test_killed_at_any_moment(file: Path) -> None:
    """Two hundred runs, killed at some moment each, leave the old content or the new one, and no lasting litter."""
    given = ("record", "-d", os.fspath(file), "--yes", "--source", "page", "--date", "2020-02-01", "--title", "T")
    started = time.monotonic()
    assert run(file).returncode == 0
    duration = time.monotonic() - started
    updates = 2

    for number in range(200):
        old = file.read_bytes()
        child = subprocess.Popen([*GTI, *given], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(duration * (number + 1) / 200)
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
        new = file.read_bytes()
        updates += new != old
        assert new.startswith(old)
        assert len(load(new, "own.toml").updates) == updates

    for left in file.parent.glob(".gti-*"):
        os.utime(left, (0, 0))
    assert run(file).returncode == 0
    assert list(file.parent.iterdir()) == [file]
