"""Beyond the article: what each column of the heart data holds.

Source: the description of the data at UCI, heart-disease.names (1988), doi:10.24432/C52P4X.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Column:
    """What a column is.

    Attributes:
        meaning: What was measured or asked.
        unit: The unit; empty for a code or a count.
        codes: For a code, each of UCI's numbers and what it stands for.
        recoded: For a code that the article's file changes, each of UCI's codes and the new one; `?` is missing.
    """

    meaning: str
    unit: str = ""
    codes: dict[int, str] = field(default_factory=dict)
    recoded: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> int | None:
        """What the article's file has where the value is missing; None if no value is."""
        return self.recoded.get("?")

    @property
    def says(self) -> str:
        """The meaning with its unit, or with its codes if both files have the same."""
        if self.codes and self.recoded:
            return f"{self.meaning}, a code"
        listed = ", ".join(f"{code} {meaning}" for code, meaning in self.codes.items())
        return f"{self.meaning}: {listed}" if listed else ", ".join(filter(None, [self.meaning, self.unit]))


YES_NO = {0: "no", 1: "yes"}

PASSPORT = {
    "age": Column("age", "years"),
    "sex": Column("sex", codes={0: "woman", 1: "man"}),
    "cp": Column(
        "chest pain",
        codes={1: "typical angina", 2: "atypical angina", 3: "other pain", 4: "no pain"},
        recoded={"4": 0, "2": 1, "3": 2, "1": 3},
    ),
    "trestbps": Column("blood pressure at rest", "mm Hg"),
    "chol": Column("cholesterol in the blood", "mg/dl"),
    "fbs": Column("fasting blood sugar above 120 mg/dl", codes=YES_NO),
    "restecg": Column(
        "electrocardiogram at rest",
        codes={0: "normal", 1: "abnormal ST segment or T wave", 2: "enlarged left ventricle"},
        recoded={"2": 0, "0": 1, "1": 2},
    ),
    "thalach": Column("fastest pulse reached", "beats a minute"),
    "exang": Column("chest pain on exercise", codes=YES_NO),
    "oldpeak": Column("ST depression on exercise", "mm"),
    "slope": Column(
        "ST segment on exercise",
        codes={1: "rising", 2: "flat", 3: "falling"},
        recoded={"3": 0, "2": 1, "1": 2},
    ),
    "ca": Column(
        "large vessels coloured by fluoroscopy",
        recoded={"0": 0, "1": 1, "2": 2, "3": 3, "?": 4},
    ),
    "thal": Column(
        "thallium scan of the heart",
        codes={3: "normal", 6: "fixed defect", 7: "reversible defect"},
        recoded={"?": 0, "6": 1, "3": 2, "7": 3},
    ),
}
"""The 13 features, in the order of the files."""


def passport(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a row for each feature: name, meaning, unit or codes, codes in the article's file, range.

    Args:
        table: The article's table, which the ranges and the numbers of missing values are taken from.

    Raises:
        ValueError: If the table lacks a column.
    """
    if lacking := [name for name in PASSPORT if name not in table]:
        raise ValueError(f"the table lacks the columns {lacking}: load it with lrbook.heart.load")
    return pd.DataFrame([_row(name, column, table[name]) for name, column in PASSPORT.items()])


def _row(name: str, column: Column, values: pd.Series[float]) -> dict[str, object]:
    known = values[values != column.missing]
    codes = ", ".join(f"{code} {meaning}" for code, meaning in column.codes.items())
    return {
        "column": name,
        "meaning": column.meaning,
        "unit or codes": column.unit or codes or "a count",
        "in the article's file": ", ".join(f"{old} → {new}" for old, new in column.recoded.items()),
        "from": known.min(),
        "to": known.max(),
        "missing": int((values == column.missing).sum()),
    }
