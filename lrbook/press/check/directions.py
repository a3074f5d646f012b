"""Which comparisons an expression makes that is true or false, its subject on the left."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lrbook.press.check.depends import called
from lrbook.press.check.words import OTHERWISE

SIGNS = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.In: "in",
    ast.NotIn: "out",
}
MIRRORED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
EQUAL = {"allclose", "isclose", "array_equal", "equal"}
"""Functions that compare two things, and say whether they are equal."""
MOST = {"max": "max", "nanmax": "max", "argmax": "max", "idxmax": "max"}
MOST |= {name.replace("max", "min"): sign.replace("max", "min") for name, sign in MOST.items()}
"""Functions that find the largest or the smallest: what equals it is that one."""
HAND_ON = {"all", "any", "bool", "bool_"}
LARGEST = {"max", "mean", "sum"}
TINY = 1e-3
"""A difference that is to be less than this is to be none."""


def is_gap(node: ast.AST) -> bool:
    """Return whether an expression is a difference that ought to be small, or the largest of such."""
    if not isinstance(node, ast.Call):
        return False
    of = [node.func.value] if isinstance(node.func, ast.Attribute) else []
    return called(node) in {"abs", "gap", "norm"} or (called(node) in LARGEST and any(map(is_gap, [*node.args, *of])))


def ways(node: ast.expr, *, denied: bool = False) -> Iterator[str]:
    """Yield the comparisons of an expression as signs; ? for what is true or false, and compares nothing.

    `np.diff(x) < 0` falls, `abs(a - b) < tiny` says that they are equal, and `allclose(a, -b)` that they are opposite.
    """
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield from ways(node.operand, denied=not denied)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from ways(part, denied=denied)
        case ast.Call(func=ast.Attribute(value=of), args=[]) if called(node) in HAND_ON:
            yield from ways(of, denied=denied)
        case ast.Call(args=[of, *_]) if called(node) in HAND_ON:
            yield from ways(of, denied=denied)
        case ast.GeneratorExp() | ast.ListComp():
            yield from ways(node.elt, denied=denied)
        case _:
            for sign in _signs(node):
                yield OTHERWISE.get(sign, f"not {sign}") if denied else sign


def _signs(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            sides = [left, *others]
            if len(ops) == 2 and all(isinstance(op, ast.Lt | ast.LtE) for op in ops):
                yield "in"
            for one, op, other in zip(sides, ops, others, strict=False):
                yield from _between(one, SIGNS.get(type(op), "?"), other)
        case ast.Call(args=[one, other, *_]) if called(node) in EQUAL:
            yield from _between(one, "=", other)
        case _:
            yield "?"


def _between(one: ast.expr, sign: str, other: ast.expr) -> Iterator[str]:
    if isinstance(one, ast.Constant):  # 5 > x says what x < 5 does
        one, sign, other = other, MIRRORED.get(sign, sign), one
    negated = any(isinstance(side, ast.UnaryOp) and isinstance(side.op, ast.USub) for side in (one, other))
    constant = any(isinstance(side, ast.UnaryOp) and isinstance(side.operand, ast.Constant) for side in (one, other))
    yield {"=": "±", "≠": "not ±"}.get(sign, sign) if negated and not constant else sign
    if sign == "=":
        yield from (MOST[called(side)] for side in (one, other) if called(side) in MOST)
    if is_gap(one):
        yield from {"<": "=", "≤": "=", ">": "≠", "≥": "≠"}.get(sign, "")


def bounds(comparison: ast.Compare) -> Iterator[tuple[float, str]]:
    """Yield the numbers that a comparison compares with: with `<` if it is to be less, `>` if more, `=` if equal."""
    sides = [comparison.left, *comparison.comparators]
    for left, sign, right in zip(sides, comparison.ops, sides[1:], strict=False):
        if isinstance(sign, ast.NotEq):
            continue
        less, more = isinstance(sign, ast.Lt | ast.LtE), isinstance(sign, ast.Gt | ast.GtE)
        for side, other_is_less in ((right, less), (left, more)):
            if isinstance(side, ast.Constant) and isinstance(side.value, int | float):
                yield abs(float(side.value)), ("<" if other_is_less else ">") if less or more else "="
