"""`gti timeline --format atom`: the updates as a feed, an entry each."""

import json

import pytest

from tests.conftest import Gti, first
from tests.hostile import hostile
from tests.make import HEAD, PAGE, count, figure, head, item, source, update
from tests.readers import ATOM, XHTML, entries, feed, reader, told

ROME = item("centers", "rome") + item("metrics", "paid")
ONE = update('item = "rome", stage = "announced"', day="2020-01-01", title="One", url="https://example.org/one")
TWO = update('item = "rome", stage = "open", target = "2021"', day="2020-03-01", title="Two", summary="It opens.")


def ids(text: str) -> list[str]:
    """The ids of the entries of a feed."""
    return [told(entry, "id") for entry in entries(text)]


@pytest.mark.parametrize("data", [None, hostile()], ids=["bundled", "hostile"])
def test_entries_are_the_updates(gti: Gti, data: str | None) -> None:
    """There is an entry for each update, in the order asked for, with its title and day; no id is there twice."""
    for words in ((), ("--reverse",), ("--since", "2020")):
        updates = json.loads(gti("timeline", *words, "--json", data=data).out)
        found = gti("timeline", *words, "--format", "atom", data=data).out

        assert [told(entry, "updated") for entry in entries(found)] == [f"{row['date']}T00:00:00Z" for row in updates]
        assert len(set(ids(found))) == len(updates) > 1
        assert told(feed(found), "updated") == f"{max(row['date'] for row in updates)}T00:00:00Z"


def test_the_parts_that_the_standard_demands(gti: Gti) -> None:
    """The feed and each entry have one id, title, author and day, and an entry without an address has its words."""
    out = gti("timeline", "--format", "atom", data=head(PAGE) + ROME + TWO).out

    for element in (feed(out), *entries(out)):
        assert told(element, "id").startswith("urn:uuid:")
        assert told(element, "title")
        assert told(element, "author")
        assert told(element, "updated").endswith("T00:00:00Z")
    (entry,) = entries(out)
    assert entry.findall(f"{ATOM}link") == []
    assert told(entry, "content").split("\n") == ["", "It opens.", "Rome: to open in 2021", ""]


def test_ids_stay(gti: Gti) -> None:
    """An update keeps its id when others are published, when it gets other words, and whatever else is asked for."""
    (one,) = ids(gti("timeline", "--format", "atom", data=HEAD + ROME + ONE).out)
    other_words = ONE.replace('"One"', '"Another title"')

    both = ids(gti("timeline", "--format", "atom", data=HEAD + ROME + other_words + TWO).out)
    filtered = ids(gti("timeline", "--until", "2020-02", "--format", "atom", data=HEAD + ROME + ONE + TWO).out)

    assert both[0] == one != both[1]
    assert filtered == [one]


def test_another_initiative_has_other_ids(gti: Gti) -> None:
    """Updates of two initiatives on one day are told apart, and so are their feeds."""
    here, there = (
        gti("timeline", "--format", "atom", data=head(PAGE, id=id_) + ROME + TWO).out for id_ in ("here", "there")
    )

    assert ids(here) != ids(there)
    assert told(feed(here), "id") != told(feed(there), "id")


def test_what_is_asked_for_in_another_way_is_another_feed(gti: Gti) -> None:
    """A feed of some updates has an id of its own, and its title says which they are."""
    data = HEAD + ROME + ONE + TWO
    everything = feed(gti("timeline", "--format", "atom", data=data).out)
    of_rome = feed(gti("timeline", "--item", "rome", "--format", "atom", data=data).out)

    assert told(everything, "id") != told(of_rome, "id")
    assert told(of_rome, "title") == "The Initiative: each update that names rome"


def test_addresses(gti: Gti) -> None:
    """An entry leads to its update's address, else to its source's; the feed to that of the initiative."""
    site = source("page", url="https://example.org/page?a=1&b=<2>")
    out = gti("timeline", "--format", "atom", data=head(site, url="https://example.org/") + ROME + ONE + TWO).out

    links = [element.find(f"{ATOM}link") for element in (feed(out), *entries(out))]
    assert [link.attrib["href"] for link in links if link is not None] == [
        "https://example.org/",
        "https://example.org/one",
        "https://example.org/page?a=1&b=%3C2%3E",
    ]


def test_what_an_entry_says(gti: Gti) -> None:
    """Summary, quote and copy stand in paragraphs; below them is each event, figure and count."""
    rewrites = update(
        'item = "rome", stage = "open", when = "May 2020", note = "At last."',
        day="2020-06-01",
        quote="Rome <is> open & free.",
        archived="https://archive.example.org/",
        edits="2020-03-01",
        figures=figure(5),
        counts=count("open", 1),
    )
    out = gti("timeline", "--format", "atom", data=HEAD + ROME + ONE + TWO + rewrites).out

    entry = entries(out)[-1]
    assert [paragraph.text for paragraph in entry.iter(f"{XHTML}p")] == [
        "“Rome <is> open & free.”",
        "copy: https://archive.example.org/",
        "rewrites 2020-03-01",
    ]
    assert [point.text for point in entry.iter(f"{XHTML}li")] == [
        "Rome: open, May 2020 · At last.",
        "Paid: 5",
        "Public count: 1 center open",
    ]


def test_a_feed_without_points_and_one_without_entries(gti: Gti) -> None:
    """An update that only has a title has no list; a feed without updates is one, dated with the day asked about."""
    out = gti("timeline", "--format", "atom", data=HEAD + update(title="Only a title")).out
    nothing = gti("timeline", "--as-of", "2019", "--format", "atom", data=HEAD + update())

    assert list(feed(out).iter(f"{XHTML}li")) == []
    assert ids(nothing.out) == []
    assert told(feed(nothing.out), "updated") == "2019-12-31T00:00:00Z"
    assert nothing.err == "no update is known as of 31 Dec 2019\n"


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\x1b", "\u2028", "\u202e"])
def test_any_text_is_well_formed(gti: Gti, sign: str) -> None:
    """Characters that XML cannot have, or that nobody is to see, are replaced; markup stays text."""
    title = f"<b>&amp; {sign}]]>"
    out = gti("timeline", "--format", "atom", data=HEAD + update(title=title)).out

    assert told(entries(out)[0], "title") in (f"<b>&amp; {shown}]]>" for shown in ("�", ""))


@pytest.mark.parametrize("command", first("promises", "diff 2019", "phase relocation", "items"))
def test_no_other_command_gives_a_feed(gti: Gti, command: str) -> None:
    """Elsewhere it is wrong usage, and the one command that has it is named."""
    answer = gti(*command.split(), "--format", "atom")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("; atom is for timeline\n")


@pytest.mark.slow
@pytest.mark.parametrize("data", [None, hostile()], ids=["bundled", "hostile"])
def test_a_reader_of_others_finds_the_same(gti: Gti, data: str | None) -> None:
    """Feedparser takes it for well-formed Atom, with the entries, days and titles that were written."""
    feedparser = reader("feedparser")
    out = gti("timeline", "--format", "atom", data=data).out

    read = feedparser.parse(out.encode())

    assert (read.bozo, read.version) == (False, "atom10")
    assert [entry.id for entry in read.entries] == ids(out)
    assert [entry.updated for entry in read.entries] == [told(entry, "updated") for entry in entries(out)]
    assert [entry.title_detail.type for entry in read.entries] == ["text/plain"] * len(read.entries)
    assert [entry.title for entry in read.entries] == [told(entry, "title").strip() for entry in entries(out)]
