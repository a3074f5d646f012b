"""What the chapters refuse, said once: each error names the value and the remedy."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.float64]


def positive(value: Any, name: str) -> Any:
    """Return `value` if it is a positive, finite number or a symbol that is declared positive."""
    if getattr(value, "is_positive", None):
        return value
    if not isinstance(value, (int, float, np.number)) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} is {value!r}: give a positive, finite number, such as 0.1")
    return value


def whole(value: Any, name: str) -> int:
    """Return `value` if it is a whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 0:
        raise ValueError(f"{name} is {value!r}: give a whole number of at least 0, such as 300")
    return int(value)


def matrix(value: ArrayLike, name: str, shape: str, rows: int | None = None, columns: int | None = None) -> Matrix:
    """Return `value` as a float64 matrix with the wanted numbers of rows and columns.

    A rank-1 array is refused: NumPy would broadcast it, silently, into an answer of another shape.
    """
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} holds something that is not a number: {error}") from None
    if array.ndim != 2 or 0 in array.shape:
        raise ValueError(f"{name} has shape {list(array.shape)}: it must be {shape}, so reshape it to two dimensions")
    wanted = [array.shape[0] if rows is None else rows, array.shape[1] if columns is None else columns]
    if list(array.shape) != wanted:
        raise ValueError(f"{name} has shape {list(array.shape)}: it must be {shape}, here {wanted}; transpose or reshape it")
    return array


def finite(array: Matrix, name: str) -> Matrix:
    """Return `array` if it holds no NaN and no infinity."""
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds NaN or infinity: drop or fill the missing values first")
    return array


def labels(value: ArrayLike, columns: int | None = None) -> Matrix:
    """Return `value` as labels Y: a [1, m] matrix of zeros and ones."""
    Y = matrix(value, "Y", "[1, m]", rows=1, columns=columns)
    known = (Y == 0) | (Y == 1)
    if not known.all():
        raise ValueError(f"Y holds {Y[~known][0]}: every label must be 0 or 1")
    return Y
