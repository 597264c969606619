"""Tables of a file as records: dataclasses whose fields and methods are those of a struct.

Python compiles the methods of a dataclass anew at every start, and an exception tells of each field that a table leaves
out. A struct of msgspec has its methods and its defaults in C; `table` makes a dataclass of it.
"""

from dataclasses import MISSING, dataclass, fields
from typing import TypeVar

from msgspec import NODEFAULT, Struct, structs

Class = TypeVar("Class", bound=Struct)


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table with no key but its fields; equal to another where all of them are, and never changed."""


def table(cls: type[Class]) -> type[Class]:
    """The struct as a dataclass, whose fields `dataclasses` knows with their types and defaults."""
    described = dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    for field, known in zip(fields(described), structs.fields(cls), strict=True):  # type: ignore[arg-type]
        field.default = MISSING if known.default is NODEFAULT else known.default
    return described
