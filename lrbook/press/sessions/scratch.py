"""A folder for what pages write on the side. It is cleared away when this process ends, however it ends."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.util import Finalize

SWEEP = "import shutil, sys; sys.stdin.read(); shutil.rmtree(sys.argv[1], ignore_errors=True)"
LAST = -200
"""The folder goes when multiprocessing has cleared away what it has there itself, which it does at -100."""


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
    """Return the folder. A process waits beside this one, which even a kill does not reach, and clears it away."""
    path = tempfile.mkdtemp(prefix="lrbook-")
    command = [sys.executable, "-I", "-S", "-c", SWEEP, path]
    sweeper = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    Finalize(None, sweeper.communicate, exitpriority=LAST)
    return path
