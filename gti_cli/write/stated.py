"""What an update states, from the options of a command line in their order.

A qualifier is an option that says more of the event before it.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from gti_cli.dataset.model import Dataset
from gti_cli.errors import UsageError
from gti_cli.words import listed
from gti_cli.write.events import EVENTS, Words, figure, taking
from gti_cli.write.items import added
from gti_cli.write.update import NewUpdate, Pairs, Part

FLAGS = ("--implied", "--corrects", "--anew")
QUALIFIERS = ("--said", "--quote", "--by", "--hedge", *FLAGS)


def new_update(dataset: Dataset, keys: Pairs, options: Iterable[tuple[str, str]]) -> NewUpdate:
    """The update that has these keys and states what the options say, each of them with its words.

    Options that are none of a statement are passed over. Raises UsageError where one cannot be understood.
    """
    options = list(options)
    dataset, items = added(dataset, [words for option, words in options if option == "--add"])
    known = Words(dataset)
    events: list[Part] = []
    figures: list[Part] = []
    newest = ""
    for option, words in options:
        if option in EVENTS:
            _, event = EVENTS[option]
            events.append(event(known, words))
        elif option == "--figure":
            figures.append(figure(known, words))
        elif option in QUALIFIERS:
            _require_event(option, newest)
            events[-1] = _qualified(events[-1], option, words)
        if option in (*EVENTS, "--figure", "--add"):
            newest = option
    return NewUpdate(keys=keys, events=events, figures=figures, items=items)


def _require_event(option: str, newest: str) -> None:
    """Raise UsageError where the newest option that could be qualified is no event."""
    if newest not in EVENTS:
        why = f", and {newest} is none" if newest else ", and there is none before it"
        remedy = f"write it after {listed(taking(option.removeprefix('--')))}"
        raise UsageError(f"Error: {option} says more of the event named just before it{why}; {remedy}")


def _qualified(event: Part, option: str, words: str) -> Part:
    key = option.removeprefix("--")
    if key in event.qualified:
        raise UsageError(f"Error: {event.option}: {option} stands after it twice; leave out one of the two")
    value = True if option in FLAGS else words
    return replace(event, pairs={**event.pairs, key: value}, qualified={**event.qualified, key: option})
