"""Beyond the article: the same table from four clinics, with what is missing taken as missing.

Source: Janosi, Steinbrunn, Pfisterer and Detrano, Heart Disease, UCI Machine Learning Repository (1988),
doi:10.24432/C52P4X, licence CC BY 4.0: UCI's processed files, byte for byte. All have the columns of
`lrbook.heart.FEATURES`, in UCI's codes, and the diagnosis `num`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lrbook._checks import Matrix, shown
from lrbook._foreign import foreign
from lrbook.heart import DIAGNOSIS, FEATURES, _intact

FILES = {
    "Cleveland": "processed.cleveland.data",
    "Budapest": "processed.hungarian.data",
    "Zürich and Basel": "processed.switzerland.data",
    "Long Beach": "processed.va.data",
}
"""The file of each clinic, in the folder of the data."""

SHARED = ("age", "sex", "cp", "thalach", "exang", "oldpeak", "trestbps")
"""The features that all clinics recorded for most patients, without `restecg`: its codes may not be used alike."""

UNKNOWN = ("?", "-9", "-9.0")
"""What the files have where a value is missing."""


def load_clinic(name: str) -> pd.DataFrame:
    """Return the patients of a clinic: 13 features as numbers, NaN where one is missing, and `num`, 0 to 4.

    A cholesterol of 0 is missing, too: no living patient has it, and in Zürich and Basel all have it.

    Examples:
        >>> table = load_clinic("Zürich and Basel")
        >>> len(FEATURES), sorted(set(table["num"].tolist()))
        (13, [0, 1, 2, 3, 4])
        >>> bool(table["chol"].isna().all())
        True

    Raises:
        ValueError: If there is no such clinic, or its file is not, byte for byte, the one that the book was written
            about.
    """
    if name not in FILES:
        raise ValueError(f"name is {shown(name)}: give one of {', '.join(FILES)}")
    table = pd.read_csv(_intact(FILES[name]), names=[*FEATURES, DIAGNOSIS], na_values=UNKNOWN, dtype=np.float64)
    return table.assign(chol=table["chol"].replace(0, np.nan), **{DIAGNOSIS: table[DIAGNOSIS].astype(int)})


def complete(table: pd.DataFrame, features: Sequence[str] = SHARED) -> tuple[Matrix, Matrix]:
    """Return the features X, [n, m], and the labels Y, [1, m], of the patients for whom all these features are known.

    The label is 1 for disease: a diagnosis `num` above 0.

    Examples:
        >>> X, Y = complete(load_clinic("Long Beach"))
        >>> X.shape, Y.shape
        ((7, 141), (1, 141))

    Raises:
        ValueError: If this is no table of pandas, lacks one of the columns, or no patient has all the features.
    """
    if not isinstance(table, pd.DataFrame):
        raise ValueError(f"the table is {foreign(table, 'a table of pandas')}")
    if lacking := [name for name in [*features, DIAGNOSIS] if name not in table]:
        raise ValueError(f"the table lacks the columns {lacking}: load it with load_clinic")
    known = table.dropna(subset=list(features))
    if known.empty:
        raise ValueError(f"no patient has all of {', '.join(features)}: ask for fewer features")
    X = known[list(features)].to_numpy(np.float64).T
    return X, (known[DIAGNOSIS].to_numpy() > 0).astype(np.float64)[np.newaxis]
