"""`gti` with something happening at one of its system calls: a fault, an editor that saves, the end of the process.

Nothing is replaced for it. Python tells of each call of a function in C before and after it, and whoever is told may
raise an error there. A run is a fork of this process, where all is imported already, so that thousands take seconds.
"""

import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

WRITING = tuple(f"{os.sep}write{os.sep}{name}.py" for name in ("files", "temporary", "exchange"))
NO_FAULT = {"fspath", "strerror", "_path_normpath", "fileno", "isatty", "__enter__", "getcwd", "get_terminal_size"}
"""What is no system call, or only asks how wide the screen is."""

WHEN = {"call": "before", "return": "after", "c_call": "before", "c_return": "after", "c_exception": "after"}
LONGEST = 60

Action = Callable[[], None]


class Outcome(NamedTuple):
    """How a run ended: its exit code, below zero where it was killed, what it said on stderr, and the calls it made."""

    code: int
    said: str
    calls: Sequence[str]


def fail() -> None:
    """The call fails."""
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def kill() -> None:
    """The process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    """Somebody presses Ctrl-C."""
    raise KeyboardInterrupt


class Watch:
    """Does something at one of the moments before and after each system call, from where a file is to be written."""

    def __init__(self, at: int, action: Action) -> None:
        self.calls: list[str] = []
        self._is_writing = False
        self._at = at
        self._action = action

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        """Python tells of a call."""
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        if event in ("call", "return"):
            self._is_writing |= file.endswith(WRITING)
            is_moment = file.endswith(WRITING) and name == "exchange"
        else:
            name = called.__name__
            is_moment = self._is_writing and not file.startswith("<frozen importlib") and is_system_call(called)
        if is_moment:
            self.calls.append(f"{WHEN[event]} {name}")
            if len(self.calls) - 1 == self._at:
                self._action()


def is_system_call(called: Any) -> bool:
    """Whether a function in C asks something of the system that may fail."""
    of_file = isinstance(getattr(called, "__self__", None), io.FileIO | io.BufferedReader)
    return called.__name__ not in NO_FAULT and (of_file or called.__module__ in ("posix", "fcntl") or called is io.open)


def run(words: Sequence[str], folder: Path, at: int = -1, action: Action = fail) -> Outcome:
    """`gti` with these words, and something that happens at one moment; what it writes goes to files in a folder."""
    said, calls = folder / "said", folder / "calls"
    pid = os.fork()
    if not pid:
        _child(words, said, calls, Watch(at, action))
    _, status = os.waitpid(pid, 0)
    made = calls.read_text().splitlines() if calls.exists() else []
    calls.unlink(missing_ok=True)
    return Outcome(os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8"), made)


def _child(words: Sequence[str], said: Path, calls: Path, watch: Watch) -> None:
    """The run itself, which does not return."""
    code = 70
    try:
        signal.alarm(LONGEST)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        from gti_cli.cli import main

        sys.argv = ["gti", *words]
        sys.setprofile(watch)
        try:
            main()
        except SystemExit as error:
            code = int(error.code or 0)
        finally:
            sys.setprofile(None)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        calls.write_text("\n".join(watch.calls))
        os._exit(code)
