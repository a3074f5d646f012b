"""Section 7: what an accuracy is worth. Baseline, held-out answers, an interval, and the fractions behind a percentage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, finite, labels, matrix, whole
from lrbook.descent import gradient_descent
from lrbook.heart import standardise
from lrbook.neuron import forward


def predict(A: ArrayLike, threshold: float = 0.5) -> Matrix:
    """Return the predicted classes, [1, m]: 1 where the probability is above the threshold, else 0.

    Raises:
        ValueError: If A is not [1, m], holds no probabilities, or the threshold is not between 0 and 1.
    """
    A = matrix(A, "A", "[1, m]", rows=1)
    if not ((A >= 0) & (A <= 1)).all():
        raise ValueError("A holds NaN or a value outside 0 to 1: it must hold probabilities, such as sigmoid(Z)")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold!r}: give a probability, such as 0.5")
    return (A > threshold).astype(np.float64)


def accuracy(A: ArrayLike, Y: ArrayLike) -> float:
    """Return the share of the examples whose class, predicted at the threshold 0.5, is their label.

    Raises:
        ValueError: If A and Y are not both [1, m], of probabilities and of labels.
    """
    predicted = predict(A)
    return float((predicted == labels(Y, columns=predicted.shape[1])).mean())


def majority_baseline(Y: ArrayLike) -> float:
    """Return the accuracy of always answering with the more frequent label.

    Raises:
        ValueError: If Y is not [1, m] of zeros and ones.
    """
    share = float(labels(Y).mean())
    return max(share, 1 - share)


def held_out(X: ArrayLike, Y: ArrayLike, rate: float, steps: int, folds: int = 10) -> Matrix:
    """Return for each example the probability, [1, m], from a neuron that was trained without it (cross-validation).

    Fold k holds the examples k, k + folds, k + 2·folds, …; each neuron standardises and learns on the other folds only.

    Raises:
        ValueError: If shapes, labels, `rate` or `steps` are refused by `gradient_descent`, or `folds` is not 2 to m.
    """
    X = finite(matrix(X, "X", "[n, m]"), "X")
    Y = labels(Y, columns=X.shape[1])
    if not 2 <= whole(folds, "folds") <= X.shape[1]:
        raise ValueError(f"folds is {folds}: give 2 to {X.shape[1]}, the number of examples")
    fold = np.arange(X.shape[1]) % folds
    A = np.empty_like(Y)
    for k in range(folds):
        scaled, scaling = standardise(X[:, fold != k])
        run = gradient_descent(scaled, Y[:, fold != k], rate, steps)
        _, A[:, fold == k] = forward(run.W, run.b, scaling.apply(X[:, fold == k]))
    return A


def wilson_interval(right: int, m: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which `right` of `m` examples were seen.

    Source: Wilson, Journal of the American Statistical Association 22 (1927), pages 209 to 212.

    Raises:
        ValueError: If `right` is not a whole number from 0 to `m`, or `m` is 0.
    """
    if not whole(right, "right") <= whole(m, "m") or m == 0:
        raise ValueError(f"right is {right} and m is {m}: give a count, and the number it is out of")
    z = 1.959963984540054  # 97.5 % of a normal distribution lie below
    share = right / m
    centre = (share + z**2 / (2 * m)) / (1 + z**2 / m)
    half = z * sqrt(share * (1 - share) / m + z**2 / (4 * m**2)) / (1 + z**2 / m)
    return centre - half, centre + half


@dataclass(frozen=True)
class PrintedFractions:
    """The fractions, as (right, m), that print as a percentage: once rounded, and once cut off."""

    rounded: list[tuple[int, int]]
    cut: list[tuple[int, int]]


def fractions_that_print_as(percentage: str, most: int) -> PrintedFractions:
    """Return all fractions of at most `most` examples that print as `percentage`, such as `"84.48"`.

    Raises:
        ValueError: If `percentage` is not a decimal number from 0 to 100, or `most` is not a whole number.
    """
    try:
        printed = Decimal(percentage)
    except InvalidOperation:
        printed = Decimal("NaN")
    if not (printed.is_finite() and 0 <= printed <= 100):
        raise ValueError(f"percentage is {percentage!r}: give a decimal number from 0 to 100, such as '84.48'")
    unit = int(Decimal(100).scaleb(-int(printed.as_tuple().exponent)))  # what 1 is, in units of the last digit printed
    wanted = int(printed.scaleb(-int(printed.as_tuple().exponent)))
    every = [(right, m) for m in range(1, whole(most, "most") + 1) for right in range(m + 1)]
    # Whole numbers only, so that no fraction is lost or won by rounding; halves are rounded up.
    return PrintedFractions(
        rounded=[(right, m) for right, m in every if (2 * right * unit + m) // (2 * m) == wanted],
        cut=[(right, m) for right, m in every if right * unit // m == wanted],
    )
