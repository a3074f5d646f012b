"""Which name belongs to which value: they have a word in common.

A page names its variables itself, so a name that is shown and the variable behind it can be compared; no list of words
is needed for that.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations

WORD = re.compile(r"[^\W\d_]+|\d+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STEM = 4
"""So many letters in common at their beginning make two words one: measured and measure, product and prod.

Shorter ones are one if one is the plural of the other: row and rows.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, or of a name in code: `late_cost` has two."""
    return frozenset(word.lower() if len(word) > 1 else word for word in WORD.findall(CAMEL.sub(" ", text)))


def words_of_code(expression: ast.AST | str) -> frozenset[str]:
    """Return the words of the names in an expression, and of the texts in it; none, if it can't be read."""
    if isinstance(expression, str):
        with suppress(SyntaxError):
            return words_of_code(ast.parse(expression.strip(), mode="eval"))
        return frozenset()
    parts = (_named(node) for node in ast.walk(expression))
    return frozenset[str]().union(*(words(part) for part in parts))


def only_own(one: ast.AST, other: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of two expressions, of each those that the other one does not have."""
    first, second = words_of_code(one), words_of_code(other)
    return first - second, second - first


def _named(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            return name
    return ""


def shared(some: frozenset[str], others: frozenset[str]) -> int:
    """Return how many of some words are among others, too, if only by their stem."""
    return sum(any(_same(one, other) for other in others) for one in some)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (
        one == other or (len(short) >= STEM and short[:STEM] == long[:STEM]) or (len(short) > 2 and short + "s" == long)
    )


def stem(word: str) -> str:
    """Return what two words have in common if they are one; others may have it in common, too."""
    return (word + "s" * (len(word) == STEM - 1))[:STEM]


def exchangeable(names: Sequence[frozenset[str]], values: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places whose names would fit as well if they were exchanged.

    Args:
        names: The words of each name.
        values: The words of what each name stands for.
    """
    fit = [[shared(name, value) for value in values] for name in names]
    for i, j in combinations(range(len(names)), 2):
        if fit[i][i] + fit[j][j] <= fit[i][j] + fit[j][i]:
            yield i, j
