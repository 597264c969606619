"""Each warning is given exactly when it must, at its place, and none beside an error."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dataset.problems import Finding, written_path
from gti_cli.ledger.check import check_content
from tests import make
from tests.conftest import BUNDLED
from tests.make import HEAD, LEAST, ROME, count, figure, item, source

TODAY = date(2024, 12, 31)
TEXT = BUNDLED.read_text(encoding="utf-8")
OSLO = item("centers", "oslo")
MOVE = item("reviews", "audit")
PAID = item("metrics", "paid", cumulative=True)


def update(day: str, *events: str, **keys: str) -> str:
    """An update of a day."""
    return make.update(*events, day=day, **keys)


def rome(stage: str, keys: str = "", *, item: str = "rome") -> str:
    """An event about the center at a stage."""
    return f'item = "{item}", stage = "{stage}"' + (f", {keys}" if keys else "")


def found(tables: str, *, head: str = LEAST) -> list[Finding]:
    """What is found in a file of a head and some tables."""
    return check_content((head + tables).encode(), "test.toml", TODAY)


def told(tables: str, *, head: str = LEAST) -> list[str]:
    """The place and the code of what is found."""
    return [f"{finding.problem.place} {finding.problem.code}" for finding in found(tables, head=head)]


def test_the_bundled_dataset_has_no_warning() -> None:
    """The dataset that comes with gti is right in every way that is checked."""
    assert check_content(TEXT.encode(), "initiative.toml", date(2020, 11, 17)) == []


KNOWN = rome("announced")
UNUSED = [
    (ROME + update("2024-01-16"), ["centers[0].id unused-item"]),
    (ROME + update("2024-01-16", KNOWN), []),
    (ROME + update("2024-01-16", 'item = "rome", note = "N"'), []),
    (ROME + OSLO + update("2924-01-16", KNOWN), ["centers[1].id unused-item", "updates[0].date future-update"]),
    (ROME, ["sources[0].id unused-source", "centers[0].id unused-item"]),
    (PAID + update("2024-01-16"), ["metrics[0].id unused-metric"]),
    (PAID + update("2024-01-16", figures=figure("1")), []),
    (PAID, ["sources[0].id unused-source", "metrics[0].id unused-metric"]),
]


@pytest.mark.parametrize(("tables", "codes"), UNUSED)
def test_what_is_never_named(tables: str, codes: list[str]) -> None:
    """An item, a source or a metric that no update names is told at its id, one that is named in any way is not."""
    assert told(tables) == codes


def test_a_source_that_is_never_cited() -> None:
    """A source that no update cites is told, whatever its other keys."""
    assert told(update("2024-01-16"), head=HEAD) == ["sources[1].id unused-source"]
    assert told(update("2024-01-16") + update("2024-01-16", source="auditor"), head=HEAD) == []


def log(*said: tuple[str, str, str]) -> str:
    """Updates with an event each: the day, the stage and further keys."""
    return ROME + "".join(update(day, rome(stage, keys)) for day, stage, keys in said)


OPEN_IN_MARCH = ("2024-04-01", "open", 'when = "March 2024"')
CONTRADICTIONS = [
    ([OPEN_IN_MARCH, ("2024-05-01", "open", 'when = "April 2024"')], ["updates[1].events[0].when contradiction"]),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", 'when = "2024-03-31"')], []),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", "")], []),
    (
        [OPEN_IN_MARCH, ("2024-02-01", "open", "")],
        ["updates[0].events[0].when contradiction", "updates[1].date date-order"],
    ),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", 'when = "April 2024", corrects = true')], []),
    ([OPEN_IN_MARCH, ("2024-05-01", "announced", 'when = "April 2024"')], ["updates[0].events[0].when left-out-bound"]),
    ([OPEN_IN_MARCH, ("2024-05-01", "announced", 'when = "March 2024"')], []),
    ([("2024-03-31", "open", "not_yet = true"), OPEN_IN_MARCH], []),
    ([("2024-04-01", "open", "not_yet = true"), OPEN_IN_MARCH], []),
    (
        [("2024-04-01", "open", "not_yet = true"), ("2024-04-02", "open", 'when = "March 2024"')],
        ["updates[0].events[0].stage left-out-bound"],
    ),
    (
        [("2024-04-01", "open", 'target = "2024"'), ("2024-04-02", "open", 'when = "March 2024"')],
        ["updates[0].events[0].stage left-out-bound"],
    ),
    (
        [("2024-04-01", "announced", "not_yet = true"), ("2024-04-02", "open", 'when = "March 2024"')],
        ["updates[1].events[0].when left-out-bound"],
    ),
    (
        [("2024-04-01", "withdrawn", 'when = "March 2024"'), ("2024-05-01", "withdrawn", 'when = "April 2024"')],
        ["updates[1].events[0].when contradiction"],
    ),
    ([("2024-04-01", "withdrawn", 'when = "March 2024"'), ("2024-05-01", "withdrawn", 'when = "by May 2024"')], []),
    (
        [
            ("2024-04-01", "withdrawn", 'when = "March 2024"'),
            ("2024-04-15", "open", "when = 2024-04-01"),
            ("2024-05-01", "withdrawn", "when = 2024-04-30"),
        ],
        [],
    ),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", "not_yet = true")], ["updates[1].events[0].stage contradiction"]),
    ([OPEN_IN_MARCH, ("2024-05-01", "announced", "not_yet = true")], ["updates[1].events[0].stage contradiction"]),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", "not_yet = true, corrects = true")], []),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", 'target = "2025"')], ["updates[1].events[0].stage contradiction"]),
    ([OPEN_IN_MARCH, ("2024-05-01", "open", 'target = "2025", anew = true')], []),
    (
        [OPEN_IN_MARCH, ("2024-05-01", "open", "not_yet = true"), ("2024-06-01", "open", "")],
        ["updates[1].events[0].stage contradiction"],
    ),
    ([("2024-04-01", "open", 'when = "March 2024", implied = true'), ("2024-05-01", "open", "not_yet = true")], []),
    (
        [("2024-04-01", "open", "implied = true"), ("2024-05-01", "open", 'when = "April 2024"')],
        [],
    ),
    (
        [("2024-04-01", "open", "when = 2024-04-01, implied = true"), ("2024-05-01", "open", "when = 2024-04-02")],
        [],
    ),
]


@pytest.mark.parametrize(("said", "codes"), CONTRADICTIONS)
def test_statements_that_cannot_both_be_true(said: list[tuple[str, str, str]], codes: list[str]) -> None:
    """Two statements that leave no day are told at the one that contradicts the other; what a day allows is not."""
    assert told(log(*said)) == codes


def test_a_contradiction_within_an_earlier_attempt() -> None:
    """What was contradicted before it was promised anew is told still, and once."""
    first = [
        ("2024-01-01", "open", 'target = "March 2024"'),
        OPEN_IN_MARCH,
        ("2024-05-01", "open", "not_yet = true"),
    ]
    second = [("2024-06-01", "open", 'target = "2024", anew = true'), ("2024-09-01", "open", "when = 2024-08-30")]

    assert told(log(*first, *second)) == ["updates[2].events[0].stage contradiction"]


def test_a_contradiction_names_both_statements() -> None:
    """A contradiction says which two statements it is between, with the days and the place of each."""
    (finding,) = found(log(OPEN_IN_MARCH, ("2024-05-01", "open", 'when = "April 2024"')))

    assert finding.place is not None
    assert finding.related is not None
    assert finding.related.line < finding.place.line
    assert finding.message == (
        '"open" of "rome" (Apr 2024) contradicts "open" (Mar 2024) '
        f"at test.toml:{finding.related.line}:{finding.related.column}"
    )
    assert finding.where == f"test.toml:{finding.place.line}:{finding.place.column}"
    assert [place.text[place.column - 1 :].split(" }")[0] for place in (finding.place, finding.related)] == [
        '"April 2024"',
        '"March 2024"',
    ]


def test_the_remedy_of_a_contradiction() -> None:
    """A report and a *not yet* may correct the older one, a promise be a new one; a withdrawal can have neither key."""

    def hint(*said: tuple[str, str, str]) -> str:
        (finding,) = found(log(*said))
        return finding.problem.hint or ""

    withdrawals = ("2024-04-01", "withdrawn", "when = 2024-03-01"), ("2024-05-01", "withdrawn", "when = 2024-04-01")

    assert "corrects = true" in hint(OPEN_IN_MARCH, ("2024-05-01", "open", 'when = "April 2024"'))
    assert "corrects = true" in hint(OPEN_IN_MARCH, ("2024-05-01", "open", "not_yet = true"))
    assert "anew = true" in hint(OPEN_IN_MARCH, ("2024-05-01", "open", 'target = "2025"'))
    assert hint(*withdrawals) == "correct one of the two"


def test_two_statements_clash_once() -> None:
    """The same two statements are told once, however many stages they leave without a day."""
    stages = '[stages]\ncenters = ["announced", "built", "open"]\n'
    said = log(("2024-04-01", "announced", 'when = "2024-04-01"'), ("2024-05-01", "open", 'when = "2024-03-01"'))

    assert told(stages + said) == ["updates[1].events[0].when left-out-bound"]


BUSY = PAID + item("goals", "busy", metric="paid", at_least=100)
TWO = ROME + OSLO + item("goals", "two", count={"kind": "center", "stage": "open"}, at_least=2)
BOTH_OPEN = update("2024-04-01", rome("open", 'when = "March 2024"'), rome("open", 'when = "March 2024"', item="oslo"))


def places(finding: Finding) -> list[str]:
    """Where a finding about two places is told, and where it ends."""
    assert finding.problem.related
    return [written_path(path) for path in (finding.problem.path, finding.problem.related[1])]


def test_a_contradiction_of_a_figure_stands_at_its_value() -> None:
    """What a figure says of a goal is told at its value, on whichever side of the contradiction it is."""
    stated = update("2024-04-01", rome("reached", "when = 2024-03-15", item="busy"), figures=figure("100"))
    denied = update("2024-05-01", figures=f"{figure('10', metric='bugs')}, {figure('90', 'when = 2024-03-20')}")
    (by_figure,) = found(BUSY + PAID.replace('"paid"', '"bugs"') + stated + denied)
    (of_figure,) = found(BUSY + stated + update("2024-05-01", rome("reached", "not_yet = true", item="busy")))

    assert places(by_figure) == ["updates[1].figures[1].value", "updates[0].events[0].when"]
    assert places(of_figure) == ["updates[1].events[0].stage", "updates[0].figures[0].value"]


def test_a_contradiction_of_a_count_stands_at_its_value() -> None:
    """A public count that reports a goal is told at its value, counted behind the figures of its update."""
    counted = update("2024-05-01", rome("reached", "not_yet = true", item="two"))
    tables = TWO + PAID + BOTH_OPEN + update("2024-04-02", figures=figure("1"), counts=count("open", 2)) + counted
    (finding,) = found(tables)

    assert places(finding) == ["updates[2].events[0].stage", "updates[1].counts[0].value"]


def test_a_contradiction_of_items_stands_at_their_update() -> None:
    """What follows from the items that a goal counts is told at the update in which the last of them was reported."""
    (finding,) = found(TWO + BOTH_OPEN + update("2024-05-01", rome("reached", "not_yet = true", item="two")))

    assert places(finding) == ["updates[1].events[0].stage", "updates[0].date"]


def test_a_figure_can_have_no_key_of_a_correction() -> None:
    """What follows from a figure is corrected there or in the other place: it can take back nothing by a key."""
    stated = update("2024-04-01", rome("reached", "when = 2024-03-15", item="busy"), figures=figure("100"))
    (finding,) = found(BUSY + stated + update("2024-05-01", figures=figure("90", "when = 2024-03-20")))

    assert finding.problem.hint == "correct one of the two"


REACHED = rome("reached", item="busy")
STATED_GOALS = [
    ([update("2024-04-01", REACHED, figures=figure("99"))], True),
    ([update("2024-04-01", REACHED, figures=figure("100"))], False),
    ([update("2024-03-01", figures=figure("100")), update("2024-04-01", REACHED)], False),
    ([update("2024-04-01", REACHED), update("2024-05-01", figures=figure("100"))], True),
    ([update("2024-04-01", REACHED, figures=figure("90", "at_least = true"))], True),
    ([update("2024-04-01", rome("announced", item="busy"), figures=figure("1"))], False),
    ([update("2024-04-01", rome("reached", "not_yet = true", item="busy"), figures=figure("1"))], False),
    ([update("2024-04-01", rome("reached", 'part = "half"', item="busy"), figures=figure("1"))], False),
]


@pytest.mark.parametrize(("updates", "is_told"), STATED_GOALS)
def test_a_goal_that_the_figures_do_not_bear_out(updates: list[str], is_told: bool) -> None:
    """A goal stated as reached is told where no figure up to that day proves it; what is not stated never is."""
    codes = [line for line in told(BUSY + "".join(updates)) if line.endswith("unproven-goal")]
    (at,) = (at for at, text in enumerate(updates) if '"busy"' in text)

    assert codes == ([f"updates[{at}].events[0].stage unproven-goal"] if is_told else [])


def test_a_goal_that_the_items_do_not_bear_out() -> None:
    """A goal of a count needs so many items at the stage, or a public count that says so."""
    stated = rome("reached", item="two")
    one = TWO + update("2024-04-01", rome("open"), rome("announced", item="oslo"), stated)
    opened = TWO + update("2024-04-01", rome("open"), rome("open", item="oslo"), stated)
    counted = TWO + update("2024-04-01", rome("open"), rome("announced", item="oslo"), stated, counts=count("open", 2))

    assert told(one) == ["updates[0].events[2].stage unproven-goal"]
    assert told(opened) == []
    assert told(counted) == ["updates[0].counts[0].value differing-count"]


OPENED = ("2024-01-01", "open", "")
CLOSED = ("2024-03-01", "withdrawn", "")
AGAIN = [
    ([OPENED, CLOSED, ("2024-05-01", "open", 'target = "2025", anew = true')], [2]),
    ([OPENED, CLOSED, ("2024-05-01", "open", 'target = "2025", implied = true, anew = true')], [2]),
    ([OPENED, CLOSED, ("2024-05-01", "open", "when = 2024-04-20, corrects = true")], [2]),
    ([OPENED, CLOSED, ("2024-05-01", "open", "not_yet = true, corrects = true")], []),
    ([OPENED, CLOSED, ("2024-03-01", "open", 'target = "2025", anew = true')], []),
    ([("2024-01-01", "announced", ""), CLOSED, ("2024-05-01", "open", 'target = "2025"')], []),
    ([OPENED, ("2024-02-01", "open", 'target = "2025", anew = true')], []),
]


@pytest.mark.parametrize(("said", "at"), AGAIN)
def test_what_was_done_and_closed_opens_again(said: list[tuple[str, str, str]], at: list[int]) -> None:
    """What was done, then given up, and then goes on is told where that is said, what was never done is not."""
    codes = [line for line in told(log(*said)) if line.endswith("reopened-item")]

    assert codes == [f"updates[{number}].events[0].stage reopened-item" for number in at]


def test_an_item_opens_again_once() -> None:
    """However often it is said, an item that opens again is told once, with the place of the withdrawal."""
    promise = 'target = "2025", anew = true'
    said = log(OPENED, CLOSED, ("2024-05-01", "open", promise), ("2024-06-01", "open", promise))
    (finding,) = (one for one in found(said) if one.problem.code == "reopened-item")

    assert places(finding) == ["updates[2].events[0].stage", "updates[1].events[0].stage"]


PROMISES = [
    (('target = "2024-03-31"', "2024-04-01"), ["target passed-target"]),
    (('target = "2024-04-01"', "2024-04-01"), []),
    (('target = "early 2024"', "2024-05-01"), []),
    (('target = "early 2024"', "2024-07-01"), ["target passed-target"]),
    (('target = "undated"', "2024-07-01"), []),
]


@pytest.mark.parametrize(("promise", "codes"), PROMISES)
def test_a_promise_after_its_own_deadline(promise: tuple[str, str], codes: list[str]) -> None:
    """A promise is told when its last day lies before the day on which it is made; on that day it is none too late."""
    keys, day = promise

    assert told(log((day, "open", keys))) == [f"updates[0].events[0].{code}" for code in codes]


LATE = [
    (("2024-04-01", "open", ""), ("2024-05-01", "open", "implied = true"), True),
    (("2024-04-01", "open", ""), ("2024-05-01", "announced", "implied = true"), True),
    (("2024-04-01", "open", ""), ("2024-04-01", "open", "implied = false"), True),
    (("2024-04-01", "open", ""), ("2024-04-01", "announced", "implied = false"), True),
    (("2024-04-01", "announced", ""), ("2024-05-01", "open", "implied = true"), False),
    (("2024-04-01", "withdrawn", ""), ("2024-05-01", "open", "implied = false"), False),
    (("2024-04-01", "open", "implied = true"), ("2024-05-01", "open", "implied = false"), False),
    (("2024-04-01", "open", ""), ("2024-05-01", "open", "anew = true"), False),
    (("2024-04-01", "open", ""), ("2024-04-01", "open", "anew = true"), False),
]


@pytest.mark.parametrize(("report", "promise", "is_late"), LATE)
def test_a_promise_of_what_is_reported(
    report: tuple[str, str, str], promise: tuple[str, str, str], is_late: bool
) -> None:
    """A promise is none on the day of its report, or later where it does not take the report back.

    That of a later stage is one, and so is a new one.
    """
    day, stage, keys = promise
    codes = told(log(report, (day, stage, f'target = "2025", {keys}')))

    assert codes == (["updates[1].events[0].stage late-promise"] if is_late else [])


def test_a_late_promise_after_its_deadline() -> None:
    """A promise of what was reported before, by a day that has passed, is wrong twice."""
    assert told(log(OPEN_IN_MARCH, ("2024-05-01", "open", 'target = "April 2024"'))) == [
        "updates[1].events[0].stage late-promise",
        "updates[1].events[0].target passed-target",
    ]


def test_a_promise_on_the_day_of_the_report() -> None:
    """Whichever of the two stands first, what is reported on the day of a promise leaves nothing to promise."""
    assert told(log(("2024-04-01", "open", 'target = "2025"'), ("2024-04-01", "open", ""))) == [
        "updates[0].events[0].stage late-promise"
    ]


FIGURES = [
    (["40", "39"], [1]),
    (["40", "40"], []),
    (["40", "41.5"], []),
    (["40", "39.5"], [1]),
    (["40", "39, at_least = true"], []),
    (["40, at_least = true", "39"], [1]),
    (["40", "30, at_least = true", "35"], [2]),
    (["40", "30, at_least = true", "45"], []),
    (["40", "30", "35"], [1]),
    (["40", "30", "20"], [1, 2]),
]


@pytest.mark.parametrize(("values", "falls"), FIGURES)
def test_a_cumulative_metric_that_falls(values: list[str], falls: list[int]) -> None:
    """A figure below the last one is told; "more than" a smaller number is no fall, and hides none either."""
    reported = [f'{{ metric = "paid", value = {value} }}' for value in values]
    apart = PAID + "".join(update("2024-01-16", figures=one) for one in reported)
    together = PAID + update("2024-01-16", figures=", ".join(reported))

    assert told(apart) == [f"updates[{at}].figures[0].value falling-metric" for at in falls]
    assert told(together) == [f"updates[0].figures[{at}].value falling-metric" for at in falls]
    assert told(apart.replace("cumulative = true", "")) == []


FALLS_BY_DAY = [
    (['20, when = "February 2024"', '10, when = "January 2024"'], []),
    (['10, when = "February 2024"', '20, when = "January 2024"'], [0]),
    (['20, when = "January 2024"', "10"], [1]),
    (['20, at_most = true, when = "January 2024"', '10, when = "February 2024"'], []),
    (['20, when = "January 2024"', '10, at_most = true, when = "February 2024"'], [1]),
    (['20, when = "January 2024"', '30, at_most = true, when = "February 2024"'], []),
]


@pytest.mark.parametrize(("values", "falls"), FALLS_BY_DAY)
def test_figures_fall_in_the_order_of_their_days(values: list[str], falls: list[int]) -> None:
    """Figures are compared by the days that they are of; "less than 20" does not say that it was 20."""
    tables = PAID + "".join(update("2024-03-01", figures=f'{{ metric = "paid", value = {value} }}') for value in values)

    assert told(tables) == [f"updates[{at}].figures[0].value falling-metric" for at in falls]


def test_figures_fall_in_the_order_of_the_log() -> None:
    """Figures are compared in the order of publication, also where the file has another."""
    tables = PAID + update("2024-02-01", figures=figure("20")) + update("2024-01-01", figures=figure("10"))

    assert told(tables) == ["updates[1].date date-order"]


LATER_OPEN = rome("open", "when = 2024-01-16", item="oslo")
COUNTS = [
    ("open", 1, [], True),
    ("open", 2, [], False),
    ("announced", 2, [], True),
    ("announced", 1, [], False),
    ("open", 1, [rome("open", item="oslo")], False),
    ("open", 2, [rome("open", item="oslo")], True),
    ("open", 0, [rome("withdrawn")], True),
    ("announced", 1, [rome("withdrawn")], True),
    ("open", 1, [rome("withdrawn", "when = 2024-01-15", item="oslo"), rome("open", item="oslo")], True),
    ("open", 2, [rome("withdrawn", "when = 2024-01-15", item="oslo"), LATER_OPEN], True),
]


@pytest.mark.parametrize(("stage", "value", "events", "agrees"), COUNTS)
def test_a_count_is_held_against_the_log(stage: str, value: int, events: list[str], agrees: bool) -> None:
    """A count is of the items at that stage or beyond, not withdrawn, as of that very update."""
    tables = ROME + OSLO + MOVE + update("2024-01-01", rome("open"), rome("announced", item="oslo"))
    tables += update("2024-02-01", rome("completed", item="audit"), *events, counts=count(stage, value))
    tables += update("2024-02-01", rome("open", item="oslo"))

    assert told(tables) == ([] if agrees else ["updates[1].counts[0].value differing-count"])


def test_what_is_disputed_is_not_counted() -> None:
    """A stage that was reported and then denied does not count, nor do the later ones."""
    tables = ROME + update("2024-01-01", rome("open")) + update("2024-02-01", rome("open", "not_yet = true"))

    for stage, value in (("open", 0), ("announced", 0)):
        assert told(tables + update("2024-02-02", counts=count(stage, value))) == [
            "updates[1].events[0].stage contradiction"
        ]


def test_a_count_says_what_was_counted() -> None:
    """The remedy of a count names the items that were counted, where they are few."""
    many = [f"room-{number}" for number in range(13)]
    tables = "".join(ROME.replace("rome", room) for room in many)
    few = tables + update("2024-01-01", *(rome("open", item=room) for room in many[:2]), counts=count("open", 1))
    rest = update("2024-02-01", *(rome("open", item=room) for room in many[2:]), counts=count("open", 1))

    first, second = found(few + rest)

    assert first.problem.message == "the statements up to here make it 2, and not 1"
    assert first.problem.hint == "counted: room-0, room-1; add the event that is missing, or correct the count"
    assert second.problem.hint == "add the event that is missing, or correct the count"


def test_a_kind_without_items_is_counted() -> None:
    """A count of a kind that the file has no items of is held against none."""
    assert told(update("2024-01-16", counts=count("open", 0))) == []
    assert told(update("2024-01-16", counts=count("open", 1))) == ["updates[0].counts[0].value differing-count"]


ORDERS = [
    (["2024-01-16", "2024-01-16"], []),
    (["2024-01-16", "2024-01-17"], []),
    (["2024-01-17", "2024-01-16"], [1]),
    (["2024-03-01", "2024-01-01", "2024-02-01"], [1]),
    (["2024-03-01", "2024-02-01", "2024-01-01"], [1, 2]),
]


@pytest.mark.parametrize(("days", "wrong"), ORDERS)
def test_updates_out_of_order(days: list[str], wrong: list[int]) -> None:
    """An update that stands after a later one is told at its date; updates of one day may have any order."""
    assert told("".join(map(update, days))) == [f"updates[{at}].date date-order" for at in wrong]


def test_updates_that_lie_ahead() -> None:
    """An update of today is fine, one of tomorrow is not, with or without an end of the log."""
    end = LEAST.replace("[initiative]", "[initiative]\ncomplete_through = 2024-06-30")

    assert told(update("2024-12-31") + update("2025-01-01")) == ["updates[1].date future-update"]
    assert told(update("2024-06-30") + update("2024-07-01"), head=end) == ["updates[1].date update-after-end"]
    assert told(update("2025-01-01"), head=end) == ["updates[0].date future-update", "updates[0].date update-after-end"]


EVERY_WARNING = (
    LEAST.replace("[initiative]", "[initiative]\ncomplete_through = 2024-12-01")
    + source("paper")
    + ROME
    + OSLO
    + item("centers", "bern", aliases=["berne"])
    + PAID
    + PAID.replace('"paid"', '"bugs"')
    + update("2024-01-16", rome("open", 'when = "2024-01-10"'), rome("open", 'target = "2023"', item="oslo"))
    + update("2024-03-01", rome("open", 'when = "February 2024"'), figures=figure("40"), counts=count("open", 3))
    + update("2024-02-01", rome("open", 'target = "2025", implied = true'), rome("open", "not_yet = true", item="oslo"))
    + update("2024-04-01", rome("open", 'when = "January 2024"', item="oslo"), figures=figure("30"))
    + update("2925-01-01", 'item = "oslo", note = "N"')
)
CODES = {
    *("unused-item", "unused-source", "unused-metric", "contradiction", "left-out-bound", "passed-target"),
    *("late-promise", "falling-metric", "differing-count", "date-order", "future-update", "update-after-end"),
}


def test_every_warning_can_be_given_at_once() -> None:
    """A file can have all warnings, and then all are told."""
    assert {finding.problem.code for finding in found(EVERY_WARNING, head="")} == CODES


def misspelt(text: str) -> Iterator[str]:
    """The text with one key after the other misspelt, those in headers too."""
    for match in re.finditer(r"(?:^\[\[?|^|[{,] )([a-z_]+)(?=\]| = )", text, re.MULTILINE):
        yield f"{text[: match.end(1)]}x{text[match.end(1) :]}"


def without_one(text: str, at: int) -> str:
    """The text without one of its characters."""
    return text[:at] + text[at + 1 :]


def test_a_misspelt_key_hides_all_warnings() -> None:
    """Any key, misspelt, is one error and nothing else in a file that has all warnings."""
    for text in misspelt(EVERY_WARNING):
        assert [finding.problem.code for finding in found(text, head="")] == ["unknown-key"], text


@settings(database=None, deadline=None, max_examples=50)
@given(st.integers(0, len(EVERY_WARNING) - 1))
def test_no_warning_beside_an_error(at: int) -> None:
    """Whatever one missing character makes of a file that has all warnings, it gets errors or warnings, never both."""
    assert len({finding.problem.severity for finding in found(without_one(EVERY_WARNING, at), head="")}) == 1


KEYS = list(misspelt(TEXT))


@settings(database=None, deadline=None, max_examples=20)
@given(st.integers(0, len(KEYS) - 1))
def test_a_misspelt_key_in_the_bundled_dataset(at: int) -> None:
    """Any key of the bundled file, misspelt, is one error and nothing else.

    Without the day of an update, what leans on it can't be read either.
    """
    first, *others = [finding.problem.code for finding in found(KEYS[at], head="")]

    assert first == "unknown-key"
    assert set(others) <= ({"date-phrase"} if "\ndatex = " in KEYS[at] else set())


@settings(database=None, deadline=None, max_examples=20)
@given(st.integers(0, len(TEXT) - 1))
def test_a_missing_character_in_the_bundled_dataset(at: int) -> None:
    """A character taken from the bundled file, which has no warning, gives errors or warnings, never both."""
    severities = {finding.problem.severity for finding in found(without_one(TEXT, at), head="")}

    assert len(severities) <= 1


def test_a_goal_that_figures_prove_is_counted() -> None:
    """A public count of goals is held against what the figures up to then say of them."""
    tables = item("metrics", "seats", cumulative=True) + item("goals", metric="seats", at_least=100)
    tables += update("2024-01-01", 'stage = "announced"', figures=figure(120, metric="seats"))

    assert told(tables + update("2024-01-02", counts=count("reached", 1, kind="goal"))) == []
    assert told(tables + update("2024-01-02", counts=count("reached", 0, kind="goal"))) == [
        "updates[1].counts[0].value differing-count"
    ]


def test_a_promise_of_what_was_withdrawn_that_counts_as_none() -> None:
    """It stands in no promise, and that is told; one that is plain begins a new promise."""
    withdrawn = ROME + update("2024-01-01", rome("open", 'target = "2025"')) + update("2024-02-01", rome("withdrawn"))

    for keys, is_counted in (
        ('target = "2026", implied = true', False),
        ('target = "2023"', False),
        ('target = "2026"', True),
    ):
        problems = found(withdrawn + update("2024-03-01", rome("open", keys)))
        late = [one.problem.message for one in problems if one.problem.code == "late-promise"]
        wanted = [] if is_counted else ['"open" of "rome" is promised here, and was withdrawn on 1 Feb 2024']
        assert late == wanted


def test_a_promise_between_its_report_and_a_new_promise_is_told() -> None:
    """It belongs to what had been reached by then, also where that was promised anew and reached once more."""
    tables = ROME + update("2024-01-01", rome("open", 'target = "2025"')) + update("2024-02-01", rome("open"))
    tables += update("2024-03-01", rome("open", 'target = "2026", implied = true'))
    tables += update("2024-04-01", rome("open", 'target = "2027", anew = true')) + update("2024-05-01", rome("open"))

    assert [one.problem.message for one in found(tables) if one.problem.code == "late-promise"] == [
        '"open" of "rome" is promised here, and was reported on 1 Feb 2024'
    ]
