"""Forms of words as data, and all the ways in which the words of a phrase fit them.

A form is written as people write a phrase. A word in small letters stands for itself, one in capitals for any word of a
class, or for anything that has a form of that name: `D MONTH [YEAR]`, `by X`. What is in brackets may be left out; `|`
stands between two signs of which either will do, `~` where there is a space or a dash. Where a form has no space the
phrase has none either: `qDIGIT`, `YYYY-NN1-NN2`. A number at the end tells two signs of one class apart. A short dash
stands beside a number without a space, a long one everywhere else.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from gti_cli.dates.tokens import CLASSES, LONG_DASH, Token, classes, is_number

SIGN = r"(?:[A-Z_]+[0-9]?|[a-z]+|\.\.|[^\sA-Za-z0-9~|])"
ELEMENT = re.compile(rf"\[(?P<optional>[^]]*)\]|(?P<space> )|(?P<dash>~)|(?P<signs>{SIGN}(?:\|{SIGN})*)")

NUMBERS = "0123456789"
"""One at the end of a sign tells it from another of its class."""

READ_OVER = "the"
KEPT_BEFORE = ("next", "coming", "beginning")
"""The article is read over, but not before these: "in the next year" is not "in next year"."""

Reading = Callable[..., Any] | None
"""From what the capitals of a form stand for to what is read; it may raise ApartError. None: its one value."""
SAME: Reading = None

Form = tuple[str, str, Reading]
"""What it is a form of, how it is written, and how it is read."""


class ApartError(Exception):
    """Words that have a form, and yet do not go together."""


class Sign(NamedTuple):
    """One place in a form: a word or a class, the name of its value, and whether it is glued to the sign before."""

    symbol: str
    name: str | None
    glued: bool


class Leaf(NamedTuple):
    """A word that is taken as one of a class."""

    symbol: str
    at: int
    is_number: bool


class Tree(NamedTuple):
    """How words fit a form: what its capitals stand for, by name, and how they are read together."""

    reading: Callable[..., Any]
    parts: "tuple[tuple[str, Tree | Leaf], ...]"
    where: tuple[int, int]


Builder = Callable[[Sequence[str]], Any]
"""From the words of a phrase to what they are read as; it may raise ApartError."""


def builder(tree: "Tree | Leaf") -> Builder:
    """How words are read in that way. They may have other numbers and names than the words that it was found by."""
    if isinstance(tree, Leaf):
        return _of_class(tree)
    reading = tree.reading
    if len(tree.parts) == 1:
        name, part = tree.parts[0]
        return _once(reading, name, part) if isinstance(part, Leaf) else _of_one(reading, name, builder(part))
    parts = tuple((name, builder(part)) for name, part in tree.parts)
    return lambda words: reading(**{name: build(words) for name, build in parts})


def _of_one(reading: Callable[..., Any], name: str, build: Builder) -> Builder:
    return lambda words: reading(**{name: build(words)})


def _once(reading: Callable[..., Any], name: str, leaf: Leaf) -> Builder:
    """What is read of one word is the same wherever that word stands."""
    value, at = _of_class(leaf), leaf.at
    known: dict[str, Any] = {}

    def build(words: Sequence[str]) -> Any:
        word = words[at]
        if word not in known:
            known[word] = reading(**{name: value(words)})
        return known[word]

    return build


def _of_class(leaf: Leaf) -> Builder:
    at = leaf.at
    if leaf.is_number:
        return lambda words: int(words[at])
    meanings = CLASSES[leaf.symbol]
    return lambda words: meanings[words[at]]


def branches(tree: "Tree | Leaf") -> Iterator[Tree]:
    """The parts of a tree, inner ones first, and the tree itself."""
    if isinstance(tree, Tree):
        for _, part in tree.parts:
            yield from branches(part)
        yield tree


def nexts(form: str, *, glued: bool = False) -> Iterator[tuple[Sign | None, str]]:
    """The signs with which a form, or the rest of one, may go on, each with what is left then; None where it may end.

    It is `glued` where it goes on without a space.
    """
    element = ELEMENT.match(form)
    if element is None:
        yield None, ""
        return
    kind, text, rest = element.lastgroup, element[0], form[element.end() :]
    if kind == "signs":
        for symbol in text.split("|"):
            yield _sign(symbol, glued=glued), rest
        return
    if kind == "optional":
        yield from nexts(f"{text[1:-1]}{rest}")
    elif kind == "dash":
        for dash in ("-", LONG_DASH):
            yield Sign(dash, None, glued=True), f" {rest}"
    yield from nexts(rest)


def _sign(symbol: str, *, glued: bool) -> Sign:
    if not symbol[0].isupper():
        return Sign(symbol, None, glued)
    return Sign(symbol.rstrip(NUMBERS), symbol.lower(), glued)


Begun = tuple[str, Reading, tuple[str | None, ...], str]
"""A form of which some signs are there: what it is a form of, how it is read, their names, and what is left of it."""


class Signs(dict[str, "Signs | None"]):
    """The signs that may come next in forms that have begun, with what may follow each, and the forms that may end.

    What follows a sign is worked out when it is looked up, as a phrase has few of all signs; None where no form has it.
    """

    __slots__ = ("_begun", "ends")

    def __init__(self, begun: Iterable[Begun], *, glued: bool = True) -> None:
        self.ends: list[Begun] = []
        self._begun: dict[str, list[Begun]] = {}
        for kind, reading, names, form in begun:
            for sign, rest in nexts(form, glued=glued):
                if sign is None:
                    self.ends.append((kind, reading, names, rest))
                else:
                    key = f"+{sign.symbol}" if sign.glued else sign.symbol
                    self._begun.setdefault(key, []).append((kind, reading, (*names, sign.name), rest))

    def __missing__(self, sign: str) -> "Signs | None":
        """What may follow that sign."""
        if begun := self._begun.get(sign):
            self[sign] = Signs(begun)
            return self[sign]
        return None


def grammar(forms: Iterable[Form]) -> Signs:
    """The signs with which forms begin."""
    return Signs(((kind, reading, (), form) for kind, form, reading in forms), glued=False)


def trees(words: Sequence[Token], forms: Signs, goal: str) -> list[Tree]:
    """All the ways in which the words together fit the forms of that name."""
    return _Chart(words, forms).trees(goal)


Part = Tree | Leaf | None


class _Chart:
    """What can begin at each word: by sign, where the words end that fit it, and how they do.

    The words are gone through from the last to the first, since what begins at a word follows from it and from what
    begins after it.
    """

    def __init__(self, words: Sequence[Token], forms: Signs) -> None:
        self._words = words
        self._forms = forms
        self._edges: list[dict[str, list[tuple[int, Part]]]] = [{} for _ in range(len(words) + 1)]
        self._nexts = [_nexts(words, at) for at in range(len(words) + 1)]
        for start in reversed(range(len(words))):
            self._begin(start)

    def trees(self, goal: str) -> list[Tree]:
        """The ways in which all the words fit the forms of that name."""
        found = (edge for start in self._nexts[0] for edge in self._edges[start].get(goal, ()))
        return [part for end, part in found if end == len(self._words) and isinstance(part, Tree)]

    def _begin(self, start: int) -> None:
        word, edges = self._words[start], self._edges[start]
        agenda: list[tuple[str, int, Part]] = [(word.text, start + 1, None)]
        agenda += [(name, start + 1, Leaf(name, start, is_number(word.text))) for name in classes(word.text)]
        while agenda:
            symbol, end, part = agenda.pop()
            for key in (symbol, f"+{symbol}") if word.glued else (symbol,):
                edges.setdefault(key, []).append((end, part))
            if (signs := self._forms[symbol]) is not None:
                agenda.extend(self._fits(signs, start, end, (part,)))

    def _fits(self, signs: Signs, start: int, end: int, parts: tuple[Part, ...]) -> Iterator[tuple[str, int, Part]]:
        """The forms that go on with these signs after the parts that are there."""
        for kind, reading, names, _ in signs.ends:
            named = tuple((name, part) for name, part in zip(names, parts, strict=True) if name and part)
            yield kind, end, Tree(reading, named, (start, end)) if reading else named[0][1]
        for following in self._nexts[end]:
            for key, edges in self._edges[following].items():
                if (next_signs := signs[key]) is not None:
                    for stop, part in edges:
                        yield from self._fits(next_signs, start, stop, (*parts, part))


def _nexts(words: Sequence[Token], at: int) -> tuple[int, ...]:
    """Where one may go on from before a word: there, and after it where it is an article or joins two words."""
    if at + 1 >= len(words):
        return (at,)
    word, after = words[at], words[at + 1]
    if word.text == READ_OVER:
        return (at,) if after.text in KEPT_BEFORE else (at, at + 1)
    joins_words = at > 0 and words[at - 1].text.isalpha() and after.text.isalpha()
    return (at, at + 1) if word.text == LONG_DASH and word.glued and after.glued and joins_words else (at,)
