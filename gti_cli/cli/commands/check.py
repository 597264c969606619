"""`gti check`: every mistake in a dataset."""

from functools import partial
from typing import Annotated

import typer

from gti_cli.cli import output
from gti_cli.cli.dataset import file_bytes, find_dataset
from gti_cli.cli.options import today
from gti_cli.cli.request import Request, reading
from gti_cli.dataset.problems import DatasetError, Finding
from gti_cli.ledger.check import check_content
from gti_cli.views import findings
from gti_cli.views.findings import Findings


@partial(reading, without=("data", "as_of", "no_pager"))
def command(
    _: Request,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The datasets; - reads standard input. Without it, the one that the other commands read.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
) -> Findings:
    """Every mistake in a dataset, at its line.

    Errors and warnings in file order, each with what to write instead; silent when all is well.
    """
    found = [finding for file in files or [find_dataset(None)] for finding in _findings(file)]
    fails = any(strict or finding.problem.severity == "error" for finding in found)
    return findings.listing(found, exit_code=DatasetError.exit_code if fails else 0)


def _findings(file: str) -> list[Finding]:
    try:
        content, name = file_bytes(file)
    except DatasetError as error:
        return list(error.findings)
    with output.waiting_for(f"checking {name}", len(content)):
        return check_content(content, name, today())
