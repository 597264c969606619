"""What is derived, held against what truly happened: laws tried on made-up histories.

A history has the day on which each stage of an item was truly reached. A log is what was published about it. The tests
make up both, write the log as a dataset, and ask as of some days. The rules that they need (format.md, "Date phrases"
and "What is derived") stand here a second time, in the plainest form there is: every day is tried. All days are
inclusive; None is a day that never came, or an end that is unknown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby
from typing import Any

import msgspec
import pytest
import tomli_w
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises

DAY = timedelta(days=1)
START = date(2019, 3, 1)
NEVER = date.max

TABLES = {"center": "centers", "region": "regions", "review": "reviews", "milestone": "milestones"}
DEFAULT_LIVES = {
    "center": ("announced", "open"),
    "region": ("announced", "started", "completed"),
    "review": ("announced", "contracted", "completed"),
    "milestone": ("announced", "completed"),
}
STAGE_NAMES = ("planned", "signed", "staffed", "moved", "open", "audited", "step-2", "announced", "completed")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORDINALS = ("first", "second", "third", "fourth")

FEW = settings(derandomize=True, deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, derandomize=False, database=None, max_examples=800, print_blob=True)

tried = pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)


# The laws


@tried
def test_what_is_reported_is_true(examples: settings) -> None:
    """As long as every statement is true, or taken back, nothing that is derived from them is false.

    The true day of a stage lies in its span, a stage that counts as reached was reached by then, and every certain
    verdict is the one that the true day deserves: of the promise, and of each of its statements.
    """

    @settings(examples, max_examples=examples.max_examples * 2)
    @given(stories(), st.data())
    def law(story: Story, choice: st.DataObject) -> None:
        for day in choice.draw(days_asked(story), label="as of"):
            item_rows, promise_rows = rows(story.tables(), day)

            for row in item_rows:
                if story.is_true(row["id"], day):
                    check_stages(row, story.thing(row["id"]), day)
            for row in promise_rows:
                if story.is_true(row["item"], day):
                    check_promise(row, story)

    law()


@tried
def test_nothing_tighter_can_be_known(examples: settings) -> None:
    """Spans, verdicts and days late are what trying every history gives: no more is claimed, and no less.

    A span runs from the first to the last day on which any history that the statements allow has the stage. A verdict
    is certain exactly when all of these histories agree on it.
    """

    @settings(examples, max_examples=examples.max_examples * 6)
    @given(small_stories())
    def law(story: Story) -> None:
        thing = story.things[0]
        (item,), promise_rows = rows(story.tables(), story.log[-1].published)

        histories = Histories(story.log, thing.stages)
        for stage, reached in item["stages"].items():
            assert span(reached) == histories.span(stage), stage
            if reached is not None:
                assert reached["reported"] == histories.reported(stage), stage
                assert reached["implied"] == histories.is_implied(stage), stage
        assert {row["stage"] for row in promise_rows} == {stage for stage in thing.stages if histories.promise(stage)}
        for row in promise_rows:
            stage, made = row["stage"], histories.promise(row["stage"])
            assert [story.statement(told["note"]) for told in row["statements"]] == made
            held_to = next((event.phrase for event in made if event.phrase), None)
            assert phrase(row["target"]) == window(held_to)
            check_verdict(row["verdict"], histories, stage, held_to)
            assert row["days_late"] == histories.days_late(stage, held_to)
            for told, event in zip(row["statements"], made, strict=True):
                check_verdict(told["verdict"], histories, stage, event.phrase)

    law()


@tried
def test_knowing_more_never_overturns_what_was_certain(examples: settings) -> None:
    """Where nothing contradicts, a narrower `when` keeps every certain verdict, and no span grows by it."""

    @examples
    @given(stories(only_true=True), st.data())
    def law(story: Story, choice: st.DataObject) -> None:
        narrower = choice.draw(narrowed(story), label="narrower")
        for day in choice.draw(days_asked(story), label="as of"):
            items_before, promises_before = rows(story.tables(), day)
            items_after, promises_after = rows(narrower.tables(), day)

            for before, after in zip(items_before, items_after, strict=True):
                for stage, reached in before["stages"].items():
                    assert lies_within(span(after["stages"][stage]), span(reached)), stage
            for before, after in zip(promises_before, promises_after, strict=True):
                assert (after["item"], after["stage"]) == (before["item"], before["stage"])
                assert_still_certain(before["verdict"], after["verdict"])
                for told, told_again in zip(before["statements"], after["statements"], strict=True):
                    assert_still_certain(told["verdict"], told_again["verdict"])

    law()


@tried
def test_a_past_day_is_the_file_cut_at_that_day(examples: settings) -> None:
    """The rows as of a day are those of the file without its later updates, whatever these say."""

    @examples
    @given(any_tables(), st.data())
    def law(tables: dict[str, Any], choice: st.DataObject) -> None:
        day = choice.draw(day_around(tables), label="as of")
        cut = tables | {"updates": [update for update in tables["updates"] if update["date"] <= day]}

        assert rows(tables, day) == rows(cut, day)

    law()


@tried
def test_the_order_of_tables_has_no_meaning(examples: settings) -> None:
    """Tables in another order, and updates of different days too, change the order of the rows and nothing else."""

    @examples
    @given(any_tables(), st.data())
    def law(tables: dict[str, Any], choice: st.DataObject) -> None:
        shuffled = choice.draw(other_order(tables), label="shuffled")
        day = choice.draw(day_around(tables), label="as of")

        assert sorted_rows(shuffled, day) == sorted_rows(tables, day)

    law()


# What the laws check


def check_stages(row: dict[str, Any], thing: "Thing", day: date) -> None:
    """Every stage reached was, by that day, and on a day within its span; so for a withdrawal."""
    for stage, reached in row["stages"].items():
        if reached is not None:
            true_day = thing.day(stage)
            assert true_day <= day, stage
            assert lies_within((true_day, true_day), span(reached)), stage
    if row["withdrawn"] is not None:
        assert lies_within((thing.given_up, thing.given_up), span(row["withdrawn"]))


def check_promise(row: dict[str, Any], story: "Story") -> None:
    """The verdicts of a promise are true, and its days late include the true ones, by either deadline."""
    true_day = story.thing(row["item"]).day(row["stage"])
    made = [story.statement(told["note"]) for told in row["statements"]]
    held_to = next((event.phrase for event in made if event.phrase), None)
    assert phrase(row["target"]) == window(held_to)
    for event, told in zip(made, row["statements"], strict=True):
        assert (event.type, event.stage, event.published) == ("promised", row["stage"], told["date"])
        assert phrase(told["target"]) == window(event.phrase)
        assert is_true_verdict(told["verdict"], true_day, event.phrase)

    assert is_true_verdict(row["verdict"], true_day, held_to)
    if row["days_late"] is not None:
        least, most = row["days_late"]["min"], row["days_late"]["max"]
        assert least is None or least <= days_late(true_day, held_to, held_to.latest)
        assert days_late(true_day, held_to, held_to.firm) <= most


def is_true_verdict(verdict: str, true_day: date, target: "Phrase | None") -> bool:
    """Whether a verdict is right about a stage reached on a day; what is not certain is never wrong."""
    match verdict:
        case "kept":
            return true_day <= target.firm <= target.latest
        case "late":
            return target.latest < true_day < NEVER
        case "missed":
            return true_day > target.latest
        case "undetermined":
            return target is not None and true_day < NEVER
        case "delivered":
            return target is None and true_day < NEVER
        case "undated":
            return target is None
        case _:
            return True


def check_verdict(verdict: str, histories: "Histories", stage: str, target: "Phrase | None") -> None:
    """A verdict on a target is certain exactly when all allowed histories agree."""
    days = histories.days(stage)
    if histories.reported(stage) is None:
        assert verdict not in {"kept", "late", "undetermined", "delivered"}
        assert (verdict == "undated") == (target is None)
        assert (verdict == "missed") == histories.is_missed(stage, target)
    elif target is None:
        assert verdict == "delivered"
    elif all(day <= target.firm for day in days):
        assert verdict == "kept"
    elif all(day > target.latest for day in days):
        assert verdict == "late"
    else:
        assert verdict == "undetermined"


def assert_still_certain(before: str, after: str) -> None:
    """A certain verdict stays the same; the others may become certain."""
    if before in {"kept", "late", "missed", "delivered"}:
        assert after == before


def days_late(day: date, target: "Phrase", deadline: date) -> int:
    """Days late of a day, by one of the target's deadlines; negative before the target's window."""
    if day > deadline:
        return (day - deadline).days
    if target.earliest is not None and day < target.earliest:
        return (day - target.earliest).days
    return 0


# Asking


def rows(tables: dict[str, Any], day: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of `gti items` and `gti promises` as of a day, with the days left as days."""
    text = tomli_w.dumps(tables)
    note(f"As of {day}:\n{text}")
    ledger = Ledger(load(text.encode(), "initiative.toml"), day)
    return tuple(msgspec.to_builtins(list(view.rows(ledger)), builtin_types=(date,)) for view in (items, promises))


def sorted_rows(tables: dict[str, Any], day: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same rows, in an order that does not come from the file."""
    item_rows, promise_rows = rows(tables, day)
    return (
        sorted(item_rows, key=lambda row: row["id"]),
        sorted(promise_rows, key=lambda row: (row["item"], row["stage"])),
    )


def span(reached: dict[str, Any] | None) -> tuple[date | None, date | None] | None:
    """The first and last day of a stage reached."""
    return None if reached is None else (reached["earliest"], reached["latest"])


def phrase(shown: dict[str, Any] | None) -> tuple[date | None, ...] | None:
    """The days of a phrase in an answer."""
    return None if shown is None else (shown["earliest"], shown["latest"], shown["firm"])


def window(target: "Phrase | None") -> tuple[date | None, ...] | None:
    """The days of a phrase in the log."""
    return None if target is None else (target.earliest, target.latest, target.firm)


def lies_within(inner: tuple[date | None, date | None] | None, outer: tuple[date | None, date | None] | None) -> bool:
    """Whether all days of the inner span are days of the outer one; nothing lies only in nothing."""
    if inner is None or outer is None:
        return inner is outer
    starts_within = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    return starts_within and inner[1] <= outer[1]


# Histories and logs


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A date phrase and its days, by the table in format.md; `unit` where it is a day, month, quarter, half or year."""

    text: str | date
    earliest: date | None
    latest: date | None
    firm: date | None
    unit: str | None = None

    def has(self, day: date) -> bool:
        """Whether the phrase may mean that day."""
        return (self.earliest or date.min) <= day <= (self.latest or date.max)


@dataclass(frozen=True, kw_only=True)
class Thing:
    """An item and its true history: the day of each stage, NEVER for those that are not reached from here on."""

    id: str
    kind: str
    stages: tuple[str, ...]
    days: tuple[date, ...]
    given_up: date | None = None

    def day(self, stage: str) -> date:
        """The true day of a stage."""
        return self.days[self.stages.index(stage)]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One statement of the log; `phrase` is its `when` or its `target`, and `false_until` the day it is taken back."""

    item: str
    stage: str
    type: str
    published: date
    phrase: Phrase | None = None
    implied: bool = False
    corrects: bool = False
    false_until: date | None = None

    def table(self, note: str) -> dict[str, Any]:
        """The event as the file has it."""
        table: dict[str, Any] = {"item": self.item, "stage": self.stage, "note": note}
        if self.type == "promised":
            table["target"] = self.phrase.text if self.phrase else "undated"
        elif self.phrase:
            table["when"] = self.phrase.text
        flags = {"not_yet": self.type == "not_yet", "implied": self.implied, "corrects": self.corrects}
        return table | {key: True for key, is_set in flags.items() if is_set}


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened, and the log of what was said about it, in the order of publication."""

    lives: dict[str, tuple[str, ...]]
    things: tuple[Thing, ...]
    log: tuple[Event, ...]
    one_update_a_day: bool = False

    def thing(self, item: str) -> Thing:
        """The item of that id."""
        return next(thing for thing in self.things if thing.id == item)

    def statement(self, note: str) -> Event:
        """The event that carries a note."""
        return self.log[int(note)]

    def is_true(self, item: str, day: date) -> bool:
        """Whether nothing false was said of an item by that day that is not taken back by then."""
        false = [event for event in self.log if event.item == item and event.false_until]
        return not any(event.published <= day < event.false_until for event in false)

    def tables(self) -> dict[str, Any]:
        """The dataset; each event's place in the log is its note."""
        tables: dict[str, Any] = {
            "format": 1,
            "initiative": {"id": "atlas", "name": "Atlas", "organization": "Example"},
            "stages": {TABLES[kind]: list(stages) for kind, stages in self.lives.items()},
            "sources": [{"id": "page", "title": "Page", "publisher": "Example"}],
            "phases": [{"id": "work", "name": "Work"}],
        }
        for thing in self.things:
            tables.setdefault(TABLES[thing.kind], []).append(
                {"id": thing.id, "phase": "work", "name": thing.id.title()}
            )
        together = groupby(
            enumerate(self.log), key=lambda entry: entry[1].published if self.one_update_a_day else entry[0]
        )
        tables["updates"] = [update([(str(place), event) for place, event in group]) for _, group in together]
        return tables


def update(events: Sequence[tuple[str, Event]]) -> dict[str, Any]:
    """One update of the file, with events and their notes."""
    tables = [event.table(note) for note, event in events]
    return {"date": events[0][1].published, "title": "News", "source": "page", "events": tables}


# Every history that a log allows


class Histories:
    """All that the statements about one item leave possible, found by trying every day for every stage.

    The first day tried is before every day that the log mentions, so it stands for all days before these too.
    """

    def __init__(self, log: Sequence[Event], stages: tuple[str, ...]) -> None:
        self.log = log
        self.stages = stages
        self.first = min(mentioned_days(log)) - DAY
        self.tried = [self.first + n * DAY for n in range((log[-1].published - self.first).days + 1)] + [NEVER]

    @cached_property
    def allowed(self) -> list[tuple[date, ...]]:
        """All histories that agree with the whole log."""
        return self._agreeing_with([*self.reports(), *self.not_yets()])

    @cached_property
    def not_refuted(self) -> list[tuple[date, ...]]:
        """All histories that agree with what was said not to be reached yet."""
        return self._agreeing_with(self.not_yets())

    def _agreeing_with(self, statements: Sequence[Event]) -> list[tuple[date, ...]]:
        histories: list[tuple[date, ...]] = [()]
        for stage in self.stages:
            said = [event for event in statements if event.stage == stage]
            days = [day for day in self.tried if all(agrees(event, day) for event in said)]
            histories = [(*h, day) for h in histories for day in days if not h or h[-1] <= day]
        return histories

    def reports(self) -> list[Event]:
        """The reached events that stand: no plain promise or not yet of the stage comes after an implied one."""
        return [
            event
            for place, event in enumerate(self.log)
            if event.type == "reached"
            and not (event.implied and any(denies(later, event) for later in self.log[place + 1 :]))
        ]

    def reported(self, stage: str) -> date | None:
        """The first day on which a stage, or a later one, was reported."""
        from_here = self.stages[self.stages.index(stage) :]
        return min((event.published for event in self.reports() if event.stage in from_here), default=None)

    def precedes_report(self, event: Event) -> bool:
        """Whether an event was published before its stage was reported."""
        reported = self.reported(event.stage)
        return reported is None or event.published < reported

    def promise(self, stage: str) -> list[Event]:
        """The statements of the promise of a stage."""
        return [e for e in self.log if e.type == "promised" and e.stage == stage and self.precedes_report(e)]

    def not_yets(self) -> list[Event]:
        """The statements that say that their stage had not been reached yet."""
        said = [e for e in self.log if e.type == "not_yet" or (e.type == "promised" and not is_overdue(e))]
        return [event for event in said if self.precedes_report(event)]

    def days(self, stage: str) -> set[date]:
        """The days that a stage has in any allowed history."""
        return {history[self.stages.index(stage)] for history in self.allowed}

    def span(self, stage: str) -> tuple[date | None, date] | None:
        """The first and last of these days, of a stage that was reported."""
        if self.reported(stage) is None:
            return None
        days = self.days(stage)
        return None if min(days) == self.first else min(days), max(days)

    def is_implied(self, stage: str) -> bool:
        """Whether no plain report of the stage itself gives its latest day."""
        plain = [event for event in self.reports() if event.stage == stage and not event.implied]
        return max(self.days(stage)) not in [latest_reported(event) for event in plain]

    def is_missed(self, stage: str, target: Phrase | None) -> bool:
        """Whether no history has the stage in time, by what the promises and not yets say alone.

        The report of an earlier stage is left out on purpose: `missed` takes a later statement that it was not done.
        """
        place = self.stages.index(stage)
        return target is not None and all(history[place] > target.latest for history in self.not_refuted)

    def days_late(self, stage: str, target: Phrase | None) -> dict[str, int | None] | None:
        """The least and most days late of any allowed history; the least is unknown with the first day."""
        if target is None or self.reported(stage) is None:
            return None
        days = self.days(stage)
        least = None if self.first in days else min(days_late(day, target, target.latest) for day in days)
        return {"min": least, "max": max(days_late(day, target, target.firm) for day in days)}


def agrees(event: Event, day: date) -> bool:
    """Whether a report, or a statement that a stage was not reached yet, is true of a stage reached on a day."""
    if event.type == "reached":
        return day <= event.published and (event.phrase is None or event.phrase.has(day))
    return day >= event.published


def denies(later: Event, implied: Event) -> bool:
    """Whether a later event is a plain promise or not yet of an implied report's stage."""
    return later.stage == implied.stage and later.type in {"promised", "not_yet"} and not later.implied


def is_overdue(event: Event) -> bool:
    """Whether a promise was made after its own deadline."""
    return event.phrase is not None and event.phrase.latest < event.published


def latest_reported(event: Event) -> date:
    """The last day that a report leaves possible."""
    return min(event.published, (event.phrase and event.phrase.latest) or event.published)


def mentioned_days(log: Iterable[Event]) -> Iterator[date]:
    """Every day that the events of a log speak of."""
    for event in log:
        yield event.published
        yield from (day for day in window(event.phrase) or () if day is not None)


# Phrases


def periods(day: date) -> list[Phrase]:
    """The day itself and the month, quarter, half and year that it is in, in all their wordings."""
    year, quarter, half = day.year, (day.month - 1) // 3, (day.month - 1) // 6
    name = MONTHS[day.month - 1]
    wordings = {
        "day": [str(day), *(f"{day.day} {month} {year}" for month in (name, name[:3])), f"{name} {day.day}, {year}"],
        "month": [f"{year}-{day.month:02}", f"{name} {year}", f"{name[:3]} {year}"],
        "quarter": [
            *(f"{year}-Q{quarter + 1}", f"Q{quarter + 1} {year}", f"Q{quarter + 1} of {year}"),
            f"{ORDINALS[quarter]} quarter of {year}",
        ],
        "half": [f"{year}-H{half + 1}", f"H{half + 1} {year}", f"{ORDINALS[half]} half of {year}"],
        "year": [str(year)],
    }
    spans = {
        "day": (day, day),
        "month": months(year, day.month, 1),
        "quarter": months(year, 3 * quarter + 1, 3),
        "half": months(year, 6 * half + 1, 6),
        "year": months(year, 1, 12),
    }
    return [
        Phrase(text=text, earliest=spans[unit][0], latest=spans[unit][1], firm=spans[unit][1], unit=unit)
        for unit, texts in wordings.items()
        for text in texts
    ]


def months(year: int, first: int, length: int) -> tuple[date, date]:
    """The first and last day of some months in a row."""
    after = first + length
    return date(year, first, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1) - DAY


def vague_phrases(day: date) -> list[Phrase]:
    """Early, mid, late, start and end of the year and month that a day is in, and the ends of its quarter and half."""
    year, month = day.year, day.replace(day=1)
    first, last = months(year, day.month, 1)
    name = f"{MONTHS[day.month - 1]} {year}"
    ends = [end_of(period) for period in periods(day) if period.unit != "day"]
    return [
        between(f"early {year}", months(year, 1, 6), firm=date(year, 3, 31)),
        between(f"mid {year}", months(year, 4, 6), firm=date(year, 6, 30)),
        between(f"mid-{year}", months(year, 4, 6), firm=date(year, 6, 30)),
        between(f"late {year}", months(year, 7, 6)),
        between(f"start of {year}", months(year, 1, 3), firm=date(year, 1, 31)),
        between(f"Beginning  of {year}", months(year, 1, 3), firm=date(year, 1, 31)),
        between(f"early {name}", (first, month.replace(day=15)), firm=month.replace(day=10)),
        between(f"mid {name}", (month.replace(day=10), month.replace(day=20)), firm=month.replace(day=15)),
        between(f"late {name}", (month.replace(day=16), last)),
        *ends,
    ]


def between(text: str, days: tuple[date | None, date | None], firm: date | None = None) -> Phrase:
    """A phrase with these days; firm at its latest, if nothing else is said."""
    return Phrase(text=text, earliest=days[0], latest=days[1], firm=firm or days[1])


def end_of(period: Phrase) -> Phrase:
    """`end of X`, X a year, half, quarter or month."""
    last_month = period.latest.replace(day=1)
    first = {
        "year": last_month.replace(month=10),
        "half": last_month,
        "quarter": last_month,
        "month": period.latest - 6 * DAY,
    }[period.unit]
    return between(f"end of {period.text}", (first, period.latest))


def by(phrase: Phrase) -> Phrase:
    """`by X`: a month, quarter, half or year may be meant to be over or not to have begun."""
    is_longer = phrase.unit is not None and phrase.unit != "day"
    return between(f"by {phrase.text}", (None, phrase.latest), firm=phrase.earliest - DAY if is_longer else phrase.firm)


def interval(first: date, last: date) -> Phrase:
    """`X/Y` with days."""
    return between(f"{first}/{last}", (first, last))


def any_phrase(draw: st.DrawFn, day: date, *, with_latest: bool = False) -> Phrase:
    """A phrase that may mean a day; if asked, one that has a latest day."""
    some_days = draw(few_days(300))
    earlier, later = day - some_days, day + some_days
    forms = ["X", "a TOML date", "X/Y", "by X", "before X", "../X"]
    match draw(st.sampled_from(forms if with_latest else [*forms, "since X", "X/.."])):
        case "X":
            return draw(st.sampled_from([x for x in [*periods(day), *vague_phrases(day)] if x.has(day)]))
        case "a TOML date":
            return Phrase(text=day, earliest=day, latest=day, firm=day)
        case "X/Y":
            x, y = draw(st.sampled_from(periods(earlier))), draw(st.sampled_from(periods(day + draw(few_days(300)))))
            return between(f"{x.text}/{y.text}", (x.earliest, y.latest))
        case "by X":
            return by(draw(st.sampled_from([x for x in [*periods(later), *vague_phrases(later)] if x.latest >= day])))
        case "before X":
            x = draw(st.sampled_from([x for x in periods(later + DAY) if x.earliest > day]))
            return between(f"before {x.text}", (None, x.earliest - DAY))
        case "../X":
            x = draw(st.sampled_from(periods(later)))
            return between(f"../{x.text}", (None, x.latest))
        case form:
            x = draw(st.sampled_from(periods(earlier)))
            return between(form.replace("X", x.text), (x.earliest, None))


def any_target(draw: st.DrawFn, published: date, hoped: date) -> Phrase | None:
    """A target: around a day hoped for, or before or after the day of publication; None is "undated"."""
    match draw(st.sampled_from(["hoped", "hoped", "hoped", "future", "past", "undated"])):
        case "hoped":
            return any_phrase(draw, hoped + draw(few_days(60)) * draw(st.sampled_from([-1, 1])), with_latest=True)
        case "future":
            return any_phrase(draw, published + draw(few_days(300)), with_latest=True)
        case "past":
            return any_phrase(draw, published - draw(few_days(200)), with_latest=True)
        case _:
            return None


@cache
def few_days(most: int = 3) -> st.SearchStrategy[timedelta]:
    """Some days: three at most every other time, else up to `most`."""
    return st.integers(0, 2 * most).map(lambda n: (n if n <= most else n % 4) * DAY)


# True stories


@st.composite
def stories(draw: st.DrawFn, *, only_true: bool = False) -> Story:
    """Histories of a few items, with statements that are true of them or, unless `only_true`, taken back later."""
    lives = draw(st.dictionaries(st.sampled_from(list(TABLES)), life(), max_size=2))
    kinds = draw(st.lists(st.sampled_from(list(TABLES)), min_size=1, max_size=3))
    things = tuple(
        history(draw, f"item-{place}", kind, lives.get(kind, DEFAULT_LIVES[kind]))
        for place, kind in enumerate(kinds, 1)
    )
    said = [
        event
        for thing in things
        for _ in range(draw(st.integers(1, 7)))
        for event in true_statement(draw, thing, only_true=only_true)
    ]
    log = tuple(sorted(said, key=lambda event: event.published))
    return Story(lives=lives, things=things, log=log, one_update_a_day=draw(st.booleans()))


def life() -> st.SearchStrategy[tuple[str, ...]]:
    """The stages of a kind."""
    return st.lists(st.sampled_from(STAGE_NAMES), min_size=1, max_size=4, unique=True).map(tuple)


def history(draw: st.DrawFn, item: str, kind: str, stages: tuple[str, ...]) -> Thing:
    """An item with a day for its first stages, each on or after the one before."""
    day, days = START, []
    for _ in range(len(stages) - draw(st.sampled_from([0, 0, *range(len(stages) + 1)]))):
        day += draw(few_days(400))
        days.append(day)
    days += [NEVER] * (len(stages) - len(days))
    given_up = START + draw(few_days(900)) if draw(st.booleans()) else None
    return Thing(id=item, kind=kind, stages=stages, days=tuple(days), given_up=given_up)


def true_statement(draw: st.DrawFn, thing: Thing, *, only_true: bool) -> list[Event]:
    """A true statement about an item; or a false one, and the one that takes it back."""
    stage = draw(st.sampled_from(thing.stages))
    true_day = thing.day(stage)
    around = true_day if true_day < NEVER else START + 365 * DAY
    published = around + draw(few_days(400)) * draw(st.sampled_from([-1, 1]))
    event = Event(item=thing.id, stage=stage, type="promised", published=published, implied=draw(st.booleans()))

    choices = ["promised", "promised", "overdue", "not yet"]
    choices += ["reached"] * 3 if true_day < NEVER else []
    choices += ["withdrawn"] if thing.given_up else []
    choices += [] if only_true else ["denied"]
    choices += ["corrected"] if true_day < NEVER and not only_true else []
    match draw(st.sampled_from(choices)):
        case "reached":
            return [true_report(draw, event, true_day)]
        case "promised":
            return [true_promise(draw, replace(event, published=around - abs(published - around)), true_day)]
        case "overdue":
            return [true_promise(draw, event, true_day)]
        case "not yet":
            return [not_yet(replace(event, published=min(published, true_day)))]
        case "withdrawn":
            withdrawal = replace(event, stage="withdrawn", implied=False)
            return [replace(true_report(draw, withdrawal, thing.given_up), type="withdrawn")]
        case "denied":
            early = replace(event, published=min(published, true_day), implied=True)
            denied = min(published + draw(few_days()), true_day)
            denial = replace(event, published=denied, implied=False)
            denial = true_promise(draw, denial, true_day) if draw(st.booleans()) else not_yet(denial)
            return [replace(any_report(draw, early), false_until=denied), denial]
        case _:
            correction = replace(true_report(draw, event, true_day), corrects=True, implied=False)
            return [replace(any_report(draw, event), false_until=correction.published), correction]


def true_report(draw: st.DrawFn, event: Event, true_day: date) -> Event:
    """A report of what happened on a day, made on that day or later."""
    when = any_phrase(draw, true_day) if draw(st.booleans()) else None
    return replace(event, type="reached", published=max(event.published, true_day), phrase=when)


def any_report(draw: st.DrawFn, event: Event) -> Event:
    """A report of what need not have happened."""
    when = any_phrase(draw, event.published - draw(few_days(100))) if draw(st.booleans()) else None
    return replace(event, type="reached", phrase=when)


def true_promise(draw: st.DrawFn, event: Event, true_day: date) -> Event:
    """A promise made by the true day with any target, or after it with a deadline that had passed."""
    target = any_target(draw, event.published, min(true_day, event.published + 365 * DAY))
    if event.published > true_day and (target is None or target.latest >= event.published):
        target = interval(event.published - 9 * DAY, event.published - DAY)
    return replace(event, phrase=target)


def not_yet(event: Event) -> Event:
    """The event as a statement that the stage had not been reached."""
    return replace(event, type="not_yet", phrase=None, implied=False)


def days_asked(story: Story) -> st.SearchStrategy[list[date]]:
    """Some days around the publications, and always one on which all is known."""
    published = st.sampled_from(sorted({event.published for event in story.log}))
    some = st.lists(st.builds(lambda day, later: day + later, published, few_days(200)), min_size=1, max_size=3)
    return some.map(lambda days: [*days, story.log[-1].published])


@st.composite
def narrowed(draw: st.DrawFn, story: Story) -> Story:
    """The same story with one `when` narrowed to some of its days, the true one among them."""
    reports = [place for place, event in enumerate(story.log) if event.type in {"reached", "withdrawn"}]
    assume(reports)
    place = draw(st.sampled_from(reports))
    event = story.log[place]
    thing = story.thing(event.item)
    true_day = thing.given_up if event.stage == "withdrawn" else thing.day(event.stage)
    first, last, _ = window(event.phrase) or (None, None, None)
    first = max(first or date.min, true_day - draw(few_days(300)))
    last = min(last or date.max, true_day + draw(few_days(300)))
    narrower = replace(event, phrase=interval(first, last))
    return replace(story, log=(*story.log[:place], narrower, *story.log[place + 1 :]))


# Small stories


@st.composite
def small_stories(draw: st.DrawFn) -> Story:
    """One item, two or three stages, a few statements within some days around the turn of a month.

    Days next to the true ones are drawn more often, so that statements fall on, before and after each other's days.
    """
    stages = STAGE_NAMES[: draw(st.integers(2, 3))]
    first = date(2020, 1, draw(st.integers(20, 31)))
    window_days = [first + n * DAY for n in range(draw(st.integers(12, 40)))]
    true_days = sorted(
        draw(st.lists(st.sampled_from([*window_days, NEVER]), min_size=len(stages), max_size=len(stages)))
    )
    thing = Thing(id="item-1", kind="center", stages=stages, days=tuple(true_days))
    close = [day + n * DAY for day in true_days if day < NEVER for n in (-1, 0, 1)]
    days = [*window_days, *close, *close, *close]
    said = [small_statement(draw, thing, days) for _ in range(draw(st.integers(1, 6)))]
    log = without_lies(sorted(said, key=lambda event: event.published), thing)
    assume(log)
    return Story(lives={"center": stages}, things=(thing,), log=tuple(log), one_update_a_day=draw(st.booleans()))


def small_statement(draw: st.DrawFn, thing: Thing, days: Sequence[date]) -> Event:
    """Any statement about a stage, more often true than not."""
    stage, published = draw(st.sampled_from(thing.stages)), draw(st.sampled_from(days))
    true_day, timely = thing.day(stage), draw(st.integers(0, 2)) > 0
    event = Event(item=thing.id, stage=stage, type="promised", published=published, implied=draw(st.booleans()))
    match draw(st.sampled_from(["reached", "reached", "promised", "promised", "not yet"])):
        case "reached":
            event = replace(event, published=max(published, true_day)) if timely and true_day < NEVER else event
            when = small_phrase(draw, min(true_day, event.published)) if draw(st.booleans()) else None
            return replace(event, type="reached", phrase=when)
        case kind:
            event = replace(event, published=min(published, true_day)) if timely else event
            target = small_target(draw, draw(st.sampled_from([*days, *[event.published] * (len(days) // 3)])))
            return not_yet(event) if kind == "not yet" else replace(event, phrase=target)


def small_phrase(draw: st.DrawFn, day: date) -> Phrase:
    """A day, an interval around it, or `by` a day."""
    first, last = day - draw(st.integers(0, 4)) * DAY, day + draw(st.integers(0, 4)) * DAY
    return draw(st.sampled_from([interval(day, day), interval(first, last), by(periods(last)[0])]))


def small_target(draw: st.DrawFn, day: date) -> Phrase | None:
    """A target with such a phrase, or one that is vague about a month, or "undated"."""
    match draw(st.sampled_from(["days", "days", "month", "undated"])):
        case "days":
            return small_phrase(draw, day)
        case "month":
            month = next(period for period in periods(day) if period.unit == "month")
            vague = [vague for vague in vague_phrases(day) if MONTHS[day.month - 1] in vague.text]
            return draw(st.sampled_from([month, by(month), *vague]))
        case _:
            return None


def without_lies(log: Sequence[Event], thing: Thing) -> list[Event]:
    """What stays of a log when each statement that counts and is not true of the item is left out."""
    honest = list(log)
    while honest:
        told = Histories(honest, thing.stages)
        lies = [event for event in [*told.reports(), *told.not_yets()] if not agrees(event, thing.day(event.stage))]
        if not lies:
            break
        honest.remove(lies[0])
    return honest


# Any log at all


@st.composite
def any_tables(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset whose statements need not be true, nor agree, nor stand in the order of their days."""
    story = draw(stories())
    tables = story.tables()
    tables["sources"].append({"id": "press", "title": "Press", "publisher": "Press", "independent": True})
    tables["phases"].append({"id": "audit", "name": "Audit"})
    tables["metrics"] = [{"id": f"count-{n}", "phase": "work", "name": f"Count {n}"} for n in (1, 2)]
    for kind in TABLES.values():
        for item in tables.get(kind, []):
            item["phase"] = draw(st.sampled_from(["work", "audit"]))
    for published in draw(st.lists(st.integers(0, 900).map(lambda n: START + n * DAY), max_size=4)):
        figures = [{"metric": draw(st.sampled_from(["count-1", "count-2"])), "value": draw(st.integers(0, 9))}]
        events = [any_event(draw, thing, published) for thing in story.things]
        more = {"date": published, "title": "More", "source": "press", "events": events, "figures": figures}
        tables["updates"].append(more)
    return draw(other_order(tables))


def any_event(draw: st.DrawFn, thing: Thing, published: date) -> dict[str, Any]:
    """Any event about an item, with what it changes of its name."""
    stage, implied = draw(st.sampled_from(thing.stages)), draw(st.booleans())
    event = Event(item=thing.id, stage=stage, type="promised", published=published, implied=implied)
    match draw(st.sampled_from(["reached", "reached", "promised", "not yet", "withdrawn"])):
        case "reached":
            event = replace(any_report(draw, event), corrects=draw(st.booleans()))
        case "promised":
            event = replace(event, phrase=any_target(draw, published, published))
        case "not yet":
            event = not_yet(event)
        case _:
            event = replace(any_report(draw, event), type="withdrawn", stage="withdrawn", implied=False)
    changed = {"set": {"name": f"Name of {published}"}} if draw(st.booleans()) else {}
    return event.table("said") | changed


def day_around(tables: dict[str, Any]) -> st.SearchStrategy[date]:
    """A day on which something was published, or one a little before or after."""
    published = st.sampled_from([update["date"] for update in tables["updates"]])
    return st.builds(lambda day, days: day + days * DAY, published, st.integers(-2, 3))


@st.composite
def other_order(draw: st.DrawFn, tables: dict[str, Any]) -> dict[str, Any]:
    """The same dataset with its tables shuffled; updates of one day keep their order."""
    shuffled = {name: tables[name] for name in draw(st.permutations(list(tables)))}
    for name in ("sources", "phases", "metrics", *TABLES.values()):
        if name in shuffled:
            shuffled[name] = draw(st.permutations(shuffled[name]))
    by_day = groupby(sorted(tables["updates"], key=lambda update: update["date"]), key=lambda update: update["date"])
    days = [list(updates) for _, updates in by_day]
    shuffled["updates"] = [update for updates in draw(st.permutations(days)) for update in updates]
    return shuffled
