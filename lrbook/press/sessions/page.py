"""The process of a page: it runs the steps of the page in the order in which they stand, and tells what came of each.

The page is `__main__`, as a script is: what it defines can be pickled and looked up, and its source can be read.
"""

from __future__ import annotations
import __future__

import ast
import ctypes
import faulthandler
import gc
import linecache
import math
import multiprocessing
import os
import random
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from contextvars import copy_context
from dataclasses import dataclass, replace
from decimal import localcontext
from io import StringIO
from itertools import zip_longest
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from lrbook.press.check import stated
from lrbook.press.check.blind import garbled
from lrbook.press.check.ledger import Ledger
from lrbook.press.check.reading import agrees, plain
from lrbook.press.sessions.checked import checked
from lrbook.press.sessions.formulas import LETTERS, Formula, Reader
from lrbook.press.sessions.unseen import Outlet, Unseen, line_in, quoted, strict
from lrbook.press.sessions.used import Used, Watch
from lrbook.press.sessions.warm import cooled

if TYPE_CHECKING:
    from lrbook.formula import Verdict

POSTPONED = __future__.annotations.compiler_flag


@dataclass(frozen=True)
class Block:
    """A block to execute: its id, the line of its fence, and its code.

    `reads`: what it prints is read as Markdown. `raises`: the name of the error that it must end with, if any.
    """

    id: str
    line: int
    code: str = ""
    reads: bool = True
    raises: str = ""


@dataclass(frozen=True)
class Question:
    """An expression to evaluate after so many blocks. If it uses `shown`, that is the text that it stands behind."""

    expression: str
    after: int
    shown: str = ""


BEHIND = 3
"""By how much a page is nicer than the build (see `os.nice`): while there are pages to run, the build is to get on with
what it has to do alone, for when all have run, only one processor has work."""

END = "end"
"""The step behind the last one: what had to wait for all blocks is computed, and what is left undone is told."""

Step = Block | Question | Formula | str

READ = "__holds__"
"""What an expression that is just `letters` calls."""

USED = "used"
"""What to send to learn what a process has used."""


@dataclass(frozen=True)
class Branch:
    """What to send to let a process go on as a copy of itself, so that it can come back to here; with a new ledger."""

    ledger: Ledger


BACK = "back"
"""What to send to let a process come back to where it branched."""


@dataclass(frozen=True)
class Answer:
    """What came of a step: what a block prints, or a value as plain data; or its error, and the line of it, if known.

    `names` are those that the page defines by then. `late`: an expression had to wait until all blocks had run.
    `blind`: another text than is shown that an expression which reads that agrees with, too.
    """

    value: Any = None
    error: str = ""
    line: int = 0
    names: frozenset[str] = frozenset()
    late: bool = False
    blind: str = ""


@dataclass(frozen=True)
class Given:
    """What the process of a page is given: its place in the book, and what it may do."""

    path: str
    root: str
    folder: str
    seconds: float
    ledger: Ledger
    edited: tuple[str, ...] = ()
    watched: bool = False


class Page:
    """A page that runs. If it is watched, what it uses is known, and it can go back to where it branched."""

    def __init__(self, given: Given, connection: Connection[Any, Any]) -> None:
        self.given, self.connection = given, connection
        self.file = os.path.join(given.root, given.path)
        self.module = ModuleType("__main__")
        self.module.__file__ = self.file
        self.names = vars(self.module)
        self.watch = Watch(given.folder, self.file, given.root) if given.watched else None
        self.ledger = self.names["ledger"] = _watched(given.ledger, self.watch) if self.watch else given.ledger
        sys.modules["__main__"] = self.module
        self.lines: list[str] = []
        self.last = 0
        self.futures = 0
        self.ran = 0
        self.waiting: list[Question] = []
        self.ended = False
        self.reader: Reader | None = None
        self.unseen = Unseen(self.file)
        self.printed = Outlet(1, Path(given.folder, "printed"))
        self.lost = Outlet(2, Path(given.folder, "lost"))
        sys.stdout = sys.__stdout__ = self.printed.stream  # type: ignore[misc]
        sys.stderr = sys.__stderr__ = self.lost.stream  # type: ignore[misc]
        self.report = Path(given.folder, "report").open("w")  # noqa: SIM115
        self.timed = -math.inf
        faulthandler.enable(self.report)
        self.process = os.getpid()

    def used(self) -> Used:
        """Return what the page has used so far."""
        assert self.watch
        return self.watch.used()

    def branch(self, ledger: Ledger) -> None:
        """Go on as a copy of this process. If the copy comes back, so does this; if it ends otherwise, so does this."""
        assert self.watch
        if threading.active_count() > 1:  # a copy would be without them
            self.watch.threads = True
            return
        back = Path(self.given.folder, BACK)
        while copy := self._fork():
            _, status = os.waitpid(copy, 0)
            if not back.exists():
                code = os.waitstatus_to_exitcode(status)
                os.kill(os.getpid(), -code) if code < 0 else os._exit(code)
            back.unlink()
            ledger = self.connection.recv().ledger
        _die_with_parent()
        self.process = os.getpid()
        self.give(ledger)

    def back(self) -> NoReturn:
        """End this copy."""
        Path(self.given.folder, BACK).touch()
        os._exit(0)

    def _fork(self) -> int:
        assert self.watch
        chance = random.getstate()  # else a copy begins with other random numbers
        self.watch.on = False  # it is not the page that forks
        copy = os.fork()
        self.watch.on = True
        random.setstate(chance)
        return copy

    def give(self, ledger: Ledger) -> None:
        """Let the ledger of the page have what that of this build has, by whatever name the page knows it."""
        self.ledger.source, self.ledger.sections, self.ledger.mistakes = ledger.source, ledger.sections, ledger.mistakes

    def take(self, step: Step) -> None:
        """Run a step, and tell what came of it, and of what is stated in what it prints."""
        if isinstance(step, Block):
            answer = self._tell(step, self._block)
            self.ran += 1
            printed = answer.value if answer and step.reads else None
            for _, _, number in stated.find(printed or ""):
                if isinstance(number, stated.Stated):
                    self.take(question(number.expression, number.shown, self.ran))
        elif isinstance(step, Question):
            self._tell(step, self._question)
        elif isinstance(step, Formula):
            self._tell(step, self._formula)
        else:
            self.ended = True
            for waiting in self.waiting:
                self._tell(waiting, self._question)
            self._tell(step, self._end)

    def _tell(self, step: Step, run: Callable[[Any], Answer | None]) -> Answer | None:
        """Say which step is run, run it, and say what came of it. If it never ends, so does the process."""
        self.connection.send(step)
        self._give_time()
        answer = run(step)
        self.connection.send(answer)
        return answer

    def _give_time(self) -> None:
        """Let the time run anew after which the process ends: not if it has just begun, as that takes a millisecond."""
        now = monotonic()
        if now - self.timed > self.given.seconds / 20:
            faulthandler.dump_traceback_later(self.given.seconds, exit=True, file=self.report)
            self.timed = now

    def rest(self) -> None:
        """Stop the time: there is nothing to do."""
        faulthandler.cancel_dump_traceback_later()
        self.timed = -math.inf

    def _block(self, block: Block) -> Answer:
        # The blank lines put the code at its own place in the page, so that a traceback tells the page's lines.
        code, self.last = "\n" * block.line + block.code, block.line
        self._show_source(code)
        answer = self._answer(code, "exec", self.names, block.raises)
        printed = self.printed.taken()
        return answer if answer.error else replace(answer, value=printed + (answer.value or ""))

    def _question(self, asked: Question) -> Answer | None:
        if asked.expression == LETTERS and not self.ended:  # they are known after all blocks
            self.waiting.append(asked)
            return None
        expression = f"{READ}(shown)" if asked.expression == LETTERS else asked.expression
        answer = self._answer(expression, "eval", self.names | {"shown": asked.shown, READ: self._holds})
        if printed := self.printed.taken():
            answer = replace(answer, error=answer.error or f"it prints {quoted(printed)}; let a block do that")
        if answer.error.startswith("NameError") and not self.ended:  # a block below may define it
            self.waiting.append(asked)
            return None
        return replace(answer, late=self.ended, blind="" if answer.error else self._blind(asked))

    def _blind(self, asked: Question) -> str:
        """Return another text than what is shown that an expression agrees with, too, if it reads that; or ""."""
        if "shown" not in stated.names(asked.expression):
            return ""
        other = garbled(asked.shown)
        answer = self._answer(asked.expression, "eval", self.names | {"shown": other})
        self.printed.taken()
        return other if not answer.error and agrees(other, answer.value) else ""

    def _formula(self, asked: Formula) -> Answer:
        """Read a formula by the page's letters."""
        if LETTERS not in self.names:
            return Answer(error=f'the block "{LETTERS}" makes no {LETTERS}; write {LETTERS} = {{…}} in it')
        try:
            if self.reader is None:
                self.reader = Reader(self.names[LETTERS], self._value)
            return Answer(self.reader.read(asked))
        except Exception as raised:
            return Answer(error=explained(raised))
        finally:
            self.unseen.taken()  # its letters may be tried where nothing is to be computed

    def _holds(self, shown: str) -> Verdict:
        """Return whether a formula that is stated by the letters of the page is true."""
        from lrbook.formula import Verdict

        answer = self._formula(Formula(shown, None))
        if answer.error:
            raise ValueError(answer.error)
        why = next((why for _, why in answer.value.whys if why), "")
        return Verdict(not why, why)

    def _value(self, expression: str, shown: str) -> Any:
        return execute(compiled_from(expression, self.file, "eval", self.futures), self.names | {"shown": shown})

    def _end(self, _: Step) -> Answer:
        if any(">>>" in line for line in self.lines):
            self.unseen.run_examples(self.names)
        left = self.unseen.left(self.names, self._line_of)
        if lost := self.printed.taken():
            left.append((0, f"{quoted(lost)} is printed after the last block; wait for it in a block"))
        left += [*self._lost(), *self.unseen.returned.failed()]
        return Answer([(line or self.last, message) for line, message in left])

    def _line_of(self, name: str) -> int:
        """Return the line on which the blocks set a name last, or 0."""
        with suppress(SyntaxError):
            stored = (node for node in ast.walk(ast.parse("\n".join(self.lines))) if isinstance(node, ast.Name))
            return max(
                (node.lineno for node in stored if node.id == name and isinstance(node.ctx, ast.Store)), default=0
            )
        return 0

    def _lost(self) -> list[tuple[int, str]]:
        lost = self.lost.taken()
        self.unseen.returned.told(lost)
        message = f"{quoted(lost)} goes to the terminal (stderr), where no reader sees it; print it, or silence it"
        return [(0, message)] if lost else []

    def _answer(self, code: str, mode: str, names: dict[str, Any], raises: str = "") -> Answer:
        """Run code, and return its value, or the first thing that goes wrong, seen or not.

        `raises`: the name of the error that is to end it, which is its value then.
        """
        value, problems = None, []
        try:
            compiled = compiled_from(code, self.file, mode, self.futures, looked_at=True)
            self.futures |= compiled.co_flags & POSTPONED
            value = plain(execute(compiled, names))
            if raises:
                problems.append((0, f"it runs to its end, and is to raise {raises}; let it fail, or drop the option"))
        except BaseException as raised:
            line = line_in(self.file, raised.__traceback__)
            if isinstance(raised, SyntaxError) and raised.filename == self.file:
                line = raised.lineno or 0
            if type(raised).__name__ == raises:
                value = explained(raised)
            else:
                problems.append((line, explained(raised)))
        if os.getpid() != self.process:  # the code has forked, and this is the other one
            os.write(2, "".join(message for _, message in problems).encode())
            os._exit(0)
        if mode == "exec":
            self.unseen.settle()
        problems += self.unseen.taken() + self._lost()
        line, error = problems[0] if problems else (0, "")
        return Answer(value, error, line, frozenset(name for name in self.names if not name.startswith("__")))

    def _show_source(self, code: str) -> None:
        """Let `inspect` and tracebacks find the code of a block in its place."""
        lines = code.split("\n")
        self.lines += [""] * (len(lines) - len(self.lines))
        self.lines[:] = [new or old for new, old in zip_longest(lines, self.lines, fillvalue="")]
        whole = [f"{line}\n" for line in self.lines]
        linecache.cache[self.file] = (len(whole), None, whole, self.file)


def live(given: Given, connection: Connection[Any, Any]) -> None:
    """Be the process of a page: take the steps that are sent, until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the build
    if os.name == "posix":
        os.setpgid(0, 0)  # what the page starts ends with it
        os.nice(BEHIND)
        multiprocessing.set_start_method("fork", force=True)
    if alive := getattr(forkserver._forkserver, "_forkserver_alive_fd", None):
        os.close(alive)  # else the page keeps the process alive that it was forked from
    _die_with_parent()
    multiprocessing.current_process().daemon = False  # a page may have processes of its own
    sys.dont_write_bytecode = True  # it is dated to the second, and of two edits in one the first would stay
    os.chdir(given.root or ".")
    sys.path[:0] = [given.root] * bool(given.root)  # as the folder of a script is: there lies the book's own package
    cooled(given.edited)
    gc.freeze()  # what was loaded beforehand is no garbage: looking through it would copy all of it into this process
    gc.set_threshold(100_000, 50, 50)
    strict()
    try:
        page = Page(given, connection)
    except FileNotFoundError:
        if Path(given.folder).exists():
            raise
        os._exit(1)  # the build has ended already, and nobody waits for a word
    while True:
        try:
            steps = connection.recv()
        except EOFError:
            break
        if steps == USED:
            connection.send(page.used())
        elif steps == BACK:
            page.back()
        elif isinstance(steps, Branch):
            page.branch(steps.ledger)
        elif isinstance(steps, Ledger):
            page.give(steps)
        else:
            for step in steps:
                page.take(step)
            page.rest()
            connection.send(None)
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)
    os._exit(0)  # though the page has left threads running


def _die_with_parent() -> None:
    """End this process when the one ends that it was forked from: a build that is killed leaves none behind."""
    if sys.platform == "linux":
        set_death_signal = 1
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)


def _watched(ledger: Ledger, watch: Watch) -> Ledger:
    """Return a ledger whose use is seen."""

    class Watched(Ledger):
        def __getattribute__(self, name: str) -> Any:
            watch.ledger |= name != "__class__"  # which anybody asks for
            return super().__getattribute__(name)

    Watched.__name__ = Watched.__qualname__ = Ledger.__name__
    return Watched(ledger.source, ledger.sections, ledger.mistakes)


def question(expression: str, shown: str, after: int) -> Question:
    """Return an expression of a page as a question. What is shown is a part of it only if the expression reads it."""
    return Question(
        expression, after, shown if stated.reads_shown(expression) or re.search(r"\bshown\b", expression) else ""
    )


def run(code: str, file: str, names: dict[str, Any]) -> str:
    """Run code among names and return what it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        execute(compiled_from(code, file, "exec"), names)
    return printed.getvalue()


def compiled_from(code: str, file: str, mode: str, flags: int = 0, *, looked_at: bool = False) -> CodeType:
    """Compile code. What Python warns of then is an error, what is deprecated, too: it is the author's own code.

    `looked_at`: its checks are.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tree = compile(code, file, mode, flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        tree = checked(tree, code) if looked_at else tree
        compiled: CodeType = compile(tree, file, mode, flags, dont_inherit=True)
        return compiled


def execute(code: CodeType, names: dict[str, Any]) -> Any:
    """Run code among names and return its value, if it is an expression.

    A warning, NumPy's or another's, is an error, unless it is of something deprecated. What the code sets for its
    context, such as how NumPy treats errors or how many digits `decimal` carries, ends with it.
    """
    with warnings.catch_warnings(), localcontext():
        strict()
        return copy_context().run(eval, code, names)


def explained(error: BaseException) -> str:
    """Return an error as one line for the author of a page."""
    if isinstance(error, SystemExit):
        return "it exits, which would end the page; let it run to its end"
    said = [f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])]
    return " ".join(" ".join(said).split())
