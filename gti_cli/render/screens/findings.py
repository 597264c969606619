"""What is wrong with a file, as people and editors read it: a line to jump to, and the user's own line marked."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType

from gti_cli.dataset.problems import Finding, Place
from gti_cli.render.safe import CONTROLS, REPLACEMENT, Pen
from gti_cli.render.terminal import Ink
from gti_cli.views.answer import Section
from gti_cli.views.columns import Tone

Line = list[tuple[str, Tone]]
"""Pieces of text, each in its tone."""

MOST = 100
"""So many findings are shown, and the rest are counted."""

TAB = "    "
WIDEST, BEFORE, MARKED = 110, 40, 60
"""So many cells of a long line are shown: so many before the mark if more stands behind it, and so many in the mark."""


def text(findings: Sequence[Finding], pen: Pen) -> str:
    """The findings in plain text."""
    return "".join("".join(piece for piece, _ in line) + "\n" for line in lines(findings, pen))


def lines(findings: Sequence[Finding], pen: Pen) -> list[Line]:
    """The findings line by line, with an empty line between them where a user's line is shown."""
    shown: list[Line] = []
    for finding in findings[:MOST]:
        if shown and finding.place:
            shown.append([])
        shown += _lines(finding, pen)
    if len(findings) > MOST:
        shown += [[], [(f"and {len(findings) - MOST} more; gti check --json has them all", "strong")]]
    return shown


def drawn(ink: Ink, section: Section) -> RenderableType:
    """The findings in colour; no line is broken, so that editors and people can follow the place."""
    found = [ink.line(*line) for line in lines(section.details, ink.pen)]
    for line in found:
        line.no_wrap, line.overflow = True, "ignore"
    return Group(*found)


def _lines(finding: Finding, pen: Pen) -> list[Line]:
    head, severity, rest = str(finding).partition(f": {finding.problem.severity}: ")
    tone: Tone = "bad" if finding.problem.severity == "error" else "doubtful"
    first: Line = [(pen.plain(head), "strong"), (severity, tone), (pen.plain(rest), "plain")]
    places = sorted(
        {place for place in (finding.place, finding.related) if place}, key=lambda place: (place.line, place.column)
    )
    width = max((len(str(place.line)) for place in places), default=0)
    return [first, *(line for place in places for line in _excerpt(place, width, pen, tone))]


def _excerpt(place: Place, width: int, pen: Pen, tone: Tone) -> list[Line]:
    """The user's line, and below it a mark under the value that the finding is about."""
    before, marked, after = _cut(place, pen)
    gutter = " " * width
    return [
        [(f"  {place.line:>{width}} | ", "quiet"), (before, "plain"), (marked, tone), (after, "plain")],
        [(f"  {gutter} | ", "quiet"), (" " * cell_len(before), "plain"), ("^" * max(1, cell_len(marked)), tone)],
    ]


def _cut(place: Place, pen: Pen) -> tuple[str, str, str]:
    """A line as it is shown, before, in and after the mark; cut around the mark where it is long."""
    start, end = place.column - 1, place.column - 1 + place.length
    before = _shown(place.text[max(0, start - WIDEST - 1) : start], pen)
    marked = _shown(place.text[start : min(end, start + WIDEST + 1)], pen)
    after = _shown(place.text[end : end + WIDEST + 1], pen)
    if cell_len(before + marked + after) <= WIDEST:
        return before, marked, after
    sign = pen.plain("…")
    marked = _begin(marked, MARKED, sign)
    room = WIDEST - cell_len(marked)
    before = _begin(before[::-1], max(BEFORE, room - cell_len(after)), sign)[::-1]
    return before, marked, _begin(after, room - cell_len(before), sign)


def _begin(text: str, cells: int, sign: str) -> str:
    """As much of the begin of a text as so many cells of a terminal show, with a sign where that is not all."""
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
