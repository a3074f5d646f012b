"""Whether the book finds an error, or else the tests.

Each judgement has a process of its own, forked from one that has imported all but the mathematics: that is why it takes
a second, and not ten. The check ends with the first fault that names a page, as a whole one could only find more; so
the pages that are likely to have one are looked at first.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from lrbook.mutation import ROOT, TESTED_WITH, path_of
from lrbook.mutation.mutants import Mutant
from lrbook.mutation.planting import plant
from lrbook.press.check import pages, settings
from lrbook.press.check.book import Book
from lrbook.press.check.faults import Fault
from lrbook.press.sessions import session

CONTEXT = multiprocessing.get_context("forkserver")
PRELOADED = [
    *("numpy", "pandas", "sympy.physics.units", "sympy.tensor.tensor", "mpmath"),
    *("matplotlib.figure", "matplotlib.backends.backend_svg", "pymdownx.superfences", "pymdownx.highlight"),
    *("pytest", "hypothesis.strategies", "sklearn.linear_model", "statsmodels.api", "autograd.numpy"),
    __name__,
]
"""What takes long to import, and is no part of what is measured."""

SECONDS = 600.0
"""How long a check, or a run of tests, may take. A page that runs too long is a fault much earlier."""
MEMORY = 8 << 30
"""How many bytes it may take."""


@dataclass(frozen=True)
class Judgement:
    """What became of a mutant: `killed`, `survived`, `timeout` or `unnamed`; by what; and after how many seconds.

    `unnamed` is an error with which the book's check fails, but names no page. That does not count as found.
    """

    fate: str
    by: str = ""
    seconds: float = 0.0


def judge(mutant: Mutant, stage: str, first: Sequence[str] = (), root: Path = ROOT) -> Judgement:
    """Return what becomes of a mutant in the `book`, which looks at some pages `first`, or in the `tests`."""
    CONTEXT.set_forkserver_preload(PRELOADED)
    ours, theirs = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_answer, args=(theirs, mutant, stage, first, root))
    start = time.monotonic()
    process.start()
    theirs.close()
    fate, by = "timeout", ""
    try:
        if ours.poll(SECONDS):
            fate, by = ours.recv()
            process.join(5)
    except EOFError:
        fate, by = ("unnamed" if stage == "book" else "killed"), "the process ends"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
    return Judgement(fate, by, round(time.monotonic() - start, 2))


def _answer(connection: Connection[Any, Any], mutant: Mutant, stage: str, first: Sequence[str], root: Path) -> None:
    """Judge a mutant in this process, and answer with its fate and what killed it."""
    os.setsid()  # Ctrl-C ends the run, but no judgement
    os.chdir(root)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    plant(mutant)
    connection.send(_checked(root, first) if stage == "book" else _tested(root, mutant.module))


def _checked(root: Path, first: Sequence[str]) -> tuple[str, str]:
    """Check a book up to the first fault that names a page. Its pages run when their turn comes, in forks of this."""
    session.CONTEXT = multiprocessing.get_context("fork")  # type: ignore[assignment]
    vars(pages)["Book"] = partial(_InTurn, found=_UpToTheFirst())
    read = settings.read(root / "mkdocs.yml")
    try:
        faults = pages.check(_Ordered(read.root, read.given, read.name, read.plugin, first))
    except _Named as named:
        return "killed", str(named)
    except Exception as error:
        return "unnamed", f"{type(error).__name__}: {error}"
    return ("unnamed", str(faults[0])) if faults else ("survived", "")


def names_a_page(path: str) -> bool:
    """Return whether a fault in this file says which page, or which claim, does not hold."""
    return path.startswith("docs/")


class _Named(BaseException):
    """A fault that names a page was found."""


class _InTurn(Book):
    def run_ahead(self) -> list[str]:
        return list(self.sheets)


class _UpToTheFirst(set[Fault]):
    def add(self, fault: Fault) -> None:
        super().add(fault)
        if names_a_page(fault.path):
            raise _Named(fault)

    def update(self, *found: Iterable[Fault]) -> None:
        for fault in chain(*found):
            self.add(fault)


@dataclass(frozen=True)
class _Ordered(settings.Settings):
    first: Sequence[str] = ()

    def files(self) -> list[str]:
        rank = {name: place for place, name in enumerate(self.first)}
        return sorted(super().files(), key=lambda name: rank.get(name, len(rank)))


def tests_of(module: str, root: Path) -> list[str]:
    """Return the files of tests that a module is tested with."""
    names = (f"tests/test_{name}.py" for name in (f"{TESTED_WITH.get(module, module)}*", "checks"))
    return [path.relative_to(root).as_posix() for name in names for path in sorted(root.glob(name))]


def _tested(root: Path, module: str) -> tuple[str, str]:
    """Run the tests of a module, and the examples in its docstrings, up to the first that fails."""
    import pytest

    plain = ["-o", "addopts=", "-p", "no:cacheprovider", "--assert=plain"]  # else pytest reads modules by itself
    options = [*plain, "-x", "-q", "--hypothesis-seed=0", f"--rootdir={root}"]
    examples = ["--doctest-modules", str(path_of(module))]
    failed = _Failed()
    code = pytest.main([*options, *tests_of(module, root), *examples], plugins=[failed])
    return ("survived", "") if code == pytest.ExitCode.OK else ("killed", failed.first or "the tests don't start")


class _Failed:
    """Remembers the first test that fails, or the first file that can't be read."""

    first = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.first = self.first or report.nodeid

    pytest_collectreport = pytest_runtest_logreport
