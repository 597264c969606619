"""Sheets for tests: texts as CSV, and what they are imported as on a day that is always the same."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from gti_cli.dataset.model import Dataset, Event
from gti_cli.dates.phrase import Phrase
from gti_cli.errors import GtiError
from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.sheets.imports import Content, Import, Target, imported
from gti_cli.sheets.mapping import EMPTY, SheetMap, read_map

TODAY = date(2024, 5, 1)
DAY = date(2021, 5, 1)


def content(text: str, name: str = "register.csv", day: date | None = DAY) -> Content:
    """A sheet that stood so on a day."""
    return Content(name, text.encode(), day)


def a_map(text: str) -> SheetMap:
    """A map of this TOML."""
    return read_map(text.encode(), "map.toml")


def import_of(*sheets: Content | str, target: Target | None = None, wanted: SheetMap = EMPTY, **options: Any) -> Import:
    """What sheets are imported as; a text stood so on the usual day."""
    several = [content(sheet) if isinstance(sheet, str) else sheet for sheet in sheets]
    return imported(several, wanted, target or Target("new.toml"), today=TODAY, **options)


def made_of(*sheets: Content | str, **options: Any) -> Dataset:
    """The dataset that sheets make."""
    return import_of(*sheets, **options).written.reading.dataset


def refusal(*sheets: Content | str, **options: Any) -> list[str]:
    """The lines with which sheets are refused; none where they are not."""
    try:
        import_of(*sheets, **options)
    except GtiError as error:
        return str(error).split("\n")
    return []


def events_of(dataset: Dataset) -> list[tuple[str, str]]:
    """Every event with the day of its update, as `told` has it."""
    return [(f"{update.date}", told(event)) for update in dataset.updates for event in update.events]


def told(event: Event) -> str:
    """An event in a line: its item, and the keys that it has."""
    values = {key: getattr(event, key) for key in event.__struct_fields__ if key != "item"}
    said = [f"{key}={_plain(value)}" for key, value in values.items() if value]
    return " ".join([event.item, *said])


def _plain(value: object) -> str:
    if isinstance(value, Phrase):
        return value.text
    return str(value.written()) if hasattr(value, "written") else str(value)


def promises_of(dataset: Dataset, day: date = TODAY) -> dict[str, Promise]:
    """The promises of a dataset by their ids."""
    return {promise.key: promise for promise in Ledger(dataset, day).promises}


def target_of(dataset: Import, name: str = "own.toml") -> Target:
    """A file that is there, as what it was imported as."""
    return Target(name, dataset.written.content, dataset.written.reading.dataset)


def for_examples(folder: Path) -> None:
    """The files that the help of `gti import` speaks of, in a folder that git keeps."""
    for name, year in (("2019.csv", 2022), ("2020.csv", 2023), ("register.csv", 2024)):
        (folder / name).write_text(f"Commitment,Due date\nRoof,13/02/{year}\n", encoding="utf-8")
    (folder / "map.toml").write_text('order = "day-first"\n', encoding="utf-8")
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    for words in (["init", "-q"], ["add", "register.csv"], ["commit", "-q", "-m", "A register"]):
        subprocess.run(["git", *who, *words], check=True, cwd=folder)
