"""Work, counted without a clock: what is imported, how often a phrase is read, how often a log is gone over."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest
from msgspec.structs import replace

from gti_cli.dataset.model import Dataset, Update
from gti_cli.dataset.read import load
from gti_cli.dates.forms import vocabulary
from gti_cli.dates.phrase import refused
from gti_cli.dates.span import MONTHS
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import timeline
from tests import logs
from tests.conftest import ROOT, first
from tests.make import HEAD, dataset, item, phase, table, update
from tests.processes import environment
from tests.questions import GROUP, NAMES, WITH_ROWS, run

LISTING = """
import runpy, sys
sys.argv = ["gti", *sys.argv[1:]]
try:
    runpy.run_module("gti_cli", run_name="__main__")
except SystemExit:
    print(" ".join(sys.modules), file=sys.stderr)
"""
PACKAGES = {"jinja2", "markupsafe", "msgspec", "pydantic", "pygments", "rich", "tomli", "tomli_w"}
READ = {"msgspec", "tomli"}
DAY = date(2030, 1, 1)


def modules(*words: str, env: dict[str, str] | None = None) -> set[str]:
    """The modules that a command has imported when it ends."""
    command = [sys.executable, "-c", LISTING, *words]
    result = subprocess.run(command, capture_output=True, env=environment(env), timeout=60, check=True)
    return set(result.stderr.decode().split())


def closure(module: str) -> set[str]:
    """The modules that are imported with one."""
    code = f"import sys, {module}; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    return set(result.stdout.decode().split())


@pytest.mark.parametrize(
    ("words", "packages"),
    [
        ("timeline --json", READ),
        ("centers", {*READ, "rich"}),
        *(
            pytest.param(words, packages, marks=pytest.mark.slow)
            for words, packages in (
                ("--version", {"msgspec"}),
                ("promises --json", READ),
                ("regions --format csv", READ),
                ("items --format jsonl", READ),
                ("phase --format markdown", READ),
                ("status --json", READ),
                ("show madrid --json", READ),
                ("diff 2019 --json", READ),
                ("check", READ),
                ("schema", {"msgspec"}),
                ("report --format markdown", {*READ, "rich"}),
                ("report --format html", {*READ, "jinja2", "markupsafe"}),
                ("chart --format svg", {*READ, "jinja2", "markupsafe"}),
                ("chart --slips --json", READ),
            )
        ),
    ],
)
def test_each_answer_imports_the_packages_that_it_needs(words: str, packages: set[str]) -> None:
    """What reads and writes is there; what draws, and what only a page needs, is not imported for anything else.

    Aligned columns and charts are drawn, in a pipe and in a report as Markdown too.
    """
    assert PACKAGES & modules(*words.split()) == packages


def test_an_error_is_told_without_a_console(tmp_path: Path) -> None:
    """A file that is missing or wrong is told of in plain text: what draws on a terminal is not imported for it."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(HEAD.replace("format = 1", "format = 2"), encoding="utf-8")

    for file in (wrong, tmp_path / "missing.toml"):
        assert "rich.console" not in modules("status", "--data", os.fspath(file))


LISTS = [f"{command} e" if command == "search" else command for command in WITH_ROWS if command != "chart"]
"""The commands with rows, but for the chart: it is the list of promises, drawn. One needs a text to look for."""
VIEWS = sorted((ROOT / "gti_cli" / "views").glob("*.py"))


@pytest.mark.parametrize("line", first(*LISTS))
def test_a_list_imports_nothing_of_another_command(line: str) -> None:
    """A list as JSON takes the module of its own command, and the views that its own one is made of."""
    homes = {name: function.__module__ for name in NAMES if (function := GROUP.commands[name].callback)}
    views = {name: f"gti_cli.views.{path.stem}" for name in NAMES for path in VIEWS if path.stem in (name, f"{name}s")}

    command = line.split()[0]

    imported = modules(*line.split(), "--json")

    assert imported & set(homes.values()) == {homes[command]}
    assert imported & set(views.values()) <= closure(views[command])


@pytest.mark.parametrize("line", first(*LISTS))
def test_a_list_imports_nothing_that_only_errors_need(line: str, tmp_path: Path) -> None:
    """What tells of an error or of a refused date, and what writes a file, is not imported where nothing is wrong."""
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(HEAD + item("milestones") + update('stage = "announced", when = "soonish"'), encoding="utf-8")
    needed = modules("check", os.fspath(wrong)) - modules("check")
    for_errors = {name for name in needed if name.startswith("gti_cli.")}

    imported = modules(*line.split(), "--json")

    assert {"gti_cli.dataset.positions", "gti_cli.dates.refusals"} <= for_errors
    assert not for_errors & imported
    assert not {name for name in imported if name.startswith("gti_cli.write")}


def calls(work: Callable[[], object], of: str = "gti_cli") -> int:
    """How often functions of a package are called in some work."""
    counted = 0
    folder = f"{os.sep}{of.replace('.', os.sep)}{os.sep}"

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call" and folder in frame.f_code.co_filename

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "timeline --json",
        "promises --json",
        "items -f csv",
        "phase --json",
        "status --json",
        "diff 2002 --json",
        "search a --json",
        "timeline --grep a --json",
        "check",
    ],
)
def test_twice_as_many_updates_are_twice_as_much_work(tmp_path: Path, words: str) -> None:
    """Reading a file and answering takes a number of calls that grows with the updates, and no faster."""
    command, *options = words.split()

    def work(number: int) -> int:
        file = tmp_path / f"{number}.toml"
        file.write_text(logs.dataset(logs.entries(number)), encoding="utf-8")
        line = (command, *([] if command == "check" else ["--data"]), os.fspath(file), *options)
        assert run(*line).code == 0  # and from here on every phrase is known
        return calls(lambda: run(*line))

    few, twice, four_times = work(100), work(200), work(400)

    assert few > 200
    assert twice < 2.1 * few
    assert four_times < 2.1 * twice


def many_phases(number: int) -> str:
    """Many phases with an item each, of which one is promised again and again."""
    things = [phase(f"p{at}") + item("milestones", f"m{at}", phase=f"p{at}") for at in range(number)]
    said = [update(f'item = "m0", stage = "completed", target = "{2010 + at % 9}"') for at in range(number)]
    return "".join((HEAD, *things, *said))


def many_stages(number: int) -> str:
    """An item with many stages, each of them promised on a day of its own."""
    days = (str(date(2001, 1, 1) + timedelta(days=at)) for at in range(number))
    said = [update(f'item = "m", stage = "s{at}", target = "2020"', day=day) for at, day in enumerate(days)]
    stages = table("stages", milestones=[f"s{at}" for at in range(number)])
    return "".join((HEAD, stages, item("milestones", "m"), *said))


@pytest.mark.slow
@pytest.mark.parametrize("make", [many_phases, many_stages])
@pytest.mark.parametrize("command", ["status", "phase", "promises", "items", "diff 2005"])
def test_updates_and_what_they_are_about_do_not_multiply(
    tmp_path: Path, make: Callable[[int], str], command: str
) -> None:
    """Twice as many phases, or stages, with twice as many updates about them are twice as much work."""

    def work(number: int) -> int:
        file = tmp_path / f"{number}.toml"
        file.write_text(make(number), encoding="utf-8")
        line = (*command.split(), "--data", os.fspath(file), "--json")
        assert run(*line).code == 0
        return calls(lambda: run(*line))

    few, twice = work(100), work(200)

    assert few > 200
    assert twice < 2.1 * few


def test_a_phrase_is_read_once_however_often_it_stands() -> None:
    """To read four phrases takes no more work where they stand in fifty places than where they stand in four."""

    def reading(year: int, places: int) -> int:
        """The work for the phrases: what it takes to read a file once more is left out."""
        phrases = [f"March {year}", f"Q3 {year}", f"by the end of {year}", f"{year}/{year + 1}"]
        said = (f'stage = "announced", target = "{phrases[at % 4]}"' for at in range(places))
        tables = item("milestones") + "".join(update(event, day="3000-01-01") for event in said)
        first, again = (calls(lambda: dataset(tables), of="gti_cli.dates") for _ in range(2))
        return first - again

    reading(3407, places=4)  # the table of forms is made at its first use
    few, many = reading(3417, places=4), reading(3427, places=50)

    assert few > 100
    assert many < 1.1 * few


@pytest.mark.slow
@pytest.mark.parametrize("words", first(1, 2, 3))
def test_no_words_fit_in_very_many_ways(words: int) -> None:
    """However often words of the forms are repeated, few ways to read them are tried."""
    known = sorted(vocabulary())
    for at in range(0, len(known), words):
        repeated = " ".join(known[at : at + words] * 30)[:94].rsplit(" ", 1)[0]
        for text in (repeated, f"{repeated} 2019"):
            assert calls(lambda text=text: refused(text), of="gti_cli.dates") < 150_000, text  # type: ignore[misc]


class Watched(tuple[Update, ...]):
    """Updates that count how often somebody goes over them."""

    passes = 0

    def __iter__(self) -> Iterator[Update]:
        """One more pass."""
        Watched.passes += 1
        return super().__iter__()


def passes(work: Callable[[Dataset], object], number: int) -> int:
    """How often some work goes over the updates of a file with so many."""
    dataset = load(logs.dataset(logs.entries(number)).encode(), "log.toml")
    watched = replace(dataset, updates=Watched(dataset.updates))
    Watched.passes = 0
    work(watched)
    return Watched.passes


@pytest.mark.parametrize("answer", [lambda ledger: ledger.promises, lambda ledger: list(timeline.rows(ledger))])
def test_a_log_is_gone_over_a_few_times_however_long_it_is(answer: Callable[[Ledger], object]) -> None:
    """How often an answer goes over all updates does not depend on how many there are."""
    few, many = (passes(lambda dataset: answer(Ledger(dataset, DAY)), number) for number in (10, 300))

    assert 0 < few == many


COLLECTING = """
import gc, sys
from gti_cli.cli import main
sys.argv = ["gti", "status"]
before = [generation["collections"] for generation in gc.get_stats()]
try:
    main()
finally:
    sys.stderr.write(str(before == [generation["collections"] for generation in gc.get_stats()]))
"""


def test_nobody_looks_for_garbage_while_a_command_runs() -> None:
    """The garbage collector rests from the first import to the end."""
    result = subprocess.run([sys.executable, "-c", COLLECTING], capture_output=True, env=environment(), check=True)

    assert result.stderr == b"True"


@pytest.mark.parametrize("number", [10, 1000])
def test_the_log_that_is_measured_is_one_that_people_could_keep(number: int) -> None:
    """It loads, has two events an update, and gives the other programs as many entries; a long one has every phrase."""
    log = logs.entries(number)

    dataset = load(logs.dataset(log).encode(), "log.toml")
    assert [len(update.events) for update in dataset.updates] == [2] * number
    assert {event.type for update in dataset.updates for event in update.events} >= {"reached", "promised"}
    assert logs.journal(log).count("\n\n") == logs.diary(log).count("\n\n") == number
    assert len(json.loads(logs.frames(log))) == number
    assert logs.beans(log).count(" * ") == number
    if number == 1000:
        said = {shape(event.said) for entry in log for event in entry.events if event.said}
        assert said == {shape(logs.phrase(form, DAY)) for form in (*logs.WHENS, *logs.TARGETS)}


def shape(phrase: str) -> str:
    """A date phrase without what tells one date of its form from another."""
    months = "|".join(name for month in MONTHS for name in (month, month[:3]))
    for words, sign in (("|".join(logs.ORDINALS), "nth"), (months, "month")):
        phrase = re.sub(rf"\b({words})\b", sign, phrase, flags=re.IGNORECASE)
    return re.sub("[0-9]+", "0", phrase)
