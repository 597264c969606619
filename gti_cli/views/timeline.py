"""The timeline: what was published, day by day, and what each update reached and promised."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from gti_cli import signs as sign
from gti_cli.dataset.model import EventType, Figure, Kind
from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.log import Entry, Statement
from gti_cli.views.answer import Listing
from gti_cli.views.beside import Beside
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone
from gti_cli.views.rows import OfInitiative, Rows
from gti_cli.views.values import PhraseCell, after_key, number_text, phrase_cell, timed, timed_floor
from gti_cli.words import listed, stage_forms, to_be


class AfterRow(Struct, frozen=True):
    """The stage of another item after which an event promises its own, and how long after it, if that is said."""

    item: str
    stage: str
    within: str | None
    name: str


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
    not_before: PhraseCell | None
    after: AfterRow | None
    part: str | None
    by: str | None
    hedge: str | None
    anew: bool
    replaced_by: tuple[str, ...] | None
    said: str | None
    implied: bool
    corrects: bool
    set: dict[str, str | int | float | tuple[str, ...]] | None
    note: str | None
    quote: str | None
    url: str | None
    archived: str | None
    stated: PhraseCell | None
    assessed: str | None


class FigureRow(Struct, frozen=True):
    """One figure of an update."""

    metric: str
    name: str
    unit: str | None
    value: int | float
    at_least: bool
    at_most: bool
    when: PhraseCell | None
    since: PhraseCell | None


class CountRow(Struct, frozen=True):
    """One public count of an update."""

    kind: Kind
    stage: str
    value: int


class UpdateRow(OfInitiative, frozen=True):
    """One update."""

    id: str
    date: dt.date
    title: str
    summary: str | None
    source: str
    url: str | None
    archived: str | None
    quote: str | None
    edits: str | None
    rewritten_by: tuple[str, ...] | None
    events: tuple[EventRow, ...]
    figures: tuple[FigureRow, ...]
    counts: tuple[CountRow, ...]


class Wanted(Struct, frozen=True, kw_only=True):
    """Which updates are asked for, whole ones: every condition that is given must hold, by any of its values.

    Days are included.
    """

    since: tuple[dt.date, ...] = ()
    until: tuple[dt.date, ...] = ()
    phases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    greps: tuple[str, ...] = ()

    def keeps(self, ledger: Ledger, entry: Entry) -> bool:
        """Whether an update is asked for, apart from the text."""
        return (
            (not self.since or entry.update.date >= min(self.since))
            and (not self.until or entry.update.date <= max(self.until))
            and (not self.phases or not ledger.touched(entry).isdisjoint(self.phases))
            and (not self.items or any(one.event.item in self.items for one in entry.statements))
            and (not self.sources or entry.update.source in self.sources)
        )

    def clauses(self) -> list[str]:
        """What is asked for, in words that complete "no update …"."""
        return [
            *([f"was published since {listed(map(day_text, self.since))}"] if self.since else []),
            *([f"was published until {listed(map(day_text, self.until))}"] if self.until else []),
            *([f"touches the phase {listed(self.phases)}"] if self.phases else []),
            *([f"names {listed(self.items)}"] if self.items else []),
            *([f"is from the source {listed(self.sources)}"] if self.sources else []),
            *(["mentions " + listed(f'"{text}"' for text in self.greps)] if self.greps else []),
        ]


ALL = Wanted()


def rows(ledger: Ledger, wanted: Wanted = ALL) -> Rows[UpdateRow]:
    """The updates asked for, oldest first."""
    kept = [entry for entry in ledger.entries if wanted.keeps(ledger, entry)]
    if wanted.greps:
        from gti_cli.views import search

        found = [search.Updates(ledger, text) for text in wanted.greps]
        kept = [entry for entry in kept if any(updates.has(entry) for updates in found)]
    return Rows(kept, partial(row, ledger))


def listing(ledger: Ledger, wanted: Wanted = ALL, *, reverse: bool = False, options: str = "") -> Listing:
    """The updates asked for, as an answer, oldest first or in `reverse`.

    `options` are those that the commands named in it need.
    """
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
        lines=lines(found, ledger),
        drawing="timeline",
        details=wanted.greps,
        more=f"gti show {found[0].id}{options}" if found else "",
    )


def row(ledger: Ledger, entry: Entry) -> UpdateRow:
    """The row of one update."""
    update = entry.update
    return UpdateRow(
        initiative=ledger.dataset.initiative.id,
        id=entry.id,
        date=update.date,
        title=update.title,
        summary=update.summary,
        source=update.source,
        url=update.url,
        archived=update.archived,
        quote=update.quote,
        edits=update.edits,
        rewritten_by=ledger.rewritten_by.get(entry.id),
        events=tuple([_event(ledger, statement) for statement in entry.statements]),
        figures=tuple([_figure(ledger, figure) for figure in update.figures]),
        counts=tuple([CountRow(count.kind, count.stage, count.value) for count in update.counts]),
    )


def _figure(ledger: Ledger, figure: Figure) -> FigureRow:
    metric = ledger.metrics[figure.metric]
    return FigureRow(
        metric=figure.metric,
        name=metric.name,
        unit=metric.unit,
        value=figure.value,
        at_least=figure.at_least,
        at_most=figure.at_most,
        when=phrase_cell(figure.when),
        since=phrase_cell(figure.since),
    )


def _event(ledger: Ledger, statement: Statement) -> EventRow:
    """The row of one event: its values in the order of the keys, since to name so many takes six times as long."""
    event = statement.event
    said = event.said
    return EventRow(
        event.item,
        ledger.items[event.item].kind,
        statement.name,
        ledger.phase_of[event.item],
        statement.type,
        event.stage,
        phrase_cell(event.when, said),
        phrase_cell(event.target, said) if event.target and event.target.firm else None,
        phrase_cell(event.not_before, said),
        _after(ledger, event.after, event.within) if event.after else None,
        event.part,
        event.by,
        event.hedge,
        event.anew,
        event.replaced_by,
        said,
        event.implied,
        event.corrects,
        event.set.written() if event.set else None,
        event.note,
        event.quote,
        event.url,
        event.archived,
        phrase_cell(event.stated),
        event.assessed,
    )


def _after(ledger: Ledger, after: str, within: str | None) -> AfterRow:
    item, _, stage = after.partition(".")
    return AfterRow(item, stage, within, ledger.name_of(item))


class Line(Struct, frozen=True):
    """An update and one of its events, the form in which a table shows a timeline; None for an update without any.

    The first line of an update `is_first`. `more` tells what a sheet has beside its columns, of one line after the
    other.
    """

    update: UpdateRow
    event: EventRow | None
    is_first: bool = True
    more: Callable[[], str | None] = lambda: None

    @property
    def initiative(self) -> str:
        """The update's."""
        return self.update.initiative


def lines(updates: Iterable[UpdateRow], ledger: Ledger | None = None) -> Iterator[Line]:
    """One line per event, and one for an update without events; a sheet of them needs the ledger."""
    beside = Beside(ledger.dataset) if ledger else None
    entries = {entry.id: entry.update for entry in ledger.entries} if ledger else {}
    for update in updates:
        for at, event in enumerate(update.events or (None,)):
            if beside:
                record = entries[update.id]
                said = record.events[at] if event else None
                yield Line(update, event, at == 0, partial(beside.of, record, said, is_first=at == 0))
            else:
                yield Line(update, event, at == 0)


def event_words(event: EventRow, published: dt.date) -> str:
    """What an event says of its item, in a few words; a day is exact only where the source gives one."""
    words = EVENT_WORDS[event.type](event, published)
    phrase = event.target or event.when
    said = phrase.aside if phrase else f" (“{event.said}”)" if event.said else ""
    implied = " (implied)" if event.implied else ""
    marks = (
        ("anew", event.anew),
        ("corrects what was reported", event.corrects),
        (f"stated {event.stated}", event.stated),
        (f"replaced by {', '.join(event.replaced_by or ())}", event.replaced_by),
        (f"judged “{event.assessed}”", event.assessed and event.type != "note"),
    )
    return f"{words}{implied}{said}{''.join(f', {mark}' for mark, applies in marks if applies)}"


def said_words(event: EventRow, published: dt.date) -> str:
    """What an event says, what it sets anew and notes, and the words that carry it."""
    words = [] if event.type == "note" and not event.assessed else [event_words(event, published)]
    set_anew = [set_words(event)] if event.set else []
    quote = [f"“{event.quote}”"] if event.quote else []
    return " · ".join([*words, *set_anew, *([event.note] if event.note else []), *quote])


def _when(event: EventRow, published: dt.date) -> str:
    if event.when is None:
        return ""
    exact = event.when.earliest == event.when.latest == published
    return " that day" if exact else f", {event.when}"


def _promised(event: EventRow) -> str:
    """What is promised: by when, after what, and not before what, by whom and with which words of hope."""
    after, stage = event.after, to_be(event.stage or "")
    dates = [
        *([timed(event.stage or "", event.target)] if event.target else []),
        *([timed_floor(event.stage or "", event.not_before)] if event.not_before else []),
        *([f"{stage} {_after_words(after)}"] if after else []),
    ]
    party = f", by {event.by}" if event.by else ""
    hedge = f" (“{event.hedge}”)" if event.hedge else ""
    return f"{' and '.join(dates) or f'{stage}, without a date'}{party}{hedge}"


def _after_words(after: AfterRow) -> str:
    forms = stage_forms(after.stage)
    if after.within:
        return f"within {after.within} after {after.name} {forms.done}"
    return f"after {after.name} {forms.done}"


def _noted(event: EventRow, published: dt.date) -> str:
    if event.assessed:
        return f"{event.stage} judged “{event.assessed}”"
    return f"noted{_when(event, published)}" if event.when or not event.set else "details named"


EVENT_WORDS = {
    "reached": lambda event, published: f"{event.stage}{_when(event, published)}",
    "promised": lambda event, published: _promised(event),
    "partly": lambda event, published: f"{event.stage} in part: {event.part}",
    "not_yet": lambda event, published: f"not yet {event.stage}",
    "withdrawn": lambda event, published: f"withdrawn{_when(event, published)}",
    "note": _noted,
}


Sign = tuple[str, Tone, str]
"""A glyph, its colour and what it means."""

SIGNS: dict[EventType, Sign] = {
    "reached": (sign.DONE.glyph, "good", f"{sign.DONE.meaning} (on or before the date of the update)"),
    "promised": (sign.AHEAD.glyph, "doubtful", "promised"),
    "not_yet": (sign.NOT_YET.glyph, "plain", sign.NOT_YET.meaning),
    "partly": (sign.IN_PART.glyph, "doubtful", sign.IN_PART.meaning),
    "withdrawn": (sign.GIVEN_UP.glyph, "bad", sign.GIVEN_UP.meaning),
    "note": (sign.NOTED.glyph, "quiet", sign.NOTED.meaning),
}
FIGURE: Sign = (sign.FIGURE.glyph, "plain", sign.FIGURE.meaning)
COUNT: Sign = (sign.COUNT.glyph, "plain", sign.COUNT.meaning)


def signs_in(updates: Sequence[UpdateRow]) -> list[Sign]:
    """The signs of what stands in these updates."""
    types = {event.type for update in updates for event in update.events}
    signs = [shown for type_, shown in SIGNS.items() if type_ in types]
    signs += [FIGURE] if any(update.figures for update in updates) else []
    return signs + ([COUNT] if any(update.counts for update in updates) else [])


def evidence_words(said: UpdateRow | EventRow) -> list[str]:
    """The words that carry an update or an event, and where a copy of it is kept."""
    quote = [f"“{said.quote}”"] if said.quote else []
    return [*quote, *([f"copy: {said.archived}"] if said.archived else [])]


def rewriting_words(update: UpdateRow) -> list[str]:
    """Which update it rewrites, and by which it was rewritten."""
    rewrites = [f"rewrites {update.edits}"] if update.edits else []
    return [*rewrites, *([f"rewritten by {listed(update.rewritten_by, 'and')}"] if update.rewritten_by else [])]


def set_words(event: EventRow) -> str:
    """What an event sets anew of its item: "city: Cyberjaya, host: …"."""
    values = (event.set or {}).items()
    return ", ".join(f"{key}: {'; '.join(value) if isinstance(value, tuple) else value}" for key, value in values)


def figure_words(figure: FigureRow) -> str:
    """A figure with its unit: "more than 17,000 USD"."""
    value = number_text(figure.value, at_least=figure.at_least, at_most=figure.at_most)
    unit = f" {figure.unit}" if figure.unit else ""
    since = f", since {figure.since}" if figure.since else ""
    return f"{value}{unit}{f', {figure.when}' if figure.when else ''}{since}"


def count_words(count: CountRow) -> str:
    """A public count: "2 centers open"."""
    return f"{count.value} {count.kind}{'' if count.value == 1 else 's'} {count.stage}"


def _amounts(line: Line) -> str:
    """The figures and public counts of an update, told once, on its first line."""
    figures = [f"{figure.name}: {figure_words(figure)}" for figure in line.update.figures]
    counts = [f"counted: {count_words(count)}" for count in line.update.counts]
    return "; ".join((*figures, *counts)) if line.is_first else ""


TITLES = (
    Column(name=None, of=lambda row: row.date, title="date", tone=lambda row: "quiet"),
    Column(name=None, of=lambda row: row.title, title="title"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
)
"""Updates as a short list."""


def _of_event(name: str) -> Column:
    return Column(name=name, of=partial(_key_of_event, name))


def _after_of(line: Line) -> str | None:
    after = line.event.after if line.event else None
    return after_key(after.item, after.stage, after.within) if after else None


def _key_of_event(name: str, line: Line) -> Any:
    return getattr(line.event, name, None)


COLUMNS = (
    Column(name="id", of=lambda line: line.update.id),
    Column(name="date", of=lambda line: line.update.date, title="date"),
    Column(name="title", of=lambda line: line.update.title),
    Column(name="summary", of=lambda line: line.update.summary),
    Column(name="source", of=lambda line: line.update.source),
    Column(name="url", of=lambda line: line.update.url),
    Column(name="archived", of=lambda line: line.update.archived),
    Column(name="quote", of=lambda line: line.update.quote),
    Column(name="edits", of=lambda line: line.update.edits),
    Column(name="rewritten_by", of=lambda line: line.update.rewritten_by, form="words"),
    _of_event("item"),
    _of_event("kind"),
    Column(name="name", of=partial(_key_of_event, "name"), title="item"),
    _of_event("phase"),
    Column(name="type", of=partial(_key_of_event, "type"), title="type"),
    _of_event("stage"),
    Column(
        name=None,
        of=lambda line: event_words(line.event, line.update.date) if line.event else "",
        title="what was said",
    ),
    Column(name="when", of=partial(_key_of_event, "when"), form="phrase"),
    Column(name="target", of=partial(_key_of_event, "target"), form="phrase"),
    Column(name="not_before", of=partial(_key_of_event, "not_before"), form="phrase"),
    Column(name="after", of=_after_of),
    _of_event("part"),
    _of_event("by"),
    _of_event("hedge"),
    _of_event("anew"),
    Column(name="replaced_by", of=partial(_key_of_event, "replaced_by"), form="words"),
    _of_event("said"),
    _of_event("implied"),
    _of_event("corrects"),
    Column(name="set", of=lambda line: set_words(line.event) if line.event and line.event.set else None),
    Column(name="note", of=partial(_key_of_event, "note"), title="note"),
    *(Column(name=f"event_{key}", of=partial(_key_of_event, key)) for key in ("quote", "url", "archived")),
    Column(name="stated", of=partial(_key_of_event, "stated"), form="phrase"),
    _of_event("assessed"),
    Column(name="figures", of=lambda line: len(line.update.figures)),
    Column(name="counts", of=lambda line: len(line.update.counts)),
    Column(name="more", of=lambda line: line.more()),
    Column(name=None, of=_amounts, title="figures"),
    Column(name=None, of=lambda line: line.update.title, title="update"),
)
