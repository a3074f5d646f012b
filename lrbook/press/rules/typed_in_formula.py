"""A decimal, a number of two digits or a result in a formula is computed, or given."""

from collections.abc import Iterator

from lrbook.press.check.tex import typed_in_formula

WHY = "Single digits are structure, as in x²; the others are values, and a typed value can't notice that it is wrong."
FAILS = r"At the start \(y = 39\)."
PASSES = r"At the start \(y = [39]{=cost(x)}\)."


def formula(tex: str) -> Iterator[tuple[str, str]]:
    """Find the numbers of a formula that want a computation."""
    for number in typed_in_formula(tex):
        remedy = f"state it there as [{number}]{{=expression}}, or mark it [{number}]{{given}}"
        yield number, f"{number} is typed in the formula {tex.strip()}; {remedy}"
