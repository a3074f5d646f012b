"""Beyond the article: the cost as a function of one vector, with its gradient and its curvature.

`w` is [n + 1]: the weights, and the bias last. X̃ is X with a row of ones, [n + 1, m], so that `z = w X̃`. All that
minimises takes an `Objective`, whoever wrote it: `scipy.optimize.minimize(f.cost, f.zero, jac=f.gradient)` works, too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, as_float, finite, labels_of, matrix, overflow_refused, shown


class Objective:
    """The mean cost of a neuron on examples, `(1/m) Σ C(σ(z), y) + (λ/2) Σ W²`, where λ is the weight of the penalty.

    The penalty (L2) is on the weights and not on the bias: moving all logits by the same amount costs nothing.

    Args:
        X: The features, [n, m].
        Y: The labels, [1, m].
        penalty: λ, at least 0.

    Attributes:
        zero: The vector of n + 1 zeros, where most descents start.
        examples: X̃, [n + 1, m].
        y: The labels, [m].
        scale: How large each feature is, [n + 1]: the root of the mean of its squares, and 1 for the bias.
    """

    def __init__(self, X: ArrayLike, Y: ArrayLike, penalty: float = 0.0) -> None:
        """Check the examples once, so that each step need not.

        Raises:
            ValueError: If the shapes do not fit, X is not finite, a label is neither 0 nor 1, or the penalty is
                negative.
        """
        X = finite(matrix(X, "X", "[n, m]"), "X")
        self.y: Matrix = labels_of(X, Y)[0]
        self.examples: Matrix = np.vstack([X, np.ones((1, X.shape[1]))])
        self.zero: Matrix = np.zeros(X.shape[0] + 1)
        found = as_float(penalty)
        if not 0 <= found < np.inf:
            raise ValueError(f"penalty is {shown(penalty)}: give a finite number of at least 0, such as 0.01")
        self._penalties = np.append(np.full(X.shape[0], found), 0.0)
        self._penalty_curvature = np.diag(self._penalties)
        self._half_minus_y = 0.5 - self.y
        with overflow_refused():
            self.scale: Matrix = np.sqrt(finite((self.examples**2).mean(axis=1), "the squares of X", "standardise X"))

    def cost(self, w: Matrix) -> float:
        """Return the cost at w. It is computed from the logits, as `lrbook.neuron.cost` does."""
        z = self._logits(w)
        costs = (np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))).sum() - self.y @ z
        return float(costs / z.size + self._penalties @ (w * w) / 2)

    def gradient(self, w: Matrix) -> Matrix:
        """Return the gradient at w, [n + 1]: `(1/m) X̃ (a − y) + λW`, with 0 for λ at the bias."""
        # σ(z) = (1 + tanh(z/2))/2 is the same number: it can't overflow, and takes one pass less.
        errors = 0.5 * np.tanh(0.5 * self._logits(w)) + self._half_minus_y
        slope: Matrix = self.examples @ errors / errors.size + self._penalties * w
        return slope

    def hessian(self, w: Matrix) -> Matrix:
        """Return the second derivatives at w, [n + 1, n + 1]: `(1/m) X̃ diag(a(1 − a)) X̃ᵀ`, and λ on the diagonal."""
        return self.gradient_and_hessian(w)[1]

    def gradient_and_hessian(self, w: Matrix) -> tuple[Matrix, Matrix]:
        """Return both at once, which takes the logits only once."""
        half = np.tanh(0.5 * self._logits(w))  # 2a − 1
        slope: Matrix = self.examples @ (0.5 * half + self._half_minus_y) / half.size + self._penalties * w
        curvature = (1.0 - half * half) * (0.25 / half.size)  # a(1 − a)/m
        return slope, (self.examples * curvature) @ self.examples.T + self._penalty_curvature

    def curvature_bound(self) -> float:
        """Return L, which no second derivative exceeds: the largest eigenvalue of `X̃X̃ᵀ/4m`, and λ.

        A descent at the rate `1/L` lowers the cost at every step.
        """
        limit = self.examples @ self.examples.T / (4 * self.y.size) + self._penalty_curvature
        return float(np.linalg.eigvalsh(limit).max())

    def split(self, w: Matrix) -> tuple[Matrix, float]:
        """Return w as the weights, [1, n], and the bias."""
        return w[np.newaxis, :-1], float(w[-1])

    def _logits(self, w: Matrix) -> Matrix:
        if np.shape(w) != self.zero.shape:
            raise ValueError(f"w has shape {list(np.shape(w))}: give {list(self.zero.shape)}, the weights and the bias")
        logits: Matrix = w @ self.examples
        return logits
