"""Processes that a page has begun and that failed, though nobody looked at what they returned."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any


@dataclass
class _Begun:
    """A process of the page: the line that began it, its command, what it returned, and whether that was looked at."""

    line: int
    command: Any
    code: int = 0
    seen: bool = False


class Status(int):
    """What a program returned, as the number that it is, which knows whether anybody looks at it."""

    begun: _Begun

    def __reduce__(self) -> tuple[type, tuple[int]]:
        """Be a number like any other elsewhere."""
        return int, (int(self),)


def _asking(of_number: Any) -> Any:
    """Return a method of a number, or another attribute, that tells that the number is looked at."""

    def asked(status: Status, *given: Any) -> Any:
        status.begun.seen = True
        return of_number(status, *given) if callable(of_number) else of_number.__get__(status)

    return asked if callable(of_number) else property(asked)


for _name, _of_number in vars(int).items():
    if _name not in {"__new__", "__getattribute__", "__getnewargs__", "__doc__", "from_bytes"}:
        setattr(Status, _name, _asking(_of_number))


class Returned:
    """Sees what the processes of a page return, and whether the page looks at it.

    It looks if it reads `returncode` or `exitcode`, waits for it, takes the error of `check=True`, sends a signal to
    the process, or does anything with the number that `call` and its like return.
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
        beside: Any = asyncio.subprocess.Process
        beside.returncode = property(partial(self._read_beside, vars(beside)["returncode"].fget))
        for name in ("wait", "send_signal", "terminate", "kill"):
            self._tell(beside, name, self._look_beside)
        self._ended_with: Any = vars(BaseProcess)["exitcode"].fget
        BaseProcess.exitcode = property(self._read_exitcode)  # type: ignore[assignment]
        self._tell(BaseProcess, "start", self._begin)
        for name in ("terminate", "kill", "__repr__"):
            self._tell(BaseProcess, name, self._see)
        self._tell(subprocess.CalledProcessError, "__init__", lambda _, __, command, **___: self._see(command))
        for owner, name in ((subprocess, "call"), (subprocess, "getstatusoutput"), (os, "system")):
            setattr(owner, name, self._asked(getattr(owner, name)))

    def failed(self) -> list[tuple[int, str]]:
        """Return the processes that have failed unseen, each with its line."""
        return [(one.line, message) for one in self._begun if not one.seen and (message := self._failure(one))]

    def _failure(self, begun: _Begun) -> str:
        if isinstance(begun.command, BaseProcess):
            code = self._ended_with(begun.command)
            return (
                f"{begun.command.name} ended with {code}, and nobody looks at it; assert its exitcode" if code else ""
            )
        remedy = "run it with subprocess.run(…, check=True), or look at its returncode there"
        return f"{begun.command!r} returned {begun.code}, and nobody looks at it; {remedy}" if begun.code else ""

    def told(self, lost: str) -> None:
        """Take note of what processes have said of themselves as they failed, where the page tells it."""
        for begun in self._begun:
            if isinstance(begun.command, BaseProcess) and f"Process {begun.command.name}:\n" in lost:
                begun.seen = True

    def _begin(self, process: Any, *_: Any, **__: Any) -> None:
        if (frame := _caller()) and frame.f_code.co_filename == self.file:
            command = process if isinstance(process, BaseProcess) else getattr(process, "args", None)
            self._begun.append(_Begun(frame.f_lineno, command))  # it may be refused

    def _read_exitcode(self, process: BaseProcess) -> int | None:
        self._see(process)
        code: int | None = self._ended_with(process)
        return code

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

    def _read_beside(self, returncode: Callable[[Any], int | None], process: Any) -> int | None:
        self._see(_begun_beside(process))
        return returncode(process)

    def _look_beside(self, process: Any, *_: Any, **__: Any) -> None:
        if sys._getframe(2).f_code.co_filename not in MACHINERY:  # to communicate is to wait, too
            self._see(_begun_beside(process))

    def _see(self, command: Any, *_: Any, **__: Any) -> None:
        if begun := self._of(command):
            begun.seen = True

    def _of(self, command: Any) -> _Begun | None:
        """Return the process that was begun last with a command: it is the same object for a process and its result."""
        return next((one for one in reversed(self._begun) if one.command is command), None)

    def _asked(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that returns what a program returned, with that as a `Status`."""

        code_of = os.waitstatus_to_exitcode if function is os.system else int

        @wraps(function)
        def asking(*given: Any, **named: Any) -> Any:
            returned = function(*given, **named)
            command = given[0] if given else next(named[name] for name in ("args", "cmd", "command") if name in named)
            self._see(command)  # else it would be told twice
            if isinstance(returned, tuple):
                return self._status(returned[0], command, returned[0]), *returned[1:]
            return self._status(returned, command, code_of(returned))

        return asking

    def _status(self, status: int, command: Any, code: int) -> int:
        """Take note of what a program returned, if it failed."""
        frame = _caller()
        if not status or not frame or frame.f_code.co_filename != self.file:
            return status
        told = Status(status)
        told.begun = _Begun(frame.f_lineno, command, code)
        self._begun.append(told.begun)
        return told

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


PRESS = {__file__, os.path.join(os.path.dirname(__file__), "unseen.py")}
OF_ASYNCIO = [f"asyncio.{name}" for name in ("subprocess", "base_subprocess", "base_events", "unix_events")]
BESIDE = {sys.modules[name].__file__ for name in OF_ASYNCIO if name in sys.modules}
MACHINERY = {subprocess.__file__, os.popen.__code__.co_filename, *PRESS, *BESIDE}  # the module os may be frozen


def _begun_beside(process: Any) -> Any:
    """Return the command of a process of asyncio."""
    return getattr(process._transport.get_extra_info("subprocess"), "args", None)


def _caller() -> FrameType | None:
    """Return where a process was begun: outside of the module that begins it, and of this one."""
    frame: FrameType | None = sys._getframe(1)
    while frame and frame.f_code.co_filename in MACHINERY:
        frame = frame.f_back
    return frame
