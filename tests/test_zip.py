"""gti from a zip that Python runs as it is: everything that comes with gti is found in there."""

import json
import shutil
import subprocess
import sys
import zipapp
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import gti_cli
from gti_cli.cli.dataset import SHIPPED
from tests.conftest import ROOT
from tests.processes import environment, piped

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ANSWERS = ("status", "schema", "show zurich", "promises --json", "--help", "chart --format svg")


def copied(folder: Path, within: str) -> Path:
    """A folder with the package in it, and with the datasets that come along in a folder within."""
    left_out = shutil.ignore_patterns("__pycache__", *(path.parts[0] for path in SHIPPED.values()))
    shutil.copytree(Path(gti_cli.__file__).parent, folder / "gti_cli", ignore=left_out)
    for path in SHIPPED.values():
        (folder / within / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, folder / within / path)
    return folder


def application(folder: Path) -> tuple[dict[str, str], Sequence[str | Path]]:
    """An installed package as `python -m zipapp` packs it, and how it is run."""
    target = folder / "gti.pyz"
    zipapp.create_archive(copied(folder / "installed", "gti_cli"), target, main="gti_cli.cli:main")
    return {}, (sys.executable, target)


def archive(folder: Path) -> tuple[dict[str, str], Sequence[str | Path]]:
    """A checkout as `python -m zipfile` packs it, and how it is run."""
    target = folder / "gti.zip"
    folders = copied(folder / "checkout", ".").iterdir()
    subprocess.run((sys.executable, "-m", "zipfile", "--create", target, *sorted(folders)), check=True)
    return {"PYTHONPATH": str(target)}, (sys.executable, "-m", "gti_cli")


@pytest.fixture(params=[application, pytest.param(archive, marks=pytest.mark.slow)])
def zipped(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Runs gti from a zip in an empty folder, where nobody names a dataset."""
    env, program = request.param(tmp_path)
    for made in ("installed", "checkout"):  # so that nothing can be found but in the zip
        shutil.rmtree(tmp_path / made, ignore_errors=True)
    here = tmp_path / "here"
    here.mkdir()

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*program, *words], cwd=here, env=environment({"GTI_DATA": "", **env}), capture_output=True, check=False
        )

    return run


@pytest.mark.slow
def test_answers_from_a_zip(zipped: Run) -> None:
    """They are the same as from a folder: the dataset, the templates and the commands are found in the zip."""
    for words in ANSWERS:
        there, here = zipped(*words.split()), piped(*words.split())
        assert (there.returncode, there.stderr) == (0, here.stderr), words
        assert there.stdout == here.stdout, words
    assert zipped("report").stdout.startswith(b"<!doctype html>")


@pytest.mark.slow
def test_files_are_made_from_a_zip(zipped: Run, tmp_path: Path) -> None:
    """A new dataset from the template, a copy of each that comes along, and an update that is recorded there."""
    made = tmp_path / "here" / "made.toml"

    assert zipped("init", "made.toml", "--name", "Moving house").returncode == 0
    assert json.loads(zipped("status", "--json", "-d", "made.toml").stdout)["initiative"]["name"] == "Moving house"
    for name, path in SHIPPED.items():
        assert zipped("init", "--example", name, path.name).returncode == 0
        assert (tmp_path / "here" / path.name).read_bytes() == (ROOT / path).read_bytes()
    recorded = zipped("record", "-d", "made.toml", "--date", "2035-01-01", "--title", "We moved in", "--yes")
    assert recorded.returncode == 0, recorded.stderr
    assert "We moved in" in made.read_text(encoding="utf-8")


def test_nothing_is_recorded_in_a_zip(zipped: Run) -> None:
    """Its dataset is nobody's own, which is told with a remedy."""
    refused = zipped("record", "--date", "2035-01-01", "--title", "We moved in", "--yes")

    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"gti init data/initiative.toml" in refused.stderr
