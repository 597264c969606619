"""The dates of a file are read where they stand: by their update's day, their key, and the file's conventions."""

import json
from datetime import date

import pytest

from gti_cli.dataset.read import load
from gti_cli.dates.phrase import Floor
from gti_cli.ledger.check import check_content
from tests.conftest import Gti
from tests.make import HEAD, LEAST, PAID, ROME, figure, update

FISCAL = 'fiscal_year = { begins = "April", named_by = "start" }'


def conventions(*lines: str) -> str:
    """A head whose file reads dates by these lines."""
    return HEAD + "[conventions]\n" + "".join(f"{line}\n" for line in lines)


def told(text: str) -> list[str]:
    """The place and the code of each finding, a day after the updates."""
    return [
        f"{'.'.join(map(str, finding.problem.path))} {finding.problem.code}"
        for finding in check_content(text.encode(), "test.toml", date(2026, 1, 1))
    ]


def target(text: str) -> tuple[str, str | None, str | None]:
    """How the only promise of a file was read: the phrase that stands by itself, and what it was read from and by."""
    (said,) = load(text.encode(), "test.toml").updates[0].events
    assert said.target
    return said.target.text, said.target.said, said.target.convention


def promise(phrase: str, day: str = "2019-05-01") -> str:
    """An update that promises a stage in these words."""
    return ROME + update(f'item = "rome", stage = "open", target = "{phrase}"', day=day)


def test_a_phrase_leans_on_the_day_of_its_own_update() -> None:
    """The same words in two updates are two dates, and neither is that of the day on which the file is read."""
    events = 'item = "rome", stage = "open", target = "by the end of this year"'
    text = HEAD + ROME + update(events, day="2019-05-01") + update(events, day="2021-02-01")

    read = [update_.events[0].target for update_ in load(text.encode(), "test.toml").updates]

    assert [phrase and phrase.text for phrase in read] == ["by the end of 2019", "by the end of 2021"]
    assert [phrase and phrase.span.latest for phrase in read] == [date(2019, 12, 31), date(2021, 12, 31)]


def test_the_key_tells_which_way_a_phrase_leans() -> None:
    """A month without its year is the next one in a promise, and the last one in a report."""
    promised = 'item = "rome", stage = "open", target = "March", not_before = "March", stated = "March"'
    reported = 'item = "rome", stage = "open", when = "March"'
    paid = figure(5, 'when = "March", since = "March"')
    text = HEAD + ROME + PAID + update(promised, reported, figures=paid, day="2019-05-01")
    (said,) = load(text.encode(), "test.toml").updates
    (promise_, report), (number,) = said.events, said.figures

    ahead = (promise_.target, promise_.not_before)
    back = (promise_.stated, report.when, number.when, number.since)
    assert [phrase and phrase.text for phrase in ahead] == ["March 2020"] * 2
    assert [phrase and phrase.text for phrase in back] == ["March 2019"] * 4
    assert promise_.not_before
    assert promise_.not_before.floor == Floor(date(2020, 3, 1), date(2020, 3, 1))


def test_a_convention_is_that_of_the_whole_file() -> None:
    """It is read first wherever it stands, and named by what was read with it."""
    text, said, convention = target(conventions(FISCAL) + promise("FY2020"))

    assert (text, said) == ("FY2020", None)
    assert convention == FISCAL
    assert target(HEAD + promise("FY2020") + f"[conventions]\n{FISCAL}\n")[2] == FISCAL


def test_words_of_the_file_are_read_as_it_says() -> None:
    """A word that the file explains is read as what it stands for, inside other phrases as well."""
    head = conventions('phrases = { "the summit" = "12 December 2023" }')

    assert load((head + promise("by the summit")).encode(), "test.toml").updates[0].events[
        0
    ].target.span.latest == date(2023, 12, 12)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "findings"),
    [
        ("conventions = 5", ["conventions wrong-type"]),
        ("[conventions]\norder = 'day'", ["conventions.order unknown-word"]),
        ("[conventions]\nfiscal_year = { begins = 'April' }", ["conventions.fiscal_year missing-key"]),
        ("[conventions]\nphrases = { launch = 'whenever' }", ["conventions.phrases.launch date-phrase"]),
        ("[conventions]\nhemispere = 'north'", ["conventions.hemispere unknown-key"]),
    ],
)
def test_wrong_conventions_are_told_at_their_place(written: str, findings: list[str]) -> None:
    """A file with a convention that cannot be is refused for it, and for nothing that follows from it."""
    above, _, head = HEAD.partition("\n[initiative]")
    text = f"{above}\n{written}\n[initiative]{head}{promise('2020')}"

    assert told(text) == findings


def test_a_wrong_file_still_has_every_refused_phrase_told() -> None:
    """Whatever else is wrong, each phrase is read as far as its place allows."""
    text = HEAD + ROME + 'aliases = 5\n[[metrics]]\nid = "m"\nname = "M"\nphase = "work"\nsince = "soon"\n'
    text += update('item = "rome", stage = "open", target = "by Diwali"', 'item = 5, when = "sooner"')
    text += (
        '[[updates]]\ndate = "2020"\ntitle = "T"\nsource = "page"\nevents = [{ item = "rome", when = "March" }, 5]\n'
    )

    codes = told(text)

    assert {"metrics.0.since date-phrase", "updates.0.events.0.target date-phrase"} <= set(codes)
    assert {"updates.1.date wrong-type", "updates.1.events.0.when date-phrase"} <= set(codes)


@pytest.mark.parametrize("phrase", ["2011-12", "2021/2022"])
def test_what_may_be_a_fiscal_year_is_warned_of(phrase: str) -> None:
    """Without a convention it is a month, or two years; that another reader may take it for less or more is told."""
    assert told(LEAST + promise(phrase, day="2010-05-01")) == ["updates.0.events.0.target doubtful-date"]
    assert "updates.0.events.0.target date-phrase" in told(conventions(FISCAL) + promise(phrase, day="2010-05-01"))


def test_whatever_key_a_doubtful_date_has_it_is_warned_of() -> None:
    """What is warned of in a target is warned of in every other key of an update that has a date."""
    promised = 'item = "rome", stage = "open", target = "2011-12", not_before = "2011-12", stated = "2011-12"'
    paid = figure(5, 'when = "2011-12", since = "2011-12"')
    text = LEAST + ROME + PAID + update(promised, 'item = "rome", note = "N", when = "2011-12"', figures=paid)

    assert [line for line in told(text) if line.endswith("doubtful-date")] == [
        *(f"updates.0.events.0.{key} doubtful-date" for key in ("target", "not_before", "stated")),
        "updates.0.events.1.when doubtful-date",
        *(f"updates.0.figures.0.{key} doubtful-date" for key in ("when", "since")),
    ]


def test_a_verdict_that_rests_on_a_convention_says_so(gti: Gti) -> None:
    """`show`, the report and JSON name the line by which a date was read."""
    data = conventions(FISCAL) + promise("by the end of FY2020")
    (row,) = json.loads(gti("promises", "--json", data=data).out)

    assert row["target"]["convention"] == FISCAL
    for line in (("show", "rome"), ("report", "--format", "markdown")):
        assert f"read by {FISCAL}" in gti(*line, data=data).out.replace("\\", ""), line


def test_what_a_source_said_stands_beside_what_it_was_read_as(gti: Gti) -> None:
    """A phrase that leans on a day is shown as one that does not, with the words where there is room."""
    data = HEAD + promise("later this year")
    (row,) = json.loads(gti("promises", "--json", data=data).out)

    assert (row["target"]["text"], row["target"]["said"]) == ("1 May 2019 to 31 December 2019", "later this year")
    assert "“later this year”" in gti("show", "rome", data=data).out
    assert "“later this year”" in gti("timeline", data=data).out
