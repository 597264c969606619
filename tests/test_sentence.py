"""The sentence of status: its numbers share out the promises, and it reads as a sentence whatever they are."""

import random
import re

import pytest

from gti_cli.ledger.verdict import VERDICTS, Verdict
from gti_cli.views.sentence import STATEMENTS, sentence
from tests.sentences import numbers

OF_FLOORS: tuple[Verdict, ...] = (
    *("kept", "broken", "undetermined", "disputed", "withdrawn", "slipped", "unreported", "pending"),
)
SINGULAR = re.compile(r"\b(?:was|is|has|waits|its)\b")
PLURAL = re.compile(r"\b(?:were|are|have|wait|their)\b")


@pytest.mark.parametrize("seed", range(200))
def test_its_numbers_add_up(seed: int) -> None:
    """Whatever the verdicts, the numbers of its parts are those of all promises, and a part is divided into its own."""
    chance = random.Random(seed)
    deadlines = {verdict: chance.choice((0, 0, 1, 2, 3, 1200)) for verdict in VERDICTS}
    floors = {verdict: chance.choice((0, 0, 0, 1, 4)) for verdict in OF_FLOORS}
    counts = {verdict: deadlines[verdict] + floors.get(verdict, 0) for verdict in VERDICTS}
    text = sentence(counts, floors)

    if sum(counts.values()) > 1:
        total, parts = numbers(text)
        assert total == sum(parts) == sum(counts.values())
        assert 0 not in parts


def test_every_verdict_is_told_once() -> None:
    """Each verdict, on a deadline and on a floor, has one clause."""
    clauses = [clause for statement in STATEMENTS for clause in statement.clauses]

    for verdict in VERDICTS:
        for floors in ({}, {verdict: 1}):
            assert sum(clause.count({verdict: 1}, floors) for clause in clauses) == 1


@pytest.mark.parametrize("verdict", VERDICTS)
def test_one_and_several(verdict: Verdict) -> None:
    """One promise is told in the singular and without a number, several in the plural, and one of several again."""
    for floors in (0, 1) if verdict in OF_FLOORS else (0,):
        one = sentence({verdict: 1}, {verdict: floors})
        assert one.startswith("The only promise ")
        assert not re.search(r"\d", one)
        assert not PLURAL.search(one)
        several = sentence({verdict: 3}, {verdict: 3 * floors})
        assert several.startswith("Of 3 promises all 3 ")
        assert not SINGULAR.search(several)
        other: Verdict = "undetermined" if verdict != "undetermined" else "pending"
        clause = one.removeprefix("The only promise ").removesuffix(".")
        assert f"1 {clause}" in sentence({verdict: 1, other: 2}, {verdict: floors})


def test_no_promise() -> None:
    """Where there is none it says so, and claims no more than that none is known; where all are apart, it says that."""
    assert sentence({}, {}) == "No promise is known."
    assert sentence(dict.fromkeys(VERDICTS, 0), {}, apart=2) == (
        "No promise is to be judged but those that are counted apart."
    )


def test_the_whole_of_it() -> None:
    """Delivered comes first, then broken, overdue, undecided and what is open; lists end with "and"."""
    counts: dict[Verdict, int] = dict.fromkeys(VERDICTS, 1) | {"kept": 3, "slipped": 2}

    assert sentence(counts, {"kept": 1, "broken": 1, "slipped": 1}) == (
        "Of 17 promises 3 were delivered: 2 in time, 1 had no date. 1 did not come before its day. "
        "3 were broken: 1 came late, 1 was not done in time, 1 came too early. "
        "1 is overdue without a word and 1 is overdue and done in part. 1 can't be judged and 1 is disputed. "
        "1 was put off, 1 was brought forward, 1 is not due yet, 1 waits for something else, 1 has no date, "
        "and 1 was given up."
    )
