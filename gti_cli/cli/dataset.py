"""The dataset of a command: where it is found, and how it is read."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gti_cli.cli import output

if TYPE_CHECKING:
    from gti_cli.dataset.model import Dataset

DATASET = Path("data", "initiative.toml")
STDIN = "-"


def find_dataset(option: str | None) -> str:
    """Where the dataset is: as --data says, $GTI_DATA, the nearest data/initiative.toml upwards, or the bundled one."""
    named = (os.environ.get("GTI_DATA") or None) if option is None else option
    if named is not None:
        return named
    try:
        here = Path.cwd()
    except OSError:
        return str(bundled())
    candidates = (str(folder / DATASET) for folder in (here, *here.parents))
    return next(filter(os.path.lexists, candidates), None) or str(bundled())


def bundled() -> Path:
    """The dataset that comes with gti: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return next(path for path in (package / DATASET, package.parent / DATASET) if path.is_file())


def file_bytes(file: str) -> tuple[bytes, str]:
    """The bytes of a dataset as found, and its name in messages; raises DatasetError when it cannot be read."""
    from gti_cli.dataset.read import name_of, read_bytes

    return (_stdin_bytes(), "<stdin>") if file == STDIN else (read_bytes(Path(file)), name_of(Path(file)))


def load_dataset(content: bytes, name: str) -> "Dataset":
    """The dataset in a file's bytes; raises DatasetError when it is wrong."""
    from gti_cli.dataset.read import load

    with output.waiting_for(f"reading {name}", len(content)):
        return load(content, name)


def _stdin_bytes() -> bytes:
    """The bytes on standard input; raises DatasetError where it is closed."""
    from gti_cli.dataset.read import unreadable

    if sys.stdin is None:
        raise unreadable("<stdin>", "standard input is closed")
    return sys.stdin.buffer.read()
