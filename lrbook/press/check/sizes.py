"""The numbers that a fact compares with, and what a number in its words may mean."""

from __future__ import annotations

import ast

from lrbook.press.check import words
from lrbook.press.check.code import nodes
from lrbook.press.check.directions import bounds
from lrbook.press.check.parts import SIZES
from lrbook.press.check.spelling import shown_number

PARTS = {part: {float(size), 1 / size} for part, size in SIZES.items()}
"""What a fact compares with that names a part or a number in such a word: a third is 1 / 3, and one of 3 parts."""


def meant(said: str) -> set[float]:
    """Return the sizes that a number in words or digits may have: 90 % is 0.9, or 90 of a hundred."""
    numbers = [shown_number(said), shown_number(said.rstrip(" %"))]
    sizes = {float(abs(number.value)) for number in numbers if number}
    word = said.lower().split()[-1].rstrip("s")
    return sizes | PARTS.get(word, set()) | ({float(words.SMALL[word])} if word in words.SMALL else set())


def compared_with(expression: str) -> tuple[set[float], set[tuple[float, str]]]:
    """Return the numbers in the comparisons of an expression, and those that bound something, with the direction."""
    tree = nodes(expression, "eval")
    comparisons = [node for node in tree if isinstance(node, ast.Compare)]
    close = [n for n in tree if isinstance(n, ast.Call) and getattr(n.func, "attr", "") in {"allclose", "isclose"}]
    sides = [node for comparison in [*comparisons, *close] for node in ast.walk(comparison)]
    values = [node.value for node in sides if isinstance(node, ast.Constant)]
    numbers = {float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)}
    return numbers, {way for comparison in comparisons for way in bounds(comparison)}
