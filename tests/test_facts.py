"""The bundled dataset says what the status page says, and the right things follow from it on any day."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from gti_cli.dataset.model import Dataset, Review, Stages
from gti_cli.dates.phrase import parse
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.verdict import VERDICTS
from gti_cli.views import centers, items, metrics, promises, regions, status, timeline
from tests.conftest import BUNDLED, Gti

END = date(2020, 11, 17)

ITEMS = {
    "center": ["zurich", "madrid", "cyberjaya", "sao-paulo", "new-brunswick"],
    "region": ["europe", "us-canada", "asia-pacific"],
    "review": ["soc2", "iso27001", "legal-assessment"],
    "goal": ["three-centers"],
    "milestone": [
        "hosting-contracts",
        "zurich-infrastructure",
        "europe-receiving",
        "europe-storage",
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

# item, stage, what is stated: a bare stage is reached by the day of the update, "=" gives when, ">" a promise, both as
# what the page's words are read as, "after" what it is promised for after; "~" marks what is implied, "!" a "not yet"
UPDATES = {
    "2018-08-29": [
        "bounty-ceiling completed",
        "hosting-contracts completed",
        "zurich-infrastructure announced",
        "zurich-infrastructure completed > by the end of 2018",
        "europe announced",
        "europe started > 29 August 2018 to 31 December 2018",
        "europe completed > in Q4 2019",
        "other-countries announced",
        "other-countries completed after europe.completed",
        "zurich announced",
        "zurich open > 29 August 2018 to 31 December 2018",
        "soc2 announced",
        "soc2 contracted !",
        "soc2 completed after europe.completed",
        "assembly-move announced",
        "assembly-move completed after europe.started",
    ],
    "2018-11-13": [
        "zurich open = 2018-11-13",
        "europe started = 2018-11-13",
        "soc2 contracted",
        "soc2 completed !",
    ],
    "2019-04-02": [
        "madrid announced = 2019-04-02",
        "madrid open > June 2019",
        "cyberjaya announced",
        "cyberjaya open > in 2020",
        "new-brunswick announced",
        "new-brunswick open > in 2020",
        "europe-receiving completed",
        "europe-storage announced",
        "europe-storage completed > by the end of Q2 2019",
        "europe completed > by the end of 2019",
        "zurich-infrastructure completed !",
        "legal-assessment completed",
        "bounty-scope-2019 completed",
    ],
    "2019-07-11": [
        "madrid open = June 2019",
        "three-centers announced",
        "three-centers reached > by 2020",
        "soc2 completed",
        "safe-harbor completed",
    ],
    "2019-08-15": ["cyberjaya open > in early 2020"],
    "2019-11-13": [
        "sao-paulo announced = 2019-11-13",
        "sao-paulo open > in January 2020",
        "europe completed ~",
        "europe-storage completed ~",
        "zurich-infrastructure completed ~",
        "us-canada announced = 2019-11-13",
        "us-canada started = 2019-11-13",
        "us-canada completed > by the end of 2020",
        "other-countries completed > undated",
        "paris-call completed",
    ],
    "2020-02-13": ["iso27001 completed"],
    "2020-11-17": [
        "europe completed",
        "us-canada completed",
        "asia-pacific completed",
        "other-countries completed ~",
        "sao-paulo open = 1 January 2020 to 17 November 2020",
        "cyberjaya open = 1 January 2020 to 17 November 2020",
        "new-brunswick open > in early 2021",
        "remote-review completed",
        "capacity-building announced = May 2020",
        "capacity-building completed",
        "capacity-building-partners announced",
        "capacity-building-partners completed > in 2021",
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
        "relocation": 8,
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
            if event.after:
                line += f" after {event.after.item}.{event.after.stage}"
            elif event.type == "promised":
                line += f" > {event.target.text if event.target else 'undated'}"
            line += f" = {event.when.text}" if event.when else ""
            line += " ~" if event.implied else ""
            lines.append(line + (" !" if event.type == "not_yet" else ""))
        stated[row.id] = lines

    assert stated == UPDATES


def test_words_of_the_page(bundled: Dataset) -> None:
    """Words of the page that lean on the day of their update are kept as they were said there."""
    said = {
        (str(update.date), event.item, event.stage): phrase.said
        for update in bundled.updates
        for event in update.events
        for phrase in (event.when, event.target)
        if phrase and phrase.said
    }

    assert said == {
        ("2018-08-29", "zurich", "open"): "later this year",
        ("2018-08-29", "europe", "started"): "later this year",
        ("2019-04-02", "madrid", "open"): "this June",
        ("2019-04-02", "europe-storage", "completed"): "by the end of Q2",
        ("2019-04-02", "europe", "completed"): "by the end of this year",
        ("2019-07-11", "madrid", "open"): "in June",
        ("2020-11-17", "sao-paulo", "open"): "earlier in 2020",
        ("2020-11-17", "cyberjaya", "open"): "earlier in 2020",
    }
    assert not any(event.said for update in bundled.updates for event in update.events)


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
    assert {row.id: row.unit for row in metrics.rows(Ledger(bundled, END)) if row.unit} == {"bounties-paid": "USD"}
    assert [metric.id for metric in bundled.metrics if not metric.cumulative] == ["bugs-reported"]
    counted = {(str(update.date), count.value) for update in bundled.updates for count in update.counts}
    assert counted == {("2018-11-13", 1), ("2019-07-11", 2), ("2020-11-17", 4)}
    assert {(count.kind, count.stage) for update in bundled.updates for count in update.counts} == {("center", "open")}
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


def test_the_start_of_a_count_stands_with_its_figures(bundled: Dataset) -> None:
    """A count has no start before the update that gives it one, so a metric has none, and a figure its own."""
    rows = metrics.rows(Ledger(bundled, END))
    starts = {(row.id, str(one.date)): one.since and one.since.text for row in rows for one in row.readings}

    assert starts == {
        ("bugs-reported", "2019-04-02"): None,
        ("bounties-paid", "2019-04-02"): None,
        ("bugs-resolved", "2020-11-17"): "March 2018",
        ("reports-rewarded", "2020-11-17"): "March 2018",
        ("bounties-paid", "2020-11-17"): "March 2018",
    }
    assert {row.since for row in rows} == {None}


def test_the_goal_is_a_count_of_centers(bundled: Dataset) -> None:
    """Three centers are three that are open, and nobody states that there are: it follows from the other items."""
    (goal,) = bundled.goals
    events = [event for update in bundled.updates for event in update.events if event.item == goal.id]

    assert goal.count
    assert (goal.count.kind, goal.count.stage, goal.at_least) == ("center", "open", 3)
    assert [(event.type, event.stage) for event in events] == [("reached", "announced"), ("promised", "reached")]


def test_what_is_said_beside_the_stages(bundled: Dataset) -> None:
    """Places, hosts and what an audit is called are set on the day on which they were named; the rest are notes."""
    beside = {
        (str(update.date), event.item): event.set.written() if event.set else None
        for update in bundled.updates
        for event in update.events
        if event.set or event.type == "note"
    }

    cyberjaya = {"name": "Cyberjaya", "city": "Cyberjaya", "country": "Malaysia", "host": "CyberSecurity Malaysia"}
    assert beside == {
        ("2018-08-29", "zurich-infrastructure"): None,
        ("2018-11-13", "soc2"): {"standard": "SSAE 18", "reviewer": "One of the Big Four"},
        ("2019-07-11", "soc2"): {
            "name": "SOC 2 Type 1 audit",
            "standard": "SOC 2 Type 1 under SSAE 18",
            "scope": "Regular automatic antivirus-database updates for Windows and Unix servers",
        },
        ("2019-08-15", "cyberjaya"): cyberjaya,
        ("2020-11-17", "europe"): None,
        ("2020-11-17", "zurich"): {"host": "Interxion"},
        ("2020-11-17", "new-brunswick"): {
            "name": "New Brunswick",
            "country": "Canada",
            "host": "CyberNB Association",
        },
    }


@pytest.mark.parametrize(
    ("day", "item", "words"),
    [
        ("2018-08-29", "zurich", "Once data can be processed there."),
        ("2018-08-29", "zurich-infrastructure", "being installed"),
        ("2018-08-29", "soc2", "partner"),
        ("2018-11-13", "europe", "two Zurich facilities"),
        ("2019-04-02", "zurich-infrastructure", "storage part"),
        ("2020-11-17", "europe", "November 2018"),
        ("2020-11-17", "zurich", "relaunched"),
        ("2020-11-17", "cyberjaya", "Kuala Lumpur"),
        ("2020-11-17", "other-countries", "18 countries"),
        ("2020-11-17", "capacity-building", "Authority of Information Security"),
    ],
)
def test_notes(bundled: Dataset, day: str, item: str, words: str) -> None:
    """What needs a remark has one, in the update that it belongs to."""
    (update,) = (update for update in bundled.updates if str(update.date) == day)
    notes = [event.note for event in update.events if event.item == item and event.note]

    assert any(words in note for note in notes), notes


@pytest.mark.parametrize(
    "words",
    [
        "section on its phases that bears no date",
        "follow the relocation",
        "A judgement:",
        "fully operational, which is taken for open",
        "the one phase to which the closing section has no later note",
    ],
)
def test_judgements_are_told_where_they_are_made(words: str) -> None:
    """What the page does not say in so many words is explained in a comment of the file."""
    comments = re.findall(r"^ *# (.*)", BUNDLED.read_text(encoding="utf-8"), re.MULTILINE)

    assert words in " ".join(comments)


def test_what_the_items_are(bundled: Dataset) -> None:
    """The fields of each kind are those of the page, as known at the end; one center has two names."""
    ledger = Ledger(bundled, END)
    places = {row.id: (row.city, row.country) for row in centers.rows(ledger)}
    known = [state.item for state in ledger.states.values()]
    checked = {item.id: (item.standard, item.reviewer) for item in known if isinstance(item, Review)}

    assert places == {
        "zurich": ("Zurich", "Switzerland"),
        "madrid": ("Madrid", "Spain"),
        "cyberjaya": ("Cyberjaya", "Malaysia"),
        "sao-paulo": ("São Paulo", "Brazil"),
        "new-brunswick": (None, "Canada"),
    }
    assert checked == {
        "soc2": ("SOC 2 Type 1 under SSAE 18", "One of the Big Four"),
        "iso27001": ("ISO/IEC 27001:2013", "TÜV AUSTRIA"),
        "legal-assessment": (None, "Prof. Kaj Hober, Uppsala University"),
    }
    assert {row.destination for row in regions.rows(ledger)} == {"Zurich"}
    assert {item.id: list(item.aliases) for item in bundled.items() if item.aliases} == {"cyberjaya": ["kuala-lumpur"]}


def test_where_it_comes_from(bundled: Dataset) -> None:
    """One page of the company's own is the only source, and the stages are the default ones."""
    assert [(source.id, source.publisher, source.independent) for source in bundled.sources] == [
        ("status-page", "Kaspersky", False)
    ]
    assert bundled.sources[0].url == "https://www.kaspersky.com/blog/transparency-status-updates/23637/"
    assert bundled.initiative.announced == parse("October 2017")
    assert bundled.stages == Stages()


@pytest.mark.parametrize(
    ("day", "unknown"),
    [
        ("2018-08-29", ("SSAE", "Big Four", "Madrid", "Asia", "SOC 2", "Cyberjaya", "Brunswick", "Paulo", "Canada")),
        ("2018-12-31", ("Madrid", "Asia", "SOC 2", "Cyberjaya", "Brunswick", "Paulo", "Canada", "Uppsala")),
        ("2019-04-02", ("March 2018", "SOC 2", "Cyberjaya", "Malaysia", "Brunswick", "Paulo", "Canada", "TÜV")),
        ("2019-06-30", ("March 2018", "SOC 2", "Cyberjaya", "Malaysia", "Brunswick", "Paulo", "Canada", "TÜV")),
        ("2019-12-31", ("March 2018", "Brunswick", "TÜV", "Asia-Pacific", "Japan", "Kuala Lumpur", "Vietnam")),
        ("2020-02-13", ("March 2018", "Brunswick", "Asia-Pacific", "Japan", "Kuala Lumpur", "Vietnam")),
        ("2020-07-01", ("March 2018", "Brunswick", "Asia-Pacific", "Japan", "Kuala Lumpur", "Vietnam")),
    ],
)
def test_no_page_has_what_was_said_later(gti: Gti, day: str, unknown: tuple[str, ...]) -> None:
    """Everything that is known on a day, on one page, has nothing in it that was first said afterwards."""
    page = gti("report", "--as-of", day, "--format", "markdown").out

    assert [words for words in unknown if words in page] == []


def test_regions(bundled: Dataset) -> None:
    """All three regions are done at the end; Asia-Pacific names the page's 18 countries."""
    rows = {row.id: row for row in regions.rows(Ledger(bundled, END))}

    assert [row.done for row in rows.values()] == [True, True, True]
    assert list(rows["europe"].stages) == ["announced", "started", "completed"]
    assert len(rows["asia-pacific"].countries or ()) == 18
    assert "Japan" in (rows["asia-pacific"].countries or ())


# promise, verdict, outcome, whether that is implied, the days late
AT_THE_END = {
    "zurich-infrastructure.completed": ("late", "2 Apr – 13 Nov 2019", True, (92, 317)),
    "europe.started": ("kept", "13 Nov 2018", False, (0, 0)),
    "europe.completed": ("kept", "2 Apr – 13 Nov 2019", True, (-182, 0)),
    "other-countries.completed": ("delivered", "13 Nov 2019 – 17 Nov 2020", True, None),
    "zurich.open": ("kept", "13 Nov 2018", False, (0, 0)),
    "soc2.completed": ("delivered", "13 Nov 2018 – 11 Jul 2019", False, None),
    "assembly-move.completed": ("undated", None, None, None),
    "madrid.open": ("kept", "Jun 2019", False, (0, 0)),
    "cyberjaya.open": ("kept", "1 Jan – 17 Nov 2020", False, (0, 0)),
    "new-brunswick.open": ("slipped", None, None, None),
    "europe-storage.completed": ("undetermined", "2 Apr – 13 Nov 2019", True, (0, 136)),
    "three-centers.reached": ("undetermined", "1 Jan – 17 Nov 2020", False, (0, 322)),
    "sao-paulo.open": ("undetermined", "1 Jan – 17 Nov 2020", False, (0, 291)),
    "us-canada.completed": ("kept", "13 Nov 2019 – 17 Nov 2020", False, (0, 0)),
    "capacity-building-partners.completed": ("pending", None, None, None),
}


def judged(bundled: Dataset, day: date) -> dict[str, promises.PromiseRow]:
    """The promises as of a day, by their ids."""
    return {row.id: row for row in promises.rows(Ledger(bundled, day))}


@pytest.mark.parametrize("day", [END, date(2020, 11, 18), date(2026, 1, 1)])
def test_verdicts_at_the_end(bundled: Dataset, day: date) -> None:
    """All verdicts, with when it was done and by how many days late, at the end of the log and on any later day."""
    rows = judged(bundled, day)

    found = {
        id_: (
            row.verdict,
            row.outcome and row.outcome.text,
            row.outcome and row.outcome.implied,
            row.days_late and (row.days_late.min, row.days_late.max),
        )
        for id_, row in rows.items()
    }
    assert found == AT_THE_END
    count = Counter(row.verdict for row in rows.values())
    reached = {"kept": 6, "late": 1, "undetermined": 3, "delivered": 2}
    assert count == reached | {"undated": 1, "slipped": 1, "pending": 1}
    assert {id_: row.newest_verdict for id_, row in rows.items() if row.newest_verdict != row.verdict} == {
        "cyberjaya.open": "undetermined",
        "new-brunswick.open": "pending",
    }
    assert rows["assembly-move.completed"].silent_days == 811


def test_what_would_settle_a_verdict(bundled: Dataset) -> None:
    """A day settles what can't be told, but for three centers "by 2020": any day of 2020 may be late, and in time."""
    settled = {id_: row.settled_by for id_, row in judged(bundled, END).items() if row.verdict == "undetermined"}

    assert settled == {
        "europe-storage.completed": "whether Storage for Europe was completed by 30 Jun 2019 or later",
        "sao-paulo.open": "whether São Paulo opened by 31 Jan 2020 or later",
        "three-centers.reached": None,
    }


def test_conditions_at_the_end(bundled: Dataset) -> None:
    """Three promises waited for Europe: whether two came after it can't be told, and the third is 735 days behind."""
    waited = {row.id: row.after for row in judged(bundled, END).values() if row.after}

    assert {
        id_: (after.item, after.stage, after.reached and after.reached.text, after.days_since, after.order)
        for id_, after in waited.items()
    } == {
        "other-countries.completed": ("europe", "completed", "2 Apr – 13 Nov 2019", 370, "undetermined"),
        "soc2.completed": ("europe", "completed", "2 Apr – 13 Nov 2019", 370, "undetermined"),
        "assembly-move.completed": ("europe", "started", "13 Nov 2018", 735, None),
    }


def test_what_waits_for_europe(bundled: Dataset) -> None:
    """What is promised for after Europe is not owed before Europe is reported, and has no date from then on."""

    def verdicts(id_: str) -> list[str]:
        days = [date(2018, 11, 12), date(2018, 11, 13), date(2019, 7, 11), date(2019, 11, 12), date(2019, 11, 13)]
        return [judged(bundled, day)[id_].verdict for day in days]

    assert verdicts("assembly-move.completed") == ["waiting", *["undated"] * 4]
    assert verdicts("soc2.completed") == ["waiting", "waiting", *["delivered"] * 3]
    assert verdicts("other-countries.completed") == [*["waiting"] * 4, "undated"]


def test_the_goal_over_time(bundled: Dataset) -> None:
    """Three centers "by 2020" are pending until a third one is reported: it may still be done by the end of 2020."""
    days = [date(2019, 7, 11), date(2019, 12, 31), date(2020, 1, 1), date(2020, 11, 16), date(2020, 11, 17)]
    rows = [judged(bundled, day)["three-centers.reached"] for day in days]

    assert [row.verdict for row in rows] == [*["pending"] * 4, "undetermined"]


def test_the_infrastructure_was_not_ready_in_time(bundled: Dataset) -> None:
    """What was due by the end of 2018 is known to have been missed from April 2019 on, and late from November on."""
    days = [date(2018, 12, 31), date(2019, 1, 1), date(2019, 4, 1), date(2019, 4, 2), date(2019, 6, 30)]
    rows = [judged(bundled, day)["zurich-infrastructure.completed"] for day in (*days, date(2019, 11, 13))]

    assert [(row.verdict, row.overdue_days) for row in rows] == [
        ("pending", None),
        ("unreported", 1),
        ("unreported", 91),
        ("missed", 92),
        ("missed", 181),
        ("late", None),
    ]


def test_verdicts_on_an_earlier_day(bundled: Dataset) -> None:
    """In the middle of 2019 the infrastructure is overdue, and nothing else."""
    rows = judged(bundled, date(2019, 6, 30))

    assert {id_ for id_, row in rows.items() if row.overdue_days} == {"zurich-infrastructure.completed"}
    assert rows["europe-storage.completed"].verdict == "pending"
    count = Counter(row.verdict for row in rows.values())
    assert count == {"kept": 2, "missed": 1, "waiting": 2, "undated": 1, "pending": 5}


def test_a_date_moved_forward_is_not_one_that_passed(bundled: Dataset) -> None:
    """On 1 July 2020 Cyberjaya is overdue only by its newest date, and São Paulo by the only one that it had."""
    rows = judged(bundled, date(2020, 7, 1))
    cyberjaya, sao_paulo = rows["cyberjaya.open"], rows["sao-paulo.open"]

    assert (cyberjaya.verdict, cyberjaya.newest_verdict) == ("pending", "unreported")
    assert (cyberjaya.overdue_days, cyberjaya.newest_overdue_days) == (None, 1)
    assert (sao_paulo.verdict, sao_paulo.overdue_days, sao_paulo.newest_overdue_days) == ("unreported", 152, 152)
    state = status.status(Ledger(bundled, date(2020, 7, 1)), "")
    assert [row.item for row in state.next_deadlines] == ["new-brunswick", "three-centers", "us-canada"]


def test_promises_on_four_days(bundled: Dataset) -> None:
    """As time passes without a word, a promise with a date becomes unreported on the day after its last day."""

    def storage(day: date) -> str:
        return judged(bundled, day)["europe-storage.completed"].verdict

    assert [storage(date(2019, 6, 30)), storage(date(2019, 7, 1))] == ["pending", "unreported"]
    assert [storage(date(2019, 11, 12)), storage(date(2019, 11, 13))] == ["unreported", "undetermined"]


def test_moves(bundled: Dataset) -> None:
    """Two dates were moved, one of them to an earlier day, and Europe's was only said in other words."""
    moved = {id_: (row.moves, row.moved_days) for id_, row in judged(bundled, END).items() if len(row.statements) > 1}

    assert moved == {
        "europe.completed": (0, 0),
        "other-countries.completed": (0, None),
        "cyberjaya.open": (1, -184),
        "new-brunswick.open": (1, 181),
    }


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
