"""What may be named in a file, and the problem of a word that names nothing in it."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from gti_cli.dataset.ids import Ids, Type
from gti_cli.dataset.model import KINDS, Dataset, Item, Kind
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.words import Suggestions, quoted


class Names(Struct):
    """What may be named in a file: ids by what has them, aliases with the id of their item, and stages.

    The stages of an item are its own or those of its kind.
    """

    ids: Mapping[str, Collection[str]]
    items: Mapping[str, Item]
    aliases: Mapping[str, str]
    stages_of_kinds: Mapping[Kind, Collection[str]]
    stages_of_items: Mapping[str, Collection[str]]
    growing: Collection[str]
    suggestions: Suggestions
    typed: Ids

    @classmethod
    def of(cls, dataset: Dataset) -> "Names":
        """The names of a whole file; `growing` are the metrics that may only grow."""
        items = {item.id: item for item in dataset.items()}
        of_kinds = {kind: dict.fromkeys(dataset.stages.of(kind)) for kind in KINDS}
        return cls(
            ids={
                "source": dict.fromkeys(source.id for source in dataset.sources),
                "phase": dict.fromkeys(phase.id for phase in dataset.phases),
                "metric": dict.fromkeys(metric.id for metric in dataset.metrics),
                "item": items,
            },
            items=items,
            aliases={alias: item.id for item in items.values() for alias in item.aliases},
            stages_of_kinds=of_kinds,
            stages_of_items={
                id_: dict.fromkeys(item.stages) if item.stages else of_kinds[item.kind] for id_, item in items.items()
            },
            growing={metric.id for metric in dataset.metrics if metric.cumulative},
            suggestions=Suggestions(),
            typed=Ids(dataset),
        )

    def unknown(self, what: Type, word: str, path: KeyPath) -> Problem:
        """The problem of a word that is the id of nothing; `what` should have it, and may have it as its name."""
        named = self.typed.named(word, what)
        hint = f"write {quoted(named[0][1])}" if len(named) == 1 else self.suggestions.of(word, self.ids[what])
        return Problem(path=path, code=f"unknown-{what}", message=f"no {what} {quoted(word)}", hint=hint)

    def no_item(self, word: str, path: KeyPath) -> Problem:
        """The problem of a word that is no item's id: an alias, or a word that is not known."""
        if word not in self.aliases:
            return self.unknown("item", word, path)
        message, hint = f"{quoted(word)} is an alias", f"write {quoted(self.aliases[word])}"
        return Problem(path=path, code="alias", message=message, hint=hint)

    def no_stage_of_item(self, id_: str, word: str, path: KeyPath, *more: str) -> Problem:
        """The problem of a stage that an item does not have; `more` is what may stand there besides."""
        item = self.items[id_]
        who = f"the {item.kind} {quoted(id_)}" if item.stages else f"a {item.kind}"
        return self._no_stage(who, self.stages_of_items[id_], word, path, *more)

    def no_stage_of_kind(self, kind: Kind, word: str, path: KeyPath) -> Problem:
        """The problem of a stage that a kind does not have."""
        return self._no_stage(f"a {kind}", self.stages_of_kinds[kind], word, path)

    def _no_stage(self, who: str, stages: Collection[str], word: str, path: KeyPath, *more: str) -> Problem:
        hint = self.suggestions.of(word, (*stages, *more))
        return Problem(path=path, code="unknown-stage", message=f"{who} has no stage {quoted(word)}", hint=hint)
