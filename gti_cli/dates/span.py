"""A span of days that may be open at either end: what is known of the day on which something happened.

Bounds are inclusive; None is an end that nobody stated.
"""

from datetime import date

from msgspec import Struct


class Span(Struct, frozen=True):
    """The days from `earliest` to `latest`, both included; None leaves that end open."""

    earliest: date | None = None
    latest: date | None = None

    def __and__(self, other: "Span") -> "Span | None":
        """The days that both spans allow, or None where there is no such day."""
        earliest = max((day for day in (self.earliest, other.earliest) if day is not None), default=None)
        latest = min((day for day in (self.latest, other.latest) if day is not None), default=None)
        if earliest is not None and latest is not None and earliest > latest:
            return None
        return Span(earliest, latest)

    def is_by(self, day: date) -> bool:
        """Whether every day of the span is on or before `day`; False also means "not certain"."""
        return self.latest is not None and self.latest <= day

    def is_after(self, day: date) -> bool:
        """Whether every day of the span is after `day`; False also means "not certain"."""
        return self.earliest is not None and self.earliest > day

    def is_before(self, day: date) -> bool:
        """Whether every day of the span is before `day`; False also means "not certain"."""
        return self.latest is not None and self.latest < day

    def is_from(self, day: date) -> bool:
        """Whether every day of the span is on or after `day`; False also means "not certain"."""
        return self.earliest is not None and self.earliest >= day

    @property
    def is_one_day(self) -> bool:
        """Whether the day is known exactly."""
        return self.earliest is not None and self.earliest == self.latest

    def __str__(self) -> str:
        """The span as people read it: "13 Nov 2018", "Jun 2019", "Q2 2019", "2019", "by …", or two days."""
        first, last = self.earliest, self.latest
        if first is None:
            return f"by {day_text(last)}" if last else "unknown"
        if last is None:
            return f"since {day_text(first)}"
        if first == last:
            return day_text(first)
        if whole := _whole_period(first, last):
            return whole
        return f"{day_text(first).removesuffix(f' {last.year}')} – {day_text(last)}"


def day_text(day: date) -> str:
    """A day as people read it, in English whatever the locale: "13 Nov 2018"."""
    return f"{day.day} {MONTHS[day.month - 1][:3].capitalize()} {day.year}"


def month_end(year: int, month: int, at_most: int = 31) -> date:
    """The last day of a month, or the one of that number where it has that."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, min(at_most, 29 if month == 2 and is_leap else MONTH_DAYS[month - 1]))


MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _whole_period(first: date, last: date) -> str | None:
    if first.day != 1 or first.year != last.year or last != month_end(last.year, last.month):
        return None
    months = last.month - first.month + 1
    if months == 1:
        return f"{MONTHS[first.month - 1][:3].capitalize()} {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"Q{last.month // 3} {first.year}"
    if months == 12:
        return str(first.year)
    return None


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
