"""What goes wrong where no caller sees it: in a thread, a callback, a future that nobody asks, a test that fails.

Python says such things on the terminal, if at all, and goes on. On a page they are faults of the block that runs then.
What is written to the terminal is caught with the file descriptors themselves, so that it makes no difference who
writes: Python, a subprocess, or a library in C.
"""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import doctest
import gc
import inspect
import io
import multiprocessing
import multiprocessing.spawn
import os
import socket
import subprocess
import sys
import threading
import time
import traceback
import unittest
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from multiprocessing.pool import ApplyResult
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import CoroutineType, FrameType, FunctionType, TracebackType
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

from lrbook.press.sessions.returned import Returned

PATIENCE = 1.0
"""How many seconds a page waits at its end for the threads that it has started."""

YOUNG, OLD = 1, 2
"""How far the garbage collector looks back: to what a block has made, or to all that the page has."""

_register = atexit.register  # as it is: on a page it is another

QUOTED = 200
"""How many characters of what goes elsewhere a message quotes: the last ones, where an error says what it is."""


class Outlet:
    """A file descriptor of this process, and what has been written to it."""

    def __init__(self, descriptor: int, kept: Path) -> None:
        """Let all that is written to the descriptor go to a file, and read it there."""
        written = kept.open("ab")
        os.dup2(written.fileno(), descriptor)
        written.close()
        self._reader = kept.open("rb")
        raw = io.FileIO(descriptor, "w", closefd=False)  # without a buffer, so that a subprocess writes in its place
        self.stream = io.TextIOWrapper(raw, "utf-8", newline="", write_through=True)

    def taken(self) -> str:
        """Return what has been written since this was asked last."""
        if os.name == "posix":
            ctypes.CDLL(None).fflush(None)
        text = self._reader.read().decode(errors="replace")
        self._reader.seek(0)
        os.truncate(self._reader.name, 0)  # so that who opens it anew, as /dev/stdout, begins where this does
        return text


class Unseen:
    """Gathers what goes wrong unseen in this process, each with its line on the page, or 0."""

    def __init__(self, file: str) -> None:
        """Begin to listen. `file` is the page, as its code names it."""
        self.file = file
        self._found: list[tuple[int, str]] = []
        self._failed: dict[Any, BaseException] = {}
        self._lines: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
        self._tests: list[Any] = []
        self._tried: set[str] = set()
        self._at_exit: list[tuple[Callable[..., object], tuple[Any, ...], dict[str, Any]]] = []
        self.returned = Returned(file)
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        multiprocessing.spawn.get_preparation_data = _refused  # type: ignore[assignment]
        atexit.register = self._register  # type: ignore[assignment]
        _after(doctest.DocTestRunner, "run", self._doctest)
        for kind in ("addFailure", "addError", "addSubTest", "addUnexpectedSuccess"):
            _after(unittest.TestResult, kind, self._unittest)
        _after(Future, "set_exception", lambda _, future, error: self._failed.update({future: error}))
        _after(ApplyResult, "_set", lambda _, result, __, got: got[0] or self._failed.update({result: got[1]}))
        for work in (Future, ApplyResult, threading.Thread, BaseProcess):
            _before(work, "__init__", self._begin)
        asking: list[tuple[Any, str]] = [(Future, "result"), (Future, "exception"), (ApplyResult, "get")]
        for asked, name in asking:
            _before(asked, name, lambda future, *_, **__: self._failed.pop(future, None))

    def settle(self, generation: int = YOUNG) -> None:
        """Let what nobody holds any more end, which may go wrong. It costs too much for a single statement.

        Behind a block that is what is young; at the end of the page, all.
        """
        if runner := sys.modules.get("_pytest.main"):
            for tests in _objects(runner.Session, lambda it: it.testsfailed and it not in self._tests):
                self._tests.append(tests)
                self._note(f"pytest: {tests.testsfailed} of {tests.testscollected} tests fail")
        gc.collect(generation)

    def taken(self) -> list[tuple[int, str]]:
        """Return what has gone wrong since this was asked last."""
        found, self._found = self._found, []
        return found

    def left(self, names: dict[str, Any], line_of: Callable[[str], int]) -> list[tuple[int, str]]:
        """Return what is left undone at the end of the page, where a script would say so, or wait without end.

        `line_of`: where the page sets one of its names, or 0.
        """
        self.settle(OLD)
        deadline = time.monotonic() + PATIENCE
        wait_for(_objects(Future, lambda work: not work.done()), PATIENCE)
        for work in _waited_for():
            work.join(max(0.0, deadline - time.monotonic()))
        for work in _waited_for():
            self._note(f"{work.name} still runs when the page ends, and nobody sees it fail; join it", of=work)
        for function, args, kwargs in reversed(self._at_exit):
            try:
                function(*args, **kwargs)
            except BaseException as raised:
                self._note(f"{_named(raised)}, when the page ends, in {_called(function)}", raised.__traceback__)
        for coroutine in _objects(CoroutineType, lambda it: inspect.getcoroutinestate(it) == inspect.CORO_CREATED):
            code = coroutine.cr_code
            line = code.co_firstlineno if code.co_filename == self.file else 0
            name = coroutine.__qualname__
            self._note(f"coroutine {name!r} was never awaited; await it, or give it to asyncio.run", line)
        for future in _objects(Future, lambda it: not it.done()):
            message = "a future still runs when the page ends, and nobody sees it fail; ask for its result()"
            self._note(message, of=future)
        for task in _objects(asyncio.Future, lambda it: it.done() and getattr(it, "_log_traceback", False)):
            self._failed[task] = task.exception()
        for task, error in self._failed.items():
            message = f"{_named(error)}, in a future that nobody asks; ask for its result()"
            self._note(message, error.__traceback__, of=task)
        self._failed.clear()
        self._at_exit.clear()
        for name, value in names.items():
            if _is_open(value):
                self._note(f"{name} is still open when the page ends; close it, or use `with`", line_of(name))
        return self.taken()

    def _begin(self, work: Any, *_: Any, **__: Any) -> None:
        """Take note of the line of the page that begins what runs beside it."""
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_code.co_filename != self.file:
            frame = frame.f_back
        if frame:
            self._lines[work] = frame.f_lineno

    def _note(self, message: str, place: TracebackType | int | None = None, of: Any = None) -> None:
        """Take note of what goes wrong, at the line where it does, or else where that was begun `of` which it is."""
        line = place if isinstance(place, int) else line_in(self.file, place)
        begun = 0 if of is None else self._lines.get(of, 0)
        self._found.append((line or begun, " ".join(message.split())))

    def _register(self, function: Callable[..., object], *args: Any, **kwargs: Any) -> Callable[..., object]:
        """Keep what the page wants to run when it ends: its process is ended from outside, so nothing would."""
        if getattr(function, "__module__", "") != "__main__":
            return _register(function, *args, **kwargs)
        self._at_exit.append((function, args, kwargs))
        return function

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, SystemExit) and not args.exc_value.code:  # which ends a thread, and is meant to
            return
        name = args.thread.name if args.thread else "that nobody holds"
        self._note(f"{_named(args.exc_value)}, in the thread {name}", args.exc_traceback, of=args.thread)

    def _unraisable(self, args: Any) -> None:
        where = "" if isinstance(args.exc_value, Warning) or not args.object else f", in {_called(args.object)}"
        self._note(f"{_named(args.exc_value)}{where}; nobody sees it", args.exc_traceback)

    def run_examples(self, names: dict[str, Any]) -> None:
        """Run the examples in the docstrings of what a page defines: they look as if that had been done."""
        runner, finder = doctest.DocTestRunner(verbose=False), doctest.DocTestFinder()
        kinds = (type, FunctionType)
        for made in [made for made in names.values() if isinstance(made, kinds) and made.__module__ == "__main__"]:
            for test in finder.find(made, f"__main__.{made.__qualname__}", globs=names):
                if test.name not in self._tried:
                    runner.run(test, out=lambda _: None)

    def _doctest(self, results: Any, _: Any, test: doctest.DocTest, *__: Any, **___: Any) -> None:
        self._tried.add(test.name)
        if results.failed:
            line = (test.lineno or 0) + 1 if test.filename == self.file else 0
            self._note(f"the doctest of {test.name} fails: {results.failed} of {results.attempted}", line)

    def _unittest(self, _: Any, __: Any, test: Any, *given: Any) -> None:
        *subtest, error = given or ["it was expected to"]  # a test that succeeds is given no error
        if error:
            name, what, trace = (subtest or [test])[0], error, None
            if isinstance(error, tuple):
                what, trace = _named(error[1]), error[2]
            self._note(f"the test {name} fails: {what}", trace)


def strict() -> None:
    """Make warnings errors from now on, unless they are of something deprecated."""
    warnings.simplefilter("error")
    for old in (DeprecationWarning, PendingDeprecationWarning):
        warnings.simplefilter("ignore", old)


def quoted(text: str) -> str:
    """Return a text as a message quotes it: in one line, and not all of it if it is long."""
    line = " ".join(text.split())
    return repr(line if len(line) <= QUOTED else f"… {line[-QUOTED:]}")


def line_in(file: str, trace: TracebackType | None) -> int:
    """Return the line of a file at which an error arose, or 0."""
    lines = [line for frame, line in traceback.walk_tb(trace) if frame.f_code.co_filename == file]
    return lines[-1] if lines else 0


def _before(kind: Any, name: str, told: Callable[..., object]) -> None:
    """Let calls of a method be told of, with their arguments, before it runs."""
    method = getattr(kind, name)

    def telling(*args: Any, **kwargs: Any) -> Any:
        told(*args, **kwargs)
        return method(*args, **kwargs)

    setattr(kind, name, telling)


def _after(kind: Any, name: str, told: Callable[..., object]) -> None:
    """Let calls of a method be told of, with what it returns and its arguments, after it has run."""
    method = getattr(kind, name)

    def telling(*args: Any, **kwargs: Any) -> Any:
        returned = method(*args, **kwargs)
        told(returned, *args, **kwargs)
        return returned

    setattr(kind, name, telling)


def _refused(*_: Any) -> NoReturn:
    raise RuntimeError(
        "a page can't start processes by spawn or forkserver: each would have to read the page as a script; "
        'use multiprocessing.get_context("fork"), or a module of the book'
    )


def _waited_for() -> Iterator[threading.Thread | BaseProcess]:
    """Find what the end of a script would wait for, but for threads of a pool, which wait for work."""
    from concurrent.futures.thread import _threads_queues

    here = {threading.main_thread(), threading.current_thread(), *_threads_queues}
    threads = (thread for thread in threading.enumerate() if thread not in here)
    running: list[threading.Thread | BaseProcess] = [*threads, *multiprocessing.active_children()]
    return (work for work in running if not work.daemon)


def _objects(kind: type, wanted: Callable[[Any], bool]) -> list[Any]:
    """Find what there is of a kind. A proxy would answer for what it stands for, so each is asked for its own type."""
    return [thing for thing in gc.get_objects() if issubclass(type(thing), kind) and wanted(thing)]


def _is_open(value: Any) -> bool:
    if isinstance(value, socket.socket):
        return value.fileno() >= 0
    if isinstance(value, subprocess.Popen):
        return value.poll() is None
    try:
        return isinstance(value, io.IOBase) and not value.closed and value.fileno() > 2
    except (OSError, ValueError):  # it is in memory
        return False


def _named(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {error}"


def _called(thing: Any) -> str:
    return str(getattr(thing, "__qualname__", None) or repr(thing))
