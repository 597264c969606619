"""The words of a date phrase, with everything made alike that does not matter for what it means.

Case, runs of spaces, kinds of dash and apostrophe, full stops after abbreviations, commas, and the form in which an
accented letter is encoded do not matter.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from gti_cli.dates.span import MONTHS

ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"), **dict.fromkeys("’‘ʼ′`´＇‛", "'")})
WORD = re.compile(r"( ?)([0-9]+|[^\W\d_]+|\.\.|\S)")

LONG_DASH = "–"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
UNITS = ("day", "week", "month", "quarter", "year", "decade")
VERBS = (
    "close open launch begin complete finish deliver release publish conclude closed opened launched completed "
    "finished delivered released published concluded completion delivery launching opening ready available "
    "operational live"
).split()

CLASSES: dict[str, Mapping[str, object]] = {
    "MONTH": {name: at for at, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9},
    "WEEKDAY": {name: at for at, day in enumerate(WEEKDAYS) for name in (day, day[:3])}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "NTH": {"first": 1, "second": 2, "third": 3, "fourth": 4},
    "N": {word: at for at, word in enumerate(NUMBERS) if at} | TENS | {"a": 1, "an": 1},
    "UNIT": {unit: unit for unit in UNITS},
    "UNITS": {f"{unit}s": unit for unit in UNITS},
    "PIECE": {unit: unit for unit in ("week", "quarter", "half", "decade")},
    "WHICH": {"this": 0, "current": 0, "next": 1, "last": -1, "previous": -1},
    "SEASON": {name: name for name in ("spring", "summer", "autumn", "fall", "winter")},
    "VERB": dict.fromkeys(VERBS, ""),
}
"""The classes of words that forms speak of, each with its words and what they stand for."""

DIGITS: dict[int, tuple[str, ...]] = {
    1: ("DIGIT", "NN", "N"),
    2: ("NN", "YY", "N"),
    3: ("N",),
    4: ("YYYY", "N"),
    8: ("YYYYMMDD",),
}
"""The classes of a number in digits, by how many digits it has."""


class Token(NamedTuple):
    """A word, a number or a sign of a phrase; `glued` where nothing stands between it and the one before."""

    text: str
    glued: bool


def plain(written: str) -> str:
    """A text on one line, with one kind of dash, apostrophe and space; its case is kept."""
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written.translate(ALIKE))
    return " ".join(written.split())


def split(text: str) -> list[tuple[str, str]]:
    """The words, numbers and signs of a plain text in small letters, each with the space before it."""
    return WORD.findall(text.lower())


def tokens(pieces: list[tuple[str, str]]) -> list[tuple[int, Token]]:
    """Those pieces of a text that count, without commas and the full stops and colons that end a word.

    A dash is a long one, but for one beside a number without a space.
    """
    found: list[tuple[int, Token]] = []
    is_glued = False
    for at, (space, word) in enumerate(pieces):
        after_space, after = pieces[at + 1] if at + 1 < len(pieces) else (" ", "")
        before = found[-1][1].text if found else ""
        if word == "," or (word in ".:" and before and (after_space or before.isalpha())):
            is_glued = False
            continue
        is_glued = is_glued and not space
        if word == "-" and not (is_glued and not after_space and (is_number(before) or is_number(after))):
            word = LONG_DASH
        found.append((at, Token(word, is_glued)))
        is_glued = True
    return found


def is_number(word: str) -> bool:
    """Whether a word is a number in digits."""
    return "0" <= word[:1] <= "9"


def classes(word: str) -> tuple[str, ...]:
    """The classes that a word is of."""
    if is_number(word):
        return DIGITS.get(len(word), ())
    return tuple(name for name, words in CLASSES.items() if word in words)
