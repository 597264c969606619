"""What a row of the table of forms is, and the few readings that are no more than a choice."""

from typing import NamedTuple

from gti_cli.dates.left_out import NextOrLast
from gti_cli.dates.pattern import ApartError, Reading
from gti_cli.dates.periods import CalendarYear, Month, Point
from gti_cli.dates.relative import Relative, RelativeYear, RestOf


class Row(NamedTuple):
    """Forms of one kind, after commas, and how they are read.

    Of the examples, after semicolons, those in a group mean the same days; the documentation lists them: those that
    stand by themselves, those that lean on the day of publication, and those that are read by a convention.
    """

    kind: str
    forms: str
    reading: Reading
    examples: str = ""
    leaning: str = ""
    conventional: str = ""


def nothing(**_: object) -> str:
    """The reading of words that add nothing."""
    return ""


def which_one(which: int, period: Point) -> Point:
    """`June`, said of this one, the next or the last; raises ApartError where the words have a year."""
    if not period.lacks_year:
        raise ApartError
    return NextOrLast(which, period) if which else period


def rest_of_this(period: Point, sign: int) -> Point:
    """`later this year`; raises ApartError for "later 2025", which may be late 2025."""
    if not isinstance(period, Relative | RelativeYear):
        raise ApartError
    return RestOf(period, sign)


def month_in_numbers(yyyy: int, nn: int) -> Month:
    """`2019/11`; raises ApartError for two years in a row."""
    if (yyyy + 1) % 100 == nn:
        raise ApartError
    return Month(nn, CalendarYear(yyyy))
