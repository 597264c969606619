"""Sheets that nobody would keep: registers and logs of hostile texts, of any words for dates, and damaged ones."""

import csv
from collections.abc import Callable
from io import StringIO
from random import Random

from gti_cli.dataset.read import load
from gti_cli.sheets.columns import ROLES
from gti_cli.sheets.log import COLUMNS
from gti_cli.sheets.status import TABLE
from tests.conftest import BUNDLED
from tests.wild.damage import mutated, rubbish
from tests.wild.texts import hostile_text, ordinary_text, phrase_text, some_day

DATES = "31/12/2021 01/02/22 2021-02-31 44561 Mar-21 Q2/2021 TBC Ongoing N/A 1/1/0000 9/9/99".split()


def wild_sheet(chance: Random) -> bytes:
    """A register or a log, now and then damaged, or no sheet at all."""
    if chance.random() < 0.1:
        return chance.choice([mutated, rubbish])(chance)
    content = _sheet(chance).encode(chance.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"]), "replace")
    if chance.random() < 0.2:
        at = chance.randrange(len(content))
        content = content[:at] + chance.choice([b'"', b"\n", b"\xff", b"\0", b""]) + content[at + 1 :]
    return content


def _sheet(chance: Random) -> str:
    out = StringIO()
    lines = csv.writer(out, delimiter=chance.choice(",,,;\t|"), lineterminator=chance.choice(["\n", "\r\n"]))
    header = _header(chance)
    lines.writerow(header)
    for _ in range(chance.randint(0, 6)):
        short = chance.randint(-1, 1) if chance.random() < 0.2 else 0
        lines.writerow([_cell(name, chance) for name in header] + [_cell("", chance)] * max(short, 0))
    return out.getvalue()


def _header(chance: Random) -> list[str]:
    if chance.random() < 0.3:
        return ["date", "item", "stage", "type", *chance.sample(COLUMNS, chance.randint(0, 12))]
    names = [chance.choice(role.names) for role in ROLES.values() if chance.random() < 0.6]
    names += [hostile_text(chance)] * (chance.random() < 0.2)
    chance.shuffle(names)
    return [chance.choice(ROLES["title"].names), *names] if chance.random() < 0.9 else names or ["x"]


def _cell(name: str, chance: Random) -> str:
    """A cell that mostly fits its column."""
    if chance.random() < 0.15:
        return hostile_text(chance)
    items = load(BUNDLED.read_bytes(), "bundled").milestones
    fitting = {
        "date": [str(some_day(chance))],
        "item": [item.id for item in items],
        "stage": ["announced", "completed", "withdrawn", ""],
        "type": ["reached", "promised", "not_yet", "note", "partly", "withdrawn", ""],
        "kind": ["milestone", "center", "goal"],
        "more": ["", "", '{"event": {"target": "TBD", "set": {"name": "a"}}}', '{"figures": [{"metric": "m"}]}', "{}"],
        "set": ["name: a", "owners: b", ""],
    }
    if name in fitting:
        return chance.choice(fitting[name])
    several: list[Callable[[], str]] = [
        lambda: chance.choice(DATES),
        lambda: phrase_text(chance),
        lambda: ordinary_text(chance),
        lambda: chance.choice([*TABLE["reached"], *TABLE["withdrawn"], "Amber", ""]),
        lambda: str(some_day(chance)),
    ]
    return chance.choice(several)()
