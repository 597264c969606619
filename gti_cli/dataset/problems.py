"""What is wrong with a dataset: each problem with its key path, each finding with its line and column.

A problem is found without places; a finding is a problem at its place in a file.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.errors import GtiError
from gti_cli.words import visible

KeyPath = tuple[str | int, ...]
Severity = Literal["error", "warning"]

Related = tuple[str, KeyPath]
"""Something else that a message speaks of: the words with which it ends, and their path."""


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a dataset, and where.

    `path` leads to the value through tables, keys and list positions (counted from 0); where no path leads there, `at`
    is the line and the column. `code` is short and stable. `message` says what is wrong and `hint`, where there is one,
    what to write instead.
    """

    path: KeyPath
    code: str
    message: str
    hint: str | None = None
    severity: Severity = "error"
    related: Related | None = None
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

    `related` is the place of the other thing that the problem speaks of, and `initiative` the id in the file, if known.
    """

    file: str
    problem: Problem
    place: Place | None = None
    related: Place | None = None
    initiative: str | None = None

    @property
    def where(self) -> str:
        """The place as editors read it: `FILE:LINE:COL`."""
        return _where(self.file, self.place)

    @property
    def message(self) -> str:
        """What is wrong, with the place of the other thing that it speaks of."""
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
