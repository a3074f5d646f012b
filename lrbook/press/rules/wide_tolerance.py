"""Values that are said to be equal or close are so within a small tolerance."""

from __future__ import annotations

from typing import Any

from lrbook.press.check.reading import is_truth
from lrbook.press.check.stated import Stated
from lrbook.press.check.tolerances import wide
from lrbook.press.check.typed import typed_numbers

WHY = "Within a tolerance that is wide enough, anything is close to anything."
FAILS = "The cost [agrees]{=abs(cost(x) - 30) < 10}."
PASSES = "The cost [agrees]{=abs(cost(x) - 39) < 1e-9}."


def expression(number: Stated, value: Any) -> str:
    """Say which tolerance of a fact is too wide, if its words don't name it: by less than five percent."""
    if not is_truth(value) or next(typed_numbers(number.shown), None):
        return ""
    return f"{number.raw} says nothing: {why}" if (why := wide(number.expression)) else ""
