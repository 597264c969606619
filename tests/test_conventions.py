"""What several readings fit is read by the conventions of the file, and refused without them, with the line to add."""

from datetime import date
from typing import Any

import pytest
import tomli

from gti_cli.dates.conventions import NONE, Conventions, FiscalYear
from gti_cli.dates.leaning import Use
from gti_cli.dates.phrase import Context, parse, refused, unread
from tests.dates import days, refusal
from tests.make import HEAD, dataset, item, problems, update

OCTOBER = FiscalYear("October", "end")
APRIL = FiscalYear("april", "start")
JANUARY = FiscalYear("January", "end")


def by(day: str | None = None, use: Use | None = "target", **conventions: Any) -> Context:
    """A phrase in a file with some conventions."""
    return Context(date.fromisoformat(day) if day else None, use, Conventions(**conventions))


@pytest.mark.parametrize(
    ("written", "fiscal_year", "meant"),
    [
        ("FY2025", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("FY25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("FY'25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("FY2024/25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("FY24/25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("FY 2024/2025", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("2024-25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("2024/25", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("fiscal 2025", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("financial year 2025", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("2025 fiscal year", OCTOBER, "2024-10-01 2025-09-30 2025-09-30"),
        ("1999-00", OCTOBER, "1999-10-01 2000-09-30 2000-09-30"),
        ("Q3 FY2025", OCTOBER, "2025-04-01 2025-06-30 2025-06-30"),
        ("third quarter of fiscal 2025", OCTOBER, "2025-04-01 2025-06-30 2025-06-30"),
        ("fiscal Q3 2025", OCTOBER, "2025-04-01 2025-06-30 2025-06-30"),
        ("H1 of FY25", OCTOBER, "2024-10-01 2025-03-31 2025-03-31"),
        ("early FY2025", OCTOBER, "2024-10-01 2025-03-31 2024-12-31"),
        ("by the end of FY2025", OCTOBER, "- 2025-09-30 2025-09-30"),
        ("by FY2025", OCTOBER, "- 2025-09-30 2024-09-30"),
        ("FY2025", APRIL, "2025-04-01 2026-03-31 2026-03-31"),
        ("FY2025/26", APRIL, "2025-04-01 2026-03-31 2026-03-31"),
        ("Q4 FY2025", APRIL, "2026-01-01 2026-03-31 2026-03-31"),
        ("FY2025", JANUARY, "2025-01-01 2025-12-31 2025-12-31"),
        ("2021/2023", OCTOBER, "2021-01-01 2023-12-31 2023-12-31"),
        ("2021/2022", JANUARY, "2021-01-01 2022-12-31 2022-12-31"),
    ],
)
def test_fiscal_years(written: str, fiscal_year: FiscalYear, meant: str) -> None:
    """A fiscal year has the twelve months from the one that the file names, by either way to name it."""
    phrase = parse(written, by(fiscal_year=fiscal_year))

    assert days(phrase) == meant
    assert phrase.text == written
    assert (phrase.convention is None) == ("/202" in written and "FY" not in written)


@pytest.mark.parametrize(
    ("day", "written", "meant", "text"),
    [
        ("2025-02-20", "this fiscal year", "2024-10-01 2025-09-30 2025-09-30", "FY2025"),
        ("2025-10-01", "this fiscal year", "2025-10-01 2026-09-30 2026-09-30", "FY2026"),
        ("2025-09-30", "the end of the fiscal year", "2025-07-01 2025-09-30 2025-09-30", "end of FY2025"),
        ("2025-02-20", "next financial year", "2025-10-01 2026-09-30 2026-09-30", "FY2026"),
    ],
)
def test_a_fiscal_year_leans_like_any_other(day: str, written: str, meant: str, text: str) -> None:
    """The fiscal year of a phrase is the one that the day of publication is in, or the next."""
    phrase = parse(written, by(day, fiscal_year=OCTOBER))

    assert (days(phrase), phrase.text, phrase.said) == (meant, text, written)


@pytest.mark.parametrize("written", ["2011-12", "2000-01", "2021/2022", "2021-2022", "2024/2025"])
def test_what_is_a_fiscal_year_too_is_refused_in_a_file_that_has_them(written: str) -> None:
    """A month, or two years in a row, could be either; both are offered."""
    message = refusal(written, by(fiscal_year=OCTOBER)) or "it is read"

    assert "can be read in two ways; write " in message
    assert '"FY20' in message


@pytest.mark.parametrize("written", ["FY2024/26", "FY25/25"])
def test_two_years_that_are_no_fiscal_year(written: str) -> None:
    """Two years after FY are one after the other."""
    assert "is no fiscal year of this file; write " in (refusal(written, by(fiscal_year=OCTOBER)) or "it is read")
    assert "is no fiscal year" in (refusal("FY2024/25", by(fiscal_year=JANUARY)) or "it is read")


@pytest.mark.parametrize(
    ("written", "hemisphere", "meant"),
    [
        ("spring 2021", "north", "2021-03-01 2021-06-30 2021-06-30"),
        ("summer 2021", "north", "2021-06-01 2021-09-30 2021-09-30"),
        ("autumn 2021", "north", "2021-09-01 2021-12-31 2021-12-31"),
        ("fall of 2021", "north", "2021-09-01 2021-12-31 2021-12-31"),
        ("winter 2020/2021", "north", "2020-12-01 2021-03-31 2021-03-31"),
        ("winter 2020/21", "north", "2020-12-01 2021-03-31 2021-03-31"),
        ("spring 2021", "south", "2021-09-01 2021-12-31 2021-12-31"),
        ("summer 2020/2021", "south", "2020-12-01 2021-03-31 2021-03-31"),
        ("autumn 2021", "south", "2021-03-01 2021-06-30 2021-06-30"),
        ("winter 2021", "south", "2021-06-01 2021-09-30 2021-09-30"),
        ("end of summer 2021", "north", "2021-09-01 2021-09-30 2021-09-30"),
        ("around spring 2021", "north", "2021-02-01 2021-07-31 2021-07-31"),
        ("by summer 2021", "north", "- 2021-09-30 2021-05-31"),
        ("spring or summer 2021", "north", "2021-03-01 2021-09-30 2021-09-30"),
    ],
)
def test_seasons(written: str, hemisphere: str, meant: str) -> None:
    """A season has four months, by the hemisphere; one over the turn of a year has both years."""
    phrase = parse(written, by(hemisphere=hemisphere))

    assert days(phrase) == meant
    assert "fall" in written or phrase.convention == f'hemisphere = "{hemisphere}"'


def test_fall_is_northern() -> None:
    """Where it is said, it is the northern autumn, and no convention is asked."""
    assert parse("fall 2021").convention is parse("fall 2021", by(hemisphere="south")).convention is None
    assert parse("fall 2021").span == parse("fall 2021", by(hemisphere="south")).span


@pytest.mark.parametrize(
    ("day", "written", "meant", "text"),
    [
        ("2025-02-20", "this summer", "2025-06-01 2025-09-30 2025-09-30", "summer 2025"),
        ("2025-02-20", "winter", "2024-12-01 2025-03-31 2025-03-31", "winter 2024/2025"),
        ("2025-04-01", "by winter", "- 2026-03-31 2025-11-30", "by winter 2025/2026"),
    ],
)
def test_a_season_without_a_year(day: str, written: str, meant: str, text: str) -> None:
    """It is the first one that is not over."""
    phrase = parse(written, by(day, hemisphere="north"))

    assert (days(phrase), phrase.text) == (meant, text)


@pytest.mark.parametrize(
    ("written", "hemisphere", "offer"),
    [
        ("winter 2020", "north", '"winter 2019/2020" or "winter 2020/2021"'),
        ("summer 2020", "south", '"summer 2019/2020" or "summer 2020/2021"'),
        ("summer 2020/2021", "north", '"summer 2020" or "summer 2021"'),
        ("winter 2020/2022", "north", '"winter'),
        ("early summer 2021", "north", "early takes a year, a half, a quarter or a month; write"),
    ],
)
def test_a_season_that_is_none(written: str, hemisphere: str, offer: str) -> None:
    """The years of a season are those that it lies in, and its parts mean nothing that all agree on."""
    assert offer in (refusal(written, by(hemisphere=hemisphere)) or "it is read")


def test_the_order_of_day_and_month() -> None:
    """The day or the month stands first as the file has it; what is possible in one order only needs no convention."""
    assert days(parse("11/12/2019", by(order="day-first"))) == "2019-12-11 2019-12-11 2019-12-11"
    assert days(parse("11-12-2019", by(order="month-first"))) == "2019-11-12 2019-11-12 2019-11-12"
    assert days(parse("13/11/2019", by(order="month-first"))) == "2019-11-13 2019-11-13 2019-11-13"
    assert parse("11/12/2019", by(order="day-first")).convention == 'order = "day-first"'
    assert parse("13/11/2019", by(order="month-first")).convention is None
    assert "is a Wednesday" in (refusal("Tuesday 11/12/2019", by(order="day-first")) or "it is read")
    assert "is no day of the calendar" in (refusal("31/31/2019") or "it is read")
    assert "is no day of the calendar" in (refusal("11/12/0999") or "it is read")


def test_by_a_year_means_by_its_end() -> None:
    """With the convention, `by` a year, a season or a decade is firm at its end, as it is where that has begun."""
    assert days(parse("by 2030", by("2025-02-20", by="end"))) == "- 2030-12-31 2030-12-31"
    assert days(parse("by the 2030s", by("2025-02-20", by="end"))) == "- 2039-12-31 2039-12-31"
    assert days(parse("by 2030", by("2025-02-20"))) == "- 2030-12-31 2029-12-31"
    assert parse("by 2030", by("2025-02-20", by="end")).convention == 'by = "end"'
    assert parse("by June 2030", by("2025-02-20", by="end")).convention is None
    assert parse("by 2025", by("2025-02-20", by="end")).convention is None


OWN = (
    ("in the coming weeks", "within 2 months"),
    ("COP28", "2023-12-12"),
    ("COP", "December 2023"),
    ("Soon", "Q3 2023"),
)


@pytest.mark.parametrize(
    ("written", "meant", "text", "line"),
    [
        (
            "In the coming  weeks",
            "2023-05-01 2023-07-01 2023-07-01",
            "1 May 2023 to 1 July 2023",
            '"in the coming weeks" = "within 2 months"',
        ),
        ("by COP28", "- 2023-12-12 2023-12-12", "by 12 December 2023", '"COP28" = "2023-12-12"'),
        ("before cop-28", "- - -", "", ""),
        ("late COP", "2023-12-16 2023-12-31 2023-12-31", "late December 2023", '"COP" = "December 2023"'),
        ("soon", "2023-07-01 2023-09-30 2023-09-30", "Q3 2023", '"Soon" = "Q3 2023"'),
        (
            "soon to COP28",
            "2023-07-01 2023-12-12 2023-12-12",
            "Q3 2023 to 12 December 2023",
            '"Soon" = "Q3 2023"; "COP28" = "2023-12-12"',
        ),
    ],
)
def test_the_words_of_a_file(written: str, meant: str, text: str, line: str) -> None:
    """A file's own words stand for a phrase, also inside of another; the longer of two is meant."""
    context = by("2023-05-01", phrases=OWN)
    if not line:
        assert refusal(written, context)
        return

    phrase = parse(written, context)

    assert (days(phrase), phrase.text, phrase.said, phrase.convention) == (meant, text, written, line)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("by the end of FY 2023", 'fiscal_year = { begins = "October", named_by = "end" }'),
        ("2024-25", 'fiscal_year = { begins = "October", named_by = "end" }'),
        ("2019-20", 'fiscal_year = { begins = "October", named_by = "end" }'),
        ("next fiscal year", 'fiscal_year = { begins = "October", named_by = "end" }'),
        ("summer 2024", 'hemisphere = "north"'),
        ("by next spring", 'hemisphere = "north"'),
        ("11/12/2024", 'order = "day-first"'),
        ("by Diwali", 'phrases = { "Diwali" = "13 November 2025" }'),
        ("before COP 31", 'phrases = { "COP 31" = "13 November 2025" }'),
    ],
)
@pytest.mark.parametrize("use", ["target", "not_before"])
def test_without_the_convention_the_line_is_offered(written: str, line: str, use: Use) -> None:
    """The message has the line to add to the file, and with that line the phrase is read."""
    context = by("2024-05-01", use)
    if use == "not_before" and written.startswith("b"):
        context = by("2024-05-01", "plain")

    error = refused(written, context)

    assert error is not None
    assert f"`{line}`" in str(error)
    assert error.example is not None
    assert error.example.lines() == (line,)
    assert parse(written, Context(context.day, context.use, error.example))


def test_lines_are_toml_and_say_all() -> None:
    """The lines of conventions are those of their table in the file."""
    conventions = Conventions(OCTOBER, "south", "month-first", "end", (("a", "2019"), ("b c", "soon")))

    assert tomli.loads("\n".join(conventions.lines())) == {
        "fiscal_year": {"begins": "October", "named_by": "end"},
        "hemisphere": "south",
        "order": "month-first",
        "by": "end",
        "phrases": {"a": "2019", "b c": "soon"},
    }
    assert NONE.lines() == ()
    assert NONE.and_also(conventions) == conventions
    assert conventions.and_also(NONE) == conventions


def test_words_that_stand_for_no_phrase() -> None:
    """What the file's own words stand for must be read under some key, without the other words of the file."""
    phrases = (
        ("a", "within 2 months"),
        ("b", "last year"),
        ("c", "whenever"),
        ("d", "a"),
        ("e", "summer 2021"),
        ("f", "2019"),
    )
    conventions = Conventions(hemisphere="north", phrases=phrases)

    assert [name for name, _ in unread(conventions)] == ["c", "d"]
    assert [str(error)[:10] for _, error in unread(conventions)] == ['"whenever"', '"a" is no ']


def test_a_day_among_the_words_of_a_file() -> None:
    """A TOML date is read as its text is; anything else is told at its own place."""
    told = HEAD.replace("[[phases]]", '[conventions.phrases]\n"COP28" = 2023-12-12\n\n[[phases]]', 1)
    promised = item("milestones") + update('stage = "completed", target = "by COP28"', day="2023-01-01")

    assert dataset(promised, head=told).updates[0].events[0].target == parse("by 12 December 2023")
    (wrong,) = problems("", head=told.replace("2023-12-12", "2023-12-12T10:00:00"))
    assert (wrong.place, wrong.message) == (
        "conventions.phrases.COP28",
        "text in quotes is wanted here, and this is a date with a time of day",
    )
    (wrong,) = problems("", head=HEAD.replace("[[phases]]", "[conventions]\nphrases = 5\n\n[[phases]]", 1))
    assert (wrong.place, wrong.message) == ("conventions.phrases", "a table is wanted here, and this is a whole number")
