"""`gti report`: a page that is well formed, says what the rows say, and is written whole or not at all."""

import base64
import json
import os
import re
import subprocess
import tracemalloc
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from gti_cli.characters import one_line
from gti_cli.dataset.read import load
from gti_cli.ledger.ledger import Ledger
from gti_cli.render.formats import FORMATS
from gti_cli.render.safe import web_address
from gti_cli.views import report
from gti_cli.views.answer import Link
from gti_cli.words import to_be
from tests import hostile, logs
from tests.conftest import Answer, Gti
from tests.make import HEAD, item, toml, update
from tests.pages import Node, Page, cells
from tests.processes import GTI, environment, on_terminal, piped, small_disk


def page_of(answer: Answer) -> Node:
    """The page that a command wrote."""
    assert (answer.code, answer.err) == (0, "")
    return Page(answer.out).root


def table_of(page: Node, section: str) -> list[list[str]]:
    """The rows of the first table of a section."""
    return cells(page.one("section", id=section).all("table")[0])


def rows(gti: Gti, command: str, data: str | None = None) -> Any:
    """The rows of a command, as data."""
    return json.loads(gti(*command.split(), "--json", data=data).out)


DATASETS = {"bundled": None, "hostile": hostile.hostile(), "large": hostile.large()}


@pytest.fixture(params=["bundled", *(pytest.param(name, marks=pytest.mark.slow) for name in ("hostile", "large"))])
def data(request: pytest.FixtureRequest) -> str | None:
    """The bundled dataset, one of hostile texts, and one of many rows."""
    return DATASETS[request.param]


def shown(text: object) -> str:
    """A text of the dataset as people read it, white space as single spaces."""
    return " ".join(one_line(str(text)).split())


def test_it_is_well_formed(gti: Gti, data: str | None) -> None:
    """Elements are nested, ids are unique, every link inside the page leads somewhere, and so does every reference."""
    page = page_of(gti("report", data=data))

    ids = [node.attributes["id"] for node in page if "id" in node.attributes]
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []
    assert all(not re.search(r"\s", id_) for id_ in ids)
    inside = [link.attributes["href"][1:] for link in page.all("a") if link.attributes["href"].startswith("#")]
    named = [
        id_
        for node in page
        for name in ("aria-labelledby", "aria-describedby")
        for id_ in node.attributes.get(name, "").split()
    ]
    assert set(inside) | set(named) <= set(ids)


def test_its_parts_are_named(gti: Gti, data: str | None) -> None:
    """One h1, no heading level is left out, landmarks, and every table has a caption and headers with a scope."""
    page = page_of(gti("report", data=data))

    levels = [int(node.tag[1]) for node in page if re.fullmatch("h[1-6]", node.tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.one("html").attributes["lang"] == "en"
    assert all("aria-labelledby" in section.attributes for section in page.all("section"))
    for table in page.all("table"):
        assert table.one("caption").text
        assert all(header.attributes["scope"] in ("col", "row", "rowgroup") for header in table.all("th"))
        assert table.all("th", scope="col")


def test_it_needs_nothing_else(gti: Gti, data: str | None) -> None:
    """No script, no handler, no style or picture from anywhere; every link is inside the page or goes to the web."""
    page = page_of(gti("report", data=data))

    assert {node.tag for node in page}.isdisjoint({"iframe", "object", "img", "base", "form", "a:href"})
    assert [script.attributes for script in page.all("script")] == [{"type": "application/ld+json"}]
    names = {name for node in page for name in node.attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "src", "srcset", "xlink:href"})
    inward = [link.attributes["href"] for link in page.all("a") if "download" not in link.attributes]
    assert all(address.startswith(("#", "https://")) for address in inward)
    assert all(link.attributes["href"].startswith("data:") for link in page.all("a") if "download" in link.attributes)
    assert [link.attributes["href"][:5] for link in page.all("link")] == ["data:"]
    assert "@import" not in page.one("style").text
    assert "default-src 'none'" in next(
        meta.attributes["content"] for meta in page.all("meta") if meta.attributes.get("http-equiv")
    )


def test_only_the_web_is_linked() -> None:
    """Addresses with http and https, in any case; nothing else, however it is dressed up."""
    assert web_address("HTTPS://example.org/a?b=c") == "HTTPS://example.org/a?b=c"
    for text in (
        None,
        "",
        "javascript:alert(1)",
        " https://example.org",
        "https://example.org\n",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https://a b",
        "https://example.org/\u202e",
    ):
        assert web_address(text) is None


@pytest.mark.slow
def test_hostile_text_is_shown_as_text(gti: Gti) -> None:
    """Every text of the dataset stands in the page as it is, with control and direction characters made visible."""
    page = page_of(gti("report", data=hostile.hostile()))

    whole = page.one("body").text
    for text in hostile.TEXTS:
        assert shown(text) in whole
    assert not re.search("[\x00-\x08\x7f-\x9f\u200b\u202e\u2066]", page.one("html").text)


def test_the_state_equals_status(gti: Gti, data: str | None) -> None:
    """The sentence, whose numbers stay with what they count, phases with progress and the day are those of status."""
    page = page_of(gti("report", data=data))
    status = rows(gti, "status", data)

    sentence = page.one("p", class_="sentence")
    assert sentence.text == status["sentence"]
    assert not re.search(r"\d", "".join(part for part in sentence.inside if isinstance(part, str)))
    bars = page.one("section", id="progress").all("progress")
    progress = [(int(bar.attributes["value"]), int(bar.attributes["max"])) for bar in bars]
    assert progress == [(row["done"], row["total"]) for row in status["phases"] if row["total"]]
    cells = [cell.text for cell in page.one("section", id="progress").all("td", class_="progress")]
    assert [int("".join(re.findall(r"(\d+) implied", cell)) or 0) for cell in cells] == [
        row["implied"] for row in status["phases"]
    ]
    names = [header.all("span")[0].text for header in page.one("section", id="progress").all("th", scope="row")]
    assert names == [shown(row["name"]) for row in status["phases"]]
    assert f"{status['updates']} updates were published" in page.one("caption", id="phases.caption").text
    assert page.one("header").all("time")[0].attributes["datetime"] == status["as_of"]


def test_the_bar_has_every_promise(gti: Gti, data: str | None) -> None:
    """Its segments are as wide as their share, follow each other, and lead with the legend to the ledger's filters."""
    page = page_of(gti("report", data=data))
    promises = rows(gti, "promises", data)

    verdicts = Counter(row["verdict"] for row in promises)
    legend = page.one("ul", class_="verdicts").all("li")
    told = {one.all("a")[0].attributes["href"].partition("verdict.")[2]: int(one.one("strong").text) for one in legend}
    assert told == dict(verdicts)
    segments = page.one("svg", class_="bar").all("a")
    assert [one.attributes["href"] for one in segments] == [one.all("a")[0].attributes["href"] for one in legend]
    places = [
        (float(shape.attributes["x"].rstrip("%")), float(shape.attributes["width"].rstrip("%")))
        for shape in (one.one("rect") for one in segments)
    ]
    assert [round(width) for _, width in places] == [round(100 * count / len(promises)) for count in told.values()]
    assert places[0][0] == 0
    assert all(abs(x + width - after) < 0.02 for (x, width), (after, _) in pairwise([*places, (100, 0)]))


def test_the_legend_tells_what_the_sentence_leaves_out(gti: Gti, head: str) -> None:
    """What others promised, and floors whose day has passed without a word, are counted and said to be such."""
    data = (
        head
        + item("milestones", "free")
        + item("milestones", "owed")
        + update(
            'item = "free", stage = "completed", not_before = "2020-06-01"',
            'item = "owed", stage = "completed", target = "2020-06-01"',
            'item = "owed", stage = "completed", target = "2020-06-01", by = "An Airline"',
        )
    )

    (line,) = page_of(gti("report", "--as-of", "2021", data=data)).one("ul", class_="verdicts").all("li")
    assert (line.one("strong").text, line.one("small").text) == ("3", "1 by others, 1 no longer binding")
    status = json.loads(gti("status", "--as-of", "2021", "--json", data=data).out)
    assert status["promises"]["unreported"] == 3 - 1 - 1


def test_what_was_broken_stands_first(gti: Gti) -> None:
    """Each group of status has its promises at the top, with the days, before all else on the page."""
    page = page_of(gti("report"))
    status = rows(gti, "status")

    state = page.one("section", id="state").text
    assert (
        state.index("92–317 days late") < state.index("up to 322 days late") < state.index("181 days (6 months) later")
    )
    named = [link.attributes["href"] for link in page.one("section", id="state").all("a")]
    for row in (*status["broken"], *status["undecided"], *status["moved"][1:], *status["silent"]):
        assert f"#promise.{row['id']}" in named


def test_what_is_left_out_above_is_found_below(gti: Gti, head: str) -> None:
    """Of a long group the first are told; the link to the others leads to where all of them stand in the ledger."""
    things = [f"thing-{nth}" for nth in range(7)]
    data = head + "".join(item("milestones", id_) for id_ in ("other", *things))
    data += update('item = "other", stage = "completed", target = "2019"', day="2018-01-01")
    data += update('item = "other", stage = "completed", not_yet = true', day="2020-01-01")
    data += update(*(f'item = "{id_}", stage = "completed", target = "2019"' for id_ in things), day="2018-02-01")

    page = page_of(gti("report", "--as-of", "2021", data=data))
    (overdue,) = [one for one in page.all("div", class_="group") if one.one("h3").text == "Overdue"]
    *told, more = (link.attributes["href"][1:] for link in overdue.all("a"))
    below = page.one("div", id=more)
    ids = [entry.attributes["id"] for entry in below.all("li", class_="promise")]
    assert sorted(ids) == [f"promise.{id_}.completed" for id_ in things]
    assert told == ids[:5]
    assert overdue.text.endswith("and 2 more in the ledger")


def test_the_regions_equal_their_rows(gti: Gti) -> None:
    """A row a region, a column a stage, with the day it was reached."""
    page = page_of(gti("report"))

    for drawn, row in zip(table_of(page, "regions"), rows(gti, "regions"), strict=True):
        assert drawn[0] == row["name"]
        assert [text.rstrip("*") for text in drawn[1:]] == [stage["text"] for stage in row["stages"].values()]
        assert [text.endswith("*") for text in drawn[1:]] == [stage["implied"] for stage in row["stages"].values()]


def test_the_centers_equal_their_rows(gti: Gti, data: str | None) -> None:
    """A row a center: name, place, furthest stage, what is promised, host."""
    page = page_of(gti("report", data=data))
    centers = rows(gti, "centers", data)

    if not centers:
        assert page.all("section", id="centers") == []
        return
    for drawn, row in zip(table_of(page, "centers"), centers, strict=True):
        place = ", ".join(filter(None, (row["city"], row["country"]))) or "not named"
        assert drawn[0] == shown(row["name"])
        assert drawn[1] == shown(place)
        assert drawn[4] == shown(row["host"] or "")
        if reached := row["stages"].get(row["stage"]):
            assert drawn[2].rstrip("*") == f"{row['stage']} {reached['text']}"


def entries(page: Node) -> list[Node]:
    """The promises in the ledger of a page."""
    return page.one("section", id="promises").all("li", class_="promise")


def told(entry: Node, what: str) -> str:
    """A part of the line of a promise; nothing where it has none."""
    found = entry.one("summary").all("span", class_=what)
    return found[0].text if found else ""


def verdict_of(entry: Node) -> str:
    """The verdict on a promise, as its line has it."""
    (pill,) = [
        span for span in entry.one("summary").all("span") if span.attributes.get("class", "").startswith("verdict ")
    ]
    return pill.text


def test_the_ledger_equals_the_promises(gti: Gti, data: str | None) -> None:
    """A line a promise, the worst first, with verdict and outcome; folded below it every statement, with its update."""
    page = page_of(gti("report", data=data))
    promises = rows(gti, "promises --sort worst", data)

    assert len(entries(page)) == len(promises)
    for entry, row in zip(entries(page), promises, strict=True):
        assert entry.attributes["id"] == f"promise.{row['item']}.{row['stage']}"
        assert (entry.attributes["data-verdict"], entry.attributes["data-phase"]) == (row["verdict"], row["phase"])
        assert (verdict_of(entry), told(entry, "what")) == (
            row["verdict"],
            shown(f"{row['name']}, {to_be(row['stage'])}"),
        )
        outcome = told(entry, "outcome").removeprefix("done ").rstrip("*")
        assert outcome == (row["outcome"]["text"] if row["outcome"] else "")
        links = [link.attributes["href"] for link in entry.all("a")]
        assert {f"#{statement['update']}" for statement in row["statements"]} <= set(links)
        assert {f"#meaning.{row['verdict']}", f"#promise.{row['item']}.{row['stage']}"} <= set(links)
        if row["outcome"]:
            assert f"#{row['outcome']['update']}" in links
        if row["settled_by"]:
            assert shown(row["settled_by"]) in entry.all("p")[0].text
        assert len(entry.all("li")) > len(row["statements"])
        assert all("open" not in one.attributes for one in entry.all("details"))


def test_the_ledger_says_what_show_says(gti: Gti) -> None:
    """The paragraphs under a promise are those with which `show` answers, and explains the verdict."""
    page = page_of(gti("report"))

    for row in rows(gti, "promises"):
        said = gti("show", row["id"], "-f", "markdown").out.replace("\\", "")
        (entry,) = [entry for entry in entries(page) if entry.attributes["id"] == f"promise.{row['id']}"]
        account, why = (paragraph.text for paragraph in entry.all("p")[:2])
        assert account in said
        assert why.partition(". What ")[0].lower() in said.lower()


def test_verdicts_lead_to_what_they_mean(gti: Gti) -> None:
    """Each verdict on the page is explained once, below."""
    page = page_of(gti("report"))

    meanings = [one.attributes["id"] for one in page.one("dl", class_="meanings").all("div")]
    assert sorted(meanings) == sorted({f"meaning.{row['verdict']}" for row in rows(gti, "promises")})


def test_what_can_be_taken_along(gti: Gti, data: str | None) -> None:
    """The files behind the links have what the commands write, byte by byte."""
    page = page_of(gti("report", data=data))

    files = {
        link.attributes["download"]: link.attributes["href"] for link in page.all("a") if "download" in link.attributes
    }
    media_types = {"csv": "text/csv", "json": "application/json"}
    media_types |= {"ics": "text/calendar", "atom": "application/atom+xml"}
    assert {name.partition(".")[2] for name in files} == media_types.keys()
    assert len(files) == 5
    for name, address in files.items():
        command, _, format_ = name.rpartition("-")[2].partition(".")
        head, _, content = address.partition(";base64,")
        assert head == f"data:{media_types[format_]};charset=utf-8"
        assert base64.b64decode(content).decode().replace("\r\n", "\n") == gti(command, "-f", format_, data=data).out


def test_linked_data(gti: Gti, data: str | None) -> None:
    """A dataset, and a review of each claim that was certainly kept or broken; no text of the data ends it."""
    out = gti("report", "--url", "https://news.example/page", data=data).out
    (raw,) = re.findall('<script type="application/ld.json">(.*?)</script>', out)
    graph = json.loads(raw)["@graph"]
    promises = rows(gti, "promises --sort worst", data)

    dataset, *reviews = graph
    assert dataset["@type"] == "Dataset"
    assert dataset["description"] == rows(gti, "status", data)["sentence"]
    certain = [row for row in promises if row["verdict"] in ("kept", "late", "missed", "broken")]
    assert [(one["claimReviewed"], one["reviewRating"]["alternateName"], one["url"]) for one in reviews] == [
        (
            shown(f"{row['name']}, {to_be(row['stage'])}"),
            row["verdict"],
            f"https://news.example/page#promise.{row['item']}.{row['stage']}",
        )
        for row in certain
    ]
    assert all(one["itemReviewed"]["datePublished"] == row["made"] for one, row in zip(reviews, certain, strict=True))
    addresses = {row["id"]: row["url"] for row in rows(gti, "timeline", data)}
    sources = {row["statements"][0]["source"] for row in certain}
    published = {id_: rows(gti, f"show {id_}", data)["row"]["url"] for id_ in sources}
    first = [row["statements"][0] for row in certain]
    assert [one["itemReviewed"].get("appearance", {}).get("url") for one in reviews] == [
        addresses[said["update"]] or published[said["source"]] for said in first
    ]


def test_the_version_of_the_data(gti: Gti, head: str) -> None:
    """It is cited on the page and as Markdown, the same for the same data; what differs in one word has another."""

    def cited(title: str, *words: str) -> str:
        answer = gti("report", *words, data=head + update(title=title))
        (version,) = set(re.findall(r"as of \d+ \w+ \d+, data (\w+)\.", answer.out))
        return str(version)

    assert cited("The plan") == cited("The plan", "-f", "markdown") != cited("The plans")
    page = page_of(gti("report", data=head + update(title="The plan")))
    assert json.loads(page.one("script").text)["@graph"][0]["version"] == cited("The plan")


def test_its_own_address(gti: Gti) -> None:
    """With --url others find the page under that, in what they share of it; without it nothing is said of one."""
    page, plain = page_of(gti("report", "--url", "https://news.example/p?a=1&b=2")), page_of(gti("report"))

    def meta(of: Node, name: str) -> list[str]:
        return [one.attributes["content"] for one in of.all("meta", property=name)]

    assert meta(page, "og:url") == ["https://news.example/p?a=1&b=2"]
    assert [one.attributes["href"] for one in page.all("link", rel="canonical")] == ["https://news.example/p?a=1&b=2"]
    assert "https://news.example/p?a=1&b=2" in page.one("section", id="about").text
    assert (meta(plain, "og:url"), plain.all("link", rel="canonical")) == ([], [])
    sentence = rows(gti, "status")["sentence"]
    assert meta(page, "og:description") == meta(plain, "og:description") == [sentence]
    assert meta(plain, "og:title") == ["Kaspersky · Global Transparency Initiative, as of 17 Nov 2020"]
    assert "https://news.example/p" in gti("report", "--url", "https://news.example/p", "-f", "markdown").out


@pytest.mark.parametrize("address", ["", "news.example", "javascript:alert(1)", "https://a b", "https://a/#b"])
def test_an_address_that_is_none(gti: Gti, address: str) -> None:
    """Only an address on the web is one, and of a page, since each promise has a place of its own on it."""
    answer = gti("report", "--url", address)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f'Error: --url "{address}" is no address of a page; ')


def test_who_keeps_the_log(gti: Gti, head: str) -> None:
    """The keeper is named, where the file names one, and stands in what to cite and in the linked data."""
    data = head.replace('organization = "The Organization"', 'organization = "The Organization"\nkeeper = "A Desk"')

    page = page_of(gti("report", data=data))
    assert "Kept by A Desk" in page.one("section", id="about").text
    assert "A Desk: What The Organization promised" in page.one("section", id="about").text
    assert "Kept by" not in page_of(gti("report", data=head)).one("section", id="about").text
    assert json.loads(page.one("script").text)["@graph"][0]["creator"]["name"] == "A Desk"


def test_figures_equal_the_metrics(gti: Gti, data: str | None) -> None:
    """A table of readings for each metric, a point for each reading."""
    page = page_of(gti("report", data=data))

    for row in rows(gti, "metrics", data):
        article = page.one("article", id=f"metric.{row['id']}")
        drawn = cells(article.one("table"))
        assert [float(value.removeprefix("more than ").replace(",", "")) for _, value in drawn] == [
            reading["value"] for reading in row["readings"]
        ]
        assert [link.attributes["href"][1:] for link in article.all("a")] == [
            reading["update"] for reading in row["readings"]
        ]
        assert len(article.all("circle")) == len(row["readings"])


def test_the_timeline_equals_its_rows(gti: Gti, data: str | None) -> None:
    """An article an update: its id as anchor, its title, a line for each event, figure and count, and its source."""
    page = page_of(gti("report", data=data))
    updates = rows(gti, "timeline", data)
    sources = {id_: rows(gti, f"show {id_}", data)["row"] for id_ in {row["source"] for row in updates}}

    articles = page.one("section", id="timeline").all("article")
    assert [article.attributes["id"] for article in articles] == [row["id"] for row in reversed(updates)]
    for article, row in zip(articles, reversed(updates), strict=True):
        assert article.one("h3").text == shown(row["title"])
        assert article.all("time")[0].attributes["datetime"] == row["date"]
        lines = [line.text for line in article.all("li")]
        named = [*(event["name"] for event in row["events"]), *(figure["name"] for figure in row["figures"])]
        assert len(lines) == len(named) + len(row["counts"])
        assert all(line.startswith(shown(name)) for line, name in zip(lines, named, strict=False))
        assert all(
            shown(event["note"]) in line for event, line in zip(row["events"], lines, strict=False) if event["note"]
        )
        address = row["url"] or sources[row["source"]]["url"]
        assert [link.attributes["href"] for link in article.all("a", class_="out")] == ([address] if address else [])


def test_the_chart_has_every_promise(gti: Gti, data: str | None) -> None:
    """A row a promise, the worst first, named and described, within the axis; a point only where the day is known."""
    page = page_of(gti("report", data=data))
    promises = rows(gti, "promises --sort worst", data)

    lanes = page.one("section", id="chart").all("svg", role="img")
    assert len(lanes) == len(promises)
    for lane, row in zip(lanes, promises, strict=True):
        assert lane.all("title")[0].text == shown(f"{row['name']}, {to_be(row['stage'])}: {row['verdict']}")
        assert lane.one("desc").text
        outcome = row["outcome"]
        exact = bool(outcome) and outcome["earliest"] == outcome["latest"]
        assert len(lane.all("circle")) == exact
        assert len([one for one in lane.all("rect") if "coarse" in one.attributes["class"]]) == (
            bool(outcome) and not exact
        )
        dates = [one for one in lane if one.attributes.get("class") in ("deadline", "floor", "passed")]
        assert bool(dates) == bool(row["target"])
        for shape in (*lane.all("rect"), *lane.all("circle")):
            x = shape.attributes.get("x") or shape.attributes["cx"]
            width = shape.attributes.get("width", "0%")
            assert shape.one("title").text
            assert 0 <= float(x.rstrip("%")) <= 100
            assert not width.endswith("%") or 0 <= float(x.rstrip("%")) + float(width.rstrip("%")) <= 100.01


def test_an_early_day_reads_sensibly(gti: Gti) -> None:
    """Before the first update every part says that nothing is known, in HTML and in Markdown."""
    page = page_of(gti("report", "--as-of", "2018-01-01"))
    markdown = gti("report", "--as-of", "2018-01-01", "-f", "markdown").out

    text = page.one("main").text
    assert page.one("header").all("time")[0].attributes["datetime"] == "2018-01-01"
    for sentence in (
        "No promise is known as of 1 Jan 2018.",
        "None had been named as of 1 Jan 2018.",
        "No figure is known as of 1 Jan 2018.",
        "No update was published by then.",
    ):
        assert sentence in text
        assert sentence in markdown
    assert "nothing named yet" in text
    assert page.all("article") == []
    assert "Zurich" not in text.replace("stored and processed in Zurich", "")


def test_a_day_after_the_log_says_so(gti: Gti) -> None:
    """After the last day of the log the page says where the log ends, as every view does."""
    answer = gti("report", "--as-of", "2022-01-01")

    page = page_of(answer)
    ends = "known up to 17 Nov 2020, where this log ends, as stated by Kaspersky"
    assert f"As of 1 Jan 2022, {ends}" in page.one("header").text
    assert ends in gti("report", "--as-of", "2022", "-f", "markdown").out


def test_one_phase(gti: Gti) -> None:
    """--phase keeps what the other commands keep with it, and counts only that."""
    page = page_of(gti("report", "--phase", "centers"))

    assert "Only the phase Transparency Centers" in page.one("header").text
    assert [header.all("span")[0].text for header in page.one("section", id="progress").all("th", scope="row")] == [
        "Transparency Centers"
    ]
    assert page.all("section", id="regions") == []
    assert page.all("section", id="figures") == []
    promises = rows(gti, "promises --phase centers")
    assert len(entries(page)) == len(promises)
    articles = page.one("section", id="timeline").all("article")
    updates = rows(gti, "timeline --phase centers")
    assert [one.attributes["id"] for one in articles] == [row["id"] for row in reversed(updates)]
    counted = [int(one.all("strong")[0].text) for one in page.one("ul", class_="verdicts").all("li")]
    assert sum(counted) == len(promises)


def test_a_phase_without_promises(gti: Gti) -> None:
    """What a phase never had is left out; what it has is shown."""
    page = page_of(gti("report", "--phase", "bounty"))

    assert [section.attributes["id"] for section in page.all("section")] == [
        "state", "progress", "chart", "others", "promises", "figures", "timeline", "about"
    ]  # fmt: skip
    assert "No promise is known as of 17 Nov 2020." in page.one("section", id="promises").text


def test_one_phase_in_markdown(gti: Gti) -> None:
    """The Markdown page is of that phase alone, too, and leaves out what the phase never had."""
    text = gti("report", "--phase", "bounty", "-f", "markdown").out

    assert "Only the phase Bug bounty." in text
    assert [line for line in text.split("\n") if line.startswith("| Bug bounty |")]
    assert "Transparency Centers" not in text
    assert "\n- centers open" not in text
    ids = re.findall(r"^### (\d{4}.*)$", text, re.MULTILINE)
    assert ids == [row["id"] for row in reversed(rows(gti, "timeline --phase bounty"))]


def test_an_update_that_only_has_a_title(gti: Gti, head: str) -> None:
    """It stands in the timeline with its source; an independent source is called so."""
    data = head + update(title="Just words", source="auditor")

    article = page_of(gti("report", data=data)).one("article")
    assert article.text == "1 May 2020 Just words its source Source: Report, An Auditor, independent"
    text = gti("report", "-f", "markdown", data=data).out
    assert "### 2020-05-01\n\nJust words\n\n- source: Report, An Auditor, independent\n" in text


def test_what_stands_behind_an_outcome(gti: Gti, head: str) -> None:
    """Whose statement decides a certain verdict is said beside it, and nothing where none is certain."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "2020"', day="2019-02-01")
        + update('stage = "completed"', source="auditor")
    )

    behind = page_of(gti("report", data=data)).one("p", class_="behind").text
    assert behind.startswith("Decided by an independent statement. ")
    bundled = page_of(gti("report"))
    late, unsure = (bundled.one("li", id=f"promise.{id_}") for id_ in (INFRASTRUCTURE, "sao-paulo.open"))
    assert "Decided by the organization's own statement. " in late.text
    assert "Decided" not in unsure.text


INFRASTRUCTURE = "zurich-infrastructure.completed"


def test_a_second_attempt_has_a_place_of_its_own(gti: Gti, head: str) -> None:
    """What was given up and promised again stands in the ledger twice, and each link finds its own."""
    said = ('stage = "completed", target = "2019"', 'stage = "withdrawn"', 'stage = "completed", target = "2021"')
    days = ("2018-01-01", "2018-06-01", "2019-06-01")
    data = head + item("milestones") + "".join(update(event, day=day) for event, day in zip(said, days, strict=True))

    page = page_of(gti("report", "--as-of", "2020", data=data))
    ids = ["promise.thing.completed.2", "promise.thing.completed"]
    assert [entry.attributes["id"] for entry in entries(page)] == ids
    assert [(verdict_of(entry), told(entry, "what")) for entry in entries(page)] == [
        ("pending", "Thing, to be completed, attempt 2"),
        ("withdrawn", "Thing, to be completed"),
    ]
    links = [link.attributes["href"] for link in page.one("section", id="chart").one("ol").all("a")]
    assert links == [f"#{id_}" for id_ in ids]


def test_a_phase_that_is_not_there(gti: Gti) -> None:
    """An unknown phase is the same error as everywhere."""
    assert gti("report", "--phase", "center") == gti("timeline", "--phase", "center")


def test_the_updates_behind_what_was_missed_and_given_up(gti: Gti, head: str) -> None:
    """The statement that shows a deadline was missed, or that gives an item up, is linked from the verdict."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "2019"', day="2019-02-01")
        + update('stage = "completed", not_yet = true', day="2020-02-01")
        + update("note = 'something else'", day="2020-03-01")
    )
    given_up = update('stage = "withdrawn"', day="2020-06-01")
    found = {
        data: ("missed", ["2019-02-01", "2020-02-01"]),
        data + given_up: ("missed", ["2019-02-01", "2020-02-01", "2020-06-01"]),
        data.replace("not_yet = true", 'target = "2021", implied = true') + given_up: (
            "withdrawn",
            ["2019-02-01", "2020-02-01", "2020-06-01"],
        ),
    }

    for dataset, (verdict, ids) in found.items():
        (entry,) = entries(page_of(gti("report", data=dataset)))
        assert verdict_of(entry) == verdict
        behind = [link.text for link in entry.one("p", class_="behind").all("a")]
        assert behind == ids


def lanes(gti: Gti, data: str, day: str) -> list[dict[str, Node]]:
    """The shapes of each promise of the chart, by their classes."""
    page = page_of(gti("report", "--as-of", day, data=data))
    drawn = page.one("section", id="chart").all("svg", class_="lane")
    return [
        {one.attributes["class"]: one for one in lane if "class" in one.attributes and one is not lane}
        for lane in drawn
    ]


def test_shapes_of_targets(gti: Gti, head: str) -> None:
    """A thin line until a date, the days that only a lenient reading gives, the last day, and where it was moved to."""
    data = (
        head
        + item("milestones")
        + update('stage = "completed", target = "by 2020"', day="2019-03-01")
        + update('stage = "completed", target = "by 2021"', day="2019-09-01")
        + update('stage = "completed", target = "undated"', day="2019-10-01")
        + update('stage = "announced"', day="2019-01-01")
    )
    (shapes,) = lanes(gti, data, "2020-06-01")

    titles = {name: shape.one("title").text for name, shape in shapes.items() if name != "at"}
    assert titles == {
        "wait": "promised for: by 2020, until 31 Dec 2020",
        "lenient": "moved on 1 Sep 2019 to: by 2021, until 31 Dec 2021 by its most lenient reading",
        "deadline": "promised for: by 2020, until 31 Dec 2020",
        "restated": "moved on 1 Sep 2019 to: by 2021, until 31 Dec 2021",
    }


def test_a_promise_made_after_its_own_deadline(gti: Gti, head: str) -> None:
    """Its date is a mark on the day of the promise, from which on it is overdue: nothing lies before that."""
    data = head + item("milestones") + update('stage = "completed", target = "by 1 March 2019"', day="2019-06-01")
    (shapes,) = lanes(gti, data, "2020-01-01")

    assert {*shapes} == {"at", "passed", "overdue bad"}
    assert shapes["at"].attributes["x"] == shapes["overdue bad"].attributes["x"]
    assert shapes["passed"].one("title").text == "promised for: by 1 March 2019, until 1 Mar 2019"


def test_no_stretch_lies_before_its_promise_or_ends_before_it_begins(gti: Gti, head: str) -> None:
    """Of a target that had passed by its strictest reading the rest is drawn; what was done before is a mark."""
    promised = 'stage = "completed", target = "by early 2020"'
    events = {
        "2020-05-01": f'{promised}; stage = "announced", target = "soon", implied = true',
        "2020-06-01": 'stage = "announced", when = "2020-02"',
    }
    data = head + item("milestones") + "".join(update(*told.split("; "), day=day) for day, told in events.items())
    late, done = lanes(gti, data, "2020-06-01")

    assert {*late} == {"lenient", "deadline"}
    assert {*done} == {"at", "before good"}
    assert late["lenient"].attributes["x"] == done["at"].attributes["x"]


def test_what_was_said_when_is_on_the_page(gti: Gti, data: str | None) -> None:
    """Each statement of a promise that was moved has a row, named like the promise, with the day and the date given."""
    page = page_of(gti("report", data=data))
    moved = rows(gti, "promises --moved --sort worst", data)
    if not moved:
        assert page.all("section", id="slips") == []
        return
    part = page.one("section", id="slips")
    lanes = part.all("svg", role="img")

    assert [item.text for item in part.one("ol").all("a")] == [
        shown(f"{row['name']}, {to_be(row['stage'])}") for row in moved
    ]
    assert len(lanes) == sum(len(row["statements"]) + (row["outcome"] is not None) for row in moved)
    given = [said for row in moved for said in row["statements"]]
    words = [lane.one("desc").text for lane in lanes if lane.all("circle", class_="said")]
    assert len(words) == len(given)
    assert all((said["target"] or {"text": "no date"})["text"] in text for said, text in zip(given, words, strict=True))


def test_a_page_of_many_years_names_some(gti: Gti) -> None:
    """Over decades the axis names a round part of the years, and no quarters."""
    axis = page_of(gti("report", data=hostile.large())).one("section", id="chart").one("svg", class_="axis")

    years = [int(text.text) for text in axis.all("text")]
    assert all(year % 5 == 0 for year in years)
    assert 3 < len(years) < 9


@pytest.mark.slow
def test_the_same_rows_give_the_same_page(gti: Gti, data: str | None) -> None:
    """Asked twice, and in another process, the page is the same letter by letter."""
    for format_ in ("html", "markdown"):
        assert gti("report", "-f", format_, data=data).out == gti("report", "-f", format_, data=data).out
    if data is None:
        env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        assert piped("report", env=env).stdout.decode() == gti("report").out


@pytest.fixture
def read() -> Callable[[str], list[list[list[str]]]]:
    """The tables of a Markdown text, as a host that knows tables renders it: HTML in it is not let through."""

    def tables(text: str) -> list[list[list[str]]]:
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
        root = Page(html.replace("<thead>", "").replace("</thead>", "")).root
        return [
            [[cell.text for cell in row.inside if isinstance(cell, Node)] for row in table.all("tr")]
            for table in root.all("table")
        ]

    return tables


@pytest.mark.slow
def test_markdown_equals_the_rows(gti: Gti, data: str | None, read: Callable[[str], list[list[list[str]]]]) -> None:
    """The tables of the Markdown page have the rows of the other views, and hostile text stays text in it."""
    text = gti("report", "-f", "markdown", data=data).out
    tables = {tuple(table[0]): table[1:] for table in read(text)}

    ledger = tables["verdict", "promise", "result", "promised", "outcome"]
    promises = rows(gti, "promises --sort worst", data)
    assert [line[:2] for line in ledger] == [
        [row["verdict"], shown(f"{row['name']}, {to_be(row['stage'])}")] for row in promises
    ]
    updates = rows(gti, "timeline", data)
    assert [row["id"] for row in reversed(updates)] == re.findall(
        r"^### (\d{4}-\d\d-\d\d(?:-\d+)?)$", text, re.MULTILINE
    )
    assert len(re.findall(r"^- updates behind it: ", text, re.MULTILINE)) == len(promises)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert not re.search("<(script|img|svg|iframe|style)", html)
    assert all(one.attributes["href"].startswith(("#", "https://")) for one in Page(html).root.all("a"))


def test_markdown_answers_first(gti: Gti) -> None:
    """The sentence, what was broken, then tables: under 150 lines before anything is unfolded."""
    text = gti("report", "-f", "markdown").out
    seen = re.sub("<details>.*?</details>\n", "", text, flags=re.DOTALL)

    assert len(seen.splitlines()) < 150
    sentence = rows(gti, "status")["sentence"]
    assert seen.index(sentence) < seen.index("## Broken") < seen.index("92–317 days late") < seen.index("## Progress")
    items = ("Regions", "Centers", "Goals", "Reviews and milestones")
    folded = ["Plan and actual", *items, "All promises", "Figures", "Timeline"]
    assert re.findall("<summary>(.*)</summary>", text) == folded


HOSTS = (
    *("@someone", "#12", "a $5 and $6", "then $(x)$", ":tada:", "- no list", "1. none", "= no heading", "::error here"),
    *("at www.none.example", "from ftp://none.example", "*no* _emphasis_ `code` <b>bold</b> | bar [x](y)"),
)
OBEYED = ("@someone", "#12", "$5", "$(x", ":tada:", "www.none", "ftp://")


@pytest.mark.parametrize("engine", ["markdown-it", "mistune"])
def test_nothing_of_the_data_becomes_markdown(gti: Gti, head: str, engine: str) -> None:
    """Two engines show each text as it is, addresses whole; signs that a host obeys stand in elements of their own."""
    addresses = ("https://example.org/a_b_c*d?e=f&g=$h", "HTTP://example.org/x_(y)", "http://example.org/@me/#12")
    texts = (
        *HOSTS,
        *(around.format(one) for one in addresses for around in ("see {}, there", "({})", "“{}”.", "*{}*")),
    )
    data = head + item("milestones") + "".join(update(f"note = {toml(text)}", title=text) for text in texts)
    text = gti("report", "-f", "markdown", data=data).out

    if engine == "mistune":
        mistune = pytest.importorskip("mistune")
        html = mistune.create_markdown(escape=False, plugins=["table", "url"])(text)
    else:
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    root = Page(html).root
    assert all(" ".join(one.split()) in root.text for one in texts)
    assert {node.tag for node in root}.isdisjoint({"em", "strong", "b", "ol"})
    assert len(root.all("code")) == len(root.all("pre"))
    assert {link.attributes["href"] for link in root.all("a") if link.attributes["href"][0] != "#"} == {*addresses}
    assert not [sign for sign in OBEYED for part in re.split("<a .*?</a>", html) if sign in part]


def test_the_suffix_decides_the_format(gti: Gti, tmp_path: Path) -> None:
    """What is written to a file is what stdout gets; nothing is said."""
    for name, format_ in (("a.html", "html"), ("b.HTM", "html"), ("c.md", "markdown"), ("d.markdown", "markdown")):
        path = tmp_path / name
        assert gti("report", "-o", os.fspath(path)) == Answer(0, "", "")
        assert path.read_text(encoding="utf-8") == gti("report", "--format", format_).out
    assert gti("report", "-f", "markdown", "-o", "report.txt") == Answer(0, "", "")
    assert Path("report.txt").read_text(encoding="utf-8") == gti("report", "--format", "markdown").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("-o report.pdf", 'Error: -o "report.pdf": a report is written to a file that ends in .html or .md'),
        ("-o report", 'Error: -o "report": a report is written to a file that ends in .html or .md'),
        ("-o a.html -f markdown", 'Error: --format markdown and -o "a.html" ask for two formats; give one of them'),
        ("--format pdf", "Error: --format pdf: gti report answers in html or markdown"),
        ("--json", "Error: --format json: gti report answers in html or markdown; json is for"),
        ("--format csv -o a.html", 'Error: --format csv and -o "a.html" ask for two formats; give one of them'),
    ],
)
def test_wrong_formats(gti: Gti, tmp_path: Path, words: str, sentence: str) -> None:
    """A suffix or a format that a report has not is wrong usage; nothing is written."""
    answer = gti("report", *words.split())

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(sentence)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_file_is_replaced_as_a_whole(gti: Gti, tmp_path: Path) -> None:
    """The file keeps its mode, a link stays a link, and nothing is left beside it."""
    folder = tmp_path / "there"
    folder.mkdir()
    path = folder / "real.html"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.html"
    link.symlink_to(path)

    assert gti("report", "-o", os.fspath(link)).code == 0
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    assert [one.name for one in folder.iterdir()] == ["real.html"]


def test_a_new_file_has_the_mode_of_new_files(gti: Gti, tmp_path: Path) -> None:
    """As the user's umask gives it."""
    before = os.umask(0o027)
    try:
        gti("report", "-o", "new.html")
    finally:
        os.umask(before)

    assert (tmp_path / "new.html").stat().st_mode & 0o777 == 0o640


def test_a_failing_write_changes_nothing(gti: Gti, tmp_path: Path) -> None:
    """Where the disk takes only a part, the old file stays, nothing is left beside it, and one sentence says why."""
    path = tmp_path / "report.html"
    path.write_text("old")

    with small_disk(1024):
        answer = gti("report", "-o", "report.html")

    assert answer == Answer(1, "", "Error: report.html cannot be written: File too large; nothing was changed\n")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_where_nothing_can_be_written(gti: Gti, tmp_path: Path) -> None:
    """No such folder, a folder of that name, a full device, a link to itself: one sentence each and exit code 1."""
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "full.html").symlink_to("/dev/full")
    (tmp_path / "loop.html").symlink_to("loop.html")

    for name, why in (
        ("nowhere/report.html", "No such file or directory; nothing was changed"),
        ("folder.html", "Is a directory"),
        ("full.html", "No space left on device"),
        ("loop.html", "Too many levels of symbolic links"),
    ):
        assert gti("report", "-o", name) == Answer(1, "", f"Error: {name} cannot be written: {why}\n")


def test_what_is_no_file_is_written_to(gti: Gti, tmp_path: Path) -> None:
    """A device stays a device."""
    (tmp_path / "null.html").symlink_to(os.devnull)

    assert gti("report", "-o", "null.html") == Answer(0, "", "")
    assert Path(os.devnull).is_char_device()


def test_a_folder_that_may_not_be_written(gti: Gti, tmp_path: Path) -> None:
    """One sentence and exit code 1; root, who may write in all other folders, may not in /sys."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    path = (locked if os.geteuid() else Path("/sys")) / "report.html"

    answer = gti("report", "-o", os.fspath(path))
    assert (answer.code, answer.out) == (1, "")
    why = "its folder takes no new file: (Permission denied|Operation not permitted)|Read-only file system"
    assert re.fullmatch(f"Error: {path} cannot be written: ({why}); nothing was changed\n", answer.err)


@pytest.mark.slow
def test_a_long_page_is_never_one_text() -> None:
    """It is written as it is made, some lines at a time: no part is a fifth of a page about hundreds of updates."""
    known = Ledger(load(logs.dataset(logs.entries(300)).encode(), "log.toml"), date(2030, 1, 1))

    lengths = [len(part) for part in FORMATS["html"](report.page(known, "log.toml"))]

    assert sum(lengths) > 1_000_000
    assert max(lengths) < sum(lengths) / 5


@pytest.mark.parametrize("link", ["symbolic", "hard", "none"])
def test_the_dataset_is_not_written_over(gti: Gti, tmp_path: Path, head: str, link: str) -> None:
    """A report onto the dataset is refused, under whichever name and by whichever link, and the dataset stays."""
    dataset, out = tmp_path / "own.toml", tmp_path / "page.html"
    dataset.write_text(head)
    match link:
        case "symbolic":
            out.symlink_to(dataset)
        case "hard":
            out.hardlink_to(dataset)
        case _:
            dataset = dataset.rename(out)

    answer = gti("report", "-d", os.fspath(dataset), "-o", os.fspath(out))

    assert (answer.code, answer.out) == (2, "")
    assert "is the dataset itself" in answer.err
    assert dataset.read_text() == head


def test_the_dataset_on_standard_input_is_not_written_over(tmp_path: Path, head: str) -> None:
    """Nor is a file that is read from standard input."""
    path = tmp_path / "page.html"
    path.write_text(head)

    with path.open() as stdin:
        command = [*GTI, "report", "-d", "-", "-o", os.fspath(path)]
        process = subprocess.run(command, stdin=stdin, stderr=subprocess.PIPE, env=environment(), check=False)

    assert process.returncode == 2
    assert path.read_text() == head


def test_another_name_of_a_report_is_kept(gti: Gti, tmp_path: Path) -> None:
    """A file with two names still has them, and the new page is found under both."""
    (tmp_path / "one.html").write_text("old")
    (tmp_path / "two.html").hardlink_to(tmp_path / "one.html")

    assert gti("report", "-o", "one.html").code == 0

    assert (tmp_path / "two.html").samefile(tmp_path / "one.html")
    assert (tmp_path / "two.html").read_text(encoding="utf-8").endswith("</html>\n")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.slow
def test_on_a_terminal_it_says_how_to_keep_it() -> None:
    """The page goes to the terminal, since that was asked for; a sentence on stderr tells of -o."""
    written = on_terminal([*GTI, "report"])

    assert written.startswith("<!doctype html>")
    assert written.endswith("to keep it: gti report -o report.html\n")
    assert on_terminal([*GTI, "report", "-f", "markdown"]).endswith("to keep it: gti report -o report.md\n")
    assert piped("report").stderr == b""


def test_the_page_names_no_path(gti: Gti, bundled_path: str) -> None:
    """What is published does not tell where the dataset lies on the publisher's disk."""
    for format_ in ("html", "markdown"):
        assert str(Path(bundled_path).parent) not in gti("report", "-f", format_).out


def test_a_link_reads_as_its_text() -> None:
    """Where nothing can be followed, a link is the words that lead there."""
    assert str(Link("Status page", "https://example.org")) == "Status page"


@pytest.mark.parametrize("updates", [1, pytest.param(500, marks=pytest.mark.slow)])
def test_text_from_right_to_left_is_isolated(gti: Gti, updates: int) -> None:
    """A number behind a name stays behind it on a page; what programs read, in attributes and pictures, is bare."""
    named = item("centers", "center", name='שירות & "שקיפות" 24')
    told = update('item = "center", stage = "open"') + update(title="חדשות") * (updates - 1)
    page = gti("report", data=HEAD + named + told).out

    words = {'שירות & "שקיפות', *(["חדשות"] if updates > 1 else [])}
    assert {unescape(text) for text in re.findall("<bdi>(.*?)</bdi>", page)} == words
    apart = "<bdi>.*?</bdi>|<(script|title|text|desc|style).*?</\\1>|<[^>]*>"
    assert not re.search("[\u0590-\u08ff]", re.sub(apart, "", page, flags=re.DOTALL))
    assert not re.search("<[^>]*<bdi>|<(title|text|desc)[^<]*<bdi>", page)


def held(number: int) -> tuple[int, int]:
    """The bytes that are held at the peak while the page of so many updates is made of what is known, and its own."""
    ledger = Ledger(load(logs.dataset(logs.entries(number)).encode(), "log.toml"), date(2026, 11, 28))
    assert ledger.promises
    tracemalloc.start()
    try:
        length = sum(map(len, FORMATS["html"](report.page(ledger, "log.toml"))))
        return tracemalloc.get_traced_memory()[1], length
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_a_page_is_never_all_there() -> None:
    """All that is held at a time grows by less than an eighth of what a longer log adds to the page."""
    held(200)  # and from here on the templates are there
    few, short = held(200)
    many, long = held(800)

    assert 0 < many < few + (long - short) / 8
