"""Frozen records: dataclasses whose methods stand here once for all of them.

`dataclass` writes the methods of each class out as text, which Python compiles at every start; for the records of a
file that took a sixth of all that a short command does.
"""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound="Frozen")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def frozen(cls: type[Class]) -> type[Class]:
    """The class as a dataclass with slots: made of keywords, equal where all fields are, never changed."""
    return dataclass(slots=True, kw_only=True, init=False, repr=False, eq=False)(cls)


class Frozen:
    """What all frozen records can do."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, **values: Any) -> None:
        for field in fields(self):
            value = values.pop(field.name, field.default)
            if value is MISSING:
                raise TypeError(f"{type(self).__name__} wants {field.name!r}")
            object.__setattr__(self, field.name, value)
        if values:
            raise TypeError(f"{type(self).__name__} has no {next(iter(values))!r}")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    def __eq__(self, other: object) -> bool:
        """Whether the other is a record of the same class with equal fields."""
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        """Equal records have one hash."""
        return hash(self._values())

    def __repr__(self) -> str:
        """The class and its fields, as they may be written to make it."""
        values = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__name__}({', '.join(values)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """A record is never changed."""
        raise FrozenInstanceError(f"{name!r} of a {type(self).__name__} cannot be set anew")

    def __delattr__(self, name: str) -> NoReturn:
        """A record is never changed."""
        raise FrozenInstanceError(f"{name!r} of a {type(self).__name__} cannot be removed")
