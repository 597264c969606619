"""A date that is refused is answered: which words are to blame, why, and what the same place accepts instead."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dates.conventions import NONE, Conventions, FiscalYear
from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import Context, fix, parse, refused
from tests.dates import EXAMPLES, LAST_DAYS, refusal
from tests.spoken_dates import in_any_order

LAWS = settings(database=None, deadline=None, max_examples=250)
DAY = date(2025, 2, 20)
CONTEXTS = st.builds(
    Context,
    st.sampled_from([None, DAY, date(2020, 2, 29), date(9999, 12, 31)]),
    st.sampled_from([None, "plain", "target", "when", "not_before"]),
    st.sampled_from([NONE, NONE, Conventions(FiscalYear("April", "start"), "south", "month-first", "end")]),
)


def assert_answered(written: str, context: Context, error: PhraseError) -> None:
    """Hold the error against what every answer owes."""
    message = str(error)
    accepted = [parse(offer, context) for offer in error.offers]

    assert len(message.splitlines()) == 1
    assert re.search(r"; .*(write|did you mean|leave the key out)", message)
    assert accepted
    assert all(f'"{offer}"' in message for offer in error.offers if len(offer) <= 60)
    if context.use == "when" and context.day:
        assert all(phrase.span.earliest is None or phrase.span.earliest <= context.day for phrase in accepted)
    if error.example:
        assert error.example.lines()[0] in message
        assert parse(written, Context(context.day, context.use, context.conventions.and_also(error.example)))
    if error.key:
        assert f"write {error.key} = " in message
        assert parse(written, Context(context.day, error.key, context.conventions))  # type: ignore[arg-type]
    if error.answer:
        assert error.offers == (error.answer,)


@pytest.mark.slow
@LAWS
@given(st.one_of(in_any_order(), st.text(max_size=20), st.text("0123456789/.- qhx'", max_size=12)), CONTEXTS)
def test_every_refusal_is_answered(written: str, context: Context) -> None:
    """Whatever is refused, in whatever place: what it offers is read there; a line or a key does as said."""
    error = refused(written, context)

    if error:
        assert_answered(written, context, error)
        if written.isprintable() and written.strip() and len(written) <= 60:
            assert str(error).startswith(f'"{written}" ')
        assert fix(written, context) == error.answer
    else:
        assert fix(written, context) is None


@pytest.mark.parametrize("use", ["plain", "target", "when", "not_before"])
@pytest.mark.parametrize("day", [None, DAY])
def test_every_refusal_of_the_lists_is_answered(use: Use, day: date | None) -> None:
    """Each wording of the lists, in each place, is read or answered."""
    for written in (*(line[2] for line in EXAMPLES), *(line[0] for line in LAST_DAYS)):
        if error := refused(written, Context(day, use)):
            assert_answered(written, Context(day, use), error)


EXAMPLES_OF_2026 = (
    'write, for example, "2026-11-13", "November 2026", "Q4 2026", "2026", "early 2026" or "by the end of 2026"'
)
TAKES = "takes a year, a half, a quarter or a month"


@pytest.mark.parametrize(
    ("written", "reason", "remedy"),
    [
        (
            "by 31 April 2026",
            'is not read: "31 April 2026" is a day that the month does not have',
            'write "by 30 April 2026"',
        ),
        ("2019-02-30", "is a day that the month does not have", 'write "28 February 2019"'),
        ("Q5 2026", "is a quarter that no year has: they are Q1 to Q4", 'write "Q1 2026" or "Q4 2026"'),
        ("H0 2026", "is a half that no year has: they are H1 to H2", 'write "H1 2026" or "H2 2026"'),
        ("week 53 of 2025", "is a week that the year does not have: its last is 52", 'write "week 52 of 2025"'),
        ("5th week of June 2026", "is no week that a month has", 'write "last week of June 2026"'),
        ("the 2025s", 'is not read: "2025s" is no decade', 'write "the 2020s"'),
        ("2026/2025", "ends before it begins", 'write "2025 to 2026"'),
        ("December to February 2026", "ends before it begins", 'write "December 2025 to February 2026"'),
        ("later 2026", 'is not read: "later" does not fit there', 'did you mean "2026"?'),
        ("this June 2026", 'is not read: "this" does not fit there', 'did you mean "June 2026"?'),
        (
            "early 2026-Q5",
            'is not read: "2026-Q5" is a quarter that no year has: they are Q1 to Q4',
            'write "early Q1 2026" or "early Q4 2026"',
        ),
        ("start of the 2020s", f"has no meaning that all agree on: start {TAKES}", 'write "the 2020s"'),
        ("blah by by", 'is not read: "blah" is no word of a date', EXAMPLES_OF_2026),
        ("within 12 to 6 months", "ends before it begins", EXAMPLES_OF_2026),
        ("first 40 days of June 2026", "is longer than June 2026", 'write "June 2026"'),
        ("late 2030s", f"has no meaning that all agree on: late {TAKES}", 'write "2035 to 2039" or "the 2030s"'),
        (
            "by the early 2030s",
            f'is not read: "early 2030s" has no meaning that all agree on: early {TAKES}',
            'write "by 2030 to 2034" or "by the 2030s"',
        ),
        (
            "4/10/2025",
            "can be read with the day or the month first",
            'write "4 October 2025" or "10 April 2025", or add `order = "day-first"` to [conventions]',
        ),
        (
            "by the end of FY 2023",
            'is not read: "FY 2023" is a fiscal year, and which days that is depends on the organization',
            (
                'add `fiscal_year = { begins = "October", named_by = "end" }` to [conventions], '
                'or write the days that are meant, for example "by 30 September 2023"'
            ),
        ),
        (
            "over the summer",
            'is not read: "summer" is a season, and which months that is depends on the hemisphere',
            (
                'add `hemisphere = "north"` to [conventions], '
                'or write the days that are meant, for example "1 June 2025 to 30 September 2025"'
            ),
        ),
        (
            "not before 2027",
            "is no deadline: it says what the stage will not come before",
            'write not_before = "not before 2027", or a deadline such as "early 2026" or "by the end of 2026"',
        ),
        ("Novembr 2026", 'is not read: "Novembr" is no word of a date', 'did you mean "November 2026"?'),
        (
            "by Diwali 2026",
            'names a feast, "Diwali 2026", which has its own day each year',
            (
                'write, for example, "by November 2026" or "by 13 November 2026", '
                'or give it a day in [conventions]: `phrases = { "Diwali 2026" = "13 November 2026" }`'
            ),
        ),
        (
            "by COP31",
            'is not read: "COP31" is no word of a date',
            (
                'write, for example, "by November 2026" or "by 13 November 2026", '
                'or give it a day in [conventions]: `phrases = { "COP31" = "13 November 2026" }`'
            ),
        ),
        ("winter 2026", "is a season, and which months that is depends on the hemisphere", EXAMPLES_OF_2026),
        ("2024-12-xx", "has a mark of uncertainty (~ ? % X), which is refused", 'write "2024-12"'),
        ("202X", "has a mark of uncertainty (~ ? % X), which is refused", 'write "2020 to 2029"'),
        ("2025~", "has a mark of uncertainty (~ ? % X), which is refused", 'write "2025" or "around 2025"'),
        ("early '26", "has a year of two digits", 'write all four, "early 2026"'),
        ("31/12/26", "has a year of two digits", 'write "2026-12-31" or "2031-12-26"'),
        ("late 2026 - June", 'is not read: "-" does not fit there', 'did you mean "late 2026 June"?'),
        ("in 2025, 2026", 'is not read: "2025" does not fit there', 'did you mean "in 2026"?'),
        ("Q1 Q2 2026", 'is not read: "Q1" does not fit there', 'did you mean "Q2 2026"?'),
        ("not in 2026", "is no date that gti reads", EXAMPLES_OF_2026),
        ("0999", "is out of reach: years are 1000 to 9999", EXAMPLES_OF_2026),
        ("2019-13", "is a month 13, and months are 1 to 12", EXAMPLES_OF_2026),
    ],
)
def test_what_a_message_says(written: str, reason: str, remedy: str) -> None:
    """It quotes what was written, names the words to blame where they are not all, and says why and what instead."""
    assert refusal(written, Context(DAY, "target")) == f'"{written}" {reason}; {remedy}'


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Novembr 2026", "November 2026"),
        ("by the end of Septmber", "by the end of September"),
        ("erly 2026", "early 2026"),
        ("secnd quartr of 2026", "second quarter of 2026"),
        ("2026-12-xx", "2026-12"),
        ("Wensday, 4 March 2026", "Wednesday, 4 March 2026"),
        ("June 2026", None),
        ("this weekend", None),
        ("31 April 2026", None),
        ("2025~", None),
        ("next June", None),
        ("26-01-13", None),
        ("whenever it suits", None),
    ],
)
def test_what_has_only_one_answer(written: str, answer: str | None) -> None:
    """A slip of the pen, and a mark that says nothing, are put right by themselves; all else people decide."""
    assert fix(written, Context(DAY, "target")) == answer


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_an_empty_text_is_no_date(blank: str) -> None:
    """Where there is nothing to quote, the message says so, and has examples."""
    assert (refusal(blank) or "it is read").startswith("the date is empty; write, for example,")


def test_a_long_text_is_cut() -> None:
    """A text that is much too long for a date is refused as such, with its beginning."""
    message = (
        refusal("as soon as the contracts with the hosts are signed by both sides and the rooms are ready for visitors")
        or ""
    )

    assert message.startswith('"as soon as the contracts with the hosts are signed')
    assert '…" is too long for a date; write, for example,' in message
    assert "is no date that gti reads" in (refusal(f"in {'1' * 40} {'2 ' * 20}") or "")


def test_examples_are_of_a_year_that_can_be_meant() -> None:
    """Of what has happened they are of the year before the update, of what is to come of the year after it."""
    assert '"November 2024"' in (refusal("later", Context(DAY, "when")) or "")
    assert '"November 2026"' in (refusal("whenever", Context(DAY, "target")) or "")
    assert '"November 9999"' in (refusal("whenever", Context(date(9999, 12, 31), "target")) or "")
    assert '"by the end of 1000"' in (refusal("soon", Context(date(800, 1, 1), "when")) or "")
    assert '"November 2019"' in (refusal("whenever", Context(use="target")) or "")


@pytest.mark.parametrize("written", ["summer 2019", "FY2020", "11/12/2019", "by Diwali"])
def test_only_a_file_is_offered_conventions(written: str) -> None:
    """On the command line, where no file has a say, the days themselves are asked for."""
    there, here = refused(written, Context(DAY, "plain")), refused(written, Context(DAY))

    assert there
    assert there.example
    assert here
    assert here.example is None
    assert "[conventions]" not in str(here)
    assert all(parse(offer, Context(DAY)) for offer in here.offers)
