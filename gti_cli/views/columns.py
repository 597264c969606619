"""Columns: one list a view, from which every format with rows takes its headers and its cells.

A column has one value a row. Machines get it split into plain parts (`target`, `target_earliest` …), people as words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dates.phrase import is_day
from gti_cli.dates.span import day_text
from gti_cli.ledger.verdict import DaysLate
from gti_cli.views.values import PhraseCell, ReachedCell

Cell = TypeVar("Cell")
Plain = str | int | float | bool | date | None
Form = Literal["plain", "phrase", "reached", "late", "words", "number"]


Tone = Literal["plain", "strong", "quiet", "good", "doubtful", "bad"]


class Column(Struct, frozen=True, kw_only=True):
    """One column: `name` is its header for machines and `title` for people; None leaves it out for them.

    `words` are what people read, where that is not simply the value; `tone` colours them and `glyph` goes before them
    where there is a terminal, each repeating what the words say. On a terminal too narrow for it, a column moves below
    its row, or goes where `drops` says so; an empty title is not repeated there.

    In a pipe it stands under its title, or under the `heads` of its own, of which there may be several or none; then
    `pipe` has a value for each, where the value of the column is not what stands there.
    """

    name: str | None
    of: Callable[[Any], Any]
    form: Form = "plain"
    title: str | None = None
    words: Callable[[Any], str] | None = None
    tone: Callable[[Any], Tone] | None = None
    glyph: Callable[[Any], str] | None = None
    drops: bool = False
    heads: tuple[str, ...] | None = None
    pipe: Callable[[Any], tuple[Any, ...]] | None = None

    @property
    def piped_heads(self) -> tuple[str, ...]:
        """Its headers in a pipe, in capitals and without spaces."""
        heads = self.heads if self.heads is not None else () if self.title is None else (self.title,)
        return tuple(head.upper().replace(" ", "_") for head in heads)

    def piped(self, row: Any) -> tuple[str, ...]:
        """The cells of a row in a pipe, one for each header, with days as machines write them."""
        if self.pipe:
            return tuple(map(piped_text, self.pipe(row)))
        value = self.of(row)
        return (piped_text(value) if isinstance(value, date | ReachedCell | PhraseCell) else self.text(row),)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of its parts."""
        return tuple(f"{self.name}{suffix}" for suffix in SUFFIXES.get(self.form, ("",)))

    def parts(self, row: Any) -> tuple[Plain, ...]:
        """The parts of a row's value, one for each header."""
        value = self.of(row)
        if self.form == "words":
            return (None if value is None else "; ".join(value),)
        if self.form not in SUFFIXES:
            return (value,)
        if value is None:
            return (None,) * len(SUFFIXES[self.form])
        if isinstance(value, DaysLate):
            return (value.min, value.max)
        days = (value.earliest, value.latest)
        return (value.text, *days, value.firm) if isinstance(value, PhraseCell) else (value.text, *days)

    def text(self, row: Any) -> str:
        """A row's value as people read it."""
        if self.words:
            return self.words(row)
        return plain_text(self.of(row))


INITIATIVE = Column(name="initiative", of=attrgetter("initiative"), heads=("initiative",))
"""Whose each row is: the first column of every command, but for people, who read it above the rows."""


def in_one_table(tables: Iterable[tuple[Sequence[str], Iterable[Sequence[Cell]]]], empty: Cell) -> Iterator[list[Any]]:
    """Several tables as one: its header has those of all, each once; then all lines, `empty` where they lack a column.

    Each is given as its header and its lines.
    """
    given = list(tables)
    header = list(dict.fromkeys(name for names, _ in given for name in names))
    yield header
    for names, lines in given:
        places = [names.index(name) if name in names else None for name in header]
        for line in lines:
            yield [empty if at is None else line[at] for at in places]


def plain_text(value: Plain | PhraseCell | ReachedCell) -> str:
    """A single value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_text(value) if isinstance(value, date) else str(value)


def piped_text(value: Plain | PhraseCell | ReachedCell) -> str:
    """A single value for a pipe: days as `2019-11-13`, spans as `2019-04-02/2019-11-13`, `..` for an unknown end."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ReachedCell):
        first, last = (str(day or "..") for day in (value.earliest, value.latest))
        return first if first == last else f"{first}/{last}"
    if isinstance(value, PhraseCell) and value.latest and is_day(value.text):
        return value.latest.isoformat()
    return plain_text(value)


def stage_columns(
    stages: Iterable[str],
    beside: Sequence[Column],
    of: Callable[[Any], Mapping[str, Any]],
    *,
    form: Form = "reached",
    suffix: str = "",
) -> tuple[Column, ...]:
    """A group of columns for each stage, under its name; `stage_` goes before it where a column beside it has it."""
    used = set(headers(beside))
    groups = []
    for stage in stages:
        group = Column(name=f"{stage}{suffix}", of=partial(_stage_of, of, stage), form=form)
        while not used.isdisjoint(group.headers):
            group = replace(group, name=f"stage_{group.name}")
        used.update(group.headers)
        groups.append(group)
    return tuple(groups)


def _stage_of(of: Callable[[Any], Mapping[str, Any]], stage: str, row: Any) -> Any:
    return of(row).get(stage)


def headers(columns: Sequence[Column]) -> list[str]:
    """The header line for machines."""
    return [header for column in columns if column.name for header in column.headers]


def cells(columns: Sequence[Column], row: Any) -> list[Plain]:
    """The cells of one row for machines."""
    return [part for column in columns if column.name for part in column.parts(row)]


def for_people(columns: Sequence[Column]) -> list[Column]:
    """The columns that people see, those with a title."""
    return [column for column in columns if column.title is not None]


SUFFIXES: dict[Form, tuple[str, ...]] = {
    "phrase": ("", "_earliest", "_latest", "_firm"),
    "reached": ("", "_earliest", "_latest"),
    "late": ("_min", "_max"),
}
