"""gti for Python programs: a log that is read once, and what was known of it on any day.

What docs/python.md describes is offered here; everything else in the package is its own affair.
"""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from gti_cli.dataset import read
from gti_cli.dataset.model import Dataset
from gti_cli.dataset.problems import DatasetError
from gti_cli.ledger import ledger
from gti_cli.views import items, metrics, phases, promises, sources, timeline
from gti_cli.views.columns import Plain, cells, headers
from gti_cli.views.items import ItemRow as Item
from gti_cli.views.metrics import MetricRow as Metric
from gti_cli.views.phases import PhaseRow as Phase
from gti_cli.views.promises import PromiseRow as Promise
from gti_cli.views.sources import SourceRow as Source
from gti_cli.views.timeline import UpdateRow as Update

__all__ = ["DatasetError", "Item", "Ledger", "Log", "Metric", "Phase", "Promise", "Source", "Update", "load"]

TableName = Literal["timeline", "phases", "regions", "centers", "items", "promises", "metrics", "sources"]


class Ledger:
    """What was known on a day; the rows are worked out when they are first asked for.

    Their fields are the keys that docs/output.md describes.
    """

    def __init__(self, dataset: Dataset, day: dt.date) -> None:
        self._known = ledger.Ledger(dataset, day)

    @property
    def day(self) -> dt.date:
        """The day that was asked about."""
        return self._known.day

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """The promises with their verdicts, in the order in which they were first made."""
        return list(promises.rows(self._known))

    @cached_property
    def updates(self) -> Sequence[Update]:
        """The updates published by then, oldest first."""
        return list(timeline.rows(self._known))

    @cached_property
    def items(self) -> Sequence[Item]:
        """The items that somebody had named by then, kind by kind in file order."""
        return items.rows(self._known)

    @cached_property
    def phases(self) -> Sequence[Phase]:
        """The phases, in file order."""
        return phases.rows(self._known)

    @cached_property
    def metrics(self) -> Sequence[Metric]:
        """The metrics that were reported by then, in file order."""
        return metrics.rows(self._known)

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The sources that had published something by then, in file order."""
        return sources.rows(self._known)

    def table(self, name: TableName) -> list[Mapping[str, Plain]]:
        """The rows of a command as its CSV has them, a value for each column; raises ValueError for another name."""
        if name not in get_args(TableName):
            raise ValueError(f"there is no table {name!r}, only {', '.join(get_args(TableName))}")
        listing = import_module(f"gti_cli.views.{name}").listing(self._known)
        columns = listing.every_column
        head = headers(columns)
        return [dict(zip(head, cells(columns, row), strict=True)) for row in listing.table]


class Log:
    """A log that was read, of which any day can be asked."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def as_of(self, day: dt.date | str) -> Ledger:
        """What was known on a day, a date or its text as in 2019-11-13; raises ValueError for a text that is none."""
        return Ledger(self._dataset, dt.date.fromisoformat(day) if isinstance(day, str) else day)


def load(path: str | os.PathLike[str]) -> Log:
    """The log in a file; raises DatasetError, with every problem, where it is wrong or cannot be read."""
    file = Path(path)
    return Log(read.load(read.read_bytes(file), read.name_of(file)))
