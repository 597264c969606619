"""Tables of a file as records: dataclasses whose fields and methods are those of a struct, filled from parsed TOML.

Python compiles the methods of a dataclass anew at every start, and an exception tells of each field that a table leaves
out. A struct of msgspec has its methods and its defaults in C; `table` makes a dataclass of it.
"""

from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec import NODEFAULT, Struct

from gti_cli.dates.phrase import Phrase, parse

Class = TypeVar("Class", bound=Struct)
Converted = TypeVar("Converted")

REFUSED = (msgspec.ValidationError, ValueError)
"""Raised by msgspec for a wrong value, a ValueError from its 0.21 on, and by Python for a number too long to write."""


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table that has no keys but its fields; never changed, and equal to another if all its fields are."""


def table(cls: type[Class]) -> type[Class]:
    """The struct as a dataclass, whose fields `dataclasses` knows with their types and defaults."""
    described = dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
    struct: Any = cls  # older releases of msgspec have the attribute, and do not declare it
    missing = len(struct.__struct_fields__) - len(struct.__struct_defaults__)
    defaults = (*[NODEFAULT] * missing, *struct.__struct_defaults__)
    for field, default in zip(fields(described), defaults, strict=True):  # type: ignore[arg-type]
        field.default = MISSING if default is NODEFAULT else default
    return described


def convert(value: object, wanted: type[Converted]) -> Converted:
    """A parsed value as its type wants it; raises one of REFUSED for the first thing that is wrong with it."""
    return msgspec.convert(value, wanted, dec_hook=_parsed_phrase, builtin_types=(date,))


def _parsed_phrase(_: type[Phrase], value: object) -> Phrase:
    return value if isinstance(value, Phrase) else parse(value)
