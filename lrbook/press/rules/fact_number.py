"""A fact that names a number compares with that number, and in the direction that its words say."""

from __future__ import annotations

from typing import Any

from lrbook.press.check import words
from lrbook.press.check.in_figures import in_figures
from lrbook.press.check.lines import PLACEHOLDER
from lrbook.press.check.reading import is_truth
from lrbook.press.check.sizes import compared_with, meant
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.typed import typed_numbers

WHY = "A number in the words of a fact is read as checked, and a fact is only true or false."
FAILS = "The cost is [above 30]{=cost(x) > 10}."
PASSES = "The cost is [above 30]{=cost(x) > 30}."

AGAINST = {"<": ">", "≤": ">", ">": "<", "≥": "<"}


def expression(stated: Stated, value: Any) -> str:
    """Say which number of a true fact its expression does not compare with."""
    if not is_truth(value) or bool(value) == stated.counter or reads_shown(stated.expression):
        return ""
    compared, ways = compared_with(stated.expression)
    number = shown_number(stated.shown)
    if number and not number.ordinal and (float(abs(number.value)), "=") not in ways:
        return f"{stated.shown} is a number, but {stated.expression} a fact; give what is {stated.shown}, or say more"
    shown = in_figures(PLACEHOLDER.sub("", stated.shown))
    for match in (*typed_numbers(shown), *words.SMALL_NUMBER.finditer(shown.lower())):
        said = match[0].strip()
        sizes = meant(said)
        if compared.isdisjoint(sizes):
            return f'"{stated.shown}" says {said}, but {stated.expression} does not; compare with that number'
        against = {(size, side) for size in sizes for side in AGAINST.get(words.read(stated.shown).sign, "")}
        if ways & against and not ways & {(size, "=") for size in sizes}:
            return f'"{stated.shown}" says one thing, and {stated.expression} the opposite; mend one of them'
    return ""
