"""The timeline as a feed: an entry an update, with what it says."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import asdict

from gti_cli.dataset.model import Source
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import timeline
from gti_cli.views.answer import Listing
from gti_cli.views.rows import Rows
from gti_cli.views.timeline import UpdateRow, Wanted


class Entry(Struct, frozen=True, kw_only=True):
    """An update in a feed: what it says in paragraphs, and then what it says of one thing each.

    `id` tells it from every other update of every initiative, and `url` is the address of the statement.
    """

    id: str
    date: dt.date
    title: str
    author: str
    url: str | None
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


class Feed(Struct, frozen=True, kw_only=True):
    """Updates that are followed together, and what they are called; `updated` is the day of the newest."""

    id: str
    title: str
    author: str
    url: str | None
    updated: dt.date
    entries: Sequence[Entry]


class TimelineListing(Listing, frozen=True, kw_only=True):
    """Updates as an answer; `feed` makes a feed of them."""

    formats: ClassVar[tuple[str, ...]] = (*Listing.formats, "atom")

    feed: Callable[[], Feed]


def listing(ledger: Ledger, wanted: Wanted, *, reverse: bool = False, options: str = "") -> TimelineListing:
    """The updates asked for, as an answer, oldest first or in `reverse`."""
    listed = timeline.listing(ledger, wanted, reverse=reverse, options=options)
    return TimelineListing(**asdict(listed), feed=partial(feed, ledger, listed.rows, wanted))


def feed(ledger: Ledger, rows: Sequence[UpdateRow], wanted: Wanted) -> Feed:
    """The updates of an answer; those asked for in another way make another feed."""
    initiative = ledger.dataset.initiative
    sources = {source.id: source for source in ledger.dataset.sources}
    return Feed(
        id="/".join((initiative.id, *wanted.clauses())),
        title=f"{initiative.name}{': each update that ' if wanted.clauses() else ''}{' and '.join(wanted.clauses())}",
        author=initiative.organization,
        url=initiative.url,
        updated=max((row.date for row in (*rows[:1], *rows[-1:])), default=ledger.day),
        entries=Rows(rows, lambda row: _entry(initiative.id, row, sources[row.source])),
    )


def _entry(initiative: str, row: UpdateRow, source: Source) -> Entry:
    summary = [row.summary] if row.summary else []
    points = [f"{event.name}: {timeline.said_words(event, row.date)}" for event in row.events]
    points += [f"{figure.name}: {timeline.figure_words(figure)}" for figure in row.figures]
    points += [f"Public count: {timeline.count_words(count)}" for count in row.counts]
    return Entry(
        id=f"{initiative}/{row.id}",
        date=row.date,
        title=row.title,
        author=source.publisher,
        url=row.url or source.url,
        paragraphs=(*summary, *timeline.evidence_words(row), *timeline.rewriting_words(row)),
        points=tuple(points),
    )
