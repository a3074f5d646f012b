"""What mutants showed to be unguarded in derivations: what a message names, and how the ends of a domain are read."""

from __future__ import annotations

import re

import pytest
import sympy as sp

from lrbook.derivation import DerivationError, derive, equal, expand

x = sp.Symbol("x", real=True)
HOME = {x: (1, 9)}


def test_a_step_that_is_not_exact_is_named_by_its_number() -> None:
    with pytest.raises(ValueError, match=r"^step 1 has"):
        derive(x, (0.1 * x, expand()), domain=HOME)


@pytest.mark.parametrize("sign", [-1, 1])
def test_both_sides_are_shown_with_the_digits_that_tell_them_apart(sign: int) -> None:
    with pytest.raises(DerivationError) as told:
        equal(x**2, x**2 + sign * x / 10**9, HOME)
    this, that = re.search(r"they are (\S+) and (\S+)$", str(told.value)).groups()
    assert this != that


def test_a_small_difference_of_small_values_is_wrong_and_not_only_unproven() -> None:
    with pytest.raises(DerivationError, match="is wrong"):
        equal(x / 10**30, x / 10**30 + x / 10**45, HOME)


@pytest.mark.parametrize("ends", [(0, 2**0.5), (2**0.5, 3), (-(2**0.5), 2)])
def test_the_ends_of_a_domain_are_the_numbers_that_are_given(ends) -> None:
    assert equal(x + 1 - 1, x, {x: ends})
