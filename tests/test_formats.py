"""Formats: what machines get, letter by letter, and what Markdown shows."""

import csv
import io
import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec import Struct, to_builtins

from gti_cli.render import data as text
from gti_cli.render import markdown
from gti_cli.views import centers, items, regions
from gti_cli.views.answer import Listing
from gti_cli.views.columns import Column, headers
from gti_cli.views.rows import OfInitiative
from tests.conftest import Gti
from tests.make import dataset, item, table, update

ITEM_KEYS = (
    "initiative id kind name phase summary stage done withdrawn stages targets verdict owners replaced_by last_update"
).split()
GOAL_KEYS = "count metric at_least at_most value".split()
PROMISE_KEYS = (
    "initiative id item name kind phase stage bound by attempt made target current_target after statements outcome "
    "part verdict newest_verdict days_late days_early overdue_days newest_overdue_days moves moved_days hedged owners "
    "assessed evidence settled_by silent_days given_up"
).split()
PHASE_KEYS = "initiative id name summary done implied total withdrawn last_update".split()
UPDATE_KEYS = (
    "initiative id date title summary source url archived quote edits rewritten_by events figures counts".split()
)
METRIC_KEYS = "initiative id name unit phase since readings newest goals".split()
PHRASE_KEYS = "text said earliest latest firm convention".split()
REACHED_KEYS = "earliest latest text reported update source implied independent disputed".split()
EVENT_KEYS = (
    "item kind name phase type stage when target not_before after part by hedge anew replaced_by said implied corrects "
    "set note quote url archived stated assessed"
).split()
STATEMENT_KEYS = (
    "date update title source target amount hedge implied note quote moved_days notice_days verdict"
).split()
FIGURE_KEYS = "metric name unit value at_least at_most when since".split()
READING_KEYS = "date update value at_least at_most when since source".split()

ROWS = {
    "timeline": UPDATE_KEYS,
    "phase": PHASE_KEYS,
    "items": ITEM_KEYS,
    "centers": [*ITEM_KEYS, "city", "country", "host", "open", "opened", "target"],
    "regions": [*ITEM_KEYS, "countries", "destination"],
    "promises": PROMISE_KEYS,
    "metrics": METRIC_KEYS,
    "search e": "initiative id type name field text".split(),
}
ONES = {
    "phase relocation": [*PHASE_KEYS, "items", "promises", "updates"],
    "status": (
        "initiative data as_of newest_update updates phases centers regions promises by_others floors passed_floors "
        "owners sentence broken overdue undecided moved silent next_deadlines"
    ).split(),
    "show zurich": ["type", "row", "promises", "updates"],
    "diff 2019": ["from", "to", "updates", "reached", "promised", "moved", "verdicts", "figures"],
}
ABOUT_KEYS = "item name kind phase stage".split()
WHICH_KEYS = ["id", "bound", "by", "attempt"]
DIFF_KEYS = {
    "reached": [*ABOUT_KEYS, "before", "after"],
    "promised": PROMISE_KEYS,
    "moved": [
        *ABOUT_KEYS,
        *WHICH_KEYS,
        *"date update before after moved_days notice_days amount_before amount".split(),
    ],
    "verdicts": [*ABOUT_KEYS, *WHICH_KEYS, "before", "after"],
    "figures": (
        "metric name unit date update value at_least at_most before before_at_least before_at_most source"
    ).split(),
}


@pytest.mark.parametrize("command", ROWS)
def test_keys_of_rows(gti: Gti, command: str) -> None:
    """Every row has the keys of the contract, all of them, in this order."""
    rows = json.loads(gti(*command.split(), "--json").out)

    assert rows
    for row in rows:
        assert list(row) == [*ROWS[command], *(GOAL_KEYS if command == "items" and row["kind"] == "goal" else [])]


@pytest.mark.parametrize("command", ONES)
def test_keys_of_single_answers(gti: Gti, command: str) -> None:
    """An answer about a single thing is one object with the keys of the contract."""
    answer = json.loads(gti(*command.split(), "--json").out)

    assert list(answer) == ONES[command]


def test_keys_inside_rows(gti: Gti) -> None:
    """Phrases, stages, events, statements, figures, counts and readings have the keys of the contract."""
    promises = json.loads(gti("promises", "--json").out)
    updates = json.loads(gti("timeline", "--json").out)
    metrics = json.loads(gti("metrics", "--json").out)
    status = json.loads(gti("status", "--json").out)

    assert all(list(row["target"]) == PHRASE_KEYS for row in promises if row["target"])
    assert all(list(row["outcome"]) == REACHED_KEYS for row in promises if row["outcome"])
    assert all(list(one) == STATEMENT_KEYS for row in promises for one in row["statements"])
    assert all(list(row["days_late"]) == ["min", "max"] for row in promises if row["days_late"])
    assert all(list(event) == EVENT_KEYS for row in updates for event in row["events"])
    assert all(list(one) == FIGURE_KEYS for row in updates for one in row["figures"])
    assert all(list(one) == ["kind", "stage", "value"] for row in updates for one in row["counts"])
    readings = [reading for row in metrics for reading in (*row["readings"], row["newest"])]
    assert all(list(reading) == READING_KEYS for reading in readings)
    assert list(status["initiative"]) == "id name organization announced summary url complete_through keeper".split()
    assert (list(status["centers"]), list(status["regions"])) == (["open", "total"], ["done", "total"])


def test_keys_of_changes(gti: Gti) -> None:
    """Each list of a diff has rows with the same keys: those of a promise, or what changed and of what."""
    answer = json.loads(gti("diff", "2019-03", "--json").out)

    assert all(answer[name] and all(list(row) == keys for row in answer[name]) for name, keys in DIFF_KEYS.items())


@pytest.mark.parametrize("command", ROWS)
def test_json_lines_are_the_rows(gti: Gti, command: str) -> None:
    """JSON lines carry the same rows as JSON, one object a line."""
    lines = gti(*command.split(), "--format", "jsonl").out.splitlines()

    assert [json.loads(line) for line in lines] == json.loads(gti(*command.split(), "--json").out)


@pytest.mark.parametrize("command", ROWS)
def test_csv_and_tsv_have_one_line_a_row(gti: Gti, command: str) -> None:
    """A header line and one line per row (per event in a timeline), as many cells in each; no header twice."""
    header, *lines = csv.reader(io.StringIO(gti(*command.split(), "--format", "csv").out))
    tabbed = [line.split("\t") for line in gti(*command.split(), "--format", "tsv").out.splitlines()]
    rows = json.loads(gti(*command.split(), "--json").out)

    count = sum(len(row["events"]) or 1 for row in rows) if command == "timeline" else len(rows)
    assert len(lines) == count
    assert all(len(line) == len(header) for line in lines)
    assert len(set(header)) == len(header)
    assert tabbed == [header, *lines]


@pytest.mark.parametrize("command", ROWS)
def test_an_empty_answer_has_its_header_too(gti: Gti, command: str) -> None:
    """The columns do not depend on the rows."""
    full = gti(*command.split(), "--format", "csv").out.splitlines()[0]
    empty = gti(*command.split(), "--format", "csv", "--as-of", "2018-01-01").out.splitlines()

    assert empty[0] == full
    assert command in ("phase", "search e") or empty == [full]


def test_csv_of_promises_has_the_keys_in_their_order(gti: Gti) -> None:
    """The columns of promises are the keys of their JSON in the same order, the id first, each in one part or more."""
    header = gti("promises", "--format", "csv").out.splitlines()[0].split(",")
    parts = {"earliest", "latest", "firm", "min", "max"}

    keys = dict.fromkeys(re.sub(f"_({'|'.join(parts)})$", "", name) for name in header)
    assert list(keys) == PROMISE_KEYS


def test_csv_splits_phrases_stages_and_days_late(gti: Gti) -> None:
    """A phrase becomes four columns, a stage three, days late two; the days are those of the JSON."""
    rows = list(csv.DictReader(io.StringIO(gti("promises", "--item", "sao-paulo", "--format", "csv").out)))

    (row,) = rows
    assert (row["target"], row["target_earliest"], row["target_latest"], row["target_firm"]) == (
        "in January 2020",
        "2020-01-01",
        "2020-01-31",
        "2020-01-31",
    )
    assert (row["outcome_earliest"], row["outcome_latest"]) == ("2020-01-01", "2020-11-17")
    assert (row["days_late_min"], row["days_late_max"]) == ("0", "291")
    assert row["statements"] == "1"


def test_csv_has_a_group_for_each_stage(gti: Gti) -> None:
    """Stages stand each under its own name; a list of words is joined by semicolons."""
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(gti("regions", "--format", "csv").out))}

    europe = rows["europe"]
    assert (europe["completed"], europe["completed_earliest"], europe["completed_latest"]) == (
        "2 Apr – 13 Nov 2019",
        "2019-04-02",
        "2019-11-13",
    )
    assert rows["us-canada"]["countries"] == "Canada; United States"


def test_a_stage_named_like_a_column(gti: Gti, head: str) -> None:
    """A stage whose name a view has as a key already stands under `stage_` and its name."""
    data = head + table("stages", milestones=["name", "done"]) + item("milestones") + update('stage = "done"')

    header, line = csv.reader(io.StringIO(gti("items", "--format", "csv", data=data).out))
    row = dict(zip(header, line, strict=True))
    assert (row["name"], row["stage_name_latest"], row["stage_done_latest"]) == ("Thing", "2020-05-01", "2020-05-01")
    assert row["done"] == "true"


@given(st.permutations(["name", "stage", "target", "open", "opened", "verdict", "done", "id", "a", "a-b"]))
def test_no_header_stands_twice(order: list[str]) -> None:
    """Whatever the stages are called, every header of every view is another one."""
    known = dataset(table("stages", centers=order, regions=order, reviews=order[:4]))

    for view in (items, centers, regions):
        header = headers(view.columns(known))
        assert len(set(header)) == len(header)


def test_csv_of_a_timeline_repeats_the_update(gti: Gti, head: str) -> None:
    """One line per event with the update's keys, and one line for an update without events."""
    events = ('stage = "announced"', 'set = { summary = "new" }, when = "May 2020", note = "so"')
    data = head + item("milestones") + update(*events) + update(day="2020-06-01")

    rows = list(csv.DictReader(io.StringIO(gti("timeline", "--format", "csv", data=data).out)))
    assert [(row["id"], row["type"], row["set"]) for row in rows] == [
        ("2020-05-01", "reached", ""),
        ("2020-05-01", "note", "summary: new"),
        ("2020-06-01", "", ""),
    ]
    assert rows[1]["when_earliest"] == "2020-05-01"


@given(st.text() | st.text(alphabet=" ;=a+"))
def test_no_text_is_run_as_a_formula(value: str) -> None:
    """No cell begins with a sign that starts a formula, and each row is one line; numbers stay numbers."""
    columns = (Column(name="number", of=lambda row: -5),)
    listing = Listing(what="text", columns=columns, rows=[OfInitiative(value)])

    lines = b"".join(text.csv(listing)).decode().split("\n")
    assert len(lines) == 3
    (cell, number) = next(csv.reader([lines[1]]))
    assert not any(piece.lstrip().startswith(tuple("=+-@")) for piece in cell.split(";"))
    assert number == "-5"
    assert b"".join(text.tsv(listing)).decode().split("\n")[1].split("\t")[0] == cell


@given(st.text())
def test_json_is_lossless_and_obeyed_by_no_terminal(value: str) -> None:
    """JSON gives back the same text, and has no control character in it but line ends."""
    encoded = b"".join(text.as_json({"value": value})).decode()

    assert json.loads(encoded) == {"value": value}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", encoded)


class Whole(Struct):
    """An answer about one thing: some of its values are one, some are many."""

    id: str
    rows: Sequence[object]
    nothing: None = None
    words: dict[str, list[int]] = {}
    inner: "Whole | None" = None


@pytest.mark.parametrize("many", [0, 1, 2, text.AT_A_TIME - 1, text.AT_A_TIME, text.AT_A_TIME + 1, 3 * text.AT_A_TIME])
def test_json_of_many_rows_is_written_in_pieces(many: int) -> None:
    """Rows that are written some at a time are one array, laid out as if written at once, and end with one line end.

    It does not matter whether they are the answer, or one value of it.
    """
    rows = [{"id": f"row-{at}", "values": [at, {"é\n": [], "empty": {}}]} for at in range(many)]
    inner = Whole("b", rows, words={"c": []})

    for answer in (rows, Whole("a", rows), Whole("\n", [Whole("é", rows[:2])], inner=inner)):
        parts = list(text.as_json(answer))

        assert b"".join(parts).decode() == json.dumps(to_builtins(answer), indent=2, ensure_ascii=False) + "\n"
        assert all(part.count(b'"row-') <= text.AT_A_TIME for part in parts)


@given(st.text(), st.text())
def test_markdown_shows_texts_as_they_are(first: str, second: str) -> None:
    """Each row is one row of the table with one cell a column; no text becomes HTML or emphasis, addresses links."""
    columns = (
        Column(name=None, of=lambda row: row[0], title="first"),
        Column(name=None, of=lambda row: row[1], title="b|c"),
    )
    listing = Listing(what="text", columns=columns, rows=[(first, second)])

    page = MarkdownIt("commonmark", {"html": True}).enable("table").parse("".join(markdown.parts(listing)))
    assert [token.type for token in page].count("td_open") == 2
    inline = [child for token in page if token.type == "inline" for child in token.children or []]
    links = [child for child in inline if child.type in ("link_open", "link_close")]
    assert {child.type for child in inline if child not in links} <= {"text", "text_special", "html_inline"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<span>", "</span>"}
    assert all(re.match("https?://", str(child.attrs["href"]), re.IGNORECASE) for child in links if child.attrs)


def test_markdown_page_has_headings_and_tables(gti: Gti) -> None:
    """An answer about a single thing is a page with a heading, its day, and a table for each list."""
    out = gti("phase", "relocation", "--format", "markdown").out

    assert out.startswith("# Data relocation\n\nas of 17 Nov 2020")
    assert [line for line in out.splitlines() if line.startswith("## ")] == [
        "## Progress",
        "## Items",
        "## Promises",
        "## Updates",
    ]


def test_markdown_table_names_its_day(gti: Gti) -> None:
    """A table is followed by the day and by whose statements these are."""
    out = gti("centers", "--format", "markdown").out

    assert out.startswith("| name |")
    assert out.rstrip().splitlines()[-1] == "Centers as of 17 Nov 2020, where this log ends, as stated by Kaspersky"


@pytest.mark.parametrize("command", ["status", "phase relocation", "show zurich"])
@pytest.mark.parametrize("format_", ["csv", "tsv", "jsonl"])
def test_formats_of_rows_need_rows(gti: Gti, command: str, format_: str) -> None:
    """A format with rows is a usage error where there is a single thing; the message names the commands with rows."""
    answer = gti(*command.split(), "--format", format_)

    assert (answer.code, answer.out) == (2, "")
    assert all(name.split()[0] in answer.err for name in ROWS)


def test_annotations_have_nothing_that_a_log_would_obey(gti: Gti) -> None:
    """A text of the file in an annotation is on one line, and turns no other text around."""
    answer = gti("check", "-f", "github", data='"a\u202eb\ufeff" = 1')

    assert answer.code == 1
    assert not set("\u202e\ufeff").intersection(answer.out)
    assert all(line.startswith("::error file=") for line in answer.out.splitlines())


def test_stages_of_items_own_in_a_sheet(gti: Gti, head: str) -> None:
    """Where items have stages of their own, a sheet has those that occur, as they are first met, and loses none."""
    data = (
        head
        + item("centers", "rome", stages=["announced", "open", "visited"])
        + item("centers", "oslo")
        + item("regions", "north", stages=["planned", "moved"])
        + update('item = "rome", stage = "open", when = "2020-03"', 'item = "oslo", stage = "announced"')
    )
    data += update('item = "north", stage = "moved"', day="2020-06-01")

    def sheet(command: str) -> tuple[list[str], dict[str, str]]:
        lines = list(csv.DictReader(io.StringIO(gti(command, "--format", "csv", data=data).out)))
        return list(lines[0]), lines[0]

    centers, rome = sheet("centers")
    assert rome["stage_open_earliest"] == "2020-03-01"
    assert (rome["open"], rome["opened"], rome["target"]) == ("false", "", "")
    assert centers.index("announced") < centers.index("stage_open") < centers.index("visited")
    regions, north = sheet("regions")
    assert north["moved"]
    assert "started" not in regions


def test_a_pipe_has_the_figures(gti: Gti) -> None:
    """Figures and public counts stand on the first line of their update, in a pipe and as Markdown."""
    for answer in (gti("timeline"), gti("timeline", "--format", "markdown")):
        (line,) = (line for line in answer.out.splitlines() if "17,000" in line)
        assert "Bounties paid: more than 17,000 USD" in line
