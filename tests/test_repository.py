"""What stands around the package for who keeps it: the action, the container, the version in its places."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from gti_cli import __version__
from tests.conftest import BUNDLED, ROOT, Gti
from tests.hostile import hostile
from tests.processes import environment, search_path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the action's steps are run by bash")

REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "crates" + ".io")
ANNOTATION = re.compile(r"::(?:error|warning) (?:file=[^:,]+,)?(?:line=\d+,col=\d+,)?title=[\w-]+::[^\x00-\x1f\x7f]+")


def files() -> Iterator[tuple[str, str]]:
    """Every text of the repository, with its path; what is made beside them is none."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        is_ours = inside.parts[0] in ("gti_cli", "tests", "docs", "data", ".ci", ".github", "man", "benchmarks")
        is_written = (
            path.is_file()
            and not path.name.startswith(("PKG-INFO", ".coverage"))
            and path.suffix not in (".pyc", ".png")
        )
        if is_written and (is_ours or len(inside.parts) == 1):
            yield inside.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is set where they are installed."""
    assert [(name, host) for name, text in files() for host in REGISTRIES if host in text] == []


def test_the_home_is_named_once() -> None:
    """A maintainer fills in the address in one place."""
    (home,) = re.findall('^home = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)

    assert sum(text.count(home) for _, text in files()) == 1


def test_the_version_is_the_same_everywhere() -> None:
    """In the package, in what is cited, in the newest part of the changelog, and where hook and action are named."""
    places = {
        "CITATION.cff": "^version: (.+)$",
        "CHANGELOG.md": r"^## (\S+)",
        "docs/commands.md": r"^ +rev: v(\S+)$",
        "docs/output.md": r"uses: OWNER/REPOSITORY@v(\S+)",
    }
    found = {
        name: re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)[0]
        for name, pattern in places.items()
    }

    assert set(found.values()) == {__version__}, found


def step(name: str) -> str:
    """The script of a step of the action."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    (part,) = (part for part in text.split("    - name: ")[1:] if part.startswith(f"{name}\n"))
    return dedent(part.split("run: |\n")[1])


def acted(folder: Path, name: str, inputs: Mapping[str, str]) -> tuple[int, list[str]]:
    """The exit code of a step that runs in a folder as a runner runs it, and the lines that it prints."""
    env = environment({"GTI_DATA": "", "PATH": search_path(folder), "GITHUB_ACTION_PATH": os.fspath(ROOT), **inputs})
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(name)]
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    assert b"Traceback" not in ran.stderr
    return ran.returncode, ran.stdout.decode().splitlines()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a dataset where gti looks for one."""
    path = tmp_path / "data" / "initiative.toml"
    path.parent.mkdir()
    path.write_bytes(BUNDLED.read_bytes())
    return path


def check(folder: Path, data: str = "", strict: str = "false") -> tuple[int, list[str]]:
    """The step of the action that looks for mistakes."""
    return acted(folder, "Mistakes in the log", {"DATA": data, "STRICT": strict})


def promises(folder: Path, fail_on: str, data: str = "") -> tuple[int, list[str]]:
    """The step of the action that asks about promises."""
    return acted(folder, "Promises with a verdict that fails", {"DATA": data, "FAIL_ON": fail_on})


@pytest.mark.slow
def test_the_action_tells_mistakes(own: Path, tmp_path: Path) -> None:
    """Each as an annotation of its line; a warning fails where that is asked for."""
    assert check(tmp_path) == (0, [])
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace('source = "status-page"', 'source = "nobody"', 1), encoding="utf-8")
    code, lines = check(tmp_path, "data/initiative.toml")
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith("::error file=data/initiative.toml,line=")

    unused = '\n[[sources]]\nid = "blog"\ntitle = "Blog"\npublisher = "Somebody"\n'
    own.write_text(text + unused, encoding="utf-8")
    (lenient, lines), (strict, same) = check(tmp_path), check(tmp_path, strict="true")
    assert (lenient, strict) == (0, 1)
    assert len(lines) == 1
    assert lines == same


@pytest.mark.slow
def test_the_action_tells_promises(own: Path, tmp_path: Path, gti: Gti) -> None:
    """One annotation for each that has such a verdict, with the name of the file; without one, nothing."""
    late = gti("promises", "--verdict", "late", "--format", "jsonl").out.splitlines()

    code, lines = promises(tmp_path, "late")
    assert (code, len(lines)) == (3, len(late))
    assert all(line.startswith("::error file=data/initiative.toml,title=late::") for line in lines)
    assert promises(tmp_path, "missed") == (0, [])
    assert promises(tmp_path, "unheard-of")[0] == 2


def test_annotations_of_a_folder_name_no_file(own: Path, tmp_path: Path) -> None:
    """A row does not say in which file of several it stands."""
    code, lines = promises(tmp_path, "late", data="data")

    assert code == 3
    assert lines
    assert all(line.startswith("::error title=late::") for line in lines)
    assert own.exists()


@pytest.mark.slow
def test_no_text_of_a_log_is_a_command_of_a_workflow(tmp_path: Path) -> None:
    """Whatever names and dates are, there is one annotation a line, and the path of the file stays within its own."""
    path = tmp_path / "-a:b,c%.toml"
    path.write_text(hostile(), encoding="utf-8")
    every = "kept,late,undetermined,delivered,broken,disputed,missed,withdrawn,waiting,undated,slipped,partial"

    code, lines = promises(tmp_path, f"{every},unreported,pending", data=path.name)
    assert code == 3
    assert lines
    assert [line for line in lines if not ANNOTATION.fullmatch(line)] == []
    assert all(line.startswith("::error file=-a%3Ab%2Cc%25.toml,") for line in lines)
    assert check(tmp_path, data=path.name)[0] == 0
