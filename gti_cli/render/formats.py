"""The one table in which all formats stand, each a function from an answer to bytes."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from gti_cli.render.data import csv, json, jsonl, tsv
from gti_cli.views.answer import Answer, Listing, Page, Picture

if TYPE_CHECKING:
    from gti_cli.views.calendar import PromiseListing
    from gti_cli.views.feed import TimelineListing


def markdown(answer: Answer) -> Iterator[bytes]:
    """A table, or a page of headings, facts and tables, that renders on the usual hosts."""
    from gti_cli.render import markdown

    return (part.encode() for part in markdown.parts(answer))


def html(answer: Page) -> Iterator[bytes]:
    """The report as a page for the web."""
    from gti_cli.render import html

    return (part.encode() for part in html.parts(answer.data))


def svg(answer: Picture) -> Iterator[bytes]:
    """A chart as a picture by itself."""
    from gti_cli.render import picture

    yield picture.text(answer).encode()


def ics(answer: "PromiseListing") -> Iterator[bytes]:
    """The deadlines ahead as a calendar."""
    from gti_cli.render import ics

    return ics.parts(answer.calendar, answer.rows)


def atom(answer: "TimelineListing") -> Iterator[bytes]:
    """The updates as a feed."""
    from gti_cli.render import atom

    return atom.parts(answer.feed())


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
    "svg": svg,
    "github": github,
    "ics": ics,
    "atom": atom,
}
"""Every format but `table`, which is drawn for people. An answer names those that it has in its `formats`."""
