"""The Typer app: every command, and the one place where an error becomes a message and an exit code."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from gti_cli import __version__
from gti_cli.cli import reading
from gti_cli.cli.output import say, write
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


class Commands(TyperGroup):
    """The group of commands; an error that the user is meant to read is said on stderr, in one place."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours ends it with its exit code."""
        try:
            return super().invoke(ctx)
        except GtiError as error:
            say(str(error))
            raise typer.Exit(error.exit_code) from None


app = typer.Typer(
    cls=Commands,
    help="Tells what an initiative promised, what it reached, and what was never mentioned again.",
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        write(f"gti {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def gti(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What `gti` alone does: a short help with examples."""
    if context.invoked_subcommand is None:
        write(EXAMPLES)


reading.add_to(app)
