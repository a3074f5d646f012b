"""Sums over blocks: the neuron's own cost and gradient, whatever the blocks, from memory and from a file."""

import subprocess
import sys
import textwrap

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrbook import sums
from lrbook.descent import gradient_descent
from lrbook.heart import features_and_labels, load, standardise
from lrbook.neuron import backward, cost, forward
from lrbook.sums import block_sums, blocks, descend, in_memory, totals_of


def examples(m, n=3, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, m)), (rng.random((1, m)) < 0.4).astype(float)


@given(st.integers(1, 40), st.integers(1, 5), st.integers(0, 2**31))
def test_a_blocks_sums_are_those_of_the_neuron(m, n, seed):
    X, Y = examples(m, n, seed)
    w = 3 * np.random.default_rng(seed).standard_normal(n + 1)
    Z, A = forward(w[np.newaxis, :-1], w[-1], X)
    dW, db = backward(X, A, Y)
    # At most 40 numbers of a few units, in another order.
    np.testing.assert_allclose(block_sums(w, X, Y) / m, [*dW[0], db, cost(Z, Y)], rtol=0, atol=1e-12)


@given(st.integers(1, 60), st.integers(1, 70))
def test_blocks_add_up(m, size):
    X, Y = examples(m)
    parts = list(blocks(X, Y, size))
    np.testing.assert_array_equal(np.hstack([x for x, _ in parts]), X)
    np.testing.assert_array_equal(np.hstack([y for _, y in parts]), Y)
    assert all(x.shape[1] == size for x, _ in parts[:-1])
    w = np.array([0.5, -1.0, 2.0, 0.1])
    added = sum(block_sums(w, x, y) for x, y in parts)
    np.testing.assert_allclose(added, block_sums(w, X, Y), rtol=0, atol=1e-12)


def test_many_blocks_in_memory_add_up():
    X, Y = examples(3 * sums.IN_CACHE + 5)
    w = np.array([0.5, -1.0, 2.0, 0.1])
    np.testing.assert_allclose(in_memory(w, X, Y), block_sums(w, X, Y), rtol=1e-12)


@given(st.integers(1, 200), st.floats(0, 40), st.integers(0, 2**31))
def test_the_cost_of_sure_answers_is_right_to_a_rounding_each(m, sure, seed):
    """A cost of e^(−40) is less than what a number near 1 can tell. And |z|/2 and (1/2 − y)z cancel to a rounding."""
    X, Y = examples(m, 1, seed)
    X = sure * np.where(Y == 1, 1, -1) + X
    wanted = cost(X, Y) * m
    assert block_sums(np.array([1.0, 0.0]), X, Y)[-1] == pytest.approx(wanted, rel=1e-12, abs=4e-16 * m * (1 + sure))


def test_huge_logits_cost_what_they_cost():
    with np.errstate(all="raise", under="ignore"):
        found = block_sums(np.array([1.0, 0.0]), np.array([[1e6, -1e6]]), np.array([[0.0, 0.0]]))
    assert found.tolist() == [1e6, 1.0, 1e6]


def test_descent_on_sums_is_gradient_descent():
    X, Y = features_and_labels(load())
    scaled, _ = standardise(X)
    run, wanted = descend(totals_of(scaled, Y), 13, 303, 0.1, 300), gradient_descent(scaled, Y, 0.1, 300)
    np.testing.assert_allclose(run.W, wanted.W, rtol=1e-12)
    assert run.b == pytest.approx(wanted.b, rel=1e-12)
    np.testing.assert_allclose(run.costs, wanted.costs, rtol=1e-12)
    np.testing.assert_allclose(run.path, wanted.path, rtol=0, atol=1e-12)


def test_a_mapped_file_is_read_in_blocks_and_gives_the_same(tmp_path, monkeypatch):
    X, Y = examples(10_000)
    np.save(tmp_path / "X.npy", X)
    mapped = np.load(tmp_path / "X.npy", mmap_mode="r")
    monkeypatch.setattr(sums, "IN_MEMORY", 1500)
    read = []
    monkeypatch.setattr(sums, "in_memory", lambda w, x, y: read.append(x.shape[1]) or in_memory(w, x, y))
    for given_ in (mapped, np.asarray(mapped)):
        read.clear()
        found = totals_of(given_, Y)(np.array([0.5, -1.0, 2.0, 0.1]))
        assert read == [1500] * 6 + [1000]
        np.testing.assert_allclose(found, in_memory(np.array([0.5, -1.0, 2.0, 0.1]), X, Y), rtol=1e-12)


BOUND = 64 << 20
"""So many bytes the descent below may take, on a file of more than three times as many."""


def test_the_memory_that_a_file_takes_is_bounded(tmp_path):
    m, rng = 2_000_000, np.random.default_rng(0)
    X = np.lib.format.open_memmap(tmp_path / "X.npy", "w+", np.float64, (13, m))
    for row in X:
        row[:] = rng.standard_normal(m)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(OUT_OF_CORE), str(tmp_path / "X.npy"), str(m)],
        capture_output=True,
        text=True,
        check=True,
    )
    taken, size, *costs = map(float, done.stdout.split())
    assert size > 3 * BOUND
    assert taken < BOUND
    assert (np.diff(costs) < 0).all()


OUT_OF_CORE = """
    import re, sys
    from pathlib import Path
    import numpy as np
    from lrbook.sums import descend, totals_of

    def peak():  # the most that this process has had in memory so far, the parts of mapped files among it
        return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) << 10

    path, m = sys.argv[1], int(sys.argv[2])
    X, Y = np.load(path, mmap_mode="r"), np.zeros((1, m))
    Y[0, ::3] = 1
    totals = totals_of(X, Y)
    before = peak()
    run = descend(totals, 13, m, 0.5, 2)
    print(peak() - before, X.nbytes, *run.costs)
"""


def test_what_is_refused():
    X, Y = examples(5)
    for call, message in [
        (lambda: totals_of(X, Y[:, :4]), "Y has shape"),
        (lambda: totals_of(X, Y + 1), "every label must be 0 or 1"),
        (lambda: totals_of(X[0], Y), "X has shape"),
        (lambda: descend(totals_of(X * np.nan, Y), 3, 5, 0.1, 2), "the sum holds NaN or infinity: look for missing"),
        (lambda: descend(totals_of(X, Y), 3, 5, 0, 2), "rate is 0"),
        (lambda: descend(totals_of(X, Y), 3, 5, 0.1, -2), "steps is -2"),
        (lambda: descend(totals_of(X, Y), -3, 5, 0.1, 2), "n is -3"),
    ]:
        with pytest.raises(ValueError, match=message):
            call()
