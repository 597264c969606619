"""gti keeps the log of what an initiative said and derives the rest: stages reached, promises, verdicts.

docs/python.md describes what a Python program may take from here. It is imported when it is first asked for, so that
`import gti_cli` and the start of `gti` pay nothing for it, not even the import of `typing`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gti_cli.library import DatasetError, Item, Ledger, Log, Metric, Phase, Promise, Source, Update, load

__version__ = "0.1.0"
__all__ = ["DatasetError", "Item", "Ledger", "Log", "Metric", "Phase", "Promise", "Source", "Update", "load"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gti_cli import library

    return getattr(library, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
