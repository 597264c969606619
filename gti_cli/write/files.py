"""The one place that writes files, for every command: whole, or not at all.

New content goes to a temporary file in the same folder, which then takes the name of the file. A file that would not be
the same to others if it were replaced is written in place, and its old content is in a file beside it until that is
done: a file with several names, one that belongs to somebody else, one that is mounted by itself.

Whatever fails is a WriteError. Only POSIX has locks on files, so only what needs one imports them.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path

from gti_cli.errors import GtiError
from gti_cli.write.temporary import exclusive, random_word, remove, temporary

UNCHANGED = "; nothing was changed"


class WriteError(GtiError):
    """A file could not be written; the message has the reason, and says what became of the file."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep everybody else who asks for this lock from the file at `path` while the block runs; waits for its turn.

    The file that is locked is the one that is at `path` when the block begins, also where another one came there while
    this waited. Raises WriteError where the file cannot be written, or cannot be locked.
    """
    while True:
        with ExitStack() as stack:
            with _as_write_error(path):
                file = stack.enter_context(_opened(path))
            _lock(path, file)
            if _is_at(path, file):
                yield
                return


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old`; raises WriteError where something else is at `path` by then, or that fails.

    To be called with the lock. A symbolic link is followed. The file keeps its owner, group, rights, attributes and
    other names.
    """
    with _as_write_error(path):
        _put(path, old, new)


def save(path: Path, content: bytes) -> None:
    """Put `content` into a file, whatever was in it; one that is not there is made, but no folder for it.

    A symbolic link is followed, and what is no file, such as a device, is written to. A file that was there keeps what
    `replace` keeps. Raises WriteError where that fails.
    """
    with _as_write_error(path):
        target = Path(os.path.realpath(path))
        if target.is_file():
            _put(path, None, content)
        elif os.path.exists(path) or os.path.lexists(target):  # noqa: PTH110 - the second is a link to itself
            with _as_write_error(path, outcome=""), path.open("wb", buffering=0) as device:
                _write(device, content)
        else:
            with temporary(target.parent, 0o666) as (unnamed, file):
                _finish(file, content)
                _move(unnamed, target)


def create(path: Path, content: bytes) -> None:
    """Make a file that is not there yet, and the folders that lead to it; nothing is ever overwritten.

    Raises WriteError, and leaves neither file nor folder, where that fails or something has that name.
    """
    with _as_write_error(path), _folders(path.parent), temporary(path.parent, 0o666) as (unnamed, file):
        _finish(file, content)
        try:
            _give_name(unnamed, path)
        except FileExistsError:
            message = "is there already, and nothing is overwritten; name another file, or move this one away"
            raise WriteError(f"Error: {path} {message}") from None
        _sync_folder(path.parent)


@contextmanager
def _as_write_error(path: Path, outcome: str = UNCHANGED) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"Error: {path} cannot be written: {error.strerror}{outcome}") from None


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """The file, to be read and written; one that nobody has the right to write is refused to root, too."""
    if not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    file = path.open("r+b", buffering=0)
    try:
        yield file
    finally:
        with suppress(OSError):  # what was written is on the disk already
            file.close()


def _lock(path: Path, file: FileIO) -> None:
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
    except (ImportError, OSError) as error:
        why = getattr(error, "strerror", None) or "this system has no locks on files"
        remedy = "edit the file, and see what gti check says"
        raise WriteError(f"Error: {path} cannot be locked: {why}; {remedy}") from None


def _is_at(path: Path, file: FileIO) -> bool:
    """Whether an open file is the one at a path, and no other has come there since it was opened."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _put(path: Path, old: bytes | None, new: bytes) -> None:
    """Put new content in the place of the old, or of any where that is None; the file stays the same to everybody."""
    target = Path(os.path.realpath(path))
    with _opened(target) as file:
        has_one_name = os.fstat(file.fileno()).st_nlink == 1
        if not (has_one_name and os.name == "posix" and _exchange(path, target, file, old, new)):
            _overwrite(path, target, file, old, new)


def _exchange(path: Path, target: Path, file: FileIO, old: bytes | None, new: bytes) -> bool:
    """Put another file with the new content at the name; False, with nothing done, where it would not be the same."""
    with temporary(target.parent, os.fstat(file.fileno()).st_mode & 0o700) as (unnamed, copy):
        is_the_same = _succeeds(_take_after, copy, file)
        _finish(copy, new)
        _require_unchanged(path, file, old)
        return is_the_same and _succeeds(_move, unnamed, target)  # what is mounted by itself cannot be moved to


def _overwrite(path: Path, target: Path, file: FileIO, old: bytes | None, new: bytes) -> None:
    """Write the new content into the file; where that fails, put the old one back.

    The file beside it, with the old content, stays where that cannot be put back.
    """
    if old is None:
        old = file.read()
    backup = target.with_name(f"{target.name}.old-{random_word()}")
    with ExitStack() as stack:
        copy = stack.enter_context(exclusive(backup, 0o600))
        stack.callback(remove, backup)
        _finish(copy, old)
        _require_unchanged(path, file, old)
        try:
            _write_whole(file, new)
        except BaseException:
            cleanup = stack.pop_all()
            with _as_write_error(path, outcome=f"; its old content is in {backup}"):
                _write_whole(file, old)
            cleanup.close()
            raise


def _require_unchanged(path: Path, file: FileIO, old: bytes | None) -> None:
    """Raise WriteError where another file has come to the path since, or the file has another content than the old."""
    if old is not None and not (path.read_bytes() == old and _is_at(path, file)):
        raise WriteError(f"Error: {path} changed meanwhile, so nothing was written; run the command again")


def _take_after(copy: FileIO, original: FileIO) -> None:
    """Give a new file the owner, group, attributes and rights of another; raises OSError where it cannot have them.

    The rights come last, so that nobody has them who has none on the other file.
    """
    status = os.fstat(original.fileno())
    os.fchown(copy.fileno(), status.st_uid, status.st_gid)
    names = _attributes(original)
    for name in _attributes(copy) - names:  # what the folder gives to new files
        os.removexattr(copy.fileno(), name)
    for name in names:
        os.setxattr(copy.fileno(), name, os.getxattr(original.fileno(), name))
    os.fchmod(copy.fileno(), stat.S_IMODE(status.st_mode))


def _attributes(file: FileIO) -> set[str]:
    """The names of the extended attributes of a file; in Linux its access control list is one of them."""
    names = set[str]()
    with suppress(OSError, AttributeError):  # a file system, or a system, that has none
        names.update(os.listxattr(file.fileno()))
    return names


def _succeeds(action: Callable[..., None], *arguments: object) -> bool:
    try:
        action(*arguments)
    except OSError:
        return False
    return True


def _finish(file: FileIO, content: bytes) -> None:
    """Write the whole content of a new file, and close it; all of it is on the disk when this returns."""
    _write_whole(file, content)
    file.close()


def _write_whole(file: FileIO, content: bytes) -> None:
    file.seek(0)
    _write(file, content)
    file.truncate()
    os.fsync(file.fileno())


def _write(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file.fileno(), rest) :]


def _move(unnamed: Path, target: Path) -> None:
    unnamed.replace(target)
    _sync_folder(target.parent)


def _give_name(unnamed: Path, path: Path) -> None:
    """Give a finished file its name; raises FileExistsError where something has that name."""
    try:
        path.hardlink_to(unnamed)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.touch(exist_ok=False)
        unnamed.replace(path)


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; the content is in place already, so it is no failure if that fails."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


@contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Make the folders that a path needs; those that were made and are empty when the block ends go again."""
    missing = [part for part in (folder, *folder.parents) if not os.path.lexists(part)]
    with ExitStack() as stack:
        for part in reversed(missing):
            with suppress(FileExistsError):  # somebody else was quicker
                part.mkdir()
                stack.callback(_remove_folder, part)
        yield


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # there is something in it
        folder.rmdir()
