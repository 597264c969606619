"""What `gti check` found: a row for each error and each warning."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct

from gti_cli.dataset.problems import Finding, Severity
from gti_cli.views.answer import Listing
from gti_cli.views.columns import Column
from gti_cli.words import visible


class FindingRow(Struct, frozen=True):
    """An error or a warning: line and column in characters from 1, None where the file has no text to point at.

    `initiative` is None where the file cannot tell its id.
    """

    initiative: str | None
    file: str
    line: int | None
    column: int | None
    path: str
    severity: Severity
    code: str
    message: str
    hint: str | None


class Findings(Listing, frozen=True, kw_only=True):
    """What was found, as an answer; it is told line by line in a pipe as well, and annotates a workflow's log."""

    formats: ClassVar[tuple[str, ...]] = (*Listing.formats, "github")


def listing(findings: Sequence[Finding], *, exit_code: int) -> Findings:
    """What was found in the files that were checked, as an answer."""
    return Findings(
        what="finding",
        columns=COLUMNS,
        rows=rows(findings),
        drawing="findings",
        details=findings,
        always_drawn=True,
        silent=True,
        exit_code=exit_code,
    )


def rows(findings: Iterable[Finding]) -> list[FindingRow]:
    """The rows of what was found, in its order."""
    return [_row(finding) for finding in findings]


def _row(finding: Finding) -> FindingRow:
    problem, place = finding.problem, finding.place
    return FindingRow(
        initiative=finding.initiative,
        file=finding.file,
        line=place.line if place else None,
        column=place.column if place else None,
        path=problem.place,
        severity=problem.severity,
        code=problem.code,
        message=finding.message,
        hint=problem.hint,
    )


COLUMNS = (
    Column(name="file", of=lambda row: visible(row.file), title="file"),
    Column(name="line", of=lambda row: row.line, title="line"),
    Column(name="column", of=lambda row: row.column, title="column"),
    Column(name="path", of=lambda row: row.path),
    Column(name="severity", of=lambda row: row.severity, title="severity"),
    Column(name="code", of=lambda row: row.code, title="code"),
    Column(name="message", of=lambda row: row.message, title="message"),
    Column(name="hint", of=lambda row: row.hint, title="hint"),
)
