"""What is written is in its file whole or not at all; everything else about the file, and beside it, stays."""

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gti_cli.write.files import WriteError, create, locked, replace, save
from gti_cli.write.temporary import LITTER_AGE
from tests.processes import as_nobody, environment, needs_root, small_disk

OLD, NEW = b"old\n", b"new\n"
LARGE = bytes(30_000_000)
"""It takes a while to be written."""

RANDOM_WORD = "0123456789abcdef"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with the old content, alone in a folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "own.toml").write_bytes(OLD)
    return folder / "own.toml"


@pytest.fixture
def linked(path: Path, tmp_path: Path) -> Path:
    """A file with the old content that has another name in another folder."""
    (tmp_path / "other name").hardlink_to(path)
    return path


def beside(path: Path) -> list[str]:
    """The names of all that is in the folder of a file."""
    return sorted(each.name for each in path.parent.iterdir())


@contextmanager
def meanwhile(path: Path, pattern: str, action: Callable[[Path], object]) -> Iterator[None]:
    """Do something as soon as there is such a file in the folder of another; fails where there never was one."""
    ended = threading.Event()
    times: list[object] = []

    def watch() -> None:
        while not (times or ended.is_set()):
            times.extend(map(action, path.parent.glob(pattern)))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    assert times, f"nothing like {pattern} was seen"


# Replacing


def test_the_new_content_takes_the_place_of_the_old(path: Path) -> None:
    """The file has the new content, and nothing is left beside it."""
    replace(path, OLD, NEW)

    assert path.read_bytes() == NEW
    assert beside(path) == ["own.toml"]


def test_a_file_that_changed_is_left_alone(path: Path) -> None:
    """Content other than the one that the new one was made from is not replaced."""
    with pytest.raises(WriteError, match="changed meanwhile, so nothing was written"):
        replace(path, b"older\n", NEW)

    assert path.read_bytes() == OLD
    assert beside(path) == ["own.toml"]


def test_what_an_editor_saves_meanwhile_stays(path: Path) -> None:
    """What is saved while the new content is still brought to the disk is not replaced."""
    with (
        meanwhile(path, ".gti-*", lambda _: path.write_bytes(b"edited\n")),
        pytest.raises(WriteError, match="changed meanwhile"),
    ):
        replace(path, OLD, LARGE)

    assert path.read_bytes() == b"edited\n"
    assert beside(path) == ["own.toml"]


def test_what_an_editor_saves_before_a_file_is_written_in_place_stays(linked: Path) -> None:
    """Nor is it written over where the file is written in place, while its old content is still put aside."""
    linked.write_bytes(LARGE)

    with (
        meanwhile(linked, "own.toml.old-*", lambda _: linked.write_bytes(b"edited\n")),
        pytest.raises(WriteError, match="changed meanwhile"),
    ):
        replace(linked, LARGE, NEW)

    assert linked.read_bytes() == b"edited\n"
    assert beside(linked) == ["own.toml"]


def test_another_file_with_the_same_content_is_another_file(path: Path) -> None:
    """A file that an editor has put at the path meanwhile is left alone, whatever its content is."""

    def replaced(_: object) -> None:
        shutil.copy(path, "edited")
        Path("edited").replace(path)

    with (
        meanwhile(path, ".gti-*", replaced),
        pytest.raises(WriteError, match="changed meanwhile"),
    ):
        replace(path, OLD, LARGE)

    assert path.read_bytes() == OLD


def test_a_link_is_followed(path: Path, tmp_path: Path) -> None:
    """A symbolic link still is one afterwards, and the file that it leads to has the new content."""
    link = tmp_path / "link.toml"
    link.symlink_to(path)

    replace(link, OLD, NEW)

    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert not path.is_symlink()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o777, 0o4711])
def test_the_rights_stay(path: Path, mode: int) -> None:
    """The file has the rights that it had, whatever the umask, and nobody has more on the temporary file."""
    path.chmod(mode)
    modes: list[int] = []

    umask = os.umask(0)
    try:
        with meanwhile(path, ".gti-*", lambda temporary: modes.append(temporary.stat().st_mode)):
            replace(path, OLD, LARGE)
    finally:
        os.umask(umask)

    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert [stat.S_IMODE(seen) & ~mode for seen in modes] == [0]


@needs_root
def test_owner_and_group_stay(path: Path) -> None:
    """The file belongs to whom it belonged."""
    os.chown(path, 12345, 54321)

    replace(path, OLD, NEW)

    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


@pytest.fixture
def public() -> Iterator[Path]:
    """A file with the old content, which belongs to root, in a folder in which everybody may do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        path = folder / "own.toml"
        path.write_bytes(OLD)
        path.chmod(0o666)
        yield path


@needs_root
def test_a_file_of_somebody_else_stays_theirs(public: Path) -> None:
    """Whoever may write a file but cannot give it its owner writes it in place; what is beside it is for no others."""
    before = public.stat()
    modes: list[int] = []

    with meanwhile(public, "*.*-*", lambda temporary: modes.append(temporary.stat().st_mode)), as_nobody():
        replace(public, OLD, LARGE)

    after = public.stat()
    assert (after.st_ino, after.st_uid, after.st_gid, after.st_mode) == (
        *(before.st_ino, before.st_uid, before.st_gid, before.st_mode),
    )
    assert public.read_bytes() == LARGE
    assert beside(public) == ["own.toml"]
    assert [seen & 0o077 for seen in modes] == [0]


def acl(user: int) -> bytes:
    """The attribute with an access control list that lets a user read and write, the group read."""
    nobody = 0xFFFFFFFF
    entries = ((0x01, 6, nobody), (0x02, 6, user), (0x04, 4, nobody), (0x10, 6, nobody), (0x20, 0, nobody))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    """Give a file an attribute, where its file system has such."""
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"no attribute {name} here: {error.strerror}")


def test_attributes_and_access_lists_stay(path: Path) -> None:
    """The file has the attributes that it had, and those who are on its access control list can open it."""
    set_attribute(path, "user.note", b"mine")
    set_attribute(path, "system.posix_acl_access", acl(1234))
    before = {name: os.getxattr(path, name) for name in os.listxattr(path)}

    replace(path, OLD, NEW)

    assert {name: os.getxattr(path, name) for name in os.listxattr(path)} == before


def test_the_access_list_of_new_files_is_not_that_of_an_old_one(path: Path) -> None:
    """A user whom the folder lets read and write new files has no more rights on an old one afterwards."""
    path.chmod(0o664)
    set_attribute(path.parent, "system.posix_acl_default", acl(1234))

    replace(path, OLD, NEW)

    assert "system.posix_acl_access" not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@pytest.mark.parametrize("new", [NEW, OLD + NEW, b"", b"o"], ids=["other", "longer", "empty", "shorter"])
def test_other_names_stay(linked: Path, tmp_path: Path, new: bytes) -> None:
    """A file with several names still has them, all with the new content, and nothing is left beside it."""
    replace(linked, OLD, new)

    assert (tmp_path / "other name").samefile(linked)
    assert linked.read_bytes() == new
    assert beside(linked) == ["own.toml"]


def test_old_content_beside_is_for_nobody_else(linked: Path) -> None:
    """The old content of a file that is written in place can be read by nobody but the one who writes, meanwhile."""
    linked.write_bytes(LARGE)
    modes: list[int] = []

    with meanwhile(linked, "own.toml.old-*", lambda backup: modes.append(backup.stat().st_mode)):
        replace(linked, LARGE, NEW)

    assert [stat.S_IMODE(seen) for seen in modes] == [0o600]


MOUNTED = """
import sys
from pathlib import Path
from gti_cli.write.files import replace
path = Path(sys.argv[1])
replace(path, path.read_bytes(), b"new\\n")
"""


def test_a_file_that_is_mounted_by_itself(path: Path, tmp_path: Path) -> None:
    """A file that is mounted where it is, as in a container, is written in place."""
    unshare = ["unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",))]
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    (mounted / "own.toml").touch()
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")

    script = f'mount --bind "{path}" own.toml && exec "$@"'
    command = [*unshare, "sh", "-c", script, "sh", sys.executable, "-c", MOUNTED, "own.toml"]
    subprocess.run(command, cwd=mounted, env=environment(), check=True, timeout=60)

    assert path.read_bytes() == NEW
    assert os.listdir(mounted) == ["own.toml"]  # noqa: PTH208


def system_call(name: str, monkeypatch: pytest.MonkeyPatch, answer: Callable[..., int]) -> None:
    """Have a call of the C library answer by a function, which is given the real one first."""
    real = ctypes.CDLL(None, use_errno=True)[name]
    library = SimpleNamespace(**{name: lambda *words: answer(real, *words)})
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)


EXCHANGE = "renamex_np" if sys.platform == "darwin" else "renameat2"


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, None])
def test_a_system_that_cannot_exchange_names(path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None) -> None:
    """Where two files cannot be exchanged under their names, the new one is given the name all the same."""

    def refuse(*_: object) -> int:
        ctypes.set_errno(number or 0)
        return -1

    if number is None:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    else:
        system_call(EXCHANGE, monkeypatch, refuse)
    replace(path, OLD, NEW)

    assert path.read_bytes() == NEW
    assert beside(path) == ["own.toml"]


def in_place(path: Path, content: bytes) -> None:
    """Save into the file that is there."""
    path.write_bytes(content)


def by_name(path: Path, content: bytes) -> None:
    """Save as another file of the name."""
    Path("edited").write_bytes(content)
    Path("edited").replace(path)


@pytest.mark.parametrize("save", [in_place, by_name])
def test_what_an_editor_saves_at_the_last_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, bytes], None]
) -> None:
    """What it saves between the last look at the file and the taking of its name has the name afterwards."""
    saves = [b"edited\n"]

    def save_before(real: Callable[..., int], *words: object) -> int:
        if saves:
            save(path, saves.pop())
        return real(*words)

    system_call(EXCHANGE, monkeypatch, save_before)
    with pytest.raises(WriteError, match="changed meanwhile, so nothing was written; run the command again"):
        replace(path, OLD, NEW)

    assert path.read_bytes() == b"edited\n"
    assert beside(path) == ["own.toml"]


def test_a_fault_after_the_name_is_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a call that did its work, as of a network that lost the answer, is no failure to write."""

    def fail_afterwards(real: Callable[..., int], *words: object) -> int:
        real(*words)
        ctypes.set_errno(errno.EIO)
        return -1

    system_call(EXCHANGE, monkeypatch, fail_afterwards)
    replace(path, OLD, NEW)

    assert path.read_bytes() == NEW
    assert beside(path) == ["own.toml"]


def test_what_came_out_and_cannot_be_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be seen whether an editor was quicker, all is put back, and the file is written in place."""
    before, look, exchanges = path.stat().st_ino, os.stat, [0]

    def count(real: Callable[..., int], *words: object) -> int:
        exchanges[0] += 1
        return real(*words)

    def fail_once(name: object, **words: Any) -> os.stat_result:
        if exchanges[0] == 1 and ".gti-" in str(name):
            exchanges[0] += 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return look(name, **words)  # type: ignore[arg-type]

    system_call(EXCHANGE, monkeypatch, count)
    monkeypatch.setattr(os, "stat", fail_once)
    replace(path, OLD, NEW)

    assert (look(path).st_ino, path.read_bytes()) == (before, NEW)
    assert beside(path) == ["own.toml"]


def test_another_file_at_the_path_while_one_is_written_in_place(
    linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an editor puts there stays, the other name has the old content, and the message claims nothing."""
    sync, synced = os.fsync, []

    def save_at_the_last(file: int) -> None:
        sync(file)
        synced.append(stat.S_ISREG(os.fstat(file).st_mode))
        if synced.count(True) == 2:
            by_name(linked, b"edited\n")

    monkeypatch.setattr(os, "fsync", save_at_the_last)
    with pytest.raises(WriteError, match="was saved by another program while it was written; see what it holds now"):
        replace(linked, OLD, NEW)

    assert linked.read_bytes() == b"edited\n"
    assert (tmp_path / "other name").read_bytes() == OLD
    assert beside(linked) == ["own.toml"]


@pytest.mark.parametrize("second", [in_place, by_name])
def test_what_an_editor_saves_twice_at_the_last_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch, second: Callable[[Path, bytes], None]
) -> None:
    """What it saves just before the new content takes the name has it afterwards; what it saves then is beside it."""
    saves = [b"first\n", b"second\n"]

    def save_around(real: Callable[..., int], *words: object) -> int:
        if len(saves) == 2:
            by_name(path, saves.pop(0))
        result = real(*words)
        if len(saves) == 1:
            second(path, saves.pop())
        return result

    system_call(EXCHANGE, monkeypatch, save_around)
    with pytest.raises(WriteError, match="so nothing was written; what was saved last is in ") as caught:
        replace(path, OLD, NEW)

    kept = Path(str(caught.value).rpartition(" is in ")[2])
    assert path.read_bytes() == b"first\n"
    assert kept.read_bytes() == b"second\n"
    assert beside(path) == ["own.toml", kept.name]


def test_what_an_editor_saved_and_cannot_have_its_name_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays beside the file, and the message says where."""
    calls: list[int] = []

    def once(real: Callable[..., int], *words: object) -> int:
        calls.append(0)
        if len(calls) > 1:
            ctypes.set_errno(errno.EIO)
            return -1
        by_name(path, b"edited\n")
        return real(*words)

    system_call(EXCHANGE, monkeypatch, once)
    with pytest.raises(WriteError, match="Input/output error; what was saved there meanwhile is in ") as caught:
        replace(path, OLD, NEW)

    assert Path(str(caught.value).rpartition(" is in ")[2]).read_bytes() == b"edited\n"


def test_attributes_that_cannot_be_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python sees no attributes a file may have some, so that it is written in place, and keeps them."""
    before = path.stat().st_ino
    monkeypatch.delattr(os, "listxattr")

    replace(path, OLD, NEW)

    assert (path.stat().st_ino, path.read_bytes(), beside(path)) == (before, NEW, ["own.toml"])


@pytest.mark.parametrize(("number", "stays"), [(errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_file_system_without_attributes(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, stays: bool
) -> None:
    """A file that has no attributes is replaced; one whose attributes cannot be read just now is written in place."""
    before = path.stat().st_ino

    def refuse(_: object) -> list[str]:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "listxattr", refuse)
    replace(path, OLD, NEW)

    assert (path.stat().st_ino == before, path.read_bytes()) == (stays, NEW)


def test_a_long_name_has_room_for_its_old_content(tmp_path: Path) -> None:
    """A file whose name is as long as names may be is written in place as any other."""
    path = tmp_path / ("ü" * 127)
    path.write_bytes(OLD)
    (tmp_path / "other").hardlink_to(path)

    replace(path, OLD, NEW)

    assert path.read_bytes() == NEW
    assert beside(path) == ["other", path.name]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no regular file is refused before it is opened, and nobody waits for an end of it."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(WriteError, match="is no regular file"), locked(tmp_path / "pipe"):
        raise AssertionError


# What does not fit, or may not be written


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENAMETOOLONG, errno.EMFILE]
)
@pytest.mark.parametrize("fixture", ["path", "linked"])
def test_one_true_sentence(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, fixture: str, number: int
) -> None:
    """Whatever the system says when a file is to be made beside, one sentence has it, and all is as it was."""
    path, make = request.getfixturevalue(fixture), os.open

    def refuse(name: str, flags: int, *words: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        return make(name, flags, *words)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError) as caught:
        replace(path, OLD, NEW)

    at_fault = "its folder takes no new file: " if number == errno.EACCES else ""
    assert str(caught.value) == f"Error: {path} cannot be written: {at_fault}{os.strerror(number)}; nothing was changed"
    assert (path.read_bytes(), beside(path)) == (OLD, ["own.toml"])


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks(path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The dataset that cannot be locked is named, with the reason, and with what can be done."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(WriteError) as caught, locked(path):
        raise AssertionError

    said = f"Error: {path} cannot be locked: {os.strerror(number)}"
    risk = "and without a lock two runs could overwrite each other"
    remedy = "do this on a copy where there are locks, or edit the file, and see what gti check says"
    assert str(caught.value) == f"{said}, {risk}; {remedy}"


@pytest.mark.parametrize("fixture", ["path", "linked"])
@pytest.mark.parametrize("begin", [b"", OLD], ids=["other", "longer"])
def test_content_that_does_not_fit(request: pytest.FixtureRequest, fixture: str, begin: bytes) -> None:
    """Content that the disk does not take whole leaves the old one, and nothing beside it."""
    path = request.getfixturevalue(fixture)

    with (
        small_disk(1000),
        pytest.raises(WriteError, match=r"own.toml cannot be written: File too large; nothing was changed$"),
    ):
        replace(path, OLD, begin + bytes(2000))

    assert path.read_bytes() == OLD
    assert beside(path) == ["own.toml"]


def test_old_content_that_cannot_be_put_back_stays_beside(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a disk fails for good while a file is written in place, the message says where the old content is."""
    sync, synced = os.fsync, []

    def fail_from_the_second_on(file: int) -> None:
        synced.append(file)
        if len(synced) > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(file)

    monkeypatch.setattr(os, "fsync", fail_from_the_second_on)
    with pytest.raises(WriteError, match="Input/output error; its old content is in ") as caught:
        replace(linked, OLD, NEW)

    backup = Path(str(caught.value).rpartition(" is in ")[2])
    assert backup.parent == linked.parent
    assert backup.read_bytes() == OLD


@pytest.mark.parametrize("write", [lambda path: replace(path, OLD, NEW), lambda path: save(path, [NEW])])
def test_a_file_that_nobody_may_write(path: Path, write: Callable[[Path], None]) -> None:
    """A file that is read-only is so for root, too."""
    path.chmod(0o444)

    with pytest.raises(WriteError, match="cannot be written: Permission denied; nothing was changed"):
        write(path)
    with pytest.raises(WriteError, match="cannot be written: Permission denied"), locked(path):
        raise AssertionError

    assert path.read_bytes() == OLD
    assert beside(path) == ["own.toml"]


@needs_root
@pytest.mark.parametrize("fixture", ["file", "folder"])
def test_no_right_to_write(public: Path, fixture: str) -> None:
    """Who may not write a file, or put another one into its folder, is told so."""
    (public if fixture == "file" else public.parent).chmod(0o755)

    at_fault = "its folder takes no new file: " if fixture == "folder" else ""
    with as_nobody(), pytest.raises(WriteError, match=f"written: {at_fault}Permission denied; nothing was changed$"):
        replace(public, OLD, NEW)

    assert public.read_bytes() == OLD


# Temporary files


@pytest.mark.parametrize(
    ("name", "age", "is_locked", "stays"),
    [
        (f".gti-{RANDOM_WORD}", LITTER_AGE + 60, False, False),
        (f".gti-{RANDOM_WORD}", LITTER_AGE - 60, False, True),
        (f".gti-{RANDOM_WORD}", LITTER_AGE + 60, True, True),
        (".gti-1", LITTER_AGE + 60, False, True),
        (f"own.toml.old-{RANDOM_WORD}", LITTER_AGE + 60, False, True),
    ],
    ids=["left", "young", "locked", "another name", "old content"],
)
def test_what_a_killed_run_left(path: Path, name: str, age: int, is_locked: bool, stays: bool) -> None:
    """A temporary file goes once it is old and no run holds it; what has another name is in nobody's way."""
    litter = path.with_name(name)
    litter.write_bytes(b"")
    os.utime(litter, (time.time() - age,) * 2)

    if is_locked:
        with locked(litter):
            replace(path, OLD, NEW)
    else:
        replace(path, OLD, NEW)

    assert path.read_bytes() == NEW
    assert litter.exists() == stays


def test_what_only_has_the_name_of_a_temporary_file(path: Path, tmp_path: Path) -> None:
    """A link, a folder and a pipe of such names stay, are not followed, and are not waited for."""
    (tmp_path / "precious").write_bytes(b"precious")
    os.utime(tmp_path / "precious", (0, 0))
    path.with_name(".gti-0000000000000001").symlink_to(tmp_path / "precious")
    path.with_name(".gti-0000000000000002").mkdir()
    os.mkfifo(path.with_name(".gti-0000000000000003"))
    for name in beside(path):
        os.utime(path.with_name(name), (0, 0), follow_symlinks=False)

    replace(path, OLD, NEW)

    assert len(beside(path)) == 4
    assert (tmp_path / "precious").read_bytes() == b"precious"


KILLED = """
import sys
from pathlib import Path
from gti_cli.write.files import replace
path = Path(sys.argv[1])
print(flush=True)
while True:
    old = path.read_bytes()
    replace(path, old, b"%d\\n" % (int(old[:7]) + 1) * 50_000)
"""


def is_whole(path: Path) -> bool:
    """Whether a file has 50,000 lines that are the same."""
    content = path.read_bytes()
    return content == content[:8] * 50_000


@pytest.mark.slow
@pytest.mark.parametrize("fixture", ["path", "linked"])
@pytest.mark.parametrize("number", [5, pytest.param(60, marks=pytest.mark.slow)])
def test_killed_at_any_moment(request: pytest.FixtureRequest, fixture: str, number: int) -> None:
    """A run that is killed leaves the old content or the new; of a file that it writes in place, at least beside it."""
    path = request.getfixturevalue(fixture)
    path.write_bytes(b"1000000\n" * 50_000)

    for at in range(number):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.1 * (at + 1) / number)
        process.send_signal(signal.SIGKILL)
        _, told = process.communicate(timeout=60)
        assert told == b""
        found = [path, *path.parent.glob("own.toml.old-*")] if fixture == "linked" else [path]
        whole = list(filter(is_whole, found))
        assert whole
        path.write_bytes(whole[0].read_bytes())


# Locks


@pytest.mark.slow
def test_whoever_comes_second_waits(path: Path) -> None:
    """While one holds the lock another waits, and then has the file that the first one put there."""
    order = []

    def second() -> None:
        with locked(path):
            order.append(path.read_bytes())

    with locked(path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append(b"first")
        replace(path, OLD, NEW)
    thread.join(timeout=30)

    assert order == [b"first", NEW]


@pytest.mark.slow
def test_another_process_waits(path: Path) -> None:
    """The lock keeps other processes away, too."""
    script = (
        "import sys; from pathlib import Path; from gti_cli.write.files import locked\n"
        "with locked(Path(sys.argv[1])): print('mine')"
    )
    with locked(path):
        process = subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE, env=environment())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)

    assert process.communicate(timeout=60)[0] == b"mine\n"


@pytest.mark.slow
def test_a_file_that_vanishes_while_another_waits(path: Path) -> None:
    """A file that is gone when the lock is free is an error with a message, and is not made anew."""
    caught: list[WriteError] = []

    def second() -> None:
        try:
            with locked(path):
                raise AssertionError
        except WriteError as error:
            caught.append(error)

    with locked(path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        path.unlink()
    thread.join(timeout=30)

    assert "No such file" in str(caught[0])
    assert not path.exists()


def test_a_system_without_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no locks, nothing can be locked, which is told with a remedy; files are made and saved."""
    monkeypatch.setitem(sys.modules, "fcntl", None)

    with (
        pytest.raises(WriteError, match=r"this system has no locks on files, and without a lock .* this on a copy"),
        locked(path),
    ):
        raise AssertionError
    save(path, [NEW])
    create(path.with_name("new.toml"), NEW)

    assert path.read_bytes() == path.with_name("new.toml").read_bytes() == NEW
    assert beside(path) == ["new.toml", "own.toml"]


# Saving


def test_a_file_that_is_not_there_is_made(path: Path) -> None:
    """Whether it is named itself or a link leads to it, with the rights that the umask leaves."""
    link = path.with_name("link")
    link.symlink_to("new.html")

    before = os.umask(0o027)
    try:
        save(link, [NEW])
    finally:
        os.umask(before)

    assert link.is_symlink()
    assert path.with_name("new.html").read_bytes() == NEW
    assert stat.S_IMODE(path.with_name("new.html").stat().st_mode) == 0o640
    assert beside(path) == ["link", "new.html", "own.toml"]


@pytest.mark.parametrize("fixture", ["path", "linked"])
def test_whatever_was_there_is_replaced(request: pytest.FixtureRequest, fixture: str) -> None:
    """A file gets the new content, also one that is written in place."""
    path = request.getfixturevalue(fixture)

    save(path, [NEW])

    assert path.read_bytes() == NEW
    assert beside(path) == ["own.toml"]


@pytest.mark.parametrize("fixture", ["path", "linked"])
def test_what_fails_in_the_middle_of_the_content(request: pytest.FixtureRequest, fixture: str) -> None:
    """A file, also one that is written in place, keeps what it has until all of the new content has been made."""
    path = request.getfixturevalue(fixture)
    seen = []

    def parts() -> Iterator[bytes]:
        yield NEW
        seen.append((path.read_bytes(), len(beside(path))))
        raise RecursionError

    with pytest.raises(RecursionError):
        save(path, parts())

    assert (seen, path.read_bytes(), beside(path)) == ([(OLD, 2)], OLD, ["own.toml"])


def test_a_device_is_written_to(tmp_path: Path) -> None:
    """What a link to a descriptor leads to is not replaced: a pipe, as /dev/stdout may be, or a file without a name."""
    link = tmp_path / "page.html"
    reading, writing = os.pipe()
    link.symlink_to(f"/dev/fd/{writing}")
    save(link, [NEW])
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123
        assert pipe.read() == NEW

    with tempfile.TemporaryFile() as file:
        link.unlink()
        link.symlink_to(f"/dev/fd/{file.fileno()}")
        save(link, [NEW])
        assert file.read() == NEW

    assert link.is_symlink()
    assert beside(link) == ["page.html"]


def test_a_device_that_takes_nothing(tmp_path: Path) -> None:
    """What a device did not take is told; nothing is said of what it did take."""
    (tmp_path / "full").symlink_to("/dev/full")

    with pytest.raises(WriteError, match=r"full cannot be written: No space left on device$"):
        save(tmp_path / "full", [NEW])


# Creating


def test_what_is_there_is_not_created(path: Path, tmp_path: Path) -> None:
    """A file, a folder, and a link that leads nowhere: whatever has the name keeps it."""
    path.with_name("link").symlink_to("nowhere")
    path.with_name("folder").mkdir()
    before = beside(path)

    for name in before:
        with pytest.raises(WriteError, match="is there already, and nothing is overwritten"):
            create(path.with_name(name), NEW)

    assert path.read_bytes() == OLD
    assert beside(path) == before


def test_two_at_once_create_one(tmp_path: Path) -> None:
    """Of many who make a file of one name, one does, and the file has that one's content."""
    contents = [b"%d\n" % at * 100_000 for at in range(8)]
    written: list[bytes] = []

    def one(content: bytes) -> None:
        try:
            create(tmp_path / "a" / "new.toml", content)
        except WriteError:
            return
        written.append(content)

    threads = [threading.Thread(target=one, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert written == [(tmp_path / "a" / "new.toml").read_bytes()]
    assert os.listdir(tmp_path / "a") == ["new.toml"]  # noqa: PTH208


def test_folders_are_made_and_go_again(tmp_path: Path) -> None:
    """The folders that are missing are made; where the file does not fit, those go, and no others."""
    (tmp_path / "there").mkdir()

    with small_disk(1000), pytest.raises(WriteError, match="File too large; nothing was changed"):
        create(tmp_path / "there" / "a" / "b" / "new.toml", bytes(2000))
    assert list((tmp_path / "there").iterdir()) == []

    create(tmp_path / "there" / "a" / ".." / "b" / "new.toml", NEW)
    assert (tmp_path / "there" / "b" / "new.toml").read_bytes() == NEW
    assert [each.name for each in (tmp_path / "there").iterdir()] == ["b"]


def test_a_folder_that_somebody_has_put_something_in_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder goes only if it is empty."""
    theirs = tmp_path / "a" / "theirs"

    def full(*_: object) -> int:
        theirs.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="No space left"):
        create(tmp_path / "a" / "new.toml", NEW)

    assert [each.name for each in (tmp_path / "a").iterdir()] == ["theirs"]


def test_a_file_system_without_hard_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file can have no second name it is created all the same, and overwrites nothing."""

    def link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    create(path.with_name("new.toml"), NEW)
    with pytest.raises(WriteError, match="is there already"):
        create(path, NEW)

    assert path.with_name("new.toml").read_bytes() == NEW
    assert path.read_bytes() == OLD
    assert beside(path) == ["new.toml", "own.toml"]


def test_a_file_system_with_no_way_to_give_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither works, one sentence says so, and neither file nor folder is there."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="Operation not permitted; nothing was changed"):
        create(tmp_path / "new" / "own.toml", NEW)

    assert beside(tmp_path / "new") == []
