"""The table of commands: a module of the folder `commands` each, imported only when its command is looked up."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

GROUPS = {
    "Look": ("status", "timeline", "phase", "regions", "centers", "items", "metrics", "sources", "show", "search"),
    "Follow up": ("promises", "chart", "diff"),
    "Publish": ("report",),
    "Keep a log": ("init", "record", "import", "check", "schema"),
}
"""The commands as the help shows them: by what they are for, the most usual first."""


@cache
def names() -> tuple[str, ...]:
    """The names of all commands, in the order of the alphabet."""
    return tuple(sorted(name for group in GROUPS.values() for name in group))


def function(name: str) -> Callable[..., None]:
    """The function that a command runs."""
    command: Callable[..., None] = _module(name).command
    return command


def examples(name: str) -> Mapping[str, str]:
    """Command lines for the help of a command, and what each of them asks."""
    return getattr(_module(name), "EXAMPLES", {})


def _module(name: str) -> ModuleType:
    return import_module(f"gti_cli.cli.commands.{name}")


def offering(format_: str) -> list[str]:
    """The commands that offer a format."""
    return [name for name in names() if format_ in getattr(function(name), "formats", ())]
