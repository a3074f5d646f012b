"""A folder for what pages write on the side. It is cleared away when this process ends, however it ends."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from lrbook.press.sessions import waiter


@contextmanager
def used() -> Iterator[None]:
    """Let what makes temporary files by itself make them in the folder."""
    before, tempfile.tempdir = tempfile.tempdir, folder()
    try:
        yield
    finally:
        tempfile.tempdir = before


@cache
def folder() -> str:
    """Return the folder."""
    path = tempfile.mkdtemp(prefix="lrbook-")
    waiter.clear_away(path)
    return path
