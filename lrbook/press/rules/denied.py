"""A fact is not denied outside its brackets."""

import ast
import re

from lrbook.press.check import adverbs, words
from lrbook.press.check.beside import as_read
from lrbook.press.check.code import nodes
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated

WHY = 'A "not" or a "no longer" before the brackets inverts the fact, and the expression would still be true.'
FAILS = "The cost no longer [rises]{=[cost(0), cost(x)]}."
PASSES = "The cost [no longer rises]{=[cost(x), cost(0)]}."

BEFORE = re.compile(
    r"(?:\b(?:not|no|never|nowhere|neither|nor|hardly|cannot)|n['’]t)\s+"
    r"(?:(?:at all|even|quite|really|about|around|almost|(?!only)\w+ly)\s+)?\Z",
    re.I,
)
BEHIND = re.compile(r"\s+(?:not|never|no longer)\b", re.I)


def statement(number: Stated, before: str, behind: str, tex: bool) -> str:
    """Say whether a statement is denied; a counter-example may well be."""
    before, behind = as_read(before), as_read(behind)
    fact = not tex and _is_fact(number) and adverbs.denied(before, behind)
    if not number.counter and (fact or BEFORE.search(before) or BEHIND.match(behind)):
        return f"{number.raw}: a word beside it denies it and makes something else of it; write it inside the brackets"
    return ""


def _is_fact(number: Stated) -> bool:
    """Return whether a statement compares in words, or is one text where there could be another."""
    if shown_number(number.shown):
        return False
    choice = isinstance(nodes(number.expression, "eval")[1], ast.IfExp)
    return choice or bool(words.read(number.shown).sign)
