"""Small files of every kind of statement, made up by chance: what `oracle_file` and gti are both asked about.

Parts, floors, conditions, parties, promises told in retrospect, goals of figures and of counts, beside reports,
deadlines, withdrawals and new attempts. Two things may wait for each other; a goal has a metric, or counts things. A
file is tables as `tomllib` gives them, and its date phrases are those that `oracle_days` reads.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests import oracle_days

FIRST = date(2020, 2, 10)
DAYS = [FIRST + timedelta(days=n) for n in range(40)]
STAGES = ("planned", "built", "used")
AMOUNTS = (20, 25, 40)
SOURCES = {"page": False, "auditor": True}
PARTIES = ("FAA", "maker")
TIMES = ("1 day", "5 days", "2 weeks", "1 month")

Table = dict[str, Any]


@st.composite
def files(draw: st.DrawFn) -> Table:
    """A file about two things, and perhaps a goal."""
    about = draw(st.sampled_from(["things", "things", "waiting", "metric", "count"]))
    stages = STAGES[: draw(st.integers(1 if about == "count" else 2, 3))]
    few = draw(st.lists(st.sampled_from(DAYS), min_size=3, max_size=8, unique=True))
    goal = draw(a_goal(about, stages)) if about in ("metric", "count") else {}
    sizes = draw(st.lists(st.sampled_from([1, 1, 1, 2, 2, 3]), min_size=1, max_size=6))
    updates = [draw(an_update(stages, few, size, goal, about)) for size in sizes]
    if draw(st.integers(0, 3)):
        updates.sort(key=lambda update: update["date"])
    ends = draw(st.sampled_from([None, None, None, *few]))
    return head(stages, goal, {"complete_through": ends} if ends else {}) | {"updates": updates}


def head(stages: Sequence[str], goal: Table, ends: Table) -> Table:
    """All tables of a file but its updates."""
    metrics = {"metrics": [{"id": "users", "name": "Users", "phase": "work"} | goal["of"]]} if "metric" in goal else {}
    asked = {key: value for key, value in goal.items() if key != "of"}
    return {
        "format": 1,
        "initiative": {"id": "atlas", "name": "Atlas", "organization": "Example"} | ends,
        "stages": {"milestones": list(stages)},
        "sources": [
            {"id": id_, "title": id_, "publisher": id_, "independent": independent}
            for id_, independent in SOURCES.items()
        ],
        "phases": [{"id": "work", "name": "Work"}],
        "milestones": [{"id": id_, "name": id_.title(), "phase": "work"} for id_ in ("thing", "other")],
        **({"goals": [{"id": "goal", "name": "Goal", "phase": "work"} | asked]} if goal else {}),
        **metrics,
    }


@st.composite
def a_goal(draw: st.DrawFn, about: str, stages: Sequence[str]) -> Table:
    """What a goal asks for; `of` is what its metric is."""
    if about == "count":
        count = {"kind": "milestone", "stage": draw(st.sampled_from(stages))}
        return {"count": count, "at_least": draw(st.integers(1, 2))}
    bound = draw(st.sampled_from(["at_least", "at_least", "at_most"]))
    is_cumulative = bound == "at_least" and draw(st.booleans())
    of = {"cumulative": True} if is_cumulative else {}
    return {"metric": "users", bound: draw(st.sampled_from(AMOUNTS)), "of": of}


# Updates


@st.composite
def an_update(draw: st.DrawFn, stages: Sequence[str], few: Sequence[date], size: int, goal: Table, about: str) -> Table:
    """Some statements on one of a few days."""
    published = draw(st.sampled_from(few))
    update: Table = {"date": published, "title": "News", "source": draw(st.sampled_from(["page", "page", "auditor"]))}
    waiting, any_ = a_statement_of_waiting(stages, few, published), a_statement(stages, few, published, goal)
    told = [draw(waiting if about == "waiting" else any_) for _ in range(size)]
    for key, table in told:
        update.setdefault(key, []).append(table)
    return update


@st.composite
def a_statement(
    draw: st.DrawFn, stages: Sequence[str], few: Sequence[date], published: date, goal: Table
) -> tuple[str, Table]:
    """An event, a figure or a count."""
    if not goal:
        item = draw(st.sampled_from(["thing", "thing", "other"]))
        return "events", draw(an_event(item, stages, few, published))
    choice = draw(st.sampled_from(["goal", "goal", "goal", "number", "number", "thing"]))
    if choice == "goal":
        return "events", draw(an_event_of_goal(few, published, goal))
    if choice == "number" and "metric" in goal:
        return "figures", draw(a_figure(few, published))
    if choice == "number" and not draw(st.integers(0, 2)):
        stage = draw(st.sampled_from(stages))
        return "counts", {"kind": "milestone", "stage": stage, "value": draw(st.integers(0, 3))}
    return "events", draw(an_event(draw(st.sampled_from(["thing", "other"])), stages, few, published))


@st.composite
def a_statement_of_waiting(
    draw: st.DrawFn, stages: Sequence[str], few: Sequence[date], published: date
) -> tuple[str, Table]:
    """What one thing waits for, and that the other has come."""
    choice = draw(st.sampled_from(["waits", "waits", "comes", "comes", "done", "any"]))
    if choice == "any":
        return "events", draw(an_event(draw(st.sampled_from(["thing", "other"])), stages, few, published))
    if choice == "waits":
        awaited = [f"other.{stage}" for stage in stages]
        return "events", {"item": "thing", "stage": stages[-1]} | draw(a_promise(few, published, awaited))
    event: Table = {"item": "other", "stage": draw(st.sampled_from(stages))}
    event = event if choice == "comes" else {"item": "thing", "stage": stages[-1]}
    if draw(st.integers(0, 2)):
        event["when"] = draw(st.sampled_from(whens([day for day in few if day <= published], few)))
    return "events", event


@st.composite
def a_figure(draw: st.DrawFn, few: Sequence[date], published: date) -> Table:
    """A figure, of its day or of days before."""
    figure: Table = {"metric": "users", "value": draw(st.sampled_from([10, 20, 20, 25, 30, 40, 50]))}
    side = draw(st.sampled_from([None, None, None, "at_least", "at_most"]))
    if side:
        figure[side] = True
    if draw(st.booleans()):
        begins = [day for day in few if day <= published]
        figure["when"] = draw(st.sampled_from([phrase for phrase in whens(begins, few) if "by" not in phrase]))
    return figure


@st.composite
def an_event_of_goal(draw: st.DrawFn, few: Sequence[date], published: date, goal: Table) -> Table:
    """Mostly promises, with another amount now and then."""
    if draw(st.integers(0, 4)):
        event = {"item": "goal", "stage": "reached"} | draw(a_promise(few, published, []))
    else:
        event = draw(an_event("goal", ("announced", "reached"), few, published))
    if draw(st.integers(0, 2)) == 2 and "stated" not in event:
        bound = "at_least" if "at_least" in goal else "at_most"
        event["set"] = {bound: draw(st.sampled_from(AMOUNTS) if "metric" in goal else st.integers(1, 2))}
    return event


@st.composite
def an_event(draw: st.DrawFn, item: str, stages: Sequence[str], few: Sequence[date], published: date) -> Table:
    """Any statement about an item, the last stage more often than the others."""
    kinds = ["reached"] * 4 + ["promised"] * 7 + ["not yet", "part", "part", "withdrawn", "assessed"]
    kind = draw(st.sampled_from(kinds))
    event: Table = {"item": item, "stage": draw(st.sampled_from([*stages, stages[-1]]))}
    if kind == "withdrawn":
        event["stage"] = "withdrawn"
    if kind in ("reached", "withdrawn", "part") and draw(st.integers(0, 2)):
        event["when"] = draw(st.sampled_from(whens([day for day in few if day <= published], few)))
    if kind in ("reached", "withdrawn"):
        event |= draw(flag("implied", 5))
    if kind in ("reached", "not yet"):
        event |= draw(flag("corrects", 6))
    if kind == "promised":
        others = [f"{other}.{stage}" for other in ("thing", "other") if other != item for stage in stages]
        event |= draw(a_promise(few, published, others if item != "goal" else []))
    extra: dict[str, Table] = {
        "not yet": {"not_yet": True},
        "part": {"part": "most of it"},
        "assessed": {"assessed": "in part"},
    }
    return event | extra.get(kind, {})


@st.composite
def a_promise(draw: st.DrawFn, few: Sequence[date], published: date, others: Sequence[str]) -> Table:
    """What a promise says beside its item and stage; `others` are the stages that it may wait for."""
    kinds = ["target"] * 5 + ["floor"] * 3 + ["both"] + (["after"] * 4 if others else [])
    kind = draw(st.sampled_from(kinds))
    event: Table = {}
    if kind in ("floor", "both"):
        event["not_before"] = draw(st.sampled_from(floors(few)))
    if kind in ("target", "both"):
        dated = [written for written in targets(few) if not ends_before(written, event.get("not_before"))]
        event["target"] = draw(st.sampled_from([*dated, "undated", "postponed", "soon"]))
    if kind == "after":
        event["after"] = draw(st.sampled_from(list(others)))
        if draw(st.integers(0, 3)):
            event["within"] = draw(st.sampled_from(TIMES))
    if not draw(st.integers(0, 3)):
        event["by"] = draw(st.sampled_from(PARTIES))
    if not draw(st.integers(0, 5)):
        event["stated"] = draw(st.sampled_from([f"{day}" for day in few if day <= published]))
    return event | draw(flag("anew", 6)) | draw(flag("implied", 5))


def whens(begins: Sequence[date], few: Sequence[date]) -> list[str]:
    """Phrases of a `when` that begin on one of some days, or have no beginning."""
    return [
        *(f"{day}" for day in begins),
        *(f"{first}/{last}" for first in begins for last in few if first < last),
        *(f"by {day}" for day in begins),
        "2020-02",
    ]


def ends_before(target: str, not_before: str | None) -> bool:
    """Whether a deadline is over before its own floor, which nobody means."""
    days = oracle_days.target(target)
    return days is not None and not_before is not None and days.latest < oracle_days.floor(not_before).f1


def targets(few: Sequence[date]) -> list[str]:
    """Phrases of a target."""
    spans = [f"{first}/{last}" for first in few for last in few if first < last][:4]
    return [*(f"{day}" for day in few), *spans, *(f"by {day}" for day in few), "2020-02", "early March 2020"]


def floors(few: Sequence[date]) -> list[str]:
    """Phrases of a floor."""
    days = [f"{day}" for day in few]
    return [*days, *(f"until {day}" for day in days), "until 2020-02", "2020-03", "mid March 2020"]


def flag(name: str, seldom: int) -> st.SearchStrategy[dict[str, bool]]:
    """A key that is true now and then."""
    return st.integers(0, seldom).map(lambda n: {name: True} if n == seldom else {})


@st.composite
def days_asked(draw: st.DrawFn, file: Table) -> date:
    """A day of publication, the day at which the log ends, or a little before or after them."""
    days: list[date] = [update["date"] for update in file["updates"]]
    days += [ends] if (ends := file["initiative"].get("complete_through")) else []
    return draw(st.sampled_from([*days, max(days)])) + timedelta(days=draw(st.sampled_from([0, 0, 1, -1, 9, 40])))
