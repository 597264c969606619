"""Answers: what a command returns, and what every format and every screen is made of.

Iterables are gone through once, by the format that needs them: what JSON does not show is not worked out for it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from gti_cli.views.caption import Caption
from gti_cli.views.columns import INITIATIVE, Column, Tone
from gti_cli.views.rows import in_a_row


class Link(Struct, frozen=True):
    """A text that leads somewhere: to an address, or with `#` to a place on the same page."""

    text: str
    url: str | None

    def __str__(self) -> str:
        """The text alone."""
        return self.text


class Toned(Struct, frozen=True):
    """A text in a colour, which repeats what the words say."""

    text: str
    tone: Tone

    def __str__(self) -> str:
        """The text alone."""
        return self.text


Fact = tuple[str, object]
"""A name, empty where the fact needs none, and what is said: a text, a link, or a list of them."""


class Section(Struct, frozen=True, kw_only=True):
    """A part of an answer: a heading, a paragraph, facts by name, and a table with what its signs mean.

    `rows` are what there is; `lines` are the rows of the table where these are others, and `ranked` those that people
    read, where they read them in another order than machines. On a terminal `drawing` names
    the screen that draws the rows, which may need `details`, in place of a table. There, too, a section that `opens`
    its page needs no heading, and one that stands `beside` its heading is told in a line for each of the first rows,
    `most` of them, by `brief`; `more` is the command that shows all, or more on each row. `level` is that of the
    heading in a document; there sections that follow each other with the same `folded` are unfolded together, under
    that name. `glyphs` are what those signs mean that only a terminal has.
    """

    heading: str = ""
    folded: str = ""
    level: int = 2
    text: str = ""
    facts: Sequence[Fact] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Any] = ()
    lines: Iterable[Any] | None = None
    ranked: Iterable[Any] | None = None
    signs: Iterable[str] = ()
    glyphs: Iterable[str] = ()
    notes: Iterable[str] = ()
    drawing: str | None = None
    details: Any = None
    opens: bool = False
    beside: bool = False
    brief: Callable[[Any], str] | None = None
    most: int = 4
    more: str = ""

    @property
    def table(self) -> Iterable[Any]:
        """The rows of the table."""
        return self.rows if self.lines is None else self.lines

    @property
    def shown(self) -> Iterable[Any]:
        """The rows of the table, in the order in which people read them."""
        return self.table if self.ranked is None else self.ranked


class Listing(Section, frozen=True, kw_only=True):
    """An answer with rows: of `what`, and what was asked for in clauses that complete "no promise …".

    A `silent` one says nothing where it is empty. One that is `always_drawn` is drawn in a pipe as well.
    """

    formats: ClassVar[tuple[str, ...]] = ("table", "json", "markdown", "jsonl", "csv", "tsv")

    caption: Caption | None = None
    what: str
    clauses: Sequence[str] = ()
    silent: bool = False
    always_drawn: bool = False
    exit_code: int = 0

    def in_format(self, format_: str) -> "Listing":
        """The answer as a format has it, where that shows other rows than the rest; itself everywhere else."""
        return self

    @property
    def none_found(self) -> str:
        """What is said where it is empty: "no promise was moved as of 17 Nov 2020"."""
        looked_for = " and ".join(self.clauses) or "is known"
        return f"no {self.what} {looked_for} {self.caption.as_of if self.caption else ''}".rstrip()

    @property
    def every_column(self) -> tuple[Column, ...]:
        """Its columns where several listings may be one table: first the initiative of each row."""
        return (INITIATIVE, *self.columns)

    @property
    def whose(self) -> str:
        """The name of the initiative that it is about."""
        return self.caption.initiative if self.caption else ""

    @property
    def parts(self) -> "tuple[Listing, ...]":
        """The listings of which an answer consists."""
        return (self,)


class Listings(Struct, frozen=True):
    """The answers of a command about several initiatives, side by side: a listing of each, alike but for the rows."""

    parts: tuple[Listing, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """Those of each in which several can stand together."""
        return Listing.formats

    @property
    def with_rows(self) -> list[Listing]:
        """Those that are not empty."""
        return [part for part in self.parts if part.rows]

    @property
    def extent(self) -> str:
        """Of how many initiatives it has rows: "2 of 3 initiatives"."""
        found, asked = len(self.with_rows), len(self.parts)
        return f"{'' if found == asked else f'{found} of '}{asked} initiative{'' if asked == 1 else 's'}"

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of all."""
        return in_a_row([part.rows for part in self.parts])

    @property
    def silent(self) -> bool:
        """Whether it says nothing where it is empty."""
        return self.parts[0].silent

    @property
    def always_drawn(self) -> bool:
        """Whether it is drawn in a pipe as well."""
        return self.parts[0].always_drawn

    @property
    def exit_code(self) -> int:
        """That of whichever found something."""
        return max(part.exit_code for part in self.parts)


class Picture(Listing, frozen=True, kw_only=True):
    """Rows that are drawn on a time axis, which can be had as a picture by itself, too."""

    formats: ClassVar[tuple[str, ...]] = (*Listing.formats, "svg")

    caption: Caption


class Page(Struct, frozen=True, kw_only=True):
    """An answer about a single thing: `data` is all of it, under the keys of JSON; `sections` tell it to people.

    `more` are the commands that tell more, which a terminal names last.
    """

    formats: ClassVar[tuple[str, ...]] = ("table", "json", "markdown")

    title: str
    caption: str
    data: Any
    sections: Iterable[Section]
    more: Iterable[str] = ()
    exit_code: int = 0


Answer = Listing | Listings | Page
