"""Datasets by chance: right in shape and references, or wrong in a few places."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from random import Random
from typing import Any, get_type_hints

from gti_cli.dataset.model import (
    ITEM_TABLES,
    KIND_RECORDS,
    KINDS,
    WITHDRAWN,
    Center,
    Dataset,
    Event,
    Goal,
    Initiative,
    Metric,
    Phase,
    Region,
    Source,
    Stages,
    Update,
)
from gti_cli.dates.phrase import Phrase, parse
from tests.wild.texts import Texts, address, hostile_text, ordinary_text, phrase, phrase_text, some_day, some_id, target
from tests.wild.written import written

Table = dict[str, Any]
RECORDS: dict[str, Any] = dict(zip(ITEM_TABLES, KIND_RECORDS, strict=True))
KIND_OF = dict(zip(ITEM_TABLES, KINDS, strict=True))
AMOUNT = ("count", "metric", "at_least", "at_most")
"""The keys of a goal, of which some go together."""


def valid(chance: Random) -> bytes:
    """A file without an error, written in any of the ways that TOML has for the same."""
    return written(_dataset(chance, ordinary_text), chance)


def hostile(chance: Random) -> bytes:
    """A file without an error, each of its free texts made to break whatever shows it."""
    return written(_dataset(chance, hostile_text), chance)


def misshapen(chance: Random) -> bytes:
    """A file of the right shape but for a few places: a key, a type, a date, an id, an order."""
    raw = _dataset(chance, chance.choice([ordinary_text, hostile_text]))
    for _ in range(chance.choice([1, 1, 2, 3, 10, 50])):
        vandalize(raw, chance)
    return written(raw, chance)


def _dataset(chance: Random, texts: Texts) -> Table:
    """A dataset as its parsed file, in which all that refers to something else does so rightly."""
    ids = iter(chance.sample([f"{some_id(chance)}-{number}" for number in range(60)], 60))
    days = sorted(some_day(chance) for _ in range(chance.choice([0, 1, 5, 15])))
    raw: Table = {"format": 1, "initiative": _record(Initiative, chance, texts, ids)}
    if chance.random() < 0.5:
        raw["stages"] = {table: _stage_names(chance) for table in chance.sample(ITEM_TABLES, chance.randint(1, 4))}
    raw["sources"] = [_record(Source, chance, texts, ids) for _ in range(chance.randint(1, 3))]
    raw["phases"] = [_record(Phase, chance, texts, ids) for _ in range(chance.randint(1, 3))]
    phases = [phase["id"] for phase in raw["phases"]]
    raw["metrics"] = [
        _record(Metric, chance, texts, ids) | {"phase": chance.choice(phases)} for _ in range(chance.randrange(3))
    ]
    for table, record in RECORDS.items():
        raw[table] = [
            _record(record, chance, texts, ids)
            | {"phase": chance.choice(phases)}
            | (_amount(raw, chance) if record is Goal else {})
            for _ in range(chance.randrange(4))
        ]
    raw["updates"] = [_update(raw, day, chance, texts) for day in days]
    return raw


def _stage_names(chance: Random) -> list[str]:
    return chance.sample(
        ["announced", "open", "started", "completed", "when", "name", "target", "1"], chance.randint(1, 5)
    )


def _record(record: Any, chance: Random, texts: Texts, ids: Any) -> Table:
    """A table with every key that is required, and some of the others."""
    hints = get_type_hints(record)
    table: Table = {}
    for field in fields(record):
        if field.name == "id":
            table["id"] = next(ids)
        elif field.name == "aliases":
            table |= {"aliases": [next(ids)]} if chance.random() < 0.2 else {}
        elif field.name == "stages":
            table |= {"stages": _stage_names(chance)} if chance.random() < 0.2 else {}
        elif field.name in AMOUNT:
            continue
        elif field.default is MISSING or chance.random() < 0.4:
            table[field.name] = _value(field.name, hints[field.name], chance, texts)
    return table


def _value(name: str, hint: Any, chance: Random, texts: Texts) -> Any:
    if name in ("url", "archived"):
        return address(chance)
    if name in ("countries", "owners"):
        return [texts(chance) for _ in range(chance.randint(name == "owners", 3))]
    if name in ("at_least", "at_most"):
        return chance.randint(1, 9)
    if hint is bool:
        return chance.random() < 0.5
    if hint == Phrase | None:
        return phrase(chance)
    return some_day(chance) if hint == date | None else texts(chance)


def _amount(raw: Table, chance: Random) -> Table:
    """What a goal is an amount of, and the amount."""
    if raw["metrics"] and chance.random() < 0.5:
        metric = chance.choice(raw["metrics"])
        bound = "at_least" if metric.get("cumulative") else chance.choice(["at_least", "at_most"])
        return {"metric": metric["id"], bound: some_number(chance)}
    table = chance.choice([table for table in ITEM_TABLES if table != "goals"])
    stages = raw.get("stages", {}).get(table) or getattr(Stages(), table)
    return {"count": {"kind": KIND_OF[table], "stage": chance.choice(stages)}, "at_least": chance.randint(1, 3)}


def _update(raw: Table, day: date, chance: Random, texts: Texts) -> Table:
    update: Table = {"date": day, "title": texts(chance), "source": chance.choice(raw["sources"])["id"]}
    if chance.random() < 0.3:
        update |= {"summary": texts(chance), "url": address(chance), "quote": _cut(texts(chance), 500)}
    items = [(table, item) for table in ITEM_TABLES for item in raw[table]]
    if items:
        update["events"] = [_event(raw, *chance.choice(items), day, chance, texts) for _ in range(chance.randrange(6))]
    if raw["metrics"]:
        metrics = [chance.choice(raw["metrics"])["id"] for _ in range(chance.randrange(3))]
        update["figures"] = [
            {"metric": id_, "value": some_number(chance)}
            | _some({"at_most": True, "when": phrase(chance, day)}, chance)
            for id_ in metrics
        ]
    if chance.random() < 0.2:
        table = chance.choice(ITEM_TABLES)
        stage = chance.choice(_stages(raw, table, {}))
        update["counts"] = [{"kind": KIND_OF[table], "stage": stage, "value": chance.choice([0, 1, 2**63 - 1])}]
    return update


def _stages(raw: Table, table: str, item: Table) -> Sequence[str]:
    names: Sequence[str] = item.get("stages") or raw.get("stages", {}).get(table) or getattr(Stages(), table)
    return names


def _event(raw: Table, table: str, item: Table, day: date, chance: Random, texts: Texts) -> Table:
    event: Table = {"item": item["id"]}
    forms = ["reached", "reached", "promised", "promised", "promised", "not_yet", "partly", "withdrawn", "note"]
    form = chance.choice(forms)
    if form == "note":
        event["note"] = texts(chance)
        bounds = [bound for bound in ("at_least", "at_most") if bound in item]
        kept = ("id", "phase", "aliases", "stages", *AMOUNT)
        own = [field.name for field in fields(RECORDS[table]) if field.name not in kept] + bounds
        names = chance.sample(own, chance.randrange(len(own)))
        event["set"] = {name: _value(name, str, chance, texts) for name in names}
    else:
        event["stage"] = WITHDRAWN if form == "withdrawn" else chance.choice(_stages(raw, table, item))
        event |= _some({"assessed": _cut(texts(chance), 40)}, chance)
    if form == "promised":
        event |= _promise(raw, item, day, chance, texts)
    if form == "not_yet":
        event["not_yet"] = True
    if form == "partly":
        event["part"] = _cut(texts(chance), 80)
    if form in ("reached", "partly", "withdrawn", "note") and chance.random() < 0.6:
        event["when"] = phrase(chance, day)
    if form in ("reached", "promised", "withdrawn") and chance.random() < 0.2:
        event["implied"] = True
    if form in ("reached", "not_yet") and chance.random() < 0.2:
        event["corrects"] = True
    if chance.random() < 0.2:
        event |= {"said": _cut(texts(chance), 80), "note": texts(chance), "quote": _cut(texts(chance), 500)}
    return event


def _promise(raw: Table, item: Table, day: date, chance: Random, texts: Texts) -> Table:
    """A deadline, a floor or a condition, and what else a promise may have."""
    more = {"hedge": _cut(texts(chance), 80), "by": texts(chance), "anew": True, "stated": phrase(chance, day)}
    others = [(table, other) for table in ITEM_TABLES for other in raw[table] if other is not item]
    if others and chance.random() < 0.2:
        table, other = chance.choice(others)
        within = {"within": f"{chance.choice([1, 18, 9999])} {chance.choice(['day', 'weeks', 'months', 'years'])}"}
        after = f"{other['id']}.{chance.choice(_stages(raw, table, other))}"
        return {"after": after} | _some(within, chance) | _some(more, chance)
    floor = phrase(chance)
    if parse(floor).span.earliest and chance.random() < 0.3:
        return {"not_before": floor} | _some({"target": target(chance)}, chance) | _some(more, chance)
    return {"target": target(chance)} | _some(more, chance)


def _some(keys: Table, chance: Random) -> Table:
    """Few of the keys."""
    return {key: value for key, value in keys.items() if chance.random() < 0.2}


def _cut(text: str, length: int) -> str:
    """A text of so many characters at most, of which the first is no space."""
    return text.strip()[:length]


def some_number(chance: Random) -> int | float:
    """A number that a figure may have."""
    return chance.choice([0, 1, -1, 17000, 2**63 - 1, 1 - 2**63, 0.5, -0.0, 1e308, 5e-324, chance.randrange(10**6)])


def vandalize(raw: Table, chance: Random) -> None:
    """Change one place of a parsed file: its key, its value, or what stands beside it."""
    places = list(_containers(raw))
    container = chance.choice(places)
    steps = list(container) if isinstance(container, dict) else list(range(len(container)))
    if not steps or chance.random() < 0.1:
        if isinstance(container, dict):
            container[chance.choice(KEYS)] = _anything(chance)
        else:
            container.append(_anything(chance))
        return
    step = chance.choice(steps)
    match chance.randrange(6):
        case 0:
            del container[step]
        case 1 if isinstance(container, dict):
            container[_misspelt(str(step), chance)] = container.pop(step)
        case 2 if isinstance(container, list):
            container.insert(step, deepcopy(container[step]))
        case 3:
            container[step] = chance.choice([[container[step]], {"a": container[step]}, str(container[step])])
        case 4:
            other = chance.choice(places)
            if isinstance(other, dict) and other and isinstance(container, dict):
                container[step] = deepcopy(other[chance.choice(list(other))])
        case _:
            container[step] = _anything(chance)


def _containers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from _containers(part)


def _misspelt(key: str, chance: Random) -> str:
    at = chance.randrange(len(key) + 1)
    return chance.choice(
        [key[:at] + key[at + 1 :], key[:at] + "x" + key[at:], key.upper(), key + "s", hostile_text(chance)]
    )


def _anything(chance: Random, depth: int = 0) -> Any:
    if depth < 3 and chance.random() < 0.3:
        parts = [_anything(chance, depth + 1) for _ in range(chance.randrange(4))]
        return parts if chance.random() < 0.5 else {chance.choice(KEYS): part for part in parts}
    return chance.choice(
        [
            *(True, False, 0, -1, 2019, 2**63, -(2**70), 10**400, 0.0, 1e400, float("nan"), "", " ", "x" * 41),
            *(date.min, date.max, datetime(2019, 11, 13, 8), time(8), [], {}, [[]], [{}], {"": {"": []}}),  # noqa: DTZ001
            *(
                hostile_text(chance),
                phrase_text(chance),
                some_id(chance),
                address(chance),
                some_day(chance),
                some_number(chance),
            ),
        ]
    )


KEYS = (
    *dict.fromkeys(
        field.name
        for record in (Dataset, Update, Event, Center, Region, Goal, Metric, Source)
        for field in fields(record)
    ),
    *("", "a.b", "a b", '"', "\x1b[31m", "\n", "ключ", "[x]", "__class__", "kind"),
)
