"""Rows: whose they are, and how those of a long answer are made when they are asked for, never all at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import msgspec
from msgspec import Struct

Row = TypeVar("Row")


class OfInitiative(Struct, frozen=True):
    """What every row of a command has first: the id of the initiative of which it tells."""

    initiative: str


class Rows(Sequence[Row], Generic[Row]):
    """One row for each of what they are made of, in its order; who wants them more than once makes a list of them."""

    def __init__(self, origins: Sequence[Any], make: Callable[[Any], Row]) -> None:
        self._origins = origins
        self._make = make

    def __len__(self) -> int:
        """How many there are; none is made for that."""
        return len(self._origins)

    def __iter__(self) -> Iterator[Row]:
        """Every row, made as it is reached."""
        return map(self._make, self._origins)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> "Rows[Row]": ...

    def __getitem__(self, at: int | slice) -> "Row | Rows[Row]":
        """The row at a place, or the rows at several, still to be made."""
        if isinstance(at, slice):
            return Rows(self._origins[at], self._make)
        return self._make(self._origins[at])


def only(rows: Sequence[Row], wanted: Callable[[Row], object]) -> Rows[Row]:
    """Those that are wanted; each is made for that, and made again when it is asked for."""
    return Rows([at for at, row in enumerate(rows) if wanted(row)], rows.__getitem__)


def in_order(rows: Sequence[Row], key: Callable[[Row], Any]) -> Rows[Row]:
    """The rows by a key, those with the greatest before the others, and those that are alike in it as they were."""
    places = range(len(rows))
    return Rows(sorted(places, key=[key(row) for row in rows].__getitem__, reverse=True), rows.__getitem__)


def encoded(rows: Iterable[object]) -> Iterator[bytes]:
    """The rows as a list in JSON, of which no more than one is there as text at a time."""
    sign = b"["
    for row in rows:
        yield sign + msgspec.json.encode(row)
        sign = b","
    yield b"]" if sign == b"," else b"[]"


def in_a_row(parts: Sequence[Sequence[Row]]) -> Rows[Row]:
    """Those of several parts, one part after the other."""
    return Rows([(part, at) for part in parts for at in range(len(part))], lambda origin: origin[0][origin[1]])
