"""Days as they stand in a column of a sheet; what one cell leaves open is told by the whole column.

Days in numbers are read in one order, which some cells show; years of two digits lie near those of four. What is no
date at all, such as "Exempt", is a text, and never a guess.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median_low

from msgspec import Struct

from gti_cli.dates.conventions import NONE, Conventions
from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import Context, Phrase, parse, refused
from gti_cli.errors import GtiError
from gti_cli.sheets.mapping import Order
from gti_cli.words import quoted

NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+([A-Za-z]{3,9})\.?,?[\s./'’-]+(\d{2})")
MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[\s./'’-]+(\d{2}|\d{4})")
MONTH_NUMBER = re.compile(r"(\d{1,2})[./-](\d{4})")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
QUARTER = re.compile(r"(Q[1-4]|H[12])[\s/-]+(\d{4})", re.IGNORECASE)
SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
TIME = re.compile(r"(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[AaPp][Mm]|[+-]\d{2}:?\d{2})?")
MARKS = re.compile(r"\s*(?:[*†‡§]+|\[\d{1,2}\]|\(\d\))\s*\Z")
"""The sign of a footnote behind a cell."""

EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""

NOTHING = {"", "-", "--", "–", "—", "n/a", "na", "none", "nil", "null", "n.a.", "not applicable", "#n/a", "."}
UNDATED = {"tbc", "tba", "tbd", "to be confirmed", "to be determined", "to be announced", "to be decided", "tbc."}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december sept spring summer autumn "
    "fall winter q h fy early mid late end start beginning middle of the by before after until from to and or in "
    "first second third fourth half quarter year week day month st nd rd th no later than cy eoy around circa".split()
).union(MONTHS)


class Cell(Struct, frozen=True):
    """What a cell says: a date as a file has it, with its days; or a text that is none."""

    written: date | str | None = None
    phrase: Phrase | None = None
    text: str | None = None


EMPTY = Cell()


class WrongDateError(GtiError):
    """A date that cannot be read."""


class Days:
    """How the days of a column are read: in which order, and in which century a year of two digits lies."""

    def __init__(self, cells: Sequence[str], *, order: Order | None, near: int) -> None:
        self.numbers = [found.groups() for cell in cells if (found := NUMBERS.fullmatch(_bare(cell)))]
        self.shown = _orders(self.numbers)
        self.order = order
        self.near = near
        self.serials = sum(1 for cell in cells if SERIAL.fullmatch(_bare(cell)))

    @property
    def is_open(self) -> bool:
        """Whether a day of it could be read in either order."""
        return self.order is None and any(
            len(first) < 4 and int(first) <= 12 and int(second) <= 12 and first.lstrip("0") != second.lstrip("0")
            for first, _, second, _ in self.numbers
        )

    @property
    def has_short_years(self) -> bool:
        """Whether years have two digits in it."""
        return any(len(first) < 4 and len(last) == 2 for first, _, _, last in self.numbers)

    def years(self) -> Iterator[int]:
        """The years of four digits."""
        for first, _, _, last in self.numbers:
            if len(first) == 4 or len(last) == 4:
                yield int(first if len(first) == 4 else last)

    def read(self, cell: str, use: Use, day: date, conventions: Conventions = NONE) -> Cell:
        """What a cell says on a day; raises WrongDateError where it is a date, and one that cannot be read."""
        bare = _bare(cell)
        plain = " ".join(bare.casefold().split())
        if says_nothing(plain):
            return EMPTY
        if plain in UNDATED:
            return Cell("TBD", parse("TBD", Context(day, "target"))) if use == "target" else EMPTY
        if not any(sign.isdigit() for sign in bare):
            found = None if refused(bare, Context(day, use, conventions)) else bare
            return Cell(found, parse(bare, Context(day, use, conventions))) if found else Cell(text=bare)
        try:
            written = self._written(bare)
            phrase = parse(written, Context(day, use, conventions))
        except PhraseError as error:
            if _is_date_like(bare):
                raise WrongDateError(str(error)) from None
            return Cell(text=bare)
        return Cell(written, phrase)

    def _written(self, bare: str) -> date | str:
        """The date as a file has it; raises WrongDateError for a day that there is not."""
        if found := NUMBERS.fullmatch(bare):
            return self._of_numbers(bare, *found.groups())
        if found := COMPACT.fullmatch(bare):
            return _day(bare, *map(int, found.groups()))
        if found := SERIAL.fullmatch(bare):
            return EPOCH + timedelta(days=int(found[1]))
        if (found := NAMED.fullmatch(bare)) and (month := _month(found[2])):
            return _day(bare, self._year(found[3]), month, int(found[1]))
        if (found := MONTH_YEAR.fullmatch(bare)) and (month := _month(found[1])):
            return f"{self._year(found[2]):04d}-{month:02d}"
        if found := MONTH_NUMBER.fullmatch(bare):
            return f"{found[2]}-{int(found[1]):02d}"
        if found := QUARTER.fullmatch(bare):
            return f"{found[1].upper()} {found[2]}"
        return bare

    def _of_numbers(self, bare: str, first: str, sign: str, second: str, last: str) -> date:
        if len(first) == 4:
            return _day(bare, int(first), int(second), int(last))
        month_first = self.order == "month-first"
        day, month = (second, first) if month_first else (first, second)
        return _day(bare, self._year(last), int(month), int(day))

    def _year(self, digits: str) -> int:
        """The year of four digits, or of two in the hundred years around those that it is near to."""
        if len(digits) == 4:
            return int(digits)
        first = self.near - 50
        return first + (int(digits) - first) % 100


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or says that it is."""
    return cell.casefold() in NOTHING


def _orders(numbers: Iterable[tuple[str, ...]]) -> set[Order]:
    """The orders that cells show, each by a number above 12."""
    shown: set[Order] = set()
    for first, _, second, _ in numbers:
        if len(first) < 4 and int(first) > 12:
            shown.add("day-first")
        elif len(first) < 4 and int(second) > 12:
            shown.add("month-first")
    return shown


def near(columns: Iterable["Days"], otherwise: date) -> int:
    """The year around which years of two digits lie: that of those with four in the same column, or of a day."""
    years = [year for days in columns for year in days.years()]
    return median_low(years) if years else otherwise.year


def _bare(cell: str) -> str:
    """A cell without what stands behind a date: the sign of a footnote, the time of day."""
    bare = MARKS.sub("", cell.strip())
    found = TIME.search(bare)
    return bare[: found.start()] if found and found.end() == len(bare) else bare


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of that."""
    known = (name for name in DATE_WORDS if name.startswith(word.casefold()) and name[:3] in MONTHS)
    return next((MONTHS.index(name[:3]) + 1 for name in known), None) if len(word) > 2 else None


def _day(bare: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise WrongDateError(f"{quoted(bare)} is no day of the calendar") from None


def _is_date_like(bare: str) -> bool:
    """Whether a text is made of numbers, of words of dates and of what stands between them."""
    words = re.findall(r"[^\W\d_]+", bare.casefold())
    return re.fullmatch(r"[\w\s.,/'’–-]+", bare) is not None and all(word in DATE_WORDS for word in words)


def order_text(order: Order) -> str:
    """An order as people read it."""
    return "days before months" if order == "day-first" else "months before days"
