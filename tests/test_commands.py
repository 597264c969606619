"""The reading commands: what each filter keeps, what an empty answer says, and how ids and days are given."""

import gc
import json
import re
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from gti_cli.cli import main
from gti_cli.cli.app import app
from gti_cli.cli.dataset import find_datasets
from gti_cli.ledger.verdict import VERDICTS, DaysLate
from gti_cli.views.values import late_text
from tests.conftest import Answer, Gti
from tests.laws import CODES
from tests.logs import dataset, entries
from tests.make import figure, item, log, phase, update


def rows(answer: Answer) -> Any:
    """What a command answered as JSON."""
    assert answer.code == 0
    return json.loads(answer.out)


def ids(answer: Answer) -> list[str]:
    """The ids of the rows."""
    return [row["id"] for row in rows(answer)]


def test_gti_alone_is_a_short_help(gti: Gti) -> None:
    """Without a command, a few examples that fit a screen; every one of them works."""
    answer = gti()

    assert (answer.code, answer.err) == (0, "")
    assert len(answer.out.splitlines()) < 24
    examples = [line.strip().split("  ")[0].split() for line in answer.out.splitlines() if line.startswith("  gti ")]
    assert len(examples) >= 6
    assert all(gti(*words[1:]).code == 0 for words in examples)


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help(gti: Gti, flag: str) -> None:
    """Every command explains itself, on -h too."""
    whole = gti(flag).out

    for command in ("status", "timeline", "phase", "regions", "centers", "items", "promises", "metrics", "show"):
        assert f"\n  {command} " in whole
        one = gti(command, flag).out
        for option in ("--data", "-d", "--as-of", "--format", "-f", "--json", "--no-pager"):
            assert option in one


def test_version(gti: Gti) -> None:
    """`--version` names the program and its version."""
    assert gti("--version").out.split() == ["gti", "0.1.0"]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--open", ["zurich", "madrid", "cyberjaya", "sao-paulo"]),
        ("--planned", ["new-brunswick"]),
        ("--withdrawn", []),
        ("--open --planned", ["zurich", "madrid", "cyberjaya", "sao-paulo", "new-brunswick"]),
        ("--open --country BRAZIL", ["sao-paulo"]),
        ("--planned --country Brazil", []),
        ("--country canada", ["new-brunswick"]),
    ],
)
def test_centers(gti: Gti, flags: str, expected: list[str]) -> None:
    """Flags of state mean either, other filters must hold as well, countries are compared without case."""
    assert ids(gti("centers", "--json", *flags.split())) == expected


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--done", ["europe", "us-canada", "asia-pacific"]),
        ("--planned", []),
        ("--country japan", ["asia-pacific"]),
        ("--planned --as-of 2019-12", ["us-canada"]),
        ("--done --planned --as-of 2019-12", ["europe", "us-canada"]),
    ],
)
def test_regions(gti: Gti, flags: str, expected: list[str]) -> None:
    """The same for regions, where a country is one of several."""
    assert ids(gti("regions", "--json", *flags.split())) == expected


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--kind review", ["soc2", "iso27001", "legal-assessment"]),
        ("--phase assembly", ["assembly-move"]),
        ("--planned", ["new-brunswick", "assembly-move", "capacity-building-partners"]),
        ("--planned --kind center", ["new-brunswick"]),
        ("--done --phase outreach", ["paris-call", "remote-review", "capacity-building"]),
    ],
)
def test_items(gti: Gti, flags: str, expected: list[str]) -> None:
    """Items by kind, phase and state."""
    assert ids(gti("items", "--json", *flags.split())) == expected


LIFE = item("milestones") + update('stage = "announced"', 'stage = "withdrawn", when = "April 2020"')


def test_states_are_a_partition(gti: Gti, head: str) -> None:
    """Every item is done, planned or withdrawn, exactly one of them; a withdrawn one stays in the total."""
    data = head + LIFE

    (row,) = rows(gti("items", "--withdrawn", "--json", data=data))
    assert (row["done"], row["withdrawn"]["text"], row["stage"]) == (False, "Apr 2020", "announced")
    assert rows(gti("items", "--done", "--planned", "--json", data=data)) == []
    (phase,) = rows(gti("phase", "--json", data=data))
    assert (phase["done"], phase["total"], phase["withdrawn"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--since 2020", ["2020-02-13", "2020-11-17"]),
        ("--since 2019-11 --until 2019-11", ["2019-11-13"]),
        ("--until 2018", ["2018-08-29", "2018-11-13"]),
        ("--phase assembly", ["2018-08-29"]),
        ("--phase bounty --since 2020", ["2020-11-17"]),
        ("--item kuala-lumpur", ["2019-04-02", "2019-08-15", "2020-11-17"]),
        ("--item iso27001 --reverse", ["2020-02-13"]),
        ("--grep TÜV", ["2020-02-13"]),
        ("--grep cYbErJaYa --until 2019", ["2019-08-15"]),
        ("--grep relaunched", ["2020-11-17"]),
        ("--grep rewarded", ["2020-11-17"]),
        ("--reverse --since 2020", ["2020-11-17", "2020-02-13"]),
        ("--as-of 2018 --reverse", ["2018-11-13", "2018-08-29"]),
    ],
)
def test_timeline(gti: Gti, flags: str, expected: list[str]) -> None:
    """Whole updates, by the first day of `--since`, the last of `--until`, what they touch and what they mention."""
    assert ids(gti("timeline", "--json", *flags.split())) == expected


def test_a_phase_is_touched_by_its_figures(gti: Gti, head: str) -> None:
    """An update that only has a figure of a phase's metric touches the phase."""
    data = (
        head
        + phase("other")
        + item("metrics", "visits", phase="other")
        + item("milestones")
        + update('stage = "announced"')
        + update(day="2020-06-01", figures=figure(1.5, metric="visits"))
    )

    assert ids(gti("timeline", "--phase", "other", "--json", data=data)) == ["2020-06-01"]
    days = {row["id"]: row["last_update"] for row in rows(gti("phase", "--json", data=data))}
    assert days == {"work": "2020-05-01", "other": "2020-06-01"}


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("--verdict slipped,pending", ["new-brunswick", "capacity-building-partners"]),
        ("--verdict slipped --verdict undated", ["assembly-move", "new-brunswick"]),
        ("--phase assembly", ["assembly-move"]),
        ("--item kuala-lumpur", ["cyberjaya"]),
        ("--moved", ["cyberjaya", "new-brunswick"]),
        ("--moved --verdict kept", ["cyberjaya"]),
        ("--silent 811", ["assembly-move"]),
        ("--silent 812", []),
        ("--silent 0", ["assembly-move", "new-brunswick", "capacity-building-partners"]),
        ("--due-within 225", ["new-brunswick"]),
        ("--due-within 224", []),
        ("--due-within 409", ["new-brunswick", "capacity-building-partners"]),
    ],
)
def test_promises(gti: Gti, flags: str, expected: list[str]) -> None:
    """The ledger by verdict, phase and item, by what was moved, what fell silent and what is due soon."""
    answer = rows(gti("promises", "--json", *flags.split()))

    assert [row["item"] for row in answer] == expected


def test_verdicts_are_a_partition(gti: Gti) -> None:
    """Asking for every verdict by itself gives every promise exactly once."""
    split = [row for verdict in VERDICTS for row in rows(gti("promises", "--verdict", verdict, "--json"))]

    key = lambda row: (row["item"], row["stage"])  # noqa: E731
    assert sorted(split, key=key) == sorted(rows(gti("promises", "--json")), key=key)


def test_promises_stand_in_the_order_in_which_they_were_made(gti: Gti) -> None:
    """The first statement's place in the log decides."""
    made = [row["made"] for row in rows(gti("promises", "--json"))]

    assert made == sorted(made)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("regions --country Brazil", "no region names Brazil as of 17 Nov 2020"),
        ("centers --withdrawn", "no center is withdrawn as of 17 Nov 2020"),
        ("centers --open --country Peru", "no center is open and names Peru as of 17 Nov 2020"),
        ("centers --as-of 2017", "no center is known as of 31 Dec 2017"),
        ("regions --planned", "no region is planned as of 17 Nov 2020"),
        ("items --kind review --planned", "no item is of the kind review and is planned as of 17 Nov 2020"),
        ("items --phase assembly --done", "no item belongs to the phase assembly and is done as of 17 Nov 2020"),
        ("promises --verdict missed,unreported", "no promise is missed or unreported as of 17 Nov 2020"),
        ("promises --phase reviews --moved", "no promise belongs to the phase reviews and was moved as of 17 Nov 2020"),
        ("promises --silent 1000", "no promise has been silent for 1000 days as of 17 Nov 2020"),
        ("promises --due-within 1", "no promise is due within 1 day as of 17 Nov 2020"),
        ("promises --item iso27001", "no promise was made for iso27001 as of 17 Nov 2020"),
        ("timeline --since 2021", "no update was published since 1 Jan 2021 as of 17 Nov 2020"),
        ("timeline --until 2017", "no update was published until 31 Dec 2017 as of 17 Nov 2020"),
        ("timeline --grep nobody", 'no update mentions "nobody" as of 17 Nov 2020'),
        (
            "timeline --phase bounty --until 2017",
            "no update was published until 31 Dec 2017 and touches the phase bounty",
        ),
        ("timeline --item sao-paulo --as-of 2018", "no update names sao-paulo as of 31 Dec 2018"),
        ("metrics bugs-resolved --as-of 2019", "no metric is called bugs-resolved as of 31 Dec 2019"),
    ],
)
@pytest.mark.parametrize("format_", ["json", "csv", "table"])
def test_an_empty_answer_says_what_was_looked_for(gti: Gti, command: str, sentence: str, format_: str) -> None:
    """Exit 0, an empty array or a header alone, and one sentence on stderr."""
    answer = gti(*command.split(), "--format", format_)

    assert answer.code == 0
    assert answer.err.startswith(sentence)
    assert answer.err.count("\n") == 1
    assert answer.out == "[]\n" if format_ == "json" else answer.out.count("\n") == 1


@pytest.mark.parametrize("id_", ["zurich", "relocation", "bounties-paid", "status-page", "2019-08-15"])
def test_show_finds_every_type_of_id(gti: Gti, id_: str) -> None:
    """An item, a phase, a metric, a source and an update are found by their ids."""
    shown = rows(gti("show", id_, "--json"))

    assert shown["row"]["id"] == id_
    assert shown["updates"]


def test_show_of_an_item(gti: Gti) -> None:
    """An alias finds its item; the row is that of its kind, with its promises and the updates that name it."""
    shown = rows(gti("show", "kuala-lumpur", "--json"))

    assert shown["type"] == "item"
    assert shown["row"] == next(row for row in rows(gti("centers", "--json")) if row["id"] == "cyberjaya")
    assert [row["item"] for row in shown["promises"]] == ["cyberjaya"]
    assert [row["id"] for row in shown["updates"]] == ["2019-04-02", "2019-08-15", "2020-11-17"]


def test_show_of_a_phase_and_a_metric(gti: Gti) -> None:
    """A phase's row is what `phase ID` gives, a metric's what `metrics` gives."""
    assert rows(gti("show", "bounty", "--json"))["row"] == rows(gti("phase", "bounty", "--json"))
    assert [rows(gti("show", "bounties-paid", "--json"))["row"]] == rows(gti("metrics", "bounties-paid", "--json"))


def test_show_of_an_update_and_a_source(gti: Gti) -> None:
    """An update shows the promises stated in it, a source all of its own."""
    of_update = rows(gti("show", "2019-08-15", "--json"))
    of_source = rows(gti("show", "status-page", "--json"))

    assert [row["item"] for row in of_update["promises"]] == ["cyberjaya"]
    assert of_source["row"]["publisher"] == "Kaspersky"
    assert len(of_source["updates"]) == 8
    assert len(of_source["promises"]) == 15


@pytest.mark.parametrize("id_", ["sao-paulo", "bugs-resolved", "2020-02-13", "status-page"])
def test_what_nobody_had_named_by_then_is_not_shown(gti: Gti, id_: str) -> None:
    """An id that the file has but nobody had named by the day gives an empty answer and a sentence, not an error."""
    answer = gti("show", id_, "--json", "--as-of", "2017")

    assert rows(answer) == {"type": rows(answer)["type"], "row": None, "promises": [], "updates": []}
    assert answer.err.startswith("nobody had named")


@pytest.mark.parametrize(
    ("command", "near"),
    [
        ("show cyberjaja", "cyberjaya"),
        ("phase relocatoin", "relocation"),
        ("timeline --item zurch", "zurich"),
        ("timeline --phase centres", "centers"),
        ("promises --item madird", "madrid"),
        ("promises --phase reviws", "reviews"),
        ("items --phase outraech", "outreach"),
        ("metrics bugs-resolvd", "bugs-resolved"),
        ("promises --verdict mised", "missed"),
    ],
)
def test_an_unknown_word_suggests_the_nearest(gti: Gti, command: str, near: str) -> None:
    """Exit 2, nothing on stdout, and the nearest known word."""
    answer = gti(*command.split())

    assert (answer.code, answer.out) == (2, "")
    assert near in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--item", ""),
        ("timeline", "--phase", ""),
        ("items", "--phase", ""),
        ("promises", "--item", ""),
        ("chart", "--phase", ""),
        ("metrics", ""),
        ("phase", ""),
        ("show", ""),
    ],
)
def test_an_empty_id_is_no_id(gti: Gti, words: tuple[str, ...]) -> None:
    """An id that is empty, as from a variable that is not set, is unknown and does not ask for everything."""
    assert gti(*words).code == 2


def test_empty_words_are_words(gti: Gti) -> None:
    """An empty country names none, and an empty path is no dataset."""
    assert gti("centers", "--country", "").err == 'no center names "" as of 17 Nov 2020\n'
    assert gti("status", "--data", "").code == 1


def test_a_short_list_of_ids_is_given_whole(gti: Gti) -> None:
    """Where few ids are known, all of them are listed."""
    answer = gti("phase", "xyz")

    assert all(id_ in answer.err for id_ in ("centers", "relocation", "reviews", "assembly", "bounty", "outreach"))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2019-06-30", "2019-06-30"),
        ("June 2019", "2019-06-30"),
        ("early 2019", "2019-06-30"),
        ("by 2019", "2019-12-31"),
        ("today", date.today().isoformat()),  # noqa: DTZ011
        ("Today ", date.today().isoformat()),  # noqa: DTZ011
    ],
)
def test_as_of(gti: Gti, given: str, day: str) -> None:
    """Any date phrase means its latest day; `today` is today."""
    assert rows(gti("status", "--json", "--as-of", given))["as_of"] == day


def test_the_day_of_a_log_that_is_kept_up_to_date(gti: Gti, head: str) -> None:
    """Without `complete_through` the day is today; with it, that day."""
    assert rows(gti("status", "--json", data=head))["as_of"] == date.today().isoformat()  # noqa: DTZ011
    assert rows(gti("status", "--json"))["as_of"] == "2020-11-17"


@pytest.mark.parametrize(
    "command",
    [
        "status --as-of someday",
        "status --as-of undated",
        "timeline --as-of 2019/..",
        "timeline --since ../2019",
        "timeline --until 2019/..",
        "timeline --since summer",
        "status --json --format csv",
        "status --format pdf",
        "items --kind centre",
        "promises --silent -1",
        "promises --due-within soon",
        "show",
        "wrong",
    ],
)
def test_wrong_usage(gti: Gti, command: str) -> None:
    """Exit 2, a message on stderr, nothing on stdout."""
    answer = gti(*command.split())

    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert "Traceback" not in answer.err


def test_json_and_format_json_agree(gti: Gti) -> None:
    """Asking twice for the same format is no contradiction."""
    assert gti("centers", "--json", "--format", "json").out == gti("centers", "-f", "json").out


def test_a_dataset_on_standard_input(gti: Gti, head: str) -> None:
    """`--data -` reads standard input, and says so."""
    answer = gti("status", "--json", "-d", "-", stdin=head.encode())

    assert rows(answer)["initiative"]["name"] == "The Initiative"
    assert rows(answer)["data"] == "-"


def test_wrong_input_is_named(gti: Gti) -> None:
    """Messages about standard input and about files name them; exit 1, nothing on stdout."""
    for answer in (
        gti("status", "-d", "-", stdin=b"x"),
        gti("status", "-d", "no-such-file.toml"),
        gti("status", "-d", "."),
    ):
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(("<stdin>:1:2: error: ", "no-such-file.toml: error: ", ".: error: "))


def complete(words: str, incomplete: str) -> list[str]:
    """What a shell is offered for a word after others."""
    variables = {"_GTI_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": f"gti {words} {incomplete}"}
    result = CliRunner().invoke(app, [], prog_name="gti", env=variables)
    return [line.split('"')[1] for line in result.stdout.splitlines() if line.startswith(('"', "_arguments"))][:50]


def test_completion_knows_ids_and_verdicts(gti: Gti, monkeypatch: pytest.MonkeyPatch, bundled_path: str) -> None:
    """A shell is offered the ids of the file that fit the place, and the verdicts one after the other."""
    monkeypatch.setenv("GTI_DATA", bundled_path)

    assert "zurich" in complete("show", "zur")[0]
    assert "relocation" in complete("phase", "re")[0]
    assert "kept,late" in complete("promises --verdict", "kept,la")[0]


def test_completion_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input is not read in the middle of a command line."""
    monkeypatch.setenv("GTI_DATA", "-")

    assert complete("show", "zur") == []


def test_completion_offers_nothing_from_a_wrong_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a file that does not load."""
    (tmp_path / "wrong.toml").write_text("x")
    monkeypatch.setenv("GTI_DATA", str(tmp_path / "wrong.toml"))

    assert complete("show", "zur") == []


def test_completion_is_silent_about_a_wrong_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset that cannot be read offers nothing and says nothing in the middle of a command line."""
    monkeypatch.setenv("GTI_DATA", "no-such-file.toml")

    assert complete("show", "zur") == []


def test_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled_path: str) -> None:
    """Where there is no current folder, nothing is searched, and the bundled dataset answers."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert find_datasets().files == (bundled_path,)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (None, ""),
        (DaysLate(0, 0), "on time"),
        (DaysLate(1, 1), "1 day late"),
        (DaysLate(-2, -2), "2 days early"),
        (DaysLate(0, 291), "on time … 291 days late"),
        (DaysLate(-182, 0), "182 days early … on time"),
        (DaysLate(-33, 687), "33 days early … 687 late"),
        (DaysLate(3, 9), "3 days late … 9 days late"),
        (DaysLate(None, 9), "up to 9 days late"),
        (DaysLate(None, 0), "on time"),
        (DaysLate(None, -9), "at least 9 days early"),
    ],
)
def test_days_late_in_words(late: DaysLate | None, words: str) -> None:
    """A range of days late reads at a glance, and an open end claims nothing."""
    assert late_text(late) == words


@pytest.mark.parametrize(
    ("events", "verdict", "words"),
    [
        ('stage = "completed", target = "2020"', "unreported", "366 days overdue, silent 610 days"),
        ('stage = "completed", target = "undated"', "undated", "silent 610 days"),
        ('stage = "completed", target = "2022"', "pending", "due in 364 days"),
        (
            'stage = "completed", target = "2021"; stage = "completed", target = "2022"',
            "slipped",
            "1 day past its first date, due in 364 days by its newest date",
        ),
        (
            'stage = "completed", target = "2022"; stage = "completed", target = "2023"',
            "slipped",
            "due in 729 days by its newest date",
        ),
        (
            'stage = "completed", target = "2022"; stage = "completed", target = "2020"',
            "pending",
            "366 days overdue by its newest date",
        ),
        ('stage = "completed", target = "2023"; stage = "completed", target = "undated"', "pending", "due in 729 days"),
        (
            'stage = "completed", target = "2023"; stage = "completed", target = "postponed"',
            "slipped",
            "put off without a date",
        ),
        (
            'stage = "completed", target = "2020"; stage = "completed", target = "TBD"',
            "slipped",
            "put off without a date, 366 days past its first date",
        ),
        (
            'stage = "completed", target = "April 2020"; stage = "completed", not_yet = true',
            "missed",
            "611 days overdue",
        ),
        ('stage = "completed", target = "2020"; stage = "withdrawn"', "withdrawn", "given up"),
    ],
)
def test_what_a_verdict_comes_to(gti: Gti, head: str, events: str, verdict: str, words: str) -> None:
    """Beside a verdict without an outcome stands how long it is overdue or silent, or when it is due."""
    data = head + item("milestones") + update(*events.split("; "))

    lines = gti("promises", "--as-of", "2022-01-01", data=data).out.splitlines()
    assert lines[1].split("  ")[1] == verdict
    assert words in lines[1]


@pytest.mark.parametrize(
    ("updates", "verdict", "words"),
    [
        (
            ('2020-06-01 stage = "used"', '2020-07-01 stage = "used", not_yet = true'),
            "disputed",
            "reported, then denied",
        ),
        (
            ('2021-03-01 stage = "used", target = "2022"',),
            "missed",
            "366 days overdue, due in 364 days by its newest date",
        ),
        (
            ('2021-03-01 stage = "used", target = "2022"', '2021-06-01 stage = "withdrawn"'),
            "missed",
            "then given up, withdrawn by its newest date",
        ),
        (
            ('2020-02-01 stage = "used", target = "early 2020"', '2020-12-01 stage = "used", when = "May 2020"'),
            "kept",
            "on time, undetermined by its newest date",
        ),
    ],
)
def test_what_became_of_a_promise_in_words(
    gti: Gti, head: str, updates: tuple[str, ...], verdict: str, words: str
) -> None:
    """Whatever the verdict is by the first date, what it is by the newest is told where that is another one."""
    data = head + log('2020-01-01 stage = "used", target = "2020"', *updates)

    line = gti("promises", "--as-of", "2022-01-01", data=data).out.splitlines()[1]
    assert line.split("  ")[1] == verdict
    assert words in line


def test_due_within_counts_to_the_date_that_stands(gti: Gti, head: str) -> None:
    """A word without a date leaves the date before it as it is; one that puts it off leaves nothing to wait for."""
    vague = head + log('2020-01-01 stage = "used", target = "2022"', '2020-06-01 stage = "used", target = "soon"')
    put_off = vague + update('stage = "used", target = "postponed"', day="2020-07-01")

    asked = ("promises", "--due-within", "548", "--as-of", "2021-07-01", "--json")
    assert [row["id"] for row in rows(gti(*asked, data=vague))] == ["thing.used"]
    assert rows(gti(*asked, data=put_off)) == []


def test_items_without_a_stage_and_withdrawn_ones(gti: Gti, head: str) -> None:
    """A table of items shows what was given up, and a dash where no stage is reported."""
    withdrawn = head + item("milestones") + update('stage = "announced"', 'stage = "withdrawn", when = "April 2020"')
    noted = head + item("milestones") + update('note = "so far only talk"')

    assert "withdrawn  2020-04-01/2020-04-30" in gti("items", data=withdrawn).out
    assert gti("items", data=noted).out.splitlines()[1].split()[2] == "-"
    assert "withdrawn   Apr 2020" in gti("show", "thing", data=withdrawn).out


def test_show_of_a_milestone_and_of_nothing(gti: Gti) -> None:
    """An item of a kind without fields of its own is shown too; what nobody had named is shown as nothing."""
    terminal = {"FORCE_COLOR": "1", "TERM": "dumb"}

    assert "Russian law" in gti("show", "legal-assessment").out
    assert "Paris Call" in gti("show", "paris-call").out
    assert "Verdict" not in gti("show", "sao-paulo", "--as-of", "2017", env=terminal).out


def test_fail_on(gti: Gti) -> None:
    """Prints the promises with these verdicts and exits with 3; is silent and exits with 0 where there are none."""
    found = gti("promises", "--fail-on", "undated,late", "--json")
    none = gti("promises", "--fail-on", "missed,unreported")
    narrowed = gti("promises", "--fail-on", "undated", "--phase", "bounty")

    assert (found.code, [row["item"] for row in json.loads(found.out)]) == (
        3,
        ["zurich-infrastructure", "assembly-move"],
    )
    assert (none.code, none.out, none.err) == (0, "", "")
    assert (narrowed.code, narrowed.out, narrowed.err) == (0, "", "")


def test_fail_on_of_a_log_that_goes_on_and_of_one_that_has_ended(gti: Gti, head: str) -> None:
    """A deadline that passes without a word is noticed in a log that goes on; in one that has ended, none passes."""
    tables = item("milestones") + update('stage = "completed", target = "2020"')
    ended = head.replace("[[sources]]", "complete_through = 2020-12-31\n[[sources]]", 1)

    for words in ((), ("--as-of", "today"), ("--as-of", "2021-01-01")):
        live = gti("promises", "--fail-on", "missed,unreported", *words, data=head + tables)
        assert (live.code, live.out.count("  unreported  ")) == (3, 1)
        over = gti("promises", "--fail-on", "missed,unreported", *words, data=ended + tables)
        assert (over.code, over.out, over.err) == (0, "", "")


def test_fail_on_combines_with_filters(gti: Gti) -> None:
    """Filters must hold as well; an unknown verdict is wrong usage with a suggestion; JSON stays JSON."""
    kept = gti("promises", "--fail-on", "kept", "--moved", "--json")
    wrong = gti("promises", "--fail-on", "lat")
    empty = gti("promises", "--fail-on", "missed", "--json")

    assert (kept.code, [row["item"] for row in json.loads(kept.out)]) == (3, ["cyberjaya"])
    assert (wrong.code, wrong.out) == (2, "")
    assert "late" in wrong.err
    assert (empty.code, empty.out, empty.err) == (0, "[]\n", "")


class Interrupted:
    """An import during which the user presses Ctrl-C."""

    def find_spec(self, name: str, *_: object) -> None:
        """Interrupt the import of the app."""
        if name == "gti_cli.cli.app":
            raise KeyboardInterrupt


def test_interrupted_while_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the command line is even read ends with 130 too."""
    monkeypatch.delitem(sys.modules, "gti_cli.cli.app")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])

    with pytest.raises(SystemExit) as end:
        main()
    gc.unfreeze()
    gc.enable()  # the tests that follow leave gigabytes otherwise
    assert end.value.code == 130


def test_a_day_that_is_today_is_a_filter_too(gti: Gti) -> None:
    """`today` is a day like any other, and nothing was published since."""
    answer = gti("timeline", "--since", "today", "--json")

    assert (answer.code, answer.out) == (0, "[]\n")


@pytest.mark.parametrize(
    "words",
    ["promises", "search center", "phase", "phase work", "items", "timeline", "show page", "diff 2019-06-01", "status"],
)
def test_what_a_screen_names_for_more_works(gti: Gti, tmp_path: Path, words: str) -> None:
    """Every command on it is about the same file and day, and answers."""
    (tmp_path / "a b.toml").write_text(dataset(entries(80)), encoding="utf-8")
    named = "-d 'a b.toml'" if words.startswith("diff") else "-d 'a b.toml' --as-of 2022"
    env = {"FORCE_COLOR": "1", "COLUMNS": "90"}
    screen = " ".join(CODES.sub("", gti(*words.split(), *shlex.split(named), env=env).out).split())

    commands = re.findall("gti [a-z]+ [^·]*?" + re.escape(named), screen)
    assert len(commands) == screen.count("gti ") > 0
    for command in commands:
        assert gti(*shlex.split(command)[1:]).code == 0
