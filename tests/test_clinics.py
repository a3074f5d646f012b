"""Four clinics: their files are UCI's, and what the neuron of Cleveland answers elsewhere is what a peer says."""

import shutil

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from lrbook import heart
from lrbook.calibration import mean_answer
from lrbook.clinics import FILES, SHARED, complete, load_clinic
from lrbook.evaluation import accuracy, majority_baseline
from lrbook.heart import FEATURES, features_and_labels, load, load_cleveland, standardise
from lrbook.neuron import forward
from lrbook.objective import Objective
from lrbook.optimisers import minimum
from lrbook.ranking import area

DIAGNOSES = {
    "Cleveland": [164, 55, 36, 35, 13],
    "Budapest": [188, 106, 0, 0, 0],
    "Zürich and Basel": [8, 48, 32, 30, 5],
    "Long Beach": [51, 56, 41, 42, 10],
}


@pytest.mark.parametrize("name", FILES)
def test_each_clinic_has_its_patients(name):
    table = load_clinic(name)
    assert list(table.columns) == [*FEATURES, "num"]
    assert [int((table["num"] == k).sum()) for k in range(5)] == DIAGNOSES[name]
    raw = pd.read_csv(heart.DATA / FILES[name], header=None, dtype=str)
    assert len(table) == len(raw)
    for place, feature in enumerate(FEATURES):
        for text, value in zip(raw[place], table[feature], strict=True):
            missing = text == "?" or float(text) == -9 or (feature == "chol" and float(text) == 0)
            assert np.isnan(value) if missing else value == float(text)


def test_what_is_missing_where():
    missing = {name: load_clinic(name)[list(FEATURES)].isna().sum() for name in FILES}
    assert missing["Cleveland"].sum() == 4 + 2
    assert missing["Zürich and Basel"]["chol"] == 123
    assert missing["Long Beach"]["chol"] == 49 + 7
    for name in ("Budapest", "Zürich and Basel", "Long Beach"):
        assert (missing[name][["ca", "thal"]] > 0.4 * len(load_clinic(name))).all()


def test_cleveland_is_the_table_of_the_book():
    ours, original = load_clinic("Cleveland"), load_cleveland()
    np.testing.assert_array_equal(ours["num"], original["num"])
    for name in FEATURES:
        np.testing.assert_array_equal(ours[name], pd.to_numeric(original[name].replace("?", np.nan)))
    X, Y = complete(ours, ["age", "thalach"])
    X_article, Y_article = features_and_labels(load())
    assert X.shape == (2, 303)
    assert sorted(X[0]) != sorted(X_article[0])  # one patient lost, and one twice
    assert (Y.sum(), Y_article.sum()) == (139, 138)


@pytest.fixture(scope="module")
def answers():
    X, Y = complete(load_clinic("Cleveland"))
    scaled, scaling = standardise(X)
    f = Objective(scaled, Y)
    W, b = f.split(minimum(f))
    found = {}
    for name in FILES:
        X, Y = complete(load_clinic(name))
        found[name] = X, forward(W, b, scaling.apply(X))[1], Y
    return found


EXPECTED = {
    "Cleveland": (303, 0.812, 0.883, 0.46, 0.46, 0.541),
    "Budapest": (293, 0.809, 0.878, 0.42, 0.36, 0.638),
    "Zürich and Basel": (117, 0.744, 0.725, 0.69, 0.93, 0.932),
    "Long Beach": (141, 0.794, 0.716, 0.81, 0.79, 0.787),
}


@pytest.mark.parametrize("name", FILES)
def test_trained_in_cleveland_and_asked_elsewhere(answers, name):
    home, _, labels = answers["Cleveland"]
    X, A, Y = answers[name]
    mean, deviation = home.mean(axis=1, keepdims=True), home.std(axis=1, keepdims=True)
    peer = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000, solver="newton-cholesky")
    peer.fit(((home - mean) / deviation).T, labels[0])
    wanted = peer.predict_proba(((X - mean) / deviation).T)[:, 1]
    np.testing.assert_allclose(A, [wanted], rtol=0, atol=1e-6)
    assert area(A, Y).area == pytest.approx(roc_auc_score(Y[0], wanted), abs=1e-9)
    group = mean_answer(A, Y)
    rows, share, below_curve, predicted, observed, same = EXPECTED[name]
    assert Y.size == rows
    assert accuracy(A, Y) == pytest.approx(share, abs=5e-4)
    assert area(A, Y).area == pytest.approx(below_curve, abs=5e-4)
    assert (group.predicted, group.observed) == pytest.approx((predicted, observed), abs=5e-3)
    assert majority_baseline(Y) == pytest.approx(same, abs=5e-4)


def test_only_complete_patients_are_taken():
    table = load_clinic("Long Beach")
    X, Y = complete(table, ["age", "chol"])
    known = table[table["chol"].notna()]
    assert X.tolist() == [known["age"].tolist(), known["chol"].tolist()]
    assert Y.tolist() == [[float(num > 0) for num in known["num"]]]
    assert complete(table)[0].shape == (len(SHARED), 141)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(name, tmp_path, monkeypatch):
    shutil.copytree(heart.DATA, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(heart, "DATA", tmp_path)
    (tmp_path / FILES[name]).write_bytes((tmp_path / FILES[name]).read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(ValueError, match=f"{FILES[name]} has changed"):
        load_clinic(name)


def test_what_is_refused():
    for call, message in [
        (lambda: load_clinic("London"), "name is 'London': give one of Cleveland, Budapest, Zürich and Basel, Long B"),
        (lambda: complete([1, 2]), "the table is a builtins.list: give a table of pandas"),
        (lambda: complete(load()), r"the table lacks the columns \['num'\]: load it with load_clinic"),
        (lambda: complete(load_clinic("Zürich and Basel"), ["age", "chol"]), "no patient has all of age, chol"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()


def test_one_more_feature_was_recorded_everywhere():
    tables = [load_clinic(name) for name in FILES]
    recorded = {name for name in FEATURES if all(table[name].isna().mean() < 0.5 for table in tables)}
    assert recorded == {*SHARED, "restecg"}
