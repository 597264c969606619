"""`gti report`: a page to publish."""

from functools import partial

from gti_cli.cli.options import PhaseOption
from gti_cli.cli.request import Request, reading
from gti_cli.views import report
from gti_cli.views.report import Document

EXAMPLES = {
    "gti report -o report.html": "a page that needs no script and no network",
    "gti report --format markdown": "the same as Markdown, to stdout",
}

FILES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""The format of a file, by its suffix."""


@partial(reading, without=("no_pager",), files=FILES)
def command(request: Request, phase: PhaseOption = None) -> Document:
    """A self-contained page to publish.

    The state, plan against actual, every promise with its verdict explained, the figures, the timeline. To stdout
    without -o. The page needs no script and no network.
    """
    return report.page(request.ledger, request.file_name, request.id_of("phase", phase))
