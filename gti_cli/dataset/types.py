"""The first step of a check: everything that is wrong in the keys and types of a parsed file.

A file that is right is converted at full speed (`table`), and this is not even imported. Only when that fails are its
tables gone through key by key, to find every problem and not just the first; each value is judged by the same types.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from gti_cli.dataset import remedies
from gti_cli.dataset.model import Dataset, Event, Goal, Update
from gti_cli.dataset.phrases import FilePhrases
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dataset.table import REFUSED, convert
from gti_cli.words import did_you_mean, listed, nearest, quoted

FORMAT = 1

OWNERS: Mapping[type | None, Callable[[KeyPath], str]] = {
    Dataset: lambda path: f"it is a key of the whole file, not of {path[0]}; write it at the top",
    Update: lambda path: f"it is a key of the update; write it above the {path[2]}",
    Event: lambda path: f"it is a key of the event; write it outside of {path[-1]}",
    Goal: lambda path: f"it is a key of the goal; write it outside of {path[-1]}",
}
"""The remedy for a key that belongs to an outer table, by the record of that table."""

TYPE_WORDS: Mapping[Any, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    int | float: "a number",
    date: "a day such as 2019-11-13, without quotes,",
    Literal[1]: f"the whole number {FORMAT}",
}
VALUE_WORDS: Mapping[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a decimal point",
    date: "a day",
    time: "a time of day",
    list: "a list",
    dict: "a table",
}


def wrong_types(raw: dict[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong in the keys and types of a parsed file, whose phrases are read on the way."""
    if "format" in raw and raw["format"] != FORMAT:
        hint = f"write format = {FORMAT}, the format that this gti reads"
        yield Problem(path=("format",), code="unknown-format", message="this format is not known", hint=hint)
    else:
        for path, refusal in FilePhrases(raw.get("conventions")).refused(raw):
            yield Problem(path=path, code="date-phrase", message=str(refusal))
        yield from _in_table(raw, (Dataset,), ())


def _in_table(table: Mapping[str, Any], records: tuple[type, ...], path: KeyPath) -> Iterator[Problem]:
    """Problems in a table; `records` are those of the tables around it, from the file on, and its own."""
    known = {field.name: field for field in fields(records[-1])}
    misspelt: set[str] = set()
    for key in table:
        if key not in known:
            hint = _proper_place(key, records, path) or did_you_mean(key, known, short=len(known))
            yield Problem(path=(*path, key), code="unknown-key", message=f"no key {quoted(key)}", hint=hint)
            misspelt.update(nearest(key, known)[:1])
    for key, field in known.items():
        if key in table:
            yield from _in_value(table[key], field.type, records, (*path, key))
        elif field.default is MISSING and key not in misspelt:
            yield _missing(path, key, field.type)


def _in_value(value: Any, hint: Any, records: tuple[type, ...], path: KeyPath) -> Iterator[Problem]:
    """Problems of the value of a key, and within it, by the type of the key."""
    hint = _without_none(hint)
    bare = _bare(hint)
    if is_dataclass(bare):
        if isinstance(value, dict):
            yield from _in_table(value, (*records, bare), path)  # type: ignore[arg-type]
        else:
            remedy = f"write [{path[0]}]" if len(path) == 1 and isinstance(value, list) else None
            yield _wrong_type(path, "a table", value, remedy)
    elif get_origin(bare) is dict:
        if isinstance(value, dict):
            for key, part in value.items():
                yield from _in_value(part, get_args(bare)[1], records, (*path, key))
        else:
            yield _wrong_type(path, "a table", value, None)
    elif get_origin(bare) is not tuple:
        yield from _in_single(value, hint, path)
    elif not isinstance(value, list):
        yield _no_list(path, get_args(bare)[0], value)
    elif not value and bare is not hint:
        yield Problem(path=path, code="empty", message="the list is empty", hint=f"write {_demand(hint)}")
    else:
        for at, part in enumerate(value):
            yield from _in_value(part, get_args(bare)[0], records, (*path, at))


def _in_single(value: Any, hint: Any, path: KeyPath) -> Iterator[Problem]:
    """The problem, if any, of a value that is neither a table nor a list."""
    try:
        convert(value, hint)
    except REFUSED:
        yield _refused(value, hint, path)


def _refused(value: Any, hint: Any, path: KeyPath) -> Problem:
    bare = _bare(hint)
    if get_origin(bare) is Literal and isinstance(value, str):
        known = did_you_mean(value, get_args(bare))
        return Problem(path=path, code="unknown-word", message=f"no {path[-1]} {quoted(value)}", hint=known)
    if bare is not str or not isinstance(value, str):
        wanted = TYPE_WORDS.get(bare, "a word in quotes")
        return _wrong_type(path, wanted, value, remedies.for_value(value, bare))
    if not value.strip():
        return Problem(path=path, code="empty", message="the text is empty", hint=f"write {_demand(hint)}")
    message = f"{quoted(value)} is not {_demand(hint)}"
    return Problem(path=path, code="text-form", message=message, hint=remedies.for_text(value, hint))


def _proper_place(key: str, records: tuple[type, ...], path: KeyPath) -> str | None:
    """Where to write a key that belongs to a table around the one in which it stands, or to an update."""
    if not path and key in ("events", "figures", "counts"):
        return f"write it as [[updates.{key}]], below its update"
    owner = next(
        (record for record in reversed(records[:-1]) if any(key == field.name for field in fields(record))), None
    )
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
    """An example of a missing value."""
    if get_origin(bare) is Literal:
        return listed(f'"{word}"' if isinstance(word, str) else str(word) for word in get_args(bare))
    return {str: '"…"', date: "2019-11-13, for example"}.get(bare, "1, for example")


def _no_list(path: KeyPath, inner: Any, value: object) -> Problem:
    if not is_dataclass(inner):
        return _wrong_type(path, "a list, in square brackets,", value, remedies.for_value(value, tuple))
    header = f"[[{'.'.join(step for step in path if isinstance(step, str))}]]"
    remedy = f"write {header}" if isinstance(value, dict) else None
    return _wrong_type(path, f"an array of tables, {header},", value, remedy)


def _wrong_type(path: KeyPath, wanted: str, value: object, remedy: str | None) -> Problem:
    message = f"{wanted} is wanted here, and this is {VALUE_WORDS.get(type(value), 'a date with a time of day')}"
    return Problem(path=path, code="wrong-type", message=message, hint=remedy)


def _demand(hint: Any) -> str:
    """The description of a type: what it asks for beyond being text or a list."""
    return str(next(part.description for part in get_args(hint)[1:]))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        return parts[0] if len(parts) == 1 else Union[tuple(parts)]  # noqa: UP007
    return hint


def _bare(hint: Any) -> Any:
    """A type without its annotations."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
