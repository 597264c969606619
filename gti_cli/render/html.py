"""The report as one HTML page that needs nothing else: no script, no font, no picture from anywhere.

What the page says is decided by the views; the template draws it. Every text that is put into it is escaped, and is
cleaned as for a terminal: one line, control and direction characters made visible.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from gti_cli.ledger.verdict import Verdict
from gti_cli.render import atom, data, ics, linked, pages, svg
from gti_cli.render.direction import isolated
from gti_cli.views import chart, details, in_brief, items, metrics, phases, promises, slips, status, timeline
from gti_cli.views.columns import Column
from gti_cli.views.promises import PromiseRow
from gti_cli.views.ranking import GROUPS, group_of
from gti_cli.views.report import Report
from gti_cli.views.timeline import UpdateRow
from gti_cli.words import listed

WHOLE = re.compile(
    r"(\b\d{1,2} [A-Z][a-z]{2}\b(?: \d{4}\b\*?)?(?: –)?"
    r"|\b\d+ (?:days? )?(?:early|late)\b(?: …)?|\bon time\b(?: …)?)"
)
"""What is not broken over two lines: a day as people read it, a number of days, each alone or the first of two."""

COUNTED = re.compile(r"(\b\d[\d,]* \w+)")
"""A number in a sentence, which no line ends with, and the word after it."""

UPDATE_IDS = re.compile(r"(\b\d{4}-\d\d-\d\d(?:-\d+)?\b)")

LONGEST_LIST = 5
"""How many promises a list at the top names; the rest are counted."""

NEWEST = 3
"""How many updates are told before the earlier ones, which are folded away."""

TAKEN_ALONG: dict[str, tuple[str, str, Callable[[Any], Iterable[bytes]]]] = {
    "csv": ("as CSV", "text/csv", data.csv),
    "json": ("as JSON", "application/json", data.json),
    "ics": ("ahead as a calendar", "text/calendar", lambda answer: ics.parts(answer.calendar, answer.rows)),
    "atom": ("as a feed", "application/atom+xml", lambda answer: atom.parts(answer.feed())),
}
"""Of each format that readers can take with them: what it is called, its media type, and what writes it."""

MOST_STEMS = 8
"""More readings than this are joined by a line instead of standing on stems."""


LENGTH = 50_000
"""So many characters of the page, at least, are put together before they are written."""


def parts(report: Report) -> Iterator[str]:
    """The page, some lines at a time; the same report gives the same page, letter by letter."""
    environment = _environment()
    rows, of_phases = report.rows, {row.phase for row in report.rows}
    phase_names = [(phase.id, phase.name) for phase in report.state.phases if phase.id in of_phases]
    counted = [verdict for verdict, _ in report.counted]
    style = environment.get_template("report.css").render(verdicts=counted, phases=[id_ for id_, _ in phase_names])
    pieces = environment.get_template("report.html.j2").generate(
        report=report,
        style=Markup(style),  # noqa: S704 - our own, with ids of verdicts and phases in it
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        linked_data=map(Markup, linked.parts(report)),  # JSON that ends no element
        chart=chart.chart(rows, report.caption.clock),
        slips=slips.slips(rows, report.caption.clock),
        bar=list(_shares(report)),
        phase_names=phase_names,
        group_signs=list(status.marks_in(report.groups)),
        downloads=_downloads(report),
        items={row.id for listing in report.listings for row in listing.rows},
        signs=timeline.signs_in(report.updates),
        result_words=lambda row: str(in_brief.result(row, report.caption.clock)),
    )
    return map(isolated, _joined(pieces))


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a page, put together to longer ones.

    Each begins with a tag, but for what is left of one that is longer by itself, as the address of a whole file is.
    """
    held: list[str] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length > LENGTH:
            text = "".join(held)
            end = text.rfind("<") if text.rfind("<") > 0 else len(text)
            yield text[:end]
            held, length = [text[end:]], len(text) - end
    yield "".join(held)


class Share(Struct, frozen=True):
    """A verdict in the bar of all promises: how many have it, and where its stretch begins and how wide it is.

    `asides` tell how many of them are implied, and how many the sentence does not count.
    """

    verdict: Verdict
    count: int
    start: float
    width: float
    asides: list[str]


def _shares(report: Report) -> Iterator[Share]:
    """The bar of all promises, in percent."""
    before, total = 0, len(report.promises)
    for verdict, count in report.counted:
        start, width = round(100 * before / total, 2), round(100 * count / total, 2)
        yield Share(verdict, count, start, width, list(_asides(report, verdict)))
        before += count


def _asides(report: Report, verdict: Verdict) -> Iterator[str]:
    state = report.state
    passed = state.passed_floors if verdict == "unreported" else 0
    asides = (
        (report.details.implied[verdict], "implied"),
        (state.by_others[verdict], "by others"),
        (passed, "no longer binding"),
    )
    return (f"{count} {words}" for count, words in asides if count)


def _downloads(report: Report) -> Iterator[tuple[str, str, Iterator[Markup]]]:
    """The files that readers can take with them: the name, what is in it, and the address that has it, in pieces."""
    initiative = report.state.initiative.id
    for download in report.downloads:
        for kind in download.formats:
            words, media_type, written = TAKEN_ALONG[kind]
            address = _data_address(media_type, written(download.listing.in_format(kind)))
            yield f"{initiative}-{download.name}.{kind}", f"{download.name} {words}", address


def _data_address(media_type: str, content: Iterable[bytes]) -> Iterator[Markup]:
    """The address that has all of a file in it, piece by piece: letters and digits, of which none has to be escaped."""
    yield Markup(f"data:{media_type};charset=utf-8;base64,")  # noqa: S704
    left = b""
    for part in content:
        left += part
        whole = len(left) - len(left) % 3
        yield Markup(base64.b64encode(left[:whole]).decode())  # noqa: S704
        left = left[whole:]
    yield Markup(base64.b64encode(left).decode())  # noqa: S704


@cache
def _environment() -> Environment:
    environment = pages.environment()
    environment.filters |= {
        "around_wholes": WHOLE.split,
        "around_counts": COUNTED.split,
        "around_ids": UPDATE_IDS.split,
    }
    environment.globals |= {
        "GLYPHS": promises.GLYPHS,
        "MEANINGS": promises.MEANINGS,
        "LONGEST_LIST": LONGEST_LIST,
        "MOST_STEMS": MOST_STEMS,
        "NEWEST": NEWEST,
        "SIGNS": timeline.SIGNS,
        "TONES": promises.TONES,
        "count_words": timeline.count_words,
        "curve": svg.curve,
        "event_words": timeline.event_words,
        "figure_words": timeline.figure_words,
        "group_anchor": _group_anchor,
        "implied_words": phases.implied_words,
        "is_day": _is_day,
        "outcome_words": promises.outcome_words,
        "progress_words": phases.progress_words,
        "promise_anchor": linked.promise_anchor,
        "promised_words": promises.promised,
        "reading_words": metrics.reading_words,
        "said_words": _said_words,
        "set_words": timeline.set_words,
        "statement_words": details.statement_words,
        "tone": _tone,
        "tone_of_item": items.tone,
    }
    return environment


def _said_words(update: UpdateRow) -> str:
    """What an update is about, counted: "5 statements, 1 figure"."""
    counts = ((len(update.events), "statement"), (len(update.figures), "figure"), (len(update.counts), "public count"))
    told = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    return listed(told, "and") if told else "its source"


def _group_anchor(row: PromiseRow) -> str:
    """The id of the group of the ledger in which a promise is read."""
    return f"group.{GROUPS.index(group_of(row.verdict, party=row.by, is_floor=row.is_floor))}"


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _tone(column: Column, row: object) -> str:
    return column.tone(row) if column.tone else "plain"
