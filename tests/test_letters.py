"""The letters of a text: each of its formulas is a relation that holds, or a quantity that is declared."""

from __future__ import annotations

import dask.array as da
import numpy as np
import pytest
import sympy as sp

from lrbook.formula import Letters
from lrbook.formula.misreadings import misreadings
from lrbook.formula.tokens import tokens, written

Z = np.array([-2.0, 0.3, 1.5])
Y = np.array([0.0, 1.0, 1.0])


def sigmoid(z: float) -> float:
    return 1 / (1 + np.exp(-z))


A = sigmoid(Z)
LETTERS = {
    "z": Z,
    "a": A,
    "y": Y,
    "r": 0.4,
    r"\sigma": sigmoid,
    r"\frac{da}{dz}": A * (1 - A),
    r"z \leftarrow": Z - 0.4 * A * (1 - A),
    "n": 3,
    "m": 2,
    "w": "a weight",
    "the odds": np.exp(Z),
    "the error of an answer": A - Y,
    "the shape of the features": (3, 2),
    "## Another cost": {"z": Z + 1, "the odds": 5 * A},
}


@pytest.mark.parametrize("kind", [float, complex])
def test_an_array_that_is_not_computed_yet_is_no_letter(kind: type) -> None:
    with pytest.raises(ValueError, match=r"^letters: z is a dask.array.core.Array: .*.compute\(\)"):
        Letters(LETTERS | {"z": da.from_array(Z.astype(kind))})


@pytest.mark.parametrize(
    "tex",
    [
        "z = \\log\\frac{a}{1 - a}",
        "a = \\sigma(z)",
        "a = σ(z), \\qquad \\frac{da}{dz} = a(1 - a).",
        "z \\leftarrow z - r \\cdot \\frac{da}{dz}",
        "\\frac{a}{1 - a}",
        "e^z",
        "a - y",
        "[n, m]",
        "\\sigma(0) = 0.5",
        "z",
        "w",
        "w = 1, y = 0",
        "0 < a < 1",
        "a, y",
        "10^{-5}",
    ],
)
def test_what_the_letters_bear_out_passes(tex: str) -> None:
    assert Letters(LETTERS).read(tex).why == ""


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        ("a = \\sigma(2z)", "a is 0.119203, but .* is 0.0179862 at entry 1, where z = -2"),
        ("z \\leftarrow z + r \\cdot \\frac{da}{dz}", "z is .*, but"),
        ("e^{-z}", "is 7.38906, where z = -2, and no quantity is that; declared are: the error"),
        ("y - a", "no quantity is that"),
        ("[m, n]", r"is \(2, 3\), and no quantity is that"),
        ("u", "u stands for nothing; say in `letters` what it is"),
        ("u > 0", "u stands for nothing"),
        ("w + 1", "w stands for nothing"),
        ("\\frac{a}{1 - a", "} is expected"),
        ("r < \\frac{n}{m}", "don't come close to"),
    ],
)
def test_what_they_do_not_bear_out_is_told(tex: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        assert not Letters(LETTERS).read(tex).why, Letters(LETTERS).read(tex).why


def test_a_section_may_mean_something_else() -> None:
    assert Letters(LETTERS, "Another cost").read("5a").why == ""
    assert "no quantity is that" in Letters(LETTERS).read("5a").why


def test_a_slip_that_would_pass_asks_to_bind_the_formula() -> None:
    letters = Letters(LETTERS | {"the other error": Y - A})
    assert 'exchanged, a - y would be "the other error"; say which one is meant' in letters.read("a - y").why
    assert letters.read("a - y", value=A - Y).why == ""
    assert "is 0.425557, but its expression is -0.425557" in letters.read("y - a", value=A - Y).why


def test_what_is_bound_may_be_symbolic() -> None:
    a, y = sp.symbols("a y")
    letters = Letters(LETTERS | {r"\frac{dC}{da}": (a - y) / (a * (1 - a))})
    assert letters.read("a - y", value=a - y).why == ""
    assert letters.read(r"\frac{dC}{da} = \frac{a - y}{a(1 - a)}").why == ""
    with pytest.raises(ValueError, match="u in it, and letters doesn't say"):
        Letters(LETTERS | {"the cube": sp.Symbol("u") ** 3})


def test_letters_with_the_same_values_are_refused() -> None:
    with pytest.raises(ValueError, match="z and x have the same values"):
        Letters({"z": Z, "x": Z})


def test_a_row_is_a_list_and_a_column_is_not() -> None:
    assert Letters({"x": [[1.0, 2.0]], "twice that": [2.0, 4.0]}).read("2x").why == ""
    assert Letters({"x": [[1.0], [2.0]], "twice that": [2.0, 4.0]}).read("2x").why


def test_what_is_shown_is_told() -> None:
    assert "the odds" in Letters(LETTERS).read("e^z").shows
    assert "the odds" not in Letters(LETTERS).read("a - y").shows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The answer is a = σ(z), and da/dz = a(1 − a).", ["a = σ(z)", "\\frac{da}{dz} = a(1 − a)"]),
        ("σ(z) = 1/(1 + e⁻ᶻ) or 1/(1+e^(-z)) of a 2-D x-axis", ["σ(z) = 1/(1 + e⁻ᶻ)", "1/(1+e^(-z))"]),
        ("An a = sigma(z) (approximately), and so/so.", ["a = \\sigma (z)"]),
        ("If z > 0, it is a yes; target = 1 is left - it is words.", ["z > 0"]),
    ],
)
def test_formulas_are_found_in_plain_text(text: str, found: list[str]) -> None:
    read = list(Letters(LETTERS | {"the probability": A}).in_text(text))
    assert [tex for tex, _ in read] == found
    assert [reading.why for _, reading in read] == [""] * len(found)


def test_a_text_may_be_a_law_and_nothing_else() -> None:
    letters = Letters(LETTERS)
    assert letters.law("da/dz = a(1 − a)") == "\\frac{da}{dz} = a(1 − a)"
    assert letters.law("a = 1 (approximately)") == letters.law("a = 1") == letters.law("a = … y") == ""


def test_slips_of_an_expression() -> None:
    found = {written(signs) for signs, _ in misreadings(tokens("\\frac{1}{m} (a - y) X^T"), dict.fromkeys("mayXx", 0))}
    assert {
        "\\frac{m}{1}(a-y)X^T",
        "\\frac{1}{m}(a+y)X^T",
        "\\frac{1}{m}(y-a)X^T",
        "\\frac{1}{m}(a-y)X",
        "\\frac{1}{m}(a-y)x^T",
        "\\frac{2}{m}(a-y)X^T",
        "\\frac{1}{m}X^T",
        "(a-y)X^T",
    } <= found


def test_what_holds_in_one_case_is_compared_in_that_case() -> None:
    letters = Letters({"t": [0.0, 1.0, 2.0], "c": [5.0, 3.0, 1.8], "c_0": 5.0})
    assert [reading.why for _, reading in letters.in_text("At t = 0, c = c₀.")] == ["", ""]
    assert letters.read(r"c = c_0 \text{ at } t = 0").why == ""
    assert "c is 1.8, but c_0 is 5" in [reading.why for _, reading in letters.in_text("At t = 0 it is. But c = c₀.")][1]
    assert "no case of t is 4" in letters.read(r"c = c_0 \text{ at } t = 4").why
    assert "c is 3" in letters.read(r"c = c_0 \text{ at } t = 1").why
    assert "behind `at` stands a letter" in letters.read(r"c = c_0 \text{ at } c_0 = 5").why


def test_how_large_a_letter_is_in_a_case_is_so_there() -> None:
    letters = Letters({"t": [0.0, 1.0, 1.0], "c": [5.0, 3.0, 1.8], "c_0": 5.0})
    for told in (
        "c = 5 at t = 0",
        "c = 3 at t = 1",
        "c = 2 at t = 1",
        "c = 9 at t = 4",
        "c_0 = 9 at t = 0",
        "t = 1 at t = 1",
    ):
        assert letters.read(told.replace("at", r"\text{ at }")).why == ""
    assert letters.read(r"c = 4 \text{ at } t = 0").why == "c is 5 there"
    assert [reading.why for _, reading in letters.in_text("At t = 0, c = 5. At t = 1, c = 5.")] == [
        *("", "", ""),
        "c is 3 there",
    ]


def test_a_chemical_formula_and_an_order_of_growth_are_told_and_not_computed() -> None:
    letters = Letters({"n": [2.0, 5.0], "O": "an order of growth"})
    for tex in (
        r"\mathrm{C_6H_{12}O_6}",
        r"\mathrm{H_2O}",
        r"\mathrm{Ca^{2+}}",
        r"O(n \log n)",
        "O(n)",
        "O((n + 1) n)",
    ):
        assert letters.read(tex).why == "", tex
    for tex in (r"\mathrm{MSE}", "C", r"O(n) + n", "O(n)(n)", r"\log(n)", "n(n)"):
        assert letters.read(tex).why, tex
