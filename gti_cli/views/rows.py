"""Rows that are made when they are asked for, so that those of a long answer are never all there at once."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Row = TypeVar("Row")


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
