"""Sections 5 to 7: gradient descent on the neuron, and the rate at which it is safe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, finite, labels, matrix, positive, whole
from lrbook.neuron import backward, cost, forward


@dataclass(frozen=True)
class Run:
    """What gradient descent found, and the way there.

    Attributes:
        W: The weights after the last step, [1, n].
        b: The bias after the last step.
        costs: The cost before each step and after the last: `steps + 1` numbers.
    """

    W: Matrix
    b: float
    costs: Matrix


def gradient_descent(
    X: ArrayLike, Y: ArrayLike, rate: float, steps: int, W: ArrayLike | None = None, b: float = 0.0
) -> Run:
    """Walk `steps` steps downhill: `W ← W − rate · dW`, `b ← b − rate · db`.

    Args:
        X: The features, [n, m].
        Y: The labels, [1, m].
        rate: The learning rate, positive. Below `largest_rate(X)` every step lowers the cost.
        steps: How many steps to take.
        W: The weights to start from, [1, n]; zeros if left out.
        b: The bias to start from.

    Raises:
        ValueError: If a shape does not fit, the data hold NaN, a label is neither 0 nor 1, `rate` is not positive,
            or `steps` is not a whole number.
    """
    X = finite(matrix(X, "X", "[n, m]"), "X")
    Y = labels(Y, columns=X.shape[1])
    W = np.zeros((1, X.shape[0])) if W is None else matrix(W, "W", "[1, n]", rows=1, columns=X.shape[0]).copy()
    rate = positive(rate, "rate")

    Z, A = forward(W, b, X)
    costs = [cost(Z, Y)]
    for _ in range(whole(steps, "steps")):
        dW, db = backward(X, A, Y)
        W, b = W - rate * dW, b - rate * db
        Z, A = forward(W, b, X)
        costs.append(cost(Z, Y))
    return Run(W, float(b), np.array(costs))


def largest_rate(X: ArrayLike) -> float:
    """Return `2 / L`, the rate below which no step of gradient descent on X can raise the cost.

    `L` is the largest eigenvalue of `X̃X̃ᵀ / 4m`, where X̃ is X with a row of ones for the bias: no second derivative of
    the cost is larger, because `a(1 − a) ≤ 1/4`.

    Source: Nesterov, Introductory Lectures on Convex Optimization (2004), section 1.2.3.

    Raises:
        ValueError: If X is not [n, m] and finite.
    """
    X = finite(matrix(X, "X", "[n, m]"), "X")
    m = X.shape[1]
    X_with_bias = np.vstack([X, np.ones((1, m))])
    return float(2 / np.linalg.eigvalsh(X_with_bias @ X_with_bias.T / (4 * m)).max())
