"""Lets many runs record in one file at the same moment, and tells whether each update is there once.

    python benchmarks/crowd.py [--runs 500] [--updates 500]

Each run is a process of its own, and all wait for one lock. Ends with 1 where an update is missing or there twice,
a run failed, or something was left beside the file.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, os.fspath(Path(__file__).parent.parent))

from tests import logs
from tests.make import load_file
from tests.processes import GTI, environment


def main() -> None:
    """Measure, print, and exit with 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--updates", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "log.toml")
        file.write_text(logs.dataset(logs.entries(given.updates)), encoding="utf-8")
        seconds, failed = crowd(file, given.runs)
        titles = [update.title for update in load_file(file).updates]
        left = sorted(each.name for each in Path(folder).iterdir() if each != file)
    lost = [number for number in range(given.runs) if titles.count(title(number)) != 1]
    there = len(titles) - given.updates
    print(f"{given.runs} runs at once, {given.updates} updates before them: {there} recorded, {failed} failed,")
    print(f"{len(lost)} lost or twice, {len(left)} files left beside it, {seconds:.1f} s")
    sys.exit(bool(lost or failed or left))


def crowd(file: Path, runs: int) -> tuple[float, int]:
    """The seconds that so many runs took that record in one file, and how many of them failed."""
    words = [*GTI, "record", "-d", os.fspath(file), "--yes", "--source", "page", "--date", "2020-02-01", "--title"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = time.monotonic()
    started = [subprocess.Popen([*words, title(number)], env=environment(), **quiet) for number in range(runs)]
    failed = sum(process.wait() != 0 for process in started)
    return time.monotonic() - begin, failed


def title(number: int) -> str:
    """The title of the update that a run records."""
    return f"Recorded by run {number}"


if __name__ == "__main__":
    main()
