"""What the chapters refuse, said once: each error names the value and the remedy."""

from __future__ import annotations

from math import isfinite
from numbers import Integral, Real
from typing import Any, TypeGuard, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.float64]
Rate = TypeVar("Rate")


def number(value: Any, name: str) -> float:
    """Return `value` as a float if it is one real, finite number."""
    if not _real(value):
        raise ValueError(f"{name} is {value!r}: give one finite number, such as 0.5")
    return float(value)


def positive(value: Rate, name: str) -> Rate:
    """Return `value` as it is, if it is a positive, finite number or a symbol that is declared positive."""
    if not (getattr(value, "is_positive", False) or (_real(value) and value > 0)):
        raise ValueError(f"{name} is {value!r}: give a positive, finite number, such as 0.1")
    return value


def whole(value: Any, name: str) -> int:
    """Return `value` as an int if it is a whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
        raise ValueError(f"{name} is {value!r}: give a whole number of at least 0, such as 300")
    return int(value)


def _real(value: object) -> TypeGuard[float]:
    # Python counts True among the numbers; as a rate or a bias it is a slip.
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)


def array(value: ArrayLike, name: str) -> Matrix:
    """Return `value` as float64 of any shape, if it holds real numbers only."""
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths: give each row as many numbers") from None
    if found.dtype.kind not in "biuf":  # booleans, integers and floats: no text, no complex numbers, no objects
        raise ValueError(f"{name} has dtype {found.dtype}: give real numbers, such as float64")
    return found.astype(np.float64, copy=False)


def matrix(value: ArrayLike, name: str, shape: str, rows: int | None = None, columns: int | None = None) -> Matrix:
    """Return `value` as a float64 matrix with the wanted numbers of rows and columns.

    A rank-1 array is refused: NumPy would broadcast it, silently, into an answer of another shape.
    """
    found = array(value, name)
    if found.ndim != 2 or 0 in found.shape:
        raise ValueError(f"{name} has shape {list(found.shape)}: it must be {shape}, so reshape it to two dimensions")
    wanted = [rows or found.shape[0], columns or found.shape[1]]
    if list(found.shape) != wanted:
        given = list(found.shape)
        raise ValueError(f"{name} has shape {given}: it must be {shape}, here {wanted}; transpose or reshape it")
    return found


def finite(found: Matrix, name: str, remedy: str = "drop or fill the missing values first") -> Matrix:
    """Return the array if it holds no NaN and no infinity."""
    if not np.isfinite(found).all():
        raise ValueError(f"{name} holds NaN or infinity: {remedy}")
    return found


def probabilities(found: Matrix, name: str) -> Matrix:
    """Return the array if each of its values lies between 0 and 1."""
    if found.size and not (found.min() >= 0 and found.max() <= 1):
        raise ValueError(f"{name} holds NaN or a value outside 0 to 1: give probabilities, such as sigmoid(z)")
    return found


def zeros_and_ones(found: Matrix, name: str) -> Matrix:
    """Return the array if each of its values is 0 or 1."""
    known = (found == 0) | (found == 1)
    if not known.all():
        raise ValueError(f"{name} holds {found[~known][0]}: every label must be 0 or 1")
    return found


def labels(value: ArrayLike, columns: int | None = None) -> Matrix:
    """Return `value` as labels Y: a [1, m] matrix of zeros and ones."""
    return zeros_and_ones(matrix(value, "Y", "[1, m]", rows=1, columns=columns), "Y")
