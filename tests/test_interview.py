"""On a terminal, `gti record` asks for what its options say, one thing after the other, and loses nothing of it."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from gti_cli.cli.interview import MEANINGS, PARTS, TEXTS, command_line
from gti_cli.cli.prompt import completer, completions
from gti_cli.write.events import EVENTS
from gti_cli.write.stated import FLAGS, QUALIFIERS
from tests.conftest import first
from tests.emulator import shown
from tests.make import HEAD, LEAST, ROME, figure, item, load_file, update
from tests.processes import GTI, Session, environment

pytestmark = pytest.mark.slow

FILE = (
    HEAD
    + ROME
    + item("centers", "sao-paulo", name="S\u00e3o Paulo")
    + item("reviews", "audit")
    + item("metrics", "paid")
    + update(*('item = "rome", stage = "announced"', 'item = "sao-paulo", note = "N"', 'item = "audit", note = "N"'))
    + update('item = "rome", stage = "open", target = "2021"', day="2020-09-01", figures=figure(5))
)
Answers = Sequence[tuple[str, str]]
ENTER = "\r"
CTRL_C, CTRL_D, BACKSPACE, UP, TAB = "\x03", "\x04", "\x7f", "\x1b[A", "\t"
HEAD_OF_ALL: Answers = [("Date", "2020-06-01"), ("Title", "It's new"), ("Source", "page")]
END: Answers = [("About", "")]
WITHOUT_READLINE = (
    sys.executable,
    "-c",
    "import sys; sys.modules['readline'] = None; from gti_cli.cli.app import app; app(prog_name='gti')",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A dataset of the user's own."""
    path = tmp_path / "own.toml"
    path.write_text(FILE, encoding="utf-8", newline="")
    return path


def asked(file: Path, *words: str, gti: Sequence[str] = GTI, columns: int = 200) -> Session:
    """`gti record` on a terminal, about a file."""
    return Session([*gti, "record", "-d", os.fspath(file), *words], columns=columns)


def answer(session: Session, answers: Answers) -> None:
    """Answer the questions that begin with these words, each when it is asked; an answer ends with Enter, or a key."""
    for question, keys in answers:
        session.wait_for(f"{question}".encode())
        session.wait_for(b": ")
        session.type((keys if keys[-1:] in (CTRL_D, TAB) else keys + ENTER).encode(errors="surrogateescape"))


def interrupted(session: Session) -> int:
    """The exit code once Ctrl-C is pressed, again and again until that is heeded.

    Between a question and the moment at which it waits for keys, Python notices an interrupt only with the next key.
    """
    while session.process.poll() is None:
        time.sleep(0.2)
        session.type(CTRL_C.encode())
        with suppress(subprocess.TimeoutExpired):
            session.process.wait(timeout=2)
    return session.end()


def recorded(file: Path, answers: Answers, *words: str, gti: Sequence[str] = GTI) -> str:
    """What is on the terminal once the questions are answered, and what is shown is agreed to."""
    with asked(file, *words, gti=gti) as session:
        answer(session, [*HEAD_OF_ALL, *answers, *END])
        session.wait_for(b"[y/N] ")
        session.type(b"y\r")
        assert session.end() == 0
        assert session.settings_now() == session.settings
    screen = shown(session.written, 1000)  # no line of it is broken, wherever the path of the file ends
    return "\n".join(line.rstrip() for line in screen.display)


def command_on(screen: str) -> list[str]:
    """The words of the command that a screen says to do the same."""
    lines = screen.split("the same without a question:\n")[1].split("\n\n")[0]
    return shlex.split(lines.replace("\n", ""))


# What is asked

STATED = {
    "--reached": [("What", "reached"), ("Which stage", "open"), ("When", "May 2020"), ("More", "")],
    "--promise": [("What", "promise"), ("Which stage", "open"), ("By when", "early 2021"), ("More", "")],
    "--not-before": [("What", "not-b"), ("Which stage", "open"), ("Not before", "2021"), ("More", "")],
    "--after": [
        *(("What", "after"), ("Which stage", "open"), ("After which stage", "audit.completed")),
        *(("How long", "18 months"), ("More", "")),
    ],
    "--not-yet": [("What", "not-yet"), ("Which stage", "o"), ("More", "")],
    "--part": [("What", "part"), ("Which stage", "open"), ("Which part", "the lobby: half"), ("More", "")],
    "--withdraw": [("What", "withdraw"), ("When", ""), ("More", "")],
    "--note": [("What", "note"), ("What", "a = b @ c"), ("More", "")],
    "--set": [("What", "set"), ("Which of its keys", "host"), ("Its new value", "A bank"), ("More", "")],
    "--figure": [("Which value", "7"), ("Of which day", "")],
}


@pytest.mark.slow
@pytest.mark.parametrize(("option", "answers"), first(*STATED.items()))
def test_answers_are_options(file: Path, option: str, answers: Answers) -> None:
    """What is answered is recorded as the options say it that are shown: that command leaves the same file."""
    about = "paid" if option == "--figure" else "Rome"
    other = file.with_name("other.toml")
    other.write_bytes(file.read_bytes())

    command = command_on(recorded(file, [("About", about), *answers]))

    assert option in command
    again = [str(other) if word == str(file) else word for word in command[1:]]
    subprocess.run([*GTI, *again, "--yes"], env=environment(), check=True, timeout=60, capture_output=True)
    assert file.read_bytes() == other.read_bytes() != FILE.encode()
    assert load_file(file).updates[1].title == "It's new"


@pytest.mark.slow
def test_one_statement_after_the_other(file: Path) -> None:
    """Statements and what qualifies them stand in the order of the answers, and an empty answer goes on."""
    screen = recorded(
        file,
        [
            *(("About", "rome"), ("What", "promise"), ("Which stage", "open"), ("By when", "2022")),
            *(("More", "hedge"), ("weaken", "we hope"), ("More", "anew"), ("More", "by"), ("Who promises", "")),
            *(("More", ""), ("About", "audit"), ("What", "reached"), ("Which stage", "")),
            *(
                ("About", "audit"),
                ("What", ""),
                ("About", "S\u00e3o Paulo"),
                ("What", "note"),
                ("What", "N"),
                ("More", ""),
            ),
        ],
    )

    *_, promise, hedge, anew, note = command_on(screen)[-7:]
    assert command_on(screen)[-7:-2] == ["--promise", "rome=open@2022", "--hedge", "we hope", "--anew"]
    assert (promise, hedge, anew, note)[2:] == ("--note", "sao-paulo=N")
    assert [event.item for event in load_file(file).updates[1].events] == ["rome", "sao-paulo"]


def test_each_option_can_be_asked_for() -> None:
    """Every option that states something has its questions, every event a line that explains it, as its qualifiers."""
    assert list(PARTS) == [*EVENTS, "--figure"]
    assert [f"--{line.split()[0]}" for line in MEANINGS.splitlines()] == list(EVENTS)
    assert [*TEXTS, *FLAGS] == list(QUALIFIERS)


def test_a_flag_has_no_words_on_a_command_line() -> None:
    """The command that does the same has texts in quotes, and nothing behind a flag."""
    options = [("--title", "It's new"), ("--reached", "rome=open"), ("--implied", "")]

    assert shlex.split(command_line(options, "-d", "a b")) == [
        *("gti", "record", "-d", "a b", "--title", "It's new", "--reached", "rome=open", "--implied")
    ]


def test_what_need_not_be_typed(tmp_path: Path) -> None:
    """An empty answer is today, and the only source that there is; a title has to be typed, and must be a text."""
    file = tmp_path / "own.toml"
    file.write_text(LEAST + ROME, encoding="utf-8")

    with asked(file, "--dry-run") as session:
        answer(session, [("Date", ""), ("Title", ""), ("Title", "\udcff"), ("Title", "T"), ("Source", ""), *END])
        assert session.end() == 0

    assert b'source = "page"' in session.written
    assert file.read_text(encoding="utf-8") == LEAST + ROME


# What does not do

WRONG: dict[str, tuple[Answers, str, str, str]] = {
    "a date": ([], "Date", "2020-13-01", "13"),
    "a day that is taken": ([], "Date", "2020-05-02", 'the id "2020-05-02" is taken'),
    "no title": (HEAD_OF_ALL[:1], "Title", "", "it says in a few words what was published"),
    "a source": (HEAD_OF_ALL[:2], "Source", "pgae", 'no source "pgae" in the file; did you mean "page"?'),
    "an item": (HEAD_OF_ALL, "About", "rmoe", 'no item "rmoe" in the file; did you mean "rome"?'),
    "an open quotation": (HEAD_OF_ALL, "About", "--add 'center:x=X@work", "a quotation mark has no other that closes"),
    "an id that is taken": (HEAD_OF_ALL, "About", "--add center:page=X@work", '"page" is a source already; choose'),
    "what is said": ([*HEAD_OF_ALL, ("About", "rome")], "What", "opened", 'there is no "opened"; there is "reached"'),
    "several words": ([*HEAD_OF_ALL, ("About", "rome")], "What", "p", '"p" may be "promise" or "part"'),
    "a stage": (
        [*HEAD_OF_ALL, ("About", "rome"), ("What", "reached")],
        *("Which stage", "opne", 'there is no "opne"; did you mean "open"?'),
    ),
    "a deadline": (
        [*HEAD_OF_ALL, ("About", "rome"), ("What", "promise"), ("Which stage", "open")],
        *("By when", "since 2021", '"since 2021" is no deadline'),
    ),
    "what qualifies": (
        [*HEAD_OF_ALL, ("About", "rome"), ("What", "not-yet"), ("Which stage", "open"), ("More", "said")],
        *("own words", "x" * 81, "is not a text of 80 characters at most"),
    ),
    "a number": ([*HEAD_OF_ALL, ("About", "Paid")], "Which value", "lots", '"lots" is not a number'),
    "no text": (HEAD_OF_ALL[:1], "Title", "\udcff", "these are bytes that are no text in the encoding"),
}


@pytest.mark.parametrize(("before", "question", "typed", "reason"), first(*WRONG.values()), ids=WRONG)
def test_a_wrong_answer_is_asked_again(file: Path, before: Answers, question: str, typed: str, reason: str) -> None:
    """What does not do is told why, without an option that nobody typed; then the same is asked again."""
    file.write_text(FILE.replace('name = "Rome"', 'name = "Rome"\naliases = ["2020-05-02"]'), encoding="utf-8")
    old = file.read_bytes()

    with asked(file) as session:
        answer(session, before)
        session.wait_for(question.encode())
        session.wait_for(b": ")
        session.type(typed.encode(errors="surrogateescape") + b"\r")
        session.wait_for(reason.encode())
        session.wait_for(question.encode())
        assert interrupted(session) == 130

    assert b"Error" not in session.written
    assert b"Traceback" not in session.written
    assert file.read_bytes() == old


@pytest.mark.slow
def test_wrong_answers_lose_nothing(file: Path) -> None:
    """Whoever mends one answer after the other records what was meant, as if each had been right at once."""
    screen = recorded(
        file,
        [
            *(("About", "--add 'center:bern=Bern@work"), ("About", "--add center:bern=Bern@work")),
            *(("What", "opened"), ("What", "p"), ("What", "after")),
            *(("Which stage", "opne"), ("Which stage", "open")),
            *(("After which", "x.y"), ("After which", "rome.open")),
            *(("How long", "soon"), ("How long", "18 months")),
            *(("More", "x"), ("More", "said")),
            *(("own words", "x" * 81), ("own words", "later"), ("More", "")),
            *(("About", "rome"), ("What", "set"), ("Which of its keys", "nmae"), ("Which of its keys", "name")),
            *(("Its new value", "Roma"), ("More", "said"), ("own words", "S"), ("More", "quote"), ("words", "Q")),
        ],
    )

    assert command_on(screen)[-12:] == [
        *("--add", "center:bern=Bern@work", "--after", "bern=open@rome.open+18 months", "--said", "later"),
        *("--set", "rome.name=Roma", "--said", "S", "--quote", "Q"),
    ]


@pytest.mark.slow
def test_what_was_typed_comes_back(file: Path) -> None:
    """A wrong answer need not be typed once more: the arrow up brings it back, and it can be mended."""
    screen = recorded(file, [("About", "romex"), ("About", UP + BACKSPACE), *STATED["--not-yet"]])

    assert "rome=open" in command_on(screen)


def test_an_unknown_item_is_added_by_what_its_answer_says(file: Path) -> None:
    """The option that the message ends with is pasted in answer, and adds the item of which more is said then."""
    with asked(file) as session:
        answer(session, [*HEAD_OF_ALL, ("About", "New hall")])
        session.wait_for(b"to add it")
        session.wait_for(b": ")
        session.wait_for(b"\r\n")
        pasted = session.written.split(b"to add it")[1].split(b": ")[1].split(b"\r\n")[0]
        session.wait_for(b"About")
        session.wait_for(b": ")
        session.type(pasted + b"\r")
        answer(session, [("What", "reached"), ("Which stage", "completed"), ("When", ""), ("More", ""), *END])
        session.wait_for(b"[y/N] ")
        session.type(b"yes\r")
        assert session.end() == 0

    [new] = load_file(file).milestones
    assert (new.id, new.name) == ("new-hall", "New hall")
    assert load_file(file).updates[1].events[0].item == "new-hall"


# How to leave

QUESTIONS = {
    "Date": [],
    "Title": HEAD_OF_ALL[:1],
    "Source": HEAD_OF_ALL[:2],
    "About": HEAD_OF_ALL,
    "What": [*HEAD_OF_ALL, ("About", "rome")],
    "Which stage": [*HEAD_OF_ALL, ("About", "rome"), ("What", "reached")],
    "More": [*HEAD_OF_ALL, ("About", "rome"), *STATED["--not-yet"][:-1]],
}


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["interrupted", "ended"])
@pytest.mark.parametrize(("question", "before"), first(*QUESTIONS.items()))
def test_whoever_leaves_has_recorded_nothing(file: Path, question: str, before: Answers, key: str) -> None:
    """Ctrl-C, and the end of the input, leave at every question: with 130, and nothing is written."""
    with asked(file) as session:
        answer(session, before)
        session.wait_for(question.encode())
        session.wait_for(b": ")
        if key == CTRL_D:
            session.type(key.encode())
        assert (session.end() if key == CTRL_D else interrupted(session)) == 130
        assert session.settings_now() == session.settings

    assert session.written.endswith(b"\r\nnothing was recorded\r\n")
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "code"), [(CTRL_C, 130), (CTRL_D, 130), ("n\r", 1)])
def test_the_last_question_can_be_left_too(file: Path, typed: str, code: int) -> None:
    """Who does not agree in the end has recorded nothing, and still sees the command that would have."""
    with asked(file) as session:
        answer(session, [*HEAD_OF_ALL, *END])
        session.wait_for(b"[y/N] ")
        time.sleep(0.2)
        session.type(typed.encode())
        assert session.end() == code

    assert session.written.endswith(b"nothing was recorded\r\n")
    assert b"--title 'It'\"'\"'s new'" in session.written
    assert file.read_text(encoding="utf-8") == FILE


# How it is typed


@pytest.mark.parametrize(
    ("before", "question", "typed", "wanted"),
    first(
        (HEAD_OF_ALL[:2], "Source", "aud", "auditor"),
        (HEAD_OF_ALL, "About", "SAO", "sao-paulo"),
        (HEAD_OF_ALL, "About", "s\u00e3", "S\u00e3o Paulo"),
        (HEAD_OF_ALL, "About", "pa", "paid"),
        ([*HEAD_OF_ALL, ("About", "rome")], "What", "with", "withdraw"),
        ([*HEAD_OF_ALL, ("About", "audit"), ("What", "reached")], "Which stage", "com", "completed"),
    ),
)
def test_tab_completes(file: Path, before: Answers, question: str, typed: str, wanted: str) -> None:
    """Tab completes ids, names and stages of the file, and the words that may answer a question."""
    with asked(file) as session:
        answer(session, [*before, (question, typed + TAB)])
        session.type(b"!")
        session.wait_for(f"{wanted}!".encode())
        assert interrupted(session) == 130


def test_what_completes() -> None:
    """Words of the first group that has any, compared without case; none where nothing begins so."""
    known = [["rome", "sao-paulo"], ["Rome", "S\u00e3o Paulo", "Roman road"]]

    assert completions("RO", known) == ["rome"]
    assert completions("s\u00e3O", known) == ["S\u00e3o Paulo"]
    assert completions("roman", known) == ["Roman road"]
    assert completions("", known) == known[0]
    assert completions("x", known) == completions("x", []) == []
    assert [completer(known)("r", number) for number in (0, 1)] == ["rome", None]


@pytest.mark.slow
def test_without_readline(file: Path) -> None:
    """A Python that was built without readline asks the same, and a wrong answer is typed again."""
    answers = [("About", "rmoe"), ("About", "rome"), *STATED["--reached"]]

    screen = recorded(file, answers, gti=WITHOUT_READLINE)

    assert command_on(screen)[-2:] == ["--reached", "rome=open@May 2020"]
    assert "Tab completes" not in screen


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_what_is_told_fits_the_terminal(file: Path, columns: int) -> None:
    """What gti says of its own before it asks breaks between words, on narrow terminals too."""
    with asked(file, columns=columns) as session:
        session.wait_for(b"Date")
        interrupted(session)

    told = session.written.decode().partition("Tab")[2].partition("Date")[0]
    assert "before you agree" in " ".join(told.split())
    assert max(len(line) for line in told.splitlines()) <= columns


# Where nobody is asked


@pytest.mark.parametrize("words", ["--yes", "--summary=S", "--reached=rome=open", "--date=2020-06-01"])
def test_options_are_not_asked_for(file: Path, words: str) -> None:
    """Where something is said by an option, or nobody wants to be asked, what is missing is told."""
    with asked(file, words) as session:
        assert session.end() == 2

    assert b"is missing" in session.written
    assert file.read_text(encoding="utf-8") == FILE


def test_nobody_is_asked_in_a_pipe(file: Path) -> None:
    """Where what is asked would go into a pipe, nothing is asked."""
    command = ["bash", "-c", '"$@" | cat; exit ${PIPESTATUS[0]}', "bash", *GTI, "record", "-d", os.fspath(file)]

    with Session(command) as session:
        assert session.end() == 2

    assert b"is missing" in session.written
