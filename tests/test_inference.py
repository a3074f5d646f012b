"""Standard errors, intervals and odds ratios, against statsmodels and against many samples."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from lrbook.heart import FEATURES, features_and_labels, load, standardise
from lrbook.inference import one_hot, weights
from lrbook.neuron import sigmoid


def peer(X, Y):
    return sm.Logit(np.asarray(Y)[0], np.vstack([X, np.ones(X.shape[1])]).T).fit(disp=False, tol=1e-14, maxiter=200)


def compare(X, Y):
    found, wanted = weights(X, Y), peer(X, Y)
    size = np.abs(wanted.bse).max()
    np.testing.assert_allclose(found.values, wanted.params, rtol=1e-6, atol=1e-6 * size)
    np.testing.assert_allclose(found.errors, wanted.bse, rtol=1e-6)
    np.testing.assert_allclose(np.array([found.low, found.high]).T, wanted.conf_int(), rtol=1e-6, atol=1e-6 * size)
    np.testing.assert_allclose(found.p, wanted.pvalues, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(found.odds_ratios, np.exp(wanted.params), rtol=1e-5)


def test_on_the_patients_they_are_those_of_statsmodels():
    X, Y = features_and_labels(load())
    compare(standardise(X)[0], Y)
    compare(X, Y)  # in the units of the file, too


@given(st.integers(0, 2**31))
def test_on_any_data_they_are_those_of_statsmodels(seed):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((2, 80)) * [[3.0], [0.2]]
    Y = (rng.random((1, 80)) < sigmoid(X[:1] / 6 - X[1:])).astype(float)
    if 8 < Y.sum() < 72:
        compare(X, Y)


def test_the_weights_that_the_book_quotes():
    X, Y = features_and_labels(load())
    found = weights(standardise(X)[0], Y)
    name = list(FEATURES).index
    for feature, wanted in (("ca", (0.79, 0.41, 1.17)), ("age", (0.04, -0.37, 0.46))):
        k = name(feature)
        assert np.round([found.values[k], found.low[k], found.high[k]], 2).tolist() == list(wanted)
    assert found.told_from_zero[name("ca")]
    assert not found.told_from_zero[name("age")]
    np.testing.assert_array_equal(found.told_from_zero, found.p < 0.05)


def test_a_weight_in_another_unit_has_another_size_and_the_same_p():
    X, Y = features_and_labels(load())
    years, days = weights(X, Y), weights(np.vstack([X[:1] * 365, X[1:]]), Y)
    assert days.values[0] == pytest.approx(years.values[0] / 365, rel=1e-8)
    np.testing.assert_allclose(days.p, years.p, rtol=1e-6)


def test_the_errors_are_the_spread_over_samples():
    rng, found, errors = np.random.default_rng(0), [], []
    for _ in range(300):
        X = rng.standard_normal((1, 400))
        Y = (rng.random((1, 400)) < sigmoid(X - 0.5)).astype(float)
        one = weights(X, Y)
        found.append(one.values)
        errors.append(one.errors)
    # The spread of 300 samples is itself known to 1/√600, 4 %; three times that, and a little for the finite sample.
    np.testing.assert_allclose(np.std(found, axis=0), np.mean(errors, axis=0), rtol=0.15)


def test_one_hot_is_a_feature_for_each_code_but_the_first():
    assert one_hot([3, 6, 7, 3, 7], [3, 6, 7]).tolist() == [[0, 1, 0, 0, 0], [0, 0, 1, 0, 1]]
    assert one_hot(np.array([1.0, 2.0]), (2, 1)).tolist() == [[1, 0]]
    assert one_hot([0, 299], range(300)).shape == (299, 2)


def test_a_code_alone_learns_the_shares_of_its_classes():
    codes, Y = np.repeat([1, 2, 3], [10, 20, 30]), np.zeros((1, 60))
    Y[0, [0, 1, 12, 13, 14, 15, 16, 17, *range(35, 60)]] = 1
    found = weights(one_hot(codes, [1, 2, 3]), Y)
    shares = [Y[0, codes == code].mean() for code in (1, 2, 3)]
    odds = np.array(shares) / (1 - np.array(shares))
    np.testing.assert_allclose(found.odds_ratios, [odds[1] / odds[0], odds[2] / odds[0], odds[0]], rtol=1e-9)


def test_what_is_refused():
    for call, message in [
        (lambda: weights([[-1.0, -2.0, 1.0, 2.0]], [[0, 0, 1, 1]]), "the weights run away"),
        (lambda: weights([[1.0, 2.0]], [[0, 2]]), "every label must be 0 or 1"),
        (lambda: one_hot([1, 2, 9], [1, 2]), "column holds 9: give each of its codes, or drop what is missing"),
        (lambda: one_hot([1, np.nan], [1, 2]), "column holds nan"),
        (lambda: one_hot([[1, 2]], [1, 2]), r"column has shape \[1, 2\]"),
        (lambda: one_hot([1, 1], [1]), "two different codes at least"),
        (lambda: one_hot([1, 1], [1, 1]), "two different codes at least"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
