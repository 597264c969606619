"""The fold: a dataset and a day → all that was known on that day, with that day as the clock.

Everything a view shows is taken from here; nothing in here looks at updates published after the day.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain

from msgspec import Struct

from gti_cli.dataset.model import Dataset, Figure, Item, Metric
from gti_cli.ledger import log
from gti_cli.ledger.attempt import attempts, without_earlier
from gti_cli.ledger.log import Entry, Statement
from gti_cli.ledger.promise import Promise, promises
from gti_cli.ledger.reach import Life, life


class ItemState(Struct, frozen=True):
    """An item as known on the day: its record with every `set` applied, its life, and all that names it.

    `stages` are those of its kind; `statements` are in the order of the log.
    """

    item: Item
    life: Life
    stages: tuple[str, ...]
    statements: Sequence[Statement]

    @property
    def last_update(self) -> date:
        """The day of the last update that names the item."""
        return self.statements[-1].date

    @property
    def furthest(self) -> str | None:
        """The furthest stage reached."""
        return next(reversed(self.life.reached), None)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was given up."""
        return self.life.withdrawn is not None

    @property
    def is_done(self) -> bool:
        """Whether it is at the last stage of its kind, and not given up."""
        return self.furthest == self.stages[-1] and not self.is_withdrawn


class MetricReading(Struct, frozen=True):
    """A figure of a metric, and the update that gave it."""

    figure: Figure
    entry: Entry


class Ledger:
    """What was known of an initiative on a day; each part is worked out when it is first asked for."""

    def __init__(self, dataset: Dataset, day: date) -> None:
        self.dataset = dataset
        self.day = day

    @property
    def clock(self) -> date:
        """The day up to which days are counted: what happened after the log's end is not known."""
        return min(self.day, self.dataset.initiative.complete_through or self.day)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The updates published up to the day, oldest first."""
        return tuple(log.read(self.dataset, self.day))

    @cached_property
    def states(self) -> Mapping[str, ItemState]:
        """Every item that exists as of the day, since an event names it; by id, in file order."""
        named: defaultdict[str, list[Statement]] = defaultdict(list)
        for entry in self.entries:
            for statement in entry.statements:
                named[statement.event.item].append(statement)
        return {item.id: self._state(item, named[item.id]) for item in self.dataset.items() if item.id in named}

    def _state(self, item: Item, statements: list[Statement]) -> ItemState:
        for statement in statements:
            if statement.event.set:
                item = replace(item, **statement.event.set.written())  # type: ignore[arg-type]
        stages = self.dataset.stages.of(item.kind)
        counted = without_earlier(statements, attempts(statements))
        return ItemState(item, life(counted, log.by_stage(counted, stages)), stages, statements)

    @cached_property
    def promises_of(self) -> Mapping[str, Sequence[Promise]]:
        """The promises made about each item, by its id, in the order in which they were first made."""
        return {
            id_: sorted(promises(state.item, state.statements, state.stages, state.life, self.clock), key=_first_made)
            for id_, state in self.states.items()
        }

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """Every promise, in the order in which they were first made."""
        return sorted(chain.from_iterable(self.promises_of.values()), key=_first_made)

    @cached_property
    def readings(self) -> Mapping[str, tuple[MetricReading, ...]]:
        """The figures of each metric that was reported, by id, oldest first; metrics in file order."""
        found: dict[str, list[MetricReading]] = {}
        for entry in self.entries:
            for figure in entry.update.figures:
                found.setdefault(figure.metric, []).append(MetricReading(figure, entry))
        return {metric.id: tuple(found[metric.id]) for metric in self.dataset.metrics if metric.id in found}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item of the file as its own table describes it, by id."""
        return {item.id: item for item in self.dataset.items()}

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """Every metric of the file, by id."""
        return {metric.id: metric for metric in self.dataset.metrics}

    @cached_property
    def phase_of(self) -> Mapping[str, str]:
        """The phase of each item and metric, by id."""
        of_items = {item.id: item.phase for item in self.dataset.items()}
        return of_items | {metric.id: metric.phase for metric in self.dataset.metrics}

    def touches(self, entry: Entry, phase: str) -> bool:
        """Whether an update names an item or a metric of a phase."""
        named = [statement.event.item for statement in entry.statements]
        named += [figure.metric for figure in entry.update.figures]
        return any(self.phase_of[id_] == phase for id_ in named)


def _first_made(promise: Promise) -> int:
    return promise.statements[0].statement.at
