"""Beyond the article: how well answers put the examples in order, and which threshold to choose."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, labels, matrix, positive, probabilities
from lrbook.evaluation import predict


@dataclass(frozen=True)
class Roc:
    """What each threshold gives, from the highest, above which nothing is, to one below every answer.

    Attributes:
        thresholds: The thresholds, falling: class 1 is answered at and above each of them. The first is infinite.
        false_alarms: The share of class 0 that is put into class 1 (1 − specificity).
        sensitivity: The share of class 1 that is put into class 1 (recall).
        precision: The share of those put into class 1 that is in class 1; 1 if there is none.
    """

    thresholds: Matrix
    false_alarms: Matrix
    sensitivity: Matrix
    precision: Matrix


def roc(A: ArrayLike, Y: ArrayLike) -> Roc:
    """Return the ROC curve and the precision, a point for each different answer.

    Source: Fawcett, Pattern Recognition Letters 27 (2006), pages 861 to 874.

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels, or Y has one class only.
    """
    a, y = _two_classes(A, Y)
    order = np.argsort(-a, kind="stable")
    last = np.flatnonzero(np.diff(a[order], append=-1.0))  # of equal answers, all are above a threshold or none is
    found = np.concatenate([[0.0], np.cumsum(y[order])[last]])
    chosen = np.concatenate([[0], last + 1])
    precision = np.divide(found, chosen, out=np.ones(found.size), where=chosen > 0)
    thresholds = np.concatenate([[np.inf], a[order][last]])
    return Roc(thresholds, (chosen - found) / np.sum(y == 0), found / y.sum(), precision)


@dataclass(frozen=True)
class Area:
    """The area below the ROC curve, with its standard error and 95 % interval.

    Examples:
        >>> found = area([[0.1, 0.7, 0.4, 0.3]], [[0, 1, 1, 0]])
        >>> reach = NormalDist().inv_cdf(0.975) * found.error  # 95 % lie within
        >>> found.area, found.low == max(0, found.area - reach)
        (1.0, True)
    """

    area: float
    error: float
    low: float
    high: float


def area(A: ArrayLike, Y: ArrayLike) -> Area:
    """Return the area below the ROC curve: how likely one of class 1 has a higher answer than one of class 0.

    A tie counts one half. The standard error is that of DeLong: each example has a share of the pairs that it wins, and
    the area is a mean of these shares, over class 1 as over class 0. The interval is the area ± 1.96 errors, cut at 0
    and 1.

    Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), pages 837 to 845.

    Examples:
        >>> round(NormalDist().inv_cdf(0.975), 2)
        1.96
        >>> area([[0.1, 0.7, 0.4, 0.5]], [[0, 1, 1, 0]]).area
        0.75

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels, or a class has
            fewer than two.
    """
    a, y = _two_classes(A, Y, least=2)
    ones, zeros = np.sort(a[y == 1]), np.sort(a[y == 0])
    won = _share_below(zeros, ones)  # for each of class 1: of class 0, the share that is lower
    lost = _share_below(ones, zeros)
    found = float(won.mean())
    error = sqrt(won.var(ddof=1) / won.size + lost.var(ddof=1) / lost.size)
    reach = NormalDist().inv_cdf(0.975) * error
    return Area(found, error, max(0.0, found - reach), min(1.0, found + reach))


def cheapest_threshold(missed: float, alarm: float) -> float:
    """Return the threshold above which class 1 is the cheaper answer: `alarm / (alarm + missed)`.

    It holds for answers that are calibrated: of those with the answer a, the share a is in class 1. Then answering 0
    costs `a · missed` in the mean, and answering 1 `(1 − a) · alarm`.

    Source: Elkan, The Foundations of Cost-Sensitive Learning, IJCAI (2001).

    Args:
        missed: What it costs to answer 0 for an example of class 1.
        alarm: What it costs to answer 1 for an example of class 0.

    Examples:
        >>> missed, alarm, a = 5.0, 2.0, 0.3
        >>> threshold = cheapest_threshold(missed, alarm)
        >>> if_0, if_1 = a * missed, (1 - a) * alarm
        >>> round(threshold, 4), if_0 > if_1
        (0.2857, True)

    Raises:
        ValueError: If a cost is not positive.
    """
    missed, alarm = positive(missed, "missed"), positive(alarm, "alarm")
    return 1 / (1 + missed / alarm)


def cost_of_errors(A: ArrayLike, Y: ArrayLike, threshold: float, missed: float, alarm: float) -> float:
    """Return the mean cost of the errors at a threshold: `(missed · misses + alarm · alarms) / m`.

    Examples:
        >>> missed, alarm, misses, alarms, m = 5.0, 1.5, 2, 3, 7
        >>> Y, A = [[1, 1, 1, 0, 0, 0, 0]], [[0.2, 0.3, 0.9, 0.6, 0.7, 0.8, 0.1]]
        >>> mean = cost_of_errors(A, Y, 0.5, missed, alarm)
        >>> round(mean, 4)
        2.0714

    Raises:
        ValueError: If A and Y are not rows of one length, of probabilities and of labels, the threshold is not
            between 0 and 1, or a cost is not positive.
    """
    answers = predict(A, threshold)
    Y = labels(Y, columns=answers.shape[1])
    missed, alarm = positive(missed, "missed"), positive(alarm, "alarm")
    return float((missed * (answers < Y) + alarm * (answers > Y)).mean())


def _two_classes(A: ArrayLike, Y: ArrayLike, least: int = 1) -> tuple[Matrix, Matrix]:
    A = probabilities(matrix(A, "A", "[1, m]", rows=1), "A")
    Y = labels(Y, columns=A.shape[1])
    if min((Y == 0).sum(), (Y == 1).sum()) < least:
        raise ValueError(f"Y holds {int(Y.sum())} ones of {Y.size}: give at least {least} of each class")
    return A[0], Y[0]


def _share_below(ordered: Matrix, values: Matrix) -> Matrix:
    """Return for each value the share of the ordered numbers that is below it; an equal one counts one half."""
    sides = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    share: Matrix = sides / (2 * ordered.size)
    return share
