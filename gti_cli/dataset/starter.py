"""The dataset that `gti init` writes: a few rows to be replaced, and every key of the format with a word on it."""

import re
from datetime import date
from pathlib import Path
from string import Template
from unicodedata import combining, normalize

import tomli_w

NAME = "My initiative"
ORGANIZATION = "My organization"


def starter(day: date, *, name: str = NAME, organization: str = ORGANIZATION) -> str:
    """The text of a dataset whose one update is dated that day, for an initiative of that name; it ends its last line.

    It loads whatever the two texts are, so long as they are not empty.
    """
    template = Path(__file__).with_name("template.toml").read_text(encoding="utf-8")
    taken = {str(day), *re.findall(r'"([a-z0-9-]+)"', template)}
    id_ = id_from(name)
    return Template(template).substitute(
        id=_toml(f"{id_}-{FALLBACK}" if id_ in taken else id_),
        name=_toml(name),
        organization=_toml(organization),
        day=day,
        year=day.year,
        next_year=day.year + 1,
        year_after=day.year + 2,
    )


def id_from(name: str) -> str:
    """An id made of the words of a name: in lower case, without accents; of a name in another script, a fixed one."""
    plain = "".join(char for char in normalize("NFKD", name).casefold() if not combining(char))
    words = (word.encode("ascii", "ignore").decode() for word in re.findall(r"[^\W_]+", re.sub("['’]", "", plain)))
    return "-".join(filter(None, words)) or FALLBACK


FALLBACK = "initiative"


def _toml(text: str) -> str:
    """A text as TOML writes it, in quotes and with what needs it escaped."""
    return tomli_w.dumps({"text": text}).removeprefix("text = ").removesuffix("\n")
