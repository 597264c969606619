"""The emulator by itself: what it finds on a screen, and what it does not take for found."""

import pytest

from tests.emulator import Block, Cell, missing, shown

FOLDED = """
  Name             Reached
  ● Zurich         13 Nov 2018
  ● Capacity       May – 17
    building for   Nov 2020
    partners
  ● Donaudampfsch  by 2019
    iff
""".strip("\n").split("\n")


@pytest.mark.parametrize(
    "blocks",
    [
        [("Zurich", "13 Nov 2018")],
        [(Cell("Zurich"),), (Cell("Capacity building for partners"), "May – 17 Nov 2020"), ("Donaudampfschiff",)],
        [("building",), ("Donaudampfschiff", "by 2019")],
    ],
)
def test_what_is_there(blocks: list[Block]) -> None:
    """A text goes on in its column, between words and in a word that fills it; blocks follow one another."""
    assert missing(FOLDED, blocks) is None


@pytest.mark.parametrize(
    "blocks",
    [
        [("Zurich", "13 Nov 2018", "2018")],
        [("Zurich", "by 2019"), ("Capacity",)],
        [("Capacity",), ("Zurich",)],
        [("Zurich 13 Nov 2018",)],
        [("Capacity building partners",)],
        [("Capacity Nov 2020",)],
        [("Donau",)],
        [("rich",)],
        [(Cell("Nov 2018"),)],
        [("Capacity buil",)],
    ],
)
def test_what_is_not_there(blocks: list[Block]) -> None:
    """No text counts twice, for another row, in another order, across columns, with gaps, or as a part of a word."""
    assert missing(FOLDED, blocks)


@pytest.mark.parametrize(
    ("written", "overflows"),
    [("x" * 10, 0), ("x" * 11, 1), ("東京東京東", 0), ("x東京東京東", 1), ("e\u0301" * 10, 0), ("a\u200db" * 5, 0)],
)
def test_what_does_not_fit(written: str, overflows: int) -> None:
    """A line may be as wide as the terminal, where a wide sign has two columns and an accent none."""
    assert len(shown(f"{written}\r\n".encode(), 10).overflows) == overflows


def test_a_terminal_left_in_disorder() -> None:
    """A hidden cursor or a colour that goes on is noticed."""
    assert shown(b"\x1b[31mred\x1b[0m", 10).is_as_it_was()
    assert not shown(b"\x1b[31mred", 10).is_as_it_was()
    assert not shown(b"\x1b[?25lhidden", 10).is_as_it_was()
