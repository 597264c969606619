"""Quotes held against saved texts of their sources: which of them stand in none.

A folder has the texts, as ID.txt, ID.html or ID.md, each named by a source or an update. Spaces, kinds of quotation
marks and dashes, and markup make no difference, in the quote and in the text. Three dots stand for words left out.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from unicodedata import normalize

from gti_cli.dataset.model import Dataset, Update, update_ids
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dataset.read import name_of
from gti_cli.errors import GtiError
from gti_cli.words import listed, quoted

ENDINGS = (".txt", ".html", ".md")

HIDDEN = re.compile(r"<!--.*?-->|<(script|style|head)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""The parts of a page that nobody reads."""
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
LEFT_OUT = re.compile(r"\[?(?:\.{3}|…)\]?")

QUOTES = "'\"‘’‚‛“”„‟‹›«»′"
DASHES = "-‐‑‒–—―−"
SIGNS = str.maketrans({**dict.fromkeys(QUOTES, "'"), **dict.fromkeys(DASHES, "-"), **dict.fromkeys("*_`#>|\\~", "")})
"""Quotation marks and dashes, each of one kind, and without the signs by which Markdown marks text."""
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def unfound_quotes(dataset: Dataset, folder: Path) -> Iterator[Problem]:
    """A warning for every quote, of an update or of its events, that its saved texts do not have.

    Quotes of an update that has no saved text, and whose source has none, are not judged. Raises GtiError where the
    folder or a text in it cannot be read.
    """
    saved, text_of = _saved_texts(folder), cache(_text_of)
    for at, (id_, update) in enumerate(zip(update_ids(dataset.updates), dataset.updates, strict=True)):
        quotes = list(_quotes(update, ("updates", at)))
        names = [f"{name}{ending}" for name in (id_, update.source) for ending in ENDINGS] if quotes else []
        files = [saved[name] for name in names if name in saved]
        for path, quote in quotes if files else ():
            if not any(stands_in(quote, text_of(file)) for file in files):
                message = f"{quoted(quote)} does not stand in {listed(file.name for file in files)}"
                hint = "write the words as they stand there, or save the text that has them"
                yield Problem(path=path, code="quote-not-found", message=message, hint=hint, severity="warning")


def stands_in(quote: str, text: str) -> bool:
    """Whether a bare text has a quote; what the quote leaves out may be any words between those before and after."""
    at = 0
    for part in LEFT_OUT.split(quote):
        words = bare(part)
        at = text.find(words, at)
        if at < 0:
            return False
        at += len(words)
    return True


def bare(text: str) -> str:
    """A text without what makes no difference."""
    return UNSEEN.sub("", normalize("NFKC", text).translate(SIGNS))


def _quotes(update: Update, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if update.quote:
        yield (*path, "quote"), update.quote
    for number, event in enumerate(update.events):
        if event.quote:
            yield (*path, "events", number, "quote"), event.quote


def _saved_texts(folder: Path) -> dict[str, Path]:
    """The files in a folder, by name."""
    try:
        return {file.name: file for file in folder.iterdir()}
    except OSError as error:
        raise _unreadable(folder, error) from None


def _text_of(file: Path) -> str:
    """The bare text in a file; one that is not UTF-8 is read as the pages are that do not say what they are."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if file.suffix != ".txt":
        text = unescape(TAG.sub("", HIDDEN.sub("", text)))
    return bare(LINK.sub(r"\1", text) if file.suffix == ".md" else text)


def _unreadable(path: Path, error: OSError) -> GtiError:
    return GtiError(f"Error: {name_of(path)} cannot be read: {error.strerror}")
