"""What `gti check --fix` writes: in the place of each refused date that has only one answer, that answer."""

import json

from msgspec import Struct

from gti_cli.dataset.phrases import FilePhrases
from gti_cli.dataset.positions import extents
from gti_cli.dataset.read import parse_toml


class Fix(Struct, frozen=True):
    """A text to be replaced, with its quotes: where it begins and ends, as offsets, what it was and what it becomes."""

    begin: int
    end: int
    old: str
    new: str


def fixes(content: bytes, file: str) -> list[Fix]:
    """What can be fixed in a file, in file order; raises DatasetError where it is no TOML."""
    text, raw = parse_toml(content, file)
    answers = {path: error.answer for path, error in FilePhrases(raw.get("conventions")).refused(raw) if error.answer}
    found = []
    for path, (begin, end) in extents(text, answers).items():
        if path in answers:
            found.append(Fix(begin, end, text[begin:end], json.dumps(answers[path], ensure_ascii=False)))
    return sorted(found, key=lambda fix: fix.begin)


def fixed(content: bytes, file: str, wanted: list[Fix]) -> bytes:
    """The content of a file with these fixes; every other byte stays."""
    text, _ = parse_toml(content, file)
    mark = content[: len(content) - len(text.encode())]
    for fix in reversed(wanted):
        text = text[: fix.begin] + fix.new + text[fix.end :]
    return mark + text.encode()
