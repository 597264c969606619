"""Makes an update of the words of a command line, and the TOML of it.

Each function that reads words takes them as the command line has them, without its option, and raises UsageError where
it cannot make out what they say. Whether the update is right is found when the file is read with it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import tomli_w
from msgspec import Struct

from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import WITHDRAWN
from gti_cli.errors import UsageError
from gti_cli.words import quoted

Value = str | int | float | bool | date
Pairs = Mapping[str, Value]


class Part(Struct, frozen=True):
    """An event or a figure of an update, in the keys of the format; and the option, with its words, that gave it."""

    option: str
    pairs: Pairs


class NewUpdate(Struct, frozen=True, kw_only=True):
    """An update that is to be recorded: its own keys, its events and its figures."""

    keys: Pairs
    events: Sequence[Part] = ()
    figures: Sequence[Part] = ()


def reached(ids: Ids, words: str) -> Part:
    """ITEM=STAGE[@WHEN]: a stage that was reached; without WHEN, on or before the day of publication."""
    option = f"--reached {words}"
    item, stage, when = _item_stage_date(ids, option, words)
    return Part(option, {"item": item, "stage": stage} | ({"when": when} if when else {}))


def promise(ids: Ids, words: str) -> Part:
    """ITEM=STAGE@TARGET: a stage that is promised by a date, or undated."""
    option = f"--promise {words}"
    item, stage, target = _item_stage_date(ids, option, words)
    if not target:
        remedy = f'give the date that was promised, "{words}@early 2027", or "{words}@undated"'
        raise UsageError(f"Error: {option}: there is no target; {remedy}")
    return Part(option, {"item": item, "stage": stage, "target": target})


def withdraw(ids: Ids, words: str) -> Part:
    """ITEM[@WHEN]: an item that is given up."""
    item, _, when = words.partition("@")
    pairs = {"item": ids.id_of("item", item.strip()), "stage": WITHDRAWN} | ({"when": when.strip()} if when else {})
    return Part(f"--withdraw {words}", pairs)


def note(ids: Ids, words: str) -> Part:
    """ITEM=TEXT: something about an item that moves no stage."""
    item, text = _both_sides(f"--note {words}", words, "ITEM=TEXT")
    return Part(f"--note {words}", {"item": ids.id_of("item", item), "note": text})


def figure(ids: Ids, words: str) -> Part:
    """METRIC=VALUE: the value of a metric, a number."""
    option = f"--figure {words}"
    metric, value = _both_sides(option, words, "METRIC=VALUE")
    return Part(option, {"metric": ids.id_of("metric", metric), "value": _number(option, value)})


def toml(update: NewUpdate) -> str:
    """The update as TOML: its own table, each event and each figure on a line."""
    lines = ["[[updates]]", *(_pair(key, value) for key, value in update.keys.items())]
    for name, parts in (("events", update.events), ("figures", update.figures)):
        if parts:
            lines += [f"{name} = [", *(f"  {{ {_inline(part.pairs)} }}," for part in parts), "]"]
    return "\n".join(lines) + "\n"


def _item_stage_date(ids: Ids, option: str, words: str) -> tuple[str, str, str]:
    item, rest = _both_sides(option, words, "ITEM=STAGE")
    stage, _, day = rest.partition("@")
    return ids.id_of("item", item), stage.strip(), day.strip()


def _both_sides(option: str, words: str, form: str) -> tuple[str, str]:
    left, _, right = (part.strip() for part in words.partition("="))
    if not (left and right):
        raise UsageError(f"Error: {option}: write it as {form}")
    return left, right


def _number(option: str, text: str) -> int | float:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    raise UsageError(f"Error: {option}: {quoted(text)} is not a number; write it without separators and unit, 17000")


def _inline(table: Pairs) -> str:
    return ", ".join(_pair(key, value) for key, value in table.items())


def _pair(key: str, value: Value) -> str:
    return tomli_w.dumps({key: value}).rstrip("\n")
