"""The Typer app: every command, and the one place where an error becomes a message and an exit code."""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gti_cli import __version__
from gti_cli.cli.output import OutputError, message_pen, say, unwritable, write
from gti_cli.dataset.problems import DatasetError
from gti_cli.errors import GtiError

EXAMPLES = """\
gti tells what an initiative promised, what it reached, and what was never mentioned again.

  gti status                     where everything stands, on one screen
  gti timeline                   what was published, day by day
  gti phase relocation           one strand of work: progress, items, promises
  gti centers --open             the centers that are open
  gti promises --verdict late    promises that were not kept in time
  gti show sao-paulo             everything about one id
  gti timeline --json            the same as data

Every command: gti --help. One command: gti promises --help.
"""


MODULES = {
    "status": "overview",
    "timeline": "publications",
    "phase": "overview",
    "regions": "listing",
    "centers": "listing",
    "items": "listing",
    "promises": "promising",
    "metrics": "showing",
    "chart": "promising",
    "show": "showing",
    "diff": "publications",
    "check": "maintaining",
    "init": "init",
    "schema": "schema",
    "record": "record",
    "report": "publishing",
}
"""The commands, and the modules of this package in which they are functions."""


class Lazily(Mapping[str, TyperCommand]):
    """The commands by name; each is imported and built when it is asked for, so that none pays for the others."""

    def __getitem__(self, name: str) -> TyperCommand:
        """The command of that name."""
        return _built(MODULES[name], name)

    def __iter__(self) -> Iterator[str]:
        """The names, as they stand in the help."""
        return iter(MODULES)

    def __len__(self) -> int:
        """How many there are."""
        return len(MODULES)


@cache
def _built(module: str, name: str) -> TyperCommand:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(getattr(import_module(f"gti_cli.cli.{module}"), name))
    command: TyperCommand = typer.main.get_command(alone)  # type: ignore[assignment]
    return command


class Commands(TyperGroup):
    """The group of commands; every error that the user is meant to read ends here, as a message on stderr."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = Lazily()  # type: ignore[assignment]

    def list_commands(self, ctx: object) -> list[str]:
        """The names of the commands, none of which is built for that."""
        return list(self.commands)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command line; an error of ours, or a stdout that takes nothing, ends it with an exit code."""
        try:
            return super().main(*args, **options)
        except DatasetError as error:
            _say_findings(error)
            sys.exit(error.exit_code)
        except GtiError as error:
            say(str(error))
            sys.exit(error.exit_code)
        except OSError as error:
            say(unwritable(error))
            sys.exit(OutputError.exit_code)


def _say_findings(error: DatasetError) -> None:
    from gti_cli.render.screens import findings

    say(findings.text(error.findings, message_pen()).removesuffix("\n"))


app = typer.Typer(
    cls=Commands,
    help="Tells what an initiative promised, what it reached, and what was never mentioned again.",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def gti(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What `gti` alone does: a short help with examples."""
    if version:
        write(f"gti {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        write(EXAMPLES)
