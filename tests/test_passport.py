"""The passport: it knows the columns that the files have, and each of the codes that stand in them."""

import numpy as np
import pytest

from lrbook.clinics import FILES, load_clinic
from lrbook.heart import FEATURES, RECODED, load, load_cleveland
from lrbook.passport import PASSPORT, passport


def test_it_has_the_columns_of_the_files():
    assert list(PASSPORT) == list(FEATURES) == list(load().columns)[:-1]
    assert FEATURES["trestbps"] == "blood pressure at rest, mm Hg"
    assert FEATURES["sex"] == "sex: 0 woman, 1 man"
    assert FEATURES["cp"] == "chest pain, a code"
    assert FEATURES["ca"] == "large vessels coloured by fluoroscopy"
    assert {name for name, column in PASSPORT.items() if column.recoded} == RECODED.keys()


@pytest.mark.parametrize("clinic", FILES)
def test_each_code_in_a_file_has_a_meaning(clinic):
    table = load_clinic(clinic)
    for name, column in PASSPORT.items():
        assert bool(column.codes) + bool(column.unit) + (name == "ca") == 1, name
        if column.codes:
            assert set(table[name].dropna()) <= set(column.codes), name


def test_each_code_is_recoded_and_what_is_missing_is_so_in_both_files():
    article, original = load(), load_cleveland()
    for name, column in PASSPORT.items():
        if column.recoded:
            assert {code.removesuffix(".0") for code in original[name]} == set(column.recoded)
            assert set(article[name]) == set(column.recoded.values())
            assert {str(code) for code in column.codes or range(4)} == set(column.recoded) - {"?"}
        assert (original[name] == "?").any() == (column.missing is not None)
    assert (PASSPORT["ca"].missing, PASSPORT["thal"].missing, PASSPORT["age"].missing) == (4, 0, None)


def test_the_table_has_a_row_for_each_column():
    table = load()
    found = passport(table).set_index("column")
    assert list(found.index) == list(FEATURES)
    assert found.loc["age"].tolist() == ["age", "years", "", 29, 77, 0]
    assert found.loc["ca", ["from", "to", "missing"]].tolist() == [0, 3, 5]
    assert found.loc["thal", ["from", "to", "missing"]].tolist() == [1, 3, 2]
    assert found.loc["ca", "unit or codes"] == "a count"
    assert found.loc["thal", "unit or codes"] == "3 normal, 6 fixed defect, 7 reversible defect"
    assert found.loc["slope", "in the article's file"] == "3 → 0, 2 → 1, 1 → 2"
    assert found["missing"].sum() == 7
    assert np.array_equal(found["to"].drop(["ca"]), table[list(FEATURES)].max().drop("ca"))


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match=r"lacks the columns \['age'\]: load it with lrbook.heart.load"):
        passport(load().drop(columns="age"))
