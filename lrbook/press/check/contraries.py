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
    return made.isdisjoint(_contrary(said)) and not made.isdisjoint(_like(said))


def contradicted(said: Said, made: Set[str]) -> bool:
    """Return whether the comparisons that are made say the contrary of a text, and none of them what it says."""
    return not made.isdisjoint(_contrary(said)) and made.isdisjoint(_like(said))


def _contrary(said: Said) -> Set[str]:
    return CONTRARY.get(said.sign, {OTHERWISE[said.sign]}) if said.bound is None else set()  # else `fact_number`'s


def _like(said: Said) -> Set[str]:
    return {said.sign} | IMPLIED.get(said.sign, set())
