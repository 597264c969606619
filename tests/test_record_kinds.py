"""`gti record` has an option for every kind of statement, and for what is new; a reader tells what each has written."""

import json
import os
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer import Context
from typer.main import get_command

from gti_cli.cli import complete
from gti_cli.cli.app import app
from gti_cli.dataset.read import load
from gti_cli.write.addition import with_update
from gti_cli.write.stated import FLAGS, QUALIFIERS, new_update
from tests.conftest import Answer, Gti
from tests.make import HEAD, ROME, figure, item, load_file, phase, update

FILE = (
    HEAD
    + phase("more")
    + item("centers", "rome", aliases=["roma"])
    + item("centers", "oslo")
    + "# The law asks for this one.\n"
    + item("reviews", "audit")
    + item("regions", "europe")
    + item("goals", "many", count={"kind": "center", "stage": "open"}, at_least=2)
    + item("metrics", "paid")
    + "\n# What was said\n"
    + update(
        *('item = "rome", stage = "announced"', 'item = "oslo", stage = "open", target = "2020"'),
        *('item = "audit", note = "N"', 'item = "europe", note = "N"', 'item = "many", note = "N"'),
        day="2019-11-13",
        figures=figure(5),
    ).lstrip()
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A dataset of the user's own."""
    path = tmp_path / "own.toml"
    path.write_text(FILE, encoding="utf-8", newline="")
    return path


@pytest.fixture
def record(gti: Gti, file: Path) -> Gti:
    """Runs `gti record` on that file, for an update of 1 February 2020 of the page, without asking."""

    def run(*words: str) -> Answer:
        head = ("-d", os.fspath(file), "-y", "--date", "2020-02-01", "--source", "page", "--title", "More")
        return gti("record", *head, *words)

    return run


@pytest.fixture
def told(record: Gti, gti: Gti, file: Path) -> Any:
    """Records an update, and gives the row of it in `gti timeline --json`."""

    def run(*words: str) -> Any:
        answer = record(*words)
        assert answer.code == 0, answer.err
        rows = json.loads(gti("timeline", "--json", "--as-of", "2020-02-01", "-d", os.fspath(file)).out)
        return rows[-1]

    return run


ABOUT = ("item", "kind", "name", "phase")


def said(row: Any) -> dict[str, Any]:
    """What an event says beside its item: its keys that are something, a phrase as its words."""
    kept = {key: value for key, value in row.items() if key not in ABOUT and value not in (None, False)}
    return {key: value["text"] if isinstance(value, dict) and "text" in value else value for key, value in kept.items()}


# What each option writes


@pytest.mark.parametrize(
    ("option", "words", "item_", "keys"),
    [
        ("--reached", "rome=open", "rome", {"type": "reached", "stage": "open"}),
        ("--reached", "roma=open@May 2019", "rome", {"type": "reached", "stage": "open", "when": "May 2019"}),
        ("--promise", "rome=open@2021", "rome", {"type": "promised", "stage": "open", "target": "2021"}),
        ("--promise", "rome=open@undated", "rome", {"type": "promised", "stage": "open"}),
        ("--not-before", "rome=open@2021", "rome", {"type": "promised", "stage": "open", "not_before": "2021"}),
        (
            *("--after", "audit=completed@roma.open+18 months", "audit"),
            {
                "type": "promised",
                "stage": "completed",
                "after": {"item": "rome", "stage": "open", "within": "18 months", "name": "Rome"},
            },
        ),
        (
            *("--after", " audit = completed @ rome . open ", "audit"),
            {
                "type": "promised",
                "stage": "completed",
                "after": {"item": "rome", "stage": "open", "within": None, "name": "Rome"},
            },
        ),
        ("--not-yet", "rome=open", "rome", {"type": "not_yet", "stage": "open"}),
        ("--part", "rome=open:a = b: @", "rome", {"type": "partly", "stage": "open", "part": "a = b: @"}),
        ("--withdraw", "oslo@2020-01-30", "oslo", {"type": "withdrawn", "stage": "withdrawn", "when": "2020-01-30"}),
        ("--note", "rome=N", "rome", {"type": "note", "note": "N"}),
        ("--set", "rome.host=A; B = C", "rome", {"type": "note", "set": {"host": "A; B = C"}}),
        ("--set", "rome.owners=A; B;C", "rome", {"type": "note", "set": {"owners": ["A", "B;C"]}}),
        ("--set", "europe.countries=Norway", "europe", {"type": "note", "set": {"countries": ["Norway"]}}),
        ("--set", "many.at_least=3", "many", {"type": "note", "set": {"at_least": 3}}),
        ("--set", "rome.phase=more", "rome", {"type": "note", "set": {"phase": "more"}}),
        ("--set", 'rome.name="R"', "rome", {"type": "note", "set": {"name": '"R"'}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_option_writes_one_event(told: Any, option: str, words: str, item_: str, keys: dict[str, Any]) -> None:
    """The update has one event, with exactly the keys that the option names."""
    row = told(option, words)

    (event,) = row["events"]
    assert (row["figures"], row["counts"]) == ([], [])
    assert (event["item"], said(event)) == (item_, keys)


def test_a_figure_has_a_day_of_its_own(told: Any) -> None:
    """What a figure is of stands behind it, after an @."""
    first, second = told("--figure", "paid=7@January 2020", "--figure", "paid = 8.5")["figures"]

    assert (first["metric"], first["value"], first["when"]["text"]) == ("paid", 7, "January 2020")
    assert (second["value"], second["when"]) == (8.5, None)


# Qualifiers


@pytest.mark.parametrize(
    ("qualifier", "keys"),
    [
        (("--said", "later"), {"said": "later"}),
        (("--quote", "We open."), {"quote": "We open."}),
        (("--by", "FAA"), {"by": "FAA"}),
        (("--hedge=we hope to",), {"hedge": "we hope to"}),
        (("--implied",), {"implied": True}),
        (("--anew",), {"anew": True}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_qualifier_is_of_the_event_before_it(told: Any, qualifier: tuple[str, ...], keys: dict[str, Any]) -> None:
    """Of three promises, the one that stands right before a qualifier has it, whatever else stands between."""
    first, second = ("--not-before", "rome=open@2021"), ("--promise", "oslo=open@2022")

    events = told(*first, *second, "--url", "https://example.org", *qualifier, "--promise", "rome=open@2023")["events"]

    assert [event["item"] for event in events] == ["rome", "oslo", "rome"]
    plain = [{"stage": "open", "type": "promised", **date} for date in DATES]
    assert [said(event) for event in events] == [plain[0], plain[1] | keys, plain[2]]


DATES = [{"not_before": "2021"}, {"target": "2022"}, {"target": "2023"}]


def test_each_event_has_its_own_qualifiers(told: Any) -> None:
    """The same qualifier may stand after several events, and several after one."""
    row = told(
        *("--promise", "rome=open@2021", "--hedge", "a", "--said", "b"),
        *("--promise", "oslo=open@2021", "--said", "c", "--hedge", "d", "--anew"),
        *("--reached", "rome=announced", "--corrects", "--implied"),
        *("--not-yet", "audit=completed", "--corrects"),
        *("--reached", "europe=announced"),
    )

    kept = ("hedge", "said", "anew", "corrects", "implied")
    assert [{key: value for key, value in said(event).items() if key in kept} for event in row["events"]] == [
        {"hedge": "a", "said": "b"},
        {"hedge": "d", "said": "c", "anew": True},
        {"corrects": True, "implied": True},
        {"corrects": True},
        {},
    ]


ORDERED = {
    "--reached": "rome=announced",
    "--promise": "oslo=open@2021",
    "--not-before": "oslo=open@2021",
    "--after": "audit=completed@rome.open",
    "--not-yet": "audit=completed",
    "--part": "rome=open:half",
    "--withdraw": "europe",
    "--note": "rome=N",
    "--set": "rome.city=R",
}


@settings(database=None, deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(ORDERED.items())), min_size=1, max_size=6))
def test_events_stand_in_the_order_of_their_options(tmp_path: Path, gti: Gti, options: list[tuple[str, str]]) -> None:
    """Events are written as they stand on the command line, each with a quote that names its place there."""
    file = tmp_path / "own.toml"
    file.write_text(FILE, encoding="utf-8")
    words = [word for at, option in enumerate(options) for word in (*option, "--quote", f"{at}")]
    head = ("-d", os.fspath(file), "--date", "2020-02-01", "--source", "page", "--title", "T")

    dry = gti("record", *head, "--dry-run", *words)

    quotes = re.findall(r'item = "(\w+)".*quote = "(\d)"', dry.out)
    assert quotes == [(re.split("[=.]", value)[0], f"{at}") for at, (_, value) in enumerate(options)]


def test_every_qualifier_is_a_key() -> None:
    """Each option that qualifies is named like its key, and is a flag where the key is one."""
    command: Any = get_command(app)
    known = {max(one.opts, key=len): one.is_flag or one.count for one in command.commands["record"].params}

    assert {option for option in QUALIFIERS if known[option]} == set(FLAGS)


# What is refused

NO_EVENT = "says more of the event named just before it, and there is none before it"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--hedge", "we hope to"),
            f"--hedge {NO_EVENT}; write it after --promise, --not-before or --after",
        ),
        (
            ("--corrects", "--reached", "rome=open"),
            f"--corrects {NO_EVENT}; write it after --reached or --not-yet",
        ),
        (("--reached", "rome=open", "--figure", "paid=7", "--implied"), "before it, and --figure is none; write it"),
        (("--reached", "rome=open", "--add", "center:bern=B@work", "--implied"), "before it, and --add is none"),
        (
            ("--reached", "rome=open", "--said", "a", "--said", "b"),
            "--reached rome=open: --said stands after it twice; leave out one of the two",
        ),
        (
            ("--reached", "rome=open", "--hedge", "we hope to"),
            "--reached rome=open --hedge: a report takes no --hedge, the words that weaken a promise; remove it",
        ),
        (
            ("--promise", "rome=open@2021", "--corrects"),
            "--promise rome=open@2021 --corrects: a promise takes no --corrects; only a report or a --not-yet takes ",
        ),
        (("--part", "rome=open:half", "--anew"), "a report in part takes no --anew; only a promise can be made anew"),
        (("--not-yet", "rome=open", "--implied"), "--not-yet rome=open --implied: a --not-yet takes no --implied"),
        (("--note", "rome=N", "--by", "FAA"), "--note rome=N --by: a note takes no --by, which tells who promises"),
        (("--reached", "rome=open", "--said", " "), "--reached rome=open --said: the text is empty"),
        (("--reached", "rome=open", "--said", "x" * 81), "is not a text of 80 characters at most"),
        (("--reached", "rome=open", "--quote", "\udcff"), "--quote has bytes that are no text"),
        (("--not-before", "rome=open"), "--not-before rome=open: there is no date; give the date before which it does"),
        (
            ("--not-before", "rome=open@by 2021"),
            '"by 2021" is no floor: it has no earliest day; write --promise …@"by 2021", or a first day',
        ),
        (("--promise", "rome=open@not before 2021"), 'write --not-before …@"not before 2021", or a deadline'),
        (("--promise", "rome=withdrawn@2021"), "a withdrawal takes no --promise"),
        (("--after", "rome=open"), "--after rome=open: write it as ITEM=STAGE@OTHER.STAGE, or ITEM=STAGE@OTHER.STAGE+"),
        (("--after", "rome=open@oslo"), "--after rome=open@oslo: write it as ITEM=STAGE@OTHER.STAGE"),
        (("--after", "rome=open@oslo.open+"), "--after rome=open@oslo.open+: write it as ITEM=STAGE@OTHER.STAGE"),
        (("--after", "rome=open@olso.open"), 'no item "olso" in the file; did you mean "oslo"?'),
        (("--after", "rome=open@oslo.opne"), 'a center has no stage "opne"; did you mean "open"?'),
        (("--after", "rome=open@rome.open"), "--after names a stage of the item itself"),
        (("--after", "rome=open@oslo.open+soon"), '"soon" is not a number of days, weeks, months or years'),
        (("--not-yet", "rome=open@2021"), "--not-yet rome=open@2021: it takes no date; it speaks of the day of public"),
        (("--part", "rome=open"), "--part rome=open: write it as ITEM=STAGE:TEXT"),
        (
            ("--part", f"rome=open:{'x' * 81}"),
            "characters at most; keep the words that matter, and put the rest into a --n",
        ),
        (("--set", "rome=R"), "--set rome=R: write it as ITEM.KEY=VALUE"),
        (("--set", "rome.hots=R"), '--set rome.hots=R: a center has no "hots" that can be set; did you mean "host"?'),
        (
            ("--set", "audit.city=R"),
            'a review has no "city" that can be set; it has "name", "summary", "owners", "phase", "standard"',
        ),
        (("--set", "many.at_least=lots"), '--set many.at_least=lots: "lots" is not a number'),
        (("--set", "many.at_most=3"), '--set many.at_most=3: the goal "many" has no `at_most`; it has `at_least`'),
        (("--set", "rome.phase=wrok"), 'no phase "wrok" in the file; did you mean "work"?'),
        (("--figure", "paid=7@2021"), '--figure paid=7@2021: "2021" begins after the publication on 2020-02-01'),
        (("--add", "bern=Bern@work"), "--add bern=Bern@work: write it as KIND:ID=NAME@PHASE"),
        (("--add", "center:bern=Bern"), "--add center:bern=Bern: write it as KIND:ID=NAME@PHASE"),
        (("--add", "centre:bern=Bern@work"), 'no kind "centre"; did you mean "center"?'),
        (("--add", "center:bern=Bern@wrok"), 'no phase "wrok" in the file; did you mean "work"?'),
        (("--add", "goal:more=More@work"), "a goal has an amount, too, which this option cannot say; write its table"),
        (("--add", "center:roma=R@work"), '--add center:roma=R@work: "roma" is an item already; choose another id'),
        (("--add", "center:page=R@work"), '--add center:page=R@work: "page" is a source already; choose another id'),
        (("--add", "center:2019-11-13=R@work"), '"2019-11-13" is an update already; choose another id'),
        (("--add", "center:2020-02-01=R@work"), '--add center:2020-02-01=R@work: the id "2020-02-01" is taken'),
        (
            ("--add", "center:initiative=R@work"),
            '--add center:initiative=R@work: "initiative" is an initiative already',
        ),
        (("--add", "center:Bern_1=B@work"), '--add center:Bern_1=B@work: "Bern_1" is not lower-case words and numbers'),
        (("--add", "center:b=B@work", "--add", "review:b=B@work"), '--add review:b=B@work: "b" is an item already'),
        (("--from", "x.toml", "--implied"), "--from takes the whole update from a file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_told_of_its_option(record: Gti, file: Path, words: tuple[str, ...], message: str) -> None:
    """What an option says wrongly is told in one line with a remedy; the exit code is 2, and nothing is written."""
    answer = record(*words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: ")
    assert message in answer.err
    assert file.read_text(encoding="utf-8") == FILE


# What is new


def test_a_new_item_is_shown(record: Gti, gti: Gti, file: Path) -> None:
    """An item that is added can be named by every option after or before it, and `gti show` shows it."""
    answer = record(
        *("--reached", "bern=announced", "--add", "center:bern=Bern @ Home@work", "--set", "bern.city=Bern"),
        *("--after", "law=completed@bern.open", "--add", "reviews:law=The law@more"),
    )

    assert answer.code == 0, answer.err
    shown = json.loads(gti("show", "bern", "--json", "--as-of", "2020-02-01", "-d", os.fspath(file)).out)["row"]
    assert (shown["name"], shown["kind"], shown["phase"], shown["city"]) == ("Bern @ Home", "center", "work", "Bern")
    assert shown["stage"] == "announced"
    law = json.loads(gti("show", "law", "--json", "--as-of", "2020-02-01", "-d", os.fspath(file)).out)["row"]
    assert (law["name"], law["kind"], law["phase"]) == ("The law", "review", "more")


def test_a_new_item_stands_with_its_kind(record: Gti, file: Path) -> None:
    """Its table follows the last one of its kind; where there is none, it stands above the updates."""
    assert record("--add", "center:bern=Bern@work", "--add", "milestone:out=Out@more", "--note", "bern=N").code == 0

    text = file.read_text(encoding="utf-8")
    bern = '[[centers]]\nid = "bern"\nphase = "work"\nname = "Bern"\n'
    out = '[[milestones]]\nid = "out"\nphase = "more"\nname = "Out"\n'
    assert f'name = "Oslo"\n# The law asks for this one.\n\n{bern}\n[[reviews]]' in text
    assert f"\n\n{out}\n# What was said\n[[updates]]" in text
    assert text.replace(f"\n{bern}", "", 1).replace(f"{out}\n", "", 1).startswith(FILE)


def test_a_dry_run_prints_new_items_and_the_update(record: Gti, file: Path) -> None:
    """--dry-run prints every table that would be written, and writes none."""
    answer = record("--dry-run", "--add", "center:a=A@work", "--add", "center:b=B@work", "--note", "a=N")

    assert answer.out.split("\n\n")[0] == '[[centers]]\nid = "a"\nphase = "work"\nname = "A"'
    assert [line for line in answer.out.splitlines() if line[:1] == "["] == ["[[centers]]"] * 2 + ["[[updates]]"]
    assert file.read_text(encoding="utf-8") == FILE


def test_what_a_new_item_moves_is_no_news(record: Gti, file: Path) -> None:
    """A warning that the file had before is not shown as new because a new item moves it to another line."""
    file.write_text(FILE + "\n" + item("metrics", "unused"), encoding="utf-8")

    answer = record("--add", "center:bern=Bern@work", "--note", "bern=N")
    alone = record("--add", "center:oslo-2=Oslo@work")

    assert "warning" not in answer.err
    assert 'no update names the center "oslo-2"' in alone.err


def test_items_in_one_list_cannot_grow(record: Gti, file: Path) -> None:
    """A file that has the items of the kind in brackets is told what to write; nothing is written."""
    inline = 'reviews = [\n  { id = "x", phase = "work", name = "X" },\n]\n[initiative]'
    old = FILE.replace(item("reviews", "audit"), "").replace('  { item = "audit", note = "N" },\n', "")
    file.write_text(old.replace("[initiative]", inline, 1), encoding="utf-8")
    old = file.read_text(encoding="utf-8")

    answer = record("--add", "review:y=Y@work", "--note", "y=N")

    assert answer.code == 1
    assert "TOML adds nothing to such a list further down" in answer.err
    assert file.read_text(encoding="utf-8") == old


# Files in which items are hard to place: the file, the option's kind, and the line that the new table's follows
PLACES = {
    "a comment that belongs to the next table": (HEAD + ROME + "# next\n" + item("regions", "x").lstrip(), "center"),
    "a comment at the end": (HEAD + ROME + "host = 'h' # its host\n# city = ''", "center"),
    "a table within the last one": (
        HEAD + item("goals", "g", at_least=1) + '[goals.count]\nkind = "center"\nstage = "open"\n\n' + ROME,
        "center",
    ),
    "a text over several lines": (HEAD + ROME + 'summary = """\n[[centers]]\n# a\n"""\n' + update(), "center"),
    "a text that ends like a comment": (
        HEAD + ROME + "summary = '''\n# it\n# ends'''\n" + update().lstrip(),
        "review",
    ),
    "keys right above the updates": (HEAD + ROME + update().lstrip(), "review"),
    "updates above their items": (HEAD + "# all\n" + update().lstrip() + ROME, "region"),
    "no updates and no items": (HEAD, "milestone"),
    "kinds that take turns": (
        HEAD + ROME + item("regions", "x") + item("centers", "y") + item("regions", "z"),
        "center",
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("text", "kind"), PLACES.values(), ids=PLACES)
def test_what_was_there_stays_around_a_new_item(text: str, kind: str, mark: str, line_end: str) -> None:
    """Without the lines that are new, the file is what it was, and it holds what it held and the new item."""
    old = (mark + text.replace("\n", line_end)).encode()
    before = load(old, "own.toml")
    keys = {"date": date(2020, 6, 1), "title": "More", "source": "page"}
    options = [("--add", f"{kind}:bern=Bern@work"), ("--note", "bern=N")]

    new = with_update(old, "own.toml", new_update(before, keys, options)).content

    added = f'[[{kind}s]]\nid = "bern"\nphase = "work"\nname = "Bern"\n'.replace("\n", line_end).encode()
    above, found, below = new.partition(added)
    assert found
    assert b"\n" not in new.replace(b"\r\n", b"") or line_end == "\n"
    kept = _kept(above, below, line_end.encode())
    assert any(one.startswith(old) for one in kept)
    after = load(new, "own.toml")
    assert [one.id for one in after.items() if one.id != "bern"] == [one.id for one in before.items()]
    assert {one.id: one for one in after.items() if one.id != "bern"} == {one.id: one for one in before.items()}
    assert after.updates[:-1] == before.updates


def _kept(above: bytes, below: bytes, line_end: bytes) -> list[bytes]:
    """What may have been there before, where an empty line before or after what is new may be new, too."""
    return [
        begin + end
        for begin in (above, above.removesuffix(line_end), above.removesuffix(line_end * 2))
        for end in (below, below.removeprefix(line_end))
    ]


@pytest.mark.parametrize(
    "word", ["bern", "new-hall", "New hall", "page", "initiative", "Zürich_2", "\u6771\u4eac", "it's"]
)
@pytest.mark.parametrize("option", ["--reached {}=completed", "--withdraw {}", "--after rome=open@{}.completed"])
def test_an_unknown_item_is_answered_with_what_adds_it(record: Gti, file: Path, option: str, word: str) -> None:
    """The message ends with an option; pasted behind the same command line, it adds the item that was meant."""
    name, _, form = option.partition(" ")
    words = (name, form.format(word))

    refused = record(*words)
    added = record(*words, *shlex.split(refused.err.rpartition(": ")[2]))

    assert refused.code == 2
    assert refused.err.splitlines()[-1].startswith("to add it, as a milestone, center, region or review: --add ")
    assert added.code == 0, added.err
    [new] = load_file(file).milestones
    assert word in (new.id, new.name)
    assert new.phase == "work"


def test_only_what_names_nothing_is_offered_to_be_added(record: Gti, file: Path) -> None:
    """A name that several items have is to be told apart, and no item is added for it."""
    twins = "".join(item("milestones", id_, name="Twin") for id_ in ("north", "south"))
    file.write_text(FILE + twins, encoding="utf-8")

    answer = record("--reached", "Twin=completed")

    assert answer.code == 2
    assert '"Twin" is the name of north and south' in answer.err
    assert "--add" not in answer.err


@pytest.mark.parametrize("text", [FILE, HEAD + ROME + update()])
def test_a_goal_is_written_into_a_file(gti: Gti, tmp_path: Path, text: str) -> None:
    """Where a goal is to be added, the message has the table that, in a file with the update, adds it."""
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    head = ("record", "-d", os.fspath(file), "-y")
    refused = gti(*head, "--title", "T", "--source", "page", "--add", "goal:all=More: all@work")
    explanation, _, table = refused.err.partition("\n\n")
    (tmp_path / "new.toml").write_text(f"{table}\n{update(day='2020-06-01')}", encoding="utf-8")

    answer = gti(*head, "--from", "new.toml")

    assert refused.code == 2
    assert "a file that --from names" in explanation
    assert answer.code == 0, answer.err
    assert load_file(file).goals[-1].name == "More: all"


# What is shown


def test_the_preview_tells_every_statement(record: Gti) -> None:
    """What changes nothing that is derived is shown, too: a part, what is set, whose promise it is."""
    answer = record(
        *("--part", "rome=open:the lobby", "--set", "rome.host=A bank", "--promise", "oslo=open@2021", "--by", "FAA"),
    )

    assert "open in part: the lobby" in answer.out
    assert "details named" in answer.out
    assert "by FAA" in answer.out


def test_items_and_their_stages_are_completed(file: Path) -> None:
    """Before the equals sign items are offered, behind it the stages of the item; nothing where no file can be read."""
    command: Any = get_command(app)
    context = Context(command)
    context.params["data"] = os.fspath(file)

    assert complete.item_stages(context, "ro") == ["rome", "roma"]
    assert complete.item_stages(context, "roma=") == ["roma=announced", "roma=open"]
    assert complete.item_stages(context, "audit=c") == ["audit=contracted", "audit=completed"]
    file.write_text("wrong", encoding="utf-8")
    assert complete.item_stages(context, "rome=") == []
