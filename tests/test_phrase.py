"""A date phrase is read as the contract's table says, keeps its words, or is refused with what to write instead."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dates.phrase import Phrase, is_day, parse
from gti_cli.dates.refusals import VOCABULARY, PhraseError
from gti_cli.dates.span import MONTHS, Span
from tests.conftest import known

LAWS = settings(database=None, deadline=None, max_examples=60)


def days(phrase: Phrase) -> str:
    """The earliest, the latest and the firm day of a phrase in one text, a hyphen where there is none."""
    return " ".join(str(day or "-") for day in (phrase.span.earliest, phrase.span.latest, phrase.firm))


def refusal(written: object) -> str | None:
    """The message with which a value is refused, or None where it is read."""
    try:
        parse(written)
    except PhraseError as error:
        return str(error)
    return None


def offers(message: str) -> list[str]:
    """What a message offers in quotes after it has quoted what was written, but for `..`, which is half a phrase."""
    return [word for word in re.findall(r'"([^"]+)"', message.partition("; ")[2]) if word != ".."]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019-11-13", "2019-11-13 2019-11-13 2019-11-13"),
        ("13 November 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("13 Nov 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("November 13, 2019", "2019-11-13 2019-11-13 2019-11-13"),
        ("29 February 2020", "2020-02-29 2020-02-29 2020-02-29"),
        ("2019-11", "2019-11-01 2019-11-30 2019-11-30"),
        ("November 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("Nov 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("2020-02", "2020-02-01 2020-02-29 2020-02-29"),
        ("2019-Q4", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q4 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q4 of 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("fourth quarter of 2019", "2019-10-01 2019-12-31 2019-12-31"),
        ("Q1 2019", "2019-01-01 2019-03-31 2019-03-31"),
        ("first quarter of 2019", "2019-01-01 2019-03-31 2019-03-31"),
        ("the first quarter of 2019", "2019-01-01 2019-03-31 2019-03-31"),
        ("second quarter of 2019", "2019-04-01 2019-06-30 2019-06-30"),
        ("third quarter of 2019", "2019-07-01 2019-09-30 2019-09-30"),
        ("2019-H2", "2019-07-01 2019-12-31 2019-12-31"),
        ("H2 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("H2 of 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("second half of 2019", "2019-07-01 2019-12-31 2019-12-31"),
        ("H1 2019", "2019-01-01 2019-06-30 2019-06-30"),
        ("first half of 2019", "2019-01-01 2019-06-30 2019-06-30"),
        ("2019", "2019-01-01 2019-12-31 2019-12-31"),
        ("1000", "1000-01-01 1000-12-31 1000-12-31"),
        ("9999", "9999-01-01 9999-12-31 9999-12-31"),
        ("early 2021", "2021-01-01 2021-06-30 2021-03-31"),
        ("mid 2021", "2021-04-01 2021-09-30 2021-06-30"),
        ("late 2021", "2021-07-01 2021-12-31 2021-12-31"),
        ("start of 2021", "2021-01-01 2021-03-31 2021-01-31"),
        ("the start of 2021", "2021-01-01 2021-03-31 2021-01-31"),
        ("beginning of 2021", "2021-01-01 2021-03-31 2021-01-31"),
        ("early June 2019", "2019-06-01 2019-06-15 2019-06-10"),
        ("mid June 2019", "2019-06-10 2019-06-20 2019-06-15"),
        ("late June 2019", "2019-06-16 2019-06-30 2019-06-30"),
        ("late February 2020", "2020-02-16 2020-02-29 2020-02-29"),
        ("end of 2018", "2018-10-01 2018-12-31 2018-12-31"),
        ("the end of 2018", "2018-10-01 2018-12-31 2018-12-31"),
        ("end of H1 2019", "2019-06-01 2019-06-30 2019-06-30"),
        ("end of the second half of 2019", "2019-12-01 2019-12-31 2019-12-31"),
        ("end of Q2 2019", "2019-06-01 2019-06-30 2019-06-30"),
        ("end of fourth quarter of 2019", "2019-12-01 2019-12-31 2019-12-31"),
        ("end of June 2019", "2019-06-24 2019-06-30 2019-06-30"),
        ("end of February 2019", "2019-02-22 2019-02-28 2019-02-28"),
        ("by 13 November 2019", "- 2019-11-13 2019-11-13"),
        ("by 2019-11-13", "- 2019-11-13 2019-11-13"),
        ("by November 2019", "- 2019-11-30 2019-10-31"),
        ("by Q4 2019", "- 2019-12-31 2019-09-30"),
        ("by first quarter of 2020", "- 2020-03-31 2019-12-31"),
        ("by H2 2019", "- 2019-12-31 2019-06-30"),
        ("by 2020", "- 2020-12-31 2019-12-31"),
        ("by early 2021", "- 2021-06-30 2021-03-31"),
        ("by mid 2021", "- 2021-09-30 2021-06-30"),
        ("by mid-2021", "- 2021-09-30 2021-06-30"),
        ("by late 2021", "- 2021-12-31 2021-12-31"),
        ("by start of 2021", "- 2021-03-31 2021-01-31"),
        ("by the beginning of 2021", "- 2021-03-31 2021-01-31"),
        ("by early June 2019", "- 2019-06-15 2019-06-10"),
        ("by mid June 2019", "- 2019-06-20 2019-06-15"),
        ("by late June 2019", "- 2019-06-30 2019-06-30"),
        ("by the end of 2020", "- 2020-12-31 2020-12-31"),
        ("by end of H1 2020", "- 2020-06-30 2020-06-30"),
        ("by end of Q2 2019", "- 2019-06-30 2019-06-30"),
        ("by end of June 2019", "- 2019-06-30 2019-06-30"),
        ("before 13 November 2019", "- 2019-11-12 2019-11-12"),
        ("before March 2020", "- 2020-02-29 2020-02-29"),
        ("before Q4 2019", "- 2019-09-30 2019-09-30"),
        ("before H2 2019", "- 2019-06-30 2019-06-30"),
        ("before 2020", "- 2019-12-31 2019-12-31"),
        ("since 13 November 2019", "2019-11-13 - -"),
        ("since November 2019", "2019-11-01 - -"),
        ("since Q4 2019", "2019-10-01 - -"),
        ("since H2 2019", "2019-07-01 - -"),
        ("since 2019", "2019-01-01 - -"),
        ("2019-11-13/..", "2019-11-13 - -"),
        ("2019-11/..", "2019-11-01 - -"),
        ("../2019-11-13", "- 2019-11-13 2019-11-13"),
        ("../2019-Q4", "- 2019-12-31 2019-12-31"),
        ("2018/2020", "2018-01-01 2020-12-31 2020-12-31"),
        ("2019-11-13/2020-02", "2019-11-13 2020-02-29 2020-02-29"),
        ("June 2019/Q4 2019", "2019-06-01 2019-12-31 2019-12-31"),
        ("2019-H1/2019-11-13", "2019-01-01 2019-11-13 2019-11-13"),
        ("2019-11-13/2019-11-13", "2019-11-13 2019-11-13 2019-11-13"),
        ("2020/2020-03", "2020-01-01 2020-03-31 2020-03-31"),
        ("2018 / 2020", "2018-01-01 2020-12-31 2020-12-31"),
        ("undated", "- - -"),
        ("no date", "- - -"),
        ("soon", "- - -"),
        ("Shortly", "- - -"),
        ("TBA", "- - -"),
        ("tbd", "- - -"),
        ("postponed", "- - -"),
        ("until  further notice", "- - -"),
        ("NOVEMBER 2019", "2019-11-01 2019-11-30 2019-11-30"),
        ("2019-q4", "2019-10-01 2019-12-31 2019-12-31"),
        ("By The End Of 2020", "- 2020-12-31 2020-12-31"),
        ("  early \t June\n2019 ", "2019-06-01 2019-06-15 2019-06-10"),
        ("Undated", "- - -"),
        ("Sept 2019", "2019-09-01 2019-09-30 2019-09-30"),
        ("Sep 2019", "2019-09-01 2019-09-30 2019-09-30"),
        ("13 Sept 2019", "2019-09-13 2019-09-13 2019-09-13"),
        ("mid-2020", "2020-04-01 2020-09-30 2020-06-30"),
        ("early-2020", "2020-01-01 2020-06-30 2020-03-31"),
        ("Late-2020", "2020-07-01 2020-12-31 2020-12-31"),
        ("mid-June 2019", "2019-06-10 2019-06-20 2019-06-15"),
        (date(2019, 11, 13), "2019-11-13 2019-11-13 2019-11-13"),
    ],
)
def test_the_table_of_the_contract(written: str | date, meant: str) -> None:
    """Each form of the table means the earliest, the latest and the firm day that the table gives it."""
    phrase = parse(written)

    assert days(phrase) == meant
    assert phrase.text == str(written)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_names(number: int) -> None:
    """A month is read by its number, its name and its first three letters."""
    name = MONTHS[number - 1]

    spans = {parse(written).span for written in (f"2019-{number:02}", f"{name} 2019", f"{name[:3]} 2019")}

    assert len(spans) == 1
    assert {span.earliest for span in spans} == {date(2019, number, 1)}


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("summer 2021", "hemisphere; write the quarter or the months that are meant"),
        ("Spring 2020", '"Q3 2020"'),
        ("autumn", "write the quarter or the months"),
        ("early fall 2019", "write the quarter or the months"),
        ("end of winter 2019", "write the quarter or the months"),
        ("next year", "write the date that it meant then"),
        ("sometime soon", "keep the source's own words in `said`"),
        ("this June", '"June 2019"'),
        ("later this year", "write the date that it meant then"),
        ("by next year", "write the date that it meant then"),
        ("last quarter of 2019", "write the date that it meant then"),
        ("early Q3 2020", 'write the month, "July 2020"'),
        ("mid-Q2 2020", 'write the month, "May 2020"'),
        ("late 2020-Q4", 'write the month, "December 2020"'),
        ("early third quarter of 2020", 'write the month, "July 2020"'),
        ("start of Q3 2020", 'write the month, "July 2020"'),
        ("late H2 2020", "write the months that are meant"),
        ("early second half of 2020", "write the months that are meant"),
        ("start of March 2019", '"early March 2019"'),
        ("the beginning of June 2019", '"early June 2019"'),
        ("end of 13 November 2019", "write, for example"),
        ("early 13 November 2019", "write, for example"),
        ("11/12/2019", 'the day or the month first; write "2019-11-12" or "2019-12-11"'),
        ("11.12.2019", '"2019-11-12" or "2019-12-11"'),
        ("13/11/2019", 'write "2019-11-13"'),
        ("11-11-2019", 'write "2019-11-11"'),
        ("31/31/2019", 'write "YYYY-MM-DD"'),
        ("2019/11/13", 'with hyphens and two digits each, "2019-11-13"'),
        ("2019.11.13", '"2019-11-13"'),
        ("2019-1-5", '"2019-01-05"'),
        ("2019/11", 'with a hyphen and two digits, "2019-11"'),
        ("2019-1", '"2019-01"'),
        ("19", 'a year of two digits; write all four, "2019"'),
        ("'19", '"2019"'),
        ("Nov 19", 'write all four, "Nov 2019"'),
        ("13 November 19", '"13 November 2019"'),
        ("November 13, 19", '"November 13, 2019"'),
        ("Q4 '19", '"Q4 2019"'),
        ("H1 19", '"H1 2019"'),
        ("early 19", '"early 2019"'),
        ("by 19", '"by 2019"'),
        ("by the end of 19", '"by the end of 2019"'),
        ("11/12/19", "a year of two digits; write"),
        ("13.11.19", "a year of two digits; write"),
        ("2019-02-30", '" names a day that the month does not have; its last day is "2019-02-28"'),
        ("30 February 2020", 'its last day is "2020-02-29"'),
        ("April 31, 2019", 'its last day is "2019-04-30"'),
        ("2019-11-00", 'its last day is "2019-11-30"'),
        ("by 31 April 2019", 'its last day is "2019-04-30"'),
        ("2019-13", '" names a month 13; write one from 01 to 12'),
        ("2019-00-11", '" names a month 00; write one from 01 to 12'),
        ("2019-20", "write one from 01 to 12"),
        ("2019-Q5", '" names a quarter that no year has; write Q1 to Q4'),
        ("Q0 2019", "write Q1 to Q4"),
        ("H3 2019", '" names a half that no year has; write H1 to H2'),
        ("third half of 2019", "H1 to H2"),
        ("2020/2019", '" ends before it begins; write the earlier date first'),
        ("2019-11-13/2019-11-12", "write the earlier date first"),
        ("2019~", 'widen the interval instead: "2018/2020"'),
        ("2019-11?", "widen the interval"),
        ("2019-11-13%", "widen the interval"),
        ("201X", "widen the interval"),
        ("2019-XX", "widen the interval"),
        ("2019-11-XX", "widen the interval"),
        ("XXXX-12", "widen the interval"),
        ("0999", '" is out of reach; years are 1000 to 9999'),
        ("0999-12-31", "years are 1000 to 9999"),
        ("999", "write, for example"),
        ("10000", "write, for example"),
        ("November , 2019", "write, for example"),
        ("early- November 2019", 'did you mean "early November 2019"?'),
        ("013 November 2019", "write, for example"),
        ("November 013, 2019", "write, for example"),
        ("before early 2021", "before takes a day, month, quarter, half or year"),
        ("since late 2020", "since takes a day, month, quarter, half or year"),
        ("by since 2019", "by takes a date without by, before or since"),
        ("by by 2019", "by takes a date without by, before or since"),
        ("by undated", "write, for example"),
        ("early 2019/2020", "a day, month, quarter, half or year on both sides"),
        ("2019/2020/2021", "on both sides"),
        ("../..", '".." for an open end'),
        ("2019/", '".." for an open end'),
        ("12/2019", 'write the year first, "2019-12"'),
        ("13/2019", 'write the year first, "YYYY-MM"'),
        ("June", "names no year; write, for example"),
        ("end of the year", "names no year; write, for example"),
        ("Novembr 2019", 'did you mean "November 2019"?'),
        ("erly 2021", 'did you mean "early 2021"?'),
        ("by Novembr 2019", 'did you mean "by November 2019"?'),
        ("Octber 2019/2020", 'did you mean "October 2019/2020"?'),
        ("13 November, 2019", 'did you mean "13 November 2019"?'),
        ("31 Novembr 2019", "write, for example"),
        ("whenever", "write, for example"),
    ],
)
def test_what_is_refused_has_a_remedy(written: str, remedy: str) -> None:
    """A text that is refused is quoted, and the message says what to write instead, which is a date that is read."""
    message = refusal(written) or "it is read"

    assert message.startswith(f'"{written}" ')
    assert remedy in message
    assert [word for word in offers(message) if word not in ("YYYY-MM", "YYYY-MM-DD") and refusal(word)] == []


OTHER_WORDS = [
    ("no later than 2020", "by 2020"),
    ("Not later than the end of June 2020", "by the end of June 2020"),
    ("2020, at the latest", "by 2020"),
    ("no earlier than 2020", "since 2020"),
    ("not before Q3 2020", "since Q3 2020"),
    ("from June 2020", "since June 2020"),
    ("by end 2020", "by end of 2020"),
    ("by 2020 Q3", "by Q3 2020"),
    ("in June 2020", "June 2020"),
    ("sometime in 2020", "2020"),
    ("between 2019 and 2020", "2019/2020"),
    ("from June 2019 to 2020", "June 2019/2020"),
    ("June 2019 to August 2019", "June 2019/August 2019"),
    ("2019-2020", "2019/2020"),
    ("2019 – 2020", "2019/2020"),
    ("end 2020", "end of 2020"),
    ("end-2020", "end of 2020"),
    ("year end 2020", "end of 2020"),
    ("the end of the year 2020", "end of 2020"),
    ("2020 Q3", "Q3 2020"),
    ("Q3-2020", "Q3 2020"),
    ("2H 2020", "H2 2020"),
    ("second half 2020", "second half of 2020"),
    ("13th November 2019", "13 November 2019"),
    ("13. November 2019", "13 November 2019"),
    ("November 13 2019", "November 13, 2019"),
    ("November 13th, 2019", "November 13, 2019"),
    ("Nov. 2019", "Nov 2019"),
    ("2019 November", "November 2019"),
]


@pytest.mark.parametrize(("written", "meant"), OTHER_WORDS)
def test_other_words_for_a_date_that_is_read(written: str, meant: str) -> None:
    """Where other words were used for a date that is read, the message has that date."""
    assert refusal(written) == f'"{written}" is not a date that gti reads; did you mean "{meant}"?'
    assert refusal(meant) is None


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("no later than next year", "depends on the day it was said"),
        ("no later than summer 2020", "names a season"),
        ("in 19", "write, for example"),
        ("2020-2019", "write, for example"),
    ],
)
def test_other_words_for_what_is_not_read(written: str, words: str) -> None:
    """Other words for what is refused are answered like that."""
    assert words in (refusal(written) or "it is read")


@pytest.mark.parametrize("word", ["TBC", "unknown", "n/a", "None"])
def test_a_date_that_nobody_knows(word: str) -> None:
    """Words that stand for no date are told to leave it out, or to promise without a date."""
    assert refusal(word) == (
        f'"{word}" is not a date; leave the key out where no date is known, or write "undated" in a `target`'
    )


@pytest.mark.parametrize(
    ("written", "takes_back"),
    [
        *((words, True) for words in ("TBA", "tbd", "Postponed", "until further  notice")),
        *((words, False) for words in ("undated", "no date", "soon", "shortly", "2020")),
    ],
)
def test_some_words_take_a_date_back(written: str, takes_back: bool) -> None:
    """Of the words without days some say that the date before no longer holds; the others only name none."""
    assert parse(written).takes_back is takes_back


@pytest.mark.parametrize(
    ("written", "days_meant"),
    [
        ("19-11-13", '"2019-11-13" or "2013-11-19"'),
        ("13-11-19", '"2013-11-19" or "2019-11-13"'),
        ("32-01-02", '"2032-01-02"'),
        ("11/12/19", '"2019-11-12" or "2019-12-11"'),
    ],
)
def test_a_year_of_two_digits_in_a_day(written: str, days_meant: str) -> None:
    """With hyphens the year may stand first, as in a TOML date, or last; every day that it may be is offered."""
    assert refusal(written) == f'"{written}" has a year of two digits; write {days_meant}'


def test_what_takes_a_year_and_what_takes_a_month_too() -> None:
    """Early, mid and late take a year or a month; the start and the beginning take a year."""
    assert "early takes a year or a month" in (refusal("early Q3 2020") or "")
    assert "late takes a year or a month" in (refusal("late H1 2020") or "")
    assert "start of takes a year; write" in (refusal("start of Q3 2020") or "")
    assert "beginning of takes a year; write" in (refusal("beginning of June 2020") or "")


@pytest.mark.parametrize("written", ["2019/13", "2019.00", "2019/13/45", "2019-2-30"])
def test_no_day_is_offered_that_does_not_exist(written: str) -> None:
    """Numbers that are no date in any order are answered by a form or an example, and not by another such date."""
    message = refusal(written) or "it is read"

    assert "write" in message
    assert [word for word in offers(message) if word not in ("YYYY-MM", "YYYY-MM-DD") and refusal(word)] == []


@pytest.mark.parametrize(
    "period", ["Q1 2020", "Q2 2020", "Q3 2020", "2020-Q4", "first quarter of 2020", "H1 2020", "H2 2020"]
)
@pytest.mark.parametrize("part", ["early", "mid", "late", "start of", "beginning of", "the start of"])
def test_a_part_of_a_quarter_or_half_is_answered_by_days_in_it(part: str, period: str) -> None:
    """What is offered for a part of a period that has no parts lies in that period."""
    whole = parse(period).span
    message = refusal(f"{part} {period}") or "it is read"

    read = [parse(word).span for word in offers(message)]

    assert read
    assert [span for span in read if span & whole != span] == []


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_an_empty_text_is_no_date(blank: str) -> None:
    """Where there is nothing to quote, the message says so, and has examples."""
    message = refusal(blank) or "it is read"

    assert message.startswith("the date is empty; write")


def test_a_long_text_is_cut() -> None:
    """A text that is much too long for a date is refused as such, with its beginning."""
    message = refusal("as soon as the contracts with the hosts are signed by both sides and the rooms are ready") or ""

    assert message.startswith('"as soon as the contracts with the hosts are signed')
    assert '…" is too long for a date; write' in message


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
    """A value of another type is refused with what to write instead, and that is a date that is read."""
    message = refusal(value) or "it is read"

    assert remedy in message
    assert [word for word in offers(message) if refusal(word)] == []


def test_a_number_of_any_length_is_refused() -> None:
    """A number of more digits than Python writes out, which TOML can hold in base 16, is refused like any other."""
    message = refusal(16**5000) or "it is read"

    assert "write" in message


def test_a_phrase_is_its_text() -> None:
    """Equal phrases have equal text, one hash and so the same days; the same days in other words are another phrase."""
    one, same, other = parse("Q4 2019"), parse("Q4 2019"), parse("2019-Q4")

    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert other != one
    assert one.span == other.span
    assert one != "Q4 2019"
    assert repr(one) == "<Phrase 'Q4 2019': Q4 2019>"
    assert parse(date(2019, 11, 13)) == parse("2019-11-13")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2019-11-13", True), ("2019-11", False), ("13 November 2019", False), ("2019-11-13/..", False)],
)
def test_a_day_as_toml_writes_it(text: str, is_one: bool) -> None:
    """A text has the form of a TOML date where it is year, month and day in numbers, and nothing else."""
    assert is_day(text) == is_one


ORDINALS = ("first", "second", "third", "fourth")
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


def _month_names(day: date) -> list[str]:
    name = MONTHS[day.month - 1]
    return [name, name.capitalize(), name[:3].capitalize()] + (["Sept"] if day.month == 9 else [])


def _forms(day: date) -> dict[str, list[str]]:
    """Every way to write the day itself, and the month, quarter, half and year that it is in."""
    names, year = _month_names(day), f"{day.year}"
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    return {
        "day": [f"{day}", *(f"{day.day} {name} {year}" for name in names), f"{names[0]} {day.day}, {year}"],
        "month": [f"{year}-{day.month:02}", *(f"{name} {year}" for name in names)],
        "quarter": [
            f"{year}-Q{quarter}",
            f"Q{quarter} {year}",
            f"Q{quarter} of {year}",
            f"{ORDINALS[quarter - 1]} quarter of {year}",
        ],
        "half": [f"{year}-H{half}", f"H{half} {year}", f"{ORDINALS[half - 1]} half of {year}"],
        "year": [year],
    }


@st.composite
def periods(draw: st.DrawFn, *sizes: str, day: st.SearchStrategy[date] = DAYS) -> str:
    """A day, month, quarter, half or year (or one of some sizes) in any of its forms."""
    forms = _forms(draw(day))
    return draw(st.sampled_from(forms[draw(st.sampled_from(sizes or tuple(forms)))]))


LONG = ("month", "quarter", "half", "year")
ENDS = periods(*LONG).map("end of {}".format)
PARTS = st.one_of(
    st.tuples(st.sampled_from(["early", "mid", "late"]), st.sampled_from([" ", "-"]), periods("month", "year")).map(
        "".join
    ),
    st.tuples(st.sampled_from(["start of ", "beginning of ", "the start of "]), periods("year")).map("".join),
    ENDS,
)
ONE_SIDED = st.tuples(st.sampled_from(["before ", "since "]), periods()).map("".join)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[str, str]:
    """Two periods of which the second does not end before the first begins."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return draw(periods(day=st.just(first))), draw(periods(day=st.just(last)))


PHRASES = st.one_of(
    periods(),
    PARTS,
    st.one_of(periods(), PARTS).map("by {}".format),
    ONE_SIDED,
    intervals().map("/".join),
    periods().map("{}/..".format),
    periods().map("../{}".format),
    st.just("undated"),
)


@LAWS
@given(PHRASES)
def test_parsing_what_was_printed_gives_the_phrase_back(written: str) -> None:
    """A phrase keeps its text, and its text means the same days again."""
    phrase = parse(written)
    again = parse(phrase.text)

    assert phrase.text == written
    assert again == phrase
    assert days(again) == days(phrase)


@LAWS
@given(PHRASES)
def test_the_firm_day_lies_between_the_ends(written: str) -> None:
    """There is a firm day where there is a latest one; it is not after that, nor before the earliest."""
    phrase = parse(written)
    span, firm = phrase.span, phrase.firm

    assert (firm is None) == (span.latest is None)
    assert firm is None or span.latest is None or firm <= span.latest
    assert firm is None or span.earliest is None or span.earliest <= firm


@LAWS
@given(PHRASES, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["  ", "\t", " \n "]))
def test_case_and_runs_of_spaces_do_not_matter(written: str, case: Callable[[str], str], space: str) -> None:
    """The same words in capitals, or further apart, mean the same days."""
    changed = space + case(written).replace(" ", space) + space

    assert days(parse(changed)) == days(parse(written))


@LAWS
@given(st.one_of(periods(), PARTS))
def test_by_ends_where_the_date_ends(written: str) -> None:
    """`by X` has no first day and the last day of X; it is never firmer than the end of X."""
    named, by = parse(written), parse(f"by {written}")

    assert by.span == Span(None, named.span.latest)
    assert known(by.firm) <= known(named.firm)


@LAWS
@given(periods(*LONG))
def test_by_is_firm_before_the_period_begins(written: str) -> None:
    """`by X` of a period longer than a day is firm on the last day before it, and `before X` ends there."""
    by, before, named = parse(f"by {written}"), parse(f"before {written}"), parse(written)

    assert by.firm == before.firm == before.span.latest
    assert before.span.earliest is None
    assert (known(named.span.earliest) - known(before.span.latest)).days == 1


@LAWS
@given(periods())
def test_before_and_since_part_the_days(written: str) -> None:
    """`before X` ends on the day before `since X` begins, which is the first day of X."""
    before, since = parse(f"before {written}"), parse(f"since {written}")

    assert since.span == Span(parse(written).span.earliest, None)
    assert (known(since.span.earliest) - known(before.span.latest)).days == 1


@LAWS
@given(periods(*LONG))
def test_the_end_of_a_period_lies_in_it(written: str) -> None:
    """`end of X` is a part of X up to its last day, and no vaguer than that."""
    whole, end = parse(written), parse(f"end of {written}")

    assert whole.span & end.span == end.span
    assert known(end.span.earliest) > known(whole.span.earliest)
    assert end.span.latest == end.firm == whole.span.latest


@LAWS
@given(intervals())
def test_an_interval_spans_both_its_sides(sides: tuple[str, str]) -> None:
    """`X/Y` begins where X begins, ends where Y ends, and is firm there; each side may be open instead."""
    first, last = map(parse, sides)
    between = parse("/".join(sides))

    assert between.span == Span(first.span.earliest, last.span.latest)
    assert between.firm == last.firm
    assert parse(f"{sides[0]}/..").span == Span(first.span.earliest, None)
    assert parse(f"../{sides[1]}").span == Span(None, last.span.latest)


WORDS = st.lists(
    st.one_of(
        st.sampled_from([*VOCABULARY, "the", "q1", "Q5", "h2", "H3", "next", "summer", "sept", "undated"]),
        st.sampled_from(["2019", "19", "'19", "2019-11", "2019-1-1", "31", "31,", "11/12/19", "201x", "/", "..", "-"]),
    ),
    max_size=5,
)


@settings(LAWS, max_examples=100)
@given(st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join), st.text("0123456789/.- qhx'", max_size=12)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text is a phrase that keeps it, or is refused in one line that quotes it and says what to write instead."""
    message = refusal(text)

    if message is None:
        assert parse(text).text == text
    else:
        assert len(message.splitlines()) == 1
        assert re.search(r"; .*(write|did you mean|widen|its last day is|years are)", message)
        if text.isprintable() and text.strip() and len(text) <= 60:
            assert message.startswith(f'"{text}" ')


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
