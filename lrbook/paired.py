"""Beyond the article: two sets of answers about the same patients, compared patient by patient."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import labels
from lrbook.evaluation import predict


@dataclass(frozen=True)
class Paired:
    """How often only one of two is right, and how likely a difference as large is if neither is better.

    Attributes:
        only_first: The number of examples for which the first is right and the second is wrong.
        only_second: The same, the other way round.
        p: The two-sided p-value of McNemar's exact test.
    """

    only_first: int
    only_second: int
    p: float


def mcnemar(first: ArrayLike, second: ArrayLike, Y: ArrayLike) -> Paired:
    """Compare two sets of answers, `first` [1, m] and `second`, by the examples where only one of them is right.

    If neither is better, each of these `n` examples is a toss of a coin. The p-value is that of a result at least as
    uneven, `p = 2 · t / 2^n`, where t of the ways to toss them give the smaller count or fewer; and 1 at most.

    Source: McNemar, Psychometrika 12 (1947), pages 153 to 157, with binomial probabilities in place of his χ².

    Examples:
        >>> first, Y = np.array([[0.1, 0.7, 0.4, 0.9, 0.8, 0.2, 0.3, 0.1]]), [[0, 1, 0, 1, 1, 1, 0, 0]]
        >>> second = np.array([[0.9, 0.2, 0.8, 0.1, 0.3, 0.6, 0.4, 0.1]])
        >>> found = mcnemar(first, second, Y)
        >>> n, p = found.only_first + found.only_second, found.p
        >>> t = sum(comb(n, k) for k in range(found.only_second + 1))
        >>> t, n, p
        (7, 6, 0.21875)

    Raises:
        ValueError: If the three are not rows of one length, of probabilities, probabilities and labels.
    """
    one, other = predict(first), predict(second)
    Y = labels(Y, columns=one.shape[1])
    if one.shape != other.shape:
        raise ValueError(f"first has shape {list(one.shape)} and second {list(other.shape)}: ask both the same")
    only_first = int(np.sum((one == Y) & (other != Y)))
    only_second = int(np.sum((one != Y) & (other == Y)))
    n, fewer = only_first + only_second, min(only_first, only_second)
    tail = sum(comb(n, k) for k in range(fewer + 1))  # whole numbers: nothing is rounded before the division
    return Paired(only_first, only_second, min(1.0, 2 * tail / 2**n))
