"""Expressions that compute nothing: what they yield would be the same whatever the page had computed."""

from __future__ import annotations

import ast

from lrbook.press.reading import shown_number

TOLERANCE = 1e-3
"""What differs by more than this is not equal: a fact that says so with a larger tolerance says nothing."""


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
                below = any(isinstance(op, (ast.Lt, ast.LtE)) for op in ops)
                if below and _is_gap(left) and max(_numbers(*others), default=0) > TOLERANCE:
                    return f"its tolerance is more than {TOLERANCE}; make it smaller"
            case ast.keyword(arg="rtol" | "atol", value=value) if max(_numbers(value), default=0) > TOLERANCE:
                return f"its tolerance is more than {TOLERANCE}; make it smaller"
    return ""


def _is_shown(value: object, shown: str, size: object) -> bool:
    """Return whether a constant is what is shown: the text itself, or its number but for the sign."""
    return value == shown or (type(value) in {int, float} and size is not None and value == size)


def _numbers(*nodes: ast.expr) -> list[float]:
    constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [value for value in constants if isinstance(value, (int, float)) and not isinstance(value, bool)]


def _is_gap(node: ast.expr) -> bool:
    """Return whether an expression is a difference that ought to be small."""
    called = node.func if isinstance(node, ast.Call) else None
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name in {"abs", "gap"}
