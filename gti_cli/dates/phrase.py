"""Date phrases: what a source said of a date, kept in its words, and the days that the words may mean.

The rows of the table of date phrases in the format's contract, and nothing else, are read here; what is refused is
answered by `advice`. A phrase keeps its text, so parsing what was printed gives the same phrase back.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from gti_cli.dates.refusals import PhraseError, advice, advice_on_value, subject
from gti_cli.dates.span import MONTHS, Span, month_end

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

    @property
    def takes_back(self) -> bool:
        """Whether the words take back a date that was given, and do not only name none."""
        return " ".join(self.text.lower().split()) in TAKES_BACK

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
NAMES_NONE = (UNDATED, "no date", "soon", "shortly")
TAKES_BACK = ("tba", "tbd", "postponed", "until further notice")


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
    if words in NAMES_NONE or words in TAKES_BACK:
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
    match = PERIODS[0].fullmatch(text)
    return match is not None and match["day"] is not None


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
        for pattern in PERIODS:
            if match := pattern.fullmatch(words):
                return cls._of(match.groupdict())
        return None

    @classmethod
    def _of(cls, part: dict[str, str | None]) -> "Period | None":
        year = int(part["year"] or "")
        if year < 1000:
            raise NoSuchDateError("is out of reach; years are 1000 to 9999")
        if nth := part.get("nth"):
            return cls._part_of_year(year, nth, SIZES[part["size"] or ""])
        month = _month(part)
        if month is None:
            return None if "month" in part else cls("year", date(year, 1, 1), date(year, 12, 31))
        if not part["day"]:
            return cls("month", date(year, month, 1), month_end(year, month))
        try:
            day = date(year, month, int(part["day"]))
        except ValueError:
            last = month_end(year, month)
            raise NoSuchDateError(f'names a day that the month does not have; its last day is "{last}"') from None
        return cls("day", day, day)

    @classmethod
    def _part_of_year(cls, year: int, nth: str, size: Literal["quarter", "half"]) -> "Period":
        count, months = (4, 3) if size == "quarter" else (2, 6)
        at = int(nth) if nth.isdigit() else ORDINALS.index(nth) + 1
        if not 1 <= at <= count:
            letter = size[0].upper()
            raise NoSuchDateError(f"names a {size} that no year has; write {letter}1 to {letter}{count}")
        return cls(size, date(year, (at - 1) * months + 1, 1), month_end(year, at * months))


def _month(part: dict[str, str | None]) -> int | None:
    """The month that the parts of a date have by number or name; None where they have none, or no such name."""
    if name := part.get("month"):
        return MONTH_NAMES.get(name)
    if number := part.get("number"):
        if not 1 <= int(number) <= 12:
            raise NoSuchDateError(f"names a month {number}; write one from 01 to 12")
        return int(number)
    return None


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


ORDINALS = ("first", "second", "third", "fourth")
MONTH_NAMES = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
SIZES: dict[str, Literal["quarter", "half"]] = {"q": "quarter", "h": "half", "quarter": "quarter", "half": "half"}
_MONTH = "(?P<month>[a-z]+)"
_YEAR = "(?P<year>[0-9]{4})"
PERIODS = tuple(
    map(
        re.compile,
        (
            rf"{_YEAR}-(?P<number>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?",
            rf"(?:(?P<day>[0-9]{{1,2}}) )?{_MONTH} {_YEAR}",
            rf"{_MONTH} (?P<day>[0-9]{{1,2}}), {_YEAR}",
            rf"{_YEAR}-(?P<size>[qh])(?P<nth>[0-9])",
            rf"(?P<size>[qh])(?P<nth>[0-9]) (?:of )?{_YEAR}",
            rf"(?:the )?(?P<nth>{'|'.join(ORDINALS)}) (?P<size>quarter|half) of {_YEAR}",
            _YEAR,
        ),
    )
)
"""The forms of a day, a month, a quarter, a half and a year, in lower case."""

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
