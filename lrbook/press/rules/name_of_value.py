"""The name of a line, a bar or a column that a block shows has a word in common with what it names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from lrbook.press.check.likeness import exchangeable, words, words_of_code

WHY = "Two curves with their names exchanged look like two curves with the right names."
FAILS = """\
```python exec="on" id="b"
first, second = cost(x), 2 * x
print({"the cost": first, "the slope": second}.keys())
```"""
PASSES = """\
```python exec="on" id="b"
height, slope = cost(x), 2 * x
print({"the height": height, "the slope": slope}.keys())
```"""


def block(code: str, shown: bool) -> Iterator[tuple[int, str]]:
    """Find the names in what a block prints that could be exchanged."""
    for node in _printed(ast.parse(code)):
        if isinstance(node, ast.Dict):
            yield from _exchangeable(node)


def _printed(tree: ast.AST) -> Iterable[ast.AST]:
    """Return what stands in calls of print, and in what is given a name that stands there."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print")
    printed = [node for call in calls for node in ast.walk(call)]
    names = {node.id for node in printed if isinstance(node, ast.Name)}
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Assign) and any(getattr(to, "id", "") in names for to in statement.targets):
            printed += ast.walk(statement.value)
    return dict.fromkeys(printed)


def _exchangeable(named: ast.Dict) -> Iterator[tuple[int, str]]:
    pairs = {
        key.value: words_of_code(value)
        for key, value in zip(named.keys, named.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and words_of_code(value)
    }
    for one, other in exchangeable([words(name) for name in pairs], list(pairs.values())):
        first, second = list(pairs)[one], list(pairs)[other]
        yield (
            named.lineno,
            f"the names {first!r} and {second!r} could be exchanged, and nothing would notice; give what they name "
            "variables that have a word of their names",
        )
