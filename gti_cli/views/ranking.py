"""In which order people read promises: worst first, in groups; or as made, as due, by name."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, get_args

from msgspec import Struct

from gti_cli.ledger.promise import Promise
from gti_cli.ledger.verdict import Verdict
from gti_cli.words import folded

Sort = Literal["made", "worst", "due", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)


class Group(Struct, frozen=True):
    """Promises that people read together: a heading, the verdicts that they have, and whether all is well with them."""

    heading: str
    verdicts: tuple[Verdict, ...]
    is_well: bool = False


BROKEN: tuple[Verdict, ...] = ("late", "missed", "broken")
"""The verdicts on a promise that was not kept by any reading."""

NO_WORD = Group("No word since", ("undated",))
"""What nothing is owed for by a date, and nothing was heard of: floors whose day has passed are among it."""

OF_OTHERS = Group("Promised by others", ())
GROUPS = (
    Group("Broken", BROKEN),
    Group("Can't tell", ("undetermined", "disputed")),
    Group("Deadline passed, no word", ("unreported", "partial")),
    Group("Put off", ("slipped",)),
    NO_WORD,
    Group("Waiting for something else", ("waiting",)),
    Group("Not yet due", ("pending",)),
    Group("Kept", ("kept",), is_well=True),
    Group("Done, without a date to hold it to", ("delivered",), is_well=True),
    Group("Given up", ("withdrawn",)),
    OF_OTHERS,
)
"""The groups in which promises are read, the worst first; those of other parties stand apart, whatever came of them."""


def group_of(verdict: Verdict, *, party: str | None, is_floor: bool) -> Group:
    """The group of a promise."""
    if party:
        return OF_OTHERS
    if is_floor and verdict == "unreported":
        return NO_WORD
    return next(group for group in GROUPS if verdict in group.verdicts)


def ranked(promises: Sequence[Promise], sort: Sort) -> list[Promise]:
    """The promises in an order; those that are equal in it stay as they were made."""
    keys: dict[Sort, Callable[[Promise], Any]] = {"worst": _badness, "due": _due, "name": _name}
    return sorted(promises, key=keys[sort]) if sort in keys else list(promises)


def _badness(promise: Promise) -> tuple[int, int, int, date]:
    """By group; in that of others by what would be theirs; then by days, the worst first, and by date."""
    party, is_floor = promise.track.party, promise.track.is_floor
    group = group_of(promise.verdict, party=party, is_floor=is_floor)
    within = group_of(promise.verdict, party=None, is_floor=is_floor)
    return GROUPS.index(group), GROUPS.index(within), -_days(promise), _due(promise)


def _days(promise: Promise) -> int:
    """By how many days it is surely broken or overdue, or else by how many at most."""
    span = promise.days_early or promise.days_late
    if span and promise.verdict in ("kept", "delivered"):
        return 0
    if span:
        days = span.min if promise.verdict in BROKEN else span.max
        return days or 0
    return promise.overdue_days or 0


def _due(promise: Promise) -> date:
    """The last day that is promised now; the undated come last."""
    return promise.current.mark if promise.current else date.max


def _name(promise: Promise) -> str:
    return folded(promise.subject.name)
