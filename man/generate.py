"""Writes the manual page from the help of the commands: `python man/generate.py > man/gti.1`."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from typer.main import get_command

from gti_cli import __version__
from gti_cli.cli.app import app
from gti_cli.cli.help import EXAMPLES, SUMMARY

EXIT_STATUS = (
    ("0", "Fine, also where the answer is empty."),
    ("1", "The dataset is wrong, or cannot be read or written; gti check found an error."),
    ("2", "Wrong usage, an id that is not in the file, or no dataset of your own where one is needed."),
    ("3", "gti promises --fail-on found some."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("GTI_DATA", "The dataset, or a folder of them, where --data does not name any."),
    ("GTI_MAX_SIZE", "The megabytes that a dataset may have, 64 without it; a larger one is not read."),
    ("PAGER", "What long answers go through on a terminal; less without it."),
    ("NO_COLOR", "No colour, if it is not empty. It beats FORCE_COLOR."),
    ("FORCE_COLOR", "Drawn and coloured answers, in a pipe too, if it is not empty."),
)
FILES = (
    ("data/initiative.toml", "The dataset that is found from its folder and all folders below it, without --data."),
)


def page() -> str:
    """The manual page in roff."""
    program: Any = get_command(app)
    return "\n".join(
        [
            f'.TH GTI 1 "" "gti {__version__}" "User Commands"',
            *section("NAME", [r"gti \- what an initiative promised, reached, and never mentioned again"]),
            *section("SYNOPSIS", [r".B gti", r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]"]),
            *section("DESCRIPTION", [text(SUMMARY)]),
            *section("COMMANDS", (line for name in program.commands for line in command(name, program.commands[name]))),
            *section("OPTIONS OF THE COMMANDS THAT READ", list_of(options(program.commands["status"].params))),
            *section("EXIT STATUS", list_of(EXIT_STATUS)),
            *section("ENVIRONMENT", list_of(ENVIRONMENT)),
            *section("FILES", list_of(FILES)),
            *section("EXAMPLES", list_of(EXAMPLES.items())),
            "",
        ]
    )


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A section of the page."""
    return [f'.SH "{title}"', *lines]


def command(name: str, found: Any) -> Iterator[str]:
    """One command: its usage, its help, and the options that are its own."""
    common = [(parameter.name, parameter.help) for parameter in get_command(app).commands["status"].params]
    own = [parameter for parameter in found.params if (parameter.name, parameter.help) not in common]
    arguments = "".join(f" {parameter.metavar}" for parameter in own if parameter.param_type_name == "argument")
    yield f'.SS "{text(f"gti {name}{arguments}")}"'
    for at, part in enumerate(found.help.strip().split("\n\n")):
        yield from [".PP"] * bool(at)
        yield text(paragraph(part))
    yield from list_of(options(own))
    yield from [".PP", "Examples:"] * bool(found.examples)
    yield from list_of(found.examples.items())


def options(parameters: Iterable[Any]) -> list[tuple[str, str]]:
    """How each option or argument is written, and its help."""
    return [(written(parameter), parameter.help) for parameter in parameters if not parameter.hidden]


def written(parameter: Any) -> str:
    """An option with its value, or an argument."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    value = "" if parameter.is_flag or parameter.count else f" {parameter.metavar}"
    return ", ".join(parameter.opts) + value


def list_of(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms with their explanations."""
    for term, explanation in pairs:
        yield ".TP"
        yield rf"\fB{text(term)}\fR"
        yield text(paragraph(explanation))


def paragraph(lines: str) -> str:
    """A text of several lines on one."""
    return " ".join(lines.split())


def text(plain: str) -> str:
    """A text as roff shows it."""
    escaped = plain.replace("\\", r"\e").replace("-", r"\-").replace("…", r"\[u2026]")
    return re.sub(r"^([.'])", r"\\&\1", escaped)


if __name__ == "__main__":
    sys.stdout.write(page())
