"""What became known between two days, on a terminal: it reads like release notes."""

from rich.console import Group, RenderableType
from rich.text import Text

from gti_cli.render.terminal import Ink, heading, listing
from gti_cli.views import diff as view
from gti_cli.views.diff import Diff


def diff(ink: Ink, answer: Diff, title: str, stated_by: str) -> RenderableType:
    """The groups that have something in them, each under its heading."""
    parts: list[RenderableType] = [heading(ink, title, stated_by)]
    for group, columns, rows in view.tables(answer):
        parts += [Text(), ink(group, "strong"), listing(ink, columns, rows)]
    if answer.is_empty:
        parts += [Text(), ink("Nothing changed.")]
    return Group(*parts, *(line for sign in view.signs(answer) for line in (Text(), ink(sign, "quiet"))))
