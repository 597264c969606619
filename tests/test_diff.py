"""`gti diff`: what became known between two days."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.ledger.ledger import Ledger
from gti_cli.views import diff as view
from tests.conftest import BUNDLED, Gti
from tests.make import HEAD, item, load_file, update


def changes(gti: Gti, *words: str, data: str | None = None) -> Any:
    """The answer as JSON."""
    answer = gti("diff", *words, "--json", data=data)
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def test_what_became_known_in_a_month(gti: Gti) -> None:
    """November 2019: one update, what it reached and promised, and the verdicts that it changed."""
    found = changes(gti, "2019-10", "2019-11")

    assert list(found) == ["from", "to", "updates", "reached", "promised", "moved", "verdicts", "figures"]
    assert (found["from"], found["to"]) == ("2019-10-31", "2019-11-30")
    assert [row["id"] for row in found["updates"]] == ["2019-11-13"]
    assert ("europe-storage", "completed", None) in [
        (row["item"], row["stage"], row["before"]) for row in found["reached"]
    ]
    assert [row["item"] for row in found["promised"]] == ["sao-paulo", "us-canada"]
    assert found["moved"] == []
    assert {(row["item"], row["stage"]): (row["before"], row["after"]) for row in found["verdicts"]} == {
        ("europe", "completed"): ("pending", "kept"),
        ("other-countries", "completed"): ("waiting", "undated"),
        ("europe-storage", "completed"): ("unreported", "undetermined"),
        ("zurich-infrastructure", "completed"): ("missed", "late"),
    }


def test_moves_and_figures(gti: Gti) -> None:
    """In 2020: New Brunswick's date moved, and three figures were given, one of them after another."""
    found = changes(gti, "2019", "2020-11-17")

    (move,) = found["moved"]
    assert (move["item"], move["before"]["text"], move["after"]["text"]) == (
        "new-brunswick",
        "in 2020",
        "in early 2021",
    )
    assert (move["moved_days"], move["notice_days"]) == (181, 44)
    assert [(row["metric"], row["before"], row["value"]) for row in found["figures"]] == [
        ("bugs-resolved", None, 76),
        ("reports-rewarded", None, 37),
        ("bounties-paid", 17000, 57750),
    ]
    assert [row["before_at_least"] for row in found["figures"]] == [False, False, True]


def test_what_is_taken_back(gti: Gti, head: str) -> None:
    """A report that a later statement takes back, a span that it narrows, and a promise that is dropped are changes."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", implied = true')
        + update('stage = "completed", target = "2021"', day="2020-06-01")
        + update('stage = "completed", when = "2020-06-15"', day="2020-07-01")
        + update('stage = "completed", when = "2020-06-10", corrects = true', day="2020-08-01")
    )

    def reached(since: str, to: str) -> list[tuple[str, str | None, str | None]]:
        rows = changes(gti, since, to, data=data)["reached"]
        return [
            (row["stage"], *(row[side]["text"] if row[side] else None for side in ("before", "after"))) for row in rows
        ]

    assert reached("2020-05-31", "2020-06-30") == [
        ("announced", "by 1 May 2020", None),
        ("completed", "by 1 May 2020", None),
    ]
    assert reached("2020-07-31", "2020-08-01") == [
        ("announced", "by 15 Jun 2020", "by 10 Jun 2020"),
        ("completed", "15 Jun 2020", "10 Jun 2020"),
    ]
    assert "taken back, was by 1 May 2020" in gti("diff", "2020-05", "2020-06", data=data).out


@pytest.mark.parametrize(
    ("second", "after", "verdict"),
    [
        ('stage = "completed", not_yet = true', None, "disputed"),
        ('stage = "completed", when = "2020-06-15"', "15 May – 15 Jun 2020†", "undetermined"),
    ],
)
def test_what_is_disputed(gti: Gti, head: str, second: str, after: str | None, verdict: str) -> None:
    """What a later statement contradicts is known otherwise than before, or not reached any more; the verdict goes."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "May 2020"', day="2020-01-01")
        + update('stage = "completed", when = "2020-05-15"', day="2020-06-20")
        + update(second, day="2020-07-01", source="auditor")
    )

    found = changes(gti, "2020-06", "2020-07", data=data)
    (completed,) = [row for row in found["reached"] if row["stage"] == "completed"]
    (change,) = found["verdicts"]
    assert (completed["after"] and completed["after"]["disputed"]) == (True if after else None)
    assert (change["before"], change["after"]) == ("kept", verdict)
    words = f"completed {after}, was 15 May 2020" if after else "completed: taken back, was 15 May 2020"
    assert words in gti("diff", "2020-06", "2020-07", data=data).out


def test_a_date_that_was_taken_back(gti: Gti, head: str) -> None:
    """A date that is taken back is a move to none; words that only name none move nothing."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "2021"', day="2020-06-01")
        + update('stage = "completed", target = "postponed"', day="2020-07-01")
    )

    assert changes(gti, "2020-06", "2020-07", data=data.replace("postponed", "soon"))["moved"] == []
    (move,) = changes(gti, "2020-06", "2020-07", data=data)["moved"]
    assert (move["after"], move["moved_days"], move["notice_days"]) == (None, None, 548)
    assert "2021 → no date" in gti("diff", "2020-06", "2020-07", data=data).out


@pytest.mark.parametrize("format_", ["json", "markdown", "table"])
@pytest.mark.parametrize("terminal", [True, False])
def test_a_day_against_itself(gti: Gti, format_: str, terminal: bool) -> None:
    """Between a day and itself nothing changed, and the answer says so."""
    env = {"FORCE_COLOR": "1", "TERM": "dumb"} if terminal else {}
    answer = gti("diff", "2019", "2019-12-31", "--format", format_, env=env)

    assert answer.code == 0
    if format_ == "json":
        found = json.loads(answer.out)
        assert all(changes == [] for changes in found.values() if isinstance(changes, list))
    else:
        assert "Nothing changed" in answer.out


@pytest.mark.parametrize("words", [("2020", "2019"), ("2999",), ("someday",), ("2019", "2020/..")])
def test_wrong_days(gti: Gti, words: tuple[str, ...]) -> None:
    """The earlier day comes first, and both must have a last day."""
    answer = gti("diff", *words)

    assert (answer.code, answer.out) == (2, "")


def test_the_later_day_is_given_once(gti: Gti) -> None:
    """`--as-of` is the later day, too: what was not known on it is not told."""
    assert gti("diff", "2017", "2019", "--as-of", "2018").err == (
        'Error: TO: "2019" is after the day of --as-of; give one of the two\n'
    )
    same = [gti("diff", "2017", *later, "--json") for later in (("2018",), ("--as-of", "2018"))]
    assert same[0].out == same[1].out
    assert gti("diff", "2017", "2018", "--as-of", "2018", "--json").out == same[0].out


def test_after_the_end_of_a_log(gti: Gti) -> None:
    """Whoever asks every month what is new is told that nothing changed, also once the log has ended."""
    answer = gti("diff", "last month")

    assert answer.code == 0
    assert "where this log ends" in answer.out.splitlines()[0]
    assert answer.out.endswith("\nNothing changed.\n")
    assert gti("diff", "last month", "--as-of", "2020").code == 2


def test_a_change_names_its_promise(gti: Gti, head: str) -> None:
    """A floor is told as a floor; the promises of two parties, and two attempts, are never taken for one another."""
    data = (
        head
        + item("milestones")
        + update(
            'stage = "completed", not_before = "2020-06-01"',
            'stage = "completed", target = "2020-05", by = "FAA"',
            'stage = "completed", target = "2020-04"',
            day="2020-01-01",
        )
        + update('stage = "completed", when = "2020-05-15"', day="2020-05-20")
    )
    told = changes(gti, "2020-04", "2020-05", data=data)["verdicts"]

    assert {(row["id"], row["bound"], row["by"], row["after"]) for row in told} == {
        ("thing.completed", "by", None, "late"),
        ("thing.completed!", "not_before", None, "broken"),
        ("thing.completed@faa", "by", "FAA", "kept"),
    }
    lines = gti("diff", "2020-04", "2020-05", data=data).out
    assert "Thing, not to be completed early  pending → broken" in lines
    assert "Thing, to be completed, by FAA    pending → kept" in lines


HEADINGS = ("Verdicts that changed", "Moved", "Promised", "Reached", "Figures", "Updates")


def test_it_reads_like_release_notes(gti: Gti) -> None:
    """On a terminal: headings, what matters most first; what the star means; in the days of its title."""
    whole = drawn(gti, "2019-01-01")
    assert [line for line in whole if line in HEADINGS] == [*HEADINGS]
    assert whole[-1] == "More: gti timeline --since 2019-04-02 --until 2020-11-17"
    screen = gti("diff", "2019-06-30", "2019-12", env={"FORCE_COLOR": "1", "TERM": "dumb"}).out

    assert screen.startswith("What became known after 30 Jun 2019, up to 31 Dec 2019")
    for words in (
        "Updates",
        "Reached",
        "open Jun 2019",
        "Promised",
        "Moved",
        "in 2020 → in early 2020",
        "pending → kept",
    ):
        assert words in screen
    assert "* implied by another statement, not stated" in screen
    assert "more than 17,000 → 57,750 USD" in gti("diff", "2019", "2020-11-17").out


def drawn(gti: Gti, *words: str, data: str | None = None) -> list[str]:
    """The lines of a terminal."""
    return gti("diff", *words, data=data, env={"FORCE_COLOR": "1", "TERM": "dumb"}).out.splitlines()


def test_the_worst_verdicts_come_first(gti: Gti) -> None:
    """In the order in which promises are read, whatever the order in which they were made."""
    lines = drawn(gti, "2019-11-01")
    first = lines.index("Verdicts that changed") + 2
    after = [line.split(" → ")[1] for line in lines[first : lines.index("Moved") - 1]]

    assert after == ["late", "undetermined", "undetermined", "slipped", "kept", "kept", "delivered"]


IMPLYING = (
    HEAD
    + item("reviews", "audit")
    + item("reviews", "other")
    + item("milestones")
    + update('item = "audit", stage = "announced"', day="2020-02-01")
    + update(
        'item = "audit", stage = "completed"',
        'item = "other", stage = "contracted", implied = true',
        'item = "thing", stage = "completed"',
        'item = "thing", stage = "withdrawn"',
        day="2020-03-01",
    )
)


def test_what_a_later_stage_implies_is_left_out_and_counted(gti: Gti) -> None:
    """But not the furthest stage of an item, though it is implied; `--implied` shows all, and data has all."""
    first, every = (drawn(gti, "2020-02-01", *more, data=IMPLYING) for more in ((), ("--implied",)))

    assert "  Audit  completed by 1 Mar 2020" in first
    assert "  Other  contracted by 1 Mar 2020*" in first
    assert "  Thing  completed by 1 Mar 2020 · withdrawn by 1 Mar 2020" in first
    assert "  and 3 earlier stages that these imply: gti diff 2020-02-01 --implied" in first
    assert "  Audit  contracted by 1 Mar 2020* · completed by 1 Mar 2020" in every
    assert not any("earlier stage" in line for line in every)
    (one,) = [line for line in drawn(gti, "2020-01", "2020-02", data=ONE_IMPLIED) if "earlier" in line]
    assert one == "  and 1 earlier stage that these imply: gti diff 2020-01 2020-02 --implied"
    assert (
        gti("diff", "2020-02-01", "--implied", "--json", data=IMPLYING).out
        == gti("diff", "2020-02-01", "--json", data=IMPLYING).out
    )
    assert "contracted by 1 Mar 2020*" in gti("diff", "2020-02-01", data=IMPLYING).out


ONE_IMPLIED = HEAD + item("milestones") + update('stage = "completed"', day="2020-02-01")


def test_a_withdrawal_is_a_change(gti: Gti, head: str) -> None:
    """What was given up, and what was taken up again, became known too."""
    data = (
        head
        + item("milestones")
        + update('stage = "announced"')
        + update('stage = "withdrawn"', day="2020-06-01")
        + update('stage = "completed", target = "2021"', day="2020-07-01")
    )

    (given_up,) = changes(gti, "2020-05", "2020-06", data=data)["reached"]
    (taken_up,) = changes(gti, "2020-06", "2020-07", data=data)["reached"]
    assert (given_up["stage"], given_up["before"], given_up["after"]["text"]) == ("withdrawn", None, "by 1 Jun 2020")
    assert (taken_up["stage"], taken_up["after"]) == ("withdrawn", None)


DAYS = st.dates(date(2018, 8, 1), date(2021, 12, 31))


@settings(max_examples=15, deadline=None)
@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_two_steps_tell_what_one_tells(days: list[date]) -> None:
    """Updates, new promises and figures of two steps are those of one; what changed in neither step did not change."""
    dataset = load_file(BUNDLED)
    first, middle, last = (Ledger(dataset, day) for day in days)

    one, two, whole = view.diff(first, middle), view.diff(middle, last), view.diff(first, last)
    assert [row.id for row in (*one.updates, *two.updates)] == [row.id for row in whole.updates]
    assert {(row.item, row.stage) for row in (*one.promised, *two.promised)} == {
        (row.item, row.stage) for row in whole.promised
    }
    assert len(one.figures) + len(two.figures) == len(whole.figures)
    assert len(one.moved) + len(two.moved) == len(whole.moved)
    told = {(row.item, row.stage) for row in (*one.reached, *two.reached)}
    assert {(row.item, row.stage) for row in whole.reached} <= told
