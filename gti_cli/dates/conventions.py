"""How one file reads words that several readings fit: its table [conventions]."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from gti_cli.dates.span import MONTHS

Hemisphere = Literal["north", "south"]
Order = Literal["day-first", "month-first"]
Ends = Literal["start", "end"]


class FiscalYear(Struct, frozen=True):
    """When a fiscal year begins, as the name of a month, and whether it is named after its first year or its last."""

    begins: str
    named_by: Ends

    @property
    def month(self) -> int:
        """The number of its first month."""
        return MONTHS.index(self.begins.lower()) + 1


class Conventions(Struct, frozen=True):
    """The conventions of a file; `phrases` are its own words for dates, each with the phrase that it stands for."""

    fiscal_year: FiscalYear | None = None
    hemisphere: Hemisphere | None = None
    order: Order | None = None
    by: Literal["end"] | None = None
    phrases: tuple[tuple[str, str], ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The lines of the file that say so."""
        values = {
            "fiscal_year": self.fiscal_year
            and f'{{ begins = "{self.fiscal_year.begins}", named_by = "{self.fiscal_year.named_by}" }}',
            **{key: value and f'"{value}"' for key, value in asdict(self).items() if isinstance(value, str)},
            "phrases": self.phrases and f"{{ {', '.join(map(phrase_line, self.phrases))} }}",
        }
        return tuple(f"{key} = {value}" for key, value in values.items() if value)

    def and_also(self, other: "Conventions") -> "Conventions":
        """These conventions, and those of the other."""
        added = {key: value for key, value in asdict(other).items() if value}
        return replace(self, **added | {"phrases": self.phrases + other.phrases})


NONE = Conventions()


def phrase_line(phrase: tuple[str, str]) -> str:
    """One of a file's own words, and what it stands for."""
    return f'"{phrase[0]}" = "{phrase[1]}"'
