"""Laws of date phrases: what is printed is read again, days are in order, no reading is narrower than the words."""

import ast
import itertools
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gti_cli.dates
from gti_cli.dates.conventions import NONE, Conventions, FiscalYear
from gti_cli.dates.leaning import PhraseError
from gti_cli.dates.phrase import Context, Phrase, parse
from gti_cli.dates.span import MONTHS
from tests.conftest import known
from tests.dates import refusal
from tests.spoken_dates import DAY, LEADS, Spoken, in_any_order, parts, periods, points

LAWS = settings(database=None, deadline=None, max_examples=80)
FUZZ = settings(LAWS, max_examples=250)
FULL = Conventions(FiscalYear("October", "end"), "north", "day-first", "end", (("soon", "within 6 months"),))
CONTEXTS = st.builds(
    Context,
    st.sampled_from([None, date(2020, 2, 29), date(2019, 12, 31), date(2025, 2, 20), date(2021, 1, 1)]),
    st.sampled_from([None, "plain", "target", "when", "not_before"]),
    st.sampled_from([NONE, NONE, FULL, Conventions(FiscalYear("April", "start"), "south", "month-first")]),
)


def read(text: str, context: Context | None = None) -> Phrase | None:
    """The phrase, or None where the text is refused."""
    try:
        return parse(text, context)
    except PhraseError:
        return None


@LAWS
@given(points(), st.sampled_from(LEADS))
def test_a_point_has_the_days_that_the_calendar_gives_it(spoken: Spoken, lead: str) -> None:
    """A period or a part of one, in any form, has the first, the last and the firm day that are counted for it."""
    phrase = parse(f"{lead}{spoken.text}")

    assert (phrase.span.earliest, phrase.span.latest, phrase.firm) == (spoken.first, spoken.last, spoken.firm)


@LAWS
@given(points(), st.sampled_from(["by no later than", "no later than", "not later than", "on or before", "nlt"]))
def test_no_later_than_ends_where_the_point_ends(spoken: Spoken, words: str) -> None:
    """It has no first day, and the last and the firm day of the point."""
    phrase = parse(f"{words} {spoken.text}")

    assert (phrase.span.earliest, phrase.span.latest, phrase.firm) == (None, spoken.last, spoken.firm)


@LAWS
@given(points(), st.sampled_from(["since", "after", "until", "before"]))
def test_what_is_before_and_what_is_after(spoken: Spoken, word: str) -> None:
    """Since begins with the point, until ends with it; before and after leave out what is certainly in it."""
    is_vague = not spoken.size and not re.search(r"\b(end|close)\b", spoken.text)
    is_end = not spoken.size and not is_vague
    expected = {
        "since": (spoken.first, None, None),
        "after": ((spoken.first if is_vague else spoken.last) + DAY, None, None),
        "until": (None, spoken.last, spoken.last),
        "before": (None, (spoken.last if is_vague else spoken.first) - DAY, spoken.first - DAY),
    }
    if is_end and "towards" not in spoken.text:
        expected["before"] = (None, spoken.last, spoken.last)
    elif "towards" in spoken.text:
        expected["after"] = (spoken.first + DAY, None, None)
        expected["before"] = (None, spoken.last - DAY, spoken.first - DAY)

    phrase = parse(f"{word} {spoken.text}")

    assert (phrase.span.earliest, phrase.span.latest, phrase.firm) == expected[word]


@LAWS
@given(periods(), st.sampled_from(["by", "by in", "due by"]))
def test_by_a_year_is_read_in_both_ways(spoken: Spoken, words: str) -> None:
    """By a year or a decade is firm before it begins, unless it has begun; by anything shorter at its end."""
    is_long = spoken.size in ("year", "decade")
    before = spoken.first - DAY

    assert parse(f"{words} {spoken.text}").firm == (before if is_long else spoken.last)
    assert parse(f"{words} {spoken.text}", Context(before)).firm == (before if is_long else spoken.last)
    assert parse(f"{words} {spoken.text}", Context(spoken.first)).firm == spoken.last


@LAWS
@given(points(), points(), st.sampled_from(["{}/{}", "between {} and {}", "from {} to {}", "{} – {}", "{} or {}"]))
def test_an_interval_goes_from_one_point_to_another(one: Spoken, other: Spoken, form: str) -> None:
    """It begins where the first begins, ends where the second ends, and is refused where it would end before."""
    phrase = read(form.format(one.text, other.text))

    if other.firm < one.first:
        assert phrase is None
    elif phrase:
        assert (phrase.span.earliest, phrase.span.latest, phrase.firm) == (one.first, other.last, other.firm)
    else:
        assert "can be read in two ways" in (refusal(form.format(one.text, other.text)) or "")


@LAWS
@given(st.dates(date(1001, 1, 1), date(9998, 12, 31)), st.integers(0, 400))
def test_intervals_of_the_iso_forms_leave_no_doubt(first: date, days: int) -> None:
    """Two of the forms that begin with the year, with a slash between them, are always read as that interval."""
    last = first + days * DAY

    def forms(day: date) -> list[str]:
        quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
        return [
            f"{day}",
            f"{day:%Y-%m}",
            f"{day.year}-Q{quarter}",
            f"{day.year}-H{half}",
            f"{day.year}",
            f"{day:%G-W%V}",
        ]

    for one in forms(first):
        for other in forms(last):
            phrase, end = parse(f"{one}/{other}"), parse(other)
            assert (phrase.span.earliest, phrase.span.latest) == (parse(one).span.earliest, end.span.latest)


@LAWS
@given(points())
def test_around_a_point_is_wider_on_both_sides(spoken: Spoken) -> None:
    """It has the days of the point and about as many more on each side as its unit asks for."""
    phrase = parse(f"around {spoken.text}")
    before = (spoken.first - known(phrase.span.earliest)).days
    after = (known(phrase.span.latest) - spoken.last).days
    length = (spoken.last - spoken.first).days + 1

    assert before > 0
    assert abs(before - after) <= 3
    assert before <= max(3, length)
    assert known(phrase.firm) > spoken.firm


@LAWS
@given(st.dates(date(1500, 1, 1), date(9000, 12, 31)))
def test_a_wider_period_contains_a_narrower_one(day: date) -> None:
    """The days of a phrase contain those of every narrower one that it can stand for."""
    year, quarter, half = day.year, (day.month + 2) // 3, (day.month + 5) // 6
    month = f"{MONTHS[day.month - 1]} {year}"
    chain = [f"the {year // 10}0s", f"{year}", f"H{half} {year}", f"Q{quarter} {year}", month, f"{day}"]
    spans = [parse(text).span for text in chain]

    assert all(wide & narrow == narrow for wide, narrow in itertools.pairwise(spans))
    for period in chain[:-1]:
        for part in ("early", "mid", "late", "start of", "end of", "first half of", "second half of"):
            if phrase := read(f"{part} {period}"):
                assert parse(period).span & phrase.span == phrase.span
    assert parse(f"week of {day}").span & parse(f"{day}").span == parse(f"{day}").span
    assert parse(f"{month} to {day}").span.earliest == parse(month).span.earliest


@pytest.mark.slow
@FUZZ
@given(in_any_order(), CONTEXTS)
def test_what_was_printed_is_read_again(text: str, context: Context) -> None:
    """A phrase is the same when its text is read in the same place; where it leaned, its text leans no more."""
    if phrase := read(text, context):
        assert parse(phrase.text, context) == phrase
        assert phrase.said in (None, text)
        if phrase.said:
            alone = parse(phrase.text, Context(None, context.use, context.conventions))
            assert (alone.span, alone.firm, alone.takes_back) == (phrase.span, phrase.firm, phrase.takes_back)
        else:
            assert phrase.text == text


@pytest.mark.slow
@FUZZ
@given(in_any_order(), CONTEXTS)
def test_the_days_are_in_order(text: str, context: Context) -> None:
    """The earliest day is not after the firm one, nor that after the latest; each key has the days that it needs."""
    if phrase := read(text, context):
        first, last, firm = phrase.span.earliest, phrase.span.latest, phrase.firm
        known = [day for day in (first, firm, last) if day]

        assert known == sorted(known)
        assert (firm is None) == (last is None or context.use == "not_before")
        assert context.use != "target" or last or (first, last) == (None, None)
        assert (phrase.floor is not None) == (context.use == "not_before")
        assert (first or last) or context.use in (None, "target")


APART = (
    r"around|about|approx|circa|\bca?\b|roughly|within|ago|from now|today|week|\bw\W?\d|fy|fiscal|financial|coming|past"
)
NUMBER_WORDS = r"first|last|final|second|third|fourth"


@pytest.mark.slow
@FUZZ
@given(in_any_order(), CONTEXTS)
def test_what_is_read_is_in_the_meaning_of_its_words(text: str, context: Context) -> None:
    """No day lies outside of the years and months that a phrase names, where it names any and nothing beside them."""
    phrase = read(text, context)
    words = text.lower()
    years = [int(year) for year in re.findall(r"(?<![\d.])(?:19|20)\d\d(?!\d)", words)]
    if (
        phrase is None
        or not years
        or phrase.said
        or phrase.convention
        or re.search(APART, words)
        or "s" in re.findall(r"\d0(s)\b", words)
    ):
        return
    months = {at + 1 for at, name in enumerate(MONTHS) if re.search(rf"\b({name}|{name[:3]})\b", words)}
    first, last = date(min(years), 1, 1), date(max(years) + bool(re.search(r"winter|[/-]\d\d\b", words)), 12, 31)
    if len(set(years)) == 1 and len(months) == 1 and not re.search(rf"[qh/-]|{NUMBER_WORDS}|quarter|half", words):
        (month,) = months
        first = date(years[0], month, 1)
        last = date(years[0] + month // 12, month % 12 + 1, 1) - DAY

    floor = 1 if re.search("until|till?|thr|after|following|later|beyond|post", words) else 0
    assert phrase.span.earliest is None or first <= phrase.span.earliest <= last + floor * DAY
    assert phrase.span.latest is None or first - DAY <= phrase.span.latest <= last + floor * DAY


def test_reading_asks_no_clock() -> None:
    """Nothing that reads a phrase asks what day it is: neither `today` nor `now` is an attribute in any module."""
    modules = sorted(Path(gti_cli.dates.__path__[0]).glob("*.py"))
    names = {
        node.attr
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }

    assert len(modules) > 10
    assert names.isdisjoint({"today", "now", "utcnow", "time", "localtime", "gmtime"})


@pytest.mark.parametrize("text", ["by the end of this year", "June", "within 18 months", "Q2", "around mid-August"])
def test_a_phrase_means_the_same_on_every_later_day(text: str) -> None:
    """What was read once is shown as words that mean the same days in any update, and without one."""
    phrase = parse(text, Context(date(2018, 3, 14), "target"))

    for context in (Context(), Context(date(2031, 7, 1), "target"), Context(date(2018, 3, 14), "when")):
        again = parse(phrase.text, context)
        assert (again.span, again.firm) == (phrase.span, phrase.firm)


@LAWS
@given(parts())
def test_a_part_is_firm_within_its_days(spoken: Spoken) -> None:
    """The firm day of a part is one of its days, and its strict first day too."""
    phrase, floor = parse(spoken.text), parse(spoken.text, Context(use="not_before")).floor

    first, last = known(phrase.span.earliest), known(phrase.span.latest)
    assert first <= known(phrase.firm) <= last
    assert floor
    assert floor.f1 == first
    assert first <= floor.f2 <= last
