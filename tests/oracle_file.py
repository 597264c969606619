"""A whole file as the oracle reads it, from tables as `tomllib` gives them: what its rows must hold, for every promise.

Here the statements of all items stand in one order, since promises wait for stages of other items, and goals count
them. A comment that begins with CHOICE is what it is in `oracle.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from tests import oracle_days as days
from tests.oracle import (
    OPEN,
    Attempt,
    Condition,
    Floor,
    Log,
    Said,
    Series,
    Stage,
    Target,
    begun_attempts,
    days_late,
    every_day,
    had_passed,
    held_to,
    newest_dated,
    of_newest_attempts,
    overdue,
    reached,
    slips,
    verdict,
    withdrawn,
)
from tests.oracle_conditions import newest_condition, order, with_dates
from tests.oracle_floors import days_early, verdict_on_floor
from tests.oracle_goals import Figure, Goal, PublicCount, heard, of_figures, of_items, of_public_counts
from tests.oracle_rows import clock_on

LIVES: dict[str, list[str]] = {
    "centers": ["announced", "open"],
    "regions": ["announced", "started", "completed"],
    "reviews": ["announced", "contracted", "completed"],
    "milestones": ["announced", "completed"],
    "goals": ["announced", "reached"],
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """An item: its kind, the stages of its life, and what it asks for if it is a goal."""

    kind: str
    stages: tuple[str, ...]
    goal: Goal | None = None


@dataclass(frozen=True)
class Amount:
    """The amount of a goal from a day on."""

    at: int
    published: date
    known: date
    item: str
    amount: float


Entry = Said | Figure | PublicCount | Amount


@dataclass(frozen=True)
class File:
    """All that a file says, in the order of the log."""

    items: Mapping[str, Item]
    entries: tuple[Entry, ...]
    calendar: frozenset[date]
    complete_through: date | None

    @property
    def said(self) -> list[Said]:
        """The events."""
        return [entry for entry in self.entries if isinstance(entry, Said)]

    def only(self, keeps: Callable[[Entry], bool]) -> "File":
        """The file with some of its entries."""
        return replace(self, entries=tuple(entry for entry in self.entries if keeps(entry)))

    def as_of(self, day: date) -> "File":
        """The file as of a day."""
        return self.only(lambda entry: (entry.known or entry.published) <= day)

    def up_to(self, at: int) -> "File":
        """The file up to a place in its log."""
        return self.only(lambda entry: entry.at <= at)

    def existing(self) -> list[str]:
        """The items that exist: "once an event published up to that day names it"."""
        named = {said.item for said in self.said}
        return [id_ for id_ in self.items if id_ in named]

    def amount(self, id_: str) -> float | None:
        """The newest amount of a goal."""
        amounts = [entry for entry in self.entries if isinstance(entry, Amount) and entry.item == id_]
        return amounts[-1].amount if amounts else None

    def log(self, id_: str, amount: float | None = None) -> Log:
        """What is said of an item; of a goal by one amount, which is else its newest."""
        item = self.items[id_]
        said = [s for s in self.said if s.item == id_]
        amount = self.amount(id_) if amount is None else amount
        if item.goal and amount is not None:
            said = [*heard(said, item.goal, amount, item.stages[-1]), *self.borne_out(item.goal, amount, item, said)]
        return Log(tuple(sorted(said, key=lambda s: s.at)), item.stages, self.calendar)

    def borne_out(self, goal: Goal, amount: float, item: Item, said: Sequence[Said]) -> Iterator[Said]:
        """What figures and counts say of a goal."""
        last = item.stages[-1]
        if goal.metric:
            yield from of_figures(goal, amount, last, (e for e in self.entries if isinstance(e, Figure)), said)
        else:
            yield from of_public_counts(goal, amount, last, (e for e in self.entries if isinstance(e, PublicCount)))
            logs = [self.log(other) for other in self.existing() if self.items[other].kind == goal.kind]
            yield from of_items(goal, amount, last, logs)

    def stages(self, id_: str) -> dict[str, Stage]:
        """The stages that an item has reached."""
        return reached(of_newest_attempts(self.log(id_)))

    def life(self, condition: Condition) -> Stage | None:
        """When the stage that a condition names was reached."""
        return self.stages(condition.item).get(condition.stage)


# Reading


def read(tables: Mapping[str, Any]) -> File:
    """The file of some tables."""
    items = {id_: item for key in LIVES for id_, item in read_items(key, tables)}
    entries = in_order([*first_amounts(tables), *updates_of(tables, items)])
    spoken_of = list(spoken_days(entries))
    every = every_day(min(spoken_of), max(spoken_of)) if spoken_of else frozenset({OPEN})
    return File(items, entries, every, tables["initiative"].get("complete_through"))


def spoken_days(entries: Iterable[Entry]) -> Iterator[date]:
    """The days that a file speaks of, up to its last publication."""
    for entry in entries:
        yield from (day for day in (entry.published, entry.known) if day and day != OPEN)
        if isinstance(entry, Figure):
            yield entry.first
        if isinstance(entry, Said) and entry.when:
            yield from (day for day in (entry.when.earliest, entry.when.latest) if day and day <= entry.published)


def read_items(key: str, tables: Mapping[str, Any]) -> Iterator[tuple[str, Item]]:
    """The items of a kind."""
    life = tables.get("stages", {}).get(key, LIVES[key])
    cumulative = {table["id"]: table.get("cumulative", False) for table in tables.get("metrics", [])}
    for table in tables.get(key, []):
        goal = read_goal(table, cumulative) if key == "goals" else None
        yield table["id"], Item(key.removesuffix("s"), tuple(table.get("stages", life)), goal)


def read_goal(table: Mapping[str, Any], cumulative: Mapping[str, bool]) -> Goal:
    """What a goal asks for."""
    metric, count = table.get("metric"), table.get("count", {})
    return Goal(
        bound="at_least" if "at_least" in table else "at_most",
        metric=metric,
        cumulative=metric is not None and cumulative[metric],
        kind=count.get("kind"),
        stage=count.get("stage"),
    )


def first_amounts(tables: Mapping[str, Any]) -> list[Entry]:
    """The amounts that goals have in their own tables."""
    return [
        Amount(0, OPEN, OPEN, table["id"], table["at_least"] if "at_least" in table else table["at_most"])
        for table in tables.get("goals", [])
    ]


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """All entries in the order of the log, numbered.

    "A promise told in retrospect (`stated`) takes its place by the last day of `stated`". CHOICE: after what was
    published on that very day.
    """
    ordered = sorted(entries, key=lambda entry: (entry.published, entry.known or entry.published))
    return tuple(replace(entry, at=at) for at, entry in enumerate(ordered))


def updates_of(tables: Mapping[str, Any], items: Mapping[str, Item]) -> list[Entry]:
    """All that the updates say, of which "file order settles a shared day"; figures and counts after the events."""
    sources = {table["id"]: table.get("independent", False) for table in tables["sources"]}
    amounts = [entry for entry in first_amounts(tables) if isinstance(entry, Amount)]
    found: list[Entry] = []
    for update in sorted(tables.get("updates", []), key=lambda update: update["date"]):
        start = {
            "at": 0,
            "published": update["date"],
            "known": update["date"],
            "update": f"{update['date']}",
            "source": update["source"],
            "independent": sources[update["source"]],
        }
        events = update.get("events", [])
        for event in events:
            value = event.get("set", {}).get("at_least", event.get("set", {}).get("at_most"))
            if value is not None:
                amounts.append(Amount(0, update["date"], update["date"], event["item"], value))
                found.append(amounts[-1])
        for event in events:
            found += [with_amount(said, event, amounts) for said in said_in(event, start, items)]
        found += [read_figure(table, start) for table in update.get("figures", [])]
        found += [PublicCount(**start, **table) for table in update.get("counts", [])]
    return found


def with_amount(said: Said, event: Mapping[str, Any], amounts: Sequence[Amount]) -> Said:
    """A statement with the amount that its goal had when it was made.

    "`set` … changes fields of the item from that day on". CHOICE: the amounts set in the statement's own update count
    for all of it, and for one told in retrospect those set up to the day on which it was made; what the event itself
    sets comes first.
    """
    own = event.get("set", {})
    value = own.get("at_least", own.get("at_most"))
    had = [entry.amount for entry in amounts if entry.item == said.item and entry.published <= said.published]
    return replace(said, amount=value if value is not None else had[-1] if had else None)


def said_in(event: Mapping[str, Any], start: Mapping[str, Any], items: Mapping[str, Item]) -> Iterator[Said]:
    """The statements of an event: a deadline and a floor in one event are two.

    CHOICE: what is told in retrospect was made on the day of its update at the latest.
    """
    common = {
        "stage": event.get("stage", items[event["item"]].stages[0]),
        "item": event["item"],
        "when": days.window(event["when"]) if "when" in event else None,
        **{key: event[key] for key in ("implied", "corrects", "anew", "by") if key in event},
    }
    if "stated" in event:
        made = days.window(event["stated"]).latest
        common["published"] = min(made, start["published"]) if made else start["published"]
    said = Said(**{**start, **common, "type": type_of(event)})
    halves = []
    if "target" in event:
        halves.append(replace(said, target=days.target(event["target"]), takes_back=event["target"] in days.TAKE_BACK))
    if "not_before" in event:
        halves.append(replace(said, floor=days.floor(event["not_before"])))
    is_ahead = len(halves) == 2 and not all(had_passed(half) for half in halves)
    for number, half in enumerate(halves):
        yield replace(half, is_half_ahead=is_ahead, is_second_half=number == 1)
    if "after" in event:
        other, stage = event["after"].split(".")
        yield replace(said, after=Condition(other, stage, event.get("within")), is_second_half=bool(halves))
    if said.type != "promised":
        yield said


def type_of(event: Mapping[str, Any]) -> Literal["reached", "promised", "not_yet", "partly", "withdrawn", "note"]:
    """What an event says, by its keys.

    CHOICE: a stage that is only `assessed` is a note, with a `when` too.
    """
    if event.get("stage") == "withdrawn":
        return "withdrawn"
    if event.keys() & {"target", "not_before", "after"}:
        return "promised"
    if event.get("not_yet"):
        return "not_yet"
    if "part" in event:
        return "partly"
    return "note" if "stage" not in event or "assessed" in event else "reached"


def read_figure(table: Mapping[str, Any], start: Mapping[str, Any]) -> Figure:
    """A figure: "`when`: default the publication". CHOICE: no day of it comes after the publication."""
    first, last = days.value_days(table.get("when", start["published"]))
    return Figure(
        **start,
        metric=table["metric"],
        value=table["value"],
        at_least=table.get("at_least", False),
        at_most=table.get("at_most", False),
        first=min(first, start["published"]),
        last=min(last, start["published"]),
    )


# Rows


def item_rows(file: File, day: date) -> dict[str, dict[str, Row | None]]:
    """The span of each stage of each item, and of its withdrawal, as of a day."""
    known = file.as_of(day)
    return {id_: item_row(id_, known) for id_ in known.existing()}


def item_row(id_: str, file: File) -> dict[str, Row | None]:
    """The spans of an item."""
    life = file.stages(id_)
    given_up = withdrawn(of_newest_attempts(file.log(id_)))
    return {stage: span(life.get(stage)) for stage in file.items[id_].stages} | {"withdrawn": span(given_up)}


def span(it: Stage | None) -> Row | None:
    """The days of a stage reached."""
    if it is None:
        return None
    first = min(it.days)
    return {
        "earliest": None if first == OPEN else first,
        "latest": max(it.days),
        "reported": it.reported,
        "disputed": it.disputed,
    }


@dataclass(frozen=True)
class Promise:
    """A promise: its statements, each with the attempt as its own amount makes it."""

    item: str
    series: Series
    number: int
    stated: tuple[tuple[Said, Attempt], ...]

    @property
    def first(self) -> Attempt:
        """The attempt by the amount held to: "the amount that it had when it was promised first".

        CHOICE: when this very promise was first made; a new attempt and another party have amounts of their own.
        """
        return self.stated[0][1]


def promises(file: File) -> Iterator[Promise]:
    """All promises of a file."""
    for id_ in file.existing():
        log = file.log(id_)
        for series in (series for stage in log.stages for series in log.series(stage)):
            found = (stated_in(attempts, file) for attempts in by_amount(id_, series, file))
            for number, stated in enumerate((stated for stated in found if stated), 1):
                yield Promise(id_, series, number, stated)


def by_amount(id_: str, series: Series, file: File) -> Iterator[dict[float | None, Attempt]]:
    """The attempts of a series, each by every amount that it was promised with."""
    said = file.log(id_).of_type("promised", series.stage)
    amounts = list(dict.fromkeys(s.amount for s in said if s.series == series))
    begun = [begun_attempts(series, file.log(id_, amount)) for amount in amounts]
    for attempts in zip(*begun, strict=True):
        yield {amount: dated(attempt, file) for amount, attempt in zip(amounts, attempts, strict=True)}


def dated(attempt: Attempt, file: File) -> Attempt:
    """An attempt with the targets that follow from conditions.

    CHOICE: in a closed attempt they follow "by the log up to and with the closing statement", as all else does.
    """
    return with_dates(attempt, judging(attempt, file).life)


def judging(attempt: Attempt, file: File) -> File:
    """The part of the file by which an attempt is judged, but for its own reports."""
    return file.up_to(attempt.closed.at) if attempt.closed else file


def stated_in(attempts: Mapping[float | None, Attempt], file: File) -> tuple[tuple[Said, Attempt], ...]:
    """The statements that count for an attempt.

    CHOICE: "before the stage was reported" is, of a goal, before the statement's own amount was.
    """
    everything = next(iter(attempts.values())).said
    reports = {amount: reached(attempt.log).get(attempt.stage) for amount, attempt in attempts.items()}
    said = tuple(s for s in everything if (it := reports[s.amount]) is None or s.published < it.reported)
    counted = {amount: dated(replace(attempt, said=said), file) for amount, attempt in attempts.items()}
    return tuple((s, counted[s.amount]) for s in next(iter(counted.values())).said)


def promise_rows(file: File, day: date) -> list[Row]:
    """The rows of all promises, as of a day."""
    known = file.as_of(day)
    return [promise_row(promise, known, clock_on(day, file.complete_through)) for promise in promises(known)]


def promise_row(promise: Promise, file: File, clock: date) -> Row:
    """What is compared of a promise."""
    is_floor = promise.series.is_floor
    return {
        "item": promise.item,
        "stage": promise.series.stage,
        "by": promise.series.by,
        "bound": "not_before" if is_floor else "by",
        "attempt": promise.number,
        "made": promise.stated[0][0].published,
        **(on_floor(promise, clock) if is_floor else on_deadline(promise, clock)),
        "moves": moves(promise),
        "order": order_of(promise, file),
    }


def on_deadline(promise: Promise, clock: date) -> Row:
    """The verdicts and days of a promise with deadlines.

    CHOICE: the newest verdict is by the amount of the newest statement.
    """
    first, newest = promise.first, promise.stated[-1][1]
    condition = newest_condition(first)
    waits = condition is not None and condition.waits
    return {
        "verdict": verdict(first, held_to(first), clock, waits=waits),
        "newest_verdict": verdict(newest, newest_dated(newest), clock, waits=waits),
        "days_late": days_late(first),
        "days_early": None,
        "overdue_days": overdue(first, held_to(first), clock),
        "newest_overdue_days": overdue(newest, newest_dated(newest), clock),
        "target": phrase(held_to(first)),
        "current_target": phrase(first.said[-1].target),
        "statements": [
            {"date": s.published, "verdict": verdict(own, s.target, clock, waits=s.waits)} for s, own in promise.stated
        ],
    }


def on_floor(promise: Promise, clock: date) -> Row:
    """The verdicts and days of a promise with floors."""
    floors = [(s, s.floor, own) for s, own in promise.stated if s.floor]
    (_, held, first), (_, newest_floor, newest) = floors[0], floors[-1]
    return {
        "verdict": verdict_on_floor(first, held, clock),
        "newest_verdict": verdict_on_floor(newest, newest_floor, clock),
        "days_late": None,
        "days_early": days_early(first, held),
        "overdue_days": None,
        "newest_overdue_days": None,
        "target": phrase(held),
        "current_target": phrase(newest_floor),
        "statements": [
            {"date": s.published, "verdict": verdict_on_floor(own, floor, clock)} for s, floor, own in floors
        ],
    }


def phrase(days: Target | Floor | None) -> Row | None:
    """The days of a target or floor; CHOICE: a floor is from its lenient to its strict day, and none of it is firm."""
    if isinstance(days, Floor):
        return {"earliest": days.f1, "latest": days.f2, "firm": None}
    if days is None:
        return None
    return {"earliest": days.earliest, "latest": days.latest, "firm": None if days.firm == OPEN else days.firm}


def moves(promise: Promise) -> int:
    """How often it moved: another date, a date taken back, or "a goal's amount that became weaker or stronger".

    CHOICE: another amount and another date in one statement are one move. CHOICE: of floors, another `f1`.
    """
    said = [s for s, _ in promise.stated]
    if promise.series.is_floor:
        moved = [s.floor.f1 != before.floor.f1 for before, s in pairwise(said) if s.floor and before.floor]
    else:
        moved = [is_move for _, _, is_move in slips(promise.first)][1:]
    return sum(is_move or s.amount != before.amount for is_move, (before, s) in zip(moved, pairwise(said), strict=True))


def order_of(promise: Promise, file: File) -> str | None:
    """Whether it came after what it waited for."""
    condition = newest_condition(promise.first)
    if condition is None or condition.after is None:
        return None
    return order(
        reached(promise.first.log).get(promise.series.stage), judging(promise.first, file).life(condition.after)
    )
