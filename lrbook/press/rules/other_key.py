"""The clause around what is stated of one of several, chosen by its name, does not name another one of them.

It is chosen by a key, or by the one word that tells its variable from another: `fast_steps` from `slow_steps`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lrbook.press.check.clause import lead, rest
from lrbook.press.check.code import nodes
from lrbook.press.check.families import chosen, is_amount, offered
from lrbook.press.check.likeness import shared, words, words_of_code
from lrbook.press.check.source import Source
from lrbook.press.check.stated import marks

WHY = "A sentence that was copied for another curve may still be computed from the first one."
FAILS = """\
Downhill it is [−6]{=dict(uphill=x, downhill=cost(0))["uphill"]} high, and there
[3]{=dict(uphill=x, downhill=cost(0))["downhill"]}."""
PASSES = """\
Downhill it is [3]{=dict(uphill=x, downhill=cost(0))["downhill"]} high, and uphill
[−6]{=dict(uphill=x, downhill=cost(0))["uphill"]}."""

FAR = 200
OPPOSED = {*"than unlike instead rather against versus exceeds above below beyond not without".split()}  # noqa: SIM905
"""Words that lead to another one than the one that is spoken of."""


def source(source: Source) -> Iterator[tuple[int, str]]:
    """Find what names another one than its expression chooses."""
    text, known = source.worded, offered(source)
    for start, end, number in marks(text):
        before, behind = lead(text[max(start - FAR, 0) : start]), rest(text[end : end + FAR])
        said, own = words(" ".join([*before, number.shown, *behind])), words_of_code(number.expression)
        for of, keys in chosen(nodes(number.expression, "eval")).items():
            family = "…" in of  # else they are keys, which the author has called alternatives
            apart = not OPPOSED.isdisjoint(said) or not is_amount(number.expression) or not shared(words(of), said)
            if len(keys) > 1 or (family and apart):
                continue  # of two, the words may name either
            (key,) = keys
            for other in sorted(known[of] - keys):
                if _names(said, other, key) and not (family and shared(words(other), own)):
                    line = text.count("\n", 0, start) + 1
                    yield line, f'{number.raw} takes "{key}", and the words around it name "{other}"; mend one of them'


def _names(said: frozenset[str], key: str, own: str) -> bool:
    """Return whether words name one key, with all its own words, and not another one."""
    here, there = words(key) - words(own), words(own) - words(key)
    return bool(here) and shared(here, said) == len(here) and not shared(there, said)
