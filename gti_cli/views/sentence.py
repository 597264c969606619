"""The state of all promises in words: how many were delivered, how many were broken, and what is still open.

Its numbers share out the promises: each is counted once, and together they are all.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gti_cli.ledger.verdict import Verdict
from gti_cli.views.values import number_text


class Clause(Struct, frozen=True):
    """What is said of the promises with some verdict, of one and of several.

    A clause is about deadlines, about floors, or for None about both. `within` is what is said where the statement has
    told already what became of them, None where that is the same.
    """

    verdict: Verdict
    one: str
    several: str
    within: str | None = None
    of_floors: bool | None = None

    def count(self, counts: Mapping[Verdict, int], floors: Mapping[Verdict, int]) -> int:
        """How many promises it is about."""
        both, of_floors = counts.get(self.verdict, 0), floors.get(self.verdict, 0)
        if self.of_floors is None:
            return both
        return of_floors if self.of_floors else both - of_floors


class Broad(Struct, frozen=True):
    """What is said of all promises that several clauses are about, of one and of several."""

    one: str
    several: str


class Statement(Struct, frozen=True):
    """A statement of several clauses, and what is said first of all that they are about, if anything is."""

    clauses: tuple[Clause, ...]
    first: Broad | None = None


STATEMENTS = (
    Statement(
        first=Broad("was delivered", "were delivered"),
        clauses=(
            Clause("kept", "was delivered in time", "were delivered in time", within="in time", of_floors=False),
            Clause(
                "delivered", "was delivered and had no date", "were delivered and had no date", within="had no date"
            ),
        ),
    ),
    Statement((Clause("kept", "did not come before its day", "did not come before their day", of_floors=True),)),
    Statement(
        first=Broad("was broken", "were broken"),
        clauses=(
            Clause("late", "came late", "came late"),
            Clause("missed", "was not done in time", "were not done in time"),
            Clause("broken", "came too early", "came too early"),
        ),
    ),
    Statement(
        (
            Clause("unreported", "is overdue without a word", "are overdue without a word"),
            Clause("partial", "is overdue and done in part", "are overdue and done in part"),
        )
    ),
    Statement(
        (
            Clause("undetermined", "can't be judged", "can't be judged"),
            Clause("disputed", "is disputed", "are disputed"),
        )
    ),
    Statement(
        (
            Clause("slipped", "was put off", "were put off", of_floors=False),
            Clause("slipped", "was brought forward", "were brought forward", of_floors=True),
            Clause("pending", "is not due yet", "are not due yet"),
            Clause("waiting", "waits for something else", "wait for something else"),
            Clause("undated", "has no date", "have no date"),
            Clause("withdrawn", "was given up", "were given up"),
        )
    ),
)
"""What is told, in this order. Every verdict on a deadline and on a floor has one clause that is about it."""


def sentence(counts: Mapping[Verdict, int], floors: Mapping[Verdict, int], apart: int = 0) -> str:
    """The state of promises in words, from how many have each verdict and how many of these are floors.

    `apart` is how many more there are that are not counted.
    """
    total = sum(counts.values())
    if total == 0:
        return "No promise is to be judged but those that are counted apart." if apart else "No promise is known."
    told = [
        (statement.first, counted)
        for statement in STATEMENTS
        if (counted := [(n, clause) for clause in statement.clauses if (n := clause.count(counts, floors))])
    ]
    if total == 1:
        return f"The only promise {told[0][1][0][1].one}."
    begins = f"Of {number_text(total)} promises {'all ' if len(told) == len(told[0][1]) == 1 else ''}"
    return f"{begins}{'. '.join(_stated(first, counted) for first, counted in told)}."


def _stated(first: Broad | None, counted: Sequence[tuple[int, Clause]]) -> str:
    """A statement: "8 were delivered: 6 in time, 2 had no date", "1 was put off and 2 are not due yet"."""
    if first is None or len(counted) == 1:
        return _in_a_row([_number(n, clause) for n, clause in counted])
    return f"{_number(sum(n for n, _ in counted), first)}: {', '.join(_within(counted))}"


def _within(counted: Sequence[tuple[int, Clause]]) -> Iterator[str]:
    for n, clause in counted:
        yield f"{number_text(n)} {clause.within}" if clause.within else _number(n, clause)


def _number(number: int, of: Clause | Broad) -> str:
    """A number with what is said of one, or of several."""
    return f"{number_text(number)} {of.one if number == 1 else of.several}"


def _in_a_row(parts: Sequence[str]) -> str:
    """Parts of a sentence: "a", "a and b", "a, b, and c"."""
    *most, last = parts
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last
