"""Section 2: a cost of one parameter, its slope, and one step downhill.

The article's first cost is the parabola `y = x² + 3`. Its functions take numbers, NumPy arrays and SymPy symbols alike,
so that a page can compute with them and prove something of them with the same names.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from lrbook._checks import exact, exact_positive, finite, number, overflow_refused, positive, whole

Number = TypeVar("Number", float, NDArray[np.float64], Any)


def cost(x: Number) -> Number:
    """Return the cost `y = x² + 3`.

    Source: the article's section 2, with the exponent that its text lost.

    Raises:
        ValueError: If `x` is no finite number, array or symbol, or its cost leaves the range of float64.
    """
    x = exact(x, "x")
    with overflow_refused():
        y: Number = x * x + 3
    _in_range(y, "x² + 3")
    return y


def slope(x: Number) -> Number:
    """Return the derivative of the cost, `dy/dx = 2x`: the slope of the parabola at `x`.

    Raises:
        ValueError: If `x` is no finite number, array or symbol, or the slope leaves the range of float64.
    """
    x = exact(x, "x")
    with overflow_refused():
        dy_dx: Number = 2 * x
    _in_range(dy_dx, "2x")
    return dy_dx


def step(x: Number, rate: float) -> Number:
    """Return where one step of gradient descent leads from `x`: `x − rate · dy/dx`.

    Raises:
        ValueError: If `x` is no finite number, array or symbol, `rate` is not a positive, finite number, or the step
            leaves the range of float64.
    """
    x, rate = exact(x, "x"), exact_positive(rate, "rate")
    with overflow_refused():
        there: Number = x - rate * slope(x)
    _in_range(there, "x − rate · dy/dx")
    return there


def descend(x: float, rate: float, steps: int) -> NDArray[np.float64]:
    """Return the places that gradient descent visits from `x`: an array of `steps + 1` numbers, `x` first.

    Raises:
        ValueError: If `x` is not a finite number, `rate` not a positive, finite number, `steps` not a whole number of
            at least 0, or the descent leaves the range of float64.
    """
    visited, rate = [number(x, "x")], positive(rate, "rate")
    for _ in range(whole(steps, "steps")):
        visited.append(step(visited[-1], rate))
    return np.array(visited)


def _in_range(found: object, formula: str) -> None:
    if isinstance(
        found, (float, complex, np.ndarray, np.generic)
    ):  # whole numbers, fractions and symbols have no range
        finite(np.asarray(found), formula, "give an x nearer to 0, or a lower rate")
