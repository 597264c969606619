"""Ids as users type them: which thing of the file a word names, or which words come near it; and ids made of names."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal
from unicodedata import combining, normalize

from gti_cli.dataset.model import Dataset, update_ids
from gti_cli.errors import UsageError
from gti_cli.words import listed, nearest, quoted

Type = Literal["item", "phase", "metric", "source", "update"]

SHORT_LIST = 12
"""So many known words, or fewer, are all named when somebody types another word."""


class Ids:
    """The ids of a dataset by what they name; aliases lead to their item."""

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
        }

    def id_of(self, type_: Type, word: str) -> str:
        """The id of the thing of that type that a word names; raises UsageError with the nearest words."""
        known = self.by_type[type_]
        if id_ := known.get(word) or known.get(word.lower()):
            return id_
        raise UsageError(f"Error: no {type_} {quoted(word)} in the file{_help(word, known)}")

    def find(self, word: str) -> tuple[Type, str]:
        """The type and the id of the thing that a word names; raises UsageError with the nearest words."""
        for type_, known in self.by_type.items():
            if id_ := known.get(word) or known.get(word.lower()):
                return type_, id_
        everything = [known_word for known in self.by_type.values() for known_word in known]
        raise UsageError(f"Error: nothing in the file has the id {quoted(word)}{_help(word, everything)}")


def id_from(name: str, otherwise: str = "") -> str:
    """An id made of the words of a name: in lower case, without accents; of a name in another script, `otherwise`."""
    plain = "".join(char for char in normalize("NFKD", name).casefold() if not combining(char))
    words = (word.encode("ascii", "ignore").decode() for word in re.findall(r"[^\W_]+", re.sub("['’]", "", plain)))
    return "-".join(filter(None, words)) or otherwise


def _publication_day(update: str) -> str:
    """The day in the id of an update, without the number that tells it from others of that day."""
    return update[: len("2019-11-13")]


def _help(word: str, known: Iterable[str]) -> str:
    words = list(known)
    near = nearest(word, words)
    question = f"; did you mean {listed(map(quoted, near))}?" if near else ""
    return f"{question}\nthere is {listed(words, 'and')}" if 0 < len(words) <= SHORT_LIST else question
