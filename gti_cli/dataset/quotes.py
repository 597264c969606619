"""Quotes held against saved texts of their sources: which of them stand in none.

A folder has the texts, as ID.txt, ID.html or ID.md, each named by a source or an update. Spaces, kinds of quotation
marks and dashes, and markup make no difference, in the quote and in the text. Three dots stand for words left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from math import inf
from pathlib import Path
from unicodedata import normalize

from gti_cli.dataset.model import Dataset, Update, update_ids
from gti_cli.dataset.problems import DatasetError, KeyPath, Problem
from gti_cli.dataset.read import at_most, name_of
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


class SavedTexts:
    """The texts in a folder, each read when a quote is first looked up in it, with at most so many bytes.

    `missed` counts the quotes of each source that nothing was saved for.
    """

    def __init__(self, folder: Path, most: float = inf) -> None:
        """Raises GtiError where the folder cannot be read."""
        try:
            self._files = {file.name: file for file in folder.iterdir()}
        except OSError as error:
            raise _unreadable(folder, error) from None
        self.folder = folder
        self._most = most
        self._texts: dict[str, str] = {}
        self.missed: Counter[str] = Counter()

    def names_of(self, *ids: str) -> list[str]:
        """The names of the texts of a source or an update."""
        return [name for id_ in ids for ending in ENDINGS if (name := f"{id_}{ending}") in self._files]

    def has(self, name: str, quote: str) -> bool:
        """Whether a quote stands in a text; raises GtiError where that cannot be read, or is too large."""
        if name not in self._texts:
            self._texts[name] = _text_of(self._files[name], self._most)
        return stands_in(quote, self._texts[name])


def unfound_quotes(dataset: Dataset, texts: SavedTexts) -> Iterator[Problem]:
    """A warning for every quote, of an update or of its events, that its saved texts do not have.

    Quotes of an update that has no saved text, and whose source has none, are counted, and not judged. Raises GtiError
    as `SavedTexts` does.
    """
    for at, (id_, update) in enumerate(zip(update_ids(dataset.updates), dataset.updates, strict=True)):
        names = texts.names_of(id_, update.source)
        for path, quote in _quotes(update, ("updates", at)):
            if not names:
                texts.missed[update.source] += 1
            elif not any(texts.has(name, quote) for name in names):
                message = f"{quoted(quote)} does not stand in {listed(names)}"
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


def _text_of(file: Path, most: float) -> str:
    """The bare text in a file; one that is not UTF-8 is read as the pages are that do not say what they are."""
    try:
        with file.open("rb") as opened:
            content = at_most(most, opened, name_of(file))
    except OSError as error:
        raise _unreadable(file, error) from None
    except DatasetError as error:
        raise GtiError(f"Error: {name_of(file)} {error.problems[0]}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if file.suffix != ".txt":
        text = unescape(TAG.sub("", HIDDEN.sub("", text)))
    return bare(LINK.sub(r"\1", text) if file.suffix == ".md" else text)


def _unreadable(path: Path, error: OSError) -> GtiError:
    return GtiError(f"Error: {name_of(path)} cannot be read: {error.strerror}")
