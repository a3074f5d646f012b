"""McNemar's exact test, against statsmodels and by counting every way the coins can fall."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar as peer

from lrbook.descent import gradient_descent
from lrbook.evaluation import held_out
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import forward
from lrbook.paired import mcnemar


def answers(only_first, only_second, both, neither):
    """Make the answers of two, and the labels, with so many patients of each kind."""
    right = np.repeat([[1, 0], [0, 1], [1, 1], [0, 0]], [only_first, only_second, both, neither], axis=0)
    Y = np.arange(len(right))[np.newaxis] % 2.0
    return *(np.where(column == 1, Y, 1 - Y) for column in right.T), Y


counts = st.integers(0, 40)


@given(counts, counts, counts, counts)
def test_it_is_that_of_statsmodels_and_of_scipy(only_first, only_second, both, neither):
    if only_first + only_second + both + neither == 0:
        return
    found = mcnemar(*answers(only_first, only_second, both, neither))
    assert (found.only_first, found.only_second) == (only_first, only_second)
    wanted = peer([[both, only_first], [only_second, neither]], exact=True).pvalue if only_first + only_second else 1.0
    assert found.p == pytest.approx(wanted, rel=1e-12)
    if only_first + only_second:
        assert found.p == pytest.approx(binomtest(only_first, only_first + only_second).pvalue, rel=1e-12)


@pytest.mark.parametrize(("one", "other"), [(0, 5), (7, 1), (3, 3), (2, 6)])
def test_it_counts_the_ways_in_which_coins_fall_as_unevenly(one, other):
    falls = [sum(fall) for fall in product([0, 1], repeat=one + other)]
    as_uneven = sum(abs(2 * heads - one - other) >= abs(one - other) for heads in falls)
    assert mcnemar(*answers(one, other, 2, 2)).p == as_uneven / len(falls)


def test_the_answers_learnt_and_held_out_differ_in_7_patients_against_1():
    X, Y = features_and_labels(load())
    scaled, _ = standardise(X)
    run = gradient_descent(scaled, Y, 0.1, 300)
    found = mcnemar(forward(run.W, run.b, scaled)[1], held_out(X, Y, 0.1, 300), Y)
    assert (found.only_first, found.only_second) == (7, 1)
    assert found.p == 2 * (1 + 8) / 2**8


def test_what_is_refused():
    A, Y = [[0.2, 0.8]], [[0, 1]]
    for given_, message in [
        ((A, [[0.2]], Y), r"first has shape \[1, 2\] and second \[1, 1\]: ask both the same"),
        ((A, A, [[0, 1, 1]]), "Y has shape"),
        ((A, [[0.2, 1.8]], Y), "outside 0 to 1"),
        ((A, A, [[0, 2]]), "every label must be 0 or 1"),
    ]:
        with pytest.raises(ValueError, match=message):
            mcnemar(*given_)
