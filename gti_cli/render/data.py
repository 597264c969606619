"""Answers as data: JSON, a line each, or a table for spreadsheets."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from gti_cli.characters import UNSEEN, harmless, one_line
from gti_cli.views.answer import Answer, Listing, Listings, Page
from gti_cli.views.columns import Plain, cells, headers, in_one_table

AT_A_TIME = 20
"""How many rows are made into text together."""

PLAIN = bytes(range(0x20, 0x7F))
"""The characters of ASCII that everybody sees."""


def json(answer: Answer) -> Iterator[bytes]:
    """The rows, or the data of a page, as JSON."""
    return as_json(answer.data if isinstance(answer, Page) else answer.rows)


def as_json(value: object) -> Iterator[bytes]:
    """Rows or one record as JSON, indented, in pieces; characters that a terminal would obey are escaped.

    Rows take much memory as text, so only some are made into it at a time, also those within a record.
    """
    yield from _indented(value, b"\n")
    yield b"\n"


def _indented(answer: Any, line_end: bytes) -> Iterator[bytes]:
    """An answer in pieces; each of its lines but the first begins with the spaces that are in `line_end`."""
    inner = line_end + b"  "
    if isinstance(answer, Struct):
        sign = b"{"
        for field in fields(answer):
            yield b'%b%b"%b": ' % (sign, inner, field.encode_name.encode())
            yield from _indented(getattr(answer, field.name), inner)
            sign = b","
        yield line_end + b"}"
    elif isinstance(answer, Sequence) and not isinstance(answer, str):
        sign = b"["
        for at in range(0, len(answer), AT_A_TIME):
            yield sign
            yield _deeper(_laid_out(list(answer[at : at + AT_A_TIME]))[len("[") : -len("\n]")], line_end)
            sign = b","
        yield line_end + b"]" if answer else b"[]"
    else:
        yield _deeper(_laid_out(answer), line_end)


def _deeper(text: bytes, line_end: bytes) -> bytes:
    return text if line_end == b"\n" else text.replace(b"\n", line_end)


def _laid_out(answer: object) -> bytes:
    return msgspec.json.format(_encoded(answer), indent=2)


def jsonl(answer: Listing | Listings) -> Iterator[bytes]:
    """One JSON object a line, row by row."""
    return (_encoded(row) + b"\n" for row in answer.rows)


def _encoded(answer: object) -> bytes:
    encoded = msgspec.json.encode(answer, enc_hook=list)  # rows that are still to be made
    others = encoded.translate(None, PLAIN).decode()
    if not re.search(f"[{UNSEEN}]", others):
        return encoded
    return re.sub(f"[{UNSEEN}]", _escape, encoded.decode()).encode()


def _escape(unseen: re.Match[str]) -> str:
    """A character as JSON escapes it: by one number of four digits, or by two."""
    return re.sub("....", r"\\u\g<0>", unseen[0].encode("utf-16-be").hex())


def csv(answer: Listing | Listings) -> Iterator[bytes]:
    """CSV with a header line, for spreadsheets too: no text is run as a formula."""
    from csv import writer
    from io import StringIO

    lines = _lines(answer)
    while some := list(islice(lines, AT_A_TIME)):
        out = StringIO()
        writer(out, lineterminator="\n").writerows(some)
        yield out.getvalue().encode()


def tsv(answer: Listing | Listings) -> Iterator[bytes]:
    """TSV with a header line; there are no tabs and no line breaks in the cells."""
    return ("\t".join(map(str, line)).encode() + b"\n" for line in _lines(answer))


def _lines(answer: Listing | Listings) -> Iterator[list[str | int | float]]:
    """The header line, and a line for each row of the tables of an answer."""
    return in_one_table([(headers(part.every_column), _cells(part)) for part in answer.parts], "")


def _cells(part: Listing) -> Iterator[list[str | int | float]]:
    columns = part.every_column
    return ([_harmless(cell) for cell in cells(columns, row)] for row in part.table)


def _harmless(cell: Plain) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return cell
    return harmless(one_line(str(cell)))
