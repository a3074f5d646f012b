"""A process that waits beside this one, and ends after it: what kills this one, be it Ctrl-C, does not kill that.

It clears away what this one leaves behind, and puts in place what must not be left half in place. There is one for all
that is asked of it: to begin a process takes as long as to set a short page.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from multiprocessing.util import Finalize

WAITING = """\
import json, os, shutil, sys, tempfile

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

folders = set()
for line in sys.stdin:
    folder, *what = json.loads(line)
    folders.add(folder)
    if what:
        print(json.dumps(put(folder, *what)), flush=True)
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


def _tell(*what: str) -> subprocess.Popen[str]:
    process = _waiter()
    assert process.stdin
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()
    return process


def clear_away(folder: str) -> None:
    """Let a folder be cleared away when this process ends, however it ends."""
    _tell(folder)


def put(folder: str, name: str, place: str) -> str:
    """Put what a folder has by a name in a place, in the stead of what is there; return what went wrong, or ""."""
    process = _tell(folder, name, place)
    assert process.stdout
    answer = process.stdout.readline()
    return str(json.loads(answer)) if answer else "the process that does it has ended"
