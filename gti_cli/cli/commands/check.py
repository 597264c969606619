"""`gti check`: every mistake in a dataset."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import output
from gti_cli.cli.dataset import STDIN, file_bytes, find_datasets, locked, most_bytes
from gti_cli.cli.options import today
from gti_cli.cli.request import Request, reading
from gti_cli.dataset.problems import DatasetError, Finding
from gti_cli.dataset.read import name_of
from gti_cli.errors import UsageError
from gti_cli.ledger.check import check_content
from gti_cli.views import findings
from gti_cli.views.findings import Findings

if TYPE_CHECKING:
    from gti_cli.dataset.quotes import SavedTexts

EXAMPLES = {
    "gti check": "the dataset that the other commands read",
    "gti check data/initiative.toml --strict": "one file; warnings fail, too",
    "gti check --json": "the same as data",
}


@partial(reading, without=("data", "as_of", "no_pager"))
def command(
    _: Request,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The datasets, or folders of them; - reads standard input. Without it, what the other commands read, "
            "if it is your own.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First write what has only one answer in the place of a date that is refused.")
    ] = False,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="FOLDER",
            help="Look up every quote in the saved texts of this folder: ID.txt, ID.html or ID.md, named by the source "
            "or the update.",
        ),
    ] = None,
) -> Findings:
    """Every mistake in a dataset, at its line.

    Errors and warnings in file order, each with what to write instead; silent when all is well. Without FILE a
    terminal is told which dataset that is. docs/checks.md explains each code.
    """
    checked = find_datasets(files or ()).own
    if fix:
        for file in checked:
            _fix(file)
    texts = _saved(sources) if sources else None
    found_in = {file: _findings(file, texts) for file in checked}
    if texts:
        _name_missed(texts)
    if not files and output.screen().is_terminal:
        _name_right(file for file, found in found_in.items() if not found)
    found = [finding for of_one in found_in.values() for finding in of_one]
    fails = any(strict or finding.problem.severity == "error" for finding in found)
    return findings.listing(found, exit_code=DatasetError.exit_code if fails else 0)


def _name_missed(texts: "SavedTexts") -> None:
    """Say of which sources there are quotes and no text to look them up in."""
    for source, count in texts.missed.items():
        what = "1 quote was" if count == 1 else f"{count} quotes were"
        output.say(f"{name_of(texts.folder)} has no text of {source}: {what} not looked up")


def _name_right(files: Iterable[str]) -> None:
    """Say which files are right, where nobody named them."""
    for file in files:
        output.say(f"{name_of(Path(file))}: nothing is wrong")


def _fix(file: str) -> None:
    """Tell what is fixed in a file, and write it; every other byte stays."""
    from gti_cli.write import files, fixes

    if file == STDIN:
        raise UsageError("Error: --fix writes into a file; name one")
    with locked(Path(file)):
        content, name = file_bytes(file)
        try:
            wanted = fixes.fixes(content, name)
        except DatasetError:
            return
        for fix in wanted:
            output.say(f"{name}: {fix.old} becomes {fix.new}")
        if wanted:
            files.replace(Path(file), content, fixes.fixed(content, name, wanted))


def _saved(folder: Path) -> "SavedTexts":
    from gti_cli.dataset.quotes import SavedTexts

    return SavedTexts(folder, most_bytes())


def _findings(file: str, texts: "SavedTexts | None") -> list[Finding]:
    try:
        content, name = file_bytes(file)
    except DatasetError as error:
        return list(error.findings)
    with output.waiting_for(f"checking {name}", len(content)):
        return check_content(content, name, today(), texts)
