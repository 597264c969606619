"""Text → dataset, in five steps: bytes, text, TOML, records, references; or every problem of the file.

Whoever reads the file gives the bytes and the name under which messages speak of it.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomli

from gti_cli import references, shape
from gti_cli.errors import DatasetError, KeyPath, Problem
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
        found = [later for later in found if not _follows_from(later, problems) and _is_written(raw, later.path)]
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
    lines = text.split("\n")
    line = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
    if bare := re.search(r"=\s*([0-9]{4}-(?:[0-9]{2}|[QqHh][0-9]))(?![0-9-])", line):
        return f'write a date phrase with quotes, "{bare[1]}"'
    return None


def _follows_from(problem: Problem, earlier: list[Problem]) -> bool:
    """Whether a problem only repeats one of the keys and types: in the same value, or in the form of that event."""
    return any(
        problem.path[: len(wrong.path)] == wrong.path
        or (problem.code == "event-form" and wrong.path[: len(problem.path)] == problem.path)
        for wrong in earlier
        if wrong.path and wrong.code not in ("unknown-key", "missing-key")
    )


def _is_written(raw: dict[str, Any], path: KeyPath) -> bool:
    """Whether the file has the value: a neutral one that stands for a missing key is no problem of its own."""
    value: Any = raw
    for step in path[:-1]:
        value = value[step]
    return isinstance(path[-1], int) or path[-1] in value


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
