"""`gti import` on a command line: what it says, what it writes and when, and where it writes nothing."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BUNDLED, Gti
from tests.make import load_file
from tests.processes import GTI, Session

SHEET = "Commitment,Due date,Status\nRoof,13/02/2022,Amber\nHall,14/02/2022,Completed\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A sheet in the folder of the test."""
    path = tmp_path / "register.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_dry_run_prints_what_would_be_written(gti: Gti, register: Path) -> None:
    """The TOML on stdout is the file, how the sheet was read is on stderr, and nothing is written."""
    shown = gti("import", "register.csv@2021-05-01", "--dry-run")
    written = gti("import", "register.csv@2021-05-01", "--output", "log.toml", "--yes")

    assert (shown.code, written.code) == (0, 0)
    assert "Due date → due" in shown.err
    assert shown.out == Path("log.toml").read_text(encoding="utf-8")
    assert written.out == ""
    assert written.err.endswith("written to log.toml\nnext: gti check log.toml\n      gti status --data log.toml\n")
    assert gti("check", "--strict", "log.toml").code == 0


def test_a_map_is_read(gti: Gti, register: Path) -> None:
    """A map says what words mean."""
    Path("map.toml").write_text('[status]\namber = "not yet"\n')

    answer = gti("import", "register.csv@2021-05-01", "--map", "map.toml", "--dry-run")

    assert 'item = "roof", stage = "completed", not_yet = true' in answer.out


def test_a_file_is_not_overwritten(gti: Gti, register: Path) -> None:
    """What is there stays."""
    Path("log.toml").write_text("mine")

    answer = gti("import", "register.csv", "--output", "log.toml", "--yes")

    assert (answer.code, Path("log.toml").read_text()) == (1, "mine")
    assert "is there already" in answer.err


def test_updates_go_where_their_date_belongs(gti: Gti, register: Path) -> None:
    """In a file that is there every byte stays, new updates stand by their days, and what is there is left out."""
    gti("import", "register.csv@2021-05-01", "--output", "log.toml", "--yes")
    before = Path("log.toml").read_text(encoding="utf-8")
    register.write_text(SHEET.replace("13/02/2022", "13/02/2023") + "Wall,2025,\n", encoding="utf-8")
    gti("import", "register.csv@2022-01-01", "--data", "log.toml", "--yes")
    register.write_text("Commitment,Due date\nRoof,13/06/2021\n", encoding="utf-8")

    older = gti("import", "register.csv@2020-05-01", "--data", "log.toml", "--yes")
    again = gti("import", "register.csv@2020-05-01", "--data", "log.toml", "--yes")

    assert [str(update.date) for update in load_file(Path("log.toml")).updates] == [
        "2020-05-01",
        "2021-05-01",
        "2022-01-01",
    ]
    assert "has complete_through = 2021-05-01, so that nothing later counts; write 2022-01-01 there" in older.err
    assert again.err.endswith("nothing was written, as nothing is new in log.toml\n")
    text = Path("log.toml").read_text(encoding="utf-8")
    assert before.split("\n\n")[-1].strip() in text
    assert text.count("[[milestones]]") == 3


def test_a_log_is_added_to_a_log(gti: Gti, bundled_path: str) -> None:
    """Its own sheet has nothing new for a dataset; a line that was added there is all that is added."""
    sheet = gti("timeline", "--format", "csv").out
    Path("own.toml").write_bytes(BUNDLED.read_bytes())
    Path("log.csv").write_text(sheet, encoding="utf-8")
    same = gti("import", "log.csv", "--data", "own.toml", "--yes")
    header, *_, last = sheet.strip().split("\n")
    cells = dict.fromkeys(header.split(","), "")
    cells |= {"date": "2020-11-17", "title": "News", "source": "status-page", "item": "sao-paulo", "type": "note"}
    Path("log.csv").write_text(f"{sheet}{','.join({**cells, 'note': 'Visited.'}.values())}\n", encoding="utf-8")

    added = gti("import", "log.csv", "--data", "own.toml", "--yes")

    assert "nothing is new" in same.err
    assert "statements are there already, and left out" in added.err
    before, after = load_file(BUNDLED), load_file(Path("own.toml"))
    assert len(after.updates) == len(before.updates) + 1
    assert after.updates[-1].events[0].note == "Visited."
    assert last


def test_wrong_lines_are_told_and_nothing_is_written(gti: Gti, register: Path) -> None:
    """Unless they are to be skipped; then they are told, too."""
    register.write_text(SHEET + "Wall,31/02/2022,\n", encoding="utf-8")

    refused = gti("import", "register.csv", "--output", "log.toml", "--yes")
    is_there = Path("log.toml").exists()
    skipped = gti("import", "register.csv", "--output", "log.toml", "--yes", "--skip-wrong")

    assert (refused.code, is_there, skipped.code) == (1, False, 0)
    assert refused.err.startswith('register.csv:4:2: "31/02/2022" is no day of the calendar\n')
    assert '1 left out as wrong:\n  register.csv:4:2: "31/02/2022"' in skipped.err
    assert len(load_file(Path("log.toml")).milestones) == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "FILE is missing; name the sheet, as in gti import register.csv --dry-run"),
        (["register.csv"], "there is no file to write to; --output makes a new one, --data adds to one, and --dry-run"),
        (["register.csv", "--output", "a", "--data", "b"], "--output makes a file and --data adds to one; leave out"),
        (["register.csv", "--output", "a"], "there is no terminal to ask on; --yes imports without asking, --dry-run"),
        (["register.csv@noday", "--dry-run"], 'the day of register.csv: "noday" '),
        (
            ["register.csv", "--data", "-", "--yes"],
            "nothing can be imported in standard input; name a file with --data",
        ),
        (["register.csv", "--same", "\udc80=a", "--dry-run"], "--same has bytes that are no text in the encoding"),
        (
            ["register.csv", "log.csv", "--dry-run"],
            "log.csv has a line per statement, and the others do not; import it",
        ),
    ],
)
def test_wrong_usage_is_told(gti: Gti, register: Path, words: list[str], message: str) -> None:
    """In a sentence, with exit code 2."""
    Path("log.csv").write_text("date,item,stage,type\n2020-01-01,a,completed,reached\n")

    answer = gti("import", *words)

    assert answer.code == 2
    assert answer.err.startswith(f"Error: {message}")


def test_a_sheet_that_is_too_large_is_not_read(gti: Gti, register: Path) -> None:
    """What a dataset may not be larger than, a sheet may not either."""
    register.write_bytes(register.read_bytes() + b"," * 2**20)

    answer = gti("import", os.fspath(register), "--dry-run", env={"GTI_MAX_SIZE": "1"})

    assert (answer.code, answer.out) == (1, "")
    assert "has more than the 1 megabytes that are read; " in answer.err


@pytest.mark.parametrize("words", [["{name}"], ["{name}@2020"], ["--git", "{name}/x.csv"]])
def test_a_name_that_is_too_long(gti: Gti, words: list[str]) -> None:
    """It is the sheet that cannot be read, and not the answer that cannot be written."""
    name = "a" * 300
    answer = gti("import", *(word.format(name=name) for word in words), "--output", "log.toml", "--yes")

    assert answer.code == 1
    assert f"{name[:200]}" in answer.err
    assert "the answer" not in answer.err


def test_a_file_may_have_an_at_sign_in_its_name(gti: Gti, register: Path) -> None:
    """A file of that name comes before a day."""
    register.rename("list@2020-01-01")

    answer = gti("import", "list@2020-01-01", "--dry-run")

    assert (answer.code, "said today" in answer.err) == (0, True)


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_written"), [(b"y\n", True), (b"\n", False)])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_user_is_asked_before_anything_is_written(
    gti: Gti, register: Path, answer: bytes, *, is_written: bool, is_there: bool
) -> None:
    """On a terminal, below what would be written; anything but yes leaves all as it was."""
    if is_there:
        gti("import", "register.csv@2020-05-01", "--output", "log.toml", "--yes")
        register.write_text(SHEET.replace("Amber", "Red"), encoding="utf-8")
    before = Path("log.toml").read_text(encoding="utf-8") if is_there else None
    words = ["import", "register.csv@2021-05-01", "--data" if is_there else "--output", "log.toml"]

    with Session([*GTI, *words]) as session:
        session.wait_for(b"Write this to log.toml? [y/N] ")
        session.type(answer)
        session.process.wait(timeout=60)

    after = Path("log.toml").read_text(encoding="utf-8") if Path("log.toml").exists() else None
    assert (after != before) == is_written
    assert session.process.returncode == (0 if is_written else 1)


# Versions in git


def git(*words: str, day: str = "2020-01-01", folder: Path | None = None) -> None:
    """Run git as somebody, on a day."""
    stamp = f"{day}T12:00:00 +0000"
    environment = {**os.environ, "GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp, "GIT_CONFIG_GLOBAL": os.devnull}
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(["git", *who, *words], check=True, capture_output=True, env=environment, cwd=folder)


def commit(text: str | None, day: str, path: Path) -> None:
    """Commit a text as the content of a file; None removes the file."""
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    git("add", "-A", day=day)
    git("commit", "--allow-empty", "-m", "A version", day=day)


def test_every_committed_version_is_a_sheet(gti: Gti, tmp_path: Path) -> None:
    """Each is dated by its commit, also where the file was renamed, removed for a while, or is in a folder."""
    git("init", "-q")
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "räte.csv"
    commit(SHEET, "2020-01-01", path)
    commit(SHEET, "2020-02-01", path)
    commit(None, "2020-03-01", path)
    commit(SHEET.replace("13/02/2022", "13/02/2023"), "2020-04-01", path)
    path.rename(folder / "new.csv")
    commit(SHEET.replace("13/02/2022", "13/02/2023"), "2020-05-01", folder / "new.csv")
    commit(SHEET.replace("13/02/2022", "13/02/2024"), "2020-06-01", folder / "new.csv")

    answer = gti("import", "--git", "kept/new.csv", "--output", "log.toml", "--yes")

    assert answer.code == 0, answer.err
    updates = load_file(Path("log.toml")).updates
    assert [str(update.date) for update in updates] == ["2020-01-01", "2020-04-01", "2020-06-01"]
    assert [str(event.target) for event in updates[-1].events] == [str(updates[-1].events[0].target)]
    assert "kept/new.csv@2020-06-01: 2 rows, as of 1 Jun 2020" in answer.err


def test_a_file_without_versions_is_refused(gti: Gti, register: Path) -> None:
    """Outside of a repository, without a commit, and without a folder: each is told."""
    outside = gti("import", "--git", "register.csv", "--dry-run")
    git("init", "-q")
    commit("a", "2020-01-01", Path("other.txt"))
    uncommitted = gti("import", "--git", "nothing.csv", "--dry-run")
    nowhere = gti("import", "--git", "none/register.csv", "--dry-run")

    assert outside.err.startswith("Error: register.csv: git cannot tell its versions: fatal: not a git repository")
    assert uncommitted.err == "Error: git has no version of nothing.csv; commit it first\n"
    assert nowhere.err == "Error: none/register.csv: the versions cannot be read: there is no folder none\n"
    assert {outside.code, uncommitted.code, nowhere.code} == {1}


def test_without_git_there_are_no_versions(gti: Gti, register: Path) -> None:
    """That git is not installed is told."""
    answer = gti("import", "--git", "register.csv", "--dry-run", env={"PATH": os.devnull})

    assert answer.err == "Error: register.csv: the versions cannot be read: git is not installed\n"


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_imported(gti: Gti, register: Path) -> None:
    """In a time in which one waits, and all of them."""
    rows = "".join(f"R{at},Commitment {at},Dept {at % 40},{at % 28 + 1:02d}/03/2022,Amber\n" for at in range(100_000))
    register.write_text(f"Ref,Commitment,Owner,Due date,Status\n{rows}", encoding="utf-8")

    answer = gti("import", "register.csv@2020-01-01", "--output", "log.toml", "--yes")

    assert answer.code == 0
    assert "100000 milestones" in answer.err
    assert len(load_file(Path("log.toml")).milestones) == 100_000
