"""Damage: bytes that are changed by chance, pieces of TOML in no order, and updates that nobody would record."""

import re
from collections.abc import Callable
from random import Random

from tests.conftest import BUNDLED
from tests.wild.datasets import hostile, misshapen, some_number, valid, vandalize
from tests.wild.texts import hostile_text, ordinary_text, some_day, some_id
from tests.wild.written import written

Mutation = Callable[[bytes, Random], bytes]


def mutated(chance: Random) -> bytes:
    """The dataset that comes with gti, or another one, with some of its bytes changed."""
    content = BUNDLED.read_bytes() if chance.random() < 0.7 else valid(chance)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 10])):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def rubbish(chance: Random) -> bytes:
    """Pieces of TOML in no order, and bytes that are no text."""
    pieces = [chance.choice(PIECES) for _ in range(chance.randrange(60))]
    return b"".join(pieces) if chance.random() < 0.9 else chance.randbytes(chance.randrange(200))


def fragment(chance: Random) -> bytes:
    """What could be given to `gti record --from`: an update for the bundled dataset, or anything else."""
    if chance.random() < 0.2:
        return chance.choice([valid, hostile, misshapen, mutated, rubbish])(chance)
    texts = chance.choice([ordinary_text, hostile_text])
    update = {
        "date": some_day(chance),
        "title": texts(chance),
        "source": "transparency-website",
        "events": [{"item": "sao-paulo", "note": texts(chance)} for _ in range(chance.randrange(3))],
        "figures": [{"metric": "bounties-paid", "value": some_number(chance)} for _ in range(chance.randrange(2))],
    }
    raw: dict[str, object] = {"updates": [update]}
    if chance.random() < 0.3:
        raw["milestones"] = [{"id": some_id(chance), "phase": "assembly", "name": texts(chance)}]
    for _ in range(chance.choice([0, 0, 1, 2])):
        vandalize(raw, chance)
    content = written(raw, chance)
    return chance.choice(MUTATIONS)(content, chance) if chance.random() < 0.3 else content


def _slice(content: bytes, chance: Random, longest: int = 40) -> tuple[int, int]:
    begin = chance.randrange(len(content) + 1)
    return begin, min(len(content), begin + chance.randrange(1, longest))


def _flip(content: bytes, chance: Random) -> bytes:
    begin, _ = _slice(content, chance)
    return content[:begin] + bytes([chance.randrange(256)]) + content[begin + 1 :]


def _delete(content: bytes, chance: Random) -> bytes:
    begin, end = _slice(content, chance)
    return content[:begin] + content[end:]


def _insert(content: bytes, chance: Random) -> bytes:
    begin, _ = _slice(content, chance)
    return content[:begin] + chance.choice(PIECES) + content[begin:]


def _duplicate(content: bytes, chance: Random) -> bytes:
    begin, end = _slice(content, chance, 400)
    return content[:end] + content[begin:end] * chance.choice([1, 1, 5]) + content[end:]


def _swap_lines(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _drop_line(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _splice(content: bytes, chance: Random) -> bytes:
    (one, _), (other, _) = _slice(content, chance), _slice(content, chance)
    return content[:one] + content[other:]


def _exchange(content: bytes, chance: Random) -> bytes:
    """One of the signs, words or numbers of the file for another of its kind, in one place or everywhere."""
    pattern = chance.choice([rb"[\[\]{}=\"',.#]", rb"[0-9]+", rb"[A-Za-z_]{3,}", rb"\n", rb'"[^"\n]*"'])
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    old, new = chance.choice(found), chance.choice([*(match[0] for match in found), *PIECES])
    if chance.random() < 0.2:
        return content.replace(old[0], new)[:200_000]
    return content[: old.start()] + new + content[old.end() :]


def _line_ends(content: bytes, chance: Random) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\r", b"\n\n", b"\x85", b" "]))


MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _delete, _insert, _duplicate, _swap_lines, _drop_line, _truncate, _splice, _exchange, _exchange),
    _line_ends,
)
PIECES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\x1b[31m",
    b"\r", b"\n", b"\r\n", b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b".", b",", b"#", b'"', b"'", b'"""', b"'''",
    b"\\", b"  ", b"\t", b"1", b"-1", b"0x", b"1_0", b"1e9", b"nan", b"inf", b"true", b"08:00:00", b"2019-11-13",
    b"2019-13-01", b"0001-01-01", b"9999-12-31", b"2019-11", b"2019-11-13T08:00:00Z", b'"undated"', b'"2019"',
    b'"by 1000"', b'"\\ud800"', b'"\\e"', b"[[updates]]\n", b"[updates]\n", b"[a.b.c]\n", b"a.b = 1\n", b"format = 1\n",
    b"events = []\n", b"[initiative]\n", b"id = 1\n", b'id = "a"\n', b"{ item = 1 }", b"[[updates.events]]\n",
    b"[stages]\ncenters = []\n",
)  # fmt: skip
