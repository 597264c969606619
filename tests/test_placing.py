"""An update is written where its date belongs: nothing else moves, and nothing that is derived depends on it."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dataset.model import update_ids
from gti_cli.dataset.problems import Problem
from gti_cli.dataset.read import load, read
from gti_cli.ledger.check import check
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items, promises
from gti_cli.write.addition import with_fragment, with_update
from gti_cli.write.placing import before, joined, with_updates
from gti_cli.write.update import NewUpdate
from tests import kind_logs
from tests.conftest import Gti
from tests.make import HEAD, ROME, item, table, toml, update

TODAY = date(2026, 1, 1)
FEW = settings(derandomize=True, deadline=None, max_examples=120)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[str], dict[str, Any]]:
    """A file of every kind of statement, in the pieces that must stay whole, and an update to be put into it.

    The first piece is all that stands before the updates; each other one is an update with the comments that are about
    it. They come with the empty lines between them.
    """
    tables = draw(kind_logs.files())
    *updates, new = tables.pop("updates")
    head = "".join(f"{key} = {toml(value)}\n" for key, value in tables.items())
    return [f"{head}\n", *(draw(a_piece(number, one)) for number, one in enumerate(updates))], new


@st.composite
def a_piece(draw: st.DrawFn, number: int, keys: dict[str, Any]) -> str:
    """An update in some layout."""
    inner = [key for key in ("events", "figures", "counts") if key in keys and draw(st.booleans())]
    text = table("updates", **{key: value for key, value in keys.items() if key not in inner}).lstrip()
    text += "".join(table(f"updates.{key}", **row).lstrip("\n") for key in inner for row in keys[key])
    heading = draw(st.sampled_from(["", "\n# since then\n\n"])) if number else ""
    above = draw(st.sampled_from(["", "# about it\n", "# about it\n# in two lines\n"]))
    below = draw(st.sampled_from(["", "\n", "\n \n", "# [[updates]]\n\n"]))
    return heading + above + text + below


def days_of(content: bytes) -> list[date]:
    """The days of a file's updates, in its order."""
    return [one.date for one in load(content, "own.toml").updates]


def disorder(content: bytes) -> list[tuple[str, str | None]]:
    """What is told of updates that are out of order; without their places, which may move."""
    problems: Sequence[Problem] = [finding.problem for finding in check(read(content, "own.toml"), TODAY)]
    return [(problem.message, problem.hint) for problem in problems if problem.code == "date-order"]


def derived(content: bytes, day: date) -> list[Any]:
    """What follows from a file on a day."""
    ledger = Ledger(load(content, "own.toml"), day)
    return [msgspec.to_builtins(list(view.rows(ledger)), builtin_types=(date,)) for view in (items, promises)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "examples",
    [pytest.param(FEW, id="few"), pytest.param(settings(FEW, max_examples=3000), id="many", marks=pytest.mark.slow)],
)
def test_an_update_stands_where_its_date_belongs(examples: settings) -> None:
    """Whatever the file and the day, the update is put between two pieces of the file, whose bytes all stay.

    No update is out of order that was not before, and what is derived is what it would be with the update at the end.
    """

    @settings(examples)
    @given(layouts(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
    def law(layout: tuple[list[str], dict[str, Any]], line_end: str, mark: str) -> None:
        pieces, new = layout
        new["title"] = "New"
        pieces = [(mark * (not at) + piece).replace("\n", line_end) for at, piece in enumerate(pieces)]
        old, added = "".join(pieces).encode(), table("updates", **new).lstrip()

        grown = with_fragment(old, "own.toml", added.encode(), "new.toml")

        there = days_of(old)
        place = max((at + 1 for at, day in enumerate(there) if day <= new["date"]), default=0)
        assert grown.number == place
        above, below = grown.content.split(added.replace("\n", line_end).encode())
        assert above.split() == "".join(pieces[: place + 1]).encode().split()
        assert old in kept(above, below, line_end.encode())
        assert days_of(grown.content) == [*there[:place], new["date"], *there[place:]]
        assert grown.update == grown.reading.dataset.updates[place]
        assert disorder(grown.content) == disorder(old)
        at_end = joined(old, added)
        for day in (kind_logs.DAYS[0], new["date"], TODAY):
            assert derived(grown.content, day) == derived(at_end, day)
        assert grown.id == update_ids(load(at_end, "own.toml").updates)[-1]

    law()


def kept(above: bytes, below: bytes, line_end: bytes) -> list[bytes]:
    """What may have been there before, where an empty line before or after what is new may be new, too."""
    return [
        begin + end
        for begin in (above, above.removesuffix(line_end), above.removesuffix(line_end * 2))
        for end in (below, below.removeprefix(line_end))
    ]


# By hand

TWO = HEAD + ROME + update(day="2019-01-01") + "# the end of it\n\n# 2020\n" + update(day="2020-01-01")


def recorded(text: str, day: str, *more: str) -> str:
    """A file with an update of a day, and what comes with it."""
    fragment = "".join([update(day=day, title="New").lstrip(), *more])
    return with_fragment(text.encode(), "own.toml", fragment.encode(), "new.toml").content.decode()


def test_comments_stay_with_what_they_are_about() -> None:
    """A comment right below an update stays below it, one above an update, even with an empty line, above that."""
    new = update(day="2019-06-01", title="New").lstrip()

    text = recorded(TWO, "2019-06-01")

    assert text == TWO.replace("# the end of it\n\n", f"# the end of it\n\n{new}\n")


def test_the_first_update_stands_below_what_opens_the_log() -> None:
    """Above all others, an update stands between what is about all of them and what is about the first of them."""
    text = HEAD + ROME + "\n# All that was said\n\n# The first\n" + update(day="2019-01-01").lstrip()
    new = update(day="2018-01-01", title="New").lstrip()

    assert recorded(text, "2018-01-01") == text.replace("# The first\n", f"{new}\n# The first\n")


def test_tables_between_updates_stay() -> None:
    """What is no update stays where it is, and an event that stands below it stays that of its update."""
    event = table("updates.events", item="rome", stage="open")
    text = HEAD + update(day="2019-01-01") + ROME + event + item("regions", "x") + update(day="2020-01-01")

    after = load(recorded(text, "2019-06-01").encode(), "own.toml")

    assert [[one.item for one in found.events] for found in after.updates] == [["rome"], [], []]
    assert [found.date.year for found in after.updates] == [2019, 2019, 2020]


@settings(database=None, deadline=None)
@given(st.lists(st.dates(date(2020, 1, 1), date(2020, 1, 9))), st.dates(date(2019, 12, 31), date(2020, 1, 10)))
def test_how_many_stand_before(days: list[date], day: date) -> None:
    """All up to the last that is not later stand before an update; where they are in order, all that are not later."""
    [count] = before(days, [day])

    assert all(later > day for later in days[count:])
    assert count == 0 or days[count - 1] <= day
    assert before(sorted(days), [day]) == [sum(one <= day for one in days)]


@settings(database=None, deadline=None, max_examples=50)
@given(st.lists(st.dates(date(2018, 1, 1), date(2021, 1, 1)), max_size=6))
def test_several_at_once(days: list[date]) -> None:
    """Several updates that are put into a file at once stand as they do when each is put into it after the other."""
    updates = [(day, update(day=day, title=f"New {number}").lstrip()) for number, day in enumerate(days)]
    one_by_one = TWO.encode()
    for new in updates:
        one_by_one = with_updates(one_by_one, "own.toml", [new])

    at_once = with_updates(TWO.encode(), "own.toml", updates)

    assert load(at_once, "own.toml") == load(one_by_one, "own.toml")
    assert days_of(at_once) == sorted([*days_of(TWO.encode()), *days])


def test_into_a_file_without_updates() -> None:
    """Updates are put at the end of a file that has none, with the items that it has above them."""
    old = (HEAD + ROME).encode()

    grown = with_updates(old, "own.toml", [(date(2020, 1, 1), update(day="2020-01-01").lstrip())])

    assert grown.startswith(old)
    assert days_of(grown) == [date(2020, 1, 1)]


def test_what_is_wrong_is_told_at_places_of_the_file_as_it_is(gti: Gti, tmp_path: Path) -> None:
    """An error in an earlier update has its place in the fragment, and what it clashes with has that of the file."""
    fragment = update(day="2019-06-01").lstrip() + item("centers", "rome")
    file = tmp_path / "own.toml"
    file.write_text(TWO, encoding="utf-8")

    answer = gti("record", "-d", os.fspath(file), "-y", "--from", "-", stdin=fragment.encode())

    line = TWO[: TWO.index('id = "rome"')].count("\n") + 1
    assert answer.err.startswith(f'<stdin>:7:6: error: the id "rome" is taken already at {file}:{line}:6;')
    assert file.read_text(encoding="utf-8") == TWO


# What the preview shows of it


def test_the_preview_is_of_the_update_that_is_new(gti: Gti, tmp_path: Path) -> None:
    """What is told is what the earlier update says, and that it is shown by its own id."""
    file = tmp_path / "own.toml"
    file.write_text(TWO, encoding="utf-8")
    words = ("--date", "2019-01-01", "--source", "page", "--title", "New", "--reached", "rome=open")

    answer = gti("record", "-d", os.fspath(file), "-y", *words)

    assert "What the update of 1 Jan 2019 changes" in answer.err + answer.out
    assert "open by 1 Jan 2019" in answer.out
    assert "gti show 2019-01-01-2 --data" in answer.err
    assert [one.title for one in load(file.read_bytes(), "own.toml").updates] == ["News", "New", "News"]


def test_warnings_of_later_updates_are_no_news(gti: Gti, tmp_path: Path) -> None:
    """What the file was warned of before is not told again because an earlier update moves the later ones."""
    passed = update('item = "rome", stage = "open", target = "2018"', day="2021-01-01")
    out_of_order = update(day="2020-06-01")
    file = tmp_path / "own.toml"
    file.write_text(TWO + passed + out_of_order, encoding="utf-8")
    words = ("--date", "2019-06-01", "--source", "page", "--title", "New")
    assert gti("check", "--strict", os.fspath(file)).out.count("[") >= 2

    answer = gti("record", "-d", os.fspath(file), "-y", *words)

    assert answer.code == 0
    assert answer.err == f"recorded in {file}; gti show 2019-06-01 --data {file} shows it\n"


def test_options_say_an_update_of_an_earlier_day() -> None:
    """A new item stands among its kind and the update that names it where its date belongs."""
    keys = {"date": date(2019, 6, 1), "title": "New", "source": "page"}

    addition = with_update(TWO.encode(), "own.toml", NewUpdate(keys=keys))

    assert addition.number == 1
    assert addition.update.title == "New"
