"""`gti show`: everything about one id, and why each verdict is what it is."""

import json
import re

import pytest

from tests.conftest import Gti
from tests.make import item, log, update


def shown(gti: Gti, id_: str, *words: str, data: str | None = None) -> str:
    """What a pipe gets, with single spaces."""
    answer = gti("show", id_, *words, data=data)
    assert (answer.code, answer.err) == (0, "")
    return " ".join(answer.out.split())


MADE = '2019-11-01 stage = "used", target = "early 2020"'
MISSED = 'missed because not done in time: "early 2020" ended on 30 Jun 2020'


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
            "delivered because it is done, and this log has no date to hold it to",
        ),
        ((MADE, '2020-02-01 stage = "withdrawn"'), "withdrawn because given up, as the update 2020-02-01 says"),
        (
            ('2019-11-01 stage = "used", target = "undated"',),
            "undated because this log has no date for it, and nothing is reported as of 31 Dec 2020",
        ),
        (
            (MADE, '2020-07-01 stage = "built", not_yet = true'),
            f'{MISSED}, and on 1 Jul 2020 "built" was still said to lie ahead',
        ),
        (
            (MADE, '2020-07-01 stage = "used", target = "2021"'),
            f"{MISSED}, and on 1 Jul 2020 it was still said to lie ahead",
        ),
        (
            (MADE, '2020-10-01 stage = "built", when = "July 2020"'),
            f'{MISSED}, and until 1 Jul 2020 "built" was still to come',
        ),
        (
            (MADE, '2020-07-01 stage = "used", not_yet = true', '2020-08-01 stage = "withdrawn"'),
            'missed because not done in time, then given up: "early 2020" ended on 30 Jun 2020',
        ),
        ((MADE, '2020-07-17 stage = "withdrawn"'), "withdrawn because given up 17 days after its date, as the update"),
        (
            (MADE, '2020-02-01 stage = "used"', '2020-03-01 stage = "used", not_yet = true'),
            "disputed because it was reported as reached, and said not to be since",
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "TBD"'),
            'slipped because its first date, "early 2020", was put off without a date',
        ),
        (
            ('2020-01-01 stage = "used", target = "2021"', '2020-02-01 stage = "used", target = "early 2020"'),
            'pending because "2021" is not over on 31 Dec 2020; by its newest date, "early 2020", it is unreported',
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "Q3 2020"'),
            'unreported because "Q3 2020" ended on 30 Sep 2020, and nothing is reported as of 31 Dec 2020',
        ),
        (
            (MADE, '2020-02-01 stage = "used", target = "2021-06-01"'),
            'slipped because its first date, "early 2020", was put off to "1 Jun 2021", which is not over on',
        ),
        (('2020-11-01 stage = "used", target = "2021"',), 'pending because "2021" is not over on 31 Dec 2020'),
    ],
)
def test_the_row_that_applied(gti: Gti, head: str, updates: tuple[str, ...], because: str) -> None:
    """Each verdict is explained by the row of the table that applied, in a sentence with its dates."""
    assert because in shown(gti, "thing", "--as-of", "2020", data=head + log(*updates))


def test_a_date_that_was_taken_back_and_one_that_stands(gti: Gti, head: str) -> None:
    """A date that was put off is told as taken back; one that was only not repeated stands as it was."""

    def told(word: str) -> str:
        data = head + log(MADE, f'2020-02-01 stage = "used", target = "{word}"')
        return shown(gti, "thing", "--as-of", "2020-03-01", data=data)

    assert "to be used in early 2020; put off on 1 Feb 2020 without a new date." in told("postponed")
    assert "2020-02-01 no date undated taken back 150 days before the old deadline" in told("postponed")
    assert "to be used in early 2020." in told("soon")
    assert "2020-02-01 no date undated - - page" in told("soon")


def test_a_second_attempt_is_told_apart(gti: Gti, head: str) -> None:
    """What was given up and promised again has two parts, each with its own verdict."""
    data = head + log(MADE, '2020-02-01 stage = "withdrawn"', '2020-08-01 stage = "used", target = "2021"')

    text = shown(gti, "thing", "--as-of", "2020", data=data)
    assert "Why: to be used verdict withdrawn" in text
    assert "Why: to be used, attempt 2 verdict pending" in text


@pytest.mark.parametrize(
    ("updates", "evidence"),
    [
        (('2020-03-01 stage = "used"', '2020-05-01@auditor stage = "used"'), ["own statement"]),
        (('2020-03-01@auditor stage = "used"',), ["independent"]),
        (('2020-07-01@auditor stage = "used", not_yet = true', '2020-09-01 stage = "used"'), ["independent"]),
        (('2020-10-01 stage = "used"',), []),
        (('2020-02-01@auditor note = "so far a plan"',), []),
    ],
)
def test_whose_statement_decides(gti: Gti, head: str, updates: tuple[str, ...], evidence: list[str]) -> None:
    """Beside a certain verdict on what was reached stands whose statement gives the end that decides it."""
    text = shown(gti, "thing", "--as-of", "2020", data=head + log(MADE, *updates))
    promise = text.partition("Why: to be used")[2].partition("Stages")[0]

    assert re.findall("evidence (own statement|independent)", promise) == evidence


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
            ('not before 1 Mar 2020: the update 2020-03-01 says that "built" lies ahead',),
        ),
        (
            ('2020-10-01 stage = "built", when = "June 2020"; stage = "used"',),
            ('not before 1 Jun 2020: "built" was not reached before, by the update 2020-10-01',),
        ),
    ],
)
def test_the_bounds_of_an_outcome(gti: Gti, head: str, updates: tuple[str, ...], bounds: tuple[str, ...]) -> None:
    """Each end of the outcome names the statement that gives it."""
    text = shown(gti, "thing", data=head + log(MADE, *updates))

    assert [bound for bound in bounds if bound not in text] == []


def test_a_bound_by_a_later_stage(gti: Gti, head: str) -> None:
    """A stage that nobody reported is only known to be done since a later one was, and a day would settle when."""
    data = head + log('2019-11-01 stage = "built", target = "Q1 2020"', '2020-10-01 stage = "used"')

    text = shown(gti, "thing", data=data)
    assert 'not after 1 Oct 2020: "used" was reached by then, as the update 2020-10-01 says' in text
    assert "What would settle it is whether Thing was built by 31 Mar 2020 or later." in text


def test_both_sides_of_a_contradiction(gti: Gti, head: str) -> None:
    """Where two reports have no day in common both are named, the outcome is marked, and neither is believed."""
    reports = '2020-10-01 stage = "used", when = "March 2020"', '2020-10-02@auditor stage = "used", when = "July 2020"'
    data = head + log(MADE, *reports)

    text = shown(gti, "thing", data=data)
    assert "verdict undetermined" in text
    assert "outcome 1 Mar – 31 Jul 2020, disputed" in text
    assert (
        'the update 2020-10-02 has "used" as reached (Jul 2020), '
        'the update 2020-10-01 has "used" as reached (Mar 2020): they contradict each other'
    ) in text
    assert "† disputed: statements contradict each other" in gti("promises", "--format", "markdown", data=data).out
    assert "1 Mar – 31 Jul 2020†" in gti("promises", "--format", "markdown", data=data).out
    assert "late, disputed\n" in gti("promises", data=data).out


def test_statements_in_order_with_days_moved_and_notice(gti: Gti) -> None:
    """Every restated target, judged by itself, with how far it moved and, if it did, how early that was told."""
    text = shown(gti, "new-brunswick")

    assert text.index("2019-04-02 in 2020 slipped") < text.index("2020-11-17 in early 2021 pending 181 days later")
    assert "44 days before the old deadline" in text
    assert "184 days earlier 504 days before the old deadline" in shown(gti, "cyberjaya")
    assert "kept 0 days - status-page" in shown(gti, "europe")


def test_notes_and_what_was_set_when(gti: Gti) -> None:
    """An item's notes and new details stand with the day of their update, and its silence with the day and the days."""
    text = shown(gti, "cyberjaya")

    evidence = text.partition("Evidence")[2].partition("Why")[0]
    august, november = evidence.partition("2019-08-15 ")[2].split("2020-11-17 ")
    assert "name: Cyberjaya, city: Cyberjaya, country: Malaysia, host: CyberSecurity Malaysia" in august
    assert "Named Kuala Lumpur; taken for Cyberjaya." in november
    assert "No word since 29 Aug 2018, 811 days." in shown(gti, "assembly-move")


def test_markdown_and_terminal_explain_too(gti: Gti) -> None:
    """The same sentences stand in Markdown and on a terminal."""
    sentence = 'what it is to come after, "started" of "Europe", was reached 13 Nov 2018; no date follows from it'

    assert sentence in gti("show", "assembly-move", "--format", "markdown").out
    terminal = gti("show", "assembly-move", env={"FORCE_COLOR": "1", "TERM": "dumb"}).out
    assert sentence in " ".join(terminal.split())


KINDS_OF_PROMISES = item("milestones", "x", name="A thing", aliases=["alias"]) + "".join(
    update(f'item = "x", {event}', day=day)
    for day, event in (
        ("2019-01-01", 'stage = "completed", target = "2020", not_before = "2019-06-01"'),
        ("2019-02-01", 'stage = "completed", target = "2021", by = "The Party"'),
        ("2019-03-01", 'stage = "withdrawn"'),
        ("2019-04-01", 'stage = "completed", target = "2022", by = "The Party"'),
        ("2019-04-01", 'stage = "completed", target = "2023"'),
    )
)


def test_every_promise_is_shown_by_its_id(gti: Gti, head: str) -> None:
    """A promise's id gives the promise alone, with the reason for its verdict; in any case, by an alias, by a name."""
    data = head + KINDS_OF_PROMISES
    listed = json.loads(gti("promises", "--json", data=data).out)

    assert {"x.completed", "x.completed!", "x.completed@the-party", "x.completed#2"} <= {row["id"] for row in listed}
    for row in listed:
        for word in (row["id"], row["id"].upper(), f"alias{row['id'][1:]}", f"a THING{row['id'][1:]}"):
            answer = json.loads(gti("show", word, "--json", data=data).out)
            assert (answer["type"], answer["row"], answer["promises"]) == ("promise", row, [row])
            stated = {statement["update"] for statement in row["statements"]}
            assert stated <= {update["id"] for update in answer["updates"]}
        text = shown(gti, row["id"], data=data)
        assert f"verdict {row['verdict']} because" in text
        assert text.count("verdict ") == 1


def test_a_promise_that_is_not_there(gti: Gti) -> None:
    """What nobody ever promised is wrong usage, with those that there are; what was promised later, an empty answer."""
    never, later = gti("show", "europe.open"), gti("show", "europe.completed", "--json", "--as-of", "2017")

    assert never.code == 2
    assert never.err.startswith('Error: no promise "europe.open" in the file')
    assert "there is europe.started and europe.completed" in never.err
    assert (later.code, json.loads(later.out)["row"]) == (0, None)
    assert later.err == 'nobody had made the promise "europe.completed" as of 31 Dec 2017\n'
    assert gti("show", "nothing.completed").err.startswith('Error: nothing in the file has the id "nothing.completed"')


@pytest.mark.parametrize("word", ["gti", "global transparency INITIATIVE"])
@pytest.mark.parametrize("env", [{}, {"FORCE_COLOR": "1", "TERM": "dumb"}])
def test_the_initiative_is_where_it_stands(gti: Gti, word: str, env: dict[str, str]) -> None:
    """By its id or its name people read what status says; as data it is the initiative with all that hangs on it."""
    answer = json.loads(gti("show", word, "--json").out)

    assert gti("show", word, env=env).out == gti("status", env=env).out
    assert (answer["type"], answer["row"]) == ("initiative", json.loads(gti("status", "--json").out)["initiative"])
    assert answer["promises"] == json.loads(gti("promises", "--json").out)
    assert answer["updates"] == json.loads(gti("timeline", "--json").out)


@pytest.mark.parametrize(
    ("by_name", "by_id"),
    [
        (("show", "new brunswick"), ("show", "new-brunswick")),
        (("show", "Code and process review"), ("show", "soc2")),
        (("timeline", "--item", "SÃO paulo"), ("timeline", "--item", "sao-paulo")),
        (("promises", "--phase", "data RELOCATION"), ("promises", "--phase", "relocation")),
        (("items", "--phase", "Bug bounty"), ("items", "--phase", "bounty")),
        (("chart", "--item", "Europe"), ("chart", "--item", "europe")),
        (("metrics", "Bugs resolved"), ("metrics", "bugs-resolved")),
        (("phase", "bug bounty"), ("phase", "bounty")),
        (("report", "--phase", "Bug bounty"), ("report", "--phase", "bounty")),
    ],
)
def test_a_name_does_for_an_id(gti: Gti, by_name: tuple[str, ...], by_id: tuple[str, ...]) -> None:
    """Wherever an id is asked for, a name, an earlier one too, gives the same answer."""
    assert gti(*by_name) == gti(*by_id)
    assert gti(*by_id).code == 0
