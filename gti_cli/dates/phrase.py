"""Date phrases: what a source said of a date, and the days that the words may mean.

The forms that are read stand in `forms`. A phrase keeps its words, and means the same days wherever it is shown: one
that leans on the day of publication is shown as what it was read as, which stands by itself, with the words beside it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.conventions import NONE, Conventions
from gti_cli.dates.leaning import DAY, EXAMPLE_DAY, MONTH, NOTHING, YEAR, PhraseError, RefusedError, Use
from gti_cli.dates.reading import Reading, Words
from gti_cli.dates.span import Span

if TYPE_CHECKING:
    from gti_cli.dates.refusals import Place

UNDATED = "undated"


class Floor(Struct, frozen=True):
    """The day that a stage is promised not to come before: `f1` by the lenient reading, `f2` by the strict one."""

    f1: date
    f2: date


class Context(Struct, frozen=True):
    """Where a phrase stands: the day it leans on, if it may lean on one, the key, and the conventions of its file."""

    day: date | None = None
    use: Use | None = None
    conventions: Conventions = NONE


class Phrase:
    """A date as a source gave it, or as it was read where the words need a day or a file to be understood.

    `span` holds the days it may mean; `firm` is the last day by the strictest reading, between the two ends of the
    span, or None where the phrase has no latest day. In `not_before` the span is the floor, from its lenient to its
    strict reading. `said` has the source's own words where `text` does not, `convention` the lines of the file by which
    they were read, `doubt` how else they could be meant; it `is_open` where they leave open on which of the days
    something ended. Equal phrases have equal text and equal days.
    """

    __slots__ = ("convention", "doubt", "firm", "floor", "is_open", "said", "span", "takes_back", "text")

    def __init__(
        self,
        text: str,
        span: Span,
        firm: date | None,
        *,
        said: str | None = None,
        convention: str | None = None,
        doubt: str | None = None,
        floor: Floor | None = None,
        takes_back: bool = False,
        is_open: bool = True,
    ) -> None:
        self.text = text
        self.span = span
        self.firm = firm
        self.said = said
        self.convention = convention
        self.doubt = doubt
        self.floor = floor
        self.takes_back = takes_back
        self.is_open = is_open

    def __eq__(self, other: object) -> bool:
        """Whether the other is a phrase of the same text and the same days."""
        return isinstance(other, Phrase) and self._key() == other._key()

    def __hash__(self) -> int:
        """Equal phrases have one hash."""
        return hash(self.text)

    def __repr__(self) -> str:
        """For whoever debugs: the words and the days."""
        return f"<Phrase {self.text!r}: {self.span}>"

    def _key(self) -> tuple[object, ...]:
        return self.text, self.span, self.firm, self.floor, self.takes_back


def parse(written: object, context: Context | None = None) -> Phrase:
    """The phrase that a file has, given as text or as a TOML date, read where it stands; by itself without a context.

    A phrase of no days, such as `undated`, is one too. Raises PhraseError, whose message says what to write instead.
    """
    place = context or ALONE
    return reader(place.use, place.conventions).read(written, place.day)


def refused(written: object, context: Context | None = None) -> PhraseError | None:
    """The error with which a phrase is refused, None where it is read."""
    try:
        parse(written, context)
    except PhraseError as error:
        return error
    return None


def fix(written: object, context: Context | None = None) -> str | None:
    """What to write instead of a phrase that is refused, where there is one answer alone; else None."""
    error = refused(written, context)
    return error.answer if error else None


def unread(conventions: Conventions) -> Iterator[tuple[str, PhraseError]]:
    """Those of a file's own words that stand for no phrase under any key, each with the reason."""
    others = replace(conventions, phrases=())
    for name, meaning in conventions.phrases:
        first, *more = (refused(meaning, Context(EXAMPLE_DAY, use, others)) for use in USES)
        if first and all(more):
            yield name, first


def is_day(text: str) -> bool:
    """Whether a text is a day in the form YYYY-MM-DD, as a TOML date is."""
    return bool(ISO_DAY.fullmatch(text))


ALONE = Context()
USES: tuple[Use, ...] = ("target", "when", "not_before")
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def reader(use: Use | None = None, conventions: Conventions = NONE) -> "Reader":
    """Whoever reads the phrases of one key by the conventions of one file."""
    return Reader(use, conventions)


class Reader:
    """Reads the phrases of one key of a file, each once for all the days on which it means the same."""

    def __init__(self, use: Use | None, conventions: Conventions) -> None:
        self._use = use
        self._conventions = conventions
        self._steady: dict[str, Phrase] = {}
        self._leaning: dict[str, tuple[Words, dict[int | None, Phrase | PhraseError]]] = {}

    def read(self, written: object, day: date | None = None) -> Phrase:
        """The phrase, said on that day where one is known. Raises PhraseError."""
        text = written if isinstance(written, str) else _iso(written)
        return self._steady.get(text) or self._on(day, text)

    def _on(self, day: date | None, text: str) -> Phrase:
        words, known = self._leaning.get(text) or (Words(text, self._conventions), {})
        found = _known(day, known)
        if found is None:
            found, asked = self._read(text, words, day)
            if asked == NOTHING and isinstance(found, Phrase):
                self._steady[text] = found
                return found
            known[_part(day, asked)] = found
            self._leaning[text] = words, known
        if isinstance(found, PhraseError):
            raise found.again()
        return found

    def _read(self, text: str, words: Words, day: date | None) -> tuple[Phrase | PhraseError, int]:
        try:
            reading = words.read(day, self._use)
        except RefusedError as refused:
            from gti_cli.dates.refusals import Place, refusal

            place = Place(day, self._use, self._conventions, _tried)
            return refusal(text, words, refused, place), DAY if self._use == "when" else max(refused.asked, YEAR)
        return _phrase(text, reading, self._use), reading.asked


def _tried(text: str, place: "Place") -> tuple[Span, str] | None:
    """The days and the words that a text would have in a place, None where it would be refused."""
    try:
        reading = Words(text, place.conventions).read(place.day, place.use)
    except RefusedError:
        return None
    phrase = _phrase(text, reading, place.use)
    return phrase.span, phrase.text


def _phrase(written: str, reading: Reading, use: Use | None) -> Phrase:
    meaning = reading.meaning
    earliest, latest, firm = meaning.days
    floor = Floor(earliest, latest) if use == "not_before" and earliest and latest else None
    return Phrase(
        meaning.text if reading.is_own else written,
        Span(earliest, latest),
        firm,
        said=written if reading.is_own else None,
        convention="; ".join(reading.conventions) if reading.conventions else None,
        doubt=reading.doubt,
        floor=floor,
        takes_back=meaning.takes_back,
        is_open=meaning.is_open,
    )


def _part(day: date | None, asked: int) -> int | None:
    """The part of a day that was asked for, as a number; each has its own range."""
    return (
        {YEAR: day.year, MONTH: day.year * 100 + day.month, DAY: day.toordinal() + 10_000_000}[asked] if day else None
    )


def _known(day: date | None, known: dict[int | None, Phrase | PhraseError]) -> Phrase | PhraseError | None:
    """What is known for that day, by as much of it as was asked for."""
    if day is None or not known:
        return known.get(None)
    return known.get(day.year) or known.get(day.year * 100 + day.month) or known.get(day.toordinal() + 10_000_000)


def _iso(written: object) -> str:
    if isinstance(written, date) and not isinstance(written, datetime):
        return written.isoformat()
    from gti_cli.dates.refusals import advice_on_value

    raise PhraseError(advice_on_value(written))
