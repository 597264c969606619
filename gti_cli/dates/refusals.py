"""What to write instead of a date that is refused: one function for each way in which dates go wrong."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches

from gti_cli.dates.span import MONTHS
from gti_cli.words import listed, quoted

EXAMPLES = 'write, for example, "2019-11-13", "November 2019", "Q4 2019", "2019", "early 2021" or "by the end of 2020"'
LONGEST = 60


class PhraseError(ValueError):
    """A date that is refused; the message names it and says what to write instead."""


def advice(written: str, is_readable: Callable[[str], bool]) -> str:
    """The message for a text that is no date; `is_readable` tells whether other words would be one."""
    words = " ".join(written.lower().split())
    if not words:
        return f"the date is empty; {EXAMPLES}"
    if len(words) > LONGEST:
        return subject(written, f"is too long for a date; {EXAMPLES}")
    better = _reworded(words, is_readable)
    for reason in () if better else REASONS:
        if remedy := reason(words):
            return subject(written, remedy)
    if better := better or _spelled(words, is_readable):
        return subject(written, f"is not a date that gti reads; did you mean {quoted(better)}?")
    return subject(written, _combined(words) or f"is not a date that gti reads; {EXAMPLES}")


def subject(written: str, sentence: str) -> str:
    """A sentence about what was written."""
    return f"{quoted(written)} {sentence}"


def advice_on_value(written: object) -> str:
    """The message for a value that is neither text nor a day."""
    if isinstance(written, datetime):
        return f"a date with a time of day is refused; write the day alone, {written.date().isoformat()}"
    if isinstance(written, int) and not isinstance(written, bool):
        remedy = f"write it with quotes, {quoted(written)}" if 1000 <= written <= 9999 else EXAMPLES
        return f"a bare number is refused; {remedy}"
    kind = "a time of day" if isinstance(written, time) else "this value"
    return f"{kind} is not a date; {EXAMPLES}"


def _qualifier(words: str) -> str | None:
    if re.search(r"[~?%]|[0-9]x|\bx{2,}|\bx-", words):
        return 'has a mark of uncertainty (~ ? % X), which is refused; widen the interval instead: "2018/2020"'
    return None


def _numbers(words: str) -> str | None:
    if match := re.fullmatch(r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})", words):
        read = _day(*map(int, match.groups()))
        return f"is refused; write year, month and day with hyphens and two digits each, {quoted(read or 'YYYY-MM-DD')}"
    if match := re.fullmatch(r"([0-9]{4})[/. -]([0-9]{1,2})", words):
        read = _day(int(match[1]), int(match[2]), 1)
        form = f"{read:%Y-%m}" if read else "YYYY-MM"
        return f"is refused; write year and month with a hyphen and two digits, {quoted(form)}"
    if match := re.fullmatch(r"([0-9]{1,2})[/. -]([0-9]{4})", words):
        read = _day(int(match[2]), int(match[1]), 1)
        form = f"{read:%Y-%m}" if read else "YYYY-MM"
        return f"is refused; write the year first, {quoted(form)}"
    match = re.fullmatch(r"([0-9]{1,2})[/. -]+([0-9]{1,2})[/. -]+([0-9]{2}|[0-9]{4})", words)
    if not match:
        return None
    first, second, third = map(int, match.groups())
    year = third if len(match[3]) == 4 else 2000 + third
    orders = [(year, first, second), (year, second, first)]
    if year != third and "-" in words:
        orders.insert(0, (2000 + first, second, third))
    readings = [str(read) for order in orders if (read := _day(*order))]
    write = listed(map(quoted, dict.fromkeys(readings or ["YYYY-MM-DD"])))
    reason = "can be read with the day or the month first" if len(match[3]) == 4 else "has a year of two digits"
    return f"{reason}; write {write}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None


def _season(words: str) -> str | None:
    if not re.search(r"\b(spring|summer|autumn|fall|winter)\b", words):
        return None
    year = _year(words)
    return (
        "names a season, and which months that is depends on the hemisphere; "
        f'write the quarter or the months that are meant, "Q3 {year}" or "June {year}/August {year}"'
    )


def _part_of_a_part(words: str) -> str | None:
    """`early Q3 2020`, `mid H1 2020` and the like: the month, or the months, that this would be."""
    match = re.fullmatch(r"(?:the )?(early|mid|late|start of|beginning of)[ -](?:the )?(.*)", words)
    quarter = match and re.search(rf"q([1-4])|({'|'.join(NTH)}) quarter", match[2])
    half = match and re.search(rf"h([12])|({'|'.join(NTH[:2])}) half", match[2])
    if match and quarter:
        month = 3 * _nth(quarter) + {"mid": 1, "late": 2}.get(match[1], 0)
        return f"is refused: {_takes(match[1])}; write the month, {_months([month], words)}"
    if match and half:
        first = 6 * _nth(half) + {"mid": 2, "late": 4}.get(match[1], 0)
        months = _months([first, first + 1], words)
        return f"is refused: {_takes(match[1])}; write the months that are meant, {months}"
    return None


def _takes(word: str) -> str:
    """What may stand after a word that names a part of something."""
    return f"{word} takes a year or a month" if word in ("early", "mid", "late") else f"{word} takes a year"


def _nth(match: re.Match[str]) -> int:
    return int(match[1]) - 1 if match[1] else NTH.index(match[2])


def _months(months: Sequence[int], words: str) -> str:
    return quoted("/".join(f"{MONTHS[month].capitalize()} {_year(words)}" for month in months))


def _start_of_a_month(words: str) -> str | None:
    if match := re.fullmatch(rf"(?:the )?(start|beginning) of ({_MONTHS})\b.*", words):
        better = _cased(f"early {match[2]} {_year(words)}")
        return f"is refused: {match[1]} of takes a year; write {quoted(better)}"
    return None


def _relative(words: str) -> str | None:
    if re.search(
        r"\b(next|last|this|that|coming|soon|shortly|recently|now|today|tomorrow|yesterday|later|earlier|ago|"
        r"current|currently|previous|following|within|eventually|ongoing|asap|in due course)\b",
        words,
    ):
        return (
            "depends on the day it was said; write the date that it meant then, for example "
            '"June 2019", and keep the source\'s own words in `said`'
        )
    return None


def _short_year(words: str) -> str | None:
    match = re.fullmatch(r"(.*[^0-9])?'?([0-9]{2})", words)
    before = (match[1] or "").rstrip("'") if match else ""
    if match and (not before.strip() or re.search(rf"\b({_BEFORE_A_YEAR}|({_MONTHS}) [0-9]{{1,2}},)\s*$", before)):
        return f"has a year of two digits; write all four, {quoted(_cased(f'{before}20{match[2]}'))}"
    return None


def _no_date(words: str) -> str | None:
    if words in ("tbc", "unknown", "none", "n/a", "open"):
        return 'is not a date; leave the key out where no date is known, or write "undated" in a `target`'
    return None


def _no_year(words: str) -> str | None:
    if not re.search(r"[0-9]{4}", words) and re.search(rf"\b({_MONTHS}|q[1-4]|h[12]|quarter|half|year|month)\b", words):
        return f"names no year; {EXAMPLES}"
    return None


def _combined(words: str) -> str | None:
    if match := re.match(r"(before|since|by) ", words):
        takes = "a day, month, quarter, half or year" if match[1] != "by" else "a date without by, before or since"
        return f"is refused: {match[1]} takes {takes}; {EXAMPLES}"
    if "/" in words:
        return (
            "is not an interval that gti reads; write a day, month, quarter, half or year on both sides, "
            '"2019-11/2020", or ".." for an open end'
        )
    return None


def _reworded(words: str, is_readable: Callable[[str], bool]) -> str | None:
    """The same date in words that are read, where there are such words."""
    if words.startswith("by ") and (better := _reworded(words[3:], lambda rest: is_readable(f"by {rest}"))):
        return f"by {better}"
    for pattern, template in REWORDED:
        if match := re.fullmatch(pattern, words):
            better = match.expand(template)
            return _cased(better) if is_readable(better) else None
    return None


def _spelled(words: str, is_readable: Callable[[str], bool]) -> str | None:
    """The same words with each misspelt one put right, where that makes a date."""
    better = " ".join(
        word if any(char.isdigit() for char in word) else (get_close_matches(word, VOCABULARY, 1, 0.7) or [word])[0]
        for word in words.split()
    )
    return _cased(better) if is_readable(better) else None


def _cased(words: str) -> str:
    """Lower-case words with months, quarters and halves written as people write them."""
    return re.sub(rf"\b({_MONTHS}|q[1-4]|h[12])\b", lambda match: match[0].capitalize(), words)


def _year(words: str) -> str:
    match = re.search(r"[1-9][0-9]{3}", words)
    return match[0] if match else "2021"


NTH = ("first", "second", "third", "fourth")
_MONTHS = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_BEFORE_A_YEAR = rf"{_MONTHS}|q[1-4]|h[12]|early|mid|late|by|of"
VOCABULARY = (
    *MONTHS,
    *("early", "mid", "late", "start", "beginning", "end", "of", "by", "before", "since"),
    *(*NTH, "quarter", "half"),
)
REWORDED = (
    (r"(?:no|not) later than (.+)|(.+?),? at the latest", r"by \1\2"),
    (r"(?:no|not) (?:earlier than|before) (.+)", r"since \1"),
    (r"(?:in|on|during|sometime in) (.+)", r"\1"),
    (r"(?:between|from) (.+) (?:and|to) (.+)", r"\1/\2"),
    (r"(?:from|starting) (.+)", r"since \1"),
    (r"([0-9]{4}) ?[-–] ?([0-9]{4})|(.+) (?:to|-|–) (.+)", r"\1\3/\2\4"),
    (r"(?:the )?(?:end|year[- ]end)(?: of)?(?: the)?(?: year)?[- ]([0-9]{4})", r"end of \1"),
    (r"([0-9]{4}) ?([qh][1-4])|([qh][1-4])[-/]([0-9]{4})", r"\2\3 \1\4"),
    (r"([1-4])([qh]) ([0-9]{4})", r"\2\1 \3"),
    (rf"({'|'.join(NTH)}) (quarter|half) ([0-9]{{4}})", r"\1 \2 of \3"),
    (rf"([0-9]{{1,2}})(?:\.|st|nd|rd|th) (?:of )?({_MONTHS}) ([0-9]{{4}})", r"\1 \2 \3"),
    (rf"({_MONTHS}) ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})", r"\1 \2, \3"),
    (rf"({_MONTHS})[.,-] ?([0-9]{{4}})|([0-9]{{4}}) ({_MONTHS})", r"\1\4 \2\3"),
)
"""Other words for a date that is read: a pattern for all of what was written, and what is meant."""
REASONS: tuple[Callable[[str], str | None], ...] = (
    _no_date,
    _qualifier,
    _numbers,
    _season,
    _part_of_a_part,
    _start_of_a_month,
    _relative,
    _short_year,
    _no_year,
)
