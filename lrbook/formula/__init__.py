"""Formulas, checked as they are printed: what their LaTeX says is computed with the book's own functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np

from lrbook.formula.reader import Reader, named
from lrbook.formula.relations import HAIR, Link, Verdict, compare, joined, links, uncertain
from lrbook.formula.signs import READS
from lrbook.formula.slips import slips
from lrbook.formula.tokens import tokens

__all__ = ["READS", "Verdict", "holds"]


def holds(tex: str, names: Mapping[str, Any], after: Mapping[str, Any] | None = None) -> Verdict:
    """Return whether a printed formula is true of these values; if it is not, `why` of what is returned says so.

    Examples:
        >>> holds(r"\\sigma(z) = \\frac{1}{1 + e^{-z}}", {r"\\sigma": lambda z: 1 / (1 + np.exp(-z)), "z": 0.3})
        True
        >>> holds(r"x \\leftarrow x - r", {"x": 5, "r": 2}, after={"x": 7})
        False
        >>> holds("y = x^2", {"x": [1, 2, 3], "y": [1, 4, 8]}).why
        'y is 8, but x^2 is 9 at entry 3, where x = 3'

    `READS` lists what can be read. Two sides are equal if they agree to nine digits, in each of their entries; where a
    difference of nearly equal numbers has fewer, as far as rounding lets them. Lists are cases: all is done entry by
    entry. Matrices, of two dimensions, multiply as matrices; under a sum sign everything multiplies entry by entry, and
    is summed along its last axis, from the first to the last.

    Values that are as true of the formula with a slip in it, another sign, function or digit, can't be a check of it: a
    formula that holds is read again with each slip, and must not hold. In a bound, such as x < 9, a slip may hold if it
    says less: x < 10 is no error of it, but x < 8 must be wrong. So values must come close to a bound; to one that is
    computed, such as r < 2 / L, within half a percent. Two letters need values that tell them apart.

    Args:
        tex: LaTeX, as in a page: one relation or several, such as `a = b = c`.
        names: What its letters stand for: numbers, arrays, and functions. A derivative is named as `\\frac{dC}{da}`.
        after: What the letters left of an arrow, `\\leftarrow`, stand for once the step is done.

    Raises:
        ValueError: If the LaTeX can't be read, or only in two ways, has no relation, or a name in it stands for
            nothing or for no numbers; if a side is not finite; if the values can't tell the formula from one with a
            slip in it, or don't meet its condition.
    """
    formula = _Formula(tex, named(tex, names), named(tex, after or {}))
    signs = joined(tokens(tex))
    with np.errstate(all="ignore"):  # what is not finite is refused by name
        read, whys, gaps = formula.judge(signs)
        for link, why in zip(read, whys, strict=True):
            if why and link.condition:
                raise ValueError(f"{tex}: the values don't meet its condition: {why}; give it others")
        if any(whys):
            return Verdict(False, next(filter(None, whys)))
        if told := next(filter(None, map(uncertain, read)), ""):
            raise ValueError(f"{tex}: {told}")
        for slip, told in slips(signs, read):
            if formula.is_as_true(slip, gaps):
                raise ValueError(f"{tex}: {told}")
    return Verdict(True)


@dataclass
class _Formula:
    """A formula with what its letters stand for: it is read as it is printed, and with slips in it."""

    tex: str
    names: Mapping[str, Any]
    after: Mapping[str, Any]

    def judge(self, signs: Sequence[str]) -> tuple[list[Link], list[str], list[tuple[float, ...]]]:
        """Return the relations, why each of them is not true, or "", and how far its sides are apart."""
        read = links(Reader(self.tex, self.names, signs), self.after)
        off = cache(partial(self._off_by_a_hair, signs, len(read)))  # seldom needed
        found = [compare(self.tex, link, off, place) for place, link in enumerate(read)]
        return read, [why for why, _ in found], [gap for _, gap in found]

    def _off_by_a_hair(self, signs: Sequence[str], count: int) -> Sequence[Link | None]:
        """Read it with each value put off by a hair: by how much a side moves, so much it may be rounded."""
        try:
            return links(Reader(self.tex, self.names, signs, HAIR), self.after)
        except (ValueError, ArithmeticError, TypeError):  # a function may refuse what is off
            return [None] * count

    def is_as_true(self, slip: Sequence[str], gaps: Sequence[tuple[float, ...]]) -> bool:
        """Return whether a formula with a slip holds, too, and says no less: its bounds are no farther off."""
        try:
            _, whys, found = self.judge(slip)
        except (ValueError, ArithmeticError, TypeError):
            return False
        return not any(whys) and all(
            now <= was * (1 + 1e-9) for pair in zip(found, gaps, strict=True) for now, was in zip(*pair, strict=False)
        )
