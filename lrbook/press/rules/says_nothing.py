"""What an expression yields depends on what the page has computed."""

from __future__ import annotations

import ast
from typing import Any

from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated

WHY = "An expression that would yield the same whatever was computed checks nothing."
FAILS = "The cost is [39]{=39 + 0 * x}."
PASSES = "The cost is [39]{=cost(x)}."

CLOSE = {"isclose", "allclose"}
TOLERANCE = 1e-3
"""What differs by more than this is not equal: a fact that says so with a larger tolerance says nothing."""


def expression(number: Stated, value: Any) -> str:
    """Say why an expression checks nothing."""
    why = dodge(number.expression, number.shown, fact=is_truth(value))
    return f"{number.raw} says nothing: {why}" if why else ""


def dodge(expression: str, shown: str, *, fact: bool) -> str:
    """Return why an expression says nothing about what it stands beside, or ""."""
    number = shown_number(shown)
    for node in ast.walk(ast.parse(expression, mode="eval")):
        match node:
            case ast.Constant(value=value) if not fact and _is_shown(value, shown, number and abs(number.value)):
                return f"{value!r} stands in the expression as it is shown; compute it"
            case ast.BoolOp(values=parts) if not fact or any(isinstance(part, ast.Constant) for part in parts):
                return "`and` or `or` decides what it is; compute it"
            case ast.BinOp(op=ast.Mult(), left=left, right=right) if 0 in _numbers(left, right):
                return "it is times zero; compute it"
            case ast.Compare(left=left, ops=ops, comparators=others):
                sides = [ast.dump(side) for side in (left, *others)]
                if len(set(sides)) < len(sides) or any(isinstance(op, (ast.Is, ast.IsNot)) for op in ops):
                    return "it compares a thing with itself; compare it with another"
                bounds = [side for side in (left, *others) if not _is_gap(side)]
                if len(bounds) <= len(ops) and max(_numbers(*bounds), default=0) > TOLERANCE and not _above(left, ops):
                    return f"its tolerance is more than {TOLERANCE}; make it smaller"
                if isinstance(ops[0], ast.GtE) and 0 in _numbers(others[0]) and _never_negative(left):
                    return "it is never negative; compare it with another number"
            case ast.keyword(arg="rtol" | "atol" | "rel_tol" | "abs_tol", value=value) if _is_wide(value):
                return f"its tolerance is more than {TOLERANCE}; make it smaller"
            case ast.Call(args=[_, _, *tolerances]) if _called(node) in CLOSE and any(map(_is_wide, tolerances)):
                return f"its tolerance is more than {TOLERANCE}; make it smaller"
    return ""


def _is_shown(value: object, shown: str, size: object) -> bool:
    """Return whether a constant is what is shown: the text itself, or its number but for the sign."""
    return value == shown or (type(value) in {int, float} and size is not None and value == size)


def _numbers(*nodes: ast.expr) -> list[float]:
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, (int, float)) and not isinstance(value, bool)]


def _is_wide(tolerance: ast.expr) -> bool:
    return max(_numbers(tolerance), default=0) > TOLERANCE


def _called(node: ast.expr) -> str:
    """Return the last name of what is called, or ""."""
    called = node.func if isinstance(node, ast.Call) else None
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _above(left: ast.expr, ops: list[ast.cmpop]) -> bool:
    """Return whether a comparison says that a difference is large, and not that it is small."""
    return any(isinstance(op, ast.Lt | ast.LtE) != _is_gap(left) for op in ops)


def _is_gap(node: ast.expr) -> bool:
    """Return whether an expression is a difference that ought to be small, or the largest of such."""
    if _called(node) in {"max", "mean", "sum"} and isinstance(node, ast.Call):
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        return any(_is_gap(part) for part in [*node.args, *([of] if of else [])])
    return _called(node) in {"abs", "gap", "norm"}


def _never_negative(node: ast.expr) -> bool:
    """Return whether an expression can't be less than zero, whatever was computed."""
    squared = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and 2 in _numbers(node.right)
    return squared or _called(node) in {"len", "abs"}
