"""Differences and the complex step, against closed forms, SymPy, and the theory of their errors."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from lrbook import neuron
from lrbook.differences import central, complex_step, errors, forward, gap, order

WAYS = {"forward": lambda f, x: forward(f, x, 1e-8), "central": central, "complex step": complex_step}
ANALYTIC = {
    "sin": (sympy.sin, np.sin),
    "exp": (sympy.exp, np.exp),
    "sigmoid": (lambda x: 1 / (1 + sympy.exp(-x)), lambda x: 1 / (1 + np.exp(-x))),
    "softplus": (lambda x: sympy.log(1 + sympy.exp(x)), lambda x: np.log(1 + np.exp(x))),
}
places = st.floats(-3, 3)


@pytest.mark.parametrize("name", ANALYTIC)
@given(x=places)
def test_against_the_symbolic_derivative(name, x):
    symbolic, numeric = ANALYTIC[name]
    t = sympy.Symbol("t")
    exact = float(sympy.diff(symbolic(t), t).subs(t, sympy.Float(x, 30)))
    assert complex_step(numeric, x) == pytest.approx(exact, rel=1e-13)
    assert central(numeric, x) == pytest.approx(exact, abs=1e-8)
    assert forward(numeric, x, 1e-8) == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@given(x=arrays(float, array_shapes(max_dims=3, max_side=3), elements=places))
def test_an_array_of_any_shape(way, x):
    weights = np.arange(1.0, x.size + 1).reshape(x.shape)
    found = way(lambda values: (weights * values**3).sum(), x)
    assert found.shape == x.shape
    # What is left out of a Taylor series, and what rounding does to a sum of this size when it is divided by 1e-8.
    rounding = 8 * np.finfo(float).eps * (weights * abs(x) ** 3).sum() / 1e-8
    assert gap(3 * weights * x**2, found) < 1e-5 + rounding


def test_of_a_number_it_is_a_number():
    for way in WAYS.values():
        assert np.ndim(way(lambda x: x * x, 3)) == 0
        assert float(way(lambda x: x * x, 3)) == pytest.approx(6)


def test_x_stays_as_it_is():
    def greedy(x):
        x += 1
        return x.sum()

    x = np.ones((1, 3))
    for way in WAYS.values():
        assert way(greedy, x) == pytest.approx(np.ones((1, 3)))
    assert (x == 1).all()


def test_a_quadratic_has_no_truncation_error():
    assert central(lambda x: x**2, 3.0, h=0.5) == 6
    assert forward(lambda x: x**2, 3.0, h=0.5) == 6.5


@given(x=st.floats(0.5, 2), h=st.floats(1e-3, 0.1))
def test_the_error_of_truncation_is_what_taylor_says(x, h):
    assert central(np.exp, x, h) - np.exp(x) == pytest.approx(np.exp(x) * h**2 / 6, rel=0.01)
    assert forward(np.exp, x, h) - np.exp(x) == pytest.approx(np.exp(x) * h / 2, rel=0.05)


def test_the_errors_draw_a_v_of_known_slopes():
    exact = 0.25 * (1 - np.tanh(0.35) ** 2)  # the slope of the sigmoid at 0.7

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    coarse, fine = np.logspace(-3, -0.5, 40), np.logspace(-13, -7, 400)
    assert order(coarse, errors(central, sigmoid, 0.7, exact, coarse)) == pytest.approx(2, abs=0.05)
    assert order(coarse, errors(forward, sigmoid, 0.7, exact, coarse)) == pytest.approx(1, abs=0.05)
    assert order(fine, errors(central, sigmoid, 0.7, exact, fine)) == pytest.approx(-1, abs=0.15)
    assert errors(complex_step, sigmoid, 0.7, exact, [1e-8, 1e-100, 1e-300]) == pytest.approx([0, 0, 0], abs=1e-15)


@given(st.floats(-3, 3), st.floats(1e-6, 1e6))
def test_an_order_is_an_exponent(power, factor):
    steps = np.logspace(-3, 0, 7)
    assert order(steps, factor * steps**power) == pytest.approx(power, abs=1e-9)


def test_the_gradient_of_the_neuron():
    rng = np.random.default_rng(0)
    X, Y, W, b = rng.normal(size=(3, 20)), rng.integers(0, 2, (1, 20)), rng.normal(size=(1, 3)), 0.3
    dW, db = neuron.backward(X, neuron.forward(W, b, X)[1], Y)
    assert gap(dW, central(lambda W: neuron.cost(neuron.forward(W, b, X)[0], Y), W)) < 1e-10
    assert gap(db, central(lambda b: neuron.cost(neuron.forward(W, b, X)[0], Y), b)) < 1e-10


def test_a_right_slope_of_a_wrong_function_passes():  # the trap: a function has to be held against its definition, too
    def wrong(z):
        return 1 / (1 + np.exp(-2 * z))

    assert gap(2 * wrong(0.4) * (1 - wrong(0.4)), central(wrong, 0.4)) < 1e-9


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("x", [float("nan"), [1, float("inf")], "1", [1j], None])
def test_x_holds_finite_numbers(way, x):
    with pytest.raises(ValueError, match=r"^x(\[0\])? (holds|is) "):
        way(np.sum, x)


@pytest.mark.parametrize("way", [forward, central, complex_step])
@pytest.mark.parametrize("h", [0, -1e-5, float("nan"), float("inf"), None, 1j])
def test_h_is_positive(way, h):
    with pytest.raises(ValueError, match=r"h is .*positive"):
        way(np.sin, 1.0, h)


@pytest.mark.parametrize("way", [forward, central])
def test_h_must_change_x(way):
    with pytest.raises(ValueError, match="too small to change"):
        way(np.sin, 1e9, 1e-9)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    "f",
    [lambda x: x, lambda x: [[1.0]], lambda x: None, lambda x: "1", lambda x: x.sum() > 0, lambda x: x.sum() * np.inf],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_f_returns_one_finite_number(way, f):
    with pytest.raises(ValueError, match=r"f returns .* one finite (float|complex) number"):
        way(f, [1.0, 2.0])


def test_f_must_not_drop_the_imaginary_part():
    with pytest.raises(ValueError, match="complex number"):
        complex_step(abs, 1.0)
    with pytest.raises(ValueError, match="float number"):
        central(lambda x: 1j * x, 1.0)


def test_a_gap_is_the_largest_difference():
    assert gap([[1, 2, 3]], [[1, 2.5, 2.75]]) == 0.5
    for exact, approximate in (([1, 2], [[1, 2]]), ([[1, 2]], [[1], [2]]), ([], []), (1, [1])):
        with pytest.raises(ValueError, match="one shape"):
            gap(exact, approximate)
    for exact, approximate, name in ((np.nan, 1, "exact"), (1, np.inf, "approximate")):
        with pytest.raises(ValueError, match=f"{name} holds"):
            gap(exact, approximate)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([0.1, 0.2], [1, 2, 3]),
        ([0.1, 0.2, 0.3], [1, 2]),
        ([0.1], [1]),
        ([0.1, 0.1], [1, 2]),
        ([0.1, 0.2], [1, 0]),
        ([0, 1], [1, 1]),
        ([-0.1, 0.2], [1, 2]),
        ([1, 2], [1]),
        ([[1, 2]], [[1, 2]]),
    ],
)
def test_an_order_wants_positive_steps_and_errors(steps, found):
    with pytest.raises(ValueError, match="two steps or more"):
        order(steps, found)


@pytest.mark.parametrize("way", [forward, central, complex_step])
def test_a_step_without_all_its_digits_is_refused(way):
    with pytest.raises(ValueError, match="h is 5e-324, too small for float64"):
        way(np.sin, 0.5, 5e-324)


def test_the_smallest_step_with_all_its_digits_will_do():
    assert complex_step(lambda x: x, 0.5, np.finfo(np.float64).tiny) == 1


def test_what_leaves_the_range_is_named():
    with pytest.raises(ValueError, match=r"x \+ h holds NaN or infinity: give a smaller h"):
        central(np.sin, 1.7e308, 1e308)
    with pytest.raises(ValueError, match=r"h is 1.7e\+308, too large"):
        central(np.sin, 0.0, 1.7e308)
    with pytest.raises(ValueError, match="the slope holds NaN or infinity"):
        central(lambda x: 1e308 if x > 0 else -1e308, 0.0)
    with pytest.raises(ValueError, match="exact − approximate holds"):
        gap(1.7e308, -1.7e308)


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.float16, np.float32])
def test_a_value_of_a_small_type_is_widened(kind):
    assert central(lambda x: kind(100) if x > 0 else kind(1), 0.0, h=0.5) == 99
    assert forward(lambda x: kind(1) if x > 0 else kind(100), 0.0, h=0.5) == -198


@pytest.mark.parametrize(
    "value", [np.ma.masked_array(1.0, mask=True), np.ma.masked_array([1.0]), Fraction(1, 2), 10**400]
)
def test_a_value_that_is_no_plain_number_is_refused(value):
    for way in (central, complex_step):
        with pytest.raises(ValueError, match=r"^f returns .*: let it return one finite"):
            way(lambda x: value, 1.0)


def test_one_step_size_has_one_error():
    assert errors(central, np.sin, 0.0, 1.0, 0.5).shape == errors(central, np.sin, 0.0, 1.0, [0.5]).shape == (1,)


def test_steps_that_differ_by_rounding_have_no_order():
    with pytest.raises(ValueError, match=r"steps differ by less than a millionth.*: give steps further apart"):
        order([0.1, np.nextafter(0.1, 1)], [1, 2])
    assert order([0.1, 0.1 * (1 + 1e-5)], [1, (1 + 1e-5) ** 3]) == pytest.approx(3, abs=1e-6)
