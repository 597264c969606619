"""Wild files: whatever is in them, gti answers, or says where they are wrong; `benchmarks/fuzz.py` tries many more."""

import gc
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

import pytest

from tests.laws import dataset_of, hold, hold_all, hold_import, hold_init, hold_one, hold_record
from tests.questions import Question
from tests.wild import MAKERS, MONSTERS

slow = pytest.mark.slow
ROUNDS = [range(2), pytest.param(range(2, 60), marks=slow)]
LARGE = 5000
"""So many bytes have the smaller ones of the files of which the time is taken."""


@pytest.mark.parametrize("numbers", ROUNDS, ids=["few", "many"])
@pytest.mark.parametrize("kind", MAKERS)
def test_a_wild_file_is_answered_or_told_what_is_wrong(tmp_path: Path, kind: str, numbers: range) -> None:
    """A file of any content exits 0 or 1, in the form of the format, with nothing that a terminal would obey.

    It exits 1 exactly where `gti check` finds an error; each error stands at a place and a path that the file has.
    """
    for number in numbers:
        chance = Random(f"{kind}/{number}")
        hold(MAKERS[kind](chance), tmp_path / "wild.toml", chance)


@slow
@pytest.mark.parametrize("kind", ["hostile", "misshapen"])
def test_every_question_about_a_wild_file(tmp_path: Path, kind: str) -> None:
    """What holds of some answers holds of every command in every format and on every kind of screen."""
    for number in range(4):
        chance = Random(f"all/{kind}/{number}")
        hold_all(MAKERS[kind](chance), tmp_path / "wild.toml", chance)


@pytest.mark.parametrize("numbers", ROUNDS, ids=["few", "many"])
@pytest.mark.parametrize("writing", [hold_record, hold_init, hold_import])
def test_what_is_written_is_right(tmp_path: Path, writing: Callable[[Random, Path], None], numbers: range) -> None:
    """Whatever gti is given to record or to name, it writes a file that is right, or leaves what was there."""
    for number in numbers:
        writing(Random(number), tmp_path)


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_answered(tmp_path: Path, name: str) -> None:
    """A file that is large in one respect is a file like any other."""
    hold(MONSTERS[name](15), tmp_path / "wild.toml", Random(name))


STAGES = ("stages", "stages that are all reached")
"""The monsters whose every stage is held against every other one."""


@slow
@pytest.mark.parametrize("name", [name for name in MONSTERS if name not in STAGES])
def test_what_a_monster_takes_grows_with_its_size(tmp_path: Path, name: str) -> None:
    """To check or to show a file that is four times as large takes about four times as long, and not sixteen times.

    Only the stages of an item are each held against every other one; two thousand are answered below.
    """
    scale = max(1, len(MONSTERS[name](1000)) // 1000)
    small, large = (MONSTERS[name](size * LARGE // scale) for size in (1, 4))

    for question in (CHECKED, SHOWN):
        assert _taken(large, question, tmp_path) < 9 * _taken(small, question, tmp_path) + FLOOR


CHECKED, SHOWN = Question(("check",), "json"), Question(("items",), "json")
FLOOR = 0.2
"""Seconds of computing that are not measured: below it, what a command takes at the least counts more than the file."""


def _taken(content: bytes, question: Question, folder: Path) -> float:
    """The seconds of computing that an answer takes, and the laws with it.

    As in a run of gti, nobody looks for garbage meanwhile: there is that of all the tests before.
    """
    file = folder / "wild.toml"
    file.write_bytes(content)
    is_right = dataset_of(content) is not None
    gc.disable()
    try:
        begin = process_time()
        hold_one(question, file, content, is_right=is_right)
        return process_time() - begin
    finally:
        gc.enable()


@slow
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("lists in lists", 300_000),
        ("tables in tables", 100_000),
        ("a long summary", 500_000),
        ("a long key", 10**6),
        ("a long line of events", 5000),
        ("items that are not known", 10_000),
        ("updates on one day", 10_000),
        ("statements of one item", 5000),
        ("promises that move", 5000),
        ("counts that differ", 5000),
        ("stages", 2000),
        ("stages that are all reached", 2000),
    ],
)
def test_the_largest_monsters_are_answered(tmp_path: Path, name: str, size: int) -> None:
    """A megabyte on one line, countless brackets, ten thousand problems or updates: every answer comes to an end."""
    for question in (CHECKED, SHOWN):
        _taken(MONSTERS[name](size), question, tmp_path)
