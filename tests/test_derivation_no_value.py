"""Places where a line has no value: found, and told as what they are, also where a divisor has none itself."""

from __future__ import annotations

import pytest
import sympy as sp

from lrbook.derivation import DerivationError, equal

x = sp.Symbol("x", real=True)
y = sp.Symbol("y", integer=True, nonnegative=True)


@pytest.mark.parametrize("line", [1 / y, 1 / (1 + sp.exp(1 / y)), sp.log(2 + sp.exp(1 / y))])
def test_a_label_for_which_there_is_no_value_is_named(line: sp.Expr) -> None:
    with pytest.raises(DerivationError, match=r"not always two real numbers; at y = 0\.0 they are"):
        equal(line, line, {y: {0, 1}})


@pytest.mark.parametrize("zero", [x, x - 1, sp.cos(2 * x)])
def test_a_divisor_that_is_zero_in_the_interval_is_named(zero: sp.Expr) -> None:
    with pytest.raises(DerivationError, match=r"has no value where .* = 0"):
        equal(1 / zero, 1 / zero, {x: (-2, 3)})
