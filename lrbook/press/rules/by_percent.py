"""By how many percent one thing is larger than another is no quotient of the two, and no difference of two shares.

A change in percent has its direction, too: `a / b - 1` is by how much more a is, and `1 - a / b` by how much less.
"""

from __future__ import annotations

import ast
import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.code import nodes
from lrbook.press.check.likeness import words_of_code
from lrbook.press.check.spelling import MINUS
from lrbook.press.check.stated import Stated
from lrbook.press.check.units import number_in
from lrbook.press.check.words import NEXT, OWN, PAIR, read

WHY = "A quotient counts the other one itself, too; and a difference of two shares is a share of neither."
FAILS = "The cost is [975 %]{=cost(x) / cost(1)} higher."
PASSES = "The cost is [875 %]{=cost(x) / cost(1) - 1} higher, and [975 %]{=cost(x) / cost(1)} of the other."

POINTS = re.compile(r"\bpercentage points?\b", re.I)
PERCENT = re.compile(r"%|\bper ?cent\b", re.I)
THAN = [
    word for sign in "<>" for word in OWN[sign, PAIR].split() if re.fullmatch(r"(?!under|over)\w+er|less|more", word)
]
MOVES = [
    word for of in [("<", NEXT), (">", NEXT), ("≠", NEXT), ("≠", PAIR)] for word in OWN[of].split() if word.isalpha()
]
BY = re.compile(
    rf"\b(?:(?P<word>{'|'.join([*THAN, *MOVES])})\s+by|(?P<noun>increase|decrease|rise|fall|drop)\s+of)"
    r"\s+(?:(?:about|only|almost|nearly)\s+)?\Z",
    re.I,
)
BEHIND = re.compile(
    rf"\s+(?P<word>{'|'.join([*THAN, 'above', 'below'])}|\w+er(?=(?:\s\w+)?\s+than\b))\b(?P<noun>)", re.I
)


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say how a change in percent is computed wrongly."""
    if POINTS.search(number.shown):
        return _no_points(number)
    said = BY.search(as_read(before)) or BEHIND.match(as_read(behind))
    if tex or not said or not PERCENT.search(number.shown):
        return ""
    expression = nodes(number.expression, "eval")[1]
    if (way := _way(expression)) and {read(said["word"] or said["noun"]).sign, way} == {"<", ">"}:
        is_so, remedy = {"<": "less", ">": "more"}[way], "turn the word round, or the quotient"
        if not number.shown.startswith(tuple(MINUS)):
            return f"{number.raw} is by how much {is_so} the first of its quotient is; {remedy}"
    match expression:
        case ast.BinOp(left=ast.Constant()) | ast.BinOp(right=ast.Constant()) | ast.BinOp(left=ast.BinOp(op=ast.Sub())):
            return ""
        case ast.BinOp(op=ast.Div(), left=one, right=other) if _whole(number) or _alike(one, other):
            told = f"{number.raw} is what share one is of the other; by how much it differs is {number.expression} - 1"
            return told + "; a difference that is divided is written out: (… - …) / …" * _whole(number)
        case ast.BinOp(op=ast.Sub()):
            remedy = f"write [… percentage points]{{={number.expression}}}, or divide by one of them"
            return f"{number.raw} is a difference of two shares; {remedy}"
    return ""


def _alike(one: ast.expr, other: ast.expr) -> bool:
    """Return whether both have a word in common: then none of them is by how much the other has changed."""
    return not words_of_code(one).isdisjoint(words_of_code(other))


def _whole(number: Stated) -> bool:
    """Return whether a share is so large that the other one is in it, rather than a change."""
    shown = number_in(number.shown)
    return shown is not None and shown.value >= 1


def _way(expression: ast.AST) -> str:
    """Return whether a change is positive of what has become more, or of what has become less; or ""."""
    match expression:
        case ast.BinOp(ast.BinOp(op=ast.Div()), ast.Sub(), ast.Constant(1)):
            return ">"
        case ast.BinOp(ast.Constant(1), ast.Sub(), ast.BinOp(op=ast.Div())):
            return "<"
        case ast.BinOp(ast.BinOp(one, ast.Sub(), other), ast.Div(), whole):
            return {ast.unparse(one): "<", ast.unparse(other): ">"}.get(ast.unparse(whole), "")
    return ""


def _no_points(number: Stated) -> str:
    """Say that percentage points are computed as a share of one of two things."""
    match nodes(number.expression, "eval")[1]:
        case ast.BinOp(ast.BinOp(op=ast.Div()), ast.Sub(), ast.Constant()):
            is_change = True
        case ast.BinOp(ast.Constant(), ast.Sub(), ast.BinOp(op=ast.Div())):
            is_change = True
        case ast.BinOp(ast.BinOp(one, ast.Sub(), other), ast.Div(), whole):
            is_change = ast.unparse(whole) in {ast.unparse(one), ast.unparse(other)}
        case _:
            is_change = False
    told = f"{number.raw} is a share of one of them; percentage points are the difference of two shares"
    return told if is_change else ""
