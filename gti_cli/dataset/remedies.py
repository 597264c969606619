"""Guesses from a value that its key does not take what to write instead."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from gti_cli.dataset.model import FewWords, Id, ItemStage, Quote, TimeGiven, Url, Words
from gti_cli.dataset.slugs import id_from
from gti_cli.words import quoted

PLAIN = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029]{1,40}'
"""A text that can stand between double quotes as it is, on one line."""

FLAGS = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}


def for_text(text: str, hint: Any) -> str | None:
    """The remedy for a text that lacks the form which its type asks for."""
    remedies: Mapping[Any, Callable[[str], str | None]] = {
        Id: _id,
        Url: _url,
        FewWords: _few_words,
        Words: _few_words,
        Quote: _quote,
        ItemStage: _item_stage,
        TimeGiven: _time_given,
    }
    return remedies[hint](text) if hint in remedies else None


def for_value(value: object, wanted: type) -> str | None:
    """The remedy for a value of another type than the one that is wanted, where it is plain what was meant."""
    guesses: Mapping[Any, Callable[[object], str | None]] = {
        date: _meant_day,
        bool: _meant_flag,
        int: _meant_whole_number,
        int | float: _meant_number,
        str: _meant_text,
        tuple: _meant_list,
    }
    meant = guesses[wanted](value) if wanted in guesses else None
    return f"write {meant}" if meant else None


def _id(text: str) -> str | None:
    words = id_from(text)
    return f"write {quoted(words)}" if words else None


def _url(text: str) -> str | None:
    if re.search(r"\s", text):
        return "write %20 for a space in it"
    return None if "://" in text or "." not in text else f"did you mean {quoted(f'https://{text}')}?"


def _few_words(_: str) -> str:
    return "keep the words that matter, and put the rest into a `note`"


def _quote(_: str) -> str:
    return "keep the words that carry it"


def _item_stage(_: str) -> str:
    return 'write "europe.started", for example'


def _time_given(_: str) -> str:
    return 'write "18 months", for example'


def _meant_day(value: object) -> str | None:
    if isinstance(value, datetime):
        return f"{value.date()}"
    try:
        return f"{date.fromisoformat(value)}" if isinstance(value, str) else None
    except ValueError:
        return None


def _meant_flag(value: object) -> str | None:
    return FLAGS.get(str(value).lower())


def _meant_number(value: object) -> str | None:
    number = value.strip() if isinstance(value, str) else ""
    return number if re.fullmatch(r"[1-9][0-9]{0,15}(\.[0-9]{1,6})?", number) else None


def _meant_whole_number(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    number = _meant_number(value)
    return number if number and "." not in number else None


def _meant_text(value: object) -> str | None:
    return quoted(value) if type(value) in (int, float, date) else None


def _meant_list(value: object) -> str | None:
    return f'["{value}"]' if isinstance(value, str) and re.fullmatch(PLAIN, value) else None
