"""Ways to the minimum: each against its formula, all to one place, and as fast as theory says."""

from itertools import islice, pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from lrbook.descent import gradient_descent
from lrbook.heart import features_and_labels, load, standardise
from lrbook.objective import Objective
from lrbook.optimisers import (
    damped_newton,
    descent,
    heavy_ball,
    minimum,
    momentum_for,
    nesterov,
    newton,
    predicted_steps,
    stochastic,
    walk,
)


@pytest.fixture(scope="module")
def patients():
    X, Y = features_and_labels(load())
    return standardise(X)[0], Y


@pytest.fixture(scope="module")
def f(patients):
    return Objective(*patients)


def places(way, steps):
    return list(islice(way, steps + 1))


def test_descent_is_that_of_the_chapters(patients, f):
    run = gradient_descent(*patients, 0.1, 300)
    found = walk(descent(f, 0.1), f, 300)
    np.testing.assert_allclose(found.w, [*run.W[0], run.b], rtol=1e-12)
    np.testing.assert_allclose(found.costs, run.costs, rtol=1e-12)
    assert found.slopes[0] == pytest.approx(np.linalg.norm(f.gradient(f.zero)))


def test_each_step_is_its_formula(f):
    rate, momentum = 0.7, 0.6
    g = f.gradient
    at = places(heavy_ball(f, rate, momentum), 5)
    assert not at[0].any()
    for before, w, after in zip([at[0], *at], at, at[1:], strict=False):
        np.testing.assert_allclose(after, w - rate * g(w) + momentum * (w - before), rtol=1e-13, atol=1e-16)
    at = places(nesterov(f, rate, momentum), 5)
    for before, w, after in zip([at[0], *at], at, at[1:], strict=False):
        v = w + momentum * (w - before)
        np.testing.assert_allclose(after, v - rate * g(v), rtol=1e-13, atol=1e-16)
    at = places(newton(f), 5)
    for w, after in pairwise(at[1:]):
        np.testing.assert_allclose(f.hessian(w) @ (w - after), g(w), rtol=1e-9, atol=1e-15)


def test_without_momentum_all_are_descent(f):
    plain = places(descent(f, 0.7), 4)
    for way in (heavy_ball(f, 0.7, 0.0), nesterov(f, 0.7, 0.0)):
        np.testing.assert_array_equal(places(way, 4), plain)


def test_all_reach_the_minimum_of_scikit_learn(patients, f):
    X, Y = patients
    peer = LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(X.T, Y[0])
    wanted = [*peer.coef_[0], *peer.intercept_]
    L = f.curvature_bound()
    condition = L / np.linalg.eigvalsh(f.hessian(minimum(f)))[0]
    momentum = momentum_for(condition)
    for way, most in [
        (descent(f, 1 / L), 500),
        (heavy_ball(f, 1 / L, momentum), 150),
        (nesterov(f, 1 / L, momentum), 150),
        (newton(f), 7),
    ]:
        found = walk(way, f, most, slope=1e-8)
        assert found.slopes[-1] <= 1e-8 < found.slopes[:-1].min()
        assert len(found.costs) == len(found.slopes) <= most
        np.testing.assert_allclose(found.w, wanted, rtol=0, atol=1e-6)
    np.testing.assert_allclose(minimum(f), wanted, rtol=0, atol=1e-6)


def test_newton_doubles_the_digits(f):
    above = walk(newton(f), f, 5).costs - f.cost(minimum(f))
    assert above[3] < 1e-3
    assert above[4] < 1e-5
    assert above[5] < 1e-10


def test_damped_newton_goes_down_where_a_plain_step_goes_up():
    # Found by trying a few thousand: seven of eight are in class 1, and one feature has a few large values.
    rng = np.random.default_rng(2413)
    n = rng.integers(1, 5)
    m = rng.integers(n + 2, 40)
    X = rng.standard_normal((n, m)) ** rng.choice([1, 3]) * 10 ** rng.uniform(-2, 2, (n, 1))
    Y = (rng.random((1, m)) < rng.uniform(0.05, 0.95)).astype(float)
    f = Objective(X, Y, 10 ** rng.uniform(-6, 0))
    assert (np.diff(walk(newton(f), f, 20).costs) > 0.01).any()
    assert (np.diff(walk(damped_newton(f), f, 30).costs) <= 1e-13).all()


@given(st.integers(0, 2**31), st.floats(0.01, 1))
@example(984, 0.09375)  # a cost near 0, whose rounding is that of larger terms: no step seemed to be worth it
def test_damped_newton_never_climbs(seed, penalty):
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((3, 12)) * 10 ** rng.uniform(-2, 2, (3, 1))
    Y = rng.integers(0, 2, (1, 12))
    assume(np.ptp(Y) == 1)  # of one class alone the bias, which has no penalty, makes ever surer: there is no minimum
    f = Objective(X, Y, penalty)
    costs = walk(damped_newton(f), f, 40).costs
    assert (np.diff(costs) <= 1e-13).all()  # at the minimum rounding decides
    assert np.linalg.norm(f.gradient(minimum(f)) / f.scale) < 1e-10


def test_a_pass_of_batches_sees_each_example_once(patients, f):
    X, Y = patients
    seen = []
    way = stochastic(X, Y, rate=1e-9, batch=100, seed=3)
    at = places(way, 4)  # 303 examples: three batches of 100, and one of 3
    for w, after, size in zip(at, at[1:], (100, 100, 100, 3), strict=False):
        seen.append((w - after) / 1e-9 * size)
    # At so small a rate w stays at zero, so the parts add up to the whole gradient.
    np.testing.assert_allclose(np.sum(seen, axis=0) / 303, f.gradient(f.zero), rtol=0, atol=1e-6)
    assert np.ptp([np.linalg.norm(part) for part in seen[:3]]) > 0


def test_a_batch_of_all_is_descent_and_the_seed_decides_the_order(patients, f):
    X, Y = patients
    np.testing.assert_allclose(places(stochastic(X, Y, 0.5, 303), 3), places(descent(f, 0.5), 3), rtol=0, atol=1e-14)
    one, same, other = (places(stochastic(X, Y, 0.1, 1, seed), 20) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    default = places(stochastic(X, Y, 0.1), 20)
    np.testing.assert_array_equal(default, places(stochastic(X, Y, 0.1, 1, 0), 20))
    # Each pass has an order of its own.
    first, second = places(stochastic(X, Y, 1e-9), 606)[1:304], places(stochastic(X, Y, 1e-9), 606)[304:607]
    steps = np.diff([np.zeros(14), *first], axis=0), np.diff([first[-1], *second], axis=0)
    assert not np.allclose(steps[0], steps[1], atol=1e-12)


def test_stochastic_descent_comes_near_and_stays_about(patients, f):
    least = f.cost(minimum(f))
    above = walk(stochastic(*patients, rate=0.02), f, 20, every=303).costs - least
    assert above[10] < 1e-2
    assert above[-5:].min() > 1e-8  # a constant rate keeps it moving


def test_every_counts_steps_together(f):
    fine, coarse = walk(descent(f, 0.5), f, 12), walk(descent(f, 0.5), f, 4, every=3)
    np.testing.assert_array_equal(coarse.costs, fine.costs[::3])
    np.testing.assert_array_equal(coarse.w, fine.w)


@pytest.mark.parametrize("seed", range(4))
def test_on_a_flat_bowl_the_prediction_is_right(seed):
    # Labels without any relation to the features: the cost is nearly a parabola between zero and its minimum.
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((3, 4000)) * np.array([[1.0], [0.5], [0.2]])
    f = Objective(X, rng.integers(0, 2, (1, 4000)))
    w = minimum(f)
    L, least = f.curvature_bound(), f.cost(w)
    condition = L / np.linalg.eigvalsh(f.hessian(w))[0]
    above = walk(descent(f, 1 / L), f, 1200).costs - least
    share = (1 - 1 / condition) ** 2
    late = slice(int(above.size / 12), int(above.size / 6))
    late = np.flatnonzero(above[late] > 1e-10) + late.start
    np.testing.assert_allclose(above[late[1:]] / above[late[:-1]], share, atol=5e-3)
    assert predicted_steps(condition, 1e6) == pytest.approx(np.log(1e6) / -np.log(share))


@given(st.floats(1.001, 1e8), st.floats(1.1, 1e9))
def test_predictions_follow_their_formula(condition, factor):
    assert (1 - 1 / condition) ** (2 * predicted_steps(condition, factor)) == pytest.approx(1 / factor, rel=1e-5)
    fast = predicted_steps(condition, factor, accelerated=True)
    assert (1 - 1 / np.sqrt(condition)) ** (2 * fast) == pytest.approx(1 / factor, rel=1e-5)
    assert fast <= predicted_steps(condition, factor)
    root = np.sqrt(condition)
    assert momentum_for(condition) == pytest.approx((root - 1) / (root + 1), rel=1e-12, abs=1e-15)


def test_a_round_bowl_takes_one_step():
    assert predicted_steps(1, 1e6) == predicted_steps(1, 1e6, accelerated=True) == 1
    assert momentum_for(1) == 0


def test_weights_that_run_away_are_refused_and_a_penalty_holds_them():
    separable = np.array([[-2.0, -1.0, 1.0, 2.0]]), np.array([[0, 0, 1, 1]])
    twice = np.array([[1.0, 2.0, 3.0, 5.0], [2.0, 4.0, 6.0, 10.0]]), np.array([[0, 1, 0, 1]])
    touching = np.array([[-2.0, 0.0, 0.0, 2.0]]), np.array([[0, 0, 1, 1]])  # only those on the plane are mixed
    same = np.array([[1.0, 2.0, 4.0]]), np.array([[1, 1, 1]])
    zeros = np.array([[0.0, 0.0, 0.0, 0.0]]), np.array([[1, 0, 1, 1]])
    for X, Y in (separable, twice, touching, same, zeros):
        with pytest.raises(ValueError, match=r"the weights run away: a plane separates the classes, or .* penalty"):
            minimum(Objective(X, Y))
    for X, Y in (separable, twice, touching, zeros):
        f = Objective(X, Y, 0.01)
        assert np.linalg.norm(f.gradient(minimum(f))) < 1e-10
    growing = [np.linalg.norm(place) for place in places(descent(Objective(*separable), 1.0), 2000)]
    assert (np.diff(growing) > 0).all()


@pytest.mark.parametrize("unit", [5e-324, 1e-200, 1e-141, 1e141, 1e200])
@pytest.mark.parametrize("penalty", [0.0, 0.01])
def test_a_scale_whose_squares_leave_the_range_is_refused(f, unit, penalty):
    examples = f.examples[:2] * [[1.0], [unit]]
    for call in (lambda g: minimum(g), lambda g: next(newton(g)), lambda g: next(damped_newton(g))):
        with pytest.raises(
            ValueError, match=r"^feature 1 is .* at its largest, whose square .*: give it in another unit"
        ):
            call(Objective(examples, f.y[np.newaxis], penalty))


@pytest.mark.parametrize("units", [(1e-139, 1e139), (1e-6, 1.0), (1e-100, 1e-100), (1e100, 1e100)])
@pytest.mark.parametrize("penalty", [0.0, 0.01])
def test_a_scale_within_the_range_comes_out_right(f, units, penalty):
    scaled = Objective(f.examples[:2] * np.transpose([units]), f.y[np.newaxis], penalty)
    w = minimum(scaled)
    least = np.append(np.hypot(units, np.sqrt(penalty)), 1)
    assert (np.abs(scaled.gradient(w)) <= 1e-11 * least).all()
    if not penalty:
        plain = minimum(Objective(f.examples[:2], f.y[np.newaxis]))
        np.testing.assert_allclose(w * np.append(units, 1), plain, rtol=1e-9)


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_the_unit_of_a_feature_does_not_decide_whether_there_is_a_minimum(patients, unit):
    X, Y = patients
    found = minimum(Objective(X * unit + unit, Y))
    np.testing.assert_allclose(found[:-1] * unit, minimum(Objective(X, Y))[:-1], rtol=1e-6, atol=1e-9)


def test_what_is_refused(f, patients):
    for call, message in [
        (lambda: next(descent(f, 0)), "rate is 0: give a positive"),
        (lambda: next(heavy_ball(f, -1, 0.5)), "rate is -1"),
        (lambda: next(heavy_ball(f, 1, 1)), "momentum is 1.0: give a share of at least 0 and below 1"),
        (lambda: next(nesterov(f, 1, -0.1)), "momentum is -0.1"),
        (lambda: next(nesterov(f, 0, 0.1)), "rate is 0"),
        (lambda: next(stochastic(*patients, 0)), "rate is 0"),
        (lambda: next(stochastic(*patients, 1, 0)), "batch is 0: give 1 to 303"),
        (lambda: next(stochastic(*patients, 1, 304)), "batch is 304: give 1 to 303"),
        (lambda: next(stochastic(*patients, 1, 2, -1)), "seed is -1"),
        (lambda: walk(descent(f, 1), f, -1), "steps is -1"),
        (lambda: walk(descent(f, 1), f, 3, every=0.5), "every is 0.5"),
        (lambda: walk(descent(f, 1e308), f, 3), "the cost left the range of float64 at step 1: lower the rate"),
        (lambda: predicted_steps(0.5, 10), "condition is 0.5: it is the largest curvature over the least"),
        (lambda: predicted_steps(2, 0), "factor is 0"),
        (lambda: momentum_for(0.9), "condition is 0.9"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
