"""Sheets to a dataset: reads them as what they are, and says how they were read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import Conventions, Dataset, Initiative, Source
from gti_cli.dataset.slugs import new_id
from gti_cli.dataset.table import REFUSED, convert
from gti_cli.dates.span import day_text
from gti_cli.errors import GtiError, UsageError
from gti_cli.sheets import log
from gti_cli.sheets.columns import role_of
from gti_cli.sheets.draft import Draft, Written, finished, new_in, of_statements
from gti_cli.sheets.faults import Fault, SheetError
from gti_cli.sheets.history import history
from gti_cli.sheets.mapping import SheetMap
from gti_cli.sheets.register import File, Register, read_registers
from gti_cli.sheets.sheet import Sheet, read_sheet
from gti_cli.words import capitalized, listed
from gti_cli.write.update import NewUpdate

MOST_LISTED = 40
"""Of more texts of one sort than this, the rest is counted."""


class Content(Struct, frozen=True):
    """The bytes of a sheet, its name in messages, and the day on which it stood so, where that is told."""

    name: str
    content: bytes
    day: date | None


class Import(Struct, frozen=True):
    """What sheets add to a dataset, and what is to be told of it."""

    written: Written
    told: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.written.draft.updates


class Target(Struct, frozen=True):
    """The file that is made or added to; one that is there has a content and a dataset."""

    name: str
    content: bytes | None = None
    dataset: Dataset | None = None


def imported(
    contents: Sequence[Content],
    wanted: SheetMap,
    target: Target,
    *,
    same: Sequence[str] = (),
    today: date,
    skip_wrong: bool = False,
) -> Import:
    """What sheets add to a file; raises SheetError with all that is wrong with them, and UsageError."""
    sheets = [_sheet(content, wanted) for content in contents]
    logs = [sheet.name for sheet in sheets if log.is_log(sheet.header)]
    if logs and len(logs) < len(sheets):
        raise UsageError(
            f"Error: {listed(logs, 'and')} has a line per statement, and the others do not; import it alone"
        )
    faults: list[Fault] = []
    if logs:
        draft, told = _of_logs(sheets, wanted, faults)
    else:
        days = [content.day for content in contents]
        draft, told = _of_registers(sheets, days, wanted, target, same, today, faults)
    _require_lines(draft, target, faults)
    if target.dataset is not None:
        draft, repeated = new_in(target.dataset, draft)
        told += [f"{repeated} statements are there already, and left out"] if repeated else []
    try:
        written = finished(draft, target.content, target.name, skip_wrong=skip_wrong)
    except SheetError as error:
        raise SheetError([*faults, *error.faults], skippable=True) from None
    if faults and not skip_wrong:
        raise SheetError(faults, skippable=True)
    _require_lines(written.draft, target, written.left_out)
    left_out = [*map(str, sorted(set(faults))), *written.left_out]
    told += _listed(f"{len(left_out)} left out as wrong:", left_out)
    return Import(written, [*told, *_counted(written.draft), *_ended(written.reading.dataset, target)])


def _require_lines(draft: Draft, target: Target, faults: Sequence[object]) -> None:
    """Raise GtiError, with all that is wrong, where a file that is new would have no line of a sheet."""
    if target.dataset is None and not draft.updates:
        lines = list(dict.fromkeys(map(str, faults)))
        raise GtiError("\n".join([*lines, "Error: there is no line that could be imported"]))


def _sheet(content: Content, wanted: SheetMap) -> Sheet:
    names = {*wanted.columns.values(), *wanted.key}
    return read_sheet(
        content.content,
        content.name,
        encoding=wanted.encoding,
        separator=wanted.separator,
        is_known=lambda name: name.strip() in names or name.lower() in log.NEEDED or role_of(name) is not None,
    )


def _of_logs(sheets: Sequence[Sheet], wanted: SheetMap, faults: list[Fault]) -> tuple[Draft, list[str]]:
    told: list[str] = []
    head: dict[str, Any] = {}
    tables: dict[str, dict[str, Mapping[str, Any]]] = {}
    updates: list[NewUpdate] = []
    for sheet in sheets:
        title = str(wanted.source.get("title", _title(sheet.name)))
        source = str(wanted.source.get("id", f"{new_id(title, set())}-log"))
        found, wrong = log.read_log(sheet, wanted.phase or "Work", source)
        faults += wrong
        head = {**found.head, **head}
        for name, several in found.tables.items():
            tables[name] = {**several, **tables.get(name, {})}
        updates += found.updates
        told.append(f"{sheet.name}: a log, {_number(len(sheet.rows), 'row')}")
        unread = [f"{name} ({count})" for name, count in found.unread.items()]
        told += [f"  not read, with so many cells: {listed(unread, 'and')}"] if unread else []
    title = _title(sheets[0].name)
    phase = wanted.phase or "Work"
    tables.setdefault("phases", {phase: {"id": new_id(phase, set()), "name": phase}})
    taken = {id_ for several in tables.values() for id_ in several}
    publishers = [str(one.get("publisher")) for one in tables.get("sources", {}).values() if not one.get("independent")]
    initiative = _initiative(head.get("initiative", {}), wanted, title, publishers, taken)
    if isinstance(end := initiative.get("complete_through"), str):
        initiative["complete_through"] = date.fromisoformat(end)
    head |= {"initiative": initiative, "conventions": {**head.get("conventions", {}), **wanted.conventions}}
    return Draft(head=head, tables={name: [*of.values()] for name, of in tables.items()}, updates=updates), told


def _of_registers(
    sheets: Sequence[Sheet],
    days: Sequence[date | None],
    wanted: SheetMap,
    target: Target,
    same: Sequence[str],
    today: date,
    faults: list[Fault],
) -> tuple[Draft, list[str]]:
    conventions = _conventions(wanted, target.dataset)
    files = [File(sheet, day or today, day is not None) for sheet, day in zip(sheets, days, strict=True)]
    registers, wrong = read_registers(files, wanted, conventions.known)
    faults += wrong
    title = str(wanted.source.get("title") or _title(sheets[0].name))
    initiative = _initiative({}, wanted, title, [], set())
    if all(days):
        initiative["complete_through"] = max(day for day in days if day)
    publisher = wanted.source.get("publisher") or initiative["organization"]
    source = {"id": f"{new_id(title, set())}-register", "publisher": publisher, **wanted.source, "title": title}
    dataset = target.dataset or _empty(initiative, source)
    found_source = Ids(dataset).named(str(source["id"]), "source") or Ids(dataset).named(title, "source")
    source_id = found_source[0][1] if found_source else str(source["id"])
    found = history(registers, wanted, same, dataset, wanted.phase or "Register")
    tables = {"sources": [source], "phases": found.phases, "milestones": found.items}
    if found_source and target.dataset:
        tables["sources"] = []
    draft = Draft(
        head={"initiative": initiative, "conventions": wanted.conventions},
        tables=tables,
        updates=of_statements(found.statements, wanted.title or title, source_id),
    )
    told = [line for at, one in enumerate(registers) for line in _told(one, registers[at - 1].told if at else ())]
    told += _listed("words for the state, and what they were read as:", map(_word_told, found.words.items()))
    told += _listed("no date, or no promise; kept as a note:", found.texts)
    told += _listed("between the files:", found.changes)
    told += [f"{_number(found.known, 'row')} with nothing new"] if found.known else []
    return draft, told


def _told(register: Register, before: Sequence[str]) -> Iterator[str]:
    """How a register was read, but for what was told of the one before it."""
    file = register.file
    day = day_text(file.day)
    dated = f"as of {day}" if file.is_dated else f"what no column dates is said today, {day}"
    yield f"{file.sheet.name}: {_number(len(register.entries), 'row')}, {dated}"
    new = [line for line in register.told if line not in before]
    yield from (f"  {line}" for line in new)
    if len(new) < len(register.told):
        yield "  the rest as in the sheet before" if new else "  read as the sheet before"
    yield from (f"  {line}" for line in _listed("left out, as they are about nothing:", register.unnamed))


def _word_told(of: tuple[tuple[str, str], int]) -> str:
    (word, meaning), count = of
    return f"{word} → {meaning} ({count})"


def _listed(heading: str, lines: Iterable[str]) -> list[str]:
    told = list(lines)
    more = [f"  … and {len(told) - MOST_LISTED} more"] if len(told) > MOST_LISTED else []
    return [heading, *(f"  {line}" for line in told[:MOST_LISTED]), *more] if told else []


def _counted(draft: Draft) -> Iterator[str]:
    """How much is added, in a line."""
    new = [_number(len(several), name.removesuffix("s")) for name, several in draft.tables.items() if several]
    types = Counter(_type(part.pairs) for update in draft.updates for part in update.events)
    parts = [_number(len(draft.updates), "update"), *(f"{count} {type_}" for type_, count in sorted(types.items()))]
    yield f"new: {', '.join([*new, *parts])}"


def _ended(dataset: Dataset, target: Target) -> Iterator[str]:
    """What to change where a log that is added to has ended before what is added."""
    end, newest = dataset.initiative.complete_through, max(update.date for update in dataset.updates)
    if target.dataset and end and end < newest:
        yield f"{target.name} has complete_through = {end}, so that nothing later counts; write {newest} there"


def _type(pairs: Mapping[str, Any]) -> str:
    """The form of an event, in a word or two."""
    keys = ("target", "not_before", "after")
    if any(key in pairs for key in keys):
        return "promised"
    if pairs.get("stage") == "withdrawn":
        return "withdrawn"
    for key, word in (("not_yet", "not yet"), ("part", "in part"), ("assessed", "judged")):
        if key in pairs:
            return word
    return "reached" if "stage" in pairs else "noted"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _title(name: str) -> str:
    """A title made of the name of a file, without what dates it."""
    words = re.sub(r"[\W_]*\d[\d\W_]*|[\W_]+", " ", Path(name).stem).strip()
    return capitalized(words) or "Register"


def _initiative(
    told: Mapping[str, Any], wanted: SheetMap, title: str, publishers: Sequence[str], taken: set[str]
) -> dict[str, Any]:
    """The table of the initiative: as a map says, as the sheet does, or else by its name."""
    name = str({**told, **wanted.initiative}.get("name", title))
    otherwise = {
        "id": new_id(name, taken, "initiative"),
        "name": name,
        "organization": wanted.source.get("publisher") or next(iter(publishers), name),
    }
    return {**otherwise, **told, **wanted.initiative}


def _conventions(wanted: SheetMap, dataset: Dataset | None) -> Conventions:
    """The conventions by which dates are read: those of the map, and of the dataset where that has none."""
    if not wanted.conventions:
        return dataset.conventions if dataset and dataset.conventions else Conventions()
    try:
        return convert(dict(wanted.conventions), Conventions)
    except REFUSED as error:
        raise GtiError(f"Error: [conventions] of the map: {error}") from None


def _empty(initiative: Mapping[str, Any], source: Mapping[str, Any]) -> Dataset:
    """A dataset in which nothing was said yet."""
    try:
        head = convert(dict(initiative), Initiative), convert(dict(source), Source)
    except REFUSED as error:
        raise GtiError(f"Error: the map: {error}") from None
    return Dataset(format=1, initiative=head[0], sources=(head[1],), phases=())
