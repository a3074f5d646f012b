"""Tolerances that are so wide that anything is close to anything."""

from __future__ import annotations

import ast

from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.directions import TINY, is_gap

CLOSE = {"isclose", "allclose"}


def wide(expression: str) -> str:
    """Return what is wrong with a tolerance in an expression, or ""."""
    message = f"its tolerance is more than {TINY}; make it smaller"
    for node in nodes(expression, "eval"):
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                bounds = [side for side in (left, *others) if not is_gap(side)]
                if len(bounds) <= len(ops) and any(map(_is_wide, bounds)) and not _above(left, ops):
                    return message
            case ast.keyword(arg="rtol" | "atol" | "rel_tol" | "abs_tol", value=value) if _is_wide(value):
                return message
            case ast.Call(args=[_, _, *tolerances]) if called(node) in CLOSE and any(map(_is_wide, tolerances)):
                return message
    return ""


def _is_wide(tolerance: ast.expr) -> bool:
    return isinstance(tolerance, ast.Constant) and isinstance(tolerance.value, int | float) and tolerance.value > TINY


def _above(left: ast.expr, ops: list[ast.cmpop]) -> bool:
    """Return whether a comparison says that a difference is large, and not that it is small."""
    return any(isinstance(op, ast.Lt | ast.LtE) != is_gap(left) for op in ops)
