"""Date phrases: what a source said of a date, kept in its words, and the days that the words may mean.

The rows of the table of date phrases in the format's contract, and nothing else, are read here; what is refused is
answered by `advice`. A phrase keeps its text, so parsing what was printed gives the same phrase back.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from gti_cli.advice import PhraseError, advice, advice_on_value, subject
from gti_cli.span import MONTHS, Span, month_end

Size = Literal["day", "month", "quarter", "half", "year"]


class Phrase:
    """A date as a source gave it.

    `span` holds the days it may mean; `firm` is the last day by the strictest reading, between the two ends of the
    span, or None where the phrase has no latest day. Equal phrases have equal text and equal days.
    """

    __slots__ = ("firm", "span", "text")

    def __init__(self, text: str, span: Span, firm: date | None) -> None:
        self.text = text
        self.span = span
        self.firm = firm

    def __eq__(self, other: object) -> bool:
        """Whether the other is a phrase of the same text, and so of the same days."""
        return isinstance(other, Phrase) and self.text == other.text

    def __hash__(self) -> int:
        """Equal phrases have one hash."""
        return hash(self.text)

    def __repr__(self) -> str:
        """For whoever debugs: the words and the days."""
        return f"<Phrase {self.text!r}: {self.span}>"


UNDATED = "undated"


def parse(written: object) -> Phrase:
    """The phrase that a file has, given as text or as a TOML date; `undated` is a phrase without days.

    Raises PhraseError, whose message says what to write instead.
    """
    if isinstance(written, str):
        return _parse_text(written)
    if isinstance(written, date) and not isinstance(written, datetime):
        return _parse_text(written.isoformat())
    raise PhraseError(advice_on_value(written))


@cache
def _parse_text(written: str) -> Phrase:
    words = " ".join(written.lower().split())
    try:
        meaning = _meaning(words)
    except NoSuchDateError as reason:
        raise PhraseError(subject(written, str(reason))) from None
    if meaning is None:
        raise PhraseError(advice(written, is_readable))
    return Phrase(written, *meaning)


def is_readable(words: str) -> bool:
    """Whether lower-case words with single spaces are a date phrase."""
    try:
        return _meaning(words) is not None
    except NoSuchDateError:
        return False


class NoSuchDateError(ValueError):
    """Words in the form of a date that is not in the calendar; the message completes a sentence about them."""


Meaning = tuple[Span, date | None]


def _meaning(words: str) -> Meaning | None:
    if words == UNDATED:
        return Span(), None
    first, _, rest = words.partition(" ")
    if first == "by":
        return _by(rest)
    if first in ("before", "since"):
        return _beyond(first, rest)
    return _interval(words) if "/" in words else _named(words)


def _by(words: str) -> Meaning | None:
    """`by X`: before X begins by the strict reading, where X is longer than a day; up to its end by the other."""
    if period := Period.read(words):
        firm = period.last if period.size == "day" else day_before(period.first)
        return Span(None, period.last), firm
    if meaning := _qualified(words):
        span, firm_day = meaning
        return Span(None, span.latest), firm_day
    return None


def _beyond(side: str, words: str) -> Meaning | None:
    """`before X` and `since X`."""
    if not (period := Period.read(words)):
        return None
    if side == "since":
        return Span(period.first, None), None
    last = day_before(period.first)
    return Span(None, last), last


def _interval(words: str) -> Meaning | None:
    """`X/Y`, `X/..` and `../Y`."""
    left, right = map(str.strip, words.split("/", maxsplit=1))
    start, end = Period.read(left), Period.read(right)
    if (start is None and left != "..") or (end is None and right != "..") or start is end:
        return None
    span = Span(start.first if start else None, end.last if end else None)
    if start and end and end.last < start.first:
        raise NoSuchDateError("ends before it begins; write the earlier date first")
    return span, span.latest


def _named(words: str) -> Meaning | None:
    """A period by itself, or one with a word such as `early` before it."""
    if period := Period.read(words):
        return Span(period.first, period.last), period.last
    return _qualified(words)


def _qualified(words: str) -> Meaning | None:
    match = re.fullmatch(r"(early|mid|late)[ -](.+)|(?:the )?(start|beginning|end) of (.+)", words)
    if not match or not (period := Period.read(match[2] or match[4])):
        return None
    window = WINDOWS.get((match[1] or match[3], period.size))
    if window is None:
        return None
    first, last, firm = window(period)
    return Span(first, last), firm


def is_day(text: str) -> bool:
    """Whether a text is a day in the form YYYY-MM-DD, as a TOML date is."""
    return PERIODS[0][0].fullmatch(text) is not None


class Period:
    """A day, month, quarter, half or year: its first and last day and which of them it is."""

    __slots__ = ("first", "last", "size")

    def __init__(self, size: Size, first: date, last: date) -> None:
        self.size = size
        self.first = first
        self.last = last

    @classmethod
    def read(cls, words: str) -> "Period | None":
        """The period that lower-case words name, or None where they name none.

        Raises NoSuchDateError for one that does not exist (30 February, Q5).
        """
        for pattern, size in PERIODS:
            if match := pattern.fullmatch(words):
                return cls._of(size, match.groupdict())
        return None

    @classmethod
    def _of(cls, size: Size, part: dict[str, str]) -> "Period | None":
        year = int(part["year"])
        if year < 1000:
            raise NoSuchDateError("is out of reach; years are 1000 to 9999")
        if size == "day" or size == "month":
            month = int(part["number"]) if "number" in part else MONTH_NAMES.get(part["month"])
            if month is None:
                return None
            if not 1 <= month <= 12:
                raise NoSuchDateError(f"names a month {month:02}; write one from 01 to 12")
            if size == "month":
                return cls(size, date(year, month, 1), month_end(year, month))
            try:
                day = date(year, month, int(part["day"]))
            except ValueError:
                last = month_end(year, month)
                raise NoSuchDateError(f'names a day that the month does not have; its last day is "{last}"') from None
            return cls(size, day, day)
        if size == "year":
            return cls(size, date(year, 1, 1), date(year, 12, 31))
        count, months, name = (4, 3, "quarter") if size == "quarter" else (2, 6, "half")
        nth = int(part["nth"]) if part["nth"].isdigit() else ORDINALS.index(part["nth"]) + 1
        if not 1 <= nth <= count:
            letter = name[0].upper()
            raise NoSuchDateError(f"names a {name} that no year has; write {letter}1 to {letter}{count}")
        return cls(size, date(year, (nth - 1) * months + 1, 1), month_end(year, nth * months))


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


ORDINALS = ("first", "second", "third", "fourth")
MONTH_NAMES = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_MONTH = "(?P<month>[a-z]+)"
_YEAR = "(?P<year>[0-9]{4})"
_FORMS: tuple[tuple[str, Size], ...] = (
    (rf"{_YEAR}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})", "day"),
    (rf"(?P<day>[0-9]{{1,2}}) {_MONTH} {_YEAR}", "day"),
    (rf"{_MONTH} (?P<day>[0-9]{{1,2}}), {_YEAR}", "day"),
    (rf"{_YEAR}-(?P<number>[0-9]{{2}})", "month"),
    (rf"{_MONTH} {_YEAR}", "month"),
    (rf"{_YEAR}-q(?P<nth>[0-9])", "quarter"),
    (rf"q(?P<nth>[0-9]) (?:of )?{_YEAR}", "quarter"),
    (rf"(?:the )?(?P<nth>first|second|third|fourth) quarter of {_YEAR}", "quarter"),
    (rf"{_YEAR}-h(?P<nth>[0-9])", "half"),
    (rf"h(?P<nth>[0-9]) (?:of )?{_YEAR}", "half"),
    (rf"(?:the )?(?P<nth>first|second) half of {_YEAR}", "half"),
    (_YEAR, "year"),
)
PERIODS = tuple((re.compile(form), size) for form, size in _FORMS)

Window = Callable[[Period], tuple[date, date, date]]
"""From a period to the first, the last and the firm day of one part of it."""


def _months(first: int, last: int, firm: int) -> Window:
    def window(period: Period) -> tuple[date, date, date]:
        year = period.first.year
        return date(year, first, 1), month_end(year, last), month_end(year, firm)

    return window


def _days(first: int, last: int | None, firm: int | None) -> Window:
    def window(period: Period) -> tuple[date, date, date]:
        day = period.first.replace
        end = day(day=last) if last else period.last
        return day(day=first), end, day(day=firm) if firm else end

    return window


def _last(first: Callable[[date], date]) -> Window:
    return lambda period: (first(period.last), period.last, period.last)


WINDOWS: dict[tuple[str, Size], Window] = {
    ("early", "year"): _months(1, 6, 3),
    ("mid", "year"): _months(4, 9, 6),
    ("late", "year"): _months(7, 12, 12),
    ("start", "year"): _months(1, 3, 1),
    ("beginning", "year"): _months(1, 3, 1),
    ("early", "month"): _days(1, 15, 10),
    ("mid", "month"): _days(10, 20, 15),
    ("late", "month"): _days(16, None, None),
    ("end", "year"): _last(lambda last: last.replace(month=10, day=1)),
    ("end", "half"): _last(lambda last: last.replace(day=1)),
    ("end", "quarter"): _last(lambda last: last.replace(day=1)),
    ("end", "month"): _last(lambda last: last - timedelta(days=6)),
}
