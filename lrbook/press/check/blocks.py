"""Executed blocks: what an author may write on their fences, and how they are shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from uuid import uuid4

from markdown import Markdown
from markdown_exec import MarkdownConverter, code_block

from lrbook.press.check.faults import Fault, notice
from lrbook.press.check.session import Block
from lrbook.press.check.source import Fence, Source

PLAIN_OPTIONS = {"title", "hl_lines", "linenums"}
EXEC_OPTIONS = {"exec", "id", "source", "result", "html"} | PLAIN_OPTIONS
CHOICES = {"exec": ["on"], "html": ["on"], "source": ["above", "below", "folded"]}
"""What these options can be. The source is shown above the output, below it, or below it and folded away."""

SAMPLES = {"markdown", "toml", "yaml", "sh"}
"""What a page may show without running it: how something is written, but not what comes of it."""

OPTION = re.compile(r'([\w-]+)\s*=\s*("[^"]*"|\'[^\']*\'|[^\s"\'}]*)')
IS_PYTHON = re.compile(r"\{?[ .]*(?:py|python3?|pycon)\b", re.I)
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
            blocks[name] = Block(name, fence.line, fence.text)
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
        if IS_PYTHON.match(fence.info):
            yield 'this Python is shown but not run; add exec="on" and an id'
        elif fence.info.split(" ")[0] not in SAMPLES:
            yield f"nothing checks this sample; let a block print it, or write it in one of {sorted(SAMPLES)}"
    elif not EXEC_INFO.fullmatch(fence.info) or len(given) < len(options):
        yield f'the block is not run: write its fence as ```python exec="on" id="…", not ```{fence.info}'
    else:
        if not re.fullmatch(r"[\w-]+", given.get("id", "")):
            yield 'an executed block has no id; add id="…" in letters, digits and hyphens, so that messages can name it'
        for name, known in CHOICES.items():
            if given.get(name, known[0]) not in known:
                yield f'the block is not run: {name}="{given[name]}"; it can be {" or ".join(known)}'


def rendered(code: str, printed: str, options: dict[str, str], md: Markdown) -> str:
    """Return HTML for a block that ran: its code and its output as one unit."""
    listing = code_block("python", code, **{name: text for name, text in options.items() if name in PLAIN_OPTIONS})
    place = options.get("source", "folded")
    if place == "folded":
        listing = f'<details class="code" markdown="1"><summary>Code</summary>\n\n{listing}\n\n</details>'
    stash = {}
    if options.get("html"):
        stash[f'<div class="{uuid4()}"></div>'] = printed
        printed = next(iter(stash))
    elif options.get("result") and printed:
        printed = code_block(options["result"], printed.rstrip("\n"))
    output = f'<div class="output" data-block="{options["id"]}" markdown="1">\n\n{printed}\n\n</div>'
    parts = [listing, output if printed.strip() else ""]
    return _unit(_html("\n\n".join(parts if place == "above" else parts[::-1]), options, md, stash), options)


def failed(message: str, options: dict[str, str], code: str, md: Markdown) -> str:
    """Return HTML for a block that failed: its code, and what is wrong, but no traceback."""
    return _unit(notice(message, "p") + _html(code_block("python", code), options, md), options)


def _html(text: str, options: dict[str, str], md: Markdown, stash: dict[str, str] | None = None) -> str:
    prefix = f"{options.get('id', '')}-"  # two blocks may print the same id; but a claim's is the book's
    html = str(MarkdownConverter(md).convert(text, stash=stash, id_prefix=prefix))
    html = html.replace(f'<span class="stated" id="{prefix}', '<span class="stated" id="')

    def led(link: re.Match[str]) -> str:
        names = (prefix + link[1], link[1], link[1].removeprefix(prefix))
        here = (name for name in names if f'id="{name}"' in html)
        return f'href="#{next(here, names[-1])}"'

    return re.sub('href="#([^"]*)"', led, html)


def _unit(html: str, options: dict[str, str]) -> str:
    return f'<div class="block" id="block-{options.get("id", "")}">{html}</div>'
