"""A fact that names a number compares with that number, and in the direction that its words say."""

from __future__ import annotations

import ast
from typing import Any

from lrbook.press.check import words
from lrbook.press.check.code import nodes
from lrbook.press.check.directions import bounds
from lrbook.press.check.lines import PLACEHOLDER
from lrbook.press.check.parts import SIZES
from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.typed import typed_numbers

WHY = "A number in the words of a fact is read as checked, and a fact is only true or false."
FAILS = "The cost is [above 30]{=cost(x) > 10}."
PASSES = "The cost is [above 30]{=cost(x) > 30}."

AGAINST = {"<": ">", "≤": ">", ">": "<", "≥": "<"}

PARTS = {part: {float(size), 1 / size} for part, size in SIZES.items()}
"""What a fact compares with that names a part or a number in such a word: a third is 1 / 3, and one of 3 parts."""


def expression(stated: Stated, value: Any) -> str:
    """Say which number of a true fact its expression does not compare with."""
    if not is_truth(value) or bool(value) == stated.counter or reads_shown(stated.expression):
        return ""
    tree = nodes(stated.expression, "eval")
    comparisons = [n for n in tree if isinstance(n, ast.Compare)]
    close = [n for n in tree if isinstance(n, ast.Call) and getattr(n.func, "attr", "") in {"allclose", "isclose"}]
    sides = [node for comparison in [*comparisons, *close] for node in ast.walk(comparison)]
    ways = {way for comparison in comparisons for way in bounds(comparison)}
    number = shown_number(stated.shown)
    if number and not number.ordinal and (float(abs(number.value)), "=") not in ways:
        return f"{stated.shown} is a number, but {stated.expression} a fact; give what is {stated.shown}, or say more"
    compared = {node.value for node in sides if isinstance(node, ast.Constant) and type(node.value) in {int, float}}
    shown = PLACEHOLDER.sub("", stated.shown)
    for match in (*typed_numbers(shown), *words.SMALL_NUMBER.finditer(shown.lower())):
        said = match[0].strip()
        meant = _meant(said)
        if compared.isdisjoint(meant):
            return f'"{stated.shown}" says {said}, but {stated.expression} does not; compare with that number'
        against = {(size, side) for size in meant for side in AGAINST.get(words.read(stated.shown).sign, "")}
        if ways & against and not ways & {(size, "=") for size in meant}:
            return f'"{stated.shown}" says one thing, and {stated.expression} the opposite; mend one of them'
    return ""


def _meant(said: str) -> set[float]:
    numbers = [shown_number(said), shown_number(said.rstrip(" %"))]  # 90 % is 0.9, or 90 of a hundred
    sizes = {float(abs(number.value)) for number in numbers if number}
    word = said.lower().split()[-1].rstrip("s")
    return sizes | PARTS.get(word, set()) | ({float(words.SMALL[word])} if word in words.SMALL else set())
