"""The objective, against the neuron's own functions, differences and SciPy's optimiser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from lrbook.descent import largest_rate
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import backward, cost, forward
from lrbook.objective import Objective
from lrbook.optimisers import minimum


@st.composite
def problems(draw):
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    moderate = st.floats(-5, 5).filter(lambda x: x == 0 or abs(x) > 1e-100)  # whose squares float64 holds
    X = draw(arrays(np.float64, (n, m), elements=moderate))
    Y = draw(arrays(np.float64, (1, m), elements=st.sampled_from([0.0, 1.0])))
    return X, Y, draw(arrays(np.float64, n + 1, elements=moderate)), draw(st.sampled_from([0.0, 0.3, 2.0]))


@given(problems())
def test_without_a_penalty_it_is_the_neuron(problem):
    X, Y, w, _ = problem
    f = Objective(X, Y)
    W, b = f.split(w)
    Z, A = forward(W, b, X)
    dW, db = backward(X, A, Y)
    # Sums of a few numbers of at most 130, in another order.
    assert f.cost(w) == pytest.approx(cost(Z, Y), rel=1e-12, abs=1e-14)
    np.testing.assert_allclose(f.gradient(w), [*dW[0], db], rtol=0, atol=1e-14)


@given(problems())
def test_the_gradient_and_the_hessian_are_the_slopes(problem):
    X, Y, w, penalty = problem
    f, h = Objective(X, Y, penalty), 1e-5
    for k, step in enumerate(np.eye(w.size) * h):
        # Errors of the order h², with third derivatives up to 5³, and of rounding, ε · 100 / h.
        assert f.gradient(w)[k] == pytest.approx((f.cost(w + step) - f.cost(w - step)) / (2 * h), rel=0, abs=1e-7)
        slopes = (f.gradient(w + step) - f.gradient(w - step)) / (2 * h)
        np.testing.assert_allclose(f.hessian(w)[k], slopes, rtol=0, atol=1e-6)


@given(problems())
def test_the_penalty_is_half_its_weight_times_the_squares_without_the_bias(problem):
    X, Y, w, penalty = problem
    added = Objective(X, Y, penalty).cost(w) - Objective(X, Y).cost(w)
    assert added == pytest.approx(penalty / 2 * (w[:-1] ** 2).sum(), rel=1e-9, abs=1e-12)


@given(problems())
def test_no_curvature_exceeds_the_bound(problem):
    X, Y, w, penalty = problem
    f = Objective(X, Y, penalty)
    assert np.linalg.eigvalsh(f.hessian(w)).max() <= f.curvature_bound() * (1 + 1e-12)
    assert Objective(X, Y).curvature_bound() == pytest.approx(2 / largest_rate(X), rel=1e-12)


def test_the_largest_curvature_is_reached_at_zero():
    f = Objective([[1.0, -2.0, 3.0]], [[0, 1, 1]], 0.5)
    assert np.linalg.eigvalsh(f.hessian(f.zero)).max() == pytest.approx(f.curvature_bound(), rel=1e-12)


@pytest.mark.parametrize("penalty", [0.0, 0.01, 1.0])
def test_the_minimum_is_that_of_scikit_learn_and_of_scipy_on_our_gradient(penalty):
    X, Y = features_and_labels(load())
    scaled, _ = standardise(X)
    f = Objective(scaled, Y, penalty)
    w = minimum(f)
    strength = 1 / (penalty * Y.size) if penalty else np.inf
    peer = LogisticRegression(C=strength, tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(scaled.T, Y[0])
    np.testing.assert_allclose(w, [*peer.coef_[0], *peer.intercept_], rtol=0, atol=1e-6)
    found = minimize(f.cost, f.zero, jac=f.gradient, method="L-BFGS-B", options={"gtol": 1e-10, "ftol": 0})
    np.testing.assert_allclose(found.x, w, rtol=0, atol=1e-6)


def test_huge_logits_cost_what_they_cost():
    f = Objective([[1.0, -1.0]], [[0, 0]])
    w = np.array([1e5, 0.0])
    with np.errstate(all="raise", under="ignore"):
        assert f.cost(w) == 1e5 / 2
        assert f.gradient(w).tolist() == [0.5, 0.5]
        assert not f.hessian(w).any()


def test_the_scale_is_the_root_of_the_mean_square():
    assert Objective([[3.0, -4.0]], [[0, 1]]).scale == pytest.approx([np.sqrt(12.5), 1])


def test_the_parts_of_w():
    W, b = Objective(np.ones((2, 3)), [[0, 1, 1]]).split(np.array([1.0, 2.0, 3.0]))
    assert W.tolist() == [[1, 2]]
    assert b == 3


def test_what_is_refused():
    X, Y = np.ones((2, 3)), [[0, 1, 1]]
    for call, message in [
        (lambda: Objective(X * np.nan, Y), "X holds NaN"),
        (lambda: Objective(X, [[0, 1]]), "Y has shape"),
        (lambda: Objective(X, [[0, 1, 2]]), "every label must be 0 or 1"),
        (lambda: Objective(X, Y, -1), "penalty is -1: give a finite number of at least 0"),
        (lambda: Objective(X, Y, np.inf), "penalty is inf"),
        (lambda: Objective(X, Y, "0.1"), "penalty is '0.1'"),
        (lambda: Objective(X * 1e200, Y), "feature 0 is .* whose square float64 can't hold: give it in another unit"),
        (lambda: Objective(X, Y).cost(np.zeros(2)), r"w has shape \[2\]: give \[3\], the weights and the bias"),
        (lambda: Objective(X, Y).gradient(np.zeros((1, 3))), r"w has shape \[1, 3\]"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
