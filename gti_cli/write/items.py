"""Makes new items of the words of a command line."""

from collections.abc import Iterable

from msgspec import structs

from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import KINDS, Dataset, Kind, record_of, table_of
from gti_cli.errors import UsageError
from gti_cli.words import did_you_mean, quoted
from gti_cli.write.update import Part

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
        kind, id_, name, phase = _read(option, words)
        _require_free(option, dataset, id_)
        phase = Ids(dataset).id_of("phase", phase)
        table = table_of(kind)
        there = getattr(dataset, table)
        parts[table, len(there)] = Part(option, {"id": id_, "phase": phase, "name": name})
        item = record_of(kind)(id=id_, phase=phase, name=name)
        dataset = structs.replace(dataset, **{table: (*there, item)})
    return dataset, parts


def _read(option: str, words: str) -> tuple[Kind, str, str, str]:
    """The kind, the id, the name and the word for the phase."""
    left, _, right = words.partition("=")
    kind, _, id_ = (part.strip() for part in left.partition(":"))
    name, _, phase = (part.strip() for part in right.rpartition("@"))
    if not (kind and id_ and name and phase):
        raise UsageError(f"Error: {option}: write it as {FORM}")
    if kind == "goal":
        remedy = "write its table, and the update, in a file that --from names"
        raise UsageError(f"Error: {option}: a goal has an amount, too, which this option cannot say; {remedy}")
    for known in ADDABLE:
        if kind in (known, table_of(known)):
            return known, id_, name, phase
    raise UsageError(f"Error: {option}: no kind {quoted(kind)}; {did_you_mean(kind, ADDABLE)}")


def _require_free(option: str, dataset: Dataset, id_: str) -> None:
    """Nothing has the id of a new item; whether it has the form of one is found when the file is read with it."""
    for type_, words in Ids(dataset).by_type.items():
        if id_ in words:
            owner = f"{'an' if type_[0] in 'iu' else 'a'} {type_}"
            raise UsageError(f"Error: {option}: {quoted(id_)} is {owner} already; choose another id")
