"""Words that fit no form of a date: what is wrong with them, and what may be meant."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from gti_cli.dates.conventions import Conventions
from gti_cli.dates.forms import vocabulary
from gti_cli.dates.tokens import classes
from gti_cli.words import listed, nearest, quoted

FEASTS = frozenset(
    "christmas easter diwali ramadan eid hanukkah thanksgiving halloween passover pentecost xmas holidays".split()
)
DENIALS = frozenset("not no never nor without except unless if".split())
SHORTEST = 3
"""A shorter word is not taken for another that is misspelt."""
MOST_TRIED = 16
SLIP = 0.8
"""Words that have so much in common differ by a slip of the pen."""


class Repair(NamedTuple):
    """One way to repair words: why they are not read, what may be meant, and how that is put."""

    reason: str
    texts: tuple[str, ...]
    lead: str = "write"
    is_answer: bool = False
    """Whether what is meant leaves no choice."""
    is_certain: bool = False
    """Whether the reason holds even where nothing that is offered is read."""
    example: Conventions | None = None


def repairs(text: str, year: int) -> Iterator[Repair]:
    """What may be wrong with words, most certain first; what is offered is of that year where they have none."""
    yield from _marks(text)
    yield from _short_years(text)
    yield from _unknown_words(text, year)
    yield from _words_too_many(text)


MARKS = (
    (r"-x{1,2}\b", "", True),
    (r"\b([0-9])xxx\b", r"\g<1>000 to \g<1>999", True),
    (r"\b([0-9]{2})xx\b", r"\g<1>00 to \g<1>99", True),
    (r"\b([0-9]{3})x\b", r"\g<1>0 to \g<1>9", True),
    (r"[~%]", "around ", False),
    (r"[~?%]", "", False),
)
"""Marks of uncertainty, what says the same in words, and whether it says just the same."""


def _marks(text: str) -> Iterator[Repair]:
    if not re.search(r"[~?%]|[0-9]x|\bx{2,}\b", text, re.IGNORECASE):
        return
    reason = "has a mark of uncertainty (~ ? % X), which is refused"
    texts, is_same = [], True
    plain = text
    for mark, words, says_all in MARKS:
        if re.search(mark, plain, re.IGNORECASE):
            bare = re.sub(mark, "", plain, flags=re.IGNORECASE)
            plain = re.sub(mark, words, plain, flags=re.IGNORECASE) if says_all else bare
            texts += [] if says_all else [f"{words}{bare}"]
            is_same = is_same and says_all
    yield Repair(reason, (plain, *texts), "write", is_answer=is_same, is_certain=True)


NUMERIC = re.compile(r"(?<![0-9])([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{2})(?![0-9])")
LAST_NUMBER = re.compile(r"(.*?)'?(?<![0-9])([0-9]{2})", re.DOTALL)


def _short_years(text: str) -> Iterator[Repair]:
    reason = "has a year of two digits"
    if match := NUMERIC.search(text):
        first, _, second, third = match.groups()
        days = (f"20{third}-{second}-{first}", f"20{third}-{first}-{second}", f"20{first}-{second}-{third}")
        yield Repair(reason, tuple(f"{text[: match.start()]}{day}{text[match.end() :]}" for day in days))
    if match := LAST_NUMBER.fullmatch(text):
        yield Repair(reason, (f"{match[1]}20{match[2]}",), "write all four,")


def _unknown_words(text: str, year: int) -> Iterator[Repair]:
    chunks = text.split(" ")
    unknown = [at for at, chunk in enumerate(chunks) if _is_unknown(chunk)]
    if not unknown:
        return
    near = [nearest(bare, _words()) if len(bare := _bare(chunks[at])) >= SHORTEST else [] for at in unknown]
    if all(near):
        spelled = (_with(chunks, dict(zip(unknown, choice, strict=True))) for choice in product(*near))
        is_slip = all(_is_slip(_bare(chunks[at]), words) for at, words in zip(unknown, near, strict=True))
        yield Repair(_names(chunks, unknown), tuple(islice(spelled, MOST_TRIED)), "did you mean", is_answer=is_slip)
    start, end = unknown[0], unknown[0] + 1
    while end < len(chunks) and (end in unknown or chunks[end].isdecimal()):
        end += 1
    name = _bare(" ".join(chunks[start:end]))
    numbers = re.findall("(?<![0-9])[1-9][0-9]{3}(?![0-9])", text)
    month = f"November {numbers[0] if numbers else year}"
    day = Conventions(phrases=((name, f"13 {month}"),))
    is_feast = _bare(chunks[start]).lower() in FEASTS
    reason = f"names a feast, {quoted(name)}, which has its own day each year" if is_feast else _names(chunks, unknown)
    around = [" ".join((*chunks[:start], *instead, *chunks[end:])) for instead in ((), (month,), ("13", month))]
    yield Repair(reason, tuple(around), "write, for example,", is_certain=True, example=day)


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted(word for word in vocabulary() if len(word) >= SHORTEST))


def _is_slip(word: str, near: Sequence[str]) -> bool:
    """Whether a word is little else than one of those that come near to it."""
    return SequenceMatcher(None, word.lower(), near[0]).ratio() >= SLIP


def _is_unknown(chunk: str) -> bool:
    return any(word not in vocabulary() for word in re.findall(r"[^\W\d_]+", chunk.lower()))


def _names(chunks: Sequence[str], unknown: Sequence[int]) -> str:
    named = list(dict.fromkeys(quoted(_bare(chunks[at])) for at in unknown))
    return f"is not read: {listed(named, 'and')} {'are no words' if len(named) > 1 else 'is no word'} of a date"


def _words_too_many(text: str) -> Iterator[Repair]:
    """Words of which one, or a few at the begin or the end, do not belong there."""
    chunks = text.split(" ")
    last = len(chunks)
    parts = [(at, at + 1) for at in range(last)]
    parts += [part for size in range(2, last) for part in ((0, size), (last - size, last))]
    for start, end in parts[:MOST_TRIED]:
        if not DENIALS.intersection(map(str.lower, chunks[start:end])):
            reason = f"is not read: {quoted(_bare(' '.join(chunks[start:end])))} does not fit there"
            yield Repair(reason, (_bare(" ".join(chunks[:start] + chunks[end:])),), "did you mean")


def _with(chunks: Sequence[str], changes: dict[int, str]) -> str:
    """Words with some of them changed; what stands around a word stays."""
    return " ".join(
        chunk.replace(_bare(chunk), _named(changes[at])) if at in changes else chunk for at, chunk in enumerate(chunks)
    )


def _named(word: str) -> str:
    """A word as people write it, names of months and weekdays with a capital."""
    return word.capitalize() if {"MONTH", "WEEKDAY"}.intersection(classes(word)) else word


def _bare(chunk: str) -> str:
    """Words without the signs at their ends, or the signs where there are no words."""
    return chunk.strip(" ,.;:!()-") or chunk
