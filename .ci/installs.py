"""gti as others install it: wheel and sdist, on every Python here, with the lowest and the newest dependencies.

`python .ci/installs.py DIST WORK`: DIST has a wheel and an sdist in it, WORK is a folder for what is made. It ends at
what does not hold. Only with a release beyond the bounds of pyproject.toml may gti fail; that is told. With --newest
the lowest are left out, and each Python runs the tests with the newest.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
BUILT_WITH = PYPROJECT["build-system"]["requires"]
EXTRAS = PROJECT["optional-dependencies"]
REQUIREMENTS = PROJECT["dependencies"] + EXTRAS["test"]
FOR_DEVELOPERS = [one for extra in ("dev", "browser", "recipes") for one in EXTRAS[extra] if ">=" in one]
OF_THE_TIME = ["click==8.2.1"]
"""What the lowest versions need as it was then: they have no bound above it, and do not work with what came later."""
NOT_COUNTED = ("pip", "setuptools")
"""What a fresh environment has in it by itself."""
TOLERANCE = 0.1
"""How far the size may be from the one in the README, since platforms and releases differ."""


class Unwell(Exception):  # noqa: N818 - it is told as it is
    """Something does not hold; what was written about it."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment with nothing in it but pip, and an empty folder to ask from."""

    folder: Path

    @classmethod
    def fresh(cls, folder: Path, python: str) -> "Environment":
        """A new one for a Python."""
        subprocess.run([python, "-m", "venv", folder], check=True, env=surroundings())
        (folder / "empty").mkdir()
        return cls(folder)

    def run(self, program: str, *words: str | Path, cwd: Path | None = None) -> str:
        """What one of its programs writes; raises Unwell where that does not end well."""
        command = [self.folder / "bin" / program, *words]
        ran = subprocess.run(
            command,
            cwd=cwd or self.folder / "empty",
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if ran.returncode:
            raise Unwell(f"{' '.join(map(str, command))} ends with {ran.returncode}\n{ran.stdout}")
        return ran.stdout

    def install(self, *what: str | Path) -> None:
        """Install packages with its own pip."""
        self.run("pip", "install", "--quiet", "--disable-pip-version-check", *what)

    def packages(self) -> dict[str, tuple[str, int]]:
        """What is installed: for each package its version, and the bytes of its files, byte code too."""
        (site,) = self.folder.glob("lib/python*/site-packages")
        found = {}
        for about in site.glob("*.dist-info"):
            name, _, version = about.name.removesuffix(".dist-info").partition("-")
            with (about / "RECORD").open(encoding="utf-8", newline="") as record:
                files = [site / row[0] for row in csv.reader(record)]
            found[normal(name)] = version, sum(file.stat().st_size for file in files if file.exists())
        return {name: found[name] for name in sorted(found) if name not in NOT_COUNTED}

    def versions(self, requirements: list[str]) -> str:
        """What is installed of packages that are required, in a line."""
        packages = self.packages()
        return ", ".join(f"{name} {packages[name][0]}" for name in map(name_of, requirements))


def main() -> None:
    """Install and ask; see above."""
    dist, work = (Path(word).resolve() for word in sys.argv[1:3])
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    pythons = pythons_here()
    oldest, *_, newest = *pythons, *pythons
    for version, python in pythons.items():
        for archive in (wheel, sdist):
            environment = Environment.fresh(work / f"{version}{archive.suffix}", python)
            environment.install(archive)
            environment.run("pip", "check")
            ask(environment)
            tell(version, archive.name, f"answers; {hold_the_readme(environment)}")
    tests = unpacked(sdist, work / "unpacked")
    only_newest = sys.argv[3:] == ["--newest"]
    if not only_newest:
        with_the_lowest(Environment.fresh(work / "lowest", pythons[oldest]), oldest, sdist, tests)
    for version in pythons if only_newest else [newest]:
        with_the_newest(Environment.fresh(work / f"{version}.newest", pythons[version]), version, wheel, tests)


def tell(version: str, what: str, found: str) -> None:
    """Say what became of one installation, in a line."""
    print(f"Python {version}, {what}: {found}", flush=True)


def surroundings() -> dict[str, str]:
    """The environment of a process, without what leads to another gti or Python, or changes what they do."""
    left_out = re.compile("PYTHON|GTI_DATA|GTI_REQUIRE_BROWSER|COV|VIRTUAL_ENV|COLUMNS|FORCE_COLOR")
    return {name: value for name, value in os.environ.items() if not left_out.match(name)} | {"PYTHONSAFEPATH": "1"}


def pythons_here() -> dict[str, str]:
    """Every Python here that gti is for, by version, oldest first: this one, those on the path, and pyenv's.

    Each release counts, not only the newest of a Python: 3.11.2 has bugs that 3.11.7 has not.
    """
    places = [Path(place) for place in os.environ["PATH"].split(os.pathsep)]
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=True).stdout.strip()
        places += sorted(Path(root).glob("versions/*/bin"))
    named = [path for place in places for path in sorted(place.glob("python3.*")) if path.name[8:].isdecimal()]
    found: dict[tuple[int, ...], str] = {}
    for program in filter(os.path.isfile, map(str, (sys.executable, *named))):
        if (version := version_of(program)) and version >= numbers(PROJECT["requires-python"]):
            found.setdefault(version, program)
    return {".".join(map(str, version)): found[version] for version in sorted(found)}


def version_of(program: str) -> tuple[int, ...] | None:
    """The version, in three numbers, of a Python that can make environments; None for one that cannot or is broken."""
    code = "import ensurepip, sys, venv; print(*sys.version_info[:3], sep='.')"
    ran = subprocess.run([program, "-I", "-c", code], capture_output=True, text=True, check=False)
    return None if ran.returncode else numbers(ran.stdout)


def numbers(text: str) -> tuple[int, ...]:
    """The numbers in a text."""
    return tuple(map(int, re.findall(r"\d+", text)))


def normal(name: str) -> str:
    """The name of a package as registries compare it."""
    return re.sub("[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    """The name of the package that a requirement is about."""
    return normal(re.split("[<>=~!;[ ]", requirement)[0])


def ask(environment: Environment) -> None:
    """What must hold of a gti that is installed: it answers from an empty folder, and has brought its manual page."""
    version, _ = environment.packages()["gti-cli"]
    updates = json.loads(environment.run("gti", "timeline", "--json"))
    environment.run("gti", "report", "-o", "report.html")
    page = environment.folder / "empty" / "report.html"
    manual = environment.folder / "share" / "man" / "man1" / "gti.1"

    assert updates[0]["id"] == "2018-08-29"
    assert len(updates) == 8
    assert "Global Transparency Initiative" in environment.run("gti", "status")
    environment.run("gti", "init", "--example", "own.toml")
    assert environment.run("gti", "check", "own.toml") == ""
    assert environment.run("gti", "--version") == f"gti {version}\n"
    assert environment.run("python", "-I", "-m", "gti_cli", "--version") == f"gti {version}\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert manual.read_bytes() == (ROOT / "man" / "gti.1").read_bytes()


def hold_the_readme(environment: Environment) -> str:
    """How many packages there are and how large they are; raises Unwell where the README says something else."""
    sizes = [size for _, size in environment.packages().values()]
    count, size = len(sizes), sum(sizes) / 1e6
    said = re.search(r"(\d+)\s+packages[^.]*?(\d+)\s+MB", (ROOT / "README.md").read_text(encoding="utf-8"))
    told = f"{count} packages, {size:.1f} MB"
    if not said or int(said[1]) != count or abs(int(said[2]) - size) > TOLERANCE * size:
        raise Unwell(f"installed are {told}; the README says: {said and ' '.join(said[0].split())}")
    return told


def unpacked(sdist: Path, folder: Path) -> Path:
    """The sdist, unpacked for its tests, which are about the gti that is installed: the one beside them is spoiled."""
    shutil.unpack_archive(sdist, folder)
    (inside,) = folder.iterdir()
    with (inside / "gti_cli" / "__init__.py").open("a", encoding="utf-8") as module:
        module.write('\nraise ImportError("this is not the gti that is installed")\n')
    return inside


def test(environment: Environment, tests: Path, *which: str) -> str:
    """The last line of README's tests, or of others, about an installed gti; raises Unwell where one fails."""
    options = ("--import-mode=append", "--quiet", "-p", "no:cacheprovider", *which)
    written = environment.run("pytest", *options, cwd=tests)
    return written.strip().splitlines()[-1]


def with_the_lowest(environment: Environment, python: str, sdist: Path, tests: Path) -> None:
    """Build, install, ask and test with the lowest version of every dependency; then what developers use, too."""
    requirements = BUILT_WITH + REQUIREMENTS
    bounds = [one.split(",")[0].replace(">=", "==") for one in requirements + FOR_DEVELOPERS] + OF_THE_TIME
    (environment.folder / "lowest.txt").write_text("\n".join(bounds), encoding="utf-8")
    as_low = ("--constraint", environment.folder / "lowest.txt", "--no-build-isolation")
    environment.install(*as_low, *map(name_of, BUILT_WITH))
    environment.install(*as_low, f"{sdist}[test]")
    environment.run("pip", "check")
    ask(environment)
    told = test(environment, tests)
    tell(python, f"lowest {environment.versions(requirements)}", f"works; {told}")

    environment.install(*as_low, f"{sdist}[dev,browser,recipes]")
    for program, *words in (("ruff", "check", "."), ("mypy",), ("lint-imports",)):
        environment.run(program, *words, cwd=ROOT)
    told = test(environment, tests, "-m", "slow", "tests/test_readme.py")
    tell(python, f"lowest {environment.versions(FOR_DEVELOPERS)}", f"works; {told}")


def with_the_newest(environment: Environment, python: str, wheel: Path, tests: Path) -> None:
    """Install, ask and test with the newest version of every dependency; then with those beyond the bounds, too."""
    environment.install(f"{wheel}[test]")
    ask(environment)
    told = test(environment, tests)
    tell(python, f"newest {environment.versions(REQUIREMENTS)}", f"works; {told}")

    within = environment.packages()
    environment.install("--upgrade", "--upgrade-strategy", "eager", *map(name_of, REQUIREMENTS))
    now = environment.packages()
    beyond = [one for one in REQUIREMENTS if now[name_of(one)][0] != within[name_of(one)][0]]
    if beyond:
        tell(python, f"newest, beyond {', '.join(beyond)}, {environment.versions(beyond)}", tried(environment, tests))
    else:
        tell(python, "newest, beyond the bounds", "there is none")


def tried(environment: Environment, tests: Path) -> str:
    """Whether gti works with releases that it does not ask for: nothing ends here, it is only told."""
    try:
        ask(environment)
        return f"works; {test(environment, tests)}"
    except (AssertionError, Unwell) as reason:
        lines = str(reason).splitlines()
        return "\n  ".join(["fails", *([line for line in lines if line.startswith(("FAILED", "ERROR"))] or lines[-5:])])


if __name__ == "__main__":
    try:
        main()
    except Unwell as reason:
        sys.exit(str(reason))
