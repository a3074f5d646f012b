"""The words of a fact that nothing reads: no comparison does, and they name nothing in its expression."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lrbook.press.check.adverbs import LIMITS
from lrbook.press.check.likeness import shared, words_of_code
from lrbook.press.check.likeness import words as words_of
from lrbook.press.check.words import BOUNDS, NEXT, PAIR, Said, tokens

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


def unread(said: Said, expression: str) -> Iterator[str]:
    """Yield the words of a fact that no comparison reads, and that name nothing in its expression.

    A word may name what is counted or compared: right behind a number, *more*, *the same* or *every*. A phrase may name
    what a pair is compared with, as in *lower than in the other group*; of a list in its order it would be a part.
    """
    code, free, led, last = words_of_code(expression), False, False, ""
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
