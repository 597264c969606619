"""The JSON Schema agrees with what gti reads: what loads is never refused, what is wrong in keys and types is."""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import fields
from datetime import date
from itertools import product
from operator import methodcaller
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from gti_cli.dataset import model
from gti_cli.dataset.schema import PHRASE_OR_UNDATED, schema
from gti_cli.dates.phrase import parse
from gti_cli.dates.span import Span
from tests.conftest import BUNDLED, Gti, first
from tests.contract import READ
from tests.editor import SEEN_BY_EDITORS, refused
from tests.make import FULL, HEAD, PAID, ROME, UPDATE, item, problems
from tests.stories import FEW, any_tables

PARSED = tomli.loads(FULL)


def tables_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to every table of a parsed file."""
    if isinstance(value, dict):
        yield path
    for step, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from tables_in(inner, (*path, step))


def changed(path: Sequence[str | int], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The file that has every key, after a change to the table at a path."""
    tables = deepcopy(PARSED)
    inner: Any = tables
    for step in path:
        inner = inner[step]
    change(inner)
    return tables


def assert_agrees(tables: dict[str, Any], *more: str) -> None:
    """What loads is not refused; what does not load for a reason that a schema can see is.

    It cannot see what an amount that an event sets is an amount of: that stands with the goal.
    """
    found = problems("", head=tomli_w.dumps(tables))
    codes = {problem.code for problem in found if problem.code != "goal-form" or "set" not in problem.path}

    if not found:
        assert not refused(tables)
    if codes & {*SEEN_BY_EDITORS, *more}:
        assert refused(tables)


def test_it_is_a_schema() -> None:
    """It keeps the rules of the draft that it names, and can be written as JSON."""
    assert schema()["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def test_every_table_and_key_is_described() -> None:
    """Each record has its table with its keys, no others are allowed there, and each key has a sentence."""
    described = {model.Dataset.__name__: schema(), **schema()["$defs"]}

    for name, table in described.items():
        record = getattr(model, name)
        assert set(table["properties"]) == {field.name for field in fields(record)}
        assert table["additionalProperties"] is False
        for key, value in {"": table, **table["properties"]}.items():
            assert value["description"].endswith("."), (name, key)


@pytest.mark.parametrize("text", [BUNDLED.read_text(encoding="utf-8"), FULL, HEAD], ids=["bundled", "full", "least"])
def test_a_dataset_is_not_refused(text: str) -> None:
    """The bundled dataset, one with every key and one with as few as possible are right."""
    assert refused(tomli.loads(text)) == []


@settings(FEW, max_examples=20)
@given(any_tables())
def test_what_loads_is_not_refused(tables: dict[str, Any]) -> None:
    """Whatever a dataset says, in whatever order, the schema takes it."""
    assert refused(tables) == []


OWN_WORDS = ("conventions", "phrases")
"""The table whose keys are words of the file."""


@pytest.mark.slow
@pytest.mark.parametrize("path", list(tables_in(PARSED)), ids=str)
def test_keys_of_a_table(path: tuple[str | int, ...]) -> None:
    """A key too many is refused, but for a file's own words; one too few is, where the table or an event needs it."""
    assert bool(refused(changed(path, lambda table: table.update(kind_of="x")))) == (path != OWN_WORDS)
    table: Any = PARSED
    for step in path:
        table = table[step]
    for key in table:
        assert_agrees(changed(path, methodcaller("pop", key)))


@pytest.mark.slow
@pytest.mark.parametrize("value", first(5, 1.5, True, "Text.", "", [], [5], {}, {"id": "x"}), ids=repr)
def test_values_of_another_type(value: object) -> None:
    """A value of a type that its key does not take is refused, whichever key it is."""
    seen = () if isinstance(value, str | dict) else ("date-phrase",)  # what words mean, no schema can tell
    for path in tables_in(PARSED):
        table: Any = PARSED
        for step in path:
            table = table[step]
        for key in table:
            assert_agrees(changed(path, methodcaller("update", {key: value})), *seen)


MAKERS: list[list[dict[str, Any]]] = [
    [{}, {"stage": "open"}, {"stage": "withdrawn"}],
    *(
        [{}, {key: value}]
        for key, value in (
            *(("when", "2018"), ("target", "undated"), ("after", "oslo.open"), ("not_before", "2020")),
            *(("part", "a floor"), ("assessed", "met"), ("set", {}), ("note", "")),
        )
    ),
    [{}, {"not_yet": False}, {"not_yet": True}],
]
"""The keys by which an event is of a form, each with the ways in which it may be written."""
OTHERS: list[dict[str, Any]] = [
    *({flag: value} for flag in ("implied", "corrects", "anew") for value in (False, True)),
    *({"within": "1 year"}, {"replaced_by": ["oslo"]}, {"by": "A"}, {"hedge": "we hope"}, {"stated": "2018"}),
    *({"said": "soon"}, {"quote": "We open."}, {"url": "https://b.org"}),
]
"""The other keys of an event, of which each may go with some of the forms."""


@pytest.mark.slow
def test_every_combination_of_the_keys_of_an_event() -> None:
    """Whichever keys make the form of an event, with each other key, it is refused exactly if its form is."""
    forms = [dict(pair for keys in chosen for pair in keys.items()) for chosen in product(*MAKERS)]
    few = [form for form in forms if len(form) < 4]
    events = [{"item": "rome"} | keys for keys in (*forms, *(form | other for form in few for other in OTHERS))]
    tables = tomli.loads(HEAD + ROME + item("centers", "oslo") + UPDATE)
    tables["updates"][0]["events"] = events

    wrong = {problem.path[3] for problem in problems("", head=tomli_w.dumps(tables))}

    assert {error.absolute_path[3] for error in refused(tables)} == wrong
    assert 0 < len(wrong) < len(events)


def test_every_combination_of_the_keys_of_a_goal() -> None:
    """Whichever keys tell the amount of a goal, it is refused exactly if they do not go together."""
    choices: list[list[dict[str, Any]]] = [
        [{}, *({"count": {"kind": kind, "stage": "open"}} for kind in ("center", "goal"))],
        [{}, {"metric": "paid"}],
        [{}, *({"at_least": amount} for amount in (-1, 0, 1, 1.0, 2.5, 3))],
        [{}, {"at_most": 0}, {"at_most": 2.5}],
    ]
    goals = [dict(pair for keys in chosen for pair in keys.items()) for chosen in product(*choices)]
    tables = tomli.loads(HEAD + PAID)
    tables["goals"] = [{"id": f"g-{at}", "phase": "work", "name": "G"} | goal for at, goal in enumerate(goals)]

    wrong = {problem.path[1] for problem in problems("", head=tomli_w.dumps(tables))}

    assert {error.absolute_path[1] for error in refused(tables)} == wrong
    assert 0 < len(wrong) < len(goals)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("centers", 0), "phase", "The work"),
        (("metrics", 0), "phase", ""),
        (("updates", 0), "source", "page_1"),
        (("goals", 0, "count"), "stage", "withdrawn"),
        (("goals", 1), "metric", "paid-"),
        (("updates", 1), "edits", "13 November"),
        (("updates", 1, "events", 0), "item", "São Paulo"),
        (("updates", 1, "events", 0), "stage", "Open"),
        (("updates", 1, "figures", 0), "metric", "paid-"),
        (("updates", 1, "counts", 0), "stage", "withdrawn"),
    ],
)
def test_what_can_name_nothing_is_refused(path: tuple[str | int, ...], key: str, value: str) -> None:
    """Where something is named, only what has the form of an id is taken, and where a count is, no withdrawal."""
    (error,) = refused(changed(path, lambda table: table.update({key: value})))

    assert (*error.absolute_path,) == (*path, key)


@pytest.mark.parametrize("written", ["13 November 2019", "2019-11", "2019-11-13T09:30:00", "2019-13-01", "", 20191113])
@pytest.mark.parametrize(("table", "key"), [("updates", "date"), ("initiative", "complete_through")])
def test_a_day_is_a_day(table: str, key: str, written: object) -> None:
    """Where a day is wanted, nothing else is taken: no phrase, no time of day, no day that does not exist."""
    path = (table, 0) if table == "updates" else (table,)

    assert refused(changed(path, lambda table: table.update({key: written})))


@pytest.mark.parametrize("phrase", [*(phrase for phrase, *_ in READ), date(2019, 11, 13)])
def test_a_phrase_that_is_read_is_not_refused(phrase: str | date) -> None:
    """Every date phrase of the format, and a TOML date, is taken wherever it can stand."""
    tables = tomli.loads(HEAD + ROME + UPDATE)
    tables["updates"][0]["events"] = [{"item": "rome", "stage": "open", "target": phrase}]
    if isinstance(phrase, date) or parse(phrase).span != Span():
        tables["updates"][0]["events"] += [{"item": "rome", "stage": "open", "when": phrase}]

    assert refused(tables) == []


@pytest.mark.parametrize("phrase", ["", " ", "\n"])
def test_a_phrase_without_words_is_refused(phrase: str) -> None:
    """What can be no date phrase is seen while it is typed; what words mean, only the file can tell."""
    assert refused(changed(("metrics", 0), lambda metric: metric.update(since=phrase)))


def test_examples_of_phrases_are_read() -> None:
    """What an editor suggests as a date is one."""
    assert [parse(example).text for example in PHRASE_OR_UNDATED["examples"]] == PHRASE_OR_UNDATED["examples"]


def test_the_command(gti: Gti) -> None:
    """`gti schema` prints the schema, indented, and nothing else."""
    answer = gti("schema")

    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == schema()
    assert answer.out.startswith('{\n  "$schema": ')
    assert answer.out.endswith("}\n")
