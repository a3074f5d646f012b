"""What an expression yields depends on what the page has computed."""

from __future__ import annotations

import ast
from typing import Any

from lrbook.press.check.anyway import shown_anyway, true_anyway
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import tried
from lrbook.press.check.reading import is_truth
from lrbook.press.check.stated import Stated

WHY = "An expression that would yield the same whatever was computed checks nothing."
FAILS = "The cost is [39]{=39 + 0 * x}."
PASSES = "The cost is [39]{=cost(x)}."


def expression(number: Stated, value: Any) -> str:
    """Say why an expression checks nothing; a fact that is untrue says too much."""
    if is_truth(value) and bool(value) == number.counter:
        return ""
    why = dodge(number.expression, number.shown, value, number.reading)
    return f"{number.raw} says nothing: {why}" if why else ""


def dodge(expression: str, shown: str, value: Any, reading: str = "rounded") -> str:
    """Return why an expression with this value says nothing about what it stands beside, or ""."""
    fact = is_truth(value)
    tree = nodes(expression, "eval")
    if any(isinstance(op, ast.Is | ast.IsNot) for node in tree if isinstance(node, ast.Compare) for op in node.ops):
        return "`is` asks for the object, not for what it is worth; compare with == or <"
    choices = [node for node in tree if isinstance(node, ast.IfExp) and isinstance(value, str)]
    asked = {part for choice in choices for part in ast.walk(choice.test)}  # there a text may well ask for more
    if not fact and any(isinstance(node, ast.BoolOp) and node not in asked for node in tree):
        return "`and` or `or` decides what it is; compute it"
    if not fact:
        return shown_anyway(shown, value, tried(expression), reading)
    anyway = true_anyway(value, tried(expression))
    return f"it is {bool(value)} whatever this page computes; compare with what it computes" if anyway else ""
