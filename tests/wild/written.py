"""A parsed file as TOML, each table and value in one of the ways in which it can be written."""

import re
from random import Random
from typing import Any


def written(raw: dict[str, Any], chance: Random) -> bytes:
    """The bytes of a file that is parsed to this; its line ends, and a mark at its begin, are left to chance, too."""
    lines: list[str] = []
    _write(raw, (), lines, chance)
    line_end = chance.choice(["\n", "\n", "\n", "\r\n"])
    return (b"\xef\xbb\xbf" if chance.random() < 0.1 else b"") + (line_end.join(lines) + line_end).encode()


def _write(table: dict[str, Any], path: tuple[str, ...], lines: list[str], chance: Random) -> None:
    below = []
    for key, value in table.items():
        is_tables = isinstance(value, list) and value and all(isinstance(part, dict) for part in value)
        if (is_tables or isinstance(value, dict)) and chance.random() < 0.7:
            below.append((key, value))
        elif isinstance(value, dict) and value and chance.random() < 0.5:
            lines += [
                f"{_key(key, chance)} . {_key(inner, chance)} = {_toml(part, chance)}" for inner, part in value.items()
            ]
        else:
            remark = "  # a remark, [with] = 'signs" if chance.random() < 0.05 else ""
            lines.append(f"{_key(key, chance)}{chance.choice(EQUALS)}{_toml(value, chance)}{remark}")
    for key, value in below:
        inner_path = (*path, key)
        header = ".".join(_key(step, chance) for step in inner_path)
        for part in value if isinstance(value, list) else [value]:
            lines.append(f"[[{header}]]" if isinstance(value, list) else f"[ {header} ]")
            _write(part, inner_path, lines, chance)


EQUALS = (" = ", "=", "  =\t")
LINE_END = "\n"


def _key(key: str, chance: Random) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) and chance.random() < 0.9 else _text(key, chance)


def _toml(value: Any, chance: Random) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            if "\r" not in value and chance.random() < 0.1:
                return f'"""\n{_escaped(value, keep=LINE_END)}"""'
            return _text(value, chance)
        case int():
            return f"{value:#x}" if value >= 0 and chance.random() < 0.1 else str(value)
        case float():
            return repr(value)
        case list():
            space = chance.choice(["", " ", "\n", "\n  # a remark ]\n"])
            return f"[{space}{f',{space}'.join(_toml(part, chance) for part in value)}{space}]"
        case dict():
            pairs = (f"{_key(key, chance)} = {_toml(part, chance)}" for key, part in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case _:
            return f"{value.isoformat()}"


def _text(text: str, chance: Random) -> str:
    if chance.random() < 0.2 and re.fullmatch(r"[^'\x00-\x08\x0a-\x1f\x7f]*", text):
        return f"'{text}'"
    return f'"{_escaped(text)}"'


def _escaped(text: str, keep: str = "") -> str:
    return re.sub(
        '[\x00-\x1f\x7f"\\\\]', lambda match: match[0] if match[0] in keep else f"\\u{ord(match[0]):04x}", text
    )
