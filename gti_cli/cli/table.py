"""Finds the commands: the modules of the folder `commands`, each imported only when its command is looked up."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path


@cache
def names() -> tuple[str, ...]:
    """The names of all commands, in the order of the alphabet."""
    files = Path(__file__).with_name("commands").iterdir()
    return tuple(sorted(file.stem for file in files if file.suffix == ".py" and file.stem != "__init__"))


def function(name: str) -> Callable[..., None]:
    """The function that a command runs."""
    command: Callable[..., None] = import_module(f"gti_cli.cli.commands.{name}").command
    return command


def offering(format_: str) -> list[str]:
    """The commands that offer a format."""
    return [name for name in names() if format_ in getattr(function(name), "formats", ())]
