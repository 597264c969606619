"""Dates as real statements and registers word them are read as a careful reader reads them."""

from datetime import date
from typing import Any

import pytest

from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import Context, parse
from tests.dates import EXAMPLES, LAST_DAYS
from tests.make import ROME, dataset, problems, toml, update


def outcome(wording: str, context: Context) -> list[str]:
    """What becomes of a wording, in the words of the list."""
    try:
        phrase = parse(wording, context)
    except PhraseError as error:
        return ["floor" if error.key == "not_before" else "refused", "-", "-"]
    days = (phrase.span.earliest, phrase.span.latest, phrase.firm)
    return [str(day or "-") for day in days] if any(days) else ["undated", "-", "-"]


@pytest.mark.parametrize(("published", "key", "wording", "earliest", "latest", "firm"), EXAMPLES)
def test_a_wording_is_read_as_it_was_meant(
    published: str, key: Use, wording: str, earliest: str, latest: str, firm: str
) -> None:
    """Each wording of the list has the days that it is to be read as, or is refused where that is wanted."""
    context = Context(date.fromisoformat(published), key)

    assert outcome(wording, context) == [earliest, latest, firm]


@pytest.mark.parametrize(("published", "key", "wording", "earliest"), [line[:4] for line in EXAMPLES])
def test_a_wording_is_read_in_a_file(published: str, key: Use, wording: str, earliest: str) -> None:
    """Under its key in an update of its day it means the same as by itself, or is refused at its place."""
    tables = ROME + update(f'item = "rome", stage = "open", {key} = {toml(wording)}', day=published)

    if earliest in ("refused", "floor"):
        assert [(problem.place, problem.code) for problem in problems(tables)] == [
            (f"updates[0].events[0].{key}", "date-phrase")
        ]
    else:
        (event,) = dataset(tables).updates[0].events
        assert getattr(event, key) == parse(wording, Context(date.fromisoformat(published), key))


@pytest.mark.parametrize("example", [line for line in EXAMPLES if line[3] in ("refused", "floor")])
def test_a_wording_that_is_refused_is_answered(example: list[Any]) -> None:
    """What the message offers is read in the same place; a floor is read in `not_before`."""
    context = Context(date.fromisoformat(example[0]), example[1])

    with pytest.raises(PhraseError) as caught:
        parse(example[2], context)

    assert caught.value.offers
    assert all(parse(offer, context) for offer in caught.value.offers)
    if example[3] == "floor":
        assert f'write not_before = "{example[2]}"' in str(caught.value)
        assert parse(example[2], Context(context.day, "not_before")).floor


@pytest.mark.parametrize(("wording", "day"), [line for line in LAST_DAYS if len(line) == 2])
@pytest.mark.parametrize("context", [Context(), Context(use="target"), Context(date(2012, 1, 1), "target")])
def test_the_last_day_that_a_reader_means(wording: str, day: str, context: Context) -> None:
    """It is the latest day of the phrase, or the firm one, and no day of publication is needed to tell."""
    phrase = parse(wording, context)

    assert date.fromisoformat(day) in (phrase.span.latest, phrase.firm)
    assert phrase.said is None


def test_nine_of_ten_last_days_are_met() -> None:
    """The rest is read as well, to another day, for a reason that is given."""
    others = [line for line in LAST_DAYS if len(line) > 2]

    assert len(others) <= len(LAST_DAYS) / 10
    assert all(parse(wording).span.latest for wording, *_ in others)
