"""Ids as users type them: which thing of the file a word names, or which words come near it; and ids made of names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from gti_cli.dataset.model import Dataset, update_ids
from gti_cli.errors import UsageError
from gti_cli.words import listed, nearest, quoted, searchable

Type = Literal["item", "phase", "metric", "source", "update", "initiative"]
Thing = tuple[Type, str]
"""The type of a thing of the file, and its id."""

SHORT_LIST = 12
"""So many known words, or fewer, are all named when somebody types another word."""


class Ids:
    """The ids of a dataset by what they name; aliases lead to their item, and names to what alone has them."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def by_type(self) -> Mapping[Type, Mapping[str, str]]:
        """For each type of thing, every word that names one, with its id."""
        dataset = self._dataset
        return {
            "item": {word: item.id for item in dataset.items() for word in (item.id, *item.aliases)},
            "phase": {phase.id: phase.id for phase in dataset.phases},
            "metric": {metric.id: metric.id for metric in dataset.metrics},
            "source": {source.id: source.id for source in dataset.sources},
            "update": {id_: id_ for id_ in sorted(update_ids(dataset.updates), key=_publication_day)},
            "initiative": {dataset.initiative.id: dataset.initiative.id},
        }

    @cached_property
    def _names(self) -> list[tuple[str, Thing]]:
        """Every name or title that a thing has or had, with the thing."""
        dataset = self._dataset
        of_updates = zip(update_ids(dataset.updates), dataset.updates, strict=True)
        events = (event for update in dataset.updates for event in update.events)
        return [
            *((item.name, ("item", item.id)) for item in dataset.items()),
            *((event.set.name, ("item", event.item)) for event in events if event.set and event.set.name),
            *((phase.name, ("phase", phase.id)) for phase in dataset.phases),
            *((metric.name, ("metric", metric.id)) for metric in dataset.metrics),
            *((source.title, ("source", source.id)) for source in dataset.sources),
            *((update.title, ("update", id_)) for id_, update in of_updates),
            (dataset.initiative.name, ("initiative", dataset.initiative.id)),
        ]

    @cached_property
    def _by_name(self) -> Mapping[str, Iterable[Thing]]:
        """The things with each name, as names are compared."""
        found: defaultdict[str, dict[Thing, None]] = defaultdict(dict)
        for name, thing in self._names:
            found[searchable(name)][thing] = None
        return found

    def names(self, *types: Type) -> Iterator[str]:
        """Every name or title that a thing of these types has or had."""
        return (name for name, (type_, _) in self._names if type_ in types)

    def named(self, word: str, *types: Type) -> list[Thing]:
        """What a word names, of these types or of all: the thing with that id or alias, else all with that name."""
        for type_, known in self.by_type.items():
            if (not types or type_ in types) and (id_ := known.get(word) or known.get(word.lower())):
                return [(type_, id_)]
        return [thing for thing in self._by_name.get(searchable(word), ()) if not types or thing[0] in types]

    def id_of(self, type_: Type, word: str) -> str:
        """The id of the thing of that type that a word names; raises UsageError where it names none, or several."""
        return self._only(word, f"no {type_} {quoted(word)} in the file", type_)[1]

    def find(self, word: str) -> Thing:
        """The type and the id of the thing that a word names; raises UsageError as `id_of` does."""
        return self._only(word, f"nothing in the file has the id {quoted(word)}")

    def _only(self, word: str, otherwise: str, *types: Type) -> Thing:
        found = self.named(word, *types)
        if len(found) == 1:
            return found[0]
        if found:
            ids = [id_ for _, id_ in found]
            shown = [*ids[:SHORT_LIST], *([f"{len(ids) - SHORT_LIST} more"] if len(ids) > SHORT_LIST else [])]
            raise UsageError(f"Error: {quoted(word)} is the name of {listed(shown, 'and')}; write one of these ids")
        ids = [
            known_word for type_, known in self.by_type.items() if not types or type_ in types for known_word in known
        ]
        raise UsageError(f"Error: {otherwise}{suggested(word, ids, self.names(*(types or self.by_type)))}")


def _publication_day(update: str) -> str:
    """The day in the id of an update, without the number that tells it from others of that day."""
    return update[: len("2019-11-13")]


def suggested(word: str, ids: Iterable[str], names: Iterable[str] = ()) -> str:
    """The ids and names that come nearest to a word, as a question; and below it all ids, where they are few."""
    known = list(ids)
    shown: dict[str, str] = {}
    for known_word in (*known, *names):
        shown.setdefault(searchable(known_word), known_word)
    near = [quoted(shown[found]) for found in nearest(searchable(word), shown)]
    question = f"; did you mean {listed(near)}?" if near else ""
    return f"{question}\nthere is {listed(known, 'and')}" if 0 < len(known) <= SHORT_LIST else question
