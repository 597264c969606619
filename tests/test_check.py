"""`gti check`: its exit codes, its formats, and how a finding looks."""

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from gti_cli.characters import CONTROLS
from gti_cli.dataset.problems import Finding, Place, Problem
from gti_cli.ledger.check import check_content
from gti_cli.render import findings
from gti_cli.render.findings import WIDEST_EXCERPT, WIDEST_MARK
from gti_cli.render.safe import Pen
from tests.conftest import BUNDLED, Gti
from tests.make import HEAD, update
from tests.processes import GTI, environment, on_terminal, piped

RIGHT = update(day="2024-01-16")
AUDITOR = RIGHT.replace('"page"', '"auditor"')
GOOD = HEAD + RIGHT + AUDITOR
WARNED = HEAD + RIGHT
WRONG = HEAD.replace("format = 1", "format = 1\nrewiews = 5") + RIGHT + AUDITOR
TWICE = WRONG.replace('title = "News"', 'title = ""', 1)
UNUSED = 'no update comes from the source "auditor"; name it in an update, or remove it'
KEYS = ["initiative", "file", "line", "column", "path", "severity", "code", "message", "hint"]

posix = pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals and pipes of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file into the current folder, and gives its name."""

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return name

    return write


File = Callable[[str, str], str]


@pytest.mark.parametrize(
    ("text", "strict", "code"),
    [
        (GOOD, [], 0),
        (GOOD, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WRONG, [], 1),
        (WRONG, ["--strict"], 1),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown", "github"])
def test_exit_codes(gti: Gti, file: File, text: str, strict: list[str], code: int, format_: str) -> None:
    """An error fails, a warning with `--strict`, in every format alike."""
    answer = gti("check", file("a.toml", text), "-f", format_, *strict)

    assert (answer.code, answer.err) == (code, "")


def test_all_is_well(gti: Gti, file: File) -> None:
    """Where all is well, people and annotations get nothing, and machines an empty answer."""
    name = file("a.toml", GOOD)

    assert [gti("check", name, *words).out for words in ([], ["-f", "github"], ["-f", "jsonl"])] == ["", "", ""]
    assert json.loads(gti("check", name, "--json").out) == []
    assert gti("check", name, "-f", "csv").out == ",".join(KEYS) + "\n"


def test_a_finding(gti: Gti, file: File) -> None:
    """A finding is a line to jump to, the user's own line, and a mark below the place; an empty line parts two."""
    answer = gti("check", file("a.toml", WRONG), file("b.toml", WARNED))

    assert answer.out.splitlines() == [
        'a.toml:3:1: error: no key "rewiews"; did you mean "reviews"? [unknown-key]',
        "  3 | rewiews = 5",
        "    | ^^^^^^^",
        "",
        f"b.toml:12:6: warning: {UNUSED} [unused-source]",
        '  12 | id = "auditor"',
        "     |      ^^^^^^^^^",
    ]


def test_json(gti: Gti, file: File) -> None:
    """JSON has a row for each finding, with the keys of the contract; a file that cannot be read has no line."""
    names = (file("a.toml", WRONG), file("b.toml", WARNED), "missing.toml")
    answer = gti("check", *names, "--json")
    rows = json.loads(answer.out)

    assert [list(row) for row in rows] == [KEYS] * 3
    assert [(row["file"], row["line"], row["column"], row["path"]) for row in rows] == [
        ("a.toml", 3, 1, "rewiews"),
        ("b.toml", 12, 6, "sources[1].id"),
        ("missing.toml", None, None, ""),
    ]
    assert [(row["severity"], row["code"]) for row in rows] == [
        ("error", "unknown-key"),
        ("warning", "unused-source"),
        ("error", "unreadable"),
    ]
    assert rows[2]["message"] == "there is no such file"
    assert rows[2]["hint"] is None
    assert [json.loads(line) for line in gti("check", *names, "-f", "jsonl").out.splitlines()] == rows


def test_a_message_in_json_names_the_other_place(gti: Gti, file: File) -> None:
    """The message of a finding on two places has the second one in JSON, too."""
    name = file("a.toml", GOOD + RIGHT.replace("2024-01-16", "2024-01-15"))

    (row,) = json.loads(gti("check", name, "--json").out)
    assert re.fullmatch(r"this update of 2024-01-15 stands after that of 2024-01-16 at a\.toml:\d+:8", row["message"])
    assert row["message"] in gti("check", name, "-f", "github").out


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_delimited(gti: Gti, file: File, format_: str, delimiter: str) -> None:
    """CSV and TSV have the keys of JSON for columns."""
    lines = list(csv.reader(io.StringIO(gti("check", file("a.toml", WRONG), "-f", format_).out), delimiter=delimiter))

    assert lines[0] == KEYS
    assert lines[1][1:7] == ["a.toml", "3", "1", "rewiews", "error", "unknown-key"]


def test_markdown(gti: Gti, file: File) -> None:
    """Markdown is a table with a row for each finding."""
    head, _, *rows = gti("check", file("a.toml", TWICE), "-f", "markdown").out.splitlines()

    assert [cell.strip() for cell in head.strip("|").split("|")] == [
        key for key in KEYS if key not in ("initiative", "path")
    ]
    assert len(rows) == 2


def test_github(gti: Gti, file: File) -> None:
    """Annotations are workflow commands with the file, the place, the code and the message with its remedy."""
    answer = gti("check", file("a.toml", WRONG), file("b.toml", WARNED), "missing.toml", "-f", "github")

    first, second, third = answer.out.splitlines()
    assert first == '::error file=a.toml,line=3,col=1,title=unknown-key::no key "rewiews"; did you mean "reviews"?'
    assert second == (f"::warning file=b.toml,line=12,col=6,title=unused-source::{UNUSED}")
    assert third == "::error file=missing.toml,title=unreadable::there is no such file"


def test_github_escapes() -> None:
    """Per cent signs, line ends, colons and commas that would end a command or a property are written as codes."""
    problem = Problem(path=(), code="toml", message="100%: a,\r\nb\x1b[31m", hint="c: d")
    finding = Finding(file="a%b,c:d\ne\x07.toml", problem=problem)

    assert findings.github([finding]) == (
        "::error file=a%25b%2Cc%3Ad%0Ae\ufffd.toml,title=toml::100%25: a,%0D%0Ab\ufffd[31m; c: d\n"
    )


def test_several_files(gti: Gti, file: File) -> None:
    """All files are checked, in the order in which they are named, and one that is wrong is enough to fail."""
    names = [file("b.toml", TWICE), file("good.toml", GOOD), file("a.toml", WRONG)]

    answer = gti("check", *names)
    heads = [line.split(":")[0] for line in answer.out.splitlines() if re.match(r"\w+\.toml:", line)]

    assert heads == ["b.toml", "b.toml", "a.toml"]
    assert answer.code == 1


def test_standard_input(gti: Gti) -> None:
    """A hyphen reads standard input."""
    answer = gti("check", "-", stdin=b"\xef\xbb\xbfformat = 1\r\nsumary = 5\r\n")

    assert answer.out.startswith("<stdin>:1:1: error: the table [initiative] is missing; ")
    assert "\n<stdin>:2:1: error: " in answer.out


def test_what_cannot_be_read(gti: Gti, tmp_path: Path) -> None:
    """A folder and a missing file are findings, and the other files are checked all the same."""
    (tmp_path / "folder").mkdir()

    answer = gti("check", "folder", "missing.toml", os.fspath(BUNDLED))

    assert answer.code == 1
    assert answer.out.splitlines() == [
        "folder: error: is a folder without a dataset; a dataset is a file whose name ends in .toml [unreadable]",
        "missing.toml: error: there is no such file [unreadable]",
    ]


def test_without_a_file(gti: Gti, tmp_path: Path) -> None:
    """Without an argument it checks the dataset that the other commands read."""
    assert gti("check").out == ""
    assert gti("check", data=WRONG).out.startswith(f"{tmp_path / 'dataset.toml'}:3:1: error: ")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "initiative.toml").write_text(WRONG, encoding="utf-8")
    assert "initiative.toml:3:1: error: " in gti("check", env={"GTI_DATA": ""}).out


@pytest.mark.parametrize("words", [["--format", "pdf"], ["--json", "--format", "csv"], ["--verdict", "late"]])
def test_wrong_usage(gti: Gti, words: list[str]) -> None:
    """A format that there is not, two formats at once and an option of another command are wrong usage."""
    answer = gti("check", *words)

    assert (answer.code, answer.out) == (2, "")


MANY = HEAD + "".join(RIGHT.replace('"page"', f'"source-{number}"') for number in range(132))


STEPS = [
    (TWICE.replace('"auditor"\n', '"nobody"\n'), ["unknown-key", "empty"]),
    (GOOD.replace('source = "page"', 'source = "nobody"'), ["unknown-source"]),
    (WARNED, ["unused-source"]),
]


@pytest.mark.parametrize(("text", "codes"), STEPS, ids=["form", "references", "warnings"])
def test_a_file_is_judged_in_steps(gti: Gti, file: File, text: str, codes: list[str]) -> None:
    """All that is wrong with the form is told, and nothing else; then all with the references; then the warnings."""
    rows = json.loads(gti("check", file("a.toml", text), "--json").out)

    assert [row["code"] for row in rows] == codes


def test_many_findings(gti: Gti, file: File) -> None:
    """People are shown the first hundred and told how many more there are; machines get all."""
    name = file("a.toml", MANY)
    found = len(json.loads(gti("check", name, "--json").out))
    answer = gti("check", name)

    assert found == 132
    assert len(re.findall(r"^a\.toml:", answer.out, re.MULTILINE)) == 100
    assert answer.out.endswith("\n\nand 32 more; gti check --json has them all\n")
    assert len(gti("check", name, "-f", "github").out.splitlines()) == found


def test_findings_come_in_file_order(gti: Gti, file: File) -> None:
    """What is found is told in the order of its places, not in that in which it is looked for."""
    rows = json.loads(gti("check", file("a.toml", TWICE + "x = 1\n"), "--json").out)

    assert [row["code"] for row in rows] == ["unknown-key", "empty", "unknown-key"]
    assert [(row["line"], row["column"]) for row in rows] == sorted((row["line"], row["column"]) for row in rows)


def test_other_commands_say_the_same(gti: Gti, file: File) -> None:
    """A reading command tells the errors of a file on stderr in the words of `gti check`, and no warnings."""
    name = file("a.toml", WRONG)
    told = gti("check", name)
    answer = gti("status", "-d", name)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == told.out
    assert gti("status", "-d", file("a.toml", WARNED)).err == ""


def excerpt(text: str, column: int, length: int, encoding: str = "utf-8") -> tuple[str, str]:
    """A line of a file as it is shown, and the line of the mark below it, both without what stands to their left."""
    place = Place(line=7, column=column, length=length, text=text)
    finding = Finding(file="f", problem=Problem(path=(), code="empty", message="m"), place=place)
    _, shown, mark = findings.text([finding], Pen(encoding)).splitlines()
    return shown.removeprefix("  7 | "), mark.removeprefix("    | ")


LINES = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('\t東🏢é\u0301 "{}[],=')), min_size=1, max_size=300
)


@settings(database=None, deadline=None, max_examples=60)
@given(LINES, st.data())
def test_the_mark_stands_below_its_place(text: str, data: st.DataObject) -> None:
    """Whatever stands before it, and however long the line is, the mark is below the value and as wide as it."""
    text = " ".join(text.splitlines())
    column = data.draw(st.integers(1, len(text) + 1))
    length = data.draw(st.integers(1, max(1, len(text) - column + 1)))
    start, end = column - 1, column - 1 + length

    shown, mark = excerpt(text, column, length)

    before, carets = re.fullmatch(r"( *)(\^+)", mark).groups()  # type: ignore[union-attr]
    visible = [
        re.sub(CONTROLS, "\ufffd", part.replace("\t", "    ")) for part in (text[:start], text[start:end], text[end:])
    ]
    if cell_len("".join(visible)) <= WIDEST_EXCERPT:
        assert shown == "".join(visible)
        assert len(before) == cell_len(visible[0])
        assert len(carets) == max(1, cell_len(visible[1]))
    else:
        assert cell_len(shown) <= WIDEST_EXCERPT
        cut = len(before) + len(carets)
        assert cell_len(visible[1]) <= WIDEST_MARK or len(carets) in (WIDEST_MARK, WIDEST_MARK - 1)
        assert cut <= WIDEST_EXCERPT + 1


@pytest.mark.parametrize(
    ("text", "column", "shown", "mark"),
    [
        ('a = "x"', 5, 'a = "x"', "    ^^^"),
        ('\ta\t=\t"x"', 6, '    a    =    "x"', "              ^^^"),
        ('東京 = "x"', 6, '東京 = "x"', "       ^^^"),
        ('"e\u0301" = "x"', 8, '"e\u0301" = "x"', "      ^^^"),
        ('"🏢" = "x"', 7, '"🏢" = "x"', "       ^^^"),
        ('"\x1b[31m\u202e" = "x"', 12, '"\ufffd[31m\ufffd" = "x"', " " * 11 + "^^^"),
    ],
)
def test_excerpts(text: str, column: int, shown: str, mark: str) -> None:
    """Tabs are shown as spaces and wide characters count twice, so that the mark is where it should be."""
    assert excerpt(text, column, 3) == (shown, mark)


def test_a_long_line_is_cut_around_the_mark() -> None:
    """Of a long line the part around the mark is shown, with a sign where something is left out."""
    text = f'{{ note = "{"n" * 500}", when = "here", said = "{"s" * 500}" }}'
    shown, mark = excerpt(text, text.index('"here"') + 1, 6)

    assert shown.startswith("…nnn")
    assert shown.endswith("sss…")
    assert cell_len(shown) == WIDEST_EXCERPT
    assert shown[mark.index("^") : mark.index("^") + 6] == '"here"'
    assert excerpt(text, text.index('"here"') + 1, 6, "ascii")[0].startswith("...nnn")


def test_a_long_line_is_cut_on_one_side_where_that_is_enough() -> None:
    """Where little stands behind the mark, or before it, the rest of the width is used for the other side."""
    text = f'{{ note = "{"n" * 500}", when = "here" }}'

    at_the_end = excerpt(text, text.index('"here"') + 1, 6)[0]
    at_the_begin = excerpt(text, 3, 4)[0]

    assert (cell_len(at_the_end), cell_len(at_the_begin)) == (WIDEST_EXCERPT, WIDEST_EXCERPT)
    assert at_the_end.endswith('n", when = "here" }')
    assert at_the_begin.startswith('{ note = "n')


def test_a_long_value_is_cut() -> None:
    """A long value is marked at its begin, up to a sign that there is more."""
    shown, mark = excerpt(f'said = "{"s" * 500}" # why', 8, 502)

    assert shown.startswith('said = "sss')
    assert "s…" in shown[: len(mark)]
    assert len(mark) == 7 + WIDEST_MARK


@pytest.mark.parametrize(
    ("before", "marked", "after"),
    [
        ("☺\ufe0f" * 61, "x" * 7, "x"),
        ("漢" * 64, "\u200d" * 38, "\u200d" * 20),
        ("x" * 151, "e\u0301" * 4, "\u200d" * 47),
    ],
    ids=["emoji", "wide", "joined"],
)
def test_a_line_that_is_hard_to_measure_is_cut(before: str, marked: str, after: str) -> None:
    """Where parts of a line have other widths than the whole, and no room is left, the excerpt comes to an end."""
    shown, mark = excerpt(before + marked + after, len(before) + 1, len(marked))

    assert cell_len(shown) <= WIDEST_EXCERPT + 2
    assert "^" in mark


@settings(database=None, deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=20), st.sampled_from("\x1b\x07\x9b\u202e\n\r"))
def test_no_text_of_a_file_reaches_the_terminal_unseen(text: str, control: str) -> None:
    """What a terminal would obey is shown as something else, whether it stands in a value, a key or the file's name."""
    written = "".join(f"\\U{ord(char):08x}" for char in text + control)
    raw = control if control in "\x9b\u202e" else ""
    toml = f'{HEAD}"{written}{raw}" = 1\n[[centers]]\nid = "{written}"\nphase = "{raw}{written}"\nname = "{raw}"\n'
    found = check_content(toml.encode(), f"a{control}b.toml", date(2024, 1, 1))

    assert found
    for shown in (findings.text(found, Pen("utf-8")), findings.github(found)):
        assert not re.search(CONTROLS, shown.replace("\n", ""))
        assert len([line for line in shown.splitlines() if re.match(r"a.*b\.toml|::(error|warning)", line)]) == len(
            found
        )


@posix
@pytest.mark.slow
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """A name with control characters, line ends or other bytes is told on one line, in every format."""
    name = os.fsencode(tmp_path) + b"/a\n\x1b[31m\xff.toml"
    Path(os.fsdecode(name)).write_text(TWICE, encoding="utf-8")

    for words in ([], ["-f", "github"], ["-f", "tsv"], ["--json"]):
        result = subprocess.run([*GTI, "check", *words, name], capture_output=True, env=environment(), check=False)
        assert (result.returncode, result.stderr) == (1, b"")
        assert b"\x1b" not in result.stdout
        assert "unknown-key" in result.stdout.decode()
        assert words == ["--json"] or len(result.stdout.decode().splitlines()) in (2, 3, 7)


@posix
@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
def test_any_locale(file: File, tmp_path: Path, env: dict[str, str]) -> None:
    """A finding is shown in any encoding, and the mark stands below its place there, too."""
    file("a.toml", HEAD + '[[updates]]\ntitle = "東京, Sa\u0303o"\ndate = { note = "東京", when = 1 }\n')
    result = piped("check", "a.toml", env=env, cwd=tmp_path)
    lines = result.stdout.decode().splitlines()
    at = next(number for number, line in enumerate(lines) if "wrong-type" in line)

    assert result.stderr == b""
    assert lines[at + 1].index("{") == lines[at + 2].index("^")
    assert cell_len(lines[at + 1].rstrip()) == cell_len(lines[at + 2])


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@posix
@pytest.mark.slow
def test_colour_repeats_words(file: File, tmp_path: Path) -> None:
    """On a terminal colour is added to the words that a pipe gets; NO_COLOR takes it away."""
    file("a.toml", TWICE)
    piped_ = piped("check", "a.toml", cwd=tmp_path).stdout.decode()
    coloured = on_terminal([*GTI, "check", "a.toml"], cwd=tmp_path)
    plain = on_terminal([*GTI, "check", "a.toml"], env={"NO_COLOR": "1"}, cwd=tmp_path)

    assert COLOUR.search(coloured)
    assert plain == piped_
    assert COLOUR.sub("", coloured) == plain


@posix
def test_nothing_is_drawn_where_all_is_well(file: File, tmp_path: Path) -> None:
    """A terminal is silent, too, where all is well."""
    file("a.toml", GOOD)

    assert on_terminal([*GTI, "check", "a.toml"], cwd=tmp_path) == ""


@pytest.mark.slow
@posix
def test_a_dataset_that_nobody_named_is_named(file: File, tmp_path: Path) -> None:
    """Where it is right, and a terminal reads that; so people know which file was found."""
    (tmp_path / "logs").mkdir()
    file("logs/a.toml", GOOD)
    file("logs/b.toml", WARNED)
    env = {"GTI_DATA": "logs"}

    assert "logs/a.toml: nothing is wrong\n" in on_terminal([*GTI, "check"], env=env, cwd=tmp_path)
    assert "logs/b.toml: nothing" not in on_terminal([*GTI, "check"], env=env, cwd=tmp_path)
    assert piped("check", env=env, cwd=tmp_path).stderr == b""


@posix
def test_a_closed_pipe(file: File, tmp_path: Path) -> None:
    """Who reads only the first lines gets them without a complaint."""
    file("a.toml", MANY)
    command = f"{' '.join(GTI)} check a.toml | head -1"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, env=environment(), cwd=tmp_path, timeout=60, check=False
    )

    assert result.stderr == b""
    assert result.stdout.startswith(b"a.toml:")
    assert result.stdout.count(b"\n") == 1
