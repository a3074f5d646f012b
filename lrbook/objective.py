"""Beyond the article: the cost as a function of one vector, with its gradient and its curvature.

w holds the weights, and the bias last. Any minimiser can work with an `Objective`: SciPy's `minimize`, for one, takes
its `cost`, its `gradient` and its `zero`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, as_float, examples, shown


class Objective:
    """The mean cost of a neuron on examples, `(1/m) ∑ C(A, Y) + (1/2) ∑ λw²`, where λ is 0 for the bias.

    The penalty (L2) is on the weights and not on the bias: moving all logits by the same amount costs nothing.
    X̃ is X with a row of ones, [n + 1, m]. w is [n + 1], and the answers are `A = σ(w X̃)`.

    Args:
        X: The features, [n, m].
        Y: The labels, [1, m].
        penalty: λ, at least 0.

    Attributes:
        zero: The vector of n + 1 zeros, where most descents start.
        examples: X̃, [n + 1, m].
        y: The labels, in a list.
        scale: How large each feature is, [n + 1]: the root of the mean of its squares, and 1 for the bias.

    Examples:
        >>> from lrbook.neuron import loss as C, sigmoid as σ
        >>> X, Y = np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 3.0, -1.0]]), np.array([[1, 0, 1, 1]])
        >>> (n, m), w, λ = X.shape, np.array([[0.5, -1.0, 0.25]]), np.array([0.3, 0.3, 0.0])
        >>> f = Objective(X, Y, penalty=0.3)
        >>> X̃, scale = f.examples, f.scale
        >>> A, cost = σ(w @ X̃), f.cost(w[0])
        >>> g, H = f.gradient_and_hessian(w[0])
        >>> round(cost, 4), g.round(3).tolist()
        (0.9845, [-0.165, -0.941, -0.289])
    """

    def __init__(self, X: ArrayLike, Y: ArrayLike, penalty: float = 0.0) -> None:
        """Check the examples once, so that each step need not.

        Raises:
            ValueError: If the shapes do not fit, X is not finite, or float64 can't hold the squares of a feature, a
                label is neither 0 nor 1, or the penalty is negative.
        """
        X, Y = examples(X, Y)
        self.y: Matrix = Y[0]
        self.examples: Matrix = np.vstack([X, np.ones((1, X.shape[1]))])
        self.zero: Matrix = np.zeros(X.shape[0] + 1)
        found = as_float(penalty)
        if not 0 <= found < np.inf:
            raise ValueError(f"penalty is {shown(penalty)}: give a finite number of at least 0, such as 0.01")
        self._penalties = np.append(np.full(X.shape[0], found), 0.0)
        self._penalty_curvature = np.diag(self._penalties)
        self._half_minus_y = 0.5 - self.y
        squares_held(X)
        self.scale: Matrix = np.sqrt((self.examples**2).mean(axis=1))

    def cost(self, w: Matrix) -> float:
        """Return the cost at w. It is computed from the logits, as `lrbook.neuron.cost` does."""
        z = self._logits(w)
        costs = (np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))).sum() - self.y @ z
        return float(costs / z.size + self._penalties @ (w * w) / 2)

    def gradient(self, w: Matrix) -> Matrix:
        """Return the gradient g at w, [n + 1]: `g = (1/m) (A − Y) X̃ᵀ + λw`."""
        # σ(z) = (1 + tanh(z/2))/2 is the same number: it can't overflow, and takes one pass less.
        errors = 0.5 * np.tanh(0.5 * self._logits(w)) + self._half_minus_y
        slope: Matrix = self.examples @ errors / errors.size + self._penalties * w
        return slope

    def hessian(self, w: Matrix) -> Matrix:
        """Return the second derivatives H at w, [n + 1, n + 1]: `H = (1/m) X̃ D X̃ᵀ + Λ`.

        D is diagonal, with `d = A(1 − A)` for each example, and Λ is diagonal, with λ.

        Examples:
            >>> X, Y, λ = [[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 3.0, -1.0]], [[1, 0, 1, 1]], np.array([0.3, 0.3, 0.0])
            >>> f, w = Objective(X, Y, penalty=0.3), np.array([0.5, -1.0, 0.25])
            >>> A = 1 / (1 + np.exp(-w @ f.examples))
            >>> d, Λ, H = A * (1 - A), np.diag(λ), f.hessian(w)
            >>> D = np.diag(d)
            >>> H.round(3).tolist()[0]
            [0.612, -0.079, 0.043]
        """
        return self.gradient_and_hessian(w)[1]

    def gradient_and_hessian(self, w: Matrix) -> tuple[Matrix, Matrix]:
        """Return both at once, which takes the logits only once."""
        half = np.tanh(0.5 * self._logits(w))  # 2a − 1
        slope: Matrix = self.examples @ (0.5 * half + self._half_minus_y) / half.size + self._penalties * w
        curvature = (1.0 - half * half) * (0.25 / half.size)  # a(1 − a)/m
        return slope, (self.examples * curvature) @ self.examples.T + self._penalty_curvature

    def curvature_bound(self) -> float:
        """Return L, which no second derivative exceeds: the largest eigenvalue of `B = (1/(4m)) X̃X̃ᵀ + Λ`.

        Λ is diagonal, with λ. A descent at the rate `1/L` lowers the cost at every step.

        Examples:
            >>> X, Y, Λ = [[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 3.0, -1.0]], [[1, 0, 1, 1]], np.diag([0.3, 0.3, 0.0])
            >>> f = Objective(X, Y, penalty=0.3)
            >>> B, L = f.hessian(f.zero), f.curvature_bound()  # at 0 the cost is most curved
            >>> bool(np.isclose(L, np.linalg.eigvalsh(B)[-1]))
            True
            >>> rate = 1 / L
        """
        limit = self.examples @ self.examples.T / (4 * self.y.size) + self._penalty_curvature
        return float(np.linalg.eigvalsh(limit).max())

    def split(self, w: Matrix) -> tuple[Matrix, float]:
        """Return the weights in w, [1, n], and the bias.

        Examples:
            >>> f = Objective([[1.0, 0.5, 3.0], [0.0, 1.0, 2.0]], [[1, 0, 1]])
            >>> weights, bias = f.split(np.array([0.5, -1.0, 0.25]))
            >>> weights.tolist(), bias
            ([[0.5, -1.0]], 0.25)
        """
        return w[np.newaxis, :-1], float(w[-1])

    def _logits(self, w: Matrix) -> Matrix:
        if np.shape(w) != self.zero.shape:
            raise ValueError(f"w has shape {list(np.shape(w))}: give {list(self.zero.shape)}, the weights and the bias")
        logits: Matrix = w @ self.examples
        return logits


def squares_held(X: Matrix, least: float = 0.0) -> None:
    """Refuse a feature whose squares leave float64, where they become infinite; or 0, if it is smaller than `least`."""
    largest = np.abs(X).max(axis=1)
    extreme = (largest > 1e140) | ((largest < least) & (largest > 0))
    if extreme.any():
        first = f"feature {extreme.argmax()} is {largest[extreme.argmax()]:.3g} at its largest"
        raise ValueError(f"{first}, whose square float64 can't hold: give it in another unit")
