"""A date phrase is read as the contract's table says, keeps its words, and is equal to another that means the same."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dates.phrase import Phrase, is_day, parse
from gti_cli.dates.span import MONTHS, Span
from tests.dates import days, refusal

LAWS = settings(database=None, deadline=None, max_examples=60)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019-11-13", "2019-11-13 2019-11-13 2019-11-13"),
        ("13 November 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("13 Nov 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("13th of November 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("November 13, 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("Nov. 13th, 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("13.11.2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("11.12.2019", "2019-12-11 2019-12-11 2019-12-11"),
        ("13/11/2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("11/13/2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("11/11/2019", "2019-11-11 2019-11-11 2019-11-11"),
        ("Tuesday 12/11/2019", "2019-11-12 2019-11-12 2019-11-12"),
        ("Tuesday, 13 November 2018", "2018-11-13 2018-11-13 2018-11-13"),
        ("13 November 2018, Tue", "2018-11-13 2018-11-13 2018-11-13"),
        ("29 February 2020", "2020-02-29 2020-02-29 2020-02-29"),
        ("2019-11", "2019-11-01 2019-11-30 2019-11-30"),
        ("November 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("Nov 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("November of 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("2020-02", "2020-02-01 2020-02-29 2020-02-29"),
        ("2019-Q4", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q4 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q4'19", "2019-10-01 2019-12-31 2019-12-31"),
        ("4Q2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("4Q19", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q4 of 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("fourth quarter of 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("final quarter of 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("the first quarter of 2019", "2019-01-01 2019-03-31 2019-03-31"),
        ("2nd quarter 2019", "2019-04-01 2019-06-30 2019-06-30"),
        ("2019-H2", "2019-07-01 2019-12-31 2019-12-31"),
        ("H2 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("2H 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("H2'19", "2019-07-01 2019-12-31 2019-12-31"),
        ("second half of 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("H1 2019", "2019-01-01 2019-06-30 2019-06-30"),
        ("2019", "2019-01-01 2019-12-31 2019-12-31"),
        ("CY2019", "2019-01-01 2019-12-31 2019-12-31"),
        ("the year 2019", "2019-01-01 2019-12-31 2019-12-31"),
        ("1000", "1000-01-01 1000-12-31 1000-12-31"),
        ("9999", "9999-01-01 9999-12-31 9999-12-31"),
        ("the 2020s", "2020-01-01 2029-12-31 2029-12-31"),
        ("fall 2021", "2021-09-01 2021-12-31 2021-12-31"),
        ("week of July 27, 2015", "2015-07-27 2015-08-02 2015-08-02"),
        ("the week of 30 July 2015", "2015-07-27 2015-08-02 2015-08-02"),
        ("week 42 of 2025", "2025-10-13 2025-10-19 2025-10-19"),
        ("2025-W42", "2025-10-13 2025-10-19 2025-10-19"),
        ("week 1 of 2021", "2021-01-04 2021-01-10 2021-01-10"),
        ("week 53 of 2020", "2020-12-28 2021-01-03 2021-01-03"),
        ("first week of January 2023", "2023-01-01 2023-01-07 2023-01-07"),
        ("second week of January 2023", "2023-01-08 2023-01-14 2023-01-14"),
        ("third week of January 2023", "2023-01-15 2023-01-21 2023-01-21"),
        ("last week of February 2024", "2024-02-23 2024-02-29 2024-02-29"),
        ("early 2021", "2021-01-01 2021-06-30 2021-03-31"),
        ("the first months of 2021", "2021-01-01 2021-06-30 2021-03-31"),
        ("mid 2021", "2021-04-01 2021-09-30 2021-06-30"),
        ("middle of 2021", "2021-04-01 2021-09-30 2021-06-30"),
        ("late 2021", "2021-07-01 2021-12-31 2021-12-31"),
        ("start of 2021", "2021-01-01 2021-03-31 2021-01-31"),
        ("the beginning of 2021", "2021-01-01 2021-03-31 2021-01-31"),
        ("early Q3 2023", "2023-07-01 2023-08-15 2023-07-31"),
        ("beginning of Q3 2023", "2023-07-01 2023-08-15 2023-07-31"),
        ("first half of Q3 2023", "2023-07-01 2023-08-15 2023-08-15"),
        ("mid Q3 2023", "2023-07-16 2023-09-15 2023-08-31"),
        ("late Q3 2023", "2023-08-16 2023-09-30 2023-09-30"),
        ("second half of Q3 2023", "2023-08-16 2023-09-30 2023-09-30"),
        ("early H1 2023", "2023-01-01 2023-03-31 2023-02-28"),
        ("start of H1 2024", "2024-01-01 2024-03-31 2024-02-29"),
        ("mid H1 2023", "2023-02-01 2023-05-31 2023-04-30"),
        ("late H1 2023", "2023-04-01 2023-06-30 2023-06-30"),
        ("late H2 2023", "2023-10-01 2023-12-31 2023-12-31"),
        ("early June 2019", "2019-06-01 2019-06-15 2019-06-10"),
        ("start of June 2019", "2019-06-01 2019-06-15 2019-06-10"),
        ("mid-June 2019", "2019-06-10 2019-06-20 2019-06-15"),
        ("late February 2020", "2020-02-16 2020-02-29 2020-02-29"),
        ("end of 2018", "2018-10-01 2018-12-31 2018-12-31"),
        ("2018's end", "2018-10-01 2018-12-31 2018-12-31"),
        ("end of the second half of 2019", "2019-12-01 2019-12-31 2019-12-31"),
        ("end of Q2 2019", "2019-06-01 2019-06-30 2019-06-30"),
        ("end of February 2019", "2019-02-22 2019-02-28 2019-02-28"),
        ("end of fall 2021", "2021-12-01 2021-12-31 2021-12-31"),
        ("end of the 2020s", "2028-01-01 2029-12-31 2029-12-31"),
        ("by 13 November 2019", "- 2019-11-13 2019-11-13"),
        ("by November 2019", "- 2019-11-30 2019-11-30"),
        ("by Q4 2019", "- 2019-12-31 2019-12-31"),
        ("by H2 2019", "- 2019-12-31 2019-12-31"),
        ("by 2020", "- 2020-12-31 2019-12-31"),
        ("by fall 2021", "- 2021-12-31 2021-08-31"),
        ("by the 2020s", "- 2029-12-31 2019-12-31"),
        ("by 2025 or 2026", "- 2026-12-31 2024-12-31"),
        ("by mid or late 2021", "- 2021-12-31 2021-12-31"),
        ("by early 2020 or early 2021", "- 2021-06-30 2021-03-31"),
        ("between 13 and 15 November 2025", "2025-11-13 2025-11-15 2025-11-15"),
        ("between November 13 and 15, 2025", "2025-11-13 2025-11-15 2025-11-15"),
        ("by early 2021", "- 2021-06-30 2021-03-31"),
        ("by the end of 2020", "- 2020-12-31 2020-12-31"),
        ("by end 2020", "- 2020-12-31 2020-12-31"),
        ("by the close of 2020", "- 2020-12-31 2020-12-31"),
        ("no later than 2020", "- 2020-12-31 2020-12-31"),
        ("not later than early 2020", "- 2020-06-30 2020-03-31"),
        ("on or before 1 July 2020", "- 2020-07-01 2020-07-01"),
        ("2020 at the latest", "- 2020-12-31 2020-12-31"),
        ("before 13 November 2019", "- 2019-11-12 2019-11-12"),
        ("prior to March 2020", "- 2020-02-29 2020-02-29"),
        ("ahead of Q4 2019", "- 2019-09-30 2019-09-30"),
        ("before the end of 2019", "- 2019-12-31 2019-12-31"),
        ("before mid-2019", "- 2019-09-29 2019-03-31"),
        ("before June or July 2019", "- 2019-07-30 2019-05-31"),
        ("since November 2019", "2019-11-01 - -"),
        ("2019-11/..", "2019-11-01 - -"),
        ("after November 2019", "2019-12-01 - -"),
        ("after early 2019", "2019-01-02 - -"),
        ("after the end of 2019", "2020-01-01 - -"),
        ("../2019-Q4", "- 2019-12-31 2019-12-31"),
        ("until November 2019", "- 2019-11-30 2019-11-30"),
        ("through 2019", "- 2019-12-31 2019-12-31"),
        ("2018/2020", "2018-01-01 2020-12-31 2020-12-31"),
        ("2019-11-13/2020-02", "2019-11-13 2020-02-29 2020-02-29"),
        ("2020/2020-03", "2020-01-01 2020-03-31 2020-03-31"),
        ("between June 2019 and Q4 2019", "2019-06-01 2019-12-31 2019-12-31"),
        ("from 2025 to 2027", "2025-01-01 2027-12-31 2027-12-31"),
        ("2025 – early 2027", "2025-01-01 2027-06-30 2027-03-31"),
        ("June or July 2024", "2024-06-01 2024-07-31 2024-07-31"),
        ("over 2022 and 2023", "2022-01-01 2023-12-31 2023-12-31"),
        ("2019-02-12/2019", "2019-02-12 2019-12-31 2019-12-31"),
        ("2019-H1/2019", "2019-01-01 2019-12-31 2019-12-31"),
        ("2019-Q1/2019-03", "2019-01-01 2019-03-31 2019-03-31"),
        ("Q4 2024-Q1 2025", "2024-10-01 2025-03-31 2025-03-31"),
        ("June-August 2024", "2024-06-01 2024-08-31 2024-08-31"),
        ("May 2024-June 2025", "2024-05-01 2025-06-30 2025-06-30"),
        ("30 May-2 June 2024", "2024-05-30 2024-06-02 2024-06-02"),
        ("October 2024 to February", "2024-10-01 2025-02-28 2025-02-28"),
        ("mid- to late 2024", "2024-04-01 2024-12-31 2024-12-31"),
        ("30 May to 2 June 2024", "2024-05-30 2024-06-02 2024-06-02"),
        ("1–5 June 2024", "2024-06-01 2024-06-05 2024-06-05"),
        ("around 2 June 2024", "2024-05-30 2024-06-05 2024-06-05"),
        ("about week 42 of 2025", "2025-10-06 2025-10-26 2025-10-26"),
        ("approximately June 2024", "2024-05-16 2024-07-15 2024-07-15"),
        ("circa Q1 2024", "2023-12-01 2024-04-30 2024-04-30"),
        ("around H1 2024", "2023-10-01 2024-09-30 2024-09-30"),
        ("around 2024", "2023-10-01 2025-03-31 2025-03-31"),
        ("around early 2024", "2023-10-01 2024-09-30 2024-06-30"),
        ("around the end of 2024", "2024-09-01 2025-01-31 2025-01-31"),
        ("around mid-June 2024", "2024-06-03 2024-06-27 2024-06-22"),
        ("around early Q3 2024", "2024-06-16 2024-08-31 2024-08-15"),
        ("around mid Q3 2024", "2024-06-16 2024-10-15 2024-09-30"),
        ("around late Q3 2024", "2024-08-01 2024-10-15 2024-10-15"),
        ("around the 2030s", "2029-01-01 2040-12-31 2040-12-31"),
        ("undated", "- - -"),
        ("no date", "- - -"),
        ("soon", "- - -"),
        ("in the coming weeks", "- - -"),
        ("at a future date", "- - -"),
        (date(2019, 11, 13), "2019-11-13 2019-11-13 2019-11-13"),
    ],
)
def test_the_table_of_the_contract(written: str | date, meant: str) -> None:
    """Each form of the table means the earliest, the latest and the firm day that the table gives it."""
    phrase = parse(written)

    assert days(phrase) == meant
    assert phrase.text == str(written)
    assert phrase.said is None


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_names(number: int) -> None:
    """A month is read by its number, its name and its first three letters."""
    name = MONTHS[number - 1]

    spans = {parse(written).span for written in (f"2019-{number:02}", f"{name} 2019", f"{name[:3]}. 2019")}

    assert len(spans) == 1
    assert {span.earliest for span in spans} == {date(2019, number, 1)}


@pytest.mark.parametrize(
    "lead",
    "in, on, at, during, for, from, starting, beginning, as of, sometime in, some time in, over the course of, due in, "
    "expected in, planned for, scheduled for, targeting, ETA:, the, hopefully, most likely in, likely, potentially, "
    "tentatively, expected to be completed in, to open in, postponed to".split(", "),
)
def test_a_lead_word_adds_nothing(lead: str) -> None:
    """Words that lead up to a date, and words of hope, leave its days as they are."""
    assert days(parse(f"{lead} late June 2019")) == days(parse("late June 2019"))


@pytest.mark.parametrize(
    ("word", "takes_back"),
    [
        *(("TBA", True), ("tbd", True), ("Postponed", True), ("until further notice", True), ("on hold", True)),
        *(("undated", False), ("no date", False), ("soon", False), ("eventually", False), ("2019", False)),
    ],
)
def test_what_takes_a_date_back(word: str, takes_back: bool) -> None:
    """Some words take back the date that was named before; others only name none."""
    assert parse(word).takes_back == takes_back


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("by mid‑June 2019", "by mid-June 2019"),
        ("2018—2020", "2018 - 2020"),
        ("Q4’19", "Q4'19"),
        ("２０１９", "2019"),
        ("early\xa02021", "early 2021"),
        ("13. November 2019.", "13 November 2019"),
        ("Tues., Nov. 13, 2018", "Tuesday 13 November 2018"),
        ("approx. June 2024", "approximately June 2024"),
        ("  early \t June\n2019 ", "early June 2019"),
    ],
)
def test_what_does_not_matter(written: str, alike: str) -> None:
    """Kinds of dash, apostrophe, space and digit, commas, and full stops after abbreviations do not matter."""
    assert days(parse(written)) == days(parse(alike))


@pytest.mark.parametrize(
    "written",
    ["2011-12", "2000-01", "2021/2022", "2021-2022", "by 2021/2022"],
)
def test_what_can_be_a_fiscal_year_too_is_read_with_a_doubt(written: str) -> None:
    """A month, or two years in a row, which a file with fiscal years refuses, is told to be read as such."""
    phrase = parse(written)

    assert phrase.span.latest
    assert '" can be a fiscal year, too; write "' in (phrase.doubt or "")
    assert parse("2012-01").doubt is parse("2021/2023").doubt is None


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (2019, '"2019"'),
        (True, "is not a date; write"),
        (2019.5, "is not a date; write"),
        ([2019], "is not a date; write"),
        ({"year": 2019}, "is not a date; write"),
        (None, "is not a date; write"),
        (datetime(2019, 11, 13, 9, 30, tzinfo=UTC), "write the day alone, 2019-11-13"),
        (time(9, 30), "a time of day is not a date; write"),
        (date(999, 1, 1), "years are 1000 to 9999"),
        (20191113, "write"),
        (-2019, "write"),
    ],
)
def test_a_value_that_is_no_phrase(value: object, remedy: str) -> None:
    """A value of another type is refused with what to write instead."""
    message = refusal(value) or "it is read"

    assert remedy in message


def test_a_number_of_any_length_is_refused() -> None:
    """A number of more digits than Python writes out, which TOML can hold in base 16, is refused like any other."""
    assert "write" in (refusal(16**5000) or "it is read")


def test_a_phrase_is_its_text_and_its_days() -> None:
    """Equal phrases have equal text, one hash and the same days; the same days in other words are another phrase."""
    one, same, other = parse("Q4 2019"), parse("Q4 2019"), parse("2019-Q4")

    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one.span == other.span
    assert one != "Q4 2019"
    assert one != Phrase("Q4 2019", Span(None, one.span.latest), one.firm)
    assert repr(one) == "<Phrase 'Q4 2019': Q4 2019>"
    assert parse(date(2019, 11, 13)) == parse("2019-11-13")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2019-11-13", True), ("2019-11", False), ("13 November 2019", False), ("2019-11-13/..", False)],
)
def test_a_day_as_toml_writes_it(text: str, is_one: bool) -> None:
    """A text has the form of a TOML date where it is year, month and day in numbers, and nothing else."""
    assert is_day(text) == is_one


@LAWS
@given(
    st.one_of(
        st.integers(),
        st.floats(),
        st.booleans(),
        st.datetimes(),
        st.dates(),
        st.times(),
        st.lists(st.integers()),
        st.dictionaries(st.text(), st.integers()),
    )
)
def test_any_value_is_read_or_refused(value: object) -> None:
    """Of the other values that TOML has, a day of a year from 1000 on is read, and every other is refused."""
    is_readable = isinstance(value, date) and not isinstance(value, datetime) and value.year >= 1000

    assert (refusal(value) is None) == is_readable


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
@pytest.mark.parametrize("written", ["by the end of q4 of 2019", "mid-june 2019", "tuesday, 13 nov 2018", "soon"])
def test_case_does_not_matter(written: str, case: Callable[[str], str]) -> None:
    """The same words in capitals mean the same days."""
    assert days(parse(case(written))) == days(parse(written))
