"""The pen: every text that people read goes through it, so that what is written can be shown where it is shown."""

from gti_cli.render.clean import one_line

ASCII = str.maketrans(
    {
        "●": "*", "○": "o", "◌": "~", "✕": "x", "✔": "+", "✘": "x", "∅": "0", "↷": ">", "▪": "=", "Σ": "#",
        "…": "...", "–": "-", "→": "->", "·": "-", "“": '"', "”": '"', "�": "?",
        "┊": ":", "┤": "|", "▒": "%", "┄": ".", "▷": ">", "◁": "<", "▲": "^",
        "━": "#", "─": "-", "▁": ".", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
    }
)  # fmt: skip


class Pen:
    """Writes text on one line, in the characters that an encoding has.

    Our own signs have an ASCII form for an encoding that lacks them; a character of the dataset's that it lacks
    becomes a question mark.
    """

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._lacking = {sign: ascii_ for sign, ascii_ in ASCII.items() if not self._has(chr(sign))}

    def _has(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def plain(self, text: str) -> str:
        """The text as it can be shown."""
        line = one_line(text)
        if not self._lacking:
            return line
        return line.translate(self._lacking).encode(self._encoding, "replace").decode(self._encoding)
