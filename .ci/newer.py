"""gti on the Pythons that this machine lacks: those of Debian's newest release, unpacked into a folder of its own.

`python .ci/newer.py DIST WORK`: as for installs.py, which this runs in there. Nothing of the machine is changed: what
the folder sees of it is mounted for that process alone. A Python that cannot be had is said in a line, and is no
failure.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installs import PROJECT, ROOT, numbers, pythons_here, surroundings, tell

RELEASE = "sid"
TOOLS = ("debootstrap", "unshare", "chroot")
SEEN = (
    "/proc",
    "/dev",
    "/sys",
    "/etc/ssl",
    "/etc/resolv.conf",
    "/etc/pip.conf",
    "/etc/xdg",
    "/usr/local/share/ca-certificates",
)
"""What is seen of this machine: its processes and devices, and how it reaches the places where packages come from."""

ALONE = ("unshare", "--mount", "--propagation", "private")
"""What is mounted by a process that begins so is gone when it ends."""

MOUNTED = """
root=$1; shift
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$(dirname "$root$1")"; touch "$root$1"; fi
  mount --rbind "$1" "$root$1"
  shift
done
shift
exec chroot "$root" "$@"
"""


class NotToBeHad(Exception):  # noqa: N818 - it is told as it is
    """Something cannot be had here; why."""


def main() -> None:
    """Unpack, install, and run installs.py in there; see above."""
    os.environ.pop("GTI_REQUIRE_TOOLS", None)  # the release has none of them
    dist, work = (Path(word).resolve() for word in sys.argv[1:])
    here = {numbers(version)[:2] for version in pythons_here()}
    named = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in PROJECT["classifiers"]]
    lacking = [found[1] for found in named if found and numbers(found[1]) not in here]
    root = work / "debian"
    had = []
    try:
        if lacking:
            unpack(root)
        for version in lacking:
            had += [version] if is_installed(root, version) else []
    except NotToBeHad as reason:
        print(f"Python {', '.join(lacking)}: not tried, {reason}", flush=True)
    if had:
        inside = work / "inside"
        inside.mkdir()
        command = (f"/usr/bin/python{had[-1]}", ROOT / ".ci" / "installs.py", dist, inside, "--newest")
        sys.exit(within(root, [ROOT, dist, work, *configured()], *command).returncode)


def unpack(root: Path) -> None:
    """Unpack the release; raises NotToBeHad where that cannot be done."""
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        raise NotToBeHad(f"there is no {missing[0]}")
    if os.geteuid() != 0:
        raise NotToBeHad("only root may unpack a release")
    command = ("debootstrap", "--variant=minbase", "--include=ca-certificates,git", RELEASE, root)
    done = run(*ALONE, *command)
    if done.returncode:
        raise NotToBeHad(f"debootstrap says: {last_line(done)}")


def is_installed(root: Path, version: str) -> bool:
    """Whether the release has that Python, which it has then; what it says otherwise is told."""
    words = ("apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends")
    done = within(root, [], *words, f"python{version}", f"python{version}-venv", quiet=True)
    if done.returncode:
        tell(version, f"Debian {RELEASE}", f"not tried, apt-get says: {last_line(done)}")
    return not done.returncode


def configured() -> list[Path]:
    """The files and folders of this machine that pip is configured with; files of an index stand beside it."""
    told = run(sys.executable, "-m", "pip", "config", "list").stdout
    indexes = [Path(name).parent for name in re.findall(r"file://(/[^'\s\\]+)", told)]
    named = [Path(name) for name in re.findall(r"[='](/[^'\s\\]+)", told)]
    return [path for path in (*indexes, *named, Path.home() / ".config" / "pip") if path.exists()]


def within(root: Path, seen: list[Path], *command: str | Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command in the release, which sees some more of this machine."""
    mounted = ("sh", "-ec", MOUNTED, "sh", root, *filter(os.path.exists, SEEN), *seen, "--")
    words = (*ALONE, *mounted, *command)
    return run(*words) if quiet else subprocess.run(words, env=surroundings(), text=True, check=False)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command, and keep what it says."""
    env = surroundings() | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The last that a command said."""
    return (done.stdout + done.stderr).strip().splitlines()[-1:][0] if done.stdout + done.stderr else "nothing"


if __name__ == "__main__":
    main()
