"""The pages on the format as tests read them: examples, tables of date phrases, and the codes in the sources."""

import re
from itertools import product

from tests.conftest import ROOT

FORMAT, DATES, CHECKS = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("format.md", "dates.md", "checks.md")
)
DAYS = ("earliest", "latest", "firm")
FILLERS = {"what": ("source", "item", "metric", "phase")}


def codes_in_sources() -> set[str]:
    """Every error code that the sources write, each placeholder in one filled in with all of its words."""
    found: set[str] = set()
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
    """The text below a heading of the second level in docs/format.md."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", FORMAT, re.DOTALL | re.MULTILINE)
    assert found, f"docs/format.md has no part {title!r}"
    return found[1]


def rows(first: str) -> list[list[str]]:
    """The rows of every table on date phrases whose first column has that title, cell by cell."""
    found = []
    for table in re.findall(rf"^\| {first} \|.*\n\|[- |]+\|\n((?:\|.*\n)+)", DATES, re.MULTILINE):
        found += [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    return found


def quoted(cell: str) -> list[str]:
    """The words in a cell that stand between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def blocks() -> list[str]:
    """The TOML blocks, in their order."""
    return re.findall(r"^```toml\n(.*?)^```", FORMAT, re.DOTALL | re.MULTILINE)


def examples() -> list[str]:
    """The TOML blocks that are whole files, and the first of them as all of the fragments continue it."""
    whole = [block for block in blocks() if not block.startswith("# fragment")]
    return [*whole, "\n".join([whole[0], *(block for block in blocks() if block not in whole)])]


READ = [(phrase, *days) for written, *days in rows("written") if len(days) == len(DAYS) for phrase in quoted(written)]
"""The phrases that are read by themselves, with their days."""
REFUSED = rows("refused")
"""The phrases that are refused, where, why, and what to write instead."""
