"""Sections 5 to 7: gradient descent on the neuron, and the rate at which it is safe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, examples, finite, matrix, number, overflow_refused, positive, row, whole
from lrbook.neuron import _backward, _cost, _forward


@dataclass(frozen=True)
class Run:
    """What gradient descent found, and the way there.

    Attributes:
        W: The weights after the last step, [1, n].
        b: The bias after the last step.
        costs: The cost before each step and after the last: `steps + 1` numbers.
        path: The weights and, behind them, the bias, before each step and after the last, [k, p]: `k = steps + 1`
            places of `p = n + 1` parameters.

    Examples:
        >>> n, steps = 2, 6
        >>> run = gradient_descent([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]], [[1, 0, 1]], rate=0.1, steps=steps)
        >>> W, b, costs, path = run.W, run.b, run.costs, run.path
        >>> k, p = path.shape
    """

    W: Matrix
    b: float
    costs: Matrix
    path: Matrix


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

    Examples:
        >>> from lrbook.neuron import backward, forward
        >>> X, Y = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]), np.array([[1, 0, 1]])
        >>> W, b, rate = np.array([[0.5, -1.0]]), 0.25, 0.1
        >>> dW, db = backward(X, forward(W, b, X)[1], Y)
        >>> run = gradient_descent(X, Y, rate, 1, W, b)
        >>> W_after, b_after = run.W, run.b
        >>> W_after.round(4).tolist(), round(b_after, 4)
        ([[0.536, -0.9125]], 0.2866)

    Raises:
        ValueError: If a shape does not fit, the data hold NaN, a label is neither 0 nor 1, `rate` is not positive,
            `steps` is not a whole number, or the descent leaves the range of float64.
    """
    X, Y = examples(X, Y)
    W = np.zeros((1, X.shape[0])) if W is None else row(W, "W", "[1, n]", X, axis=0).copy()
    b, rate, steps = number(b, "b"), positive(rate, "rate"), whole(steps, "steps")

    with overflow_refused():
        Z, A = _forward(W, b, X)
        costs, path = [_cost(Z, Y)], [[*W[0], b]]
        for _ in range(steps):
            dW, db = _backward(X, A, Y)
            W, b = W - rate * dW, b - rate * db
            Z, A = _forward(W, b, X)
            costs.append(_cost(Z, Y))
            path.append([*W[0], b])
    return Run(W, b, np.array(costs), np.array(path))


def largest_rate(X: ArrayLike) -> float:
    """Return `2 / L`, the rate below which no step of gradient descent on X can raise the cost.

    `L` is the largest eigenvalue of `VVᵀ / (4m)`, where V is X with a row of ones for the bias: no second derivative
    of the cost is larger, because `a(1 − a) ≤ 1/4`.

    Source: Nesterov, Introductory Lectures on Convex Optimization (2004), section 1.2.3.

    Examples:
        >>> X, m, a = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]), 3, np.array([0.1, 0.4, 0.5, 0.8])
        >>> V = np.vstack([X, np.ones((1, m))])
        >>> H = V @ V.T / (4 * m)
        >>> L, largest = np.linalg.eigvalsh(H).max(), largest_rate(X)
        >>> round(largest, 4)
        2.02

    Raises:
        ValueError: If X is not a finite matrix, or its squares leave the range of float64.
    """
    X = finite(matrix(X, "X", "[n, m]"), "X")
    m = X.shape[1]
    X_with_bias = np.vstack([X, np.ones((1, m))])
    with overflow_refused():
        squares = X_with_bias @ X_with_bias.T / (4 * m)
    return float(2 / np.linalg.eigvalsh(finite(squares, "X Xᵀ", "standardise X, or give it in a larger unit")).max())
