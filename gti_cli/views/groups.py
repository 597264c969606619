"""Promises as status tells them, in groups: what was broken, what is overdue, what nobody can tell, and so on.

Each promise is told in the same way: its name, what it comes to in a word or a number of days, and how that came about.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.views import promises
from gti_cli.views.columns import Column
from gti_cli.views.promises import PromiseRow
from gti_cli.views.rows import in_order, only
from gti_cli.views.values import PhraseCell, days_text, notice_words, number_text, starred

OVERDUE: tuple[Verdict, ...] = ("unreported", "partial")
UNDECIDED: tuple[Verdict, ...] = ("undetermined", "disputed")
SILENT: tuple[Verdict, ...] = ("undated", "waiting", "pending")
"""The verdicts of what nobody mentions any more that no other group tells."""

SILENT_DAYS = 365
"""From how many days on a promise is called silent."""

DAYS_OF_A_MONTH = 30.4375
TIMES = {1: "once", 2: "twice"}
MOST_BROKEN = 4
MOST_OTHERS = 3
"""How many promises of a group are told on a screen; the rest are counted."""


class Told(Struct, frozen=True):
    """What is told of a promise beside its name: what it comes to, and how that came about."""

    amount: str
    details: tuple[str, ...]


class Group(Struct, frozen=True):
    """Promises of one kind, those to look at first before the others.

    `find` are the words after `gti promises` that find all of them, and `most` is how many a screen tells.
    """

    heading: str
    rows: Sequence[PromiseRow]
    told: Callable[[PromiseRow], Told]
    find: str
    most: int = MOST_OTHERS

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is told of them, as columns."""
        shared = (column for column in promises.columns(date.min) if column.title in ("verdict", "promise"))
        return (
            *shared,
            Column(name=None, of=lambda row: self.told(row).amount, title="result"),
            Column(name=None, of=lambda row: " · ".join(self.told(row).details), title="how it came about"),
            Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
        )


def groups(
    *,
    broken: Sequence[PromiseRow],
    overdue: Sequence[PromiseRow],
    undecided: Sequence[PromiseRow],
    restated: Sequence[PromiseRow],
    silent: Sequence[PromiseRow],
    due: Sequence[PromiseRow],
    clock: date,
) -> list[Group]:
    """All that there are, in the order in which they are told, as of the clock.

    `restated` are promises that are still ahead. What is overdue or silent is told once: where another group tells what
    became of it, it is told there.
    """

    def told(words: Callable[[PromiseRow, date], Told]) -> Callable[[PromiseRow], Told]:
        return lambda row: words(row, clock)

    late = only(overdue, lambda row: row.verdict in OVERDUE)
    put_off = only(restated, lambda row: row.verdict == "slipped" and not row.is_floor)
    not_put_off = only(restated, lambda row: row.verdict != "slipped" or row.is_floor)
    earlier = only(not_put_off, lambda row: (row.moved_days or 0) < 0)
    otherwise = only(not_put_off, lambda row: (row.moved_days or 0) >= 0)
    forgotten = only(silent, lambda row: row.verdict in SILENT)
    found = (
        Group(
            "Broken",
            in_order(broken, _days_broken),
            told(_broken_told),
            "--broken",
            most=MOST_BROKEN,
        ),
        Group(
            "Overdue",
            in_order(late, lambda row: row.overdue_days or 0),
            told(_overdue_told),
            f"--verdict {','.join(OVERDUE)}",
        ),
        Group(
            "Can't tell",
            in_order(undecided, _days_in_doubt),
            told(_undecided_told),
            f"--verdict {','.join(UNDECIDED)}",
        ),
        Group("Put off", in_order(put_off, _days_moved), told(_restated_told), "--verdict slipped"),
        Group("Earlier", in_order(earlier, _days_moved), told(_restated_told), "--moved --verdict slipped,pending"),
        Group("Restated", otherwise, told(_restated_told), "--moved --verdict pending"),
        Group(
            "No word",
            in_order(forgotten, lambda row: row.silent_days),
            told(_silent_told),
            f"--silent {SILENT_DAYS} --verdict {','.join(SILENT)}",
        ),
        Group("Due next", due, told(_due_told), "--verdict pending,slipped"),
    )
    return [group for group in found if group.rows]


def _days_broken(row: PromiseRow) -> int:
    """By how many days a promise was broken at least."""
    certain = row.days_early if row.is_floor else row.days_late
    return (certain and certain.min) or row.overdue_days or 0


def _days_in_doubt(row: PromiseRow) -> int:
    """By how many days it may have been broken."""
    possible = row.days_early if row.is_floor else row.days_late
    return (possible and possible.max) or row.overdue_days or 0


def _days_moved(row: PromiseRow) -> int:
    return abs(row.moved_days or 0)


def _broken_told(row: PromiseRow, clock: date) -> Told:
    """How late it came, or how long it has been due."""
    if row.outcome is None:
        amount = f"{days_text(row.overdue_days)} overdue" if row.overdue_days else "given up"
    elif row.is_floor:
        amount = _range(row.days_early, "early")
    else:
        amount = _range(row.days_late, "late")
    return Told(amount, (*_course(row, clock), *_part(row), *_silence(row, clock)))


def _overdue_told(row: PromiseRow, clock: date) -> Told:
    """How long it has been due, and since when nothing was said of it."""
    amount = f"{days_text(row.overdue_days or 0)} overdue"
    return Told(amount, (*_course(row, clock), *_part(row), *_silence(row, clock, least=0)))


def _undecided_told(row: PromiseRow, clock: date) -> Told:
    """How late it may have come."""
    late, word = (row.days_early, "early") if row.is_floor else (row.days_late, "late")
    if row.verdict == "disputed":
        return Told("disputed", (*_course(row, clock), promises.GIVEN_UP["disputed"]))
    amount = f"up to {days_text(late.max)} {word}" if late and late.max else f"how {word} is unknown"
    return Told(amount, tuple(_course(row, clock)))


def _restated_told(row: PromiseRow, clock: date) -> Told:
    """How far it was moved in all: from the first date to the newest, how often, and how long ahead that was said."""
    moves = [statement for statement in row.statements if statement.is_move]
    first, now = _first(row), promises.standing(row.statements)
    before, after = (promises.date_words(row, one) if one else "no date" for one in (first, now))
    passed = f"{days_text(row.overdue_days)} past its first date" if row.overdue_days else ""
    notice = moves[0].notice_days if moves else None
    ahead = notice_words(notice) if notice is not None else ""
    often = f"moved {TIMES.get(len(moves)) or f'{len(moves)} times'}" if moves else ""
    said = f"{'first ' if len(moves) > 1 else ''}{ahead}" if ahead else ""
    if now and now.takes_back:
        amount = "no new date"
    elif row.moved_days:
        amount = f"{_with_months(abs(row.moved_days))} {'later' if row.moved_days > 0 else 'earlier'}"
    else:
        amount = "restated"
    slip = filter(None, (f"{before} → {after}", often, said, passed))
    return Told(amount, (*slip, *_silence(row, clock)))


def _silent_told(row: PromiseRow, clock: date) -> Told:
    """For how long nothing was said of it, and what it waits for."""
    waits = promises.result(row, clock) if row.after and row.verdict != "pending" else ""
    return Told(f"for {days_text(row.silent_days)}", tuple(filter(None, (*_course(row, clock), waits))))


def _due_told(row: PromiseRow, clock: date) -> Told:
    """How many days are left, by the strictest reading of the date and by the most lenient one."""
    now = next(said for said in reversed(row.statements) if said.target)
    days = sorted({(day - clock).days for day in _ends(now.target) if day >= clock})
    left = f"in {'–'.join([*map(str, days[:-1]), days_text(days[-1])])}"
    return Told(left if days[-1] else "on this day", (promises.date_words(row, now),))


def _ends(target: PhraseCell | None) -> list[date]:
    return [day for day in (target and target.firm, target and target.latest) if day]


def _course(row: PromiseRow, clock: date) -> Iterator[str]:
    """What was promised, first and last, and when it was done; and what it comes to by its newest date."""
    first, now = _first(row), promises.standing(row.statements)
    words = promises.date_words(row, first) if first else promises.undated_words(row)
    then = promises.date_words(row, now) if now else words
    lead = "promised" if row.is_floor or not first else "due"
    moved = f", then {then}" if then.casefold() != words.casefold() else ""
    yield f"{lead} {words}{moved}{', hedged' if row.hedged else ''}"
    if row.outcome:
        yield f"done {starred(row.outcome)}"
    if row.newest_verdict != row.verdict:
        yield promises.by_newest(row, clock)


def _part(row: PromiseRow) -> list[str]:
    """Which part was done of what is not reached."""
    return [f"in part: {row.part}"] if row.part else []


def _silence(row: PromiseRow, clock: date, least: int = SILENT_DAYS) -> list[str]:
    """Since when nothing was said of what is not reached, from a number of days on."""
    is_silent = row.outcome is None and row.silent_days >= least
    return [f"no word since {day_text(clock - timedelta(row.silent_days))}"] if is_silent else []


def _first(row: PromiseRow) -> promises.StatementRow | None:
    """The first statement that gives a date, None where none does."""
    return next((said for said in row.statements if said.target), None)


def _range(days: DaysLate | None, word: str) -> str:
    """A number of days, from the least to the most."""
    least, most = (days.min or 0, days.max) if days else (0, None)
    if most is None or least == most:
        return f"{days_text(least)} {word}{'' if most else ' or more'}"
    return f"{least}–{days_text(most)} {word}"


def _with_months(days: int) -> str:
    """A number of days, and about how many months they are where they are two or more."""
    months = round(days / DAYS_OF_A_MONTH)
    return f"{days_text(days)} ({number_text(months)} months)" if months > 1 else days_text(days)
