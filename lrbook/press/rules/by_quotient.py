"""A quotient is what share its first is of its second, or how many times that, or how much there is per each of it."""

from __future__ import annotations

import ast
from itertools import takewhile

from lrbook.press.check.clause import rest
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import unscaled
from lrbook.press.check.likeness import only_own, shared, words
from lrbook.press.check.stated import Stated
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.rules.by_percent import PERCENT

PRINTED = True
WHY = "The number is right either way, and is of the other one."
FAILS = "There x is [200 %]{=-x / cost(cost(0))} of x."
PASSES = "There x is [50 %]{=-x / cost(cost(0))} of the cost."

VERBS = {"is", "are", "was", "were", "be", "has", "have", "had"}


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say that a quotient stands with the name of its first where its second is named."""
    pair = _pair(nodes(number.expression, "eval")[1])
    follows = _other(number, rest(behind)) if pair and not tex else []
    named = words(" ".join(follows)) - GRAMMATICAL
    if not pair or not shared(named, pair[0]) or shared(named, pair[1]):
        return ""
    return f'{number.raw} is a quotient of which the second is another one than "{" ".join(follows)}"; mend one of them'


def _other(number: Stated, follows: list[str]) -> list[str]:
    """Return the words for what a share is of, a multiple, or what there is so much per."""
    clause = list(takewhile(lambda word: word not in VERBS, follows))
    if "per" in clause:
        return clause[clause.index("per") + 1 :]
    if "times" in {*number.shown.split(), *clause[:1]}:
        leads = [place for place, word in enumerate(clause) if word in {"as", "than"}]
        if leads and (len(leads) > 1 or clause[leads[0]] == "than"):
            return clause[leads[-1] + 1 :]
        return clause if not leads else []
    return clause if PERCENT.search(number.shown) and clause[:1] == ["of"] else []


def _pair(expression: ast.AST) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words of both sides of a quotient, only their own; it may be scaled or rounded."""
    match unscaled(expression):
        case ast.BinOp(one, ast.Div(), other):
            return only_own(one, other)
    return None
