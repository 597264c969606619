"""Completion in a shell: the ids and stages that the dataset knows, and the verdicts."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from gti_cli.errors import GtiError
from gti_cli.ledger.verdict import VERDICTS

if TYPE_CHECKING:
    from gti_cli.dataset.model import Dataset


def ids(*types: str) -> Callable[[typer.Context, str], list[str]]:
    """A completion with the ids of things of these types in the dataset that the command line names."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from gti_cli.dataset.ids import Ids

        dataset = _dataset(context)
        by_type = Ids(dataset).by_type if dataset else {}
        return [
            word for type_, known in by_type.items() if type_ in types for word in known if word.startswith(incomplete)
        ]

    return complete


def item_stages(context: typer.Context, incomplete: str) -> list[str]:
    """The items of the dataset that the command line names; of one with an equals sign behind it, the stages."""
    dataset = _dataset(context)
    if dataset is None or "=" not in incomplete:
        return ids("item")(context, incomplete)
    stages = [
        f"{word}={stage}"
        for item in dataset.items()
        for word in (item.id, *item.aliases)
        for stage in dataset.stages_of(item)
    ]
    return [word for word in stages if word.startswith(incomplete)]


def _dataset(context: typer.Context) -> "Dataset | None":
    """The dataset that the command line names, None where it is no file that can be read."""
    from gti_cli.cli.dataset import file_bytes, find_dataset, load_dataset

    file = find_dataset(context.params.get("data"))
    if not os.path.isfile(file):  # noqa: PTH113 - standard input and pipes are not waited for
        return None
    try:
        return load_dataset(*file_bytes(file))
    except GtiError:
        return None


def words(known: Sequence[str]) -> Callable[[str], list[str]]:
    """A completion with some of these words."""
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]


def verdict_lists(incomplete: str) -> list[str]:
    """The verdicts that may come next in a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{verdict}" for verdict in VERDICTS if verdict.startswith(last)]
