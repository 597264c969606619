"""Small logs about one item, made up by chance: what the oracle and gti are both asked about.

A log is a list of updates, in file order; their days need not be. It is written as a dataset, and read by the oracle
from the same records, so that neither sees more of it than the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec
import tomli_w
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.dates.phrase import parse
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises
from tests.conftest import known
from tests.oracle import Log, Said, Target, Window

READ = {"anew": True, "corrects on not_yet": True, "postponed": True, "soon": True}
"""What the reader knows of the format; a feature that it does not know is not made up."""

FIRST = date(2020, 2, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(28)]
STAGES = ("planned", "built", "used")
TAKE_BACK = ("postponed",)
NAME_NONE = ("undated", "soon")
SOURCES = {"page": False, "auditor": True}

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Update:
    """An update: its day, its source, and its events as the file has them."""

    published: date
    source: str
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class History:
    """A log about one item with these stages, and the day up to which it is complete."""

    stages: tuple[str, ...]
    updates: tuple[Update, ...]
    complete_through: date | None = None

    def toml(self) -> str:
        """The dataset."""
        ends = {"complete_through": self.complete_through} if self.complete_through else {}
        return tomli_w.dumps(
            {
                "format": 1,
                "initiative": {"id": "atlas", "name": "Atlas", "organization": "Example"} | ends,
                "stages": {"milestones": list(self.stages)},
                "sources": [
                    {"id": id_, "title": id_, "publisher": id_, "independent": independent}
                    for id_, independent in SOURCES.items()
                ],
                "phases": [{"id": "work", "name": "Work"}],
                "milestones": [{"id": "thing", "phase": "work", "name": "Thing"}],
                "updates": [
                    {
                        "date": update.published,
                        "title": "News",
                        "source": update.source,
                        "events": [{"item": "thing"} | event for event in update.events],
                    }
                    for update in self.updates
                ],
            }
        )

    def log(self) -> Log:
        """The same for the oracle."""
        numbers: dict[date, int] = {}
        said: list[Said] = []
        for update in self.updates:
            number = numbers[update.published] = numbers.get(update.published, 0) + 1
            name = f"{update.published}-{number}" if number > 1 else f"{update.published}"
            said += [statement(event, update, name, len(said) + n) for n, event in enumerate(update.events)]
        return Log.of(said, self.stages)

    def without(self, update: int, event: int) -> "History":
        """The history without one event."""
        events = self.updates[update].events
        fewer = Update(
            self.updates[update].published, self.updates[update].source, (*events[:event], *events[event + 1 :])
        )
        return self.with_updates((*self.updates[:update], fewer, *self.updates[update + 1 :]))

    def with_updates(self, updates: Sequence[Update]) -> "History":
        """The history with other updates."""
        return History(self.stages, tuple(updates), self.complete_through)


def statement(event: dict[str, Any], update: Update, name: str, at: int) -> Said:
    """An event as the oracle takes it."""
    target = event.get("target")
    is_withdrawn = event["stage"] == "withdrawn"
    return Said(
        at=at,
        published=update.published,
        type="withdrawn"
        if is_withdrawn
        else "not_yet"
        if event.get("not_yet")
        else "promised"
        if target is not None
        else "reached",
        stage=event["stage"],
        update=name,
        source=update.source,
        independent=SOURCES[update.source],
        when=window(event["when"]) if "when" in event else None,
        target=target_of(target) if target is not None and target not in (*TAKE_BACK, *NAME_NONE) else None,
        takes_back=target in TAKE_BACK,
        implied=event.get("implied", False),
        corrects=event.get("corrects", False),
        anew=event.get("anew", False),
    )


def window(written: str | date) -> Window:
    """The days of a `when`."""
    phrase = parse(written)
    return Window(earliest=phrase.span.earliest, latest=phrase.span.latest)


def target_of(written: str | date) -> Target:
    """The days of a target that has a date."""
    phrase = parse(written)
    return Target(earliest=phrase.span.earliest, latest=known(phrase.span.latest), firm=known(phrase.firm))


def rows(history: History, day: date) -> tuple[Rows, Rows]:
    """The rows of `gti items` and `gti promises` as of a day, with the days left as days."""
    ledger = Ledger(load(history.toml().encode(), "initiative.toml"), day)
    return tuple(msgspec.to_builtins(list(view.rows(ledger)), builtin_types=(date,)) for view in (items, promises))


# What is made up


@st.composite
def histories(draw: st.DrawFn) -> History:
    """One to three stages, one to eight statements in one to five updates, of which several may share a day.

    The days come from a handful, so that statements fall on each other's days. File order is any order. A log may end
    before, on or after the day of its last update.
    """
    stages = STAGES[: draw(st.integers(1, 3))]
    few = draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=7, unique=True))
    sizes = draw(
        st.lists(st.sampled_from([1, 1, 1, 2, 2, 3]), min_size=1, max_size=5).filter(lambda sizes: sum(sizes) <= 8)
    )
    updates = [draw(an_update(stages, few, size)) for size in sizes]
    if draw(st.integers(0, 2)):
        updates.sort(key=lambda update: update.published)
    ends = draw(st.sampled_from([None, None, *few]))
    return History(stages, tuple(updates), ends)


@st.composite
def an_update(draw: st.DrawFn, stages: Sequence[str], few: Sequence[date], size: int) -> Update:
    """Some statements on one of a few days."""
    published = draw(st.sampled_from(few))
    source = draw(st.sampled_from(["page", "page", "auditor"]))
    return Update(published, source, tuple(draw(an_event(stages, few, published)) for _ in range(size)))


@st.composite
def an_event(draw: st.DrawFn, stages: Sequence[str], few: Sequence[date], published: date) -> dict[str, Any]:
    """Any statement, the last stage more often than the others."""
    stage = draw(st.sampled_from([*stages, stages[-1]]))
    kind = draw(st.sampled_from(["reached"] * 4 + ["promised"] * 6 + ["not yet"] * 2 + ["withdrawn"] * 2))
    event: dict[str, Any] = {"stage": "withdrawn" if kind == "withdrawn" else stage}
    if kind in ("reached", "withdrawn") and draw(st.integers(0, 2)):
        event["when"] = draw(st.sampled_from(phrases_of([day for day in few if day <= published], few)))
    if kind == "promised":
        event["target"] = draw(st.sampled_from([*targets(few), *no_dates()]))
        event |= draw(flag("anew", READ["anew"], 5))
    if kind in ("promised", "reached"):
        event |= draw(flag("implied", True, 4))
    if kind == "not yet":
        event["not_yet"] = True
    if kind == "reached" or kind == "not yet":
        event |= draw(flag("corrects", kind == "reached" or READ["corrects on not_yet"], 6))
    return event


def phrases_of(begins: Sequence[date], few: Sequence[date]) -> list[str]:
    """Phrases of a `when` that begin on one of some days, or have no beginning."""
    return [
        *(f"{day}" for day in begins),
        *(f"{first}/{last}" for first in begins for last in few if first < last),
        *(f"by {day}" for day in begins),
        "February 2020",
        "early February 2020",
    ]


def targets(few: Sequence[date]) -> list[str]:
    """Phrases of a target: days and intervals from a few days, and such as are vague about their end."""
    days = [f"{day}" for day in few]
    spans = [f"{first}/{last}" for first in few for last in few if first < last][:4]
    vague = ["early February 2020", "mid February 2020", "late February 2020", "by February 2020", "February 2020"]
    return [*days, *spans, *(f"by {day}" for day in few), *vague]


def no_dates() -> list[str]:
    """Targets that name no date."""
    return [*(["undated"] * 2), *(word for word in ("postponed", "postponed", "soon") if READ[word])]


def flag(name: str, is_known: bool, seldom: int) -> st.SearchStrategy[dict[str, bool]]:
    """A key that is true now and then."""
    return st.integers(0, seldom if is_known else 0).map(lambda n: {name: True} if n == seldom and is_known else {})


@st.composite
def days_asked(draw: st.DrawFn, history: History) -> date:
    """A day of publication, the day at which the log ends, or a little before or after them."""
    days = [update.published for update in history.updates]
    days += [history.complete_through] if history.complete_through else []
    return draw(st.sampled_from([*days, max(days)])) + timedelta(days=draw(st.sampled_from([0, 0, 1, -1, 9, 40])))
