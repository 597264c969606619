"""A terminal that is read back: what was drawn on it, line by line, and where a text stands in that."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import pyte
from pyte.screens import wcwidth

Block = tuple[str, ...]
"""The texts that a screen shows of one row, together and before those of the next row."""

Place = tuple[int, int]
"""A line and a column, counted in signs."""

MOST_LINES = 20_000


class Cell(str):
    """A text that stands at the beginning of a cell: of a line, after a gap, or after a sign there."""

    __slots__ = ()


class Terminal(pyte.Screen):
    """A terminal so many columns wide and as high as it takes, which notices what does not fit into a line."""

    def __init__(self, columns: int) -> None:
        super().__init__(columns, MOST_LINES)
        self.overflows: list[str] = []

    def draw(self, data: str) -> None:
        """Put signs on the screen, one by one: what has no width would end the drawing of those after it."""
        for sign in data:
            if self.cursor.x + max(0, wcwidth(sign)) > self.columns:
                self.overflows.append(self._line(self.cursor.y))
            super().draw(sign)

    def rows(self) -> list[str]:
        """What stands on the screen, without the space at the end of lines."""
        return [self._line(at) for at in range(self.cursor.y + 1)]

    def _line(self, at: int) -> str:
        return "".join(self.buffer[at][column].data for column in range(self.columns)).rstrip()

    def is_as_it_was(self) -> bool:
        """Whether the next program finds the terminal in order: a cursor that is seen, plain colours, line breaks."""
        plain = self.cursor.attrs == self.default_char
        return plain and not self.cursor.hidden and {pyte.modes.DECTCEM, pyte.modes.DECAWM} <= self.mode


def shown(written: bytes, columns: int) -> Terminal:
    """The terminal after these bytes were written to it."""
    terminal = Terminal(columns)
    pyte.ByteStream(terminal).feed(written)
    assert terminal.cursor.y < MOST_LINES - 1
    return terminal


def missing(lines: Sequence[str], blocks: Sequence[Block], *, as_written: Callable[[str], str] = str) -> str | None:
    """What does not stand on the screen, None where all does.

    The blocks stand one after the other, each on lines of its own: each takes as few as hold all its texts, every text
    at a place of its own, so that a text which is missing in one row is not found in the next. Within its block a text
    may stand anywhere. It is read along its line; where the line or the cell ends, it goes on in the next line, in
    the same cell or where that line begins. It breaks between words, or in a word that begins its cell: one that no
    line could hold.
    `as_written` says how a text is written in the encoding of the terminal.
    """
    lines = [_composed(line) for line in lines]
    first = 0
    for nth, block in enumerate(blocks):
        taken: set[Place] = set()
        last = first
        for text in sorted(block, key=lambda text: (-len(text), not isinstance(text, Cell))):
            wanted = as_written(one_line(text))
            where = next(_places(lines, first, wanted, taken, begins=isinstance(text, Cell)), None)
            if where is None:
                rest = "\n".join(lines[first:])
                return f"{wanted!r} of {block} is not there, after {nth} blocks that are, in\n{rest}"
            taken.update(where)
            last = max(last, *(line for line, _ in where))
        first = last + 1
    return None


def first_line(lines: Sequence[str], text: str) -> int:
    """The line where a text begins that begins a cell; beyond the last one where there is none."""
    lines = [_composed(line) for line in lines]
    places = next(_places(lines, 0, one_line(text), set(), begins=True), frozenset({(len(lines), 0)}))
    return min(places)[0]


def one_line(text: str) -> str:
    """A text as it is to be seen: on one line, its signs composed, controls and turns of direction as a sign."""
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in line)


def _composed(line: str) -> str:
    """A line with its signs composed, and wide spaces as others."""
    return unicodedata.normalize("NFC", line).replace("\u3000", " ")


def _places(
    lines: Sequence[str], first: int, text: str, taken: set[Place], *, begins: bool
) -> Iterator[frozenset[Place]]:
    """The places of each occurrence of a text that takes none of those taken, the one that ends first before others."""
    found: list[frozenset[Place]] = []
    for at in range(first, len(lines)):
        line = lines[at]
        column = line.find(text[0])
        while column >= 0:
            begins_word = not (column and text[0].isalnum() and line[column - 1].isalnum())
            if begins_word and (not begins or CELL.search(line[:column])):
                found += filter(taken.isdisjoint, _read(lines, at, column, text))
            column = line.find(text[0], column + 1)
        if any(max(places)[0] <= at for places in found):
            break
    yield from sorted(found, key=max)


CELL = re.compile(r"(?:^|  )(?:\S )?$")
"""What stands in a line before the beginning of a cell."""


def _read(lines: Sequence[str], at: int, column: int, text: str) -> Iterator[frozenset[Place]]:
    """The ways in which a text can be read from a place on."""
    line = lines[at]
    length = 0
    while length < len(text) and line[column + length : column + length + 1] == text[length]:
        length += 1
    here = frozenset((at, column + nth) for nth in range(length) if text[nth] != " ")
    if length == len(text):
        if not (text[-1].isalnum() and line[column + length : column + length + 1].isalnum()):
            yield here
        return
    if length and text[length - 1].isspace():
        length -= 1
    rest, after = text[length:], line[column + length :]
    if not length or at + 1 == len(lines) or (after and not after.startswith("  ")):
        return
    if not rest[0].isspace():
        word = column + text.rfind(" ", 0, length) + 1
        if not CELL.search(line[:word]):
            return
    for start in _continued(line, column, lines[at + 1]):
        for places in _read(lines, at + 1, start, rest.lstrip()):
            yield here | places


def _continued(line: str, column: int, following: str) -> list[int]:
    """Where the cell that has this column can go on in the line below: at its own edge, or where that line begins."""
    begin = max(start for start in _cells(line) if start <= column)
    edges = {_width(line[:begin]), _width(line[:begin]) + (2 if line[begin + 1 : begin + 2] == " " else 0)}
    starts = _cells(following)
    return [start for start in starts if start == starts[0] or _width(following[:start]) in edges]


def _cells(line: str) -> list[int]:
    """The places at which the cells of a line begin."""
    return [match.start() for match in re.finditer(r"(?:(?<=^)|(?<=  ))\S", line)]


def _width(text: str) -> int:
    """How many columns a text takes."""
    return sum(max(0, wcwidth(sign)) for sign in text)
