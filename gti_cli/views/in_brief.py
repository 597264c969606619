"""A promise in a line: its dates and its result in the fewest words; `promises` has them in full."""

from datetime import date

from msgspec import Struct

from gti_cli.dates.span import Span
from gti_cli.ledger.verdict import DaysLate, Verdict
from gti_cli.views.promises import PromiseRow, StatementRow, date_words, promised
from gti_cli.views.values import days_text, early_text, late_text

PLAIN_LEADS = ("in ", "on ", "during ")
"""The words before a date that a table can do without."""

NEWEST: dict[Verdict, str] = {"undetermined": "can't tell", "unreported": "overdue"}
"""How a verdict is told of the newest date, where that is not by its own word."""


class Result(Struct, frozen=True):
    """What a verdict comes to, and what else there is to say: by the newest date, or how far off that is."""

    first: str
    then: str

    def __str__(self) -> str:
        """Both."""
        return ", ".join(filter(None, (self.first, self.then)))


def dates(row: PromiseRow) -> str:
    """What was promised by when, and what it was moved to: "2020 → early 2021"."""
    return promised(row, bare)


def bare(row: PromiseRow, statement: StatementRow) -> str:
    """What a statement promises, its date without the word that leads to it: "early 2021"."""
    target = statement.target
    if target is None or row.is_floor:
        return date_words(row, statement)
    if target.said and " to " in target.text and target.latest:
        return date_words(row, statement).replace(str(target), str(Span(target.earliest, target.latest)))
    text = str(target)
    lead = next((lead for lead in PLAIN_LEADS if text.lower().startswith(lead)), "")
    return date_words(row, statement).replace(text, text[len(lead) :])


def result(row: PromiseRow, day: date) -> Result:
    """What the verdict comes to, in days where there are any, with the clock at `day`."""
    first = _of_outcome(row) if row.outcome else _of_none(row)
    found = [words for words in (first, _by_newest(row, day)) if words] or [""]
    return Result(found[0], ", ".join(found[1:]))


def _of_outcome(row: PromiseRow) -> str:
    if row.days_early:
        return early_text(row.days_early)
    if row.days_late:
        return _late(row.days_late)
    orders = {"after": "in the order promised", "before": "not in that order", "undetermined": "order can't be told"}
    return orders[row.after.order] if row.after and row.after.order else "had no date"


def _late(days: DaysLate) -> str:
    """Days late, their unit once: "92 … 317 days late", "up to 182 days early"."""
    if days.min is None or days.max is None or days.min == days.max or days.min < 0 < days.max:
        return late_text(days)
    if days.min >= 0:
        return f"{days.min} … {days.max} days late"
    return f"up to {days_text(-days.min)} early" if days.max == 0 else f"{-days.max} … {-days.min} days early"


def _of_none(row: PromiseRow) -> str:
    overdue = f"{days_text(row.overdue_days)} overdue" if row.overdue_days else ""
    words: dict[Verdict, str] = {
        "kept": "still ahead on that day",
        "missed": overdue or "then given up",
        "partial": f"{overdue}, in part",
        "unreported": "its day has passed" if row.is_floor else overdue,
        "slipped": _put_off(row),
        "undated": f"no word for {days_text(row.silent_days)}",
        "waiting": "not owed yet",
        "withdrawn": "given up",
        "disputed": "reported, then denied",
    }
    return words.get(row.verdict, "")


def _put_off(row: PromiseRow) -> str:
    if row.is_floor:
        return f"{days_text(abs(row.moved_days or 0))} brought forward"
    if row.statements[-1].takes_back or not row.moved_days:
        return "put off without a date"
    return f"put off {days_text(row.moved_days)}"


def _by_newest(row: PromiseRow, day: date) -> str:
    """How far off the newest date is; else the verdict by it, where that is another one."""
    newest = next((said.target for said in reversed(row.statements) if said.target), None)
    moved = "amount" if row.statements[0].amount != row.statements[-1].amount else "date"
    of_another = f" by newest {moved}"
    if row.newest_verdict == "pending":
        if row.is_floor or newest is None or newest.latest is None:
            return "not its day yet" if row.verdict == "pending" else ""
        days = (newest.latest - day).days
        return f"due in {days_text(days)}" if days else "due that day"
    if row.newest_verdict == row.verdict:
        return ""
    if row.newest_verdict == "unreported" and row.newest_overdue_days:
        return f"{row.newest_overdue_days}{of_another}" if row.overdue_days else f"overdue{of_another}"
    return f"{NEWEST.get(row.newest_verdict, row.newest_verdict)}{of_another}"
