"""Texts by chance: ordinary ones, hostile ones, ids, addresses, and dates in words."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from gti_cli.dates.phrase import parse

Texts = Callable[[Random], str]


def ordinary_text(chance: Random) -> str:
    """A few words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.choice([1, 2, 3, 12])))


def hostile_text(chance: Random) -> str:
    """A text that is not empty, and that a terminal, a table, a page or a spreadsheet might obey."""
    parts = [
        chance.choice(HOSTILE) if chance.random() < 0.8 else chr(chance.choice([chance.randrange(0xD800), 0x1F600]))
        for _ in range(chance.choice([1, 1, 2, 5]))
    ]
    text = "".join(parts)
    return f"{text}{chance.choice(['', ' ', 'a'])}" if text.strip() else "a"


def some_id(chance: Random) -> str:
    """A text in the form of an id, which may be that of something else."""
    return "-".join(chance.choice(["a", "b", "rome", "2019", "0", "open"]) for _ in range(chance.randint(1, 3)))


def address(chance: Random) -> str:
    """A text that passes for a URL."""
    return f"http{chance.choice(['', 's'])}://{''.join(hostile_text(chance).split()) or 'a'}"


def phrase_text(chance: Random) -> str:
    """A date phrase, or words that are nearly one."""
    words = _period(chance)
    if chance.random() < 0.6:
        words = chance.choice(PHRASES).replace("X", words, 1).replace("Y", _period(chance))
    if chance.random() < 0.2:
        slips = [words.upper(), f"  {words} ", words.replace(" ", "-"), words[:-1], f"{words}x", words * 2]
        words = chance.choice(slips)
    return words


def phrase(chance: Random, latest: date = date.max) -> str:
    """A date phrase that is read, and that begins on or before a day."""
    for _ in range(20):
        text = phrase_text(chance)
        try:
            span = parse(text).span
        except ValueError:
            continue
        if (span.earliest or span.latest) and (not span.earliest or span.earliest <= latest):
            return text
    return "../9999"


def target(chance: Random) -> str:
    """A date phrase to which a promise can be held, or none."""
    text = phrase(chance)
    return text if parse(text).span.latest else "undated"


def some_day(chance: Random) -> date:
    """A day of the years that the bundled dataset is about, now and then one at an end of the calendar."""
    if chance.random() < 0.1:
        return chance.choice([date.min, date(999, 12, 31), date(1000, 1, 1), date(2020, 2, 29), date.max])
    return date(2017, 10, 1) + timedelta(days=chance.randrange(1500))


def _period(chance: Random) -> str:
    return chance.choice(PERIODS).format(
        year=chance.choice([2017, 2018, 2019, 2020, 2021, 1000, 9999, 999, 0, 19, 12345]),
        month=chance.choice([1, 2, 11, 12, 13, 0]),
        day=chance.choice([1, 29, 30, 31, 32]),
        nth=chance.randrange(6),
    )


PERIODS = (
    "{year}", "{year}", "{year}-{month:02}", "{year}-{month:02}-{day:02}", "{year}-Q{nth}", "Q{nth} {year}",
    "H{nth} of {year}", "November {year}", "{day} Sept {year}", "June {day}, {year}", "second half of {year}",
    "{day}/{month}/{year}", "summer {year}", "next year", "today", "{year}~", "May", "",
)  # fmt: skip
PHRASES = (
    "by X", "before X", "since X", "X/..", "../X", "X/Y", "early X", "mid-X", "late X", "end of X", "start of X",
    "by the end of X", "by early X", "before early X", "../..", "undated", "the X", "by by X", "X / Y",
)  # fmt: skip
WORDS = "Zurich opens São Paulo data users, a review: audit SOC 2 “moved” – (part) next Q4 2019 the 漢字 100%".split(
    " "
)
HOSTILE = (
    # what a terminal obeys
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x00", "\x07", "\x08", "\x7f", "\x85", "\x0b",
    "\r", "\n", "\r\n", "\n\n", "\t", "\t=1", "\u2028", "\u2029", "\xa0", "  ", " " * 200,
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u2060", "\ufeff", "\u00ad",
    # markup of Rich, HTML, Markdown
    "[bold]", "[/bold]", "[/]", "[red", "[link=https://a.example]b[/link]", ":smile:", "\\[", "[[updates]]",
    "<script>alert(1)</script>", "<b>", "</td>", "<!--", "-->", "&amp;", "&", "]]>", "<https://a.example>",
    "# a", "---", "- a", "1. a", "```", "~~~", "> a", "*a*", "_a_", "![a](b)", "[a](javascript:b)", "| --- |", "\\",
    # signs of CSV, formulas, formats and shells
    "=1+1", "@SUM(A1)", "+1", "-1", "＝1", "'", '"', '"""', "'''", ",", ";", "||", "|", "\\|", "\\\\|", "a|b",
    "%s", "%n", "%(a)s", "{0}", "{a.b}", "${HOME}", "$day", "$(id)", "`id`", "%0A", "%", "::error file=a::b",
    # what is hard to measure or to compare
    "x" * 300, "漢" * 80, "e" + "\u0301" * 60, "👩‍👩‍👧‍👦", "🇧🇷", "\ufe0f", "\u200d", "ｗ", "\u0e33", "﷽", "İ", "ß", "ﬀ",
    "\U0010ffff", "\ue000", "\U000e0041", "\ufffe", "\ufff9", "\u180e", "\u115f", "\u0600", "null", "NaN", "undated",
)  # fmt: skip
