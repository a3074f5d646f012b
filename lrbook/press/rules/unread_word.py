"""The words of a fact are those that were compared; what nothing reads stands outside of the brackets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lrbook.press.check import compared
from lrbook.press.check.adverbs import LIMITS
from lrbook.press.check.likeness import shared, words_of_code
from lrbook.press.check.likeness import words as words_of
from lrbook.press.check.reading import is_truth
from lrbook.press.check.spelling import shown_number
from lrbook.press.check.stated import Stated, reads_shown
from lrbook.press.check.words import BOUNDS, NEXT, PAIR, Said, read, tokens

WHY = "A word beside the comparison makes another claim of it, and the comparison would still hold."
FAILS = "On the way down the cost [falls abruptly]{=[cost(x), cost(0)]}."
PASSES = "On the way down the cost [falls]{=[cost(x), cost(0)]}, in one step."

LEADS = "than as of in on with at to from for after before among during between under over within that what"
"""Words that lead to what is compared with, or to where."""
GRAMMAR = (
    "a an the this that these those it its they their them there one ones his her our we he she other others another "
    "is are was were be been being has have had do does did will would can could may must should get gets got give "
    "gives gave become becomes became remain remains remained keep keeps kept come comes came lie lies lay stay stays "
    "stayed still too also and or so then here all both about yet already exactly strictly just any own even ever "
    "again value values number numbers sign signs side sides"
)
"""Words of grammar, and names of what any comparison compares, which say nothing more of it."""
LEADING = frozenset(LEADS.split())
LIMITING = frozenset(LIMITS.split())
GRAMMATICAL = LEADING | frozenset(GRAMMAR.split())
LIKELY = {"likely", "unlikely"}


def expression(number: Stated, value: Any) -> str:
    """Say which word of a fact nothing reads."""
    said = read(number.shown)
    in_words = any(kind == "comparison" and text[0].isalpha() for kind, text in tokens(said))  # else it is a formula
    if not in_words or shown_number(number.shown) or reads_shown(number.expression):
        return ""
    if not is_truth(value) and compared.wrong(number.shown, value) is None:
        return ""
    unread = next(_unread(said, words_of_code(number.expression)), "")
    remedy = f'write "{unread}" outside of the brackets, or state what computes it'
    return f'"{number.shown}" compares, and nothing reads "{unread}" in it; {remedy}' if unread else ""


def _unread(said: Said, code: frozenset[str]) -> Iterator[str]:
    """Yield the words of a fact that no comparison reads, and that name nothing in its expression.

    A word may name what is counted or compared: right behind a number, *more*, *the same* or *every*. A phrase may name
    what a pair is compared with, as in *lower than in the other group*; of a list in its order it would be a part.
    """
    free, led, last = False, False, ""
    for kind, group in groupby(tokens(said), key=_kind):
        phrase = [text for _, text in group]
        if kind == "second":
            yield phrase[0]
        elif kind == "word":
            named = any(shared(words_of(word), code) for word in phrase)
            for place, word in enumerate(phrase):
                if (word == "often" and last in {"more", "less"}) or (word == "by" and said.bound is not None):
                    continue
                limits = word in LIMITING or (word.endswith("ly") and word not in LIKELY)
                fits = not limits and (named or led or (free and place == 0))
                if not fits and not shared(words_of(word), code):
                    yield word
            free = False
        elif kind == "grammar":
            led = led or (
                phrase[0] == "with" and len(phrase) > 1 if said.of == NEXT else not LEADING.isdisjoint(phrase)
            )
            free = free and LEADING.isdisjoint(phrase)
        else:
            last = phrase[-1]
            free, led = kind == "each" or said.of in {PAIR, BOUNDS}, led or kind == "number"


def _kind(token: tuple[str, str]) -> str:
    kind, text = token
    return "grammar" if kind == "word" and text in GRAMMATICAL else kind
