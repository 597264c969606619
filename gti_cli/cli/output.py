"""Writes to stdout (answers) and stderr (everything else), and knows what either of them can take."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from gti_cli.errors import GtiError
from gti_cli.render.safe import Pen, inert
from gti_cli.render.screen import Screen

if TYPE_CHECKING:
    from rich.live import Live

PATIENCE = 1.0
"""The seconds after which gti says what takes so long."""

WIDEST = 100_000
"""The columns that a screen has at most, whatever the environment says."""

LARGE = 2_000_000
"""A file of so many bytes takes longer than that to read."""

NO_PAGER = ("", "dumb", "emacs")
"""The terminals, by $TERM, on which no pager works."""

HAS_CODES = 0x0004
"""The mode of a Windows terminal in which it obeys codes for colours."""

STDOUT = -11
"""By which number Windows is asked for the terminal of stdout."""

DOTS = "\u280b"
"""One of the signs of the finer spinner, to see whether stderr has them."""


class OutputError(GtiError):
    """The answer could not be written."""


class ClosedPipe(Exception):  # noqa: N818 - nothing went wrong
    """Whoever reads stdout has read enough; nothing more is written there."""


def screen() -> Screen:
    """What stdout is now. Only this reads the environment for that.

    NO_COLOR beats FORCE_COLOR, and both count only when they are not empty.
    """
    stdout = _stdout()
    is_terminal = stdout.isatty()
    size = shutil.get_terminal_size()
    is_wanted = not os.environ.get("NO_COLOR") and (is_terminal or bool(os.environ.get("FORCE_COLOR")))
    color = is_wanted and not (is_terminal and _lacks_colors())
    return Screen(is_terminal, min(size.columns, WIDEST), size.lines, color, stdout.encoding or "utf-8")


def _lacks_colors() -> bool:
    """Whether the terminal shows codes for colours as they are; one of Windows is told to obey them, and may refuse."""
    if not hasattr(sys, "getwindowsversion"):
        return False
    import ctypes

    system: Any = vars(ctypes)["windll"].kernel32
    terminal, mode = system.GetStdHandle(STDOUT), ctypes.c_ulong()
    has_mode = system.GetConsoleMode(terminal, ctypes.byref(mode))
    return not (has_mode and system.SetConsoleMode(terminal, mode.value | HAS_CODES))


def write(text: str) -> None:
    """Write text that people read to stdout, in the encoding of stdout."""
    stdout = _stdout()
    _written(lambda: stdout.write(inert(text)))


def write_bytes(parts: Iterable[bytes]) -> None:
    """Write data to stdout as it is, each part as soon as it is there."""
    stdout = _stdout()
    _written(lambda: stdout.buffer.writelines(parts))


def write_paged(text: str, on: Screen, *, pager: bool) -> None:
    """Write a drawn screen; through the user's pager when it is longer than the terminal is high."""
    is_long = on.is_terminal and text.count("\n") >= on.height
    wanted = _pager() if pager and is_long else ""
    if not (wanted and _paged(wanted, text, on.encoding)):
        write(text)


def _pager() -> str:
    """The user's pager, or the usual one where it is there; nothing where none works."""
    if os.environ.get("TERM", "dumb") in NO_PAGER:
        return ""
    usual = "less" if shutil.which("less") else ""
    return os.environ.get("PAGER", usual).strip()


def _paged(pager: str, text: str, encoding: str) -> bool:
    """Give a text to a pager; False where it ends with an error, as one that cannot be run does."""
    import subprocess

    if pager.split()[0].rpartition("/")[2] == "less":
        pager = f"{pager} -R"  # colours are shown, or left out, whatever $LESS holds
    environ = {"LESS": "FX"} | os.environ
    with _ignoring_ctrl_c():
        process = subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=environ)  # noqa: S602 - the user's own
        process.communicate(text.encode(encoding, "replace"))
    return process.returncode <= 0


@contextmanager
def _ignoring_ctrl_c() -> Iterator[None]:
    """Ignore Ctrl-C while the pager runs; the pager handles it."""
    import signal

    previous = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def say(text: str) -> None:
    """Write a message to stderr, with all that a terminal would obey made visible."""
    if sys.stderr is None:
        return
    pen = message_pen()
    try:
        sys.stderr.write(inert("\n".join(pen.plain(line) for line in text.split("\n"))) + "\n")
        sys.stderr.flush()
    except OSError:
        _abandon(sys.stderr)


@contextmanager
def waiting_for(what: str, size: int) -> Iterator[None]:
    """Say on a terminal what the block is doing once it has taken a second; at once where it reads a large file.

    Nothing else runs while a large file is parsed, so it would be too late to say it in the middle of that.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    spinner = _Spinner(what)
    timer = Timer(PATIENCE if size < LARGE else 0, spinner.start)
    timer.daemon = True
    try:
        timer.start()
        if size >= LARGE:
            timer.join()
        yield
    finally:
        timer.cancel()
        timer.join()
        spinner.stop()


@contextmanager
def held_up(what: str) -> Iterator[None]:
    """Say what the block waits for once that has taken a second, wherever stderr leads."""
    if sys.stderr is None or sys.stderr.isatty():
        with waiting_for(what, 0):
            yield
        return
    from threading import Timer

    timer = Timer(PATIENCE, say, [what])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


class _Spinner:
    """A spinner with a text on stderr."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._live: Live | None = None

    def start(self) -> None:
        """Draw it."""
        from rich.console import Console
        from rich.live import Live
        from rich.spinner import Spinner
        from rich.text import Text

        pen = message_pen()
        name = "dots" if pen.plain(DOTS) == DOTS else "line"
        spinner = Spinner(name, Text(pen.plain(self._what)))
        self._live = Live(spinner, console=Console(stderr=True), transient=True)
        self._live.start(refresh=True)

    def stop(self) -> None:
        """Remove it, if it was drawn."""
        if self._live:
            self._live.stop()


def message_pen() -> Pen:
    """The pen for the encoding of stderr."""
    return Pen(getattr(sys.stderr, "encoding", None) or "utf-8")


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise OutputError("Error: stdout is closed; there is nowhere to write the answer")
    return sys.stdout


def _written(action: Callable[[], object]) -> None:
    """Write and flush; raises ClosedPipe where nobody reads any more, and OutputError for any other failure."""
    stdout = _stdout()
    with writing():
        action()
        stdout.flush()


@contextmanager
def writing() -> Iterator[None]:
    """Raise ClosedPipe where nobody reads any more what the block writes, and OutputError for any other failure."""
    try:
        yield
    except OSError as error:
        stdout = _stdout()
        kind = ClosedPipe if _is_read_no_more(stdout, error) else OutputError
        _abandon(stdout)
        raise kind(f"Error: the answer cannot be written: {error.strerror}") from None


def _is_read_no_more(stream: TextIO, error: OSError) -> bool:
    """Whether an error says that nobody reads a stream any more; of a pipe, Windows says "invalid argument" then."""
    is_told_as_on_windows = error.errno == errno.EINVAL and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    return error.errno == errno.EPIPE or is_told_as_on_windows


def _abandon(stream: TextIO) -> None:
    """Throw away what is still in the buffer, so that Python does not try to write it again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
