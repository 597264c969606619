"""The Typer app: every command, and the one place where an error becomes a message and an exit code."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from gti_cli import __version__
from gti_cli.cli import table
from gti_cli.cli.output import ClosedPipe, message_pen, say, write, writing
from gti_cli.cli.usage import Command, Context, read, written_as_answer
from gti_cli.dataset.problems import DatasetError
from gti_cli.errors import GtiError, UsageError
from gti_cli.words import did_you_mean, quoted


class Commands(Mapping[str, Command]):
    """The commands by name; a command is imported and built only when it is looked up."""

    def __getitem__(self, name: str) -> Command:
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
def _built(name: str) -> Command:
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=Command)(table.function(name))
    command: Command = typer.main.get_command(alone)  # type: ignore[assignment]
    command.examples = table.examples(name)
    return command


class Group(TyperGroup):
    """Runs the commands, and turns every error that the user is meant to read into a message on stderr."""

    context_class = Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = Commands()  # type: ignore[assignment]

    def list_commands(self, ctx: object) -> list[str]:
        """The names of the commands; builds none of them."""
        return list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; raises UsageError where it is wrong."""
        return read(ctx, args, super().parse_args)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return written_as_answer(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named, and its arguments; raises UsageError where there is none of that name."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            remedy = did_you_mean(args[0], self.commands, short=0) or "gti --help lists all"
            raise UsageError(f"Error: there is no command {quoted(args[0])}; {remedy}")
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands in their groups, each with the first sentence of its help, and then the options."""
        for group, names in table.GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name, str(_built(name).help).partition("\n\n")[0]) for name in names])
        with formatter.section("Options"):
            formatter.write_dl([parameter.get_help_record(ctx) for parameter in self.get_params(ctx)])

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command line; exit with an error's code where gti raises one, or where stdout cannot be written."""
        try:
            with _completing(), writing():
                return super().main(*args, **options)
        except DatasetError as error:
            _say_findings(error)
            sys.exit(error.exit_code)
        except GtiError as error:
            say(str(error))
            sys.exit(error.exit_code)
        except ClosedPipe:
            sys.exit(0)
        except MemoryError:
            pass  # what was in memory goes with the error, and leaves room for what follows
        say("Error: there is not enough memory for that; nothing more was done")
        sys.exit(GtiError.exit_code)


def _completing() -> AbstractContextManager[None]:
    """What a completion is asked in."""
    if os.environ.get("_GTI_COMPLETE") != "complete_bash":
        return nullcontext()
    from gti_cli.cli.bash import completing

    return completing()


def _say_findings(error: DatasetError) -> None:
    from gti_cli.render import findings

    say(findings.text(error.findings, message_pen()).removesuffix("\n"))


app = typer.Typer(
    cls=Group,
    help="Tells what an initiative promised, what it reached, and what was never mentioned again.",
    epilog="Examples, and the options of a command: gti promises --help",
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
        from gti_cli.cli.help import short_help

        write(short_help())
