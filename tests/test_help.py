"""Help fits every terminal, and what it shows works; wrong usage is told in one sentence that names the option."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from gti_cli.cli import commands, table
from gti_cli.cli.help import EXAMPLES, NARROWEST, WIDEST
from gti_cli.cli.usage import Command
from tests import sheets
from tests.conftest import Gti
from tests.questions import GROUP, NAMES
from tests.questions import run as ask

COMMANDS: dict[str, Command] = {name: GROUP.commands[name] for name in NAMES}  # type: ignore[misc]
WRITING = {"init", "report", "record", "import"}
HELPS = ((), ("--help",), *((name, "--help") for name in NAMES))
OPTIONS = [(name, option) for name in NAMES for option in COMMANDS[name].params if option.param_type_name == "option"]

each_command = pytest.mark.parametrize("name", NAMES)


def longest(option: Any) -> str:
    """The name of an option by which messages call it."""
    return str(max(option.opts, key=len))


def wrong(gti: Gti, *words: str) -> str:
    """The one line on stderr with which a command line is refused."""
    answer = gti(*words)

    assert (answer.code, answer.out) == (2, ""), words
    assert answer.err.startswith("Error: ")
    assert answer.err.count("\n") == 1
    return answer.err


def test_every_command_is_in_one_group() -> None:
    """The help has each command once, and every module of the folder is a command."""
    grouped = [name for names in table.GROUPS.values() for name in names]
    modules = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} - {"__init__"}

    assert sorted(grouped) == sorted(modules)


def test_the_help_has_the_groups_and_the_first_sentence_of_every_command(gti: Gti) -> None:
    """Each below the heading of its group."""
    lines = gti("--help").out.splitlines()

    for group, names in table.GROUPS.items():
        at = lines.index(f"{group}:")
        for line, name in zip(lines[at + 1 :], names, strict=False):
            sentence = str(COMMANDS[name].help).partition("\n")[0]
            assert line.split(maxsplit=1) == [name, sentence]


def run(gti: Gti, example: str, folder: Path) -> None:
    """Run an example: it ends well, and with something to see, unless it is silent when all is well."""
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    words = shlex.split(example.split(" > ")[0])

    answer = gti(*words[1:])

    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert (words[0], answer.code) == ("gti", 0), answer.err
    if (words[1] in WRITING and "--dry-run" not in words) or "-o" in words:
        assert answer.out or before != after
    elif words[1] != "check":
        assert answer.out.count("\n") > 1
        assert not answer.err.startswith("no ")


@each_command
def test_the_examples_of_a_command_work(gti: Gti, name: str, tmp_path: Path) -> None:
    """Each has one to three, which it shows; they answer something on the bundled dataset, or write a new file."""
    if name == "check":
        gti("init", "--example", "data/initiative.toml")
    if name == "import":
        sheets.for_examples(tmp_path)
    shown = " ".join(gti(name, "--help").out.split())

    assert 1 <= len(COMMANDS[name].examples) <= 3
    for example, meaning in COMMANDS[name].examples.items():
        assert f"{example} {meaning}" in shown
        run(gti, example, tmp_path)
    assert any(example.startswith(f"gti {name}") for example in COMMANDS[name].examples)


def test_the_examples_of_the_short_help_work(gti: Gti, tmp_path: Path) -> None:
    """They are all shown, and answer something."""
    shown = " ".join(gti().out.split())

    for example, meaning in EXAMPLES.items():
        assert f"{example} {meaning}" in shown
        run(gti, example, tmp_path)


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
def test_help_fits_every_terminal(gti: Gti, words: tuple[str, ...]) -> None:
    """At any width no line is too long and every word is whole: the same words, in the same order."""
    wide = gti(*words, env={"COLUMNS": "200"}).out

    for width in (*range(NARROWEST, WIDEST + 1, 3), WIDEST + 1, 150):
        narrow = gti(*words, env={"COLUMNS": f"{width}"}).out
        assert narrow.split() == wide.split()
        assert max(map(len, narrow.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_help_uses_the_width_of_the_terminal(gti: Gti, width: int) -> None:
    """The longest line comes near the edge, up to the width that reads well."""
    lines = gti("promises", "--help", env={"COLUMNS": f"{width}"}).out.splitlines()

    assert width - 5 <= max(map(len, lines)) <= width


def test_help_on_a_terminal_of_one_column(gti: Gti) -> None:
    """It is laid out for a terminal that shows a word."""
    assert gti("--help", env={"COLUMNS": "1"}).out == gti("--help", env={"COLUMNS": f"{NARROWEST}"}).out


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_an_option_is_named_where_it_is_wrong(gti: Gti, name: str, option: Any) -> None:
    """Without its value, with one that it does not take, and given twice where it may not be repeated.

    Where its metavar is in brackets it may do without a value.
    """
    arguments = ["today"] * sum(one.required for one in COMMANDS[name].params)
    is_flag = option.is_flag or option.count
    for word in option.opts:
        given = [word] if is_flag else [word, "1"]
        if option.metavar and option.metavar.startswith("["):
            assert gti(name, *arguments, word).code == 0
        elif not is_flag:
            assert f"Error: {word} has no value; {option.metavar} " in wrong(gti, name, *arguments, word)
        elif word.startswith("--"):
            assert f"Error: {word} takes no value" in wrong(gti, name, *arguments, f"{word}=1")
        if not (option.multiple or option.count):
            assert f"Error: {longest(option)} is given twice" in wrong(gti, name, *arguments, *given, *given)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_a_misspelt_option_suggests_the_right_one(gti: Gti, name: str, option: Any) -> None:
    """Also where it is only begun, unless that may be several."""
    word = longest(option)
    misspelt = f"{word[:4]}{word[5:]}" if len(word) > 5 else f"{word}x"

    assert f'gti {name} has no "{misspelt}"; did you mean ' in wrong(gti, name, misspelt)
    assert f'"{word}"' in wrong(gti, name, misspelt)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("promises --due-within soon", "--due-within takes a number of days, for example 90"),
        ("promises --due-within -3", "--due-within takes a number of days, for example 90"),
        ("chart --due-within=", "--due-within takes a number of days, for example 90"),
        ("chart --silent 1.5", "--silent takes a number of days, for example 90"),
        ("items --kind centre", '--kind takes center, region, review, milestone or goal, and not "centre"'),
        ("items --format pdf", "--format pdf: gti items answers in table, json, markdown, jsonl, csv or tsv"),
        ("phase --format=", '--format "": gti phase answers in table, json, markdown, jsonl, csv or tsv'),
        (
            "status --as-of '13 Novmber 2019'",
            '--as-of: "13 Novmber 2019" is not read: "Novmber" is no word of a date; did you mean "13 November 2019"?',
        ),
        (
            "timeline --since 2021-02-30",
            '--since: "2021-02-30" is a day that the month does not have; write "28 February 2021"',
        ),
        ("diff 2999", 'FROM: "2999" is after 2020-11-17; give the earlier day first'),
        ("status --since 2019", 'gti status has no "--since"; gti timeline has it'),
        ("diff --fail-on late", 'gti diff has no "--fail-on"; gti promises has it'),
        ("status --silent 3", 'gti status has no "--silent"; gti chart and gti promises have it'),
        ("status -x", 'gti status has no "-x"; gti status --help lists all'),
        ("--json status", '"--json" stands behind a command, as in gti centers --json'),
        ("--verson", 'gti has no "--verson"; did you mean "--version"?'),
        ("statu", 'there is no command "statu"; did you mean "status"?'),
        ("frobnicate", 'there is no command "frobnicate"; gti --help lists all'),
        (
            "show",
            (
                "ID is missing: an item, phase, metric, source, update, promise or the initiative, by its id or a name "
                "of its own; for example, gti show sao-paulo"
            ),
        ),
        ("status late", 'gti status takes only options, and "late" is one too many; gti status --help lists them'),
        (
            "diff 13 June 2019",
            'gti diff takes FROM [TO], and "2019" is one too many; a text of several words stands in quotes',
        ),
    ],
)
def test_wrong_usage_in_one_sentence(gti: Gti, words: str, message: str) -> None:
    """What is wrong, and what to write instead."""
    assert wrong(gti, *shlex.split(words)) == f"Error: {message}\n"


@pytest.mark.parametrize("words", ["timeline --phase reviws", "promises --item madird", "items --phase xyz"])
def test_an_unknown_id_is_told_of_its_option(gti: Gti, words: str) -> None:
    """The option is named before the id."""
    assert gti(*words.split()).err.startswith(f"Error: {words.split()[1]}: no ")


@each_command
def test_an_argument_that_is_missing_is_named(gti: Gti, name: str) -> None:
    """With an example of the command that has it."""
    needed = [parameter for parameter in COMMANDS[name].params if parameter.required]

    for argument in needed[:1]:
        assert f"Error: {argument.metavar} is missing: " in wrong(gti, name)
        assert f"; for example, gti {name} " in wrong(gti, name)


@pytest.mark.parametrize("words", ["phase a b", "status --as-of 2019 --as-of 2020", "show"])
def test_help_is_shown_whatever_else_is_wrong(gti: Gti, words: str) -> None:
    """Who asks for help is not told of mistakes."""
    assert gti(*words.split(), "--help").out.startswith("Usage: ")


def test_filters_with_several_values_may_be_repeated(gti: Gti) -> None:
    """They mean either; `--json` beside `--format json` is no repetition."""
    assert gti("promises", "--verdict", "late", "--verdict", "kept", "--json", "--format", "json").code == 0


def test_help_in_ascii() -> None:
    """A terminal without our signs gets plain ones."""
    help_ = ask("promises", "--help", encoding="ascii").out

    assert help_.isascii()
    assert "--verdict V,...  " in help_


@each_command
def test_help_speaks_no_python(gti: Gti, name: str) -> None:
    """What is to be typed has a name; of which type a program holds it is of no use to whoever types it."""
    assert not re.search("<|None|list\\[|str\\b", gti(name, "--help").out)
