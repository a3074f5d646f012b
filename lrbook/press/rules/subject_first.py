"""A fact names the first of the pair that it compares first, and the second behind the comparison.

It names them inside the brackets, or in the clause around them.
"""

from __future__ import annotations

import ast
import re
from itertools import dropwhile, takewhile

from lrbook.press.check.clause import rest, subject
from lrbook.press.check.code import nodes
from lrbook.press.check.compared import is_multiple
from lrbook.press.check.likeness import only_own, shared, words
from lrbook.press.check.of_what import parted
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.check.words import PAIR, read, tokens

WHY = "With the two names exchanged the words say the opposite, and the values would still bear out the comparison."
FAILS = "There [x is higher than the cost]{=(cost(0), x)}."
PASSES = "There the [cost is higher than x]{=(cost(0), x)}. The cost is [higher]{=(cost(0), x)} than x."

BEFORE_OTHER = {"than", "as", "exceeds", "above", "below", "beyond"}
"""What the other one stands right behind."""
FUNCTION = re.compile(r"\w+(?=\()")
"""What a function is called says what both are, and not which one."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say which words of a fact, or of the clause around it, name the other one of the pair that it compares."""
    said, pair = read(number.shown), _pair(number.expression)
    times = said.factor or is_multiple(number.shown)
    ordered = times or (said.sign and said.sign in "<>≤≥")
    if tex or not pair or not ordered or reads_shown(number.expression):
        return ""
    (own, others), read_as, follows = pair, list(tokens(said)), rest(behind)
    lead = [text for _, text in takewhile(lambda token: token[0] != "comparison", read_as if not times else [])]
    other = [text for _, text in dropwhile(lambda token: token[1] not in BEFORE_OTHER, read_as)]
    other = parted(number.shown)[1].split() if times else other
    other = other or list(dropwhile(lambda word: word not in {"than", "as" if times else "than"}, follows))
    for part, right, wrong in ((lead, own, others), (other, others, own)):
        if shared(_names(part), wrong) and not shared(_names(part), right):
            return _message(part, number)
    who = subject(before) if times or said.of == PAIR else []
    which = next((word for word in who if word not in GRAMMATICAL), "")  # the early fall, not the fall that is early
    others -= frozenset[str]().union(*map(words, FUNCTION.findall(number.expression)))
    if shared(_names([which]), others) and not shared(_names([*who, number.shown, *follows]), own):
        return _message(who, number)
    return ""


def _names(part: list[str]) -> frozenset[str]:
    return words(" ".join(part)) - GRAMMATICAL


def _message(part: list[str], number: Stated) -> str:
    remedy = "give the values in the order of the words, or name the subject first"
    return f'"{" ".join(part)}" names the other one of the two that "{number.shown}" compares; {remedy}'


def _pair(expression: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words of the two that an expression compares, a pair or the sides of a comparison: only their own."""
    match nodes(expression, "eval")[1]:
        case ast.IfExp(test=ast.Compare(left=one, comparators=[other])):
            pass
        case ast.Tuple(elts=[one, other]) | ast.List(elts=[one, other]) | ast.Compare(left=one, comparators=[other]):
            pass
        case _:
            return None
    return only_own(one, other)
