"""The ROC curve, its area and thresholds, against scikit-learn and by comparing every pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_curve, roc_auc_score, roc_curve

from lrbook.descent import gradient_descent
from lrbook.evaluation import held_out
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import forward
from lrbook.ranking import area, cheapest_threshold, cost_of_errors, roc


@st.composite
def answers(draw, least=1):
    m = draw(st.integers(2 * least, 25))
    # Few different answers, so that there are ties, and both ends.
    a = draw(st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.500001, 0.9, 1.0]), min_size=m, max_size=m))
    y = draw(st.permutations([0.0] * least + [1.0] * least + [float(k % 2) for k in range(m - 2 * least)]))
    return np.array([a]), np.array([y])


@given(answers())
def test_the_curve_is_that_of_scikit_learn(problem):
    A, Y = problem
    false_alarms, sensitivity, thresholds = roc_curve(Y[0], A[0], drop_intermediate=False)
    found = roc(A, Y)
    np.testing.assert_allclose(found.false_alarms, false_alarms, rtol=1e-14)
    np.testing.assert_allclose(found.sensitivity, sensitivity, rtol=1e-14)
    np.testing.assert_array_equal(found.thresholds, thresholds)


@given(answers())
def test_precision_and_recall_are_those_of_scikit_learn(problem):
    A, Y = problem
    precision, recall, thresholds = precision_recall_curve(Y[0], A[0], drop_intermediate=False)
    found = roc(A, Y)
    np.testing.assert_allclose(found.precision, precision[::-1], rtol=1e-14)
    np.testing.assert_allclose(found.sensitivity, recall[::-1], rtol=1e-14)
    np.testing.assert_array_equal(found.thresholds[1:], thresholds[::-1])


@given(answers(least=2))
def test_the_area_is_the_share_of_pairs_in_order_and_that_of_scikit_learn(problem):
    A, Y = problem
    ones, zeros = A[Y == 1], A[Y == 0]
    pairs = (ones[:, np.newaxis] > zeros) + 0.5 * (ones[:, np.newaxis] == zeros)
    found = area(A, Y)
    assert found.area == pytest.approx(pairs.mean(), abs=1e-14)
    assert found.area == pytest.approx(roc_auc_score(Y[0], A[0]), abs=1e-14)
    curve = roc(A, Y)
    assert found.area == pytest.approx(np.trapezoid(curve.sensitivity, curve.false_alarms), abs=1e-14)
    # The error by DeLong's definition, from the matrix of all pairs.
    wanted = pairs.mean(axis=1).var(ddof=1) / ones.size + pairs.mean(axis=0).var(ddof=1) / zeros.size
    assert found.error == pytest.approx(np.sqrt(wanted), abs=1e-12)
    assert 0 <= found.low <= found.area + 1e-15
    assert found.area - 1e-15 <= found.high <= 1


def test_learnt_from_the_area_is_larger_than_held_out():
    X, Y = features_and_labels(load())
    scaled, _ = standardise(X)
    run = gradient_descent(scaled, Y, 0.1, 300)
    learnt, unseen = area(forward(run.W, run.b, scaled)[1], Y), area(held_out(X, Y, 0.1, 300), Y)
    assert learnt.area == pytest.approx(0.9244, abs=1e-4)
    assert unseen.area == pytest.approx(0.8979, abs=1e-4)
    assert unseen.low < 0.87 < 0.92 < unseen.high
    # 1.96 standard errors each way, where neither end is cut.
    assert (unseen.high - unseen.area, unseen.area - unseen.low) == pytest.approx([1.959964 * unseen.error] * 2)


def test_the_interval_holds_the_area_in_about_95_of_100_samples():
    rng = np.random.default_rng(0)
    # Normal scores that lie one deviation apart: the area is Φ(1/√2).
    held = 0
    for _ in range(400):
        scores = np.concatenate([rng.normal(1, 1, 60), rng.normal(0, 1, 80)])
        found = area([1 / (1 + np.exp(-scores))], [[1] * 60 + [0] * 80])
        held += found.low <= 0.7602499389 <= found.high
    assert 0.92 <= held / 400 <= 0.98  # three deviations of 400 tosses are 0.033


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0.001, 0.999))
def test_above_the_threshold_class_1_is_cheaper(missed, alarm, probability):
    threshold = cheapest_threshold(missed, alarm)
    assert 0 < threshold < 1
    saved = probability * missed - (1 - probability) * alarm
    if abs(saved) > 1e-9:
        assert (probability > threshold) == (saved > 0)


def test_equal_costs_lead_to_one_half_and_huge_ones_do_not_overflow():
    assert cheapest_threshold(3, 3) == 0.5
    assert cheapest_threshold(9, 1) == pytest.approx(0.1)
    assert cheapest_threshold(1e308, 1e308) == 0.5


def test_errors_cost_what_they_cost():
    A, Y = [[0.1, 0.4, 0.6, 0.9]], [[1, 0, 0, 1]]
    assert cost_of_errors(A, Y, 0.5, missed=10, alarm=2) == (10 + 2) / 4
    assert cost_of_errors(A, Y, 0.3, missed=10, alarm=2) == (10 + 2 + 2) / 4
    assert cost_of_errors(A, Y, 0.95, missed=10, alarm=2) == 20 / 4


def test_what_is_refused():
    A, Y = [[0.2, 0.8]], [[0, 1]]
    for call, message in [
        (lambda: roc(A, [[1, 1]]), "Y holds 2 ones of 2: give at least 1 of each class"),
        (lambda: roc(A, [[0, 0]]), "Y holds 0 ones of 2"),
        (lambda: roc([[0.2, 1.1]], Y), "outside 0 to 1"),
        (lambda: area(A, Y), "Y holds 1 ones of 2: give at least 2 of each class"),
        (lambda: area(A, [[0, 1, 1]]), "Y has shape"),
        (lambda: cheapest_threshold(0, 1), "missed is 0: give a positive"),
        (lambda: cheapest_threshold(1, -1), "alarm is -1: give a positive"),
        (lambda: cost_of_errors(A, Y, 2, 1, 1), "threshold is 2"),
        (lambda: cost_of_errors(A, Y, 0.5, 0, 1), "missed is 0"),
        (lambda: cost_of_errors(A, Y, 0.5, 1, 0), "alarm is 0"),
        (lambda: cost_of_errors(A, [[0]], 0.5, 1, 1), "Y has shape"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
