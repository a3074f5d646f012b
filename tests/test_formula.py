"""Formulas as they are printed: what LaTeX says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from lrbook.formula import holds

X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
W = np.array([[0.5, -2.0]])
NAMES: dict[str, Any] = {
    "a": 0.25,
    "b": 3.0,
    "x": -2.0,
    "m": 3.0,
    "X": X,
    "W": W,
    "f": lambda x, y: x - y,
    "dZ": 7.0,
    "Z": 5.0,
    "a_j": np.array([1.0, 2.0, 4.0]),
    "y_j": np.array([1.0, 0.0, 1.0]),
    r"\frac{da}{db}": 11.0,
    r"\dots": 100.0,
}


@pytest.mark.parametrize(
    ("tex", "value"),
    [
        ("2 + 3 \\cdot 4 - 5", 9),
        ("-x^2", -4),
        ("(1 - x)^2", 9),
        ("2x^{1 + 2}", -16),
        ("-\\frac{1}{a}b", -12),
        ("\\frac1a", 4),
        ("\\log e^2", 2),
        ("\\log(1 + a) b", 3 * np.log(1.25)),
        ("\\sin b", np.sin(3)),
        ("\\max(x, a)", 0.25),
        ("|x| + |x - 1|", 5),
        ("f(a, b) b", -8.25),
        ("dZ - Z", 2),
        ("\\frac{da}{db}", 11),
        ("a + \\dots + b", 103.25),
        ("\\sum_{j=1}^{m} \\bigl( y_j a_j + 1 \\bigr)", 8),
        ("\\frac{1}{2}\\sum_j a_j\\, y_j - 1", 1.5),
        ("\\left( a \\right) \\quad", 0.25),
        ("WX", W @ X),
        ("X^{T}", X.T),
        ("X^TW^T", X.T @ W.T),
        ("\\sum X", X.sum(axis=1)),
    ],
)
def test_latex_is_computed_as_it_is_written(tex: str, value: Any) -> None:
    names = NAMES | {"v": value}
    assert holds(f"v = {tex}", names)
    assert holds(f"{tex} = v", names)
    assert not holds(f"{tex} = v", names | {"v": value + 1e-6})


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.1, 5))
def test_it_agrees_with_sympy(x: float, y: float, a: float) -> None:
    s, t, u = sp.symbols("x y a", real=True)
    expression = (s - 2 * t) ** 3 / (1 + u) + sp.exp(-s) * sp.log(u) - s * t
    names = {"x": x + np.array([0, 0.7, 1.9]), "y": y + np.array([0, 1.3, 0.4]), "a": a + np.array([0, 0.6, 2.1])}
    value = sp.lambdify([s, t, u], expression)(*names.values())
    assert holds(f"v = {sp.latex(expression)}", names | {"v": value})


@pytest.mark.parametrize(
    ("tex", "names", "message"),
    [
        ("y = x^7 + 3", {"x": 1.0, "y": 4.0}, "with 8 in the place of .*it holds, too; give other values"),
        ("y = x - a", {"x": 2.0, "a": 0.0, "y": 2.0}, r"with \+ in the place of"),
        ("y = x^2", {"x": np.array([]), "y": np.array([])}, "x is empty"),
        ("y = x^10", {"x": 2.0, "y": 0.0}, "only 1 of 10"),
        ("y = \\frac123 x", {"x": 2.0, "y": 123.0}, "only 1 of 123"),
        ("y = 10 000", {"y": 0.0}, "a number stands beside 10"),
        ("y = 2\\frac{1}{2}", {"y": 1.0}, "a number stands beside 2"),
        ("y = \\log 2x", {"x": 2.0, "y": 1.4}, "does .log reach to x"),
        ("y = W^T", {"W": 6.0, "y": 6.0}, "no matrix"),
        ("y = X^2", {"X": X, "y": X * X}, "a matrix is raised to a power"),
        ("y = ||x||", {"x": 2.0, "y": 2.0}, "can't be read"),
        ("y = \\sum_{j=2}^{m} a_j", {"a_j": X[0], "m": 3, "y": 6.0}, "a sum begins with j = 1 here, not with j=2"),
        ("y = \\sum_{j=1}^{m - 1} a_j", {"a_j": X[0], "m": 3, "y": 6.0}, "it sums to 2.0, but there are 3"),
        ("y = \\sum_{i} a_j", {"a_j": X[0], "y": 6.0}, "it sums over i, which is not the last index"),
        ("y = \\sum_{a} a_j", {"a_j": X[0], "y": 6.0}, "it sums over a, which is not the last index"),
        ("y = \\sum_{i} a_{ij}", {"a_{ij}": X[0], "y": 6.0}, "it sums over i, which is not the last index"),
    ],
)
def test_what_checks_nothing_or_reads_otherwise_is_refused(tex: str, names: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        holds(tex, names)


def test_what_is_tiny_is_not_zero() -> None:
    assert not holds("a = 0", {"a": 1e-20})
    assert not holds("a = b", {"a": 1e-13, "b": 9e-13})


@pytest.mark.parametrize(
    ("tex", "truth"),
    [
        ("1 < 2 < b", True),
        ("1 < b < 2", False),
        ("b > 2 = 1 + 1", True),
        ("a < a", False),
        ("x \\le a < b", True),
        ("b \\ge x \\ne x", False),
        ("a \\leq x", False),
    ],
)
def test_every_relation_of_a_chain_counts(tex: str, truth: bool) -> None:
    assert holds(tex, NAMES) == truth


def test_a_step_is_true_of_what_comes_after_it() -> None:
    assert holds("x \\leftarrow x - a", NAMES, after={"x": -2.25})
    assert not holds("x \\leftarrow x + a", NAMES, after={"x": -2.25})


def test_each_entry_counts_however_large_another_one_is() -> None:
    names = {"x": [40.0, 0.5, 1.0], "y": [np.exp(40), 9.0, 7.0]}
    assert not holds("y = e^x", names)
    assert holds("y = e^x", {"x": names["x"], "y": np.exp(names["x"])})
    with pytest.raises(ValueError, match=r"e\^x is not finite, where x = 800"):
        holds("y = e^x", {"x": 800.0, "y": 3.0})


def test_a_bound_that_is_computed_is_met_closely() -> None:
    assert holds(r"r < \frac{2}{L}", {"r": [0.1, 1.995], "L": 1})
    assert holds(r"r \le \frac{2}{L}", {"r": [0.1, 2], "L": 1})
    assert holds("a < x", {"a": 1, "x": 3})  # that is all it says


def test_shapes_must_agree_too() -> None:
    assert not holds("W = X", {"W": np.ones((1, 3)), "X": np.ones((3, 1))})
    assert holds("W = 1", {"W": np.ones((1, 3))})


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        ("a + b", "has no relation"),
        ("a = c", "c stands for nothing"),
        ("a = a_k", "a stands for nothing|_ is not expected"),
        ("a = \\beta", "stands for nothing"),
        ("a = (b", r"\) is expected"),
        ("a = \\frac{1}", "the end stands for nothing"),
        ("a = b)", "is not expected"),
        ("a = b!!", "! stands for nothing"),
        ("a = b ¿ 1", "'¿' can't be read"),
        ("a \\leftarrow b", "after"),
        ("a =", "the end stands for nothing"),
    ],
)
def test_what_can_not_be_read_is_refused(tex: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        holds(tex, NAMES)
