"""Text that runs from right to left, kept from changing the order of what stands beside it on a page."""

import re

LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Those of the scripts that run from right to left: within a class of a pattern."""

RUN = re.compile(rf"[{LETTERS}]+(?:(?:&\w+;|&#\d+;|[^\w<>&]|[\d_])+[{LETTERS}]+)*")
"""Words of such letters, with what stands between them."""

TEXT = re.compile(r"(<(?!(?:text|tspan|title|desc|style|script)\b)[^<>]*>)([^<]+)")
"""A tag of a page and the text after it, unless that is in an element that holds no others."""


def isolated(page: str) -> str:
    """A page in which every run of such text is isolated, so that a number behind a name stays behind it."""
    if not re.search(f"[{LETTERS}]", page):
        return page
    return TEXT.sub(lambda found: found[1] + RUN.sub(r"<bdi>\g<0></bdi>", found[2]), page)
