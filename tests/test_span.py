"""A span is a set of days: what two allow is what both allow, and what is certain of it holds on every day in it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dates.span import Span, day_text, month_end

FIRST = date(2019, 12, 25)
WINDOW = [FIRST + timedelta(days=number) for number in range(14)]
INNER = WINDOW[3:-3]
LAWS = settings(database=None, deadline=None, max_examples=60)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span with at least one day in it, whose stated ends are inner days of the window."""
    first, last = sorted((draw(st.sampled_from(INNER)), draw(st.sampled_from(INNER))))
    return Span(draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))))


def days(span: Span | None) -> set[date]:
    """The days of the window that a span allows; an open end reaches beyond the inner days."""
    if span is None:
        return set()
    return {
        day
        for day in WINDOW
        if (span.earliest is None or span.earliest <= day) and (span.latest is None or day <= span.latest)
    }


@LAWS
@given(spans(), spans())
def test_an_intersection_holds_the_days_of_both(one: Span, other: Span) -> None:
    """A day is in the intersection if and only if it is in both spans, whichever comes first; None is no day at all."""
    both = one & other

    assert days(both) == days(one) & days(other)
    assert (both is None) == (not days(both))
    assert both == other & one


@LAWS
@given(spans())
def test_an_intersection_with_nothing_new_changes_nothing(span: Span) -> None:
    """A span and itself, or a span and "any day", is that span."""
    assert span & span == span
    assert span & Span() == span


@LAWS
@given(spans(), spans())
def test_an_intersection_is_never_wider(one: Span, other: Span) -> None:
    """An end that a span states is never moved outwards, and none that it states is lost."""
    both = one & other

    if both is not None:
        assert one.earliest is None or (both.earliest is not None and both.earliest >= one.earliest)
        assert one.latest is None or (both.latest is not None and both.latest <= one.latest)


@LAWS
@given(spans(), spans(), spans())
def test_the_order_of_intersections_does_not_matter(one: Span, two: Span, three: Span) -> None:
    """Three spans leave the same days, or none, in whichever order they are taken together."""
    left, right = one & two, two & three

    from_left = left & three if left else None
    from_right = one & right if right else None

    assert from_left == from_right


@LAWS
@given(spans(), st.sampled_from(INNER))
def test_what_is_certain_holds_on_every_day(span: Span, day: date) -> None:
    """A span is by a day, or after it, if and only if each of its days is; it may be neither, and is never both."""
    assert span.is_by(day) == all(each <= day for each in days(span))
    assert span.is_after(day) == all(each > day for each in days(span))
    assert not (span.is_by(day) and span.is_after(day))


@LAWS
@given(spans())
def test_a_day_is_known_when_no_other_is_left(span: Span) -> None:
    """The day is known exactly if and only if the span allows one day alone."""
    assert span.is_one_day == (len(days(span)) == 1)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2018-11-13", "2018-11-13", "13 Nov 2018"),
        ("2019-06-01", "2019-06-01", "1 Jun 2019"),
        ("2019-06-01", "2019-06-30", "Jun 2019"),
        ("2019-12-01", "2019-12-31", "Dec 2019"),
        ("2019-02-01", "2019-02-28", "Feb 2019"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
        ("2020-02-01", "2020-02-28", "1 Feb – 28 Feb 2020"),
        ("2019-01-01", "2019-03-31", "Q1 2019"),
        ("2019-04-01", "2019-06-30", "Q2 2019"),
        ("2019-07-01", "2019-09-30", "Q3 2019"),
        ("2019-10-01", "2019-12-31", "Q4 2019"),
        ("2019-02-01", "2019-04-30", "1 Feb – 30 Apr 2019"),
        ("2019-03-01", "2019-05-31", "1 Mar – 31 May 2019"),
        ("2019-01-01", "2019-02-28", "1 Jan – 28 Feb 2019"),
        ("2019-04-02", "2019-06-30", "2 Apr – 30 Jun 2019"),
        ("2019-04-01", "2019-06-29", "1 Apr – 29 Jun 2019"),
        ("2019-01-01", "2019-06-30", "1 Jan – 30 Jun 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2019-01-01", "2019-12-30", "1 Jan – 30 Dec 2019"),
        ("2019-04-02", "2019-11-13", "2 Apr – 13 Nov 2019"),
        ("2018-01-01", "2019-12-31", "1 Jan 2018 – 31 Dec 2019"),
        ("2018-06-01", "2019-06-30", "1 Jun 2018 – 30 Jun 2019"),
        ("2018-11-13", "2019-01-02", "13 Nov 2018 – 2 Jan 2019"),
        (None, "2019-11-13", "by 13 Nov 2019"),
        (None, "2019-12-31", "by 31 Dec 2019"),
        ("2019-11-13", None, "since 13 Nov 2019"),
        (None, None, "unknown"),
    ],
)
def test_a_span_in_words(first: str | None, last: str | None, text: str) -> None:
    """A day, a whole month, quarter or year, "by" a day, or two days; a year that both share is written once."""
    days = (None if day is None else date.fromisoformat(day) for day in (first, last))

    assert str(Span(*days)) == text


def test_a_day_in_words() -> None:
    """Each month has its own three letters, whatever the locale."""
    texts = [day_text(date(2020, month, 9)) for month in range(1, 13)]

    assert texts == [
        f"9 {name} 2020"
        for name in ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    ]


@pytest.mark.parametrize(
    ("year", "month", "last"), [(2019, 2, 28), (2020, 2, 29), (1900, 2, 28), (2019, 4, 30), (9999, 12, 31)]
)
def test_the_last_day_of_a_month(year: int, month: int, last: int) -> None:
    """A month ends on its own last day, in leap years and in the last year of all."""
    assert month_end(year, month) == date(year, month, last)


def test_before_and_from_a_day() -> None:
    """Certain only where every day is; also at the first day that there is."""
    first, last = date.min, date(2020, 1, 2)

    assert Span(first, last).is_before(date(2020, 1, 3))
    assert not Span(first, last).is_before(last)
    assert not Span(first, None).is_before(date.max)
    assert Span(first, last).is_from(first)
    assert not Span(None, last).is_from(first)
