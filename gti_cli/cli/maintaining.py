"""The commands for whoever keeps a dataset: check it, and append to it."""

from typing import Annotated, Literal

import typer

from gti_cli.cli import output
from gti_cli.cli.request import chosen_format, file_bytes, find_dataset, today
from gti_cli.dataset.problems import DatasetError, Finding

CheckFormat = Literal["table", "json", "markdown", "jsonl", "csv", "tsv", "github"]


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The datasets; - reads standard input. Without it, the one that the other commands read.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    format_: Annotated[
        CheckFormat | None,
        typer.Option("--format", "-f", help="How to answer; github prints annotations for a workflow's log."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Every mistake in a dataset, at its line.

    Errors and warnings in file order, each with what to write instead; silent when all is well.
    """
    found: list[Finding] = []
    for file in files or [find_dataset(None)]:
        found += _findings(file)
    _report(found, chosen_format(format_, json=json))
    if any(strict or finding.problem.severity == "error" for finding in found):
        raise typer.Exit(DatasetError.exit_code)


def _findings(file: str) -> list[Finding]:
    from gti_cli.ledger.check import check_content

    try:
        content, name = file_bytes(file)
    except DatasetError as error:
        return list(error.findings)
    with output.waiting_for(f"checking {name}", len(content)):
        return check_content(content, name, today())


def _report(found: list[Finding], format_: CheckFormat) -> None:
    from gti_cli.render import formats as text
    from gti_cli.views import findings as view

    rows = view.rows(found)
    match format_:
        case "json":
            output.write_bytes(text.json(rows))
        case "jsonl":
            output.write_bytes(text.jsonl(rows))
        case "csv":
            output.write_data(text.delimited(view.COLUMNS, rows))
        case "tsv":
            output.write_data(text.tabbed(view.COLUMNS, rows))
        case "markdown":
            output.write_data(text.markdown(view.COLUMNS, rows))
        case "github":
            from gti_cli.render.screens import findings

            output.write_data(findings.github(found))
        case _ if found:
            _draw(found)


def _draw(found: list[Finding]) -> None:
    from gti_cli.render.screens import findings

    screen = output.screen()
    if not screen.color:
        output.write(findings.text(found, screen.pen))
        return
    from rich.console import Group

    from gti_cli.render.terminal import Ink, drawn

    ink = Ink(screen.pen, screen.width)
    lines = [ink.line(*line) for line in findings.lines(found, screen.pen)]
    output.write(drawn(Group(*lines), max(line.cell_len for line in lines), color=True))
