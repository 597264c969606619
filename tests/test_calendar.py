"""`gti promises --format ics`: every deadline ahead as an entry of a calendar, and nothing else."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import calendar, promises
from tests.conftest import BUNDLED, first
from tests.hostile import hostile
from tests.kind_logs import days_asked, files
from tests.make import HEAD, PAGE, head, item, log, source, toml, update
from tests.questions import run
from tests.readers import events, reader

Asked = Callable[..., str]
MADE = '2020-01-01 stage = "built", target = "2021"'
MOVED = '2020-06-01 stage = "built", target = "early 2022"'


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """The calendar that gti gives of the tables of a dataset, in the bytes of a standard that counts them."""

    def ask(tables: str | None, *words: str, begin: str = HEAD) -> str:
        file = tmp_path / "asked.toml"
        file.write_text(begin + tables if tables is not None else BUNDLED.read_text("utf-8"), encoding="utf-8")
        answer = run("promises", "--data", str(file), "--format", "ics", *words)
        assert answer.code == 0
        return answer.out

    return ask


AHEAD = {
    "made": (log(MADE), "2021-12-31"),
    "moved": (log(MADE, MOVED), "2022-06-30"),
    "brought forward": (log(MADE, '2020-02-01 stage = "built", target = "by August 2020"'), "2020-08-31"),
    "missed, and promised anew": (
        log('2019-01-01 stage = "built", target = "2019"', '2020-03-01 stage = "built", target = "2021"'),
        "2021-12-31",
    ),
    "after something that came": (
        item("reviews", "approval")
        + log(
            '2020-01-01 stage = "built", after = "approval.completed", within = "6 months"',
            '2020-02-01 item = "approval", stage = "completed", when = "2020-01-31"',
        ),
        "2020-07-31",
    ),
    "no word since, and a later date": (log('2019-01-01 stage = "built", target = "2019"', MOVED), "2022-06-30"),
}
NOT_AHEAD = {
    "reached": log(MADE, '2020-06-01 stage = "built"'),
    "given up": log(MADE, '2020-06-01 stage = "withdrawn"'),
    "passed": log('2020-01-01 stage = "built", target = "May 2020"'),
    "never dated": log('2020-01-01 stage = "built", target = "undated"'),
    "put off without a date": log(MADE, '2020-06-01 stage = "built", target = "postponed"'),
    "a floor": log('2020-01-01 stage = "built", not_before = "2022"'),
    "reported and denied": log(
        MADE, '2020-02-01@auditor stage = "built"', '2020-03-01 stage = "built", not_yet = true'
    ),
    "made later": log('2020-10-01 stage = "built", target = "2021"'),
}


@pytest.mark.parametrize(("tables", "day"), AHEAD.values(), ids=AHEAD)
def test_a_deadline_ahead_is_an_entry_on_its_last_day(asked: Asked, tables: str, day: str) -> None:
    """Whatever became of earlier dates, a promise that waits for its newest one has one entry, on its last day."""
    (event,) = events(asked(tables, "--as-of", "2020-07-01"))

    assert event["DTSTART"] == day.replace("-", "")
    assert event["UID"] == "initiative.thing.built"


@pytest.mark.parametrize("tables", NOT_AHEAD.values(), ids=NOT_AHEAD)
def test_what_waits_for_no_date_is_no_entry(asked: Asked, tables: str) -> None:
    """What has come, was given up, has passed or has no date is not in the calendar."""
    assert events(asked(tables, "--as-of", "2020-07-01")) == []


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.data())
def test_entries_are_the_deadlines_ahead(file: dict[str, object], data: st.DataObject) -> None:
    """There is one entry for each deadline that is pending by its newest date, none before the day, none twice."""
    day = data.draw(days_asked(file))
    ledger = Ledger(load(tomli_w.dumps(file).encode(), "test.toml"), day)

    found = calendar.entries(ledger, promises.ALL, "made")

    pending = [row for row in promises.rows(ledger) if row.newest_verdict == "pending" and row.bound == "by"]
    assert [entry.id for entry in found] == [f"{ledger.dataset.initiative.id}.{row.id}" for row in pending]
    assert len({entry.id for entry in found}) == len(found)
    assert all(entry.day >= ledger.clock for entry in found)
    for entry, row in zip(found, pending, strict=True):
        assert entry.day in {said.target.latest for said in row.statements if said.target}


def test_a_calendar_updates_and_does_not_double(asked: Asked) -> None:
    """When the date is moved and the item gets another name, the entry keeps its UID, and its revision grows."""
    renamed = '2020-06-02 set = { name = "Another name" }'
    before, after = (
        events(asked(log(MADE, MOVED, renamed), "--as-of", day))[0] for day in ("2020-05-01", "2020-07-01")
    )

    assert before["UID"] == after["UID"]
    assert before["DTSTART"] < after["DTSTART"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])
    assert after["SUMMARY"] == "Another name, to be built"


def test_promises_of_one_stage_are_told_apart(asked: Asked) -> None:
    """What two parties promise of a stage, and what is promised anew, are entries of their own."""
    by_another = '2020-01-02 stage = "built", target = "2022", by = "A Builder"'
    anew = '2020-01-03 stage = "built", target = "2023", anew = true'
    found = events(asked(log(MADE, by_another, anew), "--as-of", "2020-07-01"))

    assert [event["UID"] for event in found] == [
        "initiative.thing.built",
        "initiative.thing.built@a-builder",
        "initiative.thing.built#2",
    ]


def test_the_same_answer_has_the_same_bytes(asked: Asked) -> None:
    """No clock is in it: an entry is stamped with the day asked about."""
    tables = log(MADE)

    assert asked(tables, "--as-of", "2020-07-01") == asked(tables, "--as-of", "2020-07-01")
    assert events(asked(tables, "--as-of", "2020-07-01"))[0]["DTSTAMP"] == "20200701T000000Z"


def test_the_text_of_an_entry(asked: Asked) -> None:
    """An entry says what was promised, its window, the source's words, the verdict, and where that stands."""
    quoted = f'{MOVED}, said = "early in \'22", quote = "We need longer, sorry.", url = "https://example.org/moved"'
    (event,) = events(asked(log(MADE, quoted), "--as-of", "2020-07-01"))

    assert event["DESCRIPTION"].split("\n") == [
        "Promised: 2021 → early 2022",
        "Window: 1 Jan 2022 – 30 Jun 2022",
        "In its own words: “early in '22”",
        "In its own words: “We need longer, sorry.”",
        "Verdict: slipped, put off, and not due by its newest date",
        "Source: Status page, The Organization, 1 Jun 2020",
        "https://example.org/moved",
    ]
    assert event["URL"] == "https://example.org/moved"


def test_a_window_with_one_end_and_one_day(asked: Asked) -> None:
    """A date without a first day says so, and a single day is told once."""
    other = '2020-01-02 stage = "used", target = "2021-05-04"'
    open_, one = events(asked(log(MADE.replace('"2021"', '"by May 2021"'), other), "--as-of", "2020-07-01"))

    assert "\nWindow: up to 31 May 2021\n" in open_["DESCRIPTION"]
    assert "\nWindow: 4 May 2021\n" in one["DESCRIPTION"]


def test_a_date_that_replaces_a_missed_one(asked: Asked) -> None:
    """Where the first date was missed, the entry says so, and that the newest one is not due."""
    tables = AHEAD["missed, and promised anew"][0]
    (event,) = events(asked(tables, "--as-of", "2020-07-01"))

    assert "\nVerdict: missed, " in event["DESCRIPTION"]
    assert "\nBy its newest date: not yet due\n" in event["DESCRIPTION"]


def test_the_address_is_that_of_the_statement(asked: Asked) -> None:
    """The event's address goes before the update's, that before the source's; where there is none, none is made up."""
    site = source("page", url="https://example.org/source")
    own, whole = ', url = "https://example.org/event"', 'url = "https://example.org/update"\n'
    plain = log(MADE)
    of_update = plain.replace('source = "page"\n', f'source = "page"\n{whole}')

    def addresses(tables: str, *sources: str) -> list[str | None]:
        return [event.get("URL") for event in events(asked(tables, "--as-of", "2020-07-01", begin=head(*sources)))]

    assert addresses(of_update.replace('"2021"', f'"2021"{own}'), site) == ["https://example.org/event"]
    assert addresses(of_update, site) == ["https://example.org/update"]
    assert addresses(plain, site) == ["https://example.org/source"]
    assert addresses(plain, PAGE) == [None]


def test_a_calendar_is_called_like_its_initiative(asked: Asked) -> None:
    """The name of the initiative is that of the calendar, for programs that know the standard and for older ones."""
    written = asked(log(MADE), begin=head(PAGE, name="Roads; bridges"))

    assert "\r\nNAME:Roads\\; bridges: deadlines\r\n" in written
    assert "\r\nX-WR-CALNAME:Roads\\; bridges: deadlines\r\n" in written


def test_lines_are_folded_by_octets(asked: Asked) -> None:
    """No line has more than 75 octets, each ends with CRLF and is text by itself; put together they are the whole."""
    name = "Zürich, 東京; 🏴‍☠️ \\ " * 20 + "end"
    written = asked(log(MADE).replace('name = "Thing"', f"name = {toml(name)}"), "--as-of", "2020-07-01")

    lines = written.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(b"\r" not in line and b"\n" not in line and line.decode() for line in lines[:-1])
    assert lines[-1] == b""
    assert events(written)[0]["SUMMARY"] == f"{name}, to be built"


def test_filters_and_order_hold(asked: Asked) -> None:
    """Of the promises asked for those ahead are there, in the order asked for."""
    tables = item("centers", "rome") + log('2020-01-01 stage = "built", target = "2022"', MADE.replace("built", "used"))
    tables += update('item = "rome", stage = "open", target = "2021"', day="2020-01-02")

    def ids(*words: str) -> list[str]:
        return [
            event["UID"].removeprefix("initiative.") for event in events(asked(tables, "--as-of=2020-07-01", *words))
        ]

    assert ids() == ["thing.built", "thing.used", "rome.open"]
    assert ids("--item", "rome") == ["rome.open"]
    assert ids("--sort", "due") == ["thing.used", "rome.open", "thing.built"]
    assert ids("--due-within", "600") == ["thing.used", "rome.open"]


def test_an_empty_calendar_says_what_was_looked_for(tmp_path: Path) -> None:
    """Where no promise asked for has a date ahead, the calendar is empty, and one sentence says so."""
    file = tmp_path / "asked.toml"
    file.write_text(HEAD + log(MADE, '2020-06-01 stage = "built"'), encoding="utf-8")

    answer = run("promises", "-d", str(file), "--as-of=2020-07-01", "--verdict=kept", "--format=ics")

    assert answer.code == 0
    assert answer.err == "no promise is kept and has a date ahead as of 1 Jul 2020\n"
    assert run("promises", "-d", str(file), "--as-of=2020-07-01", "--verdict=kept", "--json").err == ""
    assert answer.out.startswith("BEGIN:VCALENDAR\r\n")
    assert answer.out.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize("command", first("chart", "timeline", "status", "items"))
def test_no_other_command_gives_a_calendar(command: str) -> None:
    """Elsewhere it is wrong usage, and the one command that has it is named."""
    answer = run(command, "--format", "ics")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("; ics is for promises\n")


def test_a_calendar_is_that_of_one_initiative(tmp_path: Path) -> None:
    """Asked about several, it is wrong usage, since each has a calendar of its own."""
    (tmp_path / "one.toml").write_text(HEAD + log(MADE), encoding="utf-8")

    answer = run("promises", "-d", str(tmp_path / "one.toml"), "-d", str(BUNDLED), "--format", "ics")

    assert (answer.code, answer.out) == (2, "")
    assert "gti promises --format ics" in answer.err


@pytest.mark.slow
@pytest.mark.parametrize("tables", [None, "hostile", *(tables for tables, _ in AHEAD.values())])
def test_a_reader_of_others_finds_the_same(asked: Asked, tables: str | None) -> None:
    """Icalendar reads every entry without an error, with the texts, days and numbers that were written."""
    icalendar = reader("icalendar")
    begin, tables = ("", hostile()) if tables == "hostile" else (HEAD, tables)
    written = asked(tables, "--as-of", "2020-02-15", begin=begin)

    read = icalendar.Calendar.from_ical(written.encode())

    own = events(written)
    assert read["VERSION"] == "2.0"
    assert not read.errors
    assert len(own) == len(read.walk("VEVENT")) == len(read.subcomponents)
    for event, mine in zip(read.walk("VEVENT"), own, strict=True):
        assert not event.errors
        assert [str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION")] == [
            mine[name] for name in ("UID", "SUMMARY", "DESCRIPTION")
        ]
        assert event.decoded("DTSTART") == date.fromisoformat(mine["DTSTART"])
        assert event.decoded("DTSTAMP").isoformat() == "2020-02-15T00:00:00+00:00"
        assert event["SEQUENCE"] == int(mine["SEQUENCE"])
