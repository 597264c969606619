"""Raw TOML → records: every key known, every value of its type, or every way in which that fails.

A file that is right is converted at full speed by msgspec. Only when that fails are the records walked field by field,
to find every problem and not just the first. The walk still makes a record of what it can, with a neutral value where
one is missing, so that the references of a broken file can be checked in the same run.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from gti_cli.dataset import remedies
from gti_cli.dataset.model import Dataset, Event, Update
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dates.phrase import Phrase, parse
from gti_cli.dates.refusals import PhraseError
from gti_cli.words import did_you_mean, listed, nearest, quoted

Wanted = TypeVar("Wanted")

FORMAT = 1
REFUSED = (msgspec.ValidationError, ValueError)
"""What msgspec says of a wrong value, a ValueError from its 0.21 on; and Python of a number too long to write out."""


def records(raw: dict[str, Any]) -> tuple[Dataset, list[Problem]]:
    """The dataset of a parsed file, and what is wrong in its keys and types; the dataset is whole if nothing is."""
    try:
        return convert(raw, Dataset), []
    except REFUSED:
        return _walk_file(raw)


def convert(value: object, wanted: type[Wanted]) -> Wanted:
    """A parsed value as its type wants it; raises one of REFUSED for the first thing that is wrong with it."""
    return msgspec.convert(value, wanted, dec_hook=_decode, builtin_types=(date,))


def _decode(wanted: type, value: object) -> Phrase:
    return parse(value)


@cache
def _keys(record: type) -> tuple[frozenset[str], tuple[tuple[str, type], ...]]:
    """The keys of a table, and those that hold tables themselves with their records."""
    hints = {field.name: field.type for field in fields(record)}
    nested = tuple((key, inner) for key, hint in hints.items() if (inner := _record_in(hint)))
    return frozenset(hints), nested


def _record_in(hint: Any) -> type | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for part in get_args(hint) if (found := _record_in(part))), None)


def _walk_file(raw: dict[str, Any]) -> tuple[Dataset, list[Problem]]:
    if "format" in raw and raw["format"] != FORMAT:
        hint = f"write format = {FORMAT}, the format that this gti reads"
        message = "this format is not known"
        return _neutral(Dataset), [Problem(path=("format",), code="unknown-format", message=message, hint=hint)]
    problems: list[Problem] = []
    dataset: Dataset = _walk(raw, Dataset, (), problems)
    return dataset, problems


def _walk(value: Any, hint: Any, path: KeyPath, problems: list[Problem]) -> Any:
    """The value as its type wants it, or something neutral; appends what is wrong with it."""
    hint = _without_none(hint)
    bare = _bare(hint)
    if is_dataclass(bare):
        if isinstance(value, dict):
            return _walk_table(value, bare, path, problems)
        remedy = f"write [{path[0]}]" if len(path) == 1 and isinstance(value, list) else None
        problems.append(_wrong_type(path, "a table", value, remedy))
        return _neutral(bare)
    if get_origin(bare) is tuple:
        if not isinstance(value, list):
            problems.append(_no_list(path, get_args(bare)[0], value))
            return ()
        if not value and bare is not hint:
            problems.append(
                Problem(path=path, code="empty", message="the list is empty", hint=f"write {_demand(hint)}")
            )
        return tuple(_walk(part, get_args(bare)[0], (*path, at), problems) for at, part in enumerate(value))
    return _walk_value(value, hint, bare, path, problems)


def _walk_table(table: dict[str, Any], record: Any, path: KeyPath, problems: list[Problem]) -> Any:
    hints = get_type_hints(record, include_extras=True)
    known = {field.name: field for field in fields(record)}
    misspelt: set[str] = set()
    for key in table:
        if key not in known:
            hint = _proper_place(key, path) or did_you_mean(key, known, short=len(known))
            problems.append(Problem(path=(*path, key), code="unknown-key", message=f"no key {quoted(key)}", hint=hint))
            misspelt.update(nearest(key, known)[:1])
    values = {}
    for key, field in known.items():
        if key in table:
            values[key] = _walk(table[key], hints[key], (*path, key), problems)
        elif field.default is MISSING:
            values[key] = _neutral(hints[key])
            if key not in misspelt:
                problems.append(_missing(path, key, hints[key]))
    return record(**values)


def _proper_place(key: str, path: KeyPath) -> str | None:
    """Where a key belongs that stands in a table within its own one, or outside of it."""
    if not path and key in ("events", "figures", "counts"):
        return f"write it as [[updates.{key}]], below its update"
    outer: list[type] = [Dataset]
    for step in path:
        if isinstance(step, str):
            outer.append(dict(_keys(outer[-1])[1])[step])
    owner = next((record for record in reversed(outer[:-1]) if key in _keys(record)[0]), None)
    return OWNERS[owner](path) if owner in OWNERS else None


def _missing(path: KeyPath, key: str, hint: Any) -> Problem:
    bare = _bare(hint)
    if is_dataclass(bare):
        message, remedy = f"the table [{key}] is missing", f"write a line [{key}], and its keys below it"
    elif get_origin(bare) is tuple:
        message, remedy = f"there is no [[{key}]]", f"write {_demand(hint)}, each below a line [[{key}]]"
    else:
        above = "" if path else " above the first table"
        message, remedy = f"the key {quoted(key)} is missing", f"write {key} = {_example(bare)}{above}"
    return Problem(path=path, code="missing-key", message=message, hint=remedy)


def _example(bare: Any) -> str:
    """What may stand in the place of a missing value."""
    if get_origin(bare) is Literal:
        return listed(f'"{word}"' if isinstance(word, str) else str(word) for word in get_args(bare))
    return {str: '"…"', date: "2019-11-13, for example"}.get(bare, "1, for example")


def _walk_value(value: Any, hint: Any, bare: Any, path: KeyPath, problems: list[Problem]) -> Any:
    try:
        return convert(value, hint)
    except REFUSED as error:
        if isinstance(error.__cause__, PhraseError):
            problems.append(Problem(path=path, code="date-phrase", message=str(error.__cause__)))
            return None
    if get_origin(bare) is Literal and isinstance(value, str):
        known = did_you_mean(value, get_args(bare))
        problems.append(Problem(path=path, code="unknown-word", message=f"no {path[-1]} {quoted(value)}", hint=known))
    elif isinstance(value, str) and bare is str:
        if value.strip():
            message, remedy = f"{quoted(value)} is not {_demand(hint)}", remedies.for_text(value, hint)
        else:
            message, remedy = "the text is empty", f"write {_demand(hint)}"
        problems.append(
            Problem(path=path, code="text-form" if value.strip() else "empty", message=message, hint=remedy)
        )
        return value
    else:
        wanted = TYPE_WORDS.get(bare, "a word in quotes")
        problems.append(_wrong_type(path, wanted, value, remedies.for_value(value, bare)))
    return _neutral(hint)


def _no_list(path: KeyPath, inner: Any, value: object) -> Problem:
    if not is_dataclass(inner):
        return _wrong_type(path, "a list, in square brackets,", value, remedies.for_value(value, tuple))
    header = f"[[{'.'.join(step for step in path if isinstance(step, str))}]]"
    remedy = f"write {header}" if isinstance(value, dict) else None
    return _wrong_type(path, f"an array of tables, {header},", value, remedy)


def _wrong_type(path: KeyPath, wanted: str, value: object, remedy: str | None) -> Problem:
    message = f"{wanted} is wanted here, and this is {_type_word(value)}"
    return Problem(path=path, code="wrong-type", message=message, hint=remedy)


def _type_word(value: object) -> str:
    return VALUE_WORDS.get(type(value), "a date with a time of day")


def _demand(hint: Any) -> str:
    """What a type asks for beyond being text or a list, in words."""
    return str(next(part.description for part in get_args(hint)[1:]))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        return parts[0] if len(parts) == 1 else Union[tuple(parts)]  # noqa: UP007
    return hint


def _bare(hint: Any) -> Any:
    """A type without what it asks for beyond being that type."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _neutral(hint: Any) -> Any:
    """A value of the type that refers to nothing and breaks no rule."""
    bare = _bare(hint)
    if is_dataclass(bare):
        hints = get_type_hints(bare, include_extras=True)
        missing = {field.name: _neutral(hints[field.name]) for field in fields(bare) if field.default is MISSING}
        return bare(**missing)  # type: ignore[operator]
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    if get_origin(bare) is tuple:
        return ()
    return NEUTRAL.get(bare)


NEUTRAL: dict[Any, Any] = {str: "", bool: False, int: 0, int | float: 0, date: date.max}
OWNERS: dict[type | None, Callable[[KeyPath], str]] = {
    Dataset: lambda path: f"it is a key of the whole file, not of {path[0]}; write it at the top",
    Update: lambda path: f"it is a key of the update; write it above the {path[2]}",
    Event: lambda path: f"it is a key of the event; write it outside of {path[-1]}",
}
"""What to do with a key that belongs to an outer table, by the record of that table."""
TYPE_WORDS: dict[Any, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    int | float: "a number",
    date: "a day such as 2019-11-13, without quotes,",
    Literal[1]: f"the whole number {FORMAT}",
}
VALUE_WORDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a decimal point",
    date: "a day",
    time: "a time of day",
    list: "a list",
    dict: "a table",
}
