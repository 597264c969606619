"""The publishing command: the report, as a page for the web or for a wiki, to stdout or into a file."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from gti_cli.cli import output
from gti_cli.cli.options import PhaseOption
from gti_cli.cli.request import STDIN, Request, reading
from gti_cli.errors import UsageError
from gti_cli.words import quoted

Kind = Literal["html", "markdown"]

SUFFIXES: dict[str, Kind] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@partial(reading, without=("format_", "json", "no_pager"))
def report(
    request: Request,
    phase: PhaseOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file; .html or .md decides the format."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="[html|markdown]", help="The format of the page. [default: html]"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", hidden=True)] = False,
) -> None:
    """A self-contained page to publish.

    The state, plan against actual, every promise with its verdict explained, the figures, the timeline. To stdout
    without -o. The page needs no script and no network.
    """
    kind = _kind("json" if json else format_, out)
    if out is not None:
        _require_another(out, request.file)
    from gti_cli.views import report as view

    gathered = view.report(request.ledger, request.file_name, request.id_of("phase", phase))
    if kind == "html":
        from gti_cli.render import html

        text = html.page(gathered)
    else:
        from gti_cli.render import markdown as wiki

        text = wiki.page(gathered)
    if out is not None:
        from gti_cli.write import files

        files.save(out, text.encode())
        return
    output.write_data(text)
    if output.screen().is_terminal:
        output.say(f"to keep it: gti report -o report.{'html' if kind == 'html' else 'md'}")


def _kind(format_: str | None, out: Path | None) -> Kind:
    """The format asked for, by name or by the suffix of the file; raises UsageError for any other."""
    named = _named(format_)
    if out is None:
        return named or "html"
    by_suffix = SUFFIXES.get(out.suffix.lower())
    if by_suffix is None:
        raise UsageError(f"Error: -o {quoted(out)}: a report is written to a file that ends in .html or .md")
    if named not in (None, by_suffix):
        raise UsageError(f"Error: --format {named} and -o {quoted(out)} ask for two formats; give one of them")
    return by_suffix


def _require_another(out: Path, file: str) -> None:
    """Raise UsageError where the report would be written over the dataset, under whichever of its names."""
    with suppress(OSError):  # one of the two is not there
        if os.path.samefile(0 if file == STDIN else file, out):  # noqa: PTH121 - standard input has no path
            raise UsageError(f"Error: -o {quoted(out)} is the dataset itself; name another file for the report")


def _named(format_: str | None) -> Kind | None:
    match format_:
        case None | "html" | "markdown":
            return format_
    raise UsageError(
        f"Error: a report is html or markdown, not {quoted(format_)}; "
        "its rows as data: gti status, promises, regions, centers, items, metrics and timeline --json"
    )
