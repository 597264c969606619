"""The words of a phrase, all that they can mean, and the one meaning that they have where they stand."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, NoReturn

from gti_cli.dates.conventions import Conventions, phrase_line
from gti_cli.dates.forms import grammar, vocabulary
from gti_cli.dates.leaning import (
    NOTHING,
    OUT_OF_REACH,
    Leaning,
    NoConventionError,
    NoDayError,
    NoFormError,
    NoOrderError,
    OtherKeyError,
    RefusedError,
    TwoReadingsError,
    Use,
)
from gti_cli.dates.left_out import days_of
from gti_cli.dates.pattern import ApartError, Builder, Tree, branches, builder, trees
from gti_cli.dates.periods import Point
from gti_cli.dates.statements import Meaning, Statement
from gti_cli.dates.tokens import WORD, classes, is_number, plain, split, tokens
from gti_cli.words import quoted

LONGEST = 100
"""Words are not looked at where there are more characters than this."""
MOST = 30
"""Nor where there are more of them."""


class Reading(NamedTuple):
    """What a phrase means, and what that rests on."""

    meaning: Meaning
    asked: int
    """How much of the day of publication it depends on."""
    is_own: bool
    """Whether the words mean this on that day or in that file only."""
    conventions: tuple[str, ...]
    doubt: str | None


class Shape(NamedTuple):
    """What phrases have in common that differ in numbers and names of months alone."""

    at: tuple[int, ...]
    """Which of the pieces of a text are its words."""
    ways: tuple[tuple[Tree, Builder], ...]
    """How they fit the forms, and how they are read in each way."""


class Words:
    """The words of a phrase, held against the forms."""

    __slots__ = ("_conventions", "_pieces", "_shape", "_statements", "own_phrases", "text")

    def __init__(self, written: str, conventions: Conventions) -> None:
        self._conventions = conventions
        self.text, self.own_phrases = substituted(plain(written), conventions.phrases)
        self._pieces = split(self.text) if len(self.text) <= LONGEST else []
        self._shape = shape_of(self._pieces)
        self._statements: list[tuple[Statement, Tree]] = []
        words = self.words
        for tree, build in self._shape.ways:
            try:
                self._statements.append((build(words), tree))
            except ApartError:
                continue

    @property
    def words(self) -> list[str]:
        """The words that count, in small letters."""
        pieces = self._pieces
        return [pieces[at][1] for at in self._shape.at]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where in the text each of those words begins and ends."""
        spans = [match.span(2) for match in WORD.finditer(self.text)]
        return [spans[at] for at in self._shape.at]

    def read(self, day: date | None, use: Use | None) -> Reading:
        """The meaning that the words have, said on that day under that key. Raises RefusedError."""
        found: list[tuple[Meaning, Leaning]] = []
        refused: list[tuple[RefusedError, Tree]] = []
        asked = NOTHING
        for statement, tree in self._statements:
            leaning = Leaning(day, use, self._conventions)
            try:
                found.append((statement.read(leaning), leaning))
            except RefusedError as refusal:
                refused.append((refusal, tree))
            except (ValueError, OverflowError):
                refused.append((RefusedError(OUT_OF_REACH), tree))
            asked = max(asked, leaning.asked)
        if len(found) != 1:
            try:
                found = [self._chosen(found)] if found else self._refuse(refused, day, use)
            except RefusedError as refusal:
                refusal.asked = asked
                raise
        meaning, leaning = found[0]
        lines = self.own_phrases + leaning.by_conventions
        is_own = leaning.leans or bool(self.own_phrases)
        doubt = None
        if refused and any(isinstance(refusal, NoConventionError) for refusal, _ in refused):
            doubt = f"{quoted(self.text)} can be a fiscal year, too; write {quoted(meaning.text)} where it is none"
        return Reading(meaning, asked, is_own, lines, doubt)

    def _chosen(self, found: list[tuple[Meaning, Leaning]]) -> tuple[Meaning, Leaning]:
        """The meaning of words that fit several forms, which leans on nothing if it need not."""
        meanings = {(meaning.days, meaning.takes_back): meaning.text for meaning, _ in found}
        if len(meanings) > 1:
            raise TwoReadingsError("can be read in two ways", *meanings.values())
        return min(found, key=lambda reading: reading[1].leans)

    def _refuse(self, refused: list[tuple[RefusedError, Tree]], day: date | None, use: Use | None) -> NoReturn:
        """Raise the gravest of the refusals, which knows what words are to blame."""
        if not refused:
            raise NoFormError("is no form of a date that gti reads")
        gravest, tree = min(refused, key=lambda refusal: GRAVITY.index(type(refusal[0])))
        words = self.words
        for branch in () if isinstance(gravest, NoDayError) else branches(tree):
            refusal = _refusal_of(builder(branch)(words), Leaning(day, use, self._conventions))
            if str(refusal) == str(gravest):
                gravest.where, gravest.instead = branch.where, refusal.instead if refusal else ()
                break
        raise gravest


def _refusal_of(built: object, leaning: Leaning) -> RefusedError | None:
    """Why a part of a phrase would be refused by itself, if it is a point and would be."""
    try:
        if isinstance(built, Point):
            days_of(built, leaning)
    except RefusedError as refusal:
        return refusal
    except (ValueError, OverflowError):
        return RefusedError(OUT_OF_REACH)
    return None


GRAVITY = (NoConventionError, NoOrderError, TwoReadingsError, OtherKeyError, NoDayError, RefusedError)
"""Where words fit several forms, and are refused in each, the first of these is told."""


UNKNOWN = "UNKNOWN"
_SIGNS: dict[str, str] = {}
_SHAPES: dict[str, Shape] = {}


def shape_of(pieces: list[tuple[str, str]]) -> Shape:
    """The shape of a text; texts of one shape are held against the forms once."""
    signs = "\t".join([space + (_SIGNS.get(word) or _sign(word)) for space, word in pieces])
    shape = _SHAPES.get(signs)
    if shape is None:
        words = tokens(pieces) if len(pieces) <= MOST and UNKNOWN not in signs else []
        ways = ((tree, builder(tree)) for tree in trees([word for _, word in words], grammar(), "STATEMENT"))
        shape = _SHAPES[signs] = Shape(tuple(at for at, _ in words), tuple(ways))
    return shape


def _sign(word: str) -> str:
    """What stands for a word in a shape: how long a number is, the word itself where a form has it, else no more."""
    if is_number(word):
        return _SIGNS.setdefault(word, f"{len(word)} digits") if len(word) <= 4 else f"{len(word)} digits"
    if "MONTH" in classes(word):
        return _SIGNS.setdefault(word, "MONTH")
    if word in vocabulary():
        return _SIGNS.setdefault(word, word)
    return UNKNOWN


def substituted(text: str, phrases: Sequence[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    """A text with a file's own words replaced by the phrases that they stand for, and the lines that say so.

    Of two that begin at one word the longer is taken.
    """
    if not phrases:
        return text, ()
    own = {tuple(word for _, word in split(plain(name))): (name, meaning) for name, meaning in phrases}
    longest_first = sorted(filter(None, own), key=len, reverse=True)
    places = [match.span(2) for match in WORD.finditer(text)]
    words = tuple(text[start:end].lower() for start, end in places)
    pieces, lines = [], []
    at = done = 0
    while at < len(words):
        found = next((name for name in longest_first if words[at : at + len(name)] == name), None)
        if found:
            pieces += [text[done : places[at][0]], plain(own[found][1])]
            lines.append(phrase_line(own[found]))
            done = places[at + len(found) - 1][1]
        at += len(found or "1")
    return "".join([*pieces, text[done:]]), tuple(lines)
