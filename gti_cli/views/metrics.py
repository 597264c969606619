"""The figures over time: each metric with its readings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from gti_cli.dataset.model import Metric
from gti_cli.ledger.ledger import Ledger
from gti_cli.views import items
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.items import GoalRow
from gti_cli.views.rows import OfInitiative
from gti_cli.views.values import PhraseCell, number_text, phrase_cell


class ReadingRow(Struct, frozen=True):
    """One value that an update gave; `at_least` where the source says "more than"."""

    date: dt.date
    update: str
    value: int | float
    at_least: bool
    at_most: bool
    when: PhraseCell | None
    since: PhraseCell | None
    source: str


class MetricRow(OfInitiative, frozen=True, kw_only=True):
    """A metric; `since` is where the count starts, `newest` its newest reading."""

    id: str
    name: str
    unit: str | None
    phase: str
    since: PhraseCell | None
    readings: tuple[ReadingRow, ...]
    newest: ReadingRow
    goals: tuple[str, ...]


def rows(ledger: Ledger, only: str | None = None) -> list[MetricRow]:
    """The metrics that an update has reported, in file order; or one of them."""
    return [row(ledger, ledger.metrics[id_]) for id_ in ledger.readings if only in (None, id_)]


class Overview(Struct, frozen=True):
    """What a screen needs beside the metrics: the goals that are set for each, and where more of one is told.

    `options` are those that this command needs; None where one metric is asked for, of which all is told.
    """

    goals: Mapping[str, Sequence[GoalRow]]
    options: str | None

    def more_of(self, row: MetricRow) -> str:
        """The command that tells all readings of a metric, empty where this is it."""
        return "" if self.options is None else f"gti metrics {row.id}{self.options}"


def listing(ledger: Ledger, only: str | None = None, options: str = "") -> Listing:
    """The metrics that an update has reported, or one of them, as an answer.

    `options` are those that the commands named in it need.
    """
    found = rows(ledger, only)
    set_for = goals(ledger)
    shown = [goal for row in found for goal in set_for.get(row.id, ())]
    return Listing(
        heading="Metrics",
        caption=caption(ledger),
        what="metric",
        clauses=[f"is called {only}"] if only else [],
        columns=COLUMNS,
        rows=found,
        glyphs=items.glyphs(shown),
        drawing="metrics",
        details=Overview(set_for, None if only else options),
    )


def goals(ledger: Ledger) -> Mapping[str, Sequence[GoalRow]]:
    """The goals that are set for each metric, by its id."""
    found: defaultdict[str, list[GoalRow]] = defaultdict(list)
    for row in items.rows(ledger, items.Wanted(kinds=("goal",))):
        if isinstance(row, GoalRow) and row.metric:
            found[row.metric].append(row)
    return found


def row(ledger: Ledger, metric: Metric) -> MetricRow:
    """The row of one metric."""
    set_for = [id_ for id_, state in ledger.states.items() if getattr(state.item, "metric", None) == metric.id]
    read = tuple(
        ReadingRow(
            date=reading.entry.update.date,
            update=reading.entry.id,
            value=reading.figure.value,
            at_least=reading.figure.at_least,
            at_most=reading.figure.at_most,
            when=phrase_cell(reading.figure.when),
            since=phrase_cell(reading.figure.since),
            source=reading.entry.update.source,
        )
        for reading in ledger.readings[metric.id]
    )
    return MetricRow(
        initiative=ledger.dataset.initiative.id,
        id=metric.id,
        name=metric.name,
        unit=metric.unit,
        phase=metric.phase,
        since=phrase_cell(metric.since),
        readings=read,
        newest=read[-1],
        goals=tuple(set_for),
    )


def reading_words(reading: ReadingRow) -> str:
    """A value as people read it: "more than 17,000"."""
    return number_text(reading.value, at_least=reading.at_least, at_most=reading.at_most)


def history_words(row: MetricRow) -> str:
    """All readings in one line: "more than 17,000 → 57,750"."""
    return " → ".join(reading_words(reading) for reading in row.readings)


def shares(readings: Sequence[ReadingRow]) -> list[float]:
    """How high each value stands between 0, or the lowest value if that is lower, and the highest: from 0 to 1."""
    low = min(0, *(reading.value for reading in readings))
    high = max(0, *(reading.value for reading in readings))
    height = high / 2 - low / 2
    return [(reading.value / 2 - low / 2) / height if height else 0.0 for reading in readings]


READINGS = (
    Column(name=None, of=lambda row: row.date, title="date"),
    Column(name=None, of=reading_words, title="value"),
    Column(name=None, of=lambda row: row.source, title="source"),
)
COLUMNS = (
    Column(name="id", of=lambda row: row.id),
    Column(name="name", of=lambda row: row.name, title="metric", tone=lambda row: "strong"),
    Column(name="unit", of=lambda row: row.unit, title="unit"),
    Column(name="phase", of=lambda row: row.phase),
    Column(name="since", of=lambda row: row.since, form="phrase", title="since"),
    Column(name="readings", of=lambda row: len(row.readings)),
    Column(name="newest", of=lambda row: row.newest.value),
    Column(name="newest_date", of=lambda row: row.newest.date),
    Column(name="newest_at_least", of=lambda row: row.newest.at_least),
    Column(name="newest_at_most", of=lambda row: row.newest.at_most),
    Column(name="goals", of=lambda row: row.goals, form="words"),
    Column(name=None, of=history_words, title="readings"),
    Column(name=None, of=lambda row: row.newest.date, title="newest"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
)
