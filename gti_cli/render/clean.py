"""Text from a dataset on its way to people: one line, and nothing in it that a terminal would obey."""

import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
REPLACEMENT = "�"


def one_line(text: str) -> str:
    """A text on one line: white space as single spaces, control and direction characters made visible."""
    if CONTROLS.search(text):
        text = CONTROLS.sub(REPLACEMENT, " ".join(text.split()))
    return text
