"""Formulas, checked as they are printed: what their LaTeX says is computed with the book's own functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lrbook.formula.letters import Letters
from lrbook.formula.reader import named
from lrbook.formula.relations import Verdict, joined
from lrbook.formula.signs import READS
from lrbook.formula.tokens import tokens
from lrbook.formula.truth import Formula

__all__ = ["READS", "Letters", "Verdict", "holds"]


def holds(tex: str, names: Mapping[str, Any], after: Mapping[str, Any] | None = None) -> Verdict:
    """Return whether a printed formula is true of these values; if it is not, `why` of what is returned says so.

    Examples:
        >>> import numpy as np
        >>> holds(r"\\sigma(z) = \\frac{1}{1 + e^{-z}}", {r"\\sigma": lambda z: 1 / (1 + np.exp(-z)), "z": 0.3})
        True
        >>> holds(r"x \\leftarrow x - r", {"x": 5, "r": 2}, after={"x": 7})
        False
        >>> holds("y = x^2", {"x": [1, 2, 3], "y": [1, 4, 8]}).why
        'y is 8, but x^2 is 9 at entry 3, where x = 3'

    `READS` lists what can be read. Two sides are equal if they agree to nine digits in each of their entries, or to as
    many as rounding leaves to a difference of nearly equal numbers. Lists are cases: all is done entry by entry.
    Matrices, of two dimensions, multiply as matrices; under a sum sign everything multiplies entry by entry, and is
    summed along its last axis, from the first to the last.

    Values that are as true of the formula with a slip in it, another sign, function or digit, can't be a check of it: a
    formula that holds is read again with each slip, and must not hold. In a bound, such as x < 9, a slip may hold if it
    says less: a larger bound is no error of it, but a smaller one must be wrong. So values must come close to a bound;
    to one that is computed, such as r < 2 / L, within half a percent. Two letters need values that tell them apart.

    Args:
        tex: LaTeX, as in a page: one relation, or a chain of them.
        names: What its letters stand for: numbers, arrays, and functions. A derivative is named as `\\frac{dC}{da}`.
        after: What the letters left of an arrow, `\\leftarrow`, stand for once the step is done.

    Raises:
        ValueError: If the LaTeX can't be read, or only in two ways, has no relation, or a name in it stands for
            nothing or for no numbers; if a side is not finite; if the values can't tell the formula from one with a
            slip in it, or don't meet its condition.
    """
    return Formula(tex, named(tex, names), named(tex, after or {})).verdict(joined(tokens(tex)))
