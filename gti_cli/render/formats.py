"""Answers as data: one function a format, and the one table in which all formats stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from gti_cli.render.safe import one_line
from gti_cli.views.answer import Answer, Listing, Page
from gti_cli.views.columns import Plain, cells, headers

AT_A_TIME = 20
"""How many rows are made into text together."""

DEL = b"\x7f"
"""The one character of ASCII that a terminal may obey and that JSON does not escape."""

HARMLESS = bytes(range(0x7F))
"""The bytes that no terminal obeys: JSON escapes the control characters among them anyway."""

TERMINAL_CODES = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
"""The other characters that a terminal may obey; none is printable."""

FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
"""The characters with which a spreadsheet lets a formula begin."""


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


def jsonl(answer: Listing) -> Iterator[bytes]:
    """One JSON object a line, row by row."""
    return (_encoded(row) + b"\n" for row in answer.rows)


def _encoded(answer: object) -> bytes:
    encoded = msgspec.json.encode(answer)
    if encoded.isascii() and DEL not in encoded:
        return encoded
    if encoded.translate(None, HARMLESS).decode().isprintable():
        return encoded
    return re.sub(TERMINAL_CODES, lambda match: f"\\u{ord(match[0]):04x}", encoded.decode()).encode()


def csv(answer: Listing) -> Iterator[bytes]:
    """CSV with a header line, for spreadsheets too: no text is run as a formula."""
    from csv import writer
    from io import StringIO

    out = StringIO()
    lines = writer(out, lineterminator="\n")
    lines.writerow(headers(answer.columns))
    lines.writerows([_harmless(cell) for cell in cells(answer.columns, row)] for row in answer.table)
    yield out.getvalue().encode()


def tsv(answer: Listing) -> Iterator[bytes]:
    """TSV with a header line; there are no tabs and no line breaks in the cells."""
    lines = [headers(answer.columns)]
    lines += [[str(_harmless(cell)) for cell in cells(answer.columns, row)] for row in answer.table]
    yield "".join("\t".join(line) + "\n" for line in lines).encode()


def _harmless(cell: Plain) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return cell
    text = one_line(str(cell))
    return f"'{text}" if text.lstrip()[:1] in FORMULA_SIGNS else text


def markdown(answer: Answer) -> Iterator[bytes]:
    """A table, or a page of headings, facts and tables, that renders on the usual hosts."""
    from gti_cli.render import markdown

    yield markdown.text(answer).encode()


def html(answer: Page) -> Iterator[bytes]:
    """The report as a page for the web."""
    from gti_cli.render import html

    yield html.text(answer.data).encode()


def github(answer: Listing) -> Iterator[bytes]:
    """What `gti check` found, as annotations in the log of a workflow."""
    from gti_cli.render import findings

    yield findings.github(answer.details).encode()


FORMATS: dict[str, Callable[[Any], Iterable[bytes]]] = {
    "json": json,
    "markdown": markdown,
    "jsonl": jsonl,
    "csv": csv,
    "tsv": tsv,
    "html": html,
    "github": github,
}
"""Every format but `table`, which is drawn for people. An answer names those that it has in its `formats`."""
