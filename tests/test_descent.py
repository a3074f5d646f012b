"""Sections 5 to 7: gradient descent against two peers, and the rate below which the cost never rises."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.linear_model import LogisticRegression

from lrbook.descent import gradient_descent, largest_rate
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import backward, cost, forward


@pytest.fixture(scope="module")
def patients():
    X, Y = features_and_labels(load())
    return standardise(X)[0], Y


@pytest.fixture(scope="module")
def converged(patients):
    X, Y = patients
    return gradient_descent(X, Y, 0.999 * largest_rate(X), 5000)


# Both peers and the descent stop where the gradient is below 1e-8; the cost's curvature, 0.02 and more, then leaves at
# most 1e-6 between their parameters, and far less between their costs.


def test_descent_reaches_the_minimum_of_scikit_learn(patients, converged):
    X, Y = patients
    peer = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(X.T, Y[0])
    np.testing.assert_allclose(converged.W, peer.coef_, rtol=0, atol=1e-6)
    assert converged.b == pytest.approx(peer.intercept_[0], rel=0, abs=1e-6)


def test_descent_reaches_the_minimum_of_statsmodels(patients, converged):
    X, Y = patients
    peer = sm.Logit(Y[0], sm.add_constant(X.T)).fit(disp=False, tol=1e-12)
    np.testing.assert_allclose([converged.b, *converged.W[0]], peer.params, rtol=0, atol=1e-6)
    assert converged.costs[-1] == pytest.approx(-peer.llf / Y.size, rel=0, abs=1e-6)
    assert converged.costs[-1] == pytest.approx(0.348904, rel=0, abs=1e-6)  # all the digits typed here


def test_a_run_knows_its_path(patients):
    X, Y = patients
    run = gradient_descent(X, Y, 0.1, 5, b=0.5)
    assert run.path.shape == (6, 14)
    assert (run.path[0] == [0] * 13 + [0.5]).all()
    assert (run.path[-1] == [*run.W[0], run.b]).all()
    assert [cost(forward([W], b, X)[0], Y) for *W, b in run.path] == list(run.costs)


def test_the_gradient_vanishes_at_the_minimum(patients, converged):
    X, Y = patients
    dW, db = backward(X, forward(converged.W, converged.b, X)[1], Y)
    assert max(abs(db), np.abs(dW).max()) < 1e-8


@st.composite
def problems(draw):
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    moderate = st.floats(-5, 5)
    X = draw(arrays(np.float64, (n, m), elements=moderate))
    Y = draw(arrays(np.float64, (1, m), elements=st.sampled_from([0.0, 1.0])))
    return X, Y, draw(arrays(np.float64, (1, n), elements=moderate)), draw(moderate)


@given(problems(), st.floats(0.01, 0.999))
def test_below_the_largest_rate_the_cost_never_rises(problem, share):
    X, Y, W, b = problem
    costs = gradient_descent(X, Y, share * largest_rate(X), 30, W, b).costs
    # |z| is at most 105 at the start, and moves little: an error of 2⁻⁴⁶ in a logit passes into the cost at most whole.
    assert (np.diff(costs) <= 1e-13).all()


@given(problems())
def test_the_largest_rate_is_two_over_the_largest_curvature(problem):
    X = problem[0]
    m = X.shape[1]
    # By singular values instead of eigenvalues. A square root and its square: some ulps.
    curvature = np.linalg.norm(np.vstack([X, np.ones(m)]), 2) ** 2 / (4 * m)
    assert largest_rate(X) == pytest.approx(2 / curvature, rel=1e-12)


def test_above_the_largest_rate_the_cost_can_rise():
    # For each x both labels: the minimum is at zero, where a(1 − a) = 1/4, so that the bound is reached.
    X, Y = np.array([[3.0, 3.0, -3.0, -3.0]]), np.array([[0.0, 1.0, 0.0, 1.0]])
    near = np.array([[1e-2]])
    assert gradient_descent(X, Y, 1.01 * largest_rate(X), 1, near).costs[1] > cost(near @ X, Y)
    assert gradient_descent(X, Y, 0.99 * largest_rate(X), 1, near).costs[1] < cost(near @ X, Y)


def test_on_standardised_patients_the_cost_falls_at_each_of_the_first_1000_steps(patients):
    X, Y = patients
    assert (np.diff(gradient_descent(X, Y, 0.1, 1000).costs) < 0).all()


def test_on_raw_patients_a_rate_of_a_tenth_is_too_large():
    X, Y = features_and_labels(load())
    assert largest_rate(X) < 0.1
    assert (np.diff(gradient_descent(X, Y, 0.1, 100).costs) > 0).any()


@given(problems(), st.integers(0, 5), st.floats(0.01, 1))
def test_a_run_is_its_steps(problem, steps, rate):
    X, Y, W, b = problem
    before = [np.copy(value) for value in problem]
    run = gradient_descent(X, Y, rate, steps, W, b)
    costs = [cost(forward(W, b, X)[0], Y)]
    at_W, at_b = W, b
    for _ in range(steps):
        dW, db = backward(X, forward(at_W, at_b, X)[1], Y)
        at_W, at_b = at_W - dW * rate, at_b - db * rate
        costs.append(cost(forward(at_W, at_b, X)[0], Y))
    # The same operations in the same order, so the same bits.
    np.testing.assert_array_equal(run.W, at_W)
    assert run.b == at_b
    assert run.costs.tolist() == costs
    assert run.costs.shape == (steps + 1,)
    assert not np.shares_memory(run.W, W)
    for value, old in zip(problem, before, strict=True):
        np.testing.assert_array_equal(value, old)


def test_without_a_start_the_descent_starts_at_zero(patients):
    X, Y = patients
    run = gradient_descent(X, Y, 0.1, 0)
    assert run.W.tolist() == [[0.0] * 13]
    assert run.b == 0
    assert run.costs == pytest.approx([np.log(2)], rel=1e-15)


def test_the_descent_checks_once_and_computes_what_the_checked_functions_do(patients, monkeypatch):
    from lrbook import _checks

    read = []
    monkeypatch.setattr(_checks, "_read", lambda *given, known=_checks._read: read.append(1) or known(*given))
    X, Y = patients
    counts = []
    for steps in (1, 50):
        read.clear()
        gradient_descent(X, Y, 0.1, steps)
        counts.append(len(read))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.longdouble])
def test_a_rate_in_another_precision_is_widened(patients, kind):
    X, Y = patients
    found, wanted = (gradient_descent(X, Y, rate, 20) for rate in (kind(0.1), float(kind(0.1))))
    np.testing.assert_array_equal(found.W, wanted.W)
    assert found.b == wanted.b
