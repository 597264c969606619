"""Text on its way to people: on one line, in the characters that an encoding has, and nothing that a terminal obeys."""

import re
from unicodedata import combining, normalize

from gti_cli.characters import one_line
from gti_cli.signs import SIGNS

CODE = r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)"
"""What colours a text in a terminal, or makes it a link."""

COMMAND = rf"(?m)^(?=(?:[ \t]|{CODE})*(?::(?:{CODE})*:|#(?:{CODE})*#(?:{CODE})*\[))"
"""Where a line begins as one that the runner of a workflow would obey, with or without its colours."""

WEB = r"(?i:https?)://\S+"

ASCII_SIGNS = str.maketrans(
    {sign.glyph: sign.ascii for sign in SIGNS}
    | {
        "…": "...", "–": "-", "→": "->", "“": '"', "”": '"', "�": "?",
        "┊": ":", "┤": "|", "├": "[", "▒": "%", "▓": "$", "┄": ".", "▔": "~", "⠉": '"', "▷": "}", "◁": "<", "◀": "{",
        "▲": "^", "◆": "&",
        "━": "#", "╌": "=", "─": "-", "▁": ".", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
    }
)  # fmt: skip

OTHER_LETTERS = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i", "ħ": "h", "Ħ": "H",
}  # fmt: skip
"""Letters that are no plain letter with a mark, and what is written for them."""


def inert(text: str) -> str:
    """Lines of which none is a command to the runner of a workflow that prints them, such as `::error`."""
    return re.sub(COMMAND, r"\\", text) if "::" in text or "##" in text or "\x1b" in text else text


def web_address(text: str | None) -> str | None:
    """The text if it is an address that may be linked, None where it is not plainly one on the web."""
    return text if text and re.fullmatch(WEB, text) and one_line(text) == text else None


def uri(address: str) -> str:
    """An address in the characters that every program takes for one; those that have no place in it are encoded."""
    from urllib.parse import quote

    return quote(address, safe=":/?#[]@!$&'()*+,;=-._~%")


class Pen:
    """Writes text for people: on one line, in the characters that an encoding has.

    Our own signs have an ASCII form for an encoding that lacks them. A letter of the dataset that it lacks becomes the
    plain one, "Sao Paulo", and any other character a question mark.
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
        line = line.translate(self._lacking)
        return line if self._has(line) else "".join(map(self._nearest, line))

    def _nearest(self, sign: str) -> str:
        """A character, or what stands for it where the encoding lacks it."""
        if self._has(sign):
            return sign
        if combining(sign):
            return ""
        base = OTHER_LETTERS.get(sign) or "".join(part for part in normalize("NFKD", sign) if not combining(part))
        return base if sign.isalpha() and self._has(base) else "?"
