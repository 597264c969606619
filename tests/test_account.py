"""The paragraph with which `gti show` answers, and the evidence after it: what was said when, and where that stands."""

import json
import re
from itertools import pairwise

import pytest

from tests.conftest import Gti
from tests.laws import CODES
from tests.make import HEAD, count, head, item, log, source, update

MADE = '2019-11-01 stage = "used", target = "early 2020"'
FLOOR = '2020-01-01 stage = "used", not_before = "2022-06-01"'


def paragraphs(gti: Gti, *words: str, data: str | None = None) -> list[str]:
    """What stands between the title and the evidence."""
    text = gti("show", *words, data=data).out
    return [" ".join(part.split()) for part in text.partition("\nEvidence\n")[0].split("\n\n")[1:] if part.strip()]


def told(gti: Gti, *updates: str, day: str = "2025-12-31") -> str:
    """The paragraph about a thing after some updates."""
    (only,) = paragraphs(gti, "thing", "--as-of", day, data=HEAD + item("milestones", "other") + log(*updates))
    return only


@pytest.mark.parametrize(
    ("updates", "answer"),
    [
        ((MADE, '2020-10-01 stage = "used", when = "2020-03-01"'), "It was used in time."),
        ((MADE, '2020-10-01 stage = "used", when = "2019-12-01"'), "It was used in time, 31 days early."),
        ((MADE, '2020-10-01 stage = "used", when = "2020-07-05"'), "It was used 5 to 96 days late."),
        (
            (MADE, '2020-10-01 stage = "used", when = "2020"'),
            "Can't tell whether it was used in time; it may be up to 184",
        ),
        ((MADE,), "Its deadline passed 2010 days ago, and that it was used is not reported."),
        ((MADE, '2020-03-01 stage = "used", part = "half"'), "and only a part is reported: half."),
        (
            (MADE, '2020-09-01 stage = "used", not_yet = true'),
            "It was not used in time, and has been due for 2010 days.",
        ),
        ((MADE, '2020-03-01 stage = "used", target = "2030"'), "Put off by 3836 days."),
        ((MADE, '2020-03-01 stage = "used", target = "postponed"'), "Put off without a date."),
        ((MADE, '2020-03-01 stage = "withdrawn"'), "Given up."),
        (('2019-11-01 stage = "used", target = "undated"',), "It has no date, and that it was used is not reported."),
        (('2019-11-01 stage = "used", target = "2030"',), "Not due yet."),
        (
            ('2019-11-01 item = "other", note = "x"; stage = "used", after = "other.built"',),
            "Not owed yet: it is to come after Other is built.",
        ),
        (
            ('2019-11-01 stage = "used", target = "undated"', '2020-01-01 stage = "used"'),
            "It was used, and had no date to hold it to.",
        ),
        (
            (MADE, '2020-02-01 stage = "used"', '2020-03-01@auditor stage = "used", not_yet = true'),
            "It was reported that it was used, and later that it was not used.",
        ),
        ((FLOOR, '2023-01-01 stage = "used", when = "July 2022"'), "It was used no earlier than promised."),
        ((FLOOR, '2022-08-01 stage = "used", not_yet = true'), "It was not used before its day."),
        ((FLOOR, '2022-02-01 stage = "used", when = "2022-01-02"'), "It was used 150 days too early."),
        ((f"{FLOOR}, implied = true", '2022-02-01 stage = "used"'), "It was used at least 120 days too early."),
        (
            (FLOOR, '2023-01-01 stage = "used", when = "2022"'),
            "Can't tell whether it was used too early; it may be up to",
        ),
        ((FLOOR,), "Its day has passed, and nothing is reported since."),
        (('2020-01-01 stage = "used", not_before = "2030"',), "Its day has not come yet."),
        (
            (
                '2020-01-01 stage = "used", not_before = "2040-01-31"',
                '2020-02-01 stage = "used", not_before = "2040-01-01"',
            ),
            "Brought forward by 30 days.",
        ),
    ],
)
def test_the_verdict_comes_first(gti: Gti, updates: tuple[str, ...], answer: str) -> None:
    """Each verdict on a deadline and on a floor has an answer of its own, with the days where there are any."""
    text = told(gti, *updates)

    assert answer in text
    assert text.index(answer.split()[0]) == 0 or "part" in answer


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        (("early 2021",), "; put off on 1 Feb 2020 to early 2021, by 365 days."),
        (("early 2021", "2020"), "; brought forward on 1 Mar 2020 to 2020, by 181 days."),
        (
            ("by 2022", "2023", "2024", "June 2024"),
            "; restated 4 times, the last time brought forward on 1 May 2020 to",
        ),
    ],
)
def test_every_move_or_the_last_of_many(gti: Gti, moves: tuple[str, ...], words: str) -> None:
    """Up to three moves stand there one by one, of more the number and the last."""
    restated = (f'2020-0{month}-01 stage = "used", target = "{date}"' for month, date in enumerate(moves, 2))

    text = told(gti, MADE, *restated)
    assert "Promised on 1 Nov 2019 to be used in early 2020" in text
    assert words in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("", "Reported on 1 Oct 2020 as done by then."),
        (', when = "2020-10-01"', "Reported on 1 Oct 2020."),
        (', when = "2020-09-01"', "Reported on 1 Oct 2020 as done on 1 Sep 2020."),
        (', when = "June 2020"', "Reported on 1 Oct 2020 as done in Jun 2020."),
        (', when = "by June 2020"', "Reported on 1 Oct 2020 as done by 30 Jun 2020."),
        (', when = "Q2 to Q3 2020"', "Reported on 1 Oct 2020 as done between 1 Apr and 30 Sep 2020."),
        (", implied = true", "Implied on 1 Oct 2020 as done by then."),
    ],
)
def test_when_it_was_reported(gti: Gti, when: str, words: str) -> None:
    """The day of the report, and the day that it names where that is another one."""
    assert words in told(gti, f'2020-10-01 stage = "used"{when}')


def test_each_promise_of_several_has_a_paragraph(gti: Gti) -> None:
    """Which of them it is about stands before it; one alone needs no name, by an item's id or by its own."""
    europe, alone = paragraphs(gti, "europe"), paragraphs(gti, "europe.completed")

    assert [text.partition(":")[0] for text in europe] == ["To start", "To be completed"]
    assert alone == [europe[1].partition(": ")[2]]


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ('2020-10-01 stage = "used"', "It was used. Reported on 1 Oct 2020 as done by then."),
        ('2020-10-01 stage = "withdrawn"', "It was given up. Reported on 1 Oct 2020 as done by then."),
        ('2020-10-01 note = "so far a plan"', "Nothing is reported of it."),
    ],
)
def test_a_thing_without_a_promise(gti: Gti, events: str, answer: str) -> None:
    """What became of it is told all the same, and that nothing was promised, as far as this log knows."""
    assert told(gti, events) == f"{answer} This log has no promise of it."


def test_evidence_has_the_address_of_each_statement(gti: Gti) -> None:
    """That of the event, else of the update, else of the source; in a line of its own row, with the copy."""
    sources = source("page", url="https://page.example/"), source("other", title="Other")
    data = head(*sources) + log()
    data += update('stage = "built", url = "https://event.example/"', day="2020-01-01", url="https://update.example/")
    data += update('stage = "used"', day="2020-02-01", url="https://update.example/", archived="https://copy.example/")
    data += update('note = "seen"', day="2020-03-01") + update('note = "heard"', day="2020-04-01", source="other")

    table = gti("show", "thing", data=data).out.partition("Evidence\n")[2].partition("\n\n")[0].splitlines()[1:]
    said = [line.split("  ") for line in table]
    assert [[cell.strip() for cell in line if cell.strip()][-2:] for line in said] == [
        ["https://event.example/", "-"],
        ["https://update.example/", "https://copy.example/"],
        ["https://page.example/", "-"],
        ["-", "-"],
    ]


def test_an_address_is_a_link_on_a_terminal_and_whole(gti: Gti) -> None:
    """The link leads to the address that is shown; what is no address on the web is shown and not linked."""
    data = head(source("page", url="https://page.example/a"), source("odd", url="https://odd.example/\u202ea")) + log()
    data += update('stage = "built"', day="2020-01-01") + update('stage = "used"', day="2020-02-01", source="odd")
    env = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}

    for width in (40, 60, 140):
        out = gti("show", "thing", data=data, env=env | {"COLUMNS": f"{width}"}).out
        assert "\x1b]8;;https://page.example/a\x1b\\" in out
        assert "]8;;https://odd" not in out
        assert {"https://page.example/a", "https://odd.example/\ufffda"} <= set(CODES.sub("", out).split())


def test_what_stands_in_one_place_names_it_once(gti: Gti) -> None:
    """Where all statements have the same source and address, a terminal tells these before them."""
    out = CODES.sub("", gti("show", "sao-paulo", env={"FORCE_COLOR": "1", "COLUMNS": "100", "TERM": "xterm"}).out)

    evidence = out.partition("Evidence\n")[2].partition("\n\n")[0]
    assert evidence.count("https://www.kaspersky.com/") == 1
    assert evidence.index("https://") < evidence.index("13 Nov 2019") < evidence.index("17 Nov 2020")


@pytest.mark.parametrize(("publisher", "called"), [("Daily", "Daily"), ("A House", "Daily, A House")])
def test_a_source_and_who_publishes_it(gti: Gti, publisher: str, called: str) -> None:
    """Both are named; a paper that publishes itself is named once. In a calendar, too."""
    data = head(source("page", title="Daily", publisher=publisher)) + log('2020-01-01 stage = "used", target = "2035"')

    told = gti("show", "thing", data=data).out.partition("Evidence\n")[2].splitlines()[1]
    assert re.split("  +", told)[2] == called
    calendar = gti("promises", "-f", "ics", "--as-of", "2020-02-01", data=data).out.replace("\r\n ", "")
    assert f"Source: {called}, 1 Jan 2020".replace(",", "\\,") in calendar


def test_the_evidence_of_a_goal_is_what_it_counts(gti: Gti) -> None:
    """Each thing that was counted, and each public count of it, in the order of the log; and nothing else."""
    data = HEAD + item("centers", "rome") + item("centers", "oslo")
    data += item("goals", "two", name="Two centers", count={"kind": "center", "stage": "open"}, at_least=2)
    data += update('item = "two", stage = "reached", target = "2020"', day="2020-01-01")
    data += update('item = "rome", stage = "open"', 'item = "oslo", stage = "announced"', day="2020-02-01")
    data += update(day="2020-03-01", counts=f"{count('open', 2)}, {count('announced', 3)}")
    data += update('item = "oslo", stage = "announced"', day="2020-04-01")

    shown = json.loads(gti("show", "two", "--json", data=data).out)
    assert [row["date"] for row in shown["updates"]] == ["2020-01-01", "2020-02-01", "2020-03-01"]
    lines = gti("show", "two", data=data).out.partition("Evidence\n")[2].partition("\n\n")[0].splitlines()[1:]
    assert [line.split("  ")[1].strip() for line in lines] == ["to be reached in 2020", "Rome open", "2 centers open"]
    assert all(earlier < later for earlier, later in pairwise(lines))
