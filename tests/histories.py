"""What truly happened, what a log says about it, and every history that a log allows: the oracle of test_truth.

A history has the day on which each stage of an item was truly reached. A log is what was published about it. The rules
(format.md, "What is derived") stand here a second time, in the plainest form there is: every day is tried. All days are
inclusive; None is a day that never came, or an end that is unknown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

import tomli

from tests import make
from tests.conftest import known

DAY = timedelta(days=1)
NEVER = date.max
TABLES = {"center": "centers", "region": "regions", "review": "reviews", "milestone": "milestones"}


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A date phrase and its days, by the table in dates.md."""

    text: str | date
    earliest: date | None
    latest: date | None
    firm: date | None

    def has(self, day: date) -> bool:
        """Whether the phrase may mean that day."""
        return (self.earliest or date.min) <= day <= (self.latest or date.max)


@dataclass(frozen=True, kw_only=True)
class Window(Phrase):
    """A phrase with a first and a last day; `unit` where it is a day, month, quarter, half or year."""

    text: str
    earliest: date
    latest: date
    firm: date
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Thing:
    """An item and its true history: the day of each stage, NEVER for those that are not reached from here on."""

    id: str
    kind: str
    stages: tuple[str, ...]
    days: tuple[date, ...]
    given_up: date | None = None

    def day(self, stage: str) -> date:
        """The true day of a stage."""
        return self.days[self.stages.index(stage)]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One statement of the log; `phrase` is its `when` or its `target`, and `false_until` the day it is taken back.

    A promise without a phrase has the words of `no_date` in its place.
    """

    item: str
    stage: str
    type: str
    published: date
    phrase: Phrase | None = None
    no_date: str = "undated"
    anew: bool = False
    implied: bool = False
    corrects: bool = False
    false_until: date | None = None

    def table(self, note: str) -> dict[str, Any]:
        """The event as the file has it."""
        table: dict[str, Any] = {"item": self.item, "stage": self.stage, "note": note}
        if self.type == "promised":
            table["target"] = self.phrase.text if self.phrase else self.no_date
        elif self.phrase:
            table["when"] = self.phrase.text
        flags = {
            "not_yet": self.type == "not_yet",
            "anew": self.anew,
            "implied": self.implied,
            "corrects": self.corrects,
        }
        return table | {key: True for key, is_set in flags.items() if is_set}


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened, and the log of what was said about it, in the order of publication."""

    lives: dict[str, tuple[str, ...]]
    things: tuple[Thing, ...]
    log: tuple[Event, ...]
    one_update_a_day: bool = False

    def thing(self, item: str) -> Thing:
        """The item of that id."""
        return next(thing for thing in self.things if thing.id == item)

    def statement(self, note: str) -> Event:
        """The event that carries a note."""
        return self.log[int(note)]

    def is_true(self, item: str, day: date) -> bool:
        """Whether nothing false was said of an item by that day that is not taken back by then."""
        false = [(event.published, event.false_until) for event in self.log if event.item == item]
        return not any(until and published <= day < until for published, until in false)

    def has_lies(self, item: str) -> bool:
        """Whether anything false was ever said of an item."""
        return any(event.item == item and event.false_until for event in self.log)

    def tables(self) -> dict[str, Any]:
        """The dataset; each event's place in the log is its note."""
        tables = tomli.loads(make.HEAD)
        tables["stages"] = {TABLES[kind]: list(stages) for kind, stages in self.lives.items()}
        for thing in self.things:
            tables.setdefault(TABLES[thing.kind], []).append(
                {"id": thing.id, "phase": "work", "name": thing.id.title()}
            )
        together = groupby(
            enumerate(self.log), key=lambda entry: entry[1].published if self.one_update_a_day else entry[0]
        )
        tables["updates"] = [update([(str(place), event) for place, event in group]) for _, group in together]
        return tables


def update(events: Sequence[tuple[str, Event]]) -> dict[str, Any]:
    """One update of the file, with events and their notes."""
    tables = [event.table(note) for note, event in events]
    return {"date": events[0][1].published, "title": "News", "source": "page", "events": tables}


class Histories:
    """All that the statements about one item leave possible, found by trying every day for every stage.

    The first day tried is before every day that the log mentions, so it stands for all days before these too.
    """

    def __init__(self, log: Sequence[Event], stages: tuple[str, ...]) -> None:
        self.log = log
        self.stages = stages
        self.first = min(mentioned_days(log)) - DAY
        self.tried = [self.first + n * DAY for n in range((log[-1].published - self.first).days + 1)] + [NEVER]

    @cached_property
    def allowed(self) -> list[tuple[date, ...]]:
        """All histories that agree with the whole log."""
        statements = [*self.reports(), *self.not_yets()]
        histories: list[tuple[date, ...]] = [()]
        for stage in self.stages:
            said = [event for event in statements if event.stage == stage]
            days = [day for day in self.tried if all(agrees(event, day) for event in said)]
            histories = [(*h, day) for h in histories for day in days if not h or h[-1] <= day]
        return histories

    def reports(self) -> list[Event]:
        """The reached events that stand: nothing after them takes them back, nor does a plain report refute them."""
        standing = [event for event in self.log if event.type == "reached" and not self.denials(event)]
        plain = [event for event in standing if not event.implied]
        return [event for event in standing if not (event.implied and any(self.refutes(p, event) for p in plain))]

    def denials(self, report: Event) -> list[Event]:
        """What stands after a report in the log and takes it back."""
        after = next(place for place, event in enumerate(self.log) if event is report) + 1
        return [
            event
            for event in self.log[after:]
            if self.stages.index(event.stage) <= self.stages.index(report.stage) and takes_back(event, report)
        ]

    def refutes(self, plain: Event, implied: Event) -> bool:
        """Whether a plain report has no day in common with an implied one of its stage."""
        return plain.stage == implied.stage and not any(agrees(plain, d) and agrees(implied, d) for d in self.tried)

    def is_disputed(self, stage: str) -> bool:
        """Whether a plain report of a stage, or a later one, was taken back, and none stands."""
        place = self.stages.index(stage)
        denials = [
            denial
            for report in self.log
            if report.type == "reached" and not report.implied and self.stages.index(report.stage) >= place
            for denial in self.denials(report)
        ]
        return self.reported(stage) is None and any(self.stages.index(denial.stage) <= place for denial in denials)

    def reported(self, stage: str) -> date | None:
        """The first day on which a stage, or a later one, was reported."""
        from_here = self.stages[self.stages.index(stage) :]
        return min((event.published for event in self.reports() if event.stage in from_here), default=None)

    def precedes_report(self, event: Event) -> bool:
        """Whether an event was published before its stage was reported."""
        reported = self.reported(event.stage)
        return reported is None or event.published < reported

    def promise(self, stage: str) -> list[Event]:
        """The statements of the promise of a stage."""
        return [e for e in self.log if e.type == "promised" and e.stage == stage and self.precedes_report(e)]

    def not_yets(self) -> list[Event]:
        """The statements that say that their stage had not been reached yet."""
        said = [event for event in self.log if says_not_yet(event)]
        return [event for event in said if self.precedes_report(event)]

    def days(self, stage: str) -> set[date]:
        """The days that a stage has in any allowed history."""
        return {history[self.stages.index(stage)] for history in self.allowed}

    def span(self, stage: str) -> tuple[date | None, date] | None:
        """The first and last of these days, of a stage that was reported."""
        if self.reported(stage) is None:
            return None
        days = self.days(stage)
        return None if min(days) == self.first else min(days), max(days)

    def is_implied(self, stage: str) -> bool:
        """Whether no plain report of the stage itself gives its latest day."""
        plain = [event for event in self.reports() if event.stage == stage and not event.implied]
        return max(self.days(stage)) not in [latest_reported(event) for event in plain]

    def is_missed(self, stage: str, target: Phrase | None) -> bool:
        """Whether no history has the stage in time."""
        return target is not None and all(day > known(target.latest) for day in self.days(stage))

    def days_late(self, stage: str, target: Phrase | None) -> dict[str, int | None] | None:
        """The least and most days late of any allowed history; the least is unknown with the first day."""
        if target is None or self.reported(stage) is None:
            return None
        days = self.days(stage)
        least = None if self.first in days else min(days_late(day, target, known(target.latest)) for day in days)
        return {"min": least, "max": max(days_late(day, target, known(target.firm)) for day in days)}


def agrees(event: Event, day: date) -> bool:
    """Whether a report, or a statement that a stage was not reached yet, is true of a stage reached on a day."""
    if event.type == "reached":
        return day <= event.published and (event.phrase is None or event.phrase.has(day))
    return day >= event.published


def takes_back(later: Event, report: Event) -> bool:
    """Whether an event takes back a report before it in the log, of its stage or a later one."""
    if later.type == "promised" and not later.implied:
        return report.implied or (says_not_yet(later) and later.published > report.published)
    return later.type == "not_yet"


def says_not_yet(event: Event) -> bool:
    """Whether an event plainly says that its stage had not been reached."""
    return event.type == "not_yet" or (event.type == "promised" and not event.implied and not is_overdue(event))


def is_overdue(event: Event) -> bool:
    """Whether a promise was made after its own deadline."""
    return event.phrase is not None and known(event.phrase.latest) < event.published


def latest_reported(event: Event) -> date:
    """The last day that a report leaves possible."""
    return min(event.published, (event.phrase and event.phrase.latest) or event.published)


def mentioned_days(log: Iterable[Event]) -> Iterator[date]:
    """Every day that the events of a log speak of."""
    for event in log:
        yield event.published
        yield from (day for day in window(event.phrase) or () if day is not None)


def days_late(day: date, target: Phrase, deadline: date) -> int:
    """Days late of a day, by one of the target's deadlines; negative before the target's window."""
    if day > deadline:
        return (day - deadline).days
    if target.earliest is not None and day < target.earliest:
        return (day - target.earliest).days
    return 0


def window(target: Phrase | None) -> tuple[date | None, date | None, date | None] | None:
    """The days of a phrase in the log."""
    return None if target is None else (target.earliest, target.latest, target.firm)
