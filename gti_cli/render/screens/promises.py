"""Promises by verdict on a terminal, in a line or two."""

from rich.console import RenderableType

from gti_cli.render.terminal import Ink, packed
from gti_cli.views.answer import Section
from gti_cli.views.promises import TONES


def verdicts(ink: Ink, section: Section) -> RenderableType:
    """How many promises have each verdict, and how many of them rest on an implied outcome."""
    words = []
    for verdict, count, implied in section.rows:
        words.append(ink(f"{count} {verdict}", TONES[verdict]))
        words[-1].append_text(ink(f" ({implied} implied)" if implied else "", "quiet"))
    return packed(ink, words or [ink("none made", "quiet")], ink.width)
