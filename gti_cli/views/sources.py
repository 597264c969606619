"""Where statements come from."""

from msgspec import Struct

from gti_cli.dataset.model import Source


class SourceRow(Struct, frozen=True):
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


def row(source: Source) -> SourceRow:
    """The row of a source."""
    return SourceRow(source.id, source.title, source.publisher, source.url, source.independent)
