"""Registers: sheets with one line per commitment, read row by row, all files of one history together.

What a row says depends on its file: how days stand in its columns, and what tells its rows apart.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from gti_cli.dates.conventions import Conventions
from gti_cli.dates.leaning import Use
from gti_cli.sheets.columns import ROLES, Columns, columns_of
from gti_cli.sheets.days import EMPTY, Cell, Days, WrongDateError, near, order_text, says_nothing
from gti_cli.sheets.faults import Fault, SheetError
from gti_cli.sheets.mapping import Order, SheetMap
from gti_cli.sheets.sheet import Row, Sheet
from gti_cli.sheets.status import NO, YES
from gti_cli.words import listed, quoted, searchable

TOTAL = re.compile(r"(grand |sub-?\s?)?totals?\s*:?", re.IGNORECASE)
MARKS = re.compile(r"(?<=\w)\s*[*†‡]+\Z")
"""The sign of a footnote behind a name."""
WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
USES: dict[str, Use] = {"made": "when", "due": "target", "done": "when", "date": "when"}
"""The roles of columns of days, and how their phrases are read."""


class File(Struct, frozen=True):
    """A sheet as it stood on a day; `is_dated` where that day was told, and is not only the one on which it is read."""

    sheet: Sheet
    day: date
    is_dated: bool


class Entry(Struct, frozen=True, kw_only=True):
    """What a row says of one commitment; `word` is what stands in place of a day on which it was done."""

    place: tuple[str, int, int]
    key: str
    ref: str
    name: str
    owners: tuple[str, ...]
    phase: str
    made: Cell
    due: Cell
    done: Cell
    word: str
    status: str
    link: str | None
    note: str
    day: date


class Register(Struct, frozen=True):
    """A file that has been read, with what is to be told of how it was read."""

    file: File
    columns: Columns
    entries: Sequence[Entry]
    told: Sequence[str]
    unnamed: Sequence[str]


def read_registers(
    files: Sequence[File], wanted: SheetMap, conventions: Conventions
) -> tuple[list[Register], list[Fault]]:
    """The registers in some files, and what is wrong with their rows; raises SheetError where columns are wrong."""
    columns = [columns_of(file.sheet, wanted.columns, wanted.key) for file in files]
    if not all(_tells_apart(file.sheet, of) for file, of in zip(files, columns, strict=True)):
        columns = [Columns({role: at for role, at in of.of.items() if role != "key"}, of.keys) for of in columns]
    days = _days(files, columns, wanted.order)
    faults: list[Fault] = []
    readers = [
        Reader(file, of, days_, conventions, faults) for file, of, days_ in zip(files, columns, days, strict=True)
    ]
    return [reader.register() for reader in readers], faults


def _tells_apart(sheet: Sheet, columns: Columns) -> bool:
    """Whether the column that may be the key has another value in every row."""
    if "key" not in columns.of:
        return False
    values = [value for row in sheet.rows if (value := row.cell(columns.of["key"]))]
    rows = sum(1 for row in sheet.rows if row.cell(columns.of["title"]) and not _is_total(row, columns))
    return len(set(values)) == len(values) >= rows


def _days(files: Sequence[File], columns: Sequence[Columns], given: Order | None) -> list[dict[str, Days]]:
    """How days are read in each file, by the role of their column; raises SheetError where their order is open."""
    found: list[dict[str, Days]] = []
    for file, of in zip(files, columns, strict=True):
        cells = {role: [row.cell(of.of[role]) for row in file.sheet.rows] for role in USES if role in of.of}
        found.append({role: Days(several, order=given, near=file.day.year) for role, several in cells.items()})
    faults = []
    for file, of, days in zip(files, columns, found, strict=True):
        shown = {order for column in days.values() for order in column.shown}
        for role, column in days.items():
            column.near = near([one[role] for one in found if role in one], file.day)
            column.order = given or _order(column, shown)
            if column.is_open or (len(column.shown) > 1 and not given):
                faults.append(_open_order(file.sheet, of.of[role], both=len(column.shown) > 1))
    if faults:
        raise SheetError(faults)
    return found


def _order(column: Days, in_file: set[Order]) -> Order | None:
    """The order that the cells of a column show, or else those of the other columns of its file."""
    orders = column.shown or in_file
    if len(orders) == 1:
        return next(iter(orders))
    return "day-first" if not orders and {sign for _, sign, *_ in column.numbers} == {"."} else None


def _open_order(sheet: Sheet, at: int, *, both: bool) -> Fault:
    name = quoted(sheet.header[at])
    why = (
        f"some days of {name} have the day first and some the month"
        if both
        else f"every day of {name} can be read with the day or the month first"
    )
    remedy = 'write order = "day-first" or "month-first" in a map, and name it with --map'
    return Fault(sheet.name, sheet.header_row, at + 1, f"{why}; {remedy}")


class Reader:
    """Reads the rows of one file."""

    def __init__(
        self, file: File, columns: Columns, days: dict[str, Days], conventions: Conventions, faults: list[Fault]
    ) -> None:
        self._file = file
        self._sheet = file.sheet
        self._columns = columns
        self._days = days
        self._conventions = conventions
        self._faults = faults
        self._rows: dict[str, int] = {}
        alone = sum(map(self._is_alone, file.sheet.rows))
        self._leaves_alone = len(columns.read()) > 2 and 2 * alone < len(file.sheet.rows)

    def register(self) -> Register:
        """The register in the file."""
        unnamed: list[str] = []
        entries = [entry for row in self._sheet.rows if (entry := self._entry(row, unnamed))]
        return Register(self._file, self._columns, entries, list(self._told(entries)), unnamed)

    def _entry(self, row: Row, unnamed: list[str]) -> Entry | None:
        """What a row says; None where it is about no commitment, or wrong."""
        if why := self._is_beside(row):
            unnamed.append(f"row {row.number}, {why}: {quoted(next(filter(None, map(str.strip, row.cells))))}")
            return None
        before = len(self._faults)
        self._require_cells(row)
        cells = {role: self._said(row, role) for role in self._columns.of}
        if not cells["title"]:
            self._wrong(row, self._columns.of["title"], "the row has no name for what it is about")
        day = self._cell(row, "date", self._file.day).phrase
        said_on = day.span.latest if day and day.span.latest and not self._file.is_dated else self._file.day
        word = cells.get("done", "") if self._is_word(cells.get("done", "")) else ""
        made, due = self._cell(row, "made", said_on), self._cell(row, "due", said_on)
        done = EMPTY if word else self._cell(row, "done", said_on)
        for role, cell in (("made", made), ("done", done)):
            if cell.phrase and (cell.phrase.span.earliest or date.min) > said_on:
                message = f"{quoted(row.cell(self._columns.of[role]))} is later than the day of the sheet, {said_on}"
                self._wrong(row, self._columns.of[role], message)
        key = self._key(row, cells)
        if len(self._faults) > before:
            return None
        found = WEB.search(cells.get("link", ""))
        return Entry(
            place=self._sheet.at(row, self._columns.of["title"]),
            key=key,
            ref=cells.get("key", ""),
            name=_name(cells["title"]),
            owners=tuple(filter(None, map(_squeezed, re.split(r"[;\n]", cells.get("responsible", ""))))),
            phase=_squeezed(cells.get("phase", "")),
            made=made,
            due=due,
            done=done if done.phrase else EMPTY,
            word=word or done.text or "",
            status=_squeezed(cells.get("status", "")),
            link=found[0] if found else None,
            note=cells.get("note", ""),
            day=said_on,
        )

    def _is_beside(self, row: Row) -> str | None:
        """Why a row is about no commitment: a total, or a heading or a footnote, which is alone in its row."""
        if _is_total(row, self._columns):
            return "a total"
        return "a text by itself" if self._leaves_alone and self._is_alone(row) else None

    def _is_alone(self, row: Row) -> bool:
        """Whether one cell of a row has something in it, which is a text, as where a heading or a footnote stands."""
        filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
        return len(filled) == 1 and filled[0] not in self._columns.read() - {self._columns.of["title"]}

    def _said(self, row: Row, role: str) -> str:
        """The text of a cell, empty where it says that there is none."""
        cell = row.cell(self._columns.of[role])
        return cell if role == "title" or not says_nothing(cell) else ""

    def _require_cells(self, row: Row) -> None:
        names = len(self._sheet.header)
        if any(cell.strip() for cell in row.cells[names:]):
            message = f"the row has {len(row.cells)} cells, and the header names {names}; a separator may need quotes"
            self._wrong(row, names, message)

    def _cell(self, row: Row, role: str, day: date) -> Cell:
        if role not in self._days:
            return EMPTY
        at = self._columns.of[role]
        try:
            return self._days[role].read(row.cell(at), USES[role], day, self._conventions)
        except WrongDateError as error:
            self._wrong(row, at, str(error))
            return EMPTY

    def _is_word(self, cell: str) -> bool:
        return cell.casefold() in (*YES, *NO)

    def _key(self, row: Row, cells: dict[str, str]) -> str:
        """What tells the row apart, as it is compared; two rows that it does not are wrong."""
        columns = self._columns.keys or ((self._columns.of["key"],) if "key" in cells else (self._columns.of["title"],))
        key = searchable(" / ".join(_name(row.cell(at)) for at in columns))
        first = self._rows.setdefault(key, row.number)
        if first != row.number and cells["title"]:
            told = listed((quoted(self._sheet.header[at]) for at in columns), "and")
            remedy = 'name the columns that tell rows apart in a map, as in key = ["Department", "Project"]'
            self._wrong(row, columns[0], f"rows are told apart by {told}, and row {first} has the same; {remedy}")
        return key

    def _wrong(self, row: Row, at: int, message: str) -> None:
        self._faults.append(Fault(*self._sheet.at(row, at), message))

    def _told(self, entries: Sequence[Entry]) -> Iterator[str]:
        """How the file was read: its columns, its days, and what found no place."""
        header = self._sheet.header
        if self._sheet.header_row > 1:
            yield f"the header is row {self._sheet.header_row}"
        for role, at in sorted(self._columns.of.items(), key=lambda of: [*ROLES].index(of[0])):
            days = self._days.get(role)
            yield f"{header[at]} → {role}: {ROLES[role].meaning}{', '.join(['', *_days_told(days)]) if days else ''}"
        if self._columns.keys:
            yield f"key: {listed((header[at] for at in self._columns.keys), 'and')}"
        links = [row.cell(self._columns.of.get("link")) for row in self._sheet.rows]
        if lost := sum(1 for link in links if link and not WEB.search(link)):
            yield f"without http:// or https://, and so no address, in the column of links: {lost}"
        unread = [at for at in range(len(header)) if at not in self._columns.read()]
        counts = {at: sum(1 for row in self._sheet.rows if row.cell(at)) for at in unread}
        if told := [f"{header[at] or f'column {at + 1}'} ({count})" for at, count in counts.items() if count]:
            yield f"not read, with so many cells: {listed(told, 'and')}"


def _days_told(days: Days) -> Iterator[str]:
    if days.order and any(len(first) < 4 for first, *_ in days.numbers):
        yield order_text(days.order)
    if days.has_short_years:
        yield f"years of two digits lie between {days.near - 50} and {days.near + 49}"
    if days.serials:
        yield f"{days.serials} as numbers of days since 30 Dec 1899"


def _is_total(row: Row, columns: Columns) -> bool:
    texts = [row.cell(columns.of["title"]), next(filter(None, map(str.strip, row.cells)))]
    return any(TOTAL.fullmatch(text) for text in texts)


def _name(cell: str) -> str:
    """A name on one line, without the sign of a footnote."""
    return MARKS.sub("", _squeezed(cell))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
