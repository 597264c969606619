"""Answers as Markdown: a table, or headings, facts and tables, for a wiki or a README.

Every text of the dataset is escaped; an address is linked where it is plainly one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from urllib.parse import quote

from gti_cli.characters import one_line
from gti_cli.render.safe import web_address
from gti_cli.views.answer import Answer, Link, Listing, Listings, Page, Section
from gti_cli.views.columns import Column, for_people

WIDTH = 100
"""The width of a chart, in columns."""

SPOKEN = re.compile(r"\$|[@#](?=\w)|:(?=//|[\w+-]+:)|(?<![\w.])www(?=\.)", re.IGNORECASE)
"""What a host makes a mention, a link, a picture or mathematics of; in an element of its own it does not."""

ADDRESS = re.compile(
    r"""((?<!\w)https?://(?:[^\s()<>“”„]|\([^\s()<>]*\))*(?:[^\s()<>“”„.,;:!?'"*_~\]]|\([^\s()<>]*\)))""", re.IGNORECASE
)
"""An address in a text, without what ends a sentence, a quote or brackets around it."""

MARKER = re.compile(r"^(\s*(?:\d+(?=[.)]))?)(?=[-+=#:.)])")
"""Where a paragraph would begin as a list, a rule, a heading, or a command to the runner of a workflow."""

UNQUOTED = ":/?#[]@!$&'()*+,;=%~"
"""The characters that an address keeps in Markdown: those with a meaning in it, and percent signs."""


def parts(answer: Answer) -> Iterator[str]:
    """The whole answer, some lines at a time; the same answer gives the same text, letter by letter."""
    if isinstance(answer, Page):
        yield from _page(answer)
    elif isinstance(answer, Listings):
        for at, part in enumerate(answer.with_rows):
            yield f"## {escaped(part.whose)}\n\n" if at == 0 else f"\n## {escaped(part.whose)}\n\n"
            yield from _listing(part)
    else:
        yield from _listing(answer)


def _listing(answer: Listing) -> Iterator[str]:
    below = "; ".join((f"{answer.heading} {answer.caption}", *answer.signs)) if answer.caption else ""
    yield from _table(answer.columns, answer.shown)
    if below:
        yield f"\n{escaped(below)}\n"


def _page(page: Page) -> Iterator[str]:
    """Blocks, each but the first with an empty line before it."""
    yield f"# {escaped(page.title)}\n"
    yield f"\n{escaped(page.caption)}\n"
    for folded, sections in groupby(page.sections, key=lambda section: section.folded):
        if folded:
            yield f"\n<details>\n<summary>{escaped(folded)}</summary>\n"
        for section in sections:
            yield from _section(section)
        if folded:
            yield "\n</details>\n"


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"\n{'#' * section.level} {escaped(section.heading)}\n"
    if section.text:
        yield f"\n{escaped(section.text)}\n"
    if section.facts:
        yield "\n" + "".join(
            f"- {escaped(name)}: {_fact(fact)}\n" if name else f"- {_fact(fact)}\n" for name, fact in section.facts
        )
    if section.columns:
        yield "\n"
        yield from _table(section.columns, section.shown)
    elif section.drawing == "chart":
        yield f"\n{_chart(section)}"
    yield from (f"\n{escaped(sign)}\n" for sign in section.signs)


def _fact(fact: object) -> str:
    """A fact as text, a list of them with commas."""
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return ", ".join(map(_fact, fact))
    return _link(fact) if isinstance(fact, Link) else escaped(str(fact))


def _link(link: Link) -> str:
    """A text as a link, if its address may be linked or is a place on the page."""
    if link.url and link.url.startswith("#"):
        return f"[{escaped(link.text)}]({link.url})"
    address = web_address(link.url)
    return f"[{escaped(link.text)}](<{quote(address, safe=UNQUOTED)}>)" if address else escaped(link.text)


def _table(columns: Sequence[Column], rows: Iterable[object]) -> Iterator[str]:
    shown = for_people(columns)
    head: list[list[str]] = [[column.title or "" for column in shown], ["---"] * len(shown)]
    for line in chain(head, ([column.text(row) for column in shown] for row in rows)):
        yield "| " + " | ".join(cell if cell == "---" else escaped(cell) for cell in line) + " |\n"


def _chart(section: Section) -> str:
    """A chart as a terminal draws it, between fences; no line of it begins with one."""
    from gti_cli.render.terminal import drawn_alone

    return f"```text\n{drawn_alone(section, WIDTH)}```\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is: no HTML, table bar, emphasis, list or mention; addresses stay whole."""
    parts = ADDRESS.split(one_line(text))
    shown = (f"<{quote(part, safe=UNQUOTED)}>" if at % 2 else _plain(part) for at, part in enumerate(parts))
    return MARKER.sub(r"\1\\", "".join(shown), count=1)


def _plain(text: str) -> str:
    """A text without an address."""
    shown = re.sub(r"([\\`*_{}\[\]|~&])", r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")
    return SPOKEN.sub(r"<span>\g<0></span>", shown)
