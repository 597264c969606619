"""The findings of a check on a terminal, in colour."""

from rich.console import Group, RenderableType

from gti_cli.render.findings import toned_lines
from gti_cli.render.terminal import Ink
from gti_cli.views.answer import Section


def findings(ink: Ink, section: Section) -> RenderableType:
    """The findings line by line; no line is broken, so that editors and people can follow the place."""
    drawn = [ink.line(*line) for line in toned_lines(section.details, ink.pen)]
    for line in drawn:
        line.no_wrap, line.overflow = True, "ignore"
    return Group(*drawn)
