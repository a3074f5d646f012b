"""Beyond the article: what the weights say, and how surely. Standard errors, intervals and odds ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lrbook._checks import Matrix, array, shown
from lrbook.objective import Objective
from lrbook.optimisers import minimum

NORMAL = NormalDist()


@dataclass(frozen=True)
class Weights:
    """The weights of the trained neuron, with the bias last, and how far they can be trusted. Each is [n + 1].

    Attributes:
        values: The weights at the minimum of the cost.
        errors: Their standard errors: how much they would differ between samples of as many patients.
    """

    values: Matrix
    errors: Matrix

    @property
    def low(self) -> Matrix:
        """The lower ends of the 95 % intervals, `w − 1.96 · error`."""
        return self.values - NORMAL.inv_cdf(0.975) * self.errors

    @property
    def high(self) -> Matrix:
        """The upper ends of the 95 % intervals, `w + 1.96 · error`."""
        return self.values + NORMAL.inv_cdf(0.975) * self.errors

    @property
    def p(self) -> Matrix:
        """The p-values of Wald's test: how likely a weight is as far from 0, in errors, if in truth it is 0."""
        return np.array([2 * NORMAL.cdf(-abs(ratio)) for ratio in self.values / self.errors])

    @property
    def odds_ratios(self) -> Matrix:
        """By what the odds a/(1 − a) are multiplied if a feature rises by 1 and the others stay, `e^w`."""
        return np.exp(self.values)

    @property
    def told_from_zero(self) -> NDArray[np.bool_]:
        """Whether 0 lies outside the 95 % interval."""
        return (self.low > 0) | (self.high < 0)


def weights(X: ArrayLike, Y: ArrayLike) -> Weights:
    """Return the weights at the minimum of the cost, with their standard errors.

    The errors are the roots of the diagonal of `(X̃ diag(a(1 − a)) X̃ᵀ)⁻¹`, the inverse of the information that the
    examples hold: the flatter the cost is in a direction, the less they say about it. They suppose that the examples
    are independent, and many.

    Source: Wald, Transactions of the American Mathematical Society 54 (1943), pages 426 to 482.

    Raises:
        ValueError: If the shapes do not fit, X is not finite, a label is neither 0 nor 1, or there is no single
            minimum: a plane separates the classes, or a feature follows from the others.
    """
    f = Objective(X, Y)
    w = minimum(f)
    information = f.y.size * f.hessian(w) / np.outer(f.scale, f.scale)  # in units in which no feature is large
    return Weights(w, np.sqrt(np.diag(np.linalg.inv(information))) / f.scale)


def one_hot(column: ArrayLike, codes: Sequence[float]) -> Matrix:
    """Return a code as features, [len(codes) − 1, m]: one for each code but the first, 1 where the column has it.

    The first code is the one that the others are compared with: a feature for it would follow from the others.

    Raises:
        ValueError: If the column is not [m], or holds a code that is not among `codes`, or `codes` are fewer than two.
    """
    values = array(column, "column")
    if values.ndim != 1 or len(set(codes)) != len(codes) or len(codes) < 2:
        given = f"column has shape {list(values.shape)} and codes are {shown(list(codes))}"
        raise ValueError(f"{given}: give a column [m], and two different codes at least")
    if not np.isin(values, codes).all():
        unknown = values[~np.isin(values, codes)][0]
        raise ValueError(f"column holds {unknown:g}: give each of its codes, or drop what is missing first")
    features: Matrix = np.equal(values, np.array(codes[1:])[:, np.newaxis]).astype(np.float64)
    return features
