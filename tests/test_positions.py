"""The place of everything in a TOML text: what stands there is the value, or the key, and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dataset.positions import Places, findings
from gti_cli.dataset.problems import KeyPath, Place, Problem
from tests.conftest import BUNDLED
from tests.gallery import FILES
from tests.readers import reader

SENTINEL = "a sentinel, such as no document has"

DOTTED = """\
a.b.c = 1
a."d.e".f = 2 # = "no" [key]
'a' . "b" . 'x y' = 3
"qu\\"ote" = 4
"t\\u0061b\\t" = 5
"" = 6
1234 = 8
true = 9
2024-01-01 = 10
3.14 = 11
a-b_c = 12
[ t . u ]
v = 13
w . x.y = [ 1 , { z.z = 2 } ]
[t]
last = 14
"""
TABLES = """\
# [comment] "with" = 'signs' {and} \\"
top = 1 # [[no.header]]
[x.y.z.w] # super tables come later, and some never
deep = true
[x]
own = 1
[x.y] # "quoted"
own = 2
[[fruit]]
name = "apple" # ]] [[fruit]]
[fruit.physical]
color = "red"
[[fruit.variety]]
name = "red delicious"
[[fruit.variety]]
name = "granny smith"
[fruit.variety.origin] # of the second
place = "Sydney"
[[fruit]]
name = "banana"
[[ fruit . variety ]]
name = "plantain"
[[fruit."variety"]]
name = "cavendish"
[  "quo.ted"  .  'li.teral'  ]
key = 1
[dotted]
a.b = 1
a.c = 2
[dotted.d]
e = 3
[empty]
[[empties]]
[[empties]]
[last]
no_newline_at_the_end = "yes"\
"""

VALUES = """\
integers = [+99, 42, 0, -17, 1_000, 0xDEAD_beef, 0o755, 0b1101_0110]
floats = [+1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224_617.445_991_228, inf, -inf, +inf]
one = 3.14#no space
booleans=[true,false]
offset = 1979-05-27T07:32:00Z
spaced = 1979-05-27 07:32:00.999999-07:00 # a space
local = 1979-05-27 07:32:00
day = 1979-05-27 # 07:32:00
clock = 07:32:00.5
listed = [ 1979-05-27 07:32:00, 1979-05-27,07:32:00 ]
basic = "a \\"quoted\\" [bracket] {brace} # no comment = '\\\\"
literal = 'C:\\Users\\[x]#"{'
empties = ["", '', \"\"\"\"\"\", '''''', [], {}, [[]], [{}]]
wide = "東京 🏢 e\u0301" # 東京
after = { note = "東京 🏢", a\u0020= 1 }
nested = [ # a comment with ] and "
  [ 1, 2, ], # ,
  [ "a", [ 'b', # '''
    { c = [ { d = "e" } ], f.g.h = { i = [1] } },
  ] ],

  { x = 1, "y.z" = [], q . r = "s" } , ]
inline = { a = { b = { c = "d" } }, "e f" = 1, g.h = [{}, {i = 1}] }
tight={a=1,b=[2,3],c={d=4}}
tabs\t=\t[\t1\t,\t2\t]\t# tab
"""

STRINGS = '''\
four = """a "quoted\\"" word""""
five = """"two at either end"""""
inner = """one " two "" and \\""" three \\\\"""
lines = """
[not.a.header]
key = "not a key" # not a comment
"""
continued = """a \\
   b \\

   c"""
raw = \'\'\'
'single' ''double'' [x] # {
\'\'\'
raw_four = \'\'\'it's\'\'\'\'
raw_five = \'\'\''\\\'\'\'\'\'
after = ["""x
""", \'\'\'y
\'\'\', "z"]
last = 1
'''

NEWER = r"""
table = {
  a = 1, # with a comment ] }
  "b" = [ 2, ], c.d = { e = 3, },

  # and another
  f = "4",
}
escapes = "\e[31m \x41 \x22"
after = "\x22]" # "
short = 07:32
dates = [ 1979-05-27 07:32, 1979-05-27T07:32Z ]
"t\x61bles" = 5
"""

DOCUMENTS = {
    "dotted": DOTTED,
    "tables": TABLES,
    "values": VALUES,
    "strings": STRINGS,
    "windows": (TABLES + "\n[x2]\n" + VALUES).replace("\n", "\r\n"),
    "windows strings": STRINGS.replace("\n", "\r\n"),
    "bundled": BUNDLED.read_text(encoding="utf-8"),
    "only a comment": "# nothing [here]",
    "empty": "",
    "no final newline": "a = 1",
    "header at the end": "[a]",
    "newer": NEWER,
}


def parses(path: Path) -> bool:
    """Whether a file is TOML that this parser reads."""
    try:
        return bool(tomli.loads(path.read_bytes().decode("utf-8-sig")))
    except ValueError:
        return False


GALLERY = [path for path in FILES if "deeply" not in path.stem and parses(path)]


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The path to every value in a parsed text, tables and lists among them."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from paths(inner, (*path, step))


def place_of(text: str, path: KeyPath, *, key: bool = False) -> Place:
    """The place of a value, or of its key, where nobody asks for another one."""
    return Places(text, [path]).of(path, key=key)


def at(value: Any, path: KeyPath) -> Any:
    """The value at a path."""
    for step in path:
        value = value[step]
    return value


def changed(parsed: Any, path: KeyPath) -> Any:
    """A parsed text with the sentinel at a path."""
    copy = deepcopy(parsed)
    at(copy, path[:-1])[path[-1]] = SENTINEL
    return copy


def offset(text: str, place: Place) -> int:
    """Where a place begins in a text."""
    return sum(len(line) for line in text.split("\n")[: place.line - 1]) + place.line - 1 + place.column - 1


def marked(place: Place) -> str:
    """The characters that a place marks."""
    return place.text[place.column - 1 : place.column - 1 + place.length]


def check_text(text: str) -> None:
    """Every law on the places of a text, for each path in it."""
    parsed = tomli.loads(text)
    places = Places(text, paths(parsed))
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    for path in paths(parsed):
        value, place = at(parsed, path), places.of(path)
        assert place == place_of(text, path), path
        assert place.text == lines[place.line - 1], path
        if isinstance(path[-1], str):
            key = marked(places.of(path, key=True))
            assert list(tomli.loads(f"{key} = 1")) == [path[-1]], path
        written = marked(place)
        if reads_as(written, value):
            check_replaced(text, parsed, path, place)
        elif isinstance(value, str):
            check_lines(text, parsed, path, offset(text, place))
        elif place.text.endswith(written) and written[0] == ("[" if isinstance(value, list) else "{"):
            assert "\n" in text[offset(text, place) :], path
        else:
            check_header(value, written, path)


def reads_as(written: str, value: object) -> bool:
    """Whether what is marked is all of a value."""
    try:
        return same(tomli.loads(f"k = {written}")["k"], value)
    except tomli.TOMLDecodeError:
        return False


def check_replaced(text: str, parsed: Any, path: KeyPath, place: Place) -> None:
    """With something else in the place of what is marked, the value differs and nothing else does."""
    begin = offset(text, place)
    replaced = f"{text[:begin]}{SENTINEL!r}{text[begin + place.length :]}"
    assert same(tomli.loads(replaced), changed(parsed, path)), (path, marked(place))


def check_lines(text: str, parsed: Any, path: KeyPath, begin: int) -> None:
    """A text that goes over several lines is longer by what is put behind its three quotes."""
    behind = text[begin + 3 :].removeprefix("\r").removeprefix("\n")
    begun = tomli.loads(f"{text[: begin + 3]}{SENTINEL}{behind}")
    assert at(begun, path) == SENTINEL + at(parsed, path), path


def check_header(value: object, written: str, path: KeyPath) -> None:
    """A table stands at its header, a list of them at the first one; without a header it stands at its key."""
    header = tomli.loads(written if written.startswith("[") else f"{written} = {{}}")
    names = [step for step in path if isinstance(step, str)]
    assert header_names(header) == (names if written.startswith("[") else names[-1:]), path
    assert isinstance(value, dict) or written.startswith("[["), path


def header_names(parsed: Any) -> list[str]:
    """The names in a header, parsed by itself."""
    names = []
    while parsed:
        if isinstance(parsed, list):
            (parsed,) = parsed
        else:
            ((name, parsed),) = parsed.items()
            names.append(name)
    return names


def same(one: Any, other: Any) -> bool:
    """Whether two parsed texts are the same, types and all; `nan` is the same as itself."""
    return repr(one) == repr(other)


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.slow] * (one == "bundled")) for one in DOCUMENTS]
)
def test_every_place_holds_its_value(name: str) -> None:
    """Replacing what is marked changes the value at its path and no other, and the mark of a key is that key."""
    check_text(DOCUMENTS[name])


@pytest.mark.slow
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_every_place_in_a_wrong_file(path: Path) -> None:
    """The same holds in the files of the gallery."""
    check_text(path.read_bytes().decode("utf-8-sig"))


def told_by(nodes: Mapping[str, Any], path: KeyPath = ()) -> Iterator[tuple[KeyPath, bool, tuple[int, int]]]:
    """Every place that toml-rs tells below a table: the path, whether the key stands there, and line and column."""
    for key, told in nodes.items():
        is_one = "key_line" in told and not isinstance(told["key_line"], dict)
        yield from told_of(told, (*path, key)) if is_one else told_by(told, (*path, key))


def told_of(told: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, bool, tuple[int, int]]]:
    """The places that toml-rs tells of a key with its value, or of a value in a list, and of what is in it."""
    first = {name: at[0] if isinstance(at, tuple) else at for name, at in told.items() if name[-4:] in ("line", "_col")}
    inner = told.get("value")
    if "value_line" in first:
        yield path, False, (first["value_line"], first["value_col"])
    if "key_line" in first and "value_line" in first:
        yield path, True, (first["key_line"], first["key_col"])
    if isinstance(inner, dict):
        yield from told_by(inner, path)
    for step, one in enumerate(inner if isinstance(inner, list) else ()):
        yield from told_of(one, (*path, step))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "windows" not in name])
def test_a_parser_of_others_tells_the_same_places(name: str) -> None:
    """toml-rs tells where keys and values stand, in octets, though not where the headers of tables do."""
    told = list(told_by(reader("toml_rs").load_with_metadata(DOCUMENTS[name]).meta["nodes"]))

    assert told or name in ("only a comment", "empty", "header at the end")
    places = Places(DOCUMENTS[name], [path for path, *_ in told])
    found = [(path, is_key, places.of(path, key=is_key)) for path, is_key, _ in told]
    octets = [len(place.text[: place.column - 1].encode()) + 1 for _, _, place in found]
    assert [(*one[:2], (one[2].line, column)) for one, column in zip(found, octets, strict=True)] == told


KEYS = st.one_of(st.sampled_from(["a", "b", "a-b", "1", "date"]), st.text(st.characters(codec="utf-8"), max_size=4))
SCALARS = st.one_of(
    st.integers(-(2**40), 2**40),
    st.floats(),
    st.booleans(),
    st.text(st.characters(codec="utf-8"), max_size=6),
    st.sampled_from(["#", "]", "}", '"', "'", '"""', "'''", "\\", "= [", "\n", "a\n[b]\n", ","]),
    st.dates(date(1000, 1, 1)),
    st.times(),
    st.datetimes(),
)
VALUES_OF_ANY_SHAPE = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
PARSED = st.dictionaries(KEYS, VALUES_OF_ANY_SHAPE, max_size=4)


@settings(database=None, deadline=None, max_examples=25)
@given(PARSED)
def test_every_place_in_what_a_writer_writes(parsed: dict[str, Any]) -> None:
    """The same holds in whatever a TOML writer makes of any values."""
    check_text(tomli_w.dumps(parsed))


class Style:
    """Writes values as TOML, each in a way that is drawn: quotes, spaces, comments, line ends, dots, headers."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self._draw = draw
        self._end = self.pick("\n", "\r\n")

    def pick(self, *words: str) -> str:
        """One of some words."""
        word: str = self._draw(st.sampled_from(words))
        return word

    def text(self, value: str, *, is_key: bool = False) -> str:
        """A text in one of the forms that can hold it."""
        forms = [tomli_w.dumps({"k": value}).removeprefix("k = ").removesuffix("\n")]
        if is_key and re.fullmatch("[A-Za-z0-9_-]+", value):
            forms.append(value)
        if not re.search("[\x00-\x08\x0a-\x1f\x7f']", value):
            forms.append(f"'{value}'")
        if not is_key and not re.search("[\x00-\x08\x0b-\x1f\x7f]", value):
            escaped = value.replace("\\", "\\\\").replace('"""', '""\\"')
            forms.append(f'"""{self.pick("", self._end)}{self._lead(escaped)}"""')
            if not re.search("'''", value) and not value.endswith("'''"):
                forms.append(f"'''{self._end}{value}'''")
        return self.pick(*forms)

    def _lead(self, escaped: str) -> str:
        return f"\\\n{escaped}" if escaped[:1] == "\n" else escaped

    def gap(self) -> str:
        """White space within a line."""
        return self.pick("", " ", "\t", "  ")

    def break_(self) -> str:
        """White space in a list, with line ends and comments."""
        return self.pick("", " ", self._end, f" # ]}}\"' = '''{self._end}\t", f"{self._end}{self._end} ")

    def value(self, value: Any) -> str:
        """A value."""
        if isinstance(value, list):
            parts = [f"{self.break_()}{self.value(part)}{self.break_()}" for part in value]
            comma = self.pick("", f",{self.break_()}") if parts else self.break_()
            return f"[{','.join(parts)}{comma}]"
        if isinstance(value, dict):
            pairs = [f"{self.gap()}{self.pair(key, inner)}{self.gap()}" for key, inner in value.items()]
            return f"{{{','.join(pairs)}}}"
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, datetime):
            return value.isoformat(self.pick("T", " "))
        return tomli_w.dumps({"k": value}).removeprefix("k = ").removesuffix("\n")

    def pair(self, key: str, value: Any) -> str:
        """A key and its value; a table of one key may be written with a dot."""
        name = self.text(key, is_key=True)
        while isinstance(value, dict) and len(value) == 1 and self.pick("dot", "brace") == "dot":
            ((inner, value),) = value.items()
            name += f"{self.gap()}.{self.gap()}{self.text(inner, is_key=True)}"
        return f"{name}{self.gap()}={self.gap()}{self.value(value)}"

    def document(self, parsed: dict[str, Any]) -> str:
        """A document: values, then tables and lists of tables under headers."""
        return "".join(self._table((), parsed)) + self.pick("", '# [the] "end" = \'')

    def _table(self, path: tuple[str, ...], table: dict[str, Any]) -> Iterator[str]:
        below = {key: value for key, value in table.items() if self._may_stand_below(value)}
        below = {key: value for key, value in below.items() if self.pick("below", "inline") == "below"}
        for key, value in table.items():
            if key not in below:
                yield f"{self.gap()}{self.pair(key, value)}{self.gap()}{self.pick('', '# [x]')}{self._end}"
        for key, value in below.items():
            for inner in value if isinstance(value, list) else [value]:
                brackets = ("[[", "]]") if isinstance(value, list) else ("[", "]")
                names = f"{self.gap()}.{self.gap()}".join(self.text(name, is_key=True) for name in (*path, key))
                yield f"{self.gap()}{brackets[0]}{self.gap()}{names}{self.gap()}{brackets[1]}{self._end}"
                yield from self._table((*path, key), inner)

    @staticmethod
    def _may_stand_below(value: object) -> bool:
        return isinstance(value, dict) or (
            isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)
        )


@settings(database=None, deadline=None, max_examples=12)
@given(PARSED, st.data())
def test_every_place_in_every_style(parsed: dict[str, Any], data: st.DataObject) -> None:
    """The same holds in whatever way the values are written."""
    check_text(Style(data.draw).document(parsed))


def test_what_is_not_there_stands_where_it_would_be() -> None:
    """A missing value stands at the table that would hold it, and what no table would hold at the begin."""
    text = "x = 1\n[a]\nb = { c = 2 }\n[[d]]\n[[d]]\n"

    assert marked(place_of(text, ("a", "missing"))) == "[a]"
    assert marked(place_of(text, ("a", "b", "missing"), key=True)) == "b"
    assert marked(place_of(text, ("a", "b", "missing", "deeper"))) == "{ c = 2 }"
    assert [place_of(text, ("d", at, "missing")).line for at in (0, 1)] == [4, 5]
    assert (place_of(text, ()).line, place_of(text, ()).column) == (1, 1)
    assert (place_of(text, ("missing",)).line, place_of(text, ("missing",)).column) == (1, 1)
    assert place_of("", ("missing",)) == Place(line=1, column=1, length=1, text="")


def test_a_list_of_tables_stands_at_its_first_header() -> None:
    """A list of tables stands at the first of its headers, each table at its own."""
    text = "[[d]]\nk = 1\n\n[[d]]\n"

    assert [place_of(text, path).line for path in (("d",), ("d", 0), ("d", 1))] == [1, 1, 4]


def test_columns_are_characters() -> None:
    """A column counts characters from 1, whatever their width in a terminal or in bytes."""
    text = 'k = ["東京", "e\u0301", "🏢",\t"x"]'

    assert [place_of(text, ("k", number)).column for number in range(4)] == [6, 12, 18, 23]


def test_findings_come_in_file_order() -> None:
    """Findings are sorted by their places, whether a path leads there or the parser named them."""
    text = "a = 1\nb = { c = 2 }\n"
    paths_ = [("b", "c"), ("b",), ("a",), ()]
    problems = [Problem(path=path, code="empty", message="m") for path in paths_]
    problems.append(Problem(path=(), code="toml", message="m", at=(2, 2)))

    places = [found.place for found in findings("f.toml", text, problems)]

    assert [(place.line, place.column) for place in places if place] == [(1, 1), (1, 5), (2, 2), (2, 5), (2, 11)]


HUGE = {
    "keys": "".join(f"key{number} = {number}\n" for number in range(100_000)),
    "a line": f"k = [{', '.join(['1'] * 200_000)}]",
    "quotes": "k = '''" + "''x" * 330_000 + "'''\n",
    "basic quotes": 'k = """' + '""x' * 330_000 + '"""\nl = "' + '\\"' * 300_000 + '"\n',
    "comments": "# [a] '''\n" * 100_000 + "k = 1\n",
    "headers": "[[a]]\n" * 100_000,
    "spaces": f"k{' ' * 500_000}={' ' * 500_000}1",
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.slow
def test_the_time_is_linear(name: str) -> None:
    """A megabyte of anything is read in a moment; what grows with the square of its size would take minutes."""
    text = HUGE[name]
    last = list(tomli.loads(text))[-1]
    begin = perf_counter()

    place = place_of(text, (last,))

    assert perf_counter() - begin < 10
    assert place.line >= 1
