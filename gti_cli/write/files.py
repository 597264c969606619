"""The one place that writes files, for every command: whole, or not at all.

New content goes to a temporary file in the same folder, which then takes the name of the file. A file that would not be
the same to others if it were replaced is written in place, and its old content is in a file beside it until that is
done: a file with several names, one that belongs to somebody else, one that is mounted by itself.

Whatever fails is a WriteError; what fails once the name is taken is none. Only POSIX has locks on files, so only what
needs one imports them.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import NoReturn

from gti_cli.errors import GtiError
from gti_cli.write.exchange import exchange
from gti_cli.write.temporary import exclusive, random_word, remove, temporary

UNCHANGED = "; nothing was changed"

LONGEST_NAME = 50
"""So many characters of a name leave room for more after it, whatever letters they are."""


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
            with _as_write_error(path):
                is_at = _is_at(path, file)
            if is_at:
                yield
                return


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old`; raises WriteError where something else is at `path` by then, or that fails.

    To be called with the lock. A symbolic link is followed. The file keeps its owner, group, rights, attributes and
    other names.
    """
    with _as_write_error(path):
        _put(path, old, new)


def save(path: Path, parts: Iterable[bytes]) -> None:
    """Put content into a file, whatever was in it; one that is not there is made, but no folder for it.

    Each of the `parts` is written beside the file as soon as it is there, and the file is left alone until all are. A
    symbolic link is followed, and what is no file, such as a device, is written to. A file that was there keeps what
    `replace` keeps. Raises WriteError where that fails.
    """
    with _as_write_error(path):
        target = Path(os.path.realpath(path))
        if target.is_file():
            _put_parts(path, target, parts)
        elif os.path.exists(path) or os.path.lexists(target):  # noqa: PTH110 - the second is a link to itself
            with _as_write_error(path, outcome=""), path.open("wb", buffering=0) as device:
                _write(device, parts)
        else:
            with temporary(target.parent, 0o666) as (unnamed, file):
                _finish(file, parts)
                _give(Path.replace, unnamed, target)


def create(path: Path, content: bytes) -> None:
    """Make a file that is not there yet, and the folders that lead to it; nothing is ever overwritten.

    Raises WriteError, and leaves neither file nor folder, where that fails or something has that name.
    """
    with _as_write_error(path), _folders(path.parent), temporary(path.parent, 0o666) as (unnamed, file):
        _finish(file, [content])
        try:
            _take_free_name(unnamed, path)
        except FileExistsError:
            message = "is there already, and nothing is overwritten; name another file, or move this one away"
            raise WriteError(f"Error: {path} {message}") from None


@contextmanager
def _as_write_error(path: Path, outcome: str = UNCHANGED) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"Error: {path} cannot be written: {error.strerror}{outcome}") from None


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """The file, to be read and written; one that nobody has the right to write is refused to root, too."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise WriteError(f"Error: {path} is no regular file, and cannot be written")
    if not mode & 0o222:
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
        risk = "and without a lock two runs could overwrite each other"
        remedy = "do this on a copy where there are locks, or edit the file, and see what gti check says"
        raise WriteError(f"Error: {path} cannot be locked: {why}, {risk}; {remedy}") from None


def _is_at(path: Path, file: FileIO) -> bool:
    """Whether an open file is the one at a path, and no other has come there since it was opened."""
    return _has(path, os.fstat(file.fileno()))


def _has(path: Path, status: os.stat_result) -> bool:
    """Whether a path leads to the file that this tells of."""
    try:
        return os.path.samestat(path.stat(), status)
    except FileNotFoundError:
        return False


def _put(path: Path, old: bytes, new: bytes) -> None:
    """Put new content in the place of the old; the file stays the same to everybody."""
    target = Path(os.path.realpath(path))
    with _opened(target) as file:
        if not (_is_by_name(file) and _put_by_name(path, target, file, old, new)):
            _overwrite(path, target, file, old, new)


def _is_by_name(file: FileIO) -> bool:
    """Whether another file may take the name of this one, which has no other."""
    return os.fstat(file.fileno()).st_nlink == 1 and os.name == "posix"


def _put_by_name(path: Path, target: Path, file: FileIO, old: bytes, new: bytes) -> bool:
    """Put another file with the new content at the name; False, with nothing done, where it would not be the same."""
    with _copy_of(target, file) as (unnamed, copy):
        is_the_same = _succeeds(_take_after, copy, file)
        _finish(copy, [new])
        _require_unchanged(path, file, old)
        # what is mounted by itself cannot be exchanged
        return is_the_same and _succeeds(_swap, unnamed, target, file, old, new)


def _put_parts(path: Path, target: Path, parts: Iterable[bytes]) -> None:
    """Put content in the place of any; where another file would not be the same, all of it is read from that one."""
    with _opened(target) as file, _copy_of(target, file) as (unnamed, copy):
        is_the_same = _is_by_name(file) and _succeeds(_take_after, copy, file)
        _finish(copy, parts)
        if not (is_the_same and _succeeds(_give, Path.replace, unnamed, target)):
            _overwrite(path, target, file, None, unnamed.read_bytes())


def _copy_of(target: Path, file: FileIO) -> AbstractContextManager[tuple[Path, FileIO]]:
    """A temporary file that may take the name of a file, and is for nobody else until it has its rights."""
    return temporary(target.parent, os.fstat(file.fileno()).st_mode & 0o700)


def _overwrite(path: Path, target: Path, file: FileIO, old: bytes | None, new: bytes) -> None:
    """Write the new content into the file, over the old or over any where that is None; put it back if that fails.

    The file beside it, with the old content, stays where that cannot be put back.
    """
    if old is None:
        old = file.read()
    backup = _beside(target)
    with ExitStack() as stack:
        copy = stack.enter_context(exclusive(backup, 0o600))
        stack.callback(remove, backup)
        _finish(copy, [old])
        _sync_folder(target.parent)
        _require_unchanged(path, file, old)
        try:
            _write_over(file, old, new)
            if not _is_at(path, file):
                _fail_as_replaced(path)
        except BaseException:
            cleanup = stack.pop_all()
            with _as_write_error(path, outcome=f"; its old content is in {backup}"):
                _write_over(file, new, old)
            cleanup.close()
            raise


def _fail_as_replaced(path: Path) -> NoReturn:
    """Say what is known where an editor has put another file at the path while the one before was written."""
    remedy = "see what it holds now, and run the command again if need be"
    raise WriteError(f"Error: {path} was saved by another program while it was written; {remedy}")


def _beside(target: Path) -> Path:
    """A name beside a file under which something of it is kept that nobody removes but the user."""
    return target.with_name(f"{target.name[:LONGEST_NAME]}.old-{random_word()}")


def _require_unchanged(path: Path, file: FileIO, old: bytes | None) -> None:
    """Raise WriteError where another file has come to the path since, or the file has another content than the old."""
    if old is not None and not (_is_at(path, file) and path.read_bytes() == old):
        raise _changed(path)


def _changed(path: Path) -> WriteError:
    return WriteError(f"Error: {path} changed meanwhile, so nothing was written; run the command again")


def _take_after(copy: FileIO, original: FileIO) -> None:
    """Give a new file the owner, group, attributes and rights of another; raises OSError where it cannot have them.

    The rights come last, so that nobody has them who has none on the other file.
    """
    if not hasattr(os, "listxattr"):
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))  # macOS has attributes, but Python does not see them
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
    try:
        return set(os.listxattr(file.fileno()))
    except OSError as error:
        if error.errno == errno.ENOTSUP:  # a file system that has none
            return set()
        raise


def _succeeds(action: Callable[..., object], *arguments: object) -> bool:
    try:
        action(*arguments)
    except OSError:
        return False
    return True


def _finish(file: FileIO, parts: Iterable[bytes]) -> None:
    """Write the whole content of a new file, and close it; all of it is on the disk when this returns."""
    _write(file, parts)
    os.fsync(file.fileno())
    file.close()


def _write_over(file: FileIO, old: bytes, new: bytes) -> None:
    """Write new content over the old; nothing is cut off of a file that grows, for an editor may add to it."""
    file.seek(0)
    _write(file, [new])
    if len(new) < len(old):
        file.truncate()
    os.fsync(file.fileno())


def _write(file: FileIO, parts: Iterable[bytes]) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(file.fileno(), rest) :]


def _swap(unnamed: Path, target: Path, file: FileIO, old: bytes, new: bytes) -> None:
    """Give a finished file the name of the target, which must be the open file with its old content; raises OSError.

    Where an editor was quicker by a moment, what it saved gets its name back, and this is a WriteError. Where files
    cannot be exchanged, that moment remains.
    """
    mine = unnamed.stat()
    if not _give(exchange, unnamed, target):
        _give(Path.replace, unnamed, target)
        return
    try:
        is_old = _is_at(unnamed, file) and unnamed.read_bytes() == old
    except OSError:
        _swap_back(unnamed, target, mine, new)
        raise
    if not is_old:
        _swap_back(unnamed, target, mine, new)
        raise _changed(target)
    remove(unnamed)


def _swap_back(unnamed: Path, target: Path, mine: os.stat_result, new: bytes) -> None:
    """Give what an editor saved its name back; what it has saved once more since then is kept beside it."""
    with _as_write_error(target, outcome=f"; what was saved there meanwhile is in {unnamed}"):
        _give(exchange, target, unnamed)
        if not (_has(unnamed, mine) and unnamed.read_bytes() == new):
            kept = _beside(target)
            unnamed.rename(kept)
            raise WriteError(
                f"Error: {target} changed meanwhile, so nothing was written; what was saved last is in {kept}"
            )


def _give(way: Callable[[Path, Path], object], unnamed: Path, name: Path) -> bool:
    """Give a file a name in some way; whether that could be done, OSError where it failed.

    A fault that leaves the file with its name is none: a network may lose the answer, and fail when it asks again.
    """
    mine = unnamed.stat()
    try:
        done = way(unnamed, name) is not False
    except OSError:
        if not _has(name, mine):
            raise
        done = True
    if done:
        _sync_folder(name.parent)
    return done


def _take_free_name(unnamed: Path, path: Path) -> None:
    """Give a finished file a name; raises FileExistsError where something has that name."""
    try:
        _give(os.link, unnamed, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        path.touch(exist_ok=False)
        try:
            _give(Path.replace, unnamed, path)
        except OSError:
            remove(path)
            raise


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
