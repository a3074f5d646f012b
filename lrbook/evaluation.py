"""Section 7: what an accuracy is worth. Baseline, held-out answers, an interval, the fractions behind a percentage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, examples, labels, matrix, number, probabilities, shown, whole
from lrbook.folds import descent_answers, in_turn


def predict(A: ArrayLike, threshold: float = 0.5) -> Matrix:
    """Return the predicted classes C, [1, m]: 1 where the probability is above the threshold, else 0.

    Examples:
        >>> m, C = 3, predict([[0.2, 0.5, 0.9]])
        >>> C.tolist()
        [[0.0, 0.0, 1.0]]

    Raises:
        ValueError: If A is not a row of probabilities, or the threshold is not between 0 and 1.
    """
    A = probabilities(matrix(A, "A", "[1, m]", rows=1), "A")
    threshold = number(threshold, "threshold")
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold!r}: give a probability, such as 0.5")
    return np.greater(A, threshold).astype(np.float64)


def accuracy(A: ArrayLike, Y: ArrayLike) -> float:
    """Return the share of the examples whose class, predicted at the threshold 0.5, is their label.

    Examples:
        >>> accuracy([[0.2, 0.5, 0.51, 0.9]], [[0, 0, 1, 0]])
        0.75

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels.
    """
    predicted = predict(A)
    return float((predicted == labels(Y, columns=predicted.shape[1])).mean())


def majority_baseline(Y: ArrayLike) -> float:
    """Return the accuracy of always answering with the more frequent label.

    Examples:
        >>> majority_baseline([[0, 0, 1, 0]])
        0.75

    Raises:
        ValueError: If Y is not a row of zeros and ones.
    """
    Y = labels(Y)
    ones = float(Y.sum())
    return max(ones, Y.size - ones) / Y.size


def held_out(X: ArrayLike, Y: ArrayLike, rate: float, steps: int, folds: int = 10) -> Matrix:
    """Return for each example the probability A, [1, m], from a neuron that was trained without it (cross-validation).

    Fold k holds the examples k, k + folds, k + 2·folds, …; each neuron standardises and learns on the other folds only.

    Examples:
        >>> m, A = 4, held_out([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 1, 1]], rate=0.1, steps=10, folds=2)
        >>> A.round(3).tolist()
        [[0.522, 0.61, 0.5, 0.61]]

    Raises:
        ValueError: If shapes, labels, `rate` or `steps` are refused by `gradient_descent`, `folds` is not 2 to m, or a
            feature can't be standardised without one of the folds.
    """
    X, Y = examples(X, Y)
    return descent_answers(X, Y, rate, steps, [in_turn(X.shape[1], folds)])


def wilson_interval(right: int, m: int) -> tuple[float, float]:
    """Return the 95 % confidence interval of a share, if `right` of `m` examples were right.

    Source: Wilson, Journal of the American Statistical Association 22 (1927), pages 209 to 212.

    Examples:
        >>> NormalDist().cdf(1.96) - NormalDist().cdf(-1.96)  # 95 %
        0.950...
        >>> [round(end, 4) for end in wilson_interval(256, 303)]
        [0.7998, 0.8813]

    Raises:
        ValueError: If `right` is not a whole number from 0 to `m`, or `m` is 0.
    """
    right, m = whole(right, "right"), whole(m, "m")
    if not right <= m or m == 0:
        raise ValueError(f"right is {right} and m is {m}: give a count, and the number of at least 1 that it is out of")
    z = NormalDist().inv_cdf(0.975)

    def lowest(right: int) -> float:
        return (2 * right + z**2 - z * sqrt(z**2 + 4 * right * (m - right) / m)) / (2 * (m + z**2))

    return lowest(right), 1 - lowest(m - right)  # the highest share of right answers leaves the lowest of wrong ones


@dataclass(frozen=True)
class PrintedFractions:
    """The fractions, as (right, m), that print as a percentage: once rounded, and once cut off."""

    rounded: list[tuple[int, int]]
    cut: list[tuple[int, int]]


def fractions_that_print_as(percentage: str, most: int) -> PrintedFractions:
    """Return all fractions of at most `most` examples that print as `percentage`, such as `"84.48"`.

    The percentage is text, because its digits count: "84.5" and "84.50" are prints of different fractions. Halves are
    rounded up.

    Examples:
        >>> fractions_that_print_as("84.5", 60).rounded
        [(49, 58)]
        >>> fractions_that_print_as("84.50", 60).rounded
        []
        >>> fractions_that_print_as("84.48", 60).rounded
        [(49, 58)]

    Raises:
        ValueError: If `percentage` is not the text of a decimal number from 0 to 100, with at most 99 decimals, or
            `most` is no whole number.
    """
    if (
        not isinstance(percentage, str)
        or not re.fullmatch(r"[0-9]{1,99}(\.[0-9]{1,99})?", percentage)
        or float(percentage) > 100
    ):
        raise ValueError(f"percentage is {shown(percentage)}: give a number from 0 to 100 as text, such as '84.48'")
    # Whole numbers only, so that no fraction is lost or won by rounding: everything counts in the last digit printed.
    before, _, after = percentage.partition(".")
    printed, unit = int(before + after), 100 * 10 ** len(after)
    every = [(right, m) for m in range(1, whole(most, "most") + 1) for right in range(m + 1)]
    return PrintedFractions(
        rounded=[(right, m) for right, m in every if (2 * right * unit + m) // (2 * m) == printed],
        cut=[(right, m) for right, m in every if right * unit // m == printed],
    )
