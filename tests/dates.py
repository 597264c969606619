"""Date phrases in tests: real wordings, the days of a phrase in one text, and the message of a refusal."""

from pathlib import Path
from typing import Any

from gti_cli.dates.phrase import Context, Phrase, refused

FOLDER = Path(__file__).parent / "wordings"


def lines(name: str) -> list[list[Any]]:
    """The lines of a list, cell by cell, without its remarks."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


EXAMPLES = lines("examples.tsv")
LAST_DAYS = lines("last-days.tsv")


def days(phrase: Phrase) -> str:
    """The earliest, the latest and the firm day of a phrase, a hyphen where there is none."""
    return " ".join(str(day or "-") for day in (phrase.span.earliest, phrase.span.latest, phrase.firm))


def refusal(written: object, context: Context | None = None) -> str | None:
    """The message with which a value is refused, or None where it is read."""
    error = refused(written, context)
    return str(error) if error else None
