"""A phrase that leans on the day of publication is read from it, and stands afterwards as what it was read as."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dates.conventions import NONE
from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import Context, Reader, parse
from tests.dates import days, refusal

LAWS = settings(database=None, deadline=None, max_examples=60)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def at(day: str, use: Use | None = "target") -> Context:
    """A phrase under a key of an update of that day."""
    return Context(date.fromisoformat(day), use)


@pytest.mark.parametrize(
    ("written", "meant", "text"),
    [
        ("this year", "2025-01-01 2025-12-31 2025-12-31", "2025"),
        ("next quarter", "2025-04-01 2025-06-30 2025-06-30", "Q2 2025"),
        ("this half", "2025-01-01 2025-06-30 2025-06-30", "H1 2025"),
        ("next month", "2025-03-01 2025-03-31 2025-03-31", "March 2025"),
        ("this week", "2025-02-17 2025-02-23 2025-02-23", "week of 17 February 2025"),
        ("the decade", "2020-01-01 2029-12-31 2029-12-31", "the 2020s"),
        ("Q2 of this year", "2025-04-01 2025-06-30 2025-06-30", "Q2 2025"),
        ("early next year", "2026-01-01 2026-06-30 2026-03-31", "early 2026"),
        ("middle of next year", "2026-04-01 2026-09-30 2026-06-30", "mid 2026"),
        ("end of this year", "2025-10-01 2025-12-31 2025-12-31", "end of 2025"),
        ("end of the next month", "2025-03-25 2025-03-31 2025-03-31", "end of March 2025"),
        ("end of the next year", "2026-10-01 2026-12-31 2026-12-31", "end of 2026"),
        ("early in the next quarter", "2025-04-01 2025-05-15 2025-04-30", "early Q2 2025"),
        ("year-end", "2025-10-01 2025-12-31 2025-12-31", "end of 2025"),
        ("EOY", "2025-10-01 2025-12-31 2025-12-31", "end of 2025"),
        ("EOQ3", "2025-09-01 2025-09-30 2025-09-30", "end of Q3 2025"),
        ("eoq", "2025-03-01 2025-03-31 2025-03-31", "end of Q1 2025"),
        ("month-end", "2025-02-22 2025-02-28 2025-02-28", "end of February 2025"),
        ("eom June", "2025-06-24 2025-06-30 2025-06-30", "end of June 2025"),
        ("mid-year", "2025-04-01 2025-09-30 2025-06-30", "mid 2025"),
        ("mid-month", "2025-02-10 2025-02-20 2025-02-15", "mid February 2025"),
        ("end of the quarter", "2025-03-01 2025-03-31 2025-03-31", "end of Q1 2025"),
        ("end of quarter", "2025-03-01 2025-03-31 2025-03-31", "end of Q1 2025"),
        ("end of the week", "2025-02-21 2025-02-23 2025-02-21", "end of week of 17 February 2025"),
        ("end of the decade", "2028-01-01 2029-12-31 2029-12-31", "end of the 2020s"),
        ("by year-end", "- 2025-12-31 2025-12-31", "by the end of 2025"),
        ("by the end of the year", "- 2025-12-31 2025-12-31", "by the end of 2025"),
        ("by next year", "- 2026-12-31 2025-12-31", "by 2026"),
        ("by this year", "- 2025-12-31 2025-12-31", "by the end of 2025"),
        ("by the decade", "- 2029-12-31 2029-12-31", "by the end of the 2020s"),
        ("before the end of the year", "- 2025-12-31 2025-12-31", "before the end of 2025"),
        ("later this year", "2025-02-20 2025-12-31 2025-12-31", "20 February 2025 to 31 December 2025"),
        ("later this month", "2025-02-20 2025-02-28 2025-02-28", "20 February 2025 to 28 February 2025"),
        ("later in 2026", "2026-01-01 2026-12-31 2026-12-31", "2026"),
        ("June", "2025-06-01 2025-06-30 2025-06-30", "June 2025"),
        ("February", "2025-02-01 2025-02-28 2025-02-28", "February 2025"),
        ("January", "2026-01-01 2026-01-31 2026-01-31", "January 2026"),
        ("this June", "2025-06-01 2025-06-30 2025-06-30", "June 2025"),
        ("next January", "2026-01-01 2026-01-31 2026-01-31", "January 2026"),
        ("mid-August", "2025-08-10 2025-08-20 2025-08-15", "mid August 2025"),
        ("early February", "2026-02-01 2026-02-15 2026-02-10", "early February 2026"),
        ("Q4", "2025-10-01 2025-12-31 2025-12-31", "Q4 2025"),
        ("the second half", "2025-07-01 2025-12-31 2025-12-31", "H2 2025"),
        ("October 4", "2025-10-04 2025-10-04 2025-10-04", "4 October 2025"),
        ("February 20", "2025-02-20 2025-02-20 2025-02-20", "20 February 2025"),
        ("February 19", "2026-02-19 2026-02-19 2026-02-19", "19 February 2026"),
        ("Tuesday, March 4", "2025-03-04 2025-03-04 2025-03-04", "4 March 2025"),
        ("Monday", "2025-02-24 2025-02-24 2025-02-24", "24 February 2025"),
        ("this Friday", "2025-02-21 2025-02-21 2025-02-21", "21 February 2025"),
        ("next Monday", "2025-02-24 2025-02-24 2025-02-24", "24 February 2025"),
        ("week 42", "2025-10-13 2025-10-19 2025-10-19", "week 42 of 2025"),
        ("the week of July 24", "2025-07-21 2025-07-27 2025-07-27", "week of 21 July 2025"),
        (
            "late January or early February",
            "2026-01-16 2026-02-15 2026-02-10",
            "late January 2026 to early February 2026",
        ),
        ("December to January", "2025-12-01 2026-01-31 2026-01-31", "December 2025 to January 2026"),
        ("this year or next", "2025-01-01 2026-12-31 2026-12-31", "2025 to 2026"),
        ("late this year or early next", "2025-07-01 2026-06-30 2026-03-31", "late 2025 to early 2026"),
        ("now to June", "2025-02-20 2025-06-30 2025-06-30", "20 February 2025 to June 2025"),
        ("within two years", "2025-02-20 2027-02-20 2027-02-20", "20 February 2025 to 20 February 2027"),
        ("within the next 18 months", "2025-02-20 2026-08-20 2026-08-20", "20 February 2025 to 20 August 2026"),
        ("in the next six months", "2025-02-20 2025-08-20 2025-08-20", "20 February 2025 to 20 August 2025"),
        ("in the next year", "2025-02-20 2026-02-20 2026-02-20", "20 February 2025 to 20 February 2026"),
        ("within 3 fortnights", "2025-02-20 2025-04-03 2025-04-03", "20 February 2025 to 3 April 2025"),
        ("within a year and a half", "2025-02-20 2026-08-20 2026-08-20", "20 February 2025 to 20 August 2026"),
        ("within half a year", "2025-02-20 2025-08-20 2025-08-20", "20 February 2025 to 20 August 2025"),
        ("within two quarters", "2025-02-20 2025-08-20 2025-08-20", "20 February 2025 to 20 August 2025"),
        (
            "within six to twelve months",
            "2025-02-20 2026-02-20 2025-08-20",
            "within 6 to 12 months of 20 February 2025",
        ),
        ("within 2 weeks of June 1", "2025-06-01 2025-06-15 2025-06-15", "1 June 2025 to 15 June 2025"),
        ("in two weeks", "2025-03-03 2025-03-09 2025-03-09", "week of 3 March 2025"),
        ("in about 150 days", "2025-07-17 2025-07-23 2025-07-23", "around 20 July 2025"),
        ("in 150 days", "2025-07-20 2025-07-20 2025-07-20", "20 July 2025"),
        ("in four years", "2029-01-01 2029-12-31 2029-12-31", "2029"),
        ("in a decade", "2035-01-01 2035-12-31 2035-12-31", "2035"),
        ("in two quarters", "2025-07-01 2025-09-30 2025-09-30", "Q3 2025"),
        ("a month from now", "2025-03-01 2025-03-31 2025-03-31", "March 2025"),
        ("approximately a month from now", "2025-02-16 2025-04-15 2025-04-15", "around March 2025"),
        ("in two to three weeks", "2025-03-03 2025-03-16 2025-03-16", "week of 3 March 2025 to week of 10 March 2025"),
        ("tomorrow", "2025-02-21 2025-02-21 2025-02-21", "21 February 2025"),
        ("today", "2025-02-20 2025-02-20 2025-02-20", "20 February 2025"),
        ("rest of 2025", "2025-02-20 2025-12-31 2025-12-31", "20 February 2025 to 31 December 2025"),
        ("before June", "- 2025-05-31 2025-05-31", "before June 2025"),
        ("before February", "- 2026-01-31 2026-01-31", "before February 2026"),
        ("by February", "- 2025-02-28 2025-02-28", "by February 2025"),
        ("no later than Q1", "- 2025-03-31 2025-03-31", "no later than Q1 2025"),
        ("around June", "2025-05-16 2025-07-15 2025-07-15", "around June 2025"),
    ],
)
def test_what_looks_ahead(written: str, meant: str, text: str) -> None:
    """In a target a phrase is read from the day of the update; a year left out is of the first that is not over."""
    phrase = parse(written, at("2025-02-20"))

    assert days(phrase) == meant
    assert phrase.text == text
    assert phrase.said == written


@pytest.mark.parametrize(
    ("written", "meant", "text"),
    [
        ("last year", "2024-01-01 2024-12-31 2024-12-31", "2024"),
        ("last month", "2025-01-01 2025-01-31 2025-01-31", "January 2025"),
        ("last quarter", "2024-10-01 2024-12-31 2024-12-31", "Q4 2024"),
        ("last week", "2025-02-10 2025-02-16 2025-02-16", "week of 10 February 2025"),
        ("last December", "2024-12-01 2024-12-31 2024-12-31", "December 2024"),
        ("June of last year", "2024-06-01 2024-06-30 2024-06-30", "June 2024"),
        ("earlier this year", "2025-01-01 2025-02-20 2025-02-20", "1 January 2025 to 20 February 2025"),
        ("earlier in 2025", "2025-01-01 2025-02-20 2025-02-20", "1 January 2025 to 20 February 2025"),
        ("earlier in 2024", "2024-01-01 2024-12-31 2024-12-31", "2024"),
        ("earlier in June", "2024-06-01 2024-06-30 2024-06-30", "June 2024"),
        ("two months ago", "2024-12-01 2024-12-31 2024-12-31", "December 2024"),
        ("about a week ago", "2025-02-03 2025-02-23 2025-02-23", "around the week of 10 February 2025"),
        ("2 to 3 years ago", "2022-01-01 2023-12-31 2023-12-31", "2022 to 2023"),
        ("a decade ago", "2015-01-01 2015-12-31 2015-12-31", "2015"),
        ("yesterday", "2025-02-19 2025-02-19 2025-02-19", "19 February 2025"),
        ("over the past two years", "2023-02-20 2025-02-20 2025-02-20", "20 February 2023 to 20 February 2025"),
        ("over the past year", "2024-02-20 2025-02-20 2025-02-20", "20 February 2024 to 20 February 2025"),
        ("Monday", "2025-02-17 2025-02-17 2025-02-17", "17 February 2025"),
        ("last Sunday", "2025-02-16 2025-02-16 2025-02-16", "16 February 2025"),
        ("June", "2024-06-01 2024-06-30 2024-06-30", "June 2024"),
        ("February", "2025-02-01 2025-02-28 2025-02-28", "February 2025"),
        ("late February", "2025-02-16 2025-02-28 2025-02-28", "late February 2025"),
        ("end of February", "2024-02-23 2024-02-29 2024-02-29", "end of February 2024"),
        ("Q1", "2025-01-01 2025-03-31 2025-03-31", "Q1 2025"),
        ("by June", "- 2024-06-30 2024-06-30", "by June 2024"),
        ("since June", "2024-06-01 - -", "since June 2024"),
        ("February 29", "2024-02-29 2024-02-29 2024-02-29", "29 February 2024"),
    ],
)
def test_what_looks_back(written: str, meant: str, text: str) -> None:
    """In `when` a phrase is read back from the day; a year left out is of the last that has begun."""
    phrase = parse(written, at("2025-02-20", "when"))

    assert days(phrase) == meant
    assert phrase.text == text
    assert phrase.said == written


@pytest.mark.parametrize(
    ("day", "written", "meant"),
    [
        ("2020-02-29", "in four years", "2024-01-01 2024-12-31 2024-12-31"),
        ("2020-02-29", "within a year", "2020-02-29 2021-02-28 2021-02-28"),
        ("2020-02-29", "within four years", "2020-02-29 2024-02-29 2024-02-29"),
        ("2020-02-29", "February 29", "2020-02-29 2020-02-29 2020-02-29"),
        ("2020-03-01", "February 29", "2024-02-29 2024-02-29 2024-02-29"),
        ("1896-03-01", "February 29", "1904-02-29 1904-02-29 1904-02-29"),
        ("2020-02-29", "end of February", "2020-02-23 2020-02-29 2020-02-29"),
        ("2020-03-01", "end of February", "2021-02-22 2021-02-28 2021-02-28"),
        ("2024-08-31", "within six months", "2024-08-31 2025-02-28 2025-02-28"),
        ("2024-01-31", "in a month", "2024-02-01 2024-02-29 2024-02-29"),
        ("2024-01-31", "next month", "2024-02-01 2024-02-29 2024-02-29"),
        ("2024-12-31", "next month", "2025-01-01 2025-01-31 2025-01-31"),
        ("2024-12-31", "next quarter", "2025-01-01 2025-03-31 2025-03-31"),
        ("2024-12-31", "this year", "2024-01-01 2024-12-31 2024-12-31"),
        ("2024-12-31", "later this year", "2024-12-31 2024-12-31 2024-12-31"),
        ("2024-12-31", "December", "2024-12-01 2024-12-31 2024-12-31"),
        ("2025-01-01", "December", "2025-12-01 2025-12-31 2025-12-31"),
        ("2025-01-01", "January", "2025-01-01 2025-01-31 2025-01-31"),
        ("2024-12-30", "this week", "2024-12-30 2025-01-05 2025-01-05"),
        ("2024-12-30", "week 1", "2024-12-30 2025-01-05 2025-01-05"),
        ("2024-12-29", "in 3 days", "2025-01-01 2025-01-01 2025-01-01"),
        ("2029-12-31", "by the end of the decade", "- 2029-12-31 2029-12-31"),
        ("2030-01-01", "next decade", "2040-01-01 2049-12-31 2049-12-31"),
        ("2024-06-30", "by Q2", "- 2024-06-30 2024-06-30"),
        ("2024-07-01", "by Q2", "- 2025-06-30 2025-06-30"),
        ("2023-12-31", "by 2024", "- 2024-12-31 2023-12-31"),
        ("2024-01-01", "by 2024", "- 2024-12-31 2024-12-31"),
        ("2019-12-31", "by the 2020s", "- 2029-12-31 2019-12-31"),
        ("2020-01-01", "by the 2020s", "- 2029-12-31 2029-12-31"),
        ("2021-08-31", "by fall 2021", "- 2021-12-31 2021-08-31"),
        ("2021-09-01", "by fall 2021", "- 2021-12-31 2021-12-31"),
    ],
)
def test_ends_of_months_years_and_weeks(day: str, written: str, meant: str) -> None:
    """Leap days, the last days of months and years, and weeks over the turn of a year are counted as calendars do."""
    assert days(parse(written, at(day))) == meant


@pytest.mark.parametrize(
    ("written", "day", "one", "other"),
    [
        ("next June", "2025-02-20", "June 2025", "June 2026"),
        ("next Friday", "2025-02-20", "21 February 2025", "28 February 2025"),
        ("Thursday", "2025-02-20", "20 February 2025", "27 February 2025"),
        ("this Monday", "2025-02-20", "24 February 2025", "17 February 2025"),
        ("within the year", "2025-02-20", "2025", "20 February 2025 to 20 February 2026"),
        ("in the next quarter", "2025-02-20", "Q2 2025", "20 February 2025 to 20 May 2025"),
    ],
)
def test_what_two_readers_read_differently(written: str, day: str, one: str, other: str) -> None:
    """Words that can mean two days on that day are refused, and both are offered."""
    message = refusal(written, at(day)) or "it is read"

    assert f'"{one}"' in message
    assert f'"{other}"' in message


@pytest.mark.parametrize("written", ["last June", "last Monday", "in the last year", "in the last quarter"])
def test_what_two_readers_remember_differently(written: str) -> None:
    """The same holds of what lies back."""
    assert "can be read in two ways" in (refusal(written, at("2025-08-20", "when")) or "it is read")


@pytest.mark.parametrize(
    ("written", "use"),
    [
        *(
            (written, "when")
            for written in ("later this year", "within two years", "in two weeks", "next year", "tomorrow")
        ),
        *(
            (written, use)
            for written in ("two months ago", "last year", "earlier this year", "yesterday", "last Sunday")
            for use in ("target", "not_before")
        ),
    ],
)
def test_what_looks_the_other_way_is_refused(written: str, use: Use) -> None:
    """What is to come does not stand in `when`, nor what has happened in a promise; on the command line both do."""
    assert f"looks {'ahead' if use == 'when' else 'back'}" in (refusal(written, at("2025-02-20", use)) or "it is read")
    assert parse(written, at("2025-02-20", "plain"))


@pytest.mark.parametrize(
    "written", ["June", "next year", "by the end of the year", "within two years", "today", "Monday"]
)
@pytest.mark.parametrize("use", ["plain", None])
def test_nothing_leans_where_there_is_no_day(written: str, use: Use | None) -> None:
    """Without a day of publication such a phrase is refused, and one that stands by itself is offered."""
    message = refusal(written, Context(use=use)) or "it is read"

    assert "depends on the day on which it was said, and here there is none; write the date that was meant" in message


def test_a_weekday_must_be_that_of_the_day() -> None:
    """A day that is another weekday than it says is refused, with the right one, also where its year is left out."""
    assert refusal("Monday, 13 November 2018") == (
        '"Monday, 13 November 2018" is a Tuesday; write "Tuesday, 13 November 2018"'
    )
    assert '"Wednesday, March 4" is a Tuesday; write "by Tuesday, 4 March 2025"' in (
        refusal("by Wednesday, March 4", at("2025-02-20")) or "it is read"
    )
    for written in ("Monday 3 June 2024 to Monday 10 June 2024", "week of Monday, June 3"):
        assert parse(written, at("2024-05-01"))
    for written in (
        "Monday 3 June 2024 to Friday 10 June 2024",
        "week of Tuesday, June 3",
        "within 3 days of Sunday, June 3",
    ):
        assert " is a Monday; write" in (refusal(written, at("2024-05-01")) or "it is read")


LEANING = (
    *("this year", "next quarter", "by the end of the year", "Q2", "June", "mid-August", "by 2030", "by fall 2021"),
    *(
        "within 18 months",
        "in two weeks",
        "later this month",
        "October 4",
        "the second half",
        "before June",
        "around Q1",
    ),
)


@LAWS
@given(
    st.lists(DAYS, min_size=2, max_size=6), st.sampled_from(LEANING), st.sampled_from(["target", "not_before", "plain"])
)
def test_what_is_known_of_one_day_holds_for_others_only_where_it_is_the_same(
    said_on: list[date], written: str, use: Use
) -> None:
    """A reader that has read a phrase on other days before reads it like one that has not."""

    def read(reader: Reader, day: date) -> object:
        try:
            return reader.read(written, day)
        except PhraseError as error:
            return str(error)

    practised = Reader(use, NONE)

    assert [read(practised, day) for day in said_on] == [read(Reader(use, NONE), day) for day in said_on]


def test_the_order_of_days_does_not_matter() -> None:
    """A phrase has the same days on each day, in whichever order it was read on them before."""
    said_on = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 2, 29), date(2021, 3, 1)]
    outcomes = set()
    for order in permutations(said_on):
        reader = Reader("target", NONE)
        outcomes.add(tuple(sorted((str(day), days(reader.read("by the end of Q1", day))) for day in order)))

    assert len(outcomes) == 1


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("9999-12-31", "in two years"),
        ("9999-06-01", "next year"),
        ("9999-12-31", "within a month"),
        ("0500-01-01", "June"),
    ],
)
def test_the_calendar_has_ends(day: str, written: str) -> None:
    """What would lie beyond the year 9999 or before the year 1000 is refused."""
    assert "is out of reach: years are 1000 to 9999" in (refusal(written, at(day)) or "it is read")
