"""The log: updates up to a day in the order of publication, each event in it a statement with its origin."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from gti_cli.dataset.model import Dataset, Event, EventType, Update, update_ids
from gti_cli.dates.span import Span


class Statement(Struct, frozen=True):
    """One event as it was published: on which day, in which update, by which source.

    `at` is its position in the log, counted from 0; `name` is the item's name as known at the end of that day.
    """

    at: int
    event: Event
    type: EventType
    name: str
    date: dt.date
    update: str
    title: str
    source: str
    independent: bool

    @property
    def days(self) -> Span:
        """The days that the event's `when` allows, cut off at the day of publication, after which none begins."""
        when = self.event.when.span if self.event.when else Span()
        return Span(when.earliest, min(when.latest or self.date, self.date))

    @property
    def says_not_yet(self) -> bool:
        """Whether it plainly says that its stage had not been reached: rule 5 of "When a stage was reached"."""
        if self.event.implied:
            return False
        if target := self.event.target:
            return target.span.latest is None or target.span.latest >= self.date
        return self.type == "not_yet"

    @property
    def takes_date_back(self) -> bool:
        """Whether it promises its stage and takes back the date that was given for it, as "postponed" does."""
        return self.event.target is not None and self.event.target.takes_back


class Entry(Struct, frozen=True):
    """An update with its id: its date, and `-2`, `-3` … for further updates of the same day, in file order."""

    id: str
    update: Update
    statements: tuple[Statement, ...]


def read(dataset: Dataset, day: dt.date) -> Iterator[Entry]:
    """The updates published on or before `day`, oldest first; file order settles a shared day."""
    names = {item.id: item.name for item in dataset.items()}
    independent = {source.id: source.independent for source in dataset.sources}
    numbered = zip(update_ids(dataset.updates), dataset.updates, strict=True)
    start = 0
    published = sorted(((id_, update) for id_, update in numbered if update.date <= day), key=_date)
    for day_, group in groupby(published, key=_date):
        updates = list(group)
        for _, update in updates:
            for event in update.events:
                if event.set and event.set.name:
                    names[event.item] = event.set.name
        for id_, update in updates:
            title, source, is_independent = update.title, update.source, independent[update.source]
            said = [
                Statement(at, event, event.type, names[event.item], day_, id_, title, source, is_independent)
                for at, event in enumerate(update.events, start)
            ]
            start += len(said)
            yield Entry(id_, update, tuple(said))


def by_stage(statements: Iterable[Statement], stages: Iterable[str]) -> dict[str, list[Statement]]:
    """What is said of each stage, in the order of the log; stages in theirs."""
    said: dict[str, list[Statement]] = {stage: [] for stage in stages}
    for statement in statements:
        if (about := said.get(statement.event.stage or "")) is not None:
            about.append(statement)
    return said


def _date(numbered: tuple[str, Update]) -> dt.date:
    return numbered[1].date
