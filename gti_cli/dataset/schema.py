"""The JSON Schema of a dataset, by which editors complete and check the TOML.

Keys, types and defaults are those of the records in `model`, by which a file is read, too; what a key means is the text
below its declaration there. A file that can be read is never refused. What a schema cannot see, such as an id that
nothing in the file has, is found when the file is read.

Editors read a schema in ways of their own, and these decide between ways to write it that mean the same: where some do
not show a description beside a `$ref`, only tables are referred to; where `allOf` hides keys from completion, it is not
used; a TOML date is a text to some, and to others a type of its own, which only the format "date" admits.
"""

import ast
import inspect
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from gti_cli.dataset import model
from gti_cli.dataset.forms import REFUSED
from gti_cli.dataset.model import (
    KIND_RECORDS,
    KINDS,
    WITHDRAWN,
    Changes,
    Dataset,
    Event,
    EventType,
    Figure,
    Goal,
    Id,
    Item,
    Stages,
)
from gti_cli.dataset.table import Table
from gti_cli.dates.phrase import UNDATED, Phrase

Schema = dict[str, Any]

PHRASE_SCHEMA: Schema = {
    "description": "a date phrase",
    "type": "string",
    "pattern": r"\S",
    "examples": [
        *("2019-11-13", "13 November 2019", "November 2019", "Q4 2019", "second half of 2019", "2019"),
        *("early 2021", "mid June 2019", "end of 2020", "by the end of 2020", "before June 2020", "2018/2020"),
    ],
}
"""A date phrase; what it means, no pattern can tell."""


PHRASE_OR_UNDATED: Schema = PHRASE_SCHEMA | {
    "description": f"a date phrase, or {UNDATED}",
    "examples": [*PHRASE_SCHEMA["examples"], UNDATED],
}

DAY_SCHEMA: Schema = {
    "description": "a day such as 2019-11-13, without quotes",
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}

ID_SCHEMA: Schema = msgspec.json.schema(Id)
REFERENCES = ("phase", "source", "item", "stage", "metric", "edits")
"""The keys that name something, whose type is any text: what they can name has the form of an id."""

NOT_WITHDRAWN: Schema = {"not": {"const": WITHDRAWN}}

KNOWN_LATER = "What became known later is set by an event."
"""Added to the meaning of every key that only one kind of item has."""


def schema() -> Schema:
    """The schema of a whole file, in the draft 2020-12."""
    _, tables = msgspec.json.schema_components([Dataset], schema_hook=_phrase_schema)
    for name, table in tables.items():
        record = getattr(model, name)
        meant = meanings(record)
        table["properties"] = {
            key: _key(record, key, meant.get(key, ""), derived) for key, derived in table["properties"].items()
        }
        table["additionalProperties"] = False
    tables[Event.__name__] |= _forms_of_events()
    tables[Goal.__name__] |= _keys_of_a_goal()
    tables[Figure.__name__] |= _keys_of_a_figure()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **tables.pop(Dataset.__name__),
        "title": "gti dataset",
        "description": "What was said of an initiative, and on which day: a log in format 1.",
        "$defs": tables,
    }


def meanings(record: type) -> Mapping[str, str]:
    """The meaning of each key of a record, which is the text below its declaration. A key without one is left out."""
    declared_in = (*record.__mro__, *(KIND_RECORDS if record is Changes else ()))
    tables = [kind for kind in declared_in if issubclass(kind, Table)]
    texts = [_texts_below_fields(kind.__module__)[kind.__name__] for kind in reversed(tables)]
    return {key: text for of_kind in texts for key, text in of_kind.items()}


@cache
def _texts_below_fields(module: str) -> Mapping[str, Mapping[str, str]]:
    """The texts below the fields of the classes in a module, by class and field; Python itself does not keep them."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(node, ast.ClassDef):
            for field, text in pairwise(node.body):
                match field, text:
                    case ast.AnnAssign(target=ast.Name(id=key)), ast.Expr(value=ast.Constant(value=str(words))):
                        found[node.name][key] = " ".join(words.split())
    return found


def _phrase_schema(_: type[Phrase]) -> Schema:
    return {"description": 'a date phrase such as "early 2021", or a day', "anyOf": [PHRASE_SCHEMA, DAY_SCHEMA]}


def _key(record: type, key: str, meant: str, derived: Schema) -> Schema:
    """The schema of a key: what it means, the form of its value, and what was derived from its type."""
    known = _in_toml(derived) | _in_toml(ID_SCHEMA if key in REFERENCES else {}) | _particulars(record, key)
    form = known.pop("description", "")
    later = KNOWN_LATER if issubclass(record, Item) and key in record.own_keys() else ""
    sentences = (meant, later, f"{form[:1].upper()}{form[1:]}." if form else "")
    return {"description": " ".join(filter(None, sentences))} | known


def _particulars(record: type, key: str) -> Schema:
    """The schema of a key as far as its type does not tell it."""
    match record.__name__, key:
        case ("Stages", _) | (_, "stages"):
            return {"items": _in_toml(ID_SCHEMA) | NOT_WITHDRAWN, "uniqueItems": True} if record is not Dataset else {}
        case "Event", "stage":
            return {"examples": [*dict.fromkeys(stage for kind in KINDS for stage in Stages().of(kind)), WITHDRAWN]}
        case "Event", "target":
            return {"anyOf": [PHRASE_OR_UNDATED, DAY_SCHEMA]}
        case (("Count" | "Counted"), "stage"):
            return NOT_WITHDRAWN
        case "Counted", "kind":
            return {"enum": [kind for kind in KINDS if kind != Goal.kind]}
        case _:
            return {}


def _in_toml(derived: Schema) -> Schema:
    """A schema derived from a type, without what TOML or JSON Schema lacks: null, empty defaults, Python's anchors."""
    plain = {name: value for name, value in derived.items() if name not in ("anyOf", "default", "enum")}
    match [option for option in derived.get("anyOf", ()) if option != {"type": "null"}]:
        case [option]:
            plain |= _in_toml(option)
        case [{"type": "integer"}, {"type": "number"} as number]:
            plain |= number
        case [*options] if options:
            plain["anyOf"] = options
    match derived.get("enum"):
        case [word]:
            plain["const"] = word
        case [*words]:
            plain["enum"] = words
    match derived.get("default"):
        case False | [_, *_] as default:
            plain["default"] = list(default) if default else default
    if "items" in plain:
        plain["items"] = _in_toml(plain["items"])
    if "pattern" in plain:
        plain["pattern"] = plain["pattern"].replace(r"\A", "^").replace(r"\Z", "$")
    return plain | DAY_SCHEMA if plain.get("format") == "date" else plain


def _forms_of_events() -> Schema:
    """The keys that go together in an event: the same questions, in the same order, tell its form as its type."""
    only_assessed = {"when": False, "implied": {"const": False}, "corrects": {"const": False}}
    questions = (
        (
            _some_keys(properties={"stage": False}),
            _form("note", properties={"assessed": False}, anyOf=[_has("set"), _has("note")]),
        ),
        (_some_keys(properties={"stage": {"const": WITHDRAWN}}), _form("withdrawn")),
        (_is_true("not_yet"), _form("not_yet")),
        (_has("target"), _form("promised", properties={"after": False})),
        (_some_keys(anyOf=[_has("not_before"), _has("after")]), _form("promised")),
        (_has("part"), _form("partly")),
        (_some_keys(required=["assessed"], properties=only_assessed), _form("note")),
    )
    forms = _form("reached")
    for question, form in reversed(questions):
        forms = {"if": question, "then": form, "else": forms}
    return forms | {"dependentRequired": {"within": ["after"]}}


def _keys_of_a_goal() -> Schema:
    """The keys that go together in a goal: it is of a count or of a metric, and has one bound."""
    whole = {"type": "integer", "minimum": 1}
    return {
        "if": _has("count"),
        "then": _some_keys(properties={"metric": False, "at_most": False, "at_least": whole}, required=["at_least"]),
        "else": {
            "if": _has("at_least"),
            "then": _some_keys(properties={"at_most": False}, required=["metric"]),
            "else": _some_keys(required=["metric", "at_most"]),
        },
    }


def _keys_of_a_figure() -> Schema:
    """The keys that go together in a figure: it has one bound at most."""
    return {"if": _is_true("at_least"), "then": _some_keys(properties={"at_most": {"const": False}})}


def _form(name: EventType, **more: Any) -> Schema:
    """A form of event, with the keys that it does not take; a flag among them may still be false."""
    flags = {field.name for field in fields(Event) if field.default is False}
    refused = {key: {"const": False} if key in flags else False for key in REFUSED[name]}
    return {"title": name, **_some_keys(properties=refused | more.pop("properties", {}), **more)}


def _some_keys(**keywords: Any) -> Schema:
    """A schema of some keys of a table, which says that others are allowed: some editors want to be told."""
    return {**keywords, "additionalProperties": True}


def _has(*keys: str) -> Schema:
    """A table with these keys."""
    return _some_keys(required=[*keys])


def _is_true(flag: str) -> Schema:
    """A table with a flag that is true."""
    return _some_keys(properties={flag: {"const": True}}, required=[flag])
