"""Slips: what was said when. For each promise that was moved the day of each statement, and the date then promised."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.views.answer import Picture
from gti_cli.views.axis import Axis
from gti_cli.views.caption import caption
from gti_cli.views.chart import Kind, Segment, drawn, of_date, of_outcome, survey
from gti_cli.views.columns import Column
from gti_cli.views.promises import PromiseRow, StatementRow, Wanted, date_words, outcome_words
from gti_cli.views.promises import rows as promise_rows
from gti_cli.views.ranking import Sort
from gti_cli.views.rows import Rows, only
from gti_cli.views.values import days_text


class Said(Struct, frozen=True):
    """A line of a slip chart: the day of a statement and the date then promised, or what came of it in the end.

    `moved` tells by how much the date was moved, and is empty where it was not.
    """

    day: str
    promised: str
    moved: str
    segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """All of it in a line: "13 Nov 2019: early 2021, 181 days later"."""
        return ", ".join(filter(None, (f"{self.day}: {self.promised}", self.moved)))


class Slip(Struct, frozen=True):
    """A promise that was moved, with its statements in the order in which they were made, and then its outcome."""

    promise: PromiseRow
    lines: tuple[Said, ...]


class SlipChart(Struct, frozen=True):
    """The promises on one axis, with the clock at `day`; `kinds` are those that occur, in the order of a key."""

    axis: Axis
    kinds: Sequence[Kind]
    day: date
    slips: Sequence[Slip]


def slips(rows: Sequence[PromiseRow], day: date) -> SlipChart:
    """The promises that were moved, on an axis on which `day` and all that is drawn of them has a place."""
    found = Rows(only(rows, attrgetter("moves")), lambda row: Slip(row, (*_statements(row), *_outcome(row))))
    segments = (segment for slip in found for line in slip.lines for segment in line.segments)
    return SlipChart(*survey(day, segments), day, found)


def _statements(row: PromiseRow) -> Iterator[Said]:
    for said in row.statements:
        day, target = day_text(said.date), date_words(row, said)
        parts = [Segment("said", said.date, said.date, f"said on {day}: {target}")]
        if said.target:
            parts += of_date(said.target, said.date, f"said on {day}: {said.target}", is_floor=row.is_floor)
        yield Said(day, target, moved_words(said), drawn(parts, said.date))


def _outcome(row: PromiseRow) -> Iterator[Said]:
    if row.outcome:
        yield Said("done", outcome_words(row), "", drawn(of_outcome(row), row.made))
    elif row.given_up:
        yield Said("given up", day_text(row.given_up), "", drawn(of_outcome(row), row.made))


def moved_words(statement: StatementRow) -> str:
    """By how many days a statement moves the date: "181 days later"."""
    if statement.takes_back:
        return "taken back"
    if not statement.moved_days:
        return ""
    return f"{days_text(abs(statement.moved_days))} {'later' if statement.moved_days > 0 else 'earlier'}"


class Line(Struct, frozen=True):
    """A statement of a promise, as a line of a table."""

    promise: PromiseRow
    statement: StatementRow

    @property
    def initiative(self) -> str:
        """The id of the initiative of which it tells."""
        return self.promise.initiative


def lines(rows: Iterable[PromiseRow]) -> Iterator[Line]:
    """Every statement of some promises."""
    return (Line(row, statement) for row in rows for statement in row.statements)


def _of_promise(name: str) -> Column:
    return Column(name=name, of=attrgetter(f"promise.{name}"))


def _of_statement(name: str) -> Column:
    return Column(name=name, of=attrgetter(f"statement.{name}"))


def _last_day(line: Line) -> date | None:
    """The day at which the date ends that is promised, or at which a floor begins."""
    target = line.statement.target
    return (target.earliest if line.promise.is_floor else target.latest) if target else None


COLUMNS = (
    Column(name=None, of=attrgetter("promise.id"), heads=("id",)),
    Column(name=None, of=attrgetter("promise.label"), title="promise", tone=lambda line: "strong"),
    Column(name=None, of=attrgetter("statement.date"), title="said on"),
    Column(name=None, of=lambda line: date_words(line.promise, line.statement), title="promised"),
    Column(name=None, of=_last_day, heads=("day",)),
    Column(
        name=None,
        of=lambda line: moved_words(line.statement),
        title="moved",
        heads=("moved days",),
        pipe=lambda line: (line.statement.moved_days,),
    ),
    *map(_of_promise, ("id", "item", "name", "kind", "phase", "stage", "bound", "by", "attempt")),
    *map(_of_statement, ("date", "update", "title", "source")),
    Column(name="target", of=attrgetter("statement.target"), form="phrase"),
    *map(_of_statement, ("amount", "hedge", "implied", "note", "quote", "moved_days", "notice_days", "verdict")),
)
"""The columns of statements: first those that people read."""


class Drawn(Struct, frozen=True):
    """What a drawing of slips needs: the promises in the order in which people read them, and the clock."""

    promises: Sequence[PromiseRow]
    day: date


def listing(ledger: Ledger, wanted: Wanted, *, sort: Sort | None = None) -> Picture:
    """What was said when of the promises asked for, of which each was moved; the orders are those of `gti promises`."""
    found = promise_rows(ledger, wanted, sort or "made")
    shown = promise_rows(ledger, wanted, sort or "worst")
    return Picture(
        heading="Moved dates",
        caption=caption(ledger),
        what="promise",
        clauses=wanted.clauses(),
        columns=COLUMNS,
        rows=found,
        lines=lines(found),
        ranked=lines(shown),
        drawing="slips",
        details=Drawn(shown, ledger.clock),
    )
