"""Code in a line that says what it yields: `5 == f(2)`, `f(2) is 5`, `>>> f(2); 5`.

A comparison of a name is a condition, as in `n == 5`, `n in (0, 1)` and `n > 0`, and so is that of a tolerance:
`abs(step) < 1e-6`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from lrbook.press.check.depends import called

PROMPT = re.compile(r"(?:>>>|In \[\d*\]:)\s*")
EQUALS = re.compile(r"(?<![=!<>:])=(?!=)|≈|≃|≡")
CLOSE = {"isclose", "allclose", "array_equal", "approx", "assert_allclose", "assert_equal", "assertEqual", "eq"}
"""Functions that compare what is computed with a number, in Python, NumPy and the common runners of tests."""
SIZES = {"abs", "fabs", "norm"}
"""Functions that say how large something is, which a tolerance bounds."""
ANSWER = re.compile(r"(?:\s|\s*[:;≠≤≥])\s*(?:[A-Za-z]+:?\s+){0,2}[-+−]?\d[\d.,]*\s?%?\s*")
"""What may stand behind a call, in what is no Python: its output, or words that tell it."""


def says_result(code: str) -> bool:
    """Return whether a piece of code says what number it yields."""
    code = PROMPT.sub("", code).strip()
    for text in (code, EQUALS.sub("==", code)):
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError):
            continue
        answers = len(body) > 1 and isinstance(body[-1], ast.Expr) and _is_number(body[-1].value)
        return answers or any(map(_is_equation, _told(body)))
    return _answers(code)


def _told(body: list[ast.stmt]) -> Iterator[ast.expr]:
    """Yield what is told by itself, and is not a part of something else."""
    told = [
        node.test if isinstance(node, ast.Assert) else node.value
        for node in body
        if isinstance(node, ast.Assert | ast.Expr)
    ]
    while told:
        node = told.pop()
        match node:
            case ast.BoolOp(values=values):
                told += values
            case ast.UnaryOp(op=ast.Not(), operand=value):
                told.append(value)
            case ast.Call(args=values) if called(node) in {"print", "bool"}:
                told += values
            case ast.expr():
                yield node


def _is_equation(node: ast.expr) -> bool:
    """Return whether something computed is compared with a number that is typed."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            sides, same = [left, *others], all(isinstance(op, ast.Eq | ast.Is | ast.In | ast.NotIn) for op in ops)
            if called(left) in SIZES and isinstance(ops[0], ast.Lt | ast.LtE) and not _is_closed(left):
                return False
        case ast.Call(args=sides) if called(node) in CLOSE:
            same = True
        case _:
            return False
    typed = [side for side in sides if _is_number(side)]
    computed = [side for side in sides if not _is_number(side)]
    plain = same or all(ast.unparse(side) in {"0", "1", "-1"} for side in typed)
    return bool(typed and computed) and not (plain and all(map(_is_named, computed)))


def _is_number(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return type(value) in {int, float, complex}
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=value):
            return _is_number(value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return bool(parts) and all(map(_is_number, parts))
    return False


def _is_named(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Constant) and not _is_closed(node)


def _is_closed(node: ast.expr) -> bool:
    """Return whether an expression has a value whatever the names around it are: a function of numbers."""
    nodes = list(ast.walk(node))
    functions = {part for call in nodes if isinstance(call, ast.Call) for part in ast.walk(call.func)}
    return bool(functions) and not any(isinstance(part, ast.Name) and part not in functions for part in nodes)


def _answers(code: str) -> bool:
    """Return whether a call stands there, with what it yields behind it, in what is no Python."""
    end = code.rfind(")") + 1
    try:
        call = ast.parse(code[:end].strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return False
    return isinstance(call, ast.Call) and ANSWER.fullmatch(code[end:]) is not None
