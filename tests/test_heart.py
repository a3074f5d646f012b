"""Section 7: the data are the ones the book is about, and each planted change of them is noticed."""

import shutil

import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler

from lrbook import heart
from lrbook.heart import (
    DIAGNOSIS,
    FEATURES,
    LABEL,
    features_and_labels,
    load,
    load_cleveland,
    reconcile,
    reduce_diagnosis,
    standardise,
)


@pytest.fixture
def table():
    return load()


@pytest.fixture
def cleveland():
    return reduce_diagnosis(load_cleveland())


def test_the_tables_have_303_rows_of_13_features_and_a_label(table, cleveland):
    assert table.shape == cleveland.shape == (303, 14)
    assert list(table.columns) == [*FEATURES, LABEL]
    assert list(cleveland.columns) == [*FEATURES, "disease"]
    assert table[LABEL].sum() == 165
    assert cleveland["disease"].sum() == 139
    assert load_cleveland().shape == (303, 14)
    assert list(load_cleveland().columns) == [*FEATURES, DIAGNOSIS]
    assert (table["ca"] == 4).sum() == 5
    assert (table["thal"] == 0).sum() == 2


@pytest.mark.parametrize(("name", "read"), [("heart.csv", load), ("processed.cleveland.data", load_cleveland)])
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
    assert Y[0].tolist() == (1 - table[LABEL]).tolist()


def test_class_1_is_disease(table, cleveland):
    _, Y = features_and_labels(table)
    found = reconcile(table, cleveland).pairs["cleveland"]
    assert Y[0].tolist() == (load_cleveland()["num"].iloc[found] > 0).astype(int).tolist()


def test_the_diagnosis_is_reduced_to_none_or_some(cleveland):
    original = load_cleveland()
    assert original[DIAGNOSIS].value_counts().sort_index().tolist() == [164, 55, 36, 35, 13]
    assert cleveland["disease"].tolist() == [int(num in (1, 2, 3, 4)) for num in original[DIAGNOSIS]]
    pd.testing.assert_frame_equal(cleveland[list(FEATURES)], original[list(FEATURES)])


@pytest.mark.parametrize(("num", "message"), [(5, "holds 5"), (-9, "holds -9"), (0.5, "holds 0.5"), (np.nan, "NaN")])
def test_a_diagnosis_that_is_none_of_uci_s_is_refused(num, message):
    original = load_cleveland().astype({DIAGNOSIS: float})
    original.loc[7, DIAGNOSIS] = num
    with pytest.raises(ValueError, match=rf"column num .*{message}|column num holds {message}"):
        reduce_diagnosis(original)
    with pytest.raises(ValueError, match=r"lacks the columns \['num'\]"):
        reduce_diagnosis(reduce_diagnosis(load_cleveland()))


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
            reconcile(wrong, reduce_diagnosis(load_cleveland()))


def test_a_table_with_missing_values_text_or_another_label_is_refused(table):
    for column, value, message in [
        ("chol", np.nan, "column chol holds NaN or infinity: drop or fill"),
        ("age", "old", r"column age\[7\] is 'old', of type str: give real numbers"),
        ("ca", "?", r"column ca\[7\] is '\?', of type str: give real numbers"),
        ("ca", "2,0", r"column ca\[7\] is '2,0', of type str: give real numbers"),
        (LABEL, np.nan, "column target holds nan: every label must be 0 or 1"),
        (LABEL, 2, "column target holds 2.0: every label must be 0 or 1"),
    ]:
        wrong = table.astype({column: object if isinstance(value, str) else float})
        wrong.loc[7, column] = value
        for read in (features_and_labels, lambda wrong: reconcile(wrong, reduce_diagnosis(load_cleveland()))):
            with pytest.raises(ValueError, match=message):
                read(wrong)


@pytest.mark.parametrize("kind", ["uint8", "Int64", "float32", "Float64", "category", object])
def test_a_table_of_another_type_with_the_same_numbers_is_read_alike(table, cleveland, kind):
    whole = [name for name in table if table[name].dtype == int and table[name].max() < 256]
    other = table.astype(dict.fromkeys(whole, kind) if kind in ("uint8", "Int64") else kind)
    for found, wanted in zip(features_and_labels(other), features_and_labels(table), strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-7 if kind == "float32" else 0)
    assert reconcile(other, cleveland).inverted


@pytest.mark.parametrize("no_table", [None, {}, np.zeros((3, 14)), "heart.csv"])
def test_what_is_no_table_is_refused(table, cleveland, no_table):
    for call in (lambda: features_and_labels(no_table), lambda: reconcile(no_table, cleveland)):
        with pytest.raises(ValueError, match=r"the table is a .*: give a table of pandas"):
            call()


def test_an_empty_table_is_refused(table, cleveland):
    for call in (
        lambda: features_and_labels(table[:0]),
        lambda: reconcile(table[:0], cleveland),
        lambda: reconcile(table, cleveland[:0]),
    ):
        with pytest.raises(ValueError, match="the table has no rows"):
            call()


@pytest.mark.parametrize("label", [np.nan, 2, "1"])
def test_a_label_of_the_original_is_0_or_1(table, cleveland, label):
    cleveland = cleveland.astype({"disease": object})
    cleveland.loc[3, "disease"] = label
    with pytest.raises(ValueError, match=f"column disease.* {label!r}"):
        reconcile(table, cleveland)


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


@pytest.mark.parametrize(
    "values", [[0.3, 0.1 + 0.2, 0.3, 0.3], [1.0, sum([0.1] * 10), 1.0], [1e8, np.nextafter(1e8, 2e8)], [5e-324, 0, 0]]
)
def test_a_feature_that_varies_by_rounding_only_is_refused(values):
    with pytest.raises(
        ValueError, match=r"feature 0 (is the same in every example, up to rounding|spreads over 4.94e-324)"
    ):
        standardise([values])


def test_a_feature_that_varies_little_but_truly_is_standardised():
    scaled, _ = standardise([[1e8, 1e8 + 2**-10, 1e8, 1e8 + 2**-10]])
    np.testing.assert_allclose(scaled, [[-1, 1, -1, 1]], rtol=1e-6)


@pytest.mark.parametrize("unit", [1e-139, 1e-100, 1e100, 2e139])
def test_a_scale_is_kept_or_refused_never_lost(unit):
    values = np.array([[1.0, 2.0, 4.0, 1.0]])
    np.testing.assert_allclose(standardise(unit * values)[0], standardise(values)[0], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("unit", [5e-324, 1e-200, 1e-141, 1e141, 1e200, 8e307])
def test_a_scale_whose_squares_leave_the_range_is_refused(unit):
    with pytest.raises(ValueError, match=r"feature 1 spreads over .*: give it in another unit"):
        standardise([[1.0, 2.0, 3.0], [-unit, unit, 2 * unit]])


def test_a_scaling_refuses_what_it_carries_out_of_range():
    _, scaling = standardise([[0.0, 1e-10]])
    for X, message in (([[1e305]], "deviation holds"), ([[np.nan]], "^X holds NaN"), ([[-np.inf]], "^X holds NaN")):
        with pytest.raises(ValueError, match=message):
            scaling.apply(X)


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
    assert lost[["age", "sex", "cp", "trestbps", "chol", "disease"]].tolist() == [
        "60.0",
        "0.0",
        "4.0",
        "158.0",
        "305.0",
        1,
    ]
    assert doubled[["age", "sex", "chol"]].tolist() == [38, 1, 175]
    assert len(table.drop_duplicates()) == 302


@pytest.mark.parametrize("row", [0, 302])  # a label of 1, and one of 0
def test_a_flipped_label_is_noticed(table, cleveland, row):
    assert table.loc[row, LABEL] == int(row == 0)
    table.loc[row, LABEL] = 1 - table.loc[row, LABEL]
    found = reconcile(table, cleveland)
    assert found.complete
    assert not found.inverted


@pytest.mark.parametrize("label", [0, 1])  # another is refused: see above
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


@pytest.mark.parametrize(("column", "code"), [("cp", "5"), ("ca", "4"), ("thal", ""), ("age", "?"), ("slope", "1.5")])
def test_a_code_that_is_not_in_the_recoding_is_refused(table, cleveland, column, code):
    cleveland.loc[9, column] = code
    with pytest.raises(
        ValueError, match=rf"column {column} holds an unknown code .*{code!r}.*RECODED".replace("?", r"\?")
    ):
        reconcile(table, cleveland)


@pytest.mark.parametrize(
    ("column", "code"), [("age", "6_3"), ("age", "inf"), ("cp", "1,0"), ("ca", "٣"), ("thal", "nan")]
)
def test_what_only_python_or_nobody_reads_as_a_number_is_no_code(table, cleveland, column, code):
    cleveland.loc[9, column] = code
    with pytest.raises(ValueError, match=f"column {column} holds an unknown code .'{code}'.: give .*RECODED"):
        reconcile(table, cleveland)


@pytest.mark.parametrize(
    "written", [lambda code: code.removesuffix(".0"), lambda code: f" {code}", float, lambda code: int(float(code))]
)
def test_a_code_is_known_however_its_number_is_written(table, cleveland, written):
    for column in ("cp", "slope", "age"):
        cleveland[column] = [written(code) for code in cleveland[column]]
    found = reconcile(table, cleveland)
    assert found.complete
    assert found.inverted


@pytest.mark.parametrize("kind", ["float16", "float32", "Float32", "short floats among objects", "longdouble"])
@pytest.mark.parametrize("short", ["table", "original", "both"])
def test_a_measurement_is_the_same_in_a_short_float(table, cleveland, kind, short):
    def shortened(column):
        if kind == "short floats among objects":
            return pd.Series([np.float32(value) for value in column], dtype=object)
        return column.astype(float).astype(kind)

    if short != "original":
        table["oldpeak"] = shortened(table["oldpeak"])
    if short != "table":
        cleveland["oldpeak"] = shortened(cleveland["oldpeak"])
    found = reconcile(table, cleveland)
    assert found.inverted
    assert len(found.lost) == 1


def test_another_measurement_is_another_in_a_short_float_too(table, cleveland):
    cleveland["oldpeak"] = cleveland["oldpeak"].astype(float).astype("float32")
    cleveland.loc[9, "oldpeak"] = np.nextafter(cleveland.loc[9, "oldpeak"], np.float32(9))
    found = reconcile(table, cleveland)
    assert (found.pairs["cleveland"] < 0).sum() == 1


def test_two_original_patients_with_the_same_features_are_refused(table, cleveland):
    with pytest.raises(ValueError, match="two original rows agree in all features"):
        reconcile(table, pd.concat([cleveland, cleveland.iloc[[0]]], ignore_index=True))
