"""A word that compares, and is chosen by a comparison, says what that compares."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lrbook.press.check.adverbs import Manner
from lrbook.press.check.code import nodes
from lrbook.press.check.contraries import contradicted
from lrbook.press.check.directions import ways
from lrbook.press.check.parsed import parsed
from lrbook.press.check.sooner import in_time
from lrbook.press.check.source import Source
from lrbook.press.check.stated import marks
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.check.words import NEXT, Said, read, tokens

WHY = 'Of "falls" and "rises" one is chosen whatever is so, and if they are exchanged, it is always the wrong one.'
FAILS = 'On the way down the cost [rises]{="rises" if cost(0) < cost(x) else "falls"}.'
PASSES = 'On the way down the cost [falls]{="falls" if cost(0) < cost(x) else "rises"}.'


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find the words that are chosen where the contrary is so, in what is stated and in blocks."""
    for start, _, number in marks(source.seen):
        line = source.seen.count("\n", 0, start) + 1
        yield from ((line, why) for node in nodes(number.expression, "eval") if (why := _turned(node)))
    for block, node in parsed(source):
        if why := _turned(node):
            yield block.line + getattr(node, "lineno", 0), why


def _turned(node: ast.AST) -> str:
    """Return which of two texts is chosen where the contrary of it is so, or ""."""
    if not isinstance(node, ast.IfExp):
        return ""
    for text, denied in ((node.body, False), (node.orelse, True)):
        said = read(text.value) if isinstance(text, ast.Constant) and isinstance(text.value, str) else None
        if not said or not said.sign or said.manner != Manner() or not _is_plain(said):
            continue
        test = in_time(ast.unparse(node.test)) if said.of == NEXT else node.test
        if contradicted(said, set(ways(test, denied=denied))):
            case = f"{'unless' if denied else 'if'} {ast.unparse(node.test)}"
            told = f'"{said.rest}" is chosen {case}, and says the contrary'
            return f"{told}; exchange the two texts, or put the later value on the left"
    return ""


def _is_plain(said: Said) -> bool:
    """Return whether a text compares, and has no other word that tells something."""
    return all(kind != "word" or word in GRAMMATICAL for kind, word in tokens(said))
