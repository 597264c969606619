"""A long text → records, some updates at a time, so that a whole log is never there as parsed TOML.

Parsed TOML takes six times the memory of its text, its records three times. What this reads is what reading the text
as a whole would give; where it cannot tell that, it gives nothing, and the whole is to be read.
"""

from collections.abc import Iterator

import tomli

from gti_cli.model import Dataset, Update
from gti_cli.shape import REFUSED, convert

LENGTH = 100_000
"""How many characters of updates are parsed together, at least."""
HEADER = "[[updates]]"


def dataset(text: str, length: int = LENGTH) -> Dataset | None:
    """The dataset of a TOML text, None where something is wrong in its keys and types or only the whole would tell.

    A header within a text over several lines begins a piece as well. The piece before it then lacks the end of that
    text and does not parse. Pieces that all parse are the whole if no table but the updates stands in two of them.
    """
    parts = pieces(text, length)
    updates: list[Update] = []
    try:
        tables = tomli.loads(next(parts))
        for part in parts:
            more = tomli.loads(part)
            if not tables.keys().isdisjoint(more):
                return None
            updates += convert(more.pop("updates"), list[Update])
            tables |= more
        return convert(tables | {"updates": updates} if updates else tables, Dataset)
    except (*REFUSED, RecursionError):
        return None


def pieces(text: str, length: int) -> Iterator[str]:
    """The text up to its first line with the header of an update, and then in parts that each begin with such a line.

    A part ends before the first such line that is `length` characters or more from its begin.
    """
    begin, end = 0, _header(text, 0)
    while end < len(text):
        yield text[begin:end]
        begin, end = end, _header(text, end + length)
    yield text[begin:]


def _header(text: str, after: int) -> int:
    """Where the next line that begins with the header of an update begins; the end of the text where none does."""
    before = text.find(f"\n{HEADER}", after)
    return len(text) if before < 0 else before + 1
