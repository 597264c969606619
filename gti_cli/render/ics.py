"""A calendar: iCalendar (RFC 5545), an all-day event for each entry.

The same answer gives the same bytes: an event is stamped with the day asked about, and not with the time of writing.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from gti_cli.characters import one_line
from gti_cli.render.safe import uri
from gti_cli.views.calendar import Entry

LONGEST_LINE = 75
"""So many octets a line may have, without its end; more of it stands on the next one, after a space."""

LINE_BREAK = "\\n"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def parts(name: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The calendar of that name, an entry at a time."""
    yield _joined(_head(name))
    yield from (_joined(_event(entry)) for entry in entries)
    yield _joined(["END:VCALENDAR"])


def _joined(lines: Iterable[str]) -> bytes:
    return b"".join(map(_folded, lines))


def _head(name: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gti//gti promises//EN", "CALSCALE:GREGORIAN")
    yield from (f"{key}:{_escaped(name)}" for key in ("NAME", "X-WR-CALNAME"))


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(entry.id)}"
    yield f"DTSTAMP:{_day(entry.as_of)}T000000Z"
    yield f"SEQUENCE:{entry.revision}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    yield f"DESCRIPTION:{LINE_BREAK.join(map(_escaped, entry.lines))}"
    if entry.url:
        yield f"URL:{uri(entry.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return one_line(text).translate(ESCAPED)


def _folded(line: str) -> bytes:
    """A line in as many as it needs, none of which ends within a character."""
    octets, start = line.encode(), 0
    parts = []
    while len(octets) - start > LONGEST_LINE - bool(start):
        end = start + LONGEST_LINE - bool(start)
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"
