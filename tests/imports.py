"""What a module takes from packages that others wrote, told from its text."""

import ast
import re
import sys
from collections.abc import Iterator

OWN = {"gti_cli", "tests", "installs"}
UNKNOWN = "…"
"""Stands for the part of a name that is only known when the module runs."""


def taken(source: str) -> set[str]:
    """The dotted names that a module imports from other packages, wherever in it, and the attributes it asks them for.

    A name that a string holds counts as well: what `import_module` is given, a quoted annotation, a script.
    """
    nodes = list(ast.walk(ast.parse(source)))
    meanings = {local: name for node in nodes for local, name in _imported(node)}
    names = {name for node in nodes for _, name in _imported(node)}
    names |= {name for node in nodes for name in _asked_for(node, meanings)}
    packages = {name.partition(".")[0] for name in names}
    names |= {name for node in nodes for name in _in_a_string(node, packages)}
    return {name for name in names if name.partition(".")[0] not in OWN | sys.stdlib_module_names}


def private(name: str) -> bool:
    """Whether a part of a dotted name says that it is not for others: it begins with an underscore."""
    return any(re.match("_(?!_.*__$)", part) for part in name.split("."))


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What an import binds, and the dotted name that it stands for; `import a.b` binds `a`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name, alias.name
            if not alias.asname:
                yield (alias.name.partition(".")[0],) * 2
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _asked_for(node: ast.AST, meanings: dict[str, str]) -> Iterator[str]:
    """The dotted name of an attribute of what was imported, and what is imported or asked for by a call."""
    if isinstance(node, ast.Attribute) and (name := _dotted(node, meanings)):
        yield name
    elif isinstance(node, ast.Call) and node.args:
        function = _dotted(node.func, meanings) or ast.unparse(node.func)
        if function in ("importlib.import_module", "__import__"):
            yield _text(node.args[0])
        elif function == "getattr" and (name := _dotted(node.args[0], meanings)):
            yield f"{name}.{_text(node.args[1])}"


def _dotted(node: ast.AST, meanings: dict[str, str]) -> str | None:
    """The dotted name of a chain of attributes that begins with something imported."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value, meanings)
        return before and f"{before}.{node.attr}"
    return meanings.get(node.id) if isinstance(node, ast.Name) else None


def _text(node: ast.expr) -> str:
    """The text that an expression makes, as far as it is written out."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else UNKNOWN


def _in_a_string(node: ast.AST, packages: set[str]) -> Iterator[str]:
    """The dotted names in a string that begin with a package which the module imports."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        for name in re.findall(r"(?<![\w./-])[a-z]\w*(?:\.\w+)+", node.value):
            if name.partition(".")[0] in packages:
                yield name
