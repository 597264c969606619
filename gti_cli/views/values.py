"""What stands in the fields of many rows: a phrase, a stage reached, and the words in which people read them.

The keys of these records are those of the JSON output's contract.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from gti_cli.dates.phrase import Phrase, is_day
from gti_cli.dates.span import day_text
from gti_cli.ledger.reach import Reached
from gti_cli.ledger.verdict import DaysLate
from gti_cli.signs import DISPUTED, IMPLIED
from gti_cli.words import to_be

FLOOR_LEADS = (
    *("no earlier", "no sooner", "not before", "not until", "as early as", "net ", "on or after", "from ", "since "),
    *("until ", "through ", "after "),
)
FLOOR_ENDS = ("at the earliest", "or later", "onwards", "onward", "/..")
"""The words with which a floor begins or ends that says itself that it is one."""

LEADS = (
    "by ",
    "before ",
    "in ",
    "on ",
    "at ",
    "during ",
    "within ",
    "until ",
    "no later ",
    "not later ",
    "on or before ",
)
"""The words with which a phrase leads to its own date."""


LEADING = (
    r"(?i:by|before|in|on|at|during|within|until|no later|not later|not after|between|around|about|circa|sometime"
    r"|over|throughout|toward|towards|prior to|(?:early|mid|late|later|earlier) (?:in|on)) "
)
"""What a date begins with that leads to itself in a sentence."""

RANGE = "(?i:from )?([^/]+?)(?i: to )([^/]+)"
END = "(?i:(?:the )?(?:end|beginning|start|middle) of )"
PERIOD = (
    r"(?i:\d|early\b|mid\b|late\b|the\b|first\b|second\b|third\b|fourth\b|last\b|[qh]\d|fy|week\b"
    r"|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^/]*"
)
"""A stretch of days: a year, a month, a part of one."""


SMALL = (
    r"(?i:by|before|in|on|at|during|within|until|through|no|not|after|between|around|about|sometime|over|throughout"
    r"|towards?|prior|from|since|the|end|beginning|start|middle|early|mid|late|later|earlier|first|last)\b"
)
"""With what a date may begin that has a capital only where it begins a sentence."""


class PhraseCell(Struct, frozen=True):
    """A date phrase: its text, the source's own words where the file has them, and the days it may mean.

    `convention` is the file's convention by which it was read, None where it needs none.
    """

    text: str
    said: str | None
    earliest: date | None
    latest: date | None
    firm: date | None
    convention: str | None

    @classmethod
    def of(cls, phrase: Phrase, said: str | None = None) -> "PhraseCell":
        """A phrase, and the source's words for it."""
        span = phrase.span
        return cls(
            text=phrase.text,
            said=said or phrase.said,
            earliest=span.earliest,
            latest=span.latest,
            firm=phrase.firm,
            convention=phrase.convention,
        )

    def __str__(self) -> str:
        """The phrase as people read it in a sentence: a TOML date in the form of all other days, the rest as it is."""
        if self.latest and is_day(self.text):
            return day_text(self.latest)
        words = " ".join(self.text.split())
        return words[0].lower() + words[1:] if words[:1].isupper() and re.match(SMALL, words) else words

    @property
    def aside(self) -> str:
        """What stands behind it where there is room: the source's own words, and the convention that it was read by."""
        said = f" (“{self.said}”)" if self.said else ""
        return f"{said}{f', read by {self.convention}' if self.convention else ''}"


class ReachedCell(Struct, frozen=True):
    """A stage reached: the days on which it may have been, what people read of them, and what it rests on."""

    earliest: date | None
    latest: date | None
    text: str
    reported: date
    update: str
    source: str
    implied: bool
    independent: bool
    disputed: bool

    def __str__(self) -> str:
        """The span as people read it, marked where it is implied or disputed."""
        return f"{self.text}{', implied' if self.implied else ''}{', disputed' if self.disputed else ''}"


def led(phrase: str) -> str:
    """A date phrase after the word that leads to it: "for January 2020", "by 2020", "in Q4 2019"."""
    return phrase if phrase.lower().startswith(LEADS) else f"for {phrase}"


def timed(stage: str, target: PhraseCell) -> str:
    """A stage that is promised for a date: "to open in January 2020", "to be completed by the end of 2020"."""
    text, is_one_day = str(target), target.latest is not None and target.earliest == target.latest
    return f"{to_be(stage)}{_leading(text, is_one_day=is_one_day)}"


def _leading(text: str, *, is_one_day: bool) -> str:
    """A date after the word that leads to it in a sentence; after a colon, where none surely does."""
    if re.match(LEADING, text):
        return f" {text}"
    if is_one_day:
        return f" on {text}"
    if found := re.fullmatch(RANGE, text):
        return f" between {found[1]} and {found[2]}"
    if re.match(END, text):
        return f" at {text}" if text.lower().startswith("the ") else f" at the {text}"
    return f" in {text}" if re.fullmatch(PERIOD, text) else f": {text}"


def timed_floor(stage: str, floor: PhraseCell) -> str:
    """A stage that is promised not to come before a day: "not to end before 2022", "to end no earlier than 2022"."""
    text = str(floor)
    if text.lower().startswith(("until ", "through ")):
        return f"not {to_be(stage)} {text}"
    return f"{to_be(stage)} {text}" if floored(text) == text else f"not {to_be(stage)} before {text}"


def after_key(item: str, stage: str, within: str | None) -> str:
    """A condition for machines: "europe.started + 18 months"."""
    return f"{item}.{stage}{f' + {within}' if within else ''}"


def floored(phrase: str) -> str:
    """A floor after the words that lead to it, where it has none of its own: "not before 2022", "until May 2024"."""
    text = phrase.lower()
    return phrase if text.startswith(FLOOR_LEADS) or text.endswith(FLOOR_ENDS) else f"not before {phrase}"


def phrase_cell(phrase: Phrase | None, said: str | None = None) -> PhraseCell | None:
    """The cell of a phrase, None where there is none."""
    return PhraseCell.of(phrase, said) if phrase else None


def reached_cell(reached: Reached | None) -> ReachedCell | None:
    """The cell of a stage, None where it was not reached."""
    if reached is None:
        return None
    return ReachedCell(
        earliest=reached.span.earliest,
        latest=reached.span.latest,
        text=str(reached.span),
        reported=reached.reported,
        update=reached.first.update,
        source=reached.first.source,
        implied=reached.implied,
        independent=reached.independent,
        disputed=reached.disputed,
    )


def starred(reached: ReachedCell) -> str:
    """The span of a stage, with a star where it is implied and a dagger where it is disputed."""
    return f"{reached.text}{IMPLIED if reached.implied else ''}{DISPUTED if reached.disputed else ''}"


def marks(cells: Iterable[ReachedCell | None]) -> Iterator[str]:
    """What the star and the dagger mean, where one of these stages has them."""
    found = [cell for cell in cells if cell]
    if any(cell.implied for cell in found):
        yield IMPLIED.key
    if any(cell.disputed for cell in found):
        yield DISPUTED.key


def late_text(late: DaysLate | None) -> str:
    """Days late as people read them, empty for None.

    "on time", "3 days late", "on time … 291 days late", "4 days early … 2 late", and "up to" where one end is unknown.
    """
    if late is None:
        return ""
    if late.max is None:
        return f"{_days(late.min)} or more" if late.min else ""
    if late.min is None:
        leads = "up to " if late.max > 0 else "at least " if late.max < 0 else ""
        return f"{leads}{_days(late.max)}"
    if late.min == late.max:
        return _days(late.max)
    last = f"{late.max} late" if late.min < 0 < late.max else _days(late.max)
    return f"{_days(late.min)} … {last}"


def early_text(early: DaysLate | None) -> str:
    """Days by which something came before its floor as people read them, empty for None."""
    if early is None:
        return ""
    if early.max is None:
        return f"at least {days_text(early.min or 0)} early" if early.min else "days early unknown"
    if early.max == 0:
        return "not early"
    if early.min == early.max:
        return f"{days_text(early.max)} early"
    return f"{early.min} … {days_text(early.max)} early"


def _days(days: int) -> str:
    if days == 0:
        return "on time"
    return f"{days_text(abs(days))} {'late' if days > 0 else 'early'}"


def days_text(days: int) -> str:
    """A number of days with its noun."""
    return f"{days} day" if days == 1 else f"{days} days"


def number_text(value: int | float, *, at_least: bool = False, at_most: bool = False) -> str:
    """A figure as people read it, with separators; "more than" or "less than" where the source says so."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.15g}"
    return f"more than {text}" if at_least else f"less than {text}" if at_most else text


def told_words(notice_days: int | None) -> str:
    """How long before the old deadline a move was told, or how long after it had passed."""
    days = notice_days or 0
    return f"told {days_text(abs(days))} {'before' if days >= 0 else 'after'} the old deadline"


def notice_words(notice_days: int) -> str:
    """How long before the date that stood had passed a move was announced, or how long after."""
    if notice_days == 0:
        return "announced on that day"
    return f"announced {days_text(abs(notice_days))} {'ahead' if notice_days > 0 else 'after that day'}"
