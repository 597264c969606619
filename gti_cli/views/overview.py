"""Where several initiatives stand: a row for each, worst first for people."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.views.answer import Listing, Page
from gti_cli.views.columns import Column, Tone
from gti_cli.views.rows import OfInitiative
from gti_cli.views.status import Status


class Count(Struct, frozen=True):
    """A number of promises in a row: what is counted, and in which colour it stands out."""

    name: str
    tone: Tone
    of: str


COUNTS = (
    Count("promises", "plain", "promises"),
    Count("delivered", "good", "delivered"),
    Count("late", "bad", "late"),
    Count("broken", "bad", "broken"),
    Count("overdue", "doubtful", "overdue"),
    Count("put off", "doubtful", "put_off"),
)
"""What is counted of each initiative, in the order in which it is told."""

MEANINGS = (
    "delivered: kept, or done without a date",
    "broken: late, missed or too early",
    "overdue: past its first date without an outcome, which may be put off or broken, too",
)


class OverviewRow(OfInitiative, frozen=True, kw_only=True):
    """An initiative, and how many of its own promises came to what; `broken` and `overdue` are as in its status."""

    name: str
    organization: str
    data: str
    as_of: date
    updates: int
    newest_update: date | None
    promises: int
    delivered: int
    late: int
    broken: int
    overdue: int
    put_off: int

    @property
    def title(self) -> str:
        """What people read of it first."""
        return f"{self.name} · {self.organization}"


def listing(pages: Sequence[Page]) -> Listing:
    """The status of each of several initiatives, as one answer."""
    states: list[Status] = [page.data for page in pages]
    lines = list(map(_row, states))
    return Listing(
        heading="Initiatives, the worst first",
        what="initiative",
        columns=COLUMNS,
        rows=states,
        lines=lines,
        ranked=sorted(lines, key=_badness),
        notes=MEANINGS,
        drawing="overview",
    )


def _row(state: Status) -> OverviewRow:
    counts, floors = state.promises, state.floors
    return OverviewRow(
        initiative=state.initiative.id,
        name=state.initiative.name,
        organization=state.initiative.organization,
        data=state.data,
        as_of=state.as_of,
        updates=state.updates,
        newest_update=state.newest_update,
        promises=sum(counts.values()),
        delivered=counts["kept"] - floors["kept"] + counts["delivered"],
        late=counts["late"],
        broken=len(state.broken),
        overdue=len(state.overdue),
        put_off=counts["slipped"] - floors["slipped"],
    )


def _badness(row: OverviewRow) -> tuple[int, int, int]:
    """By how many promises were broken, are overdue, were put off; those that are equal stay as they were named."""
    return -row.broken, -row.overdue, -row.put_off


def newest_words(row: OverviewRow) -> str:
    """The day of the newest update."""
    return day_text(row.newest_update) if row.newest_update else "none yet"


COLUMNS = (
    Column(name="name", of=lambda row: row.name, title="name", tone=lambda row: "strong"),
    Column(name="organization", of=lambda row: row.organization, title="organization"),
    Column(name="data", of=lambda row: row.data),
    Column(name="updates", of=lambda row: row.updates),
    Column(name="promises", of=lambda row: row.promises, title="promises"),
    Column(name="delivered", of=lambda row: row.delivered, title="delivered"),
    Column(name="late", of=lambda row: row.late, title="late"),
    Column(name="broken", of=lambda row: row.broken, title="broken"),
    Column(name="overdue", of=lambda row: row.overdue, title="overdue"),
    Column(name="put_off", of=lambda row: row.put_off, title="put off"),
    Column(name="newest_update", of=lambda row: row.newest_update, title="newest update"),
    Column(name="as_of", of=lambda row: row.as_of, title="as of"),
)
