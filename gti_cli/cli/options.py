"""Options that several commands take, and the days and verdicts that options name."""

from datetime import date
from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.dates.phrase import Context, Phrase, parse
from gti_cli.dates.refusals import PhraseError
from gti_cli.errors import UsageError
from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.words import did_you_mean, quoted

PhaseOption = Annotated[
    str | None,
    typer.Option(
        "--phase", metavar="ID", help="Only what belongs to this phase.", autocompletion=complete.ids("phase")
    ),
]
ItemOption = Annotated[
    str | None,
    typer.Option("--item", metavar="ID", help="Only what concerns this item.", autocompletion=complete.ids("item")),
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="Only those that name this country.")
]
DoneOption = Annotated[bool, typer.Option("--done", help="Only those at their last stage and not withdrawn.")]
PlannedOption = Annotated[bool, typer.Option("--planned", help="Only those neither at their last stage nor withdrawn.")]
WithdrawnOption = Annotated[bool, typer.Option("--withdrawn", help="Only those that were given up.")]
VerdictOption = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="V,…",
        help=f"Only promises with one of these verdicts: {', '.join(VERDICTS)}.",
        autocompletion=complete.verdict_lists,
    ),
]
MovedOption = Annotated[bool, typer.Option("--moved", help="Only promises that were restated to another date.")]
SilentOption = Annotated[
    int | None,
    typer.Option("--silent", metavar="DAYS", min=0, help="Only promises not reached and not mentioned for so long."),
]
DueOption = Annotated[
    int | None,
    typer.Option("--due-within", metavar="DAYS", min=0, help="Only promises that are due within so many days."),
]


def today() -> date:
    """Today. Only this reads the clock."""
    return date.today()  # noqa: DTZ011 - the day where the user is


def day_of(option: str, text: str | None) -> date | None:
    """The latest day that an option names, None where it is not given; raises UsageError where it has none."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        return _require_day(option, phrase, phrase.span.latest, "last")
    return phrase


def first_day_of(option: str, text: str | None) -> date | None:
    """The earliest day that an option names, None where it is not given; raises UsageError where it has none."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        return _require_day(option, phrase, phrase.span.earliest, "first")
    return phrase


def exact_day_of(option: str, text: str | None) -> date | None:
    """The one day that an option names, None where it is not given; raises UsageError where it may be several."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        if not phrase.span.is_one_day:
            raise UsageError(f"Error: {option}: {quoted(phrase.text)} is not one day; write it as 2019-11-13")
        return phrase.span.latest
    return phrase


def _phrase_of(option: str, text: str | None) -> Phrase | date | None:
    if text is None:
        return None
    if text.strip().lower() == "today":
        return today()
    try:
        return parse(text, Context(today()))
    except PhraseError as error:
        raise UsageError(f"Error: {option}: {error}") from None


def _require_day(option: str, phrase: Phrase, day: date | None, which: str) -> date:
    if day is None:
        raise UsageError(
            f"Error: {option}: {quoted(phrase.text)} has no {which} day; write, for example, {quoted('2019')}"
        )
    return day


def require_text(option: str, word: str) -> None:
    """Raise UsageError where a word of the command line has bytes that are no text, which no file could take."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UsageError(f"Error: {option} has bytes that are no text in the encoding of this terminal") from None


def verdicts_of(option: str, lists: list[str] | None) -> tuple[Verdict, ...]:
    """The verdicts that an option names, in lists with commas; raises UsageError for a word that is none."""
    words = [word.strip().lower() for text in lists or () for word in text.split(",")]
    known = {str(verdict): verdict for verdict in VERDICTS}
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known, short=len(known))
            raise UsageError(f"Error: {option}: no verdict {quoted(word)}; {hint}")
    return tuple(known[word] for word in words)
