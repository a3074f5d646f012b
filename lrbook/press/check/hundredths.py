"""A percentage that is computed as so many of a hundred: what is shown with its sign is a share of one."""

from __future__ import annotations

import ast
from typing import Any

from lrbook.press.check.code import nodes
from lrbook.press.check.reading import PERCENT, agrees

SIMPLE = ast.Name | ast.Attribute | ast.Subscript | ast.Call


def divided(shown: str, expression: str, value: Any) -> str:
    """Return an expression for the share that is shown, if the one that is given yields so many percent; else ""."""
    number = PERCENT.sub("", shown)
    of_hundred = number != shown and isinstance(value, int | float) and abs(value) > 1
    if not of_hundred or not agrees(number, value):
        return ""
    return f"{expression} / 100" if isinstance(nodes(expression, "eval")[1], SIMPLE) else f"({expression}) / 100"
