"""The same log of dated entries for gti and for the programs beside it, as long as is asked for.

An entry is an update with two events. The items, in the hundreds, go through their stages one after the other; each is
promised, promised anew, now and then said not to be reached yet, and reached at last. Every kind of date phrase has its
turn. The same number gives the same log.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from tests.make import PAGE, head, item, update

FIRST = date(2001, 1, 1)
DAYS = 7000
ITEMS = 600
STAGES = {
    "center": ("announced", "open"),
    "region": ("announced", "started", "completed"),
    "review": ("announced", "contracted", "completed"),
    "milestone": ("announced", "completed"),
}
KINDS = tuple(STAGES)

WHENS = (
    "{0:%Y-%m-%d}", "{0.day} {0:%B} {0.year}", "{0.day} {0:%b} {0.year}", "{0:%B} {0.day}, {0.year}",
    "{0:%Y-%m}", "{0:%B} {0.year}", "{0:%b} {0.year}", "{0.year}-Q{1}", "Q{1} {0.year}", "Q{1} of {0.year}",
    "{2} quarter of {0.year}", "{0.year}-H{3}", "H{3} {0.year}", "{4} half of {0.year}", "{0.year}",
    "early {0.year}", "start of {0.year}", "beginning of {0.year}", "early {0:%B} {0.year}", "by {0:%Y-%m-%d}",
    "since {0:%B} {0.year}", "{0:%Y-%m}/..", "../{0:%Y-%m}", "{0.year}/{0:%B} {0.year}",
)  # fmt: skip
TARGETS = (
    *(form for form in WHENS if "since" not in form and not form.endswith("/..")),
    "mid {0.year}", "late {0.year}", "mid-{0:%B} {0.year}", "late {0:%b} {0.year}", "end of {0.year}",
    "end of Q{1} {0.year}", "end of H{3} {0.year}", "end of {0:%B} {0.year}", "by {0:%B} {0.year}", "by Q{1} {0.year}",
    "by {0.year}", "by early {0.year}", "by the end of {0.year}", "before {0:%B} {0.year}", "undated",
)  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth")


class Event(NamedTuple):
    """One event: its item, what kind of statement it is, its stage and its date as said, empty where there is none."""

    item: str
    type: str
    stage: str
    said: str


class Entry(NamedTuple):
    """One update of the log."""

    day: date
    title: str
    events: tuple[Event, Event]


def entries(number: int) -> list[Entry]:
    """The log: so many entries, oldest first."""
    items = min(ITEMS, max(len(KINDS), number // 4))
    rounds = -(-2 * number // items)
    made = []
    for at in range(number):
        day = FIRST + timedelta(days=at * DAYS // number)
        first, second = (_event(day, turn, items, rounds) for turn in (2 * at, 2 * at + 1))
        made.append(
            Entry(day, f"Report {at + 1}: {first.item} {first.stage}, {second.item} {second.stage}", (first, second))
        )
    return made


def _event(day: date, turn: int, items: int, rounds: int) -> Event:
    round_, number = divmod(turn, items)
    kind = KINDS[number % len(KINDS)]
    stages = STAGES[kind]
    at = round_ * len(stages) // rounds
    item, stage = f"{kind}-{number + 1}", stages[at]
    if round_ + 1 == rounds or (round_ + 1) * len(stages) // rounds > at:
        return Event(item, "reached", stage, phrase(WHENS[(turn + round_) % len(WHENS)], day - timedelta(days=1)))
    if (round_ + number) % 8 == 7:
        return Event(item, "not_yet", stage, "")
    target = day + timedelta(days=200 + turn * 37 % 500)
    return Event(item, "promised", stage, phrase(TARGETS[(turn + round_) % len(TARGETS)], target))


def phrase(form: str, day: date) -> str:
    """A form of a phrase, filled in for a day."""
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    return form.format(day, quarter, ORDINALS[quarter - 1], half, ORDINALS[half - 1])


def dataset(log: list[Entry]) -> str:
    """The log as a dataset of gti."""
    names = sorted({event.item for entry in log for event in entry.events})
    items = "".join(item(f"{name.rsplit('-', 1)[0]}s", name) for name in names)
    begin = head(PAGE, id="log", name="A log", organization="Example Systems")
    return begin + items + "".join(map(_update, log))


def _update(entry: Entry) -> str:
    return update(*map(_keys, entry.events), day=entry.day, title=entry.title)


def _keys(event: Event) -> str:
    date_ = {"reached": f'when = "{event.said}"', "promised": f'target = "{event.said}"', "not_yet": "not_yet = true"}
    return f'item = "{event.item}", stage = "{event.stage}", {date_[event.type]}'


def journal(log: list[Entry]) -> str:
    """The log as a journal of hledger and ledger: a transaction an entry, a posting an event."""

    def posting(event: Event) -> str:
        return f"    ({event.item}:{event.stage})  1  ; {event.type}: {event.said}\n"

    return "".join(f"{entry.day} {entry.title}\n{''.join(map(posting, entry.events))}\n" for entry in log)


def beans(log: list[Entry]) -> str:
    """The log as a file of beancount: a transaction an entry, a posting an event, so that they balance."""
    lines = sorted({f"{FIRST} open {_account(event)}\n" for entry in log for event in entry.events})
    for entry in log:
        lines.append(f'{entry.day} * "{entry.title}"\n')
        for event, amount in zip(entry.events, (1, -1), strict=True):
            lines.append(f'  {_account(event)}  {amount} EVENT\n    {event.type.replace("_", "")}: "{event.said}"\n')
        lines.append("\n")
    return "".join(lines)


def _account(event: Event) -> str:
    return f"Assets:{event.item.capitalize()}:{event.stage.capitalize()}"


def diary(log: list[Entry]) -> str:
    """The log as a journal of jrnl: an entry each, tagged with its items."""
    return "".join(
        f"[{entry.day} 09:00] {entry.title}.\n"
        + "".join(f"@{event.item} {event.stage}, {event.type} {event.said}\n" for event in entry.events)
        + "\n"
        for entry in log
    )


def frames(log: list[Entry]) -> str:
    """The log as the frames of Watson: one each, tagged with what its events say."""
    return json.dumps(list(_frames(log)))


def _frames(log: list[Entry]) -> Iterator[list[object]]:
    for at, entry in enumerate(log):
        start = int(datetime.combine(entry.day, datetime.min.time(), UTC).timestamp()) + 60 * (at % 1000)
        tags = [f"{event.item} {event.stage} {event.type} {event.said}" for event in entry.events]
        yield [start, start + 60, entry.title, f"{at:032x}", tags, start + 60]
