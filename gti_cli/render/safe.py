"""Text on its way to people: on one line, in the characters that an encoding has, and nothing that a terminal obeys."""

import re

CONTROLS = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
"""Characters that end a line, turn the direction of a text, or make a terminal do something. None is printable."""

REPLACEMENT = "�"
"""What is shown in the place of such a character."""

WEB = r"(?i:https?)://\S+"

ASCII_SIGNS = str.maketrans(
    {
        "●": "*", "○": "o", "◌": "~", "✕": "x", "✔": "+", "✘": "x", "∅": "0", "↷": ">", "▪": "=", "Σ": "#",
        "…": "...", "–": "-", "→": "->", "·": "-", "“": '"', "”": '"', "�": "?",
        "┊": ":", "┤": "|", "▒": "%", "▓": "@", "╍": "=", "┄": ".", "▷": ">", "◁": "<", "▲": "^",
        "━": "#", "╌": "=", "─": "-", "▁": ".", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
    }
)  # fmt: skip


def one_line(text: str) -> str:
    """A text on one line: white space as single spaces, control and direction characters made visible."""
    if not text.isprintable() and re.search(CONTROLS, text):
        text = re.sub(CONTROLS, REPLACEMENT, " ".join(text.split()))
    return text


def web_address(text: str | None) -> str | None:
    """The text if it is an address that may be linked, None where it is not plainly one on the web."""
    return text if text and re.fullmatch(WEB, text) and one_line(text) == text else None


class Pen:
    """Writes text for people: on one line, in the characters that an encoding has.

    Our own signs have an ASCII form for an encoding that lacks them; a character of the dataset's that it lacks
    becomes a question mark.
    """

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._lacking = {sign: ascii_ for sign, ascii_ in ASCII_SIGNS.items() if not self._has(chr(sign))}

    def _has(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def plain(self, text: str) -> str:
        """The text as people see it."""
        line = one_line(text)
        if not self._lacking:
            return line
        return line.translate(self._lacking).encode(self._encoding, "replace").decode(self._encoding)
