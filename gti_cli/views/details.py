"""What is said of one thing, as facts by name and small tables: the parts of an answer about a single thing."""

from typing import Literal

from msgspec import Struct

from gti_cli.dataset.model import record_of
from gti_cli.dates.span import day_text
from gti_cli.views import promises, timeline
from gti_cli.views.answer import Fact, Toned
from gti_cli.views.columns import Column, Tone, plain_text
from gti_cli.views.explain import Explanation
from gti_cli.views.items import ItemRow, goal_words
from gti_cli.views.metrics import MetricRow, reading_words
from gti_cli.views.promises import GLYPHS, TONES, PromiseRow, StatementRow
from gti_cli.views.sources import SourceRow, days_words, extent_words
from gti_cli.views.values import PhraseCell, ReachedCell, days_text, number_text, told_words

EVIDENCE: dict[Literal["own", "independent"], str] = {"own": "own statement", "independent": "independent"}
"""Whose statement decides, in words."""


class StageLine(Struct, frozen=True):
    """One stage of an item: when it was reached and by which statement, or what is promised of it."""

    stage: str
    reached: ReachedCell | None
    target: PhraseCell | None


STAGES = (
    Column(name=None, of=lambda line: line.stage, title="stage", tone=lambda line: "strong"),
    Column(name=None, of=lambda line: line.reached or "–", title="reached"),
    Column(name=None, of=lambda line: line.reached.reported if line.reached else None, title="first reported"),
    Column(name=None, of=lambda line: line.reached.source if line.reached else None, title="source"),
    Column(
        name=None,
        of=lambda line: line.reached and EVIDENCE["independent" if line.reached.independent else "own"],
        title="evidence",
    ),
    Column(name=None, of=lambda line: line.target, title="promised"),
)


def stage_lines(row: ItemRow) -> list[StageLine]:
    """The stages of an item in order."""
    return [StageLine(stage, reached, row.targets[stage]) for stage, reached in row.stages.items()]


def _moved(row: StatementRow) -> str:
    if row.moved_days is None:
        return "taken back" if row.takes_back else ""
    if row.moved_days == 0:
        return "0 days"
    way = "later" if row.moved_days > 0 else "earlier"
    return f"{days_text(abs(row.moved_days))} {way}"


def _notice(row: StatementRow) -> str:
    return told_words(row.notice_days).removeprefix("told ") if row.is_move else ""


def _target(row: StatementRow) -> str:
    amount = f"{number_text(row.amount)} " if row.amount is not None else ""
    words = f"{amount}{row.target}{row.target.aside}" if row.target else f"{amount}no date"
    hedge = f" (“{row.hedge}”)" if row.hedge else ""
    return f"{words}{hedge}{', implied' if row.implied else ''}"


def statement_words(row: StatementRow) -> str:
    """What a statement promised, and how far that moved the promise: "early 2021, 181 days later, told …"."""
    if row.moved_days == 0:
        return f"{_target(row)}, not moved"
    told = told_words(row.notice_days) if row.is_move else ""
    return ", ".join(filter(None, (_target(row), _moved(row), told)))


def _statement_tone(row: StatementRow) -> Tone:
    return TONES[row.verdict]


STATEMENTS = (
    Column(name=None, of=lambda row: row.date, title="stated"),
    Column(name=None, of=_target, title="promised"),
    Column(
        name=None,
        of=lambda row: row.verdict,
        title="held to it",
        tone=_statement_tone,
        glyph=lambda row: GLYPHS[row.verdict],
    ),
    Column(name=None, of=_moved, title="moved"),
    Column(name=None, of=_notice, title="told"),
    Column(name=None, of=lambda row: row.source, title="source"),
    Column(name=None, of=lambda row: row.note, title="note"),
)


def of_promise(row: PromiseRow, why: Explanation) -> list[Fact]:
    """Why the verdict on a promise is what it is, by name, and what qualifies it."""
    return _facts(
        ("verdict", Toned(row.verdict, TONES[row.verdict])),
        ("because", why.verdict),
        ("waits for", promises.condition_words(row)),
        ("by", row.by),
        ("weakened by", _hedges(row)),
        ("in part", row.part),
        ("outcome", str(row.outcome) if row.outcome else "not reported"),
        *(("", bound) for bound in why.bounds),
        ("evidence", EVIDENCE[row.evidence] if row.evidence else None),
        ("judged by others", promises.assessment_words(row)),
    )


def _hedges(row: PromiseRow) -> str:
    hedges = dict.fromkeys(statement.hedge for statement in row.statements if statement.hedge)
    return ", ".join(f"“{hedge}”" for hedge in hedges)


def of_item(row: ItemRow) -> list[Fact]:
    """What an item is, by name."""
    own = ((key, getattr(row, key)) for key in record_of(row.kind).own_keys())
    return _facts(
        ("kind", row.kind),
        ("phase", row.phase),
        ("summary", row.summary),
        *((key.replace("_", " "), _words(value)) for key, value in own),
        ("so far", goal_words(row)),
        ("owners", _words(row.owners)),
        ("stage", row.stage or "none reported"),
        ("withdrawn", str(row.withdrawn) if row.withdrawn else None),
        ("replaced by", _words(row.replaced_by)),
        ("last named", day_text(row.last_update)),
    )


def _words(value: object) -> object:
    """A value of an item's own key, in words; a list with commas, what is counted as "center open"."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, dict):
        return " ".join(value.values())
    return number_text(value) if isinstance(value, int | float) else value


def of_metric(row: MetricRow) -> list[Fact]:
    """What a metric counts and its newest reading, by name."""
    return _facts(
        ("newest", f"{reading_words(row.newest)} on {day_text(row.newest.date)}"),
        ("unit", row.unit),
        ("since", str(row.since) if row.since else None),
        ("phase", row.phase),
        ("goals", ", ".join(row.goals)),
    )


def of_source(row: SourceRow) -> list[Fact]:
    """Where statements of a source come from, by name."""
    return _facts(
        ("title", row.title),
        ("publisher", row.publisher),
        ("address", row.url),
        ("independent", plain_text(row.independent)),
        ("published", f"{extent_words(row)}, {days_words(row)}"),
    )


def of_update(row: timeline.UpdateRow) -> list[Fact]:
    """What an update is, by name."""
    return _facts(
        ("date", day_text(row.date)),
        ("summary", row.summary),
        ("quote", f"“{row.quote}”" if row.quote else None),
        ("source", row.source),
        ("address", row.url),
        ("copy", row.archived),
        ("history", ", ".join(timeline.rewriting_words(row))),
    )


def of(row: object) -> list[Fact]:
    """What a row of an item, a metric, a source or an update tells, by name."""
    match row:
        case ItemRow():
            return of_item(row)
        case MetricRow():
            return of_metric(row)
        case SourceRow():
            return of_source(row)
        case timeline.UpdateRow():
            return of_update(row)
    return []


def _facts(*pairs: tuple[str, object]) -> list[Fact]:
    return [(name, value) for name, value in pairs if value]
