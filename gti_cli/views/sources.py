"""The sources: where statements come from, how many, and from when to when."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from gti_cli.dataset.model import Source
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.rows import OfInitiative


def title_and_publisher(source: Source) -> str:
    """What a source is called, and who publishes it where that is not its title."""
    return ", ".join(dict.fromkeys((source.title, source.publisher)))


class SourceRow(OfInitiative, frozen=True):
    """A source: how many updates it has published, with how many statements, and the days of the first and the last."""

    id: str
    title: str
    publisher: str
    url: str | None
    independent: bool
    updates: int
    statements: int
    first: dt.date
    last: dt.date

    @property
    def whose(self) -> str:
        """Who publishes it, and whether that is not the organization itself."""
        return f"{self.publisher}{', independent' if self.independent else ''}"


def rows(ledger: Ledger) -> list[SourceRow]:
    """The sources that have published something by the day, in file order."""
    published: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        published[entry.update.source].append(entry)
    initiative = ledger.dataset.initiative.id
    return [
        _row(initiative, source, published[source.id]) for source in ledger.dataset.sources if source.id in published
    ]


def _row(initiative: str, source: Source, published: Sequence[Entry]) -> SourceRow:
    return SourceRow(
        initiative=initiative,
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        independent=source.independent,
        updates=len(published),
        statements=sum(len(entry.statements) for entry in published),
        first=published[0].update.date,
        last=published[-1].update.date,
    )


def listing(ledger: Ledger) -> Listing:
    """The sources that have published something by the day, as an answer."""
    return Listing(
        heading="Sources",
        caption=caption(ledger),
        what="source",
        columns=COLUMNS,
        rows=rows(ledger),
        drawing="sources",
    )


def extent_words(row: SourceRow) -> str:
    """How much a source has published: "8 updates with 68 statements"."""
    updates = "1 update" if row.updates == 1 else f"{row.updates} updates"
    statements = "1 statement" if row.statements == 1 else f"{row.statements} statements"
    return f"{updates} with {statements}"


def days_words(row: SourceRow) -> str:
    """The days of its first update and its last."""
    return " – ".join(dict.fromkeys(map(day_text, (row.first, row.last))))


COLUMNS = (
    Column(name="id", of=lambda row: row.id),
    Column(name="title", of=lambda row: row.title, title="source", tone=lambda row: "strong"),
    Column(name="publisher", of=lambda row: row.publisher, title="publisher"),
    Column(name="url", of=lambda row: row.url),
    Column(name="independent", of=lambda row: row.independent, title="independent"),
    Column(name="updates", of=lambda row: row.updates, title="updates"),
    Column(name="statements", of=lambda row: row.statements, title="statements"),
    Column(name="first", of=lambda row: row.first, title="first"),
    Column(name="last", of=lambda row: row.last, title="last"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
    Column(name=None, of=lambda row: row.url, title="address", tone=lambda row: "quiet"),
)
