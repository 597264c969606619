"""What to write in the place of a value that its key does not take, worked out from what was written there."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from gti_cli.dataset.ids import id_from
from gti_cli.dataset.model import FewWords, Id, Url
from gti_cli.words import quoted

YES_OR_NO = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}


def for_text(text: str, hint: Any) -> str | None:
    """The remedy for a text that lacks the form which its type asks for."""
    remedy = TEXTS.get(hint)
    return remedy(text) if remedy else None


def for_value(value: object, wanted: type) -> str | None:
    """The remedy for a value of another type than the one that is wanted, where it is plain what was meant."""
    written = VALUES[wanted](value) if wanted in VALUES else None
    return f"write {written}" if written else None


def _id(text: str) -> str | None:
    words = id_from(text)
    return f"write {quoted(words)}" if words else None


def _url(text: str) -> str | None:
    if re.search(r"\s", text):
        return "write %20 for a space in it"
    return None if "://" in text or "." not in text else f"did you mean {quoted(f'https://{text}')}?"


def _few_words(text: str) -> str:
    return "keep the words on the date, and put the rest into a `note`"


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        return f"{value.date()}"
    try:
        return f"{date.fromisoformat(value)}" if isinstance(value, str) else None
    except ValueError:
        return None


def _yes_or_no(value: object) -> str | None:
    return YES_OR_NO.get(str(value).lower())


def _number(value: object) -> str | None:
    number = value.strip() if isinstance(value, str) else ""
    return number if re.fullmatch(r"[1-9][0-9]{0,15}(\.[0-9]{1,6})?", number) else None


def _whole_number(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    number = _number(value)
    return number if number and "." not in number else None


def _text(value: object) -> str | None:
    return quoted(value) if type(value) in (int, float, date) else None


def _list(value: object) -> str | None:
    return f'["{value}"]' if isinstance(value, str) and re.fullmatch(r'[^"\\\x00-\x1f\x7f]{1,40}', value) else None


TEXTS: Mapping[Any, Callable[[str], str | None]] = {Id: _id, Url: _url, FewWords: _few_words}
"""What makes the remedy for a text, by the type that it should have."""

VALUES: Mapping[Any, Callable[[object], str | None]] = {
    date: _day,
    bool: _yes_or_no,
    int: _whole_number,
    int | float: _number,
    str: _text,
    tuple: _list,
}
"""What makes out the value that was meant, by the type that is wanted."""
