"""Rows as text: JSON, JSON lines, CSV, TSV, Markdown, and aligned columns for a pipe."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from gti_cli.render.clean import one_line
from gti_cli.views.columns import Column, Plain, cells, for_people, headers


class Section(Struct, frozen=True):
    """A part of an answer about a single thing: a heading, facts by name, a table and what its signs mean."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Any] = ()
    signs: Sequence[str] = ()


def json(answer: object) -> str:
    """Rows or one record as JSON, indented; characters that a terminal would obey are escaped."""
    return msgspec.json.format(_escape(msgspec.json.encode(answer)), indent=2) + "\n"


def jsonl(rows: Iterable[object]) -> str:
    """One JSON object a line."""
    return "".join(_escape(msgspec.json.encode(row)) + "\n" for row in rows)


def _escape(encoded: bytes) -> str:
    text = encoded.decode()
    if text.isprintable():
        return text
    return re.sub(TERMINAL_CODES, lambda match: f"\\u{ord(match[0]):04x}", text)


TERMINAL_CODES = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
"""None of them is printable."""


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
