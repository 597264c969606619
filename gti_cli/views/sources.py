"""Where statements come from."""

from gti_cli.dataset.model import Source
from gti_cli.ledger.ledger import Ledger
from gti_cli.views.rows import OfInitiative


class SourceRow(OfInitiative, frozen=True):
    """A source of statements."""

    id: str
    title: str
    publisher: str
    url: str | None
    independent: bool

    @property
    def whose(self) -> str:
        """Who publishes it, and whether that is not the organization itself."""
        return f"{self.publisher}{', independent' if self.independent else ''}"


def row(ledger: Ledger, source: Source) -> SourceRow:
    """The row of a source."""
    initiative = ledger.dataset.initiative.id
    return SourceRow(initiative, source.id, source.title, source.publisher, source.url, source.independent)
