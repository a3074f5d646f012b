"""Beyond the article: whether the disease is as frequent as the answers say. Calibration, and a score for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, finite, labels, matrix, probabilities, whole
from lrbook.evaluation import wilson_interval
from lrbook.neuron import sigmoid


def brier(A: ArrayLike, Y: ArrayLike) -> float:
    """Return the Brier score, `(1/m) ∑ (a − y)²`: 0 at best, and 1/4 for answering one half each time.

    Like the mean cost, it is a proper score: its expected value is least if a is the probability of class 1.

    Source: Brier, Monthly Weather Review 78 (1950), pages 1 to 3.

    Examples:
        >>> a, y, m = np.array([0.1, 0.7, 0.4]), np.array([0, 1, 1]), 3
        >>> score = brier([a], [y])
        >>> round(score, 4)
        0.1533

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels.
    """
    A, Y = _answers(A, Y)
    return float(np.mean((A - Y) ** 2))


@dataclass(frozen=True)
class Group:
    """Examples with similar answers.

    Attributes:
        count: How many they are.
        predicted: The mean of their answers.
        observed: The share of them that is in class 1.
        low: The lower end of the 95 % interval of that share.
        high: The upper end.

    Examples:
        >>> all_of_them = mean_answer([[0.1, 0.7, 0.4]], [[0, 1, 1]])
        >>> interval = wilson_interval(2, 3)  # of 95 %
        >>> (all_of_them.low, all_of_them.high) == interval
        True
    """

    count: int
    predicted: float
    observed: float
    low: float
    high: float


def reliability(A: ArrayLike, Y: ArrayLike, groups: int = 5) -> list[Group]:
    """Divide the examples by their answers into equal groups, from low to high, and compare answers with labels.

    Examples with the same answer stay in their order. The sizes of two groups differ by at most one.

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels, or `groups` is not 1 to m.
    """
    A, Y = _answers(A, Y)
    if not 1 <= whole(groups, "groups") <= A.size:
        raise ValueError(f"groups is {groups}: give 1 to {A.size}, the number of examples")
    parts = np.array_split(np.argsort(A[0], kind="stable"), groups)
    return [_group(A[0, part], Y[0, part]) for part in parts]


def mean_answer(A: ArrayLike, Y: ArrayLike) -> Group:
    """Return all examples as one group: the mean answer, beside the share that is in class 1.

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels.
    """
    return reliability(A, Y, groups=1)[0]


def bias_shift(Z: ArrayLike, Y: ArrayLike) -> float:
    """Return the number to add to the bias, with which the mean answer `(1/m) ∑ σ(z + shift)` is the share of class 1.

    It mends the average and leaves the order of the answers as it was. It is found by halving an interval, since the
    mean answer rises with the shift.

    Examples:
        >>> σ, z, m = sigmoid, np.array([-2.0, 0.3, 1.5]), 3
        >>> shift = bias_shift([z], [[0, 1, 1]])
        >>> mean = float(σ(z + shift).mean())
        >>> round(shift, 4), round(mean, 4)
        (1.0486, 0.6667)

    Raises:
        ValueError: If Z is not a finite row, Y not a row of zeros and ones, as long, or all labels are the same: no
            finite shift answers with 0 or 1.
    """
    Z = finite(matrix(Z, "Z", "[1, m]", rows=1), "Z")
    share = float(labels(Y, columns=Z.shape[1]).mean())
    if share in (0, 1):
        raise ValueError(f"Y holds {share:g} only: give examples of both classes")
    middle = np.log(share / (1 - share))  # the logit that answers with the share
    low, high = float(middle - Z.max()), float(middle - Z.min())
    while low < (shift := (low + high) / 2) < high:
        low, high = (shift, high) if sigmoid(Z + shift).mean() < share else (low, shift)
    return shift


def _answers(A: ArrayLike, Y: ArrayLike) -> tuple[Matrix, Matrix]:
    A = probabilities(matrix(A, "A", "[1, m]", rows=1), "A")
    return A, labels(Y, columns=A.shape[1])


def _group(a: Matrix, y: Matrix) -> Group:
    return Group(a.size, float(a.mean()), float(y.mean()), *wilson_interval(int(y.sum()), a.size))
