"""Reads a sheet: its encoding, its separator, its header, and the rows below that.

A row has the number that a spreadsheet shows, in which empty rows count. Whatever keeps a sheet from being read is a
SheetError of one sentence.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Literal

from msgspec import Struct

from gti_cli.sheets.faults import Fault, SheetError
from gti_cli.words import quoted

SEPARATORS = ",;\t|"
LOOKED_AT = 20
"""So many rows from the top are searched for the header."""

PROBED = 20_000
"""By so many characters from the top the separator is found."""

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""With what the files of spreadsheets begin."""


class Row(Struct, frozen=True):
    """A row that has something in it."""

    number: int
    cells: Sequence[str]

    def cell(self, at: int | None) -> str:
        """The text in a column, without spaces around it; empty where there is none."""
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""


class Sheet(Struct, frozen=True):
    """A sheet that has been read: its name in messages, the names of its columns, and the rows below them."""

    name: str
    header: Sequence[str]
    header_row: int
    rows: Sequence[Row]

    def at(self, row: Row, column: int | None) -> tuple[str, int, int]:
        """The place of a cell; of a row as a whole, that of its first cell."""
        return self.name, row.number, 1 if column is None else column + 1


def read_sheet(
    content: bytes, name: str, *, encoding: str | None, separator: str | None, is_known: Callable[[str], bool]
) -> Sheet:
    """The sheet in a file's bytes; its header is the first row of which two columns are known by name.

    Without such a row it is the first one. Where a name in it stands over several columns, the row below is part of it.
    Raises SheetError.
    """
    text = _decoded(content, name, encoding)
    separator = separator or _separator(text, name)
    rows = list(_rows(text, name, separator))
    if not rows:
        raise SheetError([Fault(name, 1, 1, "the sheet is empty")])
    at = next((at for at, row in enumerate(rows[:LOOKED_AT]) if sum(map(is_known, row.cells)) > 1), 0)
    header = [" ".join(cell.split()) for cell in rows[at].cells]
    if at + 1 < len(rows) and any(map(is_known, rows[at + 1].cells)) and _stands_below(rows[at + 1], header):
        at += 1
        header = [rows[at].cell(column) or above for column, above in enumerate(header)]
    return Sheet(name, header, rows[at].number, rows[at + 1 :])


def _stands_below(row: Row, header: Sequence[str]) -> bool:
    """Whether a row has cells only below names that stand over several columns, as a second row of a header has."""
    spans = {at for at, above in enumerate(header) if not above}
    spans |= {at - 1 for at in spans}
    return all(at in spans for at, cell in enumerate(row.cells) if cell.strip())


def _decoded(content: bytes, name: str, encoding: str | None) -> str:
    if content.startswith(WORKBOOKS):
        message = 'this is a workbook of a spreadsheet, and no text; save the sheet as "CSV UTF-8"'
        raise SheetError([Fault(name, 1, 1, message)])
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    wanted = "utf-16" if is_utf16 and encoding is None else encoding or "utf-8"
    try:
        text = content.removeprefix(BOM_UTF8).decode(wanted)
    except UnicodeDecodeError as error:
        before = content.removeprefix(BOM_UTF8)[: error.start].decode("latin-1")
        line = before[before.rfind("\n") + 1 :]
        column = line.count(_separator(before + "\n", name)) + 1
        found = f"0x{content.removeprefix(BOM_UTF8)[error.start]:02x}"
        remedy = 'save the sheet as "CSV UTF-8", or name its encoding in the map, as in encoding = "cp1252"'
        message = f"the byte {found} is not in the encoding {wanted.upper()}; {remedy}"
        raise SheetError([Fault(name, before.count("\n") + 1, column, message)]) from None
    except LookupError:
        message = f"there is no encoding {quoted(wanted)}; write, for example, encoding = {quoted('cp1252')} in the map"
        raise SheetError([Fault(name, 1, 1, message)]) from None
    if "\0" in text:
        raise SheetError([Fault(name, 1, 1, 'this is no text; save the sheet as "CSV UTF-8"')])
    return text


def _separator(text: str, name: str) -> str:
    """What stands between cells: a tab by the name of the file, else what splits the first rows most alike."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    top = text[:PROBED].rpartition("\n")[0] or text[:PROBED]

    def evenness(separator: str) -> tuple[int, int]:
        lengths = [len(row) for row in csv.reader(StringIO(top, newline=""), delimiter=separator) if len(row) > 1]
        usual = max(set(lengths), key=lengths.count, default=0)
        return lengths.count(usual) * (usual > 1), usual

    return max(SEPARATORS, key=evenness)


def _rows(text: str, name: str, separator: str) -> Iterator[Row]:
    """The rows that are not empty; raises SheetError where quotes do not pair."""
    first = text.partition("\n")[0]
    is_ours = separator == "\t" and "\tevent_quote\t" in first
    number = 0
    try:
        for cells in csv.reader(
            StringIO(text, newline=""), delimiter=separator, strict=True, quoting=_quoting(is_ours)
        ):
            number += 1
            if any(cell.strip() for cell in cells):
                yield Row(number, cells)
    except csv.Error as error:
        message = "a quote opens in this row and never ends; close it, or write a quote inside a cell twice"
        if "expected after" in str(error):
            message = "text stands behind the quote that ends a cell; write a quote inside a cell twice"
        raise SheetError([Fault(name, number + 1, 1, message)]) from None


def _quoting(is_ours: bool) -> Literal[0, 3]:
    """How quotes are read: in a TSV that gti wrote, a quote is a sign like any other."""
    return csv.QUOTE_NONE if is_ours else csv.QUOTE_MINIMAL
