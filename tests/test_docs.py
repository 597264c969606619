"""What docs/format.md says of the format is what gti reads; what docs/output.md says of answers is what it gives."""

import json
import re
from datetime import date
from typing import Any

import pytest

from gti_cli.dataset.read import load
from gti_cli.dates.phrase import parse
from gti_cli.dates.refusals import PhraseError
from tests.conftest import ROOT, Gti
from tests.contract import INSTEAD, READ, REFUSED, codes_in_sources, examples, quoted, section
from tests.questions import GROUP
from tests.shown import BUNDLED_LINES


def test_every_error_has_an_entry() -> None:
    """The list of errors has one entry for each code in the sources, and no other."""
    entries = re.findall(r"^- `([^`]+)`:", section("What makes a file wrong"), re.MULTILINE)

    assert len(entries) == len(set(entries))
    assert set(entries) == codes_in_sources()


@pytest.mark.parametrize(("phrase", "earliest", "latest", "firm"), READ)
def test_phrase_means_the_days_in_its_row(
    phrase: str, earliest: date | None, latest: date | None, firm: date | None
) -> None:
    """Every phrase in the tables is read as exactly the days beside it."""
    read = parse(phrase)

    assert (read.span.earliest, read.span.latest, read.firm) == (earliest, latest, firm)


@pytest.mark.parametrize("phrase", REFUSED)
def test_refused_phrase(phrase: str) -> None:
    """Every phrase in the table of what is refused is refused."""
    with pytest.raises(PhraseError):
        parse(phrase)


@pytest.mark.parametrize("phrase", INSTEAD)
def test_remedy_is_read(phrase: str) -> None:
    """What the table of refused phrases says to write instead is read."""
    assert parse(phrase).text == phrase


def test_tables_of_phrases_are_found() -> None:
    """The phrases come from three tables, so none of the tests above runs on nothing."""
    assert {"2019-11-13", "undated", "the end of 2020"} <= {phrase for phrase, *_ in READ}
    assert "summer 2021" in REFUSED
    assert "Q3 2021" in INSTEAD


@pytest.mark.parametrize("example", examples())
def test_example_loads(example: str) -> None:
    """Every TOML block that is not marked as a fragment is a whole file without an error."""
    assert load(example.encode(), "docs/format.md").updates


def test_the_map_of_modules_is_that_of_the_package() -> None:
    """The design document has a row for each module, in the table of its folder, and one for all commands; no other."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| `(.*/)` \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", design, re.MULTILINE)
    named = [
        folder + name for folder, rows in tables for row in rows.splitlines() for name in quoted(row.split("|")[1])
    ]
    named = [name.removeprefix("gti_cli/") for name in named if not name.endswith("/")]
    paths = [path.relative_to(ROOT / "gti_cli").with_suffix("") for path in (ROOT / "gti_cli").rglob("*.py")]
    modules = {path.as_posix() for path in paths if "commands" not in path.parts and not path.name.startswith("__")}

    lacking, gone = modules - set(named), set(named) - modules
    assert not lacking, f"docs/design.md: the table of its folder has no row for {', '.join(sorted(lacking))}"
    assert not gone, f"docs/design.md: there is no module {', '.join(sorted(gone))}"
    assert len(named) == len(set(named))


def keys_in_output() -> dict[str, set[str]]:
    """For each command in the table of keys of docs/output.md, the keys that its row names, or refers to."""
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    before: set[str] = set()
    for commands, cell in re.findall(r"^\| (`[^|]*`) \| (.*) \|$", text.split("## Keys")[1], re.MULTILINE):
        words = set(quoted(cell))
        if those := re.match("those(?: of `(.*?)`)?", cell):
            words |= found[those[1]] if those[1] else before
        before = words
        found |= dict.fromkeys(quoted(commands), words)
    return found


@pytest.mark.parametrize("line", [line for line in BUNDLED_LINES if "--as-of" not in line])
def test_the_keys_of_every_answer_are_documented(gti: Gti, line: str) -> None:
    """docs/output.md names every key of the JSON of every command that answers."""
    command, *words = line.split()
    documented = keys_in_output()
    answer = json.loads(gti(*line.split(), "--json").out)

    row = documented.get(f"{command} ID" if words else command, documented.get(command))
    assert row, f"docs/output.md: the table of keys has no row for `gti {command}`"
    keys = set(answer[0] if isinstance(answer, list) else answer)
    assert keys <= row, f"docs/output.md: the keys of `gti {line}` lack {', '.join(sorted(keys - row))}"


def test_the_options_in_the_readme_are_those_of_the_commands() -> None:
    """README's tables have every command, and beside each the options that are its own, and no other."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands: dict[str, Any] = {**GROUP.commands}
    rows = dict(re.findall(r"^\| `gti (\w+)[^`]*` \| (.*) \|$", readme, re.MULTILINE))
    shared = [parameter for name in ("status", "metrics") for parameter in commands[name].params]
    common = {(parameter.name, parameter.help, parameter.metavar) for parameter in shared}

    assert rows.keys() == commands.keys()
    for name, row in rows.items():
        own = {
            max(parameter.opts, key=len)
            for parameter in commands[name].params
            if (parameter.name, parameter.help, parameter.metavar) not in common and parameter.opts[0][0] == "-"
        }
        assert set(re.findall(r"`(--[a-z-]+)", row)) == own, name
