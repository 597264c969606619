"""Completion in a shell: the ids that the dataset knows, and the verdicts."""

import os
from collections.abc import Callable, Sequence

import typer

from gti_cli.errors import GtiError
from gti_cli.ledger.verdict import VERDICTS


def ids(*types: str) -> Callable[[typer.Context, str], list[str]]:
    """A completion with the ids of things of these types in the dataset that the command line names."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from gti_cli.cli.dataset import file_bytes, find_dataset, load_dataset
        from gti_cli.dataset.ids import Ids

        file = find_dataset(context.params.get("data"))
        if not os.path.isfile(file):  # noqa: PTH113 - standard input and pipes are not waited for
            return []
        try:
            by_type = Ids(load_dataset(*file_bytes(file))).by_type
        except GtiError:
            return []
        return [
            word for type_, known in by_type.items() if type_ in types for word in known if word.startswith(incomplete)
        ]

    return complete


def words(known: Sequence[str]) -> Callable[[str], list[str]]:
    """A completion with some of these words."""
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]


def verdict_lists(incomplete: str) -> list[str]:
    """The verdicts that may come next in a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{verdict}" for verdict in VERDICTS if verdict.startswith(last)]
