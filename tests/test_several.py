"""Several initiatives side by side: where they are found, what each command answers about them, and what is refused."""

import csv
import io
import json
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gti_cli.cli.dataset import find_datasets
from gti_cli.dates.span import day_text
from gti_cli.ledger.verdict import VERDICTS
from tests.conftest import BUNDLED, Gti
from tests.laws import CODES
from tests.make import HEAD, figure, item, table, update
from tests.questions import GROUP, WITH_ROWS, run

WORDS = {"search": ["e"]}
"""The arguments that a command with rows needs."""

STAGED = HEAD.replace('id = "initiative"', 'id = "staged"')
ROME = (
    item("centers", "rome")
    + item("centers", "oslo", stages=["planned", "built"])
    + item("regions", "asia")
    + table("metrics", id="paid", name="Paid", phase="work")
    + update(
        'item = "rome", stage = "open", target = "2020"',
        'item = "oslo", stage = "planned", when = "May 2019"',
        'item = "asia", stage = "completed", target = "2021"',
        day="2019-11-13",
    )
    + update('item = "rome", stage = "open", when = "March 2021"', figures=figure(7), day="2021-04-01")
)
EMPTY = HEAD.replace('id = "initiative"', 'id = "empty"')
"""A file of which nothing is known."""


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A folder with three datasets: one with stages of its own, one without updates, and the bundled one."""
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "b rome.toml").write_text(STAGED + ROME, encoding="utf-8")
    (folder / "a.toml").write_text(EMPTY, encoding="utf-8")
    (folder / "c.toml").write_bytes(BUNDLED.read_bytes())
    (folder / "inner.toml").mkdir()
    (folder / ".hidden.toml").write_text("no TOML", encoding="utf-8")
    (folder / "notes.txt").write_text("no TOML", encoding="utf-8")
    return folder


FILES = ("a.toml", "b rome.toml", "c.toml")


def lines_of(out: str, format_: str) -> list[dict[str, str]]:
    """The rows of CSV or TSV."""
    return list(csv.DictReader(io.StringIO(out), delimiter="\t" if format_ == "tsv" else ","))


def piped(out: str) -> tuple[list[str], list[dict[str, str]]]:
    """The header and the rows of a table in a pipe."""
    head, *rows = [re.split("  +", line) for line in out.splitlines()]
    return head, [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("command", WITH_ROWS)
def test_the_rows_of_several_are_those_of_each_alone(gti: Gti, logs: Path, command: str) -> None:
    """One after the other, by name: as JSON, JSON lines, CSV, TSV and in a pipe; of a folder, or named one by one."""
    words = WORDS.get(command, [])
    named = [word for file in FILES for word in ("-d", os.fspath(logs / file))]

    for format_ in ("json", "jsonl"):
        parts = [gti(command, *words, "-d", os.fspath(logs / file), "-f", format_).out for file in FILES]
        for asked in (["-d", os.fspath(logs)], named):
            answer = gti(command, *words, *asked, "-f", format_)
            read = json.loads if format_ == "json" else lambda out: [json.loads(line) for line in out.splitlines()]
            assert (answer.code, answer.err) == (0, "")
            assert read(answer.out) == [row for part in parts for row in read(part)]
    for format_ in ("csv", "tsv"):
        alone = [
            lines_of(gti(command, *words, "-d", os.fspath(logs / file), "-f", format_).out, format_) for file in FILES
        ]
        together = lines_of(gti(command, *words, *named, "-f", format_).out, format_)
        assert [{**dict.fromkeys(together[0], ""), **row} for part in alone for row in part] == together
    if command != "chart":
        tables = [piped(gti(command, *words, "-d", os.fspath(logs / file)).out)[1] for file in FILES]
        head, rows = piped(gti(command, *words, *named).out)
        assert [{**dict.fromkeys(head, "-"), **row} for part in tables for row in part] == rows


@pytest.mark.parametrize("command", WITH_ROWS)
def test_every_row_begins_with_its_initiative(gti: Gti, command: str) -> None:
    """Of one dataset, too: the first key, the first column in CSV, TSV and a pipe; people read it above the rows."""
    words = WORDS.get(command, [])
    rows = json.loads(gti(command, *words, "--json").out)

    assert {next(iter(row.items())) for row in rows} == {("initiative", "gti")}
    for format_ in ("csv", "tsv"):
        lines = lines_of(gti(command, *words, "-f", format_).out, format_)
        assert {next(iter(line.items())) for line in lines} == {("initiative", "gti")}
    assert "initiative" not in gti(command, *words, "-f", "markdown").out.splitlines()[0]
    if command != "chart":
        head, cells = piped(gti(command, *words).out)
        assert head[0] == "INITIATIVE"
        assert {row["INITIATIVE"] for row in cells} == {"gti"}


def test_a_finding_tells_its_initiative(gti: Gti, tmp_path: Path) -> None:
    """Where the file has an id that can be read; else null."""
    texts = {
        "right": HEAD + update(day="2024-01-16"),
        "wrong": HEAD.replace("format = 1", "format = 7"),
        "odd": HEAD.replace('id = "initiative"', "id = 5"),
        "none": "initiative = 3\n",
        "broken": "no TOML",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    found = json.loads(gti("check", *(f"{name}.toml" for name in texts), "missing.toml", "--json").out)

    told = {row["file"].removesuffix(".toml"): row["initiative"] for row in found}
    assert all(next(iter(row)) == "initiative" for row in found)
    assert told == {**dict.fromkeys(texts), "right": "initiative", "wrong": "initiative", "missing": None}


@pytest.mark.parametrize("command", WITH_ROWS)
def test_each_stands_under_its_own_name_and_day(gti: Gti, logs: Path, command: str) -> None:
    """On a terminal and as Markdown, in their order; one without rows is left out, and how many have some is told."""
    words = WORDS.get(command, [])
    asked = (command, *words, "-d", os.fspath(logs))
    drawn = CODES.sub("", gti(*asked, env={"FORCE_COLOR": "1", "COLUMNS": "200"}).out).splitlines()
    rows = json.loads(gti(*asked, "--json").out)
    have = {row["initiative"] for row in rows}
    heads = [at for at, line in enumerate(drawn) if " as stated by " in line]

    of_all = f"{len(have)} of 3 initiatives" if len(have) < 3 else "3 initiatives"
    assert drawn[0].endswith(f" · {of_all}")
    assert [drawn[at].partition(" as of ")[0] for at in heads] == [NAMES[one] for one in NAMES if one in have]
    assert ("17 Nov 2020" in drawn[heads[-1]]) == ("gti" in have)
    markdown = gti(*asked, "-f", "markdown").out
    assert re.findall("^## (.*)$", markdown, re.MULTILINE) == [NAMES[one] for one in NAMES if one in have]
    assert len(gti(*asked).err.splitlines()) == (0 if command == "chart" else len(have))


NAMES = {"empty": "The Initiative", "staged": "The Initiative", "gti": "Global Transparency Initiative"}


def states(gti: Gti, *words: str) -> list[dict[str, Any]]:
    """The status of several, as JSON."""
    found: list[dict[str, Any]] = json.loads(gti("status", *words, "--json").out)
    return found


def test_status_of_several_is_that_of_each(gti: Gti, logs: Path) -> None:
    """An array of what each has alone; a folder with a single file is several, and a file alone is one object."""
    alone = [json.loads(gti("status", "-d", os.fspath(logs / file), "--json").out) for file in FILES]
    assert states(gti, "-d", os.fspath(logs)) == alone
    for file in FILES[1:]:
        (logs / file).unlink()
    assert states(gti, "-d", f"{logs}{os.sep}") == alone[:1]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1, 20, 50, 60, 80, 100, 140])
def test_a_row_of_status_tells_the_numbers(gti: Gti, logs: Path, width: int) -> None:
    """Those of its JSON: below one another from 60 columns on, else each with its word; nothing is too wide."""
    given = {state["initiative"]["id"]: state for state in states(gti, "-d", os.fspath(logs))}
    drawn = CODES.sub("", gti("status", "-d", os.fspath(logs), env={"FORCE_COLOR": "1", "COLUMNS": f"{width}"}).out)
    text = " ".join(drawn.split())

    assert max(map(len, drawn.splitlines())) <= max(width, 2)
    for state in given.values() if width >= 20 else ():
        counts = told(state)
        numbers = [str(count) for count in counts.values()]
        words = [f"{count} {name}" for name, count in counts.items() if count]
        assert " ".join(numbers) in text if width >= 60 else all(word in text for word in words)
        days = [
            day_text(date.fromisoformat(state[key])) if state[key] else "none yet" for key in ("newest_update", "as_of")
        ]
        for known in (state["initiative"]["name"], state["initiative"]["organization"], *days):
            assert known in text


def told(state: dict[str, Any]) -> dict[str, int]:
    """What a row of status tells of an initiative."""
    verdicts = state["promises"]
    assert [*verdicts] == [*VERDICTS]
    return {
        "promises": sum(verdicts.values()),
        "delivered": verdicts["kept"] + verdicts["delivered"],
        "late": verdicts["late"],
        "broken": len(state["broken"]),
        "overdue": len(state["overdue"]),
        "put off": verdicts["slipped"],
    }


def test_status_of_several_in_a_pipe_and_as_csv(gti: Gti, logs: Path) -> None:
    """The worst first for people, as they were named for machines; nothing beside it; the numbers are those of JSON."""
    given = [told(state) | {"id": state["initiative"]["id"]} for state in states(gti, "-d", os.fspath(logs))]
    answer = gti("status", "-d", os.fspath(logs))
    head, rows = piped(answer.out)

    assert (head[0], answer.err) == ("INITIATIVE", "")
    worst = sorted(given, key=lambda row: (-row["broken"], -row["overdue"], -row["put off"]))
    assert [row["INITIATIVE"] for row in rows] == [row["id"] for row in worst]
    assert rows[-1]["NEWEST_UPDATE"] == "-" or rows[0]["INITIATIVE"] == "empty"
    lines = lines_of(gti("status", "-d", os.fspath(logs), "-f", "csv").out, "csv")
    assert [line["initiative"] for line in lines] == [row["id"] for row in given]
    for name in ("promises", "delivered", "late", "broken", "overdue", "put off"):
        assert [int(line[name.replace(" ", "_")]) for line in lines] == [row[name] for row in given]
        assert [int(row[name.upper().replace(" ", "_")]) for row in rows] == [row[name] for row in worst]


def test_status_of_one_has_no_rows(gti: Gti, logs: Path) -> None:
    """CSV is for several; the refusal does not offer the command that was asked."""
    answer = gti("status", "-d", os.fspath(logs / "c.toml"), "-f", "csv")

    assert (answer.code, answer.out) == (2, "")
    assert "status and" not in answer.err.partition("csv is for")[2]


@pytest.mark.parametrize(
    "words", [["show", "rome"], ["diff", "2019"], ["report"], ["phase", "work"], ["phase", "centers"]]
)
def test_what_takes_one_says_so(gti: Gti, logs: Path, words: Sequence[str]) -> None:
    """Also of a folder with one file in it."""
    for file in (None, *FILES[1:]):
        if file:
            (logs / file).unlink()
        answer = gti(*words, "-d", os.fspath(logs))
        assert (answer.code, answer.out) == (2, "")
        assert re.fullmatch("Error: gti [a-z]+( ID)? takes one dataset; name one file with --data\n", answer.err)


def test_what_is_written_goes_into_one(gti: Gti, logs: Path) -> None:
    """`record` takes no folder, and an option given twice is wrong usage; nothing is written."""
    before = {file: (logs / file).read_bytes() for file in FILES}
    words = ("record", "--title", "News", "--yes")
    folder = gti(*words, "-d", os.fspath(logs))
    twice = gti(*words, "-d", os.fspath(logs / "a.toml"), "-d", os.fspath(logs / "c.toml"))

    assert (folder.code, folder.err) == (2, "Error: gti record takes one dataset; name one file with --data\n")
    assert (twice.code, twice.err) == (2, "Error: --data is given twice; give it once\n")
    assert {file: (logs / file).read_bytes() for file in FILES} == before


def test_all_errors_of_all_files_are_told(gti: Gti, logs: Path) -> None:
    """At once, in the order of the files, and nothing is answered."""
    (logs / "a.toml").write_text(HEAD.replace("format = 1", "format = 7"), encoding="utf-8")
    (logs / "b rome.toml").write_text("no TOML", encoding="utf-8")
    (logs / "gone.toml").symlink_to("nowhere")
    for command in ("status", "promises"):
        answer = gti(command, "-d", os.fspath(logs), "--json")
        files = [
            line.partition(": error:")[0].partition(":")[0] for line in answer.err.splitlines() if ": error:" in line
        ]
        assert (answer.code, answer.out) == (1, "")
        assert files == [os.fspath(logs / name) for name in ("a.toml", "b rome.toml", "gone.toml")]
    assert gti("check", os.fspath(logs), "-f", "json").code == 1


@pytest.mark.parametrize("words", [["status"], ["promises"], ["check"]])
def test_a_folder_without_a_dataset(gti: Gti, tmp_path: Path, words: Sequence[str]) -> None:
    """It is told what a dataset is."""
    (tmp_path / "empty").mkdir()
    asked = [*words, *(["empty"] if words == ["check"] else ["-d", "empty"])]
    answer = gti(*asked)

    assert answer.code == 1
    told = "empty: error: is a folder without a dataset; a dataset is a file whose name ends in .toml [unreadable]\n"
    assert answer.out + answer.err == told


def test_the_environment_may_name_a_folder(gti: Gti, logs: Path) -> None:
    """As --data does, for `check` as well."""
    env = {"GTI_DATA": os.fspath(logs)}

    assert len(json.loads(gti("status", "--json", env=env).out)) == 3
    found = json.loads(gti("check", "--json", env=env).out)
    assert {row["file"] for row in found} <= {os.fspath(logs / file) for file in FILES}
    assert {row["initiative"] for row in found} >= {"empty"}


def test_a_file_named_twice(gti: Gti, logs: Path) -> None:
    """By itself and by its folder, or in other words: it is wrong usage, and not answered twice."""
    twice = gti("items", "-d", os.fspath(logs), "-d", os.fspath(logs / "." / "a.toml"))
    stdin = gti("items", "-d", "-", "-d", "-", stdin=HEAD.encode())

    assert (twice.code, twice.err) == (2, f"Error: {logs / 'a.toml'} is named twice; name it once\n")
    assert (stdin.code, stdin.err) == (2, "Error: - is named twice; name it once\n")


def test_standard_input_beside_a_file(gti: Gti, logs: Path) -> None:
    """It is one of several."""
    answer = gti("centers", "-d", "-", "-d", os.fspath(logs / "c.toml"), "--json", stdin=(STAGED + ROME).encode())

    assert [row["id"] for row in json.loads(answer.out)][:3] == ["rome", "oslo", "zurich"]


def test_initiatives_of_one_id(gti: Gti, logs: Path) -> None:
    """Both are answered, and it is told that their id does not tell them apart."""
    (logs / "d.toml").write_bytes(BUNDLED.read_bytes())
    answer = gti("centers", "-d", os.fspath(logs), "--json")

    assert [row["initiative"] for row in json.loads(answer.out)] == ["staged"] * 2 + ["gti"] * 10
    names = f"{logs / 'c.toml'} and {logs / 'd.toml'}"
    for name in "efg":
        (logs / f"{name}.toml").write_bytes(BUNDLED.read_bytes())
    many = gti("centers", "-d", os.fspath(logs), "--json").err
    assert many.startswith(f"{logs / 'c.toml'}, {logs / 'd.toml'}, {logs / 'e.toml'} and 2 more have the same ")
    assert answer.err == f"{names} have the same initiative, gti; its id does not tell their rows apart\n"


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
def test_hostile_names_of_files(tmp_path: Path) -> None:
    """Names with markup, control characters, spaces, and bytes that are no text are found, and obeyed by nothing."""
    folder = os.fsencode(tmp_path / "odd [bold]")
    os.mkdir(folder)  # noqa: PTH102 - a name in bytes
    for number, name in enumerate([b"[red]x[bold].toml", b"\x1b[31m.toml", b"-d.toml", b"a b\n.toml", b"\xff.toml"]):
        path = os.path.join(folder, name)  # noqa: PTH118
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(HEAD.replace('"initiative"', f'"i{number}"').encode())
    states = run("status", "-d", os.fsdecode(folder), "--json")
    drawn = run("status", "-d", os.fsdecode(folder), env={"FORCE_COLOR": "1"})

    assert states.code == drawn.code == 0
    assert len(json.loads(states.out)) == 5
    assert "\x1b[31m" not in drawn.out
    (tmp_path / "odd [bold]" / "x.toml").write_text("no TOML", encoding="utf-8")
    wrong = run("status", "-d", os.fsdecode(folder))
    assert wrong.code == 1
    assert "\x1b" not in wrong.err


def test_an_id_of_one_of_several(gti: Gti, logs: Path) -> None:
    """It is enough that one file has it, also as a name; a word that none has is wrong usage."""
    asked = ("-d", os.fspath(logs), "--json")
    by_id = json.loads(gti("promises", "--item", "zurich", *asked).out)
    by_name = json.loads(gti("promises", "--item", "São Paulo", "--item", "rome", *asked).out)

    assert {(row["initiative"], row["item"]) for row in by_id} == {("gti", "zurich")}
    assert [(row["initiative"], row["item"]) for row in by_name] == [("staged", "rome"), ("gti", "sao-paulo")]
    assert len(json.loads(gti("metrics", "paid", *asked).out)) == 1
    wrong = gti("promises", "--phase", "nowhere", *asked)
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith('Error: --phase: no phase "nowhere" in any of the files')
    near = gti("promises", "--item", "zurch", *asked).err
    assert 'did you mean "zurich"?' in near


def test_an_empty_answer_about_several(gti: Gti, logs: Path) -> None:
    """One sentence, with all that was looked for and in how many; the day where they share it."""
    asked = ("--country", "Narnia", "--country", "Mordor")
    answer = gti("centers", *asked, "-d", os.fspath(logs), "--json", "--as-of", "2020-06-01")
    (logs / "a.toml").unlink()
    several = gti("centers", *asked, "-d", os.fspath(logs), "--json")

    assert (answer.code, answer.out) == (0, "[]\n")
    assert answer.err == "no center names Narnia or Mordor in any of 3 initiatives as of 1 Jun 2020\n"
    assert re.fullmatch(
        "no center names Narnia or Mordor in any of 2 initiatives as of .* or as of 17 Nov 2020\n", several.err
    )


def test_days_of_many_are_not_listed(gti: Gti, tmp_path: Path) -> None:
    """An empty answer about logs that end on many days says that each has its own."""
    for year in (2019, 2020, 2021):
        text = HEAD.replace("[[sources]]", f"complete_through = {year}-12-31\n[[sources]]", 1)
        (tmp_path / f"{year}.toml").write_text(text.replace('"initiative"', f'"i{year}"'), encoding="utf-8")

    assert gti("items", "-d", ".").err.endswith("is known in any of 3 initiatives as of the day of each\n")


def test_fail_on_asks_all(gti: Gti, logs: Path) -> None:
    """The exit code is that of whichever has such a promise; without any, nothing is said."""
    for verdict, code in (("late", 3), ("broken", 0)):
        answer = gti("promises", "--fail-on", verdict, "-d", os.fspath(logs))
        assert answer.code == code
        assert bool(answer.out) == bool(code)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["record", "--title", "News", "--yes", "--source", "page"],
        ["promises", "--fail-on", "late"],
        ["check", "--fix"],
    ],
)
def test_whose_data(gti: Gti, tmp_path: Path, words: Sequence[str]) -> None:
    """What is held against a job, or written, is never the bundled dataset, where nobody named it; others read it."""
    none = {"GTI_DATA": ""}
    answer = gti(*words, env=none)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "Error: you have no dataset: there is no data/initiative.toml here or in a folder above; "
        "name one, or make one: gti init data/initiative.toml\n"
    )
    assert gti("promises", env=none).code == 0
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "initiative.toml").write_text(HEAD, encoding="utf-8")
    assert gti(*words, env=none).code == 0


def test_init_beside_a_folder(gti: Gti, logs: Path, tmp_path: Path) -> None:
    """A new file in the folder that the environment names is found there; elsewhere --data is told."""
    env = {"GTI_DATA": os.fspath(logs)}

    assert "--data" not in gti("init", os.fspath(logs / "new.toml"), env=env).err
    assert "--data" in gti("init", os.fspath(tmp_path / "elsewhere.toml"), env=env).err


def test_completion_knows_the_ids_of_all(gti: Gti, logs: Path) -> None:
    """Those of a file that is wrong are left out."""
    (logs / "a.toml").write_text("no TOML", encoding="utf-8")
    env = {"_GTI_COMPLETE": "complete_bash", "COMP_WORDS": f"gti timeline -d {logs} --item ", "COMP_CWORD": "5"}
    offered = run(env=env).out.split()

    assert {"rome", "oslo", "zurich"} <= {*offered}


REPEATED = {
    "timeline": [("--phase", "centers", "reviews"), ("--item", "zurich", "Madrid"), ("--grep", "Zurich", "Japan")],
    "items": [("--kind", "center", "review"), ("--phase", "centers", "reviews")],
    "centers": [("--country", "brazil", "SPAIN")],
    "regions": [("--country", "Japan", "Canada")],
    "promises": [
        ("--verdict", "late", "kept,slipped"),
        ("--phase", "centers", "assembly"),
        ("--item", "zurich", "cyberjaya"),
        ("--by", "Kaspersky", "nobody"),
        ("--owner", "nobody", "none"),
        ("--silent", "300", "900"),
        ("--due-within", "10", "500"),
    ],
}
REPEATED["chart"] = REPEATED["promises"]
REPEATED["timeline"] += [("--since", "2019", "2020"), ("--until", "2018", "2019")]


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [(command, option, values) for command, given in REPEATED.items() for option, *values in given],
)
def test_a_filter_given_twice_means_either(gti: Gti, command: str, option: str, values: Sequence[str]) -> None:
    """What each of its values keeps, in the order of all; beside another filter both must hold."""

    def kept(*words: str) -> list[str]:
        return [row["id"] for row in json.loads(gti(command, *words, "--json").out)]

    either = {id_ for value in values for id_ in kept(option, value)}
    both = [word for value in values for word in (option, value)]
    assert kept(*both) == [id_ for id_ in kept() if id_ in either]


def test_every_filter_with_a_value_may_be_repeated() -> None:
    """Those in the table above, and `timeline --source`; no other option of these commands takes several values."""
    for command, given in REPEATED.items():
        several = {max(one.opts, key=len) for one in GROUP.commands[command].params if getattr(one, "multiple", False)}
        assert several - {"--data", "--fail-on", "--source"} == {option for option, *_ in given}


def test_a_source_as_a_filter(gti: Gti) -> None:
    """It keeps the updates that come from it, or from one of several; one that nothing comes from gives none."""
    data = HEAD + item("centers", "rome") + update('item = "rome", stage = "open"', day="2020-01-01")
    data += update('item = "rome", note = "seen"', day="2020-02-01").replace('"page"', '"auditor"')

    def kept(*words: str) -> list[str]:
        return [row["source"] for row in json.loads(gti("timeline", *words, "--json", data=data).out)]

    assert kept("--source", "auditor") == ["auditor"]
    assert kept("--source", "auditor", "--source", "page") == ["page", "auditor"]
    empty = gti(
        "timeline", "--source", "auditor", "--until", "2020-01-15", "--source", "page", "--since", "2021", data=data
    )
    days = "was published since 1 Jan 2021 and was published until 15 Jan 2020"
    assert empty.err.startswith(f"no update {days} and is from the source auditor or page")


def test_texts_looked_for_together_are_all_marked(gti: Gti) -> None:
    """Where they overlap, as one."""
    drawn = gti("timeline", "--grep", "zur", "--grep", "urich", "--grep", "madrid", env={"FORCE_COLOR": "1"}).out

    marked = {found.lower() for found in re.findall(r"\x1b\[[0-9;]*7[0-9;]*m(.*?)\x1b\[", drawn)}
    assert marked == {"zurich", "madrid"}


def test_what_stands_in_a_folder(tmp_path: Path, logs: Path) -> None:
    """Files by name that end in .toml; no folders, and none that begin with a dot."""
    found = find_datasets([os.fspath(logs)])

    assert found.files == tuple(os.fspath(logs / file) for file in FILES)
    assert found.several
    assert not find_datasets([os.fspath(logs / "a.toml")]).several


def test_a_picture_takes_one(gti: Gti, logs: Path) -> None:
    """A chart of several stands side by side on a screen and in data, and is no single picture."""
    answer = gti("chart", "-f", "svg", "-d", os.fspath(logs))

    told = "Error: gti chart --format svg takes one dataset; name one file with --data\n"
    assert (answer.code, answer.out, answer.err) == (2, "", told)


def test_a_floor_is_not_delivered(gti: Gti, tmp_path: Path) -> None:
    """What did not come before its day is kept and delivered nothing; what was brought forward was not put off."""
    (tmp_path / "floors").mkdir()
    tables = item("milestones") + item("milestones", "other")
    tables += update('stage = "completed", not_before = "2020-01-01"', day="2019-01-01")
    tables += update('item = "other", stage = "completed", not_before = "2031"', day="2019-01-01")
    tables += update('item = "other", stage = "completed", not_before = "2030"', day="2019-02-01")
    tables += update('stage = "completed", not_yet = true', day="2020-02-01")
    (tmp_path / "floors" / "a.toml").write_text(HEAD + tables, encoding="utf-8")
    (row,) = json.loads(gti("status", "-d", "floors", "--json", "--as-of", "2020-03").out)
    (line,) = csv.DictReader(io.StringIO(gti("status", "-d", "floors", "-f", "csv", "--as-of", "2020-03").out))

    assert (row["promises"]["kept"], row["floors"]["kept"], row["floors"]["slipped"]) == (1, 1, 1)
    assert (line["promises"], line["delivered"], line["put_off"]) == ("2", "0", "0")
