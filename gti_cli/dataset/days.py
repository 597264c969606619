"""What is wrong with the days of a phrase, where the phrase itself is one that is read."""

from collections.abc import Iterator
from datetime import date

from gti_cli.dataset.model import Event
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.dates.phrase import Phrase
from gti_cli.words import quoted

AHEAD = "what is to come is a `target`"
PROMISED = "it tells when the promise was made"


def wrong_days(event: Event, published: date, path: KeyPath) -> Iterator[Problem]:
    """What is told of the past, of a stage or of a promise, has begun by the day of publication."""
    if event.when and (problem := reported_early(event.when, published, (*path, "when"), AHEAD)):
        yield problem
    if event.stated and (problem := reported_early(event.stated, published, (*path, "stated"), PROMISED)):
        yield problem


def reported_early(phrase: Phrase, published: date, path: KeyPath, hint: str) -> Problem | None:
    """What an update tells as past begins on or before its day of publication."""
    if (phrase.span.earliest or date.min) <= published:
        return None
    message = f"{quoted(phrase.text)} begins after the publication on {published}"
    return Problem(path=path, code="reported-early", message=message, hint=hint)
