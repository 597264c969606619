"""The days of date phrases for the oracle, which reads the plainest only: days, months, intervals, `by` and `until`.

A day is `2020-02-01`, a month `2020-02`. The few vague wordings are listed with their days.
"""

from calendar import monthrange
from datetime import date, timedelta

from tests.oracle import Floor, Target, Window

VAGUE = {
    "early March 2020": (date(2020, 3, 1), date(2020, 3, 15), date(2020, 3, 10)),
    "mid March 2020": (date(2020, 3, 10), date(2020, 3, 20), date(2020, 3, 15)),
}
"""Wordings that are vague about their end: earliest, latest and firm day."""

TAKE_BACK = ("postponed", "TBA")
NAME_NONE = ("undated", "soon")
ONE_DAY = timedelta(days=1)


def period(written: str | date) -> tuple[date, date]:
    """The first and the last day of a day or a month."""
    if isinstance(written, date):
        return written, written
    if written.count("-") == 2:
        day = date.fromisoformat(written)
        return day, day
    year, month = map(int, written.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def window(written: str | date) -> Window:
    """The days of a `when` or of `stated`."""
    if isinstance(written, str) and written in VAGUE:
        return Window(earliest=VAGUE[written][0], latest=VAGUE[written][1])
    if isinstance(written, str) and written.startswith("by "):
        return Window(latest=period(written.removeprefix("by "))[1])
    first, last = written.split("/") if isinstance(written, str) and "/" in written else (written, written)
    return Window(earliest=period(first)[0], latest=period(last)[1])


def target(written: str | date) -> Target | None:
    """The days of a target; None where it has no date."""
    if written in (*TAKE_BACK, *NAME_NONE):
        return None
    days = window(written)
    assert days.latest
    firm = VAGUE[written][2] if isinstance(written, str) and written in VAGUE else days.latest
    return Target(earliest=days.earliest, latest=days.latest, firm=firm)


def floor(written: str | date) -> Floor:
    """The days of a floor.

    "`until X`: first day of X; where X is a day: the day after its last", and by the strict reading the day after the
    last of X. Of `mid X` the strict day is "its earliest plus half its days, rounded down"; of X else it is the first.
    """
    if isinstance(written, str) and written.startswith("until "):
        first, last = period(written.removeprefix("until "))
        return Floor(last + ONE_DAY if first == last else first, last + ONE_DAY)
    days = window(written)
    assert days.earliest
    assert days.latest
    if isinstance(written, str) and written.startswith("mid "):
        half = ((days.latest - days.earliest).days + 1) // 2
        return Floor(days.earliest, days.earliest + timedelta(days=half))
    return Floor(days.earliest, days.earliest)


def value_days(written: str | date) -> tuple[date, date]:
    """The days of which a figure may be: "the last day of its `when`"; if that is "vague about its end", some day."""
    days = window(written)
    assert days.earliest
    assert days.latest
    is_vague = isinstance(written, str) and (written in VAGUE or "/" in written)
    return (days.earliest if is_vague else days.latest), days.latest
