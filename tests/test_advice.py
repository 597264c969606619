"""Every command that a message prints does what it says, as a shell takes it, in the situation that printed it."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BUNDLED, Answer, Gti

NAMES = ["log.toml", "a b.toml", "-log.toml", "data/initiative.toml", "it's.toml"]
RECORD = ("record", "--title", "More", "--source", "status-page", "--yes", "--reached", "new-brunswick=open")
SHEET = "commitment,due,status\nRoof,2021-12-31,In progress\n"


def advised(told: str) -> list[list[str]]:
    """The words of each command in a message."""
    found = re.findall(r"\bgti (?:check|status|show) .*|\bgti status$", told.replace(" shows it", ""), re.MULTILINE)
    return [shlex.split(command)[1:] for command in found]


def ask(gti: Gti, *words: str) -> Answer:
    """What gti answers where nothing but the folder tells where the dataset is."""
    return gti(*words, env={"GTI_DATA": ""})


def rows(gti: Gti, *words: str) -> dict[str, Any]:
    """The answer of a command as data."""
    answer: dict[str, Any] = json.loads(ask(gti, *words, "--json").out)
    return answer


@pytest.mark.parametrize("name", NAMES)
def test_what_init_names_next(gti: Gti, name: str) -> None:
    """Both commands are about the new file."""
    told = ask(gti, "init", "--", name).err

    commands = advised(told)
    assert [words[0] for words in commands] == ["check", "status"]
    assert ask(gti, *commands[0]).code == 0
    assert rows(gti, *commands[1])["initiative"]["id"] == "my-initiative"


@pytest.mark.parametrize("name", NAMES)
def test_what_import_names_next(gti: Gti, name: str) -> None:
    """Both commands are about the file that was made."""
    Path("sheet.csv").write_text(SHEET, encoding="utf-8")
    Path(name).parent.mkdir(exist_ok=True)
    told = ask(gti, "import", "sheet.csv@2021-05-01", "--yes", "--output", name).err

    commands = advised(told)
    assert [words[0] for words in commands] == ["check", "status"]
    assert ask(gti, *commands[0]).code == 0
    assert rows(gti, *commands[1])["promises"]["pending"] == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", ["2020-11-17", "2024-05-05"])
def test_what_record_names_for_a_look(gti: Gti, name: str, day: str) -> None:
    """It shows the update that was recorded, also where that is later than the log is said to be complete."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(BUNDLED.read_bytes())
    told = ask(gti, *RECORD, "--date", day, "--data", name).err

    (command,) = advised(told)
    shown = ask(gti, *command, "--json")
    assert shown.code == 0
    assert json.loads(shown.out)["row"]["title"] == "More"
    assert ("without --as-of" in told) == (day > "2020-11-17")


def test_a_log_without_an_end_is_asked_as_of_today(gti: Gti) -> None:
    """What was recorded is shown without a day."""
    log = BUNDLED.read_text(encoding="utf-8").replace("complete_through =", "# complete_through =")
    Path("log.toml").write_text(log, encoding="utf-8")
    told = ask(gti, *RECORD, "--date", "2024-05-05", "--data", "log.toml").err

    assert advised(told) == [["show", "2024-05-05", "--data", "log.toml"]]
    assert ask(gti, *advised(told)[0]).code == 0
