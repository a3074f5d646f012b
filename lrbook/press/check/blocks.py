"""Executed blocks: what an author may write on their fences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from lrbook.press.check.faults import Fault
from lrbook.press.check.source import Fence, Source
from lrbook.press.sessions.page import Block

PLAIN_OPTIONS = {"title", "hl_lines", "linenums"}
EXEC_OPTIONS = {"exec", "id", "source", "result", "html", "raises"} | PLAIN_OPTIONS
CHOICES = {"exec": ["on"], "html": ["on"], "source": ["above", "below", "folded"]}
"""What these options can be. The source is shown above the output, below it, or below it and folded away."""

OPTION = re.compile(r'([\w-]+)\s*=\s*("[^"]*"|\'[^\']*\'|[^\s"\'}]*)')
EXEC_INFO = re.compile(r'python(?: +\w+="[^"]*")+')


def declared(source: Source) -> tuple[list[Block], list[Fault]]:
    """Return the blocks that a page wants executed, and the faults of its fences."""
    blocks: dict[str, Block] = {}
    faults: list[Fault] = []
    for fence in source.fences:
        options = [(name, value.strip("\"'")) for name, value in OPTION.findall(fence.info)]
        messages = list(_mistakes(fence, options))
        name = dict(options).get("id", "")
        if "exec" in dict(options) and name in blocks:
            messages.append(f'the id "{name}" is another block\'s already; give this block its own')
        if "exec" in dict(options) and not messages:
            reads = dict(options).keys().isdisjoint({"result", "html", "raises"})
            blocks[name] = Block(name, fence.line, fence.text, reads, dict(options).get("raises", ""))
        faults += [Fault(source.path, fence.line, message, "fence") for message in messages]
    return list(blocks.values()), faults


def _mistakes(fence: Fence, options: list[tuple[str, str]]) -> Iterator[str]:
    given = dict(options)
    if not fence.closed:
        yield "this fence is never closed; end it with the mark that opens it, on a line of its own"
    for name in given.keys() - (EXEC_OPTIONS if "exec" in given else PLAIN_OPTIONS):
        close = difflib.get_close_matches(name, EXEC_OPTIONS, 1)
        yield f"unknown option {name}; " + (
            f"did you mean {close[0]}?" if close else f"known are {sorted(EXEC_OPTIONS)}"
        )
    if "exec" not in given:
        return
    if not EXEC_INFO.fullmatch(fence.info) or len(given) < len(options):
        yield f'the block is not run: write its fence as ```python exec="on" id="…", not ```{fence.info}'
    else:
        if not re.fullmatch(r"[\w-]+", given.get("id", "")):
            yield 'an executed block has no id; add id="…" in letters, digits and hyphens, so that messages can name it'
        for name, known in CHOICES.items():
            if given.get(name, known[0]) not in known:
                yield f'the block is not run: {name}="{given[name]}"; it can be {" or ".join(known)}'
