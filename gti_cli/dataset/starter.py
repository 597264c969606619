"""The dataset that `gti init` writes: a few rows to be replaced, and every key of the format with a word on it."""

import re
from datetime import date
from pathlib import Path
from string import Template

import tomli_w

from gti_cli.dataset.ids import id_from

NAME = "My initiative"
ORGANIZATION = "My organization"
ANY_ID = "initiative"
"""The initiative's id where its name has no letters that an id can have; added to an id that is taken already."""


def starter(day: date, *, name: str = NAME, organization: str = ORGANIZATION) -> str:
    """The text of a dataset whose one update is dated that day, for an initiative of that name; it ends its last line.

    It loads whatever the two texts are, so long as they are not empty.
    """
    template = Path(__file__).with_name("template.toml").read_text(encoding="utf-8")
    taken = {str(day), *re.findall(r'"([a-z0-9-]+)"', template)}
    id_ = id_from(name, ANY_ID)
    return Template(template).substitute(
        id=_toml(f"{id_}-{ANY_ID}" if id_ in taken else id_),
        name=_toml(name),
        organization=_toml(organization),
        day=day,
        year=day.year,
        next_year=day.year + 1,
        year_after=day.year + 2,
    )


def _toml(text: str) -> str:
    """A text as TOML writes it, in quotes and with what needs it escaped."""
    return tomli_w.dumps({"text": text}).removeprefix("text = ").removesuffix("\n")
