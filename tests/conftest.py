"""What the tests share: a known place to run in, and a `gti` to ask there."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
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
BUNDLED = Path(str(bundled()))

VARIABLES = (
    "GTI_DATA",
    "GTI_MAX_SIZE",
    "NO_COLOR",
    "FORCE_COLOR",
    "PAGER",
    "LESS",
    "COLUMNS",
    "LINES",
    "TERM",
    "COLORTERM",
)


@pytest.fixture(scope="session", autouse=True)
def _interrupts() -> None:
    """Ctrl-C reaches the programs that tests start, also where a shell runs the tests in its background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all the tests that ask for none of their own: to make one takes longer than most tests."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, _shared: Path) -> Iterator[Path]:
    """Every test runs in an empty folder, without the user's settings, on a terminal of 100 columns."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    folder: Path = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else _shared
    monkeypatch.chdir(folder)
    yield folder
    for left in _shared.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()


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


def first(*cases: object) -> list[object]:
    """Of cases that are alike, the first is tried each time, the rest with the slow tests; a tuple is its values."""
    values = (case if isinstance(case, tuple) else (case,) for case in cases[1:])
    return [cases[0], *(pytest.param(*value, marks=pytest.mark.slow) for value in values)]


def known(day: date | None) -> date:
    """A day that a test is sure of."""
    assert day is not None
    return day


@pytest.fixture
def gti(place: Path) -> Gti:
    """Runs `gti` in this process; `data` is the text of a dataset, else the bundled one is asked."""
    runner = CliRunner()

    def run(*words: str, data: str | None = None, env: dict[str, str] | None = None, stdin: bytes = b"") -> Answer:
        path = BUNDLED
        if data is not None:
            path = place / "dataset.toml"
            path.write_text(data, encoding="utf-8", newline="")
        environment: dict[str, str] = {"GTI_DATA": os.fspath(path), **(env or {})}
        result = runner.invoke(app, words, env=environment, input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run
