"""Section 2: a cost of one parameter, its slope, and one step downhill.

The article's first cost is a parabola. Its functions take numbers, NumPy arrays and SymPy symbols alike,
so that a page can compute with them and prove something of them with the same names.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from lrbook._checks import exact, exact_positive, number, overflow_refused, positive, whole

Number = TypeVar("Number", float, NDArray[np.float64], Any)


def cost(x: Number) -> Number:
    """Return the cost `y = x² + 3`.

    Source: the article's section 2, with the exponent that its text lost.

    Examples:
        >>> x = np.array([-6.0, 0.5, 5.0])
        >>> y = cost(x)
        >>> y.tolist()
        [39.0, 3.25, 28.0]

    Raises:
        ValueError: If `x` is no number, array or symbol, or is beyond 1e150 in size.
    """
    x = exact(x, "x")
    return x**2 + 3


def slope(x: Number) -> Number:
    """Return the derivative of the cost, `dy/dx = 2x`: the slope of the parabola at `x`.

    Examples:
        >>> x = np.array([-2.0, 0.5, 3.0])
        >>> dy_dx = slope(x)
        >>> dy_dx.tolist()
        [-4.0, 1.0, 6.0]

    Raises:
        ValueError: If `x` is no number, array or symbol, or is beyond 1e150 in size.
    """
    x = exact(x, "x")
    return 2 * x


def step(x: Number, rate: float) -> Number:
    """Return where one step of gradient descent leads from `x`: `x − rate · dy/dx`.

    Examples:
        >>> x, rate = np.array([-6.0, 2.0, 5.0]), 0.1
        >>> dy_dx, there = slope(x), step(x, rate)
        >>> there.round(9).tolist()
        [-4.8, 1.6, 4.0]

    Raises:
        ValueError: If `x` is no number, array or symbol, or beyond 1e150 in size, `rate` is not a positive, finite
            number, or the step leads beyond 1e150.
    """
    x, rate = exact(x, "x"), exact_positive(rate, "rate")
    with overflow_refused():
        there: Number = x - rate * slope(x)
    return exact(there, "x − rate · dy/dx", ", or a lower rate")


def descend(x: float, rate: float, steps: int) -> NDArray[np.float64]:
    """Return the places that gradient descent visits from `x`: an array of `steps + 1` numbers, `x` first.

    Examples:
        >>> steps = 2
        >>> visited = descend(5.0, 0.1, steps)
        >>> visited.round(9).tolist()
        [5.0, 4.0, 3.2]
        >>> numbers = len(visited)

    Raises:
        ValueError: If `x` is not a finite number, `rate` not a positive, finite number, `steps` not a whole number of
            at least 0, or the descent leads beyond 1e150.
    """
    visited, rate = [number(x, "x")], positive(rate, "rate")
    for _ in range(whole(steps, "steps")):
        visited.append(step(visited[-1], rate))
    return np.array(visited)
