"""Reads the dataset in a file's bytes, or raises every problem of the first step that finds one.

Form comes first: the bytes are text, the text is TOML, its keys and types are those of the records. References come
next, on records that are whole. A file that is right goes through TOML and records in chunks; what is wrong is looked
for in the whole. Whoever reads a file gives the bytes and the name under which messages speak of it.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import tomli
from msgspec import Struct

from gti_cli.dataset import chunks, references
from gti_cli.dataset.model import Dataset
from gti_cli.dataset.phrases import MISSHAPEN, FilePhrases
from gti_cli.dataset.problems import DatasetError, Finding, Problem
from gti_cli.dataset.table import REFUSED, convert

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TOML_HINTS = {
    "Cannot overwrite a value": "a key stands once in its table; remove one of the two",
    "Expected '=' after a key": "a line is a key, an equals sign and a value",
    "Illegal character '\\n'": "close the text with a quote",
    "Illegal character '\\r": "close the text with a quote",
    "Invalid date": "there is no such day or time",
    "Invalid value": "a text stands between quotes",
    "Unclosed": "see whether a comma or a bracket is missing before this",
    "Unescaped '\\'": "write a backslash twice, or the text between single quotes",
}
"""The remedy for each message of the parser, by the words with which it begins."""


MEGABYTE = 2**20
PART = 16 * MEGABYTE
"""What is read of a file at once."""


class Reading(Struct, frozen=True):
    """A file that has been read: its name in messages, its bytes without a byte order mark, and the dataset in them."""

    file: str
    content: bytes
    dataset: Dataset

    @property
    def text(self) -> str:
        """The file as text."""
        return self.content.decode()


def name_of(path: Path) -> str:
    """The path as text that every format can carry, whatever bytes it has."""
    return os.fsencode(path).decode(errors="replace")


def read_bytes(path: "Path | Traversable", most: float = inf) -> bytes:
    """The bytes of a file; raises DatasetError with the reason when there are none to be had, or more than `most`."""
    try:
        with path.open("rb") as file:
            return at_most(most, file, name_of(Path(str(path))))
    except IsADirectoryError:
        message, hint = "is a folder without a dataset", "a dataset is a file whose name ends in .toml"
    except FileNotFoundError:
        message, hint = "there is no such file", None
    except (OSError, ValueError) as error:
        message, hint = f"cannot be read: {getattr(error, 'strerror', None) or error}", None
    raise unreadable(name_of(Path(str(path))), message, hint)


def at_most(most: float, file: IO[bytes], name: str) -> bytes:
    """What is left in an open file; raises DatasetError, before all of it is in memory, where that is too much."""
    parts, length = [], 0
    while part := file.read(PART):
        parts.append(part)
        length += len(part)
        if length > most:
            hint = "to read it all the same, set GTI_MAX_SIZE to more megabytes"
            raise unreadable(name, f"has more than the {most / MEGABYTE:.10g} megabytes that are read", hint)
    return b"".join(parts)


def unreadable(file: str, message: str, hint: str | None = None) -> DatasetError:
    """The error of a file that has no bytes to give."""
    problem = Problem(path=(), code="unreadable", message=message, hint=hint)
    return DatasetError([Finding(file=file, problem=problem)])


def load(content: bytes, file: str) -> Dataset:
    """The dataset that a file's bytes hold; raises DatasetError as `read` does."""
    return read(content, file).dataset


def read(content: bytes, file: str) -> Reading:
    """The dataset that a file's bytes hold, with what else is known of the file.

    Raises DatasetError with every problem of its form; where there is none, with every problem of its references.
    """
    content = content.removeprefix(BOM_UTF8)
    dataset = chunks.dataset(content)
    if dataset is None:
        dataset = _whole(content, file)
    if problems := list(references.wrong_references(dataset)):
        raise _located(file, content.decode(), problems)
    return Reading(file, content, dataset)


def _whole(content: bytes, file: str) -> Dataset:
    text, raw = parse_toml(content, file)
    try:
        return records(raw)
    except (*REFUSED, *MISSHAPEN):
        from gti_cli.dataset.types import wrong_types

        raise _located(file, text, wrong_types(raw)) from None


def records(raw: dict[str, Any]) -> Dataset:
    """The dataset in a parsed file, whose phrases are read on the way; raises one of REFUSED or MISSHAPEN."""
    phrases = FilePhrases(raw.get("conventions"))
    phrases.head(raw)
    phrases.updates(raw.get("updates", []))
    return convert(raw, Dataset)


def parse_toml(content: bytes, file: str) -> tuple[str, dict[str, Any]]:
    """The text of a TOML file without a byte order mark, and what it holds; raises DatasetError if it is no TOML."""
    text = _decoded(content, file)
    return text, _parsed(text, file)


def initiative_in(content: bytes) -> str | None:
    """The id of the initiative in a file that may be wrong, None where it has none."""
    try:
        _, raw = parse_toml(content, "")
    except DatasetError:
        return None
    initiative = raw.get("initiative")
    id_ = initiative.get("id") if isinstance(initiative, dict) else None
    return id_ if isinstance(id_, str) else None


def _located(file: str, text: str, problems: Iterable[Problem]) -> DatasetError:
    from gti_cli.dataset.positions import findings

    return DatasetError(findings(file, text, problems))


def _decoded(content: bytes, file: str) -> str:
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        message = f"the byte 0x{content[error.start]:02x} here is not UTF-8"
        hint = "save the file in the encoding UTF-8"
        at = _end_of(content[: error.start].decode())
        problem = Problem(path=(), code="not-utf-8", message=message, hint=hint, at=at)
        raise _located(file, content.decode(errors="replace"), [problem]) from None


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        at, hint = (error.lineno, error.colno), _toml_hint(text, error)
        problem = Problem(path=(), code="toml", message=f"this is not TOML: {error.msg}", hint=hint, at=at)
    except RecursionError:
        from gti_cli.dataset.positions import deepest

        message, hint = "lists and tables are nested too deeply to be read", "no key of the format needs that"
        problem = Problem(path=(), code="toml", message=message, hint=hint, at=_end_of(text[: deepest(text)]))
    except ValueError:  # Python makes no number of so many digits
        message, hint = "the number is too long to be read", "whole numbers have 64 bits"
        at = _end_of(re.split("[0-9_]{4000}", text, maxsplit=1)[0])
        problem = Problem(path=(), code="too-large", message=message, hint=hint, at=at)
    raise _located(file, text, [problem]) from None


def _end_of(text: str) -> tuple[int, int]:
    """The line and the column at which a text ends with which the file begins."""
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _toml_hint(text: str, error: tomli.TOMLDecodeError) -> str | None:
    line = text.split("\n")[error.lineno - 1]
    if bare := re.search(r"=\s*([0-9]{4}-(?:[0-9]{2}|[QqHh][0-9]))(?![0-9-])", line):
        return f'write a date phrase with quotes, "{bare[1]}"'
    return next((hint for words, hint in TOML_HINTS.items() if error.msg.startswith(words)), None)
