"""Section 7: what an accuracy is worth, against peers, brute force and the article's own number."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from statsmodels.stats.proportion import proportion_confint

from lrbook.descent import gradient_descent
from lrbook.evaluation import accuracy, fractions_that_print_as, held_out, majority_baseline, predict, wilson_interval
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import forward


@pytest.fixture(scope="module")
def patients():
    return features_and_labels(load())


def test_class_1_is_predicted_above_the_threshold_only():
    A = [[0, 0.3, 0.5, np.nextafter(0.5, 1), 1]]
    assert predict(A).tolist() == [[0, 0, 0, 1, 1]]
    assert predict(A, 0.3).tolist() == [[0, 0, 1, 1, 1]]
    assert predict(A, 0).tolist() == [[0, 1, 1, 1, 1]]
    assert predict(A, 1).tolist() == [[0, 0, 0, 0, 0]]


def test_accuracy_is_the_share_of_right_answers():
    assert accuracy([[0.9, 0.2, 0.5, 0.6, 0.1]], [[1, 0, 0, 0, 1]]) == 3 / 5


def test_256_of_303_answers_are_right_after_300_steps_from_zero_at_rate_a_tenth(patients):
    X, Y = patients
    scaled, _ = standardise(X)
    run = gradient_descent(scaled, Y, rate=0.1, steps=300)
    _, A = forward(run.W, run.b, scaled)
    assert accuracy(A, Y) == 256 / 303
    assert np.abs(A - 0.5).min() > 1e-4  # no answer hangs on rounding


def test_the_majority_has_165_of_303(patients):
    _, Y = patients
    assert majority_baseline(Y) == majority_baseline(1 - Y) == 165 / 303
    assert majority_baseline([[1, 1]]) == majority_baseline([[0]]) == 1


@pytest.mark.parametrize("folds", [2, 10, 303])
def test_held_out_answers_are_those_of_neurons_that_never_saw_the_example(patients, folds):
    X, Y = patients
    steps, rate = 40, 0.5
    expected = np.empty(303)
    for k in range(folds):
        test = [i for i in range(303) if i % folds == k]
        train = [i for i in range(303) if i % folds != k]
        scaler = StandardScaler().fit(X.T[train])
        scaled, w, b = scaler.transform(X.T[train]), np.zeros(13), 0.0
        for _ in range(steps):
            error = 1 / (1 + np.exp(-(scaled @ w + b))) - Y[0, train]
            w, b = w - rate * scaled.T @ error / len(train), b - rate * error.mean()
        expected[test] = 1 / (1 + np.exp(-(scaler.transform(X.T[test]) @ w + b)))
    # The same arithmetic in another order: rounding, grown a little by 40 steps.
    np.testing.assert_allclose(held_out(X, Y, rate, steps, folds), [expected], rtol=0, atol=1e-12)


def test_left_out_the_folds_are_ten(patients):
    np.testing.assert_array_equal(held_out(*patients, 0.5, 3), held_out(*patients, 0.5, 3, folds=10))


def test_held_out_answers_tend_to_those_of_scikit_learn(patients):
    X, Y = patients
    A = held_out(X, Y, rate=0.5, steps=3000, folds=5)
    for k in range(5):
        test = np.arange(303) % 5 == k
        scaler = StandardScaler().fit(X.T[~test])
        peer = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(scaler.transform(X.T[~test]), Y[0, ~test])
        # Both stop short of the minimum, by a gradient that moves no probability by more than this.
        np.testing.assert_allclose(A[0, test], peer.predict_proba(scaler.transform(X.T[test]))[:, 1], rtol=0, atol=1e-4)


@given(st.integers(1, 10_000), st.data())
def test_the_interval_is_that_of_statsmodels(m, data):
    right = data.draw(st.integers(0, m))
    # Rounding, of a square root among others.
    assert wilson_interval(right, m) == pytest.approx(proportion_confint(right, m, 0.05, "wilson"), rel=0, abs=1e-14)


@given(st.integers(1, 10_000), st.data())
def test_the_interval_lies_between_0_and_1_around_the_share(m, data):
    right = data.draw(st.integers(0, m))
    low, high = wilson_interval(right, m)
    assert 0 <= low <= right / m <= high <= 1
    assert wilson_interval(0, m)[0] == 0
    assert wilson_interval(m, m)[1] == 1


def test_the_fractions_behind_the_accuracy_of_the_article():
    found = fractions_that_print_as("84.48", 303)
    rounded = [(49, 58), (98, 116), (147, 174), (196, 232), (234, 277), (245, 290)]
    assert found.rounded == rounded
    assert sorted(set(found.cut) - set(rounded)) == [(207, 245), (256, 303)]
    assert (256, 303) not in fractions_that_print_as("84.49", 303).cut
    assert (256, 303) in fractions_that_print_as("84.49", 303).rounded


@given(st.integers(0, 3), st.integers(0, 60), st.data())
def test_the_fractions_are_those_that_decimal_prints(places, most, data):
    last = Decimal(1).scaleb(-places)
    percentage = str((data.draw(st.integers(0, 100 * 10**places)) * last).quantize(last))
    found = fractions_that_print_as(percentage, most)
    every = [(right, m) for m in range(1, most + 1) for right in range(m + 1)]
    for fractions, reading in [(found.rounded, ROUND_HALF_UP), (found.cut, ROUND_DOWN)]:
        # 28 digits tell every fraction of at most 60 from every half of a third decimal.
        assert fractions == [
            (right, m) for right, m in every if str((Decimal(100 * right) / m).quantize(last, reading)) == percentage
        ]


def test_halves_are_rounded_up_and_trailing_zeros_count():
    assert fractions_that_print_as("3.13", 32).rounded == [(1, 32)]  # 3.125 %
    assert fractions_that_print_as("3.12", 32).cut == [(1, 32)]


def test_no_more_than_all_answers_are_right():
    assert fractions_that_print_as("100", 120).cut == [(m, m) for m in range(1, 121)]


def test_of_no_answers_there_is_no_interval():
    with pytest.raises(ValueError, match="at least 1"):
        wilson_interval(0, 0)
    assert wilson_interval(1, 1)[1] == 1
    assert fractions_that_print_as("33.3", 3).rounded == [(1, 3)]
    assert fractions_that_print_as("33.30", 3).rounded == []
    assert fractions_that_print_as("100", 1).rounded == [(1, 1)]
    assert fractions_that_print_as("0", 1).cut == [(0, 1)]


def test_a_feature_that_is_constant_without_a_fold_is_named_with_the_fold():
    for X, fold, feature in (
        ([[0, 1, 0, 0], [1, 2, 3, 4]], 1, 0),
        ([[1, 2, 3, 4], [0.3, 0.1 + 0.2, 0.3, 5]], 3, 1),
    ):
        with pytest.raises(
            ValueError, match=f"^without fold {fold}, feature {feature} is the same in every example.*number of folds"
        ):
            held_out(X, [[0, 1, 0, 1]], 0.1, 2, 4)


def test_a_count_of_a_small_type_is_counted_right():
    assert wilson_interval(np.int16(200), np.int16(300)) == wilson_interval(200, 300)
    assert wilson_interval(np.uint8(200), np.uint8(255)) == wilson_interval(200, 255)


def test_a_threshold_in_single_precision_is_the_number_that_it_is():
    assert predict([[0.3, 0.4]], np.float32(0.3)).tolist() == [[0, 1]]  # float32 has 0.3 a little above 0.3
