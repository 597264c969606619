"""Why a date is refused, and what to write instead: the messages, and what they offer.

A message names the words that are to blame. What it offers is read where the date stood, which is tried before it is
offered.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from gti_cli.dates.conventions import Conventions
from gti_cli.dates.leaning import (
    EXAMPLE_DAY,
    FIRST_YEAR,
    LAST_YEAR,
    NoConventionError,
    NoDayError,
    NoFormError,
    NoOrderError,
    OtherKeyError,
    PhraseError,
    RefusedError,
    Use,
)
from gti_cli.dates.periods import day_name
from gti_cli.dates.reading import LONGEST, Words
from gti_cli.dates.repairs import Repair, repairs
from gti_cli.dates.span import Span
from gti_cli.words import listed, quoted

EXAMPLES = ("{}-11-13", "November {}", "Q4 {}", "{}", "early {}", "by the end of {}")


class Place(NamedTuple):
    """Where a refused date stands, and a way to try others there."""

    day: date | None
    use: Use | None
    conventions: Conventions
    read: "Callable[[str, Place], tuple[Span, str] | None]"
    """From a phrase and a place to its days and its text, None where it is refused."""

    @property
    def is_in_file(self) -> bool:
        """Whether it is the place of a key, in a file that may have conventions; else it is on the command line."""
        return self.use is not None

    def reads(self, text: str) -> tuple[Span, str] | None:
        """The days of a phrase in this place and its text, None where it is refused, or tells of what is to come."""
        found = self.read(text, self)
        first = found[0].earliest if found else None
        return None if self.use == "when" and self.day and first and first > self.day else found

    def readable(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those of several phrases that are read in this place."""
        return tuple(text for text in dict.fromkeys(texts) if self.reads(text))

    @property
    def year(self) -> int:
        """A year that dates in this place may be of."""
        year = self.day.year + (-1 if self.use == "when" else 1) if self.day else EXAMPLE_DAY.year
        return min(max(year, FIRST_YEAR), LAST_YEAR)

    def examples(self) -> tuple[str, ...]:
        """Phrases that are read here, for want of anything nearer."""
        return self.readable(text.format(self.year) for text in EXAMPLES)


def refusal(written: str, words: Words, refused: RefusedError, place: Place) -> PhraseError:
    """The error for a date that is refused."""
    if not words.text:
        return _error("the date is empty", place, ())
    if len(words.text) > LONGEST:
        return _error(f"{quoted(written)} is too long for a date", place, ())
    if isinstance(refused, NoFormError):
        return _formless(written, words, place)
    subject = f"{quoted(written)} {_why(words, refused)}"
    instead = [text for text in _replaced(words, refused) if text]
    if isinstance(refused, OtherKeyError):
        return _other_key(written, subject, refused, place)
    if isinstance(refused, NoConventionError):
        return _no_convention(written, subject, instead, refused, place)
    if isinstance(refused, NoDayError):
        instead = [there[1]] if (there := place._replace(day=EXAMPLE_DAY).reads(written)) else []
        return _error(subject, place, instead, "write the date that was meant then, for example,")
    return _error(subject, place, instead)


def _why(words: Words, refused: RefusedError) -> str:
    if refused.where is None or refused.where == (0, len(words.words)):
        return str(refused)
    start, end = refused.where
    blamed = words.text[words.places[start][0] : words.places[end - 1][1]]
    return f"is not read: {quoted(blamed)} {refused}"


def _replaced(words: Words, refused: RefusedError) -> Iterator[str]:
    """The phrase with what is to blame replaced by what may stand there."""
    start, end = 0, len(words.text)
    if refused.where:
        start, end = words.places[refused.where[0]][0], words.places[refused.where[1] - 1][1]
    before, after = words.text[:start], words.text[end:]
    if before.lower().endswith("the "):
        before = before[: -len("the ")]
    for instead in refused.instead:
        yield f"{before}{instead}{after}"


def _error(subject: str, place: Place, instead: Iterable[str], lead: str = "write") -> PhraseError:
    offers = place.readable(instead)
    if not offers:
        offers, lead = place.examples(), "write, for example,"
    return PhraseError(f"{subject}; {lead} {listed(map(quoted, offers))}", offers)


def _other_key(written: str, subject: str, refused: OtherKeyError, place: Place) -> PhraseError:
    key = refused.key
    examples = place.examples()
    there = place._replace(use=key).reads(written)
    move = f"write {key} = {quoted(written)}, or " if there else "write "
    what = "a deadline" if key == "not_before" else "a first day"
    message = f"{subject}; {move}{what} such as {listed(map(quoted, examples[-2:]))}"
    return PhraseError(message, examples[-2:], key=key if there else None)


def _no_convention(
    written: str, subject: str, instead: list[str], refused: NoConventionError, place: Place
) -> PhraseError:
    with_example = place._replace(conventions=place.conventions.and_also(refused.example))
    there = with_example.reads(written)
    if not there:
        return _error(subject, place, instead)
    example = refused.example if place.is_in_file else None
    line = refused.example.lines()[0]
    if isinstance(refused, NoOrderError):
        offers = place.readable(instead) or place.examples()[:1]
        more = f", or add `{line}` to [conventions]" if example else ""
        message = f"{subject}; write {listed(map(quoted, offers))}{more}"
    else:
        offers = place.readable(_by_days(there[0], place.use)) or place.examples()[:1]
        lead = f"add `{line}` to [conventions], or write" if example else "write"
        message = f"{subject}; {lead} the days that are meant, for example {listed(map(quoted, offers))}"
    return PhraseError(message, offers, example=example)


def _by_days(span: Span, use: Use | None) -> Iterator[str]:
    """The same days in words that everybody reads alike."""
    first, last = (day and day_name(day) for day in (span.earliest, span.latest))
    if first and last:
        yield first if use == "not_before" else f"{first} to {last}"
    else:
        yield f"since {first}" if first else f"by {last}"


def _formless(written: str, words: Words, place: Place) -> PhraseError:
    """The error for words that fit no form: by the first way to repair them that gives something to read."""
    for repair in repairs(words.text, place.year):
        offers = place.readable(repair.texts)
        if offers or repair.is_certain:
            return _repaired(written, repair, offers, place)
    return _error(f"{quoted(written)} is no date that gti reads", place, ())


def _repaired(written: str, repair: Repair, offers: tuple[str, ...], place: Place) -> PhraseError:
    subject = f"{quoted(written)} {repair.reason}"
    example = repair.example
    if example and not (
        place.is_in_file and place._replace(conventions=place.conventions.and_also(example)).reads(written)
    ):
        example = None
    line = f", or give it a day in [conventions]: `{example.lines()[0]}`" if example else ""
    lead = repair.lead if offers else "write, for example,"
    answer = offers[0] if repair.is_answer and len(offers) == 1 else None
    offers = offers or place.examples()
    end = "?" if lead == "did you mean" else ""
    message = f"{subject}; {lead} {listed(map(quoted, offers))}{line}{end}"
    return PhraseError(message, offers, answer=answer, example=example)


def advice_on_value(written: object) -> str:
    """The message for a value that is neither text nor a day."""
    examples = listed(quoted(text.format(EXAMPLE_DAY.year)) for text in EXAMPLES)
    if isinstance(written, datetime):
        return f"a date with a time of day is refused; write the day alone, {written.date().isoformat()}"
    if isinstance(written, int) and not isinstance(written, bool):
        remedy = f"write it with quotes, {quoted(written)}" if FIRST_YEAR <= written <= LAST_YEAR else None
        return f"a bare number is refused; {remedy or f'write, for example, {examples}'}"
    kind = "a time of day" if isinstance(written, time) else "this value"
    return f"{kind} is not a date; write, for example, {examples}"
