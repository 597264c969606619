"""gti as a library: what docs/python.md offers is there, says what the commands say, and costs nothing unasked."""

import csv
import doctest
import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

import gti_cli
from gti_cli import library
from tests.conftest import BUNDLED, ROOT, Gti, first
from tests.processes import environment
from tests.readers import reader

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```pycon\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
ROWS = {
    "promises": "promises",
    "updates": "timeline",
    "items": "items",
    "phases": "phase",
    "metrics": "metrics",
    "sources": "sources",
}
"""The rows of a ledger, and the command that gives the same as JSON."""


def run_examples(examples: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run examples one after the other, as they stand, in the folder of a clone."""
    monkeypatch.chdir(ROOT)
    known: dict[str, Any] = {}
    for example in examples:
        test = doctest.DocTestParser().get_doctest(example, known, "docs/python.md", "docs/python.md", 0)
        told: list[str] = []
        doctest.DocTestRunner().run(test, out=told.append, clear_globs=False)
        assert not told, "".join(told)
        known = test.globs


def test_the_examples_print_what_stands_below_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the page runs, but for those that need another package."""
    run_examples([example for example in EXAMPLES if "pandas" not in example], monkeypatch)


@pytest.mark.slow
def test_the_example_with_a_data_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """All examples of the page run, where pandas is installed."""
    reader("pandas")

    run_examples(EXAMPLES, monkeypatch)


@pytest.mark.parametrize(("rows", "command"), first(*ROWS.items()))
def test_rows_are_those_of_the_commands(gti: Gti, rows: str, command: str) -> None:
    """Each list of rows says, key by key, what the command says as JSON on the same day."""
    ledger = gti_cli.load(BUNDLED).as_of("2019-12-01")

    answer = json.loads(gti(command, "--as-of", "2019-12-01", "--json").out)
    assert json.loads(msgspec.json.encode(getattr(ledger, rows))) == answer != []


@pytest.mark.parametrize("name", first(*get_args(library.TableName)))
def test_tables_are_the_csv_of_the_commands(gti: Gti, name: str) -> None:
    """Each table has the columns and the cells of the command's CSV, with values that are no texts yet."""
    ledger = gti_cli.load(BUNDLED).as_of(date(2019, 12, 1))
    command = {"phases": "phase"}.get(name, name)

    table = ledger.table(name)  # type: ignore[arg-type]

    read = csv.DictReader(io.StringIO(gti(command, "--as-of", "2019-12-01", "--format", "csv").out))
    assert [{key: written(value) for key, value in row.items()} for row in table] == list(read) != []


def written(value: object) -> str:
    """A value as CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_what_is_no_table_and_what_is_no_day() -> None:
    """Another name, and a text that is no day, are values that are refused."""
    log = gti_cli.load(BUNDLED)

    with pytest.raises(ValueError, match="there is no table 'status', only timeline, phases, "):
        log.as_of("2020-01-01").table("status")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="June"):
        log.as_of("June 2020")


def test_a_day_is_a_date_or_its_text() -> None:
    """Both ask the same, and the ledger knows which day it was."""
    log = gti_cli.load(str(BUNDLED))

    assert log.as_of("2019-12-01").day == log.as_of(date(2019, 12, 1)).day == date(2019, 12, 1)
    assert log.as_of("2019-12-01").promises == log.as_of(date(2019, 12, 1)).promises


def test_a_file_that_cannot_be_read_raises_a_dataset_error(tmp_path: Path) -> None:
    """So that one error is to be caught for whatever is wrong with a file."""
    with pytest.raises(gti_cli.DatasetError) as raised:
        gti_cli.load(tmp_path / "missing.toml")

    assert [problem.code for problem in raised.value.problems] == ["unreadable"]


def test_the_page_names_what_is_offered() -> None:
    """What the package offers is what the page names, no more and no less; it is what `dir` shows."""
    named = set(re.findall(r"`(\w+)`", PAGE.split("## What stays")[1].split("Fields of rows")[0]))

    assert named == set(gti_cli.__all__) == set(library.__all__)
    assert set(dir(gti_cli)) == {*named, "__version__"}
    assert all(getattr(gti_cli, name) is getattr(library, name) for name in named)
    with pytest.raises(AttributeError, match="has no attribute 'promises'"):
        _ = gti_cli.promises


@pytest.mark.parametrize("code", ["import gti_cli", "from gti_cli import __version__", "import gti_cli.cli.app"])
def test_nothing_is_imported_before_it_is_asked_for(code: str) -> None:
    """Neither the import of the package nor the command line imports the library."""
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )

    imported = shown.stdout.split()
    assert "gti_cli.library" not in imported
    assert code == "import gti_cli.cli.app" or [name for name in imported if name.startswith("gti_cli")] == ["gti_cli"]
