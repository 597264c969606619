"""Appends to a dataset's file, whole or not at all: what was there stays to the byte.

Whoever writes holds a lock on the file; the new content goes to a temporary file beside it, which then takes its place.
Only POSIX has such locks, so nothing but `gti record` imports this module.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gti_cli.errors import GtiError


class RecordError(GtiError):
    """The update could not be recorded; the file is as it was."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other `gti record` from the file at `path` for as long as the block runs; waits for its turn."""
    while True:
        try:
            file = os.open(path, os.O_RDWR)
        except OSError as error:
            raise _unwritable(path, error) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_at(path, file):
                yield
                return
        finally:
            os.close(file)


def _is_at(path: Path, file: int) -> bool:
    """Whether the locked file is still the one at its path: whoever had the lock before has put another there."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def write(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old`; raises RecordError, with nothing changed, where the file has another content.

    To be called with the lock. A symbolic link stays, and so do the permissions of the file that it leads to.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.recording")
    try:
        if target.read_bytes() != old:
            raise RecordError(f"Error: {path} changed meanwhile, so nothing was recorded; run the command again")
        with suppress(FileNotFoundError):
            temporary.unlink()  # of a run that was killed
        try:
            _write_whole(temporary, new, target.stat())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None
    with suppress(OSError):  # the new content is in place; its name reaches the disk with the folder
        _sync_folder(target.parent)


def _write_whole(path: Path, content: bytes, like: os.stat_result) -> None:
    """Make a file with a content that is on the disk when this returns, and with the permissions of another."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        with suppress(PermissionError):
            os.fchown(file.fileno(), like.st_uid, like.st_gid)
        os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode))
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _unwritable(path: Path, error: OSError) -> RecordError:
    return RecordError(f"Error: {path} cannot be written: {error.strerror}; nothing was recorded")
