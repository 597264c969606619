"""The fold: a dataset and a day → all that was known on that day, with that day as the clock.

Everything a view shows is taken from here; nothing in here looks at updates published after the day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter

from msgspec import Struct

from gti_cli.dataset.model import Dataset, Figure, Goal, Item, Metric
from gti_cli.ledger import goals, log
from gti_cli.ledger.attempt import Attempt, Track, attempts, life_of
from gti_cli.ledger.judge import About, Amounts, promises
from gti_cli.ledger.log import Entry, Place, Statement
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.reach import Life, Reached


class ItemState(Struct, frozen=True):
    """An item as known on the day: its record with every `set` applied, its life, and all that names it.

    `stages` are its own or those of its kind; `statements` are in the order of the log, `attempts` what is promised in
    them.
    """

    item: Item
    life: Life
    stages: tuple[str, ...]
    statements: Sequence[Statement]
    attempts: Mapping[Track, Sequence[Attempt]]

    @property
    def last_update(self) -> date:
        """The day of the last update that names the item."""
        return max(statement.published for statement in self.statements)

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
        """Whether it is at its last stage, and not given up."""
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
        """Every item that exists as of the day, since an event names it; by id, in file order.

        The lives of goals follow from those of the other items, and from figures and counts.
        """
        named: defaultdict[str, list[Statement]] = defaultdict(list)
        for entry in self.entries:
            for statement in entry.statements:
                named[statement.event.item].append(statement)
        states: dict[str, ItemState] = {}
        for item in self.dataset.items():
            if item.id in named:
                statements = sorted(named[item.id], key=_at)
                known, stages = self.known[item.id], self.dataset.stages_of(item)
                counted: Sequence[Statement] = statements
                if isinstance(item, Goal) and isinstance(known, Goal):
                    follows = list(self._follows(known, statements, states))
                    counted = self._log_of_goal(item, known, statements, follows)
                    statements = sorted((*statements, *follows), key=_at)
                tried = attempts(statements)
                states[item.id] = ItemState(known, life_of(counted, tried, stages), stages, statements, tried)
        return states

    def _follows(self, goal: Goal, said: Sequence[Statement], states: Mapping[str, ItemState]) -> Iterator[Statement]:
        """What follows of a goal, for the amount that it has, from figures, counts and the lives of other items."""
        stage = self.dataset.stages_of(goal)[-1]
        if meant := goal.count:
            counted = [
                goals.Counted.of(meant.stage, state.life, state.statements, state.attempts)
                for state in states.values()
                if state.item.kind == meant.kind and meant.stage in state.stages
            ]
            yield from goals.of_count(goal, stage, counted, self.entries, int(goals.amount_of(goal)))
        else:
            metric = self.metrics[goal.metric or ""]
            promised = (one.date for one in said if one.type == "promised" and one.event.stage == stage)
            since = min(promised, default=None)
            yield from goals.of_metric(goal, stage, self.entries, cumulative=metric.cumulative, since=since)

    def _log_of_goal(
        self, first: Goal, goal: Goal, said: Sequence[Statement], follows: Iterable[Statement]
    ) -> Sequence[Statement]:
        """What is said of a goal with an amount, in words and otherwise; `first` has the amount that it began with."""
        stage = self.dataset.stages_of(goal)[-1]
        words = goals.bearing(goal, said, goals.amounts_said(first, said), stage)
        return sorted((*words, *follows), key=_at)

    @cached_property
    def promises_of(self) -> Mapping[str, Sequence[Promise]]:
        """The promises made about each item, by its id, in the order in which they were first made."""
        return {id_: sorted(promises(self._about(state)), key=_first_made) for id_, state in self.states.items()}

    def _about(self, state: ItemState) -> About:
        first = self.items[state.item.id]
        amounts = self._amounts(first, state) if isinstance(first, Goal) else None
        return About(
            state.item, state.statements, state.attempts, state.stages, state.life, self._outcome, self.clock, amounts
        )

    def _amounts(self, first: Goal, state: ItemState) -> Amounts:
        """The amounts that a goal has had, by what was said of it in words."""
        said = [statement for statement in state.statements if statement.name]

        def log_for(amount: goals.Amount) -> Sequence[Statement]:
            goal = goals.with_amount(first, amount)
            return self._log_of_goal(first, goal, said, self._follows(goal, said, self.states))

        return Amounts(goals.amounts_said(first, said), log_for)

    def _outcome(self, item: str, stage: str, until: Place | None) -> tuple[str, Reached | None]:
        """The name of an item, and what became of a stage of it, by a place in the log if one is given."""
        state = self.states.get(item)
        if state is None:
            return self.name_of(item), None
        own_life = state.life
        if until:
            said = [statement for statement in state.statements if statement.at <= until]
            own_life = life_of(said, attempts(said), state.stages)
        return self.name_of(item), own_life.reached.get(stage)

    def name_of(self, item: str) -> str:
        """The name of an item as known on the day, or as the file gives it where nobody has named it yet."""
        return self.known[item].name

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
    def rewritten_by(self) -> Mapping[str, tuple[str, ...]]:
        """The updates by which an update was rewritten, by its id."""
        found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for entry in self.entries:
            if entry.update.edits:
                found[entry.update.edits] += (entry.id,)
        return dict(found)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item of the file as its own table describes it, by id."""
        return {item.id: item for item in self.dataset.items()}

    @cached_property
    def known(self) -> Mapping[str, Item]:
        """Every item of the file with all that was set anew up to the day, by id."""
        known = dict(self.items)
        for entry in self.entries:
            for statement in entry.statements:
                if statement.event.set:
                    item = known[statement.event.item]
                    known[item.id] = replace(item, **statement.event.set.written())  # type: ignore[arg-type]
        return known

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """Every metric of the file, by id."""
        return {metric.id: metric for metric in self.dataset.metrics}

    @cached_property
    def phase_of(self) -> Mapping[str, str]:
        """The phase of each item and metric, by id."""
        of_items = {id_: item.phase for id_, item in self.known.items()}
        return of_items | {metric.id: metric.phase for metric in self.dataset.metrics}

    def touched(self, entry: Entry) -> set[str]:
        """The phases of which an update names an item or a metric."""
        named = [statement.event.item for statement in entry.statements]
        named += [figure.metric for figure in entry.update.figures]
        return {self.phase_of[id_] for id_ in named}

    @cached_property
    def last_updates(self) -> Mapping[str, date]:
        """The last day on which an update touched each phase, by id; a phase that none has touched is not there."""
        return {phase: entry.update.date for entry in self.entries for phase in self.touched(entry)}

    @cached_property
    def states_in(self) -> Mapping[str, Sequence[ItemState]]:
        """The states of the items in each phase, by its id; a phase without any is not there."""
        found: dict[str, list[ItemState]] = {}
        for state in self.states.values():
            found.setdefault(state.item.phase, []).append(state)
        return found


_at = attrgetter("at")


def _first_made(promise: Promise) -> Place:
    return promise.statements[0].statement.at
