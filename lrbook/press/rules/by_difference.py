"""A difference is by how much its first is more than its second: what stands behind it names the one that fits."""

from __future__ import annotations

import ast

from lrbook.press.check.clause import rest
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import unscaled
from lrbook.press.check.likeness import only_own, shared, words
from lrbook.press.check.spelling import MINUS
from lrbook.press.check.stated import Stated
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.check.words import PAIR, read

PRINTED = True
WHY = "The number is right either way, and says nothing of which one is more."
FAILS = "There the cost lies [9]{=cost(0) - x} below x."
PASSES = "There the cost lies [9]{=cost(0) - x} above x, and x lies [9]{=cost(0) - x} below the cost."

NEAR = 3
"""So many words, such as a unit, may stand between a difference and the word for its direction."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say that a difference stands with the word for the opposite direction."""
    pair = _pair(nodes(number.expression, "eval")[1])
    if tex or not pair or number.shown.startswith(tuple(MINUS)):
        return ""
    follows = rest(behind)
    place = next((n for n, word in enumerate(follows[:NEAR]) if read(word).of == PAIR and read(word).sign in "<>"), -1)
    named = words(" ".join(follows[place + 1 :])) - GRAMMATICAL if place >= 0 else frozenset()
    first, second = (bool(shared(named, own)) for own in pair)
    if first == second or read(follows[place]).sign == ("<" if first else ">"):
        return ""
    said = " ".join(follows[place:])
    return f'{number.raw} is by how much its first is more than its second, and not "{said}"; mend one of them'


def _pair(expression: ast.AST) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words of both sides of a difference, only their own; it may be scaled or rounded.

    One and a quotient differ by how much, of the other, one side of the quotient is more.
    """
    match unscaled(expression):
        case ast.BinOp(ast.BinOp(one, ast.Div(), other), ast.Sub(), ast.Constant()):
            return only_own(one, other)
        case ast.BinOp(ast.Constant(), ast.Sub(), ast.BinOp(one, ast.Div(), other)):
            return only_own(other, one)
        case ast.BinOp(inner, ast.Div(), ast.Constant()):
            return _pair(inner)
        case ast.BinOp(one, ast.Sub(), other):
            return only_own(one, other)
    return None
