"""`gti show`: everything about one id, and why each verdict is what it is."""

import pytest

from tests.conftest import Gti
from tests.make import log


def shown(gti: Gti, id_: str, *words: str, data: str | None = None) -> str:
    """What a pipe gets, with single spaces."""
    answer = gti("show", id_, *words, data=data)
    assert (answer.code, answer.err) == (0, "")
    return " ".join(answer.out.split())


MADE = '2019-11-01 stage = "used", target = "early 2020"'


@pytest.mark.parametrize(
    ("updates", "because"),
    [
        (
            (MADE, '2020-10-01 stage = "used", when = "March 2020"'),
            'kept because reached by 31 Mar 2020, and "early 2020" lasts until 31 Mar 2020 by its strictest reading',
        ),
        (
            (MADE, '2020-10-01 stage = "used", when = "Q3 2020"'),
            'late because not reached before 1 Jul 2020, and "early 2020" ended on 30 Jun 2020 by its most lenient',
        ),
        (
            (MADE, '2020-10-01 stage = "used", when = "2020"'),
            'reached between 1 Jan 2020 and 1 Oct 2020, and "early 2020" is kept up to 31 Mar 2020 and late',
        ),
        (
            (MADE, '2020-10-01 stage = "used", when = "2020-05-01"'),
            'undetermined because reached on 1 May 2020, and "early 2020" is kept up to',
        ),
        (
            ('2019-11-01 stage = "used", target = "2018"', '2020-10-01 stage = "used"'),
            'undetermined because reached by 1 Oct 2020, and "2018" is kept up to 31 Dec 2018 and late after 31 Dec',
        ),
        (
            ('2019-11-01 stage = "used", target = "undated"', '2020-10-01 stage = "used"'),
            "delivered because it is done, and no date was ever given to hold it to",
        ),
        ((MADE, '2020-02-01 stage = "withdrawn"'), "withdrawn because given up, as the update 2020-02-01 says"),
        (
            ('2019-11-01 stage = "used", target = "undated"',),
            "undated because no date was ever given, and nothing is reported as of 31 Dec 2020",
        ),
        (
            (MADE, '2020-07-01 stage = "built", not_yet = true'),
            'missed because "early 2020" ended on 30 Jun 2020, and on 1 Jul 2020 it was still said to lie ahead',
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "Q3 2020"'),
            'unreported because "Q3 2020" ended on 30 Sep 2020, and nothing is reported as of 31 Dec 2020',
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "2021-06-01"'),
            'slipped because promised for "early 2020", then for "1 Jun 2021", and not due yet',
        ),
        (('2020-11-01 stage = "used", target = "2021"',), 'pending because "2021" is not over on 31 Dec 2020'),
    ],
)
def test_the_row_that_applied(gti: Gti, head: str, updates: tuple[str, ...], because: str) -> None:
    """Each verdict is explained by the row of the table that applied, in a sentence with its dates."""
    assert because in shown(gti, "thing", "--as-of", "2020", data=head + log(*updates))


def test_a_date_that_was_dropped(gti: Gti, head: str) -> None:
    """A promise whose date was dropped before it was due is moved to no date."""
    data = head + log(MADE, '2020-02-01 stage = "used", target = "undated"')

    assert 'promised for "early 2020", then for no date, and not due yet' in shown(
        gti, "thing", "--as-of", "2020-03-01", data=data
    )


@pytest.mark.parametrize(
    ("updates", "bounds"),
    [
        (
            ('2020-10-01 stage = "used", when = "June 2020"',),
            (
                'not before 1 Jun 2020: the update 2020-10-01 reports it for "June 2020"',
                'not after 30 Jun 2020: the update 2020-10-01 reports it for "June 2020"',
            ),
        ),
        (
            ('2020-10-01 stage = "used", when = "2020"',),
            (
                'not before 1 Jan 2020: the update 2020-10-01 reports it for "2020"',
                "not after 1 Oct 2020: the update 2020-10-01 reports it",
            ),
        ),
        (
            ('2020-10-01 stage = "used", implied = true',),
            (
                "not before 1 Nov 2019: the update 2019-11-01 says that it lies ahead",
                "not after 1 Oct 2020: the update 2020-10-01 implies it",
            ),
        ),
        (
            ('2020-03-01 stage = "built", not_yet = true', '2020-10-01 stage = "used"'),
            ('not before 1 Mar 2020: "built" was not reached before, by the update 2020-03-01',),
        ),
    ],
)
def test_the_bounds_of_an_outcome(gti: Gti, head: str, updates: tuple[str, ...], bounds: tuple[str, ...]) -> None:
    """Each end of the outcome names the statement that gives it."""
    text = shown(gti, "thing", data=head + log(MADE, *updates))

    assert [bound for bound in bounds if bound not in text] == []


def test_a_bound_by_a_later_stage(gti: Gti) -> None:
    """Storage in Europe is only known to be done since completion is implied later."""
    text = shown(gti, "europe")

    assert 'not after 13 Nov 2019: "completed" was reached by then, as the update 2019-11-13 says' in text
    assert "settled by the day of Europe storage: kept up to 30 Jun 2019, late after 30 Jun 2019" in text


def test_statements_in_order_with_days_moved_and_notice(gti: Gti) -> None:
    """Every restated target, judged by itself, with how far it moved and how early that was told."""
    text = shown(gti, "new-brunswick")

    assert text.index("2 Apr 2019 2020 slipped") < text.index("17 Nov 2020 early 2021 pending 181 days later")
    assert "44 days before the old deadline" in text
    assert "184 days earlier 504 days before the old deadline" in shown(gti, "cyberjaya")
    assert "0 days 273 days before the old deadline" in shown(gti, "europe")


def test_notes_and_what_was_set_when(gti: Gti) -> None:
    """An item's notes and new details stand with the day of their update, and its silence with the day and the days."""
    text = shown(gti, "cyberjaya")

    assert "15 Aug 2019 name: Cyberjaya, city: Cyberjaya, country: Malaysia, host: CyberSecurity Malaysia" in text
    assert "17 Nov 2020 Named Kuala Lumpur; taken for Cyberjaya." in text
    assert "last mentioned 29 Aug 2018, 811 days before" in shown(gti, "assembly-move")


def test_markdown_and_terminal_explain_too(gti: Gti) -> None:
    """The same sentences stand in Markdown and on a terminal."""
    sentence = "no date was ever given, and nothing is reported as of 17 Nov 2020"

    assert sentence in gti("show", "assembly-move", "--format", "markdown").out
    terminal = gti("show", "assembly-move", env={"FORCE_COLOR": "1", "TERM": "dumb"}).out
    assert sentence in " ".join(terminal.split())
