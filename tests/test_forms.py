"""The table of forms: what it lists is what is read, and what the documentation shows."""

import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from gti_cli.dates.forms import FORMS, grammar, vocabulary
from gti_cli.dates.pattern import Reading, Sign, Signs, nexts, trees
from gti_cli.dates.rows import Row
from gti_cli.dates.tokens import CLASSES, DIGITS, plain, split, tokens

KINDS = {row.kind for row in FORMS}
DIGIT_CLASSES = {name for names in DIGITS.values() for name in names}


@pytest.mark.parametrize("row", FORMS, ids=lambda row: f"{row.kind}: {row.forms[:30]}")
def test_a_row_can_be_read(row: Row) -> None:
    """Each way to write a form gives its reading the values that it takes, of classes that there are."""
    for form in row.forms.split(", "):
        for signs in variants(form):
            names = [sign.name for sign in signs if sign.name]
            if row.reading:
                inspect.signature(row.reading).bind(**dict.fromkeys(names))
            assert row.reading or len(names) == 1
            assert len(names) == len(set(names))
            assert {sign.symbol for sign in signs if sign.name} <= KINDS | CLASSES.keys() | DIGIT_CLASSES


def test_no_form_stands_twice() -> None:
    """A way to write something stands in one row alone."""
    written = Counter(
        (row.kind, tuple((sign.symbol, sign.glued) for sign in signs))
        for row in FORMS
        for form in row.forms.split(", ")
        for signs in variants(form)
    )

    assert [form for form, times in written.items() if times > 1] == []


@pytest.mark.parametrize("word", ["by", "november", "quarter", "soon", "..", "the", "–"])
def test_the_vocabulary_has_the_words_of_the_forms(word: str) -> None:
    """Words that stand for themselves and words of a class are known, and no others."""
    assert word in vocabulary()
    assert vocabulary().isdisjoint({"cop", "diwali", "novembr", "x", "?", "~"})


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("by X", ["by X"]),
        ("no|not later", ["no later", "not later"]),
        ("D of MONTH [of] YEAR", ["D of MONTH YEAR", "D of MONTH of YEAR"]),
        ("PART~PERIOD", ["PART PERIOD", "PART- PERIOD", "PART– PERIOD"]),
        ("NN1/NN2/YYYY", ["NN/NN/YYYY"]),
        ("NNst|nd MONTH", ["NNst MONTH", "NNnd MONTH"]),
    ],
)
def test_what_a_form_stands_for(form: str, written: list[str]) -> None:
    """Brackets are for what may be left out, a bar for one sign or another, a tilde for a space or a dash."""

    def text(signs: tuple[Any, ...]) -> str:
        return "".join(f"{'' if sign.glued or not at else ' '}{sign.symbol}" for at, sign in enumerate(signs))

    assert sorted(text(signs) for signs in variants(form)) == sorted(written)


def test_every_form_is_found_sign_by_sign() -> None:
    """Whoever follows the signs of a form through the grammar comes to that form, and nobody to any other."""
    for row in FORMS:
        for form in row.forms.split(", "):
            for signs in variants(form):
                assert (row.kind, row.reading, tuple(sign.name for sign in signs)) in ends_after(signs)
    assert grammar()["nobody"] is None
    assert ends_after([Sign("by", None, glued=False)]) == []


def ends_after(signs: Sequence[Sign]) -> list[tuple[str, Reading, tuple[str | None, ...]]]:
    """The forms that end after these signs: of what, how they are read, and the names of the signs."""
    at: Signs | None = grammar()
    for sign in signs:
        assert at is not None
        at = at[f"+{sign.symbol}" if sign.glued else sign.symbol]
    assert at is not None
    return [(kind, reading, names) for kind, reading, names, _ in at.ends]


def variants(form: str, *, glued: bool = False) -> Iterator[tuple[Sign, ...]]:
    """Every way to write a form out."""
    for sign, rest in nexts(form, glued=glued):
        if sign is None:
            yield ()
        else:
            yield from ((sign, *more) for more in variants(rest, glued=True))


def test_words_are_held_against_the_forms() -> None:
    """All the words must fit; of words that fit in two ways both are found, and of no words none is."""

    def ways(text: str) -> int:
        return len(trees([word for _, word in tokens(split(plain(text)))], grammar(), "STATEMENT"))

    assert ways("2019") == 1
    assert ways("2011-12") == 2
    assert ways("2019 2019") == 0
    assert ways("") == 0
