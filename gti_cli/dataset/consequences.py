"""What follows from an error, and is not told as one of its own: a misspelt table makes every id in it unknown."""

from collections.abc import Iterable
from typing import Any

from gti_cli.dataset.model import ITEM_TABLES
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.words import nearest


class Consequences:
    """What follows from problems in keys and types, and is not told as a problem of its own.

    `raw` is the parsed file, `problems` what is wrong in its keys and types.
    """

    def __init__(self, raw: dict[str, Any], problems: list[Problem]) -> None:
        self._raw = raw
        self._wrong = {wrong.path for wrong in problems}
        self._values = {wrong.path for wrong in problems if wrong.code not in ("unknown-key", "missing-key")}
        self._events = {wrong.path[:-1] for wrong in problems if wrong.path and _has_part_in_the_form(wrong)}
        self._hides_stages = any(map(_hides_stages, problems))
        self._doubtful = {table for problem in problems for table in self._without_all_ids(problem)}

    def include(self, problem: Problem) -> bool:
        """Whether a problem with references only repeats what is known."""
        return (
            self._repeats(problem)
            or not self._doubtful.isdisjoint(TABLES.get(problem.code, ()))
            or not self._is_written(problem.path)
        )

    def _repeats(self, problem: Problem) -> bool:
        path = problem.path
        event = path if isinstance(path[-1], int) else path[:-1]
        if problem.code == "event-form" and event in self._events:
            return True
        if problem.code == "unknown-stage" and (self._hides_stages or (*path[:-1], "kind") in self._wrong):
            return True
        return any(path[:length] in self._values for length in range(1, len(path) + 1))

    def _without_all_ids(self, wrong: Problem) -> Iterable[str]:
        """The tables of which some record cannot be referred to, since its id or its place is wrong."""
        table, inner = wrong.path[:1], wrong.path[1:]
        if not table:
            return [name for name in REQUIRED if name not in self._raw]
        if not inner and wrong.code == "unknown-key":
            return nearest(str(table[0]), DEFINING)
        return [] if self._has_id(str(table[0]), inner) else [str(table[0])]

    def _has_id(self, table: str, inner: KeyPath) -> bool:
        """Whether a problem within a table, at `inner`, leaves the record that it is in with an id."""
        if len(inner) > 2:
            return True
        records = self._raw[table]
        at = inner[0] if inner else None
        is_record = isinstance(records, list) and isinstance(at, int) and isinstance(records[at], dict)
        return is_record and inner[1:] != ("id",) and "id" in records[at]

    def _is_written(self, path: KeyPath) -> bool:
        """Whether the file has the value: a neutral one that stands for a missing key is no problem of its own."""
        value: Any = self._raw
        for step in path[:-1]:
            value = value[step]
        return isinstance(path[-1], int) or path[-1] in value


def _has_part_in_the_form(wrong: Problem) -> bool:
    """Whether a key is wrong by which an event is one of the five kinds, or one that may be meant for such a key."""
    return wrong.code == "unknown-key" or wrong.path[-1] in FORM_KEYS


def _hides_stages(wrong: Problem) -> bool:
    """Whether the stages are wrong, or their table has a misspelt name."""
    misspelt = wrong.code == "unknown-key" and len(wrong.path) == 1 and nearest(str(wrong.path[0]), ["stages"])
    return wrong.path[:1] == ("stages",) or bool(misspelt)


FORM_KEYS = ("stage", "when", "target", "not_yet", "set", "note", "implied", "corrects")
"""The keys by which an event is one of the five kinds."""

REQUIRED = ("sources", "phases")
DEFINING = (*REQUIRED, *ITEM_TABLES, "metrics")
TABLES = {
    "unknown-item": ITEM_TABLES,
    "unknown-phase": ("phases",),
    "unknown-source": ("sources",),
    "unknown-metric": ("metrics",),
}
"""Where the ids stand that a reference may name, by the code of the problem when it names none."""
