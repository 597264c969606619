"""A long file that is read some updates at a time gives what the whole gives, or nothing."""

import tracemalloc
from codecs import BOM_UTF8
from random import Random

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st

from gti_cli.dataset.chunks import LENGTH, dataset, pieces
from gti_cli.dataset.model import Dataset
from gti_cli.dataset.phrases import MISSHAPEN
from gti_cli.dataset.read import load, records
from gti_cli.dataset.table import REFUSED
from tests import logs
from tests.conftest import BUNDLED
from tests.make import HEAD, ROME, UPDATE
from tests.wild import MAKERS

EVENT = """
[[updates.events]]
item = "rome"
stage = "open"
"""
BLOCKS = (
    UPDATE,
    UPDATE.replace("News", "Other news") + EVENT,
    UPDATE.replace('"News"', '"""\n[[updates]]\ndate = 2019-11-14\n"""'),
    UPDATE.replace('"News"', "'''\n[[updates]]\n'''"),
    UPDATE.replace("[[updates]]", "[[updates]] # news"),
    UPDATE.replace("[[updates]]", "[[ updates ]]"),
    UPDATE.replace("[[updates]]", ' [["updates"]]'),
    UPDATE.replace("[[updates]]", "[updates]"),
    UPDATE.replace("page", "unknown"),
    UPDATE.replace("date", "day"),
    UPDATE + "url = 3\n",
    UPDATE + 'summary = """\n',
    UPDATE + "events = [\n[[updates]]\n]\n",
    EVENT,
    ROME,
    ROME.replace("rome", "oslo") + 'host = """\n[[updates]]\n"""\n',
    "\nupdates = []\n",
    "\nupdates.date = 2019-11-13\n",
    "\n[stages]\n",
    '\n"""\n',
    "\n'''\n",
    "\n[[updates]]",
    "\n#\r\n[[updates]]\n# [[updates]]\r\n",
    HEAD.replace("format = 1", ""),
    HEAD[HEAD.index("[[sources]]") : HEAD.index("[[phases]]")],
)


def passing(number: int) -> int:
    """The bytes that loading a log of so many updates holds at its peak beside the file and the records that stay."""
    content = logs.dataset(logs.entries(number)).encode()
    tracemalloc.start()
    try:
        loaded = load(content, "log.toml")
        staying, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(loaded.updates) == number
    return peak - staying


def whole(text: str) -> Dataset | None:
    """The dataset of a text that is parsed at once, None where something is wrong in its keys and types."""
    try:
        return records(tomli.loads(text))
    except (*REFUSED, *MISSHAPEN, RecursionError):
        return None


@given(st.lists(st.sampled_from(BLOCKS), max_size=6), st.integers(0, 200))
@example([UPDATE, ROME, UPDATE], 0)
@example([ROME, BLOCKS[2], UPDATE], 0)
@example(["\nupdates = []\n", UPDATE], 0)
@example(["\n[stages]\n", UPDATE, "\n[stages]\n", UPDATE], 0)
def test_what_pieces_give_is_what_the_whole_gives(blocks: list[str], length: int) -> None:
    """Texts with headers inside, tables in two places, lists in brackets: read in pieces, nothing comes out otherwise.

    The blocks may come in any order, so that most of the files are wrong.
    """
    text = "format = 1\n" + "".join((HEAD.replace("format = 1", ""), *blocks))

    assert b"".join(pieces(text.encode(), length)) == text.encode()
    assert dataset(text.encode(), length) in (None, whole(text))


@given(st.lists(st.sampled_from(BLOCKS[:2]), max_size=6), st.integers(0, 200), st.booleans())
def test_an_ordinary_text_is_read_in_pieces(blocks: list[str], length: int, returns: bool) -> None:
    """Where each table but the updates stands in one place, whether before or after them, nothing is read anew."""
    text = "".join((HEAD, *blocks, ROME)).replace("\n", "\r\n" if returns else "\n")

    found = dataset(text.encode(), length)

    assert found is not None
    assert found == whole(text)
    assert len(found.updates) == len(blocks)


@pytest.mark.slow
@pytest.mark.parametrize("length", [0, LENGTH])
@pytest.mark.parametrize("kind", MAKERS)
def test_wild_files_are_the_same_in_pieces(kind: str, length: int) -> None:
    """Of a file of any content, pieces give the dataset of the whole, or none."""
    for number in range(20):
        content = MAKERS[kind](Random(f"pieces/{kind}/{number}")).removeprefix(BOM_UTF8)

        assert dataset(content, length) in (None, whole(content.decode(errors="surrogateescape")))


@pytest.mark.parametrize("length", [0, 1000, LENGTH])
def test_the_datasets_that_people_keep_are_read_in_pieces(length: int) -> None:
    """The bundled one, and a log of many updates."""
    for text in (BUNDLED.read_text(encoding="utf-8"), logs.dataset(logs.entries(300))):
        assert dataset(text.encode(), length) == whole(text) is not None


@pytest.mark.slow
def test_a_log_is_never_all_there_as_parsed_toml() -> None:
    """What is parsed and not yet a record takes no more memory in a log that is four times as long."""
    few, many = passing(1000), passing(4000)

    assert 0 < few < 1_000_000
    assert many < 1.2 * few
