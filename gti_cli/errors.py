"""The errors that a user is meant to read: each carries its message and the exit code of the command.

Exit codes are those of the contract: 1 for a dataset that is wrong or cannot be read, 2 for wrong usage.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

KeyPath = tuple[str | int, ...]


class GtiError(Exception):
    """Something that the user can put right; `str` of it is the whole message."""

    exit_code = 1


class UsageError(GtiError):
    """The command was asked in a way that it cannot answer: an unknown id, a date that it cannot read."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a dataset, and where.

    `path` leads to the value through tables, keys and list positions (counted from 0); `code` is short and stable;
    `message` says what is wrong and `hint`, where there is one, what to write instead.
    """

    path: KeyPath
    code: str
    message: str
    hint: str | None = None

    @property
    def place(self) -> str:
        """The path as people write it: `updates[7].events[2].item`."""
        return written_path(self.path)

    def __str__(self) -> str:
        """The place, what is wrong and the remedy, in one line."""
        where = f"{self.place}: " if self.path else ""
        return f"{where}{self.message}; {self.hint}" if self.hint else f"{where}{self.message}"


def written_path(path: KeyPath) -> str:
    """A path as people write it: `updates[7].events[2].item`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{visible(step)}" for step in path)
    return "".join(steps).removeprefix(".")


class DatasetError(GtiError):
    """A dataset that cannot be used: every problem of the file, in file order."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{file}: {problem}" for problem in self.problems))


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
    """The one or two known words that come nearest to `word`, none where none comes near."""
    return get_close_matches(word.lower(), list(known), n=2, cutoff=0.6)


def did_you_mean(word: str, known: Iterable[str], *, short: int = 12) -> str | None:
    """The known words nearest to `word` as a question, all of them when they are few, else None."""
    words = list(known)
    if near := nearest(word, words):
        return f"did you mean {listed(map(quoted, near))}?"
    if 0 < len(words) <= short:
        return f"there is {listed(map(quoted, words), 'and')}"
    return None
