"""Rows as text: JSON and JSON lines in UTF-8; CSV, TSV, Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from gti_cli.render.safe import one_line
from gti_cli.views.columns import Column, Plain, cells, for_people, headers


class Section(Struct, frozen=True):
    """A part of an answer about a single thing: a heading, facts by name, a table and what its signs mean."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Any] = ()
    signs: Sequence[str] = ()


def json(answer: object) -> Iterator[bytes]:
    """Rows or one record as JSON, indented, in pieces; characters that a terminal would obey are escaped.

    Many rows are long as text, so only some at a time are made into it, also where a record has them.
    """
    yield from _indented(answer, b"\n")
    yield b"\n"


def _indented(answer: object, line_end: bytes) -> Iterator[bytes]:
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
            yield sign + _laid_out(list(answer[at : at + AT_A_TIME]))[len("[") : -len("\n]")].replace(b"\n", line_end)
            sign = b","
        yield line_end + b"]" if answer else b"[]"
    else:
        yield _laid_out(answer).replace(b"\n", line_end)


AT_A_TIME = 20


def _laid_out(answer: object) -> bytes:
    return msgspec.json.format(_encoded(answer), indent=2)


def jsonl(rows: Iterable[object]) -> Iterator[bytes]:
    """One JSON object a line, row by row."""
    return (_encoded(row) + b"\n" for row in rows)


def _encoded(answer: object) -> bytes:
    encoded = msgspec.json.encode(answer)
    if encoded.translate(None, HARMLESS).decode().isprintable():
        return encoded
    return re.sub(TERMINAL_CODES, lambda match: f"\\u{ord(match[0]):04x}", encoded.decode()).encode()


HARMLESS = bytes(range(0x7F))
"""What no terminal obeys in JSON, where control characters below it are escaped."""

TERMINAL_CODES = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
"""What a terminal may obey; none of it is printable."""


def delimited(columns: Sequence[Column], rows: Iterable[object]) -> str:
    """CSV with a header line, for spreadsheets too: no text is run as a formula."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers(columns))
    writer.writerows([_harmless(cell) for cell in cells(columns, row)] for row in rows)
    return out.getvalue()


def tabbed(columns: Sequence[Column], rows: Iterable[object]) -> str:
    """TSV with a header line; there are no tabs and no line breaks in the cells."""
    lines = [headers(columns), *([str(_harmless(cell)) for cell in cells(columns, row)] for row in rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _harmless(cell: Plain) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return cell
    text = one_line(str(cell))
    return f"'{text}" if text.lstrip()[:1] in FORMULA_SIGNS else text


FORMULA_SIGNS = frozenset("=+-@＝＋－＠")


def markdown(columns: Sequence[Column], rows: Iterable[object]) -> str:
    """A table that renders on the usual hosts."""
    shown = for_people(columns)
    lines = [[column.title or "" for column in shown], ["---"] * len(shown)]
    lines += [[column.text(row) for column in shown] for row in rows]
    return "".join(
        "| " + " | ".join(cell if cell == "---" else escaped(cell) for cell in line) + " |\n" for line in lines
    )


def escaped(text: str) -> str:
    """A text that Markdown shows as it is: no HTML, no table bars, no emphasis, no links."""
    return re.sub(r"([\\`*_{}\[\]<>|~#&])", r"\\\1", one_line(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")


def markdown_page(title: str, sections: Iterable[Section], caption: str) -> str:
    """Headings and tables, for an answer about a single thing."""
    parts = [f"# {escaped(title)}\n", f"{escaped(caption)}\n"]
    for section in sections:
        parts.append(f"## {escaped(section.heading)}\n")
        if section.facts:
            parts.append("".join(f"- {escaped(name)}: {escaped(value)}\n" for name, value in section.facts))
        if section.columns:
            parts.append(markdown(section.columns, section.rows))
        parts += [f"{escaped(sign)}\n" for sign in section.signs]
    return "\n".join(parts)
