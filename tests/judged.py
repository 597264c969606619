"""Small logs of a few items, and what is judged of them: the helpers that tests of promises share."""

from datetime import date

from gti_cli.ledger.ledger import Ledger
from gti_cli.ledger.promise import Promise
from gti_cli.ledger.reach import Reached
from tests import make
from tests.conftest import known

LATER = "2025-12-31"


def ledger(tables: str, *, day: str = LATER) -> Ledger:
    """What a dataset of some tables tells, as of a day."""
    return Ledger(make.dataset(tables), date.fromisoformat(day))


def promises(tables: str, *, day: str = LATER) -> dict[str, Promise]:
    """The promises of a dataset, by key."""
    return {promise.key: promise for promise in ledger(tables, day=day).promises}


def verdicts(tables: str, *, day: str = LATER) -> dict[str, str]:
    """The verdict on each promise."""
    return {key: promise.verdict for key, promise in promises(tables, day=day).items()}


def days(reached: Reached | None) -> tuple[str, str]:
    """The first and the last day of what was reached; the first is empty where it is not known."""
    assert reached
    return (str(reached.span.earliest or ""), str(known(reached.span.latest)))
