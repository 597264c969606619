"""A feed: Atom (RFC 4287), an entry for each update, with what it says as XHTML."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from uuid import UUID, uuid5

from gti_cli.characters import REPLACEMENT, one_line
from gti_cli.render.safe import uri
from gti_cli.views.feed import Entry, Feed

NAMESPACE = UUID("9f5faa81-4dff-42fb-891a-514a755a4f01")
"""Of what ids are made, so that they are ids all over the world."""

NO_XML = "[\ufffe\uffff]"
"""The characters that no XML may have, beside those that are never shown."""


def parts(feed: Feed) -> Iterator[bytes]:
    """The feed, an entry at a time."""
    yield _joined(_head(feed))
    yield from (_joined(_entry(entry)) for entry in feed.entries)
    yield _joined(["</feed>"])


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _head(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    yield from _about(feed.id, feed.title, feed.author, feed.url)
    yield f"<updated>{feed.updated}T00:00:00Z</updated>"
    yield "<generator>gti</generator>"


def _entry(entry: Entry) -> Iterator[str]:
    yield "<entry>"
    yield from _about(entry.id, entry.title, entry.author, entry.url)
    yield from (f"<{name}>{entry.date}T00:00:00Z</{name}>" for name in ("published", "updated"))
    yield '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
    yield from (f"<p>{_escaped(paragraph)}</p>" for paragraph in entry.paragraphs)
    if entry.points:
        yield f"<ul>{''.join(f'<li>{_escaped(point)}</li>' for point in entry.points)}</ul>"
    yield "</div></content>"
    yield "</entry>"


def _about(id_: str, title: str, author: str, url: str | None) -> Iterator[str]:
    """What feeds and entries have alike."""
    yield f"<id>{uuid5(NAMESPACE, id_).urn}</id>"
    yield f"<title>{_escaped(title)}</title>"
    yield f"<author><name>{_escaped(author)}</name></author>"
    if url:
        yield f'<link rel="alternate" href="{_escaped(uri(url))}"/>'


def _escaped(text: str) -> str:
    return escape(re.sub(NO_XML, REPLACEMENT, one_line(text)))
