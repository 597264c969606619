"""What each view promises to show of its JSON answer: which names, dates, verdicts and figures of each row.

A view is for a question, and shows what answers it: a key that is not named here belongs to another view. Rows are told
in the order of the screen, as blocks of texts that stand together.

A key is a path in a row: `outcome.text`, and `countries.*` for each of several. `{name} {stage}` is one text of two
keys. What begins with `^` begins a cell. Where no path says it, a function takes the row and gives the texts. What is
null is not shown.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.cells import cell_len

from tests.emulator import Block, Cell

Row = dict[str, Any]
Key = str | Callable[[Row], Iterable[str]]


@dataclass(frozen=True)
class Rows:
    """Rows of an answer, and the keys of each that stand together; `of` is where they are, empty for the answer itself.

    Where the screen has an order of its own, they are not `in_order`.
    """

    of: str | Callable[[Any], Iterable[Any]]
    keys: Sequence[Key]
    in_order: bool = True


def blocks(answer: Any, parts: Iterable[Rows], line_of: Callable[[str], int]) -> list[Block]:
    """The blocks that stand on a screen; the line of the first text tells the order of those that the screen orders."""
    found: list[Block] = []
    for part in parts:
        rows = part.of(answer) if callable(part.of) else _reached(answer, part.of)
        told = [tuple(text for key in part.keys for text in texts(row, key)) for row in rows]
        if not part.in_order:
            told.sort(key=lambda block: line_of(block[0]))
        found += filter(None, told)
    return found


def texts(row: Any, key: Key) -> list[str]:
    """The texts of a key of a row, as people read them."""
    if callable(key):
        return list(key(row))
    if key.startswith("^"):
        return [Cell(text) for text in texts(row, key[1:])]
    if "{" in key:
        parts = {path: texts(row, path) for path in re.findall("{(.*?)}", key)}
        return [re.sub("{(.*?)}", lambda path: parts[path[1]][0], key)] if all(parts.values()) else []
    words = str if key.endswith("id") else read
    return [words(value) for value in _reached(row, key) if value is not None]


def _reached(row: Any, path: str) -> list[Any]:
    found = [row]
    for step in filter(None, path.split(".")):
        there = [one for one in found if one is not None]
        if step == "*":
            found = [inner for one in there for inner in (one.values() if isinstance(one, dict) else one)]
        else:
            found = [one[step] for one in there]
    return found


def read(value: str | float) -> str:
    """A value as people read it: a day in words, a number with its thousands apart, a text as it is."""
    if isinstance(value, str):
        day = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value)
        return f"{int(day[3])} {MONTHS[int(day[2]) - 1]} {day[1]}" if day else value
    return f"{value:,}"


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def spoken(stage: str) -> str:
    """A stage as it is promised."""
    own = {"open": "to open", "started": "to start", "ended": "to end"}
    return own.get(stage, f"to be {stage.replace('-', ' ')}")


def spoken_stage(row: Row) -> list[str]:
    """The stage of a row, as it is promised."""
    return [spoken(row["stage"])]


def label(row: Row) -> list[str]:
    """What a promise is about, in a cell of its own."""
    return [Cell(f"{row['name']}, {spoken(row['stage'])}")]


def label_begun(row: Row) -> list[str]:
    """The first word of what a promise is about, where it is no long one: a long name may be broken or cut."""
    first = row["name"].split()[0]
    return [Cell(first)] if cell_len(first) <= SHORT_WORD else []


SHORT_WORD = 10


def targets(row: Row) -> list[str]:
    """Every date that a promise was made for, once."""
    dates = (statement["target"] for statement in row["statements"])
    after = row["after"]
    without = f"after {after['name']}" if after else "without a date"
    return list(dict.fromkeys(read(target["text"]) for target in dates if target)) or [without]


def days_late(row: Row) -> list[str]:
    """How many days a promise was late or early, at least and at most."""
    late = row["days_late"] or {}
    days = dict.fromkeys(late[end] for end in ("min", "max") if late.get(end) is not None)
    return ["on time" if number == 0 else f"{abs(number)}" for number in days]


def days_in_brief(row: Row) -> list[str]:
    """The same, where days early and on time are told by the days early alone."""
    late = row["days_late"] or {}
    days = dict.fromkeys(late[end] for end in ("min", "max") if late.get(end) is not None)
    if 0 in days and len(days) == 2:
        return [f"{abs(number)}" for number in days if number or max(days) > 0]
    return ["on time" if number == 0 else f"{abs(number)}" for number in days]


def furthest(row: Row) -> list[str]:
    """The stage that an item has reached and when, or its withdrawal."""
    if row["withdrawn"]:
        return ["withdrawn", row["withdrawn"]["text"]]
    return [row["stage"], row["stages"][row["stage"]]["text"]] if row["stage"] else []


def ahead(row: Row) -> list[str]:
    """The next stage for which a date is promised, and the date."""
    if row["withdrawn"]:
        return []
    open_ = [(stage, row["targets"][stage]) for stage, reached in row["stages"].items() if not reached]
    return next(([spoken(stage), read(target["text"])] for stage, target in open_ if target), [])


def opening(row: Row) -> list[str]:
    """When a center is promised to open, while that lies ahead."""
    ahead = row["target"] and not row["opened"] and not row["withdrawn"]
    return [read(row["target"]["text"])] if ahead else []


def raw(path: str) -> Callable[[Row], list[str]]:
    """The value of a key as it is in JSON, in a cell of its own: a day for a pipe."""
    return lambda row: [Cell(value) for value in _reached(row, path) if value is not None]


def span(path: str) -> Callable[[Row], list[str]]:
    """The days of a stage reached for a pipe: one, or both ends with a stroke between them."""
    return lambda row: [days_in_line(reached) for reached in _reached(row, path) if reached is not None]


def days_in_line(reached: Row) -> str:
    """The days of a stage reached for a pipe."""
    first, last = reached["earliest"] or "..", reached["latest"] or ".."
    return Cell(first if first == last else f"{first}/{last}")


def target_in_line(row: Row) -> list[str]:
    """The date that something is promised for, where there is one."""
    return [row["target"]["text"]] if row["target"] else []


def furthest_in_line(row: Row) -> list[str]:
    """The stage that an item has reached and when, or its withdrawal, in a pipe."""
    if row["withdrawn"]:
        return [Cell("withdrawn"), days_in_line(row["withdrawn"])]
    return [Cell(row["stage"]), days_in_line(row["stages"][row["stage"]])] if row["stage"] else []


def each_stage_in_line(row: Row) -> list[str]:
    """When each stage of a region was reached, or else is promised, in a pipe."""
    cells = [row["stages"][stage] or (not row["withdrawn"] and row["targets"][stage]) for stage in row["stages"]]
    return [days_in_line(cell) if "reported" in cell else cell["text"] for cell in cells if cell]


def each_stage(row: Row) -> list[str]:
    """When each stage of a region was reached, or else is promised."""
    cells = [row["stages"][stage] or (not row["withdrawn"] and row["targets"][stage]) for stage in row["stages"]]
    return [read(cell["text"]) for cell in cells if cell]


def progress(row: Row) -> list[str]:
    """How much of a phase is done."""
    return [f"{row['done']} of {row['total']}"] if row["total"] else ["nothing named yet"]


def reading(row: Row) -> list[str]:
    """A figure, as a bound where it is one."""
    return [f"more than {read(row['value'])}" if row["at_least"] else read(row["value"])]


def figure_before(row: Row) -> list[str]:
    """The figure before, as a bound where it was one."""
    return reading({"value": row["before"], "at_least": row["before_at_least"]}) if row["before"] is not None else []


WORST_FIRST = (
    *({"late", "missed", "broken"}, {"undetermined", "disputed"}, {"unreported", "partial"}, {"slipped"}, {"undated"}),
    *({"waiting"}, {"pending"}, {"kept"}, {"delivered"}, {"withdrawn"}),
)
"""The verdicts in the order in which people read them, those together that are equally bad."""


def badness(change: Row) -> int:
    """How far from the top a verdict that changed is told."""
    return next(at for at, verdicts in enumerate(WORST_FIRST) if change["after"] in verdicts)


def reached_by_item(answer: Row) -> list[Row]:
    """What was reached of each item, without the earlier stages that others imply."""
    of_items = [list(of_item) for _, of_item in groupby(answer["reached"], key=lambda change: change["item"])]
    return [{"name": changes[0]["name"], "changes": [*filter(_is_told(changes), changes)]} for changes in of_items]


def _is_told(changes: Sequence[Row]) -> Callable[[Row], bool]:
    """Whether a change is told at first: what is stated, known otherwise than before, or the furthest stage."""
    furthest = [change for change in changes if change["after"] and change["stage"] != "withdrawn"][-1:]
    return lambda change: change["before"] or change in furthest or not (change["after"] and change["after"]["implied"])


def reached_days(row: Row) -> list[str]:
    """When each stage was reached, and when it was thought to be before; a date of several stages may stand once."""
    keys = ("after.text", "before.text")
    return [text for change in row["changes"] for key in keys for text in texts(change, key)]


def verdicts(answer: Row) -> list[str]:
    """How many promises have each verdict."""
    return [f"{count} {verdict}" for verdict, count in answer["promises"].items() if count]


def verdicts_apart(answer: Row) -> list[Row]:
    """Each verdict with the number of promises that have it."""
    return [{"verdict": verdict, "count": count} for verdict, count in answer["promises"].items() if count]


def standing(row: Row) -> list[str]:
    """The date that a promise waits for: the newest one."""
    return targets(row)[-1:]


def centers_and_regions(answer: Row) -> list[str]:
    """How many centers are open, and how many regions done."""
    centers, regions = answer["centers"], answer["regions"]
    return [f"{centers['open']} of {centers['total']}", f"{regions['done']} of {regions['total']}"]


def broken(row: Row) -> int:
    """By how many days a promise was broken at least."""
    certain = (row["days_early"] if row["bound"] == "not_before" else row["days_late"]) or {}
    return int(certain.get("min") or row["overdue_days"] or 0)


def doubtful(row: Row) -> int:
    """By how many days a promise may have been broken."""
    possible = (row["days_early"] if row["bound"] == "not_before" else row["days_late"]) or {}
    return int(possible.get("max") or row["overdue_days"] or 0)


def moved(row: Row) -> int:
    """By how many days a promise was moved in all."""
    return abs(int(row["moved_days"] or 0))


def group(name: str, days: Callable[[Row], int], *verdicts: str, most: int = 1000) -> Callable[[Row], list[Row]]:
    """The promises of a list of status that have one of the verdicts, those with the most days first."""

    def rows(answer: Row) -> list[Row]:
        return sorted((row for row in answer[name] if row["verdict"] in verdicts), key=days, reverse=True)[:most]

    return rows


def groups(at_most: dict[str, int]) -> tuple[Rows, ...]:
    """The groups of status: of each the promises, with what they come to and the dates."""
    four, three = at_most.get("broken", 1000), at_most.get("others", 1000)
    parts = (
        (group("broken", broken, "late", "missed", "broken", most=four), (days_of(broken), first_date, "outcome.text")),
        (group("overdue", overdue, "unreported", "partial", most=three), (days_of(overdue), first_date)),
        (
            group("undecided", doubtful, "undetermined", "disputed", most=three),
            (days_of(doubtful), first_date, "outcome.text"),
        ),
        (group("moved", moved, "slipped", most=three), (days_of(moved), first_date, standing)),
        (group("silent", silence, "undated", "waiting", "pending", most=three), ("silent_days", first_date)),
        (lambda answer: answer["next_deadlines"][:three], (standing,)),
    )
    return tuple(Rows(rows, (label, *keys)) for rows, keys in parts)


def days_of(days: Callable[[Row], int]) -> Callable[[Row], list[str]]:
    """A number of days as a text, where there are any."""
    return lambda row: [f"{days(row)}"] if days(row) else []


def overdue(row: Row) -> int:
    """For how many days a promise has been due."""
    return int(row["overdue_days"] or 0)


def silence(row: Row) -> int:
    """For how many days nothing was said of a promise."""
    return int(row["silent_days"])


def first_date(row: Row) -> list[str]:
    """The first date that a promise was made for."""
    return targets(row)[:1]


def in_timeline(updates: Iterable[Row]) -> list[Block]:
    """The blocks of updates: the year before its first, the day with the title, what is said of one thing in a row."""
    told: list[Block] = []
    for year, within in groupby(updates, key=lambda update: update["date"][:4]):
        told.append((Cell(year),))
        for update in within:
            day = read(update["date"]).removesuffix(f" {year}")
            told.append((Cell(day), *texts(update, "^title"), *texts(update, "summary")))
            for _, events in groupby(update["events"], key=lambda event: event["item"]):
                told.append(_said_of_one(update["date"], list(events)))
            told += [(Cell(row["name"]), *reading(row), *texts(row, "unit")) for row in update["figures"]]
            told += [(Cell("Public count"), f"{row['value']:,}", row["stage"]) for row in update["counts"]]
    return told


def _said_of_one(day: str, events: Sequence[Row]) -> Block:
    """What an update says of one thing; a date or a quotation that holds for several stages need not stand twice."""
    once = dict.fromkeys(text for event in events for text in (*_when(day, event), *texts(event, "said")))
    each = (stage_told, target_told, "set.*", "note")
    return (
        Cell(events[0]["name"]),
        *once,
        *(text for event in events for key in each for text in texts(flat(event), key)),
        *(["implied"] if any(event["implied"] for event in events) else []),
    )


def target_told(event: Row) -> list[str]:
    """The date that an event promises; of a stretch of days both ends."""
    return [end for text in texts(event, "target.text") for end in text.split(" to ")]


def stage_told(event: Row) -> list[str]:
    """The stage of an event, as it is promised where it is."""
    if not event["stage"] or event["type"] == "withdrawn":
        return []
    return [spoken(event["stage"]) if event["type"] == "promised" else event["stage"]]


def _when(day: str, event: Row) -> list[str]:
    if not event["when"]:
        return []
    return ["that day"] if event["when"]["earliest"] == event["when"]["latest"] == day else texts(event, "when.text")


def flat(event: Row) -> Row:
    """An event in which each value that is set anew is one text."""
    new = {key: "; ".join(value) if isinstance(value, list) else value for key, value in (event["set"] or {}).items()}
    return event | {"set": new}


def lines_of(updates: Iterable[Row]) -> list[Row]:
    """An event a line, with its update, as a pipe has them; an update without events is a line, too."""
    return [{**update, "event": event} for update in updates for event in update["events"] or (None,)]


def said_in_line(line: Row) -> list[str]:
    """What an event says, in its line."""
    event = line["event"]
    keys = ("^name", "^type", target_told, "said", "note")
    return [] if not event else [*(text for key in keys for text in texts(event, key)), *_stage(event, line["date"])]


def _stage(event: Row, day: str) -> list[str]:
    return [*stage_told(event), *_when(day, event)]


def stages(answer: Row) -> list[Row]:
    """The stages of the item that is shown, each with what is known of it."""
    row = answer["row"]
    return [
        {"stage": stage, "reached": reached, "target": row["targets"][stage]}
        for stage, reached in row["stages"].items()
    ]


def evidence(answer: Row) -> list[Row]:
    """What each update says of the item that is shown, with its day."""
    about = [
        update | {"events": [event for event in update["events"] if event["item"] == answer["row"]["id"]]}
        for update in answer["updates"]
    ]
    return [update for update in about if update["events"]]


def stated(update: Row) -> list[str]:
    """The words of each event, in their order."""
    each = (stage_told, target_told, "said", set_anew, "note", "quote")
    return [text for event in map(flat, update["events"]) for key in each for text in texts(event, key)]


def set_anew(event: Row) -> list[str]:
    """What an event sets anew of its item."""
    return [f"{key}: {value}" for key, value in event["set"].items()]


def told(promise: Row) -> list[str]:
    """What the paragraph about a promise owes: by how much it was broken, when it was made, for when, and the rest."""
    late = promise["days_late"] or {}
    broken = {"late": late.values(), "undetermined": [late.get("max")]}.get(promise["verdict"], [])
    days = [f"{number}" for number in broken if number]
    first = next((statement["target"] for statement in promise["statements"] if statement["target"]), None)
    date = read(first["text"]).split(" to ") if first and promise["bound"] == "by" else []
    settled = [promise["settled_by"]] if promise["settled_by"] else []
    return [*days, read(promise["made"]), *date, *texts(promise, "outcome.reported"), *settled]


def with_statements(answer: Row) -> list[Row]:
    """Each promise of an item, and after it each of its statements where there are several."""
    found = answer["promises"]
    several = {id(promise): promise["statements"] if len(promise["statements"]) > 1 else [] for promise in found}
    return [row for promise in found for row in (promise, *several[id(promise)])]


def promise_or_statement_in_line(row: Row) -> list[str]:
    """The same in a pipe, where the day of a statement is as in JSON."""
    told = promise_or_statement(row)
    return told if "statements" in row else [Cell(row["date"]), *told[1:]]


def heading(row: Row) -> list[str]:
    """What stands over a promise of an item."""
    return [Cell(f"Why: {spoken(row['stage'])}")]


def promise_or_statement(row: Row) -> list[str]:
    """A promise with why its verdict is what it is, or one of the statements with what it comes to by itself."""
    if "statements" in row:
        keys: tuple[Key, ...] = (heading, "^verdict", "outcome.text")
    else:
        keys = ("^date", "verdict", "target.text", "target.said", "source", "note")
    return [text for key in keys for text in texts(row, key)]


PROMISE = ("^verdict", label_begun, days_in_brief)
"""On a terminal, where a name and the dates may be cut, and an outcome and the verdict by the newest date left out."""
PROMISE_LINE = (
    *("^verdict", "^id", label, target_in_line, span("outcome")),
    lambda row: [f"{end}" for end in (row["days_late"] or {}).values() if end is not None],
    "overdue_days",
)
"""In a pipe, where all is whole."""
ITEM = ("^name", furthest, ahead)
UPDATE = ("^date", "^title")
DATED = Rows("updates.*", UPDATE)
PROMISES = Rows("promises.*", PROMISE)
PHASE = ("^name", progress, "summary", "last_update")
ITEM_LINE = ("^name", furthest_in_line, ahead)
UPDATE_LINE = (raw("date"), "^title")
DATED_LINES = Rows("updates.*", UPDATE_LINE)
PROMISE_LINES = Rows("promises.*", PROMISE_LINE)
PHASE_LINE = ("^name", progress, "summary", raw("last_update"), "^id")
METRIC = ("^name", "unit", "since.text")
SOURCE = ("^title", "publisher", "updates", "statements", "first", "last", "url")
DIFF = (
    Rows("", ("from", "to")),
    Rows(lambda answer: sorted(answer["verdicts"], key=badness), ("^name", spoken_stage, "before", "after")),
    Rows("moved.*", ("^name", spoken_stage, "before.text", "after.text")),
    Rows("promised.*", PROMISE),
    Rows(reached_by_item, ("^name", "changes.*.stage", reached_days)),
    Rows("figures.*", ("^name", figure_before, reading, "unit")),
    Rows("updates.*", ("^date", "title")),
)
OWN = (
    *("row.kind", "row.phase", "row.summary", "row.city", "row.country", "row.host", "row.countries.*"),
    *("row.destination", "row.standard", "row.reviewer", "row.scope", "row.stage", "row.withdrawn.text"),
    "row.last_update",
)


def own(answer: Row) -> list[str]:
    """What an item is, by the keys that its kind has."""
    return [text for key in OWN if key.split(".")[1] in answer["row"] for text in texts(answer, key)]


def things(answer: Any) -> list[Row]:
    """Each thing that has the text, with every short text of it; a long one is cut."""
    told: dict[tuple[str, str], Row] = {}
    for row in answer:
        of_thing = told.setdefault((row["type"], row["id"]), row | {"texts": []})
        of_thing["texts"] += [row["field"].replace("_", " "), *([row["text"]] if len(row["text"]) <= SHORT else [])]
    return [*told.values()]


SHORT = 60
"""A text of so many signs is shown whole where it was looked for."""


def readings(answer: Any) -> list[Row]:
    """Each metric, and after it each of its readings, as long as they are few."""
    return [row for metric in answer for row in (metric, *metric["readings"])]


def metric_or_reading(row: Row) -> list[str]:
    """A metric, or one of its readings."""
    return [text for key in (METRIC if "readings" in row else ("^date", reading)) for text in texts(row, key)]


def with_each_statement(answer: Any) -> list[Row]:
    """Each promise that was moved, and after it each of its statements, then its outcome."""
    outcomes = ([{"outcome": row["outcome"]}] if row["outcome"] else [] for row in answer)
    return [one for row, outcome in zip(answer, outcomes, strict=True) for one in (row, *row["statements"], *outcome)]


def promise_or_date(row: Row) -> list[str]:
    """A promise with its verdict, a statement with its day and the date that it gave, or the days of an outcome."""
    if "verdict" not in row:
        return texts(row, "outcome.text")
    return [text for key in (MOVED if "statements" in row else ("^date", date_given)) for text in texts(row, key)]


MOVED: tuple[Key, ...] = ("{name}, ", spoken_stage, "verdict")


def date_given(row: Row) -> list[str]:
    """The date that a statement gives."""
    return texts(row, "target.text") or ["no date"]


def statements_of(answer: Any) -> list[Row]:
    """A statement a line, with its promise, as a pipe has them."""
    return [{**row, "said": statement} for row in answer for statement in row["statements"]]


SHOW_ITEM = (
    Rows("", ("^row.name", "row.kind")),
    Rows("promises.*", (told,)),
    Rows(evidence, ("^date", stated)),
    Rows(with_statements, (promise_or_statement,)),
    Rows(stages, ("^stage", "reached.text", "reached.reported", "reached.source", "target.text")),
    Rows("", (own,)),
)
SHOW_SOURCE = (
    Rows("", ("row.title",)),
    Rows("", ("row.title", "row.publisher", "row.url")),
    PROMISES,
    DATED,
)
ON_SCREEN: dict[str, Sequence[Rows]] = {
    "status": (
        Rows("", ("^initiative.name", "initiative.organization", "as_of")),
        Rows("", ("updates", "newest_update")),
        Rows("", ("sentence",)),
        *groups({"broken": 4, "others": 3}),
        Rows("phases.*", ("^name", progress)),
        Rows("", (verdicts,)),
        Rows("", ("newest_update",)),
    ),
    "status counts": (
        Rows("", ("centers {centers.open} of {centers.total}", "regions {regions.done} of {regions.total}")),
    ),
    "timeline": (Rows(in_timeline, (tuple,)),),
    "phase": (Rows("*", PHASE),),
    "phase ID": (
        Rows("", ("^name",)),
        Rows("", ("summary",)),
        Rows("", (progress,)),
        Rows("items.*", ("^name", lambda row: furthest(row)[1:], ahead), in_order=False),
        PROMISES,
        DATED,
    ),
    "regions": (Rows("*", ("^name", each_stage)), Rows("*", ("countries.*",))),
    "centers": (Rows("*", ("^name", "city", "country", "host", furthest, opening)),),
    "items": (Rows("*", ITEM, in_order=False),),
    "promises": (Rows("*", PROMISE),),
    "chart": (Rows("*", (label,)),),
    "chart --slips": (Rows(with_each_statement, (promise_or_date,)),),
    "metrics": (Rows(readings, (metric_or_reading,)),),
    "sources": (Rows("*", SOURCE),),
    "search": (Rows(things, ("^name", "type", "id", "texts.*")),),
    "show item": SHOW_ITEM,
    "show metric": (
        Rows("", ("row.name",)),
        Rows("", ("row.unit", "row.phase", "row.since.text", "row.newest.date")),
        Rows("row.readings.*", ("^date", reading)),
        DATED,
    ),
    "show source": SHOW_SOURCE,
    "show update": (
        Rows("", ("row.title",)),
        Rows("", ("row.date", "row.summary", "row.source", "row.url")),
        PROMISES,
        Rows(lambda answer: in_timeline(answer["updates"]), (tuple,)),
    ),
    "diff": DIFF,
}
"""By view, what a terminal shows of its answer."""

IN_A_LINE: dict[str, Sequence[Key]] = {
    "timeline": (raw("date"), said_in_line, "title"),
    "phase": PHASE_LINE,
    "regions": ("^name", each_stage_in_line),
    "centers": ("^name", "city", "country", "host", furthest_in_line, opening, "^id"),
    "items": (*ITEM_LINE, "^kind", raw("last_update"), "^id"),
    "promises": PROMISE_LINE,
    "chart --slips": ("^id", label, raw("said.date"), lambda row: date_given(row["said"])),
    "sources": ("^title", "publisher", "updates", "statements", raw("first"), raw("last"), "^id", "url"),
    "search": ("^id", "^type", "^name", "^field", "^text"),
    "metrics": (
        *("^name", "unit", "since.text", raw("newest.date"), "^id"),
        lambda row: [text for one in row["readings"] for text in reading(one)],
    ),
}
"""By command with rows, what stands in a pipe in the line of a row."""

LINES: dict[str, Callable[[Any], list[Row]]] = {"timeline": lines_of, "chart --slips": statements_of}
"""By command, what has a line in a pipe, where that is not each row."""

IN_A_PIPE: dict[str, Sequence[Rows]] = ON_SCREEN | {
    "status": (
        Rows("", ("^initiative.name", "as_of")),
        Rows("", ("updates", "newest_update")),
        Rows("", ("sentence",)),
        *groups({}),
        Rows("", (centers_and_regions,)),
        Rows("phases.*", PHASE_LINE),
        Rows(verdicts_apart, ("^verdict", "count")),
    ),
    "phase ID": (
        Rows("", ("^name",)),
        Rows("", ("summary", progress, "last_update")),
        Rows("items.*", (*ITEM_LINE, raw("last_update"), "^id")),
        PROMISE_LINES,
        Rows("updates.*", (*UPDATE_LINE, "^id")),
    ),
    "show item": (
        *SHOW_ITEM[:2],
        Rows(evidence, (raw("date"), stated, "url")),
        Rows(with_statements, (promise_or_statement_in_line,)),
        Rows(stages, ("^stage", span("reached"), raw("reached.reported"), "reached.source", target_in_line)),
        Rows("", (own,)),
    ),
    "show metric": (
        Rows("", ("row.name",)),
        Rows("", ("row.unit", "row.phase", "row.since.text", "row.newest.date")),
        Rows("row.readings.*", (raw("date"), reading, "^source")),
        DATED_LINES,
    ),
    "show source": (*SHOW_SOURCE[:2], PROMISE_LINES, DATED_LINES),
    "diff": (
        *DIFF[:3],
        Rows("promised.*", PROMISE_LINE),
        Rows("reached.*", ("^name", "stage", "after.text", "before.text")),
        DIFF[5],
        Rows("updates.*", UPDATE_LINE),
    ),
    "show update": (
        Rows("", ("row.title",)),
        Rows("", ("row.date", "row.summary", "row.source", "row.url")),
        PROMISE_LINES,
        Rows(lambda answer: lines_of(answer["updates"]), (raw("date"), said_in_line, "title")),
    ),
}
"""By view, what stands in a pipe where an answer is about a single thing."""

BUNDLED_LINES = {
    "status": "status",
    "promises": "promises",
    "timeline": "timeline",
    "regions": "regions",
    "phase": "phase",
    "phase relocation": "phase ID",
    "phase centers": "phase ID",
    "centers": "centers",
    "items": "items",
    "chart": "chart",
    "chart --slips": "chart --slips",
    "metrics": "metrics",
    "metrics bounties-paid": "metrics",
    "sources": "sources",
    "search zurich": "search",
    "show sao-paulo": "show item",
    "show europe": "show item",
    "show soc2": "show item",
    "show relocation": "show phase",
    "show bounties-paid": "show metric",
    "show status-page": "show source",
    "show 2019-11-13": "show update",
    "diff 2019-06 2020-11-17": "diff",
    "diff 2018-09 2019": "diff",
    "regions --as-of 2019-06": "regions",
    "centers --as-of 2019-12": "centers",
    "promises --as-of 2020-02": "promises",
}
"""Every reading command that draws, as it is asked about the bundled dataset, and the view whose promise it keeps."""

STRANGE_LINES = {
    "promises": "promises",
    "status": "status",
    "timeline": "timeline",
    "phase": "phase",
    "phase phase-2": "phase ID",
    "regions": "regions",
    "centers": "centers",
    "items": "items",
    "chart": "chart",
    "chart --slips": "chart --slips",
    "metrics": "metrics",
    "sources": "sources",
    "search e": "search",
    "show center-3": "show item",
    "show region-6": "show item",
    "show review-0": "show item",
    "show phase-4": "show phase",
    "show metric-0": "show metric",
    "show page": "show source",
    "show 2019-11-13": "show update",
    "diff 2019-06 2020": "diff",
}
"""The same for the dataset with strange names."""
