"""The report as one HTML page that needs nothing else: no script, no font, no picture from anywhere.

What the page says is decided by the views; the template draws it. Every text that is put into it is escaped, and is
cleaned as for a terminal: one line, control and direction characters made visible.
"""

import base64
import hashlib
import re
from datetime import date
from functools import cache

from jinja2 import Environment

from gti_cli.render import pages, svg
from gti_cli.views import chart, details, groups, items, metrics, phases, promises, slips, status, timeline
from gti_cli.views.columns import Column
from gti_cli.views.report import Report
from gti_cli.views.values import days_text

WHOLE = re.compile(
    r"(\b\d{1,2} [A-Z][a-z]{2}\b(?: \d{4}\b\*?)?(?: –)?"
    r"|\b\d+ (?:days? )?(?:early|late)\b(?: …)?|\bon time\b(?: …)?)"
)
"""What is not broken over two lines: a day as people read it, a number of days, each alone or the first of two."""

UPDATE_IDS = re.compile(r"(\b\d{4}-\d\d-\d\d(?:-\d+)?\b)")

LONGEST_LIST = 5
"""How many promises a list at the top names; the rest are counted."""

MOST_STEMS = 8
"""More readings than this are joined by a line instead of standing on stems."""


def text(report: Report) -> str:
    """The page; the same report gives the same page, letter by letter."""
    environment = _environment()
    rows = [judged.row for judged in report.promises]
    style = environment.get_template("report.css").render()
    return environment.get_template("report.html.j2").render(
        report=report,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        chart=chart.chart(rows, report.caption.clock),
        slips=slips.slips(rows, report.caption.clock),
        items={row.id for listing in report.listings for row in listing.rows},
        update_of={update.id: update for update in report.updates},
        signs=timeline.signs_in(report.updates),
    )


@cache
def _environment() -> Environment:
    environment = pages.environment()
    environment.filters |= {"around_wholes": WHOLE.split, "around_ids": UPDATE_IDS.split}
    environment.globals |= {
        "GLYPHS": promises.GLYPHS,
        "MEANINGS": promises.MEANINGS,
        "LONGEST_LIST": LONGEST_LIST,
        "MOST_STEMS": MOST_STEMS,
        "SIGNS": timeline.SIGNS,
        "SILENT_DAYS": groups.SILENT_DAYS,
        "TONES": promises.TONES,
        "count_words": timeline.count_words,
        "curve": svg.curve,
        "days_text": days_text,
        "due_words": status.due_words,
        "event_words": timeline.event_words,
        "figure_words": timeline.figure_words,
        "is_day": _is_day,
        "moved_words": status.moved_words,
        "progress_words": phases.progress_words,
        "reading_words": metrics.reading_words,
        "set_words": timeline.set_words,
        "silent_words": status.silent_words,
        "statement_words": details.statement_words,
        "tone": _tone,
        "tone_of_item": items.tone,
    }
    return environment


def _is_day(value: object) -> bool:
    return isinstance(value, date)


def _tone(column: Column, row: object) -> str:
    return column.tone(row) if column.tone else "plain"
