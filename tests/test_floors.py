"""In `not_before` a phrase is a floor: a day, or two where the wording is vague; in a target a floor is no deadline."""

from datetime import date

import pytest

from gti_cli.dates.leaning import Use
from gti_cli.dates.phrase import Context, Floor, parse, refused
from gti_cli.dates.span import Span

DAY = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("written", "f1", "f2"),
    [
        ("June 2024", "2024-06-01", "2024-06-01"),
        ("no earlier than June 2024", "2024-06-01", "2024-06-01"),
        ("no sooner than 21 July", "2023-07-21", "2023-07-21"),
        ("not before Q3", "2023-07-01", "2023-07-01"),
        ("not until 2025", "2025-01-01", "2025-01-01"),
        ("2025 at the earliest", "2025-01-01", "2025-01-01"),
        ("as early as June 2024", "2024-06-01", "2024-06-01"),
        ("NET March 2024", "2024-03-01", "2024-03-01"),
        ("on or after 1 June 2024", "2024-06-01", "2024-06-01"),
        ("2025 or later", "2025-01-01", "2025-01-01"),
        ("from 2025 onwards", "2025-01-01", "2025-01-01"),
        ("2025/..", "2025-01-01", "2025-01-01"),
        ("early 2025", "2025-01-01", "2025-01-01"),
        ("start of June 2024", "2024-06-01", "2024-06-01"),
        ("mid-April 2024", "2024-04-10", "2024-04-15"),
        ("middle of 2024", "2024-04-01", "2024-07-01"),
        ("late 2024", "2024-07-01", "2024-10-01"),
        ("no earlier than late June 2024", "2024-06-16", "2024-06-23"),
        ("end of 2024", "2024-10-01", "2024-12-31"),
        ("around June 2024", "2024-05-16", "2024-06-01"),
        ("around 9 June 2024", "2024-06-06", "2024-06-09"),
        ("late 2024 or early 2025", "2024-07-01", "2024-10-01"),
        ("June to August 2024", "2024-06-01", "2024-06-01"),
        ("in two weeks", "2023-05-15", "2023-05-15"),
        ("later this year", "2023-05-01", "2023-05-01"),
        ("until June 2024", "2024-06-01", "2024-07-01"),
        ("until 9 June 2024", "2024-06-10", "2024-06-10"),
        ("until the end of June 2024", "2024-07-01", "2024-07-01"),
        ("until at least 2025", "2025-01-01", "2026-01-01"),
        ("until mid-June 2024", "2024-06-10", "2024-06-21"),
        ("until around 9 June 2024", "2024-06-06", "2024-06-13"),
        ("through July 8, 2026", "2026-07-09", "2026-07-09"),
        ("through 2024", "2025-01-01", "2025-01-01"),
        ("through the end of 2024", "2025-01-01", "2025-01-01"),
        ("after June 2024", "2024-07-01", "2024-07-01"),
        ("after mid-June 2024", "2024-06-11", "2024-06-21"),
        ("following 9 June 2024", "2024-06-10", "2024-06-10"),
    ],
)
def test_the_days_of_a_floor(written: str, f1: str, f2: str) -> None:
    """`f1` is the day by the lenient reading, `f2` by the strict one; the span goes from one to the other."""
    phrase = parse(written, Context(DAY, "not_before"))

    assert phrase.floor == Floor(date.fromisoformat(f1), date.fromisoformat(f2))
    assert phrase.span == Span(phrase.floor.f1, phrase.floor.f2)
    assert phrase.firm is None


@pytest.mark.parametrize(
    "written",
    [
        *("no earlier than June 2024", "not before Q3", "2025 at the earliest", "as early as June 2024", "after 2024"),
        *("until 2025", "through 2025", "since 2024", "2024/..", "from 2025 onwards", "not until June"),
    ],
)
def test_a_floor_in_a_target_is_told_where_it_belongs(written: str) -> None:
    """It is refused, and the message says to write `not_before`, which reads it; a deadline is offered, too."""
    error = refused(written, Context(DAY, "target"))

    assert error is not None
    assert f'" is no deadline: it says what the stage will not come before; write not_before = "{written}", or' in str(
        error
    )
    assert error.key == "not_before"
    assert parse(written, Context(DAY, "not_before")).floor
    assert all(parse(offer, Context(DAY, "target")).span.latest for offer in error.offers)


@pytest.mark.parametrize("written", ["by 2025", "before 2025", "no later than June", "../2025", "within two years"])
def test_a_deadline_in_not_before_is_told_where_it_belongs(written: str) -> None:
    """The other way round, the message says to write `target`."""
    error = refused(written, Context(DAY, "not_before"))

    assert error is not None
    assert f'; write target = "{written}", or a first day such as' in str(error)
    assert error.key == "target"


@pytest.mark.parametrize("use", ["when", "plain", None])
def test_a_floor_elsewhere_says_since_when(use: Use | None) -> None:
    """Of what has happened it gives the first day; what lasted until then ended by then."""
    assert parse("no earlier than June 2019", Context(DAY, use)).span == Span(date(2019, 6, 1), None)
    assert parse("until June 2019", Context(DAY, use)).span == Span(None, date(2019, 6, 30))


@pytest.mark.parametrize("use", ["not_before", "when", "plain"])
def test_no_date_stands_in_a_target_alone(use: Use) -> None:
    """Where a day is wanted, words that name none are refused, and the key can be left out."""
    for written in ("undated", "TBD", "soon"):
        assert '" names no date: leave the key out where none is known; write' in str(
            refused(written, Context(DAY, use))
        )
