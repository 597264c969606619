"""Makes new items of the words of a command line, and these words for an item that is not known."""

from collections.abc import Iterable
from shlex import quote

from msgspec import structs

from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import KINDS, Dataset, Kind, record_of, table_of
from gti_cli.dataset.slugs import id_from
from gti_cli.errors import UsageError
from gti_cli.words import capitalized, did_you_mean, quoted
from gti_cli.write.update import NewUpdate, Part, tables_of_items

FORM = "KIND:ID=NAME@PHASE"
ADDABLE: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "goal")
"""The kinds of which an id, a name and a phase are enough."""


def added(dataset: Dataset, several: Iterable[str]) -> tuple[Dataset, dict[tuple[str, int], Part]]:
    """A dataset with new items, and these by the table that each goes to and its place there.

    Raises UsageError where words do not make an item that the dataset could take.
    """
    parts = {}
    for words in several:
        option = f"--add {words}"
        kind, id_, name, phase = _read(option, words, dataset)
        _require_free(option, dataset, id_)
        phase = Ids(dataset).id_of("phase", phase)
        table = table_of(kind)
        there = getattr(dataset, table)
        parts[table, len(there)] = Part(option, {"id": id_, "phase": phase, "name": name})
        item = record_of(kind)(id=id_, phase=phase, name=name)
        dataset = structs.replace(dataset, **{table: (*there, item)})
    return dataset, parts


def adding(dataset: Dataset, word: str) -> str:
    """The option that adds the item that a word names, as it can be pasted into a command line.

    The item is a milestone, as anything may be, of the first phase. Its id is the word, or is made of it; then the word
    is its name.
    """
    known = {id_ for words in Ids(dataset).by_type.values() for id_ in words}
    made = id_from(word, "item")
    id_ = next(one for one in (made, *(f"{made}-{number}" for number in range(2, len(known) + 3))) if one not in known)
    name = capitalized(word.replace("-", " ")) if id_ == word else word
    return f"--add {quote(f'milestone:{id_}={name}@{dataset.phases[0].id}')}"


def _read(option: str, words: str, dataset: Dataset) -> tuple[Kind, str, str, str]:
    """The kind, the id, the name and the word for the phase."""
    left, _, right = words.partition("=")
    kind, _, id_ = (part.strip() for part in left.partition(":"))
    name, _, phase = (part.strip() for part in right.rpartition("@"))
    if not (kind and id_ and name and phase):
        raise UsageError(f"Error: {option}: write it as {FORM}")
    if kind == "goal":
        table = _goal(dataset, id_, name, Ids(dataset).id_of("phase", phase))
        why = "a goal has an amount, too, which this option cannot say"
        remedy = "write its table, with the amount, and the update into a file that --from names"
        raise UsageError(f"Error: {option}: {why}; {remedy}:\n\n{table}")
    for known in ADDABLE:
        if kind in (known, table_of(known)):
            return known, id_, name, phase
    raise UsageError(f"Error: {option}: no kind {quoted(kind)}; {did_you_mean(kind, ADDABLE)}")


def _goal(dataset: Dataset, id_: str, name: str, phase: str) -> str:
    """The table of a goal over the first metric of a file, or over its centers where it has none."""
    counted = {"count": {"kind": "center", "stage": dataset.stages.of("center")[-1]}}
    of = {"metric": dataset.metrics[0].id} if dataset.metrics else counted
    part = Part("--add", {"id": id_, "phase": phase, "name": name, **of, "at_least": 1})
    return tables_of_items(NewUpdate(keys={}, items={("goals", 0): part}))["goals"].rstrip("\n")


def _require_free(option: str, dataset: Dataset, id_: str) -> None:
    """Nothing has the id of a new item; whether it has the form of one is found when the file is read with it."""
    for type_, words in Ids(dataset).by_type.items():
        if id_ in words:
            owner = f"{'an' if type_[0] in 'iu' else 'a'} {type_}"
            raise UsageError(f"Error: {option}: {quoted(id_)} is {owner} already; choose another id")
