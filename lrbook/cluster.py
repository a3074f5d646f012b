"""Beyond the article: the same sums over blocks of examples that lie on many machines. It needs the extra `dask`.

Dask's scheduler hands out the work, and does it again elsewhere if a machine is lost. Where the workers are is said in
one line, before the descent:

    dask.config.set(scheduler="threads")                               # threads of this process
    client = distributed.Client()                                      # processes of this machine
    client = distributed.Client(scheduler_file="scheduler.json")       # a cluster
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lrbook._checks import Matrix, not_turned
from lrbook.sums import Totals, in_memory

if TYPE_CHECKING:
    import dask.array as da


def totals_of_chunks(X: da.Array, Y: da.Array) -> Totals:
    """Return what sums over examples in chunks, X and Y, where the chunks are.

    Only w goes to the workers and only sums come back. They are added in the order of the chunks, whoever is done
    first, so that the result is the same on any number of workers.

    Raises:
        ValueError: If X and Y are not Dask's arrays of two dimensions, or their chunks differ, or a chunk holds a part
            of the features only.
        ModuleNotFoundError: If Dask is not installed: `pip install -e '.[dask]'` in a clone of the book.
    """
    import dask

    for name, value in (("X", X), ("Y", Y)):
        if not hasattr(value, "to_delayed") or value.ndim != 2:
            raise ValueError(f"{name} is a {type(value).__name__}: give an array of dask.array with two dimensions")
    not_turned(X.shape, "Y", Y.shape, axis=1)
    if len(X.chunks[0]) != 1 or Y.shape[0] != 1 or X.chunks[1] != Y.chunks[1]:
        chunks = f"X has chunks {X.chunks} and Y {Y.chunks}"
        raise ValueError(f"{chunks}: give both the same blocks of examples, with X.rechunk({{0: -1}})")
    pairs = list(zip(X.to_delayed()[0], Y.to_delayed()[0], strict=True))
    part = dask.delayed(in_memory, pure=False)

    def totals(w: Matrix) -> Matrix:
        found: Matrix = np.add.reduce(dask.compute(*(part(w, x, y) for x, y in pairs)))
        return found

    return totals
