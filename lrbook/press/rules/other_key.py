"""The clause around what is stated of one of several, chosen by its name, does not name another one of them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from lrbook.press.check.clause import lead, rest
from lrbook.press.check.code import nodes
from lrbook.press.check.likeness import shared, words
from lrbook.press.check.source import Source
from lrbook.press.check.stated import marks

WHY = "A sentence that was copied for another curve may still be computed from the first one."
FAILS = """\
Downhill it is [−6]{=dict(uphill=x, downhill=cost(0))["uphill"]} high, and there
[3]{=dict(uphill=x, downhill=cost(0))["downhill"]}."""
PASSES = """\
Downhill it is [3]{=dict(uphill=x, downhill=cost(0))["downhill"]} high, and uphill
[−6]{=dict(uphill=x, downhill=cost(0))["uphill"]}."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what names another one than its expression chooses."""
    text = source.seen
    stated = marks(text)
    known: dict[str, set[str]] = defaultdict(set)
    for of, key in (pair for *_, number in stated for pair in _keys(number.expression)):
        known[of].add(key)
    for start, end, number in stated:
        said = words(" ".join([*lead(text[max(start - 200, 0) : start]), number.shown, *rest(text[end : end + 200])]))
        match _keys(number.expression):
            case [(of, key)]:  # of two, the words may name either
                for other in (one for one in sorted(known[of]) if _names(said, one, key)):
                    line = text.count("\n", 0, start) + 1
                    yield line, f'{number.raw} takes "{key}", and the words around it name "{other}"; mend one of them'


def _names(said: frozenset[str], key: str, own: str) -> bool:
    """Return whether words name one key, with all its own words, and not another one."""
    here, there = words(key) - words(own), words(own) - words(key)
    return bool(here) and shared(here, said) == len(here) and not shared(there, said)


def _keys(expression: str) -> list[tuple[str, str]]:
    """Return what is chosen by a name in an expression, each with what it is chosen from."""
    return [
        (ast.unparse(node.value), node.slice.value)
        for node in nodes(expression, "eval")
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    ]
