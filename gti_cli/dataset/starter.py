"""The dataset that `gti init` writes: a few rows to be replaced, and every key of the format with a word on it."""

import re
from datetime import date
from importlib.resources import files
from string import Template

import tomli_w

from gti_cli.dataset.slugs import id_from

DEFAULT_NAME = "My initiative"
DEFAULT_ORGANIZATION = "My organization"
ANY_ID = "initiative"
"""The initiative's id if its name has no letters for one; added to an id that the template has already."""


def starter(day: date, *, name: str = DEFAULT_NAME, organization: str = DEFAULT_ORGANIZATION) -> str:
    """The text of a dataset for an initiative of that name, whose one update is dated that day.

    It can be read whatever the name and the organization are, if only they are not empty.
    """
    template = files("gti_cli").joinpath("dataset", "template.toml").read_text(encoding="utf-8")
    taken = {str(day), *re.findall(r'"([a-z0-9-]+)"', template)}
    id_ = id_from(name, ANY_ID)
    return Template(template).substitute(
        id=_quoted_toml(f"{id_}-{ANY_ID}" if id_ in taken else id_),
        name=_quoted_toml(name),
        organization=_quoted_toml(organization),
        day=day,
        year=day.year,
    )


def _quoted_toml(text: str) -> str:
    """A text as TOML writes it, in quotes and with what needs it escaped."""
    return tomli_w.dumps({"text": text}).removeprefix("text = ").removesuffix("\n")
