"""The user's own dataset, that a command writes to, and whether there is somebody to ask before it does."""

import stat
import sys
from contextlib import suppress
from pathlib import Path

from gti_cli.cli.dataset import STDIN, bundled, find_dataset
from gti_cli.dataset.read import name_of, read_bytes
from gti_cli.errors import GtiError, UsageError


def is_somebody_there() -> bool:
    """Whether a user is at a terminal who could answer."""
    return None not in (sys.stdin, sys.stderr) and sys.stdin.isatty()


def own_file(data: str | None, command: str, what: str) -> Path:
    """The user's own dataset, in which a command has something `recorded`, say.

    Raises an error with the reason where there is none that could be written.
    """
    found = find_dataset(data, command)
    if found == STDIN:
        raise UsageError(f"Error: nothing can be {what} in standard input; name a file with --data")
    path, is_file = Path(found), False
    with suppress(OSError):
        status = path.stat()
        is_file = stat.S_ISREG(status.st_mode)
        if not (is_file or stat.S_ISDIR(status.st_mode)):
            raise GtiError(f"Error: {name_of(path)} is no regular file, and cannot be written")
        if path.samefile(str(bundled())):
            remedy = "gti init data/initiative.toml makes one of your own, gti init --example one with the same content"
            raise GtiError(f"Error: the dataset that comes with gti is not written to; {remedy}")
    if not is_file:
        read_bytes(path)  # it says why
    return path
