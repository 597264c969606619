"""What an update that is to be recorded states and changes, and the warnings that come with it."""

from typing import TYPE_CHECKING

from gti_cli.cli import output
from gti_cli.cli.answering import give
from gti_cli.cli.options import today
from gti_cli.dates.span import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gti_cli.dataset.problems import KeyPath, Problem
    from gti_cli.dataset.read import Reading
    from gti_cli.ledger.ledger import Ledger
    from gti_cli.views.answer import Section
    from gti_cli.views.diff import Diff
    from gti_cli.write.addition import Addition


def show_changes(before: "Reading", addition: "Addition") -> None:
    """Print what a new update of a file states and what it changes, and on stderr the warnings that are new."""
    from gti_cli.ledger.check import check
    from gti_cli.ledger.ledger import Ledger
    from gti_cli.render import findings
    from gti_cli.views import diff as view
    from gti_cli.views.answer import Page
    from gti_cli.views.caption import caption

    update, after = addition.update, addition.reading
    day = max(update.date, before.dataset.initiative.complete_through or today())
    ledger = Ledger(after.dataset, day)
    answer = view.diff(Ledger(before.dataset, day), ledger)
    title = f"What the update of {day_text(update.date)} changes"
    page = Page(title=title, caption=str(caption(ledger)), data=answer, sections=_sections(answer, ledger))
    give(page, "table", pager=False)
    if any(event.type == "reached" and event.when is None for event in update.events):
        output.write(f"\nA stage without a day of its own was reached by {day_text(update.date)}: then or before.\n")
    known = {_below(addition.number, finding.problem) for finding in check(before, today())}
    if new := [finding for finding in check(after, today()) if finding.problem not in known]:
        output.say("\n" + findings.text(new, output.message_pen()).removesuffix("\n"))


def _below(number: int, problem: "Problem") -> "Problem":
    """A problem of the file as it was, as it is once an update stands in it below so many others."""
    from msgspec.structs import replace

    def moved(path: "KeyPath") -> "KeyPath":
        match path:
            case ("updates", int(at), *rest) if at >= number:
                return ("updates", at + 1, *rest)
        return path

    related = problem.related and (problem.related[0], moved(problem.related[1]))
    return replace(problem, path=moved(problem.path), related=related)


def _sections(answer: "Diff", ledger: "Ledger") -> "Iterator[Section]":
    """Every statement of the update, also those that change nothing that is derived; then what changes."""
    from gti_cli.views import diff, timeline
    from gti_cli.views.answer import Section

    lines = timeline.lines(answer.updates)
    yield Section(heading="Update", columns=timeline.COLUMNS, rows=answer.updates, lines=lines, drawing="timeline")
    yield from (section for section in diff.sections(answer, ledger.clock) if section.rows is not answer.updates)
