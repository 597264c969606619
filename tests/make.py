"""The one maker of datasets: tables as TOML text from words, and a Dataset from such tables.

A test says what it is about; whatever it leaves out has a plain default. Every table begins with a line break, so that
it can follow keys that end without one. An event is a piece of TOML, the keys of an inline table:
`stage = "open", when = "June 2020"`. It is about the item `thing` unless it begins with the item that it is about.
"""

import re
from datetime import date
from pathlib import Path

from gti_cli.dataset.model import Dataset
from gti_cli.dataset.problems import DatasetError, Problem
from gti_cli.dataset.read import load, name_of, read_bytes

ONCE = ("initiative", "stages")
"""The tables that a file has once."""
TO_ESCAPE = re.compile('[\x00-\x1f\x7f-\x9f"\\\\]')


def toml(value: object) -> str:
    """A text, number, truth value, day, list or inline table as TOML."""
    match value:
        case str():
            escaped = TO_ESCAPE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", value)
            return f'"{escaped}"'
        case bool():
            return str(value).lower()
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {toml(inner)}' for key, inner in value.items())} }}"
        case _:
            return str(value)


def table(header: str, **keys: object) -> str:
    """A table with its header; a key whose value is None is left out."""
    begin = f"[{header}]" if header in ONCE else f"[[{header}]]"
    return f"\n{begin}\n{_lines(keys)}"


def _lines(keys: dict[str, object]) -> str:
    return "".join(f"{key} = {toml(value)}\n" for key, value in keys.items() if value is not None)


def head(*sources: str, **keys: object) -> str:
    """What every file needs: its format, the initiative with keys, sources, and the phase `work`."""
    required = {"id": "initiative", "name": "The Initiative", "organization": "The Organization"}
    tables = table("initiative", **required | keys), *sources, phase("work")
    return "\n".join(["\nformat = 1", *(text.strip() for text in tables), ""])


def source(id_: str, **keys: object) -> str:
    """A source that belongs to the organization."""
    return table("sources", **{"id": id_, "title": _name(id_), "publisher": "The Organization"} | keys)


def phase(id_: str, **keys: object) -> str:
    """A phase."""
    return table("phases", **{"id": id_, "name": _name(id_)} | keys)


def item(kinds: str, id_: str = "thing", **keys: object) -> str:
    """An item of a kind (`centers`, `milestones` …), or one of the `metrics`, in the phase `work`."""
    return table(kinds, **{"id": id_, "phase": "work", "name": _name(id_)} | keys)


def update(
    *events: str,
    day: date | str = "2020-05-01",
    title: str = "News",
    source: str = "page",
    figures: str = "",
    counts: str = "",
    **keys: object,
) -> str:
    """An update; its figures and counts are inline tables, with commas between them."""
    lines = [f"  {{ {_about(event)} }},\n" for event in events]
    lists = {"events": f"\n{''.join(lines)}" if lines else "", "figures": figures, "counts": counts}
    inside = "".join(f"{key} = [{tables}]\n" for key, tables in lists.items() if tables)
    return f"{table('updates')}date = {day}\n{_lines({'title': title, 'source': source} | keys)}{inside}"


def figure(value: object, keys: str = "", *, metric: str = "paid") -> str:
    """A figure of a metric, with further keys."""
    return f'{{ metric = "{metric}", value = {value}{keys and f", {keys}"} }}'


def count(stage: str, value: int, kind: str = "center") -> str:
    """A public count."""
    return f'{{ kind = "{kind}", stage = "{stage}", value = {value} }}'


def log(*updates: str) -> str:
    """A milestone with stages of its own, and its updates, each written as `DAY@SOURCE event; event`.

    The source may be left out, and is the page then.
    """
    tables = table("stages", milestones=["planned", "built", "used"]) + item("milestones")
    for written in updates:
        begin, _, events = written.partition(" ")
        day, _, source = begin.partition("@")
        tables += update(*events.split("; "), day=day, source=source or "page")
    return tables


def _name(id_: str) -> str:
    return id_.replace("-", " ").title()


def _about(event: str) -> str:
    return event if event.startswith("item = ") else f'item = "thing", {event}'


PAGE = source("page", title="Status page")
AUDITOR = source("auditor", title="Report", publisher="An Auditor", independent=True)
LEAST = head(PAGE)
"""A head with one source, so that nothing in it need be used twice."""
HEAD = head(PAGE, AUDITOR)
"""A head with a source of the organization and one that is independent."""
ROME = item("centers", "rome")
PAID = item("metrics", "paid")
UPDATE = update(day="2019-11-13")
"""An update that only has a title, to which keys and events can be added."""


def dataset(tables: str, *, head: str = HEAD) -> Dataset:
    """What a head and some tables are read as; raises DatasetError."""
    return load((head + tables).encode(), "test.toml")


def problems(tables: str, *, head: str = HEAD) -> list[Problem]:
    """What is wrong with a file of a head and some tables, in the order in which it is told."""
    try:
        dataset(tables, head=head)
    except DatasetError as error:
        return list(error.problems)
    return []


FULL = """\
format = 1
[initiative]
id = "gti"
name = "Global Transparency Initiative"
organization = "Kaspersky"
announced = "October 2017"
summary = "Opens code to review."
url = "https://example.org/gti"
complete_through = 2020-11-17
keeper = "A Reader"
[conventions]
fiscal_year = { begins = "April", named_by = "start" }
hemisphere = "north"
order = "day-first"
by = "end"
phrases = { "the summit" = "12 December 2023" }
[stages]
centers = ["announced", "built", "open"]
regions = ["announced", "moved"]
reviews = ["done"]
milestones = ["announced", "2nd-draft", "completed"]
goals = ["set", "reached"]
[[sources]]
id = "report"
title = "Report"
publisher = "An Auditor"
url = "http://example.org"
independent = true
[[phases]]
id = "work"
name = "Work"
summary = "All of it."
[[centers]]
id = "sao-paulo"
phase = "work"
name = "São Paulo"
city = "São Paulo"
country = "Brazil"
host = "A Host"
aliases = ["brazil", "south-america"]
summary = "A center."
owners = ["A Department", "A Person"]
stages = ["announced", "built", "open", "visited"]
[[regions]]
id = "us-canada"
phase = "work"
name = "United States and Canada"
countries = ["Canada", "United States"]
destination = "Zurich"
aliases = ["north-america"]
summary = "A region."
owners = ["A Department"]
stages = ["announced", "moved", "checked"]
[[reviews]]
id = "soc2"
phase = "work"
name = "SOC 2"
standard = "SOC 2 Type 1"
reviewer = "A Reviewer"
scope = "Updates"
aliases = ["audit"]
summary = "A review."
owners = ["A Person"]
stages = ["begun", "done"]
[[milestones]]
id = "assembly-move"
phase = "work"
name = "Assembly moves"
aliases = ["move"]
summary = "A milestone."
owners = ["A Person"]
stages = ["announced", "completed"]
[[goals]]
id = "two-centers"
phase = "work"
name = "Two centers"
count = { kind = "center", stage = "built" }
at_least = 2
aliases = ["centers-goal"]
summary = "A goal."
owners = ["A Person"]
stages = ["set", "halfway", "reached"]
[[goals]]
id = "few-complaints"
phase = "work"
name = "Few complaints"
metric = "complaints"
at_most = 2.5
[[metrics]]
id = "paid"
phase = "work"
name = "Paid"
unit = "USD"
since = "March 2018"
cumulative = true
[[metrics]]
id = "complaints"
phase = "work"
name = "Complaints"
[[updates]]
date = 2019-10-01
title = "The page as it was"
source = "report"
[[updates]]
date = 2019-11-13
title = "News"
summary = "Many."
source = "report"
url = "https://example.org/news"
archived = "https://archive.example.org/news"
quote = "We open."
edits = "2019-10-01"
  [[updates.events]]
  item = "sao-paulo"
  stage = "open"
  target = "January 2020"
  not_before = "November 2019"
  said = "next January"
  quote = "We open next January."
  url = "https://example.org/opening"
  archived = "https://archive.example.org/opening"
  implied = true
  anew = true
  by = "A Host"
  hedge = "we hope to"
  stated = "June 2019"
  note = "A remark."
  [[updates.events]]
  item = "sao-paulo"
  stage = "visited"
  after = "us-canada.moved"
  within = "18 months"
  [[updates.events]]
  item = "us-canada"
  stage = "moved"
  when = "by 13 November 2019"
  corrects = true
  assessed = "in part"
  set = { name = "North America", summary = "New.", countries = ["Canada"], destination = "Geneva" }
  [[updates.events]]
  item = "soc2"
  stage = "done"
  not_yet = true
  set = { standard = "SOC 2 Type 2", reviewer = "Another", scope = "All" }
  [[updates.events]]
  item = "assembly-move"
  stage = "withdrawn"
  when = 2019-11-12
  replaced_by = ["soc2", "us-canada"]
  [[updates.events]]
  item = "sao-paulo"
  set = { city = "Campinas", country = "BR", host = "Another", owners = ["Another"], phase = "work" }
  [[updates.events]]
  item = "us-canada"
  stage = "checked"
  part = "the servers"
  [[updates.events]]
  item = "soc2"
  stage = "done"
  assessed = "not met"
  [[updates.events]]
  item = "two-centers"
  set = { at_least = 3 }
  [[updates.events]]
  item = "few-complaints"
  set = { at_most = 2 }
  [[updates.figures]]
  metric = "paid"
  value = 17000
  at_least = true
  when = "October 2019"
  since = "2018"
  [[updates.figures]]
  metric = "complaints"
  value = 3
  at_most = true
  [[updates.counts]]
  kind = "center"
  stage = "built"
  value = 2
"""
"""Every table and every key there is."""


def load_file(path: Path) -> Dataset:
    """The dataset in a file; raises DatasetError when it cannot be read or is wrong."""
    return load(read_bytes(path), name_of(path))
