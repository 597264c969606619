"""The table of forms as people read it: in Markdown, for the documentation.

Every example stands in the table by which it is read, so that what is described is what is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from gti_cli.dates.conventions import Conventions, FiscalYear
from gti_cli.dates.forms import FORMS
from gti_cli.dates.leaning import PhraseError, Use
from gti_cli.dates.phrase import Context, Phrase, parse

NO_DAY = "–"
DAY = date(2025, 2, 20)
"""The day of publication of the examples that lean on one."""
CONVENTIONS = Conventions(fiscal_year=FiscalYear("October", "end"), hemisphere="north", order="day-first", by="end")
"""The conventions of the examples that need one."""
FLOORS = (
    *("June 2024", "no earlier than June 2024", "no sooner than June 2024", "not before June 2024"),
    *("June 2024 at the earliest", "as early as June 2024", "mid June 2024", "late June 2024", "end of June 2024"),
    *("around June 2024", "until June 2024", "until 9 June 2024", "until the end of June 2024"),
    *("through June 2024", "after June 2024", "after mid June 2024"),
)


def by_themselves() -> str:
    """The forms that need nothing but themselves."""
    examples = (example for row in FORMS for example in row.examples.split("; "))
    return _table(("written", "earliest", "latest", "firm"), _rows(examples, [Context()]))


def leaning() -> str:
    """The forms that lean on the day of publication, and the key under which they stand."""
    uses: tuple[Use, ...] = ("target", "when")
    examples = (example for row in FORMS for example in row.leaning.split("; "))
    return _table(("written", "in", "earliest", "latest", "firm"), _rows(examples, [Context(DAY, use) for use in uses]))


def conventional() -> str:
    """The forms that need a convention of the file, which is named."""
    examples = (example for row in FORMS for example in row.conventional.split("; "))
    columns = ("written", "convention", "earliest", "latest", "firm")
    return _table(columns, _rows(examples, [Context(conventions=CONVENTIONS)]))


def floors() -> str:
    """What phrases mean in `not_before`."""
    return _table(("written", "f1", "f2"), _rows(FLOORS, [Context(use="not_before")]))


def _rows(examples: Iterable[str], contexts: Sequence[Context]) -> Iterator[tuple[str, ...]]:
    """One row for examples that follow each other and mean the same."""
    read = [(example, *_read(example, contexts)) for example in examples if example]
    for cells, group in groupby(read, key=lambda item: _cells(*item[1:])):
        yield ", ".join(f"`{example}`" for example, *_ in group), *cells


def _read(example: str, contexts: Sequence[Context]) -> tuple[Phrase, Context]:
    """The example in the first of the places that read it."""
    *others, last = contexts
    for context in others:
        try:
            return parse(example, context), context
        except PhraseError:
            continue
    return parse(example, last), last


def _cells(phrase: Phrase, context: Context) -> tuple[str, ...]:
    days = (phrase.span.earliest, phrase.span.latest, phrase.firm)
    if phrase.floor:
        return str(phrase.floor.f1), str(phrase.floor.f2)
    place = (f"`{context.use}`",) if context.day else (f"`{phrase.convention}`",) if phrase.convention else ()
    return *place, *(str(day or NO_DAY) for day in days)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
