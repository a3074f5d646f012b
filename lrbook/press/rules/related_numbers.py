"""Numbers that are stated side by side are as the signs between them say, or the word that leads to the other."""

from collections.abc import Sequence
from typing import Any

from lrbook.press.check.compared import too_large
from lrbook.press.check.reading import is_truth
from lrbook.press.check.related import Related

WHY = "Each number may be right, and what the sentence makes of them wrong: so it is when they have moved."
FAILS = "The cost falls from [3]{=cost(0)} to [39]{=cost(x)}."
PASSES = "The cost falls from [39]{=cost(x)} to [3]{=cost(0)}, and [39]{=cost(x)} > [3]{=cost(0)}."


def relation(found: Related, values: Sequence[Any]) -> str:
    """Say what is not so of the values of some numbers."""
    if too_large(list(values)):
        return f'"{found}" is said of numbers that are too large to be compared; state their logarithms'
    numbers = [float(value) for value in values if isinstance(value, (int, float)) and not is_truth(value)]
    if len(numbers) < len(values):
        return ""
    why = found.wrong(numbers)
    return f'"{found}" is said, but {why}; mend the sentence or the mathematics' if why else ""
