"""A review as an item's row with what a review has of its own; `gti items` lists reviews, `gti show` has all of one."""

from gti_cli.dataset.model import Review
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.views import items
from gti_cli.views.items import ItemRow


class ReviewRow(ItemRow, frozen=True, kw_only=True):
    """A review: by which standard, by whom, of what."""

    standard: str | None
    reviewer: str | None
    scope: str | None


def row(ledger: Ledger, state: ItemState, review: Review) -> ReviewRow:
    """The row of one review."""
    fields = items.fields(ledger, state)
    return ReviewRow(**fields, standard=review.standard, reviewer=review.reviewer, scope=review.scope)
