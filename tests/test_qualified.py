"""What qualifies a promise: who makes it, with which words, in part, in retrospect, judged by others."""

from unicodedata import normalize

import pytest

from gti_cli.ledger.ledger import Ledger
from tests import make
from tests.judged import days, ledger, promises, verdicts
from tests.make import item, log, update

FIRST = '2020-01-01 stage = "used", target = "June 2020"'


def test_what_another_party_says_does_not_move_the_promise() -> None:
    """Each party's promise is one of its own."""
    airline = '2020-02-01 stage = "used", target = "2021", by = "An Airline"'
    told = promises(log(FIRST, airline, '2020-12-01 stage = "used", when = "November 2020"'))

    assert {key: (promise.verdict, promise.moves, promise.track.party) for key, promise in told.items()} == {
        "thing.used": ("late", 0, None),
        "thing.used@an-airline": ("kept", 0, "An Airline"),
    }


def test_a_withdrawal_closes_the_promises_of_every_party() -> None:
    """Of whatever stage, party and bound."""
    others = (
        '2020-02-01 stage = "used", target = "2021", by = "An Airline"',
        '2020-02-02 stage = "built", not_before = "2021"',
    )

    assert set(verdicts(log(FIRST, *others, '2020-03-01 stage = "withdrawn"')).values()) == {"withdrawn"}


def test_a_hedge_is_that_of_the_statement_held_to() -> None:
    """Words of hope in a later statement do not weaken the first."""
    hoped = f'{FIRST}, hedge = "we hope to"'
    later = '2020-05-01 stage = "used", target = "2021", hedge = "likely"'

    assert promises(log(hoped, later))["thing.used"].hedge == "we hope to"
    assert promises(log(FIRST, later))["thing.used"].hedge is None


def test_done_in_part() -> None:
    """Done for most customers when the date passes is in part; before that it is pending, and it is never kept."""
    part = '2020-05-01 stage = "used", part = "most customers"'

    assert verdicts(log(FIRST, part)) == {"thing.used": "partial"}
    assert verdicts(log(FIRST, part), day="2020-06-30") == {"thing.used": "pending"}
    assert promises(log(FIRST, part))["thing.used"].part == "most customers"
    assert verdicts(log(part, FIRST.replace("2020-01-01", "2020-05-02"))) == {"thing.used": "unreported"}


def test_a_part_says_that_the_whole_is_not_reached() -> None:
    """So it is missed where that is said after the date, and a report before it is disputed."""
    part = '2020-07-15 stage = "used", part = "most customers"'

    assert verdicts(log(FIRST, part)) == {"thing.used": "missed"}
    assert verdicts(log(FIRST, '2020-05-01 stage = "used"', part)) == {"thing.used": "disputed"}
    done = promises(log(FIRST, part, '2020-08-01 stage = "used"'))["thing.used"]
    assert (done.verdict, done.part, days(done.outcome)) == ("late", None, ("2020-07-15", "2020-08-01"))


def test_told_in_retrospect() -> None:
    """A table with planned and actual in one row: October 2013, and done on the last day of the year."""
    row = 'stage = "used", target = "October 2013", stated = "April 2012"; stage = "used", when = "2013-12-31"'
    (told,) = promises(log(f"2014-03-01 {row}")).values()

    assert (told.verdict, told.statements[0].statement.date.isoformat()) == ("late", "2012-04-30")
    assert told.days_late
    assert (told.days_late.min, told.days_late.max) == (61, 61)
    assert promises(log(f"2014-03-01 {row}"), day="2014-02-28") == {}


def test_a_promise_told_in_retrospect_takes_its_place() -> None:
    """It is the first one, though another was written down before; and it breaks no silence earlier."""
    told = promises(log(FIRST, '2020-03-01 stage = "used", target = "2019", stated = "2018"'), day="2020-03-11")[
        "thing.used"
    ]

    assert told.deadline
    assert told.deadline.phrase.text == "2019"
    assert (told.moved_days, told.silent_days) == (182, 10)


def test_what_others_judged_moves_nothing() -> None:
    """It stands beside the verdict, the newest of it."""
    judged = '2020-07-01@auditor stage = "used", assessed = "not met"'
    told = promises(log(FIRST, judged, judged.replace("2020-07", "2020-08").replace("not met", "in part")))[
        "thing.used"
    ]

    assert told.verdict == "unreported"
    assert told.assessed
    assert (told.assessed.event.assessed, told.assessed.source) == ("in part", "auditor")
    assert verdicts(log(FIRST, '2020-05-01 stage = "used", when = "May 2020", assessed = "fine"')) == {
        "thing.used": "kept"
    }


def test_stages_of_its_own() -> None:
    """No step is claimed that the item does not have."""
    tables = item("centers", stages=["planned", "live"]) + update('stage = "live"', day="2020-01-01")
    told = Ledger(make.dataset(tables), make.dataset(tables).updates[0].date).states["thing"]

    assert list(told.life.reached) == ["planned", "live"]
    assert told.is_done


def test_an_item_may_change_its_phase_and_owners() -> None:
    """From that day on it is counted in the other."""
    tables = make.phase("other") + item("milestones", owners=["A", "B"])
    moved = update('set = { phase = "other", owners = ["C"] }', day="2021-01-01")
    told = tables + update('stage = "completed", target = "2020"', day="2020-01-01") + moved

    before, after = ledger(told, day="2020-06-01"), ledger(told)
    assert [led.promises[0].subject.phase for led in (before, after)] == ["work", "other"]
    assert [led.promises[0].subject.owners for led in (before, after)] == [("A", "B"), ("C",)]
    assert ["other" in led.touched(led.entries[0]) for led in (before, after)] == [False, True]


@pytest.mark.parametrize(
    ("party", "key"),
    [
        ("FAA", "thing.used@faa"),
        ("Ärzte ohne Grenzen", "thing.used@arzte-ohne-grenzen"),
        ("日本", "thing.used@u65e5-u672c"),
    ],
)
def test_a_party_in_the_key(party: str, key: str) -> None:
    """It has the form of an id."""
    assert [*verdicts(log(f'{FIRST}, by = "{party}"'))] == [key]


def test_a_party_is_one_however_its_letters_are_written() -> None:
    """An accent may be a sign of its own: the name is the same, and so is what was promised."""
    composed, apart = normalize("NFC", "Société"), normalize("NFD", "Société")
    told = promises(log(f'{FIRST}, by = "{composed}"', f'2020-03-01 stage = "used", target = "2021", by = "{apart}"'))

    assert [(key, len(promise.statements)) for key, promise in told.items()] == [("thing.used@societe", 2)]


def test_two_parties_have_two_ids() -> None:
    """Also where their names differ in nothing that an id keeps; the one that promised first has the plain id."""
    names = ("Müller AG", "Muller AG", "Müller-AG")
    said = [f'2020-01-0{day} stage = "used", target = "2021", by = "{name}"' for day, name in enumerate(names, 1)]
    told = promises(log(*said))

    assert {key: promise.track.party for key, promise in told.items()} == {
        "thing.used@muller-ag": "Müller AG",
        "thing.used@muller-ag-2": "Muller AG",
        "thing.used@muller-ag-3": "Müller-AG",
    }
