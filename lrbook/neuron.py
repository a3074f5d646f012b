"""Sections 3 to 6: one neuron. Sigmoid, cost, forward and backward, side by side.

Conventions, here and in the whole book:
    X is [n, m]: n features in rows, m examples in columns.
    W is [1, n], one weight a feature; b is a number, the bias.
    Z = WX + b is [1, m], the logits; A = σ(Z) is [1, m], the probabilities of class 1.
    Y is [1, m], the labels, each 0 or 1.
    log is the natural logarithm.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, finite, labels, matrix


def sigmoid(z: ArrayLike) -> Matrix:
    """Return the probability `σ(z) = 1 / (1 + e^(−z))`, of the shape of `z`.

    Only `e^(−|z|)` is ever computed: it lies between 0 and 1, so nothing overflows, and both tails keep their digits.

    Raises:
        ValueError: If `z` holds NaN.
    """
    z = np.asarray(z, dtype=np.float64)
    if np.isnan(z).any():
        raise ValueError("z holds NaN: drop or fill the missing values first")
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


def loss(a: ArrayLike, y: ArrayLike) -> Matrix:
    """Return the cost of one answer, `C(a, y) = −y log a − (1 − y) log(1 − a)`, for each pair of `a` and `y`.

    `a` and `y` have one shape, or either is a number. A certain answer costs 0 if it is right and infinity if it is wrong.

    Raises:
        ValueError: If the shapes differ, `a` is not between 0 and 1, or `y` is neither 0 nor 1.
    """
    a, y = np.asarray(a, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if a.ndim and y.ndim and a.shape != y.shape:
        raise ValueError(f"a has shape {list(a.shape)} and y {list(y.shape)}: give each answer its own label")
    if not ((a >= 0) & (a <= 1)).all():
        raise ValueError("a holds NaN or a value outside 0 to 1: it must be a probability, such as sigmoid(z)")
    if not ((y == 0) | (y == 1)).all():
        raise ValueError("y holds a value other than 0 and 1: every label must be 0 or 1")
    with np.errstate(divide="ignore"):  # the log of 0 is −∞, and meant
        return 0.0 - np.where(y == 1, np.log(a), np.log1p(-a))


def forward(W: ArrayLike, b: float, X: ArrayLike) -> tuple[Matrix, Matrix]:
    """Return the logits `Z = WX + b` and the probabilities `A = σ(Z)`, both [1, m].

    Raises:
        ValueError: If the shapes do not fit ([1, n] and [n, m]), or X, W or b holds NaN or infinity.
    """
    X = matrix(X, "X", "[n, m]")
    W = matrix(W, "W", "[1, n]", rows=1, columns=X.shape[0])
    Z = finite(W @ X + float(b), "Z = WX + b")
    return Z, sigmoid(Z)


def cost(Z: ArrayLike, Y: ArrayLike) -> float:
    """Return the mean cost of m answers, `−(1/m) Σ (y log a + (1 − y) log(1 − a))` with `a = σ(z)`.

    It is computed from the logits, as `max(z, 0) − yz + log(1 + e^(−|z|))`: the same number, finite for every finite Z,
    where the formula above would meet `log 0`.

    Raises:
        ValueError: If Z is not [1, m] and finite, or Y not [1, m] of zeros and ones.
    """
    Z = finite(matrix(Z, "Z", "[1, m]", rows=1), "Z")
    Y = labels(Y, columns=Z.shape[1])
    losses = np.maximum(Z, 0.0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))
    with np.errstate(over="ignore"):
        mean = float(losses.mean())
    # A sum of huge costs can overflow where their mean does not; a mean is never above the largest.
    return mean if np.isfinite(mean) else float(min((losses / losses.size).sum(), losses.max()))


def backward(X: ArrayLike, A: ArrayLike, Y: ArrayLike) -> tuple[Matrix, float]:
    """Return the gradient of the mean cost: `dW = (1/m) (A − Y) Xᵀ`, [1, n], and `db = (1/m) Σ (A − Y)`.

    Raises:
        ValueError: If the shapes do not fit ([n, m], [1, m], [1, m]), a label is neither 0 nor 1, or NaN comes in.
    """
    X = matrix(X, "X", "[n, m]")
    m = X.shape[1]
    A = matrix(A, "A", "[1, m]", rows=1, columns=m)
    dZ = A - labels(Y, columns=m)
    dW = finite(dZ @ X.T / m, "dW")
    db = float(dZ.sum() / m)
    return dW, db
