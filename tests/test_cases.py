"""Hard cases, each by the smallest log: contradictions, giving up, postponing, silence, the end of a log."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises
from tests.conftest import Answer
from tests.make import HEAD, log

ENDS = HEAD.replace('organization = "The Organization"', 'organization = "The Organization"\ncomplete_through = {}')


def asked(*updates: str, day: str, ends: str | None = None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The item's row and those of its promises, as JSON has them, as of a day."""
    text = (ENDS.format(ends) if ends else HEAD) + log(*updates)
    ledger = Ledger(load(text.encode(), "test.toml"), date.fromisoformat(day))
    (item,), found = (msgspec.to_builtins(list(view.rows(ledger))) for view in (items, promises))
    return item, found


def promise(*updates: str, day: str, ends: str | None = None) -> dict[str, Any]:
    """The only promise."""
    (row,) = asked(*updates, day=day, ends=ends)[1]
    return row


def test_missed_then_given_up() -> None:
    """A date that later statements show as missed stays missed when the item is given up."""
    updates = (
        '2021-03-01 stage = "used", target = "January 2022"',
        '2022-06-10 stage = "used", target = "2024"',
        '2024-07-01 stage = "withdrawn"',
    )

    before, after = promise(*updates, day="2024-06-30"), promise(*updates, day="2024-07-01")

    assert (before["verdict"], before["newest_verdict"]) == ("missed", "pending")
    assert (after["verdict"], after["newest_verdict"]) == ("missed", "withdrawn")
    assert (before["overdue_days"], after["overdue_days"]) == (881, None)
    assert [row["verdict"] for row in after["statements"]] == ["missed", "withdrawn"]


def test_given_up_after_its_date_without_a_word() -> None:
    """Silence shows nothing: what was given up after its date is given up, and nothing is overdue any more."""
    updates = ('2019-03-01 stage = "used", target = "June 2020"', '2020-07-17 stage = "withdrawn"')

    assert promise(*updates, day="2020-07-16")["verdict"] == "unreported"
    assert promise(*updates, day="2020-07-16")["overdue_days"] == 16
    given_up = promise(*updates, day="2021-01-01")
    assert (given_up["verdict"], given_up["newest_verdict"], given_up["overdue_days"]) == (
        "withdrawn",
        "withdrawn",
        None,
    )


def test_promised_again_after_it_was_given_up() -> None:
    """What is promised after it was given up is a promise of its own, and the report belongs to that."""
    item, (first, second) = asked(
        '2020-01-01 stage = "used", target = "June 2021"',
        '2021-03-01 stage = "withdrawn"',
        '2025-02-01 stage = "used", target = "2025"',
        '2025-09-01 stage = "used", when = "August 2025"',
        day="2026-01-01",
    )

    assert [(row["id"], row["attempt"], row["made"]) for row in (first, second)] == [
        ("thing.used", 1, "2020-01-01"),
        ("thing.used#2", 2, "2025-02-01"),
    ]
    assert (first["verdict"], first["outcome"], first["days_late"]) == ("withdrawn", None, None)
    assert (second["verdict"], second["target"]["text"], second["days_late"]) == ("kept", "2025", {"min": 0, "max": 0})
    assert (item["done"], item["withdrawn"], item["verdict"]) == (True, None, "kept")


def test_put_off_without_a_date() -> None:
    """A date that was taken back before it passed is put off, also once it has passed."""
    made = promise(
        '2019-11-01 stage = "used", target = "June 2020"',
        '2020-05-01 stage = "used", target = "postponed"',
        day="2020-08-01",
    )

    assert (made["verdict"], made["current_target"], made["moves"]) == ("slipped", None, 1)
    assert made["overdue_days"] == 32


@pytest.mark.parametrize("word", ["soon", "undated"])
def test_no_date_is_no_postponement(word: str) -> None:
    """Words that name no date leave the one before them as it stands."""
    updates = (
        '2019-11-01 stage = "used", target = "June 2020"',
        f'2020-05-01 stage = "used", target = "{word}"',
    )

    assert promise(*updates, day="2020-06-30")["verdict"] == "pending"
    made = promise(*updates, day="2020-07-01")
    assert (made["verdict"], made["overdue_days"], made["moves"]) == ("unreported", 1, 0)


def test_reported_for_a_day_on_which_it_was_not_reached_yet() -> None:
    """A report for a day before a *not yet* is not believed against it, nor it against the report."""
    made = promise(
        '2020-05-01 stage = "used", target = "2020-06-10"',
        '2020-06-15 stage = "used", not_yet = true',
        '2020-07-08 stage = "used", when = "2020-06-01"',
        day="2020-08-01",
    )

    assert (made["verdict"], made["outcome"]["disputed"]) == ("undetermined", True)
    assert (made["outcome"]["earliest"], made["outcome"]["latest"]) == ("2020-06-01", "2020-07-08")


@pytest.mark.parametrize("turned", [False, True])
def test_an_earlier_stage_after_a_later_one(turned: bool) -> None:
    """Where a stage is reported for a day after a later stage, both are disputed, whichever is told first."""
    reports = ['stage = "built", when = "2020-07-01"', 'stage = "used", when = "2020-06-01"']
    item, (built, used) = asked(
        '2020-01-01 stage = "built", target = "2020-06-15"; stage = "used", target = "2020-06-15"',
        f"2020-08-01 {'; '.join(reversed(reports) if turned else reports)}",
        day="2020-09-01",
    )

    assert (item["stages"]["built"]["disputed"], item["stages"]["used"]["disputed"]) == (True, True)
    assert (built["verdict"], used["verdict"]) == ("undetermined", "undetermined")
    assert (built["evidence"], used["evidence"]) == (None, None)


@pytest.mark.parametrize("turned", [False, True])
def test_reports_that_contradict_each_other(turned: bool) -> None:
    """Nobody is believed for having spoken first: the span holds the days of both reports."""
    reports = [("2020-09-01", "June 2020", "page"), ("2020-09-02", "August 2020", "auditor")]
    texts = [(when, source) for _, when, source in (reversed(reports) if turned else reports)]
    made = promise(
        '2020-01-01 stage = "used", target = "June 2020"',
        *(
            f'{day}@{source} stage = "used", when = "{when}"'
            for (day, _, _), (when, source) in zip(reports, texts, strict=True)
        ),
        day="2020-12-31",
    )

    assert (made["verdict"], made["outcome"]["disputed"], made["evidence"]) == ("undetermined", True, None)
    assert (made["outcome"]["earliest"], made["outcome"]["latest"]) == ("2020-06-01", "2020-08-31")
    assert made["days_late"] == {"min": 0, "max": 62}


@pytest.mark.parametrize("turned", [False, True])
def test_a_plain_report_beats_an_implied_one(turned: bool) -> None:
    """An implied report with no day in common with a plain one gives way, whichever of them came first."""
    reports = ['stage = "used", implied = true, when = "November 2019"', 'stage = "used", when = "March 2020"']
    first, second = reversed(reports) if turned else reports
    made = promise(
        '2019-01-01 stage = "used", target = "2019"', f"2020-04-01 {first}", f"2020-04-02 {second}", day="2020-12-31"
    )

    assert (made["verdict"], made["outcome"]["disputed"], made["outcome"]["implied"]) == ("late", False, False)


OPENED = ('2020-01-01 stage = "used", target = "June 2020"', '2020-06-20 stage = "used", when = "2020-06-19"')
DENIED = '2020-06-25@auditor stage = "used", not_yet = true'


def test_reported_and_denied() -> None:
    """A report that anybody denies later is disputed, and the stage counts as not reached."""
    item, (made,) = asked(*OPENED, DENIED, day="2020-12-31")

    assert (item["stage"], item["done"], item["stages"]["used"]) == (None, False, None)
    assert (made["verdict"], made["newest_verdict"], made["outcome"]) == ("disputed", "disputed", None)


def test_a_later_report_settles_it() -> None:
    """A report after the denial is believed, from the day of the denial on."""
    item, (made,) = asked(*OPENED, DENIED, '2020-07-10 stage = "used", when = "2020-06-28"', day="2020-12-31")

    assert item["done"]
    assert (made["verdict"], made["outcome"]["earliest"], made["outcome"]["disputed"]) == ("kept", "2020-06-28", False)


def test_a_correction_settles_it() -> None:
    """A *not yet* that corrects the report leaves nothing disputed: the stage is not reached."""
    updates = (*OPENED, '2020-06-25 stage = "used", not_yet = true, corrects = true')

    assert promise(*updates, day="2020-06-30")["verdict"] == "pending"
    assert promise(*updates, day="2020-07-01")["verdict"] == "unreported"


def test_check_warns_of_a_denial(gti: Callable[..., Answer], tmp_path: Any) -> None:
    """`gti check` has a warning where a *not yet* contradicts a report."""
    (tmp_path / "denied.toml").write_text(HEAD + log(*OPENED, DENIED))

    found = json.loads(gti("check", "denied.toml", "--json").out)

    assert [row["severity"] for row in found] == ["warning"]


def test_an_earlier_stage_after_the_deadline() -> None:
    """What only began after the deadline was not done by it."""
    made = promise(
        '2020-01-01 stage = "used", target = "June 2020"',
        '2020-09-01 stage = "built", when = "July 2020"',
        day="2020-12-31",
    )

    assert made["verdict"] == "missed"


def test_given_up_stays_given_up() -> None:
    """A report of what happened before the withdrawal does not take it back."""
    item, (made,) = asked(
        '2021-01-01 stage = "used", target = "2022"',
        '2024-07-01 stage = "withdrawn"',
        '2024-09-01@auditor stage = "used", when = "2022"',
        day="2024-12-31",
    )

    assert item["withdrawn"]["latest"] == "2024-07-01"
    assert not item["done"]
    assert made["verdict"] == "kept"


def test_who_decides() -> None:
    """The evidence is that of the statement that gives the deciding day, not of one that adds nothing."""
    updates = (
        '2020-01-01 stage = "used", target = "June 2020"',
        '2020-06-20 stage = "used", when = "2020-06-19"',
        '2020-09-01@auditor stage = "used"',
    )

    assert promise(*updates, day="2020-12-31")["evidence"] == "own"
    exact = (updates[0], '2020-09-01 stage = "used"', '2020-09-02@auditor stage = "used", when = "2020-06-19"')
    assert promise(*exact, day="2020-12-31")["evidence"] == "independent"


def test_nothing_changes_after_the_end_of_the_log() -> None:
    """Asked for a later day, a log that ended answers as on its last day."""
    updates = (
        '2019-01-01 stage = "used", target = "2021"',
        '2019-02-01 stage = "built", target = "June 2019"',
        '2020-01-01 stage = "used", target = "2022"',
    )

    at_its_end = asked(*updates, day="2020-11-17", ends="2020-11-17")

    assert asked(*updates, day="2025-11-17", ends="2020-11-17") == at_its_end
    assert [(row["verdict"], row["silent_days"]) for row in at_its_end[1]] == [("slipped", 321), ("unreported", 655)]


def test_an_earlier_newest_date() -> None:
    """A promise is held to its first date; what its newest one makes of it stands beside that."""
    updates = ('2019-01-01 stage = "used", target = "2020"', '2019-06-01 stage = "used", target = "early 2020"')

    waiting = promise(*updates, day="2020-07-15")
    assert (waiting["verdict"], waiting["newest_verdict"]) == ("pending", "unreported")
    assert (waiting["overdue_days"], waiting["newest_overdue_days"]) == (None, 15)
    assert (waiting["moves"], waiting["moved_days"]) == (1, -184)
    done = promise(*updates, '2020-08-01 stage = "used", when = "May 2020"', day="2020-12-31")
    assert (done["verdict"], done["newest_verdict"]) == ("kept", "undetermined")


def test_moved_before_the_first_date_passed() -> None:
    """Between its first date and its newest one a promise is past the first: no date given anew resets that clock."""
    made = promise(
        '2019-01-01 stage = "used", target = "June 2020"',
        '2020-05-01 stage = "used", target = "2020"',
        day="2020-07-15",
    )

    assert (made["verdict"], made["newest_verdict"]) == ("slipped", "pending")
    assert (made["overdue_days"], made["newest_overdue_days"], made["moved_days"]) == (15, None, 184)


def test_no_verdict_changes_after_the_end_of_the_log(gti: Callable[..., Answer]) -> None:
    """`gti diff` of two days after the end of a log finds nothing."""
    updates = ('2019-01-01 stage = "used", target = "2021"', '2020-01-01 stage = "used", target = "2022"')
    text = ENDS.format("2020-11-17") + log(*updates)

    found = json.loads(gti("diff", "2020-11-17", "2025", "--json", data=text).out)

    assert [found[key] for key in ("updates", "reached", "promised", "moved", "verdicts", "figures")] == [[]] * 6


def test_a_figure_that_was_at_least_so_much(gti: Callable[..., Answer]) -> None:
    """Where a figure before was "more than" a number, `gti diff` says so."""
    metric = '[[metrics]]\nid = "paid"\nphase = "work"\nname = "Paid"\n'
    figures = [("2019-06-01", "value = 17000, at_least = true"), ("2020-06-01", "value = 57750")]
    updates = "".join(
        f'[[updates]]\ndate = {day}\ntitle = "t"\nsource = "page"\nfigures = [{{ metric = "paid", {figure} }}]\n'
        for day, figure in figures
    )

    (found,) = json.loads(gti("diff", "2019", "2020", "--json", data=HEAD + metric + updates).out)["figures"]

    assert (found["before"], found["before_at_least"]) == (17000, True)
