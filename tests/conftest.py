"""Settings of all tests; the built book, and a browser to read it."""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hearing
import numpy as np
import pytest
from browsing import OPTIONS, chromium, missing, served
from hearing import Heard
from hypothesis import HealthCheck, settings
from real_book import ROOT, Built, build

from lrbook.press.check import settings as settings_of_the_book
from lrbook.press.check import words
from lrbook.press.sessions.session import preload

# OpenBLAS and NumPy have other code for older processors. It adds up in another order.
PLAIN = {
    "OPENBLAS_CORETYPE": "ARMV8" if platform.machine() in ("aarch64", "arm64") else "Nehalem",
    "NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])),  # type: ignore[call-overload]
}


def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers test: more than there are processors, as a test waits now and then for a browser."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors * 3 // 2


# How long an example takes, or takes to be made, depends on the machine's other work, and says nothing of mathematics.
settings.register_profile("book", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("book")


@pytest.fixture(scope="session")
def forked() -> None:
    """Load what pages need before the first book of this process is checked: all of them are forked from that."""
    preload(settings_of_the_book.read(ROOT / "mkdocs.yml").plugin["preload"])


@pytest.fixture(scope="session")
def rounded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Heard]:
    """Build the book as a machine does that rounds differently, and hear what it states; for tests of one worker."""
    folder = tmp_path_factory.mktemp("rounded")
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    done = build(ROOT, folder / "site", hearing.BUILD, PYTHONPATH=path, LRBOOK_HEARD=str(folder / "heard"), **PLAIN)
    assert done.code == 0, done.said
    return done, pickle.loads((folder / "heard").read_bytes())


@pytest.fixture
def heard(rounded: tuple[Built, Heard]) -> Heard:
    """Return what the book states, and know the words that it is taught, whatever another book was taught before."""
    words.teach(settings_of_the_book.read(ROOT / "mkdocs.yml").plugin["words"])
    return rounded[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the book once: of several workers of pytest, the first does it, and the others wait."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    outcome = shared / "built.json"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not outcome.exists():
            done = build(ROOT, shared / "site")
            outcome.write_text(json.dumps([done.code, done.said]), encoding="utf-8")
    code, said = json.loads(outcome.read_text(encoding="utf-8"))
    return Built(code, said, shared / "site")


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    assert built.code == 0, built.said
    return built.site


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site, "/sub/path/") as address:
        yield address


@pytest.fixture(scope="session")
def home(site: Path) -> Iterator[str]:
    """Serve the site at the root of its host: the page for lost readers can't know where else it is."""
    with served(site, "/") as home:
        yield home


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    if not path or not Path(path).exists():
        missing("Chromium: install one, or name it in LRBOOK_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()
