"""Words in sentences: quoted, listed, stages in their forms, and the known word nearest to a misspelt one."""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise
from unicodedata import combining, normalize

from msgspec import Struct

LONGEST_QUOTE = 60
"""A quoted word is cut after so many characters."""

MOST_LIKELY = 20
"""Of more known words than this, only those that share most pairs of letters with a misspelt one are compared."""

MOST_COMPARED = 100_000
"""`Suggestions` stops to compare words after so many pairs."""


def quoted(word: object) -> str:
    """A word of the user's, set apart from ours by double quotes; on one line, and cut where it is very long."""
    text = visible(str(word))
    return f'"{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"}"'


def folded(text: str) -> str:
    """A text as it is compared with another: without case, and in one Unicode form."""
    return normalize("NFC", normalize("NFC", text).casefold())


def searchable(text: str) -> str:
    """A text as another one is looked for in it: `folded`, with any white space as a single space."""
    return re.sub(r"\s+", " ", folded(text))


def places_of(sought: str, text: str) -> list[tuple[int, int]]:
    """From where to where a text stands in another that is on one line, compared as `searchable`.

    A letter is found with all its accents, or not at all; of places that overlap, the first.
    """
    wanted = searchable(sought)
    if text.isascii():
        found = re.finditer(re.escape(wanted), text.lower()) if wanted else ()
        return [one.span() for one in found]
    pieces = _letters(text)
    known = [searchable(piece) for piece in pieces]
    of_sign = [at for at, signs in enumerate(known) for _ in signs]
    begins = [0, *accumulate(map(len, pieces))]
    places: list[tuple[int, int]] = []
    for one in re.finditer(re.escape(wanted), "".join(known)) if wanted else ():
        start, end = begins[of_sign[one.start()]], begins[of_sign[one.end() - 1] + 1]
        if not places or places[-1][1] <= start:
            places.append((start, end))
    return places


def places_of_any(sought: Iterable[str], text: str) -> list[tuple[int, int]]:
    """From where to where one of some texts stands in another, as `places_of` has it; where they overlap, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(place for one in sought for place in places_of(one, text)):
        if joined and start < joined[-1][1]:
            first, last = joined.pop()
            start, end = first, max(last, end)
        joined.append((start, end))
    return joined


def _letters(text: str) -> list[str]:
    """The signs of a text, each with what belongs to it: its accents, the other parts of its syllable."""
    pieces: list[str] = []
    for sign in text:
        last = pieces[-1] if pieces else ""
        if last and (combining(sign) or normalize("NFC", last + sign) != normalize("NFC", last) + sign):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def visible(text: str) -> str:
    """A text with line breaks and control characters written out as their escapes."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda match: repr(match[0])[1:-1], text)


class StageForms(Struct, frozen=True):
    """A stage as a sentence has it: still ahead, as it stands once reached, as it came about, and as it did not."""

    ahead: str
    done: str
    came: str
    missing: str


OWN_FORMS = {
    "open": StageForms("to open", "is open", "opened", "did not open"),
    "started": StageForms("to start", "has started", "started", "did not start"),
    "ended": StageForms("to end", "has ended", "ended", "did not end"),
}
"""The forms of the stages that begin and end by themselves; any other is a word for what has been done to a thing."""


def stage_forms(stage: str) -> StageForms:
    """The forms of any stage, those of a file's own too: "to be completed", "is completed", "was completed"."""
    word = stage.replace("-", " ").replace("_", " ")
    return OWN_FORMS.get(stage) or StageForms(f"to be {word}", f"is {word}", f"was {word}", f"was not {word}")


def to_be(stage: str) -> str:
    """A stage as it is promised: "to be completed", "to open"; so a promise never reads as a fact."""
    return stage_forms(stage).ahead


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """Words as a list in a sentence: `a`, `a or b`, `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that comes nearest to `word`, two where they come equally near, none where none comes near.

    Of very many known words, only those with the most in common with it are compared; a word too long to be quoted is
    near to none.
    """
    return list(_nearest(word.lower(), tuple(known))) if len(word) <= LONGEST_QUOTE else []


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if len(known) > MOST_LIKELY:
        pairs = set(pairwise(word))

        def shared(known_word: str) -> int:
            return len(pairs.intersection(pairwise(known_word[:LONGEST_QUOTE])))

        known = (*nlargest(MOST_LIKELY, known, shared),)
    near = get_close_matches(word, known, n=2, cutoff=0.6)
    ratios = [SequenceMatcher(None, word, known_word).ratio() for known_word in near]
    return tuple(known_word for known_word, ratio in zip(near, ratios, strict=True) if ratio > ratios[0] - 0.1)


def capitalized(text: str) -> str:
    """A text that begins with a capital letter; the rest stays as it is, names in it too."""
    return text[:1].upper() + text[1:]


def did_you_mean(word: str, known: Iterable[str], *, short: int = 12) -> str | None:
    """The known words nearest to `word` as a question, all of them when they are few, else None."""
    words = list(known)
    if near := nearest(word, words):
        return f"did you mean {listed(map(quoted, near))}?"
    if 0 < len(words) <= short:
        return f"there is {listed(map(quoted, words), 'and')}"
    return None


class Suggestions:
    """Suggests known words for the unknown ones of a file.

    Comparing words takes long, and a file may have thousands of known and of unknown ones: once `MOST_COMPARED` pairs
    have been compared, there are no more suggestions.
    """

    def __init__(self) -> None:
        self._compared = 0

    def of(self, word: str, known: Collection[str]) -> str | None:
        """The known words nearest to `word` as a question, as `did_you_mean` has it."""
        self._compared += len(known)
        return did_you_mean(word, known) if self._compared <= MOST_COMPARED else None


def is_one_of(wanted: Iterable[str], names: Iterable[str]) -> bool:
    """Whether one of the names is wanted, without case and in one Unicode form."""
    return not {folded(name) for name in wanted}.isdisjoint(map(folded, names))
