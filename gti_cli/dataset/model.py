"""The records of a dataset in format 1: what the file says, and nothing that follows from it.

Names, keys and defaults are those of the format's contract. A field that is None was not written. The text below a
field is what its key means, which editors show, too (`schema`). The description in a type says what a value must be;
messages about wrong values quote it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta, defstruct

from gti_cli.dataset.table import Class, Table, table
from gti_cli.dates import conventions
from gti_cli.dates.phrase import Phrase

Id = Annotated[
    str,
    Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", description="lower-case words and numbers joined by hyphens"),
]
Label = Annotated[str, Meta(pattern=r"\S", description="a word or more")]
Url = Annotated[
    str, Meta(pattern=r"\A[Hh][Tt][Tt][Pp][Ss]?://\S+\Z", description="an address that begins with http:// or https://")
]
FewWords = Annotated[str, Meta(pattern=r"\S", max_length=40, description="a text of 40 characters at most")]
Words = Annotated[str, Meta(pattern=r"\S", max_length=80, description="a text of 80 characters at most")]
Quote = Annotated[str, Meta(pattern=r"\S", max_length=500, description="a text of 500 characters at most")]
Owners = Annotated[tuple[Label, ...], Meta(min_length=1, description="one name or more")]
Ids = Annotated[tuple[Id, ...], Meta(min_length=1, description="one id or more")]
ItemStage = Annotated[
    str,
    Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*\Z", description="an item's id, a dot, and a stage"),
]
TimeGiven = Annotated[
    str,
    Meta(pattern=r"\A[0-9]{1,4} (day|week|month|year)s?\Z", description="a number of days, weeks, months or years"),
]
StageNames = Annotated[tuple[Id, ...], Meta(min_length=1, description="one stage or more")]

Month = Literal[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
Kind = Literal["center", "region", "review", "milestone", "goal"]
EventType = Literal["reached", "promised", "not_yet", "partly", "withdrawn", "note"]

WITHDRAWN = "withdrawn"
FIXED = ("count", "metric")
"""What a goal is an amount of; no event sets it anew."""
KINDS: tuple[Kind, ...] = get_args(Kind)


def table_of(kind: Kind) -> str:
    """The key of a kind's items in the file, and of its stages: the plural of the kind."""
    return f"{kind}s"


ITEM_TABLES = tuple(table_of(kind) for kind in KINDS)


@table
class Initiative(Table, frozen=True, kw_only=True):
    """What the dataset is about; `complete_through` is the last day up to which the log is complete."""

    id: Id
    """The initiative's id, unique over the whole file."""
    name: Label
    """The initiative's name."""
    organization: Label
    """Who runs the initiative."""
    announced: Phrase | None = None
    """When the initiative was announced."""
    summary: str | None = None
    """A sentence about the initiative."""
    url: Url | None = None
    """The initiative's address."""
    keeper: str | None = None
    """Who keeps this log and judges."""
    complete_through: dt.date | None = None
    """The log holds all that was published up to this day, and answers are given as of it. Left out of a log that is
    kept up to date."""


@table
class FiscalYear(Table, frozen=True, kw_only=True):
    """How fiscal years are named in this file."""

    begins: Month
    """The month in which a fiscal year begins."""
    named_by: Literal["start", "end"]
    """Whether it is named after the calendar year in which it starts, or after the one in which it ends."""


@table
class Conventions(Table, frozen=True, kw_only=True):
    """How this file reads words for dates that several readings fit."""

    fiscal_year: FiscalYear | None = None
    """How fiscal years are named, as in "FY2025"."""
    hemisphere: Literal["north", "south"] | None = None
    """Which months a season has."""
    order: Literal["day-first", "month-first"] | None = None
    """How a day in numbers is read, as in "11/12/2019"."""
    by: Literal["end"] | None = None
    """Whether "by 2020" means by its end. Left out, both readings are kept."""
    phrases: dict[str, str] | None = None
    """The file's own words for dates, each with the phrase that it stands for."""

    @property
    def known(self) -> conventions.Conventions:
        """The conventions as phrases are read by them."""
        year = self.fiscal_year
        return conventions.Conventions(
            fiscal_year=conventions.FiscalYear(year.begins, year.named_by) if year else None,
            hemisphere=self.hemisphere,
            order=self.order,
            by=self.by,
            phrases=tuple((self.phrases or {}).items()),
        )


@table
class Stages(Table, frozen=True, kw_only=True):
    """The stages of each kind of item, in the order of its life; the last one is done."""

    centers: StageNames = ("announced", "open")
    """The stages of a center, in order; the last one is done."""
    regions: StageNames = ("announced", "started", "completed")
    """The stages of a region, in order; the last one is done."""
    reviews: StageNames = ("announced", "contracted", "completed")
    """The stages of a review, in order; the last one is done."""
    milestones: StageNames = ("announced", "completed")
    """The stages of a milestone, in order; the last one is done."""
    goals: StageNames = ("announced", "reached")
    """The stages of a goal, in order; the last one follows from the figures or counts of the file."""

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The stages of one kind."""
        stages: tuple[str, ...] = getattr(self, table_of(kind))
        return stages


@table
class Source(Table, frozen=True, kw_only=True):
    """Where statements come from."""

    id: Id
    """The source's id, unique over the whole file; updates name it."""
    title: Label
    """The source's title."""
    publisher: Label
    """Who publishes it."""
    url: Url | None = None
    """The source's address."""
    independent: bool = False
    """true: not published by the organization itself."""


@table
class Phase(Table, frozen=True, kw_only=True):
    """A strand of work."""

    id: Id
    """The phase's id, unique over the whole file; items and metrics name it."""
    name: Label
    """The phase's name."""
    summary: str | None = None
    """A sentence about the phase."""


@table
class Item(Table, frozen=True, kw_only=True):
    """A thing that goes through the stages of its kind."""

    kind: ClassVar[Kind]

    id: Id
    """The item's id, unique over the whole file; events name it."""
    phase: str
    """The id of the phase that the item belongs to."""
    name: Label
    """The item's name, as it was known from the start."""
    aliases: tuple[Id, ...] = ()
    """Other ids by which commands find the item; unique over the whole file."""
    summary: str | None = None
    """A sentence about the item."""
    owners: Owners | None = None
    """Who is responsible for the item."""
    stages: StageNames | None = None
    """The item's own stages, in order, instead of those of its kind."""

    @classmethod
    def own_keys(cls) -> tuple[str, ...]:
        """The keys that items of this kind have beyond those of every item."""
        return tuple(key for key in cls.__struct_fields__ if key not in Item.__struct_fields__)

    @classmethod
    def settable_keys(cls) -> tuple[str, ...]:
        """The own keys that an event can `set`."""
        return tuple(key for key in cls.own_keys() if key not in FIXED)


@table
class Center(Item, frozen=True, kw_only=True):
    """A place that visitors come to."""

    kind: ClassVar[Kind] = "center"

    city: str | None = None
    """The city that the center is in."""
    country: str | None = None
    """The country that the center is in."""
    host: str | None = None
    """Who houses or partners the center."""


@table
class Region(Item, frozen=True, kw_only=True):
    """Users whose data is moved together."""

    kind: ClassVar[Kind] = "region"

    countries: tuple[str, ...] | None = None
    """The countries in the region."""
    destination: str | None = None
    """Where the region's data goes."""


@table
class Review(Item, frozen=True, kw_only=True):
    """An audit, a certification, a legal assessment."""

    kind: ClassVar[Kind] = "review"

    standard: str | None = None
    """The standard that the review applies."""
    reviewer: str | None = None
    """Who reviews."""
    scope: str | None = None
    """What is reviewed."""


@table
class Milestone(Item, frozen=True, kw_only=True):
    """Anything else that can be announced and completed."""

    kind: ClassVar[Kind] = "milestone"


@table
class Counted(Table, frozen=True, kw_only=True):
    """What a goal counts: the items of a kind that have ever reached a stage."""

    kind: Kind
    """The kind of item that is counted."""
    stage: str
    """The stage that they are to reach."""


@table
class Goal(Item, frozen=True, kw_only=True):
    """An amount to be reached, of a count or of a metric; one of the two, and one bound."""

    kind: ClassVar[Kind] = "goal"

    count: Counted | None = None
    """How many items of a kind have reached a stage."""
    metric: str | None = None
    """The id of the metric whose figures are meant."""
    at_least: int | float | None = None
    """The amount that is to be reached or exceeded."""
    at_most: int | float | None = None
    """The amount that is not to be exceeded."""


KIND_RECORDS: tuple[type[Item], ...] = (Center, Region, Review, Milestone, Goal)


def record_of(kind: Kind) -> type[Item]:
    """The record of a kind of item."""
    return KIND_RECORDS[KINDS.index(kind)]


@table
class Metric(Table, frozen=True, kw_only=True):
    """A number that updates report now and then; a cumulative one may only grow."""

    id: Id
    """The metric's id, unique over the whole file; figures name it."""
    phase: str
    """The id of the phase that the metric belongs to."""
    name: Label
    """The metric's name."""
    unit: str | None = None
    """What the number counts."""
    since: Phrase | None = None
    """Where the count starts."""
    cumulative: bool = False
    """true: the number may only grow."""


def with_own_keys(cls: type[Class], records: Iterable[type[Item]] = KIND_RECORDS) -> type[Class]:
    """A table to which the own keys of every kind of item are added that can be set, none of them required."""
    own = {
        field.name: field.type for record in records for field in fields(record) if field.name in record.settable_keys()
    }
    added = [(key, hint, None) for key, hint in own.items()]
    about = {"__doc__": cls.__doc__, "__module__": cls.__module__}
    return table(defstruct(cls.__name__, added, bases=(cls,), namespace=about, kw_only=True))  # type: ignore[arg-type]


@with_own_keys
@table
class Changes(Table, frozen=True, kw_only=True):
    """What an event sets anew of its item; a field left out stays as it is."""

    name: Label | None = None
    """The item's new name."""
    summary: str | None = None
    """A new sentence about the item."""
    owners: Owners | None = None
    """Who is responsible for the item from now on."""
    phase: Id | None = None
    """The id of the phase that the item belongs to from now on."""

    def written(self) -> dict[str, str | int | float | tuple[str, ...]]:
        """The fields that are set anew, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@table
class Event(Table, frozen=True, kw_only=True):
    """One thing that an update says about one item."""

    item: str
    """The id of the item that it is about; an alias is refused here."""
    stage: str | None = None
    """The stage that is reached, promised or not yet reached: one of its kind's, or withdrawn."""
    when: Phrase | None = None
    """When it happened; without it, on or before the day of publication."""
    target: Phrase | None = None
    """By when the stage is promised, or undated. It makes the event a promise."""
    after: ItemStage | None = None
    """The stage of another item after which this one is promised: its id, a dot, the stage."""
    within: TimeGiven | None = None
    """How long after that the stage is due: a number of days, weeks, months or years."""
    not_before: Phrase | None = None
    """A floor: the stage is promised not to come before this date."""
    not_yet: bool = False
    """true: the stage had not been reached on the day of publication."""
    part: Words | None = None
    """Which part of the stage is reached, in a few words; the stage itself is not."""
    replaced_by: Ids | None = None
    """The ids of the items that take the place of one that is withdrawn."""
    set: Changes | None = None
    """Fields of the item that have a new value from the day of publication on."""
    note: str | None = None
    """A remark."""
    said: Words | None = None
    """The source's own few words for the date, shown beside what was made of them."""
    quote: Quote | None = None
    """The source's own words that carry the event."""
    url: Url | None = None
    """The address of this statement, where it is not the update's."""
    archived: Url | None = None
    """Where a copy of this statement is kept, where it is not the update's."""
    implied: bool = False
    """true: the source implies it without saying it."""
    corrects: bool = False
    """true: what was reported about this stage before is taken back, and this stands instead."""
    anew: bool = False
    """true: a new promise of the stage, not the next date of the one before."""
    by: Label | None = None
    """Who promises, where it is not the organization."""
    hedge: Words | None = None
    """The words that weaken the promise."""
    stated: Phrase | None = None
    """When it was promised, where an update tells that in retrospect."""
    assessed: FewWords | None = None
    """What somebody else judged of the stage, in their words."""

    @property
    def type(self) -> EventType:
        """The form of the event, one of six, by the keys that are written."""
        if self.stage is None:
            return "note"
        if self.stage == WITHDRAWN:
            return "withdrawn"
        if self.not_yet:
            return "not_yet"
        if self.target or self.not_before or self.after:
            return "promised"
        if self.part is not None:
            return "partly"
        return "note" if self.is_assessment else "reached"

    @property
    def is_assessment(self) -> bool:
        """Whether it only says what somebody judged of the stage, and reports nothing."""
        return self.assessed is not None and self.when is None and not (self.implied or self.corrects)


@table
class Figure(Table, frozen=True, kw_only=True):
    """The value of a metric in an update; `at_least` where the source says "more than"."""

    metric: str
    """The id of the metric."""
    value: int | float
    """Its value."""
    at_least: bool = False
    """true: the source says "more than"."""
    at_most: bool = False
    """true: the source says "less than"."""
    when: Phrase | None = None
    """The day or period that the value is of; without it, the day of publication."""
    since: Phrase | None = None
    """Where this count starts, where the metric does not say it."""


@table
class Count(Table, frozen=True, kw_only=True):
    """How many items of a kind a source says have reached a stage."""

    kind: Kind
    """The kind of item that is counted."""
    stage: str
    """The stage that they have reached, or gone beyond; not withdrawn."""
    value: int
    """How many the source says there are."""


@table
class Update(Table, frozen=True, kw_only=True):
    """What was published on one day in one place."""

    date: dt.date
    """The day of publication."""
    title: Label
    """What was published, in a few words."""
    source: str
    """The id of the source in which it was published."""
    summary: str | None = None
    """A sentence about it."""
    url: Url | None = None
    """This statement's own address."""
    archived: Url | None = None
    """Where a copy of it is kept."""
    quote: Quote | None = None
    """The source's own words."""
    edits: str | None = None
    """The id of an earlier update that this one rewrites, as a page is changed in place."""
    events: tuple[Event, ...] = ()
    """What the update says about items, one thing each."""
    figures: tuple[Figure, ...] = ()
    """The numbers that the update reports."""
    counts: tuple[Count, ...] = ()
    """How many items the update says have reached a stage; held against what follows from the log."""


def update_ids(updates: Iterable[Update]) -> list[str]:
    """The ids of updates in file order: the date, with -2, -3 … for further updates of the same day."""
    counts: dict[dt.date, int] = {}
    ids = []
    for update in updates:
        number = counts[update.date] = counts.get(update.date, 0) + 1
        day = update.date.isoformat()
        ids.append(day if number == 1 else f"{day}-{number}")
    return ids


@table
class Dataset(Table, frozen=True, kw_only=True):
    """A whole file; every table in file order."""

    format: Literal[1]
    """The format of the file: 1. It stands before the first table."""
    initiative: Initiative
    """What the file is about."""
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, description="one source or more")]
    """Where statements come from."""
    phases: Annotated[tuple[Phase, ...], Meta(min_length=1, description="one phase or more")]
    """The strands of work."""
    conventions: Conventions = Conventions()
    """How this file reads words for dates that several readings fit."""
    stages: Stages = Stages()
    """The stages of each kind of item, in order. A kind that is left out keeps its default."""
    centers: tuple[Center, ...] = ()
    """Items: places that people visit."""
    regions: tuple[Region, ...] = ()
    """Items: users whose data is moved together."""
    reviews: tuple[Review, ...] = ()
    """Items: audits, certifications, legal assessments."""
    milestones: tuple[Milestone, ...] = ()
    """Items: anything else that can be announced and completed."""
    goals: tuple[Goal, ...] = ()
    """Items: amounts to be reached."""
    metrics: tuple[Metric, ...] = ()
    """Numbers that updates report now and then."""
    updates: tuple[Update, ...] = ()
    """What was published, and when; oldest first. A new statement is a new update."""

    def items(self) -> Iterator[Item]:
        """Every item, kind by kind, each kind in file order."""
        for name in ITEM_TABLES:
            yield from getattr(self, name)

    def stages_of(self, item: Item) -> tuple[str, ...]:
        """The stages of an item: its own, or those of its kind."""
        return item.stages or self.stages.of(item.kind)
