"""The datasets of a command: where they are found, how they are read, and how they are kept from other runs."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gti_cli.cli import output
from gti_cli.errors import UsageError
from gti_cli.words import quoted

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from gti_cli.dataset.model import Dataset

DATASET = Path("data", "initiative.toml")
SHIPPED = {"gti": DATASET, **{name: Path("examples", f"{name}.toml") for name in ("many-sources", "metro", "roadmap")}}
"""The datasets that come with gti, by name; the first one is that which answers where there is no other."""
STDIN = "-"
MAX_SIZE = 64
"""The megabytes that a dataset has at most, unless the environment says something else."""

ENDING = ".toml"
"""How the names of datasets in a folder end."""


class Found(Struct, frozen=True):
    """The datasets of a command: paths, or - for standard input.

    They are `several` where more than one was named or a folder was, even a folder with a single file in it. The only
    one `falls_back` on that which comes with gti where nobody named any; it `is_above` where it was found in a folder
    above the current one.
    """

    files: tuple[str, ...]
    several: bool
    falls_back: bool
    is_above: bool = False

    @property
    def own(self) -> tuple[str, ...]:
        """The files, which somebody named or keeps; raises UsageError where there are none but gti's."""
        if self.falls_back:
            remedy = f"name one, or make one: gti init {DATASET}"
            raise UsageError(f"Error: you have no dataset: there is no {DATASET} here or in a folder above; {remedy}")
        return self.files


def find_datasets(named: Sequence[str] = ()) -> Found:
    """The datasets that a command line names, with those in each folder.

    Without any, that of $GTI_DATA, the nearest data/initiative.toml upwards, or the bundled one. Raises UsageError
    where a file is named twice, and where the nearest one belongs to somebody else.
    """
    named = named or list(filter(None, [os.environ.get("GTI_DATA")]))
    searched = [] if named else list(islice(filter(os.path.lexists, _nearby()), 1))
    for nearest in searched:
        _require_trusted(nearest)
    own = [*named, *searched]
    given = own or [str(bundled())]
    files = [file for path in given for file in ([path] if path == STDIN else _in_folder(path))]
    _require_once(files)
    is_above = bool(searched) and not os.path.lexists(DATASET)
    return Found(tuple(files), several=len(given) > 1 or given != files, falls_back=not own, is_above=is_above)


def name_on_screen(found: Found) -> None:
    """Say on a terminal which dataset is read, where it is found elsewhere than in the current folder."""
    if found.is_above and output.screen().is_terminal:
        from gti_cli.dataset.read import name_of

        output.say(f"reading {name_of(Path(found.files[0]))}, in a folder above this one")


def _require_trusted(path: str) -> None:
    """Raise UsageError where a file that nobody named belongs to somebody else than the user or root.

    Who may write where one happens to be could else decide what one reads, and is believed to have said. Root's files
    are taken: whoever is root decides that anyway. Under sudo, the user is also whoever called it.
    """
    user: int = getattr(os, "geteuid", int)()  # on systems without owners, every file is one's own
    caller = os.environ.get("SUDO_UID", "") if user == 0 else ""
    trusted = {0, user, *(int(uid) for uid in [caller] if uid.isdecimal())}
    with suppress(OSError):  # it cannot be read, which is told when it is
        if not {os.lstat(path).st_uid, os.stat(path).st_uid} <= trusted:  # noqa: PTH116 - as all paths here
            import shlex

            remedy = f"if you trust it, name it with --data, or set GTI_DATA={shlex.quote(path)}"
            raise UsageError(f"Error: {path} belongs to another user, so it is not taken unasked; {remedy}")


def _require_once(files: Sequence[str]) -> None:
    """Raise UsageError where a file is named twice, in the same words or in others."""
    seen: set[str] = set()
    for file in files:
        place = file if file == STDIN else os.path.abspath(file)  # noqa: PTH100 - it may be no path
        if place in seen:
            from gti_cli.dataset.read import name_of

            raise UsageError(f"Error: {name_of(Path(file))} is named twice; name it once")
        seen.add(place)


def find_dataset(named: str | None, command: str = "this command") -> str:
    """The one dataset that a command writes into, of the user's own; raises UsageError where it is none or several.

    On a terminal it is named, where nobody did and it is not in the current folder.
    """
    found = find_datasets(() if named is None else (named,))
    if found.several:
        raise takes_one(command)
    (file,) = found.own
    name_on_screen(found)
    return file


def takes_one(command: str) -> UsageError:
    """The error of a command that is about one dataset where several are named."""
    return UsageError(f"Error: {command} takes one dataset; name one file with --data")


def _in_folder(path: str) -> list[str]:
    """The datasets in a folder, by name; of a folder without any, and of what is no folder, itself."""
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith(ENDING) and not name.startswith("."))  # noqa: PTH208
    except (OSError, ValueError):
        return [path]
    files = [os.path.join(path, name) for name in names]  # noqa: PTH118 - the path stays as it was written
    return [file for file in files if not os.path.isdir(file)] or [path]  # noqa: PTH112


def _nearby() -> Iterator[str]:
    """Where a dataset may be that nobody named: in this folder and those above it, the nearest first."""
    try:
        here = Path.cwd()
    except OSError:
        return
    yield from (str(folder / DATASET) for folder in (here, *here.parents))


def bundled(name: str = "gti") -> "Traversable":
    """A dataset that comes with gti: inside an installed package, beside it in a checkout, in a zip in either.

    Only a zip is asked by `importlib.resources`, whose import takes some milliseconds.
    """
    package: Any = Path(__file__).resolve().parent.parent
    if not package.is_dir():
        from importlib.resources import files

        package = files("gti_cli")
    inside, beside = (folder / SHIPPED[name].as_posix() for folder in (package, package.parent))
    found: Traversable = inside if inside.is_file() else beside
    return found


def file_bytes(file: str) -> tuple[bytes, str]:
    """The bytes of a dataset as found, and its name in messages; raises DatasetError when it cannot be read.

    One that is larger than $GTI_MAX_SIZE in megabytes, or 64, is not read: it would fill the memory.
    """
    from gti_cli.dataset.read import name_of

    if file == STDIN:
        return _stdin_bytes(most_bytes()), "<stdin>"
    ours = bundled()
    return bytes_at(ours if file == str(ours) else Path(file)), name_of(Path(file))


def bytes_at(path: "Path | Traversable") -> bytes:
    """The bytes of a file that a command line names; raises DatasetError as `file_bytes` does."""
    from gti_cli.dataset.read import read_bytes

    return read_bytes(path, most_bytes())


def most_bytes() -> float:
    """The bytes that a dataset may have; raises UsageError where the environment does not say a number of megabytes."""
    from gti_cli.dataset.read import MEGABYTE

    said = os.environ.get("GTI_MAX_SIZE") or str(MAX_SIZE)
    with suppress(ValueError):
        if (most := float(said)) > 0:
            return most * MEGABYTE
    raise UsageError(f"Error: GTI_MAX_SIZE is {quoted(said)}; it is a number of megabytes, such as {MAX_SIZE}")


def load_dataset(file: str) -> "Dataset":
    """A dataset as found; raises DatasetError when it cannot be read or is wrong."""
    from gti_cli.dataset.read import load

    content, name = file_bytes(file)
    with output.waiting_for(f"reading {name}", len(content)):
        return load(content, name)


def load_datasets(files: Iterable[str]) -> list["Dataset"]:
    """Datasets as found, one after the other; raises DatasetError with all that is wrong with any of them."""
    from gti_cli.dataset.problems import DatasetError

    loaded: list[Dataset] = []
    errors: list[DatasetError] = []
    for file in files:
        try:
            loaded.append(load_dataset(file))
        except DatasetError as error:
            errors.append(error)
    if errors:
        raise DatasetError(finding for error in errors for finding in error.findings)
    return loaded


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other run from a dataset while the block runs, and say which one is waited for where that takes long.

    Raises WriteError where the file cannot be written, or cannot be locked.
    """
    from gti_cli.dataset.read import name_of
    from gti_cli.write import files

    with ExitStack() as stack:
        with output.held_up(f"waiting for another run that writes into {name_of(path)}"):
            stack.enter_context(files.locked(path))
        yield


def _stdin_bytes(most: float) -> bytes:
    """The bytes on standard input; raises DatasetError where it is closed, or has too many."""
    from gti_cli.dataset.read import at_most, unreadable

    if sys.stdin is None:
        raise unreadable("<stdin>", "standard input is closed")
    return at_most(most, sys.stdin.buffer, "<stdin>")
