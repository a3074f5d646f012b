"""The name of a line, a bar or a column that a page prints has a word in common with what it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from lrbook.press.check import blocks
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.likeness import exchangeable, words, words_of_code
from lrbook.press.check.origin import behind, changed
from lrbook.press.check.pairs import pairs
from lrbook.press.check.source import Source
from lrbook.press.sessions.formulas import LETTERS

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


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the names in what the blocks of a page print, and in what that is made from, that could be exchanged."""
    for named in names(source):
        fits = exchangeable([words(name) for name, _, _ in named], [words_of_code(value) for *_, value in named])
        for one, other in islice(fits, 1):
            yield (
                named[one][1],
                f"the names {named[one][0]!r} and {named[other][0]!r} could be exchanged, and nothing would notice; "
                "give what they name variables that have a word of their names",
            )


def names(source: Source) -> Iterator[list[tuple[str, int, ast.expr]]]:
    """Yield the names that are printed beside each other: each with its line, and the code of what it names."""
    opens: dict[ast.AST, int] = {}
    for block in blocks.declared(source)[0]:
        with suppress(SyntaxError):  # which is named where it is run
            opens |= dict.fromkeys(nodes(block.code), block.line)
    statements = [node for node in opens if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.For)]
    statements = [node for node in statements if LETTERS not in changed(node)]  # what they mean, their formulas tell
    prints = [node for node in statements if isinstance(node, ast.Expr) and called(node.value) == "print"]
    shown = dict.fromkeys(node for statement in behind(prints, statements) for node in ast.walk(statement))
    for named in pairs(shown):
        yield [(name, opens[at] + at.lineno, value) for name, at, value in named if _is_computed(value)]


def _is_computed(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) for node in ast.walk(value))
