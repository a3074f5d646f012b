"""The descent on Dask's workers: the same weights as in memory, though one of them is killed on the way."""

import os
import signal

import dask
import dask.array as da
import numpy as np
import pytest
from distributed import Client, LocalCluster

from lrbook.cluster import totals_of_chunks
from lrbook.heart import features_and_labels, load, standardise
from lrbook.sums import descend, totals_of


@pytest.fixture(scope="module")
def patients():
    X, Y = features_and_labels(load())
    return standardise(X)[0], Y


def chunks(X, Y, size):
    return da.from_array(X, chunks=(-1, size)), da.from_array(Y, chunks=(1, size))


@pytest.mark.parametrize("size", [303, 50, 7])
def test_threads_find_the_same_weights_as_one(patients, size):
    X, Y = patients
    wanted = descend(totals_of(X, Y), 13, 303, 0.5, 60)
    found = descend(totals_of_chunks(*chunks(X, Y, size)), 13, 303, 0.5, 60)
    np.testing.assert_allclose(found.W, wanted.W, rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.costs, wanted.costs, rtol=0, atol=1e-12)


def test_the_order_of_the_workers_does_not_matter(patients):
    with dask.config.set(scheduler="synchronous"):
        one = descend(totals_of_chunks(*chunks(*patients, 20)), 13, 303, 0.5, 20)
    with dask.config.set(scheduler="threads", num_workers=4):
        other = descend(totals_of_chunks(*chunks(*patients, 20)), 13, 303, 0.5, 20)
    np.testing.assert_array_equal(one.W, other.W)
    np.testing.assert_array_equal(one.costs, other.costs)


def test_a_worker_that_is_killed_changes_nothing(patients):
    X, Y = patients
    wanted = descend(totals_of(X, Y), 13, 303, 0.5, 30)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        client.wait_for_workers(2)
        parts = [each.persist() for each in chunks(X, Y, 30)]
        totals, killed = totals_of_chunks(*parts), []

        def interrupted(w):
            if not killed and np.abs(w).sum() > 1:  # some steps from the start
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)
            return totals(w)

        found = descend(interrupted, 13, 303, 0.5, 30)
        pids = client.run(os.getpid).values()
    assert killed
    assert killed[0] not in pids
    np.testing.assert_allclose(found.W, wanted.W, rtol=0, atol=1e-12)
    assert found.b == pytest.approx(wanted.b, rel=0, abs=1e-12)


def test_what_is_refused(patients):
    X, Y = (da.from_array(each, chunks=(-1, 100)) for each in patients)
    for given, message in [
        ((patients[0], Y), "X is a ndarray: give an array of dask.array with two dimensions"),
        ((X, Y[0]), "Y is a Array: give an array of dask.array with two dimensions"),
        ((X, Y.rechunk((1, 50))), r"X has chunks .* and Y .*: give both the same blocks of examples"),
        ((X.rechunk((5, 100)), Y), r"give both the same blocks of examples, with X.rechunk\({0: -1}\)"),
        ((X, X), "give both the same blocks"),
    ]:
        with pytest.raises(ValueError, match=message):
            totals_of_chunks(*given)
