"""The one place where a command's answer is written: in a format, drawn on a terminal, or to a file."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from gti_cli.cli import output, table
from gti_cli.cli.dataset import STDIN
from gti_cli.errors import UsageError
from gti_cli.render.formats import FORMATS
from gti_cli.views.answer import Answer, Listing, Listings, Page
from gti_cli.words import listed, quoted

MOST_DAYS = 2
"""Of how many days an empty answer names each."""


def give(answer: Answer, format_: str, *, pager: bool = True) -> None:
    """Write an answer in one of its formats; where it is empty, say on stderr what was looked for."""
    if isinstance(answer, Listing):
        answer = answer.in_format(format_)
    _say_if_empty(answer)
    if format_ in FORMATS:
        output.write_bytes(FORMATS[format_](answer))
    elif isinstance(answer, Page) or answer.rows or not answer.silent:
        _draw(answer, pager=pager)


def _say_if_empty(answer: Answer) -> None:
    if not (isinstance(answer, Page) or answer.rows or answer.silent):
        output.say(_looked_for(answer))


def _looked_for(answer: Listing | Listings) -> str:
    """What was looked for and is not there, with the day, or the days of several initiatives."""
    first, several = answer.parts[0], len(answer.parts) > 1
    days = dict.fromkeys(part.caption.as_of for part in answer.parts if part.caption)
    where = [f"in any of {len(answer.parts)} initiatives"] if several else []
    when = listed(days) if len(days) <= MOST_DAYS else "as of the day of each"
    return " ".join((f"no {first.what}", " and ".join(first.clauses) or "is known", *where, when))


def _draw(answer: Answer, *, pager: bool) -> None:
    """Draw an answer on a terminal; write aligned text into a pipe, and what is said beside it to stderr."""
    screen = output.screen()
    if screen.is_terminal or screen.color or (not isinstance(answer, Page) and answer.always_drawn):
        from gti_cli.render import terminal

        output.write_paged(terminal.text(answer, screen), screen, pager=pager)
    else:
        from gti_cli.render import plain

        output.write(plain.text(screen.pen, answer))
        if not isinstance(answer, Page) and answer.rows and (captions := plain.captions(answer)):
            output.say(captions)


def save_answer(answer: Answer, format_: str, file: Path, dataset: str) -> None:
    """Write an answer to a file in one of its formats; raises UsageError where that file is the dataset."""
    from gti_cli.write import files

    with suppress(OSError):  # one of the two is not there
        if os.path.samefile(0 if dataset == STDIN else dataset, file):  # noqa: PTH121 - standard input has no path
            raise UsageError(f"Error: -o {quoted(file)} is the dataset itself; name another file")
    _say_if_empty(answer)
    files.save(file, FORMATS[format_](answer))


def chosen_format(format_: str | None, offered: Sequence[str], command: str, *, json: bool = False) -> str:
    """The format that --format and --json ask for; raises UsageError where they ask for two, or for one not offered."""
    if json and format_ not in (None, "json"):
        raise UsageError(f"Error: --json and --format {format_} ask for two formats; give one of them")
    wanted = "json" if json else offered[0] if format_ is None else format_
    if wanted in offered:
        return wanted
    others = [name for name in table.offering(wanted) if name != command]
    remedy = f"; {wanted} is for {listed(others, 'and')}" if others else ""
    raise UsageError(f"Error: --format {wanted or quoted('')}: gti {command} answers in {listed(offered)}{remedy}")


def format_of(file: Path, files: Mapping[str, str], format_: str | None, command: str) -> str:
    """The format of a file: the one asked for, else by its suffix.

    Raises UsageError where neither tells it, and where the two are different.
    """
    by_suffix = files.get(file.suffix.lower(), format_)
    if by_suffix is None:
        endings = listed(dict.fromkeys(next(s for s, f in files.items() if f == known) for known in files.values()))
        raise UsageError(f"Error: -o {quoted(file)}: a {command} is written to a file that ends in {endings}")
    if format_ not in (None, by_suffix):
        raise UsageError(f"Error: --format {format_} and -o {quoted(file)} ask for two formats; give one of them")
    return by_suffix
