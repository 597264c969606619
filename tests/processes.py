"""Running `gti` as users do: as a process of its own, in a pipe or on a terminal."""

import ctypes
import fcntl
import os
import pty
import resource
import select
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BUNDLED

NOBODY = 65534
GTI = (sys.executable, "-m", "gti_cli")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to somebody else")


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process: what Python and coverage need, UTF-8, the bundled dataset, and what is given."""
    kept = (
        "PATH",
        "HOME",
        "COVERAGE_PROCESS_CONFIG",
        "COVERAGE_PROCESS_START",
        "COVERAGE_FILE",
        "PYTHONPATH",
        "PYTHONSAFEPATH",
        "SYSTEMROOT",
    )
    base = {name: os.environ[name] for name in kept if name in os.environ}
    return base | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "GTI_DATA": os.fspath(BUNDLED)} | dict(extra or {})


def piped(
    *words: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`gti` with stdout and stderr in pipes."""
    return subprocess.run([*GTI, *words], capture_output=True, env=environment(env), cwd=cwd, timeout=60, check=False)


def installed() -> str:
    """The `gti` that was installed beside the Python that runs the tests."""
    folder = Path(sys.executable).parent
    found = shutil.which("gti", path=os.fspath(folder))
    assert found, f"there is no gti in {folder}: install the project into the environment that runs its tests"
    return found


def search_path(folder: Path) -> str:
    """A PATH that leads to this gti and this Python, by a folder made for that, and to what stands beside them."""
    for name, words in (("gti", "-m gti_cli"), ("python3", ""), ("python", "")):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec {sys.executable} {words} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return os.pathsep.join([os.fspath(folder), os.fspath(Path(sys.executable).parent), os.environ["PATH"]])


def on_terminal(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    columns: int = 100,
    lines: int = 500,
    cwd: Path | None = None,
) -> str:
    """What a command writes to a terminal of that size."""
    with Session(command, env=env, columns=columns, lines=lines, cwd=cwd) as session:
        session.end()
    return session.written.decode().replace("\r\n", "\n")


class Session:
    """A command on a terminal of its own, which it controls: what is typed there reaches it, Ctrl-C as an interrupt."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        columns: int = 100,
        lines: int = 500,
        cwd: Path | None = None,
    ) -> None:
        self._main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings = termios.tcgetattr(self._main)
        self.written = b""
        self._seen = 0
        self.process = subprocess.Popen(
            command,
            stdin=side,
            stdout=side,
            stderr=side,
            env=environment(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(side)

    def __enter__(self) -> "Session":
        """The session."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the command, where it has not ended."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=60)
        os.close(self._main)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._main, keys)

    def wait_for(self, words: bytes) -> None:
        """Wait until these words have been written, after those that were waited for before."""
        while (at := self.written.find(words, self._seen)) < 0:
            assert self._read(), f"{words!r} is not in {self.written[self._seen :]!r}"
        self._seen = at + len(words)

    def end(self) -> int:
        """The exit code of the command, when all that it wrote has been read."""
        while self._read():
            pass
        return self.process.wait(timeout=LONGEST)

    def settings_now(self) -> list[Any]:
        """The settings of the terminal, as `settings` has those from before."""
        return termios.tcgetattr(self._main)

    def _read(self) -> bool:
        """Read what comes next; False where nothing comes any more."""
        assert select.select([self._main], [], [], LONGEST)[0], f"it does not end; it wrote {self.written!r}"
        try:
            part = os.read(self._main, 65536)
        except OSError:
            return False
        self.written += part
        return bool(part)


LONGEST = 60
"""So many seconds may pass before a command says something more."""


@contextmanager
def small_disk(most: int) -> Iterator[None]:
    """No file that this process writes may grow longer than so many bytes.

    That holds for the results of the tests, too, so they are not to be written meanwhile; nor is byte code, which
    Python would cut off without a word.
    """
    before, writes_no_code = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = writes_no_code


def without_special_rights() -> None:
    """Make permissions count for root, too, in the program that is started next."""
    if os.getuid() == 0:
        drop_from_bounding_set, override_permissions = 24, 1
        ctypes.CDLL(None).prctl(drop_from_bounding_set, override_permissions)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Have only the rights of somebody without any."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
