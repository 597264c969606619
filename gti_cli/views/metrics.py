"""The figures over time: each metric with its readings."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from gti_cli.dataset.model import Metric
from gti_cli.ledger.ledger import Ledger, MetricReading
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.values import PhraseCell, number_text, phrase_cell


class ReadingRow(Struct, frozen=True):
    """One value that an update gave; `at_least` where the source says "more than"."""

    date: dt.date
    update: str
    value: int | float
    at_least: bool
    source: str


class MetricRow(Struct, frozen=True):
    """A metric; `since` is where the count starts, `newest` its newest reading."""

    id: str
    name: str
    unit: str | None
    phase: str
    since: PhraseCell | None
    readings: tuple[ReadingRow, ...]
    newest: ReadingRow


def rows(ledger: Ledger, only: str | None = None) -> list[MetricRow]:
    """The metrics that an update has reported, in file order; or one of them."""
    return [row(ledger.metrics[id_], readings) for id_, readings in ledger.readings.items() if only in (None, id_)]


def listing(ledger: Ledger, only: str | None = None) -> Listing:
    """The metrics that an update has reported, or one of them, as an answer."""
    return Listing(
        heading="Metrics",
        caption=caption(ledger),
        what="metric",
        clauses=[f"is called {only}"] if only else [],
        columns=COLUMNS,
        rows=rows(ledger, only),
        drawing="metrics",
    )


def row(metric: Metric, readings: tuple[MetricReading, ...]) -> MetricRow:
    """The row of one metric."""
    read = tuple(
        ReadingRow(
            reading.entry.update.date,
            reading.entry.id,
            reading.figure.value,
            reading.figure.at_least,
            reading.entry.update.source,
        )
        for reading in readings
    )
    return MetricRow(metric.id, metric.name, metric.unit, metric.phase, phrase_cell(metric.since), read, read[-1])


def reading_words(reading: ReadingRow) -> str:
    """A value as people read it: "more than 17,000"."""
    return number_text(reading.value, at_least=reading.at_least)


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
    Column(name=None, of=history_words, title="readings"),
    Column(name=None, of=lambda row: row.newest.date, title="newest"),
    Column(name=None, of=lambda row: row.id, title="id", tone=lambda row: "quiet"),
)
