"""Executed blocks: what an author may write on their fences, how they run, and how they are shown."""

from __future__ import annotations

import difflib
import re
import signal
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import uuid4

from markdown import Markdown
from markdown_exec import MarkdownConverter, code_block

from lrbook.press.faults import Fault, notice
from lrbook.press.source import Fence, Source

PLAIN_OPTIONS = {"title", "hl_lines", "linenums"}
EXEC_OPTIONS = {"exec", "id", "source", "result", "html"} | PLAIN_OPTIONS
PLACES = {"above", "below", "folded"}
"""Where a block's code is shown: above its output, below it, or below it and folded away."""

SECONDS = 60
"""How long one block may run: a block without end would hang `mkdocs serve`."""

OPTION = re.compile(r'([\w-]+)\s*=\s*("[^"]*"|\'[^\']*\'|[^\s"\']*)')
EXEC_INFO = re.compile(r'python(?: +\w+="[^"]*")+')


@dataclass(frozen=True)
class Block:
    """A block to execute, as its fence declares it."""

    id: str
    line: int


def declared(source: Source) -> tuple[list[Block], list[Fault]]:
    """Return the blocks that a page wants executed, and the faults of its fences."""
    blocks: list[Block] = []
    faults: list[Fault] = []
    for fence in source.fences:
        options = {name: value.strip("\"'") for name, value in OPTION.findall(fence.info)}
        messages = list(_mistakes(fence, options))
        name = options.get("id", "")
        if "exec" in options and name in {block.id for block in blocks}:
            messages.append(f'the id "{name}" is another block\'s already; give this block its own')
        if "exec" in options and not messages:
            blocks.append(Block(name, fence.line))
        faults += [Fault(source.path, fence.line, message) for message in messages]
    return blocks, faults


def _mistakes(fence: Fence, options: dict[str, str]) -> Iterator[str]:
    language = re.match(r"\w*", fence.info)
    if not fence.closed:
        yield "this fence is never closed; end it with the mark that opens it, on a line of its own"
    if not re.search(r"\bexec\b", fence.info):
        if language and language[0] in {"python", "py", "python3", "pycon"}:
            yield 'this Python is shown but not run; add exec="on" and an id, or call the language text'
        yield from _unknown(options, PLAIN_OPTIONS)
    elif not EXEC_INFO.fullmatch(fence.info):
        yield f'the block is not run: write its fence as ```python exec="on" id="…", not ```{fence.info}'
    else:
        yield from _unknown(options, EXEC_OPTIONS)
        if not options.get("id"):
            yield 'an executed block has no id; add id="…", so that messages and links can name it'
        for name, known in {"exec": {"on"}, "html": {"on"}, "source": PLACES}.items():
            if options.get(name, min(known)) not in known:
                yield f'the block is not run: {name}="{options[name]}" is not one of {sorted(known)}'


def _unknown(options: dict[str, str], known: set[str]) -> Iterator[str]:
    for name in options.keys() - known:
        close = difflib.get_close_matches(name, EXEC_OPTIONS, 1)
        yield f"unknown option {name}" + (f"; did you mean {close[0]}?" if close else f"; known are {sorted(known)}")


class BlockError(Exception):
    """A block failed. The message says how; `line` is the line of the page where it did."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def run(code: str, path: str, block: Block, session: dict[str, Any]) -> str:
    """Run the code of a block in its page's session and return what it prints.

    Raises:
        BlockError: If the code raises, exits, warns of a RuntimeWarning, or does not end.
    """
    printed = StringIO()
    try:
        # The blank lines put the code at its own place in the page, so that a traceback tells the page's lines.
        compiled = compile("\n" * block.line + code, path, "exec")
        with strict(), redirect_stdout(printed):
            exec(compiled, session)
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
        line = error.lineno if isinstance(error, SyntaxError) and error.filename == path else None
        raise BlockError(f'the block "{block.id}" fails: {explained(error)}', line or (lines or [block.line])[-1] or 0) from error
    return printed.getvalue()


def explained(error: BaseException) -> str:
    """Return an error as one line for the author of a page."""
    if isinstance(error, SystemExit):
        return "it exits, which would end the whole build; let it run to its end"
    return " ".join(f"{type(error).__name__}: {error}".split())


@contextmanager
def strict() -> Iterator[None]:
    """Make NumPy's and Python's RuntimeWarnings errors, and end what runs longer than `SECONDS`."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            yield
            return
        previous = signal.signal(signal.SIGALRM, _out_of_time)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)


def _out_of_time(*_: Any) -> None:
    raise TimeoutError(f"it ran for {SECONDS} seconds; a page may not wait so long")


def rendered(code: str, printed: str, options: dict[str, str], md: Markdown) -> str:
    """Return HTML for a block that ran: its code and its output as one unit."""
    extra = {name: value for name, value in options.items() if name in PLAIN_OPTIONS}
    listing = code_block("python", code, **extra)
    place = options.get("source", "folded")
    if place == "folded":
        listing = f'<details class="code" markdown="1"><summary>Code</summary>\n\n{listing}\n\n</details>'
    stash = {}
    if options.get("html") == "on":
        stash[f'<div class="{uuid4()}"></div>'] = printed
        printed = next(iter(stash))
    elif options.get("result") and printed:
        printed = code_block(options["result"], printed.rstrip("\n"))
    output = f'<div class="output" data-block="{options["id"]}" markdown="1">\n\n{printed}\n\n</div>' if printed.strip() else ""
    parts = [listing, output] if place == "above" else [output, listing]
    html = MarkdownConverter(md).convert("\n\n".join(parts), stash=stash, id_prefix=f"{options['id']}-")
    return f'<div class="block" id="block-{options["id"]}">{html}</div>'


def failed(message: str, options: dict[str, str], code: str, md: Markdown) -> str:
    """Return HTML for a block that failed: its code, and what is wrong, but no traceback."""
    html = MarkdownConverter(md).convert(code_block("python", code), id_prefix=f"{options.get('id', '')}-")
    return notice(message, "p") + str(html)
