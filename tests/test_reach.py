"""When a stage was reached: each of the six rules, shown by the smallest log that needs it."""

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
    """Of each conflict: its stage, the rule and the stage that could not be applied, and the update it clashes with."""
    return [(one.stage, one.by.rule, one.by.stage, one.against.statement.update) for one in told.conflicts]


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
    assert used.earliest_by is None


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
        ('stage = "used", target = "2019"', False),
        ('stage = "used", not_yet = true', False),
        ('stage = "used", target = "2021", implied = true', True),
        ('stage = "built", not_yet = true', True),
        ('note = "no news"', True),
    ],
)
def test_a_plain_statement_that_it_lies_ahead_discards_an_implied_report(life: Lives, later: str, stands: bool) -> None:
    """Rule 1: an implied report gives way to a plain promise or *not yet* of its stage after it, nothing else."""
    told = life('2020-02-01 stage = "used", implied = true', f"2020-03-01 {later}")

    assert ("used" in told.reached) is stands


def test_an_implied_report_after_the_promise_stands(life: Lives) -> None:
    """Rule 1: order in the log decides, within one update too."""
    after = life('2020-02-01 stage = "used", target = "2021"; stage = "used", implied = true')
    before = life('2020-02-01 stage = "used", implied = true; stage = "used", target = "2021"')

    assert "used" in after.reached
    assert "used" not in before.reached


def test_a_plain_report_is_not_discarded(life: Lives) -> None:
    """Rule 1: what was plainly reported stays reported, whatever is promised later."""
    told = life('2020-02-01 stage = "used"', '2020-03-01 stage = "used", not_yet = true')

    assert days(told.reached["used"]) == (None, "2020-02-01")


def test_statements_are_intersected(life: Lives) -> None:
    """Rule 2: each statement narrows the days that the others leave."""
    used = life(
        '2020-07-01 stage = "used", when = "H1 2020"', '2020-08-01 stage = "used", when = "Q2 2020/2020"'
    ).reached["used"]

    assert days(used) == ("2020-04-01", "2020-06-30")


def test_a_contradiction_is_passed_over(life: Lives) -> None:
    """Rule 2: a statement that would leave no day is left out, and kept as a conflict with those before it."""
    told = life('2020-07-01 stage = "used", when = "May 2020"', '2020-08-01 stage = "used", when = "June 2020"')

    assert days(told.reached["used"]) == ("2020-05-01", "2020-05-31")
    (conflict,) = told.conflicts
    assert (conflict.stage, conflict.by.rule) == ("used", 2)
    assert conflict.against.statement.update == "2020-07-01"


@pytest.mark.parametrize(("when", "against"), [("April 2020", "2020-09-01"), ("August 2020", "2020-10-01")])
def test_a_contradiction_is_told_with_what_it_clashes_with(life: Lives, when: str, against: str) -> None:
    """Rule 2: too early, it clashes with the report that gives the first day left; too late, with that of the last."""
    told = life(
        '2020-09-01 stage = "used", when = "since May 2020"',
        '2020-10-01 stage = "used", when = "by July 2020"',
        f'2020-11-01 stage = "used", when = "{when}"',
    )

    assert days(told.reached["used"]) == ("2020-05-01", "2020-07-31")
    assert clashes(told) == [("used", 2, "used", against)]


def test_a_contradiction_where_no_first_day_is_known(life: Lives) -> None:
    """Rule 2: with an open start, a report can only clash with the one that gives the last day."""
    told = life('2020-10-01 stage = "used", when = "by July 2020"', '2020-11-01 stage = "used", when = "August 2020"')

    assert clashes(told) == [("used", 2, "used", "2020-10-01")]


def test_a_later_stage_implies_the_earlier_ones(life: Lives) -> None:
    """Rule 3: whoever uses it has planned and built it; each counts as reported on the first day that says so."""
    reached = life('2020-02-01 stage = "planned"', '2020-09-01 stage = "used"').reached

    assert list(reached) == ["planned", "built", "used"]
    assert [stage.reported for stage in reached.values()] == [date(2020, 2, 1), date(2020, 9, 1), date(2020, 9, 1)]
    assert [stage.implied for stage in reached.values()] == [False, True, False]


def test_a_stage_reported_after_a_later_one_was_reported_with_it(life: Lives) -> None:
    """Rule 3: a stage is reported on the first day on which it, or a later one, was."""
    reached = life('2020-02-01 stage = "used"', '2020-03-01 stage = "built", when = "January 2020"').reached

    assert (reached["built"].reported, reached["built"].update) == (date(2020, 2, 1), "2020-02-01")
    assert days(reached["built"]) == ("2020-01-01", "2020-01-31")


def test_a_stage_names_the_update_and_the_source_that_first_reported_it(life: Lives) -> None:
    """Rule 3: with the day of the first report come its update and its source, also where it is about a later stage."""
    reached = life('2020-02-01@auditor stage = "used"', '2020-03-01 stage = "built"').reached

    assert (reached["built"].update, reached["built"].first.source) == ("2020-02-01", "auditor")


def test_a_stage_ahead_is_not_reached(life: Lives) -> None:
    """Rule 3: an earlier stage implies nothing about a later one."""
    assert list(life('2020-02-01 stage = "built"').reached) == ["planned", "built"]


def test_a_later_stage_bounds_an_earlier_one(life: Lives) -> None:
    """Rule 4: an earlier stage was reached no later than each later one, and is implied if only that gives its day."""
    reached = life('2020-09-01 stage = "built"', '2020-10-01 stage = "used", when = "June 2020"').reached

    assert days(reached["built"]) == (None, "2020-06-30")
    assert reached["built"].implied
    assert days(reached["planned"]) == (None, "2020-06-30")


def test_a_bound_by_a_later_stage_that_leaves_no_day_is_left_out(life: Lives) -> None:
    """Rule 4: built in July is not made impossible by used in June: the bound is a conflict, the days stay."""
    told = life('2020-09-01 stage = "built", when = "July 2020"', '2020-10-01 stage = "used", when = "June 2020"')

    assert days(told.reached["built"]) == ("2020-07-01", "2020-07-31")
    assert ("built", 4, "used") in [
        (conflict.stage, conflict.by.rule, conflict.by.stage) for conflict in told.conflicts
    ]


def test_each_later_stage_bounds_every_earlier_one(life: Lives) -> None:
    """Rule 4: a stage whose own days do not fit a later one does not shield those before it from that."""
    reached = life(
        '2020-09-01 stage = "built", when = "July 2020"', '2020-10-01 stage = "used", when = "June 2020"'
    ).reached

    assert days(reached["planned"]) == (None, "2020-06-30")


def test_later_stages_bound_from_the_last_back(life: Lives) -> None:
    """Rule 4: what bounds a stage is bounded first: used in June is built by June, too early for planned in July."""
    told = life(
        '2020-09-30 stage = "built"',
        '2020-10-01 stage = "used", when = "June 2020"',
        '2020-12-20 stage = "planned", when = "H2 2020"',
    )

    assert days(told.reached["planned"]) == ("2020-07-01", "2020-12-20")
    assert clashes(told)[:2] == [("planned", 4, "built", "2020-12-20"), ("planned", 4, "used", "2020-12-20")]


def test_a_later_stage_bounds_before_a_promise_does(life: Lives) -> None:
    """Rules 4 and 5, in this order: used in June leaves no room for a *not yet* about built in July."""
    told = life(
        '2020-07-01 stage = "built", not_yet = true',
        '2020-09-01 stage = "built"',
        '2020-10-01 stage = "used", when = "June 2020"',
    )

    assert days(told.reached["built"]) == (None, "2020-06-30")
    assert clashes(told) == [("built", 5, "built", "2020-10-01")]


@pytest.mark.parametrize(
    ("ahead", "earliest"),
    [
        ('stage = "used", target = "2021"', "2020-03-01"),
        ('stage = "used", target = "undated"', "2020-03-01"),
        ('stage = "used", target = "2020-03-01"', "2020-03-01"),
        ('stage = "used", target = "2020"', "2020-03-01"),
        ('stage = "used", target = "2021", implied = true', "2020-03-01"),
        ('stage = "used", not_yet = true', "2020-03-01"),
        ('stage = "used", target = "February 2020"', None),
        ('stage = "used", target = "by February 2020"', None),
    ],
)
def test_what_lies_ahead_was_not_reached_before(life: Lives, ahead: str, earliest: str | None) -> None:
    """Rule 5: a promise says "not yet" unless its own deadline had passed when it was made; a *not yet* always does."""
    used = life(f"2020-03-01 {ahead}", '2020-09-01 stage = "used"').reached["used"]

    assert days(used)[0] == earliest


def test_only_the_last_statement_before_the_report_counts(life: Lives) -> None:
    """Rule 5: the last of them bounds the stage; those on the day of the report or later say nothing of it."""
    told = life(
        '2020-02-01 stage = "used", not_yet = true',
        '2020-03-01 stage = "used", not_yet = true',
        '2020-09-01 stage = "used", target = "2021"; stage = "used"',
        '2020-10-01 stage = "used", not_yet = true',
    )

    used = told.reached["used"]
    assert days(used) == ("2020-03-01", "2020-09-01")
    assert used.earliest_by
    assert (used.earliest_by.rule, used.earliest_by.statement.update) == (5, "2020-03-01")
    assert told.conflicts == ()


def test_a_bound_by_a_promise_that_leaves_no_day_is_left_out(life: Lives) -> None:
    """Rule 5: reported for May although promised in July: the report stands, the bound is a conflict."""
    told = life('2020-07-01 stage = "used", target = "2021"', '2020-09-01 stage = "used", when = "May 2020"')

    assert days(told.reached["used"]) == ("2020-05-01", "2020-05-31")
    (conflict,) = told.conflicts
    assert conflict.by.rule == 5


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
    """Rule 6: a stage whose own days do not fit an earlier one does not shield those after it from that."""
    reached = life(
        '2020-09-01 stage = "planned", when = "July 2020"; stage = "built", when = "May 2020"; stage = "used"'
    ).reached

    assert days(reached["used"]) == ("2020-07-01", "2020-09-01")


def test_a_bound_by_an_earlier_stage_that_leaves_no_day_is_left_out(life: Lives) -> None:
    """Rule 6: each bound is applied by itself, and the one that does not fit is a conflict."""
    told = life('2020-09-01 stage = "built", when = "July 2020"', '2020-10-01 stage = "used", when = "June 2020"')

    assert days(told.reached["used"]) == ("2020-06-01", "2020-06-30")
    assert ("used", 6, "built") in [
        (conflict.stage, conflict.by.rule, conflict.by.stage) for conflict in told.conflicts
    ]


def test_implied_unless_a_plain_statement_gives_the_latest_day(life: Lives) -> None:
    """A stage that was implied first and plainly reported later is implied: the implied report gives its latest day."""
    implied_first = life('2020-03-01 stage = "used", implied = true', '2020-09-01 stage = "used"').reached["used"]
    plain_first = life('2020-03-01 stage = "used"', '2020-09-01 stage = "used", implied = true').reached["used"]

    assert (days(implied_first)[1], implied_first.implied) == ("2020-03-01", True)
    assert (days(plain_first)[1], plain_first.implied) == ("2020-03-01", False)


def test_independent_evidence(life: Lives) -> None:
    """An outcome is independent when a source of one of its own reports is; without any, those of the later stages."""
    own = life('2020-03-01 stage = "used"', '2020-09-01@auditor stage = "used"').reached
    only_later = life('2020-03-01 stage = "built"', '2020-09-01@auditor stage = "used"').reached

    assert [stage.independent for stage in own.values()] == [True, True, True]
    assert [stage.independent for stage in only_later.values()] == [True, False, True]


def test_a_statement_that_was_passed_over_is_no_evidence(life: Lives) -> None:
    """What contradicts the rest is not a source of the outcome."""
    told = life('2020-07-01 stage = "used", when = "May 2020"', '2020-08-01@auditor stage = "used", when = "June 2020"')

    assert not told.reached["used"].independent


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
        ('stage = "built"', False),
        ('stage = "used", target = "2021"', False),
        ('stage = "used", not_yet = true', True),
        ('note = "no news"', True),
    ],
)
def test_a_withdrawal_is_taken_back(life: Lives, later: str, stands: bool) -> None:
    """Something reached or promised after a withdrawal takes it back; a note or a *not yet* does not."""
    told = life('2020-03-01 stage = "withdrawn"', f"2020-04-01 {later}")

    assert (told.withdrawn is not None) is stands


def test_a_withdrawal_that_contradicts_another_is_passed_over(life: Lives) -> None:
    """Rule 2 holds for withdrawals too: the one that leaves no day is left out, and kept as a conflict."""
    told = life(
        '2020-03-01 stage = "withdrawn", when = "January 2020"', '2020-04-01 stage = "withdrawn", when = "March 2020"'
    )

    assert told.withdrawn is not None
    assert days(told.withdrawn) == ("2020-01-01", "2020-01-31")
    assert clashes(told) == [("withdrawn", 2, "withdrawn", "2020-03-01")]


def test_withdrawn_again(life: Lives) -> None:
    """What was taken back can be given up once more, on the day of that."""
    told = life('2020-03-01 stage = "withdrawn"', '2020-04-01 stage = "built"', '2020-05-01 stage = "withdrawn"')

    assert told.withdrawn is not None
    assert told.withdrawn.reported == date(2020, 5, 1)


def test_order_of_the_file_settles_a_shared_day(life: Lives) -> None:
    """Updates are read by date, and those of one day in file order, which also numbers their ids."""
    told = life(
        '2020-05-01 stage = "used", target = "2021"',
        '2020-03-01 stage = "built"',
        '2020-05-01 stage = "used", implied = true',
    )

    assert told.reached["used"].update == "2020-05-01-2"
    assert told.reached["built"].update == "2020-03-01"


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
