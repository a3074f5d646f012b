"""What the chapters refuse, said once: each error names the value and the remedy.

One idea is behind all of it: a number is an int or a float of Python or NumPy, and an array of numbers is one of NumPy
or pandas, or a list. Whatever else NumPy would make numbers of (masked values, lazy arrays, text, fractions, dates) is
refused by name, because something would silently get lost. What is taken is widened to float64, so no small type wraps.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, isfinite, nan
from numbers import Integral
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lrbook._foreign import NUMBERS, no_foreign_array

Matrix = NDArray[np.float64]
Kept = TypeVar("Kept")

LARGEST_COUNT = 2**53
LARGEST_BASE = 1e150


def number(value: Any, name: str) -> float:
    """Return `value` as a float if it is one real, finite number."""
    found = as_float(value)
    if not isfinite(found):
        raise ValueError(f"{name} is {shown(value)}: give one finite number, such as 0.5, as int or float")
    return found


def positive(value: Any, name: str) -> float:
    """Return `value` as a float if it is a positive, finite number."""
    found = as_float(value)
    if not 0 < found < inf:
        raise ValueError(f"{name} is {shown(value)}: give a positive, finite number, such as 0.1, as int or float")
    return found


def exact(value: Kept, name: str, remedy: str = "") -> Kept:
    """Return Python's numbers, fractions and SymPy's expressions as they are, and NumPy's numbers in double precision.

    What can't overflow keeps its exactness; what can is made as wide as it gets. Squares stay in the range of float64.
    """
    if hasattr(type(value), "free_symbols"):
        return value
    given: Any = value
    found: Any = given if isinstance(given, (int, Fraction)) else _read(given, name, complex_too=True)[()]
    with overflow_refused():
        fits = abs(found) <= LARGEST_BASE
    if not np.all(fits):
        worst = found[~fits].tolist()[0] if np.ndim(found) else given
        raise ValueError(f"{name} is {shown(worst)}: give finite numbers, up to 1e150 in size{remedy}")
    return value if type(value) in (float, complex) else cast("Kept", found)


def exact_positive(value: Kept, name: str) -> Kept:
    """Return `value` as `exact` does, if it is positive: a finite number, a fraction or a symbol declared positive."""
    if getattr(value, "is_positive", False) or (isinstance(value, Fraction) and value > 0):
        return value
    positive(value, name)
    return exact(value, name)


def whole(value: Any, name: str) -> int:
    """Return `value` as an int if it is a whole number of at least 0, and float64 holds it exactly."""
    count = int(value) if isinstance(value, Integral) and not isinstance(value, bool) else -1
    if count < 0:
        raise ValueError(f"{name} is {shown(value)}: give a whole number of at least 0, such as 300")
    if count > LARGEST_COUNT:
        raise ValueError(f"{name} is {shown(value)}: give at most 2**53, above which float64 skips whole numbers")
    return count


def as_float(value: object) -> float:
    """Return a number as a float; NaN if it is no int or float, infinity if it is beyond float64."""
    # Python counts True among the numbers; as a rate or a bias it is a slip.
    if not isinstance(value, NUMBERS) or isinstance(value, (bool, np.bool_)):
        return nan
    try:
        return float(value)
    except OverflowError:  # an int of hundreds of digits
        return inf


def shown(value: object) -> str:
    """Return what a message says of a value: no more than a line."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # Python doesn't print an int of thousands of digits
        return "an int of thousands of digits"
    return text if len(text) <= 80 else f"{text[:30]}…{text[-30:]}"


def array(value: ArrayLike, name: str) -> Matrix:
    """Return `value` as float64 of any shape, if it holds real numbers only."""
    return _read(value, name)


def _read(value: Any, name: str, complex_too: bool = False) -> NDArray[Any]:
    no_foreign_array(value, name)
    try:
        found = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} has rows of different lengths: give each row as many numbers") from None
    wanted = np.complex128 if complex_too and found.dtype.kind == "c" else np.float64
    if found.dtype.kind not in "biuf" and wanted is np.float64:  # no booleans, integers or floats: look at each
        return _each_real(np.asarray(value, dtype=object), name)
    with np.errstate(over="ignore"):  # a wider float becomes infinity, which is refused where it does harm
        return found.astype(wanted, copy=False)


def _each_real(entries: NDArray[Any], name: str) -> Matrix:
    found = np.empty(entries.shape)
    for place, entry in np.ndenumerate(entries):
        where = f"{name}{list(place) if place else ''} is {shown(entry)}"
        if not isinstance(entry, NUMBERS):
            raise ValueError(f"{where}, of type {type(entry).__name__}: give real numbers, as int or float")
        try:
            found[place] = entry
        except OverflowError:
            raise ValueError(f"{where}, beyond float64: give numbers up to 1e308 in size") from None
    return found


def matrix(value: ArrayLike, name: str, shape: str, rows: int | None = None, columns: int | None = None) -> Matrix:
    """Return `value` as a float64 matrix with the wanted numbers of rows and columns.

    A rank-1 array is refused: NumPy would broadcast it, silently, into an answer of another shape.
    """
    found = array(value, name)
    given = list(found.shape)
    if not found.size:
        raise ValueError(f"{name} has shape {given}, so it is empty: it must be {shape}, with one number at least")
    if found.ndim != 2:
        raise ValueError(f"{name} has shape {given}: it must be {shape}, so reshape it to two dimensions")
    wanted = [rows or found.shape[0], columns or found.shape[1]]
    if given != wanted:
        raise ValueError(f"{name} has shape {given}: it must be {shape}, here {wanted}; transpose or reshape it")
    return found


def row(value: ArrayLike, name: str, shape: str, X: Matrix, axis: int) -> Matrix:
    """Return `value` as a row with a number for each of X's features (its axis 0) or examples (its axis 1)."""
    found = array(value, name)
    not_turned(X.shape, name, found.shape, axis)
    return matrix(found, name, shape, rows=1, columns=X.shape[axis])


def not_turned(X: tuple[int, ...], name: str, given: tuple[int, ...], axis: int) -> None:
    """Refuse an X, by its shape, that a row fits along its other axis: its examples stand in rows, as tables have them.

    Else what has to fit X would be blamed.
    """
    if list(given) != [1, X[axis]] and list(given) == [1, X[1 - axis]]:
        turn = f"transpose X, whose columns must be the examples, or give {name} as {[1, X[axis]]}"
        raise ValueError(f"X has shape {list(X)}, but {name} has shape {list(given)}: {turn}")


def overflow_refused() -> np.errstate:
    """Return a context in which NumPy doesn't warn of overflow, for what ends in `finite`."""
    return np.errstate(over="ignore", invalid="ignore")


def finite(found: NDArray[Any], name: str, remedy: str = "drop or fill the missing values first") -> NDArray[Any]:
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
    """Return `value` as labels Y, a row of zeros and ones."""
    return zeros_and_ones(matrix(value, "Y", "[1, m]", rows=1, columns=columns), "Y")


def labels_of(X: Matrix, value: ArrayLike) -> Matrix:
    """Return `value` as labels Y, one for each example of X."""
    return zeros_and_ones(row(value, "Y", "[1, m]", X, axis=1), "Y")


def examples(X: ArrayLike, Y: ArrayLike) -> tuple[Matrix, Matrix]:
    """Return finite features X, [n, m], and the label of each example, Y, before anything else is fitted to them."""
    features = finite(matrix(X, "X", "[n, m]"), "X")
    return features, labels_of(features, Y)
