"""The examples: datasets that come with gti beside the bundled one, and what each of them is about.

What they must come to is counted here from their logs, by hand and by the rules of `docs/format.md`.
"""

import json
import re
from pathlib import Path

import pytest

from gti_cli.cli.dataset import SHIPPED
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.verdict import VERDICTS
from tests.conftest import ROOT, Answer, Gti
from tests.make import load_file

FILES = {path.stem: path for path in sorted((ROOT / "examples").glob("*.toml"))}

METRO = {
    # done, and the last day on which it can have been done is not after the date that was given first
    "kept": """weavers-lane-lift riverside-lift bishopsford-lift highfield-lift lower-mills-lift southern-terminal-lift
               airport-link guildhall fairground""",
    # done on a day after it; or reported without a day, but promised again when it had passed
    "late": "tanners-row riverside old-market-lift harbour-street-lift tanners-row-lift",
    # reported without a day, and last promised before the date had passed
    "undetermined": "exchange-square-lift canal-basin stadium",
    # promised again when it had passed, and never reported
    "missed": "museum-quarter central-hospital-lift queens-park-lift airport-link-lift canal-basin-lift",
    # not a word after it
    "unreported": "lower-mills north-gate-lift",
    # due on 30 June 2026, on which the log ends, or later
    "pending": "old-market museum-quarter-lift exchange-square queens-park",
    # never dated: reported, and not
    "delivered": """central-hospital north-gate university-lift fairground-lift bishopsford harbour-street
                    guildhall-lift highfield""",
    "undated": "stadium-lift southern-terminal",
}

ROADMAP = {
    "heron-3.previewed": "kept",  # 28 May is in spring
    "heron-3.released": "late",  # 19 November, not by the end of September
    "heron-2.ended!": "broken",  # on 20 May, and not before June
    "plugin-api.completed": "late",  # 24 July, not in the second quarter; kept by July, its newest date
    "old-api.removed!": "kept",  # still there on 15 January 2026
    "store.open": "kept",  # 5 February is within three months of 19 November
    "sqlite.completed": "late",  # December 2025, not June 2024
    "browser-build.completed": "withdrawn",
    "browser-build.completed#2": "pending",  # taken up again, by the end of 2026
    "package-signing.completed": "unreported",
    "translations.completed": "missed",  # two of four languages in February, due in September
    "accessibility.completed": "undated",
    "code-of-conduct.completed": "delivered",
    "fast-start.reached": "kept",  # 195 ms on 20 December 2024
    "two-reviews.reached": "kept",  # the second on 10 October 2025
    "contributors-goal.reached": "unreported",  # of 40; of the 35 of later 38 were there in time
    "arm-builds.completed@example-cloud": "undetermined",  # 1 to 15 May, due on 7 May
    "mobile.released": "slipped",  # put off on the day on which it was due
    "offline-tiles.completed": "partial",  # Europe is there; 2025 is over
    "web-viewer.completed": "kept",  # a week of July is in summer
    "security-audit.completed": "kept",  # 10 October is within six months of 15 April
    "heron-4.released": "pending",
    "migration-guide.completed": "waiting",
}

MANY_SOURCES = {
    "code-review.contracted": "late",  # nobody was found by 13 November 2018; it was from the first quarter on
    "first-center.reached": "kept",  # 13 November 2018 is in 2018
    "three-centers.reached": "undetermined",  # the third between Madrid and spring 2022; "by 2020"
    "asia.open": "undetermined",  # not yet on 7 November 2019, open by spring 2022; "by 2020"
    "north-america.open": "unreported",
    "assembly-move.completed": "unreported",
    "europe.completed": "undetermined",  # between November 2018 and April 2022; by the end of 2019
    "north-american-users.completed": "undetermined",
    "asia-pacific.completed": "undetermined",
}

TOLD = {
    "metro": {f"{id_}.completed": verdict for verdict, ids in METRO.items() for id_ in ids.split()},
    "roadmap": ROADMAP,
    "many-sources": MANY_SOURCES,
}

each = pytest.mark.parametrize("name", FILES)


def ledger(name: str) -> Ledger:
    """What an example tells at the end of its log."""
    dataset = load_file(FILES[name])
    end = dataset.initiative.complete_through
    assert end, "nothing that is said of it may change with time"
    return Ledger(dataset, end)


def test_each_file_has_its_name() -> None:
    """Those that can be asked for are those in the folder, and the bundled one, which comes first."""
    assert list(SHIPPED) == ["gti", *FILES]
    assert [ROOT / path for path in SHIPPED.values()] == [ROOT / "data" / "initiative.toml", *FILES.values()]


@each
def test_it_is_right(gti: Gti, name: str) -> None:
    """`gti check` has nothing to say of it, not even a warning; it is text that fits an editor, but for addresses."""
    text = FILES[name].read_text(encoding="utf-8")

    assert gti("check", "--strict", str(FILES[name])) == Answer(code=0, out="", err="")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert [line for line in text.splitlines() if len(line) > 120 and "://" not in line] == []
    assert text.endswith("\n")


@each
def test_what_came_of_each_promise(name: str) -> None:
    """The verdicts are those that a reader of the log counts by hand."""
    assert {promise.key: str(promise.verdict) for promise in ledger(name).promises} == TOLD[name]


def test_the_roadmap_has_nearly_every_verdict() -> None:
    """It lacks the one of which `gti check` warns."""
    assert {str(verdict) for verdict in VERDICTS} - set(ROADMAP.values()) == {"disputed"}


def test_the_broken_ones_of_the_metro(gti: Gti) -> None:
    """Ten promises of the 38 are broken; the first that is named was due three years ago, which is 1096 days."""
    status = json.loads(gti("status", "--json", "--data", str(FILES["metro"])).out)
    listed = gti("promises", "--broken", "--data", str(FILES["metro"])).out.splitlines()

    assert len(TOLD["metro"]) == 38
    assert len(status["broken"]) == len(listed) - 1 == 10
    assert "museum-quarter.completed" in listed[1]
    assert "1096 days overdue" in listed[1]


def test_every_statement_of_many_sources_has_its_address() -> None:
    """Each update has one of its own; the company's own words are no independent evidence, whoever prints them."""
    dataset = load_file(FILES["many-sources"])

    assert all(update.url for update in dataset.updates)
    assert {source.id for source in dataset.sources if not source.independent} == {"company", "reports", "releases"}
    assert {source.publisher for source in dataset.sources if not source.independent} == {"Kaspersky"}


def test_a_contradiction_of_many_sources_is_kept(gti: Gti) -> None:
    """Two pages say when Rome opened, and have no day in common; what is said outright stands."""
    shown = json.loads(gti("show", "rome", "--json", "--data", str(FILES["many-sources"])).out)

    said = [event for update in shown["updates"] for event in update["events"] if event["item"] == "rome"]
    assert [event["said"] for event in said if event["said"]] == ["this week", "at the end of September"]
    opened = shown["row"]["opened"]
    assert (opened["earliest"], opened["latest"], opened["disputed"]) == ("2022-09-24", "2022-09-30", False)


@each
def test_what_its_first_comment_says_to_try(gti: Gti, name: str) -> None:
    """It begins with what it is about, and with commands that answer something about it."""
    comment = FILES[name].read_text(encoding="utf-8").partition("\n\n")[0].replace("\n#", "")
    commands = re.findall(r"gti [a-z]+[a-z0-9 -]*", comment.partition(" Try")[2].replace("each with", ""))

    assert comment.startswith("# ")
    assert len(commands) > 2
    for command in commands:
        answer = gti(*command.split()[1:], "--data", str(FILES[name]))
        assert (answer.code, answer.out.count("\n") > 2) == (0, True), command


@each
def test_init_copies_it(gti: Gti, tmp_path: Path, name: str) -> None:
    """`gti init --example NAME` makes the same bytes, which check strictly and answer."""
    made = gti("init", "--example", name, "a folder/log.toml")
    copy = tmp_path / "a folder" / "log.toml"

    assert (made.code, made.out) == (0, "")
    assert copy.read_bytes() == FILES[name].read_bytes()
    assert gti("check", "--strict", str(copy)).code == 0
    status = json.loads(gti("status", "--json", "--data", str(copy)).out)
    assert status["initiative"]["name"] == load_file(FILES[name]).initiative.name


@pytest.mark.parametrize(
    "words",
    [
        ["log.toml", "--example", "metro"],
        ["--example", "metro", "log.toml"],
        ["--example=metro", "log.toml"],
        ["--example=metro", "--", "log.toml"],
    ],
    ids=" ".join,
)
def test_where_its_name_may_stand(gti: Gti, tmp_path: Path, words: list[str]) -> None:
    """Behind the option, which may stand before the file or after it."""
    assert gti("init", *words).code == 0
    assert (tmp_path / "log.toml").read_bytes() == FILES["metro"].read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["log.toml", "--example"],
        ["--example", "log.toml"],
        ["--example", "./log.toml"],
        ["--example", "--", "log.toml"],
        ["--example", "gti", "log.toml"],
    ],
    ids=" ".join,
)
def test_without_a_name_it_is_the_bundled_one(gti: Gti, tmp_path: Path, words: list[str]) -> None:
    """What has a dot or a slash in it is the file to make, and no name."""
    assert gti("init", *words).code == 0
    assert (tmp_path / "log.toml").read_bytes() == (ROOT / SHIPPED["gti"]).read_bytes()


def test_what_looks_like_the_option_may_be_a_file(gti: Gti, tmp_path: Path) -> None:
    """Behind two dashes nothing is an option, and nothing is copied."""
    assert gti("init", "--", "--example").code == 0
    assert b"Kaspersky" not in (tmp_path / "--example").read_bytes()


@pytest.mark.parametrize("words", [["metr", "log.toml"], ["Metro", "log.toml"], ["metr"]], ids=" ".join)
def test_a_name_that_there_is_not(gti: Gti, tmp_path: Path, words: list[str]) -> None:
    """It is wrong usage, told with the names that there are; nothing is made, also where no file is named."""
    answer = gti("init", "--example", *words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f'Error: --example takes gti, many-sources, metro or roadmap, and not "{words[0]}"\n'
    assert list(tmp_path.iterdir()) == []
