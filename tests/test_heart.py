"""Section 7: the data are the ones the book is about, and each planted change of them is noticed."""

import shutil

import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler

from lrbook import heart
from lrbook.heart import FEATURES, LABEL, features_and_labels, load, load_cleveland, reconcile, standardise


@pytest.fixture
def table():
    return load()


@pytest.fixture
def cleveland():
    return load_cleveland()


def test_the_tables_have_303_rows_of_13_features_and_a_label(table, cleveland):
    assert table.shape == cleveland.shape == (303, 14)
    assert list(table.columns) == [*FEATURES, LABEL]
    assert list(cleveland.columns) == [*FEATURES, "disease"]
    assert table[LABEL].sum() == 165
    assert cleveland["disease"].sum() == 139
    assert (table["ca"] == 4).sum() == 5
    assert (table["thal"] == 0).sum() == 2


@pytest.mark.parametrize(("name", "read"), [("heart.csv", load), ("cleveland.csv", load_cleveland)])
def test_a_file_with_one_changed_byte_is_refused(name, read, tmp_path, monkeypatch):
    shutil.copytree(heart.DATA, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(heart, "DATA", tmp_path)
    assert len(read()) == 303
    intact = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(intact[:-2] + bytes([intact[-2] ^ 1]) + intact[-1:])
    with pytest.raises(ValueError, match=rf"{name} has changed: its sha256 is \w+…, not \w+…; restore it from git"):
        read()


def test_a_changed_file_is_refused_whatever_its_hash(tmp_path, monkeypatch):
    shutil.copytree(heart.DATA, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(heart, "DATA", tmp_path)
    intact = (tmp_path / "heart.csv").read_bytes()
    for added in range(1, 9):  # some of these hashes are above the right one, and some are below it
        (tmp_path / "heart.csv").write_bytes(intact + b"\n" * added)
        with pytest.raises(ValueError, match="has changed"):
            load()


def test_features_and_labels_are_the_columns_of_the_table(table):
    X, Y = features_and_labels(table)
    assert X.shape == (13, 303)
    assert Y.shape == (1, 303)
    assert X.dtype == Y.dtype == np.float64
    for row, name in zip(X, FEATURES, strict=True):
        assert row.tolist() == table[name].tolist()
    assert Y[0].tolist() == table[LABEL].tolist()


def test_a_table_of_other_columns_is_refused(table):
    for wrong, message in [
        (table.drop(columns=["age", LABEL]), r"lacks the columns \['age', 'target'\]: load it"),
        (table.assign(smoker=1), r"unknown columns \['smoker'\]: drop them"),
        (table[[LABEL, *FEATURES]], r"another order: select table\[\['age', .*'target'\]\]"),
        (table[sorted(table.columns)], "another order"),
        (pd.concat([table, table["age"]], axis=1), "another order"),
    ]:
        with pytest.raises(ValueError, match=message):
            features_and_labels(wrong)
        with pytest.raises(ValueError, match=message):
            reconcile(wrong, load_cleveland())


def test_a_table_with_missing_values_text_or_another_label_is_refused(table):
    for column, value, message in [
        ("chol", np.nan, "X holds NaN or infinity: drop or fill"),
        ("age", "old", "X has dtype object: give real numbers"),
        (LABEL, np.nan, "Y holds nan: every label must be 0 or 1"),
        (LABEL, 2, "Y holds 2.0: every label must be 0 or 1"),
    ]:
        wrong = table.astype({column: object if isinstance(value, str) else float})
        wrong.loc[7, column] = value
        with pytest.raises(ValueError, match=message):
            features_and_labels(wrong)


def test_standardise_agrees_with_scikit_learn(table):
    X, _ = features_and_labels(table)
    before = X.copy()
    scaled, scaling = standardise(X)
    peer = StandardScaler().fit(X.T)
    # Means and deviations of 303 numbers, summed in another order: some ulps of numbers of at most 7.
    np.testing.assert_allclose(scaled, peer.transform(X.T).T, rtol=0, atol=1e-13)
    np.testing.assert_allclose(scaled.mean(axis=1), 0, atol=1e-13)
    np.testing.assert_allclose((scaled**2).mean(axis=1), 1, atol=1e-13)
    others = X[:, :5] + 1
    np.testing.assert_allclose(scaling.apply(others), peer.transform(others.T).T, rtol=0, atol=1e-13)
    np.testing.assert_array_equal(X, before)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e10])  # the mean of three times 0.1 is not 0.1
def test_a_constant_feature_is_refused(value):
    with pytest.raises(ValueError, match=r"feature 1 is the same in every example, .* drop that row of X"):
        standardise([[1.0, 2.0, 3.0], [value, value, value]])


def test_each_row_is_an_original_patient_with_the_label_inverted(table, cleveland):
    found = reconcile(table, cleveland)
    assert found.complete
    assert found.inverted
    assert len(found.pairs) == 303
    assert found.pairs["cleveland"].nunique() == 302
    assert (found.pairs["target"] + found.pairs["disease"] == 1).all()
    for row, original in zip(found.pairs["row"], found.pairs["cleveland"], strict=True):
        for name in ("age", "sex", "trestbps", "chol", "fbs", "thalach", "exang", "oldpeak"):  # not recoded
            assert table[name].iloc[row] == float(cleveland[name].iloc[original])


def test_one_patient_is_lost_and_one_is_doubled(table, cleveland):
    found = reconcile(table, cleveland)
    assert len(found.lost) == len(found.doubled) == 1
    lost, doubled = found.lost.iloc[0], found.doubled.iloc[0]
    assert lost[["age", "sex", "cp", "trestbps", "chol", "disease"]].tolist() == ["60", "0", "4", "158", "305", 1]
    assert doubled[["age", "sex", "chol"]].tolist() == [38, 1, 175]
    assert len(table.drop_duplicates()) == 302


@pytest.mark.parametrize("row", [0, 302])  # a label of 1, and one of 0
def test_a_flipped_label_is_noticed(table, cleveland, row):
    assert table.loc[row, LABEL] == int(row == 0)
    table.loc[row, LABEL] = 1 - table.loc[row, LABEL]
    found = reconcile(table, cleveland)
    assert found.complete
    assert not found.inverted


@pytest.mark.parametrize("label", [0, 1, 2])
def test_a_foreign_row_is_noticed_whatever_its_label(table, cleveland, label):
    table.loc[100, "chol"] += 1
    table.loc[100, LABEL] = label
    found = reconcile(table, cleveland)
    assert not found.complete
    assert not found.inverted
    assert found.pairs["cleveland"].tolist().count(-1) == 1
    assert found.pairs.loc[100, "disease"] == -1  # unknown, and not that of another
    assert len(found.lost) == 2


def test_a_doubled_row_is_noticed_whatever_its_label(table, cleveland):
    again = table.iloc[[5]].assign(target=1 - table[LABEL].iloc[5])
    found = reconcile(pd.concat([table, again], ignore_index=True), cleveland)
    assert list(found.doubled.index) == [164, 303]
    assert not found.inverted


@pytest.mark.parametrize(("column", "code"), [("cp", "5"), ("ca", "4"), ("thal", ""), ("age", "?"), ("slope", "1.0")])
def test_a_code_that_is_not_in_the_recoding_is_refused(table, cleveland, column, code):
    cleveland.loc[9, column] = code
    with pytest.raises(
        ValueError, match=rf"column {column} holds an unknown code .*{code!r}.*RECODED".replace("?", r"\?")
    ):
        reconcile(table, cleveland)


def test_two_original_patients_with_the_same_features_are_refused(table, cleveland):
    with pytest.raises(ValueError, match="two original rows agree in all features"):
        reconcile(table, pd.concat([cleveland, cleveland.iloc[[0]]], ignore_index=True))
