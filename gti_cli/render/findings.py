"""What is wrong with a file, as people and editors read it: a line to jump to, and the user's own line marked."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from gti_cli.errors import Finding, Place
from gti_cli.render.clean import CONTROLS, REPLACEMENT
from gti_cli.render.pen import Pen
from gti_cli.views.columns import Tone

Line = list[tuple[str, Tone]]
"""Pieces of text, each in its tone."""

MOST = 100
"""So many findings are shown, and the rest are counted."""

TAB = "    "
WIDEST, BEFORE, MARKED = 110, 60, 60
"""So many characters of a long line are shown, and so many of them before and in the mark."""


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


def _lines(finding: Finding, pen: Pen) -> list[Line]:
    head, severity, rest = str(finding).partition(f": {finding.problem.severity}: ")
    tone: Tone = "bad" if finding.problem.severity == "error" else "doubtful"
    first: Line = [(pen.plain(head), "strong"), (severity, tone), (pen.plain(rest), "plain")]
    places = sorted({place for place in (finding.place, finding.related) if place}, key=lambda place: place.line)
    width = max((len(str(place.line)) for place in places), default=0)
    return [first, *(line for place in places for line in _excerpt(place, width, pen, tone))]


def _excerpt(place: Place, width: int, pen: Pen, tone: Tone) -> list[Line]:
    """The user's line, and below it a mark under the value that the finding is about."""
    start, end = place.column - 1, place.column - 1 + place.length
    before, marked, after = place.text[:start], place.text[start:end], place.text[end:]
    before = before if len(before) <= BEFORE else f"…{before[1 - BEFORE :]}"
    marked = marked if len(marked) <= MARKED else f"{marked[: MARKED - 1]}…"
    room = WIDEST - len(before) - len(marked)
    after = after if len(after) <= room else f"{after[: room - 1]}…"
    before, marked, after = (_shown(part, pen) for part in (before, marked, after))
    gutter = " " * width
    return [
        [(f"  {place.line:>{width}} | ", "quiet"), (before, "plain"), (marked, tone), (after, "plain")],
        [(f"  {gutter} | ", "quiet"), (" " * cell_len(before), "plain"), ("^" * max(1, cell_len(marked)), tone)],
    ]


def _shown(part: str, pen: Pen) -> str:
    return pen.plain(CONTROLS.sub(REPLACEMENT, part.replace("\t", TAB)))


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
    return re.sub(f"[%\r\n{also}]", lambda match: f"%{ord(match[0]):02X}", value)
