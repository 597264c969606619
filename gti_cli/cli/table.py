"""The table of commands: the modules of the folder `commands`, each imported when its command is asked for."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules


def names() -> list[str]:
    """The names of all commands."""
    return [module.name for module in iter_modules(import_module("gti_cli.cli.commands").__path__)]


def function(name: str) -> Callable[..., None]:
    """The function behind a command."""
    command: Callable[..., None] = import_module(f"gti_cli.cli.commands.{name}").command
    return command


def offering(format_: str) -> list[str]:
    """The commands that answer in a format."""
    return [name for name in names() if format_ in getattr(function(name), "formats", ())]
