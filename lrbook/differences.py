"""Numeric witnesses for a derivative: differences, the complex step, and how their errors depend on the step size.

A central difference with the step h is off by about h² (truncation: the terms of the Taylor series that it leaves out)
and by about 1/h units of rounding (round-off: the digits that float64 leaves out, divided by a small h). The complex
step subtracts nothing, so its h can be tiny, and neither is left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, array, finite, positive

Scalar = Callable[[Any], Any]
"""A function of an array, of any shape, that returns one number."""


def forward(f: Scalar, x: ArrayLike, h: float) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the forward difference `(f(x + h) − f(x)) / h`.

    Raises:
        ValueError: If `x` holds something other than finite numbers, `h` is not positive or too small to change an
            entry of `x`, or `f` does not return one finite number.
    """
    return _differences(f, x, positive(h, "h"), 0.0)


def central(f: Scalar, x: ArrayLike, h: float = 1e-5) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the central difference `(f(x + h) − f(x − h)) / 2h`.

    Examples:
        >>> central(lambda W: (W**2).sum(), [[1.0, -2.0]]).round(6).tolist()
        [[2.0, -4.0]]

    Raises:
        ValueError: As `forward` does.
    """
    return _differences(f, x, positive(h, "h"), h)


def complex_step(f: Scalar, x: ArrayLike, h: float = 1e-200) -> Matrix:
    """Return the slope of `f` along each entry of `x`, by the complex step `Im f(x + ih) / h`.

    `f` must understand complex numbers and be smooth: no `abs`, no comparison, nothing that drops an imaginary part.

    Examples:
        >>> float(complex_step(lambda z: 1 / (1 + np.exp(-z)), 0.0))
        0.25

    Raises:
        ValueError: If `x` holds something other than finite numbers, `h` is not positive, or `f` does not return one
            finite, complex number.
    """
    x = finite(array(x, "x"), "x", "give finite numbers")
    return _each(x, lambda index: _value(f, _moved(x, index, 1j * positive(h, "h")), complex).imag / h)


def errors(
    difference: Callable[[Scalar, Any, float], Matrix], f: Scalar, x: ArrayLike, exact: ArrayLike, steps: ArrayLike
) -> Matrix:
    """Return for each step size how far `difference(f, x, step)` is from the exact slopes, at most."""
    return np.array([gap(exact, difference(f, x, step)) for step in array(steps, "steps").tolist()])


def gap(exact: ArrayLike, approximate: ArrayLike) -> float:
    """Return the largest absolute difference of two arrays.

    Raises:
        ValueError: If their shapes differ, or one holds something other than finite numbers.
    """
    a, b = array(exact, "exact"), array(approximate, "approximate")
    if a.shape != b.shape or not a.size:
        raise ValueError(f"exact has shape {list(a.shape)}, approximate {list(b.shape)}: compare arrays of one shape")
    return float(np.abs(finite(a, "exact", "mend it") - finite(b, "approximate", "mend it")).max())


def order(steps: ArrayLike, errors: ArrayLike) -> float:
    """Return the power of the step size that the errors follow: the slope of the line fitted to their logarithms.

    Examples:
        >>> round(order([0.1, 0.01, 0.001], [5e-2, 5e-4, 5e-6]), 9)
        2.0

    Raises:
        ValueError: If these are not two or more different steps, with an error each, all of them positive.
    """
    h, e = finite(array(steps, "steps"), "steps"), finite(array(errors, "errors"), "errors")
    if h.ndim != 1 or h.shape != e.shape or not (h > 0).all() or not (e > 0).all() or np.unique(h).size < 2:
        raise ValueError("steps and errors are no two lists of one length: give two steps or more, all above 0")
    return float(np.polyfit(np.log(h), np.log(e), 1)[0])


def _differences(f: Scalar, x: ArrayLike, ahead: float, behind: float) -> Matrix:
    x = finite(array(x, "x"), "x", "give finite numbers")

    def slope(index: tuple[int, ...]) -> float:
        up, down = _moved(x, index, ahead), _moved(x, index, -behind)
        run = up[index] - down[index]  # as float64 has it, so that the rounding of x + h does no harm
        if not run > 0:
            raise ValueError(f"h is {ahead!r}, too small to change {x[index]!r}: give a larger one, such as 1e-5")
        return float((_value(f, up, float) - _value(f, down, float)) / run)

    return _each(x, slope)


def _each(x: Matrix, slope: Callable[[tuple[int, ...]], float]) -> Matrix:
    return np.array([slope(index) for index in np.ndindex(x.shape)]).reshape(x.shape)[()]


def _moved(x: Matrix, index: tuple[int, ...], step: complex) -> Any:
    moved = x.astype(np.result_type(x, step))
    moved[index] += step
    return moved


def _value(f: Scalar, x: Any, kind: type[complex]) -> Any:
    value = np.asarray(f(x[()]))
    if value.ndim or value.dtype.kind not in ("c" if kind is complex else "iuf") or not np.isfinite(value):
        raise ValueError(f"f returns {value.tolist()!r}: let it return one finite {kind.__name__} number")
    return value.item()
