"""Findings as text: for people and editors, with the user's own line marked, and for the log of a workflow.

Nothing here needs a console, which takes long to import: an error is told at once.
"""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gti_cli.characters import CONTROLS, REPLACEMENT
from gti_cli.dataset.problems import Finding, Place
from gti_cli.render.safe import Pen
from gti_cli.views.columns import Tone

TonedLine = list[tuple[str, Tone]]
"""A line in pieces, each in its tone."""

MOST_FINDINGS = 100
"""More findings than this are not shown, but counted."""

TAB = "    "
WIDEST_EXCERPT = 110
"""A longer line is cut to so many cells around the mark."""

NEAR = 4 * WIDEST_EXCERPT
"""The characters looked at before, in and after a mark; combining ones take no cell."""

LEAST_BEFORE = 40
"""The cells shown before the mark, at least, where a line is cut and has as many."""

WIDEST_MARK = 60
"""The cells of a longer mark that are shown where a line is cut."""


def text(findings: Sequence[Finding], pen: Pen) -> str:
    """The findings in plain text."""
    return "".join("".join(piece for piece, _ in line) + "\n" for line in toned_lines(findings, pen))


def toned_lines(findings: Sequence[Finding], pen: Pen) -> list[TonedLine]:
    """The findings line by line, with an empty line between them where a user's line is shown."""
    shown: list[TonedLine] = []
    for finding in findings[:MOST_FINDINGS]:
        if shown and finding.place:
            shown.append([])
        shown += _finding_lines(finding, pen)
    if len(findings) > MOST_FINDINGS:
        shown += [[], [(f"and {len(findings) - MOST_FINDINGS} more; gti check --json has them all", "strong")]]
    return shown


def _finding_lines(finding: Finding, pen: Pen) -> list[TonedLine]:
    head, severity, rest = str(finding).partition(f": {finding.problem.severity}: ")
    tone: Tone = "bad" if finding.problem.severity == "error" else "doubtful"
    first: TonedLine = [(pen.plain(head), "strong"), (severity, tone), (pen.plain(rest), "plain")]
    places = sorted(
        {place for place in (finding.place, finding.related) if place}, key=lambda place: (place.line, place.column)
    )
    width = max((len(str(place.line)) for place in places), default=0)
    return [first, *(line for place in places for line in _excerpt(place, width, pen, tone))]


def _excerpt(place: Place, width: int, pen: Pen, tone: Tone) -> list[TonedLine]:
    """The user's line, and below it a mark under the value that the finding is about."""
    before, marked, after = _cut(place, pen)
    gutter = " " * width
    return [
        [(f"  {place.line:>{width}} | ", "quiet"), (before, "plain"), (marked, tone), (after, "plain")],
        [(f"  {gutter} | ", "quiet"), (" " * cell_len(before), "plain"), ("^" * max(1, cell_len(marked)), tone)],
    ]


def _cut(place: Place, pen: Pen) -> tuple[str, str, str]:
    """What is shown of a line before, in and after the mark; a long line is cut around the mark."""
    start, end = place.column - 1, place.column - 1 + place.length
    before = _shown(place.text[max(0, start - NEAR) : start], pen)
    marked = _shown(place.text[start : min(end, start + NEAR)], pen)
    after = _shown(place.text[end : end + NEAR], pen)
    if cell_len(before + marked + after) <= WIDEST_EXCERPT:
        return before, marked, after
    sign = pen.plain("…")
    marked = _first_cells(marked, WIDEST_MARK, sign)
    room = WIDEST_EXCERPT - cell_len(marked)
    before = _first_cells(before[::-1], max(LEAST_BEFORE, room - cell_len(after)), sign)[::-1]
    return before, marked, _first_cells(after, room - cell_len(before), sign)


def _first_cells(text: str, cells: int, sign: str) -> str:
    """The beginning of a text, cut to so many cells of a terminal; a sign at its end tells that it is cut."""
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text + sign) > cells:
        text = text[:-1]
    return text + sign


def _shown(part: str, pen: Pen) -> str:
    return pen.plain(re.sub(CONTROLS, REPLACEMENT, part.replace("\t", TAB)))


def github(findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations beside the lines of a pull request."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    problem, place = finding.problem, finding.place
    where = {"file": finding.file} | ({"line": str(place.line), "col": str(place.column)} if place else {})
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in {**where, "title": problem.code}.items())
    message = f"{finding.message}; {problem.hint}" if problem.hint else finding.message
    return f"::{problem.severity} {properties}::{_escaped(message)}\n"


def _escaped(value: str, also: str = "") -> str:
    """A text in which the characters that end a workflow command, or a property of it, are written as codes."""
    coded = re.sub(f"[%\r\n{also}]", lambda match: f"%{ord(match[0]):02X}", value)
    return re.sub(CONTROLS, REPLACEMENT, coded)
