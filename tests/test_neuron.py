"""Sections 3 to 6: the neuron against its definitions at 50 digits, and its gradient against three witnesses."""

import math

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lrbook.neuron import backward, cost, forward, loss, sigmoid

LARGEST = np.finfo(np.float64).max
EDGES = [0, 5e-324, 1e-310, 2.3e-308, 1e-17, 1e-8, 0.5, 1, 2, 36.04, 36.7, 36.74, 36.8, 37.5, 40, 708.3, 709.78, 709.79]
EDGES += [740, 744.4, 745, 745.13, 745.14, 746, 1e3, 1e10, 1e308, 1.7e308, LARGEST]
LOGITS = np.sort([*EDGES, *np.negative(EDGES), *np.linspace(-750, 750, 3001), *np.linspace(-4, 4, 801)])

finite_floats = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture(autouse=True)
def _no_floating_point_faults():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        yield


def ulps(found, exact):
    """How many units in the last place of the exact value the found one is away from it."""
    return float(abs(mpmath.mpf(float(found)) - exact) / mpmath.mpf(math.ulp(float(exact))))


def exact_sigmoid(z):
    with mpmath.workdps(50):
        return 1 / (1 + mpmath.exp(-mpmath.mpf(float(z))))


def exact_cost(z, y):
    with mpmath.workdps(
        50
    ):  # −log σ(z), or −log(1 − σ(z)) = −log σ(−z); log1p, for 1 + e^(−z) needs 300 digits and more
        return mpmath.log1p(mpmath.exp(mpmath.mpf(float(z)) * (1 - 2 * y)))


# Four units in the last place: exp and log1p may each be off by one or two, and two roundings follow.


def test_the_sigmoid_is_its_definition_over_the_whole_range():
    assert max(ulps(a, exact_sigmoid(z)) for a, z in zip(sigmoid(LOGITS), LOGITS, strict=True)) <= 4


@pytest.mark.parametrize("y", [0, 1])
def test_the_cost_is_its_definition_over_the_whole_range(y):
    assert max(ulps(cost([[z]], [[y]]), exact_cost(z, y)) for z in LOGITS) <= 4


@pytest.mark.parametrize("z", [-745.0, -300.0, -36.7, -1.0, 0.0, 0.3, 20.0, 36.8, 300.0, 745.0])
def test_the_cost_is_that_of_the_article(z):
    with mpmath.workdps(400):  # as many digits as 1 − a needs
        a = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
        assert ulps(cost([[z]], [[1]]), -mpmath.log(a)) <= 4
        assert ulps(cost([[z]], [[0]]), -mpmath.log(1 - a)) <= 4


def test_the_sigmoid_at_both_infinities():
    assert sigmoid([-np.inf, np.inf]).tolist() == [0, 1]


@given(finite_floats)
def test_the_sigmoid_lies_between_0_and_1_and_is_symmetric(z):
    assert 0 <= sigmoid(z) <= 1
    # 1 − σ(z) is rounded at the spacing of 1, so the difference is compared at that of 1 too.
    assert sigmoid(-z) == pytest.approx(1 - sigmoid(z), rel=0, abs=4 * np.spacing(1.0))


@given(finite_floats, finite_floats)
def test_the_sigmoid_never_falls(z, other):
    low, high = sorted([z, other])
    # Where the curve is flatter than the rounding of its value, neighbours may swap by that rounding.
    assert sigmoid(low) <= sigmoid(high) * (1 + 4 * np.spacing(1.0))


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (1, 8191), (1, 8192), (1, 8193), (2, 3, 5000)])
def test_the_sigmoid_keeps_the_shape_and_the_place_of_every_entry(shape):
    z = np.linspace(-9, 9, math.prod(shape)).reshape(shape)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-15)  # both are right to a few ulps here
    assert np.shape(sigmoid(z)) == shape
    if z.ndim > 1:
        np.testing.assert_array_equal(sigmoid(z.T), sigmoid(z).T)  # a transposed array lies otherwise in memory


@given(st.floats(0, 1), st.sampled_from([0, 1]))
def test_the_loss_is_its_definition(a, y):
    right = mpmath.mpf(a) if y else 1 - mpmath.mpf(a)
    with mpmath.workdps(400):
        exact = -mpmath.log(mpmath.mpf(a) if y else 1 - mpmath.mpf(a)) if right else mpmath.inf
    assert loss(a, y) >= 0
    assert loss(a, y) == np.inf if exact == mpmath.inf else ulps(loss(a, y), exact) <= 4


def test_a_certain_answer_costs_nothing_or_infinitely_much():
    found = loss([0, 1, 0, 1], [0, 1, 1, 0])
    assert found.tolist() == [0, 0, np.inf, np.inf]
    assert not np.signbit(found).any()


def test_the_examples_of_the_article_in_natural_and_in_decimal_logarithms():
    costs = loss([0.1, 0.99], 0)
    np.testing.assert_allclose(costs, [0.1053605, 4.6051702], atol=5e-8)  # half of the last digit typed here
    np.testing.assert_allclose(costs / np.log(10), [0.0457575, 2], atol=5e-8)
    assert loss(np.exp(-1), 1) == pytest.approx(1, rel=1e-15)


@given(st.integers(1, 6), st.data())
def test_the_cost_is_the_mean_of_the_losses(m, data):
    Z = data.draw(arrays(np.float64, (1, m), elements=st.floats(-20, 20)))
    Y = data.draw(arrays(np.float64, (1, m), elements=st.sampled_from([0.0, 1.0])))
    # At z = 20, 1 − a has lost 29 of its 53 bits, so the mean of the losses is right to some eight digits only.
    assert cost(Z, Y) == pytest.approx(loss(sigmoid(Z), Y).mean(), rel=1e-7, abs=1e-15)
    exact = mpmath.fsum(exact_cost(z, y) for z, y in zip(Z[0], Y[0], strict=True)) / m
    assert ulps(cost(Z, Y), exact) <= 8  # no term is negative, so the sum and the quotient add a few roundings at most


def test_a_crowd_of_copies_costs_on_average_what_the_few_cost():
    Z, Y = np.array([[0.3, -1.2, 2.5]]), np.array([[0, 1, 1]])
    crowd = np.tile(Z, 10_000)
    assert cost(crowd, np.tile(Y, 10_000)) == pytest.approx(cost(Z, Y), rel=1e-12)
    np.testing.assert_array_equal(sigmoid(crowd), np.tile(sigmoid(Z), 10_000))


def test_the_cost_does_not_depend_on_where_an_example_stands():
    rng = np.random.default_rng(0)
    for m in (8191, 8192, 8193, 20_000):
        Z, Y = rng.normal(0, 9, (1, m)), rng.integers(0, 2, (1, m))
        exact = math.fsum(cost([[z]], [[y]]) for z, y in zip(Z[0], Y[0], strict=True)) / m
        # Sums of pairs of pairs …: the error grows with the logarithm of m.
        assert cost(Z, Y) == pytest.approx(exact, rel=1e-14)
        assert cost(Z[:, ::-1], Y[:, ::-1]) == pytest.approx(exact, rel=1e-14)


@given(st.data(), st.integers(1, 20))
def test_the_cost_of_finite_logits_is_finite(data, m):
    Z = data.draw(arrays(np.float64, (1, m), elements=finite_floats))
    Y = data.draw(arrays(np.float64, (1, m), elements=st.sampled_from([0.0, 1.0])))
    assert 0 <= cost(Z, Y) < np.inf


@pytest.mark.parametrize("z", [1.7e308, LARGEST])
@pytest.mark.parametrize("m", [1, 2, 3, 7, 8193, 20_000])
def test_the_mean_of_huge_costs_is_huge_and_not_infinite(z, m):
    assert cost(np.full((1, m), z), np.zeros((1, m))) == z
    assert cost(np.full((1, m), -z), np.ones((1, m))) == z
    half = np.arange(m)[np.newaxis] % 2  # every other answer is right, and free
    mean = cost(np.full((1, m), z), half)
    assert mean == pytest.approx(z * ((1 - half).sum() / m), rel=1e-14)


# The gradient and its witnesses. Every one of them starts from the formulas as the article has them.


@st.composite
def problems(draw):
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    moderate = st.floats(-2, 2)
    X = draw(arrays(np.float64, (n, m), elements=moderate))
    W = draw(arrays(np.float64, (1, n), elements=moderate))
    Y = draw(arrays(np.float64, (1, m), elements=st.sampled_from([0.0, 1.0])))
    return W, draw(moderate), X, Y


def textbook_cost(W, b, X, Y, numpy=np):
    A = 1 / (1 + numpy.exp(-(numpy.dot(W, X) + b)))
    return -numpy.sum(Y * numpy.log(A) + (1 - Y) * numpy.log(1 - A)) / X.shape[1]


def gradient(W, b, X, Y):
    _, A = forward(W, b, X)
    return backward(X, A, Y)


@given(problems())
def test_forward_is_its_definition(problem):
    W, b, X, _ = problem
    Z, A = forward(W, b, X)
    n, m = X.shape
    for i in range(m):
        terms = [W[0, j] * X[j, i] for j in range(n)]
        # The order of a sum of at most six terms, none above 4, is free: some roundings of at most 2⁻⁴⁹ each.
        assert Z[0, i] == pytest.approx(sum(terms) + b, rel=0, abs=1e-14)
        assert ulps(A[0, i], exact_sigmoid(Z[0, i])) <= 4
    assert Z.shape == A.shape == (1, m)


@given(problems())
def test_backward_agrees_with_autograd(problem):
    W, b, X, Y = problem
    dW, db = autograd.grad(lambda both: textbook_cost(both[0], both[1], X, Y, anp))((W, b))
    found_W, found_b = gradient(W, b, X, Y)
    assert found_W.shape == W.shape
    # |z| is at most 22: 1 − a has then lost 32 of its 53 bits in the textbook's formula, and autograd divides by it.
    np.testing.assert_allclose(found_W, dW, rtol=0, atol=1e-6)
    assert found_b == pytest.approx(float(db), rel=0, abs=1e-6)


@given(problems())
def test_backward_agrees_with_the_complex_step(problem):
    W, b, X, Y = problem

    def exact(W, b):  # log(1 − a) as log(e^(−z) / (1 + e^(−z))): nothing cancels, whatever the imaginary part
        Z = W @ X + b
        return ((1 - Y) * Z + np.log(1 + np.exp(-Z))).mean()

    assert exact(W, b) == pytest.approx(textbook_cost(W, b, X, Y), rel=1e-6, abs=1e-12)
    found_W, found_b = gradient(W, b, X, Y)
    h = 1e-30
    dW = [exact(W + 1j * h * one, b).imag / h for one in np.eye(W.size)[:, np.newaxis]]
    # No difference is taken, so rounding alone is left: some ulps of numbers of at most 2.
    np.testing.assert_allclose(found_W[0], dW, rtol=0, atol=1e-13)
    assert found_b == pytest.approx(exact(W, b + 1j * h).imag / h, rel=0, abs=1e-13)


@given(problems())
def test_backward_is_the_slope_of_cost_by_central_differences(problem):
    W, b, X, Y = problem
    h = 1e-5  # truncation h²·|C‴|/6 is under 1e-10 here, rounding 22·2⁻⁵³/h under 1e-9

    def found(W, b):
        return cost(forward(W, b, X)[0], Y)

    dW = [(found(W + h * one, b) - found(W - h * one, b)) / (2 * h) for one in np.eye(W.size)[:, np.newaxis]]
    found_W, found_b = gradient(W, b, X, Y)
    np.testing.assert_allclose(found_W[0], dW, rtol=0, atol=2e-9)
    assert found_b == pytest.approx((found(W, b + h) - found(W, b - h)) / (2 * h), rel=0, abs=2e-9)


@given(problems())
def test_backward_is_its_definition_entry_by_entry(problem):
    W, b, X, Y = problem
    _, A = forward(W, b, X)
    dW, db = backward(X, A, Y)
    n, m = X.shape
    for j in range(n):  # sums of at most eight terms, none above 2
        exact = math.fsum((A[0, i] - Y[0, i]) * X[j, i] for i in range(m)) / m
        assert dW[0, j] == pytest.approx(exact, rel=0, abs=1e-14)
    assert db == pytest.approx(math.fsum(A[0] - Y[0]) / m, rel=0, abs=1e-14)
    assert type(db) is float


@given(problems())
def test_nothing_changes_what_it_is_given(problem):
    before = [np.copy(value) for value in problem]
    W, b, X, Y = problem
    Z, A = forward(W, b, X)
    kept = Z.copy(), A.copy()
    sigmoid(Z), cost(Z, Y), loss(A, Y), backward(X, A, Y)
    for value, old in zip([*problem, Z, A], [*before, *kept], strict=True):
        np.testing.assert_array_equal(value, old)


def test_answers_of_two_neurons_are_refused():
    two, one, labels = np.zeros((2, 3)), np.zeros((1, 3)), np.ones((1, 3))
    with pytest.raises(ValueError, match="Z has shape"):
        cost(two, labels)
    with pytest.raises(ValueError, match="A has shape"):
        backward(two, two, labels)
    with pytest.raises(ValueError, match="W has shape"):
        forward(np.zeros((2, 2)), 0.0, two)
    assert cost(one, labels) == math.log(2)
