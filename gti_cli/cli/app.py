"""The Typer app: every command, and the one place where an error becomes a message and an exit code."""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from gti_cli import __version__
from gti_cli.cli import table
from gti_cli.cli.output import OutputError, message_pen, say, unwritable, write
from gti_cli.dataset.problems import DatasetError
from gti_cli.errors import GtiError

SHORT_HELP = """\
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


class Commands(Mapping[str, TyperCommand]):
    """The commands by name; a command is imported and built only when it is looked up."""

    def __getitem__(self, name: str) -> TyperCommand:
        """The command of that name."""
        if name not in table.names():
            raise KeyError(name)
        return _built(name)

    def __iter__(self) -> Iterator[str]:
        """The names, as they stand in the help."""
        return iter(table.names())

    def __len__(self) -> int:
        """How many there are."""
        return len(table.names())


@cache
def _built(name: str) -> TyperCommand:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(table.function(name))
    command: TyperCommand = typer.main.get_command(alone)  # type: ignore[assignment]
    return command


class Group(TyperGroup):
    """Runs the commands, and turns every error that the user is meant to read into a message on stderr."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = Commands()  # type: ignore[assignment]

    def list_commands(self, ctx: object) -> list[str]:
        """The names of the commands; builds none of them."""
        return list(self.commands)

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command line; exit with an error's code where gti raises one, or where stdout cannot be written."""
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
    from gti_cli.render import findings

    say(findings.text(error.findings, message_pen()).removesuffix("\n"))


app = typer.Typer(
    cls=Group,
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
    """Print a short help with examples where no command is named."""
    if version:
        write(f"gti {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        write(SHORT_HELP)
