"""What is installed: the wheel, an editable install and a plain folder all answer, each with the right dataset.

And what is asked of other packages: only what they offer, and only of those that are installed along with gti.
"""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Mapping
from email import message_from_bytes
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.imports import private, taken
from tests.processes import environment

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


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of that copy."""
    wheels = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*command, "--wheel-dir", wheels, checkout], check=True)
    (made,) = wheels.glob("*.whl")
    return made


@pytest.mark.slow
def test_the_readme_of_a_package_index(wheel: Path) -> None:
    """It is that of the repository, but that no link is relative: each leads to the home that pyproject.toml names."""
    with zipfile.ZipFile(wheel) as file:
        (name,) = (name for name in file.namelist() if name.endswith(".dist-info/METADATA"))
        shown = message_from_bytes(file.read(name)).get_payload(decode=True).decode()  # type: ignore[union-attr]
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    home = re.escape(pyproject["tool"]["hatch"]["metadata"]["hooks"]["custom"]["home"])

    written = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((?!https?://|#)", written)
    assert not re.findall(r"\]\((?!https?://|#)", shown)
    assert re.sub(rf"{home}/(raw|blob)/v[0-9.]+/", "", shown) == written
    assert all(kind == "raw" for kind in re.findall(rf"{home}/(\w+)/[^)]*\.(?:png|svg)\)", shown))


@pytest.mark.slow
def test_wheel_and_editable_install(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    """The wheel has the package alone, with all that it needs; an editable install has the checkout, edits too."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as file:
        assert {name.split("/")[0].partition("-")[0] for name in file.namelist()} == {"gti_cli"}
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
        for example in (ROOT / "examples").iterdir():
            copy = elsewhere / program.parent.name / example.name
            subprocess.run([program / "gti", "init", copy, "--example", example.stem], check=True)
            assert copy.read_bytes() == example.read_bytes()


@pytest.mark.slow
def test_the_container(checkout: Path, tmp_path: Path) -> None:
    """What Containerfile runs makes a gti, and what it starts answers in the folder that it is given.

    No container is made: its commands are run here, with folders of this test in the place of those of the container.
    """
    lines = re.findall(
        r"^(RUN|COPY|ENV|ENTRYPOINT) (.+)", (ROOT / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    folders = {"/opt/gti": os.fspath(tmp_path / "opt"), "/src": os.fspath(checkout)}
    here = {what: re.sub("|".join(folders), lambda found: folders[str(found[0])], words) for what, words in lines}

    env = {name: value for name, value in environment().items() if name != "PYTHONPATH"} | {"GTI_DATA": ""}
    subprocess.run(["bash", "-ec", here["RUN"].replace("python", sys.executable, 1)], env=env, check=True)
    (tmp_path / "log").mkdir()
    start = f"export {here['ENV']}; exec {json.loads(here['ENTRYPOINT'])[0]} status --json"
    ran = subprocess.run(["bash", "-ec", start], env=env, cwd=tmp_path / "log", capture_output=True, check=True)

    assert ("COPY", ". /src") in lines
    assert json.loads(ran.stdout)["initiative"]["id"] == "gti"


@pytest.mark.slow
def test_plain_folder(checkout: Path, tmp_path: Path) -> None:
    """A checkout that is only on the path answers from its own dataset, also from elsewhere."""
    edit(checkout)
    code = f"import sys; sys.path.insert(0, {os.fspath(checkout)!r}); from gti_cli.cli import main; main()"

    assert name_of([sys.executable, "-c", code], tmp_path) == "An edited name"


PACKAGE = sorted((ROOT / "gti_cli").rglob("*.py"))
AROUND = [
    path for name in ("tests", "benchmarks", "docs", "man", ".ci") for path in sorted((ROOT / name).rglob("*.py"))
]


@cache
def taken_by(path: Path) -> set[str]:
    """The dotted names that a module takes from other packages."""
    return taken(path.read_text(encoding="utf-8"))


@cache
def packages() -> Mapping[str, list[str]]:
    """The packages that are installed, by the names that are imported."""
    return packages_distributions()


def needed_by(paths: list[Path]) -> set[str]:
    """The names of the packages that modules import from; one that is not installed has the name it is imported by."""
    tops = {name.partition(".")[0] for path in paths for name in taken_by(path)}
    return {normal(package) for top in tops for package in packages().get(top, [top])}


def declared(*extras: str) -> set[str]:
    """The names of the packages that gti declares to need, and those of some of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    written = project["dependencies"] + [one for extra in extras for one in project["optional-dependencies"][extra]]
    return {normal(re.split("[<>=~!;[ ]", one)[0]) for one in written}


def normal(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub("[-_.]+", "-", name).lower()


@pytest.mark.slow
def test_what_is_imported_is_what_is_declared() -> None:
    """No module of gti needs a package that just happens to come along with another; what is declared is needed."""
    assert needed_by(PACKAGE) == declared()


@pytest.mark.slow
def test_what_tests_import_is_declared_too() -> None:
    """Tests and scripts need what gti needs and what the extras `test` and `browser` bring, all of it."""
    extras = declared("test", "browser") - declared()

    own = {path.stem for path in AROUND}
    assert extras <= needed_by(AROUND) - own <= extras | declared()


@pytest.mark.slow
def test_nothing_private_of_a_dependency_is_used() -> None:
    """No import and no attribute names what a package keeps to itself; what it only passes on, mypy refuses."""
    found = {(path.name, name) for path in PACKAGE + AROUND for name in taken_by(path)}

    assert ("app.py", "typer.core.TyperGroup") in found
    assert [(file, name) for file, name in sorted(found) if private(name)] == []


@pytest.mark.parametrize(
    "source",
    [
        "import typer._click",
        "import typer._click.core as core",
        "from typer import _click",
        "from typer._click.core import Context",
        "def f():\n    from rich._loop import loop_last",
        "if TYPE_CHECKING:\n    from msgspec._core import Struct",
        "import rich.console\nrich._console",
        "from rich import console as c\nc._is_jupyter()",
        "import typer\ngetattr(typer, '_click')",
        "import importlib\nimportlib.import_module('msgspec._core')",
        "from importlib import import_module as load\nload(f'msgspec._{name}')",
        "import typer\ndef f(context: 'typer._click.Context'): pass",
    ],
)
def test_what_is_private_is_found(source: str) -> None:
    """The test above can fail, in whichever way a private name is written."""
    assert any(map(private, taken(source)))


def test_what_is_offered_is_not_private() -> None:
    """Names with two underscores around them, those of gti and those of the standard library are no finding."""
    assert taken(
        "import tomli\ntomli.__version__\nfrom gti_cli.cli.app import _built\nimport sys\nsys._getframe()"
    ) == {
        "tomli",
        "tomli.__version__",
    }
    assert not private("tomli.__version__")


@pytest.mark.slow
@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.name)
def test_no_field_has_the_name_of_its_annotation(path: Path) -> None:
    """From Python 3.14 on annotations are read late: a field or method of that name hides what they mean."""
    assert hidden(path.read_text(encoding="utf-8")) == []


def hidden(source: str) -> list[str]:
    """The annotations within a class that name one of its own fields or methods, each with the class."""
    found = []
    for record in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)):
        own = {ast.unparse(node.target) for node in record.body if isinstance(node, ast.AnnAssign)}
        own |= {node.name for node in record.body if isinstance(node, ast.FunctionDef)}
        for node in record.body:
            for annotation in annotations(node):
                named = {part.id for part in ast.walk(annotation) if isinstance(part, ast.Name)}
                found += [f"{record.name}.{name}" for name in sorted(own & named)]
    return found


def annotations(node: ast.stmt) -> list[ast.expr]:
    """The annotations of a field, or of what a method takes and returns."""
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    if isinstance(node, ast.FunctionDef):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        return [one for one in (*(argument.annotation for argument in given), node.returns) if one]
    return []


def test_a_hidden_annotation_is_found() -> None:
    """The test above can fail, for a field and for a method."""
    assert hidden("class A:\n    date: date\n    end: date | None = None") == ["A.date", "A.date"]
    assert hidden("class A:\n    def list(self) -> list[str]: ...") == ["A.list"]
    assert hidden("class A:\n    date: dt.date") == []
