"""Beyond the article: ways to the minimum. Each is a loop that yields one place w after the other, without end.

`walk` follows such a loop, and keeps what the steps cost.

Examples:
    >>> f = Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]])
    >>> found = walk(descent(f, rate=0.5), f, steps=300)
    >>> found.costs[[0, -1]].round(4).tolist()
    [0.6931, 0.1287]
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, examples, number, overflow_refused, positive, whole
from lrbook.objective import Objective, squares_held

Walking = Iterator[Matrix]

LEAST = 1e-140
"""How large a feature must be for Newton's method, which divides by sums of its squares."""


def descent(f: Objective, rate: float) -> Walking:
    """Gradient descent: `w ← w − rate · g`, where g is the gradient at w.

    Examples:
        >>> f, rate = Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]]), 0.5
        >>> _, w, w_after = islice(descent(f, rate), 3)
        >>> g = f.gradient(w)
    """
    w, rate = f.zero, positive(rate, "rate")
    while True:
        yield w
        w = w - rate * f.gradient(w)


def heavy_ball(f: Objective, rate: float, momentum: float) -> Walking:
    """Descent that keeps a part of its last step: `w ← w − rate · g + momentum · p`.

    g is the gradient at w, and p is the last step.

    Examples:
        >>> f, rate, momentum = Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]]), 0.5, 0.9
        >>> _, before, w, w_after = islice(heavy_ball(f, rate, momentum), 4)
        >>> g, p = f.gradient(w), w - before

    Source: Polyak, USSR Computational Mathematics and Mathematical Physics 4 (1964), pages 1 to 17.
    """
    w = before = f.zero
    rate, momentum = positive(rate, "rate"), _share(momentum)
    while True:
        yield w
        w, before = w - rate * f.gradient(w) + momentum * (w - before), w


def nesterov(f: Objective, rate: float, momentum: float) -> Walking:
    """Descent that looks ahead: it takes the gradient where the last step would lead if it were repeated.

    `v = w + momentum · p`, then `w ← v − rate · g`, where p is the last step and g is the gradient at v.

    Examples:
        >>> f, rate, momentum = Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]]), 0.5, 0.9
        >>> _, before, w, w_after = islice(nesterov(f, rate, momentum), 4)
        >>> p, v = w - before, w + momentum * (w - before)
        >>> g = f.gradient(v)

    Source: Nesterov, Introductory Lectures on Convex Optimization (2004), section 2.2.
    """
    w = before = f.zero
    rate, momentum = positive(rate, "rate"), _share(momentum)
    while True:
        yield w
        ahead = w + momentum * (w - before)
        w, before = ahead - rate * f.gradient(ahead), w


def stochastic(X: ArrayLike, Y: ArrayLike, rate: float, batch: int = 1, seed: int = 0) -> Walking:
    """Descent by the gradient of a few examples at a time: `batch` of them, in an order that is drawn anew each pass.

    The last batch of a pass is smaller if `batch` does not divide m.

    Examples:
        >>> X, Y = np.array([[1.0, -2.0, 0.5, 3.0]]), np.array([[1, 0, 0, 1]])
        >>> _, w, _, after = islice(stochastic(X, Y, rate=0.5, batch=3), 4)  # a pass is two steps, and another begins
        >>> w.shape
        (2,)

    Source: Robbins and Monro, Annals of Mathematical Statistics 22 (1951), pages 400 to 407.
    """
    X, Y = examples(X, Y)
    w, m, rate = np.zeros(X.shape[0] + 1), X.shape[1], positive(rate, "rate")
    random = np.random.default_rng(whole(seed, "seed"))
    if not 1 <= whole(batch, "batch") <= m:
        raise ValueError(f"batch is {batch}: give 1 to {m}, the number of examples")
    while True:
        order = random.permutation(m)
        for start in range(0, m, batch):
            few = order[start : start + batch]
            yield w
            w = w - rate * Objective(X[:, few], Y[:, few]).gradient(w)


def newton(f: Objective) -> Walking:
    """Newton's method: step to where the parabola that fits f best at w has its minimum.

    `w ← w − s`, where `H s = g`: g is the gradient at w, and H holds the second derivatives there.

    Near the minimum each step doubles the digits that are right. Far from it a step may lead too far, and the cost may
    rise: `damped_newton` guards against that.

    Examples:
        >>> f = Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]])
        >>> _, w, w_after = islice(newton(f), 3)
        >>> g, H = f.gradient(w)[:, np.newaxis], f.hessian(w)
        >>> w, w_after = w[:, np.newaxis], w_after[:, np.newaxis]
        >>> s = w - w_after

    Raises:
        ValueError: If a feature is so large or so small that float64 can't hold its squares: not 1e-140 to 1e140.
        numpy.linalg.LinAlgError: If the cost is flat in some direction; `minimum` says why that may be.
    """
    w, scale = f.zero, _scale(f)
    while True:
        yield w
        w = w - _newton_step(f, w, scale)


def damped_newton(f: Objective) -> Walking:
    """Newton's method, with each step halved until it does not raise the cost.

    Raises:
        ValueError: If a feature is so large or so small that float64 can't hold its squares: not 1e-140 to 1e140.
        numpy.linalg.LinAlgError: If the cost is flat in some direction; `minimum` says why that may be.
    """
    w, here, scale = f.zero, f.cost(f.zero), _scale(f)
    while True:
        yield w
        step = _newton_step(f, w, scale)
        while (there := f.cost(w - step)) > here + 1e-14 * (1 + here):  # more than rounding, of a cost near 0, too
            step = step / 2
        w, here = w - step, there


def _scale(f: Objective) -> Matrix:
    """Return how curved the cost is along each weight at 0, as a length: that of its feature, and of its penalty."""
    squares_held(f.examples, LEAST)
    curvature = np.diag(f.hessian(f.zero))
    return 2 * np.sqrt(np.where(curvature, curvature, 1.0))


def _newton_step(f: Objective, w: Matrix, scale: Matrix) -> Matrix:
    """Return the step from w, solved in units in which no weight is large: else one feature may drown another."""
    gradient, hessian = f.gradient_and_hessian(w)
    step: Matrix = np.linalg.solve(hessian / np.outer(scale, scale), gradient / scale) / scale
    return step


@dataclass(frozen=True)
class Walk:
    """What a walk found, and what its steps cost.

    Attributes:
        w: The place after the last step, [n + 1].
        costs: The cost before each step and after the last.
        slopes: The length of the gradient there: 0 at the minimum, and nowhere else.

    Examples:
        >>> n, f = 1, Objective([[1.0, -2.0, 0.5, 3.0]], [[1, 0, 0, 1]])
        >>> w = walk(newton(f), f, steps=10).w
    """

    w: Matrix
    costs: Matrix
    slopes: Matrix


def walk(places: Walking, f: Objective, steps: int, slope: float = 0.0, every: int = 1) -> Walk:
    """Follow a way for `steps` steps, or until the gradient is no longer than `slope`.

    Args:
        places: What yields one place after the other, such as `descent(f, rate)`.
        f: What is to be minimised.
        steps: How many steps to take at most.
        slope: The length of the gradient that is short enough.
        every: How many of the way's own steps count as one, such as the batches of a pass.

    Raises:
        ValueError: If `steps` or `every` is no whole number, or the walk leaves the range of float64.
    """
    costs, slopes = [], []
    with overflow_refused():
        for place in islice(places, 0, whole(steps, "steps") * whole(every, "every") + 1, every):
            w = place
            costs.append(f.cost(w))
            slopes.append(float(np.linalg.norm(f.gradient(w))))
            if not np.isfinite(costs[-1]):
                raise ValueError(f"the cost left the range of float64 at step {len(costs) - 1}: lower the rate")
            if slopes[-1] <= slope:
                break
    return Walk(w, np.array(costs), np.array(slopes))


def minimum(f: Objective) -> Matrix:
    """Return the place w of the least cost, by Newton's method, up to rounding.

    Raises:
        ValueError: If there is no such place, or no single one: where a plane separates the classes, longer weights
            cost less, without end; where a feature follows from the others, many places cost the same. Or if a
            feature is so large or so small that float64 can't hold its squares: not 1e-140 to 1e140.
    """
    scale = _scale(f)
    with suppress(np.linalg.LinAlgError), overflow_refused():
        for w in islice(damped_newton(f), 100):
            if np.abs(f.gradient(w) / scale).max() < 1e-12:
                flattest = np.linalg.eigvalsh(f.hessian(w) / np.outer(scale, scale))[0]
                if flattest < 1e-9:
                    break
                return w
    raise ValueError(
        "the weights run away: a plane separates the classes, or a feature follows from the others; "
        "give a penalty, such as 0.01"
    )


def momentum_for(condition: float) -> float:
    """Return the momentum that suits a condition number κ, `(√κ − 1)/(√κ + 1)`.

    Examples:
        >>> κ = 100.0
        >>> momentum = momentum_for(κ)
        >>> round(momentum, 4)
        0.8182

    Source: Nesterov, Introductory Lectures on Convex Optimization (2004), section 2.2.

    Raises:
        ValueError: If κ is below 1.
    """
    root = sqrt(_condition(condition))
    return (root - 1) / (root + 1)


def predicted_steps(condition: float, factor: float, accelerated: bool = False) -> float:
    """Return how many steps bring the cost nearer to its minimum by a factor, if its curvature is the same everywhere.

    At the rate 1/L a step of descent leaves the share `q = 1 − 1/κ` of the distance in the flattest direction, and the
    square of that of the cost above the minimum. κ is L over the least curvature at the minimum. With momentum, it is
    `p = 1 − 1/√κ` instead.

    Args:
        condition: κ, at least 1.
        factor: How many times nearer, such as 1e6.
        accelerated: Whether there is momentum.

    Examples:
        >>> κ, factor = 100.0, 1e6
        >>> steps, fewer = predicted_steps(κ, factor), predicted_steps(κ, factor, accelerated=True)
        >>> round(steps), round(fewer)
        (687, 66)
        >>> q, p = factor ** (-1 / (2 * steps)), factor ** (-1 / (2 * fewer))

    Raises:
        ValueError: If κ is below 1, or the factor is not positive.
    """
    root = sqrt(_condition(condition)) if accelerated else _condition(condition)
    if root == 1:
        return 1.0
    return log(positive(factor, "factor")) / (-2 * log1p(-1 / root))


def _share(momentum: float) -> float:
    momentum = number(momentum, "momentum")
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum is {momentum!r}: give a share of at least 0 and below 1, such as 0.9")
    return momentum


def _condition(value: float) -> float:
    condition = number(value, "condition")
    if condition < 1:
        raise ValueError(f"condition is {condition!r}: it is the largest curvature over the least, so at least 1")
    return condition
