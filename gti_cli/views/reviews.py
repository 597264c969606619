"""A review as an item's row with what a review has of its own; `gti items` lists reviews, `gti show` has all of one."""

from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.views import items
from gti_cli.views.items import ItemRow


class ReviewRow(ItemRow, frozen=True, kw_only=True):
    """A review: by which standard, by whom, of what."""

    standard: str | None
    reviewer: str | None
    scope: str | None


def row(ledger: Ledger, state: ItemState) -> ReviewRow:
    """The row of one review."""
    return ReviewRow(**items.fields(ledger, state), **items.own_fields(state, ReviewRow))
