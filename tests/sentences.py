"""Reads the sentence of status: how many promises there are, and how many are told of."""

import re


def numbers(text: str) -> tuple[int, list[int]]:
    """The number of promises, and those of its parts: the parts of a part that is divided, in the place of it."""
    begin = re.match(r"Of ([\d,]+) promises (?:all )?", text)
    assert begin
    counts = []
    for statement in text[begin.end() :].removesuffix(".").split(". "):
        whole, _, parts = statement.partition(": ")
        found = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\b", parts or whole)]
        if parts:
            assert int(whole.split()[0].replace(",", "")) == sum(found)
        counts += found
    return int(begin[1].replace(",", "")), counts
