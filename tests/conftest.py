"""What the tests share: a known place to run in, and a `gti` to ask there."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gti_cli.cli.app import app
from gti_cli.cli.dataset import bundled
from gti_cli.dataset.model import Dataset
from tests import make
from tests.make import load_file

ROOT = Path(__file__).parent.parent
BUNDLED = bundled()

VARIABLES = ("GTI_DATA", "NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "COLUMNS", "LINES", "TERM", "COLORTERM")


@pytest.fixture(scope="session", autouse=True)
def _interrupts() -> None:
    """Ctrl-C reaches the programs that tests start, also where a shell runs the tests in its background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _known_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test runs in an empty folder, without the user's settings, on a terminal of 100 columns."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def head() -> str:
    """The tables that every file needs."""
    return make.HEAD


@pytest.fixture
def dataset() -> Callable[[str], Dataset]:
    """A dataset from the tables that matter, after a head that every file needs."""
    return make.dataset


@pytest.fixture
def bundled_path() -> str:
    """The path of the dataset that comes with gti."""
    return os.fspath(BUNDLED)


@pytest.fixture(name="bundled", scope="session")
def _bundled() -> Dataset:
    """The dataset that comes with gti."""
    return load_file(BUNDLED)


@dataclass(frozen=True)
class Answer:
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str


Gti = Callable[..., Answer]


def known(day: date | None) -> date:
    """A day that a test is sure of."""
    assert day is not None
    return day


@pytest.fixture
def gti(tmp_path: Path) -> Gti:
    """Runs `gti` in this process; `data` is the text of a dataset, else the bundled one is asked."""
    runner = CliRunner()

    def run(*words: str, data: str | None = None, env: dict[str, str] | None = None, stdin: bytes = b"") -> Answer:
        path = BUNDLED
        if data is not None:
            path = tmp_path / "dataset.toml"
            path.write_text(data, encoding="utf-8", newline="")
        result = runner.invoke(app, words, env={"GTI_DATA": os.fspath(path)} | (env or {}), input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run
