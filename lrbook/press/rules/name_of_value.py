"""The name of a line, a bar or a column that a block shows has a word in common with what it names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from itertools import islice

from lrbook.press.check.code import nodes
from lrbook.press.check.likeness import exchangeable, words, words_of_code
from lrbook.press.check.origin import behind

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
    for node in _behind_print(code):
        if isinstance(node, ast.Dict):
            yield from _exchangeable(node)


def _behind_print(code: str) -> Iterable[ast.AST]:
    """Return all that stands in what is printed, and in the statements that make it."""
    statements = [node for node in nodes(code) if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.For)]
    prints = (node for node in statements if isinstance(node, ast.Expr) and _called(node) == "print")
    return dict.fromkeys(node for statement in behind(prints, statements) for node in ast.walk(statement))


def _called(statement: ast.Expr) -> str:
    return getattr(getattr(statement.value, "func", None), "id", "")


def _exchangeable(named: ast.Dict) -> Iterator[tuple[int, str]]:
    pairs = {
        key.value: words_of_code(value)
        for key, value in zip(named.keys, named.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and _computed(value)
    }
    for one, other in islice(exchangeable([words(name) for name in pairs], list(pairs.values())), 1):
        first, second = list(pairs)[one], list(pairs)[other]
        yield (
            named.lineno,
            f"the names {first!r} and {second!r} could be exchanged, and nothing would notice; give what they name "
            "variables that have a word of their names",
        )


def _computed(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) for node in ast.walk(value))
