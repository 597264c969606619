"""Rows: whose they are, and how those of a long answer are made when they are asked for, never all at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

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


def in_a_row(parts: Sequence[Sequence[Row]]) -> Rows[Row]:
    """Those of several parts, one part after the other."""
    return Rows([(part, at) for part in parts for at in range(len(part))], lambda origin: origin[0][origin[1]])
