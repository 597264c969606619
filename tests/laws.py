"""What holds of every answer, whatever the file: of its exit code, its format, and what it may send to a terminal.

A law that is broken is an AssertionError, which says what was asked, as a command line, and what is wrong.
"""

import csv
import io
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from itertools import accumulate
from operator import and_, eq
from pathlib import Path
from random import Random
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

import tomli
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from gti_cli.dataset.model import Dataset
from gti_cli.dataset.problems import DatasetError, written_path
from gti_cli.dataset.read import load
from tests.conftest import BUNDLED, Answer
from tests.questions import (
    CHECK_FORMATS,
    SCREENS,
    WIDTHS,
    Question,
    every_question,
    question_by_chance,
    run,
    word,
)
from tests.readers import entries, events, told
from tests.wild import fragment, phrase_text, valid, wild_sheet

SHOWN = 100
"""So many findings `gti check` shows to people before it counts the rest."""

csv.field_size_limit(2**30)


def hold(content: bytes, file: Path, chance: Random, questions: int = 2) -> None:
    """Write a file and hold the laws against what is answered about it: some of the questions, by chance."""
    file.write_bytes(content)
    dataset = dataset_of(content)
    for question in (
        Question(("check",), "json"),
        Question(("check",), chance.choice(CHECK_FORMATS), chance.choice(SCREENS), chance.choice(WIDTHS)),
        *(question_by_chance(chance, dataset) for _ in range(questions)),
    ):
        hold_one(question, file, content, is_right=dataset is not None)


def hold_all(content: bytes, file: Path, chance: Random) -> None:
    """Write a file and hold the laws against every question that there is about it."""
    file.write_bytes(content)
    dataset = dataset_of(content)
    questions = [Question(("check",), format_) for format_ in CHECK_FORMATS]
    questions += [Question(("check",), "table", screen) for screen in SCREENS]
    questions += every_question(chance, dataset)
    for question in questions:
        hold_one(question, file, content, is_right=dataset is not None)


def hold_one(question: Question, file: Path, content: bytes, *, is_right: bool) -> None:
    """Hold the laws against one answer."""
    try:
        _hold_one(question, file, content, is_right=is_right)
    except Exception as error:
        raise BrokenLawError(question, file, error) from error


class BrokenLawError(AssertionError):
    """A law that does not hold of an answer, or a bug that kept it from being given."""

    def __init__(self, question: Question, file: Path, error: Exception) -> None:
        self.question = question
        self.what = f"{type(error).__name__}: {error}"
        super().__init__(f"{question.line(file)}\n{self.what}")


def _hold_one(question: Question, file: Path, content: bytes, *, is_right: bool) -> None:
    answer = question.asked(file)
    _check_code(question, answer, is_right=is_right)
    for problem in (*_in_format(question, answer), *_on_screen(question, answer)):
        raise AssertionError(problem)
    if question == Question(("check",), "json"):
        _check_findings(json.loads(answer.out), content, is_right=is_right)
    if answer.code and question.words[0] != "check":
        assert not answer.out, "an answer beside an error"
        _check_errors(answer.err, file)
    if question.words[0] == "check" and question.format == "table":
        _check_count(answer.out, file, question)


def dataset_of(content: bytes) -> Dataset | None:
    """The dataset in a file, None where it is wrong."""
    try:
        return load(content, "test.toml")
    except DatasetError:
        return None


def hold_record(chance: Random, folder: Path) -> None:
    """Record what nobody would, from a file or from options: the file grows in one place by one update, or stays."""
    file = folder / "record.toml"
    old = BUNDLED.read_bytes() if chance.random() < 0.8 else valid(chance)
    file.write_bytes(old)
    words, stdin = [], b""
    if chance.random() < 0.7:
        words, stdin = ["--from", "-"], fragment(chance)
    else:
        for option, form in RECORDED.items():
            if chance.random() < (0.9 if option in ("--title", "--source") else 0.15):
                words.append(f"{option}={form.format(word(chance), date=phrase_text(chance))}")
    _hold_writing(["record", "--data", os.fspath(file), "--yes", *words], stdin)
    new = file.read_bytes()
    if new != old:
        before, after = dataset_of(old), dataset_of(new)
        above, below = (sum(accumulate(map(eq, old[::way], new[::way]), and_)) for way in (1, -1))
        assert above + below >= len(old), "what was there has changed"
        assert before, "something was recorded in a file that is wrong"
        assert after, "the file is wrong now"
        assert len(after.updates) == len(before.updates) + 1, "not one update was recorded"


RECORDED = {
    "--date": "{date}",
    "--title": "{0}",
    "--summary": "{0}",
    "--source": "status-page",
    "--url": "https://{0}",
    "--reached": "sao-paulo=open@{date}",
    "--promise": "new-brunswick=open@{date}",
    "--hedge": "{0}",
    "--not-before": "new-brunswick=open@{date}",
    "--by": "{0}",
    "--after": "soc2=completed@new-brunswick.open+{0}",
    "--not-yet": "new-brunswick=open{0}",
    "--part": "sao-paulo=open:{0}",
    "--quote": "{0}",
    "--withdraw": "cyberjaya@{date}",
    "--note": "sao-paulo={0}",
    "--set": "sao-paulo.host={0}",
    "--said": "{0}",
    "--figure": "bounties-paid={0}@{date}",
}


def hold_import(chance: Random, folder: Path) -> None:
    """Import a sheet that nobody would keep: a file is made that can be read, or none is."""
    sheet, file = folder / "sheet.csv", folder / "import.toml"
    file.unlink(missing_ok=True)
    sheet.write_bytes(wild_sheet(chance))
    words = [f"--same={word(chance)}"] if chance.random() < 0.1 else []
    words += ["--skip-wrong"] if chance.random() < 0.7 else []
    code = _hold_writing(["import", f"{sheet}@2021-05-01", "--output", os.fspath(file), "--yes", *words], b"")
    assert file.exists() == (code == 0), f"exit code {code}"
    if code == 0:
        assert dataset_of(file.read_bytes()), "a dataset that was imported is wrong"


def hold_init(chance: Random, folder: Path) -> None:
    """Name a new dataset as nobody would: it is right, without a warning, or it is not made."""
    file = folder / "init.toml"
    file.unlink(missing_ok=True)
    words = [f"{option}={word(chance)}" for option in ("--name", "--organization") if chance.random() < 0.7]
    code = _hold_writing(["init", os.fspath(file), *words], b"")
    assert file.exists() == (code == 0), f"exit code {code}"
    if code == 0:
        assert run("check", "--strict", os.fspath(file)) == Answer(0, "", ""), "a new dataset is wrong"


def _hold_writing(words: list[str], stdin: bytes) -> int:
    """Run a command that writes: it says what it does on one screen, and ends with one of three exit codes."""
    question = Question(tuple(words), "table")
    answer = run(*words, stdin=stdin)
    assert answer.code in (0, 1, 2), f"exit code {answer.code}"
    assert "Traceback" not in answer.err, answer.err
    for problem in _on_screen(question, answer):
        raise AssertionError(problem)
    return answer.code


def _check_code(question: Question, answer: Answer, *, is_right: bool) -> None:
    assert answer.code == (0 if is_right else 1), f"exit code {answer.code}: {answer.err[:400]!r}"
    assert "Traceback" not in answer.err, answer.err


def _in_format(question: Question, answer: Answer) -> Iterator[str]:
    """What is wrong with the form of an answer."""
    if answer.out and not answer.out.endswith("\n"):
        yield f"the last line does not end: {answer.out[-80:]!r}"
    if answer.code == 0 or question.words[0] == "check":
        yield from FORMATS_READ.get(question.format, _anything)(answer.out)


def _anything(_: str) -> Iterator[str]:
    yield from ()


def _json(out: str) -> Iterator[str]:
    json.loads(out, parse_constant=_refuse)
    yield from ()


def _jsonl(out: str) -> Iterator[str]:
    for line in _lines(out):
        yield from _json(line)


def _csv(out: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    if len(rows) != out.count("\n"):
        yield "a row of several lines"
    yield from _cells(rows)


def _tsv(out: str) -> Iterator[str]:
    yield from _cells([line.split("\t") for line in _lines(out)])


def _cells(rows: list[list[str]]) -> Iterator[str]:
    if len({len(row) for row in rows}) != 1:
        yield "no header, or rows of several widths"
    yield from (f"a formula: {cell!r}" for row in rows for cell in row if _is_formula(cell))


def _github(out: str) -> Iterator[str]:
    for line in _lines(out):
        if not re.match(r"::(error|warning) file=[^,:]*,(line=[0-9]+,col=[0-9]+,)?title=[a-z0-9-]+::\S", line):
            yield f"no annotation: {line[:200]!r}"


def _html(out: str) -> Iterator[str]:
    page = _Page()
    page.feed(out)
    page.close()
    if page.open:
        yield f"elements without an end: {page.open}"
    yield from page.strange


def _svg(out: str) -> Iterator[str]:
    """What is wrong with a picture: it is no XML, or has more in it than a drawing needs."""
    parser = ParserCreate()
    names: set[str] = set()
    parser.StartElementHandler = lambda name, attributes: names.update(
        (name, *(key for key in attributes if key.startswith(("on", "href", "xlink"))))
    )
    try:
        parser.Parse(out.encode(), True)
    except ExpatError as error:
        yield f"no XML: {error}"
    yield from (f"a picture with {name!r} in it" for name in sorted(names - SHAPES))


SHAPES = {*"svg title desc style defs pattern linearGradient stop mask rect line circle path text".split()}
"""The elements of a picture."""


class _Page(HTMLParser):
    """Reads a page: the elements that are open, and what has no place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        is_data = tag == "script" and attrs == [("type", "application/ld+json")]
        if (tag in ("script", "iframe", "object") and not is_data) or any(name.startswith("on") for name, _ in attrs):
            self.strange.append(f"an element that runs something: {tag} {attrs}")
        if tag not in ("meta", "link", "br", "hr", "img", "col"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content: a drawing has many of them."""

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that began last."""
        if not self.open or self.open.pop() != tag:
            self.strange.append(f"an end without a begin: {tag}")


def _ics(out: str) -> Iterator[str]:
    """What is wrong with a calendar: a line that is too long or ends otherwise, or two events that pass for one."""
    lines = out.encode().split(b"\r\n")
    yield from (f"a line of {len(line)} octets: {line!r}" for line in lines if len(line) > 75 or b"\n" in line)
    ids = [event["UID"] for event in events(out)]
    if len(ids) != len(set(ids)):
        yield f"one event twice: {ids}"
    if not out.startswith("BEGIN:VCALENDAR\r\n") or not out.endswith("END:VCALENDAR\r\n"):
        yield "no calendar"


def _atom(out: str) -> Iterator[str]:
    """What is wrong with a feed; raises ParseError where it is not well-formed."""
    ids = [told(entry, "id") for entry in entries(out)]
    if len(ids) != len(set(ids)):
        yield f"one entry twice: {ids}"


def _lines(out: str) -> list[str]:
    return out.split("\n")[:-1]


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell."""
    return cell.lstrip()[:1] in tuple("=+-@＝＋－＠") and not re.fullmatch(r"-?[0-9.]+(e[+-]?[0-9]+)?", cell)


def _markdown(out: str) -> Iterator[str]:
    """What is wrong with Markdown: HTML in it, or a table with a row of fewer or more cells than its header."""
    html = [token.content for token in _tokens(MARKDOWN.parse(out)) if token.type.startswith("html")]
    yield from (f"HTML: {one!r}" for one in html if not OF_OURS.fullmatch(one))
    cells = 0
    for line in re.sub(r"^```.*?^```", "", out, flags=re.DOTALL | re.MULTILINE).split("\n"):
        bars = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        is_row = line.startswith("|")
        if is_row and cells and bars != cells:
            yield f"a row of {bars - 1} cells below a header of {cells - 1}: {line[:200]!r}"
        if not is_row and bars:
            yield f"a bar outside a table: {line[:200]!r}"
        cells = (cells or bars) if is_row else 0


MARKDOWN = MarkdownIt("commonmark").enable("table")
OF_OURS = re.compile(r"</?span>|(<details>\n<summary>[^<>\n]*</summary>|</details>)\s*")
"""What folds parts of a page, and what keeps a host from making something of a sign."""


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


FORMATS_READ: dict[str, Callable[[str], Iterator[str]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
    "github": _github,
    "html": _html,
    "svg": _svg,
    "ics": _ics,
    "atom": _atom,
}
"""How each format is read back; what is found wrong in it."""

LINE_ENDS = {"tsv": "\n\t", "ics": "\r\n"}
"""The control characters that a format may have, where it is not just the end of a line."""

CODES = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;;[^\x1b]*\x1b\\)")
"""Colours and links, which a terminal obeys and does not show."""

OBEYED = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
UNSEEN = "\u061c\u200b\u200e\u200f\ufeff\xad\u034f\u115f\u1160\u180e\u2060\u2063\u3164\uffa0"


def _on_screen(question: Question, answer: Answer) -> Iterator[str]:
    """What a terminal would obey, and lines that it would break."""
    out = CODES.sub("", answer.out) if question.screen == "colour" and question.format == "table" else answer.out
    for text in (out, answer.err):
        allowed = LINE_ENDS.get(question.format, "\n")
        if found := next((char for char in set(text) if char not in allowed and is_obeyed(char)), None):
            yield f"{found!a} in {text[max(0, text.index(found) - 60) : text.index(found) + 60]!a}"
    if question.format != "github":
        said = (line.lstrip() for text in (out, answer.err) for line in text.split("\n"))
        yield from (f"a command of a runner: {line!r}" for line in said if line.startswith(("::", "##[")))
    if question.screen == "ascii" and question.format == "table" and not answer.out.isascii():
        yield "characters that are not ASCII"
    if question.screen == "colour" and question.format == "table" and question.words[0] != "check":
        for line in out.split("\n"):
            if cell_len(line) > question.columns:
                yield f"a line of {cell_len(line)} columns: {line!r}"


def is_obeyed(char: str) -> bool:
    """Whether a terminal does something on a character other than to show it, or nobody sees it."""
    category = unicodedata.category(char)
    is_unseen = char in UNSEEN or "\U000e0000" <= char <= "\U000e0fff"
    return is_unseen or category in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in OBEYED


def _check_findings(rows: list[dict[str, Any]], content: bytes, *, is_right: bool) -> None:
    """Each finding stands within the file, at a path that the file has; an error is told where there is one."""
    assert is_right != any(row["severity"] == "error" for row in rows), "errors, and the file loads; or the reverse"
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.split("\n")
    try:
        paths = set(map(written_path, _paths(tomli.loads(text))))
    except (ValueError, RecursionError):
        paths = {""}
    for row in rows:
        assert 1 <= row["line"] <= len(lines), f"a line that the file does not have: {row}"
        assert 1 <= row["column"] <= len(lines[row["line"] - 1]) + 1, f"a column that the line does not have: {row}"
        assert row["path"] in paths, f"a path that the file does not have: {row}"
        assert row["severity"] in ("error", "warning"), row
        assert row["message"], row
        assert len(f"{row['message']} {row['hint']}".splitlines()) == 1, row
    places = [(row["line"], row["column"]) for row in rows]
    assert places == sorted(places), "findings out of order"


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _paths(inner, (*path, step))


def _check_errors(err: str, file: Path) -> None:
    """An error says a place."""
    places = [line for line in err.split("\n") if line.startswith(f"{file}:")]
    assert places, err
    assert all(re.match(r":[0-9]+:[0-9]+: error: \S", line.removeprefix(str(file))) for line in places), err


def _check_count(out: str, file: Path, question: Question) -> None:
    """No more findings are shown than people read, and the rest are counted."""
    shown = sum(line.startswith(f"{file}:") for line in CODES.sub("", out).split("\n"))
    more = re.search(r"^and ([0-9]+) more; ", CODES.sub("", out), re.MULTILINE)
    found = len(json.loads(Question(("check",), "json").asked(file).out))
    assert shown + (int(more[1]) if more else 0) == found, f"{found} findings, of which {shown} are shown: {out[-200:]}"
    assert shown <= SHOWN, f"{shown} findings shown"
