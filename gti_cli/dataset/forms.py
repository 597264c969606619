"""The forms of events: which keys go with which, and what is wrong with an event whose keys do not go together."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import get_args

from gti_cli.dataset.model import Event, EventType
from gti_cli.dataset.problems import KeyPath, Problem

NAMES: Mapping[EventType, str] = {
    "reached": "a report",
    "promised": "a promise",
    "not_yet": "a `not_yet`",
    "partly": "a report in part",
    "withdrawn": "a withdrawal",
    "note": "a note",
}
"""What messages call the forms of events."""

TAKEN_BY: Mapping[str, tuple[EventType, ...]] = {
    "when": ("reached", "partly", "withdrawn", "note"),
    "target": ("promised",),
    "after": ("promised",),
    "not_before": ("promised",),
    "not_yet": ("not_yet",),
    "part": ("partly",),
    "replaced_by": ("withdrawn",),
    "implied": ("reached", "promised", "withdrawn"),
    "corrects": ("reached", "not_yet"),
    "anew": ("promised",),
    "by": ("promised",),
    "hedge": ("promised",),
    "stated": ("promised",),
}
"""The keys that not every form takes, and the forms that take them."""

APART = "remove it, or make two events of this one"
REMOVE = "remove it"

MISFITS: Mapping[str, tuple[str, str]] = {
    "when": (", which tells when something happened", APART),
    "replaced_by": ("; only what is withdrawn is replaced", REMOVE),
    "implied": ("; only what is reached, promised or withdrawn can be implied", REMOVE),
    "corrects": ("; only a report or a `not_yet` takes back what was reported", REMOVE),
    "anew": ("; only a promise can be made anew", REMOVE),
    "by": (", which tells who promises", REMOVE),
    "hedge": (", the words that weaken a promise", REMOVE),
    "stated": (", which tells when something was promised", REMOVE),
}
"""Why a key does not fit, and what to do, where more can be said than that it does not."""

OF_A_STAGE: Mapping[str, str] = {
    "target": "promised",
    "after": "promised",
    "not_before": "promised",
    "not_yet": "not reached",
    "part": "reached in part",
}
"""What a key says of a stage, where the event names none."""


def refused(type_: EventType) -> tuple[str, ...]:
    """The keys that a form does not take."""
    return tuple(key for key, types in TAKEN_BY.items() if type_ not in types)


REFUSED: Mapping[EventType, tuple[str, ...]] = {type_: refused(type_) for type_ in get_args(EventType)}
VALUES: Mapping[EventType, Callable[[Event], tuple[object, ...]]] = {
    type_: attrgetter(*keys) for type_, keys in REFUSED.items()
}
"""What an event has under the keys that its form does not take."""


def has_form(event: Event) -> bool:
    """Whether an event has one of the forms: all of its keys go together, and it says something."""
    type_ = event.type
    if any(VALUES[type_](event)) or (event.after and event.target) or (event.within and not event.after):
        return False
    return type_ != "note" or event.stage is not None or _says_something(event)


def misfits(event: Event, path: KeyPath) -> Iterator[Problem]:
    """Why an event at a path has none of the forms: each key that does not fit, and the remedy."""
    type_ = event.type
    if type_ == "note" and event.stage is None:
        yield from _without_stage(event, path)
    for key, value in zip(REFUSED[type_], VALUES[type_](event), strict=True):
        if value:
            yield _misfit(key, event, type_, path)
    if event.after and event.target:
        yield _problem((*path, "after"), "a promise takes a `target` or `after`, not both", APART)
    if event.within and not event.after:
        message, hint = "`within` counts from the stage that `after` names", "add `after`, or write a `target`"
        yield _problem((*path, "within"), message, hint)


def _says_something(event: Event) -> bool:
    """Whether a note without a stage, which nobody can have judged, says something of its item."""
    return event.assessed is None and (event.set is not None or event.note is not None)


def _without_stage(event: Event, path: KeyPath) -> Iterator[Problem]:
    if event.assessed is not None:
        message, hint = "`assessed` tells what somebody made of a stage", "name the `stage` that was judged"
        yield _problem((*path, "assessed"), message, hint)
    elif not _says_something(event) and not any(VALUES["note"](event)):
        yield _problem(path, "the event says nothing", "give it a `stage`, a `set` or a `note`")


def _misfit(key: str, event: Event, type_: EventType, path: KeyPath) -> Problem:
    why, remedy = MISFITS.get(key, ("", APART))
    if event.stage is None and key in OF_A_STAGE:
        remedy = f"name the `stage` that is {OF_A_STAGE[key]}"
    return _problem((*path, key), f"{NAMES[type_]} takes no `{key}`{why}", remedy)


def _problem(path: KeyPath, message: str, hint: str) -> Problem:
    return Problem(path=path, code="event-form", message=message, hint=hint)
