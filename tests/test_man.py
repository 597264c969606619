"""The manual page is the help of the commands, and what `man` shows."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "man" / "gti.1"


def test_the_page_is_that_of_the_commands() -> None:
    """The page in the repository is the one that its script writes now."""
    script = ROOT / "man" / "generate.py"

    written = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, timeout=60).stdout

    assert PAGE.read_text(encoding="utf-8") == written


def test_the_page_is_shown_without_a_warning() -> None:
    """groff, which draws the pages of `man`, has nothing to say against it, and shows every command."""
    if not shutil.which("groff"):
        assert not os.environ.get("GTI_REQUIRE_TOOLS")
        pytest.skip("groff is not installed")

    shown = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-cbou", PAGE], capture_output=True, text=True, check=True, timeout=60
    )

    assert shown.stderr == ""
    for command in ("gti status", "gti phase [ID]", "gti diff FROM [TO]", "gti record", "--due-within DAYS"):
        assert command in shown.stdout
