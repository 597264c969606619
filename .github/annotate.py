"""Makes an annotation for a workflow of each promise that `gti promises --format jsonl` prints.

`annotate.py FILE`: FILE is the log that they stand in; for a folder of logs the annotations name no file. Names come
from the log, so nothing in them is left that would end an annotation, or begin another.
"""

import json
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Read rows from standard input, and print a line for each."""
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    (file,) = sys.argv[1:]
    where = f"file={escaped(file, ':,')}," if Path(file).is_file() else ""
    for line in sys.stdin:
        row = json.loads(line)
        print(f"::error {where}title={row['verdict']}::{escaped(message(row))}")


def message(row: dict[str, Any]) -> str:
    """What was promised, to when, and what came of it, in a line."""
    target = (row["current_target"] or row["target"] or {}).get("text")
    late = row["days_late"] or {}
    days = "-".join(str(days) for days in dict.fromkeys(late.values()) if days is not None)
    promised = f"{row['name']}, {row['stage']}{f' {target}' if target else ''}"
    return f"{promised}: {row['verdict']}{f', {days} days late' if days else ''} (gti show {row['id']})"


def escaped(text: str, also: str = "") -> str:
    """A text in one line, in which characters that end a workflow command, or a property of it, are codes."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return "".join(f"%{ord(sign):02X}" if sign in f"%{also}" else sign for sign in plain)


if __name__ == "__main__":
    main()
