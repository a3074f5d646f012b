"""What a process reads: what came of it holds as long as that is as it was.

The files that it opens, looks for or lists are seen as it does so, and so are the modules that it imports. What
can't be compared later counts as changed: what another process says, and the network. Not seen are the clock, the
environment, what the system says of itself, and files that a library in C opens by itself.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import source_from_cache
from pathlib import Path
from stat import S_ISREG
from typing import Any

GRAIN = 20_000_000
"""How many nanoseconds the clock of a file system may be behind."""

ELSEWHERE = {
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"),
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "sqlite3.connect"),
}
"""What a process does with others. What they do isn't seen."""

LISTS = {"os.listdir", "os.scandir"}
IMPORTER = "<frozen importlib._bootstrap_external>"
OWN = os.O_EXCL | os.O_TRUNC
"""How a file is opened of which all is written by who opens it."""

Stamp = tuple[Any, ...]

_stat = os.stat  # as it is: a process that is watched has another


@dataclass(frozen=True)
class Used:
    """What a process has used since a time: each file with its stamp.

    `ledger`: the ledger is used, too; `elsewhere`: and what can't be compared later. `threads`: it has threads, so that
    it could not branch.
    """

    since: int
    files: Mapping[tuple[str, str], Stamp]
    ledger: bool = False
    elsewhere: bool = False
    threads: bool = False

    def unchanged(self) -> bool:
        """Return whether all that was used is as it was: it has its stamp, and nothing was done to it meanwhile."""
        return not self.elsewhere and all(
            STAMPS[kind](path) == stamp and (kind != "file" or _changed(path) < self.since - GRAIN)
            for (kind, path), stamp in self.files.items()
        )


class Watch:
    """Watches what this process uses from now on. Each stamp is taken before the file is read."""

    def __init__(self, folder: str = "", page: str = "", root: str = "/") -> None:
        """Begin. The folder is none of the page's business, and that the page is there need not be seen.

        What it writes below the root, the folder of the book, others may read: there it counts as used.
        """
        self.aside = ("/dev/", "/proc/", folder) if folder else ("/dev/", "/proc/")
        self.root = os.path.join(os.path.abspath(root), "")
        self.own: set[str] = set()
        self.since = time.time_ns()
        self.files: dict[tuple[str, str], Stamp] = {}
        self.ledger = self.elsewhere = self.threads = False
        self.on = True
        sys.addaudithook(self._hear)

        def stat(path: Any, *args: Any, **kwargs: Any) -> os.stat_result:
            if path != page:
                self._note("file", path)
            return _stat(path, *args, **kwargs)

        for able in (os.supports_fd, os.supports_dir_fd, os.supports_follow_symlinks):
            able.add(stat)
        os.stat = stat

    def used(self) -> Used:
        """Return what has been used so far."""
        return Used(self.since, dict(self.files), self.ledger, self.elsewhere, self.threads)

    def stop(self) -> None:
        """Watch no more."""
        self.on = False
        os.stat = _stat

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "os.mkdir" or (event == "open" and given[2] & OWN):
            self._own(given[0])
        if event == "open":
            self._note("file", given[0])
        elif event in LISTS and (caller := sys._getframe(1).f_code.co_filename) != __file__:
            self._note("modules" if caller == IMPORTER else "folder", given[0] or ".")
        elif event in ELSEWHERE:
            self.elsewhere = True

    def _own(self, path: Any) -> None:
        """Take note of what is made here, and is no reason to do it again, unless others may read it."""
        if isinstance(path, (str, bytes, os.PathLike)):
            name = os.path.abspath(os.fsdecode(path))
            self.own |= set() if name.startswith(self.root) else {name}

    def _note(self, kind: str, path: Any) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):  # an open file, which was noted when it was opened
            return
        name = os.path.abspath(os.fsdecode(path))
        if f"{os.sep}__pycache__{os.sep}" in name:
            if not name.endswith(".pyc"):  # it is being written
                return
            name = source_from_cache(name)
        if self.own and not self.own.isdisjoint([name, *map(str, Path(name).parents)]):
            return
        if not name.startswith(self.aside) and (kind, name) not in self.files:
            self.files[kind, name] = STAMPS[kind](name)


def _file(path: str) -> Stamp:
    try:
        found = _stat(path)
    except OSError:
        return ()
    # of a folder only that it is one: what changes with its files is seen when it is listed
    return (found.st_ino, found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else (found.st_mode,)


def _folder(path: str) -> Stamp:
    try:
        return (hashlib.sha256("\0".join(sorted(os.listdir(path))).encode(errors="surrogateescape")).digest(),)
    except OSError:
        return ()


def _modules(path: str) -> Stamp:
    """Stamp what an import can find in a folder, and not the other files there, such as those of an editor."""
    try:
        found = sorted(name for name in os.listdir(path) if name.endswith((".py", ".so")) or "." not in name)
    except OSError:
        return ()
    return tuple(name for name in found if name != "__pycache__")


STAMPS: dict[str, Callable[[str], Stamp]] = {"file": _file, "folder": _folder, "modules": _modules}


def _changed(path: str) -> int:
    """Return when something was last done to a file, or 0 for a folder, or if there is none."""
    try:
        found = _stat(path)
    except OSError:
        return 0
    return max(found.st_mtime_ns, found.st_ctime_ns) if S_ISREG(found.st_mode) else 0
