"""Questions: the command lines that are asked about wild files, each in a format and on a kind of screen."""

import os
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import cast

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from gti_cli.cli.app import app
from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import KINDS, Dataset
from gti_cli.ledger.verdict import VERDICTS
from tests.conftest import BUNDLED, Answer
from tests.wild import hostile_text

Words = Callable[[Random, Dataset | None], list[str]]

GROUP = cast(TyperGroup, get_command(app))
"""The commands, made once: that takes longer than most answers."""
NAMES = list(GROUP.commands)
"""The names of all commands."""

WITH_ROWS = ("timeline", "phase", "regions", "centers", "items", "promises", "chart", "metrics", "sources", "search")
ROW_FORMATS = ("json", "jsonl", "csv", "tsv", "markdown", "table")
FORMATS = ("json", "markdown", "table")
CHART_FORMATS = (*ROW_FORMATS, "svg")
REPORT_FORMATS = ("html", "markdown")
CHECK_FORMATS = (*ROW_FORMATS, "github")
OWN_FORMATS = {"promises": ("ics",), "timeline": ("atom",)}
"""The formats that a command alone has, beside those of all commands with rows."""
SCREENS = ("pipe", "colour", "ascii")
WIDTHS = (20, 40, 80, 100, 200)


@dataclass(frozen=True)
class Question:
    """A command line without its dataset, in a format, on a kind of screen of some width."""

    words: tuple[str, ...]
    format: str
    screen: str = "pipe"
    columns: int = 100
    beside: Path | None = None
    """Another dataset that is asked about as well."""

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which a command knows its screen."""
        return {"COLUMNS": f"{self.columns}", "FORCE_COLOR": "1" if self.screen == "colour" else ""}

    def line(self, file: Path) -> str:
        """The question as it is typed."""
        encoding = ["PYTHONIOENCODING=ascii"] if self.screen == "ascii" else []
        variables = [f"{name}={value}" for name, value in self.environment.items() if value]
        return shlex.join(["env", *encoding, *variables, "gti", *self._with(file)])

    def _with(self, file: Path) -> list[str]:
        command, *rest = self.words
        data = [] if command == "check" else ["--data"]
        beside = ["--data", os.fspath(self.beside)] if self.beside else []
        return [command, *data, os.fspath(file), *beside, "--format", self.format, *rest]

    def asked(self, file: Path) -> Answer:
        """What the command answers about a file."""
        return run(*self._with(file), env=self.environment, encoding="ascii" if self.screen == "ascii" else "utf-8")


def run(*words: str, env: dict[str, str] | None = None, stdin: bytes = b"", encoding: str = "utf-8") -> Answer:
    """Run `gti` in this process; any exception but the one that ends a process is the caller's."""
    code = 0
    environment = {"NO_COLOR": "", "GTI_DATA": "", "TERM": "xterm-256color", "COLORTERM": ""} | (env or {})
    with CliRunner(charset=encoding).isolation(stdin, env=environment) as (out, err, _):
        try:
            GROUP.main(list(words), prog_name="gti")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Answer(code, out.getvalue().decode(), err.getvalue().decode())


def question_by_chance(chance: Random, dataset: Dataset | None) -> Question:
    """A reading command with filters, in a format, on a screen."""
    command = chance.choice([*COMMANDS])
    words = [command, *COMMANDS[command](chance, dataset)]
    possible = formats(command, with_id=command == "phase" and len(words) > 1)
    beside = None
    if chance.random() < 0.2 and (possible is ROW_FORMATS or command == "status"):
        beside, possible = BUNDLED, ROW_FORMATS
    if chance.random() < 0.4 and command != "diff":
        words += ["--as-of", chance.choice(DAYS)]
    return Question(tuple(words), chance.choice(possible), chance.choice(SCREENS), chance.choice(WIDTHS), beside)


def every_question(chance: Random, dataset: Dataset | None) -> Iterator[Question]:
    """Every reading command in every format and on every kind of screen, with filters by chance."""
    for command, words in COMMANDS.items():
        for format_ in formats(command, with_id=command == "phase"):
            for screen in SCREENS if format_ == "table" else ("pipe",):
                yield Question((command, *words(chance, dataset)), format_, screen, chance.choice(WIDTHS))
        if command not in ("phase", "show", "search", "diff", "report"):
            yield Question((command,), "table", "colour")


def formats(command: str, *, with_id: bool = False) -> tuple[str, ...]:
    """The formats of a command; where it answers about a single thing, those without rows."""
    if command == "report":
        return REPORT_FORMATS
    if command == "chart":
        return CHART_FORMATS
    return (*ROW_FORMATS, *OWN_FORMATS.get(command, ())) if command in WITH_ROWS and not with_id else FORMATS


DAYS = ("2019", "June 2019", "1000-01-01", "9999-12-31", "2017-10-01", "by 2021", "today")


def _id(chance: Random, dataset: Dataset | None, *types: str) -> str | None:
    """One of the ids of a file, None where it has none; where the file is wrong, any word does."""
    if dataset is None:
        return "rome"
    words = [word for type_, known in Ids(dataset).by_type.items() if type_ in types for word in known]
    return chance.choice(words) if words else None


def _named(option: str, *types: str) -> Words:
    def words(chance: Random, dataset: Dataset | None) -> list[str]:
        id_ = _id(chance, dataset, *types) if chance.random() < 0.3 else None
        return [option, id_] if id_ else []

    return words


def _perhaps(type_: str) -> Words:
    return lambda chance, dataset: _named("", type_)(chance, dataset)[1:]


def _timeline(chance: Random, dataset: Dataset | None) -> list[str]:
    words = [*_named("--phase", "phase")(chance, dataset), *_named("--item", "item")(chance, dataset)]
    for option, value in (("--since", chance.choice(DAYS[:3])), ("--until", chance.choice(DAYS))):
        words += [option, value] if chance.random() < 0.2 else []
    if chance.random() < 0.2:
        words += [f"--grep={word(chance)}"]
    return [*words, *_flags(chance, "--reverse")]


def _flags(chance: Random, *flags: str) -> list[str]:
    return [flag for flag in flags if chance.random() < 0.2]


def _country(chance: Random) -> list[str]:
    return [f"--country={word(chance)}"] if chance.random() < 0.1 else []


def _promises(chance: Random, dataset: Dataset | None) -> list[str]:
    words = [*_named("--phase", "phase")(chance, dataset), *_named("--item", "item")(chance, dataset)]
    for option in ("--silent", "--due-within"):
        words += [option, chance.choice(["0", "30", "99999999999"])] if chance.random() < 0.15 else []
    if chance.random() < 0.2:
        words += ["--verdict", ",".join(chance.sample(VERDICTS, 3))]
    return [*words, *_flags(chance, "--moved")]


def _chart(chance: Random, dataset: Dataset | None) -> list[str]:
    return [*_promises(chance, dataset), *_flags(chance, "--slips")]


def _items(chance: Random, dataset: Dataset | None) -> list[str]:
    words = ["--kind", chance.choice(KINDS)] if chance.random() < 0.3 else []
    flags = _flags(chance, "--done", "--planned", "--withdrawn")
    return [*words, *_named("--phase", "phase")(chance, dataset), *flags]


def _sought(chance: Random) -> str:
    """A text to look for: often one that stands in many places."""
    return (word(chance).lstrip("- ").replace("\udc80", "") if chance.random() < 0.5 else "").strip() or "e"


def _diff(chance: Random, dataset: Dataset | None) -> list[str]:
    return chance.choice(
        [["2018", "2019"], ["1000-01-01", "9999-12-31"], ["2019-11-13", "2019-11-13"], ["1000", "today"]]
    )


COMMANDS: dict[str, Words] = {
    "status": lambda chance, dataset: [],
    "timeline": _timeline,
    "phase": _perhaps("phase"),
    "regions": lambda chance, dataset: [*_flags(chance, "--done", "--planned"), *_country(chance)],
    "centers": lambda chance, dataset: [*_flags(chance, "--open", "--planned", "--withdrawn"), *_country(chance)],
    "items": _items,
    "promises": _promises,
    "chart": _chart,
    "metrics": _perhaps("metric"),
    "sources": lambda chance, dataset: [],
    "search": lambda chance, dataset: [_sought(chance)],
    "show": lambda chance, dataset: [_id(chance, dataset, "item", "phase", "metric", "source", "update") or "rome"],
    "diff": _diff,
    "report": _named("--phase", "phase"),
}
"""The reading commands, each with the words that may come after it."""
APART = {
    "check": "laws.hold asks it about every file, and laws.hold_all in every format",
    "import": "laws.hold_import",
    "init": "laws.hold_init",
    "record": "laws.hold_record",
    "schema": "it is asked about no file; test_schema",
}
"""The other commands, and where their laws are."""


def word(chance: Random) -> str:
    """A word of a command line, which may have bytes that are no text."""
    text = hostile_text(chance).replace("\0", "")
    return text + "\udc80" if chance.random() < 0.1 else text
