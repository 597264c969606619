"""The timeline: what was published, day by day, and what each update reached and promised."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from gti_cli.dataset.model import EventType, Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry, Statement
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone
from gti_cli.views.rows import Rows
from gti_cli.views.values import PhraseCell, led, number_text, phrase_cell


class EventRow(Struct, frozen=True):
    """One event of an update; `name` is the item's as known on that day."""

    item: str
    kind: Kind
    name: str
    phase: str
    type: EventType
    stage: str | None
    when: PhraseCell | None
    target: PhraseCell | None
    anew: bool
    said: str | None
    implied: bool
    corrects: bool
    set: dict[str, str | tuple[str, ...]] | None
    note: str | None


class FigureRow(Struct, frozen=True):
    """One figure of an update."""

    metric: str
    name: str
    unit: str | None
    value: int | float
    at_least: bool


class CountRow(Struct, frozen=True):
    """One public count of an update."""

    kind: Kind
    stage: str
    value: int


class UpdateRow(Struct, frozen=True):
    """One update."""

    id: str
    date: dt.date
    title: str
    summary: str | None
    source: str
    url: str | None
    events: tuple[EventRow, ...]
    figures: tuple[FigureRow, ...]
    counts: tuple[CountRow, ...]


class Wanted(Struct, frozen=True, kw_only=True):
    """Which updates are asked for, whole ones; every condition must hold. Days are included."""

    since: dt.date | None = None
    until: dt.date | None = None
    phase: str | None = None
    item: str | None = None
    grep: str | None = None

    def keeps(self, ledger: Ledger, entry: Entry) -> bool:
        """Whether an update is asked for."""
        return (
            (self.since is None or entry.update.date >= self.since)
            and (self.until is None or entry.update.date <= self.until)
            and (self.phase is None or ledger.touches(entry, self.phase))
            and (self.item is None or any(one.event.item == self.item for one in entry.statements))
            and (self.grep is None or any(self.grep.casefold() in text.casefold() for text in _texts(ledger, entry)))
        )

    def clauses(self) -> list[str]:
        """What is asked for, in words that complete "no update …"."""
        return [
            *([f"was published since {day_text(self.since)}"] if self.since else []),
            *([f"was published until {day_text(self.until)}"] if self.until else []),
            *([f"touches the phase {self.phase}"] if self.phase else []),
            *([f"names {self.item}"] if self.item else []),
            *([f'mentions "{self.grep}"'] if self.grep is not None else []),
        ]


ALL = Wanted()


def _texts(ledger: Ledger, entry: Entry) -> Iterable[str]:
    """What a search looks in: titles, summaries, notes and names."""
    yield entry.update.title
    yield entry.update.summary or ""
    for statement in entry.statements:
        yield statement.name
        yield statement.event.note or ""
    for figure in entry.update.figures:
        yield ledger.metrics[figure.metric].name


def rows(ledger: Ledger, wanted: Wanted = ALL) -> Rows[UpdateRow]:
    """The updates asked for, oldest first."""
    kept = [entry for entry in ledger.entries if wanted.keeps(ledger, entry)]
    return Rows(kept, partial(row, ledger))


def listing(ledger: Ledger, wanted: Wanted = ALL, *, reverse: bool = False) -> Listing:
    """The updates asked for, as an answer, oldest first or in `reverse`."""
    found = rows(ledger, wanted)
    if reverse:
        found = found[::-1]
    return Listing(
        heading="Timeline",
        caption=caption(ledger),
        what="update",
        clauses=wanted.clauses(),
        columns=COLUMNS,
        rows=found,
        lines=lines(found),
        drawing="timeline",
    )


def row(ledger: Ledger, entry: Entry) -> UpdateRow:
    """The row of one update."""
    update = entry.update
    metrics = ledger.metrics
    return UpdateRow(
        id=entry.id,
        date=update.date,
        title=update.title,
        summary=update.summary,
        source=update.source,
        url=update.url,
        events=tuple([_event(ledger, statement) for statement in entry.statements]),
        figures=tuple(
            FigureRow(
                figure.metric, metrics[figure.metric].name, metrics[figure.metric].unit, figure.value, figure.at_least
            )
            for figure in update.figures
        ),
        counts=tuple(CountRow(count.kind, count.stage, count.value) for count in update.counts),
    )


def _event(ledger: Ledger, statement: Statement) -> EventRow:
    event = statement.event
    item = ledger.items[event.item]
    return EventRow(
        item=event.item,
        kind=item.kind,
        name=statement.name,
        phase=item.phase,
        type=statement.type,
        stage=event.stage,
        when=phrase_cell(event.when, event.said),
        target=phrase_cell(event.target, event.said) if event.target and event.target.firm else None,
        anew=event.anew,
        said=event.said,
        implied=event.implied,
        corrects=event.corrects,
        set=event.set.written() if event.set else None,
        note=event.note,
    )


class Line(Struct, frozen=True):
    """An update and one of its events, the form in which a table shows a timeline; None for an update without any."""

    update: UpdateRow
    event: EventRow | None


def lines(updates: Iterable[UpdateRow]) -> Iterator[Line]:
    """One line per event, and one for an update without events."""
    return (Line(update, event) for update in updates for event in update.events or (None,))


def event_words(event: EventRow, published: dt.date) -> str:
    """What an event says of its item, in a few words; a day is exact only where the source gives one."""
    words = EVENT_WORDS[event.type](event, published)
    phrase = event.target or event.when
    said = phrase.aside if phrase else f" (“{event.said}”)" if event.said else ""
    marks = ("anew", event.anew), ("implied", event.implied), ("corrects what was reported", event.corrects)
    return f"{words}{said}{''.join(f', {mark}' for mark, applies in marks if applies)}"


def _when(event: EventRow, published: dt.date) -> str:
    if event.when is None:
        return ""
    exact = event.when.earliest == event.when.latest == published
    return " that day" if exact else f", {event.when}"


def _noted(event: EventRow, published: dt.date) -> str:
    return f"noted{_when(event, published)}" if event.when or not event.set else "details named"


EVENT_WORDS = {
    "reached": lambda event, published: f"{event.stage}{_when(event, published)}",
    "promised": lambda event, published: (
        f"{event.stage} promised {led(str(event.target))}"
        if event.target
        else f"{event.stage} promised, without a date"
    ),
    "not_yet": lambda event, published: f"{event.stage}: not yet",
    "withdrawn": lambda event, published: f"withdrawn{_when(event, published)}",
    "note": _noted,
}


Sign = tuple[str, Tone, str]
"""A glyph, its colour and what it means."""

SIGNS: dict[EventType, Sign] = {
    "reached": ("●", "good", "reached, by that day where no date is given"),
    "promised": ("○", "doubtful", "promised"),
    "not_yet": ("◌", "plain", "not yet"),
    "withdrawn": ("✕", "bad", "withdrawn"),
    "note": ("·", "quiet", "noted"),
}
FIGURE: Sign = ("▪", "plain", "figure")
COUNT: Sign = ("Σ", "plain", "public count")


def signs_in(updates: Sequence[UpdateRow]) -> list[Sign]:
    """The signs of what stands in these updates."""
    types = {event.type for update in updates for event in update.events}
    signs = [sign for type_, sign in SIGNS.items() if type_ in types]
    signs += [FIGURE] if any(update.figures for update in updates) else []
    return signs + ([COUNT] if any(update.counts for update in updates) else [])


def set_words(event: EventRow) -> str:
    """What an event sets anew of its item: "city: Cyberjaya, host: …"."""
    values = (event.set or {}).items()
    return ", ".join(f"{key}: {value if isinstance(value, str) else '; '.join(value)}" for key, value in values)


def figure_words(figure: FigureRow) -> str:
    """A figure with its unit: "more than 17,000 USD"."""
    value = number_text(figure.value, at_least=figure.at_least)
    return f"{value} {figure.unit}" if figure.unit else value


def count_words(count: CountRow) -> str:
    """A public count: "2 centers open"."""
    return f"{count.value} {count.kind}{'' if count.value == 1 else 's'} {count.stage}"


TITLES = (
    Column(name=None, of=lambda row: row.date, title="date", tone=lambda row: "quiet"),
    Column(name=None, of=lambda row: row.title, title="title"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
)
"""Updates as a short list."""


def _of_event(name: str) -> Column:
    return Column(name=name, of=lambda line: getattr(line.event, name, None))


COLUMNS = (
    Column(name="id", of=lambda line: line.update.id),
    Column(name="date", of=lambda line: line.update.date, title="date"),
    Column(name="title", of=lambda line: line.update.title),
    Column(name="summary", of=lambda line: line.update.summary),
    Column(name="source", of=lambda line: line.update.source),
    Column(name="url", of=lambda line: line.update.url),
    _of_event("item"),
    _of_event("kind"),
    Column(name="name", of=lambda line: getattr(line.event, "name", None), title="item"),
    _of_event("phase"),
    Column(name="type", of=lambda line: getattr(line.event, "type", None), title="type"),
    _of_event("stage"),
    Column(
        name=None,
        of=lambda line: event_words(line.event, line.update.date) if line.event else "",
        title="what was said",
    ),
    Column(name="when", of=lambda line: getattr(line.event, "when", None), form="phrase"),
    Column(name="target", of=lambda line: getattr(line.event, "target", None), form="phrase"),
    _of_event("anew"),
    _of_event("said"),
    _of_event("implied"),
    _of_event("corrects"),
    Column(name="set", of=lambda line: set_words(line.event) if line.event and line.event.set else None),
    Column(name="note", of=lambda line: getattr(line.event, "note", None), title="note"),
    Column(name="figures", of=lambda line: len(line.update.figures)),
    Column(name="counts", of=lambda line: len(line.update.counts)),
    Column(name=None, of=lambda line: line.update.title, title="update"),
)
