"""Finds the place of a key path in the text: the line and the column at which a value or a key begins.

Columns count characters from 1. The text is TOML that parses, so the scan looks for structure and checks nothing; it
reads what TOML 1.1 allows in a table between braces, too. It is imported only where there is something to report.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter

import tomli

from gti_cli.dataset.problems import Finding, KeyPath, Place, Problem

Extent = tuple[int, int]
"""Where something begins in the text, and where it ends, as offsets."""

# No possessive quantifiers (`++`): with them, the first releases of Python 3.11 find no text between quotes.
SKIPPED = re.compile(r"(?:[ \t\r\n,]|\#[^\n]*)*")
STRING = "|".join(
    (
        r'"""[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*)*"{3,5}',
        r"'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}",
        r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"',
        r"'[^'\n]*'",
    )
)
SCALAR = re.compile(rf"{STRING}|[^\s,#\]}}]+(?: [0-9][^\s,#\]}}]*)?", re.DOTALL)
WORD = re.compile(rf"(?P<word>{STRING}|[A-Za-z0-9_-]+)[ \t]*(?P<dot>\.?)[ \t]*")
BRACKETS = re.compile(rf"{STRING}|\#[^\n]*|[\[\]{{}}]", re.DOTALL)


def findings(file: str, text: str, problems: Iterable[Problem]) -> list[Finding]:
    """The problems at their places, in file order; `text` is the file without a byte order mark."""
    problems = list(problems)
    related = [problem.related[1] for problem in problems if problem.related]
    places = Places(text, [*related, *(problem.path for problem in problems)])
    placed = []
    for problem in problems:
        place = places.at(*problem.at) if problem.at else places.of(problem.path, key=problem.marks_key)
        other = places.of(problem.related[1]) if problem.related else None
        placed.append(((place.line, place.column), Finding(file=file, problem=problem, place=place, related=other)))
    return [finding for _, finding in sorted(placed, key=itemgetter(0))]


def extents(text: str, paths: Collection[KeyPath]) -> Mapping[KeyPath, Extent]:
    """Where the values at some paths begin and end in a text, as offsets; what leads to them is there as well."""
    return _Extents(text, paths).values


def deepest(text: str) -> int:
    """The offset at which brackets are nested most deeply in a text."""
    depth, most, at = 0, 0, 0
    for match in BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > most:
            most, at = depth, match.start()
    return at


class Places:
    """The places in a TOML text to which some key paths lead."""

    def __init__(self, text: str, paths: Iterable[KeyPath]) -> None:
        self._text = text
        self._paths = paths
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._lines: dict[int, str] = {}
        self._extents: _Extents | None = None

    def of(self, path: KeyPath, *, key: bool = False) -> Place:
        """The place of a value at one of the paths, or of its key; a table that has a header stands at its header.

        What the text does not have stands where the table does that would hold it.
        """
        if self._extents is None:
            self._extents = _Extents(self._text, self._paths)
        extents = self._extents.keys if key else self._extents.values
        while path and path not in extents:
            path = path[:-1]
        begin, end = extents.get(path, (0, 0))
        line = bisect_right(self._line_starts, begin)
        return self._place(line, begin - self._line_starts[line - 1] + 1, end - begin)

    def at(self, line: int, column: int) -> Place:
        """The place that the parser names."""
        return self._place(line, column, 0)

    def _place(self, line: int, column: int, length: int) -> Place:
        text = self._line(line)
        return Place(line=line, column=column, length=max(1, min(length, len(text) - column + 1)), text=text)

    def _line(self, line: int) -> str:
        """A whole line; places on the same line share its text, since a line may be long and have many."""
        if line not in self._lines:
            begin = self._line_starts[line - 1]
            end = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
            self._lines[line] = self._text[begin:end].rstrip("\r\n")
        return self._lines[line]


class _Extents:
    """The extents of keys and values on the way to some paths, by path; one scan of a text from begin to end."""

    def __init__(self, text: str, paths: Iterable[KeyPath]) -> None:
        self.keys: dict[KeyPath, Extent] = {}
        self.values: dict[KeyPath, Extent] = {}
        self._wanted = {path[:length] for path in paths for length in range(1, len(path) + 1)}
        self._text = text
        self._lengths: dict[KeyPath, int] = {}
        table: KeyPath = ()
        at = self._next(0)
        while at < len(text):
            if text[at] == "[":
                table, at = self._header(at)
            else:
                path, at = self._key(at, table)
                at = self._value(self._next(at + 1), path)
            at = self._next(at)

    def _next(self, at: int) -> int:
        """The next place with something other than white space, line ends, comments and commas."""
        return next(SKIPPED.finditer(self._text, at)).end()

    def _header(self, begin: int) -> tuple[KeyPath, int]:
        """The table that a header opens, and where the header ends."""
        depth = 2 if self._text.startswith("[[", begin) else 1
        *outer, (name, extent) = self._words(self._next(begin + depth))
        end = self._text.index("]", extent[1]) + depth
        path: KeyPath = ()
        for outer_name, outer_extent in outer:
            path = self._innermost(self._named((*path, outer_name), outer_extent))
        path = (*path, name)
        if path not in self.values:
            self._stands(path, begin, end)
        self._named(path, extent)
        if depth == 2:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = self._innermost(path)
        self._stands(path, begin, end)
        return path, end

    def _innermost(self, path: KeyPath) -> KeyPath:
        """The table at a path, the last one where it is an array of tables."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _named(self, path: KeyPath, extent: Extent) -> KeyPath:
        """Note where a key stands; until more is known of its value, that is where the value stands, too."""
        if path in self._wanted:
            self.keys.setdefault(path, extent)
            self.values.setdefault(path, extent)
        return path

    def _stands(self, path: KeyPath, begin: int, end: int) -> None:
        """Note where a value stands."""
        if path in self._wanted:
            self.values[path] = begin, end

    def _key(self, at: int, table: KeyPath) -> tuple[KeyPath, int]:
        """The path that a key leads to from a table, and where the equals sign after it stands."""
        path = table
        for name, extent in self._words(at):
            path, at = self._named((*path, name), extent), extent[1]
        return path, self._next(at)

    def _words(self, at: int) -> list[tuple[str, Extent]]:
        """The words of a key with dots, each with its extent."""
        words = []
        more = "."
        while more:
            match = next(WORD.finditer(self._text, at))
            written = match["word"]
            name = next(iter(tomli.loads(f"{written} = 0"))) if written[0] in "\"'" else written
            words.append((name, match.span("word")))
            at, more = match.end(), match["dot"]
        return words

    def _value(self, at: int, path: KeyPath) -> int:
        """Note the extents in the value that begins at `at`; where it ends."""
        unclosed: list[tuple[KeyPath, int]] = []
        sizes: dict[KeyPath, int] = {}
        while True:
            if self._text[at] in "[{":
                unclosed.append((path, at))
                if self._text[at] == "[":
                    sizes[path] = 0
                at += 1
            else:
                begin, at = next(SCALAR.finditer(self._text, at)).span()
                self._stands(path, begin, at)
            while unclosed and self._text[at := self._next(at)] in "]}":
                path, begin = unclosed.pop()
                at += 1
                self._stands(path, begin, at)
            if not unclosed:
                return at
            container, _ = unclosed[-1]
            if container in sizes:
                path = (*container, sizes[container])
                sizes[container] += 1
            else:
                path, at = self._key(at, container)
                at = self._next(at + 1)
