"""Measures gti beside the programs that people would use instead, and prints tables with ratios.

    python benchmarks/compare.py [--sizes 10,1000,10000,100000] [--rounds 5]

Needs hyperfine, and gti beside the Python that runs this, or on the path. Programs that are not on the path are left
out, and named. In each round hyperfine runs all commands one after the other; a ratio is that of the quickest runs of a
round, and the table has its median over the rounds: so what else the machine does falls on both sides of it.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, os.fspath(Path(__file__).parent.parent))

from tests import logs

SIZES = (10, 1000, 10_000, 100_000)
MANY = 20_000
"""From so many entries on, each command is run once."""

LOAD = "import sys, tomli; tomli.loads(open(sys.argv[1], encoding='utf-8').read())"
QUERY = "SELECT date, narration, account, number"
JRNL = """\
version: v4.3
journals: {{default: {{journal: '{log}'}}}}
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
"""


@dataclass(frozen=True)
class Command:
    """What is measured: its name in the table, its words, and the file that it reads."""

    name: str
    words: tuple[str, ...]
    file: Path


@dataclass(frozen=True)
class Measured:
    """A command's quickest run in seconds, its ratio to the reference, and its peak of memory in bytes."""

    command: Command
    seconds: float
    ratio: float
    peak: int


def gti() -> str:
    """The program that is measured."""
    beside = Path(sys.executable).with_name("gti")
    found = str(beside) if beside.is_file() else shutil.which("gti")
    return found or sys.exit("gti is not installed here: pip install .")


def commands(folder: Path, number: int) -> list[Command]:
    """The commands on a log of so many entries; the first is the reference of its size."""
    log = logs.entries(number)
    dataset = _written(folder / "log.toml", logs.dataset(log))
    own = [
        Command("tomli.loads", (sys.executable, "-c", LOAD, str(dataset)), dataset),
        Command("gti timeline --json", (gti(), "timeline", "--json", "--data", str(dataset)), dataset),
        Command("gti promises --json", (gti(), "promises", "--json", "--data", str(dataset)), dataset),
    ]
    return [*own, *(peer(folder, log) for program, peer in PEERS.items() if shutil.which(program))]


def _hledger(folder: Path, log: list[logs.Entry]) -> Command:
    journal = _written(folder / "log.journal", logs.journal(log))
    return Command("hledger print -O json", ("hledger", "print", "-O", "json", "-f", str(journal)), journal)


def _ledger(folder: Path, log: list[logs.Entry]) -> Command:
    journal = _written(folder / "log.journal", logs.journal(log))
    return Command("ledger register", ("ledger", "register", "-f", str(journal)), journal)


def _jrnl(folder: Path, log: list[logs.Entry]) -> Command:
    diary = _written(folder / "log.txt", logs.diary(log))
    settings = _written(folder / "jrnl.yaml", JRNL.format(log=diary))
    return Command("jrnl --format json", ("jrnl", "--config-file", str(settings), "--format", "json"), diary)


def _watson(folder: Path, log: list[logs.Entry]) -> Command:
    frames = _written(folder / "frames", logs.frames(log))
    words = ("env", f"WATSON_DIR={folder}", "watson", "log", "--json", "--all", "--no-pager")
    return Command("watson log --json", words, frames)


def _bean_query(folder: Path, log: list[logs.Entry]) -> Command:
    beans = _written(folder / "log.beancount", logs.beans(log))
    return Command("bean-query", ("bean-query", "-f", "csv", str(beans), QUERY), beans)


PEERS: dict[str, Callable[[Path, list[logs.Entry]], Command]] = {
    "hledger": _hledger,
    "ledger": _ledger,
    "jrnl": _jrnl,
    "watson": _watson,
    "bean-query": _bean_query,
}
"""What people would use instead, by the program that must be there; each writes its log."""


def starts() -> list[Command]:
    """The commands that show what a start takes, on the dataset that comes with gti; the first is the reference."""
    file = Path(__file__).parent.parent / "data" / "initiative.toml"
    return [
        Command('python -c "import typer"', (sys.executable, "-c", "import typer"), file),
        Command("gti timeline --json", (gti(), "timeline", "--json", "--data", str(file)), file),
        Command("gti status, drawn", (gti(), "status", "--data", str(file)), file),
    ]


def side_by_side(folder: Path) -> list[Command]:
    """The commands on many short logs, and on a single one that has as many updates; that is the reference."""
    single = _written(folder / "log.toml", logs.dataset(logs.entries(LOGS * EACH)))
    several = folder / "logs"
    several.mkdir()
    for number in range(LOGS):
        text = logs.dataset(logs.entries(EACH)).replace('id = "log"', f'id = "log-{number}"', 1)
        _written(several / f"{number:03}.toml", text)
    asked = [
        ("promises", single, "one log"),
        ("promises", several, f"{LOGS} logs"),
        ("status", several, f"{LOGS} logs"),
    ]
    return [
        Command(f"gti {command} --json, {what}", (gti(), command, "--json", "--data", str(path)), path)
        for command, path, what in asked
    ]


LOGS, EACH = 100, 20
"""How many logs stand side by side, and how many updates each has."""


def measure(measured: list[Command], rounds: int, runs: int) -> list[Measured]:
    """Every command with its quickest run, and its ratio to the first."""
    times = [_round(measured, runs) for _ in range(rounds)]
    return [
        Measured(
            command,
            min(round_[at] for round_ in times),
            median(round_[at] / round_[0] for round_ in times),
            _peak(command.words),
        )
        for at, command in enumerate(measured)
    ]


def _round(measured: Iterable[Command], runs: int) -> list[float]:
    """The quickest run of each command in seconds, as hyperfine tells it."""
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        how = [
            "--shell=none",
            "--style=none",
            f"--warmup={int(runs > 1)}",
            f"--runs={runs}",
            f"--export-json={told.name}",
        ]
        lines = [shlex.join(command.words) for command in measured]
        subprocess.run(["hyperfine", *how, *lines], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [result["min"] for result in json.load(told)["results"]]


def _peak(words: tuple[str, ...]) -> int:
    """The most memory that a command holds, in bytes; a process counts what its parent held when it began, too."""
    told = subprocess.run([sys.executable, "-ISc", PEAK, *words], check=True, capture_output=True, text=True)
    return int(told.stdout) * (1 if sys.platform == "darwin" else 1024)


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def table(measured: list[Measured]) -> str:
    """The measurements as a table in Markdown."""
    reference = measured[0].command.name
    lines = [["command", "time", f"to `{reference}`", "peak memory", "to its file"], ["---", *["---:"] * 4]]
    for one in measured:
        size = one.command.file.stat().st_size
        memory = f"{one.peak / 1e6:,.0f} MB", f"{one.peak / size:.1f}" if size > LEAST else "–"
        lines.append([f"`{one.command.name}`", f"{one.seconds * 1000:,.0f} ms", f"{one.ratio:.2f}", *memory])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


LEAST = 1_000_000
"""Smaller files are of no account beside what Python itself takes."""


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description="Measure gti beside other programs.")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many updates, with commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--runs", type=int, default=5, help="how often hyperfine runs each command in a round")
    given = parser.parse_args()
    os.environ["FORCE_COLOR"] = "1"  # what is for people is drawn, too
    if not shutil.which("hyperfine"):
        sys.exit("hyperfine is not installed here")
    print(f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    missing = [program for program in PEERS if not shutil.which(program)]
    print(f"not installed, and left out: {', '.join(missing) or 'none'}\n")
    print(f"A start\n\n{table(measure(starts(), given.rounds, 2 * given.runs))}\n")
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(side_by_side(Path(folder)), given.rounds, given.runs)
        print(f"{LOGS} logs of {EACH} updates\n\n{table(measured)}\n", flush=True)
    for number in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            rounds, runs = (1, 1) if number >= MANY else (given.rounds, given.runs)
            measured = measure(commands(Path(folder), number), rounds, runs)
            print(f"{number:,} updates\n\n{table(measured)}\n", flush=True)


if __name__ == "__main__":
    main()
