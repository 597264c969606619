"""`gti report`: a page to publish."""

from functools import partial
from typing import Annotated

import typer

from gti_cli.cli.options import PhaseOption
from gti_cli.cli.request import Request, reading
from gti_cli.errors import UsageError
from gti_cli.render.safe import web_address
from gti_cli.views import report
from gti_cli.views.report import Document
from gti_cli.words import quoted

EXAMPLES = {
    "gti report -o report.html": "a page that needs no script and no network",
    "gti report --format markdown": "the same as Markdown, to stdout",
}

UrlOption = Annotated[
    str | None,
    typer.Option("--url", metavar="ADDRESS", help="Where the page will be published, for links that others share."),
]

FILES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""The format of a file, by its suffix."""


@partial(reading, without=("no_pager",), files=FILES)
def command(request: Request, phase: PhaseOption = None, url: UrlOption = None) -> Document:
    """A self-contained page to publish.

    The state in a sentence, what was broken, plan against actual, every promise with its verdict explained, the
    figures, the timeline. To stdout without -o. The page needs no script and no network.
    """
    if url is not None and (web_address(url) is None or "#" in url):
        how = "write one that begins with https:// or http://, without #"
        raise UsageError(f"Error: --url {quoted(url)} is no address of a page; {how}")
    return report.page(request.ledger, request.file_name, request.id_of("phase", phase), url)
