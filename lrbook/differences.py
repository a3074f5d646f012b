"""Numeric witnesses for a derivative: differences, the complex step, and how their errors depend on the step size.

A central difference with the step h is off by about h² (truncation: the terms of the Taylor series that it leaves out)
and by about 1/h units of rounding (round-off: the digits that float64 leaves out, divided by a small h). The complex
step subtracts nothing, so its h can be tiny, and neither is left.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, array, as_float, finite, overflow_refused, positive, shown

Scalar = Callable[[Any], Any]
"""A function of an array, of any shape, that returns one number."""


def forward(f: Scalar, x: ArrayLike, h: float) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the forward difference `(f(x + h) − f(x)) / h`.

    Examples:
        >>> f, x, h = np.exp, np.array([-1.0, 0.0, 2.0]), 0.01
        >>> slopes = forward(lambda x: f(x).sum(), x, h)
        >>> slopes.round(3).tolist()
        [0.37, 1.005, 7.426]

    Raises:
        ValueError: If `x` holds something other than finite numbers, `h` is not positive, too small to change an entry
            of `x` or too large to stay in the range of float64, or `f` does not return one finite number.
    """
    return _differences(f, x, _step(h), 0.0)


def central(f: Scalar, x: ArrayLike, h: float = 1e-5) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the central difference `(f(x + h) − f(x − h)) / (2h)`.

    Examples:
        >>> f, x, h = np.exp, np.array([-1.0, 0.0, 2.0]), 0.01
        >>> slopes = central(lambda x: f(x).sum(), x, h)
        >>> central(lambda W: (W**2).sum(), [[1.0, -2.0]]).round(6).tolist()
        [[2.0, -4.0]]

    Raises:
        ValueError: As `forward` does.
    """
    return _differences(f, x, _step(h), _step(h))


def complex_step(f: Scalar, x: ArrayLike, h: float = 1e-200) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the complex step.

    That is the imaginary part of f(x + ih), divided by h.

    `f` must understand complex numbers and be smooth: no `abs`, no comparison, nothing that drops an imaginary part.

    Examples:
        >>> float(complex_step(lambda z: 1 / (1 + np.exp(-z)), 0.0))
        0.25

    Raises:
        ValueError: If `x` holds something other than finite numbers, `h` is not positive or smaller than 2.2e-308, or
            `f` does not return one finite, complex number.
    """
    x, h = finite(array(x, "x"), "x", "give finite numbers"), _step(h)
    return _each(x, lambda index: _value(f, _moved(x, index, 1j * h), complex).imag / h)


def errors(
    difference: Callable[[Scalar, Any, float], Matrix], f: Scalar, x: ArrayLike, exact: ArrayLike, steps: ArrayLike
) -> Matrix:
    """Return for each step size how far `difference(f, x, step)` is from the exact slopes, at most."""
    return np.array([gap(exact, difference(f, x, step)) for step in np.atleast_1d(array(steps, "steps")).tolist()])


def gap(exact: ArrayLike, approximate: ArrayLike) -> float:
    """Return the largest absolute difference of two arrays.

    Raises:
        ValueError: If their shapes differ, one holds something other than finite numbers, or the difference leaves the
            range of float64.
    """
    a, b = array(exact, "exact"), array(approximate, "approximate")
    if a.shape != b.shape or not a.size:
        raise ValueError(f"exact has shape {list(a.shape)}, approximate {list(b.shape)}: compare arrays of one shape")
    with overflow_refused():
        apart = finite(a, "exact", "mend it") - finite(b, "approximate", "mend it")
    return float(np.abs(finite(apart, "exact − approximate", "give both in a larger unit")).max())


def order(steps: ArrayLike, errors: ArrayLike) -> float:
    """Return the power of the step size that the errors follow: the slope of the line fitted to their logarithms.

    Examples:
        >>> round(order([0.1, 0.01, 0.001], [5e-2, 5e-4, 5e-6]), 9)
        2.0

    Raises:
        ValueError: If these are not two or more different steps, with an error each, all of them positive, or if the
            steps differ by less than a millionth.
    """
    h, e = finite(array(steps, "steps"), "steps"), finite(array(errors, "errors"), "errors")
    if h.ndim != 1 or h.shape != e.shape or not (h > 0).all() or not (e > 0).all() or np.unique(h).size < 2:
        raise ValueError("steps and errors are no two lists of one length: give two steps or more, all above 0")
    if np.ptp(np.log(h)) < 1e-6:  # the logarithms themselves are rounded by up to 1e-13
        raise ValueError(
            "steps differ by less than a millionth, which tells nothing of a power: give steps further apart"
        )
    return float(np.polyfit(np.log(h), np.log(e), 1)[0])


def _step(h: float) -> float:
    # Below the smallest normal number, float64 drops digits of the step itself: round-off is back.
    if (step := positive(h, "h")) < np.finfo(np.float64).tiny:
        raise ValueError(f"h is {h!r}, too small for float64 to hold all its digits: give 2.3e-308 or more")
    return step


def _differences(f: Scalar, x: ArrayLike, ahead: float, behind: float) -> Matrix:
    x = finite(array(x, "x"), "x", "give finite numbers")

    def slope(index: tuple[int, ...]) -> float:
        up, down = _moved(x, index, ahead), _moved(x, index, -behind)
        run = float(up[index]) - float(down[index])  # as float64 has it, so that the rounding of x + h does no harm
        if not 0 < run < inf:
            what = "too small to change" if run == 0 else "too large for a difference at"
            raise ValueError(f"h is {ahead!r}, {what} {x[index]!r}: give another one, such as 1e-5")
        rise: float = _value(f, up, float) - _value(f, down, float)
        return rise / run

    return _each(x, slope)


def _each(x: Matrix, slope: Callable[[tuple[int, ...]], float]) -> Matrix:
    slopes = np.array([slope(index) for index in np.ndindex(x.shape)]).reshape(x.shape)
    return finite(slopes, "the slope", "give f in a larger unit")[()]


def _moved(x: Matrix, index: tuple[int, ...], step: complex) -> Any:
    moved = x.astype(np.result_type(x, step))
    with overflow_refused():
        moved[index] += step
    return finite(moved, "x + h", "give a smaller h")


def _value(f: Scalar, x: Any, kind: type[complex]) -> Any:
    value = f(x[()])
    if type(value) is np.ndarray and not value.ndim:
        value = value[()]
    found = value if isinstance(value, (complex, np.complexfloating)) else as_float(value)
    if isinstance(value, (complex, np.complexfloating)) != (kind is complex) or not np.isfinite(found):
        raise ValueError(f"f returns {shown(value)}: let it return one finite {kind.__name__} number")
    return kind(found)
