"""What falls or rises goes from the earlier value to the later one, as they stand in a list, or are called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from lrbook.press.check.code import nodes
from lrbook.press.check.depends import unscaled
from lrbook.press.check.nearby import FAR, seen
from lrbook.press.check.related import MOVES, TO
from lrbook.press.check.sooner import goes_back
from lrbook.press.check.spelling import MINUS
from lrbook.press.check.stated import Stated, marks
from lrbook.press.check.words import NEXT, read
from lrbook.press.rules.by_percent import BY

PRINTED = True
WHY = "Backwards a rise is a fall, and its numbers are the same."
FAILS = """On the way the cost [rises]{=(dict(after=cost(0))["after"], dict(before=cost(x))["before"])}."""
PASSES = """\
On the way the cost [falls]{=(dict(before=cost(x))["before"], dict(after=cost(0))["after"])}, by
[36]{=dict(before=cost(x))["before"] - dict(after=cost(0))["after"]}."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say which value is the earlier one of two that are given, or told, the other way round."""
    for one, other in () if tex else _steps(number, before, behind):
        if goes_back(one, other):
            early, late = ast.unparse(other), ast.unparse(one)
            return f"{number.raw} goes back in time: {early} comes before {late}; exchange them, or mend the words"
    return ""


def _steps(number: Stated, before: str, behind: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield the steps that are told: from what, to what."""
    expression, said = nodes(number.expression, "eval")[1], read(number.shown)
    assert isinstance(expression, ast.expr)
    if said.sign and said.of == NEXT and isinstance(expression, ast.Tuple | ast.List):
        yield from pairwise(expression.elts)
    around = seen(before[-FAR:])
    moved, by = MOVES.search(around), BY.search(around)
    to = next(iter(marks(behind[: 2 * FAR])), None)
    if moved and to and read(moved["word"]).of == NEXT and TO.fullmatch(seen(behind[: to[0]])):
        yield from (
            (expression, there) for there in nodes(to[2].expression, "eval")[1:2] if isinstance(there, ast.expr)
        )
    way = read(by["word"] or by["noun"]) if by else None
    more = _more(expression) if way and way.of == NEXT and not number.shown.startswith(tuple(MINUS)) else None
    if way and more and way.sign in "<>":
        yield more if way.sign == "<" else more[::-1]


def _more(expression: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    """Return the two values of a difference, or a change in percent, which is positive if the first is more."""
    match unscaled(expression):
        case ast.BinOp(inner, ast.Div(), ast.Constant()):
            return _more(inner)
        case ast.BinOp(ast.BinOp(one, ast.Div(), other), ast.Sub(), ast.Constant(1)):
            return one, other
        case ast.BinOp(ast.Constant(1), ast.Sub(), ast.BinOp(one, ast.Div(), other)):
            return other, one
        case ast.BinOp(ast.BinOp(one, ast.Sub(), other), ast.Div()) | ast.BinOp(one, ast.Sub(), other):
            return one, other
    return None
