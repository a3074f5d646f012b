"""A process that waits beside this one, and ends after it: what kills this one, be it Ctrl-C, does not kill that.

It clears away what this one leaves behind, ends the groups of processes that it has begun, and puts in place what must
not be left half in place. There is one for all that is asked of it: to begin a process takes as long as to set a short
page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.util import Finalize

WAITING = """\
import contextlib, json, os, shutil, signal, sys, tempfile

def put(folder, name, place):
    for _ in range(9):  # another process may put its own there in between
        try:
            if os.path.lexists(place):
                os.rename(place, tempfile.mkdtemp(dir=folder) + "/old")
            os.rename(os.path.join(folder, name), place)
            return ""
        except OSError as error:
            said = str(error)
    return said

folders, groups = set(), set()
for line in sys.stdin:
    folder, *what = json.loads(line)
    if isinstance(folder, int):
        groups ^= {folder}
        continue
    folders.add(folder)
    if what:
        print(json.dumps(put(folder, *what)), flush=True)
for group in groups:
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(group, signal.SIGKILL)
for folder in folders:
    shutil.rmtree(folder, ignore_errors=True)
"""
LAST = -200
"""A folder goes when multiprocessing has cleared away what it has there itself, which it does at -100."""


@cache
def _waiter() -> subprocess.Popen[str]:
    command = [sys.executable, "-I", "-S", "-c", WAITING]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    Finalize(None, process.communicate, exitpriority=LAST)
    return process


def _tell(*what: str | int) -> subprocess.Popen[str]:
    process = _waiter()
    assert process.stdin
    os.write(process.stdin.fileno(), f"{json.dumps(what)}\n".encode())  # at once, whatever another thread tells it
    return process


def end(group: int) -> None:
    """Let a group of processes end when this process ends, however it ends; or no more, if that was said before."""
    with suppress(OSError, ValueError):  # it has ended, and so will they
        _tell(group)


def clear_away(folder: str) -> None:
    """Let a folder be cleared away when this process ends, however it ends."""
    _tell(folder)


def put(folder: str, name: str, place: str) -> str:
    """Put what a folder has by a name in a place, in the stead of what is there; return what went wrong, or ""."""
    process = _tell(folder, name, place)
    assert process.stdout
    answer = process.stdout.readline()
    return str(json.loads(answer)) if answer else "the process that does it has ended"
