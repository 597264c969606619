"""The errors that a user is meant to read: each carries its message and the exit code of the command.

Exit codes are those of the contract: 1 for a dataset that is wrong or cannot be read, 2 for wrong usage.
"""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

KeyPath = tuple[str | int, ...]
Severity = Literal["error", "warning"]


class GtiError(Exception):
    """Something that the user can put right; `str` of it is the whole message."""

    exit_code = 1


class UsageError(GtiError):
    """The command was asked in a way that it cannot answer: an unknown id, a date that it cannot read."""

    exit_code = 2


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a dataset, and where.

    `path` leads to the value through tables, keys and list positions (counted from 0); `code` is short and stable;
    `message` says what is wrong and `hint`, where there is one, what to write instead. `related` is what the message
    speaks of as well: a few words that end it, and their path. `at` is the line and column where no path leads there.
    """

    path: KeyPath
    code: str
    message: str
    hint: str | None = None
    severity: Severity = "error"
    related: tuple[str, KeyPath] | None = None
    at: tuple[int, int] | None = None

    @property
    def place(self) -> str:
        """The path as people write it: `updates[7].events[2].item`."""
        return written_path(self.path)

    @property
    def marks_key(self) -> bool:
        """Whether it is the key that is wrong, and not its value."""
        return self.code == "unknown-key"

    def __str__(self) -> str:
        """What is wrong, and the remedy, in one line."""
        sentence = (
            f"{self.message} {self.related[0]} at {written_path(self.related[1])}" if self.related else self.message
        )
        return f"{sentence}; {self.hint}" if self.hint else sentence


def written_path(path: KeyPath) -> str:
    """A path as people write it: `updates[7].events[2].item`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{visible(step)}" for step in path)
    return "".join(steps).removeprefix(".")


class Place(Struct, frozen=True, kw_only=True):
    """Where a value or a key stands in a file: line and column, in characters from 1.

    `text` is that whole line, and `length` how many of its characters belong to the value.
    """

    line: int
    column: int
    length: int
    text: str


class Finding(Struct, frozen=True, kw_only=True):
    """A problem at its place in a file; `place` is None where the file cannot be read at all.

    `related` is the place of what the problem speaks of as well.
    """

    file: str
    problem: Problem
    place: Place | None = None
    related: Place | None = None

    @property
    def where(self) -> str:
        """The place as editors read it: `FILE:LINE:COL`."""
        return _where(self.file, self.place)

    @property
    def message(self) -> str:
        """What is wrong, with the place of what it speaks of as well."""
        if not self.problem.related:
            return self.problem.message
        words, _ = self.problem.related
        return f"{self.problem.message} {words} at {_where(self.file, self.related)}"

    def __str__(self) -> str:
        """The place, what is wrong, the remedy and the code, in one line."""
        problem = replace(self.problem, message=self.message, related=None)
        return f"{self.where}: {problem.severity}: {problem} [{problem.code}]"


def _where(file: str, place: Place | None) -> str:
    return visible(f"{file}:{place.line}:{place.column}" if place else file)


class DatasetError(GtiError):
    """A dataset that cannot be used: every problem of the file, in file order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems without their places."""
        return tuple(finding.problem for finding in self.findings)


def quoted(word: object) -> str:
    """A word of the user's, set apart from ours by double quotes; on one line, and cut where it is very long."""
    text = visible(str(word))
    return f'"{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"}"'


def visible(text: str) -> str:
    """A text with line breaks and control characters written out as their escapes."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: repr(match[0])[1:-1], text)


LONGEST_QUOTE = 60


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """Words as a list in a sentence: `a`, `a or b`, `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that comes nearest to `word`, two where they come equally near, none where none comes near.

    Of very many known words, only those with the most in common with it are compared; a word too long to be quoted is
    near to none.
    """
    return list(_nearest(word.lower(), tuple(known))) if len(word) <= LONGEST_QUOTE else []


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if len(known) > MOST_LIKELY:
        pairs = set(pairwise(word))
        known = (*nlargest(MOST_LIKELY, known, lambda one: len(pairs.intersection(pairwise(one[:LONGEST_QUOTE])))),)
    near = get_close_matches(word, known, n=2, cutoff=0.6)
    ratios = [SequenceMatcher(None, word, known_word).ratio() for known_word in near]
    return tuple(known_word for known_word, ratio in zip(near, ratios, strict=True) if ratio > ratios[0] - 0.1)


MOST_LIKELY = 20


def did_you_mean(word: str, known: Iterable[str], *, short: int = 12) -> str | None:
    """The known words nearest to `word` as a question, all of them when they are few, else None."""
    words = list(known)
    if near := nearest(word, words):
        return f"did you mean {listed(map(quoted, near))}?"
    if 0 < len(words) <= short:
        return f"there is {listed(map(quoted, words), 'and')}"
    return None


class Suggestions:
    """What words may mean that are not known.

    To compare words takes long, and a file may have thousands that are known, and thousands that are not: the last of
    these are told without a suggestion.
    """

    def __init__(self) -> None:
        self._compared = 0

    def of(self, word: str, known: Collection[str]) -> str | None:
        """The known words nearest to `word` as a question, as `did_you_mean` has it."""
        self._compared += len(known)
        return did_you_mean(word, known) if self._compared <= MOST_COMPARED else None


MOST_COMPARED = 100_000
"""So many pairs of words are compared for a file."""
