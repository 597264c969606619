"""Asks on the terminal: a question, and a line in answer, which Tab completes where Python has readline.

An answer that does not do is told why, and the arrow up brings it back to be mended. Ctrl-C and the end of the input
come through as KeyboardInterrupt and EOFError.
"""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import TypeVar

from gti_cli.cli import output
from gti_cli.errors import UsageError
from gti_cli.words import folded

Known = Sequence[Sequence[str]]
"""Words that an answer may be, in groups: one is only completed with words of a group where none before has any."""

Read = TypeVar("Read")


def ask(question: str, read: Callable[[str], Read], known: Known = ()) -> Read:
    """What `read` makes of the answer to a question; asked again, with the reason, as long as it raises UsageError."""
    while True:
        try:
            return read(_line(question, known))
        except UsageError as error:
            output.say(str(error).removeprefix("Error: "))


def tell(text: str) -> None:
    """Say something of our own, as wide as the terminal, with its lines."""
    width = output.screen().width
    output.say("\n".join(part for line in text.split("\n") for part in wrap(line, width) or [""]))


def completer(known: Known) -> Callable[[str, int], str | None]:
    """What readline asks for the completions of a text, one by one, until there is none."""
    return lambda typed, number: dict(enumerate(completions(typed, known))).get(number)


def is_edited() -> bool:
    """Whether Tab completes what is typed, and the arrow up brings it back: not on Windows, nor in every Python."""
    try:
        import readline  # noqa: F401
    except ImportError:
        return False
    return True


def completions(typed: str, known: Known) -> list[str]:
    """The words that begin like what was typed, in any case, of the first group that has some."""
    begin = folded(typed)
    found = ([word for word in group if folded(word).startswith(begin)] for group in known)
    return next(filter(None, found), [])


def _line(question: str, known: Known) -> str:
    """The line that is typed, without white space around it."""
    plain = output.screen().pen.plain
    _complete_with([[word for word in group if plain(word) == word] for group in known])
    try:
        line = input(f"{plain(question)}: ").strip()
        line.encode()
    except UnicodeError:
        raise UsageError("these are bytes that are no text in the encoding of this terminal") from None
    return line


def _complete_with(known: Known) -> None:
    """Have the next line completed with known words."""
    if not is_edited():
        return
    import readline

    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    readline.set_completer_delims("")
    readline.set_completer(completer(known))
