"""What a report says for search engines, as JSON-LD: a dataset, and a review of each claim whose verdict is certain."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from gti_cli.characters import one_line
from gti_cli.render.safe import web_address
from gti_cli.views.promises import PromiseRow
from gti_cli.views.ranking import BROKEN
from gti_cli.views.report import Report
from gti_cli.views.rows import encoded

CERTAIN = ("kept", *BROKEN)
"""The verdicts that hold by every reading of the dates."""

UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What would end the element that the text stands in, as JSON escapes it."""


def parts(report: Report) -> Iterator[str]:
    """The JSON, which no text of the dataset can end, a claim at a time."""
    yield '{"@context":"https://schema.org","@graph":'
    yield from (part.decode().translate(UNSAFE) for part in encoded(chain([_dataset(report)], _reviews(report))))
    yield "}"


def promise_anchor(row: PromiseRow) -> str:
    """The id of a promise on the page."""
    return f"promise.{row.id.replace('#', '.')}"


def _dataset(report: Report) -> dict[str, Any]:
    initiative = report.state.initiative
    name = f"{initiative.name}: what {initiative.organization} promised, and what came of it"
    return _known(
        {
            "@type": "Dataset",
            "name": one_line(name),
            "description": report.state.sentence,
            "about": one_line(initiative.summary or ""),
            "creator": {"@type": "Organization", "name": one_line(initiative.keeper)} if initiative.keeper else None,
            "dateModified": report.caption.day.isoformat(),
            "version": report.version,
            "url": report.url,
        }
    )


def _reviews(report: Report) -> Iterator[dict[str, Any]]:
    initiative, day = report.state.initiative, report.caption.day
    addresses = {update.id: update.url or report.sources[update.source].url for update in report.updates}
    for judged in report.promises:
        row = judged.row
        if row.verdict in CERTAIN:
            yield _known(
                {
                    "@type": "ClaimReview",
                    "url": f"{report.url}#{promise_anchor(row)}" if report.url else None,
                    "claimReviewed": one_line(row.label),
                    "datePublished": day.isoformat(),
                    "author": {"@type": "Organization", "name": one_line(initiative.keeper or "gti")},
                    "itemReviewed": _known(
                        {
                            "@type": "Claim",
                            "author": {"@type": "Organization", "name": one_line(row.by or initiative.organization)},
                            "datePublished": row.made.isoformat(),
                            "appearance": _where_said(addresses[row.statements[0].update]),
                        }
                    ),
                    "reviewRating": {"@type": "Rating", "alternateName": row.verdict},
                    "reviewBody": one_line(judged.account),
                }
            )


def _where_said(url: str | None) -> dict[str, Any] | None:
    """The page on which an update was published, if its address is known."""
    address = web_address(url)
    return {"@type": "CreativeWork", "url": address} if address else None


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value}
