"""Promises as they stand in a calendar: those whose newest date is still ahead, each as an entry on its last day."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from gti_cli.dataset.model import Source, Update
from gti_cli.dates.span import day_text
from gti_cli.ledger.deadline import Deadline
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise, PromiseStatement
from gti_cli.views import promises
from gti_cli.views.answer import Listing
from gti_cli.views.promises import MEANINGS, PromiseRow, Wanted
from gti_cli.views.ranking import Sort
from gti_cli.views.rows import Rows


class Entry(Struct, frozen=True, kw_only=True):
    """A deadline in a calendar, on its last day.

    Its `id` stays the same when the date is moved, and its `revision` grows with every statement about it. `as_of` is
    the day asked about, and `url` the address of the statement that gives the date.
    """

    id: str
    revision: int
    as_of: dt.date
    day: dt.date
    title: str
    lines: tuple[str, ...]
    url: str | None


class PromiseListing(Listing, frozen=True, kw_only=True):
    """Promises as an answer; `entries` makes those of them that have a date ahead into entries of a `calendar`."""

    formats: ClassVar[tuple[str, ...]] = (*Listing.formats, "ics")

    calendar: str
    entries: Callable[[], Rows[Entry]]

    def in_format(self, format_: str) -> Listing:
        """The answer as a format has it; in a calendar its rows are the entries."""
        if format_ != "ics":
            return self
        return replace(self, rows=self.entries(), clauses=(*self.clauses, "has a date ahead"))


def listing(
    ledger: Ledger, wanted: Wanted, *, sort: Sort | None = None, options: str = "", exit_code: int = 0
) -> PromiseListing:
    """The promises asked for, as an answer."""
    listed = promises.listing(ledger, wanted, sort=sort, options=options, exit_code=exit_code)
    return PromiseListing(
        **asdict(listed),
        calendar=f"{ledger.dataset.initiative.name}: deadlines",
        entries=partial(entries, ledger, wanted, sort or "made"),
    )


def entries(ledger: Ledger, wanted: Wanted, sort: Sort) -> Rows[Entry]:
    """The promises asked for whose newest date is ahead, in an order."""
    found = promises.kept(ledger, wanted, sort)
    ahead = [(promise, deadline) for promise in found if (deadline := _ahead(promise))]
    updates = {entry.id: entry.update for entry in ledger.entries}
    sources = {source.id: source for source in ledger.dataset.sources}
    return Rows(ahead, lambda one: _entry(ledger, *one, updates=updates, sources=sources))


def _ahead(promise: Promise) -> Deadline | None:
    """The newest deadline of a promise that waits for it, whatever became of an earlier one."""
    return promise.current if promise.newest_verdict == "pending" and not promise.track.is_floor else None


def _entry(
    ledger: Ledger,
    promise: Promise,
    deadline: Deadline,
    *,
    updates: Mapping[str, Update],
    sources: Mapping[str, Source],
) -> Entry:
    from gti_cli.views.sources import title_and_publisher

    row = promises.row(ledger, promise)
    made = next(made for made in reversed(promise.statements) if made.deadline is deadline)
    update, source = updates[made.statement.update], sources[made.statement.source]
    url = made.statement.event.url or update.url or source.url
    published = f"{title_and_publisher(source)}, {day_text(made.statement.published)}"
    return Entry(
        id=f"{ledger.dataset.initiative.id}.{promise.key}",
        revision=len(promise.statements) - 1,
        as_of=ledger.day,
        day=deadline.target.latest,
        title=row.label,
        lines=(*_lines(row, made, deadline), f"Source: {published}", *([url] if url else [])),
        url=url,
    )


def _lines(row: PromiseRow, made: PromiseStatement, deadline: Deadline) -> Iterator[str]:
    """What was promised, the window, the source's own words, and the verdict."""
    event, first, last = made.statement.event, deadline.target.earliest, deadline.target.latest
    said = event.said or deadline.phrase.said
    yield f"Promised: {promises.promised(row)}"
    yield f"Window: {' – '.join(dict.fromkeys(map(day_text, (first, last)))) if first else f'up to {day_text(last)}'}"
    yield from (f"In its own words: “{words}”" for words in (said, event.quote) if words)
    yield f"Verdict: {row.verdict}, {MEANINGS[row.verdict]}"
    if row.verdict == "missed":
        yield "By its newest date: not yet due"
