"""The records of a dataset in format 1: what the file says, and nothing that follows from it.

Names, keys and defaults are those of the format's contract. A field that is None was not written. The texts in the
types say what a value must be; messages about wrong values quote them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta

from gti_cli.dataset.table import Table, table
from gti_cli.dates.phrase import Phrase

ID_FORM = "lower-case words and numbers joined by hyphens"

Id = Annotated[str, Meta(pattern=r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", description=ID_FORM)]
Label = Annotated[str, Meta(pattern=r"\S", description="a word or more")]
Url = Annotated[
    str, Meta(pattern=r"\A[Hh][Tt][Tt][Pp][Ss]?://\S+\Z", description="an address that begins with http:// or https://")
]
Said = Annotated[str, Meta(max_length=40, description="a text of 40 characters at most")]
StageNames = Annotated[tuple[Id, ...], Meta(min_length=1, description="one stage or more")]

Kind = Literal["center", "region", "review", "milestone"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ITEM_TABLES = ("centers", "regions", "reviews", "milestones")
WITHDRAWN = "withdrawn"


@table
class Initiative(Table, frozen=True, kw_only=True):
    """What the dataset is about; `complete_through` is the last day up to which the log is complete."""

    id: Id
    name: Label
    organization: Label
    announced: Phrase | None = None
    summary: str | None = None
    url: Url | None = None
    complete_through: dt.date | None = None


@table
class Stages(Table, frozen=True, kw_only=True):
    """The stages of each kind of item, in the order of its life; the last one is done."""

    centers: StageNames = ("announced", "open")
    regions: StageNames = ("announced", "started", "completed")
    reviews: StageNames = ("announced", "contracted", "completed")
    milestones: StageNames = ("announced", "completed")

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The stages of one kind."""
        return {"center": self.centers, "region": self.regions, "review": self.reviews, "milestone": self.milestones}[
            kind
        ]


@table
class Source(Table, frozen=True, kw_only=True):
    """Where statements come from."""

    id: Id
    title: Label
    publisher: Label
    url: Url | None = None
    independent: bool = False


@table
class Phase(Table, frozen=True, kw_only=True):
    """A strand of work."""

    id: Id
    name: Label
    summary: str | None = None


@table
class Item(Table, frozen=True, kw_only=True):
    """A thing that goes through the stages of its kind."""

    kind: ClassVar[Kind]

    id: Id
    phase: str
    name: Label
    aliases: tuple[Id, ...] = ()
    summary: str | None = None


@table
class Center(Item, frozen=True, kw_only=True):
    """A place that visitors come to."""

    kind: ClassVar[Kind] = "center"

    city: str | None = None
    country: str | None = None
    host: str | None = None


@table
class Region(Item, frozen=True, kw_only=True):
    """Users whose data is moved together."""

    kind: ClassVar[Kind] = "region"

    countries: tuple[str, ...] | None = None
    destination: str | None = None


@table
class Review(Item, frozen=True, kw_only=True):
    """An audit, a certification, a legal assessment."""

    kind: ClassVar[Kind] = "review"

    standard: str | None = None
    reviewer: str | None = None
    scope: str | None = None


@table
class Milestone(Item, frozen=True, kw_only=True):
    """Anything else that can be announced and completed."""

    kind: ClassVar[Kind] = "milestone"


@table
class Metric(Table, frozen=True, kw_only=True):
    """A number that updates report now and then; a cumulative one may only grow."""

    id: Id
    phase: str
    name: Label
    unit: str | None = None
    since: Phrase | None = None
    cumulative: bool = False


@table
class Changes(Table, frozen=True, kw_only=True):
    """What an event sets anew of its item; a field left out stays as it is."""

    name: Label | None = None
    summary: str | None = None
    city: str | None = None
    country: str | None = None
    host: str | None = None
    countries: tuple[str, ...] | None = None
    destination: str | None = None
    standard: str | None = None
    reviewer: str | None = None
    scope: str | None = None

    def written(self) -> dict[str, str | tuple[str, ...]]:
        """The fields that are set anew, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@table
class Event(Table, frozen=True, kw_only=True):
    """One thing that an update says about one item."""

    item: str
    stage: str | None = None
    when: Phrase | None = None
    target: Phrase | None = None
    not_yet: bool = False
    set: Changes | None = None
    note: str | None = None
    said: Said | None = None
    implied: bool = False
    corrects: bool = False

    @property
    def type(self) -> "EventType":
        """Which of the five kinds of event this is, by the keys that are written."""
        if self.stage is None:
            return "note"
        if self.stage == WITHDRAWN:
            return "withdrawn"
        if self.not_yet:
            return "not_yet"
        return "promised" if self.target else "reached"


EventType = Literal["reached", "promised", "not_yet", "withdrawn", "note"]


@table
class Figure(Table, frozen=True, kw_only=True):
    """The value of a metric in an update; `at_least` where the source says "more than"."""

    metric: str
    value: int | float
    at_least: bool = False


@table
class Count(Table, frozen=True, kw_only=True):
    """How many items of a kind a source says have reached a stage."""

    kind: Kind
    stage: str
    value: int


@table
class Update(Table, frozen=True, kw_only=True):
    """What was published on one day in one place."""

    date: dt.date
    title: Label
    source: str
    summary: str | None = None
    url: Url | None = None
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    counts: tuple[Count, ...] = ()


def update_ids(updates: Iterable[Update]) -> list[str]:
    """The ids of updates in file order: the date, with -2, -3 … for further updates of the same day."""
    seen: dict[dt.date, int] = {}
    ids = []
    for update in updates:
        number = seen[update.date] = seen.get(update.date, 0) + 1
        day = update.date.isoformat()
        ids.append(day if number == 1 else f"{day}-{number}")
    return ids


@table
class Dataset(Table, frozen=True, kw_only=True):
    """A whole file; every table in file order."""

    format: Literal[1]
    initiative: Initiative
    sources: Annotated[tuple[Source, ...], Meta(min_length=1, description="one source or more")]
    phases: Annotated[tuple[Phase, ...], Meta(min_length=1, description="one phase or more")]
    stages: Stages = Stages()
    centers: tuple[Center, ...] = ()
    regions: tuple[Region, ...] = ()
    reviews: tuple[Review, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    metrics: tuple[Metric, ...] = ()
    updates: tuple[Update, ...] = ()

    def items(self) -> Iterator[Item]:
        """Every item: centers, regions, reviews, milestones, each kind in file order."""
        yield from self.centers
        yield from self.regions
        yield from self.reviews
        yield from self.milestones
