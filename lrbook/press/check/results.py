"""What a sentence says comes of a function of a number: *the square of 6 is 36*, *half of 6, which is 3*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lrbook.press.check.applied import APPLIED
from lrbook.press.check.clause import lead
from lrbook.press.check.nearby import FAR, gap_of, seen
from lrbook.press.check.stated import Mark
from lrbook.press.check.units import amount

COMES_TO = re.compile(
    r"[)\]}]?(?:\s(?!it\b|they\b|there\b|th[ai][ts]\b|what\b)[^\W\d_]+[²³]?)?"
    r"(?:,?\s(?:which\s|that\s)?(?:is|are|was|were|makes?|gives?|equals?|comes\sto)\s|\s?[=≈]\s?)"
    r"(?P<near>(?:about|around|roughly|approximately|almost|nearly)\s)?(?:(?:only|just|exactly)\s)?"
)
"""What stands between a function of a number, with its unit, and the result, or between that and the function."""
ASIDE = re.compile(
    r"[)\]}]?(?:\s[^\W\d_]+[²³]?)?(?:,\s|\s\()(?:or\s)?(?P<near>(?:about|around|roughly|approximately)\s)?(?:only\s)?"
)
"""The result set apart from its function, *half of 6, 3,* or that from it: *3, half of 6*."""
CLOSED = re.compile(r"\)|,(?!\s(?:and|or)\b)")
IS = re.compile(r"(?:\A|[\n.,;:(|]|\b(?:is|are|was|were|that|so))\s*\Z")
ENDS = re.compile(r"\s*(?:[.,;:!?)]|\Z)|\s(?:and|but|or|so|as|because|while|if|which|where)\b")


def results(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Sequence[Mark], Sequence[str]]]:
    """Find a number with what is said to come of it: both, the function, and = or ≈."""
    for one, other in pairwise(marks):
        before, gap = seen(text[max(one[0] - FAR, 0) : one[0]]), gap_of(text, one, other)
        behind = seen(text[other[1] : other[1] + FAR])
        first, second = APPLIED.search(before), APPLIED.search(gap)
        link = gap[: second.start()] if second else gap
        links = COMES_TO.fullmatch(link) or (ASIDE.fullmatch(link) if second or CLOSED.match(behind) else None)
        found = first if not second else second if not first else None
        if not found or not links or not ENDS.match(behind) or (found["part"] and _other_units(one, other)):
            continue
        sign = "≈" if links["near"] or "≈" in links[0] else "="
        if first and not lead(before[: first.start()]):
            yield (one, other), [first[0].strip(), sign]
        elif second and (IS.search(before) or not lead(before)):
            yield (other, one), [second[0].strip(), sign]


def _other_units(*pair: Mark) -> bool:
    """Return whether two numbers have units that differ: half of 2 m is 100 cm."""
    units = {"".join(amount(number.shown)[::2]) for *_, number in pair}
    return len(units - {""}) > 1
