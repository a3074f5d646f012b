"""Processes that a page has begun and that failed, though nobody looked at what they returned."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import wraps
from types import FrameType
from typing import Any


@dataclass
class _Begun:
    """A process of the page: the line that began it, its command, what it returned, and whether that was looked at."""

    line: int
    command: Any
    code: int = 0
    seen: bool = False


class Returned:
    """Sees what the processes of a page return, and whether the page looks at it.

    It looks if it reads `returncode`, waits for it, takes the error of `check=True`, or sends a signal to the process.
    """

    def __init__(self, file: str) -> None:
        """Begin to watch. `file` is the page, as its code names it."""
        self.file = file
        self._begun: list[_Begun] = []
        for kind in (subprocess.Popen, subprocess.CompletedProcess):
            kind.returncode = property(self._read, self._ended)
            self._tell(kind, "__repr__", self._look)
        self._tell(subprocess.Popen, "__init__", self._begin)
        for name in ("wait", "poll", "send_signal", "terminate", "kill"):
            self._tell(subprocess.Popen, name, self._look)
        self._tell(subprocess, "call", lambda *given, args=None, **_: self._see(given[0] if given else args))
        self._tell(subprocess.CalledProcessError, "__init__", lambda _, __, command, **___: self._see(command))
        self._ask(os, "system")

    def failed(self) -> list[tuple[int, str]]:
        """Return the processes that have failed unseen, each with its line."""
        found = [one for one in self._begun if one.code and not one.seen]
        remedy = "run it with subprocess.run(…, check=True), or look at its returncode there"
        return [(one.line, f"{one.command!r} returned {one.code}, and nobody looks at it; {remedy}") for one in found]

    def _begin(self, process: Any, *_: Any, **__: Any) -> None:
        if (frame := _caller()) and frame.f_code.co_filename == self.file:
            self._begun.append(_Begun(frame.f_lineno, getattr(process, "args", None)))  # it may be refused

    def _read(self, process: Any) -> int | None:
        self._look(process)
        code: int | None = vars(process).get("returncode")
        return code

    def _ended(self, process: Any, code: int | None) -> None:
        vars(process)["returncode"] = code
        if code and (begun := self._of(process.args)):
            begun.code = code

    def _look(self, process: Any, *_: Any, **__: Any) -> None:
        if sys._getframe(2).f_code.co_filename not in MACHINERY:
            self._see(process.args)

    def _see(self, command: Any) -> None:
        if begun := self._of(command):
            begun.seen = True

    def _of(self, command: Any) -> _Begun | None:
        """Return the process that was begun last with a command: it is the same object for a process and its result."""
        return next((one for one in reversed(self._begun) if one.command is command), None)

    def _ask(self, owner: Any, name: str) -> None:
        """Take note of the status that a function returns, a number: nobody sees whether the page looks at it."""
        function = getattr(owner, name)

        @wraps(function)
        def asking(command: Any) -> Any:
            status = function(command)
            if status and (frame := _caller()) and frame.f_code.co_filename == self.file:
                self._begun.append(_Begun(frame.f_lineno, command, os.waitstatus_to_exitcode(status)))
            return status

        setattr(owner, name, asking)

    @staticmethod
    def _tell(owner: Any, name: str, told: Any) -> None:
        """Let calls of a function be told of, with their arguments, after it has begun its process, or looked at it."""
        function = getattr(owner, name)

        @wraps(function)
        def telling(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            finally:
                told(*args, **kwargs)

        setattr(owner, name, telling)


MACHINERY = {subprocess.__file__, os.popen.__code__.co_filename, __file__}  # the module os may be frozen


def _caller() -> FrameType | None:
    """Return where a process was begun: outside of the module that begins it, and of this one."""
    frame: FrameType | None = sys._getframe(1)
    while frame and frame.f_code.co_filename in MACHINERY:
        frame = frame.f_back
    return frame
