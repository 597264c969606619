"""What is installed: the wheel, an editable install and a plain folder all answer, each with the right dataset."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.processes import environment

pytestmark = pytest.mark.slow

EDITED = 'name = "An edited name"'


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, as git has it."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    return copy


def installed(folder: Path, *what: str) -> Path:
    """The programs of a fresh virtual environment with something installed in it."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    subprocess.run([programs / "pip", "install", "--quiet", *what], check=True, env=environ)
    return programs


def name_of(program: list[str | Path], cwd: Path) -> str:
    """The name of the initiative that a `gti` answers with from a folder."""
    env = {name: value for name, value in environment({"GTI_DATA": ""}).items() if name != "PYTHONPATH"}
    result = subprocess.run([*program, "status", "--json"], capture_output=True, cwd=cwd, env=env, check=True)
    return str(json.loads(result.stdout)["initiative"]["name"])


def edit(checkout: Path) -> None:
    """Give the initiative another name in a checkout's dataset."""
    path = checkout / "data" / "initiative.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('name = "Global Transparency Initiative"', EDITED, 1), encoding="utf-8")


def test_wheel_and_editable_install(checkout: Path, tmp_path: Path) -> None:
    """The wheel has dataset, templates and manual page in it; an editable install has the checkout, edits too."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    wheels = tmp_path / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, checkout]
    subprocess.run(command, check=True)
    (wheel,) = wheels.glob("*.whl")
    alone = installed(tmp_path / "alone", os.fspath(wheel))
    editable = installed(tmp_path / "editable", "--editable", os.fspath(checkout))

    edit(checkout)

    assert name_of([alone / "gti"], elsewhere) == "Global Transparency Initiative"
    report = subprocess.run(
        [alone / "gti", "report"], capture_output=True, cwd=elsewhere, env=environment(), check=True
    )
    assert report.stdout.startswith(b"<!doctype html>")
    assert (alone.parent / "share" / "man" / "man1" / "gti.1").read_bytes() == (ROOT / "man" / "gti.1").read_bytes()
    assert name_of([editable / "gti"], elsewhere) == "An edited name"
    assert name_of([alone / "gti"], checkout / "docs") == "An edited name"

    for program in (alone, editable):
        made = elsewhere / program.parent.name / "data" / "initiative.toml"
        subprocess.run([program / "gti", "init", made, "--name", "A new one"], check=True)
        assert name_of([program / "gti"], made.parent) == "A new one"


def test_plain_folder(checkout: Path, tmp_path: Path) -> None:
    """A checkout that is only on the path answers from its own dataset, also from elsewhere."""
    edit(checkout)
    code = f"import sys; sys.path.insert(0, {os.fspath(checkout)!r}); from gti_cli.cli import main; main()"

    assert name_of([sys.executable, "-c", code], tmp_path) == "An edited name"
