"""Words that name days by how far they are from the day of publication."""

from datetime import date

from msgspec.structs import replace

from gti_cli.dates.leaning import DAY, MONTH, YEAR, Leaning, OtherKeyError, RefusedError
from gti_cli.dates.left_out import look
from gti_cli.dates.parts import Range
from gti_cli.dates.periods import (
    MONTHS_IN,
    ONE_DAY,
    Point,
    Size,
    Time,
    Window,
    Year,
    add_months,
    day_name,
    decade,
    end_of_months,
    moved,
    one_day,
    week,
    whole,
)
from gti_cli.dates.span import MONTHS


def period_of(size: Size, day: date) -> Window:
    """The day, week, month, quarter, half, year or decade that a day is in."""
    if size == "day":
        return one_day(day)
    if size == "week":
        return week(day)
    if size == "decade":
        return decade(day.year - day.year % 10)
    months = MONTHS_IN[size]
    nth = (day.month - 1) // months
    first = date(day.year, nth * months + 1, 1)
    names = {"month": f"{MONTHS[nth].capitalize()} ", "quarter": f"Q{nth + 1} ", "half": f"H{nth + 1} "}
    return whole(size, first, end_of_months(first, months), f"{names.get(size, '')}{day.year}")


def days_between(first: date, last: date) -> Window:
    """A window from day to day, which is what the range of its words is."""
    if first == last:
        return one_day(first)
    return replace(whole("days", first, last, f"{day_name(first)} to {day_name(last)}"), part=Range.part)


class RelativeYear(Year):
    """A year by how far it is from that of the day: `this year`, `next year`, `last year`."""

    def __init__(self, which: int = 0) -> None:
        self._which = which

    def begin(self, leaning: Leaning) -> tuple[date, str]:
        """The first of January, and the number."""
        look(self._which, leaning)
        year = leaning.day(YEAR).year + self._which
        return date(year, 1, 1), str(year)


class Relative(Point):
    """A period by how far it is from that of the day: `this week`, `next month`, `last quarter`."""

    def __init__(self, piece: Size, which: int = 0) -> None:
        self._size = piece
        self._which = which

    def window(self, leaning: Leaning, year: int) -> Window:
        """The period that the day is in, the one after it or the one before."""
        look(self._which, leaning)
        day = leaning.day(DAY if self._size == "week" else MONTH)
        away = day + 7 * self._which * ONE_DAY
        if self._size != "week":
            away = add_months(day, self._which * MONTHS_IN[self._size])
        return period_of(self._size, away)


class Away(Point):
    """`in two weeks`, `four years ago`: the day, week, month or year in which that day falls."""

    def __init__(self, time: Time, sign: int = 1) -> None:
        self._time = time
        self._sign = sign

    def window(self, leaning: Leaning, year: int) -> Window:
        """The period that is as long as the unit of time."""
        look(self._sign, leaning)
        size: Size = "year" if self._time[1] == "decade" else self._time[1]  # type: ignore[assignment]
        return period_of(size, moved(leaning.day(), (self._sign * self._time[0], self._time[1])))


class NearDay(Point):
    """`today`, `yesterday`, `tomorrow`."""

    def __init__(self, days: int = 0) -> None:
        self._days = days

    def window(self, leaning: Leaning, year: int) -> Window:
        """That day."""
        look(self._days, leaning)
        return one_day(leaning.day() + self._days * ONE_DAY)


class Within(Point):
    """`within two years`, `within six to twelve months`: from the day of publication, or of something else, on."""

    def __init__(self, time: Time, longer: Time | None = None, point: Point | None = None) -> None:
        self._time = time
        self._longer = longer
        self._point = point
        self.lacks_year = bool(point and point.lacks_year)

    def window(self, leaning: Leaning, year: int) -> Window:
        """From there on, firm up to the shorter time."""
        if leaning.use == "not_before":
            raise OtherKeyError("is a deadline, and no first day", "target")
        if self._point:
            start = self._point.window(leaning, year)
        else:
            leaning.looks_ahead()
            start = one_day(leaning.day())
        firm = moved(start.first, self._time)
        last = moved(start.last, self._longer or self._time)
        if firm > last:
            raise RefusedError("ends before it begins")
        if firm == last and start.size == "day":
            return replace(days_between(start.first, last), weekdays=start.weekdays)
        times = f"{self._time[0]} to {self._longer[0]}" if self._longer else str(self._time[0])
        text = f"within {times} {self._time[1]}s of {start.text}"
        return Window("days", start.first, last, text, firm, start.first, "within", start.weekdays)


class Past(Point):
    """`over the past two years`: up to the day of publication."""

    def __init__(self, time: Time) -> None:
        self._time = time

    def window(self, leaning: Leaning, year: int) -> Window:
        """From so long ago on."""
        leaning.looks_back()
        day = leaning.day()
        return days_between(moved(day, (-self._time[0], self._time[1])), day)


class RestOf(Point):
    """`later this year`, `earlier in 2025`: the days of a period from the day of publication on, or up to it."""

    def __init__(self, period: Point, sign: int) -> None:
        self._period = period
        self._sign = sign
        self.lacks_year = period.lacks_year

    def window(self, leaning: Leaning, year: int) -> Window:
        """What is left of the period; raises RefusedError where nothing is."""
        look(self._sign, leaning)
        period, day = self._period.window(leaning, year), leaning.day()
        first = max(period.first, day) if self._sign > 0 else period.first
        last = period.last if self._sign > 0 else min(period.last, day)
        if first > last:
            raise RefusedError(f"has no day {'after' if self._sign > 0 else 'before'} {day}", period.text)
        return period if (first, last) == (period.first, period.last) else days_between(first, last)
