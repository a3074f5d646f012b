"""Calibration and the Brier score, against scikit-learn, statsmodels and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss
from statsmodels.stats.proportion import proportion_confint

from lrbook.calibration import bias_shift, brier, mean_answer, reliability
from lrbook.evaluation import held_out
from lrbook.heart import features_and_labels, load
from lrbook.neuron import sigmoid

LABEL_OF_DISEASE = 1 - load()["target"].to_numpy(float)[np.newaxis]


@pytest.fixture(scope="module")
def unseen():
    X, _ = features_and_labels(load())
    return held_out(X, LABEL_OF_DISEASE, 0.1, 300)


@st.composite
def answers(draw):
    m = draw(st.integers(1, 40))
    a = draw(st.lists(st.floats(0, 1), min_size=m, max_size=m))
    y = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=m, max_size=m))
    return np.array([a]), np.array([y])


@given(answers())
def test_the_brier_score_is_that_of_scikit_learn(problem):
    A, Y = problem
    assert brier(A, Y) == pytest.approx(brier_score_loss(Y[0], A[0], pos_label=1), rel=1e-12, abs=1e-15)
    assert 0 <= brier(A, Y) <= 1


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.83])
def test_the_brier_score_is_least_for_the_probability_itself(probability):
    answers = np.linspace(0, 1, 101)
    right, wrong = (np.array([brier([[a]], [[y]]) for a in answers]) for y in (1, 0))
    assert answers[np.argmin(probability * right + (1 - probability) * wrong)] == pytest.approx(probability)


def test_the_groups_are_those_of_scikit_learn(unseen):
    found = reliability(unseen, LABEL_OF_DISEASE)
    observed, predicted = calibration_curve(LABEL_OF_DISEASE[0], unseen[0], n_bins=5, strategy="quantile")
    # 303 answers don't divide into fifths: at a limit one patient may stand in the next group there.
    np.testing.assert_allclose([group.observed for group in found], observed, atol=0.02)
    np.testing.assert_allclose([group.predicted for group in found], predicted, atol=0.02)


def test_predicted_and_observed_in_fifths(unseen):
    found = reliability(unseen, LABEL_OF_DISEASE)
    assert [group.count for group in found] == [61, 61, 61, 60, 60]
    assert [round(group.predicted, 2) for group in found] == [0.03, 0.15, 0.36, 0.77, 0.97]
    assert [round(group.observed, 2) for group in found] == [0.07, 0.16, 0.34, 0.77, 0.95]
    assert brier(unseen, LABEL_OF_DISEASE) == pytest.approx(0.1251, abs=1e-4)
    # The same answers about health instead of disease.
    other = reliability(1 - unseen, 1 - LABEL_OF_DISEASE)[::-1]
    assert [round(group.predicted, 2) for group in other] == [0.97, 0.85, 0.65, 0.24, 0.03]


@given(answers(), st.data())
def test_groups_are_the_sorted_examples_cut_into_equal_parts(problem, data):
    A, Y = problem
    groups = data.draw(st.integers(1, A.size))
    found = reliability(A, Y, groups)
    assert len(found) == groups
    assert sum(group.count for group in found) == A.size
    assert max(group.count for group in found) - min(group.count for group in found) <= 1
    rows, start = sorted(zip(A[0], range(A.size), Y[0], strict=True)), 0
    for group in found:
        part = rows[start : start + group.count]
        start += group.count
        assert group.predicted == pytest.approx(np.mean([a for a, _, _ in part]), rel=1e-12, abs=1e-300)
        assert group.observed == pytest.approx(np.mean([y for _, _, y in part]))
        interval = proportion_confint(sum(y for _, _, y in part), group.count, 0.05, "wilson")
        assert (group.low, group.high) == pytest.approx(interval, abs=1e-12)


def test_all_examples_are_one_group():
    found = mean_answer([[0.2, 0.4, 0.9]], [[0, 1, 1]])
    assert (found.count, found.predicted, found.observed) == (3, pytest.approx(0.5), pytest.approx(2 / 3))


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=30), st.data())
def test_the_shift_mends_the_average(logits, data):
    Z = np.array([logits])
    ones = data.draw(st.integers(1, Z.size - 1))
    Y = (np.arange(Z.size) < ones)[np.newaxis].astype(float)
    shift = bias_shift(Z, Y)
    assert sigmoid(Z + shift).mean() == pytest.approx(Y.mean(), rel=0, abs=1e-12)
    wanted = brentq(lambda by: sigmoid(Z + by).mean() - Y.mean(), -100, 100, xtol=1e-12)
    # Where the mean answer is flat, many shifts have it, to rounding.
    slope = (sigmoid(Z + shift) * sigmoid(-Z - shift)).mean()
    assert abs(shift - wanted) * slope < 1e-10


def test_no_shift_is_needed_where_the_average_is_right():
    assert bias_shift([[-1.0, 1.0]], [[0, 1]]) == pytest.approx(0, abs=1e-15)
    assert bias_shift([[0.0, 0.0, 0.0, 0.0]], [[0, 0, 0, 1]]) == pytest.approx(np.log(1 / 3), rel=1e-12)


def test_what_is_refused():
    A, Y = [[0.2, 0.8]], [[0, 1]]
    for call, message in [
        (lambda: brier(A, [[0, 1, 1]]), "Y has shape"),
        (lambda: brier([[1.2, 0]], Y), "outside 0 to 1"),
        (lambda: brier(A, [[0, 2]]), "every label must be 0 or 1"),
        (lambda: reliability(A, Y, 0), "groups is 0: give 1 to 2"),
        (lambda: reliability(A, Y, 3), "groups is 3: give 1 to 2"),
        (lambda: reliability(A, Y, 1.5), "groups is 1.5"),
        (lambda: bias_shift([[1.0, np.inf]], Y), "Z holds NaN or infinity"),
        (lambda: bias_shift([[1.0, 2.0]], [[1, 1]]), "Y holds 1 only: give examples of both classes"),
        (lambda: bias_shift([[1.0, 2.0]], [[0, 0]]), "Y holds 0 only"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
