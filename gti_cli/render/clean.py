"""Text from a dataset on its way to people: one line, and nothing in it that a terminal would obey."""

import re

CONTROLS = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
"""None of them is printable, which is quicker to see of a text than that it has none of them."""

REPLACEMENT = "�"


def one_line(text: str) -> str:
    """A text on one line: white space as single spaces, control and direction characters made visible."""
    if not text.isprintable() and re.search(CONTROLS, text):
        text = re.sub(CONTROLS, REPLACEMENT, " ".join(text.split()))
    return text


def web_address(text: str | None) -> str | None:
    """An address that may be linked, None for whatever is not plainly on the web."""
    return text if text and WEB.fullmatch(text) and one_line(text) == text else None


WEB = re.compile(r"(?i:https?)://\S+")
