"""What is read in the source of a formula: its numbers, and what it relates."""

from __future__ import annotations

import pytest

from lrbook.press.check.tex import COMPUTED, typed_in_formula, unchecked_relations


@pytest.mark.parametrize(
    ("tex", "numbers"),
    [
        ("x^2 + 3", []),
        ("y(5) = 8", ["8"]),
        ("x = 5, \\quad y(5) = 8", ["8"]),
        ("x = -12.5 - 3.84", ["-12.5", "3.84"]),
        ("y(5) = −8", ["−8"]),
        ("x = 5", []),
        ("10^{6}", []),
        ("10.5", ["10.5"]),
        ("100", ["100"]),
        ("z \\approx 1", []),
        ("\\sigma(z) \\approx 1", ["1"]),
        ("x_{28}^{39} = y", ["39"]),
        ("y = {}^{39}", ["39"]),
        ("9\\hspace{1pt}7", ["97"]),
        ("9{\\,}7", ["97"]),
        ("9\\kern 1pt7", ["97"]),
        ("9\\relax7", ["97"]),
        ("{9}{7}", ["97"]),
        ("\\mathbf{9}\\mathbf{7}", ["97"]),
        ("9.\\,7", ["9.7"]),
        ("\\frac{1}{2} + \\frac 1 2 + \\binom{3}{2} + \\sqrt[3]{8} + x^{2} 3 + a_1 2 + 1 \\quad 2", []),
        (f"g = {COMPUTED}\\,\\mathrm{{m/s^2}}", []),
        ("\\mathrm{for 97 m}", ["97"]),
        ("x \\to 0", []),
    ],
)
def test_typed_in_formula(tex, numbers) -> None:
    assert typed_in_formula(tex) == numbers


@pytest.mark.parametrize(
    ("tex", "unchecked"),
    [
        ("x = 5", []),
        ("y = 0, \\quad a' < 1", []),
        ("x_0 = -2", []),
        ("a = p", ["a = p"]),
        ("e < 2", ["e < 2"]),
        ("x ≤ 2x", ["x ≤ 2x"]),
        ("x \\leqslant 2x", ["x \\leqslant 2x"]),
        ("\\frac{dy}{dx} = x", ["\\frac{dy}{dx} = x"]),
        (f"5^2 + 4 = {COMPUTED}", [f"5^2 + 4 = {COMPUTED}"]),
        (f"y(5) = {COMPUTED}", []),
        ("\\frac{dy}{dx} = 0", []),
        ("h = 10^{-5}", []),
        (f"\\log 10 = {COMPUTED}", [f"\\log 10 = {COMPUTED}"]),
        (f"{COMPUTED}, \\qquad {COMPUTED}.", []),
        ("a(1 - a)", []),
        ("y = x^2", ["y = x^2"]),
        ("x^2 = y", ["x^2 = y"]),
        (f"{COMPUTED} = x^2", [f"{COMPUTED} = x^2"]),
        ("x = 5, \\qquad y = 2x", ["y = 2x"]),
        ("x \\leftarrow x - r", ["x \\leftarrow x - r"]),
        ("r < \\frac{2}{L}", ["r < \\frac{2}{L}"]),
        ("a \\approx b + c", ["a \\approx b + c"]),
        ("a \\ne b^2", ["a \\ne b^2"]),
        ("z = WX", ["z = WX"]),
        (f"z = 3 \\cdot {COMPUTED}", [f"z = 3 \\cdot {COMPUTED}"]),
        (f"{COMPUTED}^2 = z", [f"{COMPUTED}^2 = z"]),
        ("\\begin{aligned} y &= 0 \\\\ y' &= 2x \\end{aligned}", ["y' = 2x"]),
        ("f(x) = 5", ["f(x) = 5"]),
        ("f: \\mathbb{R} \\to \\mathbb{R}", []),
        ("f: x \\mapsto x^2", []),
        ("i = 1, \\dots, n", []),
        ("i = 1, 2, \\ldots, n", []),
        ("i = n, \\dots, n + 1 = 3", ["i = n, \\dots, n + 1 = 3"]),
    ],
)
def test_a_relation_wants_a_check_unless_it_is_a_condition(tex, unchecked) -> None:
    assert list(unchecked_relations(tex)) == unchecked
