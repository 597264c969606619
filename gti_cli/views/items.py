"""Every item with the stages it has reached; the rows of centers and regions are an item's with more keys."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct, structs

from gti_cli.dataset.model import KINDS, Dataset, Goal, Item, Kind
from gti_cli.ledger.attempt import Track
from gti_cli.ledger.goals import days_of
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import Verdict
from gti_cli.signs import AHEAD, DONE, GIVEN_UP, Sign
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column, Tone, stage_columns
from gti_cli.views.rows import OfInitiative
from gti_cli.views.values import PhraseCell, ReachedCell, marks, number_text, phrase_cell, reached_cell, starred, timed
from gti_cli.words import is_one_of, listed, quoted

Standing = Literal["done", "planned", "withdrawn"]


class ItemRow(OfInitiative, frozen=True, kw_only=True):
    """An item: the furthest stage, every stage of its kind, and what is promised for each."""

    id: str
    kind: Kind
    name: str
    phase: str
    summary: str | None
    stage: str | None
    done: bool
    withdrawn: ReachedCell | None
    stages: dict[str, ReachedCell | None]
    targets: dict[str, PhraseCell | None]
    verdict: Verdict | None
    owners: tuple[str, ...] | None
    replaced_by: tuple[str, ...] | None
    last_update: date


class GoalValue(Struct, frozen=True):
    """How far a goal has come: the newest figure, or how many items are counted, and since when."""

    value: int | float
    at_least: bool
    date: dt.date
    at_most: bool = False


class GoalRow(ItemRow, frozen=True, kw_only=True):
    """A goal: what is counted or measured, the bound, and how far it has come."""

    count: dict[str, str] | None
    metric: str | None
    at_least: int | float | None
    at_most: int | float | None
    value: GoalValue | None

    @property
    def share(self) -> float:
        """How much of an amount to be reached there is, from 0 to 1."""
        return min(1.0, max(0.0, self.value.value / self.at_least)) if self.value and self.at_least else 0.0


BAR = 10
"""The length of a goal's bar."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which items are asked for: every condition that is given must hold, by any of its values."""

    kinds: tuple[Kind, ...] = ()
    phases: tuple[str, ...] = ()
    states: tuple[Standing, ...] = ()
    countries: tuple[str, ...] = ()
    done_word: str = "done"

    def keeps(self, state: ItemState) -> bool:
        """Whether an item is asked for."""
        return (
            (not self.kinds or state.item.kind in self.kinds)
            and (not self.phases or state.item.phase in self.phases)
            and (not self.states or standing(state) in self.states)
            and (not self.countries or is_one_of(self.countries, countries(state)))
        )

    def clauses(self) -> list[str]:
        """What is asked for, in words that complete "no item …"."""
        states = ["is " + " or ".join(self.done_word if word == "done" else word for word in self.states)]
        return [
            *([f"is of the kind {listed(self.kinds)}"] if self.kinds else []),
            *([f"belongs to the phase {listed(self.phases)}"] if self.phases else []),
            *(states if self.states else []),
            *([f"names {listed(country or quoted('') for country in self.countries)}"] if self.countries else []),
        ]


ALL = Wanted()


def standings(*, done: bool = False, planned: bool = False, withdrawn: bool = False) -> tuple[Standing, ...]:
    """The states that flags ask for."""
    flags: tuple[tuple[Standing, bool], ...] = (("done", done), ("planned", planned), ("withdrawn", withdrawn))
    return tuple(state for state, wanted in flags if wanted)


def standing(state: ItemState) -> Standing:
    """Whether an item is done, planned or withdrawn: each is exactly one of them."""
    return "withdrawn" if state.is_withdrawn else "done" if state.is_done else "planned"


def countries(state: ItemState) -> Iterable[str]:
    """The countries that an item names: where a center is, whose users a region has."""
    country = getattr(state.item, "country", None)
    return (country,) if country else getattr(state.item, "countries", None) or ()


def rows(ledger: Ledger, wanted: Wanted = ALL) -> list[ItemRow]:
    """The items asked for that exist as of the ledger's day, kind by kind in file order."""
    return [row(ledger, state) for state in ledger.states.values() if wanted.keeps(state)]


def row(ledger: Ledger, state: ItemState) -> ItemRow:
    """The row of an item of any kind; a goal's has what it is an amount of, too."""
    goal = state.item
    if not isinstance(goal, Goal):
        return ItemRow(**fields(ledger, state))
    return GoalRow(
        **fields(ledger, state),
        count={"kind": goal.count.kind, "stage": goal.count.stage} if goal.count else None,
        metric=goal.metric,
        at_least=goal.at_least,
        at_most=goal.at_most,
        value=value_of(ledger, goal),
    )


def value_of(ledger: Ledger, goal: Goal) -> GoalValue | None:
    """How far a goal has come, None where nothing is reported."""
    if goal.metric:
        figures = [(reading.figure, reading.entry.update.date) for reading in ledger.readings.get(goal.metric, ())]
        dated = [(days_of(figure, published)[1], figure) for figure, published in figures]
        newest = max(reversed(dated), key=lambda pair: pair[0], default=None)
        return GoalValue(newest[1].value, newest[1].at_least, newest[0], newest[1].at_most) if newest else None
    meant = goal.count
    states = (state for state in ledger.states.values() if meant and state.item.kind == meant.kind)
    reached = [found for state in states if meant and (found := state.life.reached.get(meant.stage))]
    return GoalValue(len(reached), False, max(found.reported for found in reached)) if reached else None


def listing(ledger: Ledger, wanted: Wanted = ALL, options: str = "") -> Listing:
    """The items asked for, as an answer; `options` are those that the commands named in it need."""
    found = rows(ledger, wanted)
    return Listing(
        heading="Items",
        caption=caption(ledger),
        what="item",
        clauses=wanted.clauses(),
        columns=columns(ledger.dataset),
        rows=found,
        signs=signs(found),
        glyphs=glyphs(found),
        drawing="items",
        details=[(phase.id, phase.name) for phase in ledger.dataset.phases],
        more=more(found, options),
    )


def fields(ledger: Ledger, state: ItemState) -> dict[str, Any]:
    """The fields of an item's row."""
    own = (promise for promise in ledger.promises_of[state.item.id] if promise.track == Track(promise.subject.stage))
    promises = {promise.subject.stage: promise for promise in own}
    last = promises.get(state.stages[-1])
    ended = [said.event for said in state.statements if said.type == "withdrawn"] if state.is_withdrawn else []
    return {
        "initiative": ledger.dataset.initiative.id,
        "id": state.item.id,
        "kind": state.item.kind,
        "name": state.item.name,
        "phase": state.item.phase,
        "summary": state.item.summary,
        "stage": state.furthest,
        "done": state.is_done,
        "withdrawn": reached_cell(state.life.withdrawn),
        "stages": {stage: reached_cell(state.life.reached.get(stage)) for stage in state.stages},
        "targets": {stage: target_cell(promises.get(stage)) for stage in state.stages},
        "verdict": last.verdict if last else None,
        "owners": state.item.owners,
        "replaced_by": next((event.replaced_by for event in reversed(ended) if event.replaced_by), None),
        "last_update": state.last_update,
    }


def own_fields(state: ItemState, row: type[ItemRow]) -> dict[str, Any]:
    """The fields of an item's row that only its kind has."""
    return {key: getattr(state.item, key) for key in state.item.own_keys() if key in row.__struct_fields__}


def own_columns(record: type[Item]) -> Iterator[Column]:
    """The columns of what only one kind of item has."""
    for field in structs.fields(record):
        if field.name in record.own_keys():
            yield Column(
                name=field.name, of=attrgetter(field.name), form="words" if "tuple" in str(field.type) else "plain"
            )


def target_cell(promise: Promise | None) -> PhraseCell | None:
    """What is promised now, None where nothing is, or nothing with a date."""
    return phrase_cell(promise.newest.target, promise.newest.statement.event.said) if promise else None


def stage_words(row: ItemRow) -> str:
    """The furthest stage and how far a goal has come; the withdrawal where it was given up."""
    so_far = "" if row.withdrawn else goal_words(row)
    return ", ".join(filter(None, (furthest_words(row), so_far))) or "–"


def furthest_words(row: ItemRow) -> str:
    """The furthest stage and when it was reached, "open 13 Nov 2018", or the withdrawal; empty where there is none."""
    if row.withdrawn:
        return f"withdrawn {row.withdrawn.text}"
    reached = row.stage and row.stages[row.stage]
    return f"{row.stage} {starred(reached)}" if reached else ""


def furthest(row: ItemRow) -> tuple[str | None, ReachedCell | None]:
    """The furthest stage and when it was reached, or the withdrawal."""
    if row.withdrawn:
        return "withdrawn", row.withdrawn
    return row.stage, row.stages[row.stage] if row.stage else None


def goal_words(row: ItemRow) -> str:
    """How far a goal has come, towards its amount: "2 of 3"; nothing for any other item."""
    if not isinstance(row, GoalRow):
        return ""
    if row.value is None:
        return "nothing reported yet"
    value = number_text(row.value.value, at_least=row.value.at_least, at_most=row.value.at_most)
    most = f"{value}, at most {number_text(row.at_most)}" if row.at_most is not None else ""
    return most or f"{value} of {number_text(row.at_least or 0)}"


def goal_bar(row: ItemRow) -> str:
    """How far a goal has come towards its amount, as a bar that is full only when it is there; else nothing."""
    if not isinstance(row, GoalRow) or not row.at_least:
        return ""
    full = min(round(BAR * row.share), BAR if row.share == 1 else BAR - 1)
    return "━" * full + "─" * (BAR - full)


def signs(rows: Iterable[ItemRow]) -> Iterator[str]:
    """What the signs in a table of items mean."""
    furthest = (row.stages[row.stage] for row in rows if row.stage and not row.withdrawn)
    yield from marks(furthest)


def glyphs(rows: Iterable[ItemRow]) -> Iterator[str]:
    """What the signs before the names of items mean."""
    shown = {sign_of(row).glyph for row in rows}
    yield from (sign.key for sign in (DONE, AHEAD, GIVEN_UP) if sign.glyph in shown)


def more(rows: Sequence[ItemRow], options: str) -> str:
    """The command that tells more of an item, of the first of them."""
    return f"gti show {rows[0].id}{options}" if rows else ""


def next_words(row: ItemRow) -> str:
    """The first stage ahead of which a date is promised: "to open in early 2021"."""
    ahead = [(stage, target) for stage, target in row.targets.items() if target and not row.stages[stage]]
    return timed(*ahead[0]) if ahead and not row.withdrawn else ""


def tone(row: ItemRow) -> Tone:
    """The colour of an item's state."""
    return "quiet" if row.withdrawn else "good" if row.done else "plain"


def glyph(row: ItemRow) -> str:
    """The sign of an item's state: done, given up, or on its way."""
    return sign_of(row).glyph


def sign_of(row: ItemRow) -> Sign:
    """The sign of an item's state, with what it means."""
    return GIVEN_UP if row.withdrawn else DONE if row.done else AHEAD


NAME = Column(name="name", of=lambda row: row.name, title="name", tone=lambda row: "strong", glyph=glyph)
BASE = (
    Column(name="id", of=lambda row: row.id),
    Column(name="kind", of=lambda row: row.kind),
    NAME,
    Column(name="phase", of=lambda row: row.phase),
    Column(name="summary", of=lambda row: row.summary),
    Column(name="stage", of=lambda row: row.stage),
    Column(name="done", of=lambda row: row.done),
    Column(name="withdrawn", of=lambda row: row.withdrawn, form="reached"),
)
LAST = (
    Column(name="verdict", of=lambda row: row.verdict),
    Column(name="owners", of=lambda row: row.owners, form="words"),
    Column(name="replaced_by", of=lambda row: row.replaced_by, form="words"),
    Column(name="last_update", of=lambda row: row.last_update),
)
REACHED = Column(
    name=None,
    of=stage_words,
    title="reached",
    tone=tone,
    glyph=goal_bar,
    heads=("stage", "reached", "so far"),
    pipe=lambda row: (*furthest(row), goal_words(row)),
)
PROMISED = Column(name=None, of=next_words, title="promised")
LAST_NAMED = Column(name=None, of=lambda row: row.last_update, title="last named", drops=True)
KIND = Column(name=None, of=lambda row: row.kind, title="kind", drops=True)
ID = Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet")


def columns(dataset: Dataset) -> tuple[Column, ...]:
    """The columns of all items: a group for every stage that some kind has, and one for what is promised of it."""
    stages = stages_in(dataset)
    return (*BASE, *stage_groups((*BASE, *LAST), stages), REACHED, ID, PROMISED, KIND, LAST_NAMED, *LAST)


def stages_in(dataset: Dataset, kind: Kind | None = None) -> list[str]:
    """The stages that items of a kind, or of any, can have, in the order in which they are first met.

    Of a kind whose items have none of their own, those are the kind's, whether or not it has an item.
    """
    found: list[str] = []
    for each in (kind,) if kind else KINDS:
        items = [item for item in dataset.items() if item.kind == each]
        has_own = any(item.stages for item in items)
        found += chain.from_iterable(map(dataset.stages_of, items)) if has_own else dataset.stages.of(each)
    return list(dict.fromkeys(found))


def stage_groups(beside: tuple[Column, ...], stages: Iterable[str]) -> tuple[Column, ...]:
    """For machines: a group of columns for each stage, and one for what is promised of it, beside the view's others."""
    stages = tuple(stages)
    reached = stage_columns(stages, beside, lambda row: row.stages)
    targets = stage_columns(stages, (*beside, *reached), lambda row: row.targets, form="phrase", suffix="_target")
    return (*reached, *targets)
