"""Goals: whether an amount was reached follows from the figures and counts of a log, and from other items."""

from datetime import date

import pytest
from msgspec import structs

from gti_cli.dataset.model import Figure, Goal
from gti_cli.ledger.goals import meets, misses
from tests.judged import days, ledger, promises, verdicts
from tests.make import count, figure, item, update

HUNDRED = item("metrics", "seats", cumulative=True) + item("goals", metric="seats", at_least=100)
FLUID = HUNDRED.replace("cumulative = true\n", "")
PROMISED = update('stage = "reached", target = "by the end of Q1"', day="2020-01-10")
CENTERS = "".join(item("centers", id_) for id_ in ("a", "b", "c", "d"))
THREE = CENTERS + item("goals", count={"kind": "center", "stage": "open"}, at_least=3)
GOAL = "thing.reached"


def seats(day: str, value: int, keys: str = "") -> str:
    """An update with a figure."""
    return update(day=day, figures=figure(value, keys, metric="seats"))


def opened(day: str, *ids: str, when: str = "") -> str:
    """An update by which centers are open."""
    date_ = f', when = "{when}"' if when else ""
    return update(*(f'item = "{id_}", stage = "open"{date_}' for id_ in ids), day=day)


def test_an_amount_that_is_reported_in_time_is_kept() -> None:
    """A figure that meets the bound reports the goal reached by that day."""
    told = promises(HUNDRED + PROMISED + seats("2020-03-20", 100))

    assert told[GOAL].verdict == "kept"
    assert days(told[GOAL].outcome) == ("2020-01-10", "2020-03-20")
    assert verdicts(HUNDRED + PROMISED + seats("2020-03-20", 99)) == {GOAL: "unreported"}


def test_a_cumulative_figure_that_is_too_small_says_not_yet() -> None:
    """It lay ahead on that day, so it is late or missed; of a figure that may fall nothing follows for other days."""
    early, enough = seats("2020-05-01", 60), seats("2020-09-01", 120)

    assert verdicts(HUNDRED + PROMISED + early) == {GOAL: "missed"}
    assert verdicts(HUNDRED + PROMISED + early + enough) == {GOAL: "late"}
    assert verdicts(FLUID + PROMISED + early) == {GOAL: "unreported"}
    assert verdicts(FLUID + PROMISED + early + enough) == {GOAL: "undetermined"}


def test_what_fell_again_stays_reached() -> None:
    """A smaller figure of a metric that may fall takes nothing back; figures from before the promise do not count.

    What only grows was there, so that a promise of it contradicts the figure.
    """
    more, fewer = seats("2020-02-01", 100), seats("2020-03-01", 10)

    assert verdicts(FLUID + PROMISED + more + fewer) == {GOAL: "kept"}
    assert verdicts(FLUID + seats("2020-01-01", 100) + PROMISED + fewer) == {GOAL: "unreported"}
    assert verdicts(HUNDRED + seats("2020-01-01", 100) + PROMISED) == {GOAL: "disputed"}


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ("2020-02-05", ("2020-01-10", "2020-02-05")),
        ("February 2020", ("2020-01-10", "2020-02-29")),
        ("early February 2020", ("2020-01-10", "2020-02-15")),
        ("by 5 February 2020", ("2020-01-10", "2020-02-05")),
    ],
)
def test_a_figure_is_of_the_last_day_of_its_when(when: str, span: tuple[str, str]) -> None:
    """By that day the amount was there, and it may have been there before."""
    assert days(promises(HUNDRED + PROMISED + seats("2020-04-20", 100, f'when = "{when}"'))[GOAL].outcome) == span


@pytest.mark.parametrize(
    ("when", "ahead"),
    [
        ("2020-05-05", "2020-05-05"),
        ("May 2020", "2020-05-31"),
        ("early May 2020", "2020-05-01"),
        ("1 May 2020 to 20 May 2020", "2020-05-01"),
        ("by 5 May 2020", "2020-01-10"),
    ],
)
def test_not_yet_is_said_of_the_first_day_that_a_figure_may_be_of(when: str, ahead: str) -> None:
    """A vague `when` may be any of its days, so that only the first of them is sure."""
    told = promises(HUNDRED + PROMISED + seats("2020-06-20", 50, f'when = "{when}"'))[GOAL]

    assert told.ahead
    assert str(told.ahead[0]) == ahead


@pytest.mark.parametrize(
    ("bound", "keys", "value", "met", "missed"),
    [
        ("at_least", "", 20, True, False),
        ("at_least", "", 19, False, True),
        ("at_least", "at_least", 20, True, False),
        ("at_least", "at_least", 19, False, False),
        ("at_least", "at_most", 25, False, False),
        ("at_least", "at_most", 20, False, True),
        ("at_most", "", 20, True, False),
        ("at_most", "", 21, False, False),
        ("at_most", "at_least", 20, False, False),
        ("at_most", "at_most", 20, True, False),
    ],
)
def test_a_bound_is_met_where_that_is_proven(bound: str, keys: str, value: int, met: bool, missed: bool) -> None:
    """More than 20 meets at least 20, and proves nothing of at most 20 but that it failed."""
    goal = structs.replace(Goal(id="thing", phase="work", name="Thing", metric="seats"), **{bound: 20})
    told = structs.replace(Figure(metric="seats", value=value), **({keys: True} if keys else {}))

    assert meets(goal, told) is met
    if bound == "at_least":
        assert misses(goal, told) is missed


def test_at_most() -> None:
    """A cap is reached on the day of a figure that is not above it."""
    tables = item("metrics", "seats") + item("goals", metric="seats", at_most=5) + PROMISED

    assert verdicts(tables + seats("2020-03-01", 6)) == {GOAL: "unreported"}
    assert verdicts(tables + seats("2020-03-01", 6) + seats("2020-03-20", 5)) == {GOAL: "kept"}
    assert verdicts(tables + seats("2020-03-20", 5, "at_least = true")) == {GOAL: "unreported"}


def test_an_amount_that_is_cut_is_a_move_and_each_amount_is_judged_by_itself() -> None:
    """The promise is held to the amount that it had first; the statement that cuts it, to its own."""
    cut = update('stage = "reached", target = "by the end of Q1", set = { at_least = 25 }', day="2020-02-10")
    (told,) = promises(HUNDRED.replace("100", "40") + PROMISED + cut + seats("2020-03-20", 30)).values()

    assert [(made.amount, made.verdict, made.is_move) for made in told.statements] == [
        (40, "unreported", False),
        (25, "kept", True),
    ]
    assert (told.verdict, told.moves, told.moved_days) == ("unreported", 1, 0)
    assert ledger(HUNDRED.replace("100", "40") + PROMISED + cut + seats("2020-03-20", 30)).states["thing"].is_done


def test_a_count_lies_between_the_days_of_the_last_item_that_is_needed() -> None:
    """Three by 2020, two of them known to be of May and August 2020: the days of the goal are those of the third."""
    told = promises(
        THREE
        + update('stage = "reached", target = "by 2021"', day="2020-01-10")
        + opened("2020-02-20", "a", when="2020-02-01")
        + opened("2020-06-20", "b", when="May 2020")
        + opened("2020-09-20", "c", when="August 2020")
    )[GOAL]

    assert days(told.outcome) == ("2020-08-01", "2020-08-31")
    assert told.outcome
    assert str(told.outcome.reported) == "2020-09-20"
    assert told.verdict == "kept"


def test_what_nobody_reported_may_have_been_there_since_it_was_last_known_to_lie_ahead() -> None:
    """A fourth that was still promised in July may have been the third one in July; one of which nobody spoke, ever."""
    three = opened("2020-12-01", "a", "b", when="2020-02-01") + opened("2020-12-02", "c", when="2020-11-01")
    ahead = update('item = "d", stage = "open", target = "2021"', day="2020-07-07")
    unknown = update('item = "d", stage = "announced"', day="2020-07-07")
    named = update('note = "Three."', day="2020-01-01")

    assert days(ledger(THREE + named + ahead + three).states["thing"].life.reached["reached"])[0] == "2020-07-07"
    assert days(ledger(THREE + named + unknown + three).states["thing"].life.reached["reached"])[0] == "2020-02-01"


def test_what_is_given_up_afterwards_counts_on_and_own_stages_without_the_stage_do_not() -> None:
    """The goal is of items that have ever reached the stage."""
    named, closed = (
        update('note = "Three."', day="2020-01-01"),
        update('item = "a", stage = "withdrawn"', day="2021-01-01"),
    )
    other = THREE.replace('id = "c"\n', 'id = "c"\nstages = ["announced", "built"]\n')

    assert ledger(THREE + named + opened("2020-02-01", "a", "b", "c") + closed).states["thing"].is_done
    assert not ledger(other + named + opened("2020-02-01", "a", "b")).states["thing"].is_done


def test_a_public_count_reports_a_goal_and_a_smaller_one_says_nothing() -> None:
    """The company says three; that two items of this log are known does not contradict it."""
    made = update('stage = "reached", target = "2020"', day="2020-01-10")
    told = THREE + made + opened("2020-02-01", "a", "b")

    assert verdicts(told + update(day="2020-06-01", counts=count("open", 3))) == {GOAL: "kept"}
    assert verdicts(told + update(day="2020-06-01", counts=count("open", 2))) == {GOAL: "unreported"}


def test_a_goal_rests_on_what_bears_it_out() -> None:
    """It is implied, and independent, as the statement is that gives its last day."""
    named = update('note = "Three."', day="2020-01-01")
    two = opened("2020-02-01", "a", "b")
    implied = update('item = "c", stage = "open", implied = true', day="2020-03-01", source="auditor")
    reached = ledger(THREE + named + two + implied).states["thing"].life.reached["reached"]

    assert (reached.implied, reached.independent, str(reached.reported)) == (True, True, "2020-03-01")


def test_a_goal_as_of_a_day_is_made_of_what_was_known_then() -> None:
    """Figures that came later are not looked at."""
    told = HUNDRED + PROMISED + seats("2020-03-20", 100)

    assert verdicts(told, day="2020-03-01") == {GOAL: "pending"}
    assert promises(told, day="2020-03-01")[GOAL].day == date(2020, 3, 1)


def test_the_file_may_name_goals_before_what_they_count() -> None:
    """The order of tables has no meaning."""
    goal = item("goals", count={"kind": "center", "stage": "open"}, at_least=1)
    named = update('note = "One."', day="2020-01-01")

    assert ledger(goal + item("centers", "a") + named + opened("2020-02-01", "a")).states["thing"].is_done


def test_a_correction_of_a_greater_amount_says_nothing_of_a_smaller_one() -> None:
    """A hundred were not there yet; that the twenty of the newer goal were, stays as it was reported."""
    tables = FLUID + PROMISED + seats("2020-02-01", 30) + update('stage = "reached", not_yet = true, corrects = true')
    cut = update("set = { at_least = 20 }", day="2020-08-01")

    assert not ledger(tables).states["thing"].is_done
    assert ledger(tables + cut).states["thing"].is_done


@pytest.mark.parametrize("when", ["earlier this year", "over the past six months", "early 2020", "2020-01/2020-04"])
def test_a_figure_of_some_day_says_not_yet_of_the_first(when: str) -> None:
    """Words that leave open on which day the figure was counted leave open whether that was after the deadline."""
    early = seats("2020-05-01", 60, f'when = "{when}"')

    assert verdicts(HUNDRED + PROMISED + early) == {GOAL: "unreported"}


@pytest.mark.parametrize("when", ["around 1 May 2020", "late April 2020", "within 3 months of 1 March 2020"])
def test_a_vague_end_is_not_taken_for_the_day(when: str) -> None:
    """Of a deadline within such days nobody can say whether the figure was counted after it."""
    deadline = PROMISED.replace("by the end of Q1", "2020-05-01")
    told = HUNDRED + deadline + seats("2020-06-01", 60, f'when = "{when}"')

    assert verdicts(told, day="2020-07-01") == {GOAL: "unreported"}


def test_a_figure_that_may_be_from_before_the_promise() -> None:
    """Of a metric that may fall it does not count, as it may have fallen since."""
    more = seats("2020-02-01", 100, 'when = "early January 2020"')

    assert verdicts(FLUID + PROMISED + more) == {GOAL: "unreported"}
    assert verdicts(FLUID + PROMISED + more.replace("early January", "late January")) == {GOAL: "kept"}
