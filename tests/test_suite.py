"""What the tests ask of themselves: a new command is tried like all others, and no test module leans on another."""

import re
from itertools import chain
from random import Random

import pytest

from gti_cli.cli import table
from gti_cli.dataset.model import Dataset
from gti_cli.render import formats as formats_table
from tests.conftest import BUNDLED, ROOT
from tests.laws import FORMATS_READ
from tests.questions import (
    APART,
    CHART_FORMATS,
    CHECK_FORMATS,
    COMMANDS,
    FORMATS,
    NAMES,
    OWN_FORMATS,
    REPORT_FORMATS,
    ROW_FORMATS,
    WITH_ROWS,
    formats,
    run,
)
from tests.shown import BUNDLED_LINES, ON_SCREEN, STRANGE_LINES

TESTS = ROOT / "tests"
DRAWN = [command for command in NAMES if command not in APART and "table" in formats(command)]


@pytest.mark.parametrize("command", NAMES)
def test_a_command_is_asked_about_wild_files(command: str) -> None:
    """Every command is among the questions that are asked about any file, or has laws of its own."""
    assert (command in COMMANDS) != (command in APART), (
        f"tests/questions.py: name {command!r} in COMMANDS, with the words that may come after it; "
        "a command that does not only read is named in APART, with the place of its laws"
    )


def test_no_command_is_declared_that_is_not_there() -> None:
    """What the tests say of commands is about commands that there are."""
    assert {*COMMANDS, *APART} <= set(NAMES), "tests/questions.py: COMMANDS and APART name other commands than gti has"
    assert set(WITH_ROWS) <= set(COMMANDS), "tests/questions.py: WITH_ROWS names other commands than COMMANDS"


@pytest.mark.parametrize("command", DRAWN)
def test_a_command_says_what_it_shows(command: str) -> None:
    """For every command that draws, the tests know what it promises to show, and ask both datasets for it."""
    views = {view for view in ON_SCREEN if view.split()[0] == command}
    assert views, f"tests/shown.py: say in ON_SCREEN what `gti {command}` shows of its JSON, row by row"
    for lines, name in ((BUNDLED_LINES, "BUNDLED_LINES"), (STRANGE_LINES, "STRANGE_LINES")):
        asked = [line for line in lines if line.split()[0] == command]
        assert asked, f"tests/shown.py: {name} has no line that asks `gti {command}`"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_with_rows_is_asked_for_them(command: str, bundled: Dataset) -> None:
    """Where a command has formats with a line for each row, the tests ask for these formats as well."""
    words = [COMMANDS[command](Random(number), bundled) for number in range(12)]
    has_rows = any(run(command, *some, "--data", str(BUNDLED), "--format", ROW_FORMATS[1]).code == 0 for some in words)

    assert has_rows == (command in WITH_ROWS), f"tests/questions.py: is {command!r} a command WITH_ROWS, or not?"


def test_every_format_is_read_back() -> None:
    """Each format that a command offers is asked for, and the laws know how it is read."""
    offered = {format_ for name in table.names() for format_ in getattr(table.function(name), "formats", ())}
    own = chain.from_iterable(OWN_FORMATS.values())
    asked = {*CHART_FORMATS, *FORMATS, *REPORT_FORMATS, *CHECK_FORMATS, *own}

    assert set(ROW_FORMATS) <= offered <= asked, f"tests/questions.py: ask for {offered - asked} as well"
    idle = formats_table.FORMATS.keys() - offered
    assert not idle, f"gti_cli/views/answer.py: no answer has {', '.join(sorted(idle))} in its `formats`"
    unread = asked - {"table", *FORMATS_READ}
    assert not unread, f"tests/laws.py: say in FORMATS_READ how {', '.join(sorted(unread))} is read"


def test_the_page_on_tests_names_every_module() -> None:
    """tests/README.md says of each module what it is for."""
    page = (TESTS / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:\w+/)?(\w+)\.", page))
    modules = {path.stem for path in TESTS.glob("*.py")} - {"__init__"}

    assert modules <= named, f"tests/README.md: say what {', '.join(sorted(modules - named))} is for"
    gone = {name for name in named if name.startswith("test_")} - modules
    assert not gone, f"tests/README.md names what is gone: {', '.join(sorted(gone))}"


def test_no_module_imports_from_a_test_module() -> None:
    """What several test modules need stands in a module of its own, whose name does not begin with `test_`."""
    lines = [(path.name, line) for path in TESTS.rglob("*.py") for line in path.read_text(encoding="utf-8").split("\n")]

    assert [line for line in lines if re.match(r"\s*(from|import) .*\btest_", line[1])] == []
