"""Attempts: a stage that was given up and promised again, or promised anew, is held to each of these promises."""

from datetime import date

import pytest

from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.ledger.promise import Promise
from tests import make
from tests.make import log

FIRST = '2020-01-01 stage = "used", target = "June 2020"'
GIVEN_UP = '2020-03-01 stage = "withdrawn"'
SECOND = '2021-01-01 stage = "used", target = "2021"'
ANEW = f"{SECOND}, anew = true"


def ledger(*updates: str, day: str = "2025-12-31") -> Ledger:
    """What a few updates tell, as of a day."""
    return Ledger(make.dataset(log(*updates)), date.fromisoformat(day))


def promises(*updates: str, day: str = "2025-12-31") -> list[Promise]:
    """The promises that a few updates make, as of a day."""
    return list(ledger(*updates, day=day).promises)


def verdicts(*updates: str, day: str = "2025-12-31") -> dict[str, str]:
    """The verdict on each promise."""
    return {promise.key: promise.verdict for promise in promises(*updates, day=day)}


def item(*updates: str) -> ItemState:
    """What is known of the item."""
    return ledger(*updates).states["thing"]


def test_promised_again_after_it_was_given_up() -> None:
    """What is promised after it was given up is a promise of its own, and the report belongs to that."""
    first, second = promises(FIRST, GIVEN_UP, SECOND, '2021-06-01 stage = "used", when = "May 2021"')

    assert (first.key, first.verdict, first.outcome, first.closed) == (
        "thing.used",
        "withdrawn",
        None,
        date(2020, 3, 1),
    )
    assert (second.key, second.verdict, second.closed) == ("thing.used#2", "kept", None)
    assert [len(promise.statements) for promise in (first, second)] == [1, 1]
    assert not item(FIRST, GIVEN_UP, SECOND).is_withdrawn


def test_promised_anew() -> None:
    """A promise made anew is one of its own, which takes no report back; the report before it stays with the first."""
    first, second = promises(FIRST, '2020-06-01 stage = "used"', ANEW)

    assert (first.verdict, second.verdict, second.key) == ("kept", "unreported", "thing.used#2")
    assert list(item(FIRST, '2020-06-01 stage = "used"', ANEW).life.reached) == ["planned", "built", "used"]


@pytest.mark.parametrize(
    "second",
    [
        '2021-01-01 stage = "used", target = "2021", implied = true',
        '2021-01-01 stage = "used", target = "2020"',
    ],
)
def test_what_begins_no_attempt(second: str) -> None:
    """An implied promise, or one whose date had passed, begins no further attempt: once it is given up it is none."""
    assert [len(promise.statements) for promise in promises(FIRST, GIVEN_UP, second)] == [1]
    assert [len(promise.statements) for promise in promises(FIRST, f"{second}, anew = true")] == [2]


def test_a_first_promise_that_does_not_count() -> None:
    """An implied promise is the first statement like any other; it takes no withdrawal back."""
    implied = '2020-04-01 stage = "used", target = "June 2020", implied = true'

    assert [len(promise.statements) for promise in promises(implied, SECOND)] == [2]
    assert verdicts(GIVEN_UP, implied) == {"thing.used": "withdrawn"}


def test_a_restated_date_is_no_attempt() -> None:
    """Only `anew` and a withdrawal divide a promise; the second statement of a new attempt continues that."""
    again = '2021-03-01 stage = "used", target = "2022"'

    assert [len(promise.statements) for promise in promises(FIRST, SECOND, again)] == [3]
    assert [len(promise.statements) for promise in promises(FIRST, GIVEN_UP, SECOND, again)] == [1, 2]
    assert [len(promise.statements) for promise in promises(FIRST, ANEW, again)] == [1, 2]


def test_a_withdrawal_closes_what_is_promised_of_every_stage() -> None:
    """Giving up an item ends every promise of it, and a later withdrawal does not close what is closed."""
    closed = promises(
        '2020-01-01 stage = "built", target = "June 2020"; stage = "used", target = "2020"',
        GIVEN_UP,
        '2020-04-01 stage = "withdrawn"',
    )

    assert [(promise.subject.stage, promise.closed, promise.verdict) for promise in closed] == [
        ("built", date(2020, 3, 1), "withdrawn"),
        ("used", date(2020, 3, 1), "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("report", "owner"),
    [
        ('2021-06-01 stage = "used"', 2),
        ('2021-06-01 stage = "used", when = "2020"', 1),
        ('2021-06-01 stage = "used", when = "2020-12-31"', 1),
        ('2021-06-01 stage = "used", when = "2021-01-01"', 2),
        ('2021-06-01 stage = "used", when = "2020/2021"', 2),
        ('2021-06-01 stage = "used", when = "since 2020"', 2),
        ('2021-06-01 stage = "used", when = "2019"', 1),
        ('2021-01-01 stage = "used"', 1),
        ('2020-12-31 stage = "used"', 1),
        ('2020-12-31 stage = "used", when = "2020/2021"', 1),
    ],
)
def test_which_attempt_a_report_belongs_to(report: str, owner: int) -> None:
    """The last one begun by the last day that the report speaks of, and before the day of its publication.

    Which is never after its publication: a later attempt takes no report from an earlier one.
    """
    first, second = promises(FIRST, report, ANEW) if report < ANEW else promises(FIRST, ANEW, report)

    assert [promise.outcome is not None for promise in (first, second)] == [owner == 1, owner == 2]


def test_done_before_and_promised_anew() -> None:
    """What was done before a first promise that is made anew is not what that promises, also on the day itself."""
    before = '2020-12-01 stage = "used"'

    assert verdicts(before, ANEW) == {"thing.used": "unreported"}
    assert verdicts(f'2021-01-01 stage = "used"; {ANEW.partition(" ")[2]}') == {"thing.used": "unreported"}
    assert verdicts(before, ANEW, '2021-12-01 stage = "used"') == {"thing.used": "kept"}
    assert verdicts(before, SECOND) == {"thing.used": "disputed"}


def test_reported_later_for_a_day_before_the_first_attempt() -> None:
    """What happened before the first promise, and is told after it, belongs to the first."""
    told = '2021-06-01 stage = "used", when = "2019"'

    assert verdicts(FIRST, ANEW, told) == {"thing.used": "undetermined", "thing.used#2": "unreported"}


def test_an_attempt_without_a_statement_is_not_counted() -> None:
    """What was promised first on the day of its report is no promise; the next one is the first."""
    assert verdicts('2020-06-01 stage = "used", target = "June 2020"; stage = "used"', ANEW) == {
        "thing.used": "unreported"
    }


def test_a_closed_attempt_is_judged_on_the_day_it_was_closed() -> None:
    """No day passes for it afterwards, and nothing said later counts but the reports that belong to it."""
    later_word = '2020-09-01 stage = "used", not_yet = true'
    late_report = '2022-01-01 stage = "used", when = "2020-02-01"'

    assert verdicts(FIRST, GIVEN_UP, later_word) == {"thing.used": "withdrawn"}
    (promise,) = promises(FIRST, GIVEN_UP, later_word)
    assert (promise.day, promise.overdue_days) == (date(2020, 3, 1), None)
    assert verdicts(FIRST, GIVEN_UP, SECOND, late_report) == {"thing.used": "kept", "thing.used#2": "unreported"}


def test_an_attempt_after_which_another_began_is_open() -> None:
    """One that nobody gave up goes on being overdue, by what was said up to the next one."""
    first, _ = promises(FIRST, '2021-01-01 stage = "used", target = "2021", anew = true', day="2021-02-01")

    assert (first.verdict, first.overdue_days, first.closed) == (
        "unreported",
        (date(2021, 2, 1) - date(2020, 6, 30)).days,
        None,
    )


@pytest.mark.parametrize("second", [(GIVEN_UP, SECOND), (ANEW,)])
@pytest.mark.parametrize(
    "later",
    [
        '2021-02-01 stage = "used", not_yet = true',
        '2021-02-01 stage = "used", target = "2023"',
        '2021-02-01 stage = "used", target = "postponed"',
        '2021-02-01 stage = "built", not_yet = true',
        '2021-02-01 stage = "withdrawn"',
        '2021-02-01 stage = "used"',
    ],
)
def test_a_later_attempt_changes_no_verdict_of_an_earlier_one(second: tuple[str, ...], later: str) -> None:
    """Once another attempt has begun, whatever is said of that leaves the verdict on the one before it as it was."""
    given_up = [update for update in second if update == GIVEN_UP]
    before, *_ = promises(FIRST, *given_up)
    after, *_ = promises(FIRST, *second, later)

    assert after.verdict == before.verdict
    assert after.statements == before.statements


def test_what_was_disputed_of_an_earlier_attempt_stays_with_it() -> None:
    """A report that was taken back belongs to its attempt: the next one begins without a dispute."""
    denied = '2020-07-01 stage = "used", not_yet = true'

    assert verdicts(FIRST, '2020-06-01 stage = "used"', denied, ANEW) == {
        "thing.used": "disputed",
        "thing.used#2": "unreported",
    }


def test_the_stage_of_an_item_is_that_of_the_last_attempt_that_has_any() -> None:
    """Reached once, and promised and reached anew: the item has the newer days, and nothing contradicts itself.

    While the new attempt has no report, the older days stand.
    """
    once = '2020-06-01 stage = "used", when = "2020-05-05"'
    again = '2021-06-01 stage = "used", when = "2021-05-05"'

    both, waiting = item(FIRST, once, ANEW, again).life, item(FIRST, once, ANEW).life
    unpromised = item(once, ANEW, again).life

    assert str(waiting.reached["used"].span) == "5 May 2020"
    assert str(both.reached["used"].span) == str(unpromised.reached["used"].span) == "5 May 2021"
    assert (both.conflicts, unpromised.conflicts) == ((), ())


def test_silence_is_that_about_the_stage() -> None:
    """Whatever was said of a stage breaks the silence about each attempt at it."""
    first, second = promises(FIRST, ANEW, day="2021-01-11")

    assert (first.silent_days, second.silent_days) == (10, 10)


@pytest.mark.parametrize("reported", ['2020-02-01 stage = "used"', '2020-04-01 stage = "used", when = "2020-02-01"'])
def test_a_report_that_was_taken_back_proves_nothing_of_a_closed_attempt(reported: str) -> None:
    """A report of what was then given up is disputed by a later *not yet*, and taken back by one that corrects.

    Until another attempt begins: what is said after that is about the new one.
    """
    denied = '2020-05-01 stage = "used", not_yet = true'

    assert verdicts(FIRST, reported, GIVEN_UP) == {"thing.used": "kept"}
    assert verdicts(FIRST, reported, GIVEN_UP, denied) == {"thing.used": "disputed"}
    assert verdicts(FIRST, reported, GIVEN_UP, f"{denied}, corrects = true") == {"thing.used": "withdrawn"}
    assert verdicts(FIRST, reported, GIVEN_UP, SECOND, denied.replace("2020-05", "2021-05"))["thing.used"] == "kept"


def test_a_promise_of_a_later_stage_takes_an_implied_report_back_from_a_closed_attempt() -> None:
    """What implied that a given-up stage was done is no proof of it once its own stage is plainly promised."""
    implied, promised = '2020-05-01 stage = "used", implied = true', '2020-05-01 stage = "used", target = "2021"'
    made = '2020-01-01 stage = "built", target = "2020"'

    assert verdicts(made, GIVEN_UP, implied)["thing.built"] == "kept"
    assert verdicts(made, GIVEN_UP, implied, promised)["thing.built"] == "withdrawn"


def test_another_stage_that_is_promised_anew_takes_nothing_from_this_one() -> None:
    """A report of a later stage shows what was done before it, also where that later stage was then promised anew."""
    made = '2020-01-01 stage = "built", target = "2020"; stage = "used", target = "June 2020"'
    reports = '2020-06-01 stage = "used"', ANEW, '2021-06-01 stage = "used", when = "May 2021"'

    assert verdicts(made, *reports)["thing.built"] == "kept"


def test_an_earlier_stage_brings_no_later_word_into_a_closed_attempt() -> None:
    """What is denied after it was given up takes its own reports back and shows nothing else."""
    updates = (FIRST, '2020-02-01 stage = "planned"', GIVEN_UP, '2020-09-01 stage = "used", not_yet = true')

    assert verdicts(*updates)["thing.used"] == "withdrawn"
    assert verdicts('2019-12-01 stage = "used"', f"{FIRST}, anew = true", *updates[2:]) == {"thing.used": "withdrawn"}


def test_what_was_closed_is_not_promised_by_promising_it_anew() -> None:
    """A promise of a stage that had been reached takes no withdrawal back, so the item and its promise are given up."""
    told = (FIRST, '2020-02-01 stage = "used"', GIVEN_UP, '2020-04-01 stage = "used", target = "2021", anew = true')

    assert verdicts(*told)["thing.used#2"] == "withdrawn"
    assert verdicts(*told, '2020-06-01 stage = "used", target = "2022", anew = true')["thing.used#2"] == "withdrawn"
    assert verdicts(*told, '2020-05-01 stage = "used"')["thing.used#2"] == "kept"
