"""Whether a comparison that an expression makes says what words say, or the contrary."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Set

from lrbook.press.check.depends import called
from lrbook.press.check.words import OTHERWISE, Said

IMPLIED = {"≤": {"<", "in"}, "≥": {">"}, "≠": {"<", ">"}, "max": {">", "≥"}, "min": {"<", "≤"}}
"""What says more than words do: what is below 5 is at most 5."""
CONTRARY = {"<": {">", "≥"}, "≤": {">", "≥"}, ">": {"<", "≤"}, "≥": {"<", "≤"}}
CONTRARY |= {"max": {"<", "≤", "min"}, "min": {">", "≥", "max"}}
ALL = {"all", "any", "min", "max", "allclose", "array_equal"}


def of_all(tree: Iterable[ast.expr]) -> bool:
    """Return whether an expression speaks of each of many, and not of one."""
    return not ALL.isdisjoint(map(called, tree))


def borne_out(said: Said, made: Set[str]) -> bool:
    """Return whether the comparisons that are made, as signs, say what a text says, and none of them the contrary."""
    contrary = CONTRARY.get(said.sign, {OTHERWISE[said.sign]}) if said.bound is None else set()  # else `fact_number`'s
    return made.isdisjoint(contrary) and not made.isdisjoint({said.sign} | IMPLIED.get(said.sign, set()))
