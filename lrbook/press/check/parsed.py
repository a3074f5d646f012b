"""The code of a page's blocks, as Python parses it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress

from lrbook.press.check.blocks import declared
from lrbook.press.check.code import nodes
from lrbook.press.check.source import Source
from lrbook.press.sessions.page import Block


def parsed(source: Source) -> Iterator[tuple[Block, ast.AST]]:
    """Yield all nodes of the blocks of a page, each with its block. What is no Python is named where it is run."""
    for block in declared(source)[0]:
        with suppress(SyntaxError):
            yield from ((block, node) for node in nodes(block.code))
