"""Help as people read it: as wide as the terminal, up to a width that reads well, and no word of it broken."""

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap

import typer

from gti_cli.cli.output import screen

NARROWEST = 40
WIDEST = 100
"""Help is laid out for so many columns at least, and for so many at most."""

LEAST = 24
"""What explains a term stands beside it where it has so many columns, else below."""

EXAMPLE = 48
"""A longer example stands on a line of its own."""

PYTHON_TYPE = " <[^<>]+>$"
"""What Typer says from 0.29 on behind the name of an argument; it tells those nothing who type one."""

SUMMARY = "gti tells what an initiative promised, what it reached, and what was never mentioned again."
EXAMPLES = {
    "gti status": "where everything stands, on one screen",
    "gti promises --verdict late": "what came too late, and by how many days",
    "gti show sao-paulo": "one center, and why its verdict is what it is",
    "gti regions --country Japan": "whether data from Japan has moved, and since when",
    "gti timeline --since 2020": "what was published since then, day by day",
    "gti diff 2019": "what became known after 2019",
    "gti promises --json": "the same as data",
}
"""Questions to begin with, and what they ask."""

MORE = """\
They ask the dataset that comes with gti where there is none of your own; gti init data/initiative.toml makes one.

Every command: gti --help. One command, with examples: gti promises --help."""


def short_help() -> str:
    """What `gti` alone says."""
    formatter = Formatter()
    formatter.write_text(SUMMARY)
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_examples(EXAMPLES)
    formatter.write_paragraph()
    formatter.write_text(MORE)
    return str(formatter.getvalue())


class Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]
    """Lays out the parts of a help."""

    def __init__(self) -> None:
        on = screen()
        super().__init__(width=max(NARROWEST, min(on.width, WIDEST)))
        self._plain = on.pen.plain

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        prefix = prefix or "Usage: "
        self._write_wrapped(f"{prefix}{prog} {args}", "", " " * len(prefix))

    def write_text(self, text: str) -> None:
        """Write paragraphs, with an empty line between them."""
        indent = " " * self.current_indent
        for at, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" * bool(at))
            self._write_wrapped(paragraph, indent, indent)

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with what explains each: beside the terms where the terminal has room for that, else below."""
        rows = [(self._plain(re.sub(PYTHON_TYPE, "", term)), explanation) for term, explanation in rows]
        indent = " " * self.current_indent
        column = len(indent) + max((len(term) for term, _ in rows if len(term) <= col_max), default=2) + col_spacing
        longest = max((len(word) for _, explanation in rows for word in explanation.split()), default=0)
        if self.width - column < max(LEAST, longest):
            column = len(indent) + 4
        for term, explanation in rows:
            start = (indent + term + " " * col_spacing).ljust(column)
            if len(start) > column:
                self._write_wrapped(term, indent, indent + " " * 8)
                start = " " * column
            self._write_wrapped(explanation, start, " " * column)

    def write_examples(self, examples: Mapping[str, str]) -> None:
        """Write examples with what each of them asks."""
        self.write_dl(list(examples.items()), col_max=EXAMPLE)

    def _write_wrapped(self, text: str, first: str, others: str) -> None:
        """Write a text with one indent for its first line and another for the others."""
        lines = wrap(
            self._plain(" ".join(text.split())),
            self.width,
            initial_indent=first,
            subsequent_indent=others,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.write("\n".join(lines) + "\n")
