"""The bundled dataset says what the status page says, and the right things follow from it on any day."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from gti_cli.dataset.model import Dataset
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.verdict import VERDICTS
from gti_cli.views import centers, items, metrics, promises, regions, status, timeline

END = date(2020, 11, 17)

ITEMS = {
    "center": ["zurich", "madrid", "cyberjaya", "sao-paulo", "new-brunswick"],
    "region": ["europe", "us-canada", "asia-pacific"],
    "review": ["soc2", "iso27001", "legal-assessment"],
    "milestone": [
        "three-centers",
        "hosting-contracts",
        "zurich-infrastructure",
        "other-countries",
        "assembly-move",
        "bounty-ceiling",
        "bounty-scope-2019",
        "safe-harbor",
        "bounty-scope-2020",
        "paris-call",
        "remote-review",
        "capacity-building",
        "capacity-building-partners",
    ],
}

# item, stage, what is stated: a bare stage is reached by the day of the update, "=" gives the day or the span that the
# page gives, ">" a promise, "~" an implied one, "!" a "not yet"
UPDATES = {
    "2018-08-29": [
        "bounty-ceiling completed",
        "hosting-contracts completed",
        "zurich-infrastructure announced",
        "zurich-infrastructure completed > end of 2018",
        "europe announced",
        "europe started > 2018",
        "europe completed > Q4 2019",
        "other-countries announced",
        "other-countries completed > undated",
        "zurich announced",
        "zurich open > 2018",
        "soc2 announced",
        "soc2 contracted !",
        "soc2 completed > undated",
        "assembly-move announced",
        "assembly-move completed > undated",
    ],
    "2018-11-13": ["zurich open = 2018-11-13", "europe started = 2018-11-13", "soc2 contracted"],
    "2019-04-02": [
        "madrid announced = 2019-04-02",
        "madrid open > June 2019",
        "cyberjaya announced",
        "cyberjaya open > 2020",
        "new-brunswick announced",
        "new-brunswick open > 2020",
        "europe receiving",
        "europe storage > end of Q2 2019",
        "europe completed > end of 2019",
        "legal-assessment completed",
        "bounty-scope-2019 completed",
    ],
    "2019-07-11": [
        "madrid open = June 2019",
        "three-centers announced",
        "three-centers completed > by 2020",
        "soc2 completed",
        "safe-harbor completed",
    ],
    "2019-08-15": ["cyberjaya open > early 2020"],
    "2019-11-13": [
        "sao-paulo announced = 2019-11-13",
        "sao-paulo open > January 2020",
        "europe completed ~",
        "us-canada announced = 2019-11-13",
        "us-canada started = 2019-11-13",
        "us-canada completed > end of 2020",
        "other-countries completed > undated",
        "paris-call completed",
    ],
    "2020-02-13": ["iso27001 completed"],
    "2020-11-17": [
        "europe completed",
        "us-canada completed",
        "asia-pacific completed",
        "other-countries completed ~",
        "zurich-infrastructure completed ~",
        "sao-paulo open = 2020",
        "cyberjaya open = 2020",
        "three-centers completed = 2020 ~",
        "new-brunswick open > early 2021",
        "remote-review completed",
        "capacity-building announced = May 2020",
        "capacity-building completed",
        "capacity-building-partners announced",
        "capacity-building-partners completed > 2021",
        "bounty-scope-2020 completed",
    ],
}


def test_phases(bundled: Dataset) -> None:
    """The six strands of work, in the order of the page."""
    names = {phase.id: phase.name for phase in bundled.phases}

    assert names == {
        "centers": "Transparency Centers",
        "relocation": "Data relocation",
        "reviews": "Independent reviews",
        "assembly": "Software assembly",
        "bounty": "Bug bounty",
        "outreach": "Outreach",
    }


def test_items_and_their_phases(bundled: Dataset) -> None:
    """Every item is there, of its kind and in its phase."""
    of_kind = {kind: [item.id for item in bundled.items() if item.kind == kind] for kind in ITEMS}
    phases = {item.id: item.phase for item in bundled.items()}

    assert of_kind == ITEMS
    assert Counter(phases.values()) == {
        "centers": 6,
        "relocation": 6,
        "reviews": 3,
        "assembly": 1,
        "bounty": 4,
        "outreach": 4,
    }


def test_statements(bundled: Dataset) -> None:
    """Every update states what the page states on that day, and nothing else moves a stage."""
    stated = {}
    for row in timeline.rows(Ledger(bundled, END)):
        lines = []
        for event in row.events:
            if event.type == "note":
                continue
            line = f"{event.item} {event.stage}"
            if event.type == "promised":
                line += f" > {event.target.text if event.target else 'undated'}"
            line += f" = {event.when.text}" if event.when else ""
            line += " ~" if event.implied else ""
            lines.append(line + (" !" if event.type == "not_yet" else ""))
        stated[row.id] = lines

    assert stated == UPDATES


def test_words_of_the_page(bundled: Dataset) -> None:
    """Relative words of the page stand beside what was made of them."""
    said = {
        (str(update.date), event.item, event.stage): event.said
        for update in bundled.updates
        for event in update.events
        if event.said
    }

    assert said[("2018-08-29", "zurich", "open")] == "later this year"
    assert said[("2018-08-29", "europe", "started")] == "later this year"
    assert said[("2019-04-02", "madrid", "open")] == "this June"
    assert said[("2019-07-11", "madrid", "open")] == "in June"
    assert said[("2020-11-17", "sao-paulo", "open")] == "earlier in 2020"


def test_figures_and_counts(bundled: Dataset) -> None:
    """The figures are the page's, "more than" kept, and each public count agrees with what follows from the log."""
    readings = {
        row.id: [(str(reading.date), reading.value, reading.at_least) for reading in row.readings]
        for row in metrics.rows(Ledger(bundled, END))
    }

    assert readings == {
        "bugs-reported": [("2019-04-02", 50, True)],
        "bugs-resolved": [("2020-11-17", 76, False)],
        "reports-rewarded": [("2020-11-17", 37, False)],
        "bounties-paid": [("2019-04-02", 17000, True), ("2020-11-17", 57750, False)],
    }
    counted = {(str(update.date), count.value) for update in bundled.updates for count in update.counts}
    assert counted == {("2018-11-13", 1), ("2019-07-11", 2), ("2020-11-17", 4)}
    for day, value in counted:
        assert sum(row.open for row in centers.rows(Ledger(bundled, date.fromisoformat(day)))) == value


@pytest.mark.parametrize(
    ("day", "open_", "existing"),
    [("2018-08-29", 0, 1), ("2019-06-30", 1, 4), ("2019-12-31", 2, 5), ("2020-11-17", 4, 5)],
)
def test_centers_open(bundled: Dataset, day: str, open_: int, existing: int) -> None:
    """A center is open from the day on which its opening was published, not from the day on which it opened."""
    rows = centers.rows(Ledger(bundled, date.fromisoformat(day)))

    assert (sum(row.open for row in rows), len(rows)) == (open_, existing)


def test_places_are_known_only_from_the_day_they_were_named(bundled: Dataset) -> None:
    """In June 2019 the centers in Asia and North America have neither a place nor a host."""
    before = {row.id: row for row in centers.rows(Ledger(bundled, date(2019, 6, 30)))}
    after = {row.id: row for row in centers.rows(Ledger(bundled, END))}

    for id_, name in (("cyberjaya", "Center in Asia"), ("new-brunswick", "Center in North America")):
        row = before[id_]
        assert (row.name, row.city, row.country, row.host) == (name, None, None, None)
    assert (after["cyberjaya"].city, after["cyberjaya"].host) == ("Cyberjaya", "CyberSecurity Malaysia")
    assert (after["new-brunswick"].name, after["new-brunswick"].country) == ("New Brunswick", "Canada")
    assert (before["zurich"].host, after["zurich"].host) == (None, "Interxion")


def test_regions(bundled: Dataset) -> None:
    """All three regions are done at the end; Asia-Pacific names the page's 18 countries."""
    rows = {row.id: row for row in regions.rows(Ledger(bundled, END))}

    assert [row.done for row in rows.values()] == [True, True, True]
    assert list(rows["europe"].stages) == ["announced", "started", "receiving", "storage", "completed"]
    assert len(rows["asia-pacific"].countries or ()) == 18
    assert "Japan" in (rows["asia-pacific"].countries or ())


def test_verdicts_at_the_end(bundled: Dataset) -> None:
    """The verdicts that are easy to get wrong, and how many there are of each."""
    given = {(row.item, row.stage): row for row in promises.rows(Ledger(bundled, END))}
    count = Counter(row.verdict for row in given.values())

    assert len(given) == 15
    assert count == {"kept": 6, "delivered": 2, "undetermined": 4, "slipped": 1, "pending": 1, "undated": 1}
    sao_paulo = given["sao-paulo", "open"]
    assert sao_paulo.verdict == "undetermined"
    assert sao_paulo.days_late is not None
    assert (sao_paulo.days_late.min, sao_paulo.days_late.max) == (0, 291)
    cyberjaya = given["cyberjaya", "open"]
    assert [statement.verdict for statement in cyberjaya.statements] == ["kept", "undetermined"]
    assert cyberjaya.verdict == "kept"
    assert given["new-brunswick", "open"].verdict == "slipped"
    assert given["assembly-move", "completed"].silent_days == 811
    for item, stage, verdict in (
        ("europe", "storage", "undetermined"),
        ("europe", "completed", "kept"),
        ("zurich-infrastructure", "completed", "undetermined"),
        ("three-centers", "completed", "undetermined"),
    ):
        row = given[item, stage]
        assert (row.verdict, row.outcome and row.outcome.implied) == (verdict, True)


def test_verdicts_on_an_earlier_day(bundled: Dataset) -> None:
    """In the middle of 2019 the infrastructure's deadline has passed without a word, and nothing else is overdue."""
    given = {(row.item, row.stage): row.verdict for row in promises.rows(Ledger(bundled, date(2019, 6, 30)))}

    assert given["zurich-infrastructure", "completed"] == "unreported"
    assert given["europe", "storage"] == "pending"
    assert Counter(given.values()) == {"kept": 2, "unreported": 1, "undated": 3, "pending": 5}


def test_promises_on_four_days(bundled: Dataset) -> None:
    """As time passes without a word, a promise with a date becomes unreported on the day after its last day."""

    def storage(day: date) -> str:
        rows = promises.rows(Ledger(bundled, day))
        return next(row.verdict for row in rows if (row.item, row.stage) == ("europe", "storage"))

    assert [storage(date(2019, 6, 30)), storage(date(2019, 7, 1))] == ["pending", "unreported"]
    assert [storage(date(2019, 11, 12)), storage(date(2019, 11, 13))] == ["unreported", "undetermined"]


def test_what_was_never_mentioned_again(bundled: Dataset) -> None:
    """Status finds the one promise that nobody mentioned again, and the two that were restated to another date."""
    state = status.status(Ledger(bundled, END), "data/initiative.toml")

    assert [(row.item, row.silent_days) for row in state.silent] == [("assembly-move", 811)]
    assert [row.item for row in state.moved] == ["cyberjaya", "new-brunswick"]
    assert [row.item for row in state.next_deadlines] == ["new-brunswick", "capacity-building-partners"]


@pytest.mark.parametrize("day", ["2018-08-28", "2018-08-29", "2019-06-30", "2019-12-31", "2020-11-17"])
def test_parts_add_up(bundled: Dataset, day: str) -> None:
    """Status counts what the other views list."""
    ledger = Ledger(bundled, date.fromisoformat(day))
    state = status.status(ledger, "")
    rows = items.rows(ledger)

    assert sum(phase.total for phase in state.phases) == len(rows)
    assert sum(phase.done for phase in state.phases) == sum(row.done for row in rows)
    assert list(state.promises) == list(VERDICTS)
    assert sum(state.promises.values()) == len(promises.rows(ledger))
    assert state.updates == len(timeline.rows(ledger))


def test_titles_fit_a_line(bundled: Dataset) -> None:
    """A title takes one line of a terminal, a summary two, and nothing is newer than the log."""
    gutter = 11

    assert all(len(update.title) <= 80 - gutter for update in bundled.updates)
    records: tuple[Any, ...] = (*bundled.updates, *bundled.phases, *bundled.items())
    assert all(len(record.summary) <= 2 * (80 - gutter) for record in records if record.summary)
    assert max(update.date for update in bundled.updates) == bundled.initiative.complete_through == END
