"""What a phrase says of a point: in it, by it, before it, since it. Each key reads that in its own way.

The days of a statement are the earliest, the latest and the firm one, None where it has none. In `not_before` they are
those of a floor: the day by the lenient reading, the day by the strict one, and None.
"""

from abc import ABC, abstractmethod
from datetime import date

from msgspec import Struct

from gti_cli.dates.conventions import Conventions
from gti_cli.dates.leaning import Leaning, OtherKeyError, RefusedError
from gti_cli.dates.left_out import days_of
from gti_cli.dates.parts import with_article
from gti_cli.dates.periods import ONE_DAY, Point, Window

Days = tuple[date | None, date | None, date | None]

NO_DEADLINE = "is no deadline: it says what the stage will not come before"
NO_FLOOR = "is no floor: it has no earliest day"


class Meaning(Struct, frozen=True):
    """What a phrase means: its days, and the words for it that stand by themselves.

    It `is_open` where the words leave open on which of its days something ended, as "early 2021" and "2018 to 2020" do.
    """

    days: Days
    text: str
    takes_back: bool = False
    is_open: bool = True


class Statement(ABC):
    """Words that say something of a point."""

    @abstractmethod
    def read(self, leaning: Leaning) -> Meaning:
        """What they mean; raises RefusedError where they do not stand in this place."""


class In(Statement):
    """A point by itself: some day of it."""

    def __init__(self, x: Point) -> None:
        self._point = x

    def read(self, leaning: Leaning) -> Meaning:
        """From its first day to its last."""
        window = days_of(self._point, leaning)
        if leaning.use == "not_before":
            return Meaning((window.first, window.strict, None), window.text)
        is_open = window.firm < window.last or window.is_vague
        return Meaning((window.first, window.last, window.firm), window.text, is_open=is_open)


class UpTo(Statement):
    """A deadline: on some day up to a point, by its most lenient reading and by its strictest."""

    lead = "up to"
    unbegun = False

    def __init__(self, x: Point) -> None:
        self._point = x

    def read(self, leaning: Leaning) -> Meaning:
        """Up to its last day."""
        if leaning.use == "not_before":
            raise OtherKeyError(NO_FLOOR, "target")
        window = days_of(self._point, leaning, unbegun=self.unbegun)
        latest, firm = self._ends(window, leaning)
        return Meaning((None, latest, firm), f"{self._lead(window, firm)} {with_article(window.text)}")

    def _lead(self, window: Window, firm: date) -> str:
        return self.lead

    def _ends(self, window: Window, leaning: Leaning) -> tuple[date, date]:
        return window.last, window.last


class NotLaterThan(UpTo):
    """`no later than X`, and `by X` where X is no year."""

    lead = "no later than"

    def _ends(self, window: Window, leaning: Leaning) -> tuple[date, date]:
        return window.last, window.firm


class By(NotLaterThan):
    """`by X`: of a year that has not begun, before it begins by the strict reading, up to its end by the other."""

    lead = "by"
    LONG = ("year", "season", "decade")

    def _ends(self, window: Window, leaning: Leaning) -> tuple[date, date]:
        if window.size not in self.LONG or window.part not in ("", "range"):
            return window.last, window.firm
        if not leaning.has_begun(window.first):
            if not leaning.conventions.by:
                return window.last, window.first - ONE_DAY
            leaning.by_convention(Conventions(by=leaning.conventions.by))
        return window.last, window.firm

    def _lead(self, window: Window, firm: date) -> str:
        return "by the end of" if window.size in self.LONG and not window.part and firm == window.last else self.lead


class Before(UpTo):
    """`before X`; `before the end of X` is by the end of X."""

    lead = "before"

    def __init__(self, x: Point) -> None:
        super().__init__(x)
        self.unbegun = x.part != "end"

    def _ends(self, window: Window, leaning: Leaning) -> tuple[date, date]:
        if window.part == "end":
            return window.last, window.firm
        return (window.last if window.is_vague else window.first) - ONE_DAY, window.first - ONE_DAY


class From(Statement):
    """A floor: on some day from a point on. A target is none; elsewhere it says since when."""

    lead = "since"

    def __init__(self, x: Point) -> None:
        self._point = x

    def read(self, leaning: Leaning) -> Meaning:
        """From its first day on."""
        if leaning.use == "target":
            raise OtherKeyError(NO_DEADLINE, "not_before")
        window = days_of(self._point, leaning)
        text = f"{self.lead} {with_article(window.text)}"
        if leaning.use == "not_before":
            return Meaning((*self._floor(window), None), text)
        return Meaning(self._days(window), text)

    def _days(self, window: Window) -> Days:
        return window.first, None, None

    def _floor(self, window: Window) -> tuple[date, date]:
        return window.first, window.strict


class NotBefore(From):
    """`no earlier than X`, `X at the earliest`."""

    lead = "no earlier than"


class After(From):
    """`after X`: of a vague X, after its first day."""

    lead = "after"

    def _days(self, window: Window) -> Days:
        return self._floor(window)[0], None, None

    def _floor(self, window: Window) -> tuple[date, date]:
        return (window.first if window.is_vague else window.last) + ONE_DAY, window.last + ONE_DAY


class Through(After):
    """`through X`: what lasts that long; by itself, some day up to its last."""

    lead = "through"

    def _days(self, window: Window) -> Days:
        return None, window.last, window.last


class Until(Through):
    """`until X`: up to its first day, or to its last; what begins or ends with a day leaves no doubt."""

    lead = "until"

    def _floor(self, window: Window) -> tuple[date, date]:
        after = window.last + ONE_DAY
        is_plain = window.part == "end" or (window.size == "day" and not window.part)
        return (after if is_plain else window.first), after


class Undated(Statement):
    """Words that name no date, of which some take back the one that was named before."""

    def __init__(self, *, takes_back: bool) -> None:
        self._takes_back = takes_back

    def read(self, leaning: Leaning) -> Meaning:
        """No days at all, and only in a target."""
        if leaning.use not in ("target", None):
            raise RefusedError("names no date: leave the key out where none is known")
        return Meaning((None, None, None), "postponed" if self._takes_back else "undated", self._takes_back)
