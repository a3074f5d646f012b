"""Ctrl-C, pressed once, ends a build, at whatever moment it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_book import CONFIG, START, TEMPLATE, write

from lrbook.press import interrupt

HANGS = 30
"""After how many seconds a build counts as one that goes on: it ends in a fraction of one, and a page may take 60."""

MKDOCS = "from mkdocs.__main__ import cli; cli()"
"""As its script runs it. Of a program that is run with `-m` Python says that it was killed if the interrupt came within
the `exec` of a text, as dataclasses have it, though the program has caught it and ends with 1."""

ENDLESS = '```python exec="on" id="b"\nfrom pathlib import Path\nPath({!r}).touch()\nwhile True: pass\n```\n'

IN_A_FINALIZER = """
import signal

class Finalized:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def on_nav(nav, **_):
    Finalized()
"""


pytestmark = pytest.mark.usefixtures("listening")


@contextmanager
def endless_build(root: Path, hook: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Build a book whose page computes without end, in a process group of its own, as a terminal does."""
    files = {"docs/index.md": START + ENDLESS.format(str(root / "runs")), "theme/main.html": TEMPLATE, "hook.py": hook}
    write(root, {"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", **files})
    command = [sys.executable, "-c", MKDOCS, "build", "-q", "-f", str(root / "mkdocs.yml")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.05)


def test_one_ctrl_c_ends_a_build(tmp_path) -> None:
    with endless_build(tmp_path) as process:
        wait_for(tmp_path / "runs", process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(HANGS) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the threads of another process")
def test_it_is_heard_though_it_does_not_wake_the_main_thread(tmp_path) -> None:
    """A signal that comes just before the main thread falls asleep does not wake it. One that another thread takes
    never does, which is the same, and can be had whenever it's wanted.
    """
    with endless_build(tmp_path) as process:
        wait_for(tmp_path / "runs", process)
        threads = [int(thread.name) for thread in Path(f"/proc/{process.pid}/task").iterdir()]
        os.kill(max(threads), signal.SIGINT)
        assert process.wait(HANGS) == 1


def test_it_is_heard_though_it_comes_in_a_finalizer(tmp_path) -> None:
    """Whether the page has begun by then is a matter of the machine: it would run for longer than this waits."""
    with endless_build(tmp_path, IN_A_FINALIZER) as process:
        assert process.wait(HANGS) == 1


def test_what_else_goes_wrong_in_a_finalizer_is_told_as_ever(monkeypatch) -> None:
    told = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))

    class Wrong:
        def __del__(self) -> None:
            raise ValueError

    heard = interrupt.heard()
    assert heard
    Wrong()
    heard.close()
    assert told == [ValueError]


def test_afterwards_all_is_as_before() -> None:
    before = signal.getsignal(signal.SIGINT), sys.unraisablehook
    heard = interrupt.heard()
    assert heard
    assert interrupt.heard() is None  # it is ours to hear no more
    heard.close()
    assert (signal.getsignal(signal.SIGINT), sys.unraisablehook) == before
    assert signal.set_wakeup_fd(-1) == -1
