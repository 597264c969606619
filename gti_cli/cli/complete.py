"""Completion in a shell: the ids, names, stages and countries that the dataset knows, and the verdicts."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from gti_cli.errors import GtiError
from gti_cli.ledger.verdict import VERDICTS
from gti_cli.words import searchable

if TYPE_CHECKING:
    from gti_cli.dataset.ids import Type
    from gti_cli.dataset.model import Dataset


def ids(*types: "Type") -> Callable[[typer.Context, str], list[str]]:
    """A completion with the ids of things of these types in the dataset that the command line names.

    Where no id begins with what is typed, it has the names that do; those of updates are too many.
    """
    named: list[Type] = [type_ for type_ in types if type_ != "update"]

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        from gti_cli.dataset.ids import Ids

        known = [Ids(dataset) for dataset in _datasets(context)]
        words = (word for each in known for type_ in each.by_type if type_ in types for word in each.by_type[type_])
        fitting = [word for word in dict.fromkeys(words) if word.startswith(incomplete)]
        return fitting or _beginning(incomplete, (name for each in known for name in each.names(*named)))

    return complete


def countries(context: typer.Context, incomplete: str) -> list[str]:
    """The countries of the centers and regions."""
    centers = (center.country for dataset in _datasets(context) for center in dataset.centers)
    regions = (name for dataset in _datasets(context) for region in dataset.regions for name in region.countries or ())
    return _beginning(incomplete, (*centers, *regions))


def parties(context: typer.Context, incomplete: str) -> list[str]:
    """Whoever promises something: the organization, and others."""
    organizations = [dataset.initiative.organization for dataset in _datasets(context)]
    updates = (update for dataset in _datasets(context) for update in dataset.updates)
    return _beginning(incomplete, (*organizations, *(event.by for update in updates for event in update.events)))


def owners(context: typer.Context, incomplete: str) -> list[str]:
    """Whoever is responsible for something."""
    items = (item for dataset in _datasets(context) for item in dataset.items())
    return _beginning(incomplete, (name for item in items for name in item.owners or ()))


def _beginning(incomplete: str, names: Iterable[str | None]) -> list[str]:
    """The names that begin with what is typed, in capitals or not."""
    begin = searchable(incomplete)
    return [name for name in dict.fromkeys(names) if name and searchable(name).startswith(begin)]


def item_stages(context: typer.Context, incomplete: str) -> list[str]:
    """The items of the dataset that the command line names; of one with an equals sign behind it, the stages."""
    if "=" not in incomplete:
        return ids("item")(context, incomplete)
    stages = [
        f"{word}={stage}"
        for dataset in _datasets(context)
        for item in dataset.items()
        for word in (item.id, *item.aliases)
        for stage in dataset.stages_of(item)
    ]
    return [word for word in stages if word.startswith(incomplete)]


def _datasets(context: typer.Context) -> "Iterator[Dataset]":
    """The datasets that the command line names, but for those that are no files that can be read."""
    from gti_cli.cli.dataset import find_datasets, load_dataset

    named = context.params.get("data") or ()
    with suppress(GtiError):
        for file in find_datasets((named,) if isinstance(named, str) else named).files:
            path = os.path.expanduser(file)  # noqa: PTH111 - the shell has not read what is typed
            if os.path.isfile(path):  # noqa: PTH113 - standard input and pipes are not waited for
                with suppress(GtiError):
                    yield load_dataset(path)


def words(known: Sequence[str]) -> Callable[[str], list[str]]:
    """A completion with some of these words."""
    return lambda incomplete: [word for word in known if word.startswith(incomplete)]


def verdict_lists(incomplete: str) -> list[str]:
    """The verdicts that may come next in a list with commas."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{verdict}" for verdict in VERDICTS if verdict.startswith(last)]
