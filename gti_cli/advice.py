"""What to write instead of a date that is refused: one function for each way in which dates go wrong."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from difflib import get_close_matches

from gti_cli.span import MONTHS

EXAMPLES = 'write, for example, "2019-11-13", "November 2019", "Q4 2019", "2019", "early 2021" or "by the end of 2020"'


LONGEST = 60
QUOTE = "'"


class PhraseError(ValueError):
    """A date that is refused; the message names it and says what to write instead."""


def advice(written: str, is_readable: Callable[[str], bool]) -> str:
    """The message for a text that is no date; `is_readable` tells whether other words would be one."""
    words = " ".join(written.lower().split())
    if not words:
        return f"the date is empty; {EXAMPLES}"
    if len(words) > LONGEST:
        return subject(written, f"is too long for a date; {EXAMPLES}")
    for reason in REASONS:
        if remedy := reason(words):
            return subject(written, remedy)
    if better := _spelled(words, is_readable):
        return subject(written, f'is not a date that gti reads; did you mean "{better}"?')
    return subject(written, f"is not a date that gti reads; {EXAMPLES}")


def subject(written: str, sentence: str) -> str:
    """A sentence about what was written, which is cut where it is too long to quote."""
    short = written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
    return f'"{short}" {sentence}'


def advice_on_value(written: object) -> str:
    """The message for a value that is neither text nor a day."""
    if isinstance(written, datetime):
        return f"a date with a time of day is refused; write the day alone, {written.date().isoformat()}"
    if isinstance(written, int) and not isinstance(written, bool):
        return f'a bare number is refused; write it with quotes, "{written}"'
    kind = "a time of day" if isinstance(written, time) else "this value"
    return f"{kind} is not a date; {EXAMPLES}"


def _qualifier(words: str) -> str | None:
    if re.search(r"[~?%]|[0-9]x|\bxx?-|-xx?\b", words):
        return 'has a mark of uncertainty (~ ? % X), which is refused; widen the interval instead: "2018/2020"'
    return None


def _numbers(words: str) -> str | None:
    if match := re.fullmatch(
        r"([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words
    ):
        year, month, day = (int(part) for part in match.groups() if part)
        return (
            f'is refused; write year, month and day with hyphens and two digits each, "{year:04}-{month:02}-{day:02}"'
        )
    if match := re.fullmatch(r"([0-9]{4})[/.-]([0-9]{1,2})", words):
        return f'is refused; write year and month with a hyphen and two digits, "{match[1]}-{int(match[2]):02}"'
    match = re.fullmatch(r"([0-9]{1,2})[/. -]+([0-9]{1,2})[/. -]+([0-9]{4})", words)
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    readings = [
        f'"{read.isoformat()}"'
        for month, day in ((first, second), (second, first))
        if (read := _day(year, month, day)) is not None
    ]
    write = " or ".join(dict.fromkeys(readings)) or '"YYYY-MM-DD"'
    return f"can be read with the day or the month first; write {write}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _season(words: str) -> str | None:
    match = re.search(r"\b(spring|summer|autumn|fall|winter)\b", words)
    if not match:
        return None
    year = _year(words)
    return (
        f"names a season, and which months that is depends on the hemisphere; "
        f'write the quarter or the months that are meant, "Q3 {year}" or "June {year}/August {year}"'
    )


def _part_of_quarter(words: str) -> str | None:
    match = re.fullmatch(r"(early|mid|late|start of|beginning of)[ -](?:the )?(.*)", words)
    quarter = match and re.search(r"q([1-4])|(first|second|third|fourth) quarter", match[2])
    if match and quarter:
        nth = int(quarter[1] or ("first", "second", "third", "fourth").index(quarter[2]) + 1)
        month = MONTHS[3 * (nth - 1) + {"mid": 1, "late": 2}.get(match[1], 0)]
        return f'is refused: {match[1]} takes a year; write the month, "{month.capitalize()} {_year(words)}"'
    if match and re.search(r"h[12]|half", match[2]):
        return f'is refused: {match[1]} takes a year; write the months that are meant, "July {_year(words)}"'
    return None


def _part_of_another(words: str) -> str | None:
    if match := re.fullmatch(r"(?:the )?(start|beginning) of .*([0-9]{4}).*", words):
        return f'is refused: {match[1]} takes a year; write "early June {match[2]}" or the days that are meant'
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
    if match := re.fullmatch(r"(.*\D)?'?([0-9]{2})", words):
        before = match[1] or ""
        if not before.strip("' ") or re.search(rf"\b({_MONTHS}|q[1-4]|h[12]|early|mid|late|by|of)\W*$", before):
            return f'has a year of two digits; write all four, "{_cased(before.rstrip(QUOTE))}20{match[2]}"'
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


def _spelled(words: str, is_readable: Callable[[str], bool]) -> str | None:
    """The same words with each misspelt one put right, where that makes a date."""
    better = " ".join(
        word if any(char.isdigit() for char in word) else (get_close_matches(word, VOCABULARY, 1, 0.7) or [word])[0]
        for word in words.split()
    )
    if is_readable(better):
        return _cased(better)
    return None


def _cased(words: str) -> str:
    return re.sub(rf"\b({_MONTHS}|q[1-4]|h[12])\b", lambda match: match[0].capitalize(), words)


def _year(words: str) -> str:
    match = re.search(r"[0-9]{4}", words)
    return match[0] if match else "2021"


_MONTHS = "|".join(rf"{month}|{month[:3]}" for month in MONTHS) + "|sept"
VOCABULARY = (
    *MONTHS,
    *("early", "mid", "late", "start", "beginning", "end", "of", "by", "before", "since"),
    *("first", "second", "third", "fourth", "quarter", "half"),
)
REASONS: tuple[Callable[[str], str | None], ...] = (
    _qualifier,
    _numbers,
    _season,
    _part_of_quarter,
    _part_of_another,
    _relative,
    _short_year,
    _no_year,
    _combined,
)
