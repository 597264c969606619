"""Work, counted without a clock: what is imported, how often a phrase is read, how often a log is gone over."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from gti_cli.dataset import references
from gti_cli.dataset.model import Dataset, Update
from gti_cli.dataset.read import load
from gti_cli.dates.span import MONTHS
from gti_cli.ledger.ledger import Ledger
from gti_cli.render import formats as text
from gti_cli.views import items, phases, promises, status, timeline
from tests import logs
from tests.conftest import HEAD
from tests.processes import environment

LISTING = """
import runpy, sys
sys.argv = ["gti", *sys.argv[1:]]
try:
    runpy.run_module("gti_cli", run_name="__main__")
except SystemExit:
    print(" ".join(sys.modules), file=sys.stderr)
"""
PACKAGES = {"jinja2", "markupsafe", "msgspec", "pydantic", "pygments", "rich", "tomli", "tomli_w"}
COMMANDS = {"init", "listing", "maintaining", "overview", "promising", "publications", "publishing", "record"} | {
    "schema",
    "showing",
}
READ = {"msgspec", "tomli"}
DAY = date(2030, 1, 1)


def modules(*words: str, env: dict[str, str] | None = None) -> set[str]:
    """The modules that a command has imported when it ends."""
    command = [sys.executable, "-c", LISTING, *words]
    result = subprocess.run(command, capture_output=True, env=environment(env), timeout=60, check=True)
    return set(result.stderr.decode().split())


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
            )
        ),
    ],
)
def test_each_answer_imports_the_packages_that_it_needs(words: str, packages: set[str]) -> None:
    """What reads and writes is there; what draws, and what only a page needs, is not imported for anything else.

    Aligned columns and charts are drawn, in a pipe and in a report as Markdown too.
    """
    assert PACKAGES & modules(*words.split()) == packages


@pytest.mark.parametrize(
    ("words", "module", "views"),
    [
        ("timeline --json", "publications", {"timeline"}),
        pytest.param("promises --json", "promising", {"promises"}, marks=pytest.mark.slow),
        pytest.param("metrics --json", "showing", {"metrics"}, marks=pytest.mark.slow),
        pytest.param("items --json", "listing", {"items"}, marks=pytest.mark.slow),
        pytest.param("centers --json", "listing", {"centers", "items"}, marks=pytest.mark.slow),
        pytest.param("regions --json", "listing", {"items", "regions"}, marks=pytest.mark.slow),
    ],
)
def test_no_answer_imports_what_another_one_is_made_of(words: str, module: str, views: set[str]) -> None:
    """A list as JSON takes the module of its command, its view, and none of those that only errors need."""
    imported = modules(*words.split())

    shared = {"caption", "columns", "rows", "values"}
    assert {name for name in COMMANDS if f"gti_cli.cli.{name}" in imported} == {module}
    assert {
        name.removeprefix("gti_cli.views.") for name in imported if name.startswith("gti_cli.views.")
    } - shared == views
    for_others = ("dataset.positions", "dataset.schema", "ledger.check", "ledger.warnings", "write.files")
    assert not {f"gti_cli.{name}" for name in for_others} & imported


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often each function of gti is called in some work."""
    counted: Counter[str] = Counter()

    def count(frame: object, event: str, _: object) -> None:
        code = frame.f_code  # type: ignore[attr-defined]
        if event == "call" and "gti_cli" in code.co_filename:
            counted[code.co_qualname] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


ANSWERS: dict[str, Callable[[Ledger], object]] = {
    "timeline": lambda ledger: list(text.json(timeline.rows(ledger))),
    "promises": lambda ledger: list(text.json(promises.rows(ledger))),
    "items": lambda ledger: list(text.json(items.rows(ledger))),
    "phases": lambda ledger: list(text.json(phases.rows(ledger))),
    "status": lambda ledger: list(text.json(status.status(ledger, "log.toml"))),
    "reading": lambda ledger: None,
}


@pytest.mark.parametrize("name", ANSWERS)
def test_twice_as_many_updates_are_twice_as_much_work(name: str) -> None:
    """Reading a file and answering takes a number of calls that grows with the updates, and no faster."""

    def work(number: int) -> int:
        content = logs.dataset(logs.entries(number)).encode()
        load(content, "log.toml")  # so that every phrase is known
        return calls(lambda: ANSWERS[name](Ledger(load(content, "log.toml"), DAY))).total()

    few, twice, four_times = work(200), work(400), work(800)

    assert few > 200
    assert twice < 2.1 * few
    assert four_times < 2.1 * twice


def test_a_phrase_is_read_once_however_often_it_stands() -> None:
    """A file with four phrases on fifty updates costs four readings of a phrase, and none when it is read again."""
    phrases = ["March 3417", "Q3 3417", "by the end of 3417", "3417/3418"]
    said = "".join(
        f'[[updates]]\ndate = 3416-01-01\ntitle = "t"\nsource = "page"\n'
        f'events = [{{ item = "a", stage = "announced", target = "{phrases[at % 4]}" }}]\n'
        for at in range(50)
    )
    content = f'{HEAD}[[milestones]]\nid = "a"\nphase = "work"\nname = "A"\n{said}'.encode()

    first, again = (calls(lambda: load(content, "test.toml"))["_parse_text"] for _ in range(2))

    assert first == len(phrases)
    assert again == 0


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


@pytest.mark.parametrize("number", [10, 300])
def test_a_log_is_gone_over_a_few_times_however_long_it_is(number: int) -> None:
    """Once to check the references; twice to put the log in order, for the ids and for the updates themselves."""
    assert passes(lambda dataset: list(references.check(dataset)), number) == 1
    assert passes(lambda dataset: Ledger(dataset, DAY).promises, number) == 2
    assert passes(lambda dataset: list(timeline.rows(Ledger(dataset, DAY))), number) == 2


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
