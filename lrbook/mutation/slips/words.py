"""Words and their opposites: what a sentence says the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

PAIRS = """
rises falls|rise fall|rose fell|rising falling|grows shrinks|grow shrink|increases decreases|increase decrease
climbs sinks|better worse|best worst
higher lower|high low|highest lowest|more less|most least|more fewer|larger smaller|large small|largest smallest
greater lesser|greatest least|bigger smaller|longer shorter|long short|faster slower|fast slow
above below|over under|inside outside|within outside|up down|upwards downwards|upper lower|left right|before after
first last|early late|earlier later|always never|everywhere nowhere|every no|all no|positive negative|convex concave
same opposite|equal unequal|agrees disagrees|agree disagree|right wrong|true false|possible impossible|near far
nearer farther|closer farther|safe unsafe|converges diverges|converge diverge|healthy ill|learnt unseen|with without
maximum minimum|numerator denominator|row column|rows columns|sum product|plus minus|natural decimal
ignores uses|keeps changes|begins ends|raises lowers|raise lower|exactly hardly|gains loses|known unknown|cheap dear
""".replace("\n", "|")
OPPOSITE: dict[str, str] = {}
for pair in filter(None, (part.strip() for part in PAIRS.split("|"))):
    one, other = pair.split()
    OPPOSITE.setdefault(one, other)
    OPPOSITE.setdefault(other, one)

NEGATED = re.compile(r"\b(?:not|never|no|n't|none|nothing|neither)\b")
WORD = re.compile(r"[A-Za-z']+")


def turned(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of a text that has an opposite: where it begins, where it ends, and the opposite."""
    for word in WORD.finditer(text):
        if other := OPPOSITE.get(word[0].lower()):
            yield word.start(), word.end(), other.capitalize() if word[0][0].isupper() else other


def denied(text: str) -> tuple[int, int, str]:
    """Return the place of the *not* that a text has, and nothing; or its beginning, and a *not*."""
    if (found := NEGATED.search(text)) and found[0] == "not":
        return found.start(), min(found.end() + 1, len(text)), ""
    return 0, 0, "not "
