"""A fact can't be turned round unseen: what its words say is what its expression compares."""

from __future__ import annotations

import ast

import pytest

from lrbook.press.check.directions import ways
from lrbook.press.check.stated import Stated
from lrbook.press.rules import turned_round


def message(shown: str, expression: str, *, counter: bool = False) -> str:
    """Return what the rule says of a fact that is so."""
    return turned_round.expression(Stated("", shown, expression, counter=counter), not counter)


@pytest.mark.parametrize(
    ("shown", "expression"),
    [
        ("rises at every step", "(np.diff(downhill) < 0).all()"),
        ("slower", "vectors < loops"),
        ("disease", "match.inverted"),
        ("the same sign", "np.allclose(W_ill, -W)"),
        ("lower", "a < b and c > d"),
        ("5 s", "t < 5"),
        ("higher", "not a > b"),
        ("the same", "a != b"),
        ("differ", "abs(a - b) < 1e-9"),
        ("outside", "low < share < high"),
        ("falls at every step", "after < before"),
        ("not lower", "a < b"),
        ("does not arrive", "arrives(x)"),
        ("at least", "gap(a, b) <= eps"),
    ],
)
def test_a_fact_that_says_another_thing_is_named(shown: str, expression: str) -> None:
    assert message(shown, expression)


@pytest.mark.parametrize(
    ("shown", "expression"),
    [
        ("falls at every step", "(np.diff(downhill) < 0).all()"),
        ("the opposite sign", "np.allclose(W_ill, -W)"),
        ("higher everywhere", "curvature.min() > 0"),
        ("under 5 s", "t < 5"),
        ("below 40", "40 > cost(x)"),
        ("not higher", "not a > b"),
        ("at most as large", "a < b"),
        ("they agree", "abs(a - b) < 1e-9"),
        ("less than a billionth", "abs(a - b) < 1e-9"),
        ("the same for each", "all(equal(a, b) for a, b in pairs)"),
        ("differ", "not np.array_equal(a, b)"),
        ("lies inside", "low < share < high"),
        ("does not arrive", "not arrives(x)"),
        ("no longer rises", "not a > b"),
    ],
)
def test_a_fact_that_says_what_it_compares_passes(shown: str, expression: str) -> None:
    assert message(shown, expression) == ""


@pytest.mark.parametrize(("shown", "so"), [("does not rise", True), ("is not", True), ("rises", False), ("is", False)])
def test_a_counter_example_denies(shown: str, so: bool) -> None:
    assert (message(shown, "after > before", counter=True) == "") is so


def test_a_mend_is_offered() -> None:
    mend = '[arrives]{="arrives" if walk(x) else "…"}'
    assert mend in message("arrives", "walk(x)")


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        ("not (a < b)", {"≥"}),
        ("np.all(a > b)", {">"}),
        ("abs(a - b).max() <= 1e-9", {"≤", "="}),
        ("0.5 != x", {"≠"}),
        ("-x == y", {"±"}),
        ("x == -1", {"="}),
        ("x in box", {"in"}),
        ("good", {"?"}),
    ],
)
def test_the_comparisons_of_an_expression_are_known(expression: str, made: set[str]) -> None:
    assert set(ways(ast.parse(expression, mode="eval").body)) == made
