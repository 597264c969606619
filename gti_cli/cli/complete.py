"""Completion in a shell: the ids that the dataset knows, and the verdicts."""

import os
from collections.abc import Callable

import typer

from gti_cli.errors import GtiError
from gti_cli.ledger.verdict import VERDICTS


def ids(*types: str) -> Callable[[typer.Context, str], list[str]]:
    """A completion with the ids of things of these types in the dataset that the command line names."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from gti_cli.cli.request import Request

        request = Request(data=context.params.get("data"))
        if not os.path.isfile(request.file):  # noqa: PTH113 - standard input and pipes are not waited for
            return []
        try:
            by_type = request.ids.by_type
        except GtiError:
            return []
        return [
            word for type_, known in by_type.items() if type_ in types for word in known if word.startswith(incomplete)
        ]

    return complete


def verdicts(incomplete: str) -> list[str]:
    """The verdicts that may come next in a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{verdict}" for verdict in VERDICTS if verdict.startswith(last)]
