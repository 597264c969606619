"""Readers of calendars and feeds: plain ones of our own, and those of others where they are installed."""

import os
import re
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def reader(name: str) -> Any:
    """A module of others that reads what we write; where it is not installed, the test is skipped, or fails."""
    if not find_spec(name):
        assert not os.environ.get("GTI_REQUIRE_TOOLS")
        pytest.skip(f"{name} is not installed")
    return pytest.importorskip(name)


def events(calendar: str) -> list[dict[str, str]]:
    """The events of a calendar, each with its properties by name, without their parameters; what is escaped is read."""
    lines = calendar.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            found[-1][name.partition(";")[0]] = re.sub(r"\\(.)", _meant, value)
    return found


def _meant(escaped: re.Match[str]) -> str:
    return "\n" if escaped[1] == "n" else escaped[1]


def feed(text: str) -> ElementTree.Element:
    """The root of a feed; raises ParseError where it is not well-formed."""
    return ElementTree.fromstring(text.encode())  # noqa: S314 - we wrote it, and expat knows bombs


def entries(text: str) -> list[ElementTree.Element]:
    """The entries of a feed."""
    return feed(text).findall(f"{ATOM}entry")


def told(element: ElementTree.Element, name: str) -> str:
    """The text of an element of a feed or an entry, which has it once."""
    (found,) = element.findall(f"{ATOM}{name}")
    return "".join(found.itertext())
