"""The gallery of wrong files, `tests/invalid`: each begins with the messages that it must get."""

from itertools import takewhile
from pathlib import Path

from tests.conftest import ROOT

INVALID = ROOT / "tests" / "invalid"
FILES = sorted(INVALID.glob("*.toml"))


def announced(path: Path) -> list[str]:
    """The messages with which a file begins, each in a comment."""
    lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
    return [line.removeprefix("# ") for line in takewhile(lambda line: line.startswith("# "), lines)]
