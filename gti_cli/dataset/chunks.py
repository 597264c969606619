"""Reads a long file some updates at a time, so that its whole log is never in memory as text or as parsed TOML.

Parsed TOML takes six times the memory of its file, records three times. This returns what reading the whole file at
once would give, and None where it cannot be sure of that: then the whole has to be read.
"""

from collections.abc import Iterator

import tomli

from gti_cli.dataset.model import Dataset, Update
from gti_cli.dataset.phrases import MISSHAPEN, FilePhrases
from gti_cli.dataset.table import REFUSED, convert

LENGTH = 100_000
"""The bytes of updates that are parsed together, at least."""

HEADER = b"\n[[updates]]"


def dataset(content: bytes, length: int = LENGTH) -> Dataset | None:
    """The dataset of a file without a byte order mark.

    None where the file is not TOML, where its keys and types are wrong, or where only the whole would tell. A header
    inside a text over several lines begins a piece, too; the piece before it then lacks the end of that text, and does
    not parse. Pieces that all parse are the whole file if no table but the updates stands in two of them.
    """
    parts = pieces(content, length)
    updates: list[Update] = []
    try:
        tables = tomli.loads(next(parts).decode())
        phrases = FilePhrases(tables.get("conventions"))
        for part in parts:
            more = tomli.loads(part.decode())
            if not tables.keys().isdisjoint(more) or "conventions" in more:
                return None
            said = more.pop("updates")
            phrases.updates(said)
            updates += convert(said, list[Update])
            tables |= more
        phrases.head(tables)
        phrases.updates(tables.get("updates", []))
        return convert(tables | {"updates": updates} if updates else tables, Dataset)
    except (*REFUSED, *MISSHAPEN, RecursionError):
        return None


def pieces(content: bytes, length: int) -> Iterator[bytes]:
    """The file in parts: up to the first line that begins with the header of an update, then parts that begin with one.

    Each of these ends before the first such line that stands `length` bytes or more after its beginning.
    """
    begin, end = 0, _header(content, 0)
    while end < len(content):
        yield content[begin:end]
        begin, end = end, _header(content, end + length)
    yield content[begin:]


def _header(content: bytes, after: int) -> int:
    """Where the next line that begins with the header of an update begins; the end of the file where there is none."""
    before = content.find(HEADER, after)
    return len(content) if before < 0 else before + 1
