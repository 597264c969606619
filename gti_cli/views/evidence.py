"""The evidence about a thing: what each update says of it, in words, and where that stands."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from gti_cli.dataset.model import Source
from gti_cli.views import timeline
from gti_cli.views.columns import Column
from gti_cli.views.items import GoalRow, ItemRow
from gti_cli.views.sources import title_and_publisher
from gti_cli.views.timeline import UpdateRow


class Matter(Struct, frozen=True):
    """What evidence is about: an item, or a stage of it; and of a goal the items that it counts, and its figures."""

    item: str
    stage: str | None = None
    counted: tuple[str, str] | None = None
    metric: str | None = None

    @classmethod
    def of(cls, row: ItemRow) -> "Matter":
        """An item with all of its stages."""
        if not isinstance(row, GoalRow):
            return cls(row.id)
        return cls(row.id, None, (row.count["kind"], row.count["stage"]) if row.count else None, row.metric)

    def said(self, update: UpdateRow) -> Iterator[str]:
        """What an update says of it."""
        for event in update.events:
            if event.item == self.item and self.stage in (None, event.stage):
                yield timeline.said_words(event, update.date)
            elif event.type == "reached" and (event.kind, event.stage) == self.counted:
                yield f"{event.name} {timeline.said_words(event, update.date)}"
        for figure in update.figures:
            if figure.metric == self.metric:
                yield f"{figure.name}: {timeline.figure_words(figure)}"
        for count in update.counts:
            if (count.kind, count.stage) == self.counted:
                yield timeline.count_words(count)


class Evidence(Struct, frozen=True):
    """What one update says, by day, and its source: who publishes it, under which address, and where a copy is."""

    date: dt.date
    said: tuple[str, ...]
    source: str
    url: str | None
    archived: str | None

    @property
    def place(self) -> tuple[str, str | None, str | None]:
        """Where it stands."""
        return self.source, self.url, self.archived


COLUMNS = (
    Column(name=None, of=lambda line: line.date, title="date"),
    Column(name=None, of=lambda line: "; ".join(line.said), title="what was said"),
    Column(name=None, of=lambda line: line.source, title="source"),
    Column(name=None, of=lambda line: line.url, title="address"),
    Column(name=None, of=lambda line: line.archived, title="copy"),
)


def lines(updates: Iterable[UpdateRow], matter: Matter, sources: Mapping[str, Source]) -> Iterator[Evidence]:
    """The evidence that some updates give, in their order."""
    for update in updates:
        source, (url, archived) = sources[update.source], _place(update, matter)
        called = title_and_publisher(source)
        yield Evidence(update.date, tuple(matter.said(update)), called, url or source.url, archived)


def _place(update: UpdateRow, matter: Matter) -> tuple[str | None, str | None]:
    """Where an update stands, and its copy; that of an event about the matter, where it has one of its own."""
    own = [event for event in update.events if event.item == matter.item]
    url = next((event.url for event in own if event.url), update.url)
    return url, next((event.archived for event in own if event.archived), update.archived)
