"""Section 2: the parabola against its definition, its derivative by three ways, and the two cases of the article."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from lrbook.parabola import cost, descend, slope, step

places = st.floats(-1e6, 1e6)


@given(st.fractions())
def test_the_cost_is_x_squared_plus_3(x):
    assert cost(x) == x * x + 3  # fractions are exact


def test_the_slope_is_the_limit_of_difference_quotients():
    x, h = sympy.symbols("x h")
    assert sympy.expand(sympy.limit((cost(x + h) - cost(x)) / h, h, 0) - slope(x)) == 0


@given(places)
def test_the_slope_agrees_with_the_complex_step(x):
    # The complex step subtracts nothing, so only the rounding of a product is left: a few units in the last place.
    assert slope(x) == pytest.approx(cost(x + 1e-20j).imag / 1e-20, rel=1e-15, abs=1e-300)


@pytest.mark.parametrize(("x", "start", "there", "end"), [(5, 28, 4, 19), (-6, 39, -4.8, 26.04)])
def test_the_cases_of_the_article(x, start, there, end):
    assert cost(x) == start
    assert step(x, 0.1) == pytest.approx(there, rel=1e-15)  # one rounded product, one rounded difference
    assert cost(step(x, 0.1)) == pytest.approx(end, rel=1e-15)


@given(places, st.floats(1e-3, 0.999))
def test_below_rate_1_no_step_raises_the_cost(x, rate):
    assert cost(step(x, rate)) <= cost(x)


@given(places.filter(lambda x: abs(x) > 1e-3), st.floats(1.001, 10))
def test_above_rate_1_every_step_raises_the_cost_or_keeps_its_float(x, rate):
    assert abs(step(x, rate)) > abs(x)
    assert cost(step(x, rate)) >= cost(x)


def test_at_rate_1_the_descent_jumps_between_two_places_for_ever():
    assert descend(5, 1, 6).tolist() == [5, -5, 5, -5, 5, -5, 5]


@given(places, st.floats(1e-3, 1.5), st.integers(0, 50))
def test_a_descent_is_its_steps(x, rate, steps):
    visited = descend(x, rate, steps)
    assert visited.shape == (steps + 1,)
    assert visited[0] == x
    assert visited[1:].tolist() == [step(place, rate) for place in visited[:-1]]


def test_numbers_arrays_and_symbols_are_understood_alike():
    x, rate = sympy.Symbol("x"), sympy.Symbol("rate", positive=True)
    assert sympy.expand(cost(x) - x**2 - 3) == 0
    assert sympy.expand(step(x, rate) - (1 - 2 * rate) * x) == 0
    assert step(sympy.Integer(5), sympy.Rational(1, 10)) == 4
    assert step(np.array([5.0, -5.0]), 0.5).tolist() == [0, 0]
    assert sympy.diff(cost(x), x) == slope(x)


def test_exact_numbers_stay_exact():
    tenth = Fraction(1, 10)
    assert step(Fraction(5), tenth) == 4
    assert type(cost(Fraction(1, 3))) is type(step(Fraction(5), tenth)) is Fraction
    assert cost(10**100) == 10**200 + 3
    assert type(cost(5)) is int


@pytest.mark.parametrize("x", ["5", [1, 2], (1, 2), None, {}, float("nan"), float("inf"), np.array([1, np.nan])])
def test_what_is_no_number_is_refused_and_never_repeated(x):  # 2 * "5" is "55", 2 * [1, 2] is [1, 2, 1, 2]
    for call in (cost, slope, lambda x: step(x, 0.1)):
        if isinstance(x, (list, tuple)):
            np.testing.assert_array_equal(call(x), call(np.array(x)))
        else:
            with pytest.raises(ValueError, match=r"^x (holds|is) "):
                call(x)
    with pytest.raises(ValueError, match=r"^x is .*: give one finite number"):
        descend(x, 0.1, 1)
