"""The timeline on a terminal: dates in a gutter, a sign for each type of event, promises in the source's words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.dates.span import day_text
from gti_cli.render.screens.entries import SIGN
from gti_cli.render.terminal import GAP, INDENT, NARROW, Ink, beside, key
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone
from gti_cli.views.timeline import (
    COUNT,
    FIGURE,
    SIGNS,
    EventRow,
    UpdateRow,
    count_words,
    event_words,
    evidence_words,
    figure_words,
    rewriting_words,
    set_words,
    signs_in,
)

GUTTER = (9, GAP)
"""The column of the days, and the gap behind it."""

PUBLIC = "Public count"
"""What a public count stands for in the place of a name."""


def timeline(ink: Ink, section: Section) -> RenderableType:
    """The meaning of the signs, and updates by year, in the order of the answer; what was looked for is marked."""
    told = ink.marking(*section.details) if section.details else ink
    updates: Sequence[UpdateRow] = list(section.rows)
    names = max((cell_len(ink.pen.plain(name)) for update in updates for name in _names(update)), default=0)
    names = min(names, (ink.width - sum(GUTTER) - sum(SIGN) - GAP) // 2)
    parts: list[RenderableType] = [*key(ink, (f"{glyph} {meaning}" for glyph, _, meaning in signs_in(updates)))]
    for year, group in groupby(updates, key=lambda update: update.date.year):
        parts += [*([Text()] if parts else []), ink(str(year), "strong")]
        for nth, update in enumerate(group):
            parts += [*([Text()] if nth else []), *_update_lines(ink, told, update, names)]
    return Group(*parts)


def _names(update: UpdateRow) -> Iterator[str]:
    """What stands in the column of names."""
    yield from (event.name for event in update.events)
    yield from (figure.name for figure in update.figures)
    yield from (PUBLIC for _ in update.counts)


def _update_lines(ink: Ink, told: Ink, update: UpdateRow, names: int) -> list[RenderableType]:
    """An update; `told` is the ink for what it says."""
    day = f"{day_text(update.date).rsplit(' ', 1)[0]:>{INDENT + 6}}"
    number = update.id.removeprefix(f"{update.date}")
    heading = told(update.title, "strong").append_text(ink(f" ({number[1:]})" if number else "", "quiet"))
    lines = [beside(ink, [ink(day), heading], [GUTTER])]
    about = [*([update.summary] if update.summary else []), *evidence_words(update), *rewriting_words(update)]
    lines += [beside(ink, [Text(), told(text, "quiet")], [GUTTER]) for text in about]
    for glyph, tone, name, words in _said(told, update):
        sign = ink(glyph, tone)
        if ink.width >= NARROW:
            lines.append(beside(ink, [Text(), sign, told(name), words], [GUTTER, SIGN, (names, GAP)]))
        else:
            lines.append(beside(ink, [Text(), sign, told(f"{name}: ").append_text(words)], [GUTTER, SIGN]))
    return lines


def _said(ink: Ink, update: UpdateRow) -> Iterable[tuple[str, Tone, str, Text]]:
    for events in _together(update.events):
        event = events[-1]
        glyph, tone, _ = SIGNS[event.type]
        stages = [str(earlier.stage) for earlier in events[:-1]]
        noted = [*([set_words(event)] if event.set else []), *([event.note] if event.note else [])]
        extra = [*noted, *evidence_words(event)]
        words = event_words(event, update.date)
        if event.type == "note" and not (event.when or event.assessed):
            yield glyph, tone, event.name, ink(" · ".join(extra), "quiet")
        else:
            said = ink(", ".join([*stages, words]), "doubtful" if event.type == "promised" else "plain")
            yield glyph, tone, event.name, said.append_text(ink("".join(f" · {text}" for text in extra), "quiet"))
    for figure in update.figures:
        yield FIGURE[0], "plain", figure.name, ink(figure_words(figure))
    for count in update.counts:
        yield COUNT[0], "plain", PUBLIC, ink(count_words(count))


def _together(events: Iterable[EventRow]) -> Iterable[list[EventRow]]:
    """Events in order, those together that report stages of the same item in the same way."""

    def manner(event: EventRow) -> object:
        return (event.item, event.when, event.said, event.implied, event.corrects) if _is_bare(event) else id(event)

    for _, group in groupby(events, key=manner):
        yield list(group)


def _is_bare(event: EventRow) -> bool:
    return event.type == "reached" and not (event.note or event.set or event.assessed or evidence_words(event))


def updates(ink: Ink, section: Section) -> RenderableType:
    """A short list of updates: days and titles."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for update in section.rows:
        grid.add_row(ink(day_text(update.date), "quiet"), ink(update.title))
    return Padding(grid, (0, 0, 0, INDENT))
