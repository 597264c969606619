"""The log: updates up to a day in the order of publication, each event in it a statement with its origin."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from gti_cli.dataset.model import Dataset, Event, EventType, Update, update_ids
from gti_cli.dates.span import Span

Place = tuple[dt.date, int]
"""Where a statement stands in the log: the day on which it counts as made, and its position, counted from 0."""

SAYING_NOT_YET: tuple[EventType, ...] = ("promised", "not_yet", "partly")
"""The forms of events by which somebody says that a stage was not reached."""


class Statement(Struct, frozen=True):
    """One event as it was published: in which update, by which source, and from which day on it counts as made.

    That day, `date`, is the day of publication, but for a promise that is told in retrospect. `name` is the item's name
    as known at the end of the day of publication, empty for what nobody said in words: what follows from figures and
    counts. That has `given` days of its own, and as a *not yet* the day that it `speaks_of`. What is said of another
    amount of a goal than the one asked about may say nothing of this one, and then it does not bear on it.
    """

    at: Place
    event: Event
    type: EventType
    name: str
    date: dt.date
    published: dt.date
    update: str
    title: str
    source: str
    independent: bool
    given: Span | None = None
    speaks_of: dt.date | None = None
    bears: bool = True

    @property
    def days(self) -> Span:
        """The days that the event's `when` allows, cut off at the day of publication, after which none begins."""
        if self.given:
            return self.given
        when = self.event.when.span if self.event.when else Span()
        return Span(when.earliest, min(when.latest or self.published, self.published))

    @property
    def ahead_on(self) -> dt.date | None:
        """The day on which it plainly says that its stage had not been reached; None where it does not say so."""
        return (self.speaks_of or self.date) if self.bears and self.counts else None

    @property
    def counts(self) -> bool:
        """Whether it plainly says that its stage had not been reached, if only of another amount.

        A promise does so unless the dates that it names itself, its deadline and its floor, had passed when it was
        made: rule 5 of "When a stage was reached".
        """
        event = self.event
        if event.implied or self.type not in SAYING_NOT_YET:
            return False
        if self.type != "promised" or event.after:
            return True
        if event.target and (event.target.span.latest or self.date) >= self.date:
            return True
        floor = event.not_before.floor if event.not_before else None
        return floor is not None and floor.f1 >= self.date

    @property
    def takes_date_back(self) -> bool:
        """Whether it promises its stage and takes back the date that was given for it, as "postponed" does."""
        return self.event.target is not None and self.event.target.takes_back


class Entry(Struct, frozen=True):
    """An update with its id: its date, and `-2`, `-3` … for further updates of the same day, in file order.

    `at` is the position in the log behind its statements, where what follows from its figures and counts stands.
    """

    id: str
    update: Update
    statements: tuple[Statement, ...]
    at: int
    independent: bool

    def place(self, number: int) -> Place:
        """Where what follows from its figure, or its count after these, of that number stands."""
        return self.update.date, self.at + number

    def follows(
        self,
        at: Place,
        event: Event,
        *,
        given: Span | None = None,
        speaks_of: dt.date | None = None,
        independent: bool | None = None,
    ) -> Statement:
        """A statement at a place in the log that follows from the update.

        It is independent as the update is, unless it rests on what somebody else said.
        """
        update = self.update
        return Statement(
            at=at,
            event=event,
            type=event.type,
            name="",
            date=update.date,
            published=update.date,
            update=self.id,
            title=update.title,
            source=update.source,
            independent=self.independent if independent is None else independent,
            given=given,
            speaks_of=speaks_of,
        )


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
            statements = []
            for at, event in enumerate(update.events, start):
                made = min(event.stated.span.latest or day_, day_) if event.stated else day_
                name = names[event.item]
                statements.append(
                    Statement((made, at), event, event.type, name, made, day_, id_, title, source, is_independent)
                )
            start += len(statements)
            yield Entry(id_, update, tuple(statements), start, is_independent)
            start += len(update.figures) + len(update.counts)


def by_stage(statements: Iterable[Statement], stages: Iterable[str]) -> dict[str, list[Statement]]:
    """What is said of each stage, in the order of the log; stages in theirs."""
    said: dict[str, list[Statement]] = {stage: [] for stage in stages}
    for statement in statements:
        if (about := said.get(statement.event.stage or "")) is not None:
            about.append(statement)
    return said


def _date(numbered: tuple[str, Update]) -> dt.date:
    return numbered[1].date
