"""Text → dataset, in five steps: bytes, text, TOML, records, references; or every problem of the file.

Whoever reads the file gives the bytes and the name under which messages speak of it.
"""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli

from gti_cli import references, shape
from gti_cli.errors import DatasetError, KeyPath, Problem, nearest
from gti_cli.model import Dataset

BOM = "\ufeff"


def load_file(path: Path) -> Dataset:
    """The dataset in a file; raises DatasetError when it cannot be read or is wrong."""
    return load(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises DatasetError with the reason when there are none to be had."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        message, hint = "is a folder", "name the TOML file in it"
    except FileNotFoundError:
        message, hint = "there is no such file", None
    except (OSError, ValueError) as error:
        message, hint = f"cannot be read: {getattr(error, 'strerror', None) or error}", None
    raise DatasetError(str(path), [Problem(path=(), code="unreadable", message=message, hint=hint)])


def load(content: bytes, file: str) -> Dataset:
    """The dataset that a file's bytes hold; raises DatasetError with every problem, in file order."""
    with _garbage_collector_at_rest():
        raw = _toml(_text(content, file), file)
        dataset, problems = shape.records(raw)
        found = list(references.check(dataset))
    if found and problems:
        consequences = Consequences(raw, problems)
        found = [problem for problem in found if not consequences.include(problem)]
    if problems := [*problems, *found]:
        raise DatasetError(file, sorted(problems, key=lambda problem: _position(raw, problem.path)))
    return dataset


@contextmanager
def _garbage_collector_at_rest() -> Iterator[None]:
    """Loading makes many records and no garbage; looking for it costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"line {line} is not UTF-8 (byte 0x{content[error.start]:02x})"
        hint = "save the file in the encoding UTF-8"
        raise DatasetError(file, [Problem(path=(), code="not-utf-8", message=message, hint=hint)]) from None


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        hint = _toml_hint(text, error)
        problem = Problem(path=(), code="toml", message=f"the TOML does not parse: {error}", hint=hint)
    except (ValueError, RecursionError) as error:
        problem = Problem(path=(), code="toml", message=f"the TOML does not parse: {error}")
    raise DatasetError(file, [problem]) from None


def _toml_hint(text: str, error: tomli.TOMLDecodeError) -> str | None:
    line = text.split("\n")[error.lineno - 1]
    if bare := re.search(r"=\s*([0-9]{4}-(?:[0-9]{2}|[QqHh][0-9]))(?![0-9-])", line):
        return f'write a date phrase with quotes, "{bare[1]}"'
    return None


class Consequences:
    """What follows from problems in keys and types, and is not told as a problem of its own.

    `raw` is the parsed file, `problems` what is wrong in its keys and types.
    """

    def __init__(self, raw: dict[str, Any], problems: list[Problem]) -> None:
        self._raw = raw
        self._problems = problems
        self._doubtful = {table for problem in problems for table in self._without_all_ids(problem)}

    def include(self, problem: Problem) -> bool:
        """Whether a problem with references only repeats what is known."""
        return (
            any(self._repeats(problem, wrong) for wrong in self._problems)
            or not self._doubtful.isdisjoint(TABLES.get(problem.code, ()))
            or not self._is_written(problem.path)
        )

    def _repeats(self, problem: Problem, wrong: Problem) -> bool:
        path = wrong.path
        if problem.code == "event-form" and path[:-1] == problem.path:
            return wrong.code == "unknown-key" or path[-1] in FORM_KEYS
        if problem.code == "unknown-stage" and (self._hides_stages(wrong) or path == (*problem.path[:-1], "kind")):
            return True
        return bool(path) and wrong.code not in ("unknown-key", "missing-key") and problem.path[: len(path)] == path

    def _hides_stages(self, wrong: Problem) -> bool:
        """Whether the stages are wrong, or their table has a misspelt name."""
        misspelt = wrong.code == "unknown-key" and len(wrong.path) == 1 and nearest(str(wrong.path[0]), ["stages"])
        return wrong.path[:1] == ("stages",) or bool(misspelt)

    def _without_all_ids(self, wrong: Problem) -> Iterable[str]:
        """The tables of which some record cannot be referred to, since its id or its place is wrong."""
        table, inner = wrong.path[:1], wrong.path[1:]
        if not table:
            return [name for name in REQUIRED if name not in self._raw]
        if not inner and wrong.code == "unknown-key":
            return nearest(str(table[0]), DEFINING)
        hides = inner[1:] in ((), ("id",)) and not self._has_id(str(table[0]), inner)
        return [str(table[0])] if hides else []

    def _has_id(self, table: str, inner: KeyPath) -> bool:
        """Whether a record lacks only some key that is not its id."""
        records = self._raw[table]
        at = inner[0] if len(inner) == 1 else None
        return (
            isinstance(records, list) and isinstance(at, int) and isinstance(records[at], dict) and "id" in records[at]
        )

    def _is_written(self, path: KeyPath) -> bool:
        """Whether the file has the value: a neutral one that stands for a missing key is no problem of its own."""
        value: Any = self._raw
        for step in path[:-1]:
            value = value[step]
        return isinstance(path[-1], int) or path[-1] in value


FORM_KEYS = ("stage", "when", "target", "not_yet", "set", "note", "implied", "corrects")
"""The keys by which an event is one of the five kinds."""

ITEM_TABLES = ("centers", "regions", "reviews", "milestones")
REQUIRED = ("sources", "phases")
DEFINING = (*REQUIRED, *ITEM_TABLES, "metrics")
TABLES = {
    "unknown-item": ITEM_TABLES,
    "unknown-phase": ("phases",),
    "unknown-source": ("sources",),
    "unknown-metric": ("metrics",),
}
"""Where the ids stand that a reference may name, by the code of the problem when it names none."""


def _position(raw: dict[str, Any], path: KeyPath) -> list[int]:
    """Where in the file a path stands, as far as the order of keys in each table tells."""
    position = []
    value: Any = raw
    for step in path:
        if isinstance(step, int):
            position.append(step)
            value = value[step]
        else:
            position.append(list(value).index(step))
            value = value[step]
    return position
