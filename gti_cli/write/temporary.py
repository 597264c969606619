"""Makes temporary files beside the one that is written, under names that nobody else has, and removes them.

The run that makes one holds a lock on it. What a killed run left is removed by a later one that writes in the same
folder, which knows it by its name, its age, and because nobody holds the lock.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

TEMPORARY_NAME = re.compile(r"\.gti-[0-9a-f]{16}")

LITTER_AGE = 24 * 3600
"""A temporary file that nobody has locked is a killed run's once it is so many seconds old.

Until then somebody may look for it: a run that was killed between two steps leaves in it what an editor saved then.
"""


@contextmanager
def temporary(folder: Path, mode: int) -> Iterator[tuple[Path, FileIO]]:
    """A new file in a folder; it is removed when the block ends, unless it has another name by then.

    What has come to its own name meanwhile stays there.
    """
    path = folder / f".gti-{random_word()}"
    file = exclusive(path, mode)
    status = os.fstat(file.fileno())
    try:
        _is_locked_now(file.fileno())
        _remove_litter(folder, status.st_mtime - LITTER_AGE)
        yield path, file
    finally:
        with suppress(OSError):
            file.close()  # Windows removes no open file
        with suppress(OSError):  # it has another name
            if os.path.samestat(path.stat(), status):
                path.unlink()


def exclusive(path: Path, mode: int) -> FileIO:
    """A file that was not there before, open for writing, with the rights of `mode` that the umask leaves."""
    try:
        return open(path, "xb", buffering=0, opener=lambda name, flags: os.open(name, flags, mode))
    except PermissionError as error:
        raise PermissionError(error.errno, f"its folder takes no new file: {error.strerror}") from None


def random_word() -> str:
    """Sixteen digits that no other name has."""
    return os.urandom(8).hex()


def remove(path: Path) -> None:
    """Remove a file; nothing depends on whether that succeeds."""
    with suppress(OSError):
        path.unlink()


def _remove_litter(folder: Path, before: float) -> None:
    """Remove the temporary files in a folder that were last written before a time, and that no run has locked."""
    with suppress(OSError):  # a folder that may be written, but not be listed
        for path in folder.iterdir():
            if TEMPORARY_NAME.fullmatch(path.name):
                with suppress(OSError):  # one that belongs to somebody else
                    _remove_if_left(path, before)


def _remove_if_left(path: Path, before: float) -> None:
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_mtime < before:
        with path.open("rb") as file:
            if _is_locked_now(file.fileno()):
                path.unlink()


def _is_locked_now(file: int) -> bool:
    """Lock an open file until it is closed; False where another run has locked it, or where there are no locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
