"""Sections 3 to 6: one neuron. Sigmoid, cost, forward and backward, side by side.

Conventions, here and in the whole book:

- X is [n, m]: n features in rows, m examples in columns.
- W is [1, n], one weight a feature; b is a number, the bias.
- Z = WX + b is [1, m], the logits; A = σ(Z) is [1, m], the probabilities of class 1.
- Y is [1, m], the labels, each 0 or 1.
- log is the natural logarithm.

Examples:
    >>> X, Y = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]), np.array([[1, 0, 1]])
    >>> W, b = np.array([[0.5, -1.0]]), 0.25
    >>> Z, A = forward(W, b, X)
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import (
    Matrix,
    array,
    finite,
    labels,
    labels_of,
    matrix,
    number,
    overflow_refused,
    probabilities,
    row,
    zeros_and_ones,
)


def sigmoid(z: ArrayLike) -> Matrix:
    """Return the probability `σ(z) = 1 / (1 + e^(−z))`, of the shape of `z`.

    It is computed as `e^(min(z, 0)) / (1 + e^(−|z|))`, the same number: neither power is above one, so nothing
    overflows, and both tails keep their digits.

    Examples:
        >>> σ, z = sigmoid, np.array([-5.0, -0.5, 1.0, 6.0])
        >>> a = σ(z)
        >>> a.round(3).tolist()
        [0.007, 0.378, 0.731, 0.998]

    Raises:
        ValueError: If `z` holds NaN, or something that is not a real number.
    """
    z = array(z, "z")
    if np.isnan(z).any():
        raise ValueError("z holds NaN: drop or fill the missing values first")
    return _sigmoid(z)[()]  # of no dimensions: a number


def loss(a: ArrayLike, y: ArrayLike) -> Matrix:
    """Return the cost of one answer, `C(a, y) = −y log a − (1 − y) log(1 − a)`, for each pair of `a` and `y`.

    `a` and `y` have one shape, or either is a number. A certain answer costs 0 if it is right, infinity if it is wrong.

    Examples:
        >>> C, a, y = loss, np.array([0.1, 0.99, 0.7]), np.array([0, 0, 1])
        >>> C(a, y).round(4).tolist()
        [0.1054, 4.6052, 0.3567]

    Raises:
        ValueError: If the shapes differ, `a` is not between 0 and 1, or `y` is neither 0 nor 1.
    """
    a, y = probabilities(array(a, "a"), "a"), zeros_and_ones(array(y, "y"), "y")
    if a.ndim and y.ndim and a.shape != y.shape:
        raise ValueError(f"a has shape {list(a.shape)} and y {list(y.shape)}: give each answer its own label")
    with np.errstate(divide="ignore"):  # the log of 0 is −∞, and meant
        costs: Matrix = 0.0 - np.where(y == 1, np.log(a), np.log1p(-a))
    return costs


def forward(W: ArrayLike, b: float, X: ArrayLike) -> tuple[Matrix, Matrix]:
    """Return the logits `Z = WX + b` and the probabilities `A = σ(Z)`, both [1, m].

    Examples:
        >>> W, b, X = np.array([[0.5, -1.0]]), 0.25, np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]])
        >>> σ, (n, m), (Z, A) = sigmoid, X.shape, forward(W, b, X)
        >>> Z.tolist(), A.round(3).tolist()
        ([[0.75, -1.75, -2.5]], [[0.679, 0.148, 0.076]])

    Raises:
        ValueError: If the shapes do not fit, X, W or b holds NaN or infinity, or Z leaves the range
            of float64.
    """
    X = matrix(X, "X", "[n, m]")
    with overflow_refused():
        return _forward(row(W, "W", "[1, n]", X, axis=0), number(b, "b"), X)


def cost(Z: ArrayLike, Y: ArrayLike) -> float:
    """Return the mean cost of m answers, `−(1/m) ∑ (y log a + (1 − y) log(1 − a))` with `a = σ(z)`.

    It is computed from the logits, as the mean of `max(z, 0) − yz + log(1 + e^(−|z|))`: the same number, finite for
    every finite Z, where the formula above would meet `log 0`.

    Examples:
        >>> σ, z, y, m = sigmoid, np.array([-2.0, 0.3, 1.5]), np.array([0, 1, 1]), 3
        >>> a = σ(z)
        >>> each, mean = loss(a, y), cost([z], [y])
        >>> round(mean, 4)
        0.2942

    Raises:
        ValueError: If Z is not a finite row, or Y not a row of zeros and ones, as long.
    """
    Z = matrix(Z, "Z", "[1, m]", rows=1)
    with overflow_refused():
        return _cost(Z, labels(Y, columns=Z.shape[1]))


def backward(X: ArrayLike, A: ArrayLike, Y: ArrayLike) -> tuple[Matrix, float]:
    """Return the gradient of the mean cost: `dW = (1/m) (A − Y) Xᵀ`, [1, n], and `db = (1/m) ∑ (A − Y)`.

    Examples:
        >>> X, A = np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]), np.array([[0.7, 0.2, 0.1]])
        >>> Y, m = np.array([[1, 0, 1]]), 3
        >>> dW, db = backward(X, A, Y)
        >>> dW.round(4).tolist(), round(db, 4)
        ([[-0.3833, -0.8333]], -0.3333)

    Raises:
        ValueError: If the shapes do not fit, A holds no probabilities, a label is neither 0
            nor 1, X holds NaN or infinity, or dW leaves the range of float64.
    """
    X = matrix(X, "X", "[n, m]")
    with overflow_refused():
        return _backward(X, probabilities(row(A, "A", "[1, m]", X, axis=1), "A"), labels_of(X, Y))


# The formulas themselves, for what has been checked already: gradient descent checks once, and then takes many steps.
# NaN, infinity and overflow spread through them, and are refused by name at the end of each.


def _sigmoid(z: Matrix) -> Matrix:
    a = np.empty(z.shape)
    for place, logits in _blocks(a, z):
        place[:] = np.exp(np.minimum(logits, 0.0)) / (1.0 + np.exp(-np.abs(logits)))
    return a


def _forward(W: Matrix, b: float, X: Matrix) -> tuple[Matrix, Matrix]:
    Z = W @ X
    Z += b
    if not np.isfinite(Z).all():
        finite(X, "X")
        finite(W, "W", "lower the rate if the descent diverges")
        finite(Z, "Z = WX + b", "standardise X, and lower the rate if the descent diverges")
    return Z, _sigmoid(Z)


def _cost(Z: Matrix, Y: Matrix) -> float:
    total = np.sum([_costs(z, y).sum() for z, y in _blocks(Z, Y)])
    if isfinite(total):
        return float(total / Z.size)
    # Either Z holds NaN or infinity, or the sum of huge costs overflowed: their mean is the largest times a mean of
    # shares, which is at most 1.
    costs = _costs(finite(Z, "Z"), Y)
    return float(costs.max() * (costs / costs.max()).mean())


def _backward(X: Matrix, A: Matrix, Y: Matrix) -> tuple[Matrix, float]:
    dZ = A - Y
    dW: Matrix = dZ @ X.T / X.shape[1]
    if not np.isfinite(dW).all():
        finite(X, "X")
        finite(dW, "dW = (1/m) (A − Y) Xᵀ", "standardise X")
    return dW, float(dZ.sum() / X.shape[1])


def _costs(z: Matrix, y: Matrix) -> Matrix:
    costs: Matrix = np.maximum(z, 0.0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return costs


def _blocks(*arrays: Matrix) -> Iterator[tuple[Matrix, ...]]:
    # Blocks of examples are small enough that what is computed of them stays in the processor's cache. With millions of
    # examples that makes up for the checks: `.ci/benchmark` measures it.
    flat = [values.reshape(-1) for values in arrays]
    for start in range(0, flat[0].size, 8192):
        yield tuple(values[start : start + 8192] for values in flat)
