"""The templates of pages and pictures: every text that is put into one is escaped, and cleaned as for a terminal."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gti_cli.characters import one_line
from gti_cli.dates.span import day_text
from gti_cli.render import svg
from gti_cli.render.safe import web_address
from gti_cli.views.chart import MEANINGS
from gti_cli.words import capitalized


def environment() -> Environment:
    """The templates, with what those of a time axis need; who renders others adds what these need."""
    made = Environment(
        loader=PackageLoader("gti_cli.render"),
        autoescape=True,
        finalize=_clean,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"day": day_text, "headline": capitalized, "web_address": web_address}
    made.globals |= {"percent": svg.percent, "sample_of": svg.sample_of, "KIND_MEANINGS": MEANINGS}
    return made


def _clean(value: object) -> object:
    """A value of the template before it is escaped, cleaned unless it is markup, which only the template makes."""
    return value if value is None or isinstance(value, Markup) else one_line(str(value))
