"""Ask `gti` about thousands of wild files, and hold the laws of its answers against each.

    python benchmarks/fuzz.py --inputs 1000 --seed 1
    python benchmarks/fuzz.py --minutes 20
    python benchmarks/fuzz.py --again 1/mutated/17
    python benchmarks/fuzz.py --file fuzz-1-mutated-17.toml

Prints how many inputs of each kind were tried. The first one that breaks a law is made as small as it goes and written
to a file; the exit code is 1, and what is printed tells how to ask the same again.
"""

import argparse
import itertools
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

sys.path.insert(0, os.fspath(Path(__file__).parent.parent))

from tests import laws, wild

SIZE = 300
"""Monsters of up to this size; their growth is measured by the tests."""

PATIENCE = 60
"""Seconds of computing after which an input is held not to end."""

MOST_TRIES = 2000
"""So often a file that breaks a law is tried with some part left out."""

COMMANDS = {"record": laws.hold_record, "init": laws.hold_init}
KINDS = (*wild.MAKERS, "monster", *COMMANDS)


class NoEndError(Exception):
    """An input on which a command works without an end."""


def main() -> int:
    """The exit code: 1 where a law was broken."""
    parser = argparse.ArgumentParser(description="Hold the laws of gti's answers against wild files.")
    parser.add_argument("--inputs", type=int, default=100, metavar="N", help="inputs of each kind [default: 100]")
    parser.add_argument("--seed", default="0", metavar="S", help="what the inputs are made from [default: 0]")
    parser.add_argument("--minutes", type=float, metavar="M", help="go on for so long, whatever --inputs says")
    parser.add_argument("--again", metavar="INPUT", help="one input, as it was named when it broke a law")
    parser.add_argument("--file", type=Path, metavar="FILE", help="ask every question about a file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.file:
            return asked_all(options.file, Path(folder))
        names = iter([options.again]) if options.again else inputs(options.seed, options.inputs, options.minutes)
        return tried(names, Path(folder))


def inputs(seed: str, count: int, minutes: float | None) -> Iterator[str]:
    """The names of inputs, kind by kind in turn, for a number of rounds or of minutes."""
    end = time.monotonic() + 60 * minutes if minutes else None
    for number in itertools.count() if end else range(count):
        for kind in KINDS:
            yield f"{seed}/{kind}/{number}"
        if end and time.monotonic() > end:
            return


def tried(names: Iterator[str], folder: Path) -> int:
    """Try inputs until one breaks a law; the exit code."""
    counts: Counter[str] = Counter()
    code = 0
    for name in names:
        kind = name.split("/")[1]
        counts[kind] += 1
        try:
            with patience():
                hold(name, folder)
        except Exception as error:
            report(name, error, folder)
            code = 1
            break
    for kind, count in counts.items():
        print(f"{count:>8} {kind}")
    print(f"{counts.total():>8} inputs")
    return code


def hold(name: str, folder: Path) -> None:
    """Hold the laws against the answers about one input."""
    _, kind, _ = name.split("/")
    if kind in COMMANDS:
        COMMANDS[kind](Random(name), folder)
    else:
        laws.hold(content_of(name), folder / "wild.toml", Random(f"{name}?"))


def content_of(name: str) -> bytes:
    """The bytes of an input."""
    _, kind, _ = name.split("/")
    chance = Random(name)
    if kind == "monster":
        return wild.MONSTERS[chance.choice([*wild.MONSTERS])](chance.randrange(SIZE))
    return wild.MAKERS[kind](chance)


@contextmanager
def patience() -> Iterator[None]:
    """Raise an error where the block computes for too long; only POSIX can tell."""
    if os.name != "posix":
        yield
        return
    signal.signal(signal.SIGVTALRM, no_end)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def no_end(*_: object) -> None:
    """What the alarm does."""
    raise NoEndError


def report(name: str, error: Exception, folder: Path) -> None:
    """Say what broke which law, and write the smallest file that does."""
    traceback.print_exception(error)
    print(f"\nagain: python benchmarks/fuzz.py --again {name}")
    if isinstance(error, laws.BrokenLawError):
        file = Path(f"fuzz-{name.replace('/', '-')}.toml")
        file.write_bytes(smallest(content_of(name), lambda content: breaks(content, error, folder / "wild.toml")))
        print(f"the smallest file: {file}, {file.stat().st_size} bytes\nagain: {error.question.line(file)}")


def breaks(content: bytes, like: laws.BrokenLawError, file: Path) -> bool:
    """Whether a file breaks the same law in the answer to the same question."""
    file.write_bytes(content)
    try:
        with patience():
            laws.hold_one(like.question, file, content, is_right=laws.dataset_of(content) is not None)
    except laws.BrokenLawError as error:
        return error.what[:30] == like.what[:30]
    except Exception:
        return False
    return False


def smallest(content: bytes, is_wrong: Callable[[bytes], bool]) -> bytes:
    """A file that is still wrong, with as many lines and then bytes left out as can be."""
    tries = itertools.count()
    for parts in (lambda whole: whole.splitlines(keepends=True), lambda whole: [bytes([byte]) for byte in whole]):
        kept = parts(content)
        size = len(kept) // 2
        while size and next(tries) < MOST_TRIES:
            at = 0
            while at < len(kept) and next(tries) < MOST_TRIES:
                shorter = kept[:at] + kept[at + size :]
                kept, at = (shorter, at) if is_wrong(b"".join(shorter)) else (kept, at + size)
            size //= 2
        content = b"".join(kept)
    return content


def asked_all(file: Path, folder: Path) -> int:
    """Ask every question about a file; the exit code."""
    try:
        laws.hold_all(file.read_bytes(), folder / "wild.toml", Random(0))
    except laws.BrokenLawError as error:
        traceback.print_exception(error)
        return 1
    print("every law holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
