"""Adds an update to the content of a dataset's file, and reads the result before anything is written.

The update comes where its date belongs, an item that is new with it among those of its kind; nothing of what was there
is written anew.
"""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import ITEM_TABLES, Update, update_ids
from gti_cli.dataset.problems import DatasetError, Finding, Problem
from gti_cli.dataset.read import Reading, parse_toml, read
from gti_cli.errors import GtiError, UsageError
from gti_cli.words import listed
from gti_cli.write.events import EVENTS
from gti_cli.write.placing import before, joined, with_tables, with_updates
from gti_cli.write.stated import QUALIFIERS
from gti_cli.write.update import NewUpdate, tables_of_items, toml

TABLES = ("sources", "phases", *ITEM_TABLES, "metrics", "updates")
"""The tables that a fragment may have."""
SPOKEN = {option.removeprefix("--").replace("-", "_"): option for option in (*EVENTS, *QUALIFIERS)} | {
    "target": "--promise",
    "when": "@WHEN",
    "stage": "STAGE",
}
"""What gives a key of the format on a command line."""


class Addition(Struct, frozen=True):
    """TOML that is added to a file, the whole content of the file with it, what that holds; and which update is new.

    `number` is how many updates stand before that one.
    """

    text: str
    content: bytes
    reading: Reading
    number: int

    @property
    def update(self) -> Update:
        """The update that is new."""
        return self.reading.dataset.updates[self.number]

    @property
    def id(self) -> str:
        """The id of the update that is new."""
        return update_ids(self.reading.dataset.updates)[self.number]


def with_update(content: bytes, file: str, update: NewUpdate) -> Addition:
    """The addition of an update; raises UsageError, which names the option, where the file would be wrong with it."""
    text, tables = toml(update), tables_of_items(update)
    try:
        addition = _added(with_tables(content, file, tables) if tables else content, file, text)
    except DatasetError as error:
        messages = (f"Error: {_option(update, problem)}: {_in_options(problem)}" for problem in error.problems)
        raise UsageError("\n".join(messages)) from None
    return replace(addition, text="\n".join([*tables.values(), text]))


def with_fragment(content: bytes, file: str, fragment: bytes, name: str) -> Addition:
    """The addition of a fragment of TOML: one update, and the tables that are new with it.

    Raises GtiError where the fragment has something else, and DatasetError, with places in the fragment, where the file
    would be wrong with it.
    """
    text, raw = parse_toml(fragment, name)
    _require_one_update(text, raw, name)
    added = text.replace("\r\n", "\n").strip("\n") + "\n"
    try:
        return _added(content, file, added)
    except DatasetError as error:
        above = joined(content, added).count(b"\n") - added.count("\n")
        blank = len(text) - len(text.lstrip("\r\n"))
        skipped = above - text[:blank].count("\n")
        raise DatasetError(_in_fragment(finding, name, above, skipped) for finding in error.findings) from None


def _added(content: bytes, file: str, text: str) -> Addition:
    """The addition of a text with one update, where its date belongs.

    It is judged at the end first, so that what is wrong with it is told of it, at places that the file has without it.
    """
    grown = joined(content, text)
    reading = _with_another(grown, file)
    *there, new = reading.dataset.updates
    [number] = before([update.date for update in there], [new.date])
    if number < len(there):
        grown = with_updates(content, file, [(new.date, text)])
        reading = read(grown, file)
    return Addition(text, grown, reading, number)


def _with_another(grown: bytes, file: str) -> Reading:
    """What a file holds that has grown; raises GtiError where TOML does not let a table follow what was there."""
    try:
        return read(grown, file)
    except DatasetError as error:
        if error.problems[0].code != "toml":
            raise
    raise GtiError(
        f"Error: {file} has its updates, or another table that would grow, as one list in brackets, and TOML adds "
        "nothing to such a list further down; write each of its entries as a table, [[updates]]"
    )


def _option(update: NewUpdate, problem: Problem) -> str:
    """The option from which a problem in the update comes; where it comes from no option, its place in the file."""
    match problem.path:
        case ("updates", int(), "events", int(at), *rest):
            return update.events[at].option_of(rest[0] if rest else None)
        case ("updates", int(), "figures", int(at), *_):
            return update.figures[at].option
        case ("updates", int(), key, *_):
            return f"--{key}"
        case (str(table), int(at), *_) if (table, at) in update.items:
            return update.items[table, at].option
        case _:
            return problem.place


def _in_options(problem: Problem) -> str:
    """What is wrong, with what the command line has for the keys of the format."""
    told = re.sub("`([a-z_]+)`", lambda key: SPOKEN.get(key[1], key[0]), str(problem))
    return re.sub('(target|not_before) = (?=")', lambda key: f"{SPOKEN[key[1]]} …@", told)


def _require_one_update(text: str, raw: dict[str, Any], name: str) -> None:
    others = [key for key in raw if key not in TABLES]
    updates = raw.get("updates")
    if others or not isinstance(updates, list) or len(updates) != 1:
        has = f"has {listed(others, 'and')}" if others else "does not have one [[updates]]"
        raise GtiError(f"Error: {name} {has}; a fragment has one update, and new {listed(TABLES[:-1], 'and')}")
    if not re.match(r"(\s|#[^\n]*\n)*\[", text):
        raise GtiError(f"Error: {name} has a list in brackets at its top; write each entry as a table, [[updates]]")


def _in_fragment(finding: Finding, name: str, above: int, skipped: int) -> Finding:
    """A finding in the whole file, moved to its place in the fragment if it stands there."""
    if finding.place is None or finding.place.line <= above:
        return finding
    problem = replace(finding.problem, message=finding.message, related=None)
    place = replace(finding.place, line=finding.place.line - skipped)
    return replace(finding, file=name, problem=problem, place=place, related=None)
