"""Words that say which of several numbers one is, or what is made of them, say what its expression does."""

from __future__ import annotations

import ast
import re

from lrbook.press.check.beside import as_read
from lrbook.press.check.clause import equated, lead
from lrbook.press.check.code import nodes
from lrbook.press.check.depends import called
from lrbook.press.check.likeness import shared, words, words_of_code
from lrbook.press.check.spelling import ORDINALS
from lrbook.press.check.stated import Stated
from lrbook.press.check.unread import GRAMMATICAL
from lrbook.press.check.words import OWN, PAIR

PRINTED = True
WHY = (
    "The largest and the smallest, the mean and the median, the first and the last are computed alike, but for a word."
)
FAILS = "The largest cost is [3]{=min([cost(0), cost(x)])}."
PASSES = "The smallest cost is [3]{=min([cost(0), cost(x)])}."

EXTREMES = {"max", "min"}
MADE = {sign: f"{OWN[sign, PAIR].replace(' ', '|')}|{sign}imum(?= (?:of|is|are|was|were)\\b)" for sign in EXTREMES}
MADE |= {"mean": r"average|(?:the|a|its|their)(?:\s\w+)?\smean|mean\sof", "median": "median", "sum": "sum|total"}
MADE |= {"std": r"standard\sdeviation", "var": "variance"}
"""The words for what a function makes of several numbers."""
PLACE = re.compile(rf"\b(?P<which>initial|last|final|{'|'.join(ORDINALS)})\s(?P<what>\w+)")
"""The words for the place of one in a list, before the word for what is in it."""
WHOLE = re.compile(r"-?\d+")
BOUNDS = {
    "min": r"\b(?:at most|up to|(?:no|never|not) (?:more|higher|larger|longer|greater) than|never (?:above|over))\s*\Z"
}
BOUNDS |= {
    "max": r"\b(?:at least|(?:no|never|not) (?:less|fewer|lower|smaller|shorter) than|never (?:below|under))\s*\Z"
}
"""The words that make a bound of a number, by what is never beyond it, unless all are the same."""
MAY = {"may", "can", "must", "should", "could", "might", "would", "need", "needs"}
"""Words of what is allowed: that may well be at most the least of all limits."""


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say which word names something else than the expression does."""
    clause = "" if tex else equated(before, behind)
    found = _made(clause, number.expression), _placed(clause, number.expression), _bound(number, before) * (not tex)
    for word in filter(None, found):
        return f'"{word}" stands at {number.raw}, which computes something else; mend one of them'
    return ""


def _made(clause: str, expression: str) -> str:
    """Return the word for what another function would make of several numbers than the one that yields the value.

    Of two numbers the smaller one may well be the largest that is allowed, and so may be that of others than are named.
    """
    call = nodes(expression, "eval")[1]
    made = MADE.keys() & {called(call)} if isinstance(call, ast.Call) and len(call.args) < 2 else set()
    said = {of: found[0] for of, pattern in MADE.items() if (found := re.search(rf"\b(?:{pattern})\b", clause))}
    names = words_of_code(expression)
    if not made or made & said.keys():
        return ""
    named = shared(words(clause), names)
    fits = (word for of, word in said.items() if named or not {of, *made} <= EXTREMES)
    return next((word for word in fits if not shared(words(word), names)), "")


def _placed(clause: str, expression: str) -> str:
    """Return the words for another place in the one list that an expression takes something from."""
    picks = [node for node in nodes(expression, "eval") if isinstance(node, ast.Subscript)]
    place = WHOLE.fullmatch(ast.unparse(picks[0].slice)) if len(picks) == 1 else None
    if not place:
        return ""
    found = (word for word in PLACE.finditer(clause) if _is_elsewhere(word["which"], int(place[0])))
    return next((word[0] for word in found if shared(words(word["what"]), words_of_code(picks[0].value))), "")


def _is_elsewhere(which: str, place: int) -> bool:
    """Return whether a place in a list is not the one that a word names. What is counted may begin at zero."""
    if which in {"last", "final"}:
        return place == 0
    number = 1 if which == "initial" else ORDINALS[which]
    return place not in {number - 1, number} and (place >= 0 or number == 1)


def _bound(number: Stated, before: str) -> str:
    """Return the words for a bound of all, at that one of them which lies at the other end.

    A subject that says more than their name may be another thing, which the least of them allows.
    """
    call = nodes(number.expression, "eval")[1]
    made = called(call) if isinstance(call, ast.Call) and len(call.args) < 2 else ""
    found = re.search(BOUNDS[made], as_read(before), re.I) if made in BOUNDS else None
    who = lead(as_read(before)[: found.start()]) if found else []
    named, names = words(" ".join(who)) - GRAMMATICAL, words_of_code(number.expression)
    says_so = named and shared(named, names) == len(named) and MAY.isdisjoint(who)
    return found[0].strip() if found and says_so else ""
