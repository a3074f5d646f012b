"""A fact that names what it compares names the first of a pair first, and the second behind the comparison."""

from __future__ import annotations

import ast
from itertools import dropwhile, takewhile
from typing import Any

from lrbook.press.check.code import nodes
from lrbook.press.check.likeness import shared, words, words_of_code
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.check.words import read, tokens

WHY = "With the two names exchanged the words say the opposite, and the values would still bear out the comparison."
FAILS = "There [x is higher than the cost]{=(cost(0), x)}."
PASSES = "There the [cost is higher than x]{=(cost(0), x)}."


def expression(number: Stated, value: Any) -> str:
    """Say which words of a fact name the other one of the pair that it compares."""
    said, pair = read(number.shown), _pair(number.expression)
    if not pair or not said.sign or said.sign not in "<>≤≥" or reads_shown(number.expression):
        return ""
    before = [text for _, text in takewhile(lambda token: token[0] != "comparison", tokens(said))]
    behind = [text for _, text in dropwhile(lambda token: token[1] != "than", tokens(said))]
    for part, (own, others) in ((before, pair), (behind, pair[::-1])):
        names = words(" ".join(part)) - GRAMMATICAL
        if shared(names, others - own) and not shared(names, own - others):
            remedy = "give the values in the order of the words, or name the subject first"
            return f'"{" ".join(part)}" in "{number.shown}" names the other one of the two; {remedy}'
    return ""


def _pair(expression: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words of the two that an expression compares: a pair, or the sides of a comparison."""
    match nodes(expression, "eval")[1]:
        case ast.Tuple(elts=[one, other]) | ast.List(elts=[one, other]) | ast.Compare(left=one, comparators=[other]):
            return words_of_code(one), words_of_code(other)
    return None
