"""`gti import`: sheets of statements or of commitments to a dataset, or into one."""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import advice, output
from gti_cli.cli.dataset import bytes_at, locked
from gti_cli.cli.options import exact_day_of, require_text, today
from gti_cli.cli.own import is_somebody_there, own_file
from gti_cli.dataset.read import name_of, read
from gti_cli.errors import UsageError

if TYPE_CHECKING:
    from gti_cli.sheets.imports import Content, Import, Target

EXAMPLES = {
    "gti import register.csv --dry-run": "how its columns are read, and what would be written",
    "gti import 2019.csv@2019-07-18 2020.csv@2020-07-09 -o log.toml --yes": "two years as one history",
    "gti import --git register.csv --map map.toml --data log.toml --yes": "every committed version, into a dataset",
}


def command(
    sheets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE[@DATE]…", help="CSV or TSV files, each with the day on which it stood so.", show_default=False
        ),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="FILE", help="What columns hold and what words mean: a TOML file."),
    ] = None,
    git: Annotated[
        str | None,
        typer.Option("--git", metavar="FILE", help="Every committed version of this file, dated by its commit."),
    ] = None,
    same: Annotated[
        list[str] | None,
        typer.Option("--same", metavar="OLD=NEW", help="Two names that a row had, one after the other."),
    ] = None,
    out: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The dataset to make; nothing is overwritten.")
    ] = None,
    data: Annotated[
        str | None, typer.Option("--data", "-d", metavar="FILE", help="The dataset to write into, where dates belong.")
    ] = None,
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="Leave out the lines that are wrong, and count them.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the TOML that would be written, and stop.")] = False,
) -> None:
    """Make a dataset of spreadsheets, or add them to one.

    A sheet has one line per statement, as gti timeline --format csv writes it, or one per commitment, as registers
    have. Several files, or versions, become one history: only what changed is a statement. Says how columns, days and
    words were read, and asks before it writes.
    """
    if not (sheets or git):
        raise UsageError("Error: FILE is missing; name the sheet, as in gti import register.csv --dry-run")
    if out is not None and data is not None:
        raise UsageError("Error: --output makes a file and --data adds to one; leave out one of the two")
    if out is None and data is None and not dry_run:
        remedy = "--output makes a new one, --data adds to one, and --dry-run only shows what would be written"
        raise UsageError(f"Error: there is no file to write to; {remedy}")
    if not (yes or dry_run or is_somebody_there()):
        raise UsageError("Error: there is no terminal to ask on; --yes imports without asking, --dry-run only shows")
    for word in same or ():
        require_text("--same", word)
    contents = [_content(word) for word in sheets or ()] + (_versions(git) if git is not None else [])
    path = own_file(data, "gti import", "imported") if data is not None else Path(out or "new.toml")

    def found(target: "Target") -> "Import":
        from gti_cli.sheets.imports import imported
        from gti_cli.sheets.mapping import EMPTY, read_map

        wanted = EMPTY if map_ is None else read_map(bytes_at(Path(map_)), name_of(Path(map_)))
        size = sum(len(content.content) for content in contents)
        with output.waiting_for("reading the sheets", size):
            return imported(contents, wanted, target, same=same or (), today=today(), skip_wrong=skip_wrong)

    _import(path, found, is_new=data is None, ask=not yes, dry_run=dry_run)


def _import(path: Path, found: Callable[["Target"], "Import"], *, is_new: bool, ask: bool, dry_run: bool) -> None:
    """Tell what is found in sheets, and write it, if it is wanted; a file that is there is locked meanwhile."""
    from gti_cli.sheets.imports import Target
    from gti_cli.write import files

    name = name_of(path)
    with ExitStack() as stack:
        if not (is_new or ask or dry_run):
            stack.enter_context(locked(path))
        content = None if is_new else bytes_at(path)
        target = Target(name) if content is None else Target(name, content, read(content, name).dataset)
        answer = found(target)
        output.say("\n".join(answer.told))
        if dry_run:
            output.write_bytes([answer.written.text.encode()])
            return
        if answer.is_empty:
            output.say(f"nothing was written, as nothing is new in {name}" if content else "nothing was written")
            return
        if ask:
            _ask(name)
        if content is None:
            files.create(path, answer.written.content)
        else:
            if ask:
                stack.enter_context(locked(path))
            files.replace(path, content, answer.written.content)
    output.say(f"written to {name}\nnext: gti check {advice.word(name)}\n      gti status{advice.about(name)}")


def _content(word: str) -> "Content":
    """A sheet and its day, as a command line names them; a file may have the sign for a day in its name."""
    from gti_cli.sheets.imports import Content

    name, at, day = word.rpartition("@")
    if not at or os.path.isfile(word):  # noqa: PTH113 - it may be too long for a path
        name, day = word, ""
    path = Path(name)
    return Content(name_of(path), bytes_at(path), exact_day_of(f"the day of {name}", day) if day else None)


def _versions(git: str) -> "list[Content]":
    from gti_cli.sheets.imports import Content
    from gti_cli.sheets.versions import versions

    path = Path(git)
    return [Content(f"{name_of(path)}@{day}", content, day) for day, content in versions(path)]


def _ask(name: str) -> None:
    """Ask whether to write; raises Exit where the answer is not yes."""
    sys.stderr.write(f"\nWrite this to {output.message_pen().plain(name)}? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        output.say("nothing was written")
        raise typer.Exit(1)
