"""Stories by chance: what truly happened, and logs that tell it truly, take back what was false, or say anything.

The date phrases of dates.md stand here a second time, with their days.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from tests.conftest import known
from tests.histories import DAY, NEVER, TABLES, Event, Histories, Phrase, Story, Thing, Window, agrees, window

START = date(2019, 3, 1)
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
MANY = settings(FEW, max_examples=800)


# Phrases


def periods(day: date) -> list[Window]:
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
        Window(text=text, earliest=spans[unit][0], latest=spans[unit][1], firm=spans[unit][1], unit=unit)
        for unit, texts in wordings.items()
        for text in texts
    ]


def months(year: int, first: int, length: int) -> tuple[date, date]:
    """The first and last day of some months in a row."""
    after = first + length
    return date(year, first, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1) - DAY


def vague_phrases(day: date) -> list[Window]:
    """Early, mid, late, start and end of the year and month that a day is in, and the ends of its quarter and half."""
    year, month = day.year, day.replace(day=1)
    first, last = months(year, day.month, 1)
    name = f"{MONTHS[day.month - 1]} {year}"
    ends = [end_of(period) for period in periods(day) if period.unit != "day"]
    return [
        within(f"early {year}", months(year, 1, 6), firm=date(year, 3, 31)),
        within(f"mid {year}", months(year, 4, 6), firm=date(year, 6, 30)),
        within(f"mid-{year}", months(year, 4, 6), firm=date(year, 6, 30)),
        within(f"late {year}", months(year, 7, 6)),
        within(f"start of {year}", months(year, 1, 3), firm=date(year, 1, 31)),
        within(f"Beginning  of {year}", months(year, 1, 3), firm=date(year, 1, 31)),
        within(f"early {name}", (first, month.replace(day=15)), firm=month.replace(day=10)),
        within(f"mid {name}", (month.replace(day=10), month.replace(day=20)), firm=month.replace(day=15)),
        within(f"late {name}", (month.replace(day=16), last)),
        *ends,
    ]


def within(text: str, days: tuple[date, date], firm: date | None = None) -> Window:
    """A phrase with these days; firm at its latest, if nothing else is said."""
    return Window(text=text, earliest=days[0], latest=days[1], firm=firm or days[1])


def between(text: str, days: tuple[date | None, date | None], firm: date | None = None) -> Phrase:
    """A phrase with these days; firm at its latest, if nothing else is said."""
    return Phrase(text=text, earliest=days[0], latest=days[1], firm=firm or days[1])


def end_of(period: Window) -> Window:
    """`end of X`, X a year, half, quarter or month."""
    last_month = period.latest.replace(day=1)
    first = {
        "year": last_month.replace(month=10),
        "half": last_month,
        "quarter": last_month,
        "month": period.latest - 6 * DAY,
    }[period.unit or ""]
    return within(f"end of {period.text}", (first, period.latest))


def by(phrase: Window) -> Phrase:
    """`by X`, of all but a year, which means other days once it has begun."""
    return between(f"by {phrase.text}", (None, phrase.latest), firm=phrase.firm)


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
            known = [x for x in [*periods(later), *vague_phrases(later)] if x.latest >= day and x.unit != "year"]
            return by(draw(st.sampled_from(known)))
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
            return [replace(true_report(draw, withdrawal, known(thing.given_up)), type="withdrawn")]
        case "denied":
            early = replace(event, published=min(published, true_day))
            denied = min(published + draw(few_days()), true_day)
            denial = replace(event, published=denied, implied=False)
            is_promise = event.implied and draw(st.booleans())
            corrected = replace(not_yet(denial), corrects=draw(st.booleans()))
            denial = true_promise(draw, denial, true_day) if is_promise else corrected
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
    if event.published > true_day and (target is None or known(target.latest) >= event.published):
        target = interval(event.published - 9 * DAY, event.published - DAY)
    return as_promise(draw, event, target)


def as_promise(draw: st.DrawFn, event: Event, target: Phrase | None) -> Event:
    """A promise with a target or in words that name no date, now and then made anew."""
    no_date = draw(st.sampled_from(["undated", "soon", "postponed", "until further notice"]))
    return replace(event, phrase=target, no_date=no_date, anew=draw(st.integers(0, 4)) == 4)


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
    true_day = known(thing.given_up) if event.stage == "withdrawn" else thing.day(event.stage)
    first, last, _ = window(event.phrase) or (None, None, None)
    earlier, later = true_day - draw(few_days(300)), true_day + draw(few_days(300))
    narrower = replace(event, phrase=interval(max(first or date.min, earlier), min(last or date.max, later)))
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
    if draw(st.booleans()):
        tables["initiative"]["complete_through"] = START + draw(few_days(900))
    tables["phases"].append({"id": "audit", "name": "Audit"})
    tables["metrics"] = [{"id": f"count-{n}", "phase": "work", "name": f"Count {n}"} for n in (1, 2)]
    for kind in TABLES.values():
        for item in tables.get(kind, []):
            item["phase"] = draw(st.sampled_from(["work", "audit"]))
    for published in draw(st.lists(st.integers(0, 900).map(lambda n: START + n * DAY), max_size=4)):
        figures = [{"metric": draw(st.sampled_from(["count-1", "count-2"])), "value": draw(st.integers(0, 9))}]
        events = [any_event(draw, thing, published) for thing in story.things]
        more = {"date": published, "title": "More", "source": "auditor", "events": events, "figures": figures}
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
            event = as_promise(draw, event, any_target(draw, published, published))
        case "not yet":
            event = replace(not_yet(event), corrects=draw(st.booleans()))
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
