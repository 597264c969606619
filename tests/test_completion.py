"""Completion in the shells that people use: commands, options, ids of the dataset, verdicts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import make
from tests.processes import environment

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="shells of POSIX")]

BASH = """
source <(gti --show-completion bash)
COMP_WORDS=({words}) COMP_CWORD={last}
_gti_completion gti
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = """
gti --show-completion fish | source
complete -C '{line}' | string split -f 1 \\t
"""
ZSH = """
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; source <(gti --show-completion zsh)'
zpty -w shell 'zstyle ":completion:*" menu no; LISTMAX=1000; bindkey "^X" list-choices; echo READY$((6*7))'
zpty -r shell seen '*READY42*'
zpty -w -n shell {line}$'\\x18'
sleep 3
zpty -w -n shell $'\\x15echo DONE$((6*7))\\n'
zpty -r shell seen '*DONE42*'
print -r -- "$seen"
"""
LINES = [
    ("gti ph", {"phase"}, {"status"}),
    ("gti show sao", {"sao-paulo"}, {"zurich"}),
    ("gti show 2019-", {"2019-04-02", "2019-11-13"}, {"2018-08-29"}),
    ("gti show gt", {"gti"}, {"zurich"}),
    ("gti sou", {"sources"}, {"show"}),
    ("gti promises --format i", {"ics"}, {"atom"}),
    ("gti phase rel", {"relocation"}, {"bounty"}),
    ("gti timeline --item mad", {"madrid"}, {"zurich"}),
    ("gti promises --verdict kept,un", {"kept,undated", "kept,undetermined", "kept,unreported"}, {"kept,late"}),
    ("gti show Madr", {"Madrid"}, {"madrid", "zurich"}),
    ("gti centers --country S", {"Spain", "Switzerland"}, {"Brazil"}),
    ("gti promises --by K", {"Kaspersky"}, {"Spain"}),
    ("gti promises -d log.toml --owner P", {"Planning"}, {"Kaspersky"}),
    ("gti init --example m", {"metro", "many-sources"}, {"roadmap"}),
    ("gti promises --due", {"--due-within"}, {"--moved"}),
    ("gti show -d log.toml own", {"own-thing"}, {"madrid"}),
    ("gti show --data=log.toml own", {"own-thing"}, {"madrid"}),
    ("gti show -d ~/log.toml own", {"own-thing"}, {"madrid"}),
]
IN_PARTS = [
    ("gti timeline --phase=cen", ["centers"]),
    ("gti timeline --phase=", ["assembly", "bounty", "centers", "outreach", "relocation", "reviews"]),
    ("gti record --reached madrid=op", ["open"]),
    ("gti record --promise=madrid=", ["announced", "open"]),
    ("gti regions --country=South", ["'South Korea'"]),
    ("gti promises --verdict=kept,la", ["kept,late"]),
    ("gti promises -d a:b.toml --verdict pending,la", ["pending,late"]),
]
"""What is one word to gti and several to bash, and the ends that it puts in the place of the last part."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A PATH on which `gti` is this one, and a log in the user's folder, which is this one, too."""
    (tmp_path / "log.toml").write_text(
        f"{make.HEAD}{make.item('milestones', 'own-thing', owners=['Planning'])}", encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    program = tmp_path / "gti"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m gti_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(("line", "offered", "others"), LINES, ids=[line for line, *_ in LINES])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_shell_offers(path: str, shell: str, line: str, offered: set[str], others: set[str]) -> None:
    """A shell offers the words that fit what is typed, and not those that do not."""
    if not shutil.which(shell):
        assert not os.environ.get("GTI_REQUIRE_TOOLS")
        pytest.skip(f"{shell} is not installed")
    words = line.split()
    script = {"bash": BASH, "fish": FISH, "zsh": ZSH}[shell].format(words=line, last=len(words) - 1, line=f"'{line}'")
    script = script.replace("''", "'")

    process = subprocess.run(
        [shell, "-c", script], env=environment({"PATH": path}), capture_output=True, text=True, timeout=120, check=False
    )

    shown = set(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", process.stdout).split())
    assert offered <= shown, process.stdout + process.stderr
    assert not others & shown


@pytest.mark.parametrize(("line", "ends"), IN_PARTS, ids=[line for line, _ in IN_PARTS])
def test_bash_takes_words_apart(path: str, line: str, ends: list[str]) -> None:
    """It asks with the parts, puts what it gets in the place of the last one, and so gets no more than that."""
    words = [part for word in line.split() for part in re.split("([=@:])", word)]
    quoted = " ".join(f"'{word}'" for word in words)
    script = BASH.format(words=quoted, last=len(words) - 1)

    process = subprocess.run(
        ["bash", "-c", script], env=environment({"PATH": path}), capture_output=True, text=True, timeout=120, check=True
    )

    assert sorted(process.stdout.splitlines()) == ends
