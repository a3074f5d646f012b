"""What an expression yields depends on what the page has computed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from lrbook.press.check import compared
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import TRIALS, Tried, tried
from lrbook.press.check.reading import agrees, is_truth, members
from lrbook.press.check.stated import Stated
from lrbook.press.check.units import number_in

WHY = "An expression that would yield the same whatever was computed checks nothing."
FAILS = "The cost is [39]{=39 + 0 * x}."
PASSES = "The cost is [39]{=cost(x)}."

ENOUGH = 20
"""In fewer trials that come to an end nothing is seen."""
ALWAYS, OFTEN = 0.95, 0.2
"""In what share of the trials a thing comes out that always does, or that does as a bound would."""
ENDS = {-1, 0, 1}
"""Where many things end: max(left, 0) may well be 0. Another bound that is shown is typed."""


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
    try_out = tried(expression)
    if fact:
        same = _comes_out((bool(outcome) == bool(value) for outcome in try_out.outcomes(meet=True)), least=1)
        return f"it is {bool(value)} whatever this page computes; compare with what it computes" if same else ""
    parts = members(shown) if isinstance(value, list) and compared.wrong(shown, value) is None else [shown]
    return next(
        filter(None, (_typed(part, place, len(parts), try_out, reading) for place, part in enumerate(parts))), ""
    )


def _typed(part: str, place: int, of: int, try_out: Tried, reading: str) -> str:
    """Return why what is shown at a place of so many is not computed, or ""."""
    number = number_in(part)
    if of > 1 and number and number.value in ENDS:  # from 0 to what is computed
        return ""
    stands = any(agrees(part, size, reading) for size in _sizes(try_out.constants))
    bound = stands and number is not None and number.value not in ENDS
    hits = (_shows(part, outcome, place, of, reading) for outcome in try_out.outcomes(meet=number is None))
    if not _comes_out(hits, least=OFTEN if bound else ALWAYS if number else 1):  # words are so, or not, as a fact is
        return ""
    where = "stands in the expression as it is shown" if stands else "comes out whatever this page computes"
    return f"{part} {where}; compute it, or give it a name in a block"


def _sizes(constants: tuple[Any, ...]) -> Iterator[Any]:
    for constant in constants:
        yield constant
        if isinstance(constant, int | float):
            yield -constant


def _shows(part: str, outcome: Any, place: int, of: int, reading: str) -> bool:
    if of > 1:
        outcome = outcome[place] if isinstance(outcome, list | tuple) and len(outcome) == of else None
    elif isinstance(outcome, list | tuple) and len(outcome) == 1:
        outcome = outcome[0]
    return not is_truth(outcome) and agrees(part, outcome, reading)


def _comes_out(hits: Iterator[bool], least: float) -> bool:
    """Return whether a thing comes out in at least this share of the trials."""
    seen = missed = 0
    for hit in hits:
        seen, missed = seen + 1, missed + (not hit)
        if missed > (1 - least) * TRIALS:
            return False
    return seen >= ENOUGH and missed <= (1 - least) * seen
