"""What docs/format.md says of the format is what gti reads."""

import re
from datetime import date
from itertools import product

import pytest
from typer.main import get_command

from gti_cli.cli.app import app
from gti_cli.dataset.read import load
from gti_cli.dates.phrase import parse
from gti_cli.dates.refusals import PhraseError
from tests.conftest import ROOT

FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
FILLERS = {"what": ("source", "item", "metric", "phase")}


def codes_in_sources() -> set[str]:
    """Every error code that the sources write, each placeholder in one filled in with all of its words."""
    found = set()
    for source in sorted((ROOT / "gti_cli").rglob("*.py")):
        for written in re.findall(r'\bcode=(f?"[^"]+"(?:\s+if\s[^=]*?\selse\s+f?"[^"]+")?)', source.read_text("utf-8")):
            for marked, text in re.findall(r'(f?)"([^"]+)"', written):
                found |= filled_in(text) if marked else {text}
    return found


def filled_in(template: str) -> set[str]:
    """The codes that an f-string stands for."""
    names = re.findall(r"{(\w+)}", template)
    choices = product(*(FILLERS[name] for name in names))
    return {template.format(**dict(zip(names, words, strict=True))) for words in choices}


def section(title: str) -> str:
    """The text below a heading of the second level."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", FORMAT, re.DOTALL | re.MULTILINE)
    return text


def rows(first: str) -> list[list[str]]:
    """The rows of every table on date phrases whose first column has that title, cell by cell."""
    found = []
    for table in re.findall(rf"^\| {first} \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", section("Date phrases"), re.MULTILINE):
        found += [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    return found


def quoted(cell: str) -> list[str]:
    """The words in a cell that stand between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def day(cell: str) -> date | None:
    """The day in a cell, None for a dash."""
    return None if cell == "–" else date.fromisoformat(cell)


def examples() -> list[str]:
    """The TOML blocks that are whole files."""
    blocks = re.findall(r"^```toml\n(.*?)^```", FORMAT, re.DOTALL | re.MULTILINE)
    return [block for block in blocks if not block.startswith("# fragment")]


READ = [(phrase, *map(day, days)) for written, *days in rows("written") for phrase in quoted(written)]
REFUSED = [phrase for refused, *_ in rows("refused") for phrase in quoted(refused)]
INSTEAD = [phrase for *_, instead in rows("refused") for phrase in quoted(instead)]


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
    """The design document names every module and package of gti once, and nothing that is not there."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"^\| module \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", design, re.MULTILINE)
    named = [name for row in table.splitlines() for name in quoted(row.split("|")[1])]
    package = ROOT / "gti_cli"

    assert len(named) == len(set(named))
    for name in named:
        assert any((package / f"{name}{suffix}").exists() for suffix in ("", ".py")), name
    modules = {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}
    packages = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    assert modules | packages <= set(named)


def test_the_options_in_the_readme_are_those_of_the_commands() -> None:
    """README's tables have every command, and beside each the options that are its own, and no other."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
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
