"""What came of a promise in a paragraph: the verdict, what was promised when, what was reported, what would decide.

Each sentence says one thing that the row of the promise has, and leaves out what nobody said.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from gti_cli.dates.span import day_text
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.views import items
from gti_cli.views.in_brief import bare
from gti_cli.views.items import ItemRow
from gti_cli.views.promises import PromiseRow, StatementRow, undated_words
from gti_cli.views.values import ReachedCell, days_text, number_text, timed, timed_floor
from gti_cli.words import StageForms, stage_forms, to_be

MOST_MOVES = 3
"""How many moves are told one by one; of more, the last."""

ANSWERS: dict[Verdict, Callable[[PromiseRow, StageForms], str]] = {
    "kept": lambda row, forms: f"It {forms.came} in time{_early(row.days_late)}",
    "late": lambda row, forms: f"It {forms.came} {_range(row.days_late)} late",
    "missed": lambda row, forms: f"It {forms.missing} in time, and {_overdue(row) or 'was then given up'}",
    "undetermined": lambda row, forms: f"Can't tell whether it {forms.came} in time{_at_most(row.days_late, 'late')}",
    "unreported": lambda row, forms: f"Its deadline passed {_ago(row)}, and that it {forms.came} is not reported",
    "partial": lambda row, forms: f"Its deadline passed {_ago(row)}, and only a part is reported: {row.part}",
    "slipped": lambda row, forms: (
        f"Put off {f'by {days_text(row.moved_days)}' if row.moved_days else 'without a date'}"
    ),
    "undated": lambda row, forms: f"It has no date, and that it {forms.came} is not reported",
    "waiting": lambda row, forms: f"Not owed yet: it is to come {undated_words(row)}",
    "pending": lambda row, forms: "Not due yet",
    "delivered": lambda row, forms: f"It {forms.came}, and had no date to hold it to",
    "disputed": lambda row, forms: f"It was reported that it {forms.came}, and later that it {forms.missing}",
    "withdrawn": lambda row, forms: "Given up",
}
"""What is answered first, by verdict."""

OF_FLOORS: dict[Verdict, Callable[[PromiseRow, StageForms], str]] = {
    "kept": lambda row, forms: (
        f"It {f'{forms.came} no earlier than promised' if row.outcome else f'{forms.missing} before its day'}"
    ),
    "broken": lambda row, forms: f"It {forms.came} {_range(row.days_early)} too early",
    "undetermined": lambda row, forms: (
        f"Can't tell whether it {forms.came} too early{_at_most(row.days_early, 'early')}"
    ),
    "unreported": lambda row, forms: "Its day has passed, and nothing is reported since",
    "slipped": lambda row, forms: f"Brought forward by {days_text(abs(row.moved_days or 0))}",
    "pending": lambda row, forms: "Its day has not come yet",
}
"""What is answered first of a stage that was promised not to come before a day, where that is something else."""

NEWEST: dict[Verdict, str] = {
    "kept": "it was in time",
    "pending": "it is not due yet",
    "unreported": "it is overdue without a word",
    "undetermined": "nobody can tell",
    "slipped": "it has none",
}
"""How the verdict by the newest date is told, where the word for it would not read."""


def account(row: PromiseRow, day: date) -> str:
    """What came of a promise, as of a day, in a few sentences."""
    forms = stage_forms(row.stage)
    found = OF_FLOORS.get(row.verdict) if row.is_floor else None
    answer = (found or ANSWERS[row.verdict])(row, forms)
    settled = [f"What would settle it is {row.settled_by}"] if row.settled_by else []
    told = (answer, _promised(row), *_reported(row, day), *_by_newest(row), *settled)
    return " ".join(f"{sentence}." for sentence in told)


def unpromised(row: ItemRow) -> str:
    """What came of an item of which nothing was promised: the furthest stage that it reached."""
    stage, reached = items.furthest(row)
    if stage is None or reached is None:
        answer = "Nothing is reported of it"
    else:
        came = "given up" if row.withdrawn else stage_forms(stage).came
        answer = f"It {'was ' if row.withdrawn else ''}{came}. {_report(reached)}"
    return f"{answer}. This log has no promise of it."


def _promised(row: PromiseRow) -> str:
    """When it was promised for when, and every later date; hedges stand with what they weaken."""
    first, *later = row.statements
    moves = [said for said in later if said.is_move or (said.target and said.target != first.target)]
    told = moves if len(moves) <= MOST_MOVES else moves[-1:]
    often = f"restated {len(moves)} times, the last time " if len(told) < len(moves) else ""
    party = f" by {row.by}" if row.by else ""
    parts = [f"Promised{party} on {day_text(first.date)} {_first_words(row, first)}"]
    parts += [f"{often}{_moved_words(row, said, first)}" for said in told]
    return "; ".join(parts)


def _first_words(row: PromiseRow, said: StatementRow) -> str:
    if said.target is None:
        words = f"{to_be(row.stage)}{' ' if row.after else ', '}{undated_words(row)}"
    elif row.is_floor:
        words = timed_floor(row.stage, said.target)
    else:
        words = timed(row.stage, said.target)
    amounts = {statement.amount for statement in row.statements}
    amount = f" ({number_text(said.amount)})" if said.amount is not None and len(amounts) > 1 else ""
    return f"{words}{amount}{f' (“{said.hedge}”)' if said.hedge else ''}"


def _moved_words(row: PromiseRow, said: StatementRow, first: StatementRow) -> str:
    """A later date and how far it is from the one before it: "put off on 17 Nov 2020 to early 2021, by 181 days"."""
    on = f"on {day_text(said.date)}"
    if said.takes_back:
        return f"put off {on} without a new date"
    words = bare(row, said).removeprefix("by ")
    if not said.moved_days:
        return f"{'restated' if first.target else 'dated'} {on}: {words}"
    verb, days = "put off" if said.moved_days > 0 else "brought forward", days_text(abs(said.moved_days))
    return f"{verb} {on} by {days}: {words}" if row.is_floor else f"{verb} {on} to {words}, by {days}"


def _reported(row: PromiseRow, day: date) -> Iterator[str]:
    """What was said of its outcome and when; or since when nothing was said."""
    if row.outcome:
        yield _report(row.outcome)
    elif row.silent_days and row.verdict != "withdrawn":
        yield f"No word since {day_text(day - timedelta(row.silent_days))}, {days_text(row.silent_days)}"


def _report(outcome: ReachedCell) -> str:
    return f"{'Implied' if outcome.implied else 'Reported'} on {day_text(outcome.reported)}{_done(outcome)}"


def _done(outcome: ReachedCell) -> str:
    """When it was done: " as done between 2 Apr and 13 Nov 2019"; nothing where that is the day of the report."""
    first, last = outcome.earliest, outcome.latest
    if first is None:
        return f" as done {outcome.text if last != outcome.reported else 'by then'}"
    if first == last:
        return "" if last == outcome.reported else f" as done on {outcome.text}"
    ends = outcome.text.split(" – ")
    return f" as done between {' and '.join(ends)}" if len(ends) > 1 else f" as done in {outcome.text}"


def _by_newest(row: PromiseRow) -> Iterator[str]:
    """The verdict by the newest date, where that is another one."""
    if row.newest_verdict != row.verdict:
        moved = "amount" if row.statements[0].amount != row.statements[-1].amount else "date"
        yield f"By its newest {moved} {NEWEST.get(row.newest_verdict, f'it is {row.newest_verdict}')}"


def _early(days: DaysLate | None) -> str:
    if days is None or days.max is None or days.max >= 0:
        return ""
    early = DaysLate(-days.max, None if days.min is None else -days.min)
    return f", {_range(early)} early"


def _range(days: DaysLate | None) -> str:
    """A number of days: "5 days", "92 to 317 days", "at least 5 days"."""
    least, most = (days.min or 0, days.max) if days else (0, None)
    if most is None:
        return f"at least {days_text(least)}"
    return days_text(most) if least == most else f"{least} to {days_text(most)}"


def _at_most(days: DaysLate | None, word: str) -> str:
    return f"; it may be up to {days_text(days.max)} {word}" if days and days.max else ""


def _overdue(row: PromiseRow) -> str:
    return f"has been due for {days_text(row.overdue_days)}" if row.overdue_days else ""


def _ago(row: PromiseRow) -> str:
    return f"{days_text(row.overdue_days)} ago" if row.overdue_days else "by its newest date"
