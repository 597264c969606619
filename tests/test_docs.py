"""What the pages on the format say is what gti reads; what docs/output.md says of answers is what it gives."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import tomli
from msgspec.structs import replace

from gti_cli.cli.table import function
from gti_cli.dataset.forms import TAKEN_BY
from gti_cli.dataset.phrases import conventions_of
from gti_cli.dataset.read import load
from gti_cli.dates import guide
from gti_cli.dates.conventions import NONE
from gti_cli.dates.leaning import PhraseError
from gti_cli.dates.phrase import Context, parse
from gti_cli.views.ranking import GROUPS
from tests.conftest import ROOT, Gti
from tests.contract import CHECKS, DATES, REFUSED, codes_in_sources, examples, quoted, section
from tests.questions import GROUP
from tests.shown import BUNDLED_LINES


def test_every_error_has_an_entry() -> None:
    """Each code in the sources has a heading of its own, to which an address can point, and nothing else has one."""
    entries = re.findall(r"^### `([^`]+)`$", CHECKS, re.MULTILINE)

    assert len(entries) == len(set(entries))
    lacking, gone = codes_in_sources() - set(entries), set(entries) - codes_in_sources()
    assert not lacking, f"docs/checks.md: add an entry for {', '.join(sorted(lacking))}"
    assert not gone, f"docs/checks.md: nothing has the code {', '.join(sorted(gone))}"


@pytest.mark.parametrize("printed", [guide.by_themselves, guide.leaning, guide.conventional, guide.floors])
def test_tables_of_phrases_are_those_of_the_package(printed: Callable[[], str]) -> None:
    """Each table of what is read is the one that the forms of phrases print."""
    assert f"\n\n{printed()}\n" in DATES


PLACES: dict[str, list[Context]] = {
    "any": [Context(guide.DAY, "target"), Context(guide.DAY, "when"), Context(use="plain")],
    "`target`": [Context(guide.DAY, "target")],
    "`not_before`": [Context(guide.DAY, "not_before")],
    "`target`, `not_before`": [Context(guide.DAY, "target"), Context(guide.DAY, "not_before")],
    "`when`": [Context(guide.DAY, "when")],
    "`when`, `not_before`": [Context(guide.DAY, "when"), Context(guide.DAY, "not_before")],
    "`announced`": [Context(use="plain")],
}
"""The places that the table of refused phrases speaks of."""


@pytest.mark.parametrize(("phrase", "place"), [(phrase, row[1]) for row in REFUSED for phrase in quoted(row[0])])
def test_refused_phrase(phrase: str, place: str) -> None:
    """Every phrase in the table of what is refused is refused, wherever the table says so."""
    for context in PLACES[place]:
        with pytest.raises(PhraseError):
            parse(phrase, context)


@pytest.mark.parametrize(("instead", "row"), [(instead, row) for row in REFUSED for instead in quoted(row[3])])
def test_remedy_is_read(instead: str, row: list[str]) -> None:
    """What the table says to write instead is read there, and by a line of [conventions] the refused phrases are."""
    is_line = " = " in instead
    known = conventions_of(tomli.loads(instead)) if is_line else NONE

    for place in PLACES[row[1]]:
        for phrase in quoted(row[0]) if is_line else [instead]:
            assert parse(phrase, replace(place, conventions=known)).text


@pytest.mark.parametrize("example", examples())
def test_example_loads(example: str) -> None:
    """Every TOML block is a whole file without an error, or marked as a fragment, which continues the first one."""
    assert load(example.encode(), "docs/format.md").updates


def test_which_keys_a_form_takes() -> None:
    """The table of keys that may be added says of each form what the code does, key by key."""
    (table,) = re.findall(r"^\| key \| reached \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", section("Events"), re.MULTILINE)
    forms = ("reached", "promised", "not_yet", "partly", "withdrawn", "note")
    told = {
        key: tuple(form for form, cell in zip(forms, cells, strict=True) if cell == "yes")
        for keys, *cells in ([cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines())
        for key in quoted(keys)
    }

    makers = ("target", "after", "not_before", "not_yet", "part", "stage")
    assert {key: told[key] for key in TAKEN_BY if key not in makers} == {
        key: types for key, types in TAKEN_BY.items() if key not in makers
    }
    assert all(told[key] == forms for key in told if key not in (*TAKEN_BY, *makers))


def test_every_group_of_promises_is_explained_to_readers() -> None:
    """The page for readers of a report has a row for each group of promises, the worst first, with its verdicts."""
    page = (ROOT / "docs" / "reading-a-verdict.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z][^|]*) \| (`[^|]*) \|", page, re.MULTILINE)

    told = [(heading, tuple(quoted(verdicts))) for heading, verdicts in rows]
    assert told == [(group.heading, group.verdicts) for group in GROUPS if group.verdicts]


def test_every_page_is_found() -> None:
    """Each page of docs/ is linked from where a reader or a contributor begins."""
    begins = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))

    lost = [page.name for page in sorted((ROOT / "docs").glob("*.md")) if f"](docs/{page.name}" not in begins]
    assert not lost, f"README.md, Read on: link to {', '.join(lost)}"


def test_the_glossary_has_each_word_once_in_its_place() -> None:
    """The words of the glossary stand in the order of the alphabet, and none of them twice."""
    words = re.findall(r"^\*\*(.+?)\*\* — ", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert words
    assert words == sorted(set(words))


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


def test_every_format_is_documented() -> None:
    """docs/output.md has each format that a command offers in its table of formats, and no other."""
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8").split("## Formats")[1].split("\n## ")[0]
    documented = {name for cell in re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE) for name in quoted(cell)}
    offered = {format_ for name in GROUP.commands for format_ in getattr(function(name), "formats", ())}

    odd = offered ^ (documented - {"--format"})
    assert not odd, f"docs/output.md: its table of formats has each one, and no other; see {', '.join(sorted(odd))}"


def test_the_options_in_the_tables_are_those_of_the_commands() -> None:
    """The tables of docs/commands.md have every command, and beside each the options that are its own, and no other."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands: dict[str, Any] = {**GROUP.commands}
    rows = dict(re.findall(r"^\| `gti (\w+)[^`]*` \| (.*) \|$", page, re.MULTILINE))
    shared = [parameter for name in ("show", "metrics") for parameter in commands[name].params]
    common = {(parameter.name, parameter.help, parameter.metavar) for parameter in shared}

    odd = rows.keys() ^ commands.keys()
    assert not odd, (
        f"docs/commands.md: the tables have a row for each command, and no other; look at {', '.join(sorted(odd))}"
    )
    for name, row in rows.items():
        own = {
            max(parameter.opts, key=len)
            for parameter in commands[name].params
            if (parameter.name, parameter.help, parameter.metavar) not in common and parameter.opts[0][0] == "-"
        }
        assert set(re.findall(r"`(--[a-z-]+)", row)) == own, name
