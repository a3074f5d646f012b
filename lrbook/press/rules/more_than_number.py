"""A word that compares a number, right before its brackets, is true of the value; one that multiplies it stands inside.

The number is the value at the digits shown. So the value is not more than that, unless by what was rounded off. Other
things may be more than a number that the page sets itself: `p is smaller than [0.05]{=alpha}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lrbook.press.check import compared, compound
from lrbook.press.check.measures import ABOUT, ALMOST, EXACTLY, TIMES
from lrbook.press.check.origin import is_set
from lrbook.press.check.reading import agrees
from lrbook.press.check.stated import Stated
from lrbook.press.check.units import number_in

WHY = "The brackets say that a number is so large, and the word before them that it is not."
FAILS = "The cost is more than [39]{=cost(x)}."
PASSES = "The cost is [more than 38]{=cost(x)}, at most [39]{=cost(x)}, and exactly [39]{=cost(x)}."


def origin(number: Stated, value: Any, code: Sequence[str]) -> str:
    """Say whether the word before a number makes another one of it; what is more than a number that was set may be."""
    word = number.measure
    if word in {"", *ABOUT} or not number_in(number.shown) or not agrees(number.shown, value, number.reading):
        return ""
    exact = agrees(number.shown, value, "exact")
    if TIMES.fullmatch(word):
        return f"{word} {number.raw} is another number than what is computed; write what it comes to, in the brackets"
    if word in EXACTLY and not exact:
        return f"{number.raw} is rounded, and not {word} {number.shown}; leave the word out"
    if word in ALMOST and (wrong := compared.wrong(f"{word} {number.shown}", value)):
        why = f"is the very value, and not {word} {number.shown}" if exact else f"is rounded: {wrong[0]}"
        return f"{number.raw} {why}; leave the word out"
    untrue = compound.units(number.shown) or compared.wrong(f"{word} {number.shown}", value)
    if not is_set(number.expression, code) and untrue:
        inside = f"[{word} …]{number.raw[len(number.shown) + 2 :]}"
        return f"{number.raw} is the value, and not {word} that; write {inside}, or say which bound it is"
    return ""
