"""Options that several commands take, and the days and verdicts that options name."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.dates.leaning import PhraseError
from gti_cli.dates.phrase import Context, Phrase, parse
from gti_cli.errors import UsageError
from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.views.ranking import SORTS, Sort
from gti_cli.words import did_you_mean, quoted


def _days(text: str) -> int:
    """The number of days that an option names; raises BadParameter where it is none."""
    with suppress(ValueError):
        if (count := int(text)) >= 0:
            return count
    raise typer.BadParameter("takes a number of days, for example 90")


PhaseOption = Annotated[
    str | None,
    typer.Option(
        "--phase", metavar="ID", help="Only what belongs to this phase.", autocompletion=complete.ids("phase")
    ),
]
PhasesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--phase", metavar="ID", help="Only what belongs to this phase.", autocompletion=complete.ids("phase")
    ),
]
ItemsOption = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="ID", help="Only what concerns this item.", autocompletion=complete.ids("item")),
]
CountriesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="NAME", help="Only those that name this country.", autocompletion=complete.countries
    ),
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
BrokenOption = Annotated[bool, typer.Option("--broken", help="Only promises not kept: late, missed or broken.")]
OverdueOption = Annotated[
    bool, typer.Option("--overdue", help="Only promises whose first date has passed without an outcome.")
]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="|".join(SORTS),
        help="In which order. [default: worst for people, made for data]",
        autocompletion=complete.words(SORTS),
    ),
]
MovedOption = Annotated[bool, typer.Option("--moved", help="Only promises restated to another date or amount.")]
HedgedOption = Annotated[bool, typer.Option("--hedged", help="Only promises that words of hope weaken.")]
ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Only promises made by this party, or by the organization itself.",
        autocompletion=complete.parties,
    ),
]
OwnerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--owner", metavar="NAME", help="Only what this one is responsible for.", autocompletion=complete.owners
    ),
]
SilentOption = Annotated[
    list[int] | None,
    typer.Option(
        "--silent", metavar="DAYS", parser=_days, help="Only promises not reached and not mentioned for so long."
    ),
]
DueOption = Annotated[
    list[int] | None,
    typer.Option("--due-within", metavar="DAYS", parser=_days, help="Only promises that are due within so many days."),
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


def days_of(
    day_of: Callable[[str, str | None], date | None], option: str, texts: Iterable[str] | None
) -> tuple[date, ...]:
    """The days that an option names which may be repeated, each by one of the functions here."""
    return tuple(day for text in texts or () if (day := day_of(option, text)))


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


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Errors of wrong usage in the block name an option."""
    try:
        yield
    except UsageError as error:
        raise UsageError(f"Error: {option}: {str(error).removeprefix('Error: ')}") from None


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


def sort_of(word: str | None) -> Sort | None:
    """The order that --sort names, None where it is not given; raises UsageError for a word that is none."""
    if word is None:
        return None
    known = {str(sort): sort for sort in SORTS}
    found = known.get(word.strip().lower())
    if found is None:
        raise UsageError(f"Error: --sort: no order {quoted(word)}; {did_you_mean(word, known, short=len(known))}")
    return found
