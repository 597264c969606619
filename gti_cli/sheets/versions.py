"""The committed versions of a file, from the program `git`: the bytes of each, and the day of its commit."""

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gti_cli.errors import GtiError


def versions(path: Path) -> Iterator[tuple[date, bytes]]:
    """Every version of a file that was committed, the oldest first; raises GtiError where git has none."""
    folder, name = path.parent, path.name
    log = _git(folder, path, "log", "--follow", "--name-only", "--format=%x00%H %cs", "--", name).decode(
        errors="replace"
    )
    found = [entry.split("\n") for entry in log.split("\0")[1:]]
    if not found:
        raise GtiError(f"Error: git has no version of {path}; commit it first")
    top = _git(folder, path, "rev-parse", "--show-cdup").decode().strip()
    seen = b""
    for head, *names in reversed(found):
        commit, day = head.split(" ")
        for at in filter(None, names):
            there = _git(folder / top, path, "ls-tree", commit, "--", at)
            content = _git(folder / top, path, "show", f"{commit}:{at}") if there else seen
            if content != seen:
                yield date.fromisoformat(day), content
            seen = content


def _git(folder: Path, path: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word of it is an option of the user's
            ["git", "-c", "core.quotePath=false", *words],  # noqa: S607 - the git of the user
            cwd=folder,
            capture_output=True,
            check=True,
        )
    except OSError:
        is_there = os.path.isdir(folder)  # noqa: PTH112 - it may be too long for a path
        there = "git is not installed" if is_there else f"there is no folder {folder}"
        raise GtiError(f"Error: {path}: the versions cannot be read: {there}") from None
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().split("\n")[0]
        raise GtiError(f"Error: {path}: git cannot tell its versions: {why}") from None
    return done.stdout
