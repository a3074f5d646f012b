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
REACH = NORMAL.inv_cdf((1 + 0.95) / 2)
"""How many standard errors a 95 % interval reaches to either side: 1.96."""


@dataclass(frozen=True)
class Weights:
    """The weights of the trained neuron, with the bias last, and how far they can be trusted.

    Attributes:
        values: The weights at the minimum of the cost, [n + 1].
        errors: Their standard errors, [n + 1]: how much they would differ between samples of as many patients.

    Examples:
        >>> n, found = 1, weights([[-1.0, 0.5, 2.0, -0.5, 1.0, 0.0]], [[0, 1, 1, 1, 0, 0]])
        >>> values, errors = w, error = found.values, found.errors
        >>> z = NORMAL.inv_cdf((1 + 0.95) / 2)
        >>> low, high, p, odds_ratios = found.low, found.high, found.p, found.odds_ratios
        >>> low.round(2).tolist(), high.round(2).tolist(), p.round(2).tolist()
        ([-1.1, -2.02], [2.59, 1.55], [0.43, 0.79])
        >>> round(z, 2), odds_ratios.round(2).tolist()
        (1.96, [2.11, 0.79])
    """

    values: Matrix
    errors: Matrix

    @property
    def low(self) -> Matrix:
        """The lower ends of the 95 % intervals, `low = w − z · error`, where z is 1.96."""
        return self.values - REACH * self.errors

    @property
    def high(self) -> Matrix:
        """The upper ends of the 95 % intervals, `high = w + z · error`, where z is 1.96."""
        return self.values + REACH * self.errors

    @property
    def p(self) -> Matrix:
        """The p-values of Wald's test: how likely a weight is as far from 0, or farther, if in truth it is 0."""
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

    The errors are the roots of the diagonal of the inverse of `I = X̃ D X̃ᵀ`, the information that the examples hold.
    D is diagonal, with a(1 − a) for each example. The flatter the cost is in a direction, the less they say about it.
    The errors suppose that the examples are independent, and many.

    Examples:
        >>> X, Y = np.array([[-1.0, 0.5, 2.0, -0.5, 1.0, 0.0]]), np.array([[0, 1, 1, 1, 0, 0]])
        >>> found, f = weights(X, Y), Objective(X, Y)
        >>> X̃, a = f.examples, 1 / (1 + np.exp(-found.values @ f.examples))
        >>> D, I = np.diag(a * (1 - a)), Y.size * f.hessian(found.values)
        >>> bool(np.allclose(found.errors**2, np.diag(np.linalg.inv(I))))
        True

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
        ValueError: If the column is no list, or holds a code that is not among `codes`, or `codes` are fewer than two.
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
