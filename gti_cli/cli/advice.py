"""The commands that messages name, as a shell takes them in the folder where the message was told."""

import shlex
from contextlib import suppress
from pathlib import Path

from gti_cli.cli.dataset import find_datasets
from gti_cli.errors import GtiError


def word(path: str) -> str:
    """A path as one word of a command that does not take it for an option."""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def about(path: str) -> str:
    """The option by which a command is about a dataset; empty where it is found without."""
    return "" if _is_found(path) else f" --data {word(path)}"


def _is_found(path: str) -> bool:
    with suppress(OSError, GtiError):
        return any(Path(file).samefile(path) for file in find_datasets().files)
    return False
