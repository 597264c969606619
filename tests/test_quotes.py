"""`gti check --sources FOLDER`: every quote stands in a saved text of its source, or is told at its place."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dataset.quotes import SavedTexts, bare, stands_in
from tests.conftest import Answer, Gti
from tests.make import LEAST, item, update

Save = Callable[..., None]
QUOTE = "We'll open a center - “São Paulo” - in 2020"


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Writes saved texts into the folder `texts`, which is made for them."""

    def write(**texts: str | bytes) -> None:
        (tmp_path / "texts").mkdir(exist_ok=True)
        for name, text in texts.items():
            file = tmp_path / "texts" / name.replace("__", ".").replace("_", "-")
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    return write


def quoting(quote: str, day: str = "2019-04-01") -> str:
    """An update with a quote, about a milestone."""
    return update('stage = "announced"', day=day, quote=quote)


@pytest.fixture
def check(gti: Gti, tmp_path: Path) -> Callable[..., Answer]:
    """Checks a dataset of a milestone and updates, with the quotes in it held against the folder `texts`."""

    def run(updates: str, *words: str) -> Answer:
        (tmp_path / "a.toml").write_text(LEAST + item("milestones") + updates, encoding="utf-8")
        return gti("check", "a.toml", "--sources", "texts", *words)

    return run


Check = Callable[..., Answer]


def test_a_quote_that_stands_there(save: Save, check: Check) -> None:
    """Where every quote stands in the text of its source, nothing is said, not even with `--strict`."""
    save(page__txt=f"Before. {QUOTE}, we hope. After.")

    assert check(quoting(QUOTE), "--strict") == Answer(code=0, out="", err="")


def test_a_quote_that_does_not(save: Save, check: Check) -> None:
    """A quote that the text does not have is a warning at its place; what was left out of it may be anything."""
    save(page__txt="We may open a center.")
    answer = check(quoting("We will open"), "--json")

    (row,) = json.loads(answer.out)
    assert (row["severity"], row["code"], row["path"]) == ("warning", "quote-not-found", "updates[0].quote")
    assert row["message"] == '"We will open" does not stand in page.txt'
    assert (answer.code, check(quoting("We will open"), "--strict").code) == (0, 1)


def test_the_quote_of_an_event(save: Save, check: Check) -> None:
    """The quotes of events are looked up like that of their update, each at its own place."""
    save(page__txt="One. Two.")
    both = update('stage = "announced", quote = "One."', 'note = "N", quote = "Three."', quote="Two.")
    told = check(both + update('note = "N", quote = "Four."'), "--json")

    assert [row["path"] for row in json.loads(told.out)] == ["updates[0].events[1].quote", "updates[1].events[0].quote"]


@pytest.mark.parametrize("name", ["page__txt", "page__html", "page__md", "2019_04_01__txt", "2019_04_01__md"])
def test_how_a_text_is_named(save: Save, check: Check, name: str) -> None:
    """A text is that of a source, or of one update, by its name; any of them may have the quote."""
    save(**{name: QUOTE})

    assert check(quoting(QUOTE), "--strict").code == 0
    assert check(quoting("Something else"), "--strict").code == 1


def test_several_texts(save: Save, check: Check) -> None:
    """A quote may stand in any of its texts, and where it stands in none, all are named."""
    save(page__html=f"<p>{QUOTE}</p>", page__txt="", **{"2019_04_01__md": "*Something* else"})

    assert check(quoting(QUOTE), "--strict").code == check(quoting("Something else"), "--strict").code == 0
    assert "does not stand in 2019-04-01.md, page.txt or page.html;" in check(quoting("Nothing")).out


def test_without_a_text(save: Save, check: Check) -> None:
    """Quotes of which no text is saved are not judged, nor are those of an update with a text by another id."""
    save(other__txt="", **{"2019_04_01_2__txt": "", "page__pdf": ""})

    assert check(quoting(QUOTE), "--strict").out == ""
    assert "2019-04-01-2.txt" in check(quoting(QUOTE) + quoting(QUOTE)).out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page__txt", 'We’ll  open\r\na center – "São\u00a0Paulo" – in\t2020'),
        ("page__txt", "We\u2018ll open a cen\u00adter \u2014 «Sa\u0303o Paulo» \u2014 in \u200b2020"),
        ("page__txt", b"\xef\xbb\xbf" + QUOTE.encode()),
        ("page__txt", "We'll open a center - \x93São Paulo\x94 - in 2020".encode("latin-1")),
        (
            "page__html",
            "We&rsquo;ll <a href='x'>open</a> a center &ndash; &ldquo;S&atilde;o Paulo”<br>- in <b>2020</b>",
        ),
        ("page__html", "We'll open<!-- not --> a center<script>if (a < b) c()</script> - “São Paulo” - in 2020"),
        ("page__html", "<HEAD><title>T</title></HEAD>We'll open a center <style>p {}</style>- “São Paulo” - in 2020"),
        ("page__md", "We'll *open* a __center__ - [“São Paulo”](https://a.org/b_c) - in\n> `2020`"),
        ("page__md", "We'll open a <b>center</b> \\- “São Paulo” - in 2020"),
    ],
)
def test_what_makes_no_difference(save: Save, check: Check, name: str, text: str | bytes) -> None:
    """Spaces, the kinds of quotation marks and dashes, markup and encodings are passed over."""
    save(**{name: text})

    assert check(quoting(QUOTE), "--strict").out == ""


@pytest.mark.parametrize("text", ["Well open a center - “São Paulo” - in 2020", QUOTE.upper(), QUOTE[:-1]])
def test_what_makes_a_difference(save: Save, check: Check, text: str) -> None:
    """A letter, capital or not, or a mark more or less is another quote."""
    save(page__txt=text)

    assert "[quote-not-found]" in check(quoting(QUOTE)).out


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("We open … in 2020", True),
        ("We open [...] in 2020", True),
        ("… a center in [São Paulo", False),
        ("We open [in 2020]", False),
        ("...in 2020...", True),
        ("in 2020 … We open", False),
    ],
)
def test_words_left_out(quote: str, stands: bool) -> None:
    """Three dots, in brackets or not, stand for any words; what is before and after them stands in that order."""
    assert stands_in(quote, bare("We open a center in 2020. A second one follows.")) == stands


@settings(database=None, deadline=None, max_examples=100)
@given(st.text(), st.text(), st.text())
def test_a_part_of_a_text_stands_in_it(before: str, quote: str, after: str) -> None:
    """Whatever a text is, a part of it is found there."""
    assert stands_in(quote, bare(f"{before} {quote} {after}"))


def test_errors_come_first(save: Save, gti: Gti, tmp_path: Path) -> None:
    """Quotes of a file that cannot be used are not looked up."""
    save(page__txt="")
    (tmp_path / "a.toml").write_text(LEAST + quoting(QUOTE), encoding="utf-8")

    assert [row["code"] for row in json.loads(gti("check", "a.toml", "--sources", "texts", "--json").out)] == [
        "unknown-item"
    ]


def test_findings_are_told_with_the_others_in_file_order(save: Save, check: Check) -> None:
    """What is not found stands among the other warnings."""
    save(page__txt="")
    rows = json.loads(check(quoting(QUOTE) + quoting(QUOTE, "2019-03-01"), "--json").out)

    assert [row["code"] for row in rows] == ["quote-not-found", "date-order", "quote-not-found"]


def test_a_folder_that_cannot_be_read(save: Save, check: Check, tmp_path: Path) -> None:
    """Without the folder, or where a text in it is none, that is said, and nothing is checked."""
    assert check(quoting(QUOTE)) == Answer(
        code=1, out="", err="Error: texts cannot be read: No such file or directory\n"
    )

    (tmp_path / "texts" / "page.txt").mkdir(parents=True)
    assert check(quoting(QUOTE)).err.startswith("Error: texts/page.txt cannot be read: ")


def test_what_nothing_was_saved_for_is_told(save: Save, check: Check) -> None:
    """A quote that could not be looked up is not taken for proven: how many there are is said, and of which source."""
    save(auditor__txt=QUOTE)

    assert check(quoting(QUOTE)) == Answer(0, "", "texts has no text of page: 1 quote was not looked up\n")
    assert check(quoting(QUOTE) * 2).err == "texts has no text of page: 2 quotes were not looked up\n"


def test_a_text_that_is_too_large(save: Save, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved text may have as many bytes as a dataset; more than that would fill the memory."""
    monkeypatch.setenv("GTI_MAX_SIZE", "0.01")
    save(page__txt="x" * 10_486)

    assert check(quoting(QUOTE)).err == (
        "Error: texts/page.txt has more than the 0.01 megabytes that are read; "
        "to read it all the same, set GTI_MAX_SIZE to more megabytes\n"
    )


def test_a_text_is_read_once(save: Save, tmp_path: Path) -> None:
    """However many quotes are looked up in a saved text, it is read for the first of them alone."""
    save(page__txt="We open soon.")
    texts = SavedTexts(tmp_path / "texts")

    assert texts.has("page.txt", "We open")
    (tmp_path / "texts" / "page.txt").unlink()
    assert texts.has("page.txt", "soon")
    assert not texts.has("page.txt", "late")
