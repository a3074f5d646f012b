"""Sessions: a page is a program, and runs in a process of its own.

Nothing that a page does reaches another page or the build: not what it imports, patches or sets, not a loop without
end, not a crash. Each process is forked from one that has imported what pages need and nobody edits, so a fresh one
costs milliseconds. They run ahead of the build: while MkDocs sets one page, the next ones compute.

A statement is computed where it stands: after the blocks above it, and before those below. A page is read from top to
bottom, like a script or a notebook, and two of its sections may use one name. Only what a block further down defines
has to wait for all blocks, so that a summary at the head can state what is computed below it.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import weakref
from bisect import bisect
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any

from lrbook.press.check import stated
from lrbook.press.check.conditions import conditions
from lrbook.press.check.ledger import Ledger
from lrbook.press.check.source import Source
from lrbook.press.sessions import scratch, waiter
from lrbook.press.sessions.formulas import LETTERS, Formula, of_source
from lrbook.press.sessions.page import BACK, END, USED, Answer, Block, Branch, Given, Question, Step, live, question
from lrbook.press.sessions.used import Used
from lrbook.press.sessions.warm import NAMES

SECONDS = 60.0
"""How long one block may run: a block without end would hang `mkdocs serve`."""

KEPT = 32
"""How many sessions outlive a build: each keeps some 30 megabytes for itself."""

LINES = re.compile(r"lineno|linecache|traceback|inspect|_getframe|currentframe|walk_tb|walk_stack|\bco_|\btb_")
"""What may show where code stands on its page: then it is not the same if it stands elsewhere."""

LAST = sys.maxsize
"""The place behind all blocks."""

CONTEXT: ForkServerContext | SpawnContext = (
    multiprocessing.get_context("forkserver")
    if sys.platform == "linux"  # elsewhere a process that has loaded NumPy can't be forked, or not safely
    else multiprocessing.get_context("spawn")
)


PROGRAMS = ("lrbook.press.cli", "mkdocs.__main__", "properdocs.__main__")
"""What sessions may be begun from."""


def preload(modules: Sequence[str], edited: Sequence[str] = (), root: str = "") -> None:
    """Import the modules that pages need: once, beside the build, and before the first page runs.

    Args:
        modules: Those that nobody edits.
        edited: Those that authors edit. A page takes them from there only if they are as they were.
        root: The folder of the book, where those may lie that are not installed.
    """
    os.environ[NAMES] = "\n".join([root, *edited])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there are as many pages at work as there are processors
    asked = [
        name for name in PROGRAMS if name in sys.modules
    ]  # a process loads by itself what its parent was begun with
    CONTEXT.set_forkserver_preload([*modules, __name__, *asked])
    if CONTEXT.get_start_method() == "forkserver":
        with scratch.used():
            forkserver.ensure_running()
    del os.environ[NAMES]


def steps(source: Source, blocks: Sequence[Block], laws: Iterable[Formula] = ()) -> list[Step]:
    """Return what a page computes, in the order in which it stands: its blocks, and what is stated between them.

    `laws` are what the ledger says of it: they are read behind all that, as its formulas are, if letters are told.
    """
    lines = [block.line for block in blocks]
    between: list[list[Step]] = [[] for _ in range(len(blocks) + 1)]
    for start, _, number in stated.find(source.seen):
        if isinstance(number, stated.Stated):
            after = bisect(lines, source.seen.count("\n", 0, start) + 1)
            asked = question(number.expression, number.shown, after)
            between[after] += [asked] if asked not in between[after] else []
    for condition in conditions(source):
        after = bisect(lines, condition.line)
        asked_of = [question(name, "", after) for name in sorted(condition.names)]
        between[after] += [name for name in asked_of if name not in between[after]]
    ordered = [*between[0]]
    for block, following in zip(blocks, between[1:], strict=True):
        ordered += [block, *following]
    if any(block.id == LETTERS for block in blocks):
        ordered += of_source((text, sections) for _, text, sections in source.formulas)
        ordered += laws
    return ordered


class Ended(Exception):
    """The process of a session was ended while its answer was awaited: nobody asks for it any more."""


@dataclass
class Session:
    """The session of a page, as the build sees it. Its process begins with the first code to run.

    Attributes:
        path: The page, as messages name it.
        ledger: What `ledger` is on the page.
        edited: The packages that are imported anew, because their authors edit them.
        steps: What the source of the page lets expect: it can run ahead.
        root: The folder of the book. Relative paths start there, and so does `path`.
        kept: Whether the session may outlive this build.
        unchanged: Whether it goes on from the build before, and all its answers are those that it gave there.
    """

    path: str
    ledger: Ledger
    edited: Sequence[str] = ()
    steps: Sequence[Step] = ()
    root: str = ""
    kept: bool = False
    unchanged: bool = False
    _answers: dict[Step, Answer] = field(default_factory=dict)
    _asked: list[Block] = field(default_factory=list)
    _taken: int = 0
    _extra: bool = False
    _threads: bool = False
    _lock: Lock = field(default_factory=Lock)
    _process: BaseProcess | None = None
    _obituary: Answer | None = None

    @property
    def size(self) -> int:
        """How much code there is to run, in characters."""
        return sum(map(_size, self.steps))

    def run_ahead(self) -> None:
        """Take all steps. If a thread is at it, this waits for it."""
        if not self.steps and not self._process:
            return
        with self._lock:
            self._advance(self._head())
            if self.kept and END not in self._answers and not self._obituary:
                self._send(Branch(self.ledger))
            self._advance(len(self.steps))
            if END not in self._answers and not self._obituary:
                self._take([END])

    def run(self, block: Block) -> Answer:
        """Return what a block prints. If the page turns out to be other than promised, its session begins anew."""
        if not self._asked:
            self.run_ahead()
        with self._lock:
            self._asked.append(block)
            if self._promised() != self._asked:
                self._begin_anew()
            if block not in self._answers:
                self._advance(self.steps.index(block) + 1)
        return self._answers.get(block) or self._last_words()

    def evaluate(self, expression: str, shown: str = "", after: int = LAST) -> Answer:
        """Return the value of an expression where it stands: after so many blocks, if that could be foreseen.

        In it, `shown` is the text that it stands behind. What it binds is gone after it.
        """
        return self._answer_to(question(expression, shown, after))

    def read(self, formula: Formula) -> Answer:
        """Return what comes of reading a formula by the page's letters, after all blocks."""
        return self._answer_to(formula)

    def _answer_to(self, asked: Question | Formula) -> Answer:
        if asked not in self._answers:
            self.run_ahead()
        if asked not in self._answers and not self._obituary:
            self._extra = True
            self._take([asked])
        return self._answers.get(asked) or self._last_words()

    def left(self) -> list[tuple[int, str]]:
        """Return what the page leaves undone or unseen at its end, each with its line, if known."""
        self.run_ahead()
        return self._answers.get(END, Answer([])).value or []

    @property
    def lives(self) -> bool:
        """Whether the page has a process."""
        return self._process is not None

    def end(self) -> None:
        """End the process, whatever it is doing, and all that it has started."""
        if self._process:
            self._kill()
            self._process = self._obituary = None

    def adopted(self, ledger: Ledger, steps: Sequence[Step], *, same: bool) -> Session | None:
        """Return this session for the next build of its page, if what it has computed holds for that; else end it.

        The blocks must be the same, and what is stated between them, and all that the process has used. What is
        stated behind the last block is computed anew if any of it has changed, or what is asked beside the steps: not
        if all that is written is the `same`, on the page and of it in the ledger.
        """
        new = Session(self.path, ledger, self.edited, steps, self.root, self.kept)
        if not self._lock.acquire(blocking=False):  # it still runs for a build that was given up
            self.end()
            return None
        try:
            if not self._stands(ledger, new):
                self.end()
                return None
        finally:
            self._lock.release()
        return self._handed_to(new, same=same)

    def _stands(self, ledger: Ledger, new: Session) -> bool:
        """Return whether what was computed up to the last block holds for another build of the page."""
        head, other = self.steps[: self._head()], new.steps[: new._head()]
        if not self._process or self._obituary or END not in self._answers or self._answers[END].value:
            return False
        if list(map(_without_line, head)) != list(map(_without_line, other)):
            return False
        if any(self._answers[block].error or (head != other and LINES.search(block.code)) for block in _blocks(head)):
            return False
        used = self._asked_for(USED)
        if not isinstance(used, Used) or (used.ledger and self.ledger.source != ledger.source):
            return False
        self._threads = used.threads
        return used.unchanged()

    def _handed_to(self, new: Session, *, same: bool) -> Session | None:
        """Hand the process over to a new session, with the answers that hold there, too."""
        assert self._process
        tail, new_tail = self.steps[self._head() :], new.steps[new._head() :]
        whole = tail == new_tail and (same or not self._extra)
        if self._threads and not whole:  # it can't go back to the last block
            self.end()
            return None
        self._kill.detach()
        new._process, new._connection, new._folder = self._process, self._connection, self._folder
        new._kill = weakref.finalize(new, _kill, self._process, self._connection)
        self._process = None
        end, new._taken = self._head(), new._head()
        new._answers = self._answers
        for old, step in zip(self.steps[:end], new.steps[: new._taken], strict=True):
            if step != old:  # its line is another
                new._answers[step] = new._answers.pop(old)
        if whole:
            new._taken, new._extra, new.unchanged = len(new.steps), self._extra, True
            if self.ledger.source != new.ledger.source:
                new._send(new.ledger)
            return new
        for step, answer in list(new._answers.items()):
            if answer.late or step == END or step in tail:
                del new._answers[step]
        new._send(BACK)
        return new

    def _head(self) -> int:
        """Return how many steps there are up to the last block."""
        return max((n + 1 for n, step in enumerate(self.steps) if isinstance(step, Block)), default=0)

    def _asked_for(self, what: str) -> Any:
        with suppress(EOFError, OSError):
            self._connection.send(what)
            return self._connection.recv()

    def _send(self, what: Any) -> None:
        if not self._process:
            self._begin()
        with suppress(OSError):  # it is dead, as the next answer will say
            self._connection.send(what)

    def _promised(self) -> list[Block]:
        return _blocks(self.steps)[: len(self._asked)]

    def _begin_anew(self) -> None:
        """Let the steps be what was asked for, where it is other than promised, and forget what came of the others."""
        was, self.steps = self.steps, list(self.steps)
        blocks = [n for n, step in enumerate(was) if isinstance(step, Block)]
        for n, block in enumerate(self._asked):
            if n < len(blocks):
                self.steps[blocks[n]] = block
            else:
                self.steps.append(block)
        if list(was[: self._taken]) != self.steps[: self._taken]:
            self.end()
            self._answers.clear()
            self._taken = 0
        self._answers.pop(END, None)

    def _advance(self, end: int) -> None:
        """Take the steps before a place that have not been taken yet."""
        steps = self.steps[self._taken : end]
        self._taken = max(self._taken, end)
        if steps and not self._obituary:
            self._take(steps)

    def _take(self, steps: Sequence[Step]) -> None:
        """Let the process take steps, and keep what it answers. If it dies of one, the answer says why."""
        if not self._process:
            self._begin()
        step: Step | None = None
        try:
            self._connection.send(steps)
            while (step := self._connection.recv()) is not None:
                answer = self._connection.recv()
                if answer:
                    self._answers[step] = answer
                step = None
        except (EOFError, OSError, TypeError) as lost:  # the last one, if the connection is closed while it is read
            if not self._kill.alive:
                raise Ended from lost
            if isinstance(lost, TypeError):
                raise
            self._obituary = self._post_mortem()
            if step is not None:
                self._answers[step] = self._last_words()

    def _begin(self) -> None:
        self._folder = TemporaryDirectory(dir=scratch.folder())
        self._connection, theirs = CONTEXT.Pipe()
        given = Given(self.path, self.root, self._folder.name, SECONDS, self.ledger, tuple(self.edited), self.kept)
        process = CONTEXT.Process(target=live, args=(given, theirs), daemon=True)
        process.start()
        assert process.pid
        waiter.end(process.pid)
        self._kill = weakref.finalize(self, _kill, process, self._connection)
        self._process = process  # last: then another thread can end it
        theirs.close()

    def _last_words(self) -> Answer:
        """Return why the process has ended, and after that only that it has."""
        said = self._obituary or Answer(error="the page's process has ended before it")
        self._obituary = Answer(error="the page's process has ended before it")
        return said

    def _post_mortem(self) -> Answer:
        """Say why the process has ended, and at which line of the page."""
        assert self._process
        self._process.join(1)
        report = Path(self._folder.name, "report")
        text = report.read_text(errors="replace") if report.exists() else ""
        file = os.path.join(self.root, self.path).encode("ascii", "backslashreplace").decode()
        line = re.search(rf'File "{re.escape(file)}", line (\d+)', text)
        cause = re.search("fatal.*: (.*)", text, re.I)
        error = (
            f"it ran for {SECONDS:g} seconds; a page may not wait so long"
            if text.startswith("Timeout")
            else f"it ends its process ({cause[1] if cause else f'exit code {self._process.exitcode}'})"
        )
        return Answer(error=error, line=int(line[1]) if line else 0)


class Sessions:
    """The sessions of a book, from build to build: what is as it was need not be computed again.

    Attributes:
        root: The folder of the book.
        edited: The packages that its authors edit.
        kept: How many sessions may outlive a build; those that have begun last do.
    """

    def __init__(self, root: str = "", edited: Sequence[str] = (), kept: int = 0) -> None:
        self.root, self.edited = root, edited
        self.kept = kept if CONTEXT.get_start_method() == "forkserver" else 0  # elsewhere a process can't be copied
        self._kept: dict[str, Session] = {}
        self._here: dict[str, Session] = {}

    def session(self, path: str, ledger: Ledger, steps: Sequence[Step], *, same: bool = False) -> Session:
        """Return the session of a page for a build: one that goes on, or a new one. `same`: its page is as it was."""
        claims = Ledger(ledger.source, ledger.sections, ledger.mistakes)  # what the pages prove is not for them to see
        old = self._kept.pop(path, None) or self._here.pop(path, None)
        adopted = old.adopted(claims, steps, same=same) if old else None
        session = adopted or Session(path, claims, self.edited, steps, self.root, self.kept > 0)
        self._here = ({path: session} | self._here) if adopted else (self._here | {path: session})
        return session

    def end_build(self) -> None:
        """End the sessions that need not outlive the build."""
        here = [(path, session) for path, session in self._here.items() if session.lives]
        for _, session in [*self._kept.items(), *here[: max(0, len(here) - self.kept)]]:
            session.end()
        self._kept = dict(here[max(0, len(here) - self.kept) :])
        self._here = {}

    def close(self) -> None:
        """End all sessions."""
        self.kept = 0
        self.end_build()


def _blocks(steps: Sequence[Step]) -> list[Block]:
    return [step for step in steps if isinstance(step, Block)]


def _without_line(step: Step) -> Step:
    return replace(step, line=0) if isinstance(step, Block) else step


def _size(step: Step) -> int:
    return len(step.code if isinstance(step, Block) else step.expression if isinstance(step, Question) else "")


def _kill(process: BaseProcess, connection: Any) -> None:
    connection.close()
    with suppress(OSError, AttributeError):  # there is no group any more, or no such thing as a group
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.kill()
    if process.pid:
        waiter.end(process.pid)


def run_ahead(sessions: Sequence[Session]) -> None:
    """Let sessions run ahead in their order, as many at a time as there are processors. Returns at once."""
    waiting = iter(sessions)

    def work() -> None:
        with suppress(Ended):  # so have the other pages of that build, or will in a moment
            for session in waiting:
                session.run_ahead()

    for _ in range(os.cpu_count() or 1):
        Thread(target=work, daemon=True).start()
