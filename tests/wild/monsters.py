"""Monsters: files that are large in one respect, each made to a size."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.make import HEAD, ROME, item, phase, update

Monster = Callable[[int], bytes]


def _file(*tables: str) -> bytes:
    """A file that has what every file needs, a center and a metric, and these tables."""
    return "\n".join((HEAD, ROME, item("metrics", "visits"), *tables, "")).encode()


def _record(kinds: str, id_: str, **keys: str) -> str:
    return phase(id_, **keys) if kinds == "phases" else item(kinds, id_, **keys)


def _records(table: str, size: int, **keys: str) -> str:
    """So many records; `{}` in a text is the number of the record."""
    texts = [{key: text.format(at) for key, text in keys.items()} for at in range(size)]
    return "".join(_record(table, **({"id_": f"one-{at}"} | text)) for at, text in enumerate(texts))


def _update(lines: str, day: date = date(2019, 11, 13)) -> str:
    return f"{update(day=day)}{lines}"


def _updates(size: int, lines: str, days: int = 3000) -> str:
    """So many updates over a number of days; `{}` in their lines is the number of the update."""
    days_ = (date(2010, 1, 1) + timedelta(days=at * days // size) for at in range(size))
    return "\n".join(_update(lines.replace("{}", f"{at}"), day) for at, day in enumerate(days_))


def _events(keys: str) -> Monster:
    """A file with so many updates, each with an event of one item."""
    return lambda size: _file(_updates(size, f"events = [{{ item = 'rome', {keys} }}]"))


def _alternately(one: str, other: str) -> Monster:
    """A file with so many updates, each with two events of one item."""
    return lambda size: _file(
        _updates(size // 2, f"events = [{{ item = 'rome', {one} }}, {{ item = 'rome', {other} }}]")
    )


def _event(keys: str) -> bytes:
    return _file(_update(f"events = [{{ item = 'rome', {keys} }}]"))


def _figure(value: str) -> bytes:
    return _file(_update(f"figures = [{{ metric = 'visits', value = {value} }}]"))


def _stages(size: int) -> str:
    return f"[stages]\ncenters = {[f's{at}' for at in range(size)]}\n"


MONSTERS: dict[str, Monster] = {
    # nested
    "lists in lists": lambda size: _file("a = " + "[" * size + "]" * size),
    "lists without an end": lambda size: _file("a = " + "[" * size),
    "tables in tables": lambda size: _file("a = " + "{a=" * size + "1" + "}" * size),
    "a key with dots": lambda size: _file(".".join("a" * size) + "a = 1"),
    "a header with dots": lambda size: _file("[a" + ".a" * size + "]"),
    "a header of lists": lambda size: _file("[[a" + ".a" * size + "]]"),
    # long
    "a long summary": lambda size: _file(_update(f"summary = '{'x ' * size}'")),
    "a long word": lambda size: _file(_update(f"summary = '{'x' * size}'")),
    "a long remark": lambda size: _file("# " + "x" * size),
    "a long line with an error": lambda size: _file(f"url = '{'x' * size}'", "b = 1"),
    "a long line of events": lambda size: _file(_update("events = [" + "{item='rome',stage='opn'}," * size + "]")),
    "a long key": lambda size: _file("a" * size + "a = 1"),
    "a long key in quotes": lambda size: _file('"' + "\\u0061" * size + '" = 1'),
    "a long id": lambda size: _file(_record("milestones", "a" * size + "a")),
    "long ids that nearly agree": lambda size: _file(
        _record("phases", "ab" * size), _record("milestones", "m", phase="ba" * size)
    ),
    "long ids of many letters": lambda size: _file(
        _record("phases", "".join(chr(0x4E00 + at % 20000) for at in range(size))),
        _record("milestones", "m", phase="".join(chr(0x4E01 + at % 20000) for at in range(size))),
    ),
    "a long date": lambda size: _event(f"stage = 'open', when = '{'1' * size}'"),
    "a long date of words": lambda size: _event(f"stage = 'open', when = '{'early ' * size}'"),
    "a long number": lambda size: _figure("1" * size + "1"),
    "a long hexadecimal number": lambda size: _figure("0x1" + "f" * size),
    "a long address": lambda size: _file(_update(f"url = 'https://a{'x' * size}'")),
    "a long address with a space": lambda size: _file(_update(f"url = 'https://{'x' * size} '")),
    "backslashes": lambda size: _file('a = "' + "\\\\" * size + '"'),
    "backslashes without an end": lambda size: _file('a = "' + "\\\\" * size),
    "quotes": lambda size: _file('a = """' + '""\\"' * size + '"""'),
    "quotes without an end": lambda size: _file("a = '''" + "'' " * size),
    "spaces": lambda size: _file("a = " + " " * size + "1" + " " * size, "title = '" + " " * size + "'"),
    "empty lines": lambda size: _file("\n" * size, "a = 1"),
    "commas": lambda size: _file("a = [" + "1," * size + "]"),
    # wrong in many places
    "keys that are not known": lambda size: _file(*(f"a{at} = 1" for at in range(size))),
    "events that say nothing": _events("note{} = 1"),
    "values of a wrong type": _events("stage = {}"),
    "dates that are refused": _events("stage = 'open', target = 'summer 2{}'"),
    "stages that are not known": _events("stage = 'opened-{}'"),
    "items that are not known": lambda size: _file(
        _records("milestones", size), _updates(size, "events = [{ item = 'two-{}', note = 'N' }]")
    ),
    "items that are not known beside other errors": lambda size: _file(
        _updates(size, "titel = 1\nevents = [{ item = 'two-{}', stage = {} }]")
    ),
    "metrics that are not known": lambda size: _file(
        _records("metrics", size), _updates(size, "figures = [{ metric = 'two-{}', value = 1 }]")
    ),
    "phases that are not known": lambda size: _file(
        _records("phases", size), _records("reviews", size, id_="review-{}", phase="two-{}")
    ),
    "sources that are not known": lambda size: _file(_updates(size, "").replace('"page"', '"pgae"')),
    "ids that are taken": lambda size: _file(_records("regions", size, id_="region")),
    "stages that are taken": lambda size: _file(_stages(size).replace("s1", "s")),
    "updates out of order": lambda size: _file(_updates(size, "", days=-3000)),
    "items that no update names": lambda size: _file(_records("regions", size)),
    "metrics that no update reports": lambda size: _file(_records("metrics", size)),
    "reports that contradict each other": _alternately("stage = 'open', when = '2008'", "stage='open', when='2009'"),
    "promises whose deadline had passed": _events("stage = 'open', target = '2000'"),
    "counts that differ": lambda size: _file(
        _updates(
            size,
            "events = [{ item = 'rome', stage = 'open' }]\ncounts = [{ kind = 'center', stage = 'open', value = 7 }]",
        )
    ),
    "figures that fall": lambda size: _file(
        "cumulative = true\n", _updates(size, "figures = [{ metric = 'visits', value = -{} }]")
    ),
    # much of the same
    "updates on one day": lambda size: _file(_updates(size, "", days=0)),
    "reports of one stage": _events("stage = 'open'"),
    "statements of one item": _alternately("stage = 'announced'", "stage = 'open', target = '2030'"),
    "promises that move": lambda size: _file(
        *(
            _update(f"events = [{{ item = 'rome', stage = 'open', target = {date(2021, 1, 1) + timedelta(days=at)} }}]")
            for at in range(size)
        )
    ),
    "not yet and not yet": _events("stage = 'open', not_yet = true"),
    "corrections": _events("stage = 'open', corrects = true"),
    "given up again and again": _alternately("stage = 'withdrawn'", "stage = 'open'"),
    "names that change": _events("set = { name = 'Rome {}' }"),
    "stages": lambda size: _file(_stages(size), _update(f"events = [{{ item = 'rome', stage = 's{size - 1}' }}]")),
    "stages that are all promised": lambda size: _file(
        _stages(size), _updates(size, "events = [{ item = 'rome', stage = 's{}', target = '2030' }]")
    ),
    "stages that are all reached": lambda size: _file(
        _stages(size), _updates(size, "events = [{ item = 'rome', stage = 's{}' }]")
    ),
    "items": lambda size: _file(
        _records("centers", size), _updates(size, "events = [{ item = 'one-{}', stage = 'open', target = '2030' }]")
    ),
    "phases": lambda size: _file(_records("phases", size)),
    "phases with an item each": lambda size: _file(
        _records("phases", size),
        _records("centers", size, id_="item-{}", phase="one-{}"),
        _updates(size, "events = [{ item = 'item-{}', stage = 'open', target = '2030' }]"),
    ),
    "aliases": lambda size: _file(f"{_record('milestones', 'm')}aliases = {[f'a-{at}' for at in range(size)]}"),
    "countries": lambda size: _file(
        f"{_record('regions', 'r')}countries = {[f'C{at}' for at in range(size)]}",
        _update("events = [{ item = 'r', stage = 'started' }]"),
    ),
    "figures": lambda size: _file(_update("figures = [" + "{ metric = 'visits', value = 1 }," * size + "]")),
}
"""Files that grow with a size, by what there is much of."""
