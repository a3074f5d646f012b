"""Sessions: a page is a program, and runs in a process of its own.

Nothing that a page does reaches another page or the build: not what it imports, patches or sets, not a loop without
end, not a crash. Each process is forked from one that has imported what pages need and nobody edits, so a fresh one
costs milliseconds. They run ahead of the build: while MkDocs sets one page, the next ones compute.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import re
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from contextvars import copy_context
from dataclasses import dataclass, field
from decimal import localcontext
from io import StringIO
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from types import CodeType
from typing import Any

from lrbook.press.check.ledger import Ledger
from lrbook.press.check.reading import plain

SECONDS = 60.0
"""How long one block may run: a block without end would hang `mkdocs serve`."""

CONTEXT: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver")
    if sys.platform == "linux"  # elsewhere a process that has loaded NumPy can't be forked, or not safely
    else multiprocessing.get_context("spawn")
)


def preload(modules: Sequence[str]) -> None:
    """Import the modules that pages need and nobody edits: once, beside the build, and before the first page runs."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there are as many pages at work as there are processors
    CONTEXT.set_forkserver_preload([*modules, __name__, "mkdocs.__main__"])  # a process asks for the last two by itself
    if CONTEXT.get_start_method() == "forkserver":
        forkserver.ensure_running()


@dataclass(frozen=True)
class Block:
    """A block to execute: its id, the line of its fence, and its code."""

    id: str
    line: int
    code: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of some code: what it prints, or its value as plain data; or its error, and the line of it, if known.

    `names` are those that the page defines by then.
    """

    value: Any = None
    error: str = ""
    line: int = 0
    names: frozenset[str] = frozenset()


@dataclass
class Session:
    """The session of a page, as the build sees it. Its process begins with the first code to run.

    Attributes:
        path: The page, as messages name it.
        ledger: What `ledger` is on the page.
        edited: The packages that are imported anew, because their authors edit them.
        promised: The blocks that the source of the page lets expect: they can run ahead.
    """

    path: str
    ledger: Ledger
    edited: Sequence[str] = ()
    promised: Sequence[Block] = ()
    _ran: dict[Block, Answer] = field(default_factory=dict)
    _asked: list[Block] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _process: BaseProcess | None = None
    _dead: bool = False

    def run_ahead(self) -> None:
        """Run the promised blocks, once. If a thread is at it, this waits for it."""
        with self._lock:
            promised, self.promised = self.promised, ()
            for block in promised:
                self._ran[block] = self._run(block)

    def run(self, block: Block) -> Answer:
        """Return what a block prints. If the page turns out to be other than promised, its session begins anew."""
        self.run_ahead()
        self._asked.append(block)
        if any(ran != asked for ran, asked in zip(self._ran, self._asked, strict=False)):
            self.end()
            self._ran.clear()
        for asked in self._asked[len(self._ran) :]:
            self._ran[asked] = self._run(asked)
        return self._ran[block]

    def evaluate(self, expression: str, shown: str = "") -> Answer:
        """Return the value of an expression, after all blocks. In it, `shown` is the text that it stands behind.

        What it binds is gone after it.
        """
        self.run_ahead()
        return self._ask("eval", expression, shown)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process:
            self._connection.close()
            self._process.kill()
            self._process, self._dead = None, False

    def _run(self, block: Block) -> Answer:
        # The blank lines put the code at its own place in the page, so that a traceback tells the page's lines.
        return self._ask("exec", "\n" * block.line + block.code)

    def _ask(self, mode: str, code: str, shown: str = "") -> Answer:
        if self._dead:
            return Answer(error="the page's process has ended before it")
        if not self._process:
            self._begin()
        try:
            self._connection.send((mode, code, shown))
            answer: Answer = self._connection.recv()
        except (EOFError, OSError):
            self._dead = True
            return self._post_mortem()
        return answer

    def _begin(self) -> None:
        self._folder = TemporaryDirectory(prefix="lrbook-")
        self._report = Path(self._folder.name, "report")
        self._connection, theirs = CONTEXT.Pipe()
        given = (theirs, self._report, SECONDS, self.path, self.ledger, self.edited)
        self._process = CONTEXT.Process(target=_live, args=given, daemon=True)
        self._process.start()
        theirs.close()

    def _post_mortem(self) -> Answer:
        """Say why the process has ended, and at which line of the page."""
        assert self._process
        self._process.join(1)
        report = self._report.read_text(errors="replace") if self._report.exists() else ""
        line = re.search(rf'File "{re.escape(self.path)}", line (\d+)', report)
        cause = re.search("fatal.*: (.*)", report, re.I)
        error = (
            f"it ran for {SECONDS:g} seconds; a page may not wait so long"
            if report.startswith("Timeout")
            else f"it ends its process ({cause[1] if cause else f'exit code {self._process.exitcode}'})"
        )
        return Answer(error=error, line=int(line[1]) if line else 0)


def run_ahead(sessions: Sequence[Session]) -> None:
    """Let sessions run ahead in their order, as many at a time as there are processors. Returns at once."""
    waiting = iter(sessions)

    def work() -> None:
        for session in waiting:
            session.run_ahead()

    for _ in range(os.cpu_count() or 1):
        Thread(target=work, daemon=True).start()


def _live(
    connection: Connection[Any, Any], report: Path, seconds: float, path: str, ledger: Ledger, edited: Sequence[str]
) -> None:
    """Be the process of a page: run what is asked for, and answer, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the build
    for name in edited:
        sys.modules.pop(name, None)  # the press may lie in it
    gc.freeze()  # what was loaded beforehand is no garbage: looking through it would copy all of it into this process
    session = {"__name__": "__main__", "ledger": ledger}
    with report.open("w") as file:
        faulthandler.enable(file)
        while True:
            try:
                mode, code, shown = connection.recv()
            except EOFError:
                os._exit(0)  # though the page has left threads running
            faulthandler.dump_traceback_later(seconds, exit=True, file=file)
            answer = _answer(mode, code, path, session, shown)
            faulthandler.cancel_dump_traceback_later()
            connection.send(answer)


def _answer(mode: str, code: str, path: str, session: dict[str, Any], shown: str) -> Answer:
    """Run code of a page, or evaluate an expression."""
    try:
        value = run(code, path, session) if mode == "exec" else evaluate(code, path, session | {"shown": shown})
        error, line = "", 0
    except BaseException as raised:
        lines = [frame.lineno for frame in traceback.extract_tb(raised.__traceback__) if frame.filename == path]
        if isinstance(raised, SyntaxError) and raised.filename == path:
            lines = [raised.lineno]
        value, error, line = None, explained(raised), (lines or [0])[-1] or 0
    return Answer(value, error, line, frozenset(name for name in session if not name.startswith("__")))


def run(code: str, path: str, session: dict[str, Any]) -> str:
    """Run code in a session and return what it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        execute(compile(code, path, "exec"), session)
    return printed.getvalue()


def evaluate(expression: str, path: str, session: dict[str, Any]) -> Any:
    """Return the value of an expression as plain data."""
    return plain(execute(compile(expression, path, "eval"), session))


def execute(code: CodeType, session: dict[str, Any]) -> Any:
    """Run code in a session and return its value, if it is an expression.

    A warning, NumPy's or another's, is an error, unless it is of something deprecated. What the code sets for its
    context, such as how NumPy treats errors or how many digits `decimal` carries, ends with it.
    """
    with warnings.catch_warnings(), localcontext():
        warnings.simplefilter("error")
        for old in (DeprecationWarning, PendingDeprecationWarning):
            warnings.simplefilter("ignore", old)
        return copy_context().run(eval, code, session)


def explained(error: BaseException) -> str:
    """Return an error as one line for the author of a page."""
    if isinstance(error, SystemExit):
        return "it exits, which would end the page; let it run to its end"
    return " ".join(f"{type(error).__name__}: {error}".split())
