"""The peer among the three witnesses: an autodiff library, for each slope of the table on docs/witnesses.md.

It differentiates the textbook's formulas. The gradient of all patients is compared with it in tests/test_neuron.py.
"""

from __future__ import annotations

import autograd
import autograd.numpy as anp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrbook import heart, neuron, parabola


@given(st.floats(-1e3, 1e3))
def test_the_slope_of_the_parabola(x: float) -> None:
    assert parabola.slope(x) == autograd.grad(lambda x: x**2 + 3)(x)


@given(st.floats(-30, 30))
def test_the_slope_of_the_sigmoid(z: float) -> None:
    a = neuron.sigmoid(z)
    # 1 − a loses digits where a is near one: at 30, all but a few.
    assert a * (1 - a) == pytest.approx(autograd.grad(lambda z: 1 / (1 + anp.exp(-z)))(z), rel=1e-12, abs=1e-15)


@given(st.floats(1e-3, 1 - 1e-3), st.sampled_from([0, 1]))
def test_the_slope_of_the_cost_of_an_answer(a: float, y: int) -> None:
    found = autograd.grad(lambda a: -y * anp.log(a) - (1 - y) * anp.log(1 - a))(a)
    assert (a - y) / (a * (1 - a)) == pytest.approx(found, rel=1e-12)


def test_the_gradient_on_the_heart_data() -> None:
    X, Y = heart.features_and_labels(heart.load())
    X, _ = heart.standardise(X)
    W, b = anp.linspace(-1, 1, len(X))[None], 0.3

    def cost(both):
        A = 1 / (1 + anp.exp(-(both[0] @ X + both[1])))
        return -anp.mean(Y * anp.log(A) + (1 - Y) * anp.log(1 - A))

    dW, db = autograd.grad(cost)((W, b))
    found_W, found_b = neuron.backward(X, neuron.forward(W, b, X)[1], Y)
    # Means of 303 terms of order one; the logits are below 10, so that 1 − a has kept 12 digits.
    assert found_W == pytest.approx(dW, rel=0, abs=1e-12)
    assert found_b == pytest.approx(db, rel=0, abs=1e-12)
