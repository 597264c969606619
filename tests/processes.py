"""Running `gti` as users do: as a process of its own, in a pipe or on a terminal."""

import fcntl
import os
import pty
import resource
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import BUNDLED

GTI = (sys.executable, "-m", "gti_cli")


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


def on_terminal(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    columns: int = 100,
    lines: int = 500,
    cwd: Path | None = None,
) -> str:
    """What a command writes to a terminal of that size."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(command, stdin=side, stdout=side, stderr=side, env=environment(env), cwd=cwd)
    os.close(side)
    written = b""
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(main)
    process.wait(timeout=60)
    return written.decode().replace("\r\n", "\n")


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
