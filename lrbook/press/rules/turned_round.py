"""The words of a fact name its comparison, with the subject on the left; what compares nothing is shown as a value."""

from __future__ import annotations

import ast
from typing import Any

from lrbook.press.check.adverbs import Manner
from lrbook.press.check.code import nodes
from lrbook.press.check.contraries import borne_out, of_all
from lrbook.press.check.directions import ways
from lrbook.press.check.reading import is_truth
from lrbook.press.check.sooner import in_time
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.words import NEXT, read

WHY = "A fact whose words could as well say the opposite is checked by nobody. Values say more than a comparison."
FAILS = "On the way down the cost [rises]{=cost(0) < cost(x)}."
PASSES = """\
On the way down the cost [falls]{=[cost(x), cost(0)]}, and is [lower]{=cost(0) < cost(x)} in the end. The walk
[arrives]{="arrives" if cost(0) == 3 else "gets lost"}."""


def expression(number: Stated, value: Any) -> str:
    """Say how a true fact could be turned round, and would still pass."""
    if not is_truth(value) or bool(value) == number.counter or reads_shown(number.expression):
        return ""
    tree = [node for node in nodes(number.expression, "eval") if isinstance(node, ast.expr)]
    said = read(number.shown)
    compared = in_time(number.expression) if said.of == NEXT else tree[0]
    made = set(ways(compared, denied=number.counter))
    if said.manner != Manner():
        return f'"{number.shown}" says how far or how often, and {number.expression} does not; give the values instead'
    if said.each and not of_all(tree):
        return f'"{number.shown}" says it of each, and {number.expression} of one; give the whole list, or ask `all`'
    if not said.sign and not (said.denied and made <= {"not ?", "≠", "out", "≥", "≤"}):
        why = f'"{number.shown}" could as well say the opposite, for no word of it names a comparison'
        mended = f'[{number.shown}]{{="{number.shown}" if {number.expression} else "…"}}'
        return f"{why}; write {mended}, with what would stand there otherwise"
    if said.sign and not borne_out(said, made):
        remedy = "put the subject of the sentence on the left, give its values instead, or mend one of them"
        return f'"{number.shown}" and {number.expression} don\'t say the same; {remedy}'
    return ""
