"""What a phrase may lean on: the day of publication, the place that it stands in, the conventions of its file.

Whoever reads a phrase asks here, and so it is known afterwards what the reading rests on.
"""

from datetime import date
from typing import Literal

from gti_cli.dates.conventions import Conventions

Use = Literal["target", "not_before", "when", "plain"]
"""Where a phrase stands: `target` and `not_before` look ahead, `when` looks back, all the rest is plain."""

NOTHING, YEAR, MONTH, DAY = range(4)
"""How much of the day of publication a reading depends on."""

FIRST_YEAR, LAST_YEAR = 1000, 9999
EXAMPLE_DAY = date(2019, 3, 14)
"""The day of publication where an example needs one."""

OUT_OF_REACH = f"is out of reach: years are {FIRST_YEAR} to {LAST_YEAR}"


class PhraseError(ValueError):
    """A date that is refused; the message names it and says what to write instead.

    `offers` are the phrases in the message that are read where the date stood, `answer` is the only one where no other
    is possible. `example` has the convention by which the date itself would be read, `key` the key of the event that
    would read it.
    """

    def __init__(
        self,
        message: str,
        offers: tuple[str, ...] = (),
        *,
        answer: str | None = None,
        example: Conventions | None = None,
        key: str | None = None,
    ) -> None:
        super().__init__(message)
        self.offers = offers
        self.answer = answer
        self.example = example
        self.key = key

    def again(self) -> "PhraseError":
        """The same error, to be raised once more."""
        return PhraseError(str(self), self.offers, answer=self.answer, example=self.example, key=self.key)


class RefusedError(Exception):
    """Words that have the form of a date and are none, or not in this place.

    The reason completes a sentence about them; `instead` is what may stand in their place, if there is anything.
    """

    def __init__(self, reason: str, *instead: str) -> None:
        super().__init__(reason)
        self.instead = instead
        self.where: tuple[int, int] | None = None
        """Which words are to blame: the first of them and the one after the last; None for all."""
        self.asked = NOTHING
        """How much of the day of publication was asked for before it was refused."""


class NoFormError(RefusedError):
    """Words that fit no form of a date."""


class TwoReadingsError(RefusedError):
    """Words that two readers read differently; `instead` has what each of them would write."""


class NoConventionError(RefusedError):
    """Words that depend on a convention that the file does not have; `example` is one that would do."""

    def __init__(self, reason: str, *instead: str, example: Conventions) -> None:
        super().__init__(reason, *instead)
        self.example = example


class NoOrderError(NoConventionError):
    """A day in numbers, which two readers read differently unless the file says how."""


class NoDayError(RefusedError):
    """Words that depend on the day they were said, where no such day is known."""


class OtherKeyError(RefusedError):
    """A phrase that belongs to another key of the event."""

    def __init__(self, reason: str, key: Use) -> None:
        super().__init__(reason)
        self.key = key


class Leaning:
    """What one reading of a phrase leans on, and what it has asked for so far."""

    __slots__ = ("_day", "asked", "by_conventions", "conventions", "leans", "use")

    def __init__(self, day: date | None, use: Use | None, conventions: Conventions) -> None:
        self._day = day
        self.use = use
        self.conventions = conventions
        self.asked = NOTHING
        self.leans = False
        self.by_conventions: tuple[str, ...] = ()

    def day(self, much: int = DAY) -> date:
        """The day of publication, of which only the year or the month is used where so much is asked for.

        Raises NoDayError where it is not known.
        """
        if self._day is None:
            raise NoDayError("depends on the day on which it was said, and here there is none")
        self.leans = True
        self.asked = max(self.asked, much)
        return self._day

    def has_begun(self, first: date) -> bool:
        """Whether a period that begins on that day has begun on the day of publication; False where it is not known."""
        much = DAY if first.day != 1 else YEAR if first.month == 1 else MONTH
        self.asked = max(self.asked, much)
        return self._day is not None and first <= self._day

    @property
    def is_ahead(self) -> bool:
        """Whether what is to come is told."""
        return self.use in ("target", "not_before")

    def looks_ahead(self) -> None:
        """Refuse words that look ahead where what has happened is told."""
        if self.use == "when":
            raise RefusedError("looks ahead, and here stands what has happened; what is to come is a `target`")

    def looks_back(self) -> None:
        """Refuse words that look back where what is to come is told."""
        if self.is_ahead:
            raise RefusedError("looks back, and here stands what is to come; what has happened is a `when`")

    def by_convention(self, convention: Conventions) -> None:
        """Note that the reading rests on a convention."""
        self.by_conventions += tuple(line for line in convention.lines() if line not in self.by_conventions)
