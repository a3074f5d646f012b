"""Section 7: the heart-disease data, what their codes mean, and what became of their label.

Source: Janosi, Steinbrunn, Pfisterer and Detrano, Heart Disease, UCI Machine Learning Repository (1988),
doi:10.24432/C52P4X, licence CC BY 4.0. `data/processed.cleveland.data` is UCI's own file, and `data/heart.csv` the
altered copy of it that fits what the article says of its data.

Conventions: class 1 is disease. The column `target` of the copy is inverted; `features_and_labels` inverts it
back, so that nothing else has to.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from lrbook._checks import Matrix, array, as_float, finite, matrix, overflow_refused, shown, zeros_and_ones
from lrbook._foreign import foreign
from lrbook.passport import PASSPORT

FEATURES = {name: column.says for name, column in PASSPORT.items()}
"""The 13 features in the order of the file, each with its meaning and unit."""

LABEL = "target"
"""The column that the article predicts: 1 for no disease, 0 for disease."""

DIAGNOSIS = "num"
"""UCI's column for what was found: 0 if no vessel is narrowed by half or more, 1 to 4 if one is."""

RECODED = {name: column.recoded for name, column in PASSPORT.items() if column.recoded}
"""How the article's file recodes the original: for each column, all the original codes and the new ones."""

DATA = Path(__file__).parent / "data"
SHA256 = {
    "heart.csv": "beb016433f616358768e29f1edf63a0daa9ffe7c103c698b2c71353fe82f7c7a",
    "processed.cleveland.data": "a74b7efa387bc9d108d7d0115d831fe9b414b29ae7124f331b622b4efa0427c8",
    "processed.hungarian.data": "d1ad108f785768cd3d7e82dc522e6f5a61eea93cccfb3a46ee8076f73fc3d796",
    "processed.switzerland.data": "834a405ccf5b66ab4056bb77794adc8df0b7125186454c0a1d002d33c6c3b314",
    "processed.va.data": "e7c93d8d0d2acdadfa4c5e8de768e2191e7f618b952e29623f1f0d5949ff6b8f",
}


def load() -> pd.DataFrame:
    """Return the table that the article loads: 303 rows, 13 features and the column `target`.

    Examples:
        >>> len(load()), len(FEATURES)
        (303, 13)

    Raises:
        ValueError: If the file is not, byte for byte, the one that the book was written about.
    """
    return pd.read_csv(_intact("heart.csv"))


def load_cleveland() -> pd.DataFrame:
    """Return UCI's own 303 rows: 13 features as text, in UCI's codes (`?`: missing), and the diagnosis `num`, 0 to 4.

    Examples:
        >>> len(load_cleveland()), len(FEATURES)
        (303, 13)

    Raises:
        ValueError: If the file is not, byte for byte, the one that the book was written about.
    """
    kinds = {**dict.fromkeys(FEATURES, str), DIAGNOSIS: int}
    return pd.read_csv(_intact("processed.cleveland.data"), names=list(kinds), dtype=kinds)


def reduce_diagnosis(original: pd.DataFrame) -> pd.DataFrame:
    """Return UCI's table with `disease` in place of `num`: 0 where `num` is 0, and 1 where it is 1, 2, 3 or 4.

    Raises:
        ValueError: If this is no table of pandas, or an empty one, a column is missing, unknown or in another place, or
            a diagnosis is not a whole number from 0 to 4.
    """
    _same_columns(original, [*FEATURES, DIAGNOSIS])
    diagnosis = _numbers(original, DIAGNOSIS)
    if not np.isin(diagnosis, range(5)).all():
        unknown = diagnosis[~np.isin(diagnosis, range(5))][0]
        raise ValueError(f"column {DIAGNOSIS} holds {unknown:g}: a diagnosis is 0, 1, 2, 3 or 4")
    return original[list(FEATURES)].assign(disease=(diagnosis > 0).astype(int))


def _intact(name: str) -> Path:
    found = hashlib.sha256((DATA / name).read_bytes()).hexdigest()
    if found != SHA256[name]:
        wanted = SHA256[name]
        raise ValueError(f"{name} has changed: its sha256 is {found[:12]}…, not {wanted[:12]}…; restore it from git")
    return DATA / name


def features_and_labels(table: pd.DataFrame) -> tuple[Matrix, Matrix]:
    """Split a table into the features X, [13, m], and the labels Y, [1, m]: 1 for disease, 0 for none.

    `Y = 1 − target`, because the column `target` is 1 where there is no disease, as `reconcile` shows row by row.

    Examples:
        >>> target = load()["target"].to_numpy()
        >>> X, Y = features_and_labels(load())
        >>> len(X)
        13

    Raises:
        ValueError: If this is no table of pandas, or an empty one, a column is missing, unknown or in another place, a
            value is missing or is no number, or a label is neither 0 nor 1.
    """
    _same_columns(table, [*FEATURES, LABEL])
    return np.array([_numbers(table, name) for name in FEATURES]), 1 - _labels(table, LABEL)[np.newaxis]


def _same_columns(table: pd.DataFrame, wanted: list[str]) -> None:
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"the table is {foreign(table, 'a table of pandas')}")
    columns = [str(name) for name in table.columns]
    if missing := [name for name in wanted if name not in columns]:
        raise ValueError(f"the table lacks the columns {missing}: load it with lrbook.heart")
    if unknown := [name for name in columns if name not in wanted]:
        raise ValueError(f"the table has unknown columns {unknown}: drop them")
    if columns != wanted:
        raise ValueError(f"the columns stand in another order: select table[{wanted}]")
    if table.empty:
        raise ValueError("the table has no rows: load it with lrbook.heart")


def _numbers(table: pd.DataFrame, name: str) -> Matrix:
    return finite(array(table[name], f"column {name}"), f"column {name}")


def _labels(table: pd.DataFrame, name: str) -> Matrix:
    return zeros_and_ones(array(table[name], f"column {name}"), f"column {name}")


@dataclass(frozen=True)
class Scaling:
    """What standardises features: the mean of each, [n, 1], and its standard deviation, the same.

    Examples:
        >>> n, (_, scaling) = 2, standardise([[1.0, 2.0, 6.0], [0.0, 5.0, 7.0]])
        >>> mean, deviation = scaling.mean, scaling.deviation
        >>> mean.tolist(), deviation.round(3).tolist()
        ([[3.0], [4.0]], [[2.16], [2.944]])
    """

    mean: Matrix
    deviation: Matrix

    def apply(self, X: ArrayLike) -> Matrix:
        """Return `(X − mean) / deviation`, for X [n, m].

        Examples:
            >>> X = np.array([[1.0, 2.0, 6.0], [0.0, 5.0, 7.0]])
            >>> scaled, scaling = standardise(X)
            >>> mean, deviation = scaling.mean, scaling.deviation
            >>> scaled.round(3).tolist()
            [[-0.926, -0.463, 1.389], [-1.359, 0.34, 1.019]]

        Raises:
            ValueError: If X has another number of features, isn't finite, or is too far from the mean for float64.
        """
        X = finite(matrix(X, "X", "[n, m]", rows=self.mean.shape[0]), "X")
        with overflow_refused():
            scaled = (X - self.mean) / self.deviation
        return finite(scaled, "(X − mean) / deviation", "give X in the unit that the scaling was made in")


def standardise(X: ArrayLike) -> tuple[Matrix, Scaling]:
    """Return X with every feature at mean 0 and standard deviation 1, and the scaling that did it.

    The deviation is that of the m examples themselves (divided by m, not m − 1).

    A feature counts as the same in every example if its values lie within m·ε times the largest of them, ε = 2⁻⁵². The
    mean of m such numbers is known no better than that, so what would be left without it is rounding, not data.

    Raises:
        ValueError: If X is not a finite matrix, a feature is the same in every example, up to rounding, or its values
            lie so far apart, or so close, that float64 can't hold their squares: not 1e-140 to 1e140.
    """
    X = finite(matrix(X, "X", "[n, m]"), "X")
    _have_scale(X)
    scaling = Scaling(X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True))
    return scaling.apply(X), scaling


def _have_scale(X: Matrix) -> None:
    with overflow_refused():
        spread = np.ptp(X, axis=1)
    same = spread <= X.shape[1] * np.finfo(np.float64).eps * np.abs(X).max(axis=1)
    if same.any():
        first = f"feature {same.argmax()} is the same in every example, up to rounding"
        raise ValueError(f"{first}, so it has no scale: drop that row of X")
    extreme = (spread < 1e-140) | (spread > 1e140)
    if extreme.any():
        first = f"feature {extreme.argmax()} spreads over {spread[extreme.argmax()]:.3g}"
        raise ValueError(f"{first}, whose square float64 can't hold: give it in another unit")


@dataclass(frozen=True)
class Reconciliation:
    """How the article's table follows from the original one, row by row.

    Attributes:
        pairs: A row for each row of the article's table: `row` and `cleveland`, the positions in the two tables (−1: no
            such patient), and `target` and `disease`, the labels of the two tables.
        lost: The original rows that the article's table lacks.
        doubled: The rows of the article's table that repeat an earlier one.
    """

    pairs: pd.DataFrame
    lost: pd.DataFrame
    doubled: pd.DataFrame

    @property
    def complete(self) -> bool:
        """Whether each row of the article's table is one of the original patients."""
        return bool((self.pairs["cleveland"] >= 0).all())

    @property
    def inverted(self) -> bool:
        """Whether `target` is 1 exactly where the original says that there is no disease, in every row."""
        return self.complete and bool((self.pairs["target"] == 1 - self.pairs["disease"]).all())


def reconcile(table: pd.DataFrame, cleveland: pd.DataFrame) -> Reconciliation:
    """Recode the original rows as `RECODED` says and look up each row of the article's table among them.

    The original is that of `reduce_diagnosis`: its label is `disease`, 0 or 1. Two rows are one patient if all 13
    features agree; the labels play no part, so that they can be compared afterwards.

    Examples:
        >>> found = reconcile(load(), reduce_diagnosis(load_cleveland()))
        >>> found.complete, found.inverted, len(FEATURES)
        (True, True, 13)

    Raises:
        ValueError: If one is no table of pandas, is empty or has other columns, the original holds a code that
            `RECODED` does not know, two original patients agree in all features, a label is neither 0 nor 1, or a value
            of the article's table is missing or is no number.
    """
    _same_columns(table, [*FEATURES, LABEL])
    _same_columns(cleveland, [*FEATURES, "disease"])
    recoded = pd.DataFrame({name: _recode(_by_digits(cleveland[name]), name) for name in FEATURES})
    position = {patient: n for n, patient in enumerate(recoded.itertuples(index=False, name=None))}
    if len(position) < len(recoded):
        raise ValueError("two original rows agree in all features: a row can no longer be told by its features alone")

    features, Y = features_and_labels(table.assign(**{name: _by_digits(table[name]) for name in FEATURES}))
    disease = _labels(cleveland, "disease").astype(int)
    found = [position.get(tuple(row), -1) for row in features.T]
    pairs = pd.DataFrame({"row": range(len(table)), "cleveland": found, "target": 1 - Y[0].astype(int)})
    pairs["disease"] = [disease[n] if n >= 0 else -1 for n in found]
    lost = cleveland.iloc[sorted(set(position.values()) - set(found))]
    return Reconciliation(pairs, lost, table[table.duplicated(list(FEATURES))])


def _by_digits(column: pd.Series[Any]) -> list[Any]:
    """Return a column with short floats by their digits: 2.6 is another number in float32, but the same measurement."""
    return [float(str(value)) if isinstance(value, np.float16 | np.float32) else value for value in np.asarray(column)]


def _recode(column: list[Any], name: str) -> list[float]:
    codes = {_code(old): new for old, new in RECODED.get(name, {}).items()}
    recoded = []
    for code in column:
        new = as_float(codes.get(_code(code)) if codes else _code(code))
        if not isfinite(new):
            known = f"one of {', '.join(RECODED[name])}" if codes else "a number"
            raise ValueError(f"column {name} holds an unknown code ({shown(code)}): give {known}, or mend RECODED")
        recoded.append(new)
    return recoded


def _code(code: object) -> float | str:
    """Read a code as a number if it is one: some files of UCI's write 1 as 1.0."""
    if isinstance(code, str):
        return float(code) if re.fullmatch(r" *-?[0-9]+(\.[0-9]*)? *", code) else code
    return as_float(code)
