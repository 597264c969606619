"""Promises of one group on a terminal: which, by how much, and how that came about."""

import re
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gti_cli.render.terminal import DOT, GAP, INDENT, Ink, packed, rest
from gti_cli.views.answer import Section
from gti_cli.views.promises import GLYPHS, TONES

NUMBER = re.compile(r"\D*[\d–]+")
"""The beginning of an amount, up to the end of its number."""


def group(ink: Ink, section: Section) -> RenderableType:
    """The first promises of a group, the numbers of days below one another.

    What came about stands behind them where there is room in every line, else below each.
    """
    rows = section.rows[: section.most]
    told = [section.details(row) for row in rows]
    tones = [TONES[row.verdict] for row in rows]
    names = _filled([ink.line((GLYPHS[row.verdict], TONES[row.verdict]), (f" {row.label}", "strong")) for row in rows])
    numbers = _numbers([one.amount for one in told])
    amounts = _filled([ink(number, tone) for number, tone in zip(numbers, tones, strict=True)])
    details = [[ink(detail, "quiet") for detail in one.details] for one in told]
    widest = max(sum(detail.cell_len for detail in each) + len(DOT) * (len(each) - 1) for each in details)
    beside = names[0].cell_len + GAP + amounts[0].cell_len
    lines: list[RenderableType] = []
    for name, amount, each in zip(names, amounts, details, strict=True):
        if beside + GAP + widest <= ink.width:
            lines.append(Text((" " * GAP), overflow="fold").join([name, amount, ink(DOT, "quiet").join(each)]))
        elif beside <= ink.width:
            lines += [Text(" " * GAP).join([name, amount]), _below(ink, each)]
        else:
            lines += [_hanging(_stripped(name)), _below(ink, [_stripped(amount), *each])]
    return Group(*lines, *rest(ink, section))


def _hanging(name: Text) -> RenderableType:
    """A sign and a name, which breaks below its own beginning."""
    sign, text = name[:1], name[2:]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(sign, text)
    return grid


def _below(ink: Ink, pieces: Sequence[Text]) -> RenderableType:
    return Padding(packed(ink, pieces, ink.width - INDENT), (0, 0, 0, INDENT))


def _numbers(amounts: Sequence[str]) -> list[str]:
    """Amounts with spaces before them, so that their numbers end below one another."""
    ends = [len(match[0]) if (match := NUMBER.match(amount)) else 0 for amount in amounts]
    return [" " * (max(ends) - end if end else 0) + amount for amount, end in zip(amounts, ends, strict=True)]


def _filled(texts: Sequence[Text]) -> list[Text]:
    """Texts with spaces after them, so that all are as wide as the widest."""
    width = max(text.cell_len for text in texts)
    return [Text.assemble(text, " " * (width - text.cell_len), overflow="fold") for text in texts]


def _stripped(text: Text) -> Text:
    """A text without the spaces around it."""
    return text[len(text.plain) - len(text.plain.lstrip()) : len(text.plain.rstrip())]
