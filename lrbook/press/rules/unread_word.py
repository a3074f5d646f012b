"""The words of a fact are those that were compared; what nothing reads stands outside of the brackets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lrbook.press.check import compared
from lrbook.press.check.reading import is_truth
from lrbook.press.check.sizes import compared_with, meant
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.unread import unread
from lrbook.press.check.words import Said, read, tokens

WHY = "A word beside the comparison turns it into another claim, and the comparison would still hold."
FAILS = "On the way down the cost [falls abruptly]{=[cost(x), cost(0)]}."
PASSES = "On the way down the cost [falls]{=[cost(x), cost(0)]}, in one step."


def expression(number: Stated, value: Any) -> str:
    """Say which word of a fact nothing reads."""
    said = read(number.shown)
    in_words = any(kind == "comparison" and text[0].isalpha() for kind, text in tokens(said))  # else it is a formula
    if not in_words or shown_number(number.shown) or reads_shown(number.expression):
        return ""
    of_truth = next(_unread_numbers(said, number.expression), "") if is_truth(value) else ""
    word = of_truth or next(unread(said, number.expression), "")
    if not word or (not is_truth(value) and compared.wrong(number.shown, value) is None):
        return ""
    remedy = f'write "{word}" outside of the brackets, or state what computes it'
    return f'"{number.shown}" compares, and nothing reads "{word}" in it; {remedy}'


def _unread_numbers(said: Said, expression: str) -> Iterator[str]:
    """Yield what a fact says of its rank, or of how many there are, and a truth value does not tell."""
    yield from filter(None, [said.rank])
    if said.many and meant(said.many).isdisjoint(compared_with(expression)[0]):
        yield said.many
