"""Beyond the article: held-out answers. Each example is asked about once, by a neuron that has not seen it.

The m examples are divided into folds. `fold` is [m]: the number of each example's fold. A neuron learns on all folds
but one, and answers for that one; then the next (cross-validation).

Examples:
    >>> m = 5
    >>> fold = in_turn(m, folds=2)
    >>> fold.tolist()
    [0, 1, 0, 1, 0]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lrbook._checks import Matrix, array, examples, finite, labels, matrix, overflow_refused, positive, whole
from lrbook.heart import Scaling, standardise
from lrbook.neuron import _costs, _sigmoid, sigmoid

Folds = NDArray[np.intp]
Answer = Callable[[Matrix], Matrix]
"""What was learnt: it takes features, [n, k], and answers with probabilities, [1, k]."""
Learn = Callable[[Matrix, Matrix], Answer]
"""A way to learn: it takes features, [n, k], and labels, [1, k], and returns what it learnt."""


def in_turn(m: int, folds: int = 10) -> Folds:
    """Deal m examples out in their order: fold k gets the examples k, k + folds, k + 2·folds, …

    Raises:
        ValueError: If `folds` is not 2 to m.
    """
    m, folds = whole(m, "m"), whole(folds, "folds")
    if not 2 <= folds <= m:
        raise ValueError(f"folds is {folds}: give 2 to {m}, the number of examples")
    return np.arange(m) % folds


def stratified(Y: ArrayLike, folds: int = 10, seed: int = 0) -> Folds:
    """Deal the examples out at random, class by class, so that each fold has its share of each class.

    The numbers of a class in any two folds differ by at most one, and so do the sizes of the folds. Another seed deals
    them out in another way: repeat it to see how much a result hangs on the split.

    Raises:
        ValueError: If Y is not a row of zeros and ones, `folds` is not 2 to m, or `seed` is not a whole number.
    """
    Y = labels(Y)
    order = np.random.default_rng(whole(seed, "seed")).permutation(Y.size)
    order = order[np.argsort(Y[0, order], kind="stable")]  # one class after the other, each in random order
    fold = np.empty(Y.size, np.intp)
    fold[order] = in_turn(Y.size, folds)
    return fold


def held_out_answers(learn: Learn, X: ArrayLike, Y: ArrayLike, fold: ArrayLike) -> Matrix:
    """Return for each example the probability A, [1, m], from what `learn` made of the other folds.

    Args:
        learn: Takes features and labels, and returns a function from features to probabilities.
        X: The features, [n, m].
        Y: The labels, [1, m].
        fold: The number of each example's fold, [m].

    Examples:
        >>> X, Y = np.array([[1.0, -2.0, 0.5, 3.0]]), np.array([[1, 0, 1, 1]])
        >>> learn = lambda X, Y: lambda unseen: np.full((1, unseen.shape[1]), Y.mean())
        >>> fold = [0, 1, 0, 1]
        >>> A = held_out_answers(learn, X, Y, fold)
        >>> A.tolist()
        [[0.5, 1.0, 0.5, 1.0]]

    Raises:
        ValueError: If the shapes do not fit, a label is neither 0 nor 1, X is not finite, there is one fold only, or
            `learn` refuses its part of the examples.
    """
    X, Y = examples(X, Y)
    A = np.empty_like(Y)
    for k, held in _each(fold, X.shape[1]):
        try:
            answer = learn(X[:, ~held], Y[:, ~held])
        except ValueError as error:
            raise ValueError(f"without fold {k}, {error}, or choose another number of folds") from None
        A[:, held] = answer(X[:, held])
    return A


def descent_answers(X: ArrayLike, Y: ArrayLike, rate: float, steps: int, splits: ArrayLike) -> Matrix:
    """Return the held-out answers A, [s, m], of several splits, learnt by gradient descent from zero.

    Each neuron learns on all folds of its split but one, on features standardised by those examples only. All of them
    walk side by side, so that many splits take little time.

    Args:
        X: The features, [n, m].
        Y: The labels, [1, m].
        rate: The learning rate, positive.
        steps: How many steps to take.
        splits: The numbers of the folds of each split, [s, m].

    Examples:
        >>> X, Y = np.array([[1.0, -2.0, 0.5, 3.0]]), np.array([[1, 0, 1, 1]])
        >>> splits = np.array([[0, 1, 0, 1], [0, 0, 1, 1]])
        >>> A = descent_answers(X, Y, 0.1, 10, splits)
        >>> s, m = A.shape
        >>> A.round(3).tolist()
        [[0.522, 0.61, 0.5, 0.61], [0.61, 0.61, 0.574, 0.74]]

    Raises:
        ValueError: If the shapes do not fit, a label is neither 0 nor 1, X is not finite, a split has one fold only, a
            feature can't be standardised without one of the folds, `rate` is not positive, `steps` is not a whole
            number, or a descent leaves the range of float64.
    """
    X, Y = examples(X, Y)
    folds = [_each(fold, X.shape[1]) for fold in matrix(splits, "splits", "[s, m]", columns=X.shape[1])]
    held = [alone for split in folds for _, alone in split]
    for Z in _walk(X, Y, rate, steps, [each for split in folds for each in split]):
        last = Z
    answers = np.where(held, sigmoid(last), 0.0)  # each example is held out once in each split
    return np.add.reduceat(answers, np.cumsum([0, *map(len, folds[:-1])]), axis=0)


@dataclass(frozen=True)
class FoldCosts:
    """The mean cost before each step and after the last, `steps + 1` numbers each.

    Attributes:
        training: Of the examples learnt from, the mean over the folds.
        held_out: Of the examples held out, each counted once.

    Examples:
        >>> steps = 4
        >>> found = costs_over_steps([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 1, 1]], 0.1, steps, [0, 1, 0, 1])
        >>> k = len(found.training)
    """

    training: Matrix
    held_out: Matrix


def costs_over_steps(X: ArrayLike, Y: ArrayLike, rate: float, steps: int, fold: ArrayLike) -> FoldCosts:
    """Return what gradient descent from zero costs step by step, on the examples learnt from and on those held out.

    Features are standardised by those learnt from only.

    Raises:
        ValueError: If a shape does not fit, a label is neither 0 nor 1, there is one fold only, a feature can't be
            standardised without one of the folds, `rate` is not positive, `steps` is not a whole number, or a descent
            leaves the range of float64.
    """
    X, Y = examples(X, Y)
    folds = _each(fold, X.shape[1])
    held = np.array([alone for _, alone in folds])
    training, unseen = [], []
    for Z in _walk(X, Y, rate, steps, folds):
        costs = _costs(Z, Y)
        training.append(np.mean(costs, axis=1, where=~held).mean())
        unseen.append(costs[held].mean())
    return FoldCosts(np.array(training), np.array(unseen))


def _walk(
    X: Matrix, Y: Matrix, rate: float, steps: int, folds: list[tuple[int, NDArray[np.bool_]]]
) -> Iterator[Matrix]:
    """Yield the logits of all examples, [k, m], before each step and after the last, of k neurons side by side.

    Each learns from zero on the examples that its fold does not hold.
    """
    rate, steps = positive(rate, "rate"), whole(steps, "steps")
    scaled = np.array([_scaling(X[:, ~held], k).apply(X) for k, held in folds])
    learns = np.array([~held / np.sum(~held) for _, held in folds])
    W, b = np.zeros(scaled.shape[:2]), np.zeros((len(folds), 1))
    for step in range(steps + 1):
        with overflow_refused():
            Z = np.matmul(W[:, np.newaxis], scaled)[:, 0] + b
        yield finite(Z, "Z = WX + b", "lower the rate if the descent diverges")
        if step < steps:
            dZ = (_sigmoid(Z) - Y) * learns
            W -= rate * np.matmul(scaled, dZ[..., np.newaxis])[..., 0]
            b -= rate * dZ.sum(axis=1, keepdims=True)


def _scaling(X: Matrix, without: int) -> Scaling:
    try:
        return standardise(X)[1]
    except ValueError as error:
        raise ValueError(f"without fold {without}, {error}, or choose another number of folds") from None


def _each(fold: ArrayLike, m: int) -> list[tuple[int, NDArray[np.bool_]]]:
    """Return the number of each fold, and which examples are in it."""
    numbers = array(fold, "fold")
    if numbers.shape != (m,):
        raise ValueError(f"fold has shape {list(numbers.shape)}: give [{m}], a number for each example")
    known = np.unique(finite(numbers, "fold"))
    if known.size < 2:
        raise ValueError(f"fold holds {known[0]:g} only: give two folds at least, such as stratified(Y)")
    return [(int(k), numbers == k) for k in known]
