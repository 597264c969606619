"""Completion in bash, which takes a word apart at = and @ before it asks for its end, and puts that end in place."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

BREAKS = frozenset("=@:")
"""The signs at which bash takes apart what is one word of a command."""


@contextmanager
def completing() -> Iterator[None]:
    """Have a completion in the block asked about whole words, and leave out what bash has of the last one already."""
    line, at = os.environ.get("COMP_WORDS", ""), int(os.environ.get("COMP_CWORD") or 0)
    whole = joined(line.split("\n" if "\n" in line else " ")[: at + 1])
    os.environ.update(COMP_WORDS="\n".join(whole), COMP_CWORD=str(len(whole) - 1))
    value = whole[-1].partition("=")[2] if whole[-1].startswith("--") else whole[-1]
    there = value[: max(map(value.rfind, BREAKS)) + 1]
    out, sys.stdout = sys.stdout, StringIO()
    try:
        yield
    finally:
        found, sys.stdout = sys.stdout.getvalue(), out
        out.write("".join(f"{_quoted(line.removeprefix(there))}\n" for line in found.splitlines()))
        out.flush()


def _quoted(word: str) -> str:
    """A word as bash reads it back; it puts into the line what it is given, spaces and all."""
    return shlex.quote(word) if " " in word else word


def joined(words: list[str]) -> list[str]:
    """The words of a command line, each whole: what stands beside a sign at which bash takes words apart is one."""
    whole = [""]
    glued = True
    for word in words:
        is_break = bool(word) and BREAKS.issuperset(word)
        if glued or is_break:
            whole[-1] += word
        else:
            whole.append(word)
        glued = is_break
    return whole
