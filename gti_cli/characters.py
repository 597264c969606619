"""Characters that nobody sees, or that a program obeys: shown, or made harmless, wherever text leaves the dataset."""

import re

UNSEEN = (
    "\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that nobody sees, or that turn the direction of a text: within a class of a pattern.

Those that join letters, and those that choose how a sign is drawn, belong to texts of several scripts and are not among
them.
"""

CONTROLS = f"[\x00-\x1f{UNSEEN}\ud800-\udfff]"
"""The same, and characters that end a line or make a terminal do something."""

REPLACEMENT = "�"
"""What is shown in the place of such a character."""

FORMULA = r"(^|;)(\s*)(?=[=+\-@＝＋－＠])"
"""Where a spreadsheet lets a formula begin, also where it takes a cell apart at the semicolons."""

HARMLESS = r"(^|;)'(?=\s*[=+\-@＝＋－＠])"
"""Where the sign stands that keeps a spreadsheet from it."""


def one_line(text: str) -> str:
    """A text on one line: white space as single spaces, control and direction characters made visible."""
    if not (text.isascii() and text.isprintable()) and re.search(CONTROLS, text):
        text = re.sub(CONTROLS, REPLACEMENT, " ".join(text.split()))
    return text


def harmless(text: str) -> str:
    """A text of one line that no spreadsheet runs."""
    return re.sub(FORMULA, r"\1'\2", text)


def unharmed(text: str) -> str:
    """A text as it was before it was made harmless to spreadsheets."""
    return re.sub(HARMLESS, r"\1", text)
