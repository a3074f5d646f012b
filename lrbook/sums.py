"""Beyond the article: the cost and its gradient are sums over the examples, so the sums of blocks add up to them.

The sums of a block are one vector, [n + 2]: its n + 1 parts of the gradient, and its costs. The blocks
may come from a matrix, a file or many machines: `descend` needs no more than the totals.

Examples:
    >>> n, X, Y = 1, np.array([[1.0, -2.0, 0.5, 3.0]]), np.array([[1, 0, 1, 1]])
    >>> sums = block_sums(np.zeros(n + 1), X[:, :3], Y[:, :3]) + block_sums(np.zeros(n + 1), X[:, 3:], Y[:, 3:])
    >>> bool(np.allclose(sums, in_memory(np.zeros(n + 1), X, Y)))
    True
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, finite, labels_of, matrix, overflow_refused, positive, whole
from lrbook.descent import Run

IN_CACHE = 2**16
"""How many examples at a time: they and what is computed of them stay in the processor's cache."""
IN_MEMORY = 2**17
"""How many examples of a file at a time: 13 features of them are 13 MiB."""

Totals = Callable[[Matrix], Matrix]
"""Takes w, [n + 1], the weights and the bias, and returns the sums over all examples, [n + 2]."""


def block_sums(w: Matrix, X: Matrix, Y: Matrix) -> Matrix:
    """Return what the examples of one block add up to: `g = ∑ (a − y) X̃`, [n + 1], and `∑ C(a, y)`.

    X̃ is X with a row of ones. The sigmoid is computed as `a = (1 + tanh(z/2))/2` and the cost as
    `C(a, y) = |z|/2 + (1/2 − y)z − log(1/2 + |a − 1/2|)`, the same numbers, which can't overflow. What costs less than
    the rounding of a number near one, as a right answer that is as good as certain does, costs nothing.

    Examples:
        >>> from lrbook.neuron import loss as C, sigmoid
        >>> X, y = np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 3.0, -1.0]]), np.array([1, 0, 1, 1])
        >>> n, w, X̃ = 2, np.array([0.5, -1.0, 0.25]), np.vstack([X, np.ones(4)])
        >>> z = w @ X̃
        >>> a, sums = sigmoid(z), block_sums(w, X, y[np.newaxis])
        >>> g, total = sums[:-1], sums[-1]
        >>> sums.round(3).tolist()
        [-1.259, -2.564, -1.157, 3.188]
    """
    y = Y[0]
    z = w[:-1] @ X
    z += w[-1]
    errors = np.tanh(0.5 * z)
    errors *= 0.5
    likelier = np.abs(errors)
    likelier += 0.5
    errors += 0.5
    errors -= y
    costs = np.abs(z).sum() / 2 + (0.5 - y) @ z - _sum_of_logs(likelier)
    return np.concatenate([X @ errors, [errors.sum(), costs]])


def _sum_of_logs(p: Matrix) -> float:
    # A product has the sum of the logarithms, and to multiply is quicker than to take one. Each time the second half is
    # multiplied into the first. No p is below 1/2, so that no product of 32 of them is too small.
    for _ in range(5):
        half = p.size // 2
        p[:half] *= p[p.size - half :]
        p = p[: p.size - half]
    return float(np.log(p).sum())


def blocks(X: Matrix, Y: Matrix, size: int) -> Iterator[tuple[Matrix, Matrix]]:
    """Yield the examples, `size` at a time; the last block may be smaller."""
    for start in range(0, X.shape[1], size):
        yield X[:, start : start + size], Y[:, start : start + size]


def in_memory(w: Matrix, X: Matrix, Y: Matrix) -> Matrix:
    """Return the sums of all examples, block by block, so that each is fetched from memory once."""
    total: Matrix = np.add.reduce([block_sums(w, x, y) for x, y in blocks(X, Y, IN_CACHE)])
    return total


def in_file(w: Matrix, X: Matrix, Y: Matrix, file: mmap.mmap) -> Matrix:
    """Return the sums of all examples in a mapped file, which is read a block at a time, and let go."""
    total = np.zeros(w.size + 1)
    for x, y in blocks(X, Y, IN_MEMORY):
        total += in_memory(w, x, y)
        file.madvise(mmap.MADV_DONTNEED)  # the block's pages go; without it, all that was read would stay
    return total


def totals_of(X: ArrayLike, Y: ArrayLike) -> Totals:
    """Return what sums over the examples X, [n, m], with the labels Y, [1, m].

    X may be mapped from a file that is larger than the memory, as `numpy.load(path, mmap_mode="r")` does. Its values
    are not looked at before the first step: to read such a file takes too long to do it twice.

    Examples:
        >>> X, Y = np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 3.0, -1.0]]), np.array([[1, 0, 1, 1]])
        >>> totals_of(X, Y)(np.zeros(3)).round(3).tolist()
        [-3.25, -0.5, -1.0, 2.773]

    Raises:
        ValueError: If the shapes do not fit, or a label is neither 0 nor 1.
    """
    X = matrix(X, "X", "[n, m]")
    Y = labels_of(X, Y)
    file: object = X
    while isinstance(file, np.ndarray):
        file = file.base
    if isinstance(file, mmap.mmap):
        return partial(in_file, X=X, Y=Y, file=file)
    return partial(in_memory, X=X, Y=Y)


def descend(totals: Totals, n: int, m: int, rate: float, steps: int) -> Run:
    """Walk `steps` steps downhill from zero, with the sums over m examples of n features.

    It does what `lrbook.descent.gradient_descent` does, but for the order in which numbers are added.

    Raises:
        ValueError: If `rate` is not positive, a count is not a whole number, or a sum is not finite: X holds NaN or
            infinity, or the descent diverges.
    """
    w, rate = np.zeros(whole(n, "n") + 1), positive(rate, "rate")
    costs, path = [], [w]
    with overflow_refused():
        for step in range(whole(steps, "steps") + 1):
            found = finite(totals(w) / whole(m, "m"), "the sum", "look for missing values in X, or lower the rate")
            costs.append(found[-1])
            if step < steps:
                w = w - rate * found[:-1]
                path.append(w)
    return Run(w[np.newaxis, :-1], float(w[-1]), np.array(costs), np.array(path))
