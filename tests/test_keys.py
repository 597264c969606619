"""A key is declared once, with what it means. Every other place that has to know it is named where it does not.

Each check takes a record and one of its keys, and gives what is to be done in which file; None where all is well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, get_args

import msgspec
import pytest
import tomli

from gti_cli.dataset.ids import Type
from gti_cli.dataset.model import (
    KIND_RECORDS,
    KINDS,
    Center,
    Changes,
    Conventions,
    Count,
    Counted,
    Dataset,
    Event,
    Figure,
    FiscalYear,
    Goal,
    Initiative,
    Item,
    Metric,
    Phase,
    Source,
    Stages,
    Update,
    table_of,
    with_own_keys,
)
from gti_cli.dataset.schema import meanings, schema
from gti_cli.dataset.starter import starter
from gti_cli.dataset.table import Table, table
from gti_cli.dates.phrase import Phrase, parse
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import details, show, status
from tests.conftest import ROOT

DAY = date(2024, 2, 29)
MODEL = "gti_cli/dataset/model.py"
TEMPLATE = "gti_cli/dataset/template.toml"
FORMAT = "docs/format.md"
DETAILS = "gti_cli/views/details.py"

UNANSWERED = {
    (Item, "aliases"): "they only lead to the item",
    (Metric, "cumulative"): "it only says what to warn of",
    (Event, "within"): "it is answered as a part of `after`",
    (Event, "not_yet"): "it makes the event one of a type, and that is answered",
}
"""Keys that are in no answer, and why."""


@table
class Embassy(Center, frozen=True, kw_only=True):
    """A center with two keys that nothing but this record knows; of one it does not even say what it means."""

    ambassador: str | None = None
    """Who speaks for the center."""
    guide: str | None = None


def places(record: Any = Dataset, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every record of a file, with the keys that lead to its tables."""
    yield record, path
    for field in fields(record):
        for inner in records_in(field.type):
            yield from places(inner, (*path, field.name))


def records_in(hint: Any) -> list[Any]:
    """The records that a type speaks of."""
    return [hint] if is_dataclass(hint) else [record for part in get_args(hint) for record in records_in(part)]


PLACES = dict(places())
KEYS = [(record, field.name) for record in PLACES for field in fields(record)]


def place_of(record: Any) -> tuple[str, ...]:
    """The keys that lead to the tables of a record, or of the one that it is a copy of."""
    return next(path for known, path in PLACES.items() if issubclass(record, known))


def is_own(record: Any, key: str) -> bool:
    """Whether a key is one that only one kind of item has."""
    return issubclass(record, Item) and key in record.own_keys()


def check_meaning(record: Any, key: str) -> str | None:
    """What a key means is a sentence below its declaration; the schema takes it from there."""
    if meanings(record).get(key, "").endswith("."):
        return None
    return f'{MODEL}: below "{key}" of {record.__name__}, write between three quotes what it means'


def check_format(record: Any, key: str) -> str | None:
    """The documentation of the format has a row for each key, which says whether it is required.

    What an event may set is told there for all kinds at once.
    """
    if record is Changes:
        return None
    heading, rows = documented(place_of(record))
    of = record.kind if is_own(record, key) else None
    row = next((row for row in rows if f"`{key}`" in row["key"] and row.get("of") == of), None)
    if row is None:
        return f'{FORMAT}: below "{heading}", add a row for "{key}"{f" of a {of}" if of else ""}'
    is_required = next(field.default is MISSING for field in fields(record) if field.name == key)
    if row.get("required", "no").startswith("yes") != is_required:
        return f'{FORMAT}: below "{heading}", correct whether "{key}" is required'
    return None


def documented(path: tuple[str, ...]) -> tuple[str, list[Mapping[str, str]]]:
    """The heading in the documentation below which the keys of a table stand, and the rows there, by column."""
    match path:
        case ():
            names = ["Top level"]
        case (name,):
            names = [f"`[{name}]`", f"`[[{name}]]`"]
        case ("goals", name):
            names = [f"{name.capitalize()} of a goal"]
        case ("updates", name):
            names = [f"{name.capitalize()} of an update"]
        case (*_, name):
            names = [f"`{name}`"]
    text = (ROOT / FORMAT).read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (.*)\n((?:(?!##).*\n)*)", text, re.MULTILINE))
    heading = next((heading for heading in sections if any(name in heading for name in names)), names[0])
    rows: list[Mapping[str, str]] = []
    for lines in re.findall(r"(?:^\|.*\|\n)+", sections.get(heading, ""), re.MULTILINE):
        header, _, *cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines.splitlines())
        rows += (dict(zip(header, row, strict=True)) for row in cells)
    return heading, rows


def check_template(record: Any, key: str) -> str | None:
    """What `gti init` writes has a line with each key, if only one that is left out."""
    path = place_of(record)
    text = re.sub(r"^(\s*)#(?=\S)", r"\1", starter(DAY), flags=re.MULTILINE)
    if any(key in found for found in tables_at(tomli.loads(text), path)):
        return None
    where = f"to [[{'.'.join(path)}]]" if path else "above the first table"
    return f'{TEMPLATE}: add a line with "{key}" {where}, with a # before it if it is optional'


def tables_at(value: Any, path: tuple[str, ...]) -> list[dict[str, Any]]:
    """The parsed tables to which some keys lead."""
    if isinstance(value, list):
        return [found for part in value for found in tables_at(part, path)]
    if not path:
        return [value]
    return tables_at(value[path[0]], path[1:]) if path[0] in value else []


def sample(hint: Any, key: str) -> Any:
    """A value for a key of that type."""
    if hint in (Phrase, Phrase | None):
        return parse("2019")
    return {bool: True, int: 1, int | float: 1, date: DAY, date | None: DAY}.get(
        hint, (f"the {key}",) if "tuple" in str(hint) else f"the {key}"
    )


def filled(record: Any, **values: Any) -> Any:
    """A record that has every key; `values` are those that something else refers to."""
    return record(**{field.name: sample(field.type, field.name) for field in fields(record)} | values)


def dataset_with(record: type[Item]) -> Dataset:
    """A dataset in which one item of that kind has every key, and so has everything else, but for what excludes it."""
    report = dict.fromkeys(("target", "after", "within", "not_before", "part", "replaced_by", "by", "hedge", "stated"))
    flags = {"not_yet": False, "anew": False}
    event = filled(Event, item="thing", stage="last", set=Changes(name="the name"), **report, **flags)
    figure, count = filled(Figure, metric="number", at_most=False), filled(Count, kind=record.kind, stage="last")
    update = filled(Update, source="page", events=(event,), figures=(figure,), counts=(count,), edits=None)
    counted = Counted(kind="milestone", stage="completed")
    amount = {"count": counted, "metric": None, "at_least": 1, "at_most": None} if record is Goal else {}
    item = filled(record, id="thing", phase="work", stages=("last",), **amount)
    items: dict[str, Any] = {table_of(record.kind): (item,)}
    return Dataset(
        format=1,
        initiative=filled(Initiative),
        stages=Stages(**{table_of(record.kind): ("last",)}),
        sources=(filled(Source, id="page"),),
        phases=(filled(Phase, id="work"),),
        metrics=(filled(Metric, id="number", phase="work"),),
        updates=(update,),
        **items,
    )


def row_of(record: Any) -> Any:
    """The row in which a record is answered, of a dataset that has every key; None where it is not known here."""
    ledger = Ledger(dataset_with(record if issubclass(record, Item) else Center), DAY)
    update: Any = show.show(ledger, "update", str(DAY)).row
    if record is Initiative:
        return status.status(ledger, "test.toml").initiative
    if record in (Update, Event, Figure, Count):
        return {Update: update, Event: update.events[0], Figure: update.figures[0], Count: update.counts[0]}[record]
    ids: dict[Any, tuple[Type, str]] = {
        Source: ("source", "page"),
        Phase: ("phase", "work"),
        Metric: ("metric", "number"),
    }
    named: tuple[Type, str] | None = ("item", "thing") if issubclass(record, Item) else ids.get(record)
    return show.show(ledger, *named).row if named else None


def check_json(record: Any, key: str) -> str | None:
    """The JSON of a record's row has each of its keys, with its value; what others are read by has no row."""
    is_unanswered = any(issubclass(record, of) and key == name for of, name in UNANSWERED)
    if is_unanswered or record in (Dataset, Stages, Changes, Conventions, FiscalYear, Counted):
        return None
    row = row_of(record)
    if row is None:
        return f'tests/test_keys.py: say in row_of where a {record.__name__} with its "{key}" is answered'
    answered = msgspec.to_builtins(row)
    if key in answered and (not is_own(record, key) or answered[key] == value_of(record, key)):
        return None
    file = f"{type(row).__module__.replace('.', '/')}.py"
    return f'{file}: give {type(row).__name__} a field "{key}", and a column'


def value_of(record: Any, key: str) -> Any:
    """What an item of that kind has under a key of its own, as JSON has it."""
    (item,) = dataset_with(record).items()
    return msgspec.to_builtins(getattr(item, key))


def check_show(record: Any, key: str) -> str | None:
    """`gti show ID` tells people the own keys of an item's kind."""
    is_told = hasattr(row_of(record), key)  # check_json tells of a row without it
    if not is_own(record, key) or not is_told or "the " not in str(value_of(record, key)):
        return None
    shown = show.show(Ledger(dataset_with(record), DAY), "item", "thing")
    if any(f"the {key}" in str(value) for _, value in details.of(shown.row)):
        return None
    return f'{DETAILS}: `gti show` of a {record.kind} says nothing of "{key}"'


CHECKS = (check_meaning, check_format, check_template, check_json, check_show)


def lacking(record: Any, key: str) -> list[str]:
    """What is to be done for a key, file by file."""
    return [message for check in CHECKS if (message := check(record, key))]


@pytest.mark.parametrize(("record", "key"), KEYS, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_every_key_is_known_everywhere(record: Any, key: str) -> None:
    """No file lacks a key of the format: not its documentation, the template, the schema, JSON, nor `gti show`."""
    messages = lacking(record, key)

    assert not messages, "\n".join(messages)


@pytest.mark.parametrize("key", ["ambassador", "guide"])
def test_a_new_key_is_demanded(key: str) -> None:
    """Each file that lacks a new key is named, with the key; the documentation and the template always are."""
    messages = lacking(Embassy, key)
    files = [message.split(":")[0] for message in messages]

    assert {FORMAT, TEMPLATE} <= set(files)
    assert all((ROOT / file).is_file() for file in files)
    assert all(f'"{key}"' in message for message in messages)
    assert (MODEL in files) == (key == "guide")


def test_what_an_event_may_set_follows_from_the_kinds() -> None:
    """A new key of a kind can be set by an event with no further word, and so can all that there are."""

    class Some(Table, frozen=True, kw_only=True):
        """Changes of what every item has."""

        name: str | None = None

    some: Any = with_own_keys(table(Some), (Embassy,))

    assert [field.name for field in fields(some)] == ["name", *Embassy.own_keys()]
    assert msgspec.convert({"ambassador": "A person"}, some).ambassador == "A person"
    assert {field.name for field in fields(Changes)} == {"name", "summary", "owners", "phase"}.union(
        *(record.settable_keys() for record in KIND_RECORDS)
    )
    assert {*Goal.own_keys()} - {*Goal.settable_keys()} == {"count", "metric"}


def test_every_kind_has_its_tables() -> None:
    """A kind is named in the same way by its record, by its table, and by the table of its stages."""
    assert tuple(record.kind for record in KIND_RECORDS) == KINDS
    assert tuple(field.name for field in fields(Stages)) == tuple(table_of(kind) for kind in KINDS)
    assert {PLACES[record] for record in KIND_RECORDS} == {(table_of(kind),) for kind in KINDS}


def test_the_schema_says_what_each_key_means() -> None:
    """The schema has every table with its keys, and beside each key the text below its declaration."""
    tables = schema()["$defs"] | {Dataset.__name__: schema()}

    for record, key in KEYS:
        assert tables[record.__name__]["properties"][key]["description"].startswith(meanings(record).get(key, "")), key


def test_default_stages_are_documented_as_they_are() -> None:
    """The documentation and the template name the default stages of every kind."""
    written = tomli.loads(re.sub(r"^#(?=\S)", "", starter(DAY), flags=re.MULTILINE))["stages"]
    _, rows = documented(("stages",))

    for row in rows:
        key, default = row["key"].strip("`"), tomli.loads(f"stages = {row['default'].strip('`')}")["stages"]
        assert tuple(default) == tuple(written[key]) == getattr(Stages(), key), key
