"""A word that a user types finds what it names in the file, or is answered by the words that come near it."""

from collections.abc import Callable
from functools import partial
from unicodedata import normalize

import pytest

from gti_cli.dataset.ids import Ids, Type
from gti_cli.dataset.model import Dataset
from gti_cli.errors import UsageError
from tests.make import item, problems, update

TABLES = (
    item("centers", "rome", aliases=["roma", "the-eternal-city"])
    + item("milestones", "move")
    + item("metrics", "paid")
    + update(title="Third", day="2019-11-13")
    + update(title="First", day="2019-04-02")
    + update(title="Fourth", day="2019-11-13", source="auditor")
)


def regions(count: int) -> str:
    """So many regions, which end the file."""
    return "".join(item("regions", f"region-{number}") for number in range(1, count + 1))


@pytest.fixture
def ids(dataset: Callable[[str], Dataset]) -> Ids:
    """The ids of a file with a few things of every type."""
    return Ids(dataset(TABLES))


FOUND = [
    ("rome", "item", "rome"),
    ("roma", "item", "rome"),
    ("the-eternal-city", "item", "rome"),
    ("move", "item", "move"),
    ("work", "phase", "work"),
    ("paid", "metric", "paid"),
    ("auditor", "source", "auditor"),
    ("2019-11-13", "update", "2019-11-13"),
    ("2019-11-13-2", "update", "2019-11-13-2"),
    ("2019-04-02", "update", "2019-04-02"),
    ("Rome", "item", "rome"),
    ("ROMA", "item", "rome"),
    ("Paid", "metric", "paid"),
]


@pytest.mark.parametrize(("word", "type_", "id_"), FOUND)
def test_a_word_finds_what_it_names(ids: Ids, word: str, type_: Type, id_: str) -> None:
    """An id finds its thing and an alias the item, in any case, whether or not the type is given."""
    assert ids.find(word) == (type_, id_)
    assert ids.id_of(type_, word) == id_


NAMED = (
    item("centers", "asia", name="Center in Ásia")
    + item("centers", "other", name="Shared")
    + item("milestones", "third", name="shared")
    + item("metrics", "paid", name="Paid out")
    + update('item = "asia", set = { name = "Kuala  Lumpur" }', title="First news", day="2019-01-01")
    + update(title="News", day="2019-02-01")
    + update(title="news", day="2019-03-01")
)


@pytest.mark.parametrize(
    ("word", "type_", "id_"),
    [
        ("kuala lumpur", "item", "asia"),
        ("CENTER IN ÁSIA", "item", "asia"),
        (normalize("NFD", "center in ásia"), "item", "asia"),
        ("paid OUT", "metric", "paid"),
        ("Work", "phase", "work"),
        ("status page", "source", "page"),
        ("first NEWS", "update", "2019-01-01"),
        ("initiative", "initiative", "initiative"),
        ("the initiative", "initiative", "initiative"),
    ],
)
def test_a_name_finds_what_alone_has_it(dataset: Callable[[str], Dataset], word: str, type_: Type, id_: str) -> None:
    """A name, an earlier one too, or a title does for the id, in any case and any Unicode form."""
    ids = Ids(dataset(NAMED))

    assert ids.find(word) == (type_, id_)
    assert ids.id_of(type_, word) == id_


@pytest.mark.parametrize(
    ("word", "types", "having"),
    [("Shared", ("item",), "other and third"), ("NEWS", ("update",), "2019-02-01 and 2019-03-01")],
)
def test_a_name_of_several_is_refused(
    dataset: Callable[[str], Dataset], word: str, types: tuple[Type, ...], having: str
) -> None:
    """A name that several things have is wrong usage, and the message has their ids."""
    ids = Ids(dataset(NAMED))
    asked: list[Callable[[str], object]] = [ids.find, *(partial(ids.id_of, type_) for type_ in types)]
    for ask in asked:
        with pytest.raises(UsageError) as caught:
            ask(word)
        assert str(caught.value) == f'Error: "{word}" is the name of {having}; write one of these ids'


def test_a_name_of_very_many_is_cut(dataset: Callable[[str], Dataset]) -> None:
    """Of very many things with a name twelve are listed, and the others counted."""
    with pytest.raises(UsageError, match="region-12 and 3 more; write"):
        Ids(dataset("".join(item("regions", f"region-{n}", name="Same") for n in range(1, 16)))).find("same")


def test_an_id_goes_before_a_name(dataset: Callable[[str], Dataset]) -> None:
    """Where a thing is called what is the id of another, the id counts; a name of another type does not disturb."""
    ids = Ids(dataset(item("centers", "rome", name="Paid") + item("milestones", "paid", name="Work")))

    assert ids.find("Paid") == ("item", "paid")
    assert ids.id_of("phase", "Work") == "work"
    assert ids.id_of("item", "Work") == "paid"


def test_misspelt_names_are_known(dataset: Callable[[str], Dataset]) -> None:
    """A misspelt name is answered by the name that comes near it, as it is written in the file."""
    with pytest.raises(UsageError, match='did you mean "Center in Ásia"'):
        Ids(dataset(NAMED)).id_of("item", "centre in ásia")


def test_a_file_that_names_a_name_is_told_the_id() -> None:
    """Where an id is missing in a file and the name of one thing stands there, the hint is its id."""
    tables = item("milestones", "move", name="The Great Move") + update('item = "the great move", note = "so"')

    assert [problem.hint for problem in problems(tables)] == ['write "move"']


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("item", ["rome", "roma", "the-eternal-city", "move"]),
        ("phase", ["work"]),
        ("metric", ["paid"]),
        ("source", ["page", "auditor"]),
        ("update", ["2019-04-02", "2019-11-13", "2019-11-13-2"]),
    ],
)
def test_every_word_of_a_type(ids: Ids, type_: Type, words: list[str]) -> None:
    """All words that name something of a type are known, updates in the order of their days."""
    assert list(ids.by_type[type_]) == words


@pytest.mark.parametrize(
    ("word", "type_"), [("rome", "phase"), ("work", "item"), ("2019-11-13-3", "update"), ("", "item")]
)
def test_a_type_finds_only_its_own(ids: Ids, word: str, type_: Type) -> None:
    """A word that names nothing of the type asked for is not found, even where it names something else."""
    with pytest.raises(UsageError, match=f'no {type_} "{word}" in the file'):
        ids.id_of(type_, word)


@pytest.mark.parametrize("word", ["xyz", "rome ", ""])
def test_what_nothing_is_called(ids: Ids, word: str) -> None:
    """A word that names no thing of any type is wrong usage, and the message quotes it."""
    with pytest.raises(UsageError) as caught:
        ids.find(word)

    assert f'nothing in the file has the id "{word}"' in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("word", "near"),
    [("rom", '"rome" or "roma"'), ("Mvoe", '"move"'), ("the-eternal-town", '"the-eternal-city"')],
)
def test_the_nearest_words_are_offered(ids: Ids, word: str, near: str) -> None:
    """A misspelt word is answered by the one or two that come nearest to it, in any case, aliases among them."""
    with pytest.raises(UsageError) as of_type:
        ids.id_of("item", word)
    with pytest.raises(UsageError) as of_any:
        ids.find(word)

    assert f"; did you mean {near}?" in str(of_type.value)
    assert f"; did you mean {near}?" in str(of_any.value)


def test_a_type_offers_only_its_own(ids: Ids) -> None:
    """Where the type is given, nothing of another type is offered or listed."""
    with pytest.raises(UsageError) as caught:
        ids.id_of("phase", "rom")

    assert str(caught.value).splitlines() == ['Error: no phase "rom" in the file', "there is work"]


def test_a_short_list_is_given_whole(ids: Ids) -> None:
    """Few words are listed whole, in the order of their types and of the file, on a line of their own."""
    updates = "2019-04-02, 2019-11-13, 2019-11-13-2"

    with pytest.raises(UsageError) as caught:
        ids.find("xyz")

    assert str(caught.value).splitlines() == [
        'Error: nothing in the file has the id "xyz"',
        f"there is rome, roma, the-eternal-city, move, work, paid, page, auditor, {updates} and initiative",
    ]


@pytest.mark.parametrize(("number", "is_listed"), [(1, True), (12, True), (13, False)])
def test_up_to_twelve_words_are_listed(dataset: Callable[[str], Dataset], number: int, is_listed: bool) -> None:
    """Twelve words are a short list, thirteen are not."""
    with pytest.raises(UsageError) as caught:
        Ids(dataset(regions(number))).id_of("item", "xyz")

    assert ("\nthere is region-1" in str(caught.value)) == is_listed
    assert len(str(caught.value).splitlines()) == 1 + is_listed


def test_a_long_list_still_has_a_question(dataset: Callable[[str], Dataset]) -> None:
    """Where the words are too many to list, those that come near are still asked about."""
    with pytest.raises(UsageError) as caught:
        Ids(dataset(regions(13))).id_of("item", "regoin-7")

    assert str(caught.value).startswith('Error: no item "regoin-7" in the file; did you mean "region-7"')
    assert len(str(caught.value).splitlines()) == 1


def test_where_there_is_nothing_to_list(dataset: Callable[[str], Dataset]) -> None:
    """A file without any metric says only that it has none of that name."""
    with pytest.raises(UsageError) as caught:
        Ids(dataset("")).id_of("metric", "paid")

    assert str(caught.value) == 'Error: no metric "paid" in the file'
