"""When a stage was reached: each of the six rules, and withdrawal, shown by the smallest log that needs it."""

from collections.abc import Callable
from datetime import date

import pytest

from gti_cli.dataset.model import Dataset
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.reach import Life, Reached
from tests.make import log

Lives = Callable[..., Life]


@pytest.fixture
def life(dataset: Callable[[str], Dataset]) -> Lives:
    """The life of the thing as a few updates tell it, as of the end of 2020."""
    return lambda *updates, day=date(2020, 12, 31): Ledger(dataset(log(*updates)), day).states["thing"].life


def days(reached: Reached) -> tuple[str | None, str | None]:
    """The two ends of a stage's span."""
    first, last = (None if day is None else str(day) for day in (reached.span.earliest, reached.span.latest))
    return first, last


def clashes(told: Life) -> list[tuple[str, int, str, str]]:
    """Of each conflict: its stage, the rule and the stage of what contradicts, and the update that it contradicts."""
    return [(one.stage, one.by.rule, one.by.stage, one.against.statement.update) for one in told.conflicts]


def disputed(told: Life) -> list[str]:
    """The stages reached about whose days statements contradict each other."""
    return [stage for stage, reached in told.reached.items() if reached.disputed]


def test_when_gives_the_days(life: Lives) -> None:
    """Rule 1: a report gives the days of its `when`."""
    used = life('2020-09-01 stage = "used", when = "June 2020"').reached["used"]

    assert days(used) == ("2020-06-01", "2020-06-30")


def test_without_when_it_was_by_the_day_of_publication(life: Lives) -> None:
    """Rule 1: without a `when` only the day of publication bounds the stage."""
    used = life('2020-09-01 stage = "used"').reached["used"]

    assert days(used) == (None, "2020-09-01")


def test_publication_cuts_off_a_when(life: Lives) -> None:
    """Rule 1: what is reported has happened, so the days end with the day of publication."""
    used = life('2020-09-01 stage = "used", when = "2020"').reached["used"]

    assert days(used) == ("2020-01-01", "2020-09-01")


def test_a_correction_discards_what_was_reported_before(life: Lives) -> None:
    """Rule 1: a correction takes back the reports of its stage published before it, not those after it."""
    updates = (
        '2020-02-01 stage = "used", when = "2020-01-05"',
        '2020-03-01 stage = "used", when = "2020-02-10", corrects = true',
        '2020-04-01 stage = "used", when = "February 2020"',
    )

    assert days(life(*updates[:1]).reached["used"]) == ("2020-01-05", "2020-01-05")
    corrected = life(*updates)
    assert days(corrected.reached["used"]) == ("2020-02-10", "2020-02-10")
    assert corrected.reached["used"].reported == date(2020, 3, 1)
    assert corrected.conflicts == ()


def test_a_report_that_was_taken_back_bounds_nothing(life: Lives) -> None:
    """Rule 5: only a promise or a *not yet* says that a stage lay ahead; a report that was corrected does not."""
    used = life('2020-02-01 stage = "used"', '2020-03-01 stage = "used", corrects = true').reached["used"]

    assert days(used) == (None, "2020-03-01")
    assert used.ends.earliest_by == ()


def test_a_correction_leaves_other_stages_alone(life: Lives) -> None:
    """Rule 1: only reports of the same stage are taken back."""
    corrected = life(
        '2020-02-01 stage = "built", when = "2020-01-05"',
        '2020-03-01 stage = "used", when = "2020-02-10", corrects = true',
    )

    assert days(corrected.reached["built"]) == ("2020-01-05", "2020-01-05")


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        ('stage = "used", target = "2021"', False),
        ('stage = "used", target = "2021", anew = true', False),
        ('stage = "used", target = "2019"', False),
        ('stage = "used", not_yet = true', False),
        ('stage = "built", not_yet = true', False),
        ('stage = "planned", target = "2021"', False),
        ('stage = "used", target = "2021", implied = true', True),
        ('note = "no news"', True),
    ],
)
def test_a_plain_statement_that_it_lies_ahead_discards_an_implied_report(life: Lives, later: str, stands: bool) -> None:
    """Rule 1: an implied report gives way to any plain promise or *not yet* of its stage, or an earlier one, after it.

    Nothing is disputed by that: what was only implied contradicts nobody.
    """
    told = life('2020-02-01 stage = "used", implied = true', f"2020-03-01 {later}")

    assert ("used" in told.reached) is stands
    assert (told.denied, told.conflicts) == ({}, ())


def test_a_later_stage_that_lies_ahead_says_nothing_of_an_earlier_one(life: Lives) -> None:
    """Rule 1: an implied report stands beside the word that a later stage lies ahead; so does a plain one."""
    for implied in ("", ", implied = true"):
        told = life(f'2020-02-01 stage = "built"{implied}', '2020-03-01 stage = "used", not_yet = true')

        assert (list(told.reached), told.denied) == (["planned", "built"], {})


def test_an_implied_report_after_the_promise_stands(life: Lives) -> None:
    """Rule 1: order in the log decides, within one update too."""
    after = life('2020-02-01 stage = "used", target = "2021"; stage = "used", implied = true')
    before = life('2020-02-01 stage = "used", implied = true; stage = "used", target = "2021"')

    assert "used" in after.reached
    assert "used" not in before.reached


@pytest.mark.parametrize("turned", [False, True])
def test_an_implied_report_gives_way_to_a_plain_one(life: Lives, turned: bool) -> None:
    """Rule 1: an implied report that no day of a plain one agrees with is discarded, whichever of them came first."""
    reports = ['stage = "used", implied = true, when = "May 2020"', 'stage = "used", when = "June 2020"']
    first, second = reversed(reports) if turned else reports
    told = life(f"2020-07-01 {first}", f"2020-08-01 {second}")

    assert days(told.reached["used"]) == ("2020-06-01", "2020-06-30")
    assert not told.reached["used"].disputed
    assert told.reached["used"].reported == date(2020, 7 if turned else 8, 1)
    assert told.conflicts == ()


def test_an_implied_report_that_agrees_with_a_plain_one_narrows_it(life: Lives) -> None:
    """Rule 1: one day in common is enough for an implied report to stand."""
    told = life(
        '2020-07-01 stage = "used", implied = true, when = "by 1 June 2020"',
        '2020-08-01 stage = "used", when = "June 2020"',
    )

    assert days(told.reached["used"]) == ("2020-06-01", "2020-06-01")


REPORT = '2020-02-01 stage = "used", when = "January 2020"'


@pytest.mark.parametrize(
    ("later", "is_taken_back"),
    [
        ('2020-03-01 stage = "used", not_yet = true', True),
        ('2020-02-01 stage = "used", not_yet = true', True),
        ('2020-03-01@auditor stage = "used", not_yet = true', True),
        ('2020-03-01 stage = "built", not_yet = true', True),
        ('2020-03-01 stage = "used", target = "2021"', True),
        ('2020-02-02 stage = "built", target = "undated"', True),
        ('2020-02-01 stage = "used", target = "2021"', False),
        ('2020-03-01 stage = "used", target = "2021", anew = true', False),
        ('2020-03-01 stage = "used", target = "2021", implied = true', False),
        ('2020-03-01 stage = "used", target = "2019"', False),
        ('2020-03-01 note = "no news"', False),
    ],
)
def test_a_plain_report_is_taken_back(life: Lives, later: str, is_taken_back: bool) -> None:
    """Rule 1: a later *not yet* takes a plain report back; so does a plain promise that counts, of a later day.

    It may be about an earlier stage, and anyone's. The stage counts as not reached then, and is disputed.
    """
    told = life(REPORT, later)

    assert ("used" in told.reached) is not is_taken_back
    assert ("used" in told.denied) is is_taken_back
    assert [conflict.against.statement.update for conflict in told.conflicts] == ["2020-02-01"] * is_taken_back


def test_a_not_yet_before_the_report_takes_nothing_back(life: Lives) -> None:
    """Rule 1: of two statements of one update the order decides, as anywhere in the log."""
    told = life('2020-02-01 stage = "used", not_yet = true; stage = "used"')

    assert list(told.reached) == ["planned", "built", "used"]
    assert told.denied == {}


def test_what_a_contradiction_is_about(life: Lives) -> None:
    """Rule 1: disputed are the stages that one statement reports and the other denies, and both are named.

    Used was built; not built yet. Whether it was planned is said by nobody any more, and denied by nobody.
    """
    told = life(REPORT, '2020-03-01 stage = "built", not_yet = true')

    assert list(told.denied) == ["built", "used"]
    assert told.reached == {}
    assert clashes(told) == [("used", 1, "built", "2020-02-01")]
    assert told.denied["used"].by.statement.update == "2020-03-01"


def test_what_was_not_reported_is_not_disputed(life: Lives) -> None:
    """Rule 1: a *not yet* about a stage that nobody reported contradicts nothing."""
    told = life('2020-02-01 stage = "built"', '2020-03-01 stage = "built", not_yet = true')

    assert list(told.denied) == ["built"]


def test_what_is_denied_twice_is_denied_of_every_stage(life: Lives) -> None:
    """Rule 1: a report that was taken back is contradicted once more by the word that an earlier stage lies ahead.

    Further words about stages that are denied already contradict nothing new.
    """
    once = (REPORT, '2020-03-01 stage = "used", not_yet = true')
    twice = (*once, '2020-04-01 stage = "built", not_yet = true')
    again = (*twice, '2020-05-01 stage = "built", target = "2021"', '2020-06-01 stage = "used", not_yet = true')

    assert list(life(*once).denied) == ["used"]
    assert list(life(*twice).denied) == ["built", "used"]
    assert life(*again).conflicts == life(*twice).conflicts
    assert [one.by.statement.update for one in life(*again).conflicts] == ["2020-03-01", "2020-04-01"]


def test_a_report_that_does_not_stand_settles_nothing(life: Lives) -> None:
    """Rule 1: what is implied after a *not yet*, and discarded by a promise, leaves the stage disputed."""
    told = life(
        REPORT,
        '2020-03-01 stage = "used", not_yet = true',
        '2020-04-01 stage = "used", implied = true',
        '2020-05-01 stage = "planned", target = "2021"',
    )

    assert list(told.denied) == ["planned", "built", "used"]


def test_a_correction_that_it_lies_ahead_leaves_nothing_disputed(life: Lives) -> None:
    """Rule 1: a *not yet* with `corrects` takes the report back without a dispute, also one that was denied before."""
    corrects = '2020-04-01 stage = "built", not_yet = true, corrects = true'
    at_once = life(REPORT, corrects)
    denied_before = life(REPORT, '2020-03-01 stage = "used", not_yet = true', corrects)

    assert (at_once.reached, at_once.denied, at_once.conflicts) == ({}, {}, ())
    assert (denied_before.reached, denied_before.denied) == ({}, {})


def test_a_later_report_settles_what_was_disputed(life: Lives) -> None:
    """Rule 1: a report after the *not yet* stands, alone, from the day of the *not yet* on; none comes back."""
    told = life(REPORT, '2020-03-01 stage = "used", not_yet = true', '2020-05-01 stage = "used", when = "H1 2020"')

    assert days(told.reached["used"]) == ("2020-03-01", "2020-05-01")
    assert told.reached["used"].reported == date(2020, 5, 1)
    assert told.denied == {}
    assert disputed(told) == []


def test_a_report_of_an_earlier_stage_settles_that_one_only(life: Lives) -> None:
    """Rule 1: built after all says nothing of whether it is used."""
    told = life(REPORT, '2020-03-01 stage = "built", not_yet = true', '2020-05-01 stage = "built"')

    assert list(told.reached) == ["planned", "built"]
    assert list(told.denied) == ["used"]


def test_statements_are_intersected(life: Lives) -> None:
    """Rule 2: each statement narrows the days that the others leave."""
    used = life(
        '2020-07-01 stage = "used", when = "H1 2020"', '2020-08-01 stage = "used", when = "Q2 2020/2020"'
    ).reached["used"]

    assert days(used) == ("2020-04-01", "2020-06-30")


@pytest.mark.parametrize("turned", [False, True])
def test_reports_that_contradict_each_other(life: Lives, turned: bool) -> None:
    """Rule 2: nobody is believed for having spoken first; the span holds every day that either allows."""
    whens = ["May 2020", "July 2020"]
    first, second = reversed(whens) if turned else whens
    told = life(f'2020-08-01 stage = "used", when = "{first}"', f'2020-09-01 stage = "used", when = "{second}"')

    assert days(told.reached["used"]) == ("2020-05-01", "2020-07-31")
    assert disputed(told) == ["used"]
    assert clashes(told) == [("used", 2, "used", "2020-08-01")]
    assert told.conflicts[0].by.statement.update == "2020-09-01"


def test_a_disputed_stage_has_an_open_start_where_a_report_has(life: Lives) -> None:
    """Rule 2: where one of the reports that contradict each other has no first day, neither has the span."""
    told = life(
        '2020-04-01 stage = "used"',
        '2020-06-01 stage = "used", when = "May 2020"',
        '2020-08-01 stage = "used", when = "July 2020"',
    )

    assert days(told.reached["used"]) == (None, "2020-07-31")


def test_one_of_several_reports_gives_way_to_no_bound(life: Lives) -> None:
    """Rules 2 and 5: a bound narrows the reports that agree with it; beside them, one that does not stays as it is.

    In May or in July, and in June not yet: what was reported for May holds as long as it does.
    """
    told = life(
        '2020-07-10 stage = "used", not_yet = true',
        '2020-08-01 stage = "used", when = "May 2020"',
        '2020-09-01 stage = "used", when = "July 2020"',
    )

    assert days(told.reached["used"]) == ("2020-05-01", "2020-07-31")


def test_every_earlier_stage_bounds_a_later_one_beside_contradictions(life: Lives) -> None:
    """Rule 6: built in May or in August leaves a later stage more days than planned in July does; both bounds hold."""
    told = life(
        '2020-09-01 stage = "planned", when = "July 2020"; stage = "used"',
        '2020-09-02 stage = "built", when = "May 2020"; stage = "built", when = "August 2020"',
    )

    assert days(told.reached["built"]) == ("2020-05-01", "2020-08-31")
    assert days(told.reached["used"]) == ("2020-07-01", "2020-09-01")


def test_a_stage_that_nobody_stated_was_reached_by_the_first_report(life: Lives) -> None:
    """Rule 3: used on the 14th or on the 23rd: what came before it was done by the day on which that was first said."""
    told = life('2020-02-14 stage = "used", when = "2020-02-14"', '2020-02-23 stage = "used", when = "2020-02-23"')

    assert days(told.reached["used"]) == ("2020-02-14", "2020-02-23")
    assert days(told.reached["planned"]) == (None, "2020-02-14")


@pytest.mark.parametrize(
    ("when", "by", "against"), [("April 2020", 11, 9), ("August 2020", 11, 10), ("by June 2020", None, None)]
)
def test_a_contradiction_is_between_two_reports(life: Lives, when: str, by: int | None, against: int | None) -> None:
    """Rule 2: of several reports, the two are named of which one ends before the other begins; agreement is none."""
    told = life(
        '2020-09-01 stage = "used", when = "since May 2020"',
        '2020-10-01 stage = "used", when = "by July 2020"',
        f'2020-11-01 stage = "used", when = "{when}"',
    )

    named = [(one.by.statement.date.month, one.against.statement.date.month) for one in told.conflicts]
    assert named == ([(by, against)] if by else [])


def test_a_later_stage_implies_the_earlier_ones(life: Lives) -> None:
    """Rule 3: whoever uses it has planned and built it; each counts as reported on the first day that says so."""
    reached = life('2020-02-01 stage = "planned"', '2020-09-01 stage = "used"').reached

    assert list(reached) == ["planned", "built", "used"]
    assert [stage.reported for stage in reached.values()] == [date(2020, 2, 1), date(2020, 9, 1), date(2020, 9, 1)]
    assert [stage.implied for stage in reached.values()] == [False, True, False]


def test_a_stage_reported_after_a_later_one_was_reported_with_it(life: Lives) -> None:
    """Rule 3: a stage is reported on the first day on which it, or a later one, was."""
    reached = life('2020-02-01 stage = "used"', '2020-03-01 stage = "built", when = "January 2020"').reached

    assert (reached["built"].reported, reached["built"].first.update) == (date(2020, 2, 1), "2020-02-01")
    assert days(reached["built"]) == ("2020-01-01", "2020-01-31")


def test_a_stage_names_the_update_and_the_source_that_first_reported_it(life: Lives) -> None:
    """Rule 3: with the day of the first report come its update and its source, also where it is about a later stage."""
    reached = life('2020-02-01@auditor stage = "used"', '2020-03-01 stage = "built"').reached

    assert (reached["built"].first.update, reached["built"].first.source) == ("2020-02-01", "auditor")


def test_a_stage_ahead_is_not_reached(life: Lives) -> None:
    """Rule 3: an earlier stage implies nothing about a later one."""
    assert list(life('2020-02-01 stage = "built"').reached) == ["planned", "built"]


def test_a_later_stage_bounds_an_earlier_one(life: Lives) -> None:
    """Rule 4: an earlier stage was reached no later than each later one, and is implied if only that gives its day."""
    reached = life('2020-09-01 stage = "built"', '2020-10-01 stage = "used", when = "June 2020"').reached

    assert days(reached["built"]) == (None, "2020-06-30")
    assert reached["built"].implied
    assert days(reached["planned"]) == (None, "2020-06-30")


@pytest.mark.parametrize("turned", [False, True])
def test_two_stages_that_clash(life: Lives, turned: bool) -> None:
    """Rules 4 and 6: built in July and used in June cannot both be: both are disputed, and each may be right.

    Each span is widened by what the other stage allows, up to the day on which its own was first reported.
    """
    reports = ['stage = "built", when = "July 2020"', 'stage = "used", when = "June 2020"']
    first, second = reversed(reports) if turned else reports
    told = life(f"2020-09-01 {first}", f"2020-10-01 {second}")

    assert disputed(told) == ["built", "used"]
    assert days(told.reached["built"]) == (None, "2020-07-31")
    assert days(told.reached["used"]) == ("2020-06-01", "2020-09-01" if turned else "2020-10-01")
    update = {"built": "2020-10-01" if turned else "2020-09-01", "used": "2020-09-01" if turned else "2020-10-01"}
    assert clashes(told) == [("built", 4, "used", update["built"]), ("used", 6, "built", update["used"])]


def test_a_clash_adds_no_day_after_the_first_report(life: Lives) -> None:
    """Rule 6: what was reported on a day was reached by then, also where an earlier stage is reported for later."""
    told = life('2020-02-08 stage = "used", when = "2020-02-05"', '2020-02-22 stage = "built", when = "2020-02-22"')

    assert disputed(told) == ["built", "used"]
    assert days(told.reached["used"]) == ("2020-02-05", "2020-02-05")
    assert days(told.reached["built"]) == (None, "2020-02-22")


def test_a_disputed_stage_clashes_by_the_days_of_its_reports(life: Lives) -> None:
    """Rule 6: days that a contradiction has added to a stage make it fit no other one: its reports are what counts.

    Used by the 4th, though not on the 6th, and built not before the 14th: neither stage is certain.
    """
    told = life(
        '2020-02-06 stage = "used", not_yet = true',
        '2020-02-14 stage = "built", not_yet = true',
        '2020-02-22 stage = "used", when = "2020-02-04"',
    )

    assert disputed(told) == ["built", "used"]
    assert days(told.reached["used"]) == ("2020-02-04", "2020-02-22")
    assert days(told.reached["built"]) == (None, "2020-02-22")
    assert [(stage, rule) for stage, rule, *_ in clashes(told)] == [("used", 5), ("used", 6), ("built", 4)]


def test_each_later_stage_bounds_every_earlier_one(life: Lives) -> None:
    """Rule 4: every earlier stage is bounded by what the rules leave of each later one: of a clash, by either side."""
    fitting = life('2020-09-01 stage = "built", when = "July 2020"', '2020-10-01 stage = "used", when = "August 2020"')
    clash = life('2020-09-01 stage = "built", when = "July 2020"', '2020-10-01 stage = "used", when = "June 2020"')

    assert days(fitting.reached["planned"]) == days(clash.reached["planned"]) == (None, "2020-07-31")
    assert disputed(clash) == ["built", "used"]


def test_a_stage_clashes_with_the_nearest_one_that_it_does_not_fit(life: Lives) -> None:
    """Rule 4: used in June, so built by June; planned in the autumn clashes with either, and all three are disputed.

    Planned is widened to all days before, and up to its own last day.
    """
    told = life(
        '2020-09-30 stage = "built"',
        '2020-10-01 stage = "used", when = "June 2020"',
        '2020-12-20 stage = "planned", when = "September 2020/December 2020"',
    )

    assert days(told.reached["planned"]) == (None, "2020-12-20")
    assert disputed(told) == ["planned", "built", "used"]
    assert ("planned", 4, "built", "2020-12-20") in clashes(told)
    assert ("built", 6, "planned", "2020-10-01") in clashes(told)
    assert ("used", 6, "planned", "2020-10-01") in clashes(told)


def test_a_later_stage_against_the_word_that_an_earlier_one_lies_ahead(life: Lives) -> None:
    """Rules 4 and 5: used in June, and in July not built yet: both stages are disputed, and either may be right."""
    told = life(
        '2020-07-01 stage = "built", not_yet = true',
        '2020-09-01 stage = "built"',
        '2020-10-01 stage = "used", when = "June 2020"',
    )

    assert disputed(told) == ["built", "used"]
    assert days(told.reached["built"]) == (None, "2020-09-01")
    assert days(told.reached["used"]) == ("2020-06-01", "2020-10-01")
    assert clashes(told) == [("built", 4, "used", "2020-07-01"), ("used", 6, "built", "2020-10-01")]


@pytest.mark.parametrize(
    ("ahead", "earliest"),
    [
        ('stage = "used", target = "2021"', "2020-03-01"),
        ('stage = "used", target = "undated"', "2020-03-01"),
        ('stage = "used", target = "2020-03-01"', "2020-03-01"),
        ('stage = "used", target = "2020"', "2020-03-01"),
        ('stage = "used", target = "2021", implied = true', None),
        ('stage = "used", not_yet = true', "2020-03-01"),
        ('stage = "used", target = "February 2020"', None),
        ('stage = "used", target = "by February 2020"', None),
    ],
)
def test_what_lies_ahead_was_not_reached_before(life: Lives, ahead: str, earliest: str | None) -> None:
    """Rule 5: a plain promise says "not yet" unless its deadline had passed by then; a *not yet* always does."""
    used = life(f"2020-03-01 {ahead}", '2020-09-01 stage = "used"').reached["used"]

    assert days(used)[0] == earliest


def test_only_the_last_statement_before_the_report_counts(life: Lives) -> None:
    """Rule 5: the last of them bounds the stage; those on the day of the report say nothing of it."""
    told = life(
        '2020-02-01 stage = "used", not_yet = true',
        '2020-03-01 stage = "used", not_yet = true',
        '2020-09-01 stage = "used", target = "2021"; stage = "used", not_yet = true; stage = "used"',
    )

    used = told.reached["used"]
    assert days(used) == ("2020-03-01", "2020-09-01")
    assert [(by.rule, by.statement.update) for by in used.ends.earliest_by] == [(5, "2020-03-01")]
    assert told.conflicts == ()


def test_a_report_for_a_day_on_which_it_still_lay_ahead(life: Lives) -> None:
    """Rule 5: reported for May although promised in July: neither is believed against the other.

    The span holds the days of the report, and those from the promise to the day of the report.
    """
    told = life('2020-07-01 stage = "used", target = "2021"', '2020-09-01 stage = "used", when = "May 2020"')

    assert days(told.reached["used"]) == ("2020-05-01", "2020-09-01")
    assert disputed(told) == ["used"]
    assert clashes(told) == [("used", 5, "used", "2020-09-01")]


def test_a_later_stage_bounds_what_a_contradiction_adds(life: Lives) -> None:
    """Rule 4: used by the middle of July; built in May, or after the first of July and before that."""
    told = life(
        '2020-07-01 stage = "built", not_yet = true',
        '2020-08-01 stage = "built", when = "May 2020"',
        '2020-08-20 stage = "used", when = "2020-07-15"',
    )

    assert disputed(told) == ["built"]
    assert days(told.reached["built"]) == ("2020-05-01", "2020-07-15")


def test_a_disputed_span_does_not_reach_beyond_the_first_report(life: Lives) -> None:
    """Rule 5: a bound widens a span up to the day of the first report, on which it had been reached in any case."""
    told = life(
        '2020-07-01 stage = "used", not_yet = true',
        '2020-08-01 stage = "used", when = "May 2020"',
        '2020-09-01 stage = "used", when = "H1 2020"',
    )

    assert days(told.reached["used"]) == ("2020-05-01", "2020-08-01")


def test_an_earlier_stage_bounds_a_later_one(life: Lives) -> None:
    """Rule 6: a later stage was reached no earlier than each earlier one, also where a promise gave that bound."""
    reached = life(
        '2020-01-01 stage = "planned", when = "2020-01-01"',
        '2020-03-01 stage = "built", not_yet = true',
        '2020-09-01 stage = "used"',
    ).reached

    assert days(reached["built"]) == ("2020-03-01", "2020-09-01")
    assert days(reached["used"]) == ("2020-03-01", "2020-09-01")


def test_each_earlier_stage_bounds_every_later_one(life: Lives) -> None:
    """Rule 6: every later stage is bounded by what the rules leave of each earlier one: of a clash, by either side."""
    fitting = life(
        '2020-09-01 stage = "planned", when = "May 2020"; stage = "built", when = "July 2020"; stage = "used"'
    )
    clash = life('2020-09-01 stage = "planned", when = "July 2020"; stage = "built", when = "May 2020"; stage = "used"')

    assert days(fitting.reached["used"]) == ("2020-07-01", "2020-09-01")
    assert days(clash.reached["used"]) == ("2020-05-01", "2020-09-01")
    assert disputed(clash) == ["planned", "built"]


def test_implied_unless_a_plain_statement_gives_the_latest_day(life: Lives) -> None:
    """A stage that was implied first and plainly reported later is implied: the implied report gives its latest day."""
    implied_first = life('2020-03-01 stage = "used", implied = true', '2020-09-01 stage = "used"').reached["used"]
    plain_first = life('2020-03-01 stage = "used"', '2020-09-01 stage = "used", implied = true').reached["used"]

    assert (days(implied_first)[1], implied_first.implied) == ("2020-03-01", True)
    assert (days(plain_first)[1], plain_first.implied) == ("2020-03-01", False)


def test_independent_evidence(life: Lives) -> None:
    """A stage is independent when a statement that gives its latest day is an independent source's, or one of several.

    One that adds nothing to what the organization said is none.
    """
    adds_nothing = life('2020-03-01 stage = "used"', '2020-09-01@auditor stage = "used"').reached
    narrows = life('2020-03-01 stage = "used"', '2020-09-01@auditor stage = "used", when = "2020-02-01"').reached
    agrees = life(
        '2020-09-01@auditor stage = "used", when = "May 2020"', '2020-09-02 stage = "used", when = "May 2020"'
    )
    only_later = life('2020-03-01 stage = "built"', '2020-09-01@auditor stage = "used"').reached
    by_later = life('2020-03-01 stage = "built"', '2020-02-01@auditor stage = "used"').reached

    assert not adds_nothing["used"].independent
    assert narrows["used"].independent
    assert agrees.reached["used"].independent
    assert [stage.independent for stage in only_later.values()] == [False, False, True]
    assert [stage.independent for stage in by_later.values()] == [True, True, True]


def test_who_gives_the_latest_day_of_a_disputed_stage(life: Lives) -> None:
    """Where a contradiction widened a span to the day of a report, that report gives it, plainly or by implication."""
    told = life('2020-07-01 stage = "used", target = "2021"', '2020-09-01@auditor stage = "used", when = "May 2020"')
    implied = life(
        '2020-07-01 stage = "used", target = "2021"', '2020-09-01 stage = "used", when = "May 2020", implied = true'
    )

    assert (told.reached["used"].independent, told.reached["used"].implied) == (True, False)
    assert [(by.rule, by.stage) for by in told.reached["used"].ends.latest_by] == [(2, "used")]
    assert implied.reached["used"].implied


@pytest.mark.parametrize("turned", [False, True])
def test_every_report_of_the_first_day_gives_that_day(life: Lives, turned: bool) -> None:
    """Of the reports of one day none is the first for its place in the file: a disputed stage rests on all of them."""
    reports = ['2020-09-01 stage = "used", when = "May 2020"', '2020-09-01@auditor stage = "used", when = "H1 2020"']
    used = life('2020-07-01 stage = "used", target = "2021"', *(reversed(reports) if turned else reports)).reached[
        "used"
    ]

    assert days(used) == ("2020-05-01", "2020-09-01")
    assert used.independent


def test_withdrawn(life: Lives) -> None:
    """A withdrawal gives the days of its `when`; further ones narrow them."""
    told = life(
        '2020-03-01 stage = "withdrawn", when = "Q1 2020"', '2020-04-01 stage = "withdrawn", when = "February 2020"'
    )

    assert told.withdrawn is not None
    assert days(told.withdrawn) == ("2020-02-01", "2020-02-29")
    assert told.withdrawn.reported == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        ('stage = "built"', True),
        ('stage = "built", when = "March 2020"', True),
        ('stage = "built", when = "2020-03-01"', True),
        ('stage = "built", when = "2020-03-02"', False),
        ('stage = "used", when = "since 15 March 2020"', False),
        ('stage = "used", target = "2021"', False),
        ('stage = "built", target = "undated"', False),
        ('stage = "used", target = "2021", implied = true', True),
        ('stage = "used", target = "2019"', True),
        ('stage = "planned", target = "2021"', True),
        ('stage = "used", not_yet = true', True),
        ('note = "no news"', True),
    ],
)
def test_a_withdrawal_is_taken_back(life: Lives, later: str, stands: bool) -> None:
    """What was certainly reached after a withdrawal takes it back, or a plain promise that counts of a new stage.

    A report of what may have happened before, a promise of what had been reached, and all else does not.
    """
    told = life('2020-02-01 stage = "planned"', '2020-03-01 stage = "withdrawn"', f"2020-04-01 {later}")

    assert (told.withdrawn is not None) is stands


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("withdrawals", "last"),
    [
        (("by 2 April 2020", "by 5 April 2020"), "2020-04-02"),
        (("2020-04-02", "2020-04-05"), "2020-04-05"),
    ],
)
def test_a_report_is_later_than_all_withdrawals(
    life: Lives, withdrawals: tuple[str, str], last: str, turned: bool
) -> None:
    """Several withdrawals are read together: after the last day that all of them allow, what is reported takes it back.

    Where they leave no day, that is the last one that any of them allows.
    """
    first, second = reversed(withdrawals) if turned else withdrawals

    def told(when: str) -> Life:
        return life(
            f'2020-05-01 stage = "withdrawn", when = "{first}"; stage = "withdrawn", when = "{second}"',
            f'2020-06-01 stage = "used", when = "{when}"',
        )

    assert told(last).withdrawn
    assert not told(f"{last[:-1]}{int(last[-1]) + 1}").withdrawn


@pytest.mark.parametrize(
    "refuted",
    [
        ('2020-05-02 stage = "used", when = "2020-05-01"', '2020-05-03 stage = "used", not_yet = true'),
        (
            '2020-05-02 stage = "used", when = "2020-05-01", implied = true',
            '2020-05-03 stage = "used", when = "2020-03-01"',
        ),
    ],
)
def test_a_report_that_does_not_stand_takes_no_withdrawal_back(life: Lives, refuted: tuple[str, str]) -> None:
    """What was reported after a withdrawal, and then taken back or refuted, opens nothing again."""
    withdrawn = '2020-04-01 stage = "withdrawn"'

    assert not life(withdrawn, refuted[0]).withdrawn
    assert life(withdrawn, *refuted).withdrawn


def test_a_report_before_the_withdrawal_does_not_take_it_back(life: Lives) -> None:
    """What was reported first and given up for an earlier day stays given up."""
    told = life('2020-06-01 stage = "used", when = "May 2020"', '2020-06-02 stage = "withdrawn", when = "April 2020"')

    assert told.withdrawn


def test_withdrawals_that_contradict_each_other(life: Lives) -> None:
    """Rule 2 holds for withdrawals too: the span has the days of both, and is disputed."""
    told = life(
        '2020-03-01 stage = "withdrawn", when = "January 2020"', '2020-04-01 stage = "withdrawn", when = "March 2020"'
    )

    assert told.withdrawn is not None
    assert days(told.withdrawn) == ("2020-01-01", "2020-03-31")
    assert told.withdrawn.disputed
    assert clashes(told) == [("withdrawn", 2, "withdrawn", "2020-03-01")]


def test_withdrawn_again(life: Lives) -> None:
    """What was taken back can be given up once more, on the day of that."""
    told = life(
        '2020-03-01 stage = "withdrawn"',
        '2020-04-01 stage = "built", target = "2021"',
        '2020-05-01 stage = "withdrawn"',
    )

    assert told.withdrawn is not None
    assert told.withdrawn.reported == date(2020, 5, 1)


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        (('2020-03-01 stage = "planned"',), None),
        (('2020-03-01 stage = "used", not_yet = true', '2020-04-01 stage = "used", target = "2019"'), "2020-03-01"),
        (('2020-03-01 stage = "used", target = "2021"',), "2020-03-01"),
        (('2020-03-01 stage = "used", target = "2021", implied = true',), None),
        (('2020-03-01 stage = "used", not_yet = true', '2020-04-01 stage = "built", not_yet = true'), "2020-04-01"),
        (('2020-03-01 stage = "built", not_yet = true', '2020-04-01 stage = "used", not_yet = true'), "2020-04-01"),
        (('2020-04-01 stage = "built", when = "March 2020"',), "2020-03-01"),
        (
            ('2020-07-01 stage = "planned", not_yet = true', '2020-08-01 stage = "built", when = "May 2020"'),
            "2020-05-01",
        ),
        (('2020-03-05 stage = "built", target = "2021"', '2020-04-01 stage = "built"'), "2020-03-05"),
        (('2020-03-05 stage = "built", target = "2021"', '2020-04-01 stage = "built", when = "H1 2020"'), "2020-03-05"),
        (
            ('2020-03-05 stage = "built", not_yet = true', '2020-04-01 stage = "built", when = "2020-03-01"'),
            "2020-03-01",
        ),
    ],
)
def test_until_when_a_stage_is_known_to_have_been_ahead(
    life: Lives, updates: tuple[str, ...], expected: str | None
) -> None:
    """The last plain word that it, or a stage before it, lay ahead; or the first day of a stage before it.

    What contradictions leave of that is the first day that either side allows.
    """
    ahead = life(*updates).last_ahead.get("used")

    assert (str(ahead[0]) if ahead else None) == expected


def test_order_of_the_file_settles_a_shared_day(life: Lives) -> None:
    """Updates are read by date, and those of one day in file order, which also numbers their ids."""
    told = life(
        '2020-05-01 stage = "used", target = "2021"',
        '2020-03-01 stage = "built"',
        '2020-05-01 stage = "used", implied = true',
    )

    assert told.reached["used"].first.update == "2020-05-01-2"
    assert told.reached["built"].first.update == "2020-03-01"


def test_updates_are_read_by_date(life: Lives) -> None:
    """The day of publication orders the log, wherever in the file an update stands."""
    told = life('2020-03-01 stage = "used", not_yet = true', '2020-02-01 stage = "used", implied = true')

    assert "used" not in told.reached


def test_many_updates_of_one_day(life: Lives) -> None:
    """File order settles a shared day also where its updates are so many that their ids sort otherwise."""
    between = ['2020-05-01 note = "more"'] * 9
    told = life(
        between[0], '2020-05-01 stage = "used", implied = true', *between, '2020-05-01 stage = "used", not_yet = true'
    )

    assert "used" not in told.reached


def test_a_new_name_counts_from_its_day_on(dataset: Callable[[str], Dataset]) -> None:
    """A statement has the name known at the end of its day, the last one given by then; earlier ones keep the old."""
    updates = (
        '2020-01-01 stage = "planned"',
        '2020-02-01 stage = "built"; set = { name = "Second" }',
        '2020-02-01 set = { name = "Third" }; set = { name = "Fourth" }',
        '2020-03-01 stage = "used"',
    )
    entries = Ledger(dataset(log(*updates)), date(2020, 12, 31)).entries

    assert [{one.name for one in entry.statements} for entry in entries] == [
        {"Thing"},
        {"Fourth"},
        {"Fourth"},
        {"Fourth"},
    ]
