"""Numbers that have a name of their own: a part of a whole, how often, nothing, infinity."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

SIZES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
SIZES |= {"hundredth": 100, "thousandth": 1000, "dozen": 12, "twofold": 2, "threefold": 3}
SIZES |= {"millionth": 10**6, "billionth": 10**9, "trillionth": 10**12, "quadrillionth": 10**15}
"""Words that name a part or a number, and how many it is."""

ENDS = {
    "nothing": Decimal(0),
    "none": Decimal(0),
    "half a dozen": Decimal(6),
    "a dozen": Decimal(12),
    "infinity": Decimal("Infinity"),
    "without limit": Decimal("Infinity"),
}
NO_NUMBER = {"no number", "not a number"}
"""What says that a value is NaN."""

PARTS = {"half": 2, "halve": 2} | {word: size for word, size in SIZES.items() if word.endswith(("rd", "th", "er"))}
MANY = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "nine": 9}
PART = re.compile(rf"(?:({'|'.join(MANY)})[\s-])?({'|'.join(PARTS)})s?")
EVERY = re.compile(rf"every ({'|'.join(PARTS)}|second|other)")


FACTORS = {"twice": "2.0", "double": "2.0", "thrice": "3.0", "triple": "3.0", "half": "0.5"}
LESS = "few|little|small|short|low|cheap"
"""Twice as short is one half to some, and nothing to others."""
FACTOR = re.compile(
    rf"(?:({'|'.join(FACTORS)})|(\S+?)(?: times|-?fold))(?: as (?!(?:{LESS})\b)\w+(?: as)?)?|(?:by )?a factor of (\S+)"
)
STEPS = {"doubles": "twice", "doubled": "twice", "triples": "thrice", "tripled": "thrice"}
STEPS |= {"quadruples": "four times", "quadrupled": "four times", "halves": "half as much", "halved": "half as much"}
STEP = re.compile(rf"({'|'.join(STEPS)})(?: at every step| every time)?")
"""How many times one thing is another, and what it is of what it was before."""
SHARE = r"[\w-]+ (?:in|out of)(?: the)? [\w-]+"
"""How many of so many: *three out of four*, *one in three*."""
MUCH = "no|not|far|much|well|slightly|just|barely|a little"
BOUNDED = re.compile(
    rf"(?P<than>(?:(?:{MUCH}) )?(?:\w+ than|over|under|above|below)|at (?:least|most))"
    rf" (?P<factor>{FACTOR.pattern}|{SHARE})"
)
"""How many times one thing is another at least, or at most: *more than twice as many*."""


def named(text: str) -> Decimal | Fraction | None:
    """Return the number that a text names: *nothing*, *one half*, *a millionth*, *every tenth*."""
    text = " ".join(text.lower().split())
    if text in ENDS:
        return ENDS[text]
    if every := EVERY.fullmatch(text):
        return Decimal(PARTS.get(every[1], 2))
    part = PART.fullmatch(text)
    return Fraction(MANY[part[1] or "a"], PARTS[part[2]]) if part else None
