"""The number in a condition is one with which the statements of its sentence are computed."""

from collections.abc import Iterable

from lrbook.press.check.conditions import Condition

WHY = "Otherwise what is true at one place is stated of another, and nothing notices."
FAILS = r"At \(x = 4\) the cost is [39]{=cost(x)}."
PASSES = r"At \(x = -6\) the cost is [39]{=cost(x)}, and at \(x = 4\) it is [19]{=cost(4)}."


def condition(found: Condition, computed_with: Iterable[float]) -> str:
    """Say that a number is none of those in the expressions, nor of those that their names stand for, or ""."""
    if any(abs(number - found.number) <= 1e-12 * abs(found.number) for number in computed_with):
        return ""
    name = found.tex.partition("=")[0].strip()
    remedy = f"compute it from a name, or state the number: {name} = […]{{=name}}"
    return f"nothing in this sentence is computed with {found.tex}; {remedy}"
