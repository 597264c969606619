"""A chart as a picture by itself, for an article: an SVG that needs nothing else, with its title, key and source.

Its lanes have the shapes of the report's, at the same places of an axis.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from unicodedata import combining, east_asian_width

from jinja2 import Environment
from msgspec import Struct

from gti_cli.characters import one_line
from gti_cli.render import pages, svg
from gti_cli.views import chart, in_brief, slips
from gti_cli.views.answer import Picture
from gti_cli.views.chart import MEANINGS, Kind, Segment
from gti_cli.views.columns import Tone
from gti_cli.views.promises import TONES, Lines, PromiseRow
from gti_cli.words import capitalized

WIDTH, EDGE = 1000, 28
"""The width of a picture, and its margin."""

AXIS = 420
"""Where the axis begins; the labels are to the left of it."""

LINE, LANE = 18, 34
"""The heights of a line of text and of a lane."""

SWATCH = 38
"""The room of a sign of the key."""

CHARACTER = {"title": 11.0, "heading": 8.0, "label": 7.6}
"""The room that a character takes on average, by the look of its text; one of twice the width takes twice as much."""

OTHER_CHARACTER = 6.8


class Text(Struct, frozen=True):
    """A line of text at a place, and how it looks."""

    x: int
    y: int
    text: str
    look: str


class Swatch(Struct, frozen=True):
    """A sign of the key at a place."""

    x: int
    y: int
    kind: Kind


class Lane(Struct, frozen=True):
    """The stretches of a row, below a line across the picture, at a height."""

    y: int
    segments: Sequence[Segment]
    tone: Tone


class Sheet:
    """A picture that is filled from top to bottom: `y` is where the next part begins."""

    def __init__(self, drawing: chart.Chart | slips.SlipChart, answer: Picture, name: str, told: Sequence[str]) -> None:
        """With what it tells in words, for those who cannot see it."""
        caption = answer.caption
        self.name = name
        self.title = f"{answer.heading}: {caption.initiative}"
        self.description = " ".join(told) or f"{capitalized(answer.none_found)}."
        self.axis = svg.percent(drawing.axis)
        self.day = drawing.day
        self.texts: list[Text] = []
        self.swatches: list[Swatch] = []
        self.lanes: list[Lane] = []
        self.y: int = EDGE
        self.top = self.bottom = self.y
        self.write(self.title, "title", step=26)
        self.write(capitalized(caption.as_known), "small")
        self._key(drawing.kinds)
        self._source = f"Source: statements published by {caption.stated_by}; verdicts worked out by gti"

    def write(self, text: str, look: str, *, step: int = LINE, room: int = WIDTH - 2 * EDGE) -> None:
        """A text on as many lines as it needs."""
        for line in wrapped(text, int(room / CHARACTER.get(look, OTHER_CHARACTER))):
            self.y += step
            self.texts.append(Text(EDGE, self.y, line, look))

    def _key(self, kinds: Iterable[Kind]) -> None:
        """The signs that occur, in rows from left to right."""
        x: int = EDGE
        self.y += 12
        for kind in kinds:
            needed = SWATCH + int(len(MEANINGS[kind]) * OTHER_CHARACTER) + LINE
            if x > EDGE and x + needed > WIDTH - EDGE:
                x, self.y = EDGE, self.y + 22
            self.swatches.append(Swatch(x, self.y, kind))
            self.texts.append(Text(x + SWATCH, self.y + 14, MEANINGS[kind], "small"))
            x += needed
        self.y += 40

    def begin(self) -> None:
        """The axis begins here, below its years."""
        self.top = self.y
        self.y += 26

    def heading(self, text: str) -> None:
        """What stands over some rows."""
        self.y += 8
        self.write(text, "heading")
        self.y += 6

    def row(self, texts: Iterable[tuple[str, str]], segments: Sequence[Segment] = (), tone: Tone = "plain") -> None:
        """Texts before the axis, and stretches on it."""
        begin = self.y
        self.lanes.append(Lane(begin, segments, tone))
        for text, look in texts:
            self.write(text, look, room=AXIS - 2 * EDGE)
        self.y = max(self.y + 8, begin + LANE)

    def end(self) -> "Sheet":
        """The axis ends here, and the source stands below it."""
        self.bottom = self.y
        self.y += 30
        self.write(self._source, "small")
        self.y += EDGE
        return self


def text(answer: Picture) -> str:
    """The picture of a chart; the same answer gives the same text, letter by letter."""
    sheet = _slips(answer) if answer.drawing == "slips" else _plan(answer)
    return _environment().get_template("chart.svg.j2").render(sheet=sheet)


@cache
def _environment() -> Environment:
    made = pages.environment()
    made.globals |= {"WIDTH": WIDTH, "EDGE": EDGE, "AXIS": AXIS, "LANE": LANE}
    return made


def _plan(answer: Picture) -> Sheet:
    lines: Lines = answer.details
    rows = list(answer.shown)
    drawing = chart.chart(rows, lines.day)
    lane_of = {lane.promise.id: lane for lane in drawing.lanes}
    told = [f"{lane.promise.label}: {lane.promise.verdict}; {lane.words}." for lane in lane_of.values()]
    sheet = Sheet(drawing, answer, "chart", told)
    sheet.begin()
    for heading, group in lines.groups(rows):
        if heading:
            sheet.heading(heading)
        for row in group:
            sheet.row(_label(row, lines.day), lane_of[row.id].segments, TONES[row.verdict])
    return sheet.end()


def _slips(answer: Picture) -> Sheet:
    details: slips.Drawn = answer.details
    drawing = slips.slips(details.promises, details.day)
    found = list(drawing.slips)
    told = [f"{slip.promise.label}: {'; '.join(said.words for said in slip.lines)}." for slip in found]
    sheet = Sheet(drawing, answer, "slips", told)
    sheet.begin()
    for slip in found:
        sheet.row(_label(slip.promise, drawing.day))
        for said in slip.lines:
            sheet.row([(said.words, "told")], said.segments, TONES[slip.promise.verdict])
    return sheet.end()


def _label(row: PromiseRow, day: date) -> list[tuple[str, str]]:
    """The name of a promise, and below it the verdict with what it comes to."""
    result = str(in_brief.result(row, day))
    return [(row.label, "label"), (": ".join(filter(None, (row.verdict, result))), f"small {TONES[row.verdict]}")]


def wrapped(text: str, most: int) -> list[str]:
    """A text on lines of so many characters at most; broken between words, or within one that is longer than that."""
    lines = [""]
    for word in one_line(text).split():
        if lines[-1] and _width(f"{lines[-1]} {word}") <= most:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and _width(lines[-1] + letter) > most:
                lines.append("")
            lines[-1] += letter
    return lines[1:]


def _width(text: str) -> int:
    """The room of a text in characters: some take none, some that of two."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
