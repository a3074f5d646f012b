"""Section 2: a cost of one parameter, its slope, and one step downhill.

The article's first cost is the parabola `y = x² + 3`. Its functions take numbers, NumPy arrays and SymPy symbols alike,
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

    Raises:
        ValueError: If `x` is no number, array or symbol, or is beyond 1e150 in size.
    """
    x = exact(x, "x")
    return x**2 + 3


def slope(x: Number) -> Number:
    """Return the derivative of the cost, `dy/dx = 2x`: the slope of the parabola at `x`.

    Raises:
        ValueError: If `x` is no number, array or symbol, or is beyond 1e150 in size.
    """
    x = exact(x, "x")
    return 2 * x


def step(x: Number, rate: float) -> Number:
    """Return where one step of gradient descent leads from `x`: `x − rate · dy/dx`.

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

    Raises:
        ValueError: If `x` is not a finite number, `rate` not a positive, finite number, `steps` not a whole number of
            at least 0, or the descent leads beyond 1e150.
    """
    visited, rate = [number(x, "x")], positive(rate, "rate")
    for _ in range(whole(steps, "steps")):
        visited.append(step(visited[-1], rate))
    return np.array(visited)
