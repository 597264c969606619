"""`gti init`: a new dataset, or a copy of one that comes with gti."""

import os
from pathlib import Path
from typing import Annotated

import typer

from gti_cli.cli import advice, complete, output
from gti_cli.cli.dataset import DATASET, SHIPPED, STDIN, bundled
from gti_cli.cli.options import require_text, today
from gti_cli.errors import UsageError
from gti_cli.words import listed, quoted, visible
from gti_cli.write import files

EXAMPLES = {
    "gti init data/initiative.toml": "a new dataset, with rows to be replaced",
    "gti init --example log.toml": "a copy of the bundled dataset, to try things on",
    "gti init --example roadmap plan.toml": "a copy of another one that comes with gti",
}


def _example(name: str) -> str:
    """The name of a dataset that comes with gti, the first where none is named; raises BadParameter for another."""
    known = name or next(iter(SHIPPED))
    if known not in SHIPPED:
        raise typer.BadParameter(f"takes {listed(SHIPPED)}, and not {quoted(name)}")
    return known


def command(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file to make, and the folders that it needs.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="The initiative's name; its id is made of it.")
    ] = None,
    organization: Annotated[
        str | None, typer.Option("--organization", metavar="TEXT", help="Who runs the initiative.")
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--example",
            metavar="[NAME]",
            parser=_example,
            help=f"Copy a dataset that comes with gti instead: {listed(SHIPPED)}. [default: the first, a real one]",
            autocompletion=complete.words(tuple(SHIPPED)),
        ),
    ] = None,
) -> None:
    """Make a new dataset, explained in comments.

    A few rows to be replaced, and every table and key. As data/initiative.toml it is found from its folder and all
    below, without --data. What is there already is never overwritten.
    """
    options = {"name": name, "organization": organization}
    texts = {key: _label(f"--{key}", text) for key, text in options.items() if text is not None}
    if path == STDIN:
        raise UsageError(f"Error: - is no name of a file; name the file to make, such as {DATASET}")
    if example and texts:
        reason = "the dataset that it copies has a name and an organization"
        raise UsageError(f"Error: --example takes no {listed((f'--{key}' for key in texts), 'and')}: {reason}")
    if example:
        content, what = bundled(example).read_bytes(), f"a copy of the dataset {quoted(example)}, which comes with gti"
    else:
        from gti_cli.dataset.starter import starter

        content, what = starter(today(), **texts).encode(), "a new dataset, with rows to be replaced"
    _require_file_name(path)
    files.create(Path(path), content)
    output.say(f"{path}: {what}\nnext: gti check {advice.word(path)}\n      gti status{advice.about(path)}")


def _label(option: str, text: str) -> str:
    """A text for one line of the file; raises UsageError where it is no such text."""
    if not text.strip():
        raise UsageError(f"Error: {option} is empty; write a text, or leave the option out")
    if visible(text) != text:
        raise UsageError(f"Error: {option} {quoted(text)} has a line break or another control character; leave it out")
    require_text(option, text)
    return text.strip()


def _require_file_name(path: str) -> None:
    """Raise WriteError where the path is that of a folder, there already or by its last sign."""
    if os.path.isdir(path) or path.endswith(("/", os.sep)):  # noqa: PTH112 - answers for names that are too long, too
        raise files.WriteError(f"Error: {path} is a folder; name a file in it, such as {Path(path, DATASET.name)}")
