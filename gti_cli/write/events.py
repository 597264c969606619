"""Makes events and figures of the words of a command line, an option each.

Each function takes the words as the command line has them, without their option, and raises UsageError where it cannot
make out what they say. Whether an event is right is found when the file is read with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_args

from gti_cli.dataset.forms import TAKEN_BY
from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import WITHDRAWN, Changes, Dataset, EventType, Item
from gti_cli.errors import UsageError
from gti_cli.words import listed, nearest, quoted
from gti_cli.write.items import ADDABLE, adding
from gti_cli.write.update import Part


class Words:
    """What the words of a command line name in a dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.ids = Ids(dataset)

    def item_id(self, word: str) -> str:
        """The id of the item that a word names; raises UsageError, which says how to add it where there is none."""
        try:
            return self.ids.id_of("item", word)
        except UsageError as error:
            if self.ids.named(word, "item"):
                raise
            offer = f"to add it, as a {listed(sorted(ADDABLE, key='milestone'.__ne__))}: {adding(self._dataset, word)}"
            raise UsageError(f"{error}\n{offer}") from None

    def item(self, word: str) -> Item:
        """The item that a word names."""
        id_ = self.item_id(word)
        return next(item for item in self._dataset.items() if item.id == id_)


def reached(known: Words, words: str) -> Part:
    """ITEM=STAGE[@WHEN]: a stage that was reached; without WHEN, on or before the day of publication."""
    option = f"--reached {words}"
    item, stage, when = _item_stage_date(known, option, words)
    return Part(option, {"item": item, "stage": stage} | ({"when": when} if when else {}))


def promise(known: Words, words: str) -> Part:
    """ITEM=STAGE@TARGET: a stage that is promised by a date, or undated."""
    option = f"--promise {words}"
    item, stage, target = _item_stage_date(known, option, words)
    if not target:
        remedy = f'give the date that was promised, "{words}@early 2027", or "{words}@undated"'
        raise UsageError(f"Error: {option}: there is no target; {remedy}")
    return Part(option, {"item": item, "stage": stage, "target": target})


def not_before(known: Words, words: str) -> Part:
    """ITEM=STAGE@DATE: a stage that is promised not to come before a date."""
    option = f"--not-before {words}"
    item, stage, day = _item_stage_date(known, option, words)
    if not day:
        remedy = f'give the date before which it does not come, "{words}@April 2027"'
        raise UsageError(f"Error: {option}: there is no date; {remedy}")
    return Part(option, {"item": item, "stage": stage, "not_before": day})


def after(known: Words, words: str) -> Part:
    """ITEM=STAGE@OTHER.STAGE[+TIME]: a stage that is promised for after a stage of another item."""
    option = f"--after {words}"
    item, stage, condition = _item_stage_date(known, option, words)
    first, plus, time = (part.strip() for part in condition.partition("+"))
    other, _, its_stage = (part.strip() for part in first.partition("."))
    if not (other and its_stage) or (plus and not time):
        raise UsageError(f"Error: {option}: write it as ITEM=STAGE@OTHER.STAGE, or ITEM=STAGE@OTHER.STAGE+18 months")
    pairs = {"item": item, "stage": stage, "after": f"{known.item_id(other)}.{its_stage}"}
    return Part(option, pairs | ({"within": time} if time else {}))


def not_yet(known: Words, words: str) -> Part:
    """ITEM=STAGE: a stage that had not been reached on the day of publication."""
    option = f"--not-yet {words}"
    item, stage, day = _item_stage_date(known, option, words)
    if day:
        raise UsageError(f"Error: {option}: it takes no date; it speaks of the day of publication, which --date gives")
    return Part(option, {"item": item, "stage": stage, "not_yet": True})


def part(known: Words, words: str) -> Part:
    """ITEM=STAGE:TEXT: which part of a stage is reached."""
    option, form = f"--part {words}", "ITEM=STAGE:TEXT"
    item, rest = _both_sides(option, words, form)
    stage, text = _both_sides(option, rest, form, ":")
    return Part(option, {"item": known.item_id(item), "stage": stage, "part": text})


def withdraw(known: Words, words: str) -> Part:
    """ITEM[@WHEN]: an item that is given up."""
    item, _, when = words.partition("@")
    pairs = {"item": known.item_id(item.strip()), "stage": WITHDRAWN}
    return Part(f"--withdraw {words}", pairs | ({"when": when.strip()} if when else {}))


def note(known: Words, words: str) -> Part:
    """ITEM=TEXT: something about an item that moves no stage."""
    item, text = _both_sides(f"--note {words}", words, "ITEM=TEXT")
    return Part(f"--note {words}", {"item": known.item_id(item), "note": text})


def changes(known: Words, words: str) -> Part:
    """ITEM.KEY=VALUE: a key of an item that has another value from the day of publication on."""
    option, form = f"--set {words}", "ITEM.KEY=VALUE"
    named, text = _both_sides(option, words, form)
    word, key = _both_sides(option, named, form, ".")
    item = known.item(word)
    value = _set_value(known, option, item, key, text)
    return Part(option, {"item": item.id, "set": {key: value}})


def figure(known: Words, words: str) -> Part:
    """METRIC=VALUE[@WHEN]: the value of a metric, a number; without WHEN, on the day of publication."""
    option = f"--figure {words}"
    metric, rest = _both_sides(option, words, "METRIC=VALUE")
    value, _, when = (part.strip() for part in rest.partition("@"))
    pairs = {"metric": known.ids.id_of("metric", metric), "value": _number(option, value)}
    return Part(option, pairs | ({"when": when} if when else {}))


EVENTS: Mapping[str, tuple[EventType, Callable[[Words, str], Part]]] = {
    "--reached": ("reached", reached),
    "--promise": ("promised", promise),
    "--not-before": ("promised", not_before),
    "--after": ("promised", after),
    "--not-yet": ("not_yet", not_yet),
    "--part": ("partly", part),
    "--withdraw": ("withdrawn", withdraw),
    "--note": ("note", note),
    "--set": ("note", changes),
}
"""The options that give an event, with the form of the event and the function that reads the words."""


def taking(key: str) -> list[str]:
    """The options whose events take a key."""
    return [option for option, (type_, _) in EVENTS.items() if type_ in TAKEN_BY.get(key, (type_,))]


def settable(item: Item) -> Mapping[str, Any]:
    """The keys of an item that can be set, with the type of each."""
    keys = {*Item.__struct_fields__, *item.settable_keys()}
    return {field.name: field.type for field in fields(Changes) if field.name in keys}


def _set_value(known: Words, option: str, item: Item, key: str, text: str) -> Any:
    """The value of a key that is set, of the type that the key has."""
    types = settable(item)
    if key not in types:
        near = nearest(key, types)
        hint = f"did you mean {listed(map(quoted, near))}?" if near else f"it has {listed(map(quoted, types), 'and')}"
        raise UsageError(f"Error: {option}: a {item.kind} has no {quoted(key)} that can be set; {hint}")
    if key == "phase":
        return known.ids.id_of("phase", text)
    wanted = _types_in(types[key])
    if tuple in wanted:
        return tuple(filter(None, (word.strip() for word in text.split("; "))))
    return _number(option, text) if float in wanted else text


def _types_in(hint: Any) -> list[Any]:
    """The types of which another is made."""
    origin = getattr(hint, "__origin__", None)
    return [hint, origin, *(inner for part in get_args(hint) for inner in _types_in(part))]


def _item_stage_date(known: Words, option: str, words: str) -> tuple[str, str, str]:
    item, rest = _both_sides(option, words, "ITEM=STAGE")
    stage, _, day = rest.partition("@")
    return known.item_id(item), stage.strip(), day.strip()


def _both_sides(option: str, words: str, form: str, sign: str = "=") -> tuple[str, str]:
    left, _, right = (part.strip() for part in words.partition(sign))
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
